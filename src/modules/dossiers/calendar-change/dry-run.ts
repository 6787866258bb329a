import type { Moment } from '../../../kernel/moment.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import type { Plan } from '../plan.ts'
import { recompute } from '../recompute.ts'
import type { Folded } from '../time-line.ts'

/** An open dossier as it is read for a dry run: the folded state, its plan's place, and the due time as it was last written. */
export type OpenRow = {
  code: string
  procedureId: number
  procedureVersion: number
  isHardArea: boolean
  state: Folded
  dueAt: Moment | null
  isProvisional: boolean
}

/** A due time that a change of the calendar would move. `from` null: no calendar had reached it. */
export type WouldMove = {
  code: string
  procedureId: number
  from: Moment | null
  to: Moment
  isProvisional: boolean
  /** Running steps whose own due time would move. */
  steps: readonly { step: string; unitId: number; from: Moment | null; to: Moment | null }[]
}

/**
 * What a changed calendar would move (chạy thử khi đổi lịch): every open dossier whose due time, or a running step's, would be another under
 * `after`. By the very rule that applies the change, so what is shown is what would be written. Writes nothing.
 *
 * @param pages rows as they come from the store; none is kept
 * @param planOf plan of a procedure's version; asked once for each
 */
export async function dryRun(
  pages: AsyncIterable<readonly OpenRow[]> | Iterable<readonly OpenRow[]>,
  facts: { after: WorkingCalendar; at: Moment; planOf(procedureId: number, version: number): Plan | Promise<Plan> },
): Promise<{ seen: number; moved: WouldMove[] }> {
  const { after, at, planOf } = facts
  const plans = new Map<string, Plan>()
  const planAt = async (place: string, { procedureId, procedureVersion }: OpenRow): Promise<Plan> => {
    const plan = await planOf(procedureId, procedureVersion)
    plans.set(place, plan)
    return plan
  }
  const moved: WouldMove[] = []
  let seen = 0
  for await (const page of pages) {
    for (const row of page) {
      const place = `${row.procedureId}/${row.procedureVersion}`
      const plan = plans.get(place) ?? (await planAt(place, row))
      const would = wouldMove(row, { plan, after, at })
      if (would) moved.push(would)
    }
    seen += page.length
  }
  return { seen, moved }
}

/** What would be written of one dossier, also where only its being provisional changes. Null: nothing. */
export function changeOf(
  row: OpenRow,
  { plan, after, at }: { plan: Plan; after: WorkingCalendar; at: Moment },
): ReturnType<typeof recompute> {
  const { state, isHardArea } = row
  // A rule of time asks of what was handed in only whether the hard areas' durations hold.
  const dossier = { ...state, filing: { isHardArea } } as Dossier
  return recompute(dossier, row, { plan, calendar: after, at })
}

/** The same for one dossier; null when nothing would move. */
export function wouldMove(row: OpenRow, { plan, after, at }: { plan: Plan; after: WorkingCalendar; at: Moment }): WouldMove | null {
  const { code, procedureId, state } = row
  const change = changeOf(row, { plan, after, at })
  if (!change) return null
  const steps = (change.steps ?? []).map(({ step, from, dueAt }) => ({
    step,
    unitId: state.running.find((r) => r.step === step)?.unitId ?? 0,
    from,
    to: dueAt,
  }))
  if (change.dueAt === row.dueAt && steps.length === 0) return null
  return { code, procedureId, from: change.from, to: change.dueAt, isProvisional: change.isProvisional, steps }
}
