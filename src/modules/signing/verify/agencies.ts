import { err, ok, type Result } from '../../../kernel/result.ts'
import { oids } from '../oids.ts'
import type { Certificate, NamePart } from './certificate.ts'

/** One certificate of an agency, as an office names it in its list (chứng thư của cơ quan): by subject, by serial number, or by both. */
export interface AgencyEntry {
  /** parts that the subject must have; a bare name is the common name */
  subject: readonly NamePart[] | null
  /** serial numbers that are meant, hexadecimal without leading zeros: a row of digits may be written in either way */
  serials: readonly string[] | null
}

export type ListRefused = { kind: 'agencies-not-understood'; line: string }

/** Is this certificate on the list? */
export const isAgency = (certificate: Certificate, list: readonly AgencyEntry[]): boolean =>
  list.some(
    ({ subject, serials }) =>
      (subject !== null || serials !== null) &&
      (serials?.includes(plainHex(certificate.serialNumber)) ?? true) &&
      (subject?.every((part) => certificate.subjectParts.some((own) => own.type === part.type && same(own.value, part.value))) ?? true),
  )

const same = (a: string, b: string): boolean => a.normalize('NFC').trim() === b.normalize('NFC').trim()

/**
 * Reads the list of agencies' certificates. JSON: an array (or `{"agencies":[…]}`) of texts or of `{"subject":…,"serial":…}`, or
 * `{"subjects":[…],"serials":[…]}`. Text: one a line, `#` begins a remark. A text is a subject (`CN=…,O=…`, in any order, or the bare common name) or a
 * serial number (hexadecimal, colons allowed; `serial=…` and `subject=…` say which). A subject must name the common name, or it would fit strangers.
 */
export function readAgencies(text: string): Result<AgencyEntry[], ListRefused> {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (!/^[[{]/.test(trimmed)) {
    const lines = trimmed.split(/\r?\n/).map((line) => line.trim())
    return all(
      lines.filter((line) => line !== '' && !line.startsWith('#')),
      entryOfText,
    )
  }
  let json: unknown
  try {
    json = JSON.parse(trimmed)
  } catch {
    return err({ kind: 'agencies-not-understood', line: trimmed.slice(0, 60) })
  }
  return all(itemsOf(json), entryOfItem)
}

function itemsOf(json: unknown): unknown[] {
  if (Array.isArray(json)) return json
  if (typeof json !== 'object' || json === null) return [json]
  const { agencies, subjects, serials } = json as Record<string, unknown>
  if (agencies === undefined && subjects === undefined && serials === undefined) return [json]
  return [
    ...(Array.isArray(agencies) ? agencies : agencies === undefined ? [] : [agencies]),
    ...(Array.isArray(subjects) ? subjects.map((subject) => ({ subject })) : []),
    ...(Array.isArray(serials) ? serials.map((serial) => ({ serial })) : []),
  ]
}

function all<T>(items: readonly T[], read: (item: T) => AgencyEntry | null): Result<AgencyEntry[], ListRefused> {
  const found: AgencyEntry[] = []
  for (const item of items) {
    const entry = read(item)
    if (!entry)
      return err({ kind: 'agencies-not-understood', line: (typeof item === 'string' ? item : (JSON.stringify(item) ?? '')).slice(0, 60) })
    found.push(entry)
  }
  return ok(found)
}

function entryOfItem(item: unknown): AgencyEntry | null {
  if (typeof item === 'string') return entryOfText(item)
  if (typeof item === 'number') return { subject: null, serials: serialsOf(String(item)) }
  if (typeof item !== 'object' || item === null) return null
  const { subject, serial } = item as Record<string, unknown>
  const entry = {
    subject: typeof subject === 'string' ? subjectOf(subject) : null,
    serials: typeof serial === 'string' || typeof serial === 'number' ? serialsOf(String(serial)) : null,
  }
  const isWrong = (subject !== undefined && !entry.subject) || (serial !== undefined && !entry.serials)
  return isWrong || (!entry.subject && !entry.serials) ? null : entry
}

function entryOfText(text: string): AgencyEntry | null {
  const [, label, value] = /^(serial|subject)\s*[=:]\s*(.+)$/i.exec(text) ?? []
  if (label?.toLowerCase() === 'serial') return orNull({ subject: null, serials: serialsOf(value!) })
  if (label) return orNull({ subject: subjectOf(value!), serials: null })
  const serials = serialsOf(text)
  return serials ? { subject: null, serials } : orNull({ subject: subjectOf(text), serials: null })
}

const orNull = (entry: AgencyEntry): AgencyEntry | null => (entry.subject || entry.serials ? entry : null)

const plainHex = (hex: string): string => hex.toLowerCase().replace(/^0+(?=.)/, '')

/** Hexadecimal as certificates are shown; a row of decimal digits also as the number that it is. */
function serialsOf(text: string): string[] | null {
  const bare = text.replace(/^0x/i, '').replaceAll(/[:\s]/g, '')
  if (!/^[0-9a-f]+$/i.test(bare) || bare.length > 60) return null
  return /^\d+$/.test(bare) && !/^0x/i.test(text) ? [plainHex(bare), BigInt(bare).toString(16)] : [plainHex(bare)]
}

const nameTypes: Readonly<Record<string, string>> = {
  CN: oids.commonName,
  SN: oids.surname,
  C: oids.country,
  O: oids.organisation,
  OU: oids.unit,
  GN: oids.givenName,
  UID: oids.uid,
  ORGANIZATIONIDENTIFIER: oids.organisationIdentifier,
  L: '2.5.4.7',
  ST: '2.5.4.8',
  S: '2.5.4.8',
  SERIALNUMBER: '2.5.4.5',
  T: '2.5.4.12',
  TITLE: '2.5.4.12',
  EMAILADDRESS: '1.2.840.113549.1.9.1',
  E: '1.2.840.113549.1.9.1',
}

/** `CN=…, O=…`, `/C=VN/O=…/CN=…`, one part a line, or the bare common name. */
function subjectOf(text: string): NamePart[] | null {
  if (!text.includes('=')) return text.trim() ? [{ type: oids.commonName, value: text }] : null
  const parts = (
    text.startsWith('/') ? text.slice(1).split(/\/(?=[A-Za-z0-9.]+=)/) : text.split(/(?<!\\)[,+\n](?=\s*[A-Za-z0-9.]+\s*=)/)
  ).map((part) => {
    const [, key, value] = /^\s*([A-Za-z0-9.]+)\s*=\s*(.*?)\s*$/s.exec(part) ?? []
    const type = key && (nameTypes[key.toUpperCase()] ?? (/^\d+(\.\d+)+$/.test(key) ? key : null))
    return type && value !== undefined ? { type, value: value.replaceAll(/\\(.)/g, '$1').replace(/^"(.*)"$/, '$1') } : null
  })
  const known = parts.filter((part) => part !== null)
  return known.length === parts.length && known.some(({ type }) => type === oids.commonName) ? known : null
}
