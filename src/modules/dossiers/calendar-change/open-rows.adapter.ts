import type { Database, Statement, Tx } from '../../../platform/postgres/database.ts'
import type { OpenRow } from './dry-run.ts'

const columns = `code, procedure_id as "procedureId", procedure_version as "procedureVersion", coalesce((filing ->> 'isHardArea')::bool, false) as "isHardArea", state,
  extract(epoch from due_at)::bigint as "dueAt", due_is_provisional as "isProvisional"`

const portion: Statement = {
  name: 'dossier-open-portion',
  text: `select ${columns} from dossiers.dossier
    where agency_id = $1 and status = any ('{2,4,5,6}') and received_at is not null and ended_at is null and code > $2 order by code limit $3`,
}

/** The next open dossiers by code (hồ sơ đang giải quyết), in a short read of its own. */
export const openAfter = (db: Database, agencyId: number, after: string, most: number): Promise<OpenRow[]> =>
  db.inAgency(agencyId, (tx) => tx.rows<OpenRow>(portion, [agencyId, after, most]))

/** Two halves, each along its own index: those whose clock runs, and those whose clock stands still. */
const declare = {
  name: '',
  text: `declare open_dossiers no scroll cursor for
    select ${columns} from dossiers.dossier where agency_id = (select platform.current_agency()) and ended_at is null and received_at is not null and stopped_at is null
    union all
    select ${columns} from dossiers.dossier where agency_id = (select platform.current_agency()) and ended_at is null and received_at is not null and stopped_at is not null`,
}
const fetch = { name: '', text: 'fetch forward 2000 from open_dossiers' }

/**
 * All open dossiers of the transaction's agency, as of one moment, in pages (hồ sơ đang giải quyết). The next page is on its way while the
 * caller works on one; nothing is kept.
 */
export async function* openRows(tx: Pick<Tx, 'rows'>): AsyncGenerator<OpenRow[]> {
  await tx.rows(declare, [])
  let next = tx.rows<OpenRow>(fetch, [])
  for (;;) {
    const page = await next
    if (page.length === 0) return
    next = tx.rows<OpenRow>(fetch, [])
    next.catch(() => {}) // told when it is awaited
    yield page
  }
}
