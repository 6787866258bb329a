import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { DraftApologyRefused } from '../apology-draft/decide.ts'
import type { SendApologyRefused } from '../apology-send/decide.ts'
import type { SignApologyRefused } from '../apology-sign/decide.ts'
import type { NotYours } from '../take-step/decide.ts'

/** Refusals about apologies, apart from those that other acts share. */
export type ApologyRefusal = Exclude<
  DraftApologyRefused | SignApologyRefused | SendApologyRefused,
  NotYours | { kind: 'no-reason' } | { kind: 'no-calendar' }
>

/** What the officer reads. */
export function explainApology(
  refusal: ApologyRefusal,
  say: Say,
  names: { moment(at: Moment): string; day(day: number): string; unit(id: number): string },
): string {
  switch (refusal.kind) {
    case 'not-in-process':
      return say(
        'Hồ sơ không ở giai đoạn giải quyết, nên không lập, ký, gửi thư xin lỗi.',
        'The dossier is not being processed, so no apology is written, signed or sent.',
      )
    case 'reappointed-enough':
      return say(
        `Đã xin lỗi và hẹn lại ${refusal.limit} lần; mỗi hồ sơ chỉ được hẹn lại ${refusal.limit} lần.`,
        `A new day was promised ${refusal.limit === 1 ? 'once' : `${refusal.limit} times`} already; no more is allowed for a dossier.`,
      )
    case 'apology-signed-already':
      return say(
        `Thư xin lỗi đã được ký lúc ${names.moment(refusal.at)}, không sửa nữa.`,
        `The apology was signed at ${names.moment(refusal.at)} and is not changed any more.`,
      )
    case 'new-day-too-soon':
      return say(
        `Ngày hẹn lại phải sau ${names.moment(refusal.after)}: sau hạn trả và sau lúc này. Sửa ngày hẹn lại.`,
        `The new day must come after ${names.moment(refusal.after)}: after the due time and after now. Change the new day.`,
      )
    case 'new-day-off':
      return say(
        `Ngày ${names.day(refusal.day)} không làm việc; chọn ngày khác.`,
        `Nobody works on ${names.day(refusal.day)}; choose another day.`,
      )
    case 'no-apology-draft':
      return say('Chưa có dự thảo thư xin lỗi để ký.', 'There is no draft of an apology to be signed.')
    case 'own-apology':
      return say(
        'Người viết thư xin lỗi không tự ký; người đứng đầu khác hoặc lãnh đạo ký.',
        'Whoever wrote the apology does not sign it; another head or a leader does.',
      )
    case 'not-the-signer':
      return say(
        `Thư xin lỗi do người đứng đầu ${names.unit(refusal.unitId)} hoặc lãnh đạo cơ quan ký.`,
        `The apology is signed by the head of ${names.unit(refusal.unitId)} or a leader of the agency.`,
      )
    case 'no-signed-apology':
      return say('Chưa có thư xin lỗi đã ký để gửi.', 'There is no signed apology to be sent.')
  }
}
