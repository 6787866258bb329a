import { createHash, sign } from 'node:crypto'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import type { Moment } from '../../../kernel/moment.ts'
import { readCertificate } from '../certificate.adapter.ts'
import { signatureContainer, signedAttributes } from '../cms.ts'
import { hashOf, reservedFields } from '../model.ts'
import { carryOn, type OpenPdf, openPdf } from '../pades/document.adapter.ts'
import { embedContainer, type PreparedPdf, preparePdf, type SignatureWish } from '../pades/prepare.adapter.ts'
import type { Identity, TestPki } from '../testing.adapter.ts'
import { stampTime } from '../time-stamp.adapter.ts'
import { readCertificate as readForVerification } from './certificate.ts'
import { mathematics } from './mathematics.adapter.ts'
import type { Question } from './verify.ts'

/** A letter of so many pages, as an office program would write it. */
export async function letterPdf(pages = 2, useObjectStreams = false): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const font = await document.embedFont(StandardFonts.TimesRoman)
  for (let page = 1; page <= pages; page++)
    document.addPage([595, 842]).drawText(`Trang ${page}: pay 100 dong`, { x: 80, y: 700, font, size: 13 })
  return document.save({ useObjectStreams, updateFieldAppearances: false })
}

export interface Hand {
  identity: Identity
  at: Moment
  field?: string
  timeStampUrl?: string
  /** changes the container, as a forger would */
  forge?: (parts: Parameters<typeof signatureContainer>[0]) => Parameters<typeof signatureContainer>[0]
  wish?: Partial<SignatureWish>
}

/** Signs a file: one revision more. */
export async function signedBy(pdf: Uint8Array, hand: Hand): Promise<Uint8Array> {
  const { prepared, parts } = await preparedBy(pdf, hand)
  return must(embedContainer(prepared, signatureContainer(hand.forge ? hand.forge(parts) : parts)))
}

async function preparedBy(
  pdf: Uint8Array,
  hand: Hand,
): Promise<{ prepared: PreparedPdf; parts: Parameters<typeof signatureContainer>[0] }> {
  const { identity, at, field = 'Signature1', timeStampUrl } = hand
  const wish: SignatureWish = {
    field, at, signerName: 'x', reason: null, location: null, place: null, stamp: null, reserve: [], fill: [], containerBytesMax: 12_000, ...hand.wish,
  } // biome-ignore format: the usual wish
  const prepared = must(await preparePdf(pdf, wish))
  const signer = readCertificate(identity.certificate)!
  const keyAlgorithm = signer.algorithm!
  const hash = hashOf[keyAlgorithm]
  const [start, length, rest, restLength] = prepared.ranges
  const fileHash = createHash(hash)
    .update(prepared.bytes.subarray(start, start + length))
    .update(prepared.bytes.subarray(rest, rest + restLength))
    .digest()
  const attributes = signedAttributes({ fileHash, certificateHash: createHash(hash).update(signer.der).digest(), keyAlgorithm })
  const value = sign(hash, attributes, identity.privateKey)
  const stamp = timeStampUrl ? must(await stampTime({ url: timeStampUrl }, value)) : null
  return {
    prepared,
    parts: { keyAlgorithm, chain: identity.chain, signer, attributes, value, ...(stamp ? { timeStamp: stamp.token } : {}) },
  }
}

/** Places that the leader's signature leaves open, as the office's own program does. */
export const reserved: SignatureWish['reserve'] = [
  { field: reservedFields.number, kind: 'text', place: { page: 1, box: { leftMm: 30, topMm: 30, widthMm: 30, heightMm: 6 } } },
  { field: reservedFields.seal, kind: 'signature', place: { page: 1, box: { leftMm: 100, topMm: 200, widthMm: 36, heightMm: 36 } } },
]

/** A document with its two signatures: the leader's with open places, then number and seal. */
export async function signedTwice(pdf: Uint8Array, person: Hand, agency: Hand): Promise<Uint8Array> {
  const first = await signedBy(pdf, { field: reservedFields.signatory, ...person, wish: { reserve: reserved, ...person.wish } })
  const fill = [{ field: reservedFields.number, text: '1722', stamp: await letterPdf(1) }]
  return signedBy(first, { field: reservedFields.seal, ...agency, wish: { fill, stamp: await letterPdf(1), ...agency.wish } })
}

function must<T, E>(result: { ok: true; value: T } | { ok: false; error: E }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

/** The question that tests ask of a file: the test authority is trusted, its lists are at hand when asked for. */
export function asking(pki: TestPki, wish: Partial<Question> & { withLists?: boolean } = {}): Question {
  const { withLists, ...rest } = wish
  const anchors = [readForVerification(pki.root.certificate, mathematics)]
  return { trust: { anchors, crls: withLists ? [pki.crl.root, pki.crl.issuing] : [] }, agencies: null, now: testNow, ...rest }
}

/** The second in which tests verify: behind the real clock, by which the test authority stamps. */
const testNow = (Math.floor(Date.now() / 1000) + 60) as Moment

/** Somebody appends a revision with pdf-lib, as a program would: what `change` touches is written again. */
export async function appended(pdf: Uint8Array, change: (open: OpenPdf) => void): Promise<Uint8Array> {
  const open = must(await openPdf(pdf))
  change(open)
  return carryOn(open)
}

/** Somebody appends a revision by hand: objects as text, and a table that may lie about where they are. */
export function appendedByHand(
  pdf: Uint8Array,
  objects: readonly string[],
  table: (offsets: readonly number[]) => Record<number, number>,
): Uint8Array {
  const old = Buffer.from(pdf).toString('latin1')
  const [, previous] = [...old.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)!
  const [, root] = [...old.matchAll(/\/Root (\d+ 0 R)/g)].at(-1)!
  const offsets: number[] = []
  let text = old
  for (const object of objects) {
    offsets.push(text.length)
    text += `${object}\n`
  }
  const at = text.length
  const rows = Object.entries(table(offsets)).map(([num, offset]) => `${num} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  return Buffer.from(
    `${text}xref\n${rows.join('')}trailer\n<< /Size 900 /Root ${root} /Prev ${previous} >>\nstartxref\n${at}\n%%EOF\n`,
    'latin1',
  )
}

/** Overwrites text with text of the same length, from the last place where it stands. */
export function overwritten(pdf: Uint8Array, old: string | RegExp, text: (found: string) => string): Uint8Array {
  const all = Buffer.from(pdf).toString('latin1')
  const found = typeof old === 'string' ? old : [...all.matchAll(old)].at(-1)![0]
  const at = all.lastIndexOf(found)
  if (at < 0) throw new Error(`no ${found}`)
  return Buffer.from(all.slice(0, at) + text(found).padEnd(found.length) + all.slice(at + found.length), 'latin1')
}
