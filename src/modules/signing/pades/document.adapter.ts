import { ParseSpeeds, PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, type PDFObject, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type FileRefused, fileMegabytesMax } from '../model.ts'
import type { PageFrame } from '../place.ts'

/** A PDF opened to be carried on (cập nhật nối tiếp): what is there stays as it is, byte for byte; what comes is written behind it. */
export interface OpenPdf {
  bytes: Uint8Array
  document: PDFDocument
  /** names of signature fields that are signed, in the order of the form */
  signed: readonly string[]
  /** objects of the file that are written again */
  touched: Set<PDFRef>
  snapshot: ReturnType<PDFDocument['takeSnapshot']>
  /** the last cross-reference is a stream: the next one has to be one too */
  hasStreamTable: boolean
}

export const name = (text: string): PDFName => PDFName.of(text)

/** Opens a file to be signed, or says why it must not be. */
export async function openPdf(bytes: Uint8Array): Promise<Result<OpenPdf, FileRefused>> {
  if (bytes.length > fileMegabytesMax * 1e6) return err({ kind: 'too-large', megabytesMax: fileMegabytesMax })
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return err({ kind: 'not-a-pdf' })
  const table = lastTable(bytes)
  if (table === null) return err({ kind: 'damaged' })
  const document = await load(bytes)
  if (!document) return err({ kind: 'damaged' })
  if (document.isEncrypted) return err({ kind: 'encrypted' })
  if (hasScript(document)) return err({ kind: 'has-script' })
  const form = document.catalog.lookupMaybe(name('AcroForm'), PDFDict)
  if (form?.has(name('XFA'))) return err({ kind: 'dynamic-form' })
  if (forbidsChanges(document)) return err({ kind: 'changes-forbidden' })
  const snapshot = document.takeSnapshot()
  // The library would search the whole file for the owner of each value that changes; we say ourselves which objects are written again.
  delete document.context.snapshot
  return ok({
    bytes,
    document,
    signed: fieldsOf(document)
      .filter(({ dict }) => isSignature(dict) && dict.lookup(name('V')) instanceof PDFDict)
      .map(({ title }) => title),
    touched: new Set(),
    snapshot,
    hasStreamTable: table === 'stream',
  })
}

async function load(bytes: Uint8Array): Promise<PDFDocument | null> {
  try {
    const document = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
      forIncrementalUpdate: true,
      parseSpeed: ParseSpeeds.Fastest,
    })
    return document.getPageCount() > 0 ? document : null
  } catch {
    return null
  }
}

/** What `startxref` at the end points to. A reader that has to search for objects may find others than we do: such a file is not signed. */
function lastTable(bytes: Uint8Array): 'table' | 'stream' | null {
  const tail = Buffer.from(bytes.subarray(-2048)).toString('latin1')
  const offset = Number([...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1] ?? Number.NaN)
  if (!(offset < bytes.length)) return null
  const there = Buffer.from(bytes.subarray(offset, offset + 40)).toString('latin1')
  if (/^\s*xref\s/.test(there)) return 'table'
  return /^\s*\d+\s+\d+\s+obj/.test(there) ? 'stream' : null
}

/** A programme in a file may show on another day what nobody signed. */
function hasScript(document: PDFDocument): boolean {
  const bad = new Set([name('JavaScript'), name('Launch')])
  const isBad = (object: PDFObject | undefined, depth: number): boolean => {
    if (depth > 20) return false
    if (object instanceof PDFStream) return isBad(object.dict, depth + 1)
    if (object instanceof PDFArray) return object.asArray().some((item) => isBad(item, depth + 1))
    if (!(object instanceof PDFDict)) return false
    if (object.has(name('JS')) || bad.has(object.get(name('S')) as PDFName)) return true
    return object.entries().some(([key, value]) => key === name('JavaScript') || isBad(value, depth + 1))
  }
  return document.context.enumerateIndirectObjects().some(([, object]) => isBad(object, 0))
}

/** A certifying signature may allow nothing after it (DocMDP, P = 1). */
function forbidsChanges(document: PDFDocument): boolean {
  const certifying = document.catalog.lookupMaybe(name('Perms'), PDFDict)?.lookupMaybe(name('DocMDP'), PDFDict)
  const transform = certifying?.lookupMaybe(name('Reference'), PDFArray)?.lookupMaybe(0, PDFDict)
  return transform?.lookupMaybe(name('TransformParams'), PDFDict)?.lookupMaybe(name('P'), PDFNumber)?.asNumber() === 1
}

export const isSignature = (field: PDFDict): boolean => field.lookup(name('FT')) === name('Sig')

/** The fields of the form at its top level: ours are there, and so are signature fields of every program we know. */
export function fieldsOf(document: PDFDocument): { title: string; ref: PDFRef; dict: PDFDict }[] {
  const fields = document.catalog.lookupMaybe(name('AcroForm'), PDFDict)?.lookupMaybe(name('Fields'), PDFArray)
  return (fields?.asArray() ?? []).flatMap((ref) => {
    const dict = ref instanceof PDFRef ? document.context.lookup(ref) : undefined
    if (!(ref instanceof PDFRef) || !(dict instanceof PDFDict)) return []
    const title = dict.lookup(name('T')) as { decodeText?: () => string } | undefined
    return [{ title: title?.decodeText?.() ?? '', ref, dict }]
  })
}

/** A page as people see it. Numbers count from 1; -1 is the last. */
export function pageAt({ document }: OpenPdf, number: number): Result<{ ref: PDFRef; dict: PDFDict; frame: PageFrame }, FileRefused> {
  const pages = document.getPageCount()
  const page = number < 0 ? pages + number : number - 1
  if (!Number.isInteger(page) || page < 0 || page >= pages) return err({ kind: 'page-not-there', page: number, pages })
  const found = document.getPage(page)
  return ok({ ref: found.ref, dict: found.node, frame: { ...found.getCropBox(), rotate: found.getRotation().angle } })
}

/** Adds a reference to an array that stands in an object of the file, and marks the one object that has to be written again for it. */
export function appendTo(open: OpenPdf, owner: PDFDict, ownerRef: PDFRef, key: string, added: PDFRef): void {
  const held = owner.get(name(key))
  const list = owner.lookupMaybe(name(key), PDFArray)
  if (list) list.push(added)
  else owner.set(name(key), open.document.context.obj([added]))
  open.touched.add(held instanceof PDFRef && list ? held : ownerRef)
}

/** The catalog and its reference. */
export function catalogOf({ document }: OpenPdf): { dict: PDFDict; ref: PDFRef } {
  return { dict: document.catalog, ref: document.context.trailerInfo.Root as PDFRef }
}

/** The form, made when there is none. */
export function formOf(open: OpenPdf): { dict: PDFDict; ref: PDFRef } {
  const catalog = catalogOf(open)
  const held = catalog.dict.get(name('AcroForm'))
  const form = catalog.dict.lookupMaybe(name('AcroForm'), PDFDict)
  if (form) return { dict: form, ref: held instanceof PDFRef ? held : catalog.ref }
  const made = open.document.context.obj({ Fields: [] }) as PDFDict
  const ref = open.document.context.register(made)
  catalog.dict.set(name('AcroForm'), ref)
  open.touched.add(catalog.ref)
  return { dict: made, ref }
}

/** The file with what was added behind it. */
export async function carryOn(open: OpenPdf): Promise<Uint8Array<ArrayBuffer>> {
  for (const ref of open.touched) open.snapshot.markRefForSave(ref)
  const added = await open.document.saveIncremental(open.snapshot, { useObjectStreams: open.hasStreamTable, objectsPerTick: 1_000_000 })
  const whole = new Uint8Array(open.bytes.length + added.length)
  whole.set(open.bytes)
  whole.set(added, open.bytes.length)
  return whole
}
