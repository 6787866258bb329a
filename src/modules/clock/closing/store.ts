import { createHash } from 'node:crypto'
import { type Day, dayText, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { Closing } from './decide.ts'

/** A decision on record, with who entered it. */
export type EnteredClosing = Closing & { no: number; enteredAt: Moment; withdrawnAt: Moment | null; withdrawal: string | null }

/** Decisions on record that an agency may have: some dozens a year in the worst of years. */
const closingsMax = 5_000

const columns = `no, kind, from_day as "from", until_day as "until", for_day as "for", decision, decided_on as "decidedOn", reason,
  entered_at as "enteredAt", withdrawn_at as "withdrawnAt", withdrawal`
const all: Statement = {
  name: 'closings',
  text: `select ${columns} from clock.closing where agency_id = $1 order by no limit ${closingsMax}`,
}
const inForce: Statement = {
  name: 'closings-in-force',
  text: `select ${columns} from clock.closing where agency_id = $1 and withdrawn_at is null order by no limit ${closingsMax}`,
}

/** All decisions on own days, withdrawn ones too, in the order in which they were entered. */
export const closingsOf = (tx: Tx, agencyId: number): Promise<EnteredClosing[]> => tx.rows(all, [agencyId])

/** Those by which the agency counts now. */
export const closingsInForce = (tx: Tx, agencyId: number): Promise<EnteredClosing[]> => tx.rows(inForce, [agencyId])

const lock: Statement = { name: 'closing-lock', text: `select pg_advisory_xact_lock($1, hashtext('clock.closing'))` }
const byKey: Statement = { name: 'closing-by-key', text: `select ${columns} from clock.closing where agency_id = $1 and key = $2` }
const insert: Statement = {
  name: 'closing-insert',
  text: `insert into clock.closing (agency_id, no, kind, from_day, until_day, for_day, decision, decided_on, reason, key, entered_by, entered_at)
    select $1, coalesce(max(no), 0) + 1, $2, $3::date, $4::date, $5::date, $6, $7::date, $8, $9, $10::int, $11::timestamptz
    from clock.closing where agency_id = $1 returning no`,
}

type By = { agencyId: number; officerId: number | null }

/**
 * Enters a decision on own days; the same form again enters nothing more, with other content it is refused.
 * `decide` looks at what is on record inside the transaction, where nobody else enters meanwhile.
 */
export async function enterClosing<E>(
  tx: Tx,
  by: By,
  asked: Closing,
  key: string,
  now: Moment,
  decide: (closings: readonly EnteredClosing[]) => Result<Closing, E>,
): Promise<Result<{ no: number; isNew: boolean }, E | { kind: 'key-reused' }>> {
  await tx.rows(lock, [by.agencyId])
  const mark = markOf(key, asked)
  const [before] = await tx.rows<{ no: number }>(byKey, [by.agencyId, mark])
  if (before) return ok({ no: before.no, isNew: false })
  const [other] = await tx.rows<{ no: number }>(otherOfKey, [by.agencyId, `${key}/%`])
  if (other) return err({ kind: 'key-reused' })
  const decided = decide(await closingsInForce(tx, by.agencyId))
  if (!decided.ok) return decided
  const c = decided.value
  const on = (day: Day | null) => (day === null ? null : dayText(day))
  const [row] = await tx.rows<{ no: number }>(insert, [
    ...[by.agencyId, c.kind, on(c.from), on(c.until), on(c.for), c.decision, on(c.decidedOn), c.reason, mark],
    ...[by.officerId, iso(now)],
  ])
  const no = row?.no ?? 0
  const body = { type: 'closing-entered', no, ...c, from: on(c.from), until: on(c.until), for: on(c.for), decidedOn: on(c.decidedOn) }
  await append(tx, by.agencyId, 'calendar', now, [
    { kind: 'closing-entered', at: now, officerId: by.officerId, onBehalfOf: null, body: JSON.stringify(body) },
  ])
  return ok({ no, isNew: true })
}

/** The key of a form with what was asked under it. */
const markOf = (key: string, asked: Closing): string => `${key}/${createHash('sha256').update(JSON.stringify(asked)).digest('hex')}`
const otherOfKey: Statement = { name: 'closing-other-of-key', text: 'select no from clock.closing where agency_id = $1 and key like $2' }

const withdraw: Statement = {
  name: 'closing-withdraw',
  text: `update clock.closing set withdrawn_by = $3, withdrawn_at = $4, withdrawal = $5
    where agency_id = $1 and no = $2 and withdrawn_at is null returning no, decision`,
}

/** Withdraws a decision (bãi bỏ): its days are again what the official year says. False: it is not there, or was withdrawn before. */
export async function withdrawClosing(tx: Tx, by: By, { no, reason }: { no: number; reason: string }, now: Moment): Promise<boolean> {
  const [row] = await tx.rows<{ no: number; decision: string }>(withdraw, [by.agencyId, no, by.officerId, iso(now), reason])
  if (!row) return false
  const body = JSON.stringify({ type: 'closing-withdrawn', no, decision: row.decision, reason })
  await append(tx, by.agencyId, 'calendar', now, [{ kind: 'closing-withdrawn', at: now, officerId: by.officerId, onBehalfOf: null, body }])
  return true
}
