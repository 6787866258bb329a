import { reservedFields } from '../model.ts'
import type { Document, Snapshot } from './document.ts'
import { isSameEntry } from './entry.ts'
import { catalogOf, type Field, fieldsOf } from './signature-fields.ts'
import { isDict, isName, isRef, isSame, isStream, isString, type PdfDict, type PdfRef, type PdfValue } from './syntax.ts'

/** What came into a file after a signature and is neither a further signature nor its evidence (thay đổi sau khi ký). */
export type Change =
  | { kind: 'page-changed'; page: number }
  | { kind: 'pages-changed' }
  | { kind: 'content-changed'; num: number }
  | { kind: 'annotation-added'; page: number }
  | { kind: 'annotation-changed'; page: number }
  | { kind: 'appearance-too-large'; page: number }
  | { kind: 'form-changed'; field: string }
  | { kind: 'catalog-changed'; key: string }
  | { kind: 'hidden-object-shown'; num: number }
  | { kind: 'object-changed'; num: number }
  | { kind: 'closed-by-certification' }

/**
 * Fields that the clerk may fill after the leader signed (số, ngày văn bản): empty when signed, filled once. Our own design, because number and
 * date come between the two signatures; the agency's signature then covers them.
 */
export const filledAfterSigning: readonly string[] = [reservedFields.number, reservedFields.date]

/** Part of a page that a later signature may cover with its picture. Our own limit: a seal with its margins is far smaller. */
const pictureShareMax = 0.25

const changesMax = 50

/**
 * Compares the document as signed with the document as shown (kiểm tra thay đổi sau khi ký). Allowed after a signature: a further signature with
 * its field and picture, time stamps, evidence (DSS), and filling the fields for number and date. Everything else is named. Works on objects:
 * whatever a later revision defines otherwise must have a role in which that change is allowed, and no other role.
 * @param mayFill a further signature comes after: it answers for what was filled in
 */
export function changesAfter(document: Document, signedRevision: number, mayFill: boolean): Change[] {
  const last = document.revisions.length - 1
  if (signedRevision >= last) return []
  const before = document.snapshot(signedRevision)
  const after = document.snapshot(last)
  return comparison(before, after, mayFill).run(document, signedRevision)
}

function comparison(before: Snapshot, after: Snapshot, mayFill: boolean) {
  const changes: Change[] = []
  const roles = rolesIn(before)
  const name = (change: Change): void => {
    if (changes.length < changesMax && !changes.some((known) => JSON.stringify(known) === JSON.stringify(change))) changes.push(change)
  }
  const isNew = (value: PdfValue): value is PdfRef => isRef(value) && before.object(value.num) === null && !roles.mentions.has(value.num)

  return { run }

  function run(document: Document, signedRevision: number): Change[] {
    checkTrailer()
    for (const num of redefined(document, signedRevision)) {
      const was = before.object(num)
      if (was === null) {
        // A reference into nothing when it was signed, and into something now: prepared before, filled after.
        if (roles.mentions.has(num)) name({ kind: 'hidden-object-shown', num })
      } else checkObject(num, was, after.object(num))
    }
    return changes
  }

  /** Numbers that later revisions list otherwise, and that hold something else now. */
  function redefined(document: Document, signedRevision: number): number[] {
    const numbers = new Set<number>()
    for (const { sections } of document.revisions.slice(signedRevision + 1))
      for (const { entries } of sections) for (const num of entries.keys()) numbers.add(num)
    return [...numbers].filter((num) => {
      const [old, now] = [before.table.get(num), after.table.get(num)]
      if (!old || !now) return true
      if (isSameEntry(old, now) && old.type !== 'in') return false
      const sameGeneration = (old.type === 'at' ? old.gen : 0) === (now.type === 'at' ? now.gen : 0)
      return !sameGeneration || !isSame(before.object(num), after.object(num))
    })
  }

  function checkTrailer(): void {
    const [old, now] = [before.trailer.entries, after.trailer.entries]
    if (!isSame(old.get('Root') ?? null, now.get('Root') ?? null)) name({ kind: 'catalog-changed', key: 'Root' })
    const [oldId, nowId] = [before.resolve(old.get('ID')), after.resolve(now.get('ID'))]
    if (Array.isArray(oldId) && !(Array.isArray(nowId) && isSame(oldId[0] ?? null, nowId[0] ?? null)))
      name({ kind: 'catalog-changed', key: 'ID' })
    if (!isSame(old.get('Info') ?? null, now.get('Info') ?? null))
      checkInfo(before.resolve(old.get('Info')), after.resolve(now.get('Info')))
  }

  /** Every saving program notes its name and the time; nobody reads a document there. */
  function checkInfo(old: PdfValue, now: PdfValue): void {
    const keys = isDict(old) && isDict(now) ? differingKeys(old, now) : isDict(now) && old === null ? [...now.entries.keys()] : ['Info']
    if (keys.some((key) => key !== 'ModDate' && key !== 'Producer')) name({ kind: 'catalog-changed', key: 'Info' })
  }

  function checkObject(num: number, old: PdfValue, now: PdfValue): void {
    const onlyAs = (...keys: string[]): boolean =>
      [...(roles.mentions.get(num) ?? [])].every((key) => keys.includes(key) || (keys.includes('VRI') && /^[0-9A-F]{40}$/i.test(key)))
    const page = roles.pages.get(num)
    const annotated = roles.annotationLists.get(num)
    const field = roles.fields.get(num)
    if (
      isRef(before.trailer.entries.get('Root')) &&
      num === (before.trailer.entries.get('Root') as PdfRef).num &&
      isDict(old) &&
      isDict(now)
    )
      checkCatalog(old, now)
    else if (num === roles.form && onlyAs('AcroForm') && isDict(old) && isDict(now)) checkForm(old, now)
    else if (num === roles.fieldList && onlyAs('Fields') && Array.isArray(old)) checkFieldList(old, now)
    else if (page !== undefined && isDict(old) && isDict(now)) checkPage(page, old, now)
    else if (annotated !== undefined && onlyAs('Annots')) checkAnnotations(annotated, old, now)
    else if (field && isDict(old) && isDict(now)) checkField(field, old, now)
    else if (roles.evidence.has(num) && onlyAs('DSS', 'VRI', 'Certs', 'OCSPs', 'CRLs', 'Cert', 'OCSP', 'CRL')) return
    else if (num === roles.info && onlyAs('Info')) checkInfo(old, now)
    else if (roles.refillable.has(num) && onlyAs('N')) return
    else nameOther(num)
  }

  function nameOther(num: number): void {
    const keys = roles.mentions.get(num) ?? new Set()
    const annotatedPage = roles.annotations.get(num)
    if (keys.has('Kids') || keys.has('Pages')) name({ kind: 'pages-changed' })
    else if (annotatedPage !== undefined) name({ kind: 'annotation-changed', page: annotatedPage })
    else if (keys.has('Contents')) name({ kind: 'content-changed', num })
    else name({ kind: 'object-changed', num })
  }

  function checkCatalog(old: PdfDict, now: PdfDict): void {
    for (const key of differingKeys(old, now)) {
      if (key === 'AcroForm') checkForm(before.resolve(old.entries.get(key)), after.resolve(now.entries.get(key)))
      else if (key !== 'DSS' && key !== 'Extensions') name({ kind: 'catalog-changed', key })
    }
  }

  function checkForm(old: PdfValue, now: PdfValue): void {
    if (!isDict(now)) {
      name({ kind: 'catalog-changed', key: 'AcroForm' })
      return
    }
    const had = isDict(old) ? old : ({ type: 'dict', entries: new Map() } as PdfDict)
    for (const key of differingKeys(had, now)) {
      if (key === 'Fields') checkFieldList(before.resolve(had.entries.get(key)), after.resolve(now.entries.get(key)))
      else if (key !== 'SigFlags' && !((key === 'DR' || key === 'DA') && !had.entries.has(key)))
        name({ kind: 'catalog-changed', key: `AcroForm ${key}` })
    }
  }

  function checkFieldList(old: PdfValue, now: PdfValue): void {
    const added = addedTo(Array.isArray(old) ? old : [], now)
    if (!added) {
      name({ kind: 'form-changed', field: '' })
      return
    }
    for (const value of added) checkNewField(value)
  }

  /** A field that came after a signature may be a signature's and nothing else. */
  function checkNewField(value: PdfValue): void {
    const dict = after.resolve(value)
    const title = isDict(dict) ? after.resolve(dict.entries.get('T')) : null
    const label = isString(title) ? String.fromCharCode(...title.bytes.subarray(0, 100)) : ''
    const isSignature = isNew(value) && isDict(dict) && isName(after.resolve(dict.entries.get('FT')), 'Sig')
    // A field with a picture and no signature would be an overlay like any other.
    const isSigned = isDict(dict) && isDict(after.resolve(dict.entries.get('V')))
    const isPlain = isSignature && isSigned && [...dict.entries.keys()].every((key) => signatureFieldKeys.has(key))
    if (!isPlain || roles.names.has(label)) name({ kind: 'form-changed', field: label })
    else if (roles.isCertifiedClosed && !isTimeStampField(dict)) name({ kind: 'closed-by-certification' })
  }

  function isTimeStampField(dict: PdfDict): boolean {
    const value = after.resolve(dict.entries.get('V'))
    return isDict(value) && isName(value.entries.get('Type'), 'DocTimeStamp')
  }

  function checkField({ name: label, type }: Field, old: PdfDict, now: PdfDict): void {
    const keys = differingKeys(old, now)
    const was = before.resolve(old.entries.get('V'))
    const wasEmpty = was === null || (isString(was) && was.bytes.length === 0)
    const filled = after.resolve(now.entries.get('V'))
    const isFilled = type === 'Sig' ? isDict(filled) : isString(filled) && filled.bytes.length > 0
    const allowed = type === 'Sig' ? signatureFillKeys : mayFill && filledAfterSigning.includes(label) ? numberFillKeys : null
    if (!allowed || !wasEmpty || !isFilled || keys.some((key) => !allowed.has(key))) {
      name({ kind: 'form-changed', field: label })
      return
    }
    if (roles.isCertifiedClosed) name({ kind: 'closed-by-certification' })
    for (const [num, page] of roles.annotations)
      if (roles.fields.get(num)?.dict === old && shareOfPage(now, page) > pictureShareMax) name({ kind: 'appearance-too-large', page })
  }

  function checkPage(page: number, old: PdfDict, now: PdfDict): void {
    for (const key of differingKeys(old, now)) {
      if (key === 'Annots') checkAnnotations(page, before.resolve(old.entries.get(key)), after.resolve(now.entries.get(key)))
      else name({ kind: 'page-changed', page })
    }
  }

  function checkAnnotations(page: number, old: PdfValue, now: PdfValue): void {
    const added = addedTo(Array.isArray(old) ? old : [], now)
    if (!added) {
      name({ kind: 'annotation-changed', page })
      return
    }
    const shown = new Set(fieldsOf(after).map(({ num }) => num))
    for (const value of added) {
      const dict = after.resolve(value)
      const isWidget = isNew(value) && isDict(dict) && shown.has(value.num) && isName(after.resolve(dict.entries.get('FT')), 'Sig')
      if (!isWidget) name({ kind: 'annotation-added', page })
      else if (shareOfPage(dict, page) > pictureShareMax) name({ kind: 'appearance-too-large', page })
    }
  }

  function shareOfPage(widget: PdfDict, page: number): number {
    const sheet = [...roles.pages].find(([, number]) => number === page)?.[0]
    const whole = areaOf(inherited(before, sheet === undefined ? null : before.object(sheet), 'MediaBox'), before)
    return areaOf(after.resolve(widget.entries.get('Rect')), after) / (whole || 1)
  }
}

/** Additions behind or between what was there; null when something that was there is gone or moved. */
function addedTo(old: readonly PdfValue[], now: PdfValue): PdfValue[] | null {
  if (!Array.isArray(now)) return null
  const added: PdfValue[] = []
  let next = 0
  for (const value of now) {
    if (next < old.length && isSame(value, old[next]!)) next++
    else added.push(value)
  }
  return next === old.length ? added : null
}

function differingKeys(old: PdfDict, now: PdfDict): string[] {
  return [...new Set([...old.entries.keys(), ...now.entries.keys()])].filter((key) => {
    const [a, b] = [old.entries.get(key), now.entries.get(key)]
    return a === undefined || b === undefined || !isSame(a, b)
  })
}

const signatureFieldKeys: ReadonlySet<string> = new Set(['Type', 'Subtype', 'FT', 'T', 'TU', 'V', 'F', 'Ff', 'Rect', 'P', 'AP', 'AS', 'M', 'NM', 'Lock', 'SV', 'DA', 'BS', 'Border', 'MK']) // biome-ignore format: a list
const signatureFillKeys: ReadonlySet<string> = new Set(['V', 'AP', 'M', 'F'])
const numberFillKeys: ReadonlySet<string> = new Set(['V', 'AP', 'M', 'Ff'])

/** Who is who in the signed document. */
interface Roles {
  form: number | null
  fieldList: number | null
  info: number | null
  /** object number → page, from 1 */
  pages: ReadonlyMap<number, number>
  annotationLists: ReadonlyMap<number, number>
  annotations: ReadonlyMap<number, number>
  fields: ReadonlyMap<number, Field>
  names: ReadonlySet<string>
  evidence: ReadonlySet<number>
  /** pictures of fields that may still be filled */
  refillable: ReadonlySet<number>
  /** object number → keys under which anything refers to it: an object with two roles may change in neither */
  mentions: ReadonlyMap<number, ReadonlySet<string>>
  isCertifiedClosed: boolean
}

function rolesIn(snapshot: Snapshot): Roles {
  const numberOf = (value: PdfValue | undefined): number | null => (isRef(value) ? value.num : null)
  const catalog = catalogOf(snapshot)
  const form = snapshot.resolve(catalog?.entries.get('AcroForm'))
  const pages = new Map<number, number>()
  const annotationLists = new Map<number, number>()
  const annotations = new Map<number, number>()
  for (const { num, dict } of pagesOf(snapshot, catalog?.entries.get('Pages'))) {
    const page = pages.size + 1
    pages.set(num, page)
    const list = dict.entries.get('Annots')
    if (isRef(list)) annotationLists.set(list.num, page)
    const items = snapshot.resolve(list)
    if (Array.isArray(items)) for (const item of items) if (isRef(item)) annotations.set(item.num, page)
  }
  const fields = fieldsOf(snapshot)
  const open = fields.filter(({ type, name, dict }) => (type === 'Sig' && !dict.entries.has('V')) || filledAfterSigning.includes(name))
  return {
    form: numberOf(catalog?.entries.get('AcroForm')),
    fieldList: isDict(form) ? numberOf(form.entries.get('Fields')) : null,
    info: numberOf(snapshot.trailer.entries.get('Info')),
    pages,
    annotationLists,
    annotations,
    fields: new Map(fields.flatMap((field) => (field.num === null ? [] : [[field.num, field] as const]))),
    names: new Set(fields.map(({ name }) => name)),
    evidence: new Set(insideEvidence(snapshot, catalog?.entries.get('DSS'))),
    refillable: new Set(
      open.flatMap(({ dict }) => {
        const appearance = snapshot.resolve(dict.entries.get('AP'))
        const normal = isDict(appearance) ? numberOf(appearance.entries.get('N')) : null
        return normal === null ? [] : [normal]
      }),
    ),
    mentions: mentionsIn(snapshot),
    isCertifiedClosed: isCertifiedClosed(snapshot, catalog),
  }
}

const pagesMax = 100_000

function pagesOf(snapshot: Snapshot, root: PdfValue | undefined): { num: number; dict: PdfDict }[] {
  const found: { num: number; dict: PdfDict }[] = []
  const seen = new Set<number>()
  const waiting: PdfValue[] = root === undefined ? [] : [root]
  while (waiting.length > 0 && seen.size < pagesMax) {
    const value = waiting.pop()!
    const dict = snapshot.resolve(value)
    if (!isRef(value) || !isDict(dict) || seen.has(value.num)) continue
    seen.add(value.num)
    const kids = snapshot.resolve(dict.entries.get('Kids'))
    if (Array.isArray(kids)) waiting.push(...kids.toReversed())
    else found.push({ num: value.num, dict })
  }
  return found
}

/** Dictionaries and lists of the store of evidence; its streams stay as they are. */
function insideEvidence(snapshot: Snapshot, root: PdfValue | undefined): number[] {
  const found: number[] = []
  const visit = (value: PdfValue | undefined, depth: number): void => {
    if (value === undefined || depth > 5) return
    const held = snapshot.resolve(value)
    if (isStream(held)) return
    if (isRef(value)) found.push(value.num)
    if (isDict(held)) for (const inner of held.entries.values()) visit(inner, depth + 1)
    else if (Array.isArray(held)) for (const inner of held) visit(inner, depth + 1)
  }
  visit(root, 0)
  return found
}

function mentionsIn(snapshot: Snapshot): Map<number, Set<string>> {
  const mentions = new Map<number, Set<string>>()
  const visit = (value: PdfValue, key: string): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) for (const item of value) visit(item, key)
    else if (value.type === 'ref') mentions.set(value.num, (mentions.get(value.num) ?? new Set()).add(key))
    else if (value.type === 'dict') for (const [inner, held] of value.entries) visit(held, inner)
    else if (value.type === 'stream') visit(value.dict, '')
  }
  for (const num of snapshot.table.keys()) visit(snapshot.object(num), '')
  return mentions
}

/** A certifying signature may close the document for good (DocMDP with P 1). */
function isCertifiedClosed(snapshot: Snapshot, catalog: PdfDict | null): boolean {
  const permissions = snapshot.resolve(catalog?.entries.get('Perms'))
  const certifying = isDict(permissions) ? snapshot.resolve(permissions.entries.get('DocMDP')) : null
  const references = isDict(certifying) ? snapshot.resolve(certifying.entries.get('Reference')) : null
  return (
    Array.isArray(references) &&
    references.some((reference) => {
      const dict = snapshot.resolve(reference)
      const parameters = isDict(dict) ? snapshot.resolve(dict.entries.get('TransformParams')) : null
      return (
        isDict(dict) &&
        isName(dict.entries.get('TransformMethod'), 'DocMDP') &&
        isDict(parameters) &&
        snapshot.resolve(parameters.entries.get('P')) === 1
      )
    })
  )
}

function inherited(snapshot: Snapshot, page: PdfValue, key: string): PdfValue {
  let node = page
  for (let step = 0; isDict(node) && step < 50; step++) {
    if (node.entries.has(key)) return snapshot.resolve(node.entries.get(key))
    node = snapshot.resolve(node.entries.get('Parent'))
  }
  return null
}

function areaOf(box: PdfValue, snapshot: Snapshot): number {
  const sides = Array.isArray(box) ? box.map((side) => snapshot.resolve(side)) : []
  if (sides.length !== 4 || !sides.every((side) => typeof side === 'number')) return 0
  const [left, bottom, right, top] = sides as [number, number, number, number]
  return Math.abs((right - left) * (top - bottom))
}
