import { randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { FileStore, StoredFile } from '../../platform/files.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { readCertificate } from './certificate.adapter.ts'
import { createRevocationReader } from './evidence.adapter.ts'
import { layOut } from './layout.adapter.ts'
import {
  type CertificateRefused,
  type FileRefused,
  fileMegabytesMax,
  kindByName,
  mayUse,
  type ReceiveRefused,
  type RegisterRefused,
  type Registration,
  type SignatureLevel,
  type SignerKind,
  type SigningKey,
  type SignRefused,
  type SignRequest,
  type UseRefused,
  validAt,
} from './model.ts'
import { openPdf } from './pades/document.adapter.ts'
import {
  checkSigner,
  completeSignature,
  type FileToSign,
  keyIsGone,
  prepareToSign,
  type SignedPdf,
  type SigningMeans,
  signMany,
} from './pades/sign.adapter.ts'
import { createPdfThread } from './pades/thread.adapter.ts'
import type { RunProgress } from './progress.ts'
import { type Received, takeReceived } from './receive.adapter.ts'
import { createStamps } from './stamps.adapter.ts'
import {
  type Actor,
  endRun,
  findRegistration,
  insertCertificate,
  insertPrepared,
  insertRun,
  lockPrepared,
  noteSigned,
  readRun,
  registrationsOf,
  settlePrepared,
  settleRunFile,
  sweepPrepared,
  withdrawCertificate,
} from './store.ts'
import type { TimeStampAuthority } from './time-stamp.adapter.ts'

export { openPkcs12 } from './keys/key-file.adapter.ts'
export { clientCredentials, openRemote, type RemoteService } from './keys/remote.adapter.ts'
export { openToken, type TokenKey } from './keys/token.adapter.ts'
export type { RunProgress } from './progress.ts'
export { tally } from './progress.ts'
export type { Received } from './receive.adapter.ts'
export { explainSigning, signingSentence } from './sentences.ts'
export type { Actor } from './store.ts'
export type { Trust } from './verify/chain.ts'
export { explainFileFault, explainNotReadable, explainSignatureFault, explainSignatureNote } from './verify/sentences.ts'
export { readTrust } from './verify/trust.adapter.ts'
export { createVerifier, type Verifier } from './verify/verifier.adapter.ts'
export type { Verification, VerifiedSignature } from './verify/verify.ts'

/** What signing needs from the installation. */
export interface SigningDeps {
  db: Database
  files: FileStore
  now: () => Moment
  /** what an agency's signatures carry, and who stamps the time; null: no authority is set, signatures stay B-B */
  authority: { level: SignatureLevel; timeStamps: TimeStampAuthority | null }
}

/** A signed file in the store. */
export interface SignedFile {
  file: StoredFile
  level: SignatureLevel
  certificate: string
  stampedAt: Moment | null
}

/** How long a prepared file waits for the signer's machine, seconds: a token's PIN, a telephone that confirms. */
export const preparedSeconds = 30 * 60

/** Most files in one act. */
export const runFilesMax = 500

/** Signing for an installation (ký số). Keys are opened by the caller and closed by it; nothing here keeps one. */
export type SigningService = ReturnType<typeof signingService>

export function signingService({ db, files, now, authority }: SigningDeps) {
  const thread = createPdfThread()
  const stamps = createStamps()
  const meansFor = (kinds: ReadonlyMap<string, SignerKind>): SigningMeans => ({
    thread,
    revocations: createRevocationReader(),
    level: authority.level,
    timeStamps: authority.timeStamps,
    registeredKind: (sha256) => kinds.get(sha256) ?? null,
  })

  const read = async (sha256: string): Promise<Uint8Array> => {
    const found = await files.open(sha256)
    if (!found) throw new Error(`file ${sha256} is not in the store`)
    return buffer(found.stream)
  }
  const keep = async (bytes: Uint8Array): Promise<StoredFile> => {
    const kept = await files.put(bytes, { name: 'signed.pdf', maxBytes: (fileMegabytesMax + 5) * 1e6 })
    if (!kept.ok) throw new Error(`a signed file was not kept: ${kept.error.kind}`)
    return kept.value
  }

  /** Is the key's certificate known, this officer's to use, and fit for the role? */
  const admit = async (
    by: Actor,
    chain: readonly Uint8Array[],
    role: SignRequest['role'],
  ): Promise<Result<ReadonlyMap<string, SignerKind>, UseRefused | CertificateRefused>> => {
    const own = readCertificate(chain[0] ?? new Uint8Array())
    if (!own) return err({ kind: 'certificate-may-not-sign' })
    const registration = await db.inAgency(by.agencyId, (tx) => findRegistration(tx, by.agencyId, own.sha256))
    const allowed = mayUse(registration, by.officerId, role, now())
    return allowed.ok ? ok(new Map([[own.sha256, allowed.value]])) : allowed
  }

  const lay = async (request: SignRequest): Promise<Result<FileToSign, SignRefused>> =>
    layOut(request, await read(request.sourceSha256), now(), stamps)

  const outcomeOf = async (signed: SignedPdf): Promise<SignedFile> => ({
    file: await keep(signed.pdf),
    level: signed.level,
    certificate: signed.signer.sha256,
    stampedAt: signed.stampedAt,
  })
  const noteOf = (request: Pick<SignRequest, 'about' | 'role' | 'sourceSha256'>, signed: SignedFile) => ({
    about: request.about,
    role: request.role,
    sourceSha256: request.sourceSha256,
    ...signed,
  })

  const service = {
    /** Makes a certificate known (đăng ký chứng thư): an officer's, or with `officerId` null the agency's. */
    registerCertificate: async (
      by: Actor,
      { certificate, officerId }: { certificate: Uint8Array; officerId: number | null },
    ): Promise<Result<Registration, RegisterRefused>> => {
      const facts = readCertificate(certificate)
      if (!facts) return err({ kind: 'not-a-certificate' })
      const valid = validAt(facts, now())
      if (!valid.ok) return valid
      if (!facts.maySign || facts.isAuthority) return err({ kind: 'certificate-may-not-sign' })
      const kind: SignerKind = officerId === null ? 'agency' : 'person'
      const byName = kindByName(facts.subject)
      if (byName !== null && byName !== kind) return err({ kind: 'certificate-wrong-kind', needed: kind, is: byName })
      return db.inAgency(by.agencyId, async (tx) => {
        await insertCertificate(tx, by, facts, { kind, officerId }, now())
        return ok((await findRegistration(tx, by.agencyId, facts.sha256))!)
      })
    },

    /** Takes a certificate out of use (ngừng sử dụng); signatures made before stay what they are. */
    withdrawCertificate: (by: Actor, sha256: string): Promise<void> =>
      db.inAgency(by.agencyId, (tx) => withdrawCertificate(tx, by, sha256, now())),

    /** Certificates of an officer, or (null) the agency's own, withdrawn ones too. */
    certificatesOf: (agencyId: number, officerId: number | null): Promise<Registration[]> =>
      db.inAgency(agencyId, (tx) => registrationsOf(tx, agencyId, officerId)),

    /** Signs one file (ký một tệp). The signed file is in the store and the journal has its entry when this answers. */
    sign: async (by: Actor, request: SignRequest, key: SigningKey): Promise<Result<SignedFile, SignRefused>> => {
      const admitted = await admit(by, key.chain, request.role)
      if (!admitted.ok) return admitted
      const laid = await lay(request)
      if (!laid.ok) return laid
      let outcome: Result<SignedPdf, SignRefused> | undefined
      await signMany([laid.value], key, now, meansFor(admitted.value), (_, one) => {
        outcome = one
      })
      if (!outcome?.ok) return outcome!
      const signed = await outcomeOf(outcome.value)
      await db.inAgency(by.agencyId, (tx) => noteSigned(tx, by, noteOf(request, signed), now()))
      return ok(signed)
    },

    /**
     * Signs many files in one act (ký hàng loạt): answers when the act has begun; `finished` when it is over. Each file has its own outcome and its
     * own journal entry as soon as it is signed. The same `runId` again begins nothing. The key stays in this process: if the process dies, what is
     * signed stays signed, and the rest waits for a new act.
     */
    startRun: async (by: Actor, runId: string, requests: readonly SignRequest[], key: SigningKey): Promise<{ finished: Promise<void> }> => {
      if (requests.length === 0 || requests.length > runFilesMax) throw new RangeError(`a run signs 1 to ${runFilesMax} files`)
      const isNew = await db.inAgency(by.agencyId, (tx) => insertRun(tx, by, runId, requests, now()))
      return { finished: isNew ? run(by, runId, requests, key) : Promise.resolve() }
    },

    /** How far an act is, for its officer. */
    progressOf: (by: Actor, runId: string): Promise<RunProgress | null> =>
      db.inAgency(by.agencyId, (tx) => readRun(tx, by.agencyId, by.officerId, runId)),

    /**
     * The browser's way, first call (chuẩn bị hash): the signer's token is on their own machine, which gets these bytes to sign, or their hash.
     * The prepared file waits here for half an hour.
     */
    prepare: async (
      by: Actor,
      request: SignRequest,
      chain: readonly Uint8Array[],
    ): Promise<Result<{ preparedId: string; toBeSigned: Uint8Array; algorithm: string; expiresAt: Moment }, SignRefused>> => {
      const admitted = await admit(by, chain, request.role)
      if (!admitted.ok) return admitted
      const signer = await checkSigner(chain, request.role, now(), meansFor(admitted.value))
      if (!signer.ok) return signer
      const laid = await lay(request)
      if (!laid.ok) return laid
      const made = await prepareToSign(laid.value, signer.value, chain, now(), thread)
      if (!made.ok) return made
      const { prepared, attributes, algorithm } = made.value
      const file = await keep(prepared.bytes)
      const preparedAt = now()
      const expiresAt = (preparedAt + preparedSeconds) as Moment
      const preparedId = randomUUID()
      const { about, role, sourceSha256 } = request
      await db.inAgency(by.agencyId, (tx) =>
        insertPrepared(tx, by.agencyId, {
          preparedId,
          officerId: by.officerId,
          about,
          role,
          sourceSha256,
          preparedSha256: file.sha256,
          ranges: prepared.ranges,
          attributes,
          algorithm,
          chain,
          preparedAt,
          expiresAt,
        }),
      )
      return ok({ preparedId, toBeSigned: attributes, algorithm, expiresAt })
    },

    /** The browser's way, second call (nhận CMS): the signature comes back and is put in its place. A repeat gets the first answer. */
    receive: async (by: Actor, preparedId: string, received: Received): Promise<Result<SignedFile, ReceiveRefused>> => {
      const row = await db.inAgency(by.agencyId, (tx) => lockPrepared(tx, by.agencyId, preparedId))
      if (!row || row.officerId !== by.officerId) return err({ kind: 'prepared-unknown' })
      if (row.signed) return ok(await again(row.signed, row.chain))
      if (row.expiresAt < now()) return err({ kind: 'prepared-expired', at: row.expiresAt })
      const bytes = Uint8Array.from(await read(row.preparedSha256))
      const [start = 0, length = 0, start2 = 0, length2 = 0] = row.ranges
      const awaiting = {
        prepared: { bytes, ranges: [start, length, start2, length2] as const },
        attributes: Uint8Array.from(row.attributes),
        algorithm: row.algorithm,
        chain: row.chain,
      }
      const taken = takeReceived(awaiting, received)
      if (!taken.ok) return taken
      const completed = await completeSignature(taken.value.awaiting, taken.value.value, meansFor(new Map()))
      if (!completed.ok) return completed
      const signed = await outcomeOf(completed.value)
      return db.inAgency(by.agencyId, async (tx) => {
        // Somebody may have sent the same answer while the time was being stamped.
        const current = await lockPrepared(tx, by.agencyId, preparedId)
        if (current?.signed) return ok(await again(current.signed, row.chain))
        await settlePrepared(tx, by.agencyId, preparedId, { sha256: signed.file.sha256, level: signed.level }, now())
        await noteSigned(tx, by, noteOf(row, signed), now())
        return ok(signed)
      })
    },

    /** Whether a stored file can be signed here at all, and how many pages it has (xem tệp trước khi ký). */
    look: async (sha256: string): Promise<Result<{ pages: number }, FileRefused>> => {
      const opened = await openPdf(await read(sha256))
      return opened.ok ? ok({ pages: opened.value.document.getPageCount() }) : opened
    },

    /** Forgets prepared files that nobody signed within a day after they expired. */
    sweep: (agencyId: number): Promise<void> => db.inAgency(agencyId, (tx) => sweepPrepared(tx, agencyId, (now() - 86_400) as Moment)),

    close: async (): Promise<void> => {
      await Promise.all([thread.close(), stamps.close()])
    },
  }

  const again = async (signed: { sha256: string; level: SignatureLevel }, chain: readonly Uint8Array[]): Promise<SignedFile> => {
    const found = await files.open(signed.sha256)
    found?.stream.destroy()
    const file = { sha256: signed.sha256, sizeBytes: found?.sizeBytes ?? 0, mediaType: 'application/pdf' }
    return { file, level: signed.level, certificate: readCertificate(chain[0]!)!.sha256, stampedAt: null }
  }

  async function run(by: Actor, runId: string, requests: readonly SignRequest[], key: SigningKey): Promise<void> {
    const settle = (place: number, outcome: Parameters<typeof settleRunFile>[4], signed?: SignedFile) =>
      db.inAgency(by.agencyId, async (tx) => {
        await settleRunFile(tx, by.agencyId, runId, place, outcome, now())
        if (signed) await noteSigned(tx, by, noteOf(requests[place - 1]!, signed), now())
      })
    const roles = [...new Set(requests.map(({ role }) => role))]
    const admissions = new Map(await Promise.all(roles.map(async (role) => [role, await admit(by, key.chain, role)] as const)))
    const kinds = new Map([...admissions.values()].flatMap((one) => (one.ok ? [...one.value] : [])))
    const means = meansFor(kinds)
    // Laid out in small lots: two hundred files of some megabytes would not all fit into memory at once.
    let stopped: SignRefused | null = null
    for (let from = 0; from < requests.length; from += lot) {
      const laid: { place: number; file: FileToSign }[] = []
      for (const [i, request] of requests.slice(from, from + lot).entries()) {
        const place = from + i + 1
        const admitted = admissions.get(request.role)!
        const one = stopped ? err(stopped) : admitted.ok ? await lay(request) : admitted
        if (one.ok) laid.push({ place, file: one.value })
        else await settle(place, { refusal: one.error })
      }
      await signMany(
        laid.map(({ file }) => file),
        key,
        now,
        means,
        async (index, outcome) => {
          const { place } = laid[index]!
          if (!outcome.ok) {
            if (keyIsGone(outcome.error)) stopped = outcome.error
            return settle(place, { refusal: outcome.error })
          }
          const signed = await outcomeOf(outcome.value)
          return settle(place, { sha256: signed.file.sha256, level: signed.level }, signed)
        },
      )
    }
    await db.inAgency(by.agencyId, (tx) => endRun(tx, by.agencyId, runId, now()))
  }

  return service
}

/** Files read and signed together. */
const lot = 8
