import type { Day } from '../../kernel/moment.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import { sayDay } from '../../kernel/say-day.ts'
import type { ApproveRefused } from './approve/decide.ts'
import type { ArrivalRefused } from './arrivals/decide.ts'
import type { AssignRefused } from './assign/decide.ts'
import type { DraftRefused, Secrecy } from './draft/decide.ts'
import type { FinishRefused } from './finish/decide.ts'
import type { SignatureStanding } from './gate.ts'
import type { Incoming, IncomingStatus } from './incoming.ts'
import type { IssueRefused } from './issue/decide.ts'
import { capacityNames, kindNames } from './kinds.ts'
import type { NumberRefused } from './number/decide.ts'
import type { OutgoingStatus } from './outgoing.ts'
import type { NotWritten, NumberingRefused } from './refusals.ts'
import type { Promptness, RegisterRefused } from './register/decide.ts'
import type { ReviewRefused } from './review/decide.ts'
import type { ReviseRefused } from './revise/decide.ts'
import type { SealRefused } from './seal/decide.ts'
import type { SignRefused } from './sign/decide.ts'
import type { SubmitRefused } from './submit/decide.ts'
import type { WithdrawRefused } from './withdraw-document/decide.ts'

/** Everything that the commands on documents may refuse. */
export type Refusal =
  | DraftRefused
  | ReviseRefused
  | SubmitRefused
  | ReviewRefused
  | ApproveRefused
  | SignRefused
  | NumberRefused
  | NumberingRefused
  | SealRefused
  | IssueRefused
  | WithdrawRefused
  | RegisterRefused
  | AssignRefused
  | FinishRefused
  | ArrivalRefused
  | NotWritten
  | { kind: 'number-is-kept' }
  | { kind: 'nothing-to-send' }

/** Where an outgoing document stands, in words. */
export const outgoingStatusNames = inBoth(
  (say): Record<OutgoingStatus, string> => ({
    drafting: say('đang soạn', 'drafting'),
    'in-review': say('trưởng đơn vị thẩm duyệt', 'with the head of the unit'),
    'with-leader': say('lãnh đạo duyệt', 'with the leader'),
    approved: say('đã duyệt, chờ ký', 'approved, to be signed'),
    signed: say('đã ký, chờ cấp số', 'signed, to be numbered'),
    numbered: say('đã cấp số, chờ đóng dấu', 'numbered, to be sealed'),
    sealed: say('đủ hai chữ ký, chờ phát hành', 'two signatures, to be issued'),
    issued: say('đã phát hành', 'issued'),
    dropped: say('đã bỏ', 'dropped'),
    cancelled: say('đã hủy số', 'number cancelled'),
    recalled: say('đã thu hồi', 'recalled'),
  }),
)

/** Where an incoming document stands, in words. */
export const incomingStatusNames = inBoth(
  (say): Record<IncomingStatus, string> => ({
    registered: say('chờ chỉ đạo', 'to be assigned'),
    assigned: say('đã giao đơn vị', 'with a unit'),
    'in-hand': say('đang xử lý', 'in hand'),
    done: say('đã xong', 'done'),
    struck: say('đã gạch sổ', 'struck off'),
  }),
)

/** What the signatures of a document amount to, in words. */
export const standingNames = inBoth(
  (say): Record<SignatureStanding, string> => ({
    none: say('chưa có chữ ký', 'no signature'),
    'person-only': say('mới có chữ ký lãnh đạo', 'signatory only'),
    'agency-only': say('mới có chữ ký cơ quan', 'agency only'),
    'two-valid': say('đủ hai chữ ký', 'two signatures'),
    invalid: say('chữ ký không hợp lệ', 'not valid'),
  }),
)

/** How soon it was entered in the book, in words. */
export const promptnessNames = inBoth(
  (say): Record<Promptness, string> => ({
    'same-day': say('vào sổ trong ngày', 'registered the same day'),
    'next-working-day': say('vào sổ ngày làm việc sau', 'registered on the next working day'),
    late: say('vào sổ muộn', 'registered late'),
  }),
)

export const secrecyNames = inBoth(
  (say): Record<Secrecy, string> => ({
    none: say('Không mật', 'Not secret'),
    confidential: say('Mật', 'Confidential'),
    secret: say('Tối mật', 'Secret'),
    'top-secret': say('Tuyệt mật', 'Top secret'),
  }),
)

/** An incoming document as other pages name it: its number in our book, and the sender's. */
export const incomingName = ({ registered: { number, year, numberSymbol } }: Incoming, say: Say): string =>
  [say(`Số đến ${number}/${year}`, `No. ${number}/${year}`), numberSymbol].filter(Boolean).join(' · ')

/** Names that sentences need. */
export type Names = { officer(id: number): string; unit(id: number): string }

/** What the officer reads. A new refusal without a sentence does not compile. */
export function explainRefusal(refusal: Refusal, say: Say, names: Names): string {
  const { lang } = say
  const date = (value: Day) => sayDay(value, say)
  switch (refusal.kind) {
    case 'not-found':
      return say('Không có văn bản này.', 'There is no such document.')
    case 'changed-meanwhile':
      return say(
        'Văn bản vừa được người khác cập nhật. Mời xem lại rồi làm tiếp.',
        'Somebody else has just changed the document. Look at it again.',
      )
    case 'key-reused':
      return say(
        'Lần gửi này đã dùng cho việc khác. Mời tải lại trang.',
        'This form has been used for something else. Load the page again.',
      )
    case 'state-secret': {
      const secrecy = secrecyNames[lang][refusal.secrecy]
      return say(
        `Văn bản “${secrecy}” là bí mật nhà nước, không được đưa vào hệ thống này.`,
        `A document marked “${secrecy}” is a state secret and must not come into this system.`,
      )
    }
    case 'not-of-the-unit':
      return say(
        `Chỉ người của ${names.unit(refusal.unitId)} làm được việc này.`,
        `Only people of ${names.unit(refusal.unitId)} may do this.`,
      )
    case 'no-such-signatory':
      return say('Người ký đã chọn hiện không giữ vị trí nào.', 'The chosen signatory holds no post now.')
    case 'capacity-not-held': {
      const capacity = capacityNames[lang][refusal.capacity]
      return say(`Người ký không ký được với thẩm quyền “${capacity}”.`, `The signatory cannot sign in the capacity “${capacity}”.`)
    }
    case 'not-a-pdf':
      return say(`“${refusal.name}” không phải PDF. Chuyển sang PDF rồi nộp lại.`, `“${refusal.name}” is no PDF. Convert it and try again.`)
    case 'no-recipients':
      return say('Chọn ít nhất một nơi nhận.', 'Choose at least one recipient.')
    case 'link-wanted':
      return say(
        'Gửi ra ngoài kèm phụ lục thì ghi đường dẫn nơi đăng phụ lục.',
        'What goes outside with appendices carries the address where they are published.',
      )
    case 'unit-is-kept':
      return say(
        'Không đổi đơn vị soạn thảo. Bỏ dự thảo này và soạn ở đơn vị kia.',
        'The drafting unit does not change. Drop this draft and begin in the other unit.',
      )
    case 'not-a-draft':
    case 'not-in-review':
    case 'not-with-leader':
    case 'not-approved':
    case 'not-signed':
    case 'not-numbered-yet':
    case 'not-ready':
    case 'over-already': {
      const status = outgoingStatusNames[lang][refusal.status]
      return say(`Văn bản đang ở trạng thái “${status}”, không làm được việc này.`, `The document is “${status}”; this cannot be done now.`)
    }
    case 'not-the-head':
      return say(`Việc của trưởng ${names.unit(refusal.unitId)}.`, `This is for the head of ${names.unit(refusal.unitId)}.`)
    case 'own-draft':
      return say('Không tự thẩm duyệt dự thảo của mình.', 'Nobody reviews their own draft.')
    case 'no-reason':
      return say('Ghi rõ lý do hoặc nội dung.', 'Say why, or what was done.')
    case 'not-the-leader':
      return say(
        `Việc của ${names.officer(refusal.officerId)} hoặc lãnh đạo cơ quan.`,
        `This is for ${names.officer(refusal.officerId)} or a leader of the agency.`,
      )
    case 'not-the-signatory':
      return say(
        `Chỉ ${names.officer(refusal.officerId)} ký được: khóa ký không ai dùng thay.`,
        `Only ${names.officer(refusal.officerId)} can sign: a key is nobody else’s.`,
      )
    case 'another-file':
      return say(
        'Tệp đã ký không phải tệp đang có thêm đúng một chữ ký. Ký lại từ tệp trên hệ thống.',
        'The signed file is not the present one with one signature more. Sign the file of the system again.',
      )
    case 'signature-not-valid':
      return say(
        'Chữ ký vừa tạo không hợp lệ. Kiểm tra chứng thư rồi ký lại.',
        'The new signature is not valid. Look at the certificate and sign again.',
      )
    case 'signature-not-a-persons':
      return say(
        'Chữ ký này là của cơ quan. Lãnh đạo ký bằng chứng thư cá nhân.',
        'This signature is an agency’s. The signatory signs with a personal certificate.',
      )
    case 'certificate-not-registered':
      return say(
        'Chứng thư này chưa đăng ký cho người ký. Đăng ký chứng thư trước.',
        'This certificate is not registered for the signatory. Register it first.',
      )
    case 'not-the-records-clerk':
      return say('Việc của văn thư cơ quan.', 'This is for the records clerk of the agency.')
    case 'no-book':
      return say(
        `Chưa có sổ cho loại “${kindNames[lang][refusal.documentKind]}”. Mở sổ trước.`,
        `No book takes “${kindNames[lang][refusal.documentKind]}”. Open one first.`,
      )
    case 'no-letters':
      return refusal.unitId === 0
        ? say('Chưa có chữ viết tắt của cơ quan để làm ký hiệu.', 'The agency has no letters for symbols yet.')
        : say(
            `Chưa có chữ viết tắt của ${names.unit(refusal.unitId)} để làm ký hiệu.`,
            `${names.unit(refusal.unitId)} has no letters for symbols yet.`,
          )
    case 'no-signatures':
      return say(
        'Chưa có chữ ký nào. Cần chữ ký của lãnh đạo, rồi số và ngày, rồi chữ ký của cơ quan.',
        'There is no signature. It takes the signatory’s, then number and date, then the agency’s.',
      )
    case 'signatory-missing':
      return say('Thiếu chữ ký số của người có thẩm quyền.', 'The signatory’s signature is missing.')
    case 'seal-missing':
      return say('Thiếu chữ ký số của cơ quan.', 'The agency’s signature is missing.')
    case 'not-numbered':
      return say('Chưa có số và ngày tháng.', 'It has no number and date yet.')
    case 'signature-invalid':
      return refusal.signer
        ? say(`Chữ ký của “${refusal.signer}” không hợp lệ.`, `The signature of “${refusal.signer}” is not valid.`)
        : say('Có chữ ký không hợp lệ.', 'A signature is not valid.')
    case 'wrong-order':
      return say(
        'Sai thứ tự: lãnh đạo ký trước, cơ quan ký sau số và ngày.',
        'Wrong order: the signatory signs first, the agency after number and date.',
      )
    case 'wrong-signatory':
      return say(
        `Chữ ký cá nhân (${refusal.signer ?? '?'}) không phải của người ký văn bản này.`,
        `The personal signature (${refusal.signer ?? '?'}) is not the signatory’s.`,
      )
    case 'wrong-agency':
      return say(
        `Chữ ký cơ quan (${refusal.signer ?? '?'}) không phải của cơ quan mình.`,
        `The agency’s signature (${refusal.signer ?? '?'}) is not ours.`,
      )
    case 'altered-after-signing':
      return say('Tệp đã bị thay đổi sau khi ký.', 'The file was changed after it was signed.')
    case 'appendix-not-signed':
      return say(
        `Phụ lục “${refusal.name}” chưa có chữ ký hợp lệ của cơ quan.`,
        `The appendix “${refusal.name}” has no valid signature of the agency.`,
      )
    case 'not-yours-to-withdraw':
      return say('Ông/bà không có quyền bỏ, hủy số hay thu hồi văn bản này.', 'You may not drop, cancel or recall this document.')
    case 'arrives-later-than-now':
      return say('Giờ đến không thể sau bây giờ.', 'It cannot have come later than now.')
    case 'dated-after-arrival':
      return say(`Ngày văn bản ${date(refusal.date)} sau ngày đến.`, `Its date, ${date(refusal.date)}, lies after the day it came.`)
    case 'not-open': {
      const status = incomingStatusNames[lang][refusal.status]
      return say(`Văn bản ${status}, không làm được việc này.`, `The document is ${status}; this cannot be done now.`)
    }
    case 'number-is-kept':
      return say('Số đến và sổ không đổi.', 'Number and book are kept.')
    case 'not-a-leader':
      return say('Việc của lãnh đạo cơ quan hoặc Chánh Văn phòng.', 'This is for a leader of the agency or the head of its office.')
    case 'lead-supports-itself':
      return say('Đơn vị chủ trì không đồng thời là đơn vị phối hợp.', 'The leading unit does not support itself.')
    case 'deadline-past':
      return say(`Thời hạn ${date(refusal.deadline)} đã qua.`, `The deadline ${date(refusal.deadline)} has gone by.`)
    case 'not-assigned':
      return say('Lãnh đạo chưa giao đơn vị nào.', 'No unit has been given it yet.')
    case 'not-yours':
      return say(
        `Việc của người đang giữ hoặc trưởng ${names.unit(refusal.unitId)}.`,
        `This is for who has it, or the head of ${names.unit(refusal.unitId)}.`,
      )
    case 'no-such-answer':
      return say('Không có văn bản đi này để làm văn bản trả lời.', 'There is no such outgoing document to answer with.')
    case 'answer-not-issued': {
      const status = outgoingStatusNames[lang][refusal.status]
      return say(
        `Văn bản trả lời đang ở trạng thái “${status}”. Phát hành rồi mới kết thúc được.`,
        `The answer is “${status}”. It is done once that is issued.`,
      )
    }
    case 'arrival-over':
      return say('Văn bản này đã được vào sổ hoặc trả lại.', 'This has been registered or sent back already.')
    case 'nothing-to-send':
      return say('Nơi nhận này không còn gì để gửi lại.', 'There is nothing to be sent to this recipient again.')
    case 'assigned-already':
      return say('Đã giao xử lý, không gạch sổ được nữa.', 'It has been assigned and cannot be struck off any more.')
    default:
      return refusal satisfies never
  }
}
