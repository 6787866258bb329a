import type { Say } from '../../kernel/say.ts'
import type { PaperRefused, PaperStatus } from './paper.ts'
import { explainPage, type PageRefused } from './quality.ts'

/** How far a scan has come, in words. */
export const statusName = (status: PaperStatus, say: Say): string =>
  ({
    collecting: say('đang quét', 'being scanned'),
    made: say('đã ghép, chờ ký', 'put together, to be signed'),
    signed: say('đã ký, chờ đưa vào kho', 'signed, to be kept'),
    kept: say('trong kho', 'kept'),
    withdrawn: say('đã thu hồi', 'withdrawn'),
    dropped: say('đã bỏ', 'given up'),
  })[status]

/** What the officer reads when a step on a paper is refused. */
export function explainPapers(
  refusal:
    | PaperRefused
    | { kind: 'not-found' }
    | { kind: 'changed-meanwhile' }
    | { kind: 'key-reused' }
    | { kind: 'damaged-picture' }
    | { kind: 'cmyk' }
    | { kind: 'unusual-png' }
    | { kind: 'encrypted' }
    | { kind: 'damaged-pdf' }
    | { kind: 'no-picture'; page: number }
    | { kind: 'cannot-be-signed'; sentence(say: Say): string }
    | { kind: 'no-scan-type'; mediaType: string }
    | { kind: 'bad-pages'; pages: readonly PageRefused[] }
    | { kind: 'scan-too-large'; megabytesMax: number }
    | { kind: 'wrong-offset'; receivedBytes: number },
  say: Say,
): string {
  switch (refusal.kind) {
    case 'not-found':
      return say('Không có bản số hóa này.', 'There is no such scan.')
    case 'changed-meanwhile':
      return say(
        'Vừa có người khác cập nhật. Mời xem lại rồi làm tiếp.',
        'Somebody else has just changed this. Please look again, then go on.',
      )
    case 'key-reused':
      return say('Trang đã cũ. Mời tải lại trang.', 'The page is old. Please reload it.')
    case 'not-collecting':
      return say(
        `Bản số hóa này ${statusName(refusal.status, say)}, không thêm bớt trang được nữa.`,
        `This scan is ${statusName(refusal.status, say)}: its pages can no longer be changed.`,
      )
    case 'not-made':
      return say(
        `Chỉ ký bản quét đã ghép và chưa ký; bản này ${statusName(refusal.status, say)}.`,
        `Only a scan that is put together and not yet signed can be signed; this one is ${statusName(refusal.status, say)}.`,
      )
    case 'not-signed':
      return say(
        `Bản quét phải có chữ ký số của người số hóa rồi mới đưa vào kho; bản này ${statusName(refusal.status, say)}.`,
        `A scan must carry the signature of whoever digitised it before it is kept; this one is ${statusName(refusal.status, say)}.`,
      )
    case 'not-kept':
      return say(
        `Chỉ thu hồi được giấy tờ đang trong kho; bản này ${statusName(refusal.status, say)}.`,
        `Only papers that are kept can be withdrawn; this one is ${statusName(refusal.status, say)}.`,
      )
    case 'not-held':
      return say('Giấy tờ này không còn dùng lại được.', 'This paper can no longer be used again.')
    case 'too-many-pieces':
      return say(`Nhiều nhất ${refusal.most} tệp một giấy tờ.`, `At most ${refusal.most} files for one paper.`)
    case 'too-many-pages':
      return say(
        `Có ${refusal.pages} trang, mỗi giấy tờ nhiều nhất ${refusal.most} trang. Chia thành nhiều phần rồi số hóa từng phần.`,
        `There are ${refusal.pages} pages; a paper has at most ${refusal.most}. Divide it and digitise each part.`,
      )
    case 'same-file':
      return say(`Tệp này đã có ở vị trí ${refusal.place}.`, `This file is already there, at place ${refusal.place}.`)
    case 'no-such-piece':
      return say('Tệp này không còn trong bản quét.', 'This file is no longer part of the scan.')
    case 'nothing-scanned':
      return say('Chưa có trang nào được quét.', 'No page has been scanned yet.')
    case 'page-count':
      return say(
        `Giấy tờ có ${refusal.counted} trang, đã quét ${refusal.scanned} ảnh. Quét cho đủ, bỏ ảnh thừa, hoặc sửa lại số trang nếu đếm nhầm.`,
        `The paper has ${refusal.counted} pages and ${refusal.scanned} pictures were scanned. Scan the rest, take out what is too many, or correct the count.`,
      )
    case 'no-reason':
      return say('Ghi lý do thu hồi.', 'Write why it is withdrawn.')
    case 'term-over':
      return say('Thời hạn dùng lại đã qua.', 'The term of reuse is over already.')
    case 'field-not-looked-at':
      return say(
        'Còn mục chưa quyết định: xem đề xuất bên cạnh ảnh rồi lấy, ghi khác, hoặc để trống.',
        'Some field is not decided: look at the proposal beside the picture, then take it, write another, or leave it empty.',
      )
    case 'damaged-picture':
      return say('ảnh hỏng hoặc bị cắt giữa chừng. Quét lại.', 'the picture is damaged or cut off. Scan it again.')
    case 'cmyk':
      return say(
        'ảnh ở hệ màu CMYK của máy in. Quét hoặc lưu lại ở hệ màu RGB.',
        'the picture has the CMYK colours of printing presses. Scan or save it in RGB.',
      )
    case 'unusual-png':
      return say(
        'ảnh PNG trong suốt hoặc xen dòng. Lưu lại thành JPEG hoặc PNG thường.',
        'a see-through or interlaced PNG. Save it as JPEG or as an ordinary PNG.',
      )
    case 'encrypted':
      return say('PDF có mật khẩu. Bỏ mật khẩu rồi gửi lại.', 'the PDF has a password. Take it off and send it again.')
    case 'damaged-pdf':
      return say('PDF hỏng hoặc quá phức tạp. Quét lại.', 'the PDF is damaged or too intricate. Scan it again.')
    case 'no-picture':
      return explainPage(refusal, say)
    case 'cannot-be-signed':
      return refusal.sentence(say)
    case 'no-scan-type':
      return say('bản quét là tệp JPEG, PNG hoặc PDF.', 'a scan is a JPEG, PNG or PDF file.')
    case 'bad-pages':
      return refusal.pages.map((page) => explainPage(page, say)).join(' ')
    case 'scan-too-large':
      return say(
        `cả bản quét vượt ${refusal.megabytesMax} MB, sẽ không ký số được. Quét ở 200 dpi hoặc nén JPEG mạnh hơn.`,
        `the whole scan is over ${refusal.megabytesMax} MB and could not be signed. Scan at 200 dpi, or pack the JPEG more.`,
      )
    case 'wrong-offset':
      return say('Tệp chưa tới đủ. Mời gửi tiếp.', 'The file is not here whole. Please go on sending.')
  }
}
