import type { FC } from 'hono/jsx'
import { ErrorSummary, Form, FormButtons, TextArea, TextField } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showCount, showDay } from '../../../ui/words.ts'
import type { OfficialDay } from '../official-day.ts'
import { kindWords, type LineFault } from './days-text.ts'

export type LoadView = {
  year: number
  typed: { days: string; decision: string }
  faults: Readonly<Record<string, string>>
  lines: readonly LineFault[]
  /** Shown once the text could be read: what changes, before anything is written. */
  preview: { days: readonly OfficialDay[]; added: number; removed: number; provisionalDossiers: number } | null
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
}

/** Loads the official days of a year (nạp lịch nghỉ): typed or pasted line by line, looked at, then confirmed. */
export const LoadYearPage: FC<LoadView> = ({ year, typed, faults, lines, preview, hidden, refusal }) => (
  <>
    <PageHeader title={`Nạp lịch nghỉ ${year}`} under="Mỗi dòng một ngày. Xem trước rồi mới ghi; bản cũ vẫn được giữ." />
    {refusal && <RefusalBanner refusal={refusal} />}
    <ErrorSummary
      faults={[
        ...Object.entries(faults).map(([name, message]) => ({ name, message })),
        ...lines.map((l) => ({ name: 'days', message: `Dòng ${l.line}: ${l.message}` })),
      ]}
    />
    {preview && (
      <Section title="Sẽ ghi">
        <Notice tone="ours">
          {showCount(preview.days.length)} ngày; so với lịch đang dùng: thêm {preview.added}, bỏ {preview.removed}.{' '}
          {showCount(preview.provisionalDossiers)} hồ sơ đang có hạn tạm tính sẽ được tính lại.
        </Notice>
        <DataTable
          caption="Các ngày sẽ ghi"
          rows={preview.days}
          empty="Chưa có ngày nào."
          columns={[
            { head: 'Ngày', cell: (d) => showDay(d.date), kind: 'code' },
            { head: 'Loại', cell: (d) => kindWords[d.kind] },
            { head: 'Tên', cell: (d) => d.name, kind: 'wide' },
          ]}
        />
      </Section>
    )}
    <Form action={`/office/calendar/${year}/load`} hidden={hidden} guard>
      <TextField name="decision" label="Thông báo (số, ngày, cơ quan ban hành)" value={typed.decision} error={faults.decision} required />
      <TextArea
        name="days"
        label="Các ngày"
        hint="Ngày | loại | tên | ngày liên quan. Loại: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù. Ví dụ: 02/01/2026 | nghỉ hoán đổi | Nghỉ hoán đổi | 10/01/2026"
        value={typed.days}
        rows={20}
        error={faults.days ?? (lines[0] && `Dòng ${lines[0].line}: ${lines[0].message}`)}
        required
      />
      <FormButtons
        submit={preview ? 'Ghi và tính lại hạn' : 'Xem trước'}
        name="do"
        value={preview ? 'write' : 'look'}
        cancel={{ href: `/office/calendar?year=${year}` }}
        more={
          preview ? (
            <button class="ds-button" data-variant="secondary" type="submit" name="do" value="look">
              Xem lại
            </button>
          ) : undefined
        }
      />
    </Form>
  </>
)
