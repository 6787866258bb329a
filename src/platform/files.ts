import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { err, ok, type Result } from '../kernel/result.ts'
import type { FileScanner } from './clamd.ts'

/** A file in the store (tệp đã lưu): its bytes are named by their SHA-256, its type was read from them. */
export type StoredFile = { sha256: string; sizeBytes: number; mediaType: string }

/** Why a file is not taken. */
export type FileRefused =
  | { kind: 'too-large'; maxBytes: number }
  | { kind: 'empty-file' }
  /** What it is by its bytes is none of the kinds the office takes. */
  | { kind: 'unknown-type' }
  /** Its name says one kind, its bytes another. */
  | { kind: 'type-mismatch'; claimed: string; found: string }
  | { kind: 'disk-full' }
  /** The virus scanner knows it. */
  | { kind: 'infected'; name: string }
  /** A virus scanner is set and gave no verdict: not taken, to be safe. */
  | { kind: 'unscanned' }

/** Bytes as they come: from a form, from a disk, from memory. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>

/** Where files lie. One interface, so that another place can take the place of the local disk. */
export type FileStore = {
  /**
   * Takes a file. When it answers, the bytes are safe on disk; when it refuses, nothing of them is left.
   * @param name as the sender calls it; only its ending counts
   */
  put(source: ByteSource, limits: { name: string; maxBytes: number }): Promise<Result<StoredFile, FileRefused>>
  /** The bytes, or null when there are none under this name. */
  open(sha256: string): Promise<{ sizeBytes: number; stream: Readable } | null>
  has(sha256: string): Promise<boolean>
}

/** Endings the office takes, with what the bytes must be. */
const kinds: Record<string, { type: FileType; mediaType: string }> = {
  pdf: { type: 'pdf', mediaType: 'application/pdf' },
  png: { type: 'png', mediaType: 'image/png' },
  jpg: { type: 'jpeg', mediaType: 'image/jpeg' },
  jpeg: { type: 'jpeg', mediaType: 'image/jpeg' },
  docx: { type: 'docx', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  xlsx: { type: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  p7s: { type: 'signature', mediaType: 'application/pkcs7-signature' },
  p7m: { type: 'signature', mediaType: 'application/pkcs7-mime' },
  txt: { type: 'text', mediaType: 'text/plain; charset=utf-8' },
}

type FileType = 'pdf' | 'png' | 'jpeg' | 'docx' | 'xlsx' | 'signature' | 'text' | 'other'

/** For the `accept` of a file input. */
export const acceptedEndings = Object.keys(kinds)
  .map((ending) => `.${ending}`)
  .join(',')

const shaShape = /^[0-9a-f]{64}$/

/** Half-written files of a killed process are older than this, seconds. */
const abandonedAfter = 3600

/**
 * Files by content on the local disk: `<folder>/ab/abcd…`. A file is written beside its place under another name, forced to the
 * disk, then renamed, and the folder forced too: an acknowledged upload survives a killed process and a pulled plug.
 * @param scanner looks at every file before it is taken; without one, files are taken unlooked at
 */
export async function fileStore(folder: string, { scanner }: { scanner?: FileScanner | null } = {}): Promise<FileStore> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  await sweep(incoming)
  const shardOf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const placeOf = (sha256: string) => join(shardOf(sha256), sha256)

  const settle = async (temporary: string, sha256: string): Promise<void> => {
    const shard = shardOf(sha256)
    if (await mkdir(shard, { recursive: true })) await forceFolder(folder)
    await rename(temporary, placeOf(sha256)) // the same bytes may be there already: they replace themselves
    await forceFolder(shard)
  }

  return {
    async put(source, { name, maxBytes }) {
      const temporary = join(incoming, randomUUID())
      try {
        const written = await write(temporary, source, maxBytes)
        if (!written.ok) return written
        const { sha256, sizeBytes, head, tail, isText } = written.value
        const claimed = endingOf(name)
        const type = typeOf(head, tail, isText)
        const kind = kinds[claimed]
        if (type === 'other') return err({ kind: 'unknown-type' })
        if (kind?.type !== type) return err({ kind: 'type-mismatch', claimed, found: type })
        const verdict = scanner ? await scanner.scan(temporary) : null
        if (verdict?.kind === 'infected') return err(verdict)
        if (verdict?.kind === 'unscanned') return err({ kind: 'unscanned' })
        await settle(temporary, sha256)
        return ok({ sha256, sizeBytes, mediaType: kind.mediaType })
      } catch (error) {
        if (isFull(error)) return err({ kind: 'disk-full' })
        throw error
      } finally {
        await rm(temporary, { force: true })
      }
    },

    async open(sha256) {
      if (!shaShape.test(sha256)) return null
      const found = await stat(placeOf(sha256)).catch(() => null)
      return found && { sizeBytes: found.size, stream: createReadStream(placeOf(sha256)) }
    },

    has: async (sha256) =>
      shaShape.test(sha256) &&
      access(placeOf(sha256)).then(
        () => true,
        () => false,
      ),
  }
}

/** Disk full, quota used up, or a file larger than the system lets this process write. */
const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes((error as NodeJS.ErrnoException).code ?? '')

type Written = { sha256: string; sizeBytes: number; head: Buffer; tail: Buffer; isText: boolean }

/** The list of a ZIP's entries stands at its end; a document of the office has some hundred entries at most. */
const tailBytes = 256 * 1024

/** Writes and hashes in one pass, and forces the bytes to the disk. */
async function write(path: string, source: ByteSource, maxBytes: number): Promise<Result<Written, FileRefused>> {
  const file = await open(path, 'wx', 0o640)
  try {
    const hash = createHash('sha256')
    const text = plainText()
    let sizeBytes = 0
    let head = Buffer.alloc(0)
    for await (const chunk of source instanceof Uint8Array ? [source] : source) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maxBytes) return err({ kind: 'too-large', maxBytes })
      hash.update(chunk)
      text.take(chunk)
      if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)])
      await writeWhole(file, chunk)
    }
    if (sizeBytes === 0) return err({ kind: 'empty-file' })
    await file.sync()
    const tail = await lastBytes(path, sizeBytes)
    return ok({ sha256: hash.digest('hex'), sizeBytes, head, tail, isText: text.end() })
  } finally {
    await file.close()
  }
}

/** A disk that fills up may take only a part of what it is given; the next part then fails. */
async function writeWhole(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let from = 0; from < chunk.byteLength; ) from += (await file.write(chunk, from)).bytesWritten
}

async function lastBytes(path: string, sizeBytes: number): Promise<Buffer> {
  const from = Math.max(0, sizeBytes - tailBytes)
  const parts: Buffer[] = []
  for await (const part of createReadStream(path, { start: from })) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

async function forceFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return // Windows opens no folder; its journal keeps the rename
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function sweep(incoming: string): Promise<void> {
  const oldest = Date.now() - abandonedAfter * 1000
  for (const name of await readdir(incoming)) {
    const found = await stat(join(incoming, name)).catch(() => null)
    if (found && found.mtimeMs < oldest) await rm(join(incoming, name), { force: true })
  }
}

/** What the bytes are, whatever their name says. */
function typeOf(head: Buffer, tail: Buffer, isText: boolean): FileType {
  const begins = (...bytes: number[]) => head.subarray(0, bytes.length).equals(Buffer.from(bytes))
  if (head.subarray(0, 5).toString('latin1') === '%PDF-') return 'pdf'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (begins(0xff, 0xd8, 0xff)) return 'jpeg'
  if (begins(0x50, 0x4b, 0x03, 0x04)) return officeType(entriesOfZip(tail))
  if (begins(0x30) && head.subarray(0, 24).includes(signedData)) return 'signature'
  if (/^-----BEGIN (PKCS7|CMS)-----/.test(head.toString('latin1'))) return 'signature'
  return isText ? 'text' : 'other'
}

/** The object identifier of CMS signed data, 1.2.840.113549.1.7.2, as DER. */
const signedData = Buffer.from('06092a864886f70d010702', 'hex')

/** A document or a workbook; one that carries macros is none of those. */
function officeType(entries: readonly string[]): FileType {
  if (!entries.includes('[Content_Types].xml') || entries.some((e) => /vbaProject\.bin$/i.test(e))) return 'other'
  if (entries.includes('word/document.xml')) return 'docx'
  return entries.includes('xl/workbook.xml') ? 'xlsx' : 'other'
}

/** Names in the central directory of a ZIP, as far as its end shows them. */
function entriesOfZip(tail: Buffer): string[] {
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + 22 > tail.length) return []
  const size = tail.readUInt32LE(end + 12)
  const names: string[] = []
  for (let at = end - size; at >= 0 && at + 46 <= end && tail.readUInt32LE(at) === 0x02014b50; ) {
    const [name, extra, comment] = [tail.readUInt16LE(at + 28), tail.readUInt16LE(at + 30), tail.readUInt16LE(at + 32)]
    names.push(tail.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}

/** Whether the bytes are UTF-8 text without control characters, told as they pass. */
function plainText() {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let isText = true
  const look = (chunk?: Uint8Array) => {
    if (!isText) return
    try {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells text from other bytes
      isText = !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode())
    } catch {
      isText = false
    }
  }
  return {
    take: (chunk: Uint8Array) => look(chunk),
    end: () => {
      look()
      return isText
    },
  }
}

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''

/** Longest file name kept, characters. */
const nameMax = 120

/**
 * A file's name as it may be kept and given out again: one Unicode form, no path, nothing unseen (control characters, marks that
 * turn the reading direction), nothing that a system of the reader forbids. Never empty.
 */
export function safeName(name: string): string {
  const clean = name
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{C}|[\u2028\u2029]/gu, '')
    .replace(/^.*[\\/]/, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
  if (clean === '') return 'tep'
  const free = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean
  const letters = [...free]
  if (letters.length <= nameMax) return free
  const ending = /\.[^. ]{1,10}$/.exec(free)?.[0] ?? ''
  return (
    letters
      .slice(0, nameMax - ending.length)
      .join('')
      .trimEnd() + ending
  )
}

/**
 * Headers of a file given out. Always a download, never sniffed, and powerless should a browser show it after all; a PDF may be
 * shown in the browser's own viewer, which a sandbox would keep from starting.
 */
export function downloadHeaders(
  file: { name: string; mediaType: string; sizeBytes?: number },
  { inline = false } = {},
): Record<string, string> {
  const shown = inline && file.mediaType === 'application/pdf'
  const name = safeName(file.name)
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return {
    'content-type': file.mediaType,
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${full}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': shown ? "default-src 'none'; frame-ancestors 'none'" : "default-src 'none'; sandbox; frame-ancestors 'none'",
    'cache-control': 'private, no-store',
    ...(file.sizeBytes === undefined ? {} : { 'content-length': String(file.sizeBytes) }),
  }
}
