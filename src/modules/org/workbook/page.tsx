import type { FC } from 'hono/jsx'
import { FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { Plan, PlannedRow } from './plan.ts'

const over = <a href="/office/org">Tổ chức</a>

/** Chooses a workbook (nhập từ Excel). */
export const UploadPage: FC<{ hidden: Readonly<Record<string, string>>; refusal: string | null; error: string | undefined }> = ({
  hidden,
  refusal,
  error,
}) => (
  <>
    <PageHeader
      title="Nhập đơn vị, công chức từ Excel"
      under="Tệp mẫu có sẵn đơn vị và công chức đang ghi. Thêm dòng mới rồi gửi lại: dòng đã có không đổi gì, một dòng sai thì cả tệp chưa được nhập."
      over={over}
      others={[{ text: 'Tải tệp mẫu', href: '/office/org/workbook.xlsx' }]}
    />
    {refusal && <RefusalBanner refusal={refusal} />}
    <Section>
      <Form action="/office/org/import" hidden={hidden} multipart>
        <FileField name="file" label="Tệp Excel (.xlsx)" accept=".xlsx" required error={error} />
        <FormButtons submit="Xem trước" cancel={{ href: '/office/org' }} />
      </Form>
    </Section>
  </>
)

const stateTag = {
  new: <Tag tone="ours">mới</Tag>,
  changed: <Tag tone="near">thay đổi</Tag>,
  unchanged: <Tag>đã có</Tag>,
  bad: <Tag tone="late">sai</Tag>,
} as const satisfies Record<PlannedRow['state'], unknown>

/** Shows what a workbook would do, row by row; only one without a fault can be taken. */
export const PreviewPage: FC<{ plan: Plan; book: string; hidden: Readonly<Record<string, string>>; refusal: string | null }> = ({
  plan,
  book,
  hidden,
  refusal,
}) => {
  const count = (state: PlannedRow['state']) => plan.rows.filter((row) => row.state === state).length
  const summary = `${count('new')} mới, ${count('changed')} thay đổi, ${count('unchanged')} đã có, ${plan.bad} sai`
  const isEmpty = plan.changes.length === 0
  return (
    <>
      <PageHeader title="Xem trước khi nhập" over={over} under={summary} />
      {refusal && <RefusalBanner refusal={refusal} />}
      {plan.bad > 0 ? (
        !refusal && <RefusalBanner refusal={`${plan.bad} dòng sai. Chưa có gì được nhập; sửa tệp rồi gửi lại.`} />
      ) : (
        <Section>
          {isEmpty && <p>Mọi dòng đều đã có, không có gì để nhập.</p>}
          <Form action="/office/org/import/confirm" hidden={isEmpty ? hidden : { ...hidden, book }}>
            {isEmpty ? (
              <a class="ds-button" href="/office/org">
                Về trang Tổ chức
              </a>
            ) : (
              <FormButtons submit="Nhập" cancel={{ href: '/office/org/import' }} />
            )}
          </Form>
        </Section>
      )}
      <DataTable
        caption="Các dòng của tệp"
        rows={[...plan.rows].sort((a, b) => Number(b.state === 'bad') - Number(a.state === 'bad'))}
        tone={(row) => (row.state === 'bad' ? 'late' : undefined)}
        empty=""
        columns={[
          { head: 'Trang', cell: (row) => row.sheet },
          { head: 'Dòng', kind: 'number', cell: (row) => row.number },
          { head: 'Nội dung', kind: 'wide', cell: (row) => row.what },
          { head: 'Kết quả', cell: (row) => stateTag[row.state] },
          {
            head: 'Chỗ sai',
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
      {plan.bad > 0 && <a href="/office/org/import">Gửi tệp khác</a>}
    </>
  )
}
