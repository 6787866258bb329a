import type { Day, Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { CompleteStepRefused, LegAwaited } from '../complete-step/decide.ts'
import type { SendLegRefused } from '../leg-send/decide.ts'
import type { WaiveLegRefused } from '../leg-waive/decide.ts'
import type { AskOpinionsRefused } from '../opinions-ask/decide.ts'
import type { WaiveOpinionsRefused } from '../opinions-waive/decide.ts'
import type { AnswerRefused } from '../referral-answer/decide.ts'
import type { NotYours } from '../take-step/decide.ts'
import { addresseeName } from './words.ts'

/** Refusals about what is sent out, apart from those that other acts share. */
export type ReferralRefusal = Exclude<
  | SendLegRefused
  | WaiveLegRefused
  | AnswerRefused
  | AskOpinionsRefused
  | WaiveOpinionsRefused
  | LegAwaited
  | Extract<CompleteStepRefused, { kind: 'opinions-outstanding' }>,
  | NotYours
  | { kind: 'no-reason' }
  | { kind: 'already-paused' }
  | { kind: 'not-the-head' }
  | { kind: 'document-missing' }
  | { kind: 'document-of-the-future' }
>

/** What the officer reads. */
export function explainReferral(
  refusal: ReferralRefusal,
  say: Say,
  names: { moment(at: Moment): string; day(day: Day): string; unit(id: number): string },
): string {
  const { moment, day, unit } = names
  switch (refusal.kind) {
    case 'leg-not-sent':
      return say(
        'Bước này do cơ quan khác làm và chưa được chuyển đi. Chuyển liên thông, hoặc ghi lý do không cần.',
        'Another agency does this step and nothing has been sent yet. Send it, or record why that is not needed.',
      )
    case 'leg-unanswered': {
      const due = refusal.dueAt === null ? '' : say(` (hạn ${moment(refusal.dueAt)})`, ` (due ${moment(refusal.dueAt)})`)
      return say(
        `${refusal.name} chưa trả lời${due}. Ghi nhận trả lời, hoặc ghi lý do không cần nữa, rồi hoàn thành bước.`,
        `${refusal.name} has not answered${due}. Record the answer, or why it is not needed any more, then complete the step.`,
      )
    }
    case 'opinions-outstanding': {
      const who = refusal.of
        .map(({ who: to, until }) => {
          const name = addresseeName(to, names)
          return until === null ? name : say(`${name} (đến ${moment(until)})`, `${name} (until ${moment(until)})`)
        })
        .join('; ')
      return say(
        `Còn ý kiến chưa có trả lời: ${who}. Chờ hết thời hạn, hoặc người đứng đầu đơn vị quyết định không chờ, kèm lý do.`,
        `Opinions are still out: ${who}. Wait for the end of the term, or let the head of the unit decide, with a reason, not to wait.`,
      )
    }
    case 'not-away':
      return say(
        'Bước này do cơ quan mình làm, không chuyển liên thông. Cần ý kiến thì dùng “Lấy ý kiến”.',
        'This step is done here and is not sent to another agency. To ask for an opinion, use “Ask for opinions”.',
      )
    case 'leg-out':
      return say(
        `Đã chuyển đến ${refusal.name} lúc ${moment(refusal.since)}, đang chờ trả lời.`,
        `It was sent to ${refusal.name} at ${moment(refusal.since)}; the answer is waited for.`,
      )
    case 'partner-unknown':
      return say('Cơ quan phối hợp này không có trong danh sách.', 'There is no such partner agency.')
    case 'partner-not-open': {
      const from = say(`từ ${day(refusal.from)}`, `from ${day(refusal.from)}`)
      const span = refusal.until === null ? from : say(`${from} đến ${day(refusal.until)}`, `${from} to ${day(refusal.until)}`)
      return say(
        `${refusal.name} chỉ nhận hồ sơ ${span}. Chọn cơ quan đang hoạt động.`,
        `${refusal.name} takes dossiers only ${span}. Choose one that is open.`,
      )
    }
    case 'no-leg-awaited':
      return say('Bước này không chờ trả lời của cơ quan khác.', 'This step waits for no answer of another agency.')
    case 'no-such-referral':
      return say(`Hồ sơ không có lượt gửi số ${refusal.no}.`, `Nothing was sent under no. ${refusal.no}.`)
    case 'answered-already':
      return say(`Đã có trả lời, đến lúc ${moment(refusal.at)}.`, `An answer is on record already, come at ${moment(refusal.at)}.`)
    case 'answer-in-the-future':
      return say(
        `Thời điểm nhận trả lời chưa đến; bây giờ là ${moment(refusal.at)}.`,
        `The answer cannot have come yet; it is ${moment(refusal.at)} now.`,
      )
    case 'answered-before-asked':
      return say(
        `Trả lời không thể đến trước lúc gửi, ${moment(refusal.sentAt)}.`,
        `The answer cannot have come before it was sent, at ${moment(refusal.sentAt)}.`,
      )
    case 'no-stance':
      return say(
        'Chọn nội dung ý kiến: nhất trí, nhất trí có góp ý, hay không nhất trí.',
        'Say whether the opinion agrees, agrees with remarks, or disagrees.',
      )
    case 'not-the-asked-unit':
      return say(`Ý kiến này do ${unit(refusal.unitId)} trả lời.`, `${unit(refusal.unitId)} gives this opinion.`)
    case 'nobody-to-ask':
      return say('Chọn ít nhất một cơ quan hoặc đơn vị để lấy ý kiến.', 'Choose at least one agency or unit to ask.')
    case 'unit-unknown':
      return say(`${unit(refusal.unitId)} không còn hoạt động.`, `${unit(refusal.unitId)} is not open.`)
    case 'own-unit':
      return say(
        `${unit(refusal.unitId)} đang giữ bước này, không tự hỏi mình.`,
        `${unit(refusal.unitId)} has this step and does not ask itself.`,
      )
    case 'asked-already': {
      const who = addresseeName(refusal.who, names)
      return say(`Đã hỏi ${who}, đang chờ trả lời.`, `${who} has been asked already; the answer is waited for.`)
    }
    case 'no-question':
      return say('Ghi nội dung cần lấy ý kiến.', 'Enter what is asked.')
    case 'no-term':
      return say('Ghi thời hạn trả lời, lớn hơn 0.', 'Enter the term for the answer, more than 0.')
    case 'nothing-awaited':
      return say('Không còn ý kiến nào đang chờ trong thời hạn.', 'No opinion is being waited for within its term.')
  }
}
