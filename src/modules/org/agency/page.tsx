import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { DateField, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { agencyName } from '../find.ts'
import { FormPage, type FormView, fieldOf } from '../forms/page.tsx'
import { asOf, type OrgSnapshot } from '../record.ts'
import { showDay, showPeriod } from '../sentences.ts'

/** The agency itself (cơ quan): names and identifiers over time. */
export const AgencyPage: FC<{ org: OrgSnapshot; mayManage: boolean }> = ({ org, mayManage }) => {
  const say = useSay()
  const blocked = mayManage
    ? undefined
    : { reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') }
  return (
    <>
      <PageHeader
        title={agencyName(org).name}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={say(`tên ngắn khi đăng nhập: ${org.agency.code}`, `short name for signing in: ${org.agency.code}`)}
        next={{ text: say('Đổi tên cơ quan', 'Rename the agency'), href: '/office/org/agency/rename', blocked }}
        others={[{ text: say('Mã định danh mới', 'New identifier'), href: '/office/org/agency/identifier', blocked }]}
      />
      <Section title={say('Tên qua các thời kỳ', 'Names over time')} id="names">
        <Facts
          items={[...org.agency.names]
            .reverse()
            .map(
              (line) =>
                [
                  say(`từ ${showDay(line.from, say)}`, `from ${showDay(line.from, say)}`),
                  [line.name, line.parentName, line.place].filter(Boolean).join(' · '),
                ] as const,
            )}
        />
      </Section>
      <Section title={say('Mã định danh', 'Identifiers')} id="identifiers">
        {org.agency.identifiers.length === 0 ? (
          <p class="small">
            {say(
              'Chưa có. Không có mã định danh thì chưa cấp được mã hồ sơ.',
              'None yet. Without an identifier no dossier code can be given.',
            )}
          </p>
        ) : (
          <Facts items={[...org.agency.identifiers].reverse().map((i) => [i.identifier, showPeriod(i, say)] as const)} />
        )}
      </Section>
    </>
  )
}

/** Renames the agency. */
export const RenameAgencyPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  const { name, parentName, place } = agencyName(asOf(view.org, view.today))
  return (
    <FormPage
      view={view}
      title={say('Đổi tên cơ quan', 'Rename the agency')}
      over={<a href="/office/org/agency">{name}</a>}
      intro={say(
        'Giấy tờ của những ngày trước giữ tên cũ. Mã hồ sơ đã cấp không đổi.',
        'Papers of earlier days keep the old name. Dossier codes already given do not change.',
      )}
      action="/office/org/agency/rename"
      submit={say('Đổi tên', 'Rename')}
      cancel="/office/org/agency"
    >
      <TextField {...fieldOf(view, 'name', name)} label={say('Tên cơ quan', 'Name of the agency')} required maxlength={200} />
      <TextField
        {...fieldOf(view, 'parentName', parentName)}
        label={say('Cơ quan chủ quản', 'Parent agency')}
        hint={say('In ở dòng trên, ví dụ UBND tỉnh', 'Printed on the line above, for example “UBND tỉnh”')}
        maxlength={200}
      />
      <TextField
        {...fieldOf(view, 'place', place)}
        label={say('Địa danh', 'Place')}
        hint={say('Ghi trước ngày tháng trên giấy tờ', 'Written before the date on papers')}
        required
        maxlength={100}
      />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
    </FormPage>
  )
}

/** Gives the agency a new identifier. */
export const IdentifierPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Mã định danh mới', 'New identifier')}
      over={<a href="/office/org/agency">{say('Cơ quan', 'Agency')}</a>}
      intro={say(
        'Hồ sơ nhận từ ngày này có mã bắt đầu bằng mã định danh mới; mã của hồ sơ cũ không đổi.',
        'Codes of dossiers received from this day on begin with the new identifier; codes of older dossiers do not change.',
      )}
      action="/office/org/agency/identifier"
      submit={say('Lưu mã định danh', 'Save the identifier')}
      cancel="/office/org/agency"
    >
      <TextField
        {...fieldOf(view, 'identifier')}
        label={say('Mã định danh', 'Identifier')}
        hint={say('Ví dụ H56.12', 'For example H56.12')}
        required
        maxlength={30}
        width="code"
      />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
    </FormPage>
  )
}
