import { csvLine, csvStart } from '../../../kernel/csv.ts'
import type { Moment } from '../../../kernel/moment.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { DueChanges, LookAhead, MovedDue, WorkingCalendar } from '../../clock/model.ts'
import { dueChangeHeads, dueChangeWords } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import { procedureNames } from '../look-up.adapter.ts'
import type { Plan } from '../plan.ts'
import type { OpenRow } from './dry-run.ts'
import { openAfter, openRows } from './open-rows.adapter.ts'
import { type Moved, movedOf } from './preview.ts'

type PreviewDeps = {
  db: Database
  now(): Moment
  planOf(agencyId: number, procedureId: number, version: number): Promise<Plan>
}

type Counts = Pick<DueChanges, 'seen' | 'moved' | 'steps' | 'firmness'>
type Found = { code: string; moved: Moved }

/** Rows of what would move on one page. */
const pageRows = 50
/** Open dossiers in one short read. */
const readRows = 1_000
/** Counts of so many calendars are remembered, so that turning the page does not count all again. */
const countsMax = 16

/**
 * Looks ahead at a change of the calendar (chạy thử trước khi đổi lịch), by the rule that applies it, and writes nothing. The first page
 * walks all open dossiers along one cursor and keeps only what it shows; the next ones read on from where the page ended.
 */
export function lookAhead({ db, now, planOf }: PreviewDeps): LookAhead {
  const remembered = new Map<string, Counts>()

  const reader = async (agencyId: number, calendar: WorkingCalendar) => {
    const plans = new Map<string, Plan>()
    const names = new Map(
      (await db.inAgency(agencyId, (tx) => procedureNames(tx, agencyId))).map(({ procedureId, name }) => [procedureId, name]),
    )
    const at = now()
    const placeOf = (row: OpenRow) => `${row.procedureId}/${row.procedureVersion}`
    return {
      /** What would move among these rows. */
      async read(rows: readonly OpenRow[]): Promise<Found[]> {
        for (const row of rows)
          if (!plans.has(placeOf(row))) plans.set(placeOf(row), await planOf(agencyId, row.procedureId, row.procedureVersion))
        return rows.flatMap((row) => {
          const moved = movedOf(row, {
            plan: plans.get(placeOf(row)) as Plan,
            about: names.get(row.procedureId) ?? '',
            calendar,
            at,
          })
          return moved ? [{ code: row.code, moved }] : []
        })
      },
    }
  }

  /** Everything, in code order, each read short. */
  async function* walk(agencyId: number, calendar: WorkingCalendar, from: string): AsyncGenerator<Found[]> {
    const { read } = await reader(agencyId, calendar)
    for (let after = from; ; ) {
      const rows = await openAfter(db, agencyId, after, readRows)
      const last = rows.at(-1)
      if (!last) return
      yield await read(rows)
      after = last.code
    }
  }

  /** The first page with the counts of all: rows come as they lie, so the first by code are kept while they pass. */
  const firstPage = async (agencyId: number, calendar: WorkingCalendar): Promise<{ counts: Counts; first: Found[] }> => {
    const { read } = await reader(agencyId, calendar)
    const counts = { seen: 0, moved: 0, steps: 0, firmness: 0 }
    let first: Found[] = []
    await db.inAgency(agencyId, async (tx) => {
      for await (const rows of openRows(tx)) {
        counts.seen += rows.length
        const found = await read(rows)
        for (const { moved } of found) {
          counts.moved += moved.isMoved ? 1 : 0
          counts.steps += moved.steps
          counts.firmness += moved.isOnlyFirmness ? 1 : 0
        }
        first = [...first, ...found.filter(({ moved }) => moved.rows.length > 0)]
          .sort((a, b) => (a.code < b.code ? -1 : 1))
          .slice(0, pageRows + 1)
      }
    })
    return { counts, first }
  }

  const keep = (key: string, counts: Counts) => {
    remembered.delete(key)
    remembered.set(key, counts)
    const [oldest] = remembered.keys()
    if (remembered.size > countsMax && oldest !== undefined) remembered.delete(oldest)
  }

  return {
    async page(agencyId, calendar, after) {
      const key = `${agencyId}/${calendar.version}`
      const known = after === '' ? undefined : remembered.get(key)
      if (!known) {
        const { counts, first } = await firstPage(agencyId, calendar)
        keep(key, counts)
        if (after === '') return { ...counts, ...cut(first) }
      }
      const counts = known ?? (remembered.get(key) as Counts)
      const found: Found[] = []
      for await (const page of walk(agencyId, calendar, after)) {
        found.push(...page.filter(({ moved }) => moved.rows.length > 0))
        if (found.length > pageRows) break
      }
      return { ...counts, ...cut(found) }
    },
    async *table(agencyId, calendar) {
      yield csvStart + csvLine(dueChangeHeads)
      for await (const page of walk(agencyId, calendar, '')) {
        const lines = page.flatMap(({ moved }) => moved.rows).map(lineOf)
        if (lines.length > 0) yield lines.join('')
      }
    },
  }
}

/** Dossiers until a page is full, a dossier never torn from its steps; and where the next page begins. */
function cut(found: readonly Found[]): Pick<DueChanges, 'rows' | 'next'> {
  const rows: MovedDue[] = []
  for (const { code, moved } of found) {
    if (rows.length >= pageRows) return { rows, next: rows.at(-1)?.code ?? code }
    rows.push(...moved.rows)
  }
  return { rows, next: null }
}

const lineOf = ({ code, about, step, from, to, isProvisional }: MovedDue): string =>
  csvLine([code, about, step ?? dueChangeWords.dossier, at(from), at(to), isProvisional ? dueChangeWords.provisional : ''])

const at = (moment: Moment | null): string => (moment === null ? '' : shortMoment(moment))
