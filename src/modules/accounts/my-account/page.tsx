import type { Child, FC } from 'hono/jsx'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useLang, useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, TwoLines } from '../../../ui/table.tsx'
import { showMoment, showMomentShort } from '../../../ui/words.ts'
import { NewPasswordFields } from '../sign-in/page.tsx'

/** Hidden fields of every form: ties to the session, and makes a repeat have one effect. */
export type Hidden = Readonly<Record<string, string>>

export type MyAccountProps = {
  name: string
  title: string
  agency: string
  login: string
  now: Moment
  hasPassword: boolean
  hasSecondFactor: boolean
  /** Null where the installation has no province to sign in by. */
  isLinked: boolean | null
  sessions: readonly { hash: string; device: string; method: string; beganAt: Moment; seenAt: Moment; isThis: boolean }[]
  absent: readonly { officerId: number; name: string; until: Moment; document: string }[]
  actingFor: number | null
  tokens: readonly { tokenId: number; name: string; endsAt: Moment; usedAt: Moment | null }[]
  hidden: Hidden
  refusal?: string | undefined
  done?: string | undefined
}

/** The officer's own account (tài khoản của tôi): what opens it, where it is open, in whose place it works. */
export const MyAccountPage: FC<MyAccountProps> = (props) => {
  const {
    name,
    title,
    agency,
    login,
    now,
    hasPassword,
    hasSecondFactor,
    isLinked,
    sessions,
    absent,
    actingFor,
    tokens,
    hidden,
    refusal,
    done,
  } = props
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Tài khoản của tôi', 'My account')}
        under={`${name} · ${title || say('chưa có vị trí', 'no post yet')} · ${agency}`}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && <Toast flash={{ text: done }} />}
      <Section title={say('Đăng nhập', 'Sign-in')} id="ways">
        <Facts
          items={[
            [say('Tên đăng nhập', 'Login name'), login],
            [
              say('Mật khẩu', 'Password'),
              hasPassword ? (
                <a href="/office/account/password">{say('Đổi mật khẩu', 'Change the password')}</a>
              ) : (
                say('không dùng mật khẩu', 'no password')
              ),
            ],
            [
              say('Xác thực hai lớp', 'Second factor'),
              <>
                {hasSecondFactor ? <Tag tone="good">{say('đang bật', 'on')}</Tag> : <Tag tone="near">{say('chưa bật', 'off')}</Tag>}{' '}
                {hasPassword && (
                  <a href="/office/account/second-factor">
                    {hasSecondFactor ? say('Đổi điện thoại', 'Change the telephone') : say('Bật', 'Turn on')}
                  </a>
                )}
              </>,
            ],
            [say('Thông báo', 'Notices'), <a href="/office/account/notices">{say('Chọn nhận thông báo nào', 'Choose what to be told')}</a>],
          ]}
        />
        {isLinked !== null && (
          <div class="form-buttons">
            <ActionButton
              text={
                isLinked
                  ? say('Bỏ nối đăng nhập một lần của tỉnh', 'Unlink the provincial single sign-on')
                  : say('Nối với đăng nhập một lần của tỉnh', 'Link the provincial single sign-on')
              }
              href={isLinked ? '/office/account/province/unlink' : '/office/account/province'}
              post
              hidden={hidden}
            />
          </div>
        )}
      </Section>
      {absent.length > 0 && (
        <Section title={say('Làm thay', 'Acting for')} id="acting">
          <Form action="/office/account/acting" hidden={hidden} look="line">
            <Select
              name="absent"
              label={say('Đang làm thay', 'Now acting for')}
              blank={say('Không ai: việc của tôi', 'Nobody: my own work')}
              value={actingFor === null ? '' : String(actingFor)}
              options={absent.map((a) => ({
                value: String(a.officerId),
                text: say(
                  `${a.name}, đến ${showMoment(a.until, now, 'vi')} (${a.document})`,
                  `${a.name}, until ${showMoment(a.until, now, 'en')} (${a.document})`,
                ),
              }))}
            />
            <FormButtons submit={say('Chọn', 'Choose')} />
          </Form>
        </Section>
      )}
      <Section
        title={say('Đang đăng nhập ở', 'Signed in at')}
        id="sessions"
        aside={
          sessions.length > 1 ? (
            <ActionButton
              text={say('Đăng xuất mọi nơi', 'Sign out everywhere')}
              href="/office/account/sessions/end-all"
              post
              hidden={hidden}
              danger
            />
          ) : undefined
        }
      >
        <DataTable
          caption={say('Các phiên đang mở', 'Open sessions')}
          rows={sessions}
          empty={say('Không có phiên nào.', 'No sessions.')}
          columns={[
            {
              head: say('Thiết bị', 'Device'),
              cell: (s) => (
                <TwoLines
                  top={s.device || say('không rõ', 'not known')}
                  sub={
                    s.method === 'province' ? say('đăng nhập một lần của tỉnh', 'provincial single sign-on') : say('mật khẩu', 'password')
                  }
                />
              ),
            },
            { head: say('Bắt đầu', 'Begun'), cell: (s) => <When at={s.beganAt} now={now} /> },
            { head: say('Dùng lần cuối', 'Last used'), cell: (s) => <When at={s.seenAt} now={now} /> },
            {
              head: say('Việc', 'Action'),
              quiet: true,
              cell: (s) =>
                s.isThis ? (
                  <Tag tone="ours">{say('phiên này', 'this session')}</Tag>
                ) : (
                  <ActionButton
                    text={say('Kết thúc', 'End')}
                    href="/office/account/sessions/end"
                    post
                    hidden={{ ...hidden, session: s.hash }}
                  />
                ),
            },
          ]}
        />
      </Section>
      {tokens.length > 0 && (
        <Section title={say('Chương trình làm việc dưới tên tôi', 'Programs that work in my name')} id="tokens">
          <DataTable
            caption={say('Mã truy cập còn hiệu lực', 'Tokens in force')}
            rows={tokens}
            empty={say('Không có.', 'None.')}
            columns={[
              { head: say('Tên', 'Name'), cell: (t) => t.name },
              { head: say('Hiệu lực đến', 'Valid until'), cell: (t) => <When at={t.endsAt} now={now} /> },
              {
                head: say('Dùng lần cuối', 'Last used'),
                cell: (t) => (t.usedAt === null ? say('chưa dùng', 'not used yet') : <When at={t.usedAt} now={now} />),
              },
              {
                head: say('Việc', 'Action'),
                quiet: true,
                cell: (t) => (
                  <ActionButton
                    text={say('Thu hồi', 'Revoke')}
                    href="/office/account/tokens/revoke"
                    post
                    danger
                    hidden={{ ...hidden, token: String(t.tokenId) }}
                  />
                ),
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}

/** A moment as people say it and as machines read it. */
export const When: FC<{ at: Moment; now: Moment }> = ({ at, now }) => (
  <time datetime={momentText(at)}>{showMomentShort(at, now, useLang())}</time>
)

type FormProps = { hidden: Hidden; faults?: Readonly<Record<string, string>> | undefined; refusal?: string | undefined }

/** Change the password (đổi mật khẩu). */
export const PasswordPage: FC<FormProps & { login: string }> = ({ hidden, faults = {}, refusal, login }) => {
  const say = useSay()
  return (
    <Narrow
      title={say('Đổi mật khẩu', 'Change the password')}
      refusal={refusal}
      under={say('Các phiên khác của tài khoản sẽ kết thúc.', 'All other sessions of the account will end.')}
    >
      <Form action="/office/account/password" hidden={hidden}>
        <TextField name="username" label={say('Tên đăng nhập', 'Login name')} value={login} autocomplete="username" disabled />
        <TextField
          name="current"
          label={say('Mật khẩu đang dùng', 'Current password')}
          type="password"
          required
          autocomplete="current-password"
          error={faults.current}
        />
        <NewPasswordFields faults={faults} />
        <FormButtons submit={say('Đổi mật khẩu', 'Change the password')} cancel={{ href: '/office/account' }} />
      </Form>
    </Narrow>
  )
}

/** Set a second factor (bật xác thực hai lớp): scan, type the code, and the password once more. */
export const SecondFactorPage: FC<FormProps & { typed: string; qr: { size: number; path: string }; sealed: string; isOn: boolean }> = (
  props,
) => {
  const { hidden, faults = {}, refusal, typed, qr, sealed, isOn } = props
  const say = useSay()
  return (
    <Narrow
      title={
        isOn
          ? say('Đổi điện thoại xác thực', 'Change the authenticator telephone')
          : say('Bật xác thực hai lớp', 'Turn on the second factor')
      }
      refusal={refusal}
      under={
        isOn
          ? say('Mã của điện thoại cũ sẽ thôi dùng được.', 'Codes of the old telephone will no longer work.')
          : say(
              'Từ lần đăng nhập sau sẽ hỏi thêm mã trên điện thoại.',
              'From the next sign-in on, a code from the telephone is asked for as well.',
            )
      }
    >
      <p>
        {say(
          'Cài một ứng dụng xác thực (TOTP) trên điện thoại, quét mã dưới đây hoặc gõ khóa, rồi nhập mã sáu số mà ứng dụng hiện ra.',
          'Install an authenticator app (TOTP) on the telephone, scan the code below or type the key, then enter the six digits that the app shows.',
        )}
      </p>
      <svg
        role="img"
        aria-label={say('Mã QR để ứng dụng xác thực quét', 'QR code for the authenticator app to scan')}
        width="220"
        height="220"
        viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
        shape-rendering="crispEdges"
      >
        <rect x="-4" y="-4" width={qr.size + 8} height={qr.size + 8} fill="#ffffff" />
        <path d={qr.path} fill="#000000" />
      </svg>
      <p>
        {say('Khóa:', 'Key:')} <samp>{typed}</samp>
      </p>
      <Form action="/office/account/second-factor" hidden={{ ...hidden, sealed }}>
        <TextField
          name="code"
          label={say('Mã sáu số', 'Six-digit code')}
          required
          width="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={7}
          error={faults.code}
        />
        <TextField
          name="password"
          label={say('Mật khẩu đang dùng', 'Current password')}
          type="password"
          required
          autocomplete="current-password"
          error={faults.password}
        />
        <FormButtons submit={isOn ? say('Đổi', 'Change') : say('Bật', 'Turn on')} cancel={{ href: '/office/account' }} />
      </Form>
      <p class="small">
        {say(
          'Mất điện thoại thì người quản trị của cơ quan tắt xác thực hai lớp, rồi thiết lập lại tại đây.',
          'If the telephone is lost, the administrator of the agency turns off the second factor, and it is set up again here.',
        )}
      </p>
    </Narrow>
  )
}

/** Off to the province: a link, since a form may not leave this site. */
export const DepartPage: FC<{ url: string }> = ({ url }) => {
  const say = useSay()
  return (
    <Narrow
      title={say('Nối với đăng nhập một lần của tỉnh', 'Link the provincial single sign-on')}
      under={say(
        'Đăng nhập ở cổng của tỉnh bằng danh tính của chính mình; xong sẽ quay lại đây.',
        'Sign in at the site of the province with your own identity; you then come back here.',
      )}
    >
      <div class="form-buttons">
        <a class="ds-button" href={url} rel="noreferrer" data-turbo="false">
          {say('Đến cổng của tỉnh', 'To the site of the province')}
        </a>
        <a class="ds-button" data-variant="tertiary" href="/office/account">
          {say('Thôi', 'Cancel')}
        </a>
      </div>
    </Narrow>
  )
}

const Narrow: FC<{ title: string; under?: Child; refusal?: string | undefined; children?: Child }> = ({
  title,
  under,
  refusal,
  children,
}) => (
  <div class="stack" data-width="form">
    <PageHeader title={title} under={under} />
    {refusal && <RefusalBanner refusal={refusal} />}
    {children}
  </div>
)
