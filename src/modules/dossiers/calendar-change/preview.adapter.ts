import type { Moment } from '../../../kernel/moment.ts'
import type { Database, Statement } from '../../../platform/postgres/database.ts'
import type { DueChanges, LookAhead, MovedDue, WorkingCalendar } from '../../clock/model.ts'
import type { Dossier, Filing } from '../dossier.ts'
import { dueChangeHeads, dueChangeWords } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import type { Plan } from '../plan.ts'
import { foldedOf } from '../store.ts'
import { type Moved, movedOf } from './preview.ts'

type PreviewDeps = {
  db: Database
  now(): Moment
  planOf(agencyId: number, procedureId: number, version: number): Promise<Plan>
}

const openPage: Statement = {
  name: 'dossier-open-whole',
  text: `select d.code, d.procedure_id, d.procedure_version, d.filing, d.state, d.due_at, d.due_is_provisional,
      (select p.name from procedures.procedure p where p.agency_id = d.agency_id and p.procedure_id = d.procedure_id) as procedure
    from dossiers.dossier d
    where d.agency_id = $1 and d.status = any ('{2,4,5,6}') and d.received_at is not null and d.ended_at is null and d.code > $2 order by d.code limit 500`,
}
type OpenRow = {
  code: string
  procedure_id: number
  procedure_version: number
  filing: Filing
  state: Omit<Dossier, 'filing'>
  due_at: Moment | null
  due_is_provisional: boolean
  procedure: string
}

/** Rows of what would move on one page. */
const pageRows = 50

/**
 * Looks ahead at a change of the calendar (chạy thử trước khi đổi lịch): walks the open dossiers as the change itself will, in short reads,
 * and writes nothing.
 */
export function lookAhead({ db, now, planOf }: PreviewDeps): LookAhead {
  async function* walk(agencyId: number, calendar: WorkingCalendar): AsyncGenerator<{ code: string; moved: Moved | null }[]> {
    const plans = new Map<string, Plan>()
    const today = now()
    for (let after = ''; ; ) {
      const rows = await db.inAgency(agencyId, (tx) => tx.rows<OpenRow>(openPage, [agencyId, after]))
      const last = rows.at(-1)
      if (!last) return
      for (const r of rows) {
        const key = `${r.procedure_id}/${r.procedure_version}`
        if (!plans.has(key)) plans.set(key, await planOf(agencyId, r.procedure_id, r.procedure_version))
      }
      yield rows.map((r) => {
        const plan = plans.get(`${r.procedure_id}/${r.procedure_version}`) as Plan
        const was = { dueAt: r.due_at, isProvisional: r.due_is_provisional }
        const open = { code: r.code, about: r.procedure, dossier: foldedOf(r), was }
        return { code: r.code, moved: movedOf(open, { plan, calendar, at: today }) }
      })
      after = last.code
    }
  }

  return {
    async page(agencyId, calendar, after) {
      const found = { seen: 0, moved: 0, steps: 0, firmness: 0 }
      const rows: MovedDue[] = []
      let next: string | null = null
      for await (const page of walk(agencyId, calendar))
        for (const { code, moved } of page) {
          found.seen += 1
          if (!moved) continue
          found.moved += moved.isMoved ? 1 : 0
          found.steps += moved.steps
          found.firmness += moved.isOnlyFirmness ? 1 : 0
          if (code <= after || moved.rows.length === 0) continue
          if (rows.length < pageRows) rows.push(...moved.rows)
          else next ??= rows.at(-1)?.code ?? null
        }
      return { ...found, rows, next } satisfies DueChanges
    },
    async *table(agencyId, calendar) {
      yield csvStart + csvLine(dueChangeHeads)
      for await (const page of walk(agencyId, calendar)) {
        const lines = page.flatMap(({ moved }) => moved?.rows ?? []).map(lineOf)
        if (lines.length > 0) yield lines.join('')
      }
    },
  }
}

const lineOf = ({ code, about, step, from, to, isProvisional }: MovedDue): string =>
  csvLine([code, about, step ?? dueChangeWords.dossier, at(from), at(to), isProvisional ? dueChangeWords.provisional : ''])

const at = (moment: Moment | null): string => (moment === null ? '' : shortMoment(moment))
