import type { Say } from '../../../kernel/say.ts'

/** What happened to a paper, as the journal tells it; null for what nobody here knows. */
export function paperSentence(kind: string, body: string, say: Say): string | null {
  const event = JSON.parse(body) as { dossier?: string | null; pagesCounted?: number; pages?: number; reason?: string }
  switch (kind) {
    case 'begun':
      return say(`Số hóa một giấy tờ ${event.pagesCounted} trang`, `Digitising a paper of ${event.pagesCounted} pages`)
    case 'file-added':
      return say(`Thêm tệp quét ${event.pages} trang`, `Scan of ${event.pages} pages added`)
    case 'file-removed':
      return say('Bỏ một tệp quét', 'Scan taken out')
    case 'file-moved':
      return say('Đổi thứ tự tệp quét', 'Scans put in another order')
    case 'made':
      return say(`Ghép bản quét ${event.pages} trang thành PDF`, `Scan of ${event.pages} pages put together as PDF`)
    case 'signed':
      return say('Ký số bản quét', 'Scan signed')
    case 'kept':
      return say('Đưa giấy tờ vào kho', 'Paper kept')
    case 'used':
      return say(`Dùng lại cho hồ sơ ${event.dossier}`, `Used again by dossier ${event.dossier}`)
    case 'withdrawn':
      return say(`Thu hồi khỏi kho: ${event.reason}`, `Withdrawn: ${event.reason}`)
    case 'dropped':
      return say('Bỏ bản quét', 'Scan given up')
    default:
      return null
  }
}
