import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { CheckboxGroup, DateField, FieldRow, RadioGroup, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { showMoment } from '../../../ui/words.ts'
import type { Segment } from '../../clock/model.ts'
import { nameOn, openUnits } from '../../org/model.ts'
import { dateValue, Files, typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { partnerOptions } from '../partners/options.ts'
import type { Partner } from '../partners/partner.ts'
import { partnersOf } from '../partners/store.ts'
import { openHold } from '../pause/hold.ts'
import { documentFields } from '../referrals/fields.adapter.ts'
import { startOf, termEnd } from '../referrals/forwarding.ts'
import { packOf } from '../rules/packs.ts'
import { own } from '../take-step/decide.ts'

const termUnits = ['working_day', 'hour', 'calendar_day'] as const
/** Longest term that may be asked for: what is longer was mistyped. */
const termMax = 365

const ids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [given ?? []].flat().map(Number))
  .pipe(z.array(z.number().int().positive()).max(100))

const schema = inBoth((say) => {
  const term = say(`Ghi thời hạn trả lời, từ 0,25 đến ${termMax}.`, `Enter the term, from 0.25 to ${termMax}.`)
  return z
    .object({
      step: z.string().max(40),
      partners: ids,
      units: ids,
      ...documentFields(say),
      question: z
        .string()
        .trim()
        .min(1, say('Ghi nội dung cần lấy ý kiến.', 'Enter what is asked.'))
        .max(1000, say('Nhiều nhất 1000 ký tự.', 'At most 1000 characters.')),
      term: z
        .string()
        .trim()
        .transform((text) => Number(text.replace(',', '.')))
        .pipe(z.number(term).min(0.25, term).max(termMax, term)),
      termUnit: z.enum(termUnits).default('working_day'),
      way: z.enum(['electronic', 'paper']).default('electronic'),
    })
    .superRefine(({ partners, units, term: value, termUnit }, ctx) => {
      if (partners.length + units.length === 0)
        ctx.addIssue({ code: 'custom', path: ['partners'], message: say('Chọn ít nhất một nơi để hỏi.', 'Choose at least one to ask.') })
      if (termUnit === 'calendar_day' && !Number.isInteger(value))
        ctx.addIssue({ code: 'custom', path: ['term'], message: say('Ngày lịch là số nguyên.', 'Calendar days are whole.') })
    })
})

/** Lấy ý kiến: one or many in one act, each with its own due time. */
export const askOpinionsRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<typeof schema.vi>, readonly Partner[]>(deps, {
    path: 'ask-opinions',
    needs: 'dossier.process',
    title: ({ say }) => say('Lấy ý kiến', 'Ask for opinions'),
    submit: ({ say }) => say('Gửi lấy ý kiến', 'Ask'),
    takesFiles: true,
    onStep: true,
    prepare: ({ db }, { by }) => db.inAgency(by.agencyId, (tx) => partnersOf(tx, by.agencyId)),
    schema,
    blocked: ({ open, by, step }) => {
      if (!step) return null
      const mine = own(open.dossier, step.step, by)
      if (!mine.ok) return mine.error
      const hold = openHold(open.dossier.holds)
      return hold && { kind: 'already-paused', since: hold.from }
    },
    run({ service }, { by, open, kept }, stamp, { step, partners, units, number, date, question, term, termUnit, way }) {
      const files = attachmentsFrom(kept, () => 'step').map((f) => ({ ...f, place: step }))
      const asked = { step, partnerIds: partners, unitIds: units, document: { number, date }, question, way }
      return service.askOpinions(by, open.code, stamp, { ...asked, term: { value: term, unit: termUnit } }, files)
    },
    next: ({ open, now, typed, say }) => {
      const value = Number(typedIn(typed, 'term', '3').replace(',', '.'))
      const unit = termUnits.find((u) => u === typedIn(typed, 'termUnit')) ?? 'working_day'
      const term: Segment = { value, unit }
      const starts = startOf({ partnerId: 0, name: '' }, now, packOf(open.dossier, now), open.calendar)
      const due = value > 0 && value <= termMax ? termEnd(open.calendar, starts, [term]) : null
      return (
        <>
          <p>
            {say(
              'Mỗi nơi được hỏi có hạn riêng. Hết thời hạn mà chưa có trả lời thì hệ thống ghi “không trả lời”; trả lời đến muộn vẫn ghi được.',
              'Each one asked has a due time of its own. Where none has come by then, “no answer” is recorded; a late answer can still be recorded.',
            )}
          </p>
          {due !== null && (
            <p>
              {say(
                `Gửi lúc này, thời hạn ${String(value).replace('.', ',')} ${unitWords.vi[unit]}: cơ quan khác tính từ ${showMoment(starts, now, 'vi')}, chậm nhất ${showMoment(due, now, 'vi')}.`,
                `Sent now with a term of ${value} ${unitWords.en[unit]}: for other agencies it counts from ${showMoment(starts, now, 'en')}, by ${showMoment(due, now, 'en')} at the latest.`,
              )}
            </p>
          )}
          <p class="small">
            {say(
              'Đồng hồ của hồ sơ vẫn chạy; bước chỉ hoàn thành được khi các ý kiến đã có, hoặc đã hết thời hạn.',
              'The clock of the dossier goes on; the step can be completed once the opinions have come, or their term is over.',
            )}
          </p>
        </>
      )
    },
    fields: ({ typed, faults, kept, more, open, step, now, say }) => {
      const picked = (name: string) => [typed[name] ?? []].flat()
      const partners = partnerOptions(more, open.calendar.dayOf(now), say)
      const units = openUnits(open.org).filter(({ id }) => id !== step?.unitId)
      return (
        <>
          {partners.length > 0 && (
            <CheckboxGroup
              name="partners"
              label={say('Cơ quan phối hợp', 'Partner agencies')}
              values={picked('partners')}
              error={faults.partners}
              options={partners.map(({ value, text }) => ({ value, text }))}
            />
          )}
          <CheckboxGroup
            name="units"
            label={say('Đơn vị trong cơ quan', 'Units of the agency')}
            values={picked('units')}
            error={partners.length === 0 ? faults.partners : undefined}
            options={units.map((unit) => ({ value: String(unit.id), text: nameOn(unit, open.org.day).name }))}
          />
          <FieldRow>
            <TextField
              name="number"
              label={say('Số văn bản', 'Number of the document')}
              required
              value={typedIn(typed, 'number')}
              error={faults.number}
            />
            <DateField
              name="date"
              label={say('Ngày văn bản', 'Date of the document')}
              required
              value={typedIn(typed, 'date', dateValue(open.calendar, now))}
              error={faults.date}
            />
          </FieldRow>
          <TextArea
            name="question"
            label={say('Nội dung lấy ý kiến', 'What is asked')}
            required
            rows={3}
            value={typedIn(typed, 'question')}
            error={faults.question}
          />
          <FieldRow>
            <TextField
              name="term"
              label={say('Thời hạn trả lời', 'Term for the answer')}
              required
              inputmode="decimal"
              width="number"
              value={typedIn(typed, 'term', '3')}
              error={faults.term}
            />
            <Select
              name="termUnit"
              label={say('Tính theo', 'Counted in')}
              options={termUnits.map((unit) => ({ value: unit, text: unitWords[say.lang][unit] }))}
              value={typedIn(typed, 'termUnit', 'working_day')}
              error={faults.termUnit}
            />
          </FieldRow>
          {partners.length > 0 && (
            <RadioGroup
              name="way"
              label={say('Gửi cơ quan khác', 'To other agencies it goes')}
              inline
              value={typedIn(typed, 'way', 'electronic')}
              error={faults.way}
              options={[
                { value: 'electronic', text: say('Điện tử', 'Electronically') },
                { value: 'paper', text: say('Bản giấy', 'On paper') },
              ]}
            />
          )}
          <Files
            place="step"
            label={say('Tệp gửi kèm', 'Files sent with it')}
            hint={say('Văn bản lấy ý kiến, dự thảo; mỗi tệp đến 25 MB.', 'The document, drafts; up to 25 MB each.')}
            kept={kept}
            accept={acceptedEndings}
            error={faults['file-step']}
          />
        </>
      )
    },
  })

const unitWords = inBoth((say) => ({
  working_day: say('ngày làm việc', 'working days'),
  hour: say('giờ làm việc', 'working hours'),
  calendar_day: say('ngày lịch', 'calendar days'),
}))
