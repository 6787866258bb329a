import type { FC } from 'hono/jsx'
import { DateField, Form, FormButtons, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'

export type RegisterPageProps = {
  chosen: Readonly<Record<'from' | 'to' | 'field' | 'procedure', string>>
  faults: Readonly<Record<string, string>>
  fields: readonly string[]
  procedures: readonly { value: string; text: string }[]
  rowsMax: number
}

/** What the printed register is to hold (sổ theo dõi hồ sơ): a period, and a field or a procedure. */
export const RegisterPage: FC<RegisterPageProps> = ({ chosen, faults, fields, procedures, rowsMax }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Sổ theo dõi hồ sơ (07)', 'Register of dossiers (07)')}
        over={<a href="/office/dossiers">{say('Hồ sơ', 'Dossiers')}</a>}
      />
      <Section>
        <Form action="/office/dossiers/register/print" method="get">
          <DateField name="from" label={say('Nộp từ ngày', 'Filed from')} required value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} required value={chosen.to} error={faults.to} />
          <Select
            name="field"
            label={say('Lĩnh vực', 'Field')}
            options={fields.map((field) => ({ value: field, text: field }))}
            value={chosen.field}
            blank={say('Mọi lĩnh vực', 'Every field')}
          />
          <Select
            name="procedure"
            label={say('Thủ tục', 'Procedure')}
            options={procedures}
            value={chosen.procedure}
            blank={say('Mọi thủ tục', 'Every procedure')}
          />
          <p class="small">
            {say(
              `Sổ ghi hồ sơ đã tiếp nhận, theo thứ tự nộp; mỗi lần in nhiều nhất ${rowsMax} hồ sơ.`,
              `The register holds accepted dossiers in the order of filing; at most ${rowsMax} are printed at a time.`,
            )}
          </p>
          <FormButtons submit={say('In sổ', 'Print the register')} cancel={{ href: '/office/dossiers' }} />
        </Form>
      </Section>
    </>
  )
}
