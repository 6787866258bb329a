import type { Document, Snapshot } from './document.ts'
import { isDict, isName, isRef, isStream, isString, type PdfDict, type PdfString, type PdfValue } from './syntax.ts'

/** A field of the form, flattened (trường biểu mẫu). */
export interface Field {
  name: string
  type: string | null
  dict: PdfDict
  /** its object number; null when it stands inside another object */
  num: number | null
}

const fieldsMax = 10_000

/** All fields of the form; each that has a type of its own or by inheritance. */
export function fieldsOf(snapshot: Snapshot): Field[] {
  const form = formOf(snapshot)
  const found: Field[] = []
  const seen = new Set<number>()
  const walk = (value: PdfValue, path: string, inherited: string | null): void => {
    const num = isRef(value) ? value.num : null
    const dict = snapshot.resolve(value)
    if (!isDict(dict) || found.length >= fieldsMax || (num !== null && seen.has(num))) return
    if (num !== null) seen.add(num)
    const own = snapshot.resolve(dict.entries.get('T'))
    const name = isString(own) ? [path, textOf(own)].filter(Boolean).join('.') : path
    const stated = snapshot.resolve(dict.entries.get('FT'))
    const type = isName(stated) ? stated.name : inherited
    const kids = snapshot.resolve(dict.entries.get('Kids'))
    if (type !== null || dict.entries.has('V')) found.push({ name, type, dict, num })
    if (Array.isArray(kids)) for (const kid of kids) walk(kid, name, type)
  }
  const fields = form && snapshot.resolve(form.entries.get('Fields'))
  if (Array.isArray(fields)) for (const field of fields) walk(field, '', null)
  return found
}

export function catalogOf(snapshot: Snapshot): PdfDict | null {
  const catalog = snapshot.resolve(snapshot.trailer.entries.get('Root'))
  return isDict(catalog) ? catalog : null
}

function formOf(snapshot: Snapshot): PdfDict | null {
  const form = snapshot.resolve(catalogOf(snapshot)?.entries.get('AcroForm'))
  return isDict(form) ? form : null
}

/** Text strings of PDF: UTF-16 or UTF-8 with a mark, else close enough to Latin-1. */
export function textOf({ bytes }: PdfString): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes.subarray(3))
  return String.fromCharCode(...bytes.subarray(0, 1000))
}

/** A signature as it stands in the file (chữ ký trong tệp), and what is wrong with the way it stands there. */
export interface Placed {
  field: string
  format: string
  isTimeStamp: boolean
  /** the signature itself, with the zeros that fill its place; null when there is none */
  contents: PdfString | null
  /** the revision whose end it covers, counted from 0; null when it covers none whole */
  revision: number | null
  dict: PdfDict
  faults: PlacedFault[]
}

/** Ways in which a signature claims to cover what it does not (USF, ISA, SWA: the published attacks on PDF signatures). */
export type PlacedFault =
  | { kind: 'contents-missing' }
  | { kind: 'byte-range-wrong' }
  | { kind: 'hole-not-contents' }
  | { kind: 'not-whole-revision' }
  | { kind: 'signature-packed' }

/** All signatures that the document shows as signed. */
export function placedSignatures(document: Document): Placed[] {
  const last = document.snapshot(document.revisions.length - 1)
  return fieldsOf(last).flatMap((field) => {
    const value = field.dict.entries.get('V')
    const dict = last.resolve(value)
    if (field.type !== 'Sig' || value === undefined || value === null) return []
    const holder = isRef(value) ? value.num : field.num
    const isPacked = holder === null || last.table.get(holder)?.type !== 'at'
    return [place(document, field.name, isDict(dict) ? dict : { type: 'dict', entries: new Map() }, isPacked)]
  })
}

function place(document: Document, field: string, dict: PdfDict, isPacked: boolean): Placed {
  const format = dict.entries.get('SubFilter')
  const contents = dict.entries.get('Contents')
  const placed: Placed = {
    field,
    format: isName(format) ? format.name : '',
    isTimeStamp: isName(dict.entries.get('Type'), 'DocTimeStamp') || isName(format, 'ETSI.RFC3161'),
    contents: null,
    revision: null,
    dict,
    faults: [],
  }
  const wrong = (kind: PlacedFault['kind']): Placed => ({ ...placed, faults: [{ kind }] })
  if (isPacked) return wrong('signature-packed')
  if (!isString(contents) || !contents.isHex || contents.bytes.every((byte) => byte === 0)) return wrong('contents-missing')
  const range = dict.entries.get('ByteRange')
  if (
    !Array.isArray(range) ||
    range.length !== 4 ||
    !range.every((part) => typeof part === 'number' && Number.isInteger(part) && part >= 0)
  )
    return wrong('byte-range-wrong')
  const [first, holeStart, holeEnd, rest] = range as [number, number, number, number]
  if (first !== 0 || holeEnd < holeStart || holeEnd + rest > document.bytes.length) return wrong('byte-range-wrong')
  if (holeStart !== contents.start || holeEnd !== contents.end || !isPlainHex(document.bytes, contents)) return wrong('hole-not-contents')
  const own = document.revisions.findIndex(({ start, end }) => contents.start >= start && contents.end <= end)
  const { eof, end } = document.revisions[own]!
  const reach = holeEnd + rest
  if (reach < eof || reach > end) return wrong('not-whole-revision')
  return { ...placed, contents, revision: own }
}

/** Digits and nothing else between the angle brackets: the hole has no room for anything but the signature. */
function isPlainHex(bytes: Uint8Array, { start, end }: PdfString): boolean {
  if ((end - start) % 2 !== 0) return false
  for (let at = start + 1; at < end - 1; at++) {
    const byte = bytes[at]!
    if (!((byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66))) return false
  }
  return true
}

/** The bytes that a signature covers: everything up to the end of its revision but its own place. */
export function coveredParts(document: Document, { dict }: Placed): [Uint8Array, Uint8Array] {
  const [, holeStart, holeEnd, rest] = dict.entries.get('ByteRange') as [number, number, number, number]
  return [document.bytes.subarray(0, holeStart), document.bytes.subarray(holeEnd, holeEnd + rest)]
}

/** Signatures that lie in the file but that no field shows any more: somebody took them out of the form. */
export function detachedSignatures(document: Document, shown: readonly Placed[]): number[] {
  const known = new Set(shown.map(({ dict }) => dict))
  return document.revisions.flatMap(({ objects }) =>
    [...objects.values()]
      .filter(({ value }) => isDict(value) && value.entries.has('ByteRange') && value.entries.has('Contents') && !known.has(value))
      .map(({ num }) => num),
  )
}

/** `D:20261120121500+07'00'` as seconds since 1970; null when it is not written so. */
export function pdfTime(value: PdfValue | undefined): number | null {
  if (!isString(value)) return null
  const match = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:(Z)|([+-])(\d\d)'?(\d\d)'?)?/.exec(textOf(value))
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [number, number, number, number, number, number]
  const offset = match[8] ? (match[8] === '-' ? -1 : 1) * (Number(match[9]) * 3600 + Number(match[10]) * 60) : 0
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offset
}

/** The file's own store of evidence (DSS, ETSI EN 319 142-1 5.4): certificates, lists, answers; still encoded. */
export function storedEvidence(
  snapshot: Snapshot,
  unpack: Document['unpack'],
): { certificates: Uint8Array[]; crls: Uint8Array[]; ocsp: Uint8Array[] } {
  const store = snapshot.resolve(catalogOf(snapshot)?.entries.get('DSS'))
  const list = (key: string): Uint8Array[] => {
    const refs = isDict(store) ? snapshot.resolve(store.entries.get(key)) : null
    if (!Array.isArray(refs)) return []
    return refs.slice(0, evidenceMax).flatMap((ref) => {
      const stream = snapshot.resolve(ref)
      const bytes = isStream(stream) ? unpack(stream) : null
      return bytes ? [bytes] : []
    })
  }
  return { certificates: list('Certs'), crls: list('CRLs'), ocsp: list('OCSPs') }
}
const evidenceMax = 100
