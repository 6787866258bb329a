import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { Plan, PlannedRow } from './plan.ts'

const Over: FC = () => <a href="/office/org">{useSay()('Tổ chức', 'Organisation')}</a>

/** Chooses a workbook (nhập từ Excel). */
export const UploadPage: FC<{ hidden: Readonly<Record<string, string>>; refusal: string | null; error: string | undefined }> = ({
  hidden,
  refusal,
  error,
}) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Nhập đơn vị, công chức từ Excel', 'Import units and officers from Excel')}
        under={say(
          'Tệp mẫu có sẵn đơn vị và công chức đang ghi. Thêm dòng mới rồi gửi lại: dòng đã có không đổi gì, một dòng sai thì cả tệp chưa được nhập.',
          'The template holds the units and officers on record. Add new rows and send it back: rows that exist change nothing; with one bad row nothing of the file is imported. The table itself is Vietnamese.',
        )}
        over={<Over />}
        others={[{ text: say('Tải tệp mẫu', 'Download the template'), href: '/office/org/workbook.xlsx' }]}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Section>
        <Form action="/office/org/import" hidden={hidden} multipart>
          <FileField name="file" label={say('Tệp Excel (.xlsx)', 'Excel file (.xlsx)')} accept=".xlsx" required error={error} />
          <FormButtons submit={say('Xem trước', 'Preview')} cancel={{ href: '/office/org' }} />
        </Form>
      </Section>
    </>
  )
}

const stateTag = (say: Say) =>
  ({
    new: <Tag tone="ours">{say('mới', 'new')}</Tag>,
    changed: <Tag tone="near">{say('thay đổi', 'changed')}</Tag>,
    unchanged: <Tag>{say('đã có', 'exists')}</Tag>,
    bad: <Tag tone="late">{say('sai', 'bad')}</Tag>,
  }) as const satisfies Record<PlannedRow['state'], unknown>

/** Shows what a workbook would do, row by row; only one without a fault can be taken. */
export const PreviewPage: FC<{ plan: Plan; book: string; hidden: Readonly<Record<string, string>>; refusal: string | null }> = ({
  plan,
  book,
  hidden,
  refusal,
}) => {
  const say = useSay()
  const tags = stateTag(say)
  const count = (state: PlannedRow['state']) => plan.rows.filter((row) => row.state === state).length
  const summary = say(
    `${count('new')} mới, ${count('changed')} thay đổi, ${count('unchanged')} đã có, ${plan.bad} sai`,
    `${count('new')} new, ${count('changed')} changed, ${count('unchanged')} existing, ${plan.bad} bad`,
  )
  const isEmpty = plan.changes.length === 0
  return (
    <>
      <PageHeader title={say('Xem trước khi nhập', 'Preview before the import')} over={<Over />} under={summary} />
      {refusal && <RefusalBanner refusal={refusal} />}
      {plan.bad > 0 ? (
        !refusal && (
          <RefusalBanner
            refusal={say(
              `${plan.bad} dòng sai. Chưa có gì được nhập; sửa tệp rồi gửi lại.`,
              `${plan.bad} bad ${plan.bad === 1 ? 'row' : 'rows'}. Nothing has been imported; mend the file and send it again.`,
            )}
          />
        )
      ) : (
        <Section>
          {isEmpty && <p>{say('Mọi dòng đều đã có, không có gì để nhập.', 'Every row exists already; there is nothing to import.')}</p>}
          <Form action="/office/org/import/confirm" hidden={isEmpty ? hidden : { ...hidden, book }}>
            {isEmpty ? (
              <a class="ds-button" href="/office/org">
                {say('Về trang Tổ chức', 'To the page Organisation')}
              </a>
            ) : (
              <FormButtons submit={say('Nhập', 'Import')} cancel={{ href: '/office/org/import' }} />
            )}
          </Form>
        </Section>
      )}
      <DataTable
        caption={say('Các dòng của tệp', 'Rows of the file')}
        rows={[...plan.rows].sort((a, b) => Number(b.state === 'bad') - Number(a.state === 'bad'))}
        tone={(row) => (row.state === 'bad' ? 'late' : undefined)}
        empty=""
        columns={[
          { head: say('Trang', 'Sheet'), cell: (row) => row.sheet },
          { head: say('Dòng', 'Row'), kind: 'number', cell: (row) => row.number },
          { head: say('Nội dung', 'Content'), kind: 'wide', cell: (row) => row.what },
          { head: say('Kết quả', 'Outcome'), cell: (row) => tags[row.state] },
          {
            head: say('Chỗ sai', 'Faults'),
            kind: 'wide',
            cell: (row) =>
              row.faults.map(({ heading, message }, i) => (
                <>
                  {i > 0 && <br />}
                  {heading}: {message}
                </>
              )),
          },
        ]}
      />
      {plan.bad > 0 && <a href="/office/org/import">{say('Gửi tệp khác', 'Send another file')}</a>}
    </>
  )
}
