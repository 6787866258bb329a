import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type Day, day, dayText } from '../../../kernel/moment.ts'
import { readStream } from '../../audit/service.ts'
import { calendar, plan } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import type { DossierCode } from '../model.ts'
import { streamOf } from '../store.ts'
import { type EndedLedger, endedLedgerOf, keepLedger, partStretchesOf, stretchesOf } from './store.ts'
import type { Behind, Figure, LatenessRow, Tally } from './tally.ts'

let office: Office
const march = { from: day('2026-03-01'), to: day('2026-03-31') }

/** One dossier carried to its end: each step with the moment at which it is done. Due Friday 6 March at 10:00. */
async function carried(times: Record<'1' | '2' | '3' | '5', string>, more: { procedureId?: number } = {}): Promise<DossierCode> {
  office.clock('02 10:00')
  const code = await office.receive(more)
  const officers = { '1': 11, '2': 21, '3': 22, '5': 31 } as const
  for (const step of ['1', '2', '3', '5'] as const) {
    office.clock(times[step])
    await office.complete(code, step, officers[step], { ...(step === '2' ? { next: 22 } : {}), outcome: step === '5' })
  }
  return code
}
const early = { '1': '02 11:00', '2': '02 15:00', '3': '04 09:00', '5': '05 09:00' } as const
/** The specialist has two days and takes four. */
const late = { '1': '02 11:00', '2': '02 15:00', '3': '06 15:00', '5': '09 09:00' } as const

const differing = async () =>
  (await office.db.inAgency(1, (tx) => tx.rows({ name: 't', text: 'select * from dossiers.recount_lateness(1)' }, []))) as object[]
const days = async () =>
  (
    await office.owner.query(
      'select holder, unit_id, ended, early, late, late_over, late_caused, broken from dossiers.lateness_day where agency_id = 1 order by holder, unit_id',
    )
  ).rows.map((r) => [r.holder, r.unit_id, r.ended, r.early, r.late, r.late_over, r.late_caused, r.broken])
/** The kept ledger, made anew from the journal alone. */
async function fromJournal(code: DossierCode): Promise<EndedLedger | null> {
  const entries = await office.db.inAgency(1, (tx) => readStream(tx, 1, streamOf(code)))
  const dossier = entries.map((e) => JSON.parse(e.body) as DossierEvent).reduce<Dossier | null>(evolve, null)
  return dossier && endedLedgerOf(dossier, { plan, calendar })
}
const keptLines = async (code: string) =>
  (await office.owner.query('select * from dossiers.ledger where agency_id = 1 and code = $1 order by line_no', [code])).rows.map((r) => [
    r.holder_kind,
    r.unit_id,
    r.officer_id,
    r.step,
    r.seconds,
    r.seconds_over,
    r.seconds_over_step,
    r.is_cause,
  ])
const asRows = (ledger: EndedLedger | null) =>
  ledger?.lines.map((l, i) => [l.holder, l.unitId, l.officerId, l.step, l.seconds, l.secondsOver, l.secondsOverStep, i === ledger.cause])

before(async () => {
  office = await openOffice()
})

describe('Ledger of ended dossiers (sổ thời gian khi kết thúc)', () => {
  it('is not there while the clock runs', async () => {
    office.clock('02 10:00')
    const code = await office.receive()
    deepEqual(await keptLines(code), [])
  })

  it('is written by the act that ends processing, and follows from the journal', async () => {
    const code = await carried(early)
    const kept = await keptLines(code)
    equal(kept.length, 4)
    deepEqual(kept, asRows(await fromJournal(code)))
    equal(
      kept.some((line) => line[7]),
      false,
    )
    deepEqual(await days(), [
      ['dossier', 0, 1, 1, 0, 0, 0, 0],
      ['step', 1, 1, 1, 0, 0, 0, 0],
      ['step', 2, 1, 1, 0, 0, 0, 0],
      ['step', 3, 1, 1, 0, 0, 0, 0],
    ])
  })

  it('finds the unit that took longer than it may, in numerator and denominator', async () => {
    const code = await carried(late)
    const cause = (await keptLines(code)).find((line) => line[7])
    deepEqual(cause?.slice(0, 4), ['step', 2, 22, '3'])
    const { whole, rows } = await office.service.lateness(1, { ...march, by: 'unit' })
    deepEqual([whole.ended, whole.early, whole.late, whole.secondsLate], [2, 1, 1, 7 * 3600]) // Friday 10:00 to Monday 09:00: 5.5 h and 1.5 h
    deepEqual(
      rows.map((r) => [r.unitId, r.ended, r.late, r.lateOver, r.lateCaused, r.secondsLate]),
      [
        [1, 2, 1, 0, 0, 0],
        [2, 2, 1, 1, 1, 7 * 3600],
        [3, 2, 1, 0, 0, 0],
      ],
    )
  })

  it('cuts the same by step, officer and procedure', async () => {
    const by = async (cut: 'step' | 'officer' | 'procedure') => (await office.service.lateness(1, { ...march, by: cut, unitId: 2 })).rows
    deepEqual(
      (await by('step')).map((r) => [r.step, r.ended, r.late, r.lateOver, r.lateCaused]),
      [
        ['3', 2, 1, 1, 1],
        ['2', 2, 1, 0, 0],
      ],
    )
    deepEqual(
      (await by('officer')).map((r) => [r.officerId, r.ended, r.lateCaused]),
      [
        [22, 2, 1],
        [21, 2, 0],
      ],
    )
    deepEqual(
      (await by('procedure')).map((r) => [r.procedureId, r.unitId, r.ended, r.lateCaused]),
      [[1, 2, 2, 1]],
    )
  })

  it('names the late dossiers behind a figure, page by page', async () => {
    const other = await carried(late)
    const one = await office.service.lateDossiers(1, { ...march, unitId: 2 }, { after: null, most: 1 })
    equal(one.rows.length, 1)
    yes(one.next)
    const two = await office.service.lateDossiers(1, { ...march, unitId: 2 }, { after: one.next, most: 1 })
    deepEqual([two.rows[0]?.code, two.next], [other, null])
    equal(
      two.rows[0]?.lines.reduce((sum, l) => sum + l.secondsOver, 0),
      7 * 3600,
    )
    deepEqual((await office.service.lateDossiers(1, { ...march, unitId: 1 }, { after: null })).rows, [])
  })

  it('leaves a period out that nothing ended in', async () => {
    const { whole, rows } = await office.service.lateness(1, { from: day('2026-04-01'), to: day('2026-04-30'), by: 'unit' })
    deepEqual([whole.ended, rows], [0, []])
  })

  it('is not another agency’s', async () => equal((await office.service.lateness(2, { ...march, by: 'unit' })).whole.ended, 0))

  it('equals a recount from the ledger', async () => deepEqual(await differing(), []))
})

describe('What moves after the end', () => {
  it('an annulled pause turns a dossier late: it goes from on time to late, and nothing is counted twice', async () => {
    office.clock('02 10:00')
    const code = await office.receive()
    const stamp = () => ({ seen: null, key: randomUUID() })
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21, { next: 22 })
    office.clock('03 09:00')
    const asked = {
      step: '3',
      cause: 'finance' as const,
      document: { number: '1/TB', date: '2026-03-03' },
      reason: 'Chờ nộp phí',
      items: [],
      wantsPaper: false,
    }
    office.done(await office.service.proposePause(office.by(22), code, stamp(), asked))
    office.done(await office.service.decidePause(office.by(21), code, stamp(), { kind: 'approve' }))
    office.clock('06 09:00')
    office.done(await office.service.resume(office.by(22), code, stamp(), office.now()))
    office.clock('09 15:00')
    await office.complete(code, '3', 22)
    office.clock('09 16:00')
    await office.complete(code, '5', 31, { outcome: true }) // due Wednesday 11 with the pause, Friday 6 without it
    const before = await office.service.lateness(1, { ...march, by: 'unit' })
    deepEqual(await differing(), [])
    equal(
      (await keptLines(code)).some((line) => line[0] === 'finance'),
      true,
    )
    office.clock('10 09:00')
    office.done(await office.service.annulPause(office.by(21), code, stamp(), { no: 1, reason: 'Không có căn cứ' }))
    const after = await office.service.lateness(1, { ...march, by: 'unit' })
    deepEqual(
      [after.whole.ended - before.whole.ended, after.whole.early - before.whole.early, after.whole.late - before.whole.late],
      [0, -1, 1],
    )
    const of = (found: typeof after) => found.rows.find((r) => r.unitId === 2)?.lateCaused ?? 0
    equal(of(after) - of(before), 1)
    equal(
      (await keptLines(code)).some((line) => line[0] === 'finance'),
      false,
    )
    deepEqual(await keptLines(code), asRows(await fromJournal(code)))
    deepEqual(await differing(), [])
  })

  it('a dossier broken off is neither early nor late', async () => {
    office.clock('02 10:00')
    const code = await office.receive()
    office.clock('02 15:00')
    const before = await office.service.lateness(1, { ...march, by: 'unit' })
    office.done(
      await office.service.breakOff(office.by(11), code, { seen: null, key: randomUUID() }, { kind: 'stopped', reason: 'Theo đơn' }),
    )
    const after = await office.service.lateness(1, { ...march, by: 'unit' })
    deepEqual([after.whole.ended - before.whole.ended, after.whole.broken - before.whole.broken], [0, 1])
    deepEqual(await differing(), [])
  })

  it('the same ledger kept twice changes nothing', async () => {
    const code = await carried(late)
    const kept = await days()
    const ledger = await fromJournal(code)
    yes(ledger)
    await office.db.inAgency(1, async (tx) => keepLedger(tx, 1, code, ledger))
    deepEqual(await days(), kept)
  })

  it('what ended before there was a ledger is made up for, once', async () => {
    const code = await carried(early)
    const kept = await keptLines(code)
    const counted = await days()
    const gone = await fromJournal(code)
    yes(gone)
    await office.owner.query(
      `delete from dossiers.ledger where agency_id = 1; delete from dossiers.lateness_day where agency_id = 1; delete from dossiers.lateness_month where agency_id = 1;
       delete from dossiers.lateness_part where agency_id = 1`,
    )
    yes((await office.service.fillLedgers(1)).filled > 4)
    equal((await office.service.fillLedgers(1)).filled, 0)
    deepEqual(await keptLines(code), kept)
    deepEqual(await days(), counted)
    deepEqual(await differing(), [])
  })

  it('a wrong roll-up is found by the recount', async () => {
    await office.owner.query(
      `update dossiers.lateness_day set late = late + 1 where agency_id = 1 and holder = 'step' and unit_id = 2 and procedure_id = 1`,
    )
    yes((await differing()).length > 0)
    await office.owner.query(
      `update dossiers.lateness_day set late = late - 1 where agency_id = 1 and holder = 'step' and unit_id = 2 and procedure_id = 1`,
    )
    deepEqual(await differing(), [])
  })

  it('so is a wrong one of a step or an officer', async () => {
    for (const [cut, who] of [
      ['step', `step = '3'`],
      ['officer', 'officer_id = 22'],
    ]) {
      const move = (sign: string) =>
        office.owner.query(
          `update dossiers.lateness_part set late_caused = late_caused ${sign} 1 where agency_id = 1 and cut = '${cut}' and grain = 'month' and ${who} and procedure_id = 1`,
        )
      await move('+')
      deepEqual(
        (await differing()).map((row) => (row as { cut: string; grain: string }).cut),
        [cut],
      )
      await move('-')
    }
    deepEqual(await differing(), [])
  })
})

describe('Many ends at once', () => {
  it('wait for one another and never in a ring; nothing is lost', async () => {
    office.clock('02 10:00')
    const codes: DossierCode[] = []
    for (let i = 0; i < 12; i++) codes.push(await office.receive({ procedureId: 1 + (i % 2) }))
    for (const code of codes) {
      await office.complete(code, '1', 11)
      await office.complete(code, '2', 21, { next: 22 })
      await office.complete(code, '3', 22)
    }
    const before = (await office.service.lateness(1, { ...march, by: 'unit' })).whole.ended
    await Promise.all(codes.map((code) => office.complete(code, '5', 31, { outcome: true })))
    equal((await office.service.lateness(1, { ...march, by: 'unit' })).whole.ended - before, 12)
    deepEqual(await differing(), [])
  })
})

describe('Steps and officers from their roll-ups (theo bước, theo công chức)', () => {
  /** The same numbers by plain loops over every kept ledger. */
  const byHand = async (keyOf: (line: { holder_kind: string; unit_id: number; officer_id: number | null; step: string }) => string) => {
    const { rows } = await office.owner.query(`select * from dossiers.ledger where agency_id = 1 order by code, line_no`)
    const parties = new Map<string, { isOver: boolean; isCause: boolean; endClass: string | null; key: string; seconds: number }>()
    for (const line of rows) {
      if (!['step', 'away'].includes(line.holder_kind)) continue
      const key = keyOf(line)
      const before = parties.get(`${line.code} ${key}`)
      parties.set(`${line.code} ${key}`, {
        key,
        endClass: line.end_class,
        isOver: (before?.isOver ?? false) || line.seconds_over_step > 0,
        isCause: (before?.isCause ?? false) || line.is_cause,
        seconds: (before?.seconds ?? 0) + line.seconds,
      })
    }
    const sums = new Map<string, number[]>()
    for (const { key, endClass, isOver, isCause, seconds } of parties.values()) {
      const late = endClass === 'late'
      const counts = [
        endClass !== null,
        endClass === 'early',
        endClass === 'on-time',
        late,
        late && isOver,
        late && isCause,
        endClass === null,
      ]
      const before = sums.get(key) ?? [0, 0, 0, 0, 0, 0, 0, 0]
      sums.set(
        key,
        [...counts.map(Number), seconds].map((n, i) => n + (before[i] ?? 0)),
      )
    }
    return [...sums].sort()
  }
  const kept = async (by: 'step' | 'officer', keyOf: (r: LatenessRow) => string) =>
    (await office.service.lateness(1, { ...march, by })).rows
      .map((r): [string, number[]] => [keyOf(r), [r.ended, r.early, r.onTime, r.late, r.lateOver, r.lateCaused, r.broken, r.seconds]])
      .sort()

  it('equal a count of every ledger by hand', async () => {
    deepEqual(
      await kept('step', (r) => `${r.holder} ${r.unitId} ${r.procedureId} ${r.step}`),
      await byHand((l) => `${l.holder_kind} ${l.unit_id} ${(l as unknown as { procedure_id: number }).procedure_id} ${l.step}`),
    )
    deepEqual(
      await kept('officer', (r) => `${r.holder} ${r.unitId} ${r.officerId}`),
      await byHand((l) => `${l.holder_kind} ${l.unit_id} ${l.officer_id}`),
    )
  })
  it('days late of the steps, and of the officers, add up to those of the agency: each late dossier has one cause', async () => {
    const { whole } = await office.service.lateness(1, { ...march, by: 'unit' })
    for (const by of ['unit', 'step', 'officer'] as const) {
      const { rows } = await office.service.lateness(1, { ...march, by })
      deepEqual(
        [rows.reduce((sum, r) => sum + r.lateCaused, 0), rows.reduce((sum, r) => sum + r.secondsLate, 0)],
        [whole.late, whole.secondsLate],
        by,
      )
    }
  })
  it('are narrowed to a unit and a procedure', async () => {
    const rows = (await office.service.lateness(1, { ...march, by: 'officer', unitId: 2, procedureId: 2 })).rows
    deepEqual(
      rows.map((r) => r.unitId).filter((unit) => unit !== 2),
      [],
    )
    yes(rows.every((r) => r.ended === 6)) // half of the twelve that ended at once
  })
})

describe('The dossiers behind a figure (con số nào cũng mở ra hồ sơ)', () => {
  const behind = async (of: Partial<Behind>) => {
    const codes: string[] = []
    let after: { endedOn: Day; code: string } | null = null
    do {
      const page: Awaited<ReturnType<typeof office.service.lateDossiers>> = await office.service.lateDossiers(
        1,
        { ...march, ...of },
        { after, most: 7 },
      )
      codes.push(...page.rows.map((r) => r.code))
      after = page.next
    } while (after)
    equal(new Set(codes).size, codes.length)
    return codes.length
  }
  it('are as many as it says: for the agency, for every unit, step and officer', async () => {
    const { whole } = await office.service.lateness(1, { ...march, by: 'unit' })
    const figuresOf = (t: Tally): [Figure, number][] => [
      ['ended', t.ended],
      ['early', t.early],
      ['on-time', t.onTime],
      ['late', t.late],
      ['caused', t.lateCaused],
      ['apology', t.withApology],
      ['broken', t.broken],
    ]
    for (const [figure, n] of figuresOf(whole)) equal(await behind({ figure }), n, figure)
    for (const by of ['unit', 'step', 'officer'] as const)
      for (const r of (await office.service.lateness(1, { ...march, by })).rows) {
        const part: Partial<Behind> = {
          holder: r.holder === 'away' ? 'away' : 'step',
          unitId: r.unitId,
          procedureId: r.procedureId,
          procedureVersion: r.procedureVersion,
          step: r.step,
          officerId: by === 'officer' ? (r.officerId ?? 0) : null,
        }
        for (const [figure, n] of [...figuresOf(r), ['over', r.lateOver] as const])
          equal(await behind({ ...part, figure }), n, `${by} ${r.unitId} ${r.step} ${r.officerId} ${figure}`)
      }
  })
})

describe('How long steps were in hand (thời gian thực tế của từng bước)', () => {
  it('is once for each dossier with a result, without the time before anybody took it', async () => {
    const { rows } = await office.owner.query(
      `select count(distinct code)::int as n from dossiers.ledger where agency_id = 1 and procedure_id = 2 and end_class is not null`,
    )
    const before = await office.service.stepDurations(1, 2)
    deepEqual(
      before.map((d) => [d.version, d.step, d.seconds.length]),
      ['1', '2', '3', '5'].map((step) => [1, step, rows[0].n]),
    )
    office.clock('16 10:00')
    const code = await office.receive({ procedureId: 2 })
    office.clock('16 11:00')
    await office.complete(code, '1', 11)
    await office.complete(code, '2', 21) // to the pool of specialists, who take it at 14:30
    office.clock('16 14:30')
    office.done(await office.service.take(office.by(22), code, office.stamp(), '3'))
    office.clock('16 16:30')
    await office.complete(code, '3', 22)
    await office.complete(code, '5', 31, { outcome: true })
    const after = await office.service.stepDurations(1, 2)
    const added = (step: string) => {
      const sum = (all: typeof after) => all.find((d) => d.step === step)?.seconds.reduce((a, b) => a + b, 0) ?? 0
      return sum(after) - sum(before)
    }
    deepEqual(['1', '2', '3'].map(added), [3600, 0, 2 * 3600])
  })
  it('is another agency’s own business', async () => deepEqual(await office.service.stepDurations(2, 2), []))
})

describe('A period in stretches', () => {
  const texts = (from: string, to: string) =>
    stretchesOf(day(from), day(to)).map(([first, last]) => (first > last ? '' : `${dayText(first)}..${dayText(last)}`))
  it('takes whole months as months and the edges as days', () =>
    deepEqual(texts('2025-11-20', '2026-02-10'), ['2025-11-20..2025-11-30', '2025-12-01..2026-01-31', '2026-02-01..2026-02-10']))
  it('a month is a month, a year is twelve', () => {
    deepEqual(texts('2026-03-01', '2026-03-31'), ['', '2026-03-01..2026-03-31', ''])
    deepEqual(texts('2026-01-01', '2026-12-31'), ['', '2026-01-01..2026-12-31', ''])
  })
  it('inside one month, or over the turn of one, all is days', () => {
    deepEqual(texts('2026-03-02', '2026-03-31'), ['2026-03-02..2026-03-31', '', ''])
    deepEqual(texts('2026-03-20', '2026-04-10'), ['2026-03-20..2026-04-10', '', ''])
  })
  it('covers every day once, whatever the period', () =>
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 22_000 }), fc.nat(800), (from, length) => {
        const days = stretchesOf(from as Day, (from + length) as Day).flatMap(([first, last]) => (first > last ? [] : [last - first + 1]))
        return days.reduce((sum, n) => sum + n, 0) === length + 1
      }),
    ))
  it('takes whole years as years where there are many rows: of three years their days, months, years, months, days', () => {
    const five = (from: string, to: string) =>
      partStretchesOf(day(from), day(to)).map(([first, last]) => (first > last ? '' : `${dayText(first)}..${dayText(last)}`))
    deepEqual(five('2023-11-02', '2026-11-29'), [
      '2023-11-02..2023-11-30',
      '2023-12-01..2023-12-31',
      '2024-01-01..2025-12-31',
      '2026-01-01..2026-10-31',
      '2026-11-01..2026-11-29',
    ])
    deepEqual(five('2026-01-01', '2026-12-31'), ['', '', '2026-01-01..2026-12-31', '', ''])
    deepEqual(five('2026-01-01', '2026-11-30'), ['', '2026-01-01..2026-11-30', '', '', ''])
    deepEqual(five('2025-12-01', '2026-01-31'), ['', '2025-12-01..2026-01-31', '', '', ''])
    deepEqual(five('2026-03-02', '2026-03-30'), ['2026-03-02..2026-03-30', '', '', '', ''])
  })
  it('and covers every day once with them too', () =>
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 22_000 }), fc.nat(1500), (from, length) => {
        const stretches = partStretchesOf(from as Day, (from + length) as Day).filter(([first, last]) => first <= last)
        const joined = stretches.every(([first], i) => first === (i === 0 ? from : (stretches[i - 1]?.[1] ?? 0) + 1))
        return joined && stretches.at(-1)?.[1] === from + length
      }),
    ))
  it('gives the same steps and officers by days, months and years', async () => {
    for (const by of ['step', 'officer'] as const) {
      const rows = async (from: string, to: string) => (await office.service.lateness(1, { from: day(from), to: day(to), by })).rows
      const byDays = await rows('2026-03-02', '2026-03-30')
      yes(byDays.length > 0)
      deepEqual(await rows('2026-03-01', '2026-03-31'), byDays)
      deepEqual(await rows('2025-11-20', '2027-02-10'), byDays)
    }
  })
  it('gives the same sums by days and by months', async () => {
    const sum = async (from: string, to: string) => (await office.service.lateness(1, { from: day(from), to: day(to), by: 'unit' })).whole
    deepEqual(await sum('2026-03-01', '2026-03-31'), await sum('2026-03-02', '2026-03-30'))
    deepEqual(await sum('2026-02-15', '2026-04-15'), await sum('2026-03-02', '2026-03-30'))
  })
})
