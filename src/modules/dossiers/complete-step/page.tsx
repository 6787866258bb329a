import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DateField, FieldRow, RadioGroup, Select, TextArea, TextField } from '../../../ui/form.tsx'
import type { WorkingCalendar } from '../../clock/model.ts'
import { dateValue, Files, type ShownFile, typedIn } from '../acting/page.tsx'
import type { Outcome } from '../dossier.ts'
import { type Candidate, holdsWords } from '../hand-over/page.tsx'

/** One way on from the step. */
export type Way = { through: string | null; name: string; ends: boolean; people: readonly Candidate[] }

/** What the officer says on completing a step. */
export const CompleteStepFields: FC<{
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  ways: readonly Way[]
  kept: readonly ShownFile[]
  accept: string
  outcome: Outcome | null
  calendar: WorkingCalendar
  now: Moment
}> = ({ typed, faults, ways, kept, accept, outcome, calendar, now }) => {
  const hasPeople = ways.some((way) => way.people.length > 0)
  const mustEnd = outcome === null && ways.every((way) => way.ends) && ways.length > 0
  const isOpen = mustEnd || ['number', 'title'].some((field) => typedIn(typed, field) !== '' || faults[field])
  return (
    <>
      <TextArea name="opinion" label="Ý kiến xử lý" required rows={4} value={typedIn(typed, 'opinion')} error={faults.opinion} />
      {ways.length > 1 && (
        <RadioGroup
          name="through"
          label="Đi tiếp"
          value={typedIn(typed, 'through')}
          error={faults.through}
          options={ways.map(({ through, name }) => ({
            value: through ?? '',
            text: through === null ? name || 'Kết thúc' : `Qua bước chờ: ${name}`,
            hint: through === null ? undefined : 'Đồng hồ đứng trong lúc chờ, như quy trình đã duyệt.',
          }))}
        />
      )}
      {hasPeople && (
        <Select
          name="nextOfficerId"
          label="Người làm bước sau"
          hint="Để trống: người đã làm việc này trước đó; nếu chưa có thì người của đơn vị tự nhận."
          blank="Theo quy trình"
          value={typedIn(typed, 'nextOfficerId')}
          error={faults.nextOfficerId}
          options={ways.flatMap(({ name, people }) =>
            people.map((p) => ({
              value: String(p.id),
              text: `${p.name}, ${holdsWords(p.holds)}`,
              group: ways.length > 1 ? name : undefined,
            })),
          )}
        />
      )}
      <Files
        place="step"
        label="Tệp của bước này"
        hint="Tờ trình, biên bản, dự thảo; mỗi tệp đến 25 MB."
        kept={kept}
        accept={accept}
        error={faults['file-step']}
      />
      <OutcomeFields {...{ typed, faults, kept, accept, calendar, now, outcome, mustEnd, isOpen }} />
    </>
  )
}

const OutcomeFields: FC<{
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  kept: readonly ShownFile[]
  accept: string
  outcome: Outcome | null
  calendar: WorkingCalendar
  now: Moment
  mustEnd: boolean
  isOpen: boolean
}> = ({ typed, faults, kept, accept, outcome, calendar, now, mustEnd, isOpen }) => {
  const fields = (
    <div class="stack">
      <FieldRow>
        <TextField name="number" label="Số văn bản" required={mustEnd} value={typedIn(typed, 'number')} error={faults.number} />
        <DateField
          name="date"
          label="Ngày văn bản"
          required={mustEnd}
          value={typedIn(typed, 'date', dateValue(calendar, now))}
          error={faults.date}
        />
      </FieldRow>
      <TextField name="title" label="Tên văn bản" required={mustEnd} value={typedIn(typed, 'title')} error={faults.title} />
      <RadioGroup
        name="isPositive"
        label="Kết quả"
        inline
        value={typedIn(typed, 'isPositive', 'yes')}
        options={[
          { value: 'yes', text: 'Đồng ý giải quyết' },
          { value: 'no', text: 'Không đồng ý, trả lời bằng văn bản' },
        ]}
      />
      <Files place="result" label="Tệp kết quả" kept={kept} accept={accept} error={faults['file-result']} />
    </div>
  )
  if (mustEnd)
    return (
      <fieldset class="ds-fieldset">
        <legend class="ds-label">Kết quả giải quyết</legend>
        <p data-field="description">Bước cuối được tính thời gian: xong bước này là kết thúc xử lý, nên kết quả phải có.</p>
        {fields}
      </fieldset>
    )
  return (
    <details class="fold" open={isOpen}>
      <summary>{outcome ? `Thay kết quả đã ghi (số ${outcome.number})` : 'Ghi kết quả giải quyết, nếu ra đời ở bước này'}</summary>
      {fields}
    </details>
  )
}
