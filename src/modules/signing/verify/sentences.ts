import { assertNever } from '../../../kernel/assert.ts'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { ActiveContent } from './active-content.ts'
import type { ListRefused } from './agencies.ts'
import type { Change } from './changes.ts'
import type { NotReadable } from './document.ts'
import type { FileFault, SignatureFault, SignatureNote, Verification } from './verify.ts'

/** Why nothing can be said about a file. */
export function explainNotReadable(refusal: NotReadable, say: Say): string {
  switch (refusal.kind) {
    case 'empty-file':
      return say('Tệp rỗng (0 byte).', 'The file is empty (0 bytes).')
    case 'not-a-pdf':
      return say('Tệp không phải là PDF.', 'The file is not a PDF.')
    case 'file-too-large':
      return say(
        `Tệp lớn hơn ${refusal.limitMegabytes} MB nên không kiểm tra.`,
        `The file is larger than ${refusal.limitMegabytes} MB and was not checked.`,
      )
    case 'encrypted-pdf':
      return say('Tệp PDF có mật khẩu (mã hóa). Hãy gửi bản không mã hóa.', 'The PDF is encrypted. Please send one without a password.')
    case 'took-too-long':
      return say(
        `Kiểm tra quá ${refusal.limitSeconds} giây nên đã dừng: tệp có cấu trúc bất thường.`,
        `The check was stopped after ${refusal.limitSeconds} seconds: the file is built in an unusual way.`,
      )
    default:
      return assertNever(refusal)
  }
}

export const explainListRefused = ({ line }: ListRefused, say: Say): string =>
  say(
    `Không hiểu dòng này trong danh sách chứng thư cơ quan: ${line}. Chủ thể phải có CN=…; số sê-ri viết hệ 16.`,
    `This line of the list of agencies' certificates is not understood: ${line}. A subject needs CN=…; serial numbers are hexadecimal.`,
  )

/** Why a signature does not count. */
export function explainSignatureFault(fault: SignatureFault, say: Say): string {
  switch (fault.kind) {
    case 'contents-missing':
      return say('Chữ ký rỗng: không có giá trị ký.', 'The signature is empty: it has no value.')
    case 'byte-range-wrong':
      return say('Phạm vi ký (ByteRange) sai hoặc bị thiếu.', 'The signed range (ByteRange) is wrong or missing.')
    case 'hole-not-contents':
      return say(
        'Phạm vi ký chừa trống nhiều hơn chỗ của chữ ký: có thể đã chèn nội dung.',
        'The signed range leaves out more than the signature itself: something may have been put there.',
      )
    case 'not-whole-revision':
      return say('Chữ ký không bao trùm trọn phiên bản chứa nó.', 'The signature does not cover the whole of its own revision.')
    case 'signature-packed':
      return say('Chữ ký nằm ở chỗ không kiểm tra được trong tệp.', 'The signature lies where it cannot be checked.')
    case 'format-not-accepted':
      return say(`Không chấp nhận định dạng chữ ký "${fault.format}".`, `The signature format "${fault.format}" is not accepted.`)
    case 'signature-unreadable':
      return say('Không đọc được chữ ký: dữ liệu hỏng hoặc bị sửa.', 'The signature cannot be read: damaged or altered.')
    case 'padding-not-empty':
      return say('Có dữ liệu lạ sau chữ ký, trong phần đệm.', 'There is foreign data behind the signature, in its padding.')
    case 'algorithm-not-accepted':
      return say(
        'Thuật toán ký hoặc băm không còn an toàn hoặc không được chấp nhận.',
        'The signature or hash algorithm is no longer safe or not accepted.',
      )
    case 'content-type-wrong':
      return say('Chữ ký ghi sai loại nội dung được ký.', 'The signature states the wrong kind of content.')
    case 'digest-mismatch':
      return say('Nội dung đã bị sửa sau khi ký.', 'The content was altered after signing.')
    case 'signer-certificate-missing':
      return say('Chữ ký không kèm chứng thư của người ký.', "The signer's certificate is not in the signature.")
    case 'certificate-not-bound':
      return say(
        'Chứng thư kèm theo không phải chứng thư đã dùng để ký.',
        'The certificate in the file is not the one that was signed with.',
      )
    case 'value-wrong':
      return say('Giá trị ký không khớp khóa của chứng thư.', "The signature's value does not fit the certificate's key.")
    case 'certificate-may-not-sign':
      return say('Chứng thư này không được dùng để ký văn bản.', 'This certificate may not be used to sign documents.')
    case 'self-signed':
      return say(
        'Chứng thư tự cấp: không tổ chức chứng thực nào xác nhận người ký.',
        'The certificate is self-signed: no authority vouches for the signer.',
      )
    case 'unknown-root':
      return say('Chứng thư không dẫn tới tổ chức chứng thực nào được tin cậy.', 'The certificate leads to no trusted authority.')
    case 'chain-broken':
      return say('Chuỗi chứng thư có điều kiện không kiểm tra được.', 'The chain of certificates has a condition that cannot be checked.')
    case 'certificate-expired':
      return say(
        `Chứng thư đã hết hạn từ ${shown(fault.until)}, trước khi ký.`,
        `The certificate had expired on ${shown(fault.until)}, before the signing.`,
      )
    case 'certificate-not-yet-valid':
      return say(
        `Chứng thư đến ${shown(fault.from)} mới có hiệu lực, sau khi ký.`,
        `The certificate was valid only from ${shown(fault.from)}, after the signing.`,
      )
    case 'certificate-revoked':
      return say(`Chứng thư đã bị thu hồi từ ${shown(fault.at)}.`, `The certificate was revoked on ${shown(fault.at)}.`)
    case 'certificate-altered':
      return say('Một chứng thư kèm theo chữ ký đã bị sửa.', 'A certificate that the signature carries was altered.')
    case 'unknown-attribute':
      return say(
        'Chữ ký mang một mục không rõ là gì: có thể đã bị sửa.',
        'The signature carries an entry that nobody knows: it may have been altered.',
      )
    case 'time-stamp-forged':
      return say('Dấu thời gian giả hoặc không thuộc về chữ ký này.', 'The time stamp is forged or belongs to another signature.')
    case 'signed-in-the-future':
      return say(`Thời điểm ký ${shown(fault.at)} nằm trong tương lai.`, `The time of signing, ${shown(fault.at)}, lies in the future.`)
    case 'changed-after-signing':
      return say(
        `Tệp đã bị thay đổi sau chữ ký này: ${fault.changes.map((change) => explainChange(change, say)).join('; ')}.`,
        `The file was changed after this signature: ${fault.changes.map((change) => explainChange(change, say)).join('; ')}.`,
      )
    default:
      return assertNever(fault)
  }
}

const shown = (at: Moment): string => momentText(at)

export function explainChange(change: Change, say: Say): string {
  switch (change.kind) {
    case 'page-changed':
      return say(`trang ${change.page} bị thay`, `page ${change.page} was replaced`)
    case 'pages-changed':
      return say('thêm, bớt hoặc đổi trang', 'pages were added, removed or exchanged')
    case 'content-changed':
      return say(`nội dung trang bị sửa (đối tượng ${change.num})`, `the content of a page was altered (object ${change.num})`)
    case 'annotation-added':
      return say(`thêm chú thích hoặc hình phủ lên trang ${change.page}`, `an annotation or overlay was added on page ${change.page}`)
    case 'annotation-changed':
      return say(`chú thích trên trang ${change.page} bị sửa hoặc xóa`, `an annotation on page ${change.page} was altered or removed`)
    case 'appearance-too-large':
      return say(
        `hình chữ ký thêm sau che quá rộng trang ${change.page}`,
        `the picture of a later signature covers too much of page ${change.page}`,
      )
    case 'form-changed':
      return say(`ô biểu mẫu "${change.field}" bị thêm hoặc sửa`, `the form field "${change.field}" was added or altered`)
    case 'catalog-changed':
      return say(`mục "${change.key}" của tài liệu bị sửa`, `the document's entry "${change.key}" was altered`)
    case 'hidden-object-shown':
      return say(
        `nội dung giấu sẵn được đưa ra (đối tượng ${change.num})`,
        `content prepared in hiding was brought out (object ${change.num})`,
      )
    case 'object-changed':
      return say(`đối tượng ${change.num} bị sửa`, `object ${change.num} was altered`)
    case 'closed-by-certification':
      return say('người ký đầu đã khóa tài liệu, không cho thêm gì', 'the first signer closed the document to any addition')
    default:
      return assertNever(change)
  }
}

/** What to know about a signature that counts. */
export function explainSignatureNote(note: SignatureNote, say: Say): string {
  switch (note.kind) {
    case 'time-only-claimed':
      return say(
        'Thời điểm ký do người ký tự ghi, không có dấu thời gian xác nhận.',
        "The time of signing is the signer's own word; no time stamp confirms it.",
      )
    case 'time-unknown':
      return say(
        'Chữ ký không ghi thời điểm; chứng thư được xét theo lúc kiểm tra.',
        'The signature states no time; the certificate was judged as of now.',
      )
    case 'time-stamp-untrusted':
      return say(
        'Có dấu thời gian nhưng của tổ chức chưa được tin cậy nên không tính.',
        'There is a time stamp, but of an authority that is not trusted, so it does not count.',
      )
    case 'revocation-unknown':
      return say(
        'Không có dữ liệu cho biết chứng thư còn hiệu lực hay đã bị thu hồi.',
        'There is no evidence whether the certificate had been revoked.',
      )
    case 'certificates-unused':
      return say(
        `Chữ ký kèm ${note.count} chứng thư không dùng đến.`,
        `The signature carries ${note.count} certificates that vouch for nobody.`,
      )
    default:
      return assertNever(note)
  }
}

/** What is wrong with the file as a whole. */
export function explainFileFault(fault: FileFault, say: Say): string {
  switch (fault.kind) {
    case 'damaged':
      return say(`Tệp PDF hỏng hoặc bị cắt cụt (ở byte ${fault.at}).`, `The PDF is damaged or cut off (at byte ${fault.at}).`)
    case 'trailing-bytes':
      return say(
        `Có dữ liệu lạ sau cuối tệp PDF (từ byte ${fault.at}).`,
        `There is foreign data behind the end of the PDF (from byte ${fault.at}).`,
      )
    case 'object-twice':
      return say(
        `Đối tượng ${fault.num} có hai bản trong cùng một phiên bản tệp.`,
        `Object ${fault.num} stands twice in one revision of the file.`,
      )
    case 'unlisted-object':
      return say(`Đối tượng ${fault.num} được giấu ngoài bảng tham chiếu.`, `Object ${fault.num} is hidden: no table lists it.`)
    case 'object-outside-revision':
      return say(
        `Phần thêm sau trỏ đối tượng ${fault.num} về chỗ khác trong tệp.`,
        `What was appended points object ${fault.num} at another place in the file.`,
      )
    case 'conflicting-tables':
      return say(`Hai bảng tham chiếu mâu thuẫn về đối tượng ${fault.num}.`, `Two tables contradict each other about object ${fault.num}.`)
    case 'signature-removed':
      return say(
        `Một chữ ký đã bị gỡ khỏi tài liệu (đối tượng ${fault.num}).`,
        `A signature was taken out of the document (object ${fault.num}).`,
      )
    case 'same-field-name':
      return say(`Hai chữ ký cùng tên ô "${fault.field}".`, `Two signatures share the field name "${fault.field}".`)
    case 'active-content':
      return explainActiveContent(fault.content, say)
    default:
      return assertNever(fault)
  }
}

function explainActiveContent(content: ActiveContent, say: Say): string {
  switch (content) {
    case 'javascript':
      return say(
        'Tệp có mã JavaScript: nội dung hiện ra có thể khác nội dung đã ký.',
        'The file contains JavaScript: what it shows may differ from what was signed.',
      )
    case 'launch':
      return say('Tệp có lệnh chạy chương trình khác.', 'The file can start another program.')
    case 'xfa':
      return say(
        'Tệp là biểu mẫu động (XFA): nội dung hiện ra có thể khác nội dung đã ký.',
        'The file is a dynamic form (XFA): what it shows may differ from what was signed.',
      )
    default:
      return assertNever(content)
  }
}

/** The verdict in one sentence. */
export function explainVerdict({ verdict, isWrongOrder, signatures }: Verification, say: Say): string {
  if (isWrongOrder)
    return say(
      'Sai thứ tự: chữ ký cơ quan phải đến sau và bao trùm chữ ký của lãnh đạo.',
      "Wrong order: the agency's signature must come after the leader's and cover it.",
    )
  switch (verdict) {
    case 'two-valid':
      return say('Đủ hai chữ ký số hợp lệ: của người ký và của cơ quan.', "Both signatures are valid: the signatory's and the agency's.")
    case 'one-valid': {
      const hasAgency = signatures.some(({ kind }) => kind === 'agency')
      return hasAgency
        ? say('Chỉ có chữ ký của cơ quan, thiếu chữ ký của người ký.', "Only the agency's signature is there; the signatory's is missing.")
        : say('Chỉ có chữ ký của người ký, thiếu chữ ký của cơ quan.', "Only the signatory's signature is there; the agency's is missing.")
    }
    case 'none':
      return say('Tệp không có chữ ký số.', 'The file carries no signature.')
    case 'invalid':
      return say('Chữ ký số không hợp lệ.', 'The signatures are not valid.')
    default:
      return assertNever(verdict)
  }
}
