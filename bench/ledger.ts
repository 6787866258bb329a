import type pg from 'pg'
import { day, type Moment } from '../src/kernel/moment.ts'
import { defaultOfficeHours, officeCalendar, officialCalendar } from '../src/modules/clock/model.ts'
import { dryRun } from '../src/modules/dossiers/calendar-change/dry-run.ts'
import { openRows } from '../src/modules/dossiers/calendar-change/open-rows.adapter.ts'
import { type Dossier, type DossierEvent, evolve } from '../src/modules/dossiers/dossier.ts'
import { endedLedgerOf, readLateness } from '../src/modules/dossiers/lateness/store.ts'
import type { LatenessRow, Tally } from '../src/modules/dossiers/lateness/tally.ts'
import { openDatabase } from '../src/platform/postgres/database.ts'
import { agencyId, benchNow, calendar, plans } from './department.ts'
import { type Bench, large, withData } from './dossiers.ts'
import { quantile } from './http-client.ts'
import type { Row } from './row.ts'

const say = (text: string) => process.stderr.write(`bench ledger: ${text}\n`)

/** All that the generator makes: three years, their first and last month as days. */
const period = { from: day('2023-11-02'), to: day('2026-11-29') }
const asks = 60

/** Lateness by unit, step and officer from the roll-ups, beside its limit and beside a recount of every dossier from the journal; and the dry run of a new holiday. */
export const benchLedger = (): Promise<Row[]> =>
  withData([large], async (bench, [name = '']) => [...(await share(bench, name)), ...(await holiday(bench, name))])

/** What lateness is cut by on the screen, and what a row of each cut is called when it is counted by hand. */
const cutsMeasured = {
  unit: (r: Party) => `${r.holder}/${r.unitId}`,
  step: (r: Party) => `${r.holder}/${r.unitId}/${r.procedureId}/${r.procedureVersion}/${r.step}`,
  officer: (r: Party) => `${r.holder}/${r.unitId}/${r.officerId}`,
} as const
type MeasuredCut = keyof typeof cutsMeasured
const measured = Object.keys(cutsMeasured) as MeasuredCut[]
type Party = Pick<LatenessRow, 'holder' | 'unitId' | 'officerId' | 'step' | 'procedureId' | 'procedureVersion'>

async function share(bench: Bench, name: string): Promise<Row[]> {
  const db = openDatabase({ ...bench.owner, database: name, max: 4 })
  const kept = new Map<MeasuredCut, LatenessRow[]>()
  const p95 = new Map<MeasuredCut, number>()
  for (const by of measured) {
    const ask = () => db.inAgency(agencyId, (tx) => readLateness(tx, agencyId, period, by))
    for (let i = 0; i < 20; i++) await ask()
    const times: number[] = []
    for (let i = 0; i < asks; i++) {
      const began = performance.now()
      await ask()
      times.push(performance.now() - began)
    }
    p95.set(by, quantile(times, 0.95))
    kept.set(by, (await ask()).rows)
  }
  await db.close()

  say('recounting the roll-ups from the ledger')
  const rows = await bench.admin(
    async (client) => (await client.query('select * from dossiers.recount_lateness($1)', [agencyId])).rowCount ?? 0,
    name,
  )
  say('recounting every dossier from the journal')
  const began = performance.now()
  const counted = await bench.admin((client) => recount(client), name)
  say(`${counted.dossiers} dossiers in ${Math.round((performance.now() - began) / 1000)} s`)
  const zero = (what: string, value: number, against: string): Row => ({
    what,
    value,
    unit: 'differing',
    against,
    ratio: value,
    goal: '0',
    holds: value === 0,
  })
  return [
    ...measured.map((by): Row => {
      const value = p95.get(by) ?? Number.POSITIVE_INFINITY
      return {
        what: `late share by ${by}, ${large} dossiers, p95`,
        value,
        unit: 'ms',
        against: '20 ms',
        ratio: value / 20,
        goal: '≤ 20 ms',
        holds: value <= 20,
      }
    }),
    zero('roll-ups beside the ledger, rows', rows, 'dossiers.recount_lateness'),
    zero('ledgers beside the journal, dossiers', counted.differing, `${counted.dossiers} streams folded anew`),
    ...measured.map((by) => {
      const byHand = counted.cuts[by]
      return zero(
        `${by}s beside the journal`,
        differingRows(kept.get(by) ?? [], byHand, cutsMeasured[by]),
        `${byHand.size} ${by}s counted anew`,
      )
    }),
  ]
}

/** Rows that one side lacks, or that differ in a number. */
function differingRows(kept: readonly LatenessRow[], byHand: ReadonlyMap<string, Counts>, keyOf: (row: Party) => string): number {
  const columns = ['ended', 'early', 'onTime', 'late', 'lateOver', 'lateCaused'] as const
  const wrong = kept.filter((row) => {
    const own = byHand.get(keyOf(row))
    return !own || columns.some((column) => own[column] !== row[column])
  })
  return wrong.length + Math.abs(byHand.size - kept.length)
}

type Counts = Pick<Tally, 'ended' | 'early' | 'onTime' | 'late' | 'lateOver' | 'lateCaused'>

/** Folds every dossier from its journal, makes its ledger and sets it beside the one that was kept; counts units, steps and officers on the way, by plain loops. */
async function recount(
  client: pg.Client,
): Promise<{ dossiers: number; differing: number; cuts: Record<MeasuredCut, Map<string, Counts>> }> {
  await client.query('begin')
  await client.query(
    `declare journal no scroll cursor for select stream, body from audit.entry where agency_id = ${agencyId} and stream >= 'dossier/' and stream < 'dossier0' order by stream, seq`,
  )
  await client.query(
    `declare kept no scroll cursor for select code, string_agg(concat_ws('/', holder_kind, coalesce(unit_id, -1), coalesce(officer_id, -1), coalesce(step, ''), seconds, seconds_over, seconds_over_step, is_cause::int,
      end_class), ';' order by line_no) as lines from dossiers.ledger where agency_id = ${agencyId} group by code order by code`,
  )
  const cuts: Record<MeasuredCut, Map<string, Counts>> = { unit: new Map(), step: new Map(), officer: new Map() }
  let [dossiers, differing] = [0, 0]
  let keptPage: { code: string; lines: string }[] = []
  let keptAt = 0
  const keptNext = async () => {
    if (keptAt >= keptPage.length) {
      keptPage = (await client.query<{ code: string; lines: string }>('fetch forward 5000 from kept')).rows
      keptAt = 0
    }
    return keptPage[keptAt]
  }
  const close = async (stream: string, dossier: Dossier | null) => {
    if (!dossier) return
    dossiers++
    const ledger = endedLedgerOf(dossier, { plan: plans[dossier.filing.procedureId - 1] ?? null, calendar })
    if (!ledger) return
    const made = ledger.lines
      .map((l, i) =>
        [
          l.holder,
          l.unitId ?? -1,
          l.officerId ?? -1,
          l.step ?? '',
          l.seconds,
          l.secondsOver,
          l.secondsOverStep,
          i === ledger.cause ? 1 : 0,
          ledger.endClass,
        ].join('/'),
      )
      .join(';')
    const kept = await keptNext()
    if (kept?.code === stream.slice('dossier/'.length)) keptAt++
    if (kept?.code !== stream.slice('dossier/'.length) || kept.lines !== made) differing++
    for (const by of measured) {
      const seen = new Map<string, { isOver: boolean; isCause: boolean }>()
      for (const [i, line] of ledger.lines.entries()) {
        const { holder } = line
        if (holder !== 'step' && holder !== 'away') continue
        const key = cutsMeasured[by]({ ...line, holder, procedureId: ledger.procedureId, procedureVersion: ledger.procedureVersion })
        const before = seen.get(key)
        seen.set(key, {
          isOver: (before?.isOver ?? false) || line.secondsOverStep > 0,
          isCause: (before?.isCause ?? false) || i === ledger.cause,
        })
      }
      for (const [key, { isOver, isCause }] of seen) {
        const c = cuts[by].get(key) ?? { ended: 0, early: 0, onTime: 0, late: 0, lateOver: 0, lateCaused: 0 }
        cuts[by].set(key, c)
        const isLate = ledger.endClass === 'late'
        c.ended += ledger.endClass ? 1 : 0
        c.early += ledger.endClass === 'early' ? 1 : 0
        c.onTime += ledger.endClass === 'on-time' ? 1 : 0
        c.late += isLate ? 1 : 0
        c.lateOver += isLate && isOver ? 1 : 0
        c.lateCaused += isLate && isCause ? 1 : 0
      }
    }
  }
  let stream = ''
  let dossier: Dossier | null = null
  for (;;) {
    const { rows } = await client.query<{ stream: string; body: string }>('fetch forward 20000 from journal')
    if (rows.length === 0) break
    for (const row of rows) {
      if (row.stream !== stream) {
        await close(stream, dossier)
        stream = row.stream
        dossier = null
      }
      dossier = evolve(dossier, JSON.parse(row.body) as DossierEvent)
    }
  }
  await close(stream, dossier)
  while (await keptNext()) {
    differing++ // kept of a dossier that the journal does not end
    keptAt++
  }
  await client.query('rollback')
  return { dossiers, differing, cuts }
}

/** A day off on the second working day from now: every due time behind it moves. */
async function holiday(bench: Bench, name: string): Promise<Row[]> {
  say('the dry run of a new day off')
  const off = calendar.workingDayAfter(calendar.dayOf(benchNow), 2)
  const after = officeCalendar(
    {
      ...officialCalendar,
      days: [...officialCalendar.days, { date: off, kind: 'closed', name: 'Nghỉ bão (mẫu)', for: null, source: 'bench', verified: false }],
    },
    defaultOfficeHours,
    { provisional: true },
  )
  const db = openDatabase({ ...bench.owner, database: name, max: 4 })
  const once = () =>
    db.inAgency(agencyId, (tx) =>
      dryRun(openRows(tx), { after, at: benchNow as Moment, planOf: (procedureId) => plans[procedureId - 1] as never }),
    )
  for (let i = 0; i < 3; i++) await once()
  const rates: number[] = []
  let [seen, moved] = [0, 0]
  for (let i = 0; i < 7; i++) {
    const began = performance.now()
    const found = await once()
    rates.push((found.seen / (performance.now() - began)) * 1000)
    seen = found.seen
    moved = found.moved.length
  }
  await db.close()
  const rate = quantile(rates, 0.5)
  return [
    {
      what: `due times computed anew after a new day off, ${seen} open dossiers of ${large}, ${moved} move`,
      value: rate,
      unit: '1/s',
      against: '50,000 1/s, one core, from the database',
      ratio: rate / 50_000,
      goal: '≥ 50,000/s',
      holds: rate >= 50_000,
    },
  ]
}
