import { dayText, type Moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import type { Refusal } from '../explain.ts'
import type { Plan } from '../plan.ts'
import { type By, type DossierService, isOfIn } from '../service.ts'
import type { MigrationOrder } from './decide.ts'
import { counted, noPreview, type PreviewCounts, type PreviewRow, previewOf } from './preview.ts'
import { type Chosen, type MigrationRun, orderOf, type PreviewFilter } from './run.ts'
import { beginMigration, migrationRun, runningOfVersion, settleCodes, tryAgain, unfinishedMigrations, waitingCodes } from './store.ts'

/** So many are moved in one request: about a second's work, so that the officer sees it move. */
const chunkRows = 200
/** So few at once that others find connections too. */
const atOnce = 8
/** Rows of a preview on one page. */
export const previewRows = 50

export type MigrationDeps = {
  db: Database
  service: Pick<DossierService, 'migrate'>
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  planOf(agencyId: number, procedureId: number, version: number): Promise<Plan>
}

/** Moves running dossiers to another version of their process (chuyển quy trình): looked at first, then done in portions, each with its own entry. */
export function migrationService({ db, service, calendarOf, orgOf, planOf }: MigrationDeps) {
  /** Every running dossier of the version with what would become of it, a page of the store at a time; none is kept. */
  async function* previewed(agencyId: number, order: MigrationOrder, now: Moment): AsyncGenerator<PreviewRow[]> {
    const [calendar, org, target] = await Promise.all([
      calendarOf(agencyId),
      orgOf(agencyId),
      planOf(agencyId, order.procedureId, order.to),
    ])
    const facts = { at: now, order, target, calendar, isOf: isOfIn(org) }
    for (let after = ''; ; ) {
      const page = await db.inAgency(agencyId, (tx) => runningOfVersion(tx, agencyId, order, after))
      const last = page.at(-1)
      if (!last) return
      yield page.map((row) => previewOf(row, facts))
      after = last.code
    }
  }

  const goOn = async (by: By, id: string): Promise<MigrationRun | undefined> => {
    const { agencyId } = by
    const [run, items] = await db.inAgency(agencyId, (tx) =>
      Promise.all([migrationRun(tx, agencyId, id), waitingCodes(tx, agencyId, id, chunkRows)]),
    )
    if (!run || items.length === 0) return run
    const order = orderOf(run, dayText)
    const outcomes: { code: string; refusal: Refusal | null }[] = []
    for (let i = 0; i < items.length; i += atOnce)
      await Promise.all(
        items.slice(i, i + atOnce).map(async ({ code, seen }) => {
          const done = await service.migrate(by, code, { seen, key: `${id}/${code}` }, order)
          outcomes.push({ code, refusal: done.ok ? null : done.error })
        }),
      )
    return db.inAgency(agencyId, async (tx) => {
      await settleCodes(tx, agencyId, id, outcomes)
      return migrationRun(tx, agencyId, id)
    })
  }

  return {
    previewed,

    /** One page of the preview, and what the move would do in all. */
    async preview(
      agencyId: number,
      order: MigrationOrder,
      { now, filter, after }: { now: Moment; filter: PreviewFilter; after: string },
    ): Promise<PreviewCounts & { rows: PreviewRow[]; next: string | null }> {
      let counts = noPreview
      const rows: PreviewRow[] = []
      let next: string | null = null
      for await (const page of previewed(agencyId, order, now))
        for (const row of page) {
          counts = counted(counts, row)
          if (row.code <= after || (filter !== 'all' && (row.refusal === null) !== (filter === 'moving'))) continue
          if (rows.length < previewRows) rows.push(row)
          else next ??= rows.at(-1)?.code ?? null
        }
      return { ...counts, rows, next }
    },

    /** Writes down what is to be moved, once for a key. Nothing is moved yet. */
    begin: (
      by: By,
      move: { id: string; order: MigrationOrder; chosen: Chosen; now: Moment },
    ): Promise<Result<{ id: string }, { kind: 'key-reused' }>> => db.inAgency(by.agencyId, (tx) => beginMigration(tx, by, move)),

    /** Moves the next ones. Broken off, it goes on where it was: what was moved is answered by its key and not moved again. */
    goOn,

    /** Tries those once more that were not moved, as they stand now. */
    async again(by: By, id: string): Promise<MigrationRun | undefined> {
      await db.inAgency(by.agencyId, (tx) => tryAgain(tx, by.agencyId, id))
      return goOn(by, id)
    },

    /** Takes up moves that were broken off, in the name of whoever began them (làm tiếp). */
    async takeUp(agencyId: number): Promise<{ runs: number }> {
      const left = await db.inAgency(agencyId, (tx) => unfinishedMigrations(tx, agencyId))
      for (const { id, officerId } of left) {
        const by = { agencyId, officerId, posts: [] }
        for (let run = await goOn(by, id); run && run.done + run.refused < run.all; ) run = await goOn(by, id)
      }
      return { runs: left.length }
    },
  }
}
