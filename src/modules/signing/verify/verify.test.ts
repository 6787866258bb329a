import { deepEqual, equal, ok as truthy } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { deflateSync } from 'node:zlib'
import { PDFName } from '@cantoo/pdf-lib'
import { type Moment, moment } from '../../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../../kernel/say.ts'
import type { signatureContainer } from '../cms.ts'
import { createRevocationReader } from '../evidence.adapter.ts'
import { layOut } from '../layout.adapter.ts'
import type { SignRequest } from '../model.ts'
import { type SigningMeans, signMany } from '../pades/sign.adapter.ts'
import { createPdfThread } from '../pades/thread.adapter.ts'
import { keyOf, missing, pdfsig, rewritten, sampleDecision, sealRequest, signatoryRequest, thisMoment } from '../signing.fixture.ts'
import { createStamps } from '../stamps.adapter.ts'
import { createTestPki, type Identity, type TestPki, testExpiredAt } from '../testing.adapter.ts'
import { mathematics } from './mathematics.adapter.ts'
import { explainFileFault, explainNotReadable, explainSignatureFault, explainSignatureNote, explainVerdict } from './sentences.ts'
import { appended, asking, type Hand, letterPdf, overwritten, signedBy, signedTwice } from './testing.adapter.ts'
import { createVerifier } from './verifier.adapter.ts'
import { type Question, type Verification, verifyDocument } from './verify.ts'

const noPdfsig = missing('pdfsig', '-v')
const noQpdf = missing('qpdf')
const at = moment('2026-10-20T09:00:00+07:00')
let pki: TestPki

before(async () => {
  pki = await createTestPki()
})
after(async () => {
  await pki.close()
})

type Wish = Partial<Question> & { withLists?: boolean }

function judge(pdf: Uint8Array, wish: Wish = {}): Verification {
  const outcome = verifyDocument(pdf, asking(pki, wish), mathematics)
  if (!outcome.ok) throw new Error(outcome.error.kind)
  return outcome.value
}

const byPerson = (): Hand => ({ identity: pki.person, at })
const byAgency = (): Hand => ({ identity: pki.agency, at })

/** What is said of the one signature of this identity, made now or at the time given. */
async function faultsOf(identity: Identity, hand: Partial<Hand> = {}, wish: Wish = {}): Promise<string[]> {
  const { signatures, verdict } = judge(await signedBy(await letterPdf(1), { identity, at, ...hand }), wish)
  const { faults } = signatures[0]!
  equal(verdict, faults.length > 0 ? 'invalid' : 'one-valid')
  for (const fault of faults) inTwoLanguages((say) => explainSignatureFault(fault, say))
  return faults.map(({ kind }) => kind)
}

function inTwoLanguages(explain: (say: typeof inVietnamese) => string): void {
  const [vi, en] = [explain(inVietnamese), explain(inEnglish)]
  truthy(vi.length > 10 && en.length > 10 && vi !== en, `${vi} / ${en}`)
}

describe('Verdict on a file (kết quả kiểm tra hai chữ ký)', () => {
  it('person first, then the agency over it: two-valid, whatever the file is built like', async () => {
    for (const pdf of [await letterPdf(2, false), await letterPdf(2, true)]) {
      const { verdict, signatures } = judge(await signedTwice(pdf, byPerson(), byAgency()))
      deepEqual(
        [verdict, signatures.map(({ kind, isValid }) => [kind, isValid])],
        [
          'two-valid',
          [
            ['person', true],
            ['agency', true],
          ],
        ],
      )
    }
  })
  it('a person on an elliptic curve counts like any other', async () => {
    equal(judge(await signedTwice(await letterPdf(), { identity: pki.personOnCurve, at }, byAgency())).verdict, 'two-valid')
  })
  it('none, one of either kind, two of one kind', async () => {
    const letter = await letterPdf()
    const one = await signedBy(letter, byPerson())
    equal(judge(letter).verdict, 'none')
    equal(judge(one).verdict, 'one-valid')
    equal(judge(await signedBy(letter, byAgency())).verdict, 'one-valid')
    equal(judge(await signedBy(one, { identity: pki.personOnCurve, at, field: 'B' })).verdict, 'one-valid')
  })
  it('leader and agency swapped: each counts, both together do not', async () => {
    const swapped = judge(await signedBy(await signedBy(await letterPdf(), byAgency()), { ...byPerson(), field: 'B' }))
    deepEqual([swapped.verdict, swapped.isWrongOrder], ['one-valid', true])
    truthy(explainVerdict(swapped, inVietnamese).startsWith('Sai thứ tự'))
    truthy(explainVerdict(swapped, inEnglish).startsWith('Wrong order'))
  })
  it('one signature that does not count makes all of it invalid', async () => {
    const pdf = await signedBy(await signedTwice(await letterPdf(), byPerson(), byAgency()), { identity: pki.stranger, at, field: 'C' })
    equal(judge(pdf).verdict, 'invalid')
  })
  it('a list of agencies decides, not the names', async () => {
    const pdf = await signedTwice(await letterPdf(), byPerson(), byAgency())
    const oid = '2.5.4.3'
    equal(judge(pdf, { agencies: [] }).verdict, 'one-valid')
    equal(judge(pdf, { agencies: [{ subject: [{ type: oid, value: 'Sở Thử Nghiệm' }], serials: null }] }).verdict, 'two-valid')
    equal(judge(pdf, { agencies: [{ subject: [{ type: oid, value: 'Phạm Thử Ký' }], serials: null }] }).isWrongOrder, true)
  })
  it('each verdict has its sentence', async () => {
    for (const pdf of [
      await letterPdf(),
      await signedBy(await letterPdf(), byAgency()),
      await signedTwice(await letterPdf(), byPerson(), byAgency()),
    ])
      inTwoLanguages((say) => explainVerdict(judge(pdf), say))
  })
})

describe('Who signed, and when', () => {
  it('a stranger whose authority nobody trusts', async () => deepEqual(await faultsOf(pki.stranger), ['unknown-root']))
  it('a self-signed signer', async () =>
    deepEqual(await faultsOf(pki.root, {}, { trust: { anchors: [], crls: [] } }), ['self-signed', 'certificate-may-not-sign']))
  it('a certificate that is not for signing', async () => deepEqual(await faultsOf(pki.unfit), ['certificate-may-not-sign']))
  it('an expired certificate: judged at the time of signing, to the second', async () => {
    deepEqual(await faultsOf(pki.expired), ['certificate-expired'])
    deepEqual(await faultsOf(pki.expired, { at: testExpiredAt }), [])
    deepEqual(await faultsOf(pki.expired, { at: (testExpiredAt + 1) as Moment }), ['certificate-expired'])
  })
  it('a time stamp says when it was, not the signer', async () => {
    deepEqual(await faultsOf(pki.expired, { at: testExpiredAt, timeStampUrl: pki.timeStampUrl }), ['certificate-expired'])
  })
  it('a revoked certificate, once the list is at hand; without it the file says that it does not know', async () => {
    const before = (pki.revokedAt - 3600) as Moment
    deepEqual(await faultsOf(pki.revoked, {}, { withLists: true }), ['certificate-revoked'])
    // Only claimed to be earlier: whoever holds a stolen key would claim that.
    deepEqual(await faultsOf(pki.revoked, { at: before }, { withLists: true }), ['certificate-revoked'])
    deepEqual(await faultsOf(pki.revoked), [])
    const { signatures } = judge(await signedBy(await letterPdf(1), { identity: pki.revoked, at }))
    deepEqual(
      [signatures[0]!.revocation, signatures[0]!.notes.map(({ kind }) => kind)],
      ['unknown', ['time-only-claimed', 'revocation-unknown']],
    )
    for (const note of signatures[0]!.notes) inTwoLanguages((say) => explainSignatureNote(note, say))
  })
  it('a time of signing that has not come yet', async () => {
    const later = moment('2030-01-01T00:00:00+07:00')
    deepEqual(await faultsOf(pki.person, { at: later }), ['signed-in-the-future'])
  })
  it('says by what it knows the time', async () => {
    const [claimed, stamped] = await Promise.all([
      signedBy(await letterPdf(1), byPerson()),
      signedBy(await letterPdf(1), { ...byPerson(), timeStampUrl: pki.timeStampUrl }),
    ])
    const time = (pdf: Uint8Array) => judge(pdf).signatures.map(({ timeBy, level, timeStamp }) => [timeBy, level, timeStamp.state])[0]
    deepEqual(
      [time(claimed), time(stamped)],
      [
        ['claim', 'B-B', 'none'],
        ['time-stamp', 'B-T', 'valid'],
      ],
    )
  })
})

describe('A container that was put together by a forger', () => {
  type Parts = Parameters<typeof signatureContainer>[0]
  const forged = (forge: (parts: Parts) => Parts, hand: Partial<Hand> = {}) => faultsOf(pki.person, { forge, ...hand })

  it('another value, attributes of another file, another certificate', async () => {
    deepEqual(await forged((parts) => ({ ...parts, value: flipped(parts.value) })), ['value-wrong'])
    deepEqual(await forged((parts) => ({ ...parts, chain: [pki.agency.certificate, ...parts.chain.slice(1)] })), [
      'signer-certificate-missing',
    ])
    let earlier: Parts | undefined
    await signedBy(await letterPdf(2), { ...byPerson(), forge: (parts) => (earlier = parts) })
    deepEqual(await forged((parts) => ({ ...parts, attributes: earlier!.attributes, value: earlier!.value })), ['digest-mismatch'])
  })
  it('a time stamp of another signature, and one that was altered', async () => {
    let other: Parts | undefined
    await signedBy(await letterPdf(2), { ...byPerson(), timeStampUrl: pki.timeStampUrl, forge: (parts) => (other = parts) })
    const token = other!.timeStamp!
    deepEqual(await forged((parts) => ({ ...parts, timeStamp: token })), ['time-stamp-forged'])
    deepEqual(await forged((parts) => ({ ...parts, timeStamp: flipped(parts.timeStamp!) }), { timeStampUrl: pki.timeStampUrl }), [
      'time-stamp-forged',
    ])
  })
  it('a certificate in the bag that was altered', async () => {
    deepEqual(await forged((parts) => ({ ...parts, chain: [parts.chain[0]!, parts.chain[1]!, flipped(parts.chain[2]!)] })), [
      'certificate-altered',
    ])
  })
  it('something hidden in the zeros behind the container', async () => {
    const pdf = await signedBy(await letterPdf(1), byPerson())
    deepEqual(
      judge(overwritten(pdf, '0000>', () => '0100>')).signatures[0]!.faults.map(({ kind }) => kind),
      ['padding-not-empty'],
    )
  })
})

/** The last bit is the other one: a signature's value stays well-formed and is wrong. */
function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[copy.length - 1]! ^= 1
  return copy
}

describe('Files that are none, or mean harm', () => {
  const refusal = (pdf: Uint8Array): string => {
    const outcome = verifyDocument(pdf, asking(pki), mathematics)
    if (outcome.ok) throw new Error(outcome.value.verdict)
    const { error } = outcome
    inTwoLanguages((say) => explainNotReadable(error, say))
    return error.kind
  }
  const damage = (pdf: Uint8Array): string[] => {
    const { verdict, faults } = judge(pdf)
    equal(verdict, 'invalid')
    for (const fault of faults) inTwoLanguages((say) => explainFileFault(fault, say))
    return faults.map(({ kind }) => kind)
  }

  it('0 bytes, no PDF, too large', () => {
    equal(refusal(new Uint8Array()), 'empty-file')
    equal(refusal(Buffer.from('PK\x03\x04 a spreadsheet')), 'not-a-pdf')
    equal(refusal(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(50_000_000)])), 'file-too-large')
  })
  it('an encrypted one', { skip: noQpdf }, async () =>
    equal(refusal(await rewritten(await letterPdf(1), '--encrypt', 'doc', 'sua', '256', '--')), 'encrypted-pdf'),
  )
  it('cut off, garbled', async () => {
    const pdf = await letterPdf(1)
    deepEqual(damage(pdf.subarray(0, pdf.length - 20)), ['damaged'])
    deepEqual(damage(Buffer.from('%PDF-1.7\nnothing else')), ['damaged'])
  })
  it('with JavaScript, with a program to start', async () => {
    const withAction = (action: Record<string, string | PDFName>) =>
      appended(Uint8Array.from(plain), (open) => {
        open.document.catalog.set(PDFName.of('OpenAction'), open.document.context.obj(action))
        open.touched.add(open.document.context.trailerInfo.Root as never)
      })
    const plain = await letterPdf(1)
    deepEqual(damage(await withAction({ S: PDFName.of('JavaScript'), JS: 'x' })), ['active-content'])
    deepEqual(damage(await withAction({ S: PDFName.of('Launch') })), ['active-content'])
  })
  it('made for the web (linearized) is as good as any', { skip: noQpdf }, async () => {
    for (const streams of ['disable', 'generate']) {
      const pdf = await rewritten(await letterPdf(30), '--linearize', `--object-streams=${streams}`)
      deepEqual([judge(pdf).verdict, judge(pdf).faults], ['none', []], streams)
      equal(judge(await signedTwice(pdf, byPerson(), byAgency())).verdict, 'two-valid', streams)
    }
  })
  it('that unpack without end, nest without end, refer in circles: answered at once', () => {
    const began = performance.now()
    const bomb = deflateSync(Buffer.alloc(200 << 20))
    const table = Buffer.concat([
      Buffer.from(
        `%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [1 2 1] /Size 9 /Root 1 0 R /Filter /FlateDecode /Length ${bomb.length} >>\nstream\n`,
      ),
      bomb,
      Buffer.from('\nendstream\nendobj\nstartxref\n9\n%%EOF\n'),
    ])
    deepEqual(damage(table), ['damaged'])
    const deep = `%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}\nendobj\n`
    deepEqual(
      damage(Buffer.from(`${deep}xref\n1 1\n0000000009 00000 n \ntrailer\n<< /Root 1 0 R >>\nstartxref\n${deep.length}\n%%EOF\n`)),
      ['damaged'],
    )
    const head = '%PDF-1.7\n1 0 obj\n2 0 R\nendobj\n2 0 obj\n1 0 R\nendobj\n'
    const circle = `${head}xref\n1 2\n0000000009 00000 n \n0000000030 00000 n \ntrailer\n<< /Root 1 0 R /Prev ${head.length} >>\nstartxref\n${head.length}\n%%EOF\n`
    deepEqual(damage(Buffer.from(circle)), ['damaged'])
    deepEqual(damage(Buffer.from(circle.replace(` /Prev ${head.length}`, ''))), ['damaged'])
    truthy(performance.now() - began < 5000)
  })
  it('a thousand pages, and an ordinary letter in 50 ms', async () => {
    const large = await signedTwice(await letterPdf(1000), byPerson(), byAgency())
    const began = performance.now()
    equal(judge(large).verdict, 'two-valid')
    truthy(performance.now() - began < 5000)
    const ordinary = await signedTwice(await letterPdf(2), byPerson(), byAgency())
    const times = Array.from({ length: 9 }, () => {
      const start = performance.now()
      judge(ordinary)
      return performance.now() - start
    }).sort((a, b) => a - b)
    truthy(times[4]! <= 50, `${times[4]} ms`)
  })
  it('on a thread of its own: the same answer, and a stop when it takes too long', async () => {
    const pdf = await signedTwice(await letterPdf(2), byPerson(), byAgency())
    const verifier = createVerifier()
    const hurried = createVerifier({ secondsMax: 0.001, memoryMegabytesMax: 64 })
    try {
      const [one, two] = await Promise.all([verifier.verify(pdf, asking(pki)), verifier.verify(await letterPdf(1), asking(pki))])
      deepEqual([one.ok && one.value.verdict, two.ok && two.value.verdict], ['two-valid', 'none'])
      const stopped = await hurried.verify(await letterPdf(1000), asking(pki))
      equal(!stopped.ok && stopped.error.kind, 'took-too-long')
    } finally {
      await Promise.all([verifier.close(), hurried.close()])
    }
  })
})

describe('Beside poppler (pdfsig)', () => {
  const asked = async (pdf: Uint8Array) => (await pdfsig(pdf)).map(({ isValid, coversAll }) => [isValid, coversAll])
  const ours = (pdf: Uint8Array) => judge(pdf).signatures.map(({ isIntact }) => isIntact)

  it('agrees on signatures that are right, and on altered content', { skip: noPdfsig }, async () => {
    const two = await signedTwice(await letterPdf(2), byPerson(), byAgency())
    deepEqual(await asked(two), [
      [true, false],
      [true, true],
    ])
    deepEqual(ours(two), [true, true])
    const altered = overwritten(two, '/MediaBox [ 0 0 595 842 ]', () => '/MediaBox [ 0 0 595 841 ]')
    deepEqual(
      (await pdfsig(altered)).map(({ isValid }) => isValid),
      ours(altered),
    )
    deepEqual(ours(altered), [false, false])
  })
  it('finds nothing wrong with what was appended, only that it is not covered; we name it', { skip: noPdfsig }, async () => {
    const two = await signedTwice(await letterPdf(2), byPerson(), byAgency())
    const more = await appended(two, (open) => {
      const page = open.document.getPage(0)
      page.node.set(PDFName.of('Contents'), open.document.context.register(open.document.context.stream('BT (999) Tj ET')))
      open.touched.add(page.ref)
    })
    deepEqual(await asked(more), [
      [true, false],
      [true, false],
    ])
    equal(judge(more).verdict, 'invalid')
    equal(judge(more).changedAfterSigning, true)
  })
})

describe('What this product signs itself', () => {
  const stamps = createStamps()
  const thread = createPdfThread()
  after(() => Promise.all([stamps.close(), thread.close()]))

  /** One signature the way the office makes it: laid out, stamped with a time, with the evidence of its certificates. */
  async function put(pdf: Uint8Array, request: SignRequest, identity: Identity): Promise<Uint8Array> {
    const means: SigningMeans = {
      thread,
      revocations: createRevocationReader(),
      level: 'B-LT',
      timeStamps: { url: pki.timeStampUrl },
      registeredKind: () => null,
    }
    const file = await layOut(request, pdf, thisMoment(), stamps)
    if (!file.ok) throw new Error(file.error.kind)
    let signed: Uint8Array | undefined
    await signMany([file.value], keyOf(identity), thisMoment, means, (_, outcome) => {
      if (outcome.ok) signed = outcome.value.pdf
    })
    return signed!
  }

  it('a decision with picture, number, date and seal: two valid signatures, known not to be revoked, at a time that is proven', async () => {
    const signed = await put(await sampleDecision(), signatoryRequest(), pki.person)
    equal(judge(signed).verdict, 'one-valid')
    const { verdict, signatures, faults, changedAfterSigning } = judge(await put(signed, sealRequest(), pki.agency))
    deepEqual([verdict, faults, changedAfterSigning], ['two-valid', [], false])
    deepEqual(
      signatures.map(({ kind, level, timeBy, revocation, notes }) => [kind, level, timeBy, revocation, notes]),
      [
        ['person', 'B-LT', 'time-stamp', 'good', []],
        ['agency', 'B-LT', 'time-stamp', 'good', []],
      ],
    )
  })
})
