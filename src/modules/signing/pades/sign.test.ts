import { deepEqual, equal, ok } from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { type Moment, moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { createRevocationReader } from '../evidence.adapter.ts'
import { layOut } from '../layout.adapter.ts'
import type { SigningKey, SignRefused, SignRequest } from '../model.ts'
import {
  inFile,
  keyOf,
  keyPulledOutAfter,
  missing,
  pdfsig,
  places,
  rewritten,
  run,
  sampleDecision,
  sealRequest,
  signatoryRequest,
  thisMoment,
} from '../signing.fixture.ts'
import { createStamps } from '../stamps.adapter.ts'
import { createTestPki, type Identity, type TestPki, testExpiredAt } from '../testing.adapter.ts'
import { type FileToSign, type SignedPdf, type SigningMeans, signMany } from './sign.adapter.ts'
import { createPdfThread } from './thread.adapter.ts'

const noPdfsig = missing('pdfsig', '-v')
const noQpdf = missing('qpdf')
const noOpenssl = missing('openssl', 'version')

const stamps = createStamps()
const thread = createPdfThread()
let pki: TestPki
let means: SigningMeans
let draft: Uint8Array
let signed: Uint8Array
let sealed: Uint8Array
before(async () => {
  pki = await createTestPki()
  means = { thread, revocations: createRevocationReader(), level: 'B-T', timeStamps: { url: pki.timeStampUrl }, registeredKind: () => null }
  draft = await sampleDecision()
  signed = pdfOf(await put(draft, signatoryRequest(), keyOf(pki.person)))
  sealed = pdfOf(await put(signed, sealRequest(), keyOf(pki.agency)))
})
after(async () => {
  await Promise.all([stamps.close(), thread.close(), pki.close()])
})

type Outcome = Result<SignedPdf, SignRefused>
const pdfOf = (outcome: Outcome): Uint8Array => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.error)}`)
  return outcome.value.pdf
}
const refusedAs = (kind: SignRefused['kind'], outcome: Outcome) => equal(outcome.ok ? 'signed' : outcome.error.kind, kind)

async function laid(pdf: Uint8Array, request: SignRequest): Promise<Result<FileToSign, SignRefused>> {
  return layOut(request, pdf, thisMoment(), stamps)
}
async function put(
  pdf: Uint8Array,
  request: SignRequest,
  key: SigningKey,
  more: Partial<SigningMeans> = {},
  at = thisMoment,
): Promise<Outcome> {
  const file = await laid(pdf, request)
  if (!file.ok) return file
  let outcome: Outcome | undefined
  await signMany([file.value], key, at, { ...means, ...more }, (_, one) => {
    outcome = one
  })
  return outcome!
}
const startsWith = (whole: Uint8Array, start: Uint8Array): boolean => Buffer.compare(whole.subarray(0, start.length), start) === 0

describe('The two signatures (hai chữ ký số)', () => {
  it('are both found valid by pdfsig, the second over the whole file', { skip: noPdfsig }, async () =>
    deepEqual(await pdfsig(sealed), [
      { field: 'Signatory', signer: 'Phạm Thử Ký', isValid: true, coversAll: false },
      { field: 'Seal', signer: 'Sở Thử Nghiệm', isValid: true, coversAll: true },
    ]),
  )
  it('leave a file that qpdf finds clean', { skip: noQpdf }, async () => {
    for (const pdf of [signed, sealed]) {
      const { code, out } = await inFile(pdf, (path) => run('qpdf', ['--check', path]))
      deepEqual([code, /warning|error \(/i.test(out)], [0, false], out)
    }
  })
  it('write behind the file: every byte before stays as it was', () => {
    ok(startsWith(signed, draft))
    ok(startsWith(sealed, signed))
  })
  it('show number and date that came after the first signature', { skip: missing('pdftotext', '-v') }, async () => {
    const text = (pdf: Uint8Array) => inFile(pdf, async (path) => (await run('pdftotext', ['-layout', path, '-'])).out)
    equal((await text(signed)).includes('ngày 20 tháng 11'), false)
    ok((await text(sealed)).includes('Thử, ngày 20 tháng 11 năm 2026'))
    ok(/Số:\s*12\s*\/QĐ-STN/.test(await text(sealed)))
  })
  it('allow after the first only what it left open (DocMDP, P = 2)', async () => {
    const catalog = (await PDFDocument.load(signed)).catalog
    ok(catalog.has(PDFName.of('Perms')))
    ok(Buffer.from(signed).includes('/TransformMethod /DocMDP'))
    equal(Buffer.from(sealed.subarray(signed.length)).includes('DocMDP'), false)
  })
  it('chain to the root by OpenSSL, over exactly the bytes of the ranges', { skip: noOpenssl }, async () => {
    await inFile(sealed, async (_, folder) => {
      writeFileSync(join(folder, 'root.pem'), pki.root.pem.certificate)
      const ranges = [
        ...Buffer.from(sealed)
          .toString('latin1')
          .matchAll(/\/ByteRange \[ (\d+) (\d+) (\d+) (\d+) \]/g),
      ]
      equal(ranges.length, 2)
      for (const [, start, length, start2, length2] of ranges.map((match) => match.map(Number))) {
        const container = Buffer.from(sealed.subarray(length! + 1, start2! - 1)).toString('latin1')
        writeFileSync(join(folder, 'cms'), Buffer.from(container, 'hex'))
        writeFileSync(
          join(folder, 'content'),
          Buffer.concat([sealed.subarray(start!, start! + length!), sealed.subarray(start2!, start2! + length2!)]),
        )
        const at = (name: string) => join(folder, name)
        const args = [
          'cms',
          '-verify',
          '-binary',
          '-inform',
          'DER',
          '-in',
          at('cms'),
          '-content',
          at('content'),
          '-CAfile',
          at('root.pem'),
          '-purpose',
          'any',
          '-out',
          '/dev/null',
        ]
        const { code, out } = await run('openssl', args)
        equal(code, 0, out)
      }
    })
  })
  it('hold on a key of a curve as on RSA', { skip: noPdfsig }, async () => {
    const pdf = pdfOf(await put(draft, signatoryRequest(), keyOf(pki.personOnCurve)))
    deepEqual(
      (await pdfsig(pdf)).map(({ isValid }) => isValid),
      [true],
    )
  })
  it('hold in a file whose cross-references are streams', { skip: noPdfsig || noQpdf }, async () => {
    const compact = await rewritten(draft, '--object-streams=generate')
    const first = pdfOf(await put(compact, signatoryRequest(), keyOf(pki.person)))
    const second = pdfOf(await put(first, sealRequest(), keyOf(pki.agency)))
    deepEqual(
      (await pdfsig(second)).map(({ isValid }) => isValid),
      [true, true],
    )
    equal((await inFile(second, (path) => run('qpdf', ['--check', path]))).code, 0)
  })
  it('hold in a linearised file', { skip: noPdfsig || noQpdf }, async () => {
    const first = pdfOf(await put(await rewritten(draft, '--linearize'), signatoryRequest(), keyOf(pki.person)))
    const second = pdfOf(await put(first, sealRequest(), keyOf(pki.agency)))
    deepEqual(
      (await pdfsig(second)).map(({ isValid }) => isValid),
      [true, true],
    )
  })
  it('hold on a page that is turned', { skip: noPdfsig || noQpdf }, async () => {
    const turned = await rewritten(draft, '--rotate=+90')
    const pdf = pdfOf(
      await put(
        turned,
        signatoryRequest({ place: { page: 1, box: { leftMm: 200, topMm: 120, widthMm: 50, heightMm: 20 } } }),
        keyOf(pki.person),
      ),
    )
    deepEqual(
      (await pdfsig(pdf)).map(({ isValid }) => isValid),
      [true],
    )
  })
  it('are lost when one byte of the text changes', { skip: noPdfsig }, async () => {
    const changed = Uint8Array.from(sealed)
    changed[draft.length >> 1]! ^= 1
    deepEqual(
      (await pdfsig(changed)).map(({ isValid }) => isValid),
      [false, false],
    )
  })
})

describe('Time stamp and evidence (dấu thời gian, dữ liệu xác thực)', () => {
  it('stamps the time: level B-T, by the authority asked', async () => {
    const outcome = await put(draft, signatoryRequest(), keyOf(pki.person))
    ok(outcome.ok && outcome.value.level === 'B-T')
    ok(outcome.value.stampedAt !== null && Math.abs(outcome.value.stampedAt - thisMoment()) < 60)
  })
  it('without an authority it stays B-B and says so', async () => {
    const outcome = await put(draft, signatoryRequest(), keyOf(pki.person), { timeStamps: null })
    deepEqual(outcome.ok && [outcome.value.level, outcome.value.stampedAt], ['B-B', null])
  })
  it('with chain and states inside it is B-LT, and both signatures still hold', { skip: noPdfsig }, async () => {
    const outcome = await put(signed, sealRequest(), keyOf(pki.agency), { level: 'B-LT' })
    ok(outcome.ok && outcome.value.level === 'B-LT')
    deepEqual(
      (await pdfsig(outcome.value.pdf)).map(({ isValid }) => isValid),
      [true, true],
    )
    const store = (await PDFDocument.load(outcome.value.pdf)).catalog.lookup(PDFName.of('DSS')) as unknown as {
      lookup(name: PDFName): { size(): number } | undefined
    }
    ok(store.lookup(PDFName.of('Certs'))!.size() >= 4) // agency, issuing, root, time-stamp authority
    ok(store.lookup(PDFName.of('OCSPs'))!.size() >= 2)
  })
  it('stays B-T when the authority tells nothing of its certificates', async () => {
    const silent = {
      ask: async () => ({ ok: true as const, value: { state: 'unknown' as const, ocspAnswer: null, crl: null, certificates: [] } }),
    }
    const outcome = await put(draft, signatoryRequest(), keyOf(pki.person), { level: 'B-LT', revocations: silent })
    equal(outcome.ok && outcome.value.level, 'B-T')
  })
  for (const [manner, kind] of [
    ['refuse', 'time-stamp-refused'],
    ['garbage', 'time-stamp-wrong'],
    ['other', 'time-stamp-wrong'],
    ['slow', 'time-stamp-slow'],
  ] as const) {
    it(`is refused when the authority answers by "${manner}"`, async () =>
      refusedAs(
        kind,
        await put(draft, signatoryRequest(), keyOf(pki.person), {
          timeStamps: { url: `${pki.timeStampUrl}?${manner}`, answerSecondsMax: 0.3 },
        }),
      ))
  }
  it('is refused when there is nobody', async () =>
    refusedAs(
      'time-stamp-unreachable',
      await put(draft, signatoryRequest(), keyOf(pki.person), { timeStamps: { url: 'http://127.0.0.1:9/tsa' } }),
    ))
})

describe('Who may sign (chứng thư)', () => {
  const signatory = (identity: Identity, at?: () => Moment) => put(draft, signatoryRequest(), keyOf(identity), {}, at)
  it('is not an expired certificate; on its last second it was', async () => {
    refusedAs('certificate-expired', await signatory(pki.expired))
    equal((await signatory(pki.expired, () => testExpiredAt)).ok, true)
    refusedAs('certificate-expired', await signatory(pki.expired, () => (testExpiredAt + 1) as Moment))
  })
  it('is not one before its time', async () =>
    refusedAs('certificate-not-yet-valid', await signatory(pki.person, () => moment('2025-12-31T23:59:59+07:00'))))
  it('is not a revoked certificate, and the refusal names the moment', async () => {
    const outcome = await signatory(pki.revoked)
    deepEqual(outcome.ok || outcome.error, { kind: 'certificate-revoked', at: pki.revokedAt })
  })
  it('is not a certificate for other uses', async () => refusedAs('certificate-may-not-sign', await signatory(pki.unfit)))
  it('is not the agency for the leader, nor the leader for the agency', async () => {
    refusedAs('certificate-wrong-kind', await put(draft, signatoryRequest(), keyOf(pki.agency)))
    refusedAs('certificate-wrong-kind', await put(signed, sealRequest(), keyOf(pki.person)))
  })
  it('is not a key whose value fits another certificate', async () =>
    refusedAs('signature-not-of-key', await put(draft, signatoryRequest(), { ...keyOf(pki.agency), chain: pki.person.chain })))
})

describe('The order (thứ tự ký)', () => {
  it('lets nobody seal what nobody signed', async () => refusedAs('not-signed-yet', await put(draft, sealRequest(), keyOf(pki.agency))))
  it('lets nobody sign or seal twice', async () => {
    refusedAs('already-signed', await put(signed, signatoryRequest(), keyOf(pki.person)))
    refusedAs('already-signed', await put(sealed, sealRequest({ number: null, date: null }), keyOf(pki.agency)))
    refusedAs('already-signed', await put(sealed, sealRequest(), keyOf(pki.agency)))
  })
  it('fills only what was left open', async () => {
    const bare = pdfOf(await put(draft, signatoryRequest({ open: null }), keyOf(pki.person)))
    refusedAs('field-not-reserved', await put(bare, sealRequest(), keyOf(pki.agency)))
    const placed = sealRequest({ number: null, date: null, place: { page: 1, box: { leftMm: 100, topMm: 90, widthMm: 36, heightMm: 36 } } })
    equal((await put(bare, placed, keyOf(pki.agency))).ok, true)
  })
})

describe('Appendix and copy (phụ lục, bản sao)', () => {
  it('get the agency’s mark at the top right of page 1, and leave earlier signatures valid', { skip: noPdfsig }, async () => {
    const common = { about: 'document/1', sourceSha256: '', reason: null, location: null }
    const appendix = pdfOf(await put(draft, { ...common, role: 'appendix', numberSymbol: '12/QĐ-STN' }, keyOf(pki.agency)))
    deepEqual(await pdfsig(appendix), [{ field: 'Appendix1', signer: 'Sở Thử Nghiệm', isValid: true, coversAll: true }])
    const copy = { ...common, role: 'copy' as const, form: 'SY' as const, agencyName: 'Sở Thử Nghiệm', numberSymbol: '07/SY-STN' }
    const copied = pdfOf(await put(sealed, copy, keyOf(pki.agency)))
    const again = pdfOf(await put(copied, { ...copy, form: 'SL' }, keyOf(pki.agency)))
    deepEqual(
      (await pdfsig(again)).map(({ field, isValid }) => [field, isValid]),
      [
        ['Signatory', true],
        ['Seal', true],
        ['Copy1', true],
        ['Copy2', true],
      ],
    )
  })
})

describe('Files that are not signed (tệp không ký được)', () => {
  const ask = (pdf: Uint8Array, more = {}) => put(pdf, signatoryRequest(more), keyOf(pki.person))
  it('are no PDF, cut off, or without their table', async () => {
    refusedAs('not-a-pdf', await ask(Buffer.from('Quyết định')))
    refusedAs('damaged', await ask(draft.subarray(0, draft.length - 200)))
    refusedAs('damaged', await ask(Buffer.from('%PDF-1.7\nstartxref\n5\n%%EOF')))
  })
  it('are encrypted', { skip: noQpdf }, async () =>
    refusedAs('encrypted', await ask(await rewritten(draft, '--encrypt', '', 'owner', '256', '--'))),
  )
  it('contain a script', async () => {
    const document = await PDFDocument.load(draft)
    document.addJavaScript('greet', 'app.alert("x")')
    refusedAs('has-script', await ask(await document.save()))
    const opening = await PDFDocument.load(draft)
    opening.catalog.set(PDFName.of('OpenAction'), opening.context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert(1)') }))
    refusedAs('has-script', await ask(await opening.save({ useObjectStreams: false })))
  })
  it('are larger than 50 MB', async () => refusedAs('too-large', await ask(new Uint8Array(50_000_001))))
  it('lack the page, or the place is off it', async () => {
    refusedAs('page-not-there', await ask(draft, { place: { page: 2, box: places.signature } }))
    refusedAs('place-off-page', await ask(draft, { place: { page: 1, box: { ...places.signature, leftMm: 190 } } }))
  })
})

describe('Signing many (ký hàng loạt)', () => {
  const many = async (count: number, key: SigningKey): Promise<Outcome[]> => {
    const file = await laid(draft, signatoryRequest())
    if (!file.ok) throw new Error(file.error.kind)
    const outcomes: Outcome[] = []
    await signMany(Array(count).fill(file.value), key, thisMoment, means, (index, outcome) => {
      outcomes[index] = outcome
    })
    return outcomes
  }
  it('gives each its own outcome; a bad file between good ones changes nothing for them', async () => {
    const good = await laid(draft, signatoryRequest())
    const outcomes: Outcome[] = []
    if (!good.ok) throw new Error(good.error.kind)
    const files = [good.value, { ...good.value, pdf: Buffer.from('no') }, good.value]
    await signMany(files, keyOf(pki.person), thisMoment, means, (index, outcome) => {
      outcomes[index] = outcome
    })
    deepEqual(
      outcomes.map((one) => (one.ok ? 'signed' : one.error.kind)),
      ['signed', 'not-a-pdf', 'signed'],
    )
  })
  it('keeps what was signed when the token is pulled out, and asks it no more', async () => {
    const key = keyPulledOutAfter(pki.person, 10)
    const outcomes = await many(30, key)
    deepEqual(
      outcomes.map((one) => (one.ok ? 'signed' : one.error.kind)),
      [...Array(10).fill('signed'), ...Array(20).fill('token-removed')],
    )
    equal(key.asked(), 16) // two lots of eight; the third was never asked for
  })
  it('leaves this thread free while a file of a thousand pages is signed', async () => {
    const long = await sampleDecision(1000)
    let turns = 0
    const beat = setInterval(() => turns++, 5)
    const outcome = await thread.prepare(long, {
      field: 'Signatory',
      at: thisMoment(),
      signerName: 'x',
      reason: null,
      location: null,
      place: null,
      stamp: null,
      reserve: [],
      fill: [],
      containerBytesMax: 9000,
    })
    clearInterval(beat)
    equal(outcome.ok, true)
    ok(turns > 5, `only ${turns} turns`)
  })
})
