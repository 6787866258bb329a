import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { NotAnswerable } from '../answering.ts'
import type { BreakOffRefused } from '../break-off/decide.ts'
import type { DeclineRefused } from '../decline/decide.ts'
import type { AnnulRefused } from '../pause-annul/decide.ts'
import type { ApprovePauseRefused } from '../pause-approve/decide.ts'
import type { ProposePauseRefused } from '../pause-propose/decide.ts'
import type { RecordArrivalRefused } from '../pause-resume/decide.ts'
import type { NotYours } from '../take-step/decide.ts'
import type { ProposalWaits } from './waiting.ts'

/** Refusals about pauses and ends without a result, apart from those that other acts share. */
export type PauseRefusal = Exclude<
  ProposePauseRefused | ApprovePauseRefused | RecordArrivalRefused | AnnulRefused | BreakOffRefused | DeclineRefused | ProposalWaits,
  NotYours | { kind: 'not-the-head' } | { kind: 'processing-ended' } | { kind: 'nothing-asked' } | { kind: 'parts-open' }
>

/** What the officer reads. */
export function explainPause(
  refusal: PauseRefusal,
  say: Say,
  moment: (at: Moment) => string,
  names: { officer(id: number): string; unit(id: number): string },
): string {
  switch (refusal.kind) {
    case 'not-running':
      return say(
        'Hồ sơ không ở giai đoạn giải quyết, nên không tạm dừng được.',
        'The dossier is not being processed, so it cannot be paused.',
      )
    case 'already-paused':
      return say(
        `Hồ sơ đang tạm dừng từ ${moment(refusal.since)}. Ghi nhận giấy tờ đã đến, hoặc hủy tạm dừng, rồi làm tiếp.`,
        `The dossier has been paused since ${moment(refusal.since)}. Record what arrived, or annul the pause, then go on.`,
      )
    case 'clock-stands':
      return say(
        'Đồng hồ đang dừng ở một bước không tính ngày, nên không cần tạm dừng.',
        'The clock stands still in a step that does not count, so no pause is needed.',
      )
    case 'overdue':
      return say(
        `Hồ sơ đã quá hạn từ ${moment(refusal.dueAt)}. Không tạm dừng hồ sơ quá hạn; lập thư xin lỗi, hẹn lại.`,
        `The dossier has been overdue since ${moment(refusal.dueAt)}. What is overdue is not paused; write the apology with a new day.`,
      )
    case 'document-missing':
      return say('Tạm dừng phải có văn bản: ghi số của văn bản.', 'A pause rests on a document: enter its number.')
    case 'document-of-the-future':
      return say('Ngày của văn bản ở sau hôm nay.', 'The day of the document lies after today.')
    case 'asked-enough':
      return say(
        `Đã yêu cầu bổ sung ${refusal.limit} lần, không được yêu cầu thêm. Yêu cầu thêm thì chỉ số thời gian giải quyết tính hồ sơ là trễ hạn.`,
        `Papers were asked for ${refusal.limit === 1 ? 'once' : `${refusal.limit} times`} already; no more may be asked. A further request would count the dossier as late in the national index.`,
      )
    case 'not-a-ground':
      return say(
        'Căn cứ này không có trong danh mục căn cứ tạm dừng của bộ quy tắc mà hồ sơ theo.',
        'The rules under which the dossier was received do not know this ground for a pause.',
      )
    case 'papers-of-an-online-dossier':
      return say(
        'Hồ sơ làm trực tuyến toàn trình: không yêu cầu nộp bản giấy. Lần yêu cầu này đã được ghi lại.',
        'The dossier is wholly online: no paper is asked for. This attempt has been recorded.',
      )
    case 'already-proposed':
      return say(
        `Đã có đề nghị tạm dừng lúc ${moment(refusal.at)}, đang chờ người đứng đầu quyết định.`,
        `A pause was proposed at ${moment(refusal.at)} and waits for the head’s decision.`,
      )
    case 'nothing-proposed':
      return say('Không có đề nghị tạm dừng nào đang chờ.', 'No pause waits for a decision.')
    case 'own-proposal':
      return say(
        'Người đề nghị không tự duyệt tạm dừng; người đứng đầu khác duyệt.',
        'Whoever proposed a pause does not approve it; another head does.',
      )
    case 'no-calendar-for-pause':
      return say(
        'Chưa có lịch làm việc đến ngày hết thời hạn tạm dừng.',
        'There is no calendar up to the day on which the pause would end.',
      )
    case 'not-paused':
      return say('Hồ sơ không đang tạm dừng.', 'The dossier is not paused.')
    case 'arrived-in-the-future':
      return say('Thời điểm nhận ở sau lúc này.', 'The time of arrival lies in the future.')
    case 'arrived-before-the-pause':
      return say(
        `Thời điểm nhận ở trước lúc tạm dừng (${moment(refusal.from)}).`,
        `The time of arrival lies before the pause (${moment(refusal.from)}).`,
      )
    case 'term-not-over':
      return say(`Thời hạn tạm dừng còn đến ${moment(refusal.until)}.`, `The pause lasts until ${moment(refusal.until)}.`)
    case 'no-such-pause':
      return say(`Không có lần tạm dừng thứ ${refusal.no}.`, `There is no pause no. ${refusal.no}.`)
    case 'already-annulled':
      return say(`Lần tạm dừng này đã bị hủy lúc ${moment(refusal.at)}.`, `This pause was annulled at ${moment(refusal.at)}.`)
    case 'broken-off-already':
    case 'already-over':
      return say('Hồ sơ đã kết thúc.', 'The dossier is over.')
    case 'no-reason':
      return say('Chưa ghi lý do.', 'The reason has not been entered.')
    case 'result-exists':
      return say(
        'Đã có kết quả giải quyết, nên không dừng hoặc rút hồ sơ được.',
        'There is a result already, so the dossier cannot be stopped or withdrawn.',
      )
    case 'supplement-term-not-over':
      return refusal.until === null
        ? say('Hồ sơ không chờ giấy tờ nào.', 'The dossier waits for no papers.')
        : say(`Thời hạn bổ sung còn đến ${moment(refusal.until)}.`, `The applicant has until ${moment(refusal.until)}.`)
    case 'proposal-waits':
      return say(
        `${names.officer(refusal.officerId)} đã đề nghị tạm dừng lúc ${moment(refusal.at)} (văn bản số ${refusal.document}), chưa ai quyết định. Bước này chưa chuyển, trả lại hay giao người khác được: trưởng đơn vị hoặc lãnh đạo duyệt hoặc không duyệt đề nghị trước.`,
        `${names.officer(refusal.officerId)} proposed a pause at ${moment(refusal.at)} (document no. ${refusal.document}), and nobody has decided on it. Until the head of the unit or a leader approves or declines it, this step goes neither on nor back, nor to somebody else.`,
      )
    case 'not-answerable':
      return notTheirs(refusal, say, names)
    case 'not-a-refusal':
      return say('Kết quả này không phải văn bản từ chối.', 'This result is not a refusal.')
  }
}

/** Whose act it is, and who has the dossier now. */
function notTheirs(
  { whose, holder, unitId }: NotAnswerable,
  say: Say,
  names: { officer(id: number): string; unit(id: number): string },
): string {
  if (whose === 'counter')
    return say(
      'Người nộp rút hoặc xin dừng tại bộ phận một cửa; chỉ công chức một cửa ghi việc này.',
      'Applicants withdraw or stop at the one-stop counter; only a counter officer records it.',
    )
  const unit = unitId === null ? null : names.unit(unitId)
  const who =
    unit === null
      ? say('người đang giữ hồ sơ', 'whoever has the dossier')
      : holder === null
        ? say(`công chức ${unit} có vai trò ở bước này, trưởng ${unit}`, `${unit}: whoever may take the step, or its head`)
        : say(
            `${names.officer(holder)} đang giữ hồ sơ, trưởng ${unit}`,
            `${names.officer(holder)}, who has the dossier, or the head of ${unit}`,
          )
  return whose === 'holder'
    ? say(`Việc này của người chịu trách nhiệm hồ sơ: ${who}.`, `This is for those who answer for the dossier: ${who}.`)
    : say(
        `Việc này của người chịu trách nhiệm hồ sơ (${who}) hoặc bộ phận một cửa, nơi nhận giấy tờ.`,
        `This is for those who answer for the dossier (${who}), or the one-stop counter, where papers arrive.`,
      )
}
