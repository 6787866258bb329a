import { spawn, spawnSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Moment, moment } from '../../kernel/moment.ts'
import { err, ok } from '../../kernel/result.ts'
import { createTypst } from '../../platform/pdf/typst.ts'
import type { Box, SigningKey, SignRequest } from './model.ts'
import { handwrittenSignature, redSeal } from './pictures.example.ts'
import type { Identity } from './testing.adapter.ts'

/** Is a program on this machine? Tests that need one are named as not run where it is missing. */
export const missing = (program: string, versionFlag = '--version'): string | false =>
  spawnSync(program, [versionFlag]).error ? `${program} is not on this machine` : false

/** Runs a program beside this process: the authority of the tests answers from here and must not be held up. */
export function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: { ...process.env, ...env } })
    let out = ''
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      out += part
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
  })
}

/** A key of the test authority in memory. */
export const keyOf = ({ chain, privateKey }: Identity): SigningKey => {
  const algorithm = privateKey.asymmetricKeyType === 'rsa' ? 'rsa-sha256' : 'ecdsa-p256-sha256'
  return {
    algorithm,
    chain,
    sign: async (messages) => messages.map((message) => ok(new Uint8Array(sign('sha256', message, privateKey)))),
    close: async () => {},
  }
}

/** A token that is pulled out after some signatures. */
export const keyPulledOutAfter = (identity: Identity, signatures: number): SigningKey & { asked: () => number } => {
  let asked = 0
  const key = keyOf(identity)
  return {
    ...key,
    asked: () => asked,
    sign: async (messages) => {
      const values = await key.sign(messages)
      return values.map((value) => (++asked > signatures ? err({ kind: 'token-removed' as const }) : value))
    },
  }
}

/** The office's second now, as the services of the test authority have it. */
export const thisMoment = (): Moment => moment(new Date().toISOString())

/** Places of the sample decision. */
export const places = {
  number: { leftMm: 52.5, topMm: 30.8, widthMm: 11, heightMm: 6.6 },
  date: { leftMm: 108, topMm: 30.8, widthMm: 84, heightMm: 6.6 },
  signature: { leftMm: 128, topMm: 85, widthMm: 50, heightMm: 20 },
} as const satisfies Record<string, Box>

const decision = `#import "/official.typ": *
#show: sheet
#letterhead((parentAgency: "ỦY BAN NHÂN DÂN TỈNH THỬ", unit: "SỞ THỬ NGHIỆM", number: "         ", symbol: "QĐ-STN", placeAndDate: []))
#title("Quyết định")
#align(center)[*Về việc thử chữ ký số*]
#v(4mm)
Điều 1. Ký thử hai chữ ký: người có thẩm quyền ký trước, cơ quan ký sau.
#place(top + left, dx: 90mm, dy: 60mm, block(width: 70mm, align(center)[*GIÁM ĐỐC* #v(24mm) *Phạm Thử Ký*]))
#for page in range(1, data.pages) { pagebreak(); [Trang #str(page + 1)] }
`

/** A decision of an invented department, as official papers look. */
export async function sampleDecision(pages = 1): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-decision-'))
  writeFileSync(join(folder, 'decision.typ'), decision)
  const typst = createTypst({ templateFolder: folder })
  try {
    return typst.render({ template: 'decision', title: 'Quyết định', at: moment('2026-11-20T08:00:00+07:00'), data: { pages } })
  } finally {
    await typst.close()
    rmSync(folder, { recursive: true })
  }
}

const common = { about: 'document/1', sourceSha256: '', location: 'Thử' }
const seal = { png: redSeal(), widthMm: 36, heightMm: 36 }
const handwriting = { png: handwrittenSignature(), widthMm: 50, heightMm: 20 }

/** What the leader asks: their signature, number, date and seal left open. */
export const signatoryRequest = (more: Partial<Extract<SignRequest, { role: 'signatory' }>> = {}) =>
  ({
    ...common,
    role: 'signatory',
    reason: 'Ký ban hành',
    place: { page: 1, box: places.signature },
    picture: handwriting,
    open: { number: { page: 1, box: places.number }, date: { page: 1, box: places.date }, seal },
    ...more,
  }) satisfies SignRequest

/** What the clerk asks then. */
export const sealRequest = (more: Partial<Extract<SignRequest, { role: 'seal' }>> = {}) =>
  ({
    ...common,
    role: 'seal',
    reason: null,
    picture: seal,
    place: null,
    number: { text: '12', size: places.number },
    date: { text: 'Thử, ngày 20 tháng 11 năm 2026', size: places.date, isItalic: true },
    ...more,
  }) satisfies SignRequest

/** What poppler's `pdfsig` says of each signature: field, signer, whether value and digest hold, whether it covers the file to its end. */
export async function pdfsig(pdf: Uint8Array): Promise<{ field: string; signer: string; isValid: boolean; coversAll: boolean }[]> {
  // Without a certificate store: whether the file is as it was signed. Chains are judged by other tests.
  const { out } = await inFile(pdf, (path) => run('pdfsig', ['-nocert', path]))
  return out
    .split(/^Signature #\d+:$/m)
    .slice(1)
    .filter((text) => !text.includes('is not signed'))
    .map((text) => ({
      field: /Field Name: (.*)/.exec(text)?.[1] ?? '',
      signer: /Common Name: (.*)/.exec(text)?.[1] ?? '',
      isValid: text.includes('Signature is Valid.'),
      coversAll: text.includes('Total document signed'),
    }))
}

/** Has a file for as long as somebody works on it. */
export async function inFile<T>(bytes: Uint8Array, work: (path: string, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-signed-'))
  const path = join(folder, 'file.pdf')
  writeFileSync(path, bytes)
  try {
    return await work(path, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The file as qpdf writes it again with other settings. */
export const rewritten = (pdf: Uint8Array, ...args: string[]): Promise<Uint8Array> =>
  inFile(pdf, async (path, folder) => {
    const { code, out } = await run('qpdf', [...args, path, join(folder, 'out.pdf')])
    if (code !== 0) throw new Error(out)
    return new Uint8Array(readFileSync(join(folder, 'out.pdf')))
  })
