import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import { type Day, day, dayText, weekday } from '../../../kernel/moment.ts'
import { at, calendar, clerk, director, land, specialist } from '../document.example.ts'
import type { Urgency } from '../kinds.ts'
import { listReadings } from '../list-readings/tally.adapter.ts'
import { isReadInTime } from '../readers/in-time.ts'
import { noteReading } from '../store.ts'
import { done, type Office, openOffice, stamp } from '../testing.adapter.ts'
import { type Asked, assignedUntil, deadlinesJudged, lastWeek, type Measure, type Period, shareOf, sumOf } from './measures.ts'
import { incomingBehind, outgoingBehind, tallyOf } from './tally.adapter.ts'

const period = (from: string, to: string): Period => ({ from: day(from), to: day(to) })
const shown = ({ from, to }: Period) => [dayText(from), dayText(to)]

describe('The weekly check of documents (kiểm tra văn bản hằng tuần)', () => {
  it('looks at last week, Monday to Sunday, on whatever day of this week it is asked', () => {
    for (const today of ['2026-03-09', '2026-03-11', '2026-03-15'])
      deepEqual(shown(lastWeek(day(today))), ['2026-03-02', '2026-03-08'], today)
    deepEqual(shown(lastWeek(day('2026-03-16'))), ['2026-03-09', '2026-03-15'])
  })
  it('last week ends before this Monday and is seven days long, for every day', () =>
    fc.assert(
      fc.property(fc.integer({ min: 18_000, max: 30_000 }), (today) => {
        const { from, to } = lastWeek(today as Day)
        return to - from === 6 && weekday(from) === 0 && to < today && today - to <= 7
      }),
    ))
  it('judges a draft in the week of the day by which the leaders must have it', () => {
    // Deadline Thu 12 Mar − 3 days = Mon 09 Mar. Deadline Wed 11 Mar − 3 = Sun 08 Mar, a day off: Fri 06 Mar.
    const judged = deadlinesJudged(period('2026-03-09', '2026-03-13'), 3, calendar).map((j) => [dayText(j.deadline), dayText(j.by)])
    deepEqual(judged[0], ['2026-03-12', '2026-03-09'])
    deepEqual(judged.at(-1), ['2026-03-18', '2026-03-13']) // 18 − 3 = Sun 15 Mar: Fri 13 Mar
    const weekBefore = deadlinesJudged(period('2026-03-02', '2026-03-08'), 3, calendar).map((j) => dayText(j.deadline))
    equal(weekBefore.at(-1), '2026-03-11')
  })
  it('every deadline is judged in exactly one of two weeks that follow each other', () => {
    const one = deadlinesJudged(period('2026-03-02', '2026-03-08'), 3, calendar)
    const next = deadlinesJudged(period('2026-03-09', '2026-03-15'), 3, calendar)
    const all = deadlinesJudged(period('2026-03-02', '2026-03-15'), 3, calendar)
    deepEqual([...one, ...next], all)
  })
  it('gives the leaders until the next working day to assign what came', () => {
    const until = (came: string) => dayText(assignedUntil(period(came, came), calendar)[0]?.until ?? (0 as Day))
    equal(until('2026-03-05'), '2026-03-06')
    equal(until('2026-03-06'), '2026-03-09') // Friday: Monday
  })
  it('does not make a share out of nothing', () => {
    equal(shareOf(0, 0), null)
    equal(shareOf(2, 3), 2 / 3)
  })
})

let office: Office
const week = period('2026-03-02', '2026-03-08')
const asked = (today: string): Asked => ({
  period: week,
  today: day(today),
  deadlines: deadlinesJudged(week, 3, calendar),
  days: assignedUntil(week, calendar),
})
const tally = (today = '2026-03-09', agencyId = 1) => office.base.db.inAgency(agencyId, (tx) => tallyOf(tx, agencyId, asked(today)))

describe('Figures of the check, read from PostgreSQL', () => {
  before(async () => {
    office = await openOffice()
    const { carried, clock, service, by } = office
    const register = (arrived: string, registered: string, urgency: Urgency = 'ordinary') => {
      clock.now = at(registered)
      const letter = { sender: 'UBND tỉnh (mẫu)', numberSymbol: '1/UBND', date: null, kind: 'letter', subject: 'Về việc thử' } as const
      const rest = { urgency, deadline: null, channel: 'paper', files: [], from: null } as const
      return done(service.register(by(clerk), stamp(), { registered: { arrivedAt: at(arrived), ...letter, ...rest }, secrecy: 'none' }))
    }
    const assign = (id: number, when: string) => {
      clock.now = at(when)
      const order = { text: '', leadUnitId: land, supportUnitIds: [], deadline: null }
      return done(service.assign(by(director), id, stamp(), order))
    }
    clock.now = at('03 09:00')
    await carried('issue', { deadline: day('2026-03-10') }) // with the leaders on Tue 03, by Fri 06
    await carried('issue', { isFromOutside: true, deadline: null })
    await carried('sign', { deadline: day('2026-03-05'), urgency: 'urgent' })
    clock.now = at('06 09:00')
    await carried('submit', { deadline: day('2026-03-06') }) // was to be there by Tue 03, is not yet
    await carried('approve', { deadline: day('2026-03-06') }) // came on Fri 06: late
    await carried('draft', { deadline: day('2026-03-10') }) // by Fri 06
    clock.now = at('10 09:00')
    await carried('issue', { deadline: null }) // the week after
    const inTime = await register('05 16:00', '05 16:30')
    await assign(inTime.id, '06 17:00')
    await assign(inTime.id, '10 08:00') // the first instruction counts
    const late = await register('03 08:00', '03 08:30')
    await assign(late.id, '05 08:00')
    await register('06 08:00', '09 08:00') // registered on the next working day, not assigned
    await register('06 09:00', '09 08:00', 'urgent') // urgent: too late
  })

  it('counts signatures of what was issued and of what is under way', async () => {
    const row = (await tally()).get(land)
    const figures = (...measures: Measure[]) => measures.map((m) => row?.[m])
    deepEqual(figures('issued', 'issued-two', 'issued-one', 'issued-none', 'issued-invalid'), [2, 2, 0, 0, 0])
    deepEqual(figures('issued-inside', 'issued-outside'), [1, 1])
    deepEqual(figures('open', 'open-none', 'open-one', 'open-two'), [4, 3, 1, 0])
  })
  it('counts drafts that came to the leaders in time; urgent ones are left out', async () => {
    const lead = async (today: string) => {
      const row = (await tally(today)).get(land)
      return [row?.lead, row?.['lead-in-time'], row?.['lead-late'], row?.['lead-pending'], row?.['lead-urgent']]
    }
    deepEqual(await lead('2026-03-06'), [4, 1, 2, 1, 1]) // the last day of the draft is not over
    deepEqual(await lead('2026-03-07'), [4, 1, 3, 0, 1])
  })
  it('counts what came by when it was first assigned, under the unit that leads now', async () => {
    const of = async (today: string) => {
      const rows = await tally(today)
      return [rows.get(land), rows.get(null)].map((r) => [
        r?.in,
        r?.['in-assigned'],
        r?.['in-assigned-late'],
        r?.['in-pending'],
        r?.['in-registered-late'],
      ])
    }
    deepEqual(await of('2026-03-09'), [
      [2, 1, 1, 0, 0],
      [2, 0, 0, 2, 1],
    ])
    deepEqual(await of('2026-03-10'), [
      [2, 1, 1, 0, 0],
      [2, 0, 2, 0, 1],
    ])
  })
  it('behind each figure are exactly the documents that it counts', async () => {
    const rows = await tally()
    const { db } = office.base
    for (const [unitId, figures] of rows)
      for (const [measure, n] of Object.entries(figures)) {
        const of = { measure: measure as never, unitId: unitId ?? 0 }
        const behind = await db.inAgency(1, async (tx) =>
          measure.startsWith('in')
            ? incomingBehind(tx, 1, asked('2026-03-09'), of, { after: null })
            : outgoingBehind(tx, 1, asked('2026-03-09'), of, { after: null }),
        )
        equal(behind.rows.length, n, `${unitId} ${measure}`)
      }
    equal(sumOf([...rows.values()]).in, 4)
  })
  it('pages through a list without losing or repeating one', async () => {
    const ids: number[] = []
    let after: string | null = null
    do {
      const cursor: string | null = after
      const page: Awaited<ReturnType<typeof outgoingBehind>> = await office.base.db.inAgency(1, (tx) =>
        outgoingBehind(tx, 1, asked('2026-03-09'), { measure: 'open', unitId: null }, { after: cursor, most: 3 }),
      )
      ids.push(...page.rows.map((r) => r.id))
      after = page.next
    } while (after !== null)
    equal(ids.length, 4)
    equal(new Set(ids).size, 4)
  })
  it('shows nothing of it to another agency', async () => equal((await tally('2026-03-09', 2)).size, 0))
})

describe('Who has read what (quán triệt)', () => {
  it('counts the fifth day in, the sixth out', () => {
    const sentAt = at('02 17:00')
    equal(isReadInTime({ sentAt, readAt: at('07 23:59') }), true)
    equal(isReadInTime({ sentAt, readAt: at('08 00:00') }), false)
    equal(isReadInTime({ sentAt, readAt: null }), false)
  })
  it('lists issued documents sent inside, with people, readers, and readers in time', async () => {
    const { base, clock, carried } = office
    await base.owner.query(
      `insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day) select 1, o, o, ${land}, 'specialist', '', '2025-01-01' from generate_series(3, 5) o`,
    )
    clock.now = at('16 09:00')
    const id = await carried('issue', {
      subject: 'Phổ biến quy chế',
      recipients: [
        { kind: 'unit', unitId: land },
        { kind: 'officer', officerId: 3 },
      ],
    })
    await carried('issue', { recipients: [{ kind: 'outside', name: 'Tỉnh (mẫu)', address: '' }] })
    await base.db.inAgency(1, (tx) => noteReading(tx, 1, id, 3, at('21 10:00')))
    await base.db.inAgency(1, (tx) => noteReading(tx, 1, id, specialist.officerId, at('22 10:00')))
    const list = (unitId: number | null) =>
      base.db.inAgency(1, (tx) => listReadings(tx, 1, { unitId, from: day('2026-03-16'), to: null }, { after: null }))
    const [row, ...others] = (await list(null)).rows
    deepEqual([row?.id, row?.people, row?.read, row?.readInTime, others.length], [id, 3, 2, 1, 0])
    equal((await list(1)).rows.length, 0)
  })
})
