import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DueChanges } from '../../../ui/due-changes.tsx'
import { ErrorSummary, Form, FormButtons, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showCount, showDay } from '../../../ui/words.ts'
import type { DueChanges as Changes } from '../due-changes.ts'
import type { OfficialDay } from '../official-day.ts'
import { kindWords, type LineFault } from './days-text.ts'

export type LoadView = {
  year: number
  typed: { days: string; decision: string }
  faults: Readonly<Record<string, string>>
  lines: readonly LineFault[]
  /** Shown once the text could be read: what changes, before anything is written. */
  preview: {
    days: readonly OfficialDay[]
    added: number
    removed: number
    provisionalDossiers: number
    changes: Changes
    isFirst: boolean
  } | null
  now: Moment
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
}

/** Loads the official days of a year (nạp lịch nghỉ): typed or pasted line by line, looked at, then confirmed. */
export const LoadYearPage: FC<LoadView> = ({ year, typed, faults, lines, preview, now, hidden, refusal }) => {
  const say = useSay()
  const lineFault = ({ line, message }: LineFault) => say(`Dòng ${line}: ${message}`, `Line ${line}: ${message}`)
  return (
    <>
      <PageHeader
        title={say(`Nạp lịch nghỉ ${year}`, `Load the calendar of ${year}`)}
        under={say(
          'Mỗi dòng một ngày. Xem trước rồi mới ghi; bản cũ vẫn được giữ.',
          'One day a line. Look first, then write; earlier versions are kept.',
        )}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary
        faults={[
          ...Object.entries(faults).map(([name, message]) => ({ name, message })),
          ...lines.map((l) => ({ name: 'days', message: lineFault(l) })),
        ]}
      />
      {preview && (
        <Section title={say('Sẽ ghi', 'To be written')}>
          <Notice tone="ours">
            {say(
              `${showCount(preview.days.length, 'vi')} ngày; so với lịch đang dùng: thêm ${preview.added}, bỏ ${preview.removed}. ${showCount(preview.provisionalDossiers, 'vi')} hồ sơ đang có hạn tạm tính sẽ được tính lại.`,
              `Days: ${showCount(preview.days.length, 'en')}; against the calendar in use: ${preview.added} more, ${preview.removed} fewer. Dossiers with a provisional due time, to be computed anew: ${showCount(preview.provisionalDossiers, 'en')}.`,
            )}
          </Notice>
          <DataTable
            caption={say('Các ngày sẽ ghi', 'Days to be written')}
            rows={preview.days}
            empty={say('Chưa có ngày nào.', 'No day yet.')}
            columns={[
              { head: say('Ngày', 'Day'), cell: (d) => showDay(d.date, undefined, say.lang), kind: 'code' },
              { head: say('Loại', 'Kind'), cell: (d) => kindWords[say.lang][d.kind] },
              { head: say('Tên', 'Name'), cell: (d) => d.name, kind: 'wide' },
            ]}
          />
        </Section>
      )}
      <Form action={`/office/calendar/${year}/load`} hidden={hidden} guard>
        {preview && <DueChanges changes={preview.changes} now={now} isFirst={preview.isFirst} />}
        <TextField
          name="decision"
          label={say('Thông báo (số, ngày, cơ quan ban hành)', 'Announcement (number, day, issued by)')}
          value={typed.decision}
          error={faults.decision}
          required
        />
        <TextArea
          name="days"
          label={say('Các ngày', 'Days')}
          hint={say(
            'Ngày | loại | tên | ngày liên quan. Loại: nghỉ lễ, nghỉ bù, nghỉ hoán đổi, làm bù. Ví dụ: 02/01/2026 | nghỉ hoán đổi | Nghỉ hoán đổi | 10/01/2026',
            'Day | kind | name | other day. Kinds, in Vietnamese: “nghỉ lễ” (holiday), “nghỉ bù” (in lieu), “nghỉ hoán đổi” (swapped off), “làm bù” (worked). Example: “02/01/2026 | nghỉ hoán đổi | Nghỉ hoán đổi | 10/01/2026”',
          )}
          value={typed.days}
          rows={20}
          error={faults.days ?? (lines[0] && lineFault(lines[0]))}
          required
        />
        <FormButtons
          submit={preview ? say('Ghi và tính lại hạn', 'Write, and compute due times anew') : say('Xem trước', 'Look first')}
          name="do"
          value={preview ? 'write' : 'look'}
          cancel={{ href: `/office/calendar?year=${year}` }}
          more={
            preview ? (
              <button class="ds-button" data-variant="secondary" type="submit" name="do" value="look">
                {say('Xem lại', 'Look again')}
              </button>
            ) : undefined
          }
        />
      </Form>
    </>
  )
}
