import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import type { AssetUrl } from '../../../ui/assets.ts'
import { ErrorSummary, FieldRow, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { unitKindNames } from '../roles.ts'

export type FirstRunView = {
  token: string
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  refusal: string | null
}
/** The frame stands around the page's language, so these pages are told how to speak. */
type Framed = { asset: AssetUrl; now: string; say: Say; otherLanguage: string | undefined }

const frameOf = ({ asset, now, say, otherLanguage }: Framed) => ({
  title: say('Thiết lập lần đầu', 'First set-up'),
  agency: say('Thiết lập lần đầu', 'First set-up'),
  menu: [],
  officer: { name: say('Chưa đăng nhập', 'Not signed in'), unit: '' },
  asset,
  now,
  lang: say.lang,
  otherLanguage,
})

/** The first set-up (thiết lập lần đầu): the agency and its first administrator, together or not at all. */
export const FirstRunPage: FC<Framed & { view: FirstRunView }> = ({ view, ...framed }) => {
  const { say } = framed
  const firstUnit = unitKindNames.vi.office // a name on record, and so Vietnamese for every reader
  const field = (name: string, first = '') => {
    const typed = view.typed[name]
    return { name, error: view.faults[name], value: typeof typed === 'string' ? typed : first }
  }
  return (
    <OfficeLayout {...frameOf(framed)}>
      <PageHeader
        title={say('Thiết lập lần đầu', 'First set-up')}
        under={say(
          'Lập cơ quan và người quản trị đầu tiên. Sau đó trang Thiết lập dẫn từng việc còn lại.',
          'Sets up the agency and its first administrator. Afterwards the page Set-up leads through what is left.',
        )}
      />
      {view.refusal && <RefusalBanner refusal={view.refusal} />}
      <ErrorSummary faults={Object.entries(view.faults).map(([name, message]) => ({ name, message }))} />
      <Section>
        <Form action="/office/first-run" hidden={{ token: view.token }}>
          <h2>{say('Cơ quan', 'Agency')}</h2>
          <TextField
            {...field('name')}
            label={say('Tên cơ quan', 'Name of the agency')}
            hint={say(
              'Như in trên giấy tờ, ví dụ Sở Nông nghiệp và Môi trường',
              'As printed on papers, for example “Sở Nông nghiệp và Môi trường”',
            )}
            required
            maxlength={200}
          />
          <FieldRow>
            <TextField
              {...field('parentName')}
              label={say('Cơ quan chủ quản', 'Parent agency')}
              hint={say('Ví dụ UBND tỉnh', 'For example “UBND tỉnh”')}
              maxlength={200}
            />
            <TextField
              {...field('place')}
              label={say('Địa danh', 'Place')}
              hint={say('Ghi trước ngày tháng trên giấy tờ', 'Stands before the date on papers')}
              required
              maxlength={100}
            />
          </FieldRow>
          <FieldRow>
            <TextField
              {...field('identifier')}
              label={say('Mã định danh', 'Identifier')}
              hint={say('Ví dụ H56.12; có thể ghi sau', 'For example H56.12; may be entered later')}
              maxlength={30}
              width="code"
            />
            <TextField
              {...field('code')}
              label={say('Tên ngắn khi đăng nhập', 'Short name for signing in')}
              hint={say('Chữ thường không dấu, số, gạch nối', 'Small letters without accents, digits, hyphens')}
              required
              maxlength={30}
              width="code"
            />
          </FieldRow>
          <h2>{say('Người quản trị đầu tiên', 'First administrator')}</h2>
          <FieldRow>
            <TextField {...field('adminName')} label={say('Họ và tên', 'Full name')} required maxlength={120} autocomplete="name" />
            <TextField
              {...field('unitName', firstUnit)}
              label={say('Đơn vị của người quản trị', 'Unit of the administrator')}
              required
              maxlength={200}
            />
          </FieldRow>
          <TextField {...field('login')} label={say('Tên đăng nhập', 'Sign-in name')} required maxlength={60} autocomplete="username" />
          <FieldRow>
            <TextField
              name="password"
              error={view.faults.password}
              label={say('Mật khẩu', 'Password')}
              type="password"
              required
              autocomplete="new-password"
            />
            <TextField
              name="again"
              error={view.faults.again}
              label={say('Nhập lại mật khẩu', 'Password again')}
              type="password"
              required
              autocomplete="new-password"
            />
          </FieldRow>
          <FormButtons submit={say('Lập cơ quan', 'Set up the agency')} />
        </Form>
      </Section>
    </OfficeLayout>
  )
}

/** The link is wrong, used, or no longer wanted. */
export const FirstRunRefused: FC<Framed & { sentence: string }> = ({ sentence, ...framed }) => (
  <OfficeLayout {...frameOf(framed)}>
    <PageHeader title={framed.say('Không mở được trang thiết lập', 'The set-up page cannot be opened')} />
    <Notice tone="late">
      <p>{sentence}</p>
    </Notice>
    <a href="/office/sign-in">{framed.say('Đăng nhập', 'Sign in')}</a>
  </OfficeLayout>
)
