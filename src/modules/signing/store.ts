import type { Moment } from '../../kernel/moment.ts'
import type { StoredFile } from '../../platform/files.ts'
import { at, iso, json, type Statement, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import { append } from '../audit/service.ts'
import type { ReadCertificate } from './certificate.adapter.ts'
import type { KeyAlgorithm, Registration, SignatureLevel, SignatureRole, SignerKind, SignRefused } from './model.ts'
import type { RunProgress } from './progress.ts'

/** The stream of the journal that says what was signed with which certificate, and which certificates are known. */
const signingStream = 'signing'

/** Who acts. */
export type Actor = { agencyId: number; officerId: number; onBehalfOf: number | null }

const journal = (tx: Tx, by: Actor, now: Moment, kind: string, body: object): Promise<void> =>
  append(tx, by.agencyId, signingStream, now, [
    { kind, at: now, officerId: by.officerId, onBehalfOf: by.onBehalfOf, body: JSON.stringify(body) },
  ])

/** Keeps a certificate as known. The same again changes nothing and writes nothing. */
export async function insertCertificate(
  tx: Tx,
  by: Actor,
  certificate: ReadCertificate,
  holder: { kind: SignerKind; officerId: number | null },
  now: Moment,
): Promise<void> {
  const written = await tx.one(
    sqlFor
      .insertInto('signing.certificate')
      .values({
        agency_id: by.agencyId,
        sha256: certificate.sha256,
        kind: holder.kind,
        officer_id: holder.officerId,
        der: Buffer.from(certificate.der),
        subject: certificate.subject.commonName ?? certificate.serialNumber,
        issuer: certificate.issuer.commonName ?? '',
        valid_from: at(certificate.validFrom),
        valid_until: at(certificate.validUntil),
        registered_at: at(now),
        registered_by: by.officerId,
      })
      .onConflict((c) => c.columns(['agency_id', 'sha256']).doNothing())
      .returning('sha256'),
  )
  if (written) await journal(tx, by, now, 'certificate-registered', { sha256: certificate.sha256, ...holder })
}

/** From now on it signs nothing new. */
export async function withdrawCertificate(tx: Tx, by: Actor, sha256: string, now: Moment): Promise<void> {
  const written = await tx.one(
    sqlFor
      .updateTable('signing.certificate')
      .set({ withdrawn_at: at(now) })
      .where('agency_id', '=', by.agencyId)
      .where('sha256', '=', sha256)
      .where('withdrawn_at', 'is', null)
      .returning('sha256'),
  )
  if (written) await journal(tx, by, now, 'certificate-withdrawn', { sha256 })
}

const registrationColumns = ['sha256', 'kind', 'officer_id', 'subject', 'issuer', 'valid_from', 'valid_until', 'withdrawn_at'] as const

type RegistrationRow = {
  sha256: string
  kind: string
  officer_id: number | null
  subject: string
  issuer: string
  valid_from: Moment
  valid_until: Moment
  withdrawn_at: Moment | null
}

const registrationOf = (row: RegistrationRow): Registration => ({
  sha256: row.sha256,
  kind: row.kind as SignerKind,
  officerId: row.officer_id,
  subject: row.subject,
  issuer: row.issuer,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  withdrawnAt: row.withdrawn_at,
})

export async function findRegistration(tx: Tx, agencyId: number, sha256: string): Promise<Registration | null> {
  const row = await tx.one(
    sqlFor.selectFrom('signing.certificate').select(registrationColumns).where('agency_id', '=', agencyId).where('sha256', '=', sha256),
  )
  return row ? registrationOf(row) : null
}

/** Certificates of an officer, or (null) the agency's own; the one that lasts longest first. */
export async function registrationsOf(tx: Tx, agencyId: number, officerId: number | null): Promise<Registration[]> {
  const rows = await tx.all(
    sqlFor
      .selectFrom('signing.certificate')
      .select(registrationColumns)
      .where('agency_id', '=', agencyId)
      .where('officer_id', officerId === null ? 'is' : '=', officerId)
      .orderBy('valid_until', 'desc')
      .orderBy('sha256')
      .limit(100),
  )
  return rows.map(registrationOf)
}

/** What the journal says of one signature. */
export interface SignedNote {
  about: string
  role: SignatureRole
  sourceSha256: string
  file: StoredFile
  certificate: string
  level: SignatureLevel
  stampedAt: Moment | null
}

/** A signed file is the agency's to read, and the journal says who signed what with which certificate. */
export async function noteSigned(tx: Tx, by: Actor, { file, ...note }: SignedNote, now: Moment): Promise<void> {
  await tx.all(
    sqlFor
      .insertInto('platform.file')
      .values({ agency_id: by.agencyId, sha256: file.sha256, size_bytes: file.sizeBytes, media_type: file.mediaType })
      .onConflict((c) => c.columns(['agency_id', 'sha256']).doNothing()),
  )
  await journal(tx, by, now, 'file-signed', { ...note, sha256: file.sha256 })
}

/** A file that waits for its signature (tệp chờ ký). */
export interface PreparedRow {
  preparedId: string
  officerId: number
  about: string
  role: SignatureRole
  sourceSha256: string
  preparedSha256: string
  ranges: readonly number[]
  attributes: Uint8Array
  algorithm: KeyAlgorithm
  chain: readonly Uint8Array[]
  preparedAt: Moment
  expiresAt: Moment
  signed: { sha256: string; level: SignatureLevel } | null
}

const insertPreparedRow: Statement = {
  name: 'signing-prepare',
  text: `insert into signing.prepared (agency_id, prepared_id, officer_id, about, role, source_sha256, prepared_sha256, ranges, attributes,
      algorithm, chain, prepared_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8::int[], $9, $10, $11::bytea[], $12, $13) on conflict do nothing`,
}

export const insertPrepared = async (tx: Tx, agencyId: number, row: Omit<PreparedRow, 'signed'>): Promise<void> => {
  await tx.rows(insertPreparedRow, [
    agencyId,
    row.preparedId,
    row.officerId,
    row.about,
    row.role,
    row.sourceSha256,
    row.preparedSha256,
    row.ranges,
    Buffer.from(row.attributes),
    row.algorithm,
    row.chain.map((der) => Buffer.from(der)),
    iso(row.preparedAt),
    iso(row.expiresAt),
  ])
}

/** Reads it for writing: two answers from the signer's machine are taken one after the other. */
export async function lockPrepared(tx: Tx, agencyId: number, preparedId: string): Promise<PreparedRow | null> {
  const row = await tx.one(
    sqlFor.selectFrom('signing.prepared').selectAll().where('agency_id', '=', agencyId).where('prepared_id', '=', preparedId).forUpdate(),
  )
  if (!row) return null
  return {
    preparedId: row.prepared_id,
    officerId: row.officer_id,
    about: row.about,
    role: row.role as SignatureRole,
    sourceSha256: row.source_sha256,
    preparedSha256: row.prepared_sha256,
    ranges: row.ranges,
    attributes: new Uint8Array(row.attributes),
    algorithm: row.algorithm as KeyAlgorithm,
    chain: row.chain.map((der) => new Uint8Array(der as unknown as Buffer)),
    preparedAt: row.prepared_at,
    expiresAt: row.expires_at,
    signed: row.signed_sha256 === null ? null : { sha256: row.signed_sha256, level: row.signed_level as SignatureLevel },
  }
}

export const settlePrepared = async (
  tx: Tx,
  agencyId: number,
  preparedId: string,
  signed: { sha256: string; level: SignatureLevel },
  now: Moment,
): Promise<void> => {
  await tx.all(
    sqlFor
      .updateTable('signing.prepared')
      .set({ signed_sha256: signed.sha256, signed_level: signed.level, signed_at: at(now) })
      .where('agency_id', '=', agencyId)
      .where('prepared_id', '=', preparedId),
  )
}

const insertRunRows: Statement = {
  name: 'signing-run',
  text: `with run as (
      insert into signing.run (agency_id, run_id, officer_id, started_at) values ($1, $2, $3, $4) on conflict do nothing returning run_id)
    insert into signing.run_file (agency_id, run_id, place, about, role, source_sha256)
    select $1, run.run_id, f.place, f.about, f.role, f.sha from run,
      unnest($5::text[], $6::text[], $7::text[]) with ordinality as f (about, role, sha, place)
    returning place`,
}

/** Begins an act that signs many files; false when it began before (the same form sent twice). */
export async function insertRun(
  tx: Tx,
  by: Actor,
  runId: string,
  files: readonly { about: string; role: SignatureRole; sourceSha256: string }[],
  now: Moment,
): Promise<boolean> {
  const rows = await tx.rows(insertRunRows, [
    by.agencyId,
    runId,
    by.officerId,
    iso(now),
    files.map(({ about }) => about),
    files.map(({ role }) => role),
    files.map(({ sourceSha256 }) => sourceSha256),
  ])
  return rows.length > 0
}

/** What became of one file of the act. */
export async function settleRunFile(
  tx: Tx,
  agencyId: number,
  runId: string,
  place: number,
  outcome: { sha256: string; level: SignatureLevel } | { refusal: SignRefused },
  now: Moment,
): Promise<void> {
  const settled =
    'refusal' in outcome
      ? { state: 'refused', refusal: json(outcome.refusal) }
      : { state: 'signed', signed_sha256: outcome.sha256, level: outcome.level }
  await tx.all(
    sqlFor
      .updateTable('signing.run_file')
      .set({ ...settled, at: at(now) })
      .where('agency_id', '=', agencyId)
      .where('run_id', '=', runId)
      .where('place', '=', place)
      .where('state', '=', 'waiting'),
  )
}

export const endRun = async (tx: Tx, agencyId: number, runId: string, now: Moment): Promise<void> => {
  await tx.all(
    sqlFor
      .updateTable('signing.run')
      .set({ ended_at: at(now) })
      .where('agency_id', '=', agencyId)
      .where('run_id', '=', runId),
  )
}

/** How far an act is; only its officer sees it. */
export async function readRun(tx: Tx, agencyId: number, officerId: number, runId: string): Promise<RunProgress | null> {
  const run = await tx.one(
    sqlFor
      .selectFrom('signing.run')
      .select(['started_at', 'ended_at'])
      .where('agency_id', '=', agencyId)
      .where('run_id', '=', runId)
      .where('officer_id', '=', officerId),
  )
  if (!run) return null
  const files = await tx.all(
    sqlFor
      .selectFrom('signing.run_file')
      .select(['place', 'about', 'state', 'refusal', 'signed_sha256', 'level', 'at'])
      .where('agency_id', '=', agencyId)
      .where('run_id', '=', runId)
      .orderBy('place')
      .limit(1000),
  )
  return {
    startedAt: run.started_at,
    endedAt: run.ended_at,
    files: files.map((file) => ({
      place: file.place,
      about: file.about,
      state: file.state as RunProgress['files'][number]['state'],
      refusal: file.refusal as SignRefused | null,
      signedSha256: file.signed_sha256,
      level: file.level as SignatureLevel | null,
      at: file.at,
    })),
  }
}

/** Forgets prepared files that nobody signed, some time after they expired. */
export const sweepPrepared = async (tx: Tx, agencyId: number, before: Moment): Promise<void> => {
  await tx.all(
    sqlFor
      .deleteFrom('signing.prepared')
      .where('agency_id', '=', agencyId)
      .where('signed_at', 'is', null)
      .where('expires_at', '<', at(before)),
  )
}
