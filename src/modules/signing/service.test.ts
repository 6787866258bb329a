import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import type { Moment } from '../../kernel/moment.ts'
import { type FileStore, fileStore } from '../../platform/files.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import { readCertificate } from './certificate.adapter.ts'
import { signatureContainer, signedAttributes } from './cms.ts'
import { type Actor, type SigningService, signingService, tally } from './service.ts'
import { keyOf, keyPulledOutAfter, missing, pdfsig, sampleDecision, sealRequest, signatoryRequest, thisMoment } from './signing.fixture.ts'
import { createTestPki, type TestPki } from './testing.adapter.ts'

const leader: Actor = { agencyId: 1, officerId: 21, onBehalfOf: null }
const clerk: Actor = { agencyId: 1, officerId: 22, onBehalfOf: null }
const noPdfsig = missing('pdfsig', '-v')

let base: TestDatabase
let folder: string
let files: FileStore
let pki: TestPki
let signing: SigningService
let draft: string
let drift = 0
before(async () => {
  base = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'motcua-signing-'))
  files = await fileStore(folder)
  pki = await createTestPki()
  for (const id of [1, 2]) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    for (const officer of [21, 22]) {
      await base.owner.query(
        `insert into org.officer (agency_id, officer_id, name, joined_on) values (${id}, ${officer}, 'Cán bộ (mẫu)', '2025-01-01')`,
      )
    }
  }
  const now = () => (thisMoment() + drift) as Moment
  signing = signingService({ db: base.db, files, now, authority: { level: 'B-T', timeStamps: { url: pki.timeStampUrl } } })
  draft = await stored(await sampleDecision())
  ok((await signing.registerCertificate(leader, { certificate: pki.person.certificate, officerId: 21 })).ok)
  ok((await signing.registerCertificate(clerk, { certificate: pki.agency.certificate, officerId: null })).ok)
})
after(async () => {
  await signing.close()
  await pki.close()
  rmSync(folder, { recursive: true, force: true })
})

async function stored(pdf: Uint8Array): Promise<string> {
  const kept = await files.put(pdf, { name: 'a.pdf', maxBytes: 1e8 })
  if (!kept.ok) throw new Error(kept.error.kind)
  return kept.value.sha256
}
const bytesOf = async (sha256: string): Promise<Uint8Array> => buffer((await files.open(sha256))!.stream)
const journal = () => base.db.inAgency(1, (tx) => readStream(tx, 1, 'signing'))
const signatory = () => signatoryRequest({ sourceSha256: draft })

describe('Certificates of the agency (chứng thư đã đăng ký)', () => {
  it('are made known once, with their holder; the journal has one entry', async () => {
    const before = (await journal()).length
    ok((await signing.registerCertificate(leader, { certificate: pki.person.certificate, officerId: 21 })).ok)
    equal((await journal()).length, before)
    deepEqual(
      (await signing.certificatesOf(1, 21)).map(({ subject, kind }) => [subject, kind]),
      [['Phạm Thử Ký', 'person']],
    )
    deepEqual(
      (await signing.certificatesOf(1, null)).map(({ subject, kind }) => [subject, kind]),
      [['Sở Thử Nghiệm', 'agency']],
    )
    deepEqual(await signing.certificatesOf(2, 21), [])
  })
  it('are refused when they are none, expired, for other uses, or of the other kind', async () => {
    const kind = async (certificate: Uint8Array, officerId: number | null) => {
      const done = await signing.registerCertificate(leader, { certificate, officerId })
      return done.ok ? 'registered' : done.error.kind
    }
    equal(await kind(Buffer.from('no'), 21), 'not-a-certificate')
    equal(await kind(pki.expired.certificate, 21), 'certificate-expired')
    equal(await kind(pki.unfit.certificate, 21), 'certificate-may-not-sign')
    equal(await kind(pki.issuing.certificate, null), 'certificate-may-not-sign')
    equal(await kind(pki.agency.certificate, 21), 'certificate-wrong-kind')
    equal(await kind(pki.personOnCurve.certificate, null), 'certificate-wrong-kind')
  })
  it('sign nothing more once withdrawn', async () => {
    await signing.registerCertificate(leader, { certificate: pki.personOnCurve.certificate, officerId: 21 })
    const { sha256 } = readCertificate(pki.personOnCurve.certificate)!
    ok((await signing.sign(leader, signatory(), keyOf(pki.personOnCurve))).ok)
    await signing.withdrawCertificate(leader, sha256)
    const refused = await signing.sign(leader, signatory(), keyOf(pki.personOnCurve))
    equal(refused.ok || refused.error.kind, 'certificate-withdrawn')
  })
})

describe('One file (ký một tệp)', () => {
  it('is signed by the leader, then sealed; both in the store and in the journal', { skip: noPdfsig }, async () => {
    const first = await signing.sign(leader, signatory(), keyOf(pki.person))
    ok(first.ok)
    const second = await signing.sign(clerk, sealRequest({ sourceSha256: first.value.file.sha256 }), keyOf(pki.agency))
    ok(second.ok)
    deepEqual(
      (await pdfsig(await bytesOf(second.value.file.sha256))).map(({ isValid }) => isValid),
      [true, true],
    )
    const last = (await journal()).slice(-2).map(({ kind, officerId, body }) => ({ kind, officerId, ...JSON.parse(body) }))
    deepEqual(
      last.map(({ kind, officerId, role, sourceSha256, sha256, level }) => [kind, officerId, role, sourceSha256, sha256, level]),
      [
        ['file-signed', 21, 'signatory', draft, first.value.file.sha256, 'B-T'],
        ['file-signed', 22, 'seal', first.value.file.sha256, second.value.file.sha256, 'B-T'],
      ],
    )
    equal((await verifyAgency(base.db, 1)).broken, null)
  })
  it('is signed by nobody with the certificate of another, or one not registered', async () => {
    const another = await signing.sign(clerk, signatory(), keyOf(pki.person))
    equal(another.ok || another.error.kind, 'certificate-of-another')
    const unknown = await signing.sign(leader, signatory(), keyOf(pki.stranger))
    equal(unknown.ok || unknown.error.kind, 'certificate-not-registered')
  })
})

describe('Many files (ký hàng loạt)', () => {
  const requests = (count: number) => Array.from({ length: count }, (_, i) => ({ ...signatory(), about: `document/${i + 1}` }))
  it('signs 200 in one act, each with its own journal entry; progress can be read meanwhile', async () => {
    const before = (await journal()).length
    const runId = randomUUID()
    const { finished } = await signing.startRun(leader, runId, requests(200), keyOf(pki.person))
    const begun = await signing.progressOf(leader, runId)
    equal(begun?.files.length, 200)
    equal(begun?.endedAt, null)
    await finished
    const done = (await signing.progressOf(leader, runId))!
    deepEqual(tally(done, thisMoment()), { total: 200, signed: 200, refused: 0, waiting: 0, isBrokenOff: false })
    ok(done.endedAt !== null)
    equal((await journal()).length - before, 200)
    equal(await signing.progressOf(clerk, runId), null) // another's act
  })
  it('keeps what is signed when the token is pulled out; the rest says why, and the same act again begins nothing', async () => {
    const runId = randomUUID()
    const key = keyPulledOutAfter(pki.person, 5)
    await (await signing.startRun(leader, runId, requests(20), key)).finished
    const done = (await signing.progressOf(leader, runId))!
    deepEqual(
      done.files.map(({ state }) => state),
      [...Array(5).fill('signed'), ...Array(15).fill('refused')],
    )
    ok(done.files.slice(5).every(({ refusal }) => refusal?.kind === 'token-removed'))
    await (await signing.startRun(leader, runId, requests(20), keyOf(pki.person))).finished
    deepEqual((await signing.progressOf(leader, runId))?.files, done.files)
  })
  it('has one file at least, and 500 at most', async () => {
    await rejects(signing.startRun(leader, randomUUID(), [], keyOf(pki.person)), RangeError)
    await rejects(signing.startRun(leader, randomUUID(), requests(501), keyOf(pki.person)), RangeError)
  })
})

describe('The signer’s own machine (chuẩn bị hash, nhận CMS)', () => {
  const value = (bytes: Uint8Array) => new Uint8Array(sign('sha256', bytes, pki.person.privateKey))
  const prepare = async () => {
    const prepared = await signing.prepare(leader, signatory(), pki.person.chain)
    if (!prepared.ok) throw new Error(prepared.error.kind)
    return prepared.value
  }
  it('gets bytes to sign and gives back a value; a repeat gets the first answer', { skip: noPdfsig }, async () => {
    const { preparedId, toBeSigned } = await prepare()
    const first = await signing.receive(leader, preparedId, { value: value(toBeSigned) })
    ok(first.ok && first.value.level === 'B-T')
    deepEqual(
      (await pdfsig(await bytesOf(first.value.file.sha256))).map(({ isValid }) => isValid),
      [true],
    )
    const entries = (await journal()).length
    const again = await signing.receive(leader, preparedId, { value: value(toBeSigned) })
    deepEqual(again.ok && again.value.file.sha256, first.value.file.sha256)
    equal((await journal()).length, entries)
  })
  it('may give back a whole container made by the token’s program', { skip: noPdfsig }, async () => {
    const { preparedId } = await prepare()
    const own = await containerFor(preparedId)
    const done = await signing.receive(leader, preparedId, { container: own })
    ok(done.ok && done.value.level === 'B-T')
    deepEqual(
      (await pdfsig(await bytesOf(done.value.file.sha256))).map(({ isValid }) => isValid),
      [true],
    )
  })
  it('is refused with a value over other bytes, a container over another file, or no container', async () => {
    const { preparedId, toBeSigned } = await prepare()
    const kind = async (received: Parameters<SigningService['receive']>[2]) => {
      const done = await signing.receive(leader, preparedId, received)
      return done.ok ? 'signed' : done.error.kind
    }
    equal(await kind({ value: value(toBeSigned.slice(1)) }), 'signature-not-of-key')
    equal(await kind({ container: await containerFor(preparedId, Buffer.alloc(32)) }), 'signature-not-of-key')
    equal(await kind({ container: Buffer.from('no') }), 'container-unsuitable')
    equal(await kind({ value: value(toBeSigned) }), 'signed')
  })
  it('is taken from the signer alone, and for half an hour', async () => {
    const { preparedId, toBeSigned } = await prepare()
    const kind = async (by: Actor) => {
      const done = await signing.receive(by, preparedId, { value: value(toBeSigned) })
      return done.ok ? 'signed' : done.error.kind
    }
    equal(await kind(clerk), 'prepared-unknown')
    equal(await kind({ ...leader, agencyId: 2 }), 'prepared-unknown')
    drift = 1801
    equal(await kind(leader), 'prepared-expired')
    drift = 1790
    equal(await kind(leader), 'signed')
    drift = 0
  })
  it('prepares nothing for a certificate that may not sign it', async () => {
    const refused = await signing.prepare(leader, signatory(), pki.agency.chain)
    equal(refused.ok || refused.error.kind, 'certificate-wrong-kind')
  })
  it('forgets what nobody signed', async () => {
    await prepare()
    const waiting = async () => (await base.owner.query('select 1 from signing.prepared where signed_at is null')).rowCount
    ok((await waiting())! > 0)
    drift = 1800 + 86_400 + 1
    await signing.sweep(1)
    drift = 0
    equal(await waiting(), 0)
  })

  /** As a token's program makes it: from the hash of the prepared file. */
  async function containerFor(preparedId: string, hash?: Buffer): Promise<Uint8Array> {
    const { rows } = await base.owner.query('select prepared_sha256, ranges from signing.prepared where prepared_id = $1', [preparedId])
    const pdf = await bytesOf(rows[0].prepared_sha256)
    const [start, length, start2, length2] = rows[0].ranges as number[]
    const fileHash = createHash('sha256')
      .update(pdf.subarray(start, start! + length!))
      .update(pdf.subarray(start2, start2! + length2!))
      .digest()
    const signer = readCertificate(pki.person.certificate)!
    const keyAlgorithm = 'rsa-sha256' as const
    const attributes = signedAttributes({
      fileHash: hash ?? fileHash,
      certificateHash: createHash('sha256').update(signer.der).digest(),
      keyAlgorithm,
    })
    return signatureContainer({ keyAlgorithm, chain: [signer.der], signer, attributes, value: value(attributes) })
  }
})

describe('What is kept (không giữ khóa)', () => {
  it('no column of the schema holds a private key or a pass-phrase', async () => {
    const { rows } = await base.owner.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = 'signing'`,
    )
    ok(rows.length > 30)
    deepEqual(
      rows.filter(({ column_name }) => /private|pass|pin|secret/.test(column_name)),
      [],
    )
  })
})
