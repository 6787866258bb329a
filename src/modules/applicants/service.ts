import { assert } from '../../kernel/assert.ts'
import type { Moment } from '../../kernel/moment.ts'
import { iso, type Statement, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { Applicant } from './model.ts'

const save: Statement = {
  name: 'applicant-save',
  text: `insert into applicants.applicant as a (agency_id, kind, name, identity_number, address, phone, email, changed_at, lang)
    values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, 'vi'))
    on conflict (agency_id, kind, identity_number) where identity_number is not null
    do update set name = excluded.name, address = coalesce(nullif(excluded.address, ''), a.address), phone = coalesce(nullif(excluded.phone, ''), a.phone),
      email = coalesce(nullif(excluded.email, ''), a.email), changed_at = excluded.changed_at, lang = coalesce($9, a.lang)
    returning applicant_id`,
}

/** Saves an applicant and gives the id. Somebody known by the same identity number keeps the record; empty fields keep what was known. */
export async function saveApplicant(tx: Tx, agencyId: number, applicant: Applicant, at: Moment): Promise<number> {
  const { kind, name, identityNumber, address, phone, email, lang = null } = applicant
  const [row] = await tx.rows<{ applicant_id: number }>(save, [agencyId, kind, name, identityNumber, address, phone, email, iso(at), lang])
  assert(row, 'a saved applicant has an id')
  return row.applicant_id
}

/** The applicant of a dossier, for pages and forms that need the person. */
export async function readApplicant(tx: Tx, agencyId: number, applicantId: number): Promise<Applicant | undefined> {
  const row = await tx.one(
    sqlFor.selectFrom('applicants.applicant').selectAll().where('agency_id', '=', agencyId).where('applicant_id', '=', applicantId),
  )
  return (
    row && {
      kind: row.kind === 'organisation' ? 'organisation' : 'person',
      name: row.name,
      identityNumber: row.identity_number,
      address: row.address,
      phone: row.phone,
      email: row.email,
      lang: row.lang === 'en' ? 'en' : 'vi',
    }
  )
}

/** Somebody known by an identity number, so that the counter does not type it again. */
export async function findByIdentity(
  tx: Tx,
  agencyId: number,
  kind: Applicant['kind'],
  identityNumber: string,
): Promise<Applicant | undefined> {
  const row = await tx.one(
    sqlFor
      .selectFrom('applicants.applicant')
      .select('applicant_id')
      .where('agency_id', '=', agencyId)
      .where('kind', '=', kind)
      .where('identity_number', '=', identityNumber),
  )
  return row && readApplicant(tx, agencyId, row.applicant_id)
}

/** The id of somebody known by an identity number, for what is kept of them. */
export async function idByIdentity(tx: Tx, agencyId: number, kind: Applicant['kind'], identityNumber: string): Promise<number | null> {
  const row = await tx.one(
    sqlFor
      .selectFrom('applicants.applicant')
      .select('applicant_id')
      .where('agency_id', '=', agencyId)
      .where('kind', '=', kind)
      .where('identity_number', '=', identityNumber),
  )
  return row?.applicant_id ?? null
}
