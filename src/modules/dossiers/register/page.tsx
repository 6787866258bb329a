import type { FC } from 'hono/jsx'
import { DateField, Form, FormButtons, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showCount, showDate } from '../../../ui/words.ts'
import type { Part } from './look-up.adapter.ts'

export type RegisterPageProps = {
  chosen: Readonly<Record<'from' | 'to' | 'field' | 'procedure', string>>
  faults: Readonly<Record<string, string>>
  fields: readonly string[]
  procedures: readonly { value: string; text: string }[]
  rowsMax: number
  /** A register longer than one print, in its parts; null before it was asked for. */
  parts: { total: number; parts: readonly Part[]; href(no: number): string } | null
  table: string
}

/** What the printed register is to hold (sổ theo dõi hồ sơ): a period, and a field or a procedure. */
export const RegisterPage: FC<RegisterPageProps> = ({ chosen, faults, fields, procedures, rowsMax, parts, table }) => {
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
              `Sổ ghi hồ sơ đã tiếp nhận, theo thứ tự nộp. Kỳ có hơn ${showCount(rowsMax, 'vi')} hồ sơ thì in thành từng phần, số thứ tự nối tiếp nhau.`,
              `The register holds accepted dossiers in the order of filing. A period of more than ${showCount(rowsMax, 'en')} is printed in parts, numbered on from one to the next.`,
            )}
          </p>
          <FormButtons
            submit={say('In sổ', 'Print the register')}
            cancel={{ href: '/office/dossiers' }}
            more={
              <button class="ds-button" data-variant="tertiary" type="submit" formaction={table} data-beside="">
                {say('Tải bảng tính cả kỳ (CSV)', 'Whole period as a spreadsheet (CSV)')}
              </button>
            }
          />
        </Form>
      </Section>
      {parts && (
        <Section
          title={say(
            `${showCount(parts.total, 'vi')} hồ sơ, in thành ${parts.parts.length} phần`,
            `${showCount(parts.total, 'en')} dossiers, printed in ${parts.parts.length} parts`,
          )}
          id="parts"
          bare
        >
          <DataTable
            caption={say('Các phần của sổ', 'Parts of the register')}
            rows={parts.parts}
            empty=""
            columns={[
              {
                head: say('Phần', 'Part'),
                kind: 'code',
                cell: (p) => (
                  <a href={parts.href(p.no)} data-turbo="false">
                    {say(`Phần ${p.no}`, `Part ${p.no}`)}
                  </a>
                ),
              },
              {
                head: say('Số thứ tự', 'Numbers'),
                cell: (p) => `${showCount((p.no - 1) * rowsMax + 1, say.lang)} – ${showCount((p.no - 1) * rowsMax + p.rows, say.lang)}`,
              },
              {
                head: say('Ngày nộp', 'Filed'),
                kind: 'wide',
                cell: (p) => `${showDate(p.from, undefined, say.lang)} – ${showDate(p.to, undefined, say.lang)}`,
              },
            ]}
          />
        </Section>
      )}
    </>
  )
}
