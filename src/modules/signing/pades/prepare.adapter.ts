import { createHash } from 'node:crypto'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRef, PDFString } from '@cantoo/pdf-lib'
import type { Moment } from '../../../kernel/moment.ts'
import { momentText } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { FileRefused } from '../model.ts'
import { isOnPage, type Place, type Placed, placeOnPage, pointsPerMm } from '../place.ts'
import { appendTo, carryOn, catalogOf, fieldsOf, formOf, isSignature, name, type OpenPdf, openPdf, pageAt } from './document.adapter.ts'

/** What one signature puts into the file. A stamp is a PDF of one page, made by Typst. */
export interface SignatureWish {
  /** name of the signature field; an empty one of this name is used, else one is made */
  field: string
  at: Moment
  signerName: string
  reason: string | null
  location: string | null
  /** where it shows; not needed for a reserved field, which has its place; null shows nothing */
  place: Place | null
  stamp: Uint8Array | null
  /** the file must have a signature already: the seal comes second */
  isSecond?: boolean
  /** first signature of a document: fields that are left open for later hands, and nothing else may change afterwards */
  reserve: readonly { field: string; kind: 'text' | 'signature'; place: Place }[]
  /** later signature: reserved fields that are filled in the same revision */
  fill: readonly { field: string; text: string; stamp: Uint8Array }[]
  /** room for the signature container, bytes */
  containerBytesMax: number
}

/** A file that waits for its signature (tệp đã chuẩn bị): all but the container is in its place. */
export interface PreparedPdf {
  bytes: Uint8Array<ArrayBuffer>
  /** the two stretches that are signed: everything but the container between its angle brackets */
  ranges: readonly [start: number, length: number, start: number, length: number]
}

/** Lays a signature into a file up to its value: field, appearance, dictionary with room for the container. */
export async function preparePdf(pdf: Uint8Array, wish: SignatureWish): Promise<Result<PreparedPdf, FileRefused>> {
  const opened = await openPdf(pdf)
  if (!opened.ok) return opened
  const open = opened.value
  const catalog = catalogOf(open)
  const isFirst = open.signed.length === 0
  if (wish.isSecond && isFirst) return err({ kind: 'not-signed-yet' })

  for (const filled of wish.fill) {
    const done = await fillField(open, filled)
    if (!done.ok) return done
  }
  const field = await signatureField(open, wish)
  if (!field.ok) return field
  // After the signature: what is reserved now is laid over it later, the seal over the handwriting.
  for (const reserved of wish.reserve) {
    const made = await addField(open, reserved.field, reserved.kind === 'text' ? 'Tx' : 'Sig', reserved.place, null)
    if (!made.ok) return made
  }

  const { context } = open.document
  const signature = context.obj({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, PDFName.of(rangeMark), PDFName.of(rangeMark), PDFName.of(rangeMark)],
    Contents: PDFHexString.of('0'.repeat(wish.containerBytesMax * 2)),
    M: PDFString.of(pdfTime(wish.at)),
    Name: PDFHexString.fromText(wish.signerName),
  }) as PDFDict
  if (wish.reason !== null) signature.set(name('Reason'), PDFHexString.fromText(wish.reason))
  if (wish.location !== null) signature.set(name('Location'), PDFHexString.fromText(wish.location))
  const signatureRef = context.register(signature)
  field.value.dict.set(name('V'), signatureRef)
  open.touched.add(field.value.ref)
  const form = formOf(open)
  if (form.dict.lookupMaybe(name('SigFlags'), PDFNumber)?.asNumber() !== 3) {
    form.dict.set(name('SigFlags'), PDFNumber.of(3)) // signatures exist, append only
    open.touched.add(form.ref)
  }
  if (isFirst && wish.reserve.length > 0) {
    signature.set(name('Reference'), context.obj([onlyFilling]))
    catalog.dict.set(name('Perms'), context.obj({ DocMDP: signatureRef }))
    open.touched.add(catalog.ref)
  }
  return ok(withRanges(await carryOn(open), pdf.length))
}

/** Changes allowed after this signature: fields filled in and further signatures, nothing else (ISO 32000-2, 12.8.2.2). */
const onlyFilling = {
  Type: 'SigRef',
  TransformMethod: 'DocMDP',
  TransformParams: { Type: 'TransformParams', P: 2, V: PDFName.of('1.2') },
}

/** As wide as the largest offset can be. */
const rangeMark = '**********'

/** Writes the real offsets over the marks. */
function withRanges(bytes: Uint8Array<ArrayBuffer>, from: number): PreparedPdf {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const mark = `/ByteRange [ 0 /${rangeMark} /${rangeMark} /${rangeMark} ]`
  const at = file.indexOf(mark, from, 'latin1')
  const open = file.indexOf('/Contents <', at, 'latin1') + '/Contents '.length
  const close = file.indexOf('>', open, 'latin1') + 1
  const ranges = [0, open, close, file.length - close] as const
  file.write(`/ByteRange [ ${ranges.join(' ')} ]`.padEnd(mark.length), at, 'latin1')
  return { bytes, ranges }
}

/** The file with the container in its place. */
export function embedContainer({ bytes, ranges }: PreparedPdf, container: Uint8Array): Result<Uint8Array<ArrayBuffer>, FileRefused> {
  const [, open, close] = ranges
  if (container.length * 2 > close - open - 2) return err({ kind: 'signature-too-large' })
  const signed = Uint8Array.from(bytes)
  Buffer.from(signed.buffer).write(Buffer.from(container).toString('hex'), open + 1, 'latin1')
  return ok(signed)
}

async function signatureField(open: OpenPdf, wish: SignatureWish): Promise<Result<{ dict: PDFDict; ref: PDFRef }, FileRefused>> {
  const present = fieldsOf(open.document).find(({ title }) => title === wish.field)
  if (!present && wish.isSecond && !wish.place) return err({ kind: 'field-not-reserved', field: wish.field })
  if (!present) return addField(open, wish.field, 'Sig', wish.place, wish.stamp)
  if (!isSignature(present.dict) || present.dict.has(name('V'))) return err({ kind: 'already-signed', field: wish.field })
  if (wish.stamp) await dress(open, present.dict, wish.stamp)
  return ok(present)
}

/** A field and what it looks like in one object, as a form has it that shows each field once. */
async function addField(
  open: OpenPdf,
  field: string,
  type: 'Tx' | 'Sig',
  place: Place | null,
  stamp: Uint8Array | null,
): Promise<Result<{ dict: PDFDict; ref: PDFRef }, FileRefused>> {
  if (fieldsOf(open.document).some(({ title }) => title === field)) return err({ kind: 'already-signed', field })
  const page = pageAt(open, place?.page ?? 1)
  if (!page.ok) return page
  if (place && !isOnPage(place.box, page.value.frame)) return err({ kind: 'place-off-page' })
  const { rect, matrix }: Placed = place ? placeOnPage(place.box, page.value.frame) : { rect: [0, 0, 0, 0], matrix: [1, 0, 0, 1, 0, 0] }
  const { context } = open.document
  const dict = context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: type,
    T: PDFHexString.fromText(field),
    F: 132, // printed, and locked in its place
    Rect: [...rect],
    P: page.value.ref,
  }) as PDFDict
  if (type === 'Tx') {
    dict.set(name('Ff'), PDFNumber.of(1)) // not for typing: the office's programme fills it
    dict.set(name('DA'), PDFString.of('0 g'))
    dict.set(name('V'), PDFString.of(''))
  }
  // What is turned on the page is turned back here; remembered for the hand that fills the field later.
  if (place) dict.set(name('AP'), context.obj({ N: context.register(emptyForm(open, rect, matrix)) }))
  if (place && stamp) await dress(open, dict, stamp)
  const ref = context.register(dict)
  const form = formOf(open)
  appendTo(open, form.dict, form.ref, 'Fields', ref)
  appendTo(open, page.value.dict, page.value.ref, 'Annots', ref)
  return ok({ dict, ref })
}

const emptyForm = (open: OpenPdf, [x0, y0, x1, y1]: Placed['rect'], matrix: Placed['matrix']) => {
  const isTurned = matrix[0] === 0
  const box = isTurned ? [0, 0, y1 - y0, x1 - x0] : [0, 0, x1 - x0, y1 - y0]
  return open.document.context.stream('', { Type: 'XObject', Subtype: 'Form', BBox: box, Matrix: [...matrix], Resources: {} })
}

async function fillField(open: OpenPdf, wish: SignatureWish['fill'][number]): Promise<Result<null, FileRefused>> {
  const found = fieldsOf(open.document).find(({ title }) => title === wish.field)
  if (!found || found.dict.lookup(name('FT')) !== name('Tx')) return err({ kind: 'field-not-reserved', field: wish.field })
  const held = found.dict.lookup(name('V')) as { decodeText?: () => string } | undefined
  if ((held?.decodeText?.() ?? '') !== '') return err({ kind: 'already-signed', field: wish.field })
  found.dict.set(name('V'), PDFHexString.fromText(wish.text))
  await dress(open, found.dict, wish.stamp)
  open.touched.add(found.ref)
  return ok(null)
}

/** Gives a field its appearance: the stamp's page as a form, scaled into the field's box. */
async function dress(open: OpenPdf, field: PDFDict, stamp: Uint8Array): Promise<void> {
  const { context } = open.document
  const before = field.lookupMaybe(name('AP'), PDFDict)?.lookup(name('N')) as { dict: PDFDict } | undefined
  const box = before?.dict.lookup(name('BBox'), PDFArray)
  const matrix = before?.dict.lookup(name('Matrix'), PDFArray)
  const [, , width = 0, height = 0] = (box?.asArray() ?? []).map((side) => (side as PDFNumber).asNumber())
  const source = await openStamp(stamp)
  const page = await open.document.embedPage(source.getPage(0))
  const scale = [width / page.width, 0, 0, height / page.height, 0, 0].map((part) => +part.toFixed(5)).join(' ')
  const form = context.stream(`q ${scale} cm /S Do Q`, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: box ?? [0, 0, width, height],
    Matrix: matrix ?? [1, 0, 0, 1, 0, 0],
    Resources: { XObject: { S: page.ref } },
  })
  field.set(name('AP'), context.obj({ N: context.register(form) }))
}

/** A stamp is used for many files and parsed once; by its content, for it comes from another thread anew each time. */
const stamps = new Map<string, Promise<PDFDocument>>()
const stampsKept = 50
function openStamp(stamp: Uint8Array): Promise<PDFDocument> {
  const key = createHash('sha256').update(stamp).digest('hex')
  const known = stamps.get(key) ?? PDFDocument.load(stamp, { updateMetadata: false })
  stamps.delete(key)
  stamps.set(key, known)
  if (stamps.size > stampsKept) stamps.delete(stamps.keys().next().value!)
  return known
}

/** `D:20260302102400+07'00'` */
function pdfTime(at: Moment): string {
  const [date = '', offset = ''] = momentText(at).match(/^[^+]+|\+.*$/g) ?? []
  return `D:${date.replace(/\D/g, '')}${offset.replace(':', "'")}'`
}

/** What proves signatures later (dữ liệu xác thực): certificates, OCSP answers, CRLs. */
export interface Evidence {
  certificates: readonly Uint8Array[]
  ocspAnswers: readonly Uint8Array[]
  crls: readonly Uint8Array[]
}

/** Adds evidence to a signed file (DSS). Nothing that is seen changes. */
export async function addEvidence(pdf: Uint8Array, evidence: Evidence): Promise<Result<Uint8Array<ArrayBuffer>, FileRefused>> {
  const opened = await openPdf(pdf)
  if (!opened.ok) return opened
  const open = opened.value
  const { context } = open.document
  const catalog = catalogOf(open)
  const before = catalog.dict.lookupMaybe(name('DSS'), PDFDict)
  const streams = (key: string, items: readonly Uint8Array[]) =>
    context.obj([
      ...(before?.lookupMaybe(name(key), PDFArray)?.asArray() ?? []),
      ...items.map((bytes) => context.register(context.flateStream(bytes))),
    ])
  const store = context.obj({ Type: 'DSS' }) as PDFDict
  const vri = before?.get(name('VRI'))
  if (vri) store.set(name('VRI'), vri)
  for (const [key, items] of [
    ['Certs', evidence.certificates],
    ['OCSPs', evidence.ocspAnswers],
    ['CRLs', evidence.crls],
  ] as const) {
    const list = streams(key, items)
    if (list.size() > 0) store.set(name(key), list)
  }
  catalog.dict.set(name('DSS'), context.register(store))
  open.touched.add(catalog.ref)
  return ok(await carryOn(open))
}

/** Size of a stamp in millimetres, from its page. */
export async function stampSize(stamp: Uint8Array): Promise<{ widthMm: number; heightMm: number }> {
  const { width, height } = (await openStamp(stamp)).getPage(0).getSize()
  return { widthMm: width / pointsPerMm, heightMm: height / pointsPerMm }
}
