import { type Moment, momentText } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import type { ReceiveRefused, RegisterRefused, SignatureRole, SignerKind } from './model.ts'

/** `10:24 02/3/2026`, as people in the office write it. */
const shown = (at: Moment): string => {
  const [year, month, day, hour, minute] = momentText(at).split(/\D/)
  return `${hour}:${minute} ${day}/${month}/${year}`
}

const kindName = (kind: SignerKind | null, say: Say): string => {
  if (kind === null) return say('không rõ của cá nhân hay cơ quan', 'of a person or an agency, which it does not tell')
  return kind === 'person' ? say('chứng thư cá nhân', 'a person’s certificate') : say('chứng thư cơ quan', 'an agency’s certificate')
}

/** An entry of the journal's stream `signing` in words; null when the kind is not known. */
export function signingSentence(kind: string, body: string, officer: (id: number) => string, say: Say): string | null {
  const said = JSON.parse(body) as { about?: string; role?: SignatureRole; level?: string; sha256: string; officerId?: number | null }
  const shortened = said.sha256.slice(0, 12)
  const { officerId } = said
  switch (kind) {
    case 'file-signed':
      return say(
        `Ký ${said.about}: ${roleName(said.role, say)}, mức ${said.level}, tệp ${shortened}…`,
        `${said.about} signed: ${roleName(said.role, say)}, level ${said.level}, file ${shortened}…`,
      )
    case 'certificate-registered':
      return typeof officerId === 'number'
        ? say(`Đăng ký chứng thư ${shortened}… của ${officer(officerId)}`, `Certificate ${shortened}… of ${officer(officerId)} registered`)
        : say(`Đăng ký chứng thư ${shortened}… của cơ quan`, `Certificate ${shortened}… of the agency registered`)
    case 'certificate-withdrawn':
      return say(`Ngừng sử dụng chứng thư ${shortened}…`, `Certificate ${shortened}… taken out of use`)
    default:
      return null
  }
}

const roleName = (role: SignatureRole | undefined, say: Say): string => {
  switch (role) {
    case 'signatory':
      return say('người có thẩm quyền', 'signatory')
    case 'seal':
      return say('cơ quan (dấu)', 'agency (seal)')
    case 'appendix':
      return say('cơ quan, trên phụ lục', 'agency, on an appendix')
    case 'copy':
      return say('cơ quan, trên bản sao', 'agency, on a copy')
    default:
      return ''
  }
}

/** What the signer reads when a signature was not made (lý do không ký được). No sentence repeats what was typed. */
export function explainSigning(refusal: ReceiveRefused | RegisterRefused, say: Say): string {
  switch (refusal.kind) {
    case 'wrong-pass-phrase':
      return refusal.triesLeft === null
        ? say('Mật khẩu hoặc mã PIN không đúng. Chưa ký tệp nào sau đó.', 'The pass-phrase or PIN is wrong. Nothing was signed after it.')
        : say(
            `Mã PIN không đúng, còn ${refusal.triesLeft} lần thử trước khi thiết bị bị khóa.`,
            `The PIN is wrong; ${refusal.triesLeft} tries are left before the token locks.`,
          )
    case 'key-locked':
      return say(
        'Thiết bị đã bị khóa vì nhập sai mã PIN nhiều lần. Liên hệ nơi cấp chứng thư để mở khóa.',
        'The token is locked after too many wrong PINs. Ask the issuer of the certificate to unlock it.',
      )
    case 'key-file-unreadable':
      return say(
        'Không đọc được tệp khóa: không phải tệp .p12/.pfx, hoặc dùng cách mã hóa quá cũ. Xuất lại với mã hóa AES-256.',
        'The key file cannot be read: it is no .p12/.pfx file, or its encryption is too old. Export it again with AES-256.',
      )
    case 'key-not-found':
      return say('Không tìm thấy khóa ký hoặc chứng thư của khóa đó.', 'The signing key or its certificate was not found.')
    case 'token-missing':
      return say('Không thấy thiết bị ký số. Cắm thiết bị rồi ký lại.', 'The signing token is not there. Plug it in and sign again.')
    case 'token-removed':
      return say(
        'Thiết bị ký số bị rút ra hoặc ngắt kết nối giữa chừng. Các tệp đã ký vẫn được giữ; cắm lại thiết bị và ký tiếp các tệp còn lại.',
        'The signing token was pulled out or lost its connection. What was signed is kept; plug it in again and sign the rest.',
      )
    case 'token-program-missing':
      return say(
        `Máy chủ chưa cài chương trình ${refusal.program} (gói opensc). Báo quản trị hệ thống.`,
        `The server lacks the program ${refusal.program} (package opensc). Tell the administrator.`,
      )
    case 'remote-refused':
      return say(
        `Dịch vụ ký số từ xa từ chối (${refusal.status} ${refusal.reason}).`,
        `The remote signing service refused (${refusal.status} ${refusal.reason}).`,
      )
    case 'remote-unreachable':
      return say(
        `Không kết nối được dịch vụ ký số từ xa (${refusal.host}). Thử lại sau.`,
        `The remote signing service (${refusal.host}) cannot be reached. Try again later.`,
      )
    case 'remote-not-authorised':
      return say(
        'Dịch vụ ký số từ xa không cho phép: quyền truy cập hết hạn hoặc chứng thư bị khóa.',
        'The remote signing service does not allow it: the access has ended or the credential is disabled.',
      )
    case 'key-unsuitable':
      return say(
        'Loại khóa này không dùng để ký văn bản (cần RSA, P-256 hoặc P-384).',
        'This kind of key does not sign documents (RSA, P-256 or P-384 is needed).',
      )
    case 'signature-not-of-key':
      return say(
        'Chữ ký nhận về không khớp với tệp hoặc với chứng thư đã chọn nên không được ghi vào văn bản.',
        'The signature that came back fits neither the file nor the chosen certificate, so it was not put in.',
      )
    case 'container-unsuitable':
      return say(
        'Dữ liệu chữ ký nhận về không đúng chuẩn (CMS có thuộc tính signing-certificate-v2).',
        'The signature data that came back is not as it must be (CMS with signing-certificate-v2).',
      )
    case 'certificate-expired':
      return say(`Chứng thư đã hết hạn lúc ${shown(refusal.until)}.`, `The certificate expired at ${shown(refusal.until)}.`)
    case 'certificate-not-yet-valid':
      return say(`Chứng thư có hiệu lực từ ${shown(refusal.from)}.`, `The certificate is valid from ${shown(refusal.from)} on.`)
    case 'certificate-revoked':
      return say(`Chứng thư đã bị thu hồi lúc ${shown(refusal.at)}.`, `The certificate was revoked at ${shown(refusal.at)}.`)
    case 'certificate-wrong-kind':
      return refusal.needed === 'person'
        ? say(
            `Chữ ký này phải do cá nhân ký; chứng thư đã chọn là ${kindName(refusal.is, say)}.`,
            `This signature must be a person’s; the chosen certificate is ${kindName(refusal.is, say)}.`,
          )
        : say(
            `Chữ ký này phải là của cơ quan; chứng thư đã chọn là ${kindName(refusal.is, say)}.`,
            `This signature must be the agency’s; the chosen certificate is ${kindName(refusal.is, say)}.`,
          )
    case 'certificate-may-not-sign':
      return say('Chứng thư này không được cấp để ký văn bản.', 'This certificate was not issued for signing documents.')
    case 'certificate-not-registered':
      return say('Chứng thư chưa được đăng ký trong cơ quan.', 'The certificate is not registered with the agency.')
    case 'certificate-withdrawn':
      return say(`Chứng thư đã ngừng sử dụng từ ${shown(refusal.at)}.`, `The certificate was taken out of use at ${shown(refusal.at)}.`)
    case 'certificate-of-another':
      return say('Chứng thư này đăng ký cho người khác.', 'This certificate is registered for somebody else.')
    case 'not-a-certificate':
      return say('Tệp không phải chứng thư số.', 'The file is not a certificate.')
    case 'prepared-unknown':
      return say('Không có tệp nào đang chờ chữ ký này.', 'No file is waiting for this signature.')
    case 'prepared-expired':
      return say(
        `Tệp chờ chữ ký đã hết hạn lúc ${shown(refusal.at)}. Ký lại từ đầu.`,
        `The file waited until ${shown(refusal.at)}. Begin the signature anew.`,
      )
    case 'not-a-pdf':
      return say('Tệp không phải PDF.', 'The file is not a PDF.')
    case 'damaged':
      return say('Tệp PDF bị hỏng, không ký được. Tạo lại tệp.', 'The PDF is damaged and cannot be signed. Make it anew.')
    case 'too-large':
      return say(`Tệp lớn hơn ${refusal.megabytesMax} MB.`, `The file is larger than ${refusal.megabytesMax} MB.`)
    case 'encrypted':
      return say(
        'Tệp PDF đặt mật khẩu, không ký được. Bỏ mật khẩu rồi tải lên lại.',
        'The PDF is encrypted and cannot be signed. Remove its password first.',
      )
    case 'has-script':
      return say(
        'Tệp PDF chứa mã lệnh (JavaScript) có thể làm thay đổi nội dung hiển thị. Xuất lại tệp không có mã lệnh.',
        'The PDF contains a script that may change what it shows. Export it without scripts.',
      )
    case 'dynamic-form':
      return say(
        'Tệp PDF là biểu mẫu động (XFA), không ký được. In ra PDF thường.',
        'The PDF is a dynamic form (XFA) and cannot be signed. Print it to plain PDF.',
      )
    case 'page-not-there':
      return say(
        `Tệp có ${refusal.pages} trang, không có trang ${refusal.page}.`,
        `The file has ${refusal.pages} pages, there is no page ${refusal.page}.`,
      )
    case 'place-off-page':
      return say('Vị trí chữ ký nằm ngoài trang.', 'The place of the signature lies outside the page.')
    case 'changes-forbidden':
      return say('Chữ ký trước đó không cho phép ký thêm vào tệp này.', 'An earlier signature allows no further one in this file.')
    case 'not-signed-yet':
      return say('Người có thẩm quyền chưa ký: cơ quan ký sau.', 'The signatory has not signed: the agency signs second.')
    case 'already-signed':
      return say('Tệp đã có chữ ký này.', 'The file has this signature already.')
    case 'field-not-reserved':
      return say('Tệp không có chỗ để sẵn cho số, ngày hoặc dấu.', 'The file has no place left open for number, date or seal.')
    case 'signature-too-large':
      return say(
        'Chữ ký và chuỗi chứng thư quá lớn so với chỗ đã dành.',
        'The signature with its chain is larger than the room kept for it.',
      )
    case 'time-stamp-unreachable':
      return say(
        `Không kết nối được nơi cấp dấu thời gian (${refusal.host}). Chưa ký.`,
        `The time-stamp authority (${refusal.host}) cannot be reached. Nothing was signed.`,
      )
    case 'time-stamp-slow':
      return say(
        `Nơi cấp dấu thời gian (${refusal.host}) không trả lời kịp. Chưa ký.`,
        `The time-stamp authority (${refusal.host}) did not answer in time. Nothing was signed.`,
      )
    case 'time-stamp-refused':
      return say(
        `Nơi cấp dấu thời gian (${refusal.host}) từ chối: ${refusal.reason}. Chưa ký.`,
        `The time-stamp authority (${refusal.host}) refused: ${refusal.reason}. Nothing was signed.`,
      )
    case 'time-stamp-wrong':
      return say(
        `Nơi cấp dấu thời gian (${refusal.host}) trả lời không đúng. Chưa ký.`,
        `The answer of the time-stamp authority (${refusal.host}) does not fit. Nothing was signed.`,
      )
  }
}
