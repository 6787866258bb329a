import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DateField, FieldRow, RadioGroup, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
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
  const say = useSay()
  const hasPeople = ways.some((way) => way.people.length > 0)
  const mustEnd = outcome === null && ways.every((way) => way.ends) && ways.length > 0
  const isOpen = mustEnd || ['number', 'title'].some((field) => typedIn(typed, field) !== '' || faults[field])
  return (
    <>
      <TextArea
        name="opinion"
        label={say('Ý kiến xử lý', 'Opinion')}
        required
        rows={4}
        value={typedIn(typed, 'opinion')}
        error={faults.opinion}
      />
      {ways.length > 1 && (
        <RadioGroup
          name="through"
          label={say('Đi tiếp', 'Where it goes')}
          value={typedIn(typed, 'through')}
          error={faults.through}
          options={ways.map(({ through, name }) => ({
            value: through ?? '',
            text: through === null ? name || say('Kết thúc', 'End') : say(`Qua bước chờ: ${name}`, `Through the waiting step: ${name}`),
            hint:
              through === null
                ? undefined
                : say(
                    'Đồng hồ đứng trong lúc chờ, như quy trình đã duyệt.',
                    'The clock stands while it waits, as the approved process says.',
                  ),
          }))}
        />
      )}
      {hasPeople && (
        <Select
          name="nextOfficerId"
          label={say('Người làm bước sau', 'Officer for the next step')}
          hint={say(
            'Để trống: người đã làm việc này trước đó; nếu chưa có thì người của đơn vị tự nhận.',
            'Left empty: whoever did this step before; if nobody did, someone of the unit takes it.',
          )}
          blank={say('Theo quy trình', 'By the process')}
          value={typedIn(typed, 'nextOfficerId')}
          error={faults.nextOfficerId}
          options={ways.flatMap(({ name, people }) =>
            people.map((p) => ({
              value: String(p.id),
              text: `${p.name}, ${holdsWords(p.holds, say)}`,
              group: ways.length > 1 ? name : undefined,
            })),
          )}
        />
      )}
      <Files
        place="step"
        label={say('Tệp của bước này', 'Files of this step')}
        hint={say('Tờ trình, biên bản, dự thảo; mỗi tệp đến 25 MB.', 'Reports, minutes, drafts; up to 25 MB each.')}
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
  const say = useSay()
  const fields = (
    <div class="stack">
      <FieldRow>
        <TextField
          name="number"
          label={say('Số văn bản', 'Number of the document')}
          required={mustEnd}
          value={typedIn(typed, 'number')}
          error={faults.number}
        />
        <DateField
          name="date"
          label={say('Ngày văn bản', 'Date of the document')}
          required={mustEnd}
          value={typedIn(typed, 'date', dateValue(calendar, now))}
          error={faults.date}
        />
      </FieldRow>
      <TextField
        name="title"
        label={say('Tên văn bản', 'Title of the document')}
        required={mustEnd}
        value={typedIn(typed, 'title')}
        error={faults.title}
      />
      <RadioGroup
        name="isPositive"
        label={say('Kết quả', 'Result')}
        inline
        value={typedIn(typed, 'isPositive', 'yes')}
        options={[
          { value: 'yes', text: say('Đồng ý giải quyết', 'Granted') },
          { value: 'no', text: say('Không đồng ý, trả lời bằng văn bản', 'Not granted, answered in writing') },
        ]}
      />
      <Files place="result" label={say('Tệp kết quả', 'Files of the result')} kept={kept} accept={accept} error={faults['file-result']} />
    </div>
  )
  if (mustEnd)
    return (
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{say('Kết quả giải quyết', 'Outcome')}</legend>
        <p data-field="description">
          {say(
            'Bước cuối được tính thời gian: xong bước này là kết thúc xử lý, nên kết quả phải có.',
            'The last step that counts: completing it ends processing, so the outcome must be there.',
          )}
        </p>
        {fields}
      </fieldset>
    )
  return (
    <details class="fold" open={isOpen}>
      <summary>
        {outcome
          ? say(`Thay kết quả đã ghi (số ${outcome.number})`, `Replace the outcome on record (no. ${outcome.number})`)
          : say('Ghi kết quả giải quyết, nếu ra đời ở bước này', 'Record the outcome, if it comes into being at this step')}
      </summary>
      {fields}
    </details>
  )
}
