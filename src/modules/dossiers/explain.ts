import type { Day, Moment } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import { sayDay, sayMoment } from '../../kernel/say-day.ts'
import { type AskedAgain, explainAskedAgain } from '../papers/model.ts'
import type { AcceptRefused } from './accept/decide.ts'
import { type ApologyRefusal, explainApology } from './apology/explain.ts'
import type { AskRefused, CompleteRefused } from './ask-to-complete/decide.ts'
import type { CompleteStepRefused } from './complete-step/decide.ts'
import type { FileRefused } from './file-dossier/decide.ts'
import type { HandOverRefused, ReassignRefused } from './hand-over/decide.ts'
import type { MigrateRefused } from './migrate/decide.ts'
import { explainMigration } from './migrate/words.ts'
import { statusNames } from './model.ts'
import type { LinkPartRefused, PartsOpen, UnlinkPartRefused } from './parts/decide.ts'
import { explainParts } from './parts/words.ts'
import { explainPause, type PauseRefusal } from './pause/explain.ts'
import { explainReferral, type ReferralRefusal } from './referrals/explain.ts'
import type { RefuseRefused } from './refuse/decide.ts'
import type { ReturnRefused } from './return-result/decide.ts'
import type { SendBackRefused } from './send-back/decide.ts'
import type { TakeRefused } from './take-step/decide.ts'

/** Every way in which an act on a dossier is refused. A refusal that is missing here does not compile where the act is called. */
export type Refusal =
  | FileRefused
  | AcceptRefused
  | RefuseRefused
  | AskRefused
  | AskedAgain
  | CompleteRefused
  | TakeRefused
  | CompleteStepRefused
  | HandOverRefused
  | ReassignRefused
  | SendBackRefused
  | ReturnRefused
  | PauseRefusal
  | ApologyRefusal
  | MigrateRefused
  | LinkPartRefused
  | UnlinkPartRefused
  | PartsOpen
  | ReferralRefusal
  | { kind: 'no-identifier' }
  | { kind: 'not-found' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'key-reused' }

/** What people and steps are called, where the caller knows it. */
export type Names = { officer(id: number): string; unit(id: number): string; step(key: string): string }

/** What the officer reads. A new refusal without a sentence does not compile. */
export function explainRefusal(refusal: Refusal, say: Say, names?: Names): string {
  const officer = (id: number) => names?.officer(id) ?? say(`công chức số ${id}`, `officer no. ${id}`)
  const unit = (id: number) => names?.unit(id) ?? say(`đơn vị số ${id}`, `unit no. ${id}`)
  const date = (value: number) => sayDay(value as Day, say)
  const time = (at: Moment) => sayMoment(at, say)
  const step = (key: string) => names?.step(key) ?? say(`Bước ${key}`, `Step ${key}`)
  switch (refusal.kind) {
    case 'no-published-process':
      return say(
        'Thủ tục này chưa có quy trình nội bộ đang có hiệu lực, nên chưa tiếp nhận được. Người quản trị công bố quy trình rồi tiếp nhận lại.',
        'This procedure has no internal process in force yet, so nothing can be received for it. Receive again once the administrator has published a process.',
      )
    case 'no-identifier':
      return say(
        'Cơ quan chưa có mã định danh điện tử cho hôm nay, nên chưa cấp được mã hồ sơ. Người quản trị nhập mã ở mục Tổ chức.',
        'The agency has no electronic identifier for today, so no dossier code can be given. The administrator enters it under Organisation.',
      )
    case 'not-at-intake':
      return say(
        `Hồ sơ đang ở trạng thái “${statusNames.vi[refusal.status]}”, không còn ở khâu tiếp nhận.`,
        `The dossier’s status is “${statusNames.en[refusal.status]}”; it is no longer at intake.`,
      )
    case 'papers-missing':
      return say(
        `Còn thiếu giấy tờ: ${refusal.names.join('; ')}. Đánh dấu đã có, hoặc yêu cầu bổ sung bằng phiếu 02.`,
        `Papers are missing: ${refusal.names.join('; ')}. Mark them as present, or ask for them with form 02.`,
      )
    case 'waiting-for-papers':
      return say(
        `Đang chờ người nộp bổ sung theo phiếu 02 từ ${time(refusal.since)}. Ghi nhận giấy tờ bổ sung trước, rồi tiếp nhận.`,
        `Waiting since ${time(refusal.since)} for the applicant to supplement the papers asked for in form 02. Record them first, then accept.`,
      )
    case 'no-calendar':
      return say(
        `Chưa có lịch làm việc cho ngày ${date(refusal.day)}, kể cả lịch tạm tính, nên chưa hẹn được ngày trả.`,
        `There is no calendar for ${date(refusal.day)}, not even a provisional one, so no due time can be promised.`,
      )
    case 'already-accepted':
      return say(
        `Hồ sơ đã được tiếp nhận (${statusNames.vi[refusal.status]}). Sau khi tiếp nhận thì kết thúc bằng văn bản trả lời, không từ chối tiếp nhận nữa.`,
        `The dossier has been accepted (${statusNames.en[refusal.status]}). Once accepted, it ends with a written answer and is no longer refused.`,
      )
    case 'already-refused':
      return say(`Hồ sơ đã bị từ chối tiếp nhận lúc ${time(refusal.since)}.`, `The dossier was refused at ${time(refusal.since)}.`)
    case 'already-held':
      return explainAskedAgain(refusal, say)
    case 'already-asked':
      return say(
        `Đã yêu cầu bổ sung một lần lúc ${time(refusal.since)}; mỗi hồ sơ chỉ được yêu cầu bổ sung một lần.`,
        `Supplements were already asked for at ${time(refusal.since)}; that may be done only once for each dossier.`,
      )
    case 'nothing-asked':
      return say('Chưa ghi giấy tờ nào cần bổ sung.', 'No papers to supplement have been entered.')
    case 'nobody-asked':
      return say('Hồ sơ không đang chờ bổ sung theo phiếu 02.', 'The dossier is not waiting for papers asked for in form 02.')
    case 'still-missing':
      return say(`Vẫn còn thiếu: ${refusal.names.join('; ')}.`, `Still missing: ${refusal.names.join('; ')}.`)
    case 'step-not-running':
      return say(
        `“${step(refusal.step)}” hiện không có ai đang làm: bước này đã xong, hoặc chưa đến.`,
        `Nobody is doing “${step(refusal.step)}” now: the step is done, or has not been reached.`,
      )
    case 'not-yours':
      return refusal.holder === null
        ? say(
            `Bước này thuộc ${unit(refusal.unitId)}; vị trí của anh/chị không làm bước này.`,
            `This step belongs to ${unit(refusal.unitId)}; your post does not do it.`,
          )
        : say(
            `Bước này đang do ${officer(refusal.holder)} (${unit(refusal.unitId)}) giữ.`,
            `${officer(refusal.holder)} (${unit(refusal.unitId)}) has this step.`,
          )
    case 'already-taken':
      return say(`${officer(refusal.holder)} đã nhận bước này trước.`, `${officer(refusal.holder)} took this step first.`)
    case 'result-missing':
      return say(
        'Đây là bước cuối được tính thời gian: phải ghi kết quả (số, ngày, tên văn bản) thì mới kết thúc xử lý.',
        'This is the last step that counts: processing ends only once the result (number, date, title) has been entered.',
      )
    case 'no-such-wait':
      return say(
        `Quy trình không có bước chờ “${step(refusal.step)}” sau bước này.`,
        `The process has no waiting step “${step(refusal.step)}” after this one.`,
      )
    case 'wait-used-already':
      return say(
        `Bước chờ “${step(refusal.step)}” đã dùng một lần cho hồ sơ này; mỗi hồ sơ chỉ được qua bước không tính ngày đó một lần.`,
        `The waiting step “${step(refusal.step)}” has been used for this dossier; a dossier passes through it only once.`,
      )
    case 'next-not-of-unit':
      return say(
        `${officer(refusal.officerId)} không giữ vai trò của bước sau. Chọn người khác, hoặc để đơn vị tự nhận.`,
        `${officer(refusal.officerId)} does not hold the role of the next step. Choose somebody else, or let the unit take it.`,
      )
    case 'return-is-its-own-act':
      return say(
        'Bước này là trả kết quả cho người nộp: dùng “Trả kết quả”.',
        'This step returns the result to the applicant: use “Return the result”.',
      )
    case 'not-of-unit':
      return say(
        `${officer(refusal.officerId)} không giữ vai trò của bước này trong đơn vị.`,
        `${officer(refusal.officerId)} does not hold the role of this step in the unit.`,
      )
    case 'already-theirs':
      return say(`${officer(refusal.officerId)} đang giữ bước này rồi.`, `${officer(refusal.officerId)} has this step already.`)
    case 'not-the-head':
      return say(
        `Chỉ người đứng đầu ${unit(refusal.unitId)} hoặc lãnh đạo cơ quan mới phân công lại bước này.`,
        `Only the head of ${unit(refusal.unitId)} or a leader of the agency may reassign this step.`,
      )
    case 'first-step':
      return say(
        'Đây là bước đầu tiên, không có bước trước để trả lại.',
        'This is the first step: there is no step before it to send the dossier back to.',
      )
    case 'others-running':
      return say(
        'Còn bước khác đang làm song song, nên chưa trả lại bước trước được.',
        'Other steps are running beside this one, so the dossier cannot be sent back yet.',
      )
    case 'processing-ended':
      return say(
        `Đã kết thúc xử lý lúc ${time(refusal.at)}, không trả lại bước trước được nữa.`,
        `Processing ended at ${time(refusal.at)}; the dossier can no longer be sent back.`,
      )
    case 'not-ended':
      return say('Chưa kết thúc xử lý, chưa có kết quả để trả.', 'Processing has not ended; there is no result to return yet.')
    case 'already-returned':
      return say(`Đã trả kết quả lúc ${time(refusal.at)}.`, `The result was returned at ${time(refusal.at)}.`)
    case 'no-tracking-number':
      return say('Chưa ghi số hiệu bưu gửi.', 'The tracking number has not been entered.')
    case 'result-not-issued':
      return say(
        `Kết quả soạn ở mục Văn bản đi (số ${refusal.documentId} trong hệ thống) chưa phát hành đủ hai chữ ký.`,
        `The result drafted under outgoing documents (no. ${refusal.documentId} in the system) has not gone out with two signatures.`,
      )
    case 'no-receiver':
      return say('Chưa ghi người nhận kết quả.', 'Who receives the result has not been entered.')
    case 'not-running':
    case 'already-paused':
    case 'clock-stands':
    case 'overdue':
    case 'document-missing':
    case 'document-of-the-future':
    case 'asked-enough':
    case 'papers-of-an-online-dossier':
    case 'not-a-ground':
    case 'already-proposed':
    case 'nothing-proposed':
    case 'own-proposal':
    case 'no-calendar-for-pause':
    case 'not-paused':
    case 'arrived-in-the-future':
    case 'arrived-before-the-pause':
    case 'term-not-over':
    case 'no-such-pause':
    case 'already-annulled':
    case 'broken-off-already':
    case 'already-over':
    case 'no-reason':
    case 'result-exists':
    case 'supplement-term-not-over':
    case 'not-a-refusal':
    case 'proposal-waits':
    case 'not-answerable':
      return explainPause(refusal, say, time, { officer, unit })
    case 'not-in-process':
    case 'reappointed-enough':
    case 'apology-signed-already':
    case 'new-day-too-soon':
    case 'new-day-off':
    case 'no-apology-draft':
    case 'own-apology':
    case 'not-the-signer':
    case 'no-signed-apology':
      return explainApology(refusal, say, { moment: time, day: date, unit })
    case 'leg-not-sent':
    case 'leg-unanswered':
    case 'opinions-outstanding':
    case 'not-away':
    case 'leg-out':
    case 'partner-unknown':
    case 'partner-not-open':
    case 'no-leg-awaited':
    case 'no-such-referral':
    case 'answered-already':
    case 'answer-in-the-future':
    case 'answered-before-asked':
    case 'no-stance':
    case 'not-the-asked-unit':
    case 'nobody-to-ask':
    case 'unit-unknown':
    case 'own-unit':
    case 'asked-already':
    case 'no-question':
    case 'no-term':
    case 'nothing-awaited':
      return explainReferral(refusal, say, { moment: time, day: date, unit })
    case 'not-the-holder':
    case 'whole-not-running':
    case 'whole-is-a-part':
    case 'too-many-parts':
    case 'no-such-part':
    case 'its-own-part':
    case 'part-is-over':
    case 'other-applicant':
    case 'already-a-part':
    case 'has-parts-itself':
    case 'not-a-part':
    case 'no-parts':
    case 'parts-open':
      return explainParts(refusal, say)
    case 'not-of-version':
    case 'step-unmapped':
    case 'steps-merge':
    case 'steps-apart':
    case 'onto-the-return':
    case 'clock-would-stop':
      return explainMigration(refusal, say, step)
    case 'not-found':
      return say('Cơ quan không có hồ sơ mang mã này.', 'The agency has no dossier with this code.')
    case 'changed-meanwhile':
      return say(
        'Hồ sơ vừa được người khác cập nhật. Chưa ghi gì của anh/chị; mời xem việc vừa xảy ra rồi gửi lại.',
        'Somebody else has just updated the dossier. Nothing of yours was saved; please look at what happened, then send again.',
      )
    case 'key-reused':
      return say(
        'Lần gửi này đã được ghi trước đó với nội dung khác. Mời mở lại trang rồi làm lại.',
        'This was sent and saved before with other content. Please open the page again and start over.',
      )
  }
}
