import type { Child, FC } from 'hono/jsx'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { passwordCharactersMin } from '../model.ts'

type Shown = { refusal?: string | undefined; faults?: Readonly<Record<string, string>> | undefined; next: string }

export type SignInPageProps = Shown & {
  agencies: readonly { code: string; name: string }[]
  agency: string | undefined
  login: string
  hasProvince: boolean
  /** Mail goes out, so that a forgotten password can be set anew by a link. */
  mayAskForLink: boolean
  /** One was set just now. */
  isPasswordSet: boolean
}

/** Agency, login, password (đăng nhập). With one agency it is not asked for. */
export const SignInPage: FC<SignInPageProps> = ({
  agencies,
  agency,
  login,
  refusal,
  faults = {},
  next,
  hasProvince,
  mayAskForLink,
  isPasswordSet,
}) => {
  const say = useSay()
  const [only] = agencies
  const chosen = agencies.some(({ code }) => code === agency) ? agency : undefined
  const isOne = agencies.length === 1
  return (
    <Step title={say('Đăng nhập', 'Sign in')} refusal={refusal} lead={isOne ? only?.name : undefined}>
      {isPasswordSet && <Toast flash={{ text: say('Đã đặt mật khẩu mới. Mời đăng nhập.', 'The new password is set. Please sign in.') }} />}
      <Form action="/office/sign-in" hidden={isOne && only ? { next, agency: only.code } : { next }}>
        {!isOne && (
          <Select
            name="agency"
            label={say('Cơ quan', 'Agency')}
            required
            blank={chosen ? undefined : say('Chọn cơ quan', 'Choose an agency')}
            value={chosen}
            options={agencies.map(({ code, name }) => ({ value: code, text: name }))}
            error={faults.agency}
          />
        )}
        <TextField
          name="login"
          label={say('Tên đăng nhập', 'Login name')}
          value={login}
          required
          autocomplete="username"
          autofocus={isOne || chosen !== undefined}
          maxlength={60}
          error={faults.login}
        />
        <TextField
          name="password"
          label={say('Mật khẩu', 'Password')}
          type="password"
          required
          autocomplete="current-password"
          error={faults.password}
        />
        <FormButtons submit={say('Đăng nhập', 'Sign in')} />
      </Form>
      {hasProvince && <ProvinceWay agencies={agencies} agency={isOne ? only?.code : chosen} next={next} />}
      <p class="small">
        {mayAskForLink ? (
          <a href="/office/sign-in/forgotten">{say('Quên mật khẩu', 'Password forgotten')}</a>
        ) : (
          say(
            'Quên mật khẩu: người quản trị của cơ quan cấp mật khẩu dùng một lần.',
            'Password forgotten: the administrator of the agency gives a one-time password.',
          )
        )}
      </p>
    </Step>
  )
}

/** The way by the province: a GET form, since what follows a POST may not leave this site. */
const ProvinceWay: FC<{ agencies: SignInPageProps['agencies']; agency: string | undefined; next: string }> = ({
  agencies,
  agency,
  next,
}) => {
  const say = useSay()
  return (
    <Form action="/office/sign-in/province" method="get" hidden={agency ? { agency, next } : { next }}>
      {!agency && (
        <Select
          name="agency"
          id="province-agency"
          label={say('Cơ quan', 'Agency')}
          blank={say('Chọn cơ quan', 'Choose an agency')}
          options={agencies.map(({ code, name }) => ({ value: code, text: name }))}
        />
      )}
      <div class="form-buttons">
        <button class="ds-button" data-variant="secondary" type="submit">
          {say('Đăng nhập một lần của tỉnh', 'Provincial single sign-on')}
        </button>
      </div>
    </Form>
  )
}

/** The code of the second step (mã xác thực). */
export const CodePage: FC<Shown & { csrf: string }> = ({ refusal, faults = {}, next, csrf }) => {
  const say = useSay()
  return (
    <Step
      title={say('Mã xác thực', 'Authenticator code')}
      refusal={refusal}
      lead={say(
        'Mở ứng dụng xác thực trên điện thoại và nhập mã sáu số đang hiện.',
        'Open the authenticator app on your telephone and enter the six digits that it shows.',
      )}
    >
      <Form action="/office/sign-in/code" hidden={{ csrf, next }}>
        <TextField
          name="code"
          label={say('Mã sáu số', 'Six-digit code')}
          required
          width="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={7}
          autofocus
          error={faults.code}
        />
        <FormButtons
          submit={say('Tiếp tục', 'Continue')}
          cancel={{ href: '/office/sign-in', text: say('Đăng nhập lại', 'Sign in again') }}
        />
      </Form>
      <p class="small">
        {say(
          'Mất điện thoại: người quản trị của cơ quan tắt xác thực hai lớp để thiết lập lại.',
          'Telephone lost: the administrator of the agency turns off the second factor, so that it can be set up again.',
        )}
      </p>
    </Step>
  )
}

/** A password of one's own, at the first sign-in or after one was given (đặt mật khẩu mới). */
export const NewPasswordPage: FC<Shown & { csrf: string; login: string }> = ({ refusal, faults = {}, next, csrf, login }) => {
  const say = useSay()
  return (
    <Step
      title={say('Đặt mật khẩu mới', 'Set a new password')}
      refusal={refusal}
      lead={say(
        'Mật khẩu vừa dùng do người khác cấp. Mời đặt mật khẩu của riêng mình.',
        'The password that you just used was given by somebody else. Please set one of your own.',
      )}
    >
      <Form action="/office/sign-in/new-password" hidden={{ csrf, next }}>
        <TextField name="username" label={say('Tên đăng nhập', 'Login name')} value={login} autocomplete="username" disabled />
        <NewPasswordFields faults={faults} />
        <FormButtons submit={say('Đặt mật khẩu', 'Set the password')} />
      </Form>
    </Step>
  )
}

/** The two fields of a new password, the same wherever one is set. */
export const NewPasswordFields: FC<{ faults: Readonly<Record<string, string>> }> = ({ faults }) => {
  const say = useSay()
  return (
    <>
      <TextField
        name="password"
        label={say('Mật khẩu mới', 'New password')}
        type="password"
        required
        autocomplete="new-password"
        hint={say(
          `Ít nhất ${passwordCharactersMin} ký tự, không cần chữ hoa hay ký hiệu: một câu ngắn là tốt.`,
          `At least ${passwordCharactersMin} characters; capitals and signs are not needed: a short sentence is good.`,
        )}
        error={faults.password}
      />
      <TextField
        name="again"
        label={say('Nhập lại mật khẩu mới', 'New password again')}
        type="password"
        required
        autocomplete="new-password"
        error={faults.again}
      />
    </>
  )
}

const Step: FC<{ title: string; lead?: Child; refusal?: string | undefined; children?: Child }> = ({ title, lead, refusal, children }) => (
  <div class="stack" data-width="form">
    <h1>{title}</h1>
    {lead && <p>{lead}</p>}
    {refusal && <RefusalBanner refusal={refusal} />}
    {children}
  </div>
)
