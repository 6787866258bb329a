import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { DateField, TextField } from '../../../ui/form.tsx'
import { Facts, Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { agencyName } from '../find.ts'
import { FormPage, type FormView, fieldOf } from '../forms/page.tsx'
import { asOf, type OrgSnapshot } from '../record.ts'
import { showDay, showPeriod } from '../sentences.ts'

/** The agency itself (cơ quan): names and identifiers over time. */
export const AgencyPage: FC<{ org: OrgSnapshot; mayManage: boolean }> = ({ org, mayManage }) => {
  const blocked = mayManage ? undefined : { reason: 'Việc này do người quản trị của cơ quan làm.' }
  return (
    <>
      <PageHeader
        title={agencyName(org).name}
        over={<a href="/office/org">Tổ chức</a>}
        under={`tên ngắn khi đăng nhập: ${org.agency.code}`}
        next={{ text: 'Đổi tên cơ quan', href: '/office/org/agency/rename', blocked }}
        others={[{ text: 'Mã định danh mới', href: '/office/org/agency/identifier', blocked }]}
      />
      <Section title="Tên qua các thời kỳ" id="names">
        <Facts
          items={[...org.agency.names]
            .reverse()
            .map((line) => [`từ ${showDay(line.from)}`, [line.name, line.parentName, line.place].filter(Boolean).join(' · ')] as const)}
        />
      </Section>
      <Section title="Mã định danh" id="identifiers">
        {org.agency.identifiers.length === 0 ? (
          <p class="small">Chưa có. Không có mã định danh thì chưa cấp được mã hồ sơ.</p>
        ) : (
          <Facts items={[...org.agency.identifiers].reverse().map((i) => [i.identifier, showPeriod(i)] as const)} />
        )}
      </Section>
    </>
  )
}

/** Renames the agency. */
export const RenameAgencyPage: FC<{ view: FormView }> = ({ view }) => {
  const { name, parentName, place } = agencyName(asOf(view.org, view.today))
  return (
    <FormPage
      view={view}
      title="Đổi tên cơ quan"
      over={<a href="/office/org/agency">{name}</a>}
      intro="Giấy tờ của những ngày trước giữ tên cũ. Mã hồ sơ đã cấp không đổi."
      action="/office/org/agency/rename"
      submit="Đổi tên"
      cancel="/office/org/agency"
    >
      <TextField {...fieldOf(view, 'name', name)} label="Tên cơ quan" required maxlength={200} />
      <TextField
        {...fieldOf(view, 'parentName', parentName)}
        label="Cơ quan chủ quản"
        hint="In ở dòng trên, ví dụ UBND tỉnh"
        maxlength={200}
      />
      <TextField {...fieldOf(view, 'place', place)} label="Địa danh" hint="Ghi trước ngày tháng trên giấy tờ" required maxlength={100} />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
    </FormPage>
  )
}

/** Gives the agency a new identifier. */
export const IdentifierPage: FC<{ view: FormView }> = ({ view }) => (
  <FormPage
    view={view}
    title="Mã định danh mới"
    over={<a href="/office/org/agency">Cơ quan</a>}
    intro="Hồ sơ nhận từ ngày này có mã bắt đầu bằng mã định danh mới; mã của hồ sơ cũ không đổi."
    action="/office/org/agency/identifier"
    submit="Lưu mã định danh"
    cancel="/office/org/agency"
  >
    <TextField {...fieldOf(view, 'identifier')} label="Mã định danh" hint="Ví dụ H56.12" required maxlength={30} width="code" />
    <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
  </FormPage>
)
