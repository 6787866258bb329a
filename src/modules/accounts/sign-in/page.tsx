import type { Child, FC } from 'hono/jsx'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { passwordCharactersMin } from '../model.ts'

type Shown = { refusal?: string | undefined; faults?: Readonly<Record<string, string>> | undefined; next: string }

export type SignInPageProps = Shown & {
  agencies: readonly { code: string; name: string }[]
  agency: string | undefined
  login: string
  hasProvince: boolean
}

/** Agency, login, password (đăng nhập). With one agency it is not asked for. */
export const SignInPage: FC<SignInPageProps> = ({ agencies, agency, login, refusal, faults = {}, next, hasProvince }) => {
  const [only] = agencies
  const chosen = agencies.some(({ code }) => code === agency) ? agency : undefined
  const isOne = agencies.length === 1
  return (
    <Step title="Đăng nhập" refusal={refusal} lead={isOne ? only?.name : undefined}>
      <Form action="/office/sign-in" hidden={isOne && only ? { next, agency: only.code } : { next }}>
        {!isOne && (
          <Select
            name="agency"
            label="Cơ quan"
            required
            blank={chosen ? undefined : 'Chọn cơ quan'}
            value={chosen}
            options={agencies.map(({ code, name }) => ({ value: code, text: name }))}
            error={faults.agency}
          />
        )}
        <TextField
          name="login"
          label="Tên đăng nhập"
          value={login}
          required
          autocomplete="username"
          autofocus={isOne || chosen !== undefined}
          maxlength={60}
          error={faults.login}
        />
        <TextField name="password" label="Mật khẩu" type="password" required autocomplete="current-password" error={faults.password} />
        <FormButtons submit="Đăng nhập" />
      </Form>
      {hasProvince && <ProvinceWay agencies={agencies} agency={isOne ? only?.code : chosen} next={next} />}
      <p class="small">Quên mật khẩu: người quản trị của cơ quan cấp mật khẩu dùng một lần.</p>
    </Step>
  )
}

/** The way by the province: a GET form, since what follows a POST may not leave this site. */
const ProvinceWay: FC<{ agencies: SignInPageProps['agencies']; agency: string | undefined; next: string }> = ({
  agencies,
  agency,
  next,
}) => (
  <Form action="/office/sign-in/province" method="get" hidden={agency ? { agency, next } : { next }}>
    {!agency && (
      <Select
        name="agency"
        id="province-agency"
        label="Cơ quan"
        blank="Chọn cơ quan"
        options={agencies.map(({ code, name }) => ({ value: code, text: name }))}
      />
    )}
    <div class="form-buttons">
      <button class="ds-button" data-variant="secondary" type="submit">
        Đăng nhập một lần của tỉnh
      </button>
    </div>
  </Form>
)

/** The code of the second step (mã xác thực). */
export const CodePage: FC<Shown & { csrf: string }> = ({ refusal, faults = {}, next, csrf }) => (
  <Step title="Mã xác thực" refusal={refusal} lead="Mở ứng dụng xác thực trên điện thoại và nhập mã sáu số đang hiện.">
    <Form action="/office/sign-in/code" hidden={{ csrf, next }}>
      <TextField
        name="code"
        label="Mã sáu số"
        required
        width="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength={7}
        autofocus
        error={faults.code}
      />
      <FormButtons submit="Tiếp tục" cancel={{ href: '/office/sign-in', text: 'Đăng nhập lại' }} />
    </Form>
    <p class="small">Mất điện thoại: người quản trị của cơ quan tắt xác thực hai lớp để thiết lập lại.</p>
  </Step>
)

/** A password of one's own, at the first sign-in or after one was given (đặt mật khẩu mới). */
export const NewPasswordPage: FC<Shown & { csrf: string; login: string }> = ({ refusal, faults = {}, next, csrf, login }) => (
  <Step title="Đặt mật khẩu mới" refusal={refusal} lead="Mật khẩu vừa dùng do người khác cấp. Mời đặt mật khẩu của riêng mình.">
    <Form action="/office/sign-in/new-password" hidden={{ csrf, next }}>
      <TextField name="username" label="Tên đăng nhập" value={login} autocomplete="username" disabled />
      <NewPasswordFields faults={faults} />
      <FormButtons submit="Đặt mật khẩu" />
    </Form>
  </Step>
)

/** The two fields of a new password, the same wherever one is set. */
export const NewPasswordFields: FC<{ faults: Readonly<Record<string, string>> }> = ({ faults }) => (
  <>
    <TextField
      name="password"
      label="Mật khẩu mới"
      type="password"
      required
      autocomplete="new-password"
      hint={`Ít nhất ${passwordCharactersMin} ký tự, không cần chữ hoa hay ký hiệu: một câu ngắn là tốt.`}
      error={faults.password}
    />
    <TextField name="again" label="Nhập lại mật khẩu mới" type="password" required autocomplete="new-password" error={faults.again} />
  </>
)

const Step: FC<{ title: string; lead?: Child; refusal?: string | undefined; children?: Child }> = ({ title, lead, refusal, children }) => (
  <div class="stack" data-width="form">
    <h1>{title}</h1>
    {lead && <p>{lead}</p>}
    {refusal && <RefusalBanner refusal={refusal} />}
    {children}
  </div>
)
