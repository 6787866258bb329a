import { fileMegabytesMax } from '../model.ts'
import { type Decoder, decoderOf, type Inflate, readObjectStream } from './compressed.ts'
import type { Entry } from './entry.ts'
import { type Revision, readStructure, type StructureFault } from './structure.ts'
import { isRef, isStream, Malformed, type PdfDict, type PdfRef, type PdfStream, type PdfValue, readerOf } from './syntax.ts'

/** The document as one revision shows it (trạng thái tài liệu ở một phiên bản). */
export interface Snapshot {
  readonly trailer: PdfDict
  readonly table: ReadonlyMap<number, Entry>
  /** The object of this number; null when there is none, as readers take it. */
  object(num: number): PdfValue
  /** A value, or what it refers to. */
  resolve(value: PdfValue | undefined): PdfValue
}

/** A PDF, read strictly (tệp PDF). */
export interface Document {
  readonly bytes: Uint8Array
  readonly revisions: readonly Revision[]
  readonly faults: readonly StructureFault[]
  /** Counted from 0; the last one is what readers show. */
  snapshot(revision: number): Snapshot
  /** What a stream holds; null when it is packed in a way that we do not read. */
  unpack(stream: PdfStream): Uint8Array | null
}

/** Why nothing is said about a file (không kiểm tra được). */
export type NotReadable =
  | { kind: 'empty-file' }
  | { kind: 'not-a-pdf' }
  | { kind: 'file-too-large'; limitMegabytes: number }
  | { kind: 'encrypted-pdf' }
  | { kind: 'took-too-long'; limitSeconds: number }

export const isTooLarge = (bytes: Uint8Array): boolean => bytes.length > fileMegabytesMax * 1_000_000

export const looksLikePdf = (bytes: Uint8Array): boolean => readerOf(bytes).word('%PDF-')

/** Opens a file; throws `Malformed` when its order is broken. */
export function openDocument(bytes: Uint8Array, inflate: Inflate): Document {
  const decoder = decoderOf(inflate)
  const { revisions, faults } = readStructure(bytes, decoder)
  const snapshots = new Map<number, Snapshot>()
  const snapshot = (revision: number): Snapshot => {
    const known = snapshots.get(revision) ?? snapshotOf(revisions.slice(0, revision + 1), decoder)
    snapshots.set(revision, known)
    return known
  }
  const unpack = (stream: PdfStream): Uint8Array | null => {
    try {
      return decoder(stream)
    } catch (error) {
      if (error instanceof Malformed) return null
      throw error
    }
  }
  return { bytes, revisions, faults, snapshot, unpack }
}

/** Longest way from one reference to the next; more is a circle. */
const stepsMax = 20

function snapshotOf(revisions: readonly Revision[], decoder: Decoder): Snapshot {
  const table = new Map<number, Entry>()
  for (const { sections } of revisions) for (const { entries } of sections) for (const [num, entry] of entries) table.set(num, entry)
  const packed = new Map<number, { num: number; value: PdfValue }[]>()

  const located = (entry: Entry & { type: 'at' }): PdfValue => {
    const revision = revisions.find(({ start, end }) => entry.offset >= start && entry.offset < end)
    return revision?.objects.get(entry.offset)?.value ?? null
  }
  const unpack = (num: number) => {
    const known = packed.get(num)
    if (known) return known
    const entry = table.get(num)
    const stream = entry?.type === 'at' ? located(entry) : null
    if (!isStream(stream)) throw new Malformed(`no object stream ${num}`, 0)
    const inside = readObjectStream(stream, decoder)
    packed.set(num, inside)
    return inside
  }
  const object = (num: number): PdfValue => {
    const entry = table.get(num)
    if (!entry || entry.type === 'free') return null
    if (entry.type === 'at') return located(entry)
    const found = unpack(entry.stream)[entry.index]
    if (found?.num !== num) throw new Malformed(`no object ${num} in its stream`, 0)
    return found.value
  }
  return {
    trailer: revisions.at(-1)!.trailer,
    table,
    object,
    resolve: (value) => {
      let found = value ?? null
      for (let step = 0; isRef(found); step++) {
        if (step > stepsMax) throw new Malformed('references in a circle', 0)
        found = isGeneration(found, table.get(found.num)) ? object(found.num) : null
      }
      return found
    },
  }
}

/** A reference to another generation of the number finds nothing. */
const isGeneration = (ref: PdfRef, entry: Entry | undefined): boolean => (entry?.type === 'at' ? entry.gen === ref.gen : ref.gen === 0)
