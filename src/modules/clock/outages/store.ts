import type { Moment } from '../../../kernel/moment.ts'
import { iso, type Statement, type Tx } from '../../../platform/postgres/database.ts'
import { append } from '../../audit/service.ts'
import type { Silence } from './gap.ts'

/** An outage on record. */
export type Outage = Silence & { workingSeconds: number; wasStopped: boolean; recordedAt: Moment }

const insert: Statement = {
  name: 'outage-insert',
  text: `insert into clock.outage (agency_id, from_at, to_at, working_seconds, was_stopped, recorded_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (agency_id, from_at) do nothing returning from_at`,
}

/** Records an outage once, whoever of several processes is first, with an entry in the journal. */
export async function recordOutage(tx: Tx, agencyId: number, outage: Outage): Promise<boolean> {
  const { from, to, workingSeconds, wasStopped, recordedAt } = outage
  const rows = await tx.rows(insert, [agencyId, iso(from), iso(to), workingSeconds, wasStopped, iso(recordedAt)])
  if (rows.length === 0) return false
  const body = JSON.stringify({ type: 'outage-recorded', from, to, workingSeconds, wasStopped })
  await append(tx, agencyId, 'system', recordedAt, [{ kind: 'outage-recorded', at: to, officerId: null, onBehalfOf: null, body }])
  return true
}

const columns = `from_at as "from", to_at as "to", working_seconds as "workingSeconds", was_stopped as "wasStopped", recorded_at as "recordedAt"`

/** So many outages are looked through for the rows of a list: years of a troubled system. */
const outagesMax = 500

const since: Statement = {
  name: 'outages-since',
  text: `select ${columns} from clock.outage where agency_id = $1 and to_at > $2 order by to_at desc limit ${outagesMax}`,
}

/** Outages that ended after a moment, newest first. */
export const outagesSince = (tx: Tx, agencyId: number, from: Moment): Promise<Outage[]> => tx.rows(since, [agencyId, iso(from)])

const pageOf: Statement = {
  name: 'outages-page',
  text: `select ${columns} from clock.outage where agency_id = $1 and ($2::timestamptz is null or from_at < $2) order by from_at desc limit $3`,
}

/** Outages of the agency, newest first. */
export const outagesPage = (tx: Tx, agencyId: number, before: Moment | null, most: number): Promise<Outage[]> =>
  tx.rows(pageOf, [agencyId, before === null ? null : iso(before), most])
