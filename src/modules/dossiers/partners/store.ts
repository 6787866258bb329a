import { createHash } from 'node:crypto'
import { type Day, day, dayText, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type Database, type Statement, type Tx, violatedConstraint } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { PartnerEvent, PartnerRefused } from './decide.ts'
import type { Partner, PartnerKind } from './partner.ts'

/** An agency works with hundreds of others, not with thousands. */
const partnersMax = 2_000

const readAll: Statement = {
  name: 'partners-read',
  text: `select p.partner_id as id, p.kind, p.from_day as "from", p.until_day as until, p.contact,
      (select json_agg(json_build_array(n.from_day, n.name) order by n.from_day) from dossiers.partner_name n where n.agency_id = $1 and n.partner_id = p.partner_id) as names
    from dossiers.partner p where p.agency_id = $1 order by p.partner_id limit ${partnersMax}`,
}
const insert: Statement = {
  name: 'partner-insert',
  text: 'insert into dossiers.partner (agency_id, partner_id, kind, from_day, contact) values ($1, $2, $3, $4, $5)',
}
const name: Statement = {
  name: 'partner-name',
  text: 'insert into dossiers.partner_name (agency_id, partner_id, from_day, name) values ($1, $2, $3, $4)',
}
const contact: Statement = {
  name: 'partner-contact',
  text: 'update dossiers.partner set contact = $3 where agency_id = $1 and partner_id = $2',
}
const close: Statement = {
  name: 'partner-close',
  text: 'update dossiers.partner set until_day = $3 where agency_id = $1 and partner_id = $2',
}
/** The lock of the journal's stream, taken first: so what a rule decided on is still so when it is written. */
const lock: Statement = { name: 'partners-lock', text: `select pg_advisory_xact_lock($1, hashtext('partners'))` }
const answered: Statement = {
  name: 'partners-answered',
  text: 'select question, outcome from platform.answer where agency_id = $1 and key = $2',
}
const remember: Statement = {
  name: 'partners-remember',
  text: 'insert into platform.answer (agency_id, key, question, outcome) values ($1, $2, $3, $4)',
}

type Row = { id: number; kind: PartnerKind; from: Day; until: Day | null; contact: string; names: [string, string][] | null }

/** The partner agencies of an agency, closed ones too. */
export async function partnersOf(tx: Tx, agencyId: number): Promise<Partner[]> {
  const rows = await tx.rows<Row>(readAll, [agencyId])
  return rows.map(({ names, ...row }) => ({
    ...row,
    names: (names ?? []).map(([from, called]) => ({ from: day(from), name: called })),
  }))
}

/** Who acts, in whose place, when; and the real time at which it is written. */
export type PartnersBy = { agencyId: number; officerId: number; onBehalfOf: number | null; at: Moment; recordedAt: Moment }

/** Decides and writes with its entry in the journal, in one transaction; a repeated key gets the first answer and writes nothing. */
export async function changePartners(
  db: Database,
  by: PartnersBy,
  key: string,
  asked: unknown,
  decide: (partners: readonly Partner[]) => Result<PartnerEvent, PartnerRefused>,
): Promise<Result<{ id: number }, PartnerRefused | { kind: 'key-reused' }>> {
  const { agencyId, officerId, onBehalfOf, at, recordedAt } = by
  const question = createHash('sha256')
    .update(JSON.stringify(['partners', asked]))
    .digest()
  const first = async (tx: Tx): Promise<Result<{ id: number }, { kind: 'key-reused' }> | null> => {
    const [found] = await tx.rows<{ question: Buffer; outcome: { id: number } }>(answered, [agencyId, key])
    if (!found) return null
    return found.question.equals(question) ? ok(found.outcome) : err({ kind: 'key-reused' })
  }
  try {
    return await db.inAgency(agencyId, async (tx): Promise<Result<{ id: number }, PartnerRefused | { kind: 'key-reused' }>> => {
      await tx.rows(lock, [agencyId])
      const before = await first(tx)
      if (before) return before
      const decided = decide(await partnersOf(tx, agencyId))
      if (!decided.ok) return decided
      const event = decided.value
      await write(tx, agencyId, event)
      await append(tx, agencyId, 'partners', recordedAt, [{ kind: event.type, at, officerId, onBehalfOf, body: JSON.stringify(event) }])
      tx.last(remember, [agencyId, key, question, JSON.stringify({ id: event.id })])
      return ok({ id: event.id })
    })
  } catch (error) {
    // The key was written meanwhile by another kind of act: what it asked decides.
    const known = violatedConstraint(error) === 'answer_pkey' ? await db.inAgency(agencyId, first) : null
    if (known) return known
    throw error
  }
}

async function write(tx: Tx, agencyId: number, event: PartnerEvent): Promise<void> {
  switch (event.type) {
    case 'partner-added':
      await tx.rows(insert, [agencyId, event.id, event.kind, dayText(event.from), event.contact])
      await tx.rows(name, [agencyId, event.id, dayText(event.from), event.name])
      return
    case 'partner-renamed':
      await tx.rows(name, [agencyId, event.id, dayText(event.from), event.name])
      return
    case 'partner-contact-changed':
      await tx.rows(contact, [agencyId, event.id, event.contact])
      return
    case 'partner-closed':
      await tx.rows(close, [agencyId, event.id, dayText(event.until)])
  }
}
