import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'

/** Why a packed file is not opened. */
export type ZipRefused =
  | { kind: 'not-a-zip' }
  | { kind: 'zip-damaged'; entry: string | null }
  | { kind: 'zip-encrypted'; entry: string }
  | { kind: 'zip-path-trick'; entry: string }
  | { kind: 'zip-too-many-entries'; entriesMax: number }
  | { kind: 'zip-too-large'; bytesMax: number }
  | { kind: 'zip-bomb'; ratioMax: number }

/** What the person reads whose file is refused. A new refusal without a sentence does not compile. */
export function explainZip(refusal: ZipRefused, say: Say): string {
  switch (refusal.kind) {
    case 'not-a-zip':
      return say('Tệp không phải sổ Excel (.xlsx).', 'The file is not an Excel workbook (.xlsx).')
    case 'zip-damaged':
      return refusal.entry === null
        ? say('Tệp nén bị hỏng.', 'The packed file is damaged.')
        : say(
            `Tệp nén bị hỏng hoặc khai sai kích thước ở phần "${refusal.entry}".`,
            `The packed file is damaged, or states a wrong size for its part "${refusal.entry}".`,
          )
    case 'zip-encrypted':
      return say('Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.', 'The file has a password. Remove it, then send the file again.')
    case 'zip-path-trick':
      return say(
        `Tệp nén chứa tên không được phép: "${refusal.entry}".`,
        `The packed file contains a name that is not allowed: "${refusal.entry}".`,
      )
    case 'zip-too-many-entries':
      return say(`Tệp nén chứa hơn ${refusal.entriesMax} phần.`, `The packed file has more than ${refusal.entriesMax} parts.`)
    case 'zip-too-large':
      return say(
        `Tệp nén bung ra hơn ${refusal.bytesMax / 1024 / 1024} MB.`,
        `The packed file unpacks to more than ${refusal.bytesMax / 1024 / 1024} MB.`,
      )
    case 'zip-bomb':
      return say(
        `Tệp nén bung ra lớn gấp hơn ${refusal.ratioMax} lần: nghi là bom nén, không mở.`,
        `The packed file unpacks to more than ${refusal.ratioMax} times its size: it may be a ZIP bomb and is not opened.`,
      )
  }
}

/** What a packed office file may unpack to. A sheet of ten thousand full rows stays far below each. */
const unpackedBytesMax = 50 * 1024 * 1024
const ratioMax = 100
const entriesMax = 1000
/** Below this size a high ratio is only repetition, no attack. */
const ratioFromBytes = 1024 * 1024

type Entry = { name: string; flags: number; method: number; packedBytes: number; bytes: number; at: number }

/**
 * Unpacks a ZIP under guard (chống bom nén): what the directory declares is judged before a byte is inflated, then each entry is
 * inflated no further than it declared. A reader that trusts the file afterwards meets no surprise.
 */
export async function unpackGuarded(file: Uint8Array): Promise<Result<Map<string, Uint8Array>, ZipRefused>> {
  const directory = readDirectory(file)
  if (!directory.ok) return directory
  const entries = directory.value
  const refusal = judge(entries, file.length)
  if (refusal) return err(refusal)

  const unpacked = new Map<string, Uint8Array>()
  for (const entry of entries) {
    const content = await unpack(file, entry)
    if (!content) return err({ kind: 'zip-damaged', entry: entry.name })
    unpacked.set(entry.name, content)
  }
  return ok(unpacked)
}

function judge(entries: readonly Entry[], fileBytes: number): ZipRefused | null {
  const total = entries.reduce((sum, { bytes }) => sum + bytes, 0)
  if (total > unpackedBytesMax) return { kind: 'zip-too-large', bytesMax: unpackedBytesMax }
  if (total > ratioFromBytes && total > ratioMax * fileBytes) return { kind: 'zip-bomb', ratioMax }
  const seen = new Set<string>()
  for (const { name, flags, method, packedBytes } of entries) {
    if (isPathTrick(name) || seen.has(name)) return { kind: 'zip-path-trick', entry: name }
    if (flags & 1) return { kind: 'zip-encrypted', entry: name }
    const hidesItsSize = (flags & 8) !== 0 && packedBytes === 0
    if ((method !== 0 && method !== 8) || hidesItsSize) return { kind: 'zip-damaged', entry: name }
    seen.add(name)
  }
  return null
}

/** Names that would leave the folder into which somebody unpacks: absolute, with a drive, with "..", with a control character. */
function isPathTrick(name: string): boolean {
  const parts = name.split(/[\\/]/)
  const isControl = [...name].some((char) => char < ' ')
  return name === '' || isControl || parts.includes('..') || parts[0] === '' || name.includes(':')
}

const inflate = promisify<Uint8Array, { maxOutputLength: number }, Uint8Array>(inflateRaw)

/** The content of one entry, or null when it is not what the directory says. */
async function unpack(file: Uint8Array, { name, at, method, packedBytes, bytes }: Entry): Promise<Uint8Array | null> {
  const view = viewOf(file)
  if (at + 30 > file.length || view.getUint32(at, true) !== localSignature) return null
  const nameLength = view.getUint16(at + 26, true)
  if (textOf(file.subarray(at + 30, at + 30 + nameLength)) !== name) return null
  const start = at + 30 + nameLength + view.getUint16(at + 28, true)
  if (start + packedBytes > file.length) return null
  const packed = file.subarray(start, start + packedBytes)
  if (method === 0) return packedBytes === bytes ? packed : null
  try {
    const content = await inflate(packed, { maxOutputLength: Math.max(1, bytes) })
    return content.length === bytes ? content : null
  } catch {
    return null // not deflated data, or more of it than declared
  }
}

const localSignature = 0x04034b50
const directorySignature = 0x02014b50
const endSignature = 0x06054b50
const zip64Mark = 0xffffffff

/** Entries of the central directory. ZIP64 is refused as too large: nothing we take needs it. */
function readDirectory(file: Uint8Array): Result<Entry[], ZipRefused> {
  if (file.length < 22 || viewOf(file).getUint32(0, true) !== localSignature) return err({ kind: 'not-a-zip' })
  const view = viewOf(file)
  let end = file.length - 22
  while (end >= Math.max(0, file.length - 65_557) && view.getUint32(end, true) !== endSignature) end--
  if (end < Math.max(0, file.length - 65_557)) return err({ kind: 'zip-damaged', entry: null })

  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === zip64Mark) return err({ kind: 'zip-too-large', bytesMax: unpackedBytesMax })
  if (count > entriesMax) return err({ kind: 'zip-too-many-entries', entriesMax })

  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || view.getUint32(at, true) !== directorySignature) return err({ kind: 'zip-damaged', entry: null })
    const nameLength = view.getUint16(at + 28, true)
    const entry: Entry = {
      name: textOf(file.subarray(at + 46, at + 46 + nameLength)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    }
    if (entry.bytes === zip64Mark || entry.packedBytes === zip64Mark) return err({ kind: 'zip-too-large', bytesMax: unpackedBytesMax })
    entries.push(entry)
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return ok(entries)
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
