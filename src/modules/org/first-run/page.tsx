import type { FC } from 'hono/jsx'
import type { AssetUrl } from '../../../ui/assets.ts'
import { ErrorSummary, FieldRow, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { OfficeLayout } from '../../../ui/office-layout.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'

export type FirstRunView = {
  token: string
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  refusal: string | null
}
type Framed = { asset: AssetUrl; now: string }

const frame = {
  agency: 'Thiết lập lần đầu',
  menu: [],
  officer: { name: 'Chưa đăng nhập', unit: '' },
} as const

/** The first set-up (thiết lập lần đầu): the agency and its first administrator, together or not at all. */
export const FirstRunPage: FC<Framed & { view: FirstRunView }> = ({ asset, now, view }) => {
  const field = (name: string, first = '') => {
    const typed = view.typed[name]
    return { name, error: view.faults[name], value: typeof typed === 'string' ? typed : first }
  }
  return (
    <OfficeLayout title="Thiết lập lần đầu" {...frame} asset={asset} now={now}>
      <PageHeader title="Thiết lập lần đầu" under="Lập cơ quan và người quản trị đầu tiên. Sau đó trang Thiết lập dẫn từng việc còn lại." />
      {view.refusal && <RefusalBanner refusal={view.refusal} />}
      <ErrorSummary faults={Object.entries(view.faults).map(([name, message]) => ({ name, message }))} />
      <Section>
        <Form action="/office/first-run" hidden={{ token: view.token }}>
          <h2>Cơ quan</h2>
          <TextField
            {...field('name')}
            label="Tên cơ quan"
            hint="Như in trên giấy tờ, ví dụ Sở Nông nghiệp và Môi trường"
            required
            maxlength={200}
          />
          <FieldRow>
            <TextField {...field('parentName')} label="Cơ quan chủ quản" hint="Ví dụ UBND tỉnh" maxlength={200} />
            <TextField {...field('place')} label="Địa danh" hint="Ghi trước ngày tháng trên giấy tờ" required maxlength={100} />
          </FieldRow>
          <FieldRow>
            <TextField {...field('identifier')} label="Mã định danh" hint="Ví dụ H56.12; có thể ghi sau" maxlength={30} width="code" />
            <TextField
              {...field('code')}
              label="Tên ngắn khi đăng nhập"
              hint="Chữ thường không dấu, số, gạch nối"
              required
              maxlength={30}
              width="code"
            />
          </FieldRow>
          <h2>Người quản trị đầu tiên</h2>
          <FieldRow>
            <TextField {...field('adminName')} label="Họ và tên" required maxlength={120} autocomplete="name" />
            <TextField {...field('unitName', 'Văn phòng')} label="Đơn vị của người quản trị" required maxlength={200} />
          </FieldRow>
          <TextField {...field('login')} label="Tên đăng nhập" required maxlength={60} autocomplete="username" />
          <FieldRow>
            <TextField name="password" error={view.faults.password} label="Mật khẩu" type="password" required autocomplete="new-password" />
            <TextField
              name="again"
              error={view.faults.again}
              label="Nhập lại mật khẩu"
              type="password"
              required
              autocomplete="new-password"
            />
          </FieldRow>
          <FormButtons submit="Lập cơ quan" />
        </Form>
      </Section>
    </OfficeLayout>
  )
}

/** The link is wrong, used, or no longer wanted. */
export const FirstRunRefused: FC<Framed & { sentence: string }> = ({ asset, now, sentence }) => (
  <OfficeLayout title="Thiết lập lần đầu" {...frame} asset={asset} now={now}>
    <PageHeader title="Không mở được trang thiết lập" />
    <Notice tone="late">
      <p>{sentence}</p>
    </Notice>
    <a href="/office/sign-in">Đăng nhập</a>
  </OfficeLayout>
)
