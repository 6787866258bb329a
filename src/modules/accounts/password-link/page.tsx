import type { FC } from 'hono/jsx'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { NewPasswordFields } from '../sign-in/page.tsx'
import { askedSeconds } from './link.ts'

/** Whose password was forgotten (quên mật khẩu). */
export const ForgottenPage: FC<{
  agencies: readonly { code: string; name: string }[]
  agency: string | undefined
  login: string
  faults?: Readonly<Record<string, string>> | undefined
  refusal?: string | undefined
}> = ({ agencies, agency, login, faults = {}, refusal }) => {
  const say = useSay()
  const [only] = agencies
  const isOne = agencies.length === 1
  const chosen = agencies.some(({ code }) => code === agency) ? agency : undefined
  return (
    <div class="stack" data-width="form">
      <h1>{say('Quên mật khẩu', 'Password forgotten')}</h1>
      <p>
        {say(
          'Một đường dẫn đặt mật khẩu mới được gửi đến địa chỉ thư của anh/chị trên hồ sơ cán bộ.',
          'A link to set a new password is sent to your mail address on record.',
        )}
      </p>
      {refusal && <RefusalBanner refusal={refusal} />}
      <Form action="/office/sign-in/forgotten" hidden={isOne && only ? { agency: only.code } : {}}>
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
          maxlength={60}
          error={faults.login}
        />
        <FormButtons
          submit={say('Gửi đường dẫn', 'Send the link')}
          cancel={{ href: '/office/sign-in', text: say('Về đăng nhập', 'Back to sign-in') }}
        />
      </Form>
    </div>
  )
}

/** The one answer, whether the account is there or not. */
export const AskedPage: FC = () => {
  const say = useSay()
  const minutes = askedSeconds / 60
  return (
    <div class="stack" data-width="form">
      <h1>{say('Mời xem hộp thư', 'Please look into your mailbox')}</h1>
      <Notice tone="ours" title={say('Đã nhận yêu cầu.', 'Your request is taken.')}>
        <p>
          {say(
            `Nếu có tài khoản này và có địa chỉ thư trên hồ sơ, thư đến trong vài phút. Đường dẫn dùng một lần, trong ${minutes} phút.`,
            `If there is such an account with a mail address on record, a mail arrives within minutes. Its link holds once, for ${minutes} minutes.`,
          )}
        </p>
        <p>
          {say(
            'Không nhận được thư: nhờ người quản trị của cơ quan đặt lại mật khẩu.',
            'No mail: ask the administrator of the agency to reset the password.',
          )}
        </p>
      </Notice>
      <div class="form-buttons">
        <a class="ds-button" data-variant="secondary" href="/office/sign-in">
          {say('Về đăng nhập', 'Back to sign-in')}
        </a>
      </div>
    </div>
  )
}

/** Where a link leads: a new password, twice. */
export const ByLinkPage: FC<{ token: string; login: string; faults?: Readonly<Record<string, string>> | undefined }> = ({
  token,
  login,
  faults = {},
}) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <h1>{say('Đặt mật khẩu mới', 'Set a new password')}</h1>
      <p>
        {say(
          'Đặt xong, mọi phiên đang mở của tài khoản kết thúc và đường dẫn này hết hiệu lực.',
          'Once it is set, all open sessions of the account end, and this link is used up.',
        )}
      </p>
      <Form action="/office/sign-in/password" hidden={{ token }}>
        <TextField name="username" label={say('Tên đăng nhập', 'Login name')} value={login} autocomplete="username" disabled />
        <NewPasswordFields faults={faults} />
        <FormButtons submit={say('Đặt mật khẩu', 'Set the password')} />
      </Form>
    </div>
  )
}

/** A link that was used, replaced by a newer one, or is over. */
export const LinkOverPage: FC<{ mayAsk: boolean }> = ({ mayAsk }) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <h1>{say('Đường dẫn không còn dùng được', 'This link no longer holds')}</h1>
      <Notice
        tone="near"
        title={say('Đã dùng, đã quá hạn, hoặc đã có đường dẫn mới hơn.', 'It was used, is over, or a newer one was sent.')}
      >
        <p>
          {mayAsk
            ? say('Mời yêu cầu đường dẫn khác.', 'Please ask for another.')
            : say('Mời nhờ người quản trị của cơ quan.', 'Please ask the administrator of the agency.')}
        </p>
      </Notice>
      <div class="form-buttons">
        <a class="ds-button" data-variant="secondary" href={mayAsk ? '/office/sign-in/forgotten' : '/office/sign-in'}>
          {mayAsk ? say('Quên mật khẩu', 'Password forgotten') : say('Về đăng nhập', 'Back to sign-in')}
        </a>
      </div>
    </div>
  )
}
