import type { Child, FC } from 'hono/jsx'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
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
  return (
    <>
      <PageHeader title="Tài khoản của tôi" under={`${name} · ${title || 'chưa có vị trí'} · ${agency}`} />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && <Toast flash={{ text: done }} />}
      <Section title="Đăng nhập" id="ways">
        <Facts
          items={[
            ['Tên đăng nhập', login],
            ['Mật khẩu', hasPassword ? <a href="/office/account/password">Đổi mật khẩu</a> : 'không dùng mật khẩu'],
            [
              'Xác thực hai lớp',
              <>
                {hasSecondFactor ? <Tag tone="good">đang bật</Tag> : <Tag tone="near">chưa bật</Tag>}{' '}
                {hasPassword && <a href="/office/account/second-factor">{hasSecondFactor ? 'Đổi điện thoại' : 'Bật'}</a>}
              </>,
            ],
          ]}
        />
        {isLinked !== null && (
          <div class="form-buttons">
            <ActionButton
              text={isLinked ? 'Bỏ nối đăng nhập một lần của tỉnh' : 'Nối với đăng nhập một lần của tỉnh'}
              href={isLinked ? '/office/account/province/unlink' : '/office/account/province'}
              post
              hidden={hidden}
            />
          </div>
        )}
      </Section>
      {absent.length > 0 && (
        <Section title="Làm thay" id="acting">
          <Form action="/office/account/acting" hidden={hidden} look="line">
            <Select
              name="absent"
              label="Đang làm thay"
              blank="Không ai: việc của tôi"
              value={actingFor === null ? '' : String(actingFor)}
              options={absent.map((a) => ({
                value: String(a.officerId),
                text: `${a.name}, đến ${showMoment(a.until, now)} (${a.document})`,
              }))}
            />
            <FormButtons submit="Chọn" />
          </Form>
        </Section>
      )}
      <Section
        title="Đang đăng nhập ở"
        id="sessions"
        aside={
          sessions.length > 1 ? (
            <ActionButton text="Đăng xuất mọi nơi" href="/office/account/sessions/end-all" post hidden={hidden} danger />
          ) : undefined
        }
      >
        <DataTable
          caption="Các phiên đang mở"
          rows={sessions}
          empty="Không có phiên nào."
          columns={[
            {
              head: 'Thiết bị',
              cell: (s) => (
                <TwoLines top={s.device || 'không rõ'} sub={s.method === 'province' ? 'đăng nhập một lần của tỉnh' : 'mật khẩu'} />
              ),
            },
            { head: 'Bắt đầu', cell: (s) => <When at={s.beganAt} now={now} /> },
            { head: 'Dùng lần cuối', cell: (s) => <When at={s.seenAt} now={now} /> },
            {
              head: 'Việc',
              quiet: true,
              cell: (s) =>
                s.isThis ? (
                  <Tag tone="ours">phiên này</Tag>
                ) : (
                  <ActionButton text="Kết thúc" href="/office/account/sessions/end" post hidden={{ ...hidden, session: s.hash }} />
                ),
            },
          ]}
        />
      </Section>
      {tokens.length > 0 && (
        <Section title="Chương trình làm việc dưới tên tôi" id="tokens">
          <DataTable
            caption="Mã truy cập còn hiệu lực"
            rows={tokens}
            empty="Không có."
            columns={[
              { head: 'Tên', cell: (t) => t.name },
              { head: 'Hiệu lực đến', cell: (t) => <When at={t.endsAt} now={now} /> },
              { head: 'Dùng lần cuối', cell: (t) => (t.usedAt === null ? 'chưa dùng' : <When at={t.usedAt} now={now} />) },
              {
                head: 'Việc',
                quiet: true,
                cell: (t) => (
                  <ActionButton
                    text="Thu hồi"
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
export const When: FC<{ at: Moment; now: Moment }> = ({ at, now }) => <time datetime={momentText(at)}>{showMomentShort(at, now)}</time>

type FormProps = { hidden: Hidden; faults?: Readonly<Record<string, string>> | undefined; refusal?: string | undefined }

/** Change the password (đổi mật khẩu). */
export const PasswordPage: FC<FormProps & { login: string }> = ({ hidden, faults = {}, refusal, login }) => (
  <Narrow title="Đổi mật khẩu" refusal={refusal} under="Các phiên khác của tài khoản sẽ kết thúc.">
    <Form action="/office/account/password" hidden={hidden}>
      <TextField name="username" label="Tên đăng nhập" value={login} autocomplete="username" disabled />
      <TextField
        name="current"
        label="Mật khẩu đang dùng"
        type="password"
        required
        autocomplete="current-password"
        error={faults.current}
      />
      <NewPasswordFields faults={faults} />
      <FormButtons submit="Đổi mật khẩu" cancel={{ href: '/office/account' }} />
    </Form>
  </Narrow>
)

/** Set a second factor (bật xác thực hai lớp): scan, type the code, and the password once more. */
export const SecondFactorPage: FC<FormProps & { typed: string; qr: { size: number; path: string }; sealed: string; isOn: boolean }> = (
  props,
) => {
  const { hidden, faults = {}, refusal, typed, qr, sealed, isOn } = props
  return (
    <Narrow
      title={isOn ? 'Đổi điện thoại xác thực' : 'Bật xác thực hai lớp'}
      refusal={refusal}
      under={isOn ? 'Mã của điện thoại cũ sẽ thôi dùng được.' : 'Từ lần đăng nhập sau sẽ hỏi thêm mã trên điện thoại.'}
    >
      <p>Cài một ứng dụng xác thực (TOTP) trên điện thoại, quét mã dưới đây hoặc gõ khóa, rồi nhập mã sáu số mà ứng dụng hiện ra.</p>
      <svg
        role="img"
        aria-label="Mã QR để ứng dụng xác thực quét"
        width="220"
        height="220"
        viewBox={`-4 -4 ${qr.size + 8} ${qr.size + 8}`}
        shape-rendering="crispEdges"
      >
        <rect x="-4" y="-4" width={qr.size + 8} height={qr.size + 8} fill="#ffffff" />
        <path d={qr.path} fill="#000000" />
      </svg>
      <p>
        Khóa: <samp>{typed}</samp>
      </p>
      <Form action="/office/account/second-factor" hidden={{ ...hidden, sealed }}>
        <TextField
          name="code"
          label="Mã sáu số"
          required
          width="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={7}
          error={faults.code}
        />
        <TextField
          name="password"
          label="Mật khẩu đang dùng"
          type="password"
          required
          autocomplete="current-password"
          error={faults.password}
        />
        <FormButtons submit={isOn ? 'Đổi' : 'Bật'} cancel={{ href: '/office/account' }} />
      </Form>
      <p class="small">Mất điện thoại thì người quản trị của cơ quan tắt xác thực hai lớp, rồi thiết lập lại tại đây.</p>
    </Narrow>
  )
}

/** Off to the province: a link, since a form may not leave this site. */
export const DepartPage: FC<{ url: string }> = ({ url }) => (
  <Narrow title="Nối với đăng nhập một lần của tỉnh" under="Đăng nhập ở cổng của tỉnh bằng danh tính của chính mình; xong sẽ quay lại đây.">
    <div class="form-buttons">
      <a class="ds-button" href={url} rel="noreferrer" data-turbo="false">
        Đến cổng của tỉnh
      </a>
      <a class="ds-button" data-variant="tertiary" href="/office/account">
        Thôi
      </a>
    </div>
  </Narrow>
)

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
