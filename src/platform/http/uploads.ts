import { createHmac, timingSafeEqual } from 'node:crypto'
import { ok, type Result } from '../../kernel/result.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import { acceptedEndings, type FileRefused, type FileStore, type StoredFile, safeName } from '../files.ts'
import { type Database, sqlFor, type Tx } from '../postgres/database.ts'
import type { Faults } from './forms.ts'

/** Largest file, and largest form with its files, bytes. Our choice, not law; a province caps signed documents at 50 MB. */
export const fileBytesMax = 25 * 1024 * 1024
export const formBytesMax = 80 * 1024 * 1024
/** Files laid to one act at most. */
const filesMax = 60

/**
 * A file that came with a form (tệp đã tải lên), kept while the form is not yet finished: `place` is the field it came in.
 * `token` goes into the page and comes back with the next try, so that nobody chooses a file twice.
 */
export type KeptFile = StoredFile & { place: string; name: string; token: string }

export type UploadDeps = { db: Database; files: FileStore; keyFor(purpose: string): Buffer }
type Uploader = { agencyId: number; officerId: number }

/**
 * Takes the files of a form: new ones from the fields `file-<place>`, earlier ones from their tokens (`kept`), without those that
 * the officer let go (`drop`). A refused file is a fault beside its field; the others are kept.
 */
export async function takeFiles(
  deps: UploadDeps,
  by: Uploader,
  body: Record<string, unknown>,
  say: Say,
): Promise<{ kept: KeptFile[]; faults: Faults }> {
  const faults: Faults = {}
  const dropped = new Set(texts(body.drop))
  const kept = texts(body.kept)
    .filter((token) => !dropped.has(token))
    .flatMap((token) => opened(deps, by, token) ?? [])
  for (const [field, value] of Object.entries(body)) {
    if (!field.startsWith('file-')) continue
    for (const file of [value].flat()) {
      if (!(file instanceof File) || (file.size === 0 && file.name === '')) continue
      const name = safeName(file.name)
      const stored = await deps.files.put(file.stream(), { name, maxBytes: fileBytesMax })
      if (!stored.ok) faults[field] ??= `${name}: ${explainFile(stored.error, say)}`
      else if (kept.length >= filesMax) faults[field] ??= say(`Nhiều nhất ${filesMax} tệp một lần.`, `At most ${filesMax} files at once.`)
      else {
        await deps.db.inAgency(by.agencyId, (tx) => noteFile(tx, by.agencyId, stored.value))
        kept.push(sealed(deps, by, { ...stored.value, place: field.slice('file-'.length), name }))
      }
    }
  }
  return { kept, faults }
}

/** Takes one file as it streams in (API): what comes back opens it for the act that follows, for this officer alone. */
export async function takeStream(
  deps: UploadDeps,
  by: Uploader,
  bytes: AsyncIterable<Uint8Array>,
  { name: given, place }: { name: string; place: string },
): Promise<Result<KeptFile, FileRefused>> {
  const name = safeName(given)
  const stored = await deps.files.put(bytes, { name, maxBytes: fileBytesMax })
  if (!stored.ok) return stored
  await deps.db.inAgency(by.agencyId, (tx) => noteFile(tx, by.agencyId, stored.value))
  return ok(sealed(deps, by, { ...stored.value, place, name }))
}

/** The files behind tokens that this officer was given; null when one of them is not theirs. */
export function filesBehind(deps: UploadDeps, by: Uploader, tokens: readonly string[]): KeptFile[] | null {
  const files = tokens.map((token) => opened(deps, by, token))
  return files.every((file) => file !== null) ? files : null
}

/** What the officer reads beside a file that was not taken. */
export function explainFile(refused: FileRefused, say: Say): string {
  switch (refused.kind) {
    case 'too-large': {
      const most = `${refused.maxBytes / (1024 * 1024)} MB`
      return say(`quá lớn, mỗi tệp nhiều nhất ${most}.`, `too large, at most ${most} for each file.`)
    }
    case 'empty-file':
      return say('tệp rỗng.', 'the file is empty.')
    case 'unknown-type': {
      const taken = acceptedEndings.replaceAll('.', ' ').trim()
      return say(
        `không nhận loại tệp này. Các loại nhận: ${taken}; tài liệu không chứa macro.`,
        `files of this kind are not taken. Taken are: ${taken}; documents without macros.`,
      )
    }
    case 'type-mismatch': {
      const claimed = refused.claimed || say('không có', 'none')
      const found = typeWords[say.lang][refused.found] ?? refused.found
      return say(
        `đuôi tệp “${claimed}” không khớp nội dung (${found}). Đổi lại đúng đuôi hoặc lưu lại đúng loại.`,
        `the ending “${claimed}” does not match the content (${found}). Give it the right ending, or save it again as the right kind.`,
      )
    }
    case 'disk-full':
      return say(
        'kho tệp đã đầy, chưa lưu được. Báo người quản trị; những gì đã nhập vẫn còn đây.',
        'the file store is full, so it was not saved. Tell the administrator; what you entered is still here.',
      )
    case 'infected':
      return say(
        `có mã độc (${refused.name}), không nhận. Báo người gửi và bộ phận an toàn thông tin.`,
        `it carries malicious code (${refused.name}) and is not taken. Tell whoever sent it, and information security.`,
      )
    case 'unscanned':
      return say(
        'chưa quét được mã độc vì máy quét không trả lời, nên chưa nhận. Mời gửi lại sau ít phút; vẫn không được thì báo người quản trị.',
        'it could not be scanned for malicious code, as the scanner gives no answer, so it was not taken. Please send it again in some minutes; if that fails too, tell the administrator.',
      )
  }
}

const typeWords = inBoth(
  (say): Record<string, string> => ({
    text: say('văn bản thuần', 'plain text'),
    signature: say('chữ ký số', 'digital signature'),
    jpeg: say('ảnh JPEG', 'JPEG image'),
    png: say('ảnh PNG', 'PNG image'),
    pdf: 'PDF',
    docx: say('tài liệu Word', 'Word document'),
    xlsx: say('bảng tính Excel', 'Excel workbook'),
  }),
)

const texts = (value: unknown): string[] => [value].flat().filter((v): v is string => typeof v === 'string' && v !== '')

const macOf = ({ keyFor }: Pick<UploadDeps, 'keyFor'>, by: Uploader, payload: string): Buffer =>
  createHmac('sha256', keyFor('kept-file')).update(`${by.agencyId}/${by.officerId}\n${payload}`).digest()

function sealed(deps: UploadDeps, by: Uploader, file: Omit<KeptFile, 'token'>): KeptFile {
  const { place, name, sha256, sizeBytes, mediaType } = file
  const payload = Buffer.from(JSON.stringify([place, name, sha256, sizeBytes, mediaType])).toString('base64url')
  return { ...file, token: `${payload}.${macOf(deps, by, payload).toString('base64url')}` }
}

/** Only what this officer uploaded: a hash alone must not open somebody else's file. */
function opened(deps: UploadDeps, by: Uploader, token: string): KeptFile | null {
  const [payload = '', mac = ''] = token.split('.')
  const [given, due] = [Buffer.from(mac, 'base64url'), macOf(deps, by, payload)]
  if (given.length !== due.length || !timingSafeEqual(given, due)) return null
  const [place, name, sha256, sizeBytes, mediaType] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
    string,
    string,
    string,
    number,
    string,
  ]
  return { place, name, sha256, sizeBytes, mediaType, token }
}

/** Notes that the agency may read these bytes. The same bytes may come many times. */
export async function noteFile(tx: Tx, agencyId: number, { sha256, sizeBytes, mediaType }: StoredFile): Promise<void> {
  await tx.all(
    sqlFor
      .insertInto('platform.file')
      .values({ agency_id: agencyId, sha256, size_bytes: sizeBytes, media_type: mediaType })
      .onConflict((c) => c.columns(['agency_id', 'sha256']).doNothing()),
  )
}
