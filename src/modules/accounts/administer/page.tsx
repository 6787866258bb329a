import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { Checkbox, Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag, type Tone } from '../../../ui/marks.tsx'
import { ConfirmPanel, EmptyState, Notice, RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { type Action, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager, RowLink } from '../../../ui/table.tsx'
import { showMoment } from '../../../ui/words.ts'
import type { AccountLine } from '../model.ts'
import { type Hidden, When } from '../my-account/page.tsx'

const stateWords: Record<AccountLine['state'], { text: string; tone: Tone | undefined }> = {
  none: { text: 'chưa có', tone: undefined },
  open: { text: 'đang dùng', tone: 'good' },
  locked: { text: 'tạm khóa', tone: 'near' },
  disabled: { text: 'đã ngừng', tone: 'pause' },
  left: { text: 'đã rời cơ quan', tone: 'pause' },
}
const State: FC<{ line: AccountLine }> = ({ line }) => <Tag tone={stateWords[line.state].tone}>{stateWords[line.state].text}</Tag>

/** Officers and their accounts (tài khoản), by name. */
export const AccountsPage: FC<{
  lines: readonly AccountLine[]
  words: string
  next: string | undefined
  now: Moment
  done?: string | undefined
}> = (props) => {
  const { lines, words, next, now, done } = props
  return (
    <>
      <PageHeader
        title="Tài khoản"
        next={{ text: 'Lập tài khoản', href: '/office/accounts/new' }}
        others={[{ text: 'Mã truy cập của chương trình', href: '/office/tokens' }]}
      />
      {done && <Toast flash={{ text: done }} />}
      <div class="stack">
        <Form action="/office/accounts" method="get" look="line">
          <TextField name="q" label="Tìm theo tên hoặc tên đăng nhập" hint="không cần dấu" type="search" value={words} />
          <FormButtons submit="Tìm" />
        </Form>
        <DataTable
          caption="Công chức và tài khoản"
          rows={lines}
          empty={
            <EmptyState
              title={words ? 'Không tìm thấy ai' : 'Chưa có công chức'}
              action={words ? { text: 'Xem tất cả', href: '/office/accounts' } : undefined}
            >
              {words ? 'Không công chức nào có tên hoặc tên đăng nhập như vậy.' : 'Thêm công chức vào cơ quan trước, rồi lập tài khoản.'}
            </EmptyState>
          }
          columns={[
            { head: 'Công chức', kind: 'wide', cell: (l) => <RowLink href={`/office/accounts/${l.officerId}`} text={l.name} /> },
            { head: 'Tên đăng nhập', cell: (l) => l.login ?? '–' },
            { head: 'Trạng thái', cell: (l) => <State line={l} /> },
            { head: 'Hai lớp', cell: (l) => (l.login === null ? '–' : l.hasTotp ? 'bật' : 'chưa') },
            { head: 'Đăng nhập lần cuối', cell: (l) => (l.signedInAt === null ? '–' : <When at={l.signedInAt} now={now} />) },
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
export const NewAccountPage: FC<NewAccountProps> = ({ officers, typed, faults = {}, refusal, hasProvince, hidden }) => (
  <div class="stack" data-width="form">
    <PageHeader title="Lập tài khoản" />
    {refusal && <RefusalBanner refusal={refusal} />}
    <Form action="/office/accounts" hidden={hidden}>
      <Select
        name="officer"
        label="Công chức"
        hint="Chỉ những người đang làm việc và chưa có tài khoản."
        required
        blank="Chọn công chức"
        value={single(typed.officer)}
        options={officers.map(({ officerId, name }) => ({ value: String(officerId), text: name }))}
        error={faults.officer}
      />
      <TextField
        name="login"
        label="Tên đăng nhập"
        hint="Chữ thường không dấu, số, dấu chấm, gạch; từ 3 đến 60 ký tự."
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
            label="Mã định danh ở đăng nhập một lần của tỉnh"
            hint="Để trống nếu công chức tự nối sau."
            value={single(typed.subject)}
            autocomplete="off"
            error={faults.subject}
          />
          <Checkbox
            name="provinceOnly"
            label="Chỉ đăng nhập qua tỉnh, không có mật khẩu"
            checked={typed.provinceOnly !== undefined}
            error={faults.provinceOnly}
          />
        </>
      )}
      <FormButtons submit="Lập tài khoản" cancel={{ href: '/office/accounts' }} />
    </Form>
  </div>
)

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

/** A password just given, shown this once. */
export const GivenPage: FC<{ name: string; login: string; password: string | null; officerId: number }> = ({
  name,
  login,
  password,
  officerId,
}) => (
  <div class="stack" data-width="form">
    <PageHeader title="Mật khẩu dùng một lần" under={`${name} · ${login}`} />
    {password === null ? (
      <Notice tone="near" title="Mật khẩu chỉ hiện một lần.">
        <p>Biểu mẫu này đã được thực hiện từ trước. Nếu chưa kịp ghi lại, mời cấp mật khẩu khác.</p>
      </Notice>
    ) : (
      <Notice tone="ours" title="Trao tận tay cho công chức. Trang này không mở lại được.">
        <p>
          <output class="code">{password}</output>
        </p>
        <p>Lần đăng nhập đầu tiên sẽ yêu cầu đặt mật khẩu riêng.</p>
      </Notice>
    )}
    <div class="form-buttons">
      <a class="ds-button" data-variant="secondary" href={`/office/accounts/${officerId}`}>
        Về tài khoản
      </a>
    </div>
  </div>
)

export type AccountPageProps = {
  line: AccountLine
  now: Moment
  isOwn: boolean
  hasProvince: boolean
  hidden: Hidden
  refusal?: string | undefined
  done?: string | undefined
  faults?: Readonly<Record<string, string>> | undefined
}

/** One account for the administrator: its state, and what may be done about it. */
export const AccountPage: FC<AccountPageProps> = ({ line, now, isOwn, hasProvince, hidden, refusal, done, faults = {} }) => {
  const at = `/office/accounts/${line.officerId}`
  const stamped = { ...hidden, seen: String(line.version) }
  const act = (text: string, to: string, danger = false): Action => ({ text, href: `${at}/${to}`, post: true, hidden: stamped, danger })
  const isThere = line.login !== null
  const more: Action[] =
    isOwn || !isThere
      ? []
      : [
          ...(line.state === 'locked' ? [act('Mở khóa sớm', 'unlock')] : []),
          ...(line.state === 'disabled' ? [act('Mở lại tài khoản', 'enable')] : []),
          ...(line.isLinked && line.hasPassword ? [act('Bỏ nối với tỉnh', 'unlink')] : []),
        ]
  return (
    <div class="stack">
      <PageHeader
        title={line.name}
        over="Tài khoản"
        next={isThere ? undefined : { text: 'Lập tài khoản', href: `/office/accounts/new?officer=${line.officerId}` }}
        others={more}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && <Toast flash={{ text: done }} />}
      <Section title="Hiện nay" id="now">
        <Facts
          items={[
            ['Tên đăng nhập', line.login],
            ['Trạng thái', <State line={line} />],
            ...(line.state === 'locked' && line.lockedUntil !== null ? [['Khóa đến', showMoment(line.lockedUntil, now)] as const] : []),
            ...(line.leftOn === null ? [] : [['Làm việc đến hết ngày', line.leftOn] as const]),
            ['Mật khẩu', !isThere ? null : !line.hasPassword ? 'không có' : line.mustChange ? 'dùng một lần, chưa đổi' : 'có'],
            ['Xác thực hai lớp', !isThere ? null : line.hasTotp ? 'bật' : 'chưa bật'],
            ['Đăng nhập một lần của tỉnh', !hasProvince || !isThere ? null : line.isLinked ? 'đã nối' : 'chưa nối'],
            ['Đăng nhập lần cuối', line.signedInAt === null ? null : showMoment(line.signedInAt, now)],
            ['Phiên đang mở', isThere ? line.sessions : null],
          ]}
        />
      </Section>
      {isOwn && isThere && (
        <Notice>
          <p>
            Đây là tài khoản của chính mình: xem <a href="/office/account">Tài khoản của tôi</a>, hoặc nhờ một người quản trị khác.
          </p>
        </Notice>
      )}
      {isThere && !isOwn && (
        <>
          <ConfirmPanel
            title="Cấp mật khẩu dùng một lần?"
            fold="Cấp mật khẩu dùng một lần"
            action={`${at}/reset-password`}
            hidden={stamped}
            submit="Cấp mật khẩu"
          >
            <p>Mật khẩu đang dùng thôi hiệu lực, mọi phiên kết thúc. Mật khẩu mới hiện một lần ở trang sau.</p>
          </ConfirmPanel>
          {line.hasTotp && (
            <ConfirmPanel
              title="Tắt xác thực hai lớp?"
              fold="Tắt xác thực hai lớp"
              action={`${at}/reset-second-factor`}
              hidden={stamped}
              submit="Tắt"
              danger
            >
              <p>Dùng khi công chức mất điện thoại. Mọi phiên kết thúc; hãy chắc rằng người yêu cầu đúng là chủ tài khoản.</p>
            </ConfirmPanel>
          )}
          {line.state !== 'disabled' && (
            <ConfirmPanel title="Ngừng tài khoản?" fold="Ngừng tài khoản" action={`${at}/disable`} hidden={stamped} submit="Ngừng" danger>
              <p>Mọi phiên kết thúc và mã truy cập dưới tên người này thôi dùng được. Nhật ký và hồ sơ giữ nguyên; có thể mở lại.</p>
            </ConfirmPanel>
          )}
        </>
      )}
      {isThere && hasProvince && (
        <Section title="Nối với đăng nhập một lần của tỉnh" id="province">
          <Form action={`${at}/link`} hidden={stamped} look="line">
            <TextField name="subject" label="Mã định danh" autocomplete="off" required error={faults.subject} />
            <FormButtons submit={line.isLinked ? 'Nối lại' : 'Nối'} />
          </Form>
        </Section>
      )}
    </div>
  )
}
