import type { Moment } from '../../kernel/moment.ts'
import type { Database, Tx } from '../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import type { Draft } from './message.ts'
import { leavesAt } from './opening.ts'
import { type Preference, sameChoice, unchosen } from './preference.ts'
import { insertMessages, readPreferences, writePreference } from './store.ts'

export { type Door, sendDue } from './send.adapter.ts'
export { messagesAbout, readPreferences } from './store.ts'

/**
 * Puts messages into the outbox (đưa vào hộp thư đi), in the transaction of the act that causes them: both are written, or neither. Each waits
 * for the next opening of the office. The same cause again (`dedupeKey`) changes nothing.
 */
export function enqueue(
  tx: Tx,
  agencyId: number,
  drafts: readonly Draft[],
  { at, calendar }: { at: Moment; calendar: WorkingCalendar },
): void {
  insertMessages(
    tx,
    agencyId,
    at,
    drafts.map((draft) => ({ ...draft, notBefore: leavesAt(calendar, draft.kind, at) })),
  )
}

/** What an officer chose, or what holds for who never did. */
export const preferenceOf = async (tx: Tx, agencyId: number, officerId: number): Promise<Preference> =>
  (await readPreferences(tx, agencyId, officerId)).get(officerId) ?? unchosen

/** Keeps what an officer chose (chọn nhận thông báo). The same choice again writes nothing. */
export const choose = (
  db: Database,
  { agencyId, officerId }: { agencyId: number; officerId: number },
  chosen: Preference,
  at: Moment,
): Promise<void> =>
  db.inAgency(agencyId, async (tx) => {
    if (!sameChoice(await preferenceOf(tx, agencyId, officerId), chosen)) await writePreference(tx, agencyId, officerId, chosen, at)
  })
