import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { Checkbox, Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useLang, useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag, type Tone } from '../../../ui/marks.tsx'
import { ConfirmPanel, EmptyState, Notice, RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { type Action, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager, RowLink } from '../../../ui/table.tsx'
import { showMoment } from '../../../ui/words.ts'
import type { AccountLine } from '../model.ts'
import { type Hidden, When } from '../my-account/page.tsx'

const stateWords = inBoth(
  (say) =>
    ({
      none: { text: say('chưa có', 'none yet'), tone: undefined },
      open: { text: say('đang dùng', 'in use'), tone: 'good' },
      locked: { text: say('tạm khóa', 'locked'), tone: 'near' },
      disabled: { text: say('đã ngừng', 'stopped'), tone: 'pause' },
      left: { text: say('đã rời cơ quan', 'left the agency'), tone: 'pause' },
    }) satisfies Record<AccountLine['state'], { text: string; tone: Tone | undefined }>,
)
const State: FC<{ line: AccountLine }> = ({ line }) => {
  const { text, tone } = stateWords[useLang()][line.state]
  return <Tag tone={tone}>{text}</Tag>
}

/** Officers and their accounts (tài khoản), by name. */
export const AccountsPage: FC<{
  lines: readonly AccountLine[]
  words: string
  next: string | undefined
  now: Moment
  done?: string | undefined
}> = (props) => {
  const { lines, words, next, now, done } = props
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Tài khoản', 'Accounts')}
        next={{ text: say('Lập tài khoản', 'Make an account'), href: '/office/accounts/new' }}
        others={[{ text: say('Mã truy cập của chương trình', 'Tokens of programs'), href: '/office/tokens' }]}
      />
      {done && <Toast flash={{ text: done }} />}
      <div class="stack">
        <Form action="/office/accounts" method="get" look="line">
          <TextField
            name="q"
            label={say('Tìm theo tên hoặc tên đăng nhập', 'Search by name or login name')}
            hint={say('không cần dấu', 'marks are not needed')}
            type="search"
            value={words}
          />
          <FormButtons submit={say('Tìm', 'Search')} />
        </Form>
        <DataTable
          caption={say('Công chức và tài khoản', 'Officers and accounts')}
          rows={lines}
          empty={
            <EmptyState
              title={words ? say('Không tìm thấy ai', 'Nobody found') : say('Chưa có công chức', 'No officers yet')}
              action={words ? { text: say('Xem tất cả', 'Show all'), href: '/office/accounts' } : undefined}
            >
              {words
                ? say('Không công chức nào có tên hoặc tên đăng nhập như vậy.', 'No officer has such a name or login name.')
                : say('Thêm công chức vào cơ quan trước, rồi lập tài khoản.', 'Add officers to the agency first, then make accounts.')}
            </EmptyState>
          }
          columns={[
            {
              head: say('Công chức', 'Officer'),
              kind: 'wide',
              cell: (l) => <RowLink href={`/office/accounts/${l.officerId}`} text={l.name} />,
            },
            { head: say('Tên đăng nhập', 'Login name'), cell: (l) => l.login ?? '–' },
            { head: say('Trạng thái', 'State'), cell: (l) => <State line={l} /> },
            {
              head: say('Hai lớp', 'Second factor'),
              cell: (l) => (l.login === null ? '–' : l.hasTotp ? say('bật', 'on') : say('chưa', 'off')),
            },
            {
              head: say('Đăng nhập lần cuối', 'Last sign-in'),
              cell: (l) => (l.signedInAt === null ? '–' : <When at={l.signedInAt} now={now} />),
            },
          ]}
        />
      </div>
      <Pager next={next} first={next && words ? '/office/accounts' : undefined} />
    </>
  )
}

export type NewAccountProps = {
  officers: readonly { officerId: number; name: string }[]
  typed: Readonly<Record<string, string | string[]>>
  faults?: Readonly<Record<string, string>> | undefined
  refusal?: string | undefined
  hasProvince: boolean
  hidden: Hidden
}

/** Make an account for an officer (lập tài khoản). */
export const NewAccountPage: FC<NewAccountProps> = ({ officers, typed, faults = {}, refusal, hasProvince, hidden }) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader title={say('Lập tài khoản', 'Make an account')} />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Form action="/office/accounts" hidden={hidden}>
        <Select
          name="officer"
          label={say('Công chức', 'Officer')}
          hint={say('Chỉ những người đang làm việc và chưa có tài khoản.', 'Only those in service who have no account yet.')}
          required
          blank={say('Chọn công chức', 'Choose an officer')}
          value={single(typed.officer)}
          options={officers.map(({ officerId, name }) => ({ value: String(officerId), text: name }))}
          error={faults.officer}
        />
        <TextField
          name="login"
          label={say('Tên đăng nhập', 'Login name')}
          hint={say(
            'Chữ thường không dấu, số, dấu chấm, gạch; từ 3 đến 60 ký tự.',
            'Small letters without marks, digits, dots, dashes or underscores; 3 to 60 characters.',
          )}
          required
          value={single(typed.login)}
          autocomplete="off"
          maxlength={60}
          error={faults.login}
        />
        {hasProvince && (
          <>
            <TextField
              name="subject"
              label={say('Mã định danh ở đăng nhập một lần của tỉnh', 'Identifier at the provincial single sign-on')}
              hint={say('Để trống nếu công chức tự nối sau.', 'Leave empty if the officer will link the account later.')}
              value={single(typed.subject)}
              autocomplete="off"
              error={faults.subject}
            />
            <Checkbox
              name="provinceOnly"
              label={say('Chỉ đăng nhập qua tỉnh, không có mật khẩu', 'Signs in by the province only, without a password')}
              checked={typed.provinceOnly !== undefined}
              error={faults.provinceOnly}
            />
          </>
        )}
        <FormButtons submit={say('Lập tài khoản', 'Make an account')} cancel={{ href: '/office/accounts' }} />
      </Form>
    </div>
  )
}

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

/** A password just given, shown this once. */
export const GivenPage: FC<{ name: string; login: string; password: string | null; officerId: number }> = ({
  name,
  login,
  password,
  officerId,
}) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader title={say('Mật khẩu dùng một lần', 'One-time password')} under={`${name} · ${login}`} />
      {password === null ? (
        <Notice tone="near" title={say('Mật khẩu chỉ hiện một lần.', 'A password is shown only once.')}>
          <p>
            {say(
              'Biểu mẫu này đã được thực hiện từ trước. Nếu chưa kịp ghi lại, mời cấp mật khẩu khác.',
              'This form was carried out before. If the password was not noted in time, please give another one.',
            )}
          </p>
        </Notice>
      ) : (
        <Notice
          tone="ours"
          title={say(
            'Trao tận tay cho công chức. Trang này không mở lại được.',
            'Hand it to the officer in person. This page cannot be opened again.',
          )}
        >
          <p>
            <output class="code">{password}</output>
          </p>
          <p>{say('Lần đăng nhập đầu tiên sẽ yêu cầu đặt mật khẩu riêng.', 'The first sign-in asks for a password of one’s own.')}</p>
        </Notice>
      )}
      <div class="form-buttons">
        <a class="ds-button" data-variant="secondary" href={`/office/accounts/${officerId}`}>
          {say('Về tài khoản', 'Back to the account')}
        </a>
      </div>
    </div>
  )
}

/** A link went to the officer's mailbox: nobody here saw a password. */
export const LinkSentPage: FC<{ name: string; login: string; mailedTo: string; officerId: number }> = ({
  name,
  login,
  mailedTo,
  officerId,
}) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader title={say('Đã gửi đường dẫn', 'The link is sent')} under={`${name} · ${login}`} />
      <Notice tone="ours" title={say(`Thư đến ${mailedTo}.`, `A mail goes to ${mailedTo}.`)}>
        <p>
          {say(
            'Đường dẫn dùng một lần, trong 24 giờ. Mật khẩu cũ đã hết hiệu lực, mọi phiên đã kết thúc.',
            'Its link holds once, for 24 hours. The old password no longer works, and all sessions have ended.',
          )}
        </p>
        <p>
          {say(
            'Không nhận được thư: đặt lại lần nữa, hoặc sửa địa chỉ thư ở trang Tổ chức.',
            'No mail: reset once more, or correct the address on the page Organisation.',
          )}
        </p>
      </Notice>
      <div class="form-buttons">
        <a class="ds-button" data-variant="secondary" href={`/office/accounts/${officerId}`}>
          {say('Về tài khoản', 'Back to the account')}
        </a>
      </div>
    </div>
  )
}

export type AccountPageProps = {
  line: AccountLine
  /** A reset goes to the officer by mail. */
  isMailed: boolean
  now: Moment
  isOwn: boolean
  hasProvince: boolean
  hidden: Hidden
  refusal?: string | undefined
  done?: string | undefined
  faults?: Readonly<Record<string, string>> | undefined
}

/** One account for the administrator: its state, and what may be done about it. */
export const AccountPage: FC<AccountPageProps> = ({ line, now, isOwn, isMailed, hasProvince, hidden, refusal, done, faults = {} }) => {
  const say = useSay()
  const at = `/office/accounts/${line.officerId}`
  const stamped = { ...hidden, seen: String(line.version) }
  const act = (text: string, to: string, danger = false): Action => ({ text, href: `${at}/${to}`, post: true, hidden: stamped, danger })
  const isThere = line.login !== null
  const more: Action[] =
    isOwn || !isThere
      ? []
      : [
          ...(line.state === 'locked' ? [act(say('Mở khóa sớm', 'Unlock early'), 'unlock')] : []),
          ...(line.state === 'disabled' ? [act(say('Mở lại tài khoản', 'Open the account again'), 'enable')] : []),
          ...(line.isLinked && line.hasPassword ? [act(say('Bỏ nối với tỉnh', 'Unlink from the province'), 'unlink')] : []),
        ]
  return (
    <div class="stack">
      <PageHeader
        title={line.name}
        over={say('Tài khoản', 'Account')}
        next={
          isThere ? undefined : { text: say('Lập tài khoản', 'Make an account'), href: `/office/accounts/new?officer=${line.officerId}` }
        }
        others={more}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && <Toast flash={{ text: done }} />}
      <Section title={say('Hiện nay', 'At present')} id="now">
        <Facts
          items={[
            [say('Tên đăng nhập', 'Login name'), line.login],
            [say('Trạng thái', 'State'), <State line={line} />],
            ...(line.state === 'locked' && line.lockedUntil !== null
              ? [[say('Khóa đến', 'Locked until'), showMoment(line.lockedUntil, now, say.lang)] as const]
              : []),
            ...(line.leftOn === null ? [] : [[say('Làm việc đến hết ngày', 'Last day in service'), line.leftOn] as const]),
            [
              say('Mật khẩu', 'Password'),
              !isThere
                ? null
                : !line.hasPassword
                  ? say('không có', 'none')
                  : line.mustChange
                    ? say('dùng một lần, chưa đổi', 'one-time, not changed yet')
                    : say('có', 'set'),
            ],
            [say('Xác thực hai lớp', 'Second factor'), !isThere ? null : line.hasTotp ? say('bật', 'on') : say('chưa bật', 'off')],
            [
              say('Đăng nhập một lần của tỉnh', 'Provincial single sign-on'),
              !hasProvince || !isThere ? null : line.isLinked ? say('đã nối', 'linked') : say('chưa nối', 'not linked'),
            ],
            [say('Đăng nhập lần cuối', 'Last sign-in'), line.signedInAt === null ? null : showMoment(line.signedInAt, now, say.lang)],
            [say('Phiên đang mở', 'Open sessions'), isThere ? line.sessions : null],
          ]}
        />
      </Section>
      {isOwn && isThere && (
        <Notice>
          <p>
            {say(
              <>
                Đây là tài khoản của chính mình: xem <a href="/office/account">Tài khoản của tôi</a>, hoặc nhờ một người quản trị khác.
              </>,
              <>
                This is your own account: see <a href="/office/account">My account</a>, or ask another administrator.
              </>,
            )}
          </p>
        </Notice>
      )}
      {isThere && !isOwn && (
        <>
          {isMailed ? (
            <ConfirmPanel
              title={say('Đặt lại mật khẩu qua thư?', 'Reset the password by mail?')}
              fold={say('Đặt lại mật khẩu qua thư', 'Reset the password by mail')}
              action={`${at}/reset-password`}
              hidden={stamped}
              submit={say('Gửi đường dẫn', 'Send the link')}
            >
              <p>
                {say(
                  `Mật khẩu đang dùng thôi hiệu lực, mọi phiên kết thúc. Một đường dẫn đặt mật khẩu mới gửi đến ${line.email}.`,
                  `The current password no longer works, and all sessions end. A link to set a new one goes to ${line.email}.`,
                )}
              </p>
            </ConfirmPanel>
          ) : (
            <ConfirmPanel
              title={say('Cấp mật khẩu dùng một lần?', 'Give a one-time password?')}
              fold={say('Cấp mật khẩu dùng một lần', 'Give a one-time password')}
              action={`${at}/reset-password`}
              hidden={stamped}
              submit={say('Cấp mật khẩu', 'Give the password')}
            >
              <p>
                {say(
                  'Mật khẩu đang dùng thôi hiệu lực, mọi phiên kết thúc. Mật khẩu mới hiện một lần ở trang sau.',
                  'The current password no longer works, and all sessions end. The new one is shown once, on the next page.',
                )}
              </p>
            </ConfirmPanel>
          )}
          {line.hasTotp && (
            <ConfirmPanel
              title={say('Tắt xác thực hai lớp?', 'Turn off the second factor?')}
              fold={say('Tắt xác thực hai lớp', 'Turn off the second factor')}
              action={`${at}/reset-second-factor`}
              hidden={stamped}
              submit={say('Tắt', 'Turn off')}
              danger
            >
              <p>
                {say(
                  'Dùng khi công chức mất điện thoại. Mọi phiên kết thúc; hãy chắc rằng người yêu cầu đúng là chủ tài khoản.',
                  'For an officer who has lost the telephone. All sessions end; make sure that the account belongs to whoever asks.',
                )}
              </p>
            </ConfirmPanel>
          )}
          {line.state !== 'disabled' && (
            <ConfirmPanel
              title={say('Ngừng tài khoản?', 'Stop the account?')}
              fold={say('Ngừng tài khoản', 'Stop the account')}
              action={`${at}/disable`}
              hidden={stamped}
              submit={say('Ngừng', 'Stop')}
              danger
            >
              <p>
                {say(
                  'Mọi phiên kết thúc và mã truy cập dưới tên người này thôi dùng được. Nhật ký và hồ sơ giữ nguyên; có thể mở lại.',
                  'All sessions end, and tokens in this officer’s name no longer work. Journal and dossiers stay as they are; the account can be opened again.',
                )}
              </p>
            </ConfirmPanel>
          )}
        </>
      )}
      {isThere && hasProvince && (
        <Section title={say('Nối với đăng nhập một lần của tỉnh', 'Link to the provincial single sign-on')} id="province">
          <Form action={`${at}/link`} hidden={stamped} look="line">
            <TextField name="subject" label={say('Mã định danh', 'Identifier')} autocomplete="off" required error={faults.subject} />
            <FormButtons submit={line.isLinked ? say('Nối lại', 'Link anew') : say('Nối', 'Link')} />
          </Form>
        </Section>
      )}
    </div>
  )
}
