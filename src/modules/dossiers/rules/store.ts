import { createHash } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type Database, iso, type Statement, type Tx, violatedConstraint } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import { type Confirmation, type ConfirmRefused, confirmRule, type WithdrawRefused, withdrawRule } from './confirm/decide.ts'
import { ruleLine } from './lines.ts'

const readAll: Statement = {
  name: 'rules-read',
  text: 'select pack, rule, value, confirmed_by as by, confirmed_at as at, note from dossiers.rule_confirmation where agency_id = $1 order by pack, rule',
}
const put: Statement = {
  name: 'rules-put',
  text: `insert into dossiers.rule_confirmation as c (agency_id, pack, rule, value, confirmed_by, confirmed_at, note) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (agency_id, pack, rule) do update set value = excluded.value, confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at, note = excluded.note`,
}
const drop: Statement = {
  name: 'rules-drop',
  text: 'delete from dossiers.rule_confirmation where agency_id = $1 and pack = $2 and rule = $3',
}
/** The lock of the journal's stream, taken first: so what a rule decided on is still so when it is written. */
const lock: Statement = { name: 'rules-lock', text: `select pg_advisory_xact_lock($1, hashtext('rules'))` }
const answered: Statement = {
  name: 'rules-answered',
  text: 'select question, outcome from platform.answer where agency_id = $1 and key = $2',
}
const remember: Statement = {
  name: 'rules-remember',
  text: 'insert into platform.answer (agency_id, key, question, outcome) values ($1, $2, $3, $4)',
}

/** What the people of an agency have confirmed: at most one for each value of the product. */
export const confirmationsOf = (tx: Tx, agencyId: number): Promise<Confirmation[]> => tx.rows<Confirmation>(readAll, [agencyId])

/** Who acts, in whose place, when; and the real time at which it is written. */
export type RulesBy = { agencyId: number; officerId: number; onBehalfOf: number | null; at: Moment; recordedAt: Moment }

type Done = { pack: string; rule: string; value: string }
type Act<E> = {
  kind: 'rule-confirmed' | 'rule-withdrawn'
  question: unknown
  words: string
  decide(confirmations: readonly Confirmation[]): Result<Confirmation, E>
  write(tx: Tx, decided: Confirmation): Promise<unknown>
}

/** Decides and writes with its entry in the journal, in one transaction; a repeated key gets the first answer and writes nothing. */
async function actOn<E>(db: Database, by: RulesBy, key: string, act: Act<E>): Promise<Result<Done, E | { kind: 'key-reused' }>> {
  const { agencyId, officerId, onBehalfOf, at, recordedAt } = by
  const question = createHash('sha256')
    .update(JSON.stringify([act.kind, act.question]))
    .digest()
  const first = async (tx: Tx): Promise<Result<Done, { kind: 'key-reused' }> | null> => {
    const [found] = await tx.rows<{ question: Buffer; outcome: Done }>(answered, [agencyId, key])
    if (!found) return null
    return found.question.equals(question) ? ok(found.outcome) : err({ kind: 'key-reused' })
  }
  try {
    return await db.inAgency(agencyId, async (tx): Promise<Result<Done, E | { kind: 'key-reused' }>> => {
      await tx.rows(lock, [agencyId])
      const before = await first(tx)
      if (before) return before
      const decided = act.decide(await confirmationsOf(tx, agencyId))
      if (!decided.ok) return decided
      const { pack, rule, value } = decided.value
      await act.write(tx, decided.value)
      const body = JSON.stringify({ type: act.kind, pack, rule, value, note: act.words })
      await append(tx, agencyId, 'rules', recordedAt, [{ kind: act.kind, at, officerId, onBehalfOf, body }])
      tx.last(remember, [agencyId, key, question, JSON.stringify({ pack, rule, value })])
      return ok({ pack, rule, value })
    })
  } catch (error) {
    // The key was written meanwhile by another kind of act: what it asked decides.
    const known = violatedConstraint(error) === 'answer_pkey' ? await db.inAgency(agencyId, first) : null
    if (known) return known
    throw error
  }
}

/** Confirms a value of the product for an agency (xác nhận giá trị pháp lý). */
export const confirm = (
  db: Database,
  by: RulesBy,
  key: string,
  asked: { pack: string; rule: string; shown: string; note: string },
): Promise<Result<Done, ConfirmRefused | { kind: 'key-reused' }>> =>
  actOn<ConfirmRefused>(db, by, key, {
    kind: 'rule-confirmed',
    question: asked,
    words: asked.note,
    decide: (all) =>
      confirmRule(ruleLine(asked.pack, asked.rule), all, { shown: asked.shown, note: asked.note, by: by.officerId, at: by.at }),
    write: (tx, c) => tx.rows(put, [by.agencyId, c.pack, c.rule, c.value, c.by, iso(c.at), c.note]),
  })

/** Takes a confirmation back (rút xác nhận). */
export const withdraw = (
  db: Database,
  by: RulesBy,
  key: string,
  asked: { pack: string; rule: string; reason: string },
): Promise<Result<Done, WithdrawRefused | { kind: 'key-reused' }>> =>
  actOn<WithdrawRefused>(db, by, key, {
    kind: 'rule-withdrawn',
    question: asked,
    words: asked.reason,
    decide: (all) => withdrawRule(asked, all, asked.reason),
    write: (tx, { pack, rule }) => tx.rows(drop, [by.agencyId, pack, rule]),
  })
