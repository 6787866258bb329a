import type { Day } from '../../kernel/moment.ts'
import { dayText } from '../../kernel/moment.ts'
import type { AcceptRefused } from './accept/decide.ts'
import type { AskRefused, CompleteRefused } from './ask-to-complete/decide.ts'
import type { CompleteStepRefused } from './complete-step/decide.ts'
import type { FileRefused } from './file-dossier/decide.ts'
import { shortMoment } from './forms/words.ts'
import type { HandOverRefused, ReassignRefused } from './hand-over/decide.ts'
import { statusNames } from './model.ts'
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
  | CompleteRefused
  | TakeRefused
  | CompleteStepRefused
  | HandOverRefused
  | ReassignRefused
  | SendBackRefused
  | ReturnRefused
  | { kind: 'no-identifier' }
  | { kind: 'not-found' }
  | { kind: 'changed-meanwhile' }
  | { kind: 'key-reused' }

/** What people and steps are called, where the caller knows it. */
export type Names = { officer(id: number): string; unit(id: number): string; step(key: string): string }

/** What the officer reads. A new refusal without a sentence does not compile. */
export function explainRefusal(refusal: Refusal, names?: Names): string {
  const officer = (id: number) => names?.officer(id) ?? `công chức số ${id}`
  const unit = (id: number) => names?.unit(id) ?? `đơn vị số ${id}`
  const step = (key: string) => names?.step(key) ?? `Bước ${key}`
  switch (refusal.kind) {
    case 'no-published-process':
      return 'Thủ tục này chưa có quy trình nội bộ đang có hiệu lực, nên chưa tiếp nhận được. Người quản trị công bố quy trình rồi tiếp nhận lại.'
    case 'no-identifier':
      return 'Cơ quan chưa có mã định danh điện tử cho hôm nay, nên chưa cấp được mã hồ sơ. Người quản trị nhập mã ở mục Tổ chức.'
    case 'not-at-intake':
      return `Hồ sơ đang ở trạng thái “${statusNames[refusal.status]}”, không còn ở khâu tiếp nhận.`
    case 'papers-missing':
      return `Còn thiếu giấy tờ: ${refusal.names.join('; ')}. Đánh dấu đã có, hoặc yêu cầu bổ sung bằng phiếu 02.`
    case 'waiting-for-papers':
      return `Đang chờ người nộp bổ sung theo phiếu 02 từ ${shortMoment(refusal.since)}. Ghi nhận giấy tờ bổ sung trước, rồi tiếp nhận.`
    case 'no-calendar':
      return `Chưa có lịch làm việc cho ngày ${dateOf(refusal.day)}, kể cả lịch tạm tính, nên chưa hẹn được ngày trả.`
    case 'already-accepted':
      return `Hồ sơ đã được tiếp nhận (${statusNames[refusal.status]}). Sau khi tiếp nhận thì kết thúc bằng văn bản trả lời, không từ chối tiếp nhận nữa.`
    case 'already-refused':
      return `Hồ sơ đã bị từ chối tiếp nhận lúc ${shortMoment(refusal.since)}.`
    case 'already-asked':
      return `Đã yêu cầu bổ sung một lần lúc ${shortMoment(refusal.since)}; mỗi hồ sơ chỉ được yêu cầu bổ sung một lần.`
    case 'nothing-asked':
      return 'Chưa ghi giấy tờ nào cần bổ sung.'
    case 'nobody-asked':
      return 'Hồ sơ không đang chờ bổ sung theo phiếu 02.'
    case 'still-missing':
      return `Vẫn còn thiếu: ${refusal.names.join('; ')}.`
    case 'step-not-running':
      return `“${step(refusal.step)}” hiện không có ai đang làm: bước này đã xong, hoặc chưa đến.`
    case 'not-yours':
      return refusal.holder === null
        ? `Bước này thuộc ${unit(refusal.unitId)}; vị trí của anh/chị không làm bước này.`
        : `Bước này đang do ${officer(refusal.holder)} (${unit(refusal.unitId)}) giữ.`
    case 'already-taken':
      return `${officer(refusal.holder)} đã nhận bước này trước.`
    case 'result-missing':
      return 'Đây là bước cuối được tính thời gian: phải ghi kết quả (số, ngày, tên văn bản) thì mới kết thúc xử lý.'
    case 'no-such-wait':
      return `Quy trình không có bước chờ “${step(refusal.step)}” sau bước này.`
    case 'next-not-of-unit':
      return `${officer(refusal.officerId)} không giữ vai trò của bước sau. Chọn người khác, hoặc để đơn vị tự nhận.`
    case 'return-is-its-own-act':
      return 'Bước này là trả kết quả cho người nộp: dùng “Trả kết quả”.'
    case 'not-of-unit':
      return `${officer(refusal.officerId)} không giữ vai trò của bước này trong đơn vị.`
    case 'already-theirs':
      return `${officer(refusal.officerId)} đang giữ bước này rồi.`
    case 'not-the-head':
      return `Chỉ người đứng đầu ${unit(refusal.unitId)} hoặc lãnh đạo cơ quan mới phân công lại bước này.`
    case 'first-step':
      return 'Đây là bước đầu tiên, không có bước trước để trả lại.'
    case 'others-running':
      return 'Còn bước khác đang làm song song, nên chưa trả lại bước trước được.'
    case 'processing-ended':
      return `Đã kết thúc xử lý lúc ${shortMoment(refusal.at)}, không trả lại bước trước được nữa.`
    case 'not-ended':
      return 'Chưa kết thúc xử lý, chưa có kết quả để trả.'
    case 'already-returned':
      return `Đã trả kết quả lúc ${shortMoment(refusal.at)}.`
    case 'no-tracking-number':
      return 'Chưa ghi số hiệu bưu gửi.'
    case 'no-receiver':
      return 'Chưa ghi người nhận kết quả.'
    case 'not-found':
      return 'Cơ quan không có hồ sơ mang mã này.'
    case 'changed-meanwhile':
      return 'Hồ sơ vừa được người khác cập nhật. Chưa ghi gì của anh/chị; mời xem việc vừa xảy ra rồi gửi lại.'
    case 'key-reused':
      return 'Lần gửi này đã được ghi trước đó với nội dung khác. Mời mở lại trang rồi làm lại.'
  }
}

const shortText = (date: string): string => date.split('-').reverse().join('/')
const dateOf = (day: number): string => shortText(dayText(day as Day))
