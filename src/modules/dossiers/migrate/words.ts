import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { DossierEvent, Migration } from '../dossier.ts'
import { formerStep } from '../step-name.ts'
import type { MigrateRefused } from './decide.ts'

type Names = { step(key: string): string; moment(at: Moment): string; day(date: string): string }
type MigratedEvent = Extract<DossierEvent, { type: 'migrated' }>

/** The move in one sentence of the history: on whose word, from which step to which, and what became of the due time. */
export function migratedSentence(event: MigratedEvent, names: Names, say: Say): string {
  const { from, to, basis, steps, handed } = event
  const goingOn = handed.map(({ step }) => {
    const was = steps.find((s) => s.to === step)
    const now = `“${names.step(step)}”`
    return was ? `“${names.step(formerStep(from, was.from))}” → ${now}` : now
  })
  const paper = say(`văn bản số ${basis.number} ngày ${names.day(basis.date)}`, `document no. ${basis.number} of ${names.day(basis.date)}`)
  const where = goingOn.length > 0 ? say(` Bước đang làm: ${goingOn.join(', ')}.`, ` Step in hand: ${goingOn.join(', ')}.`) : ''
  return say(
    `Chuyển từ quy trình bản ${from} sang bản ${to}, theo ${paper}: ${ended(basis.reason)}${where}${dueWords(event, names, say)}`,
    `Moved from version ${from} of the process to version ${to}, by ${paper}: ${ended(basis.reason)}${where}${dueWords(event, names, say)}`,
  )
}

/** What a move did to the promise. */
export function dueWords(
  { dueFrom, dueAt, keepsLimit }: Pick<Migration, 'dueFrom' | 'dueAt' | 'keepsLimit'>,
  names: Pick<Names, 'moment'>,
  say: Say,
): string {
  if (dueAt === null) return ''
  const due = names.moment(dueAt)
  if (keepsLimit)
    return say(
      ` Hạn trả giữ ${due}: hạn theo bản mới muộn hơn, lời hẹn với người dân không lùi.`,
      ` Still due ${due}: by the new version it would be later, and the promise does not move back.`,
    )
  if (dueFrom === dueAt) return say(` Hạn trả không đổi, ${due}.`, ` Due as before, ${due}.`)
  if (dueFrom === null) return say(` Hạn trả ${due}.`, ` Due ${due}.`)
  return say(
    ` Hạn trả từ ${names.moment(dueFrom)} thành ${due}, sớm hơn.`,
    ` Due ${due} instead of ${names.moment(dueFrom)}, which is earlier.`,
  )
}

const ended = (text: string): string => (/[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)

type Own = Exclude<MigrateRefused['kind'], 'already-over' | 'processing-ended' | 'already-paused' | 'already-proposed'>

/** Why a dossier stays on its version. */
export function explainMigration(refusal: Extract<MigrateRefused, { kind: Own }>, say: Say, step: (key: string) => string): string {
  switch (refusal.kind) {
    case 'not-of-version':
      return say(
        `Hồ sơ đang chạy theo quy trình bản ${refusal.version}, không phải bản chọn để chuyển.`,
        `The dossier runs on version ${refusal.version} of the process, not on the one to be left.`,
      )
    case 'step-unmapped':
      return say(
        `Bước đang làm “${step(refusal.step)}” chưa có bước tương ứng trong bản mới.`,
        `The step in hand, “${step(refusal.step)}”, has no step in the new version.`,
      )
    case 'steps-merge':
      return say(
        `Các bước đang làm song song (${refusal.steps.map(step).join(', ')}) cùng đối chiếu về một bước: chờ xong một bước rồi chuyển.`,
        `Steps running side by side (${refusal.steps.map(step).join(', ')}) would become one: move it once one of them is done.`,
      )
    case 'steps-apart':
      return say(
        `Các bước đang làm song song (${refusal.steps.map(step).join(', ')}) rơi vào hai chỗ khác nhau của bản mới.`,
        `Steps running side by side (${refusal.steps.map(step).join(', ')}) would lie in different places of the new version.`,
      )
    case 'onto-the-return':
      return say(
        `Bước “${step(refusal.step)}” không chuyển thẳng sang bước trả kết quả được: hồ sơ chưa có kết quả.`,
        `“${step(refusal.step)}” cannot become the return of the result: there is no result yet.`,
      )
    case 'clock-would-stop':
      return say(
        `Bước “${step(refusal.step)}” đang tính thời gian; bước tương ứng không tính, nên chuyển sẽ làm đồng hồ đứng lại.`,
        `The time of “${step(refusal.step)}” counts and that of the step it would become does not: the clock would stop.`,
      )
  }
}
