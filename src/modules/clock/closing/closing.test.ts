import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, it } from 'node:test'
import { day, dayText, moment } from '../../../kernel/moment.ts'
import { err } from '../../../kernel/result.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { dueAt } from '../due.ts'
import { defaultOfficeHours, officeCalendar } from '../office-calendar.ts'
import { officialCalendar } from '../official-calendar.ts'
import { calendarOf, loadYear, published } from '../service.ts'
import { type Closing, closingDaysMax, decideClosing, withOwnDays } from './decide.ts'
import { closingsInForce, closingsOf, enterClosing, withdrawClosing } from './store.ts'

const calendar = officeCalendar(officialCalendar, defaultOfficeHours, { provisional: true })
const today = day('2026-11-06')
const storm: Closing = {
  kind: 'closed',
  from: day('2026-11-05'), // a Thursday
  until: day('2026-11-06'),
  for: null,
  decision: '77/QĐ-UBND (mẫu)',
  decidedOn: day('2026-11-05'),
  reason: 'Nghỉ tránh bão (mẫu)',
}
const refusedAs = (kind: string, answer: { ok: boolean; error?: { kind: string } }) => equal(answer.ok ? 'done' : answer.error?.kind, kind)
const decide = (more: Partial<Closing>) => decideClosing({ ...storm, ...more }, calendar, today)
const dueUnder = (own: readonly Closing[], from: string, workingDays: number) => {
  const due = dueAt(
    officeCalendar(withOwnDays(officialCalendar, own), defaultOfficeHours, { provisional: true }),
    moment(from),
    [{ value: workingDays, unit: 'working_day' }],
    [],
  )
  return due.ok ? new Date((due.value.due + 7 * 3600) * 1000).toISOString().slice(0, 16) : due.error.kind
}

describe('Own days of an agency (ngày nghỉ, đóng cửa riêng)', () => {
  it('closes two days for a storm, also when one of them is over', () => yes(decide({}).ok))
  it('refuses days off that are off already: a Saturday and Sunday', () =>
    refusedAs('off-already', decide({ from: day('2026-11-07'), until: day('2026-11-08') })))
  it('takes a stretch in which one day at least is worked', () => yes(decide({ from: day('2026-11-06'), until: day('2026-11-08') }).ok))
  it('refuses a stretch that ends before it begins, and one day more than the longest', () => {
    refusedAs('ends-before-it-begins', decide({ until: day('2026-11-04') }))
    yes(decide({ until: (storm.from + closingDaysMax - 1) as Closing['until'] }).ok)
    refusedAs('too-long', decide({ until: (storm.from + closingDaysMax) as Closing['until'] }))
  })
  it('refuses a decision of tomorrow, takes one of today', () => {
    yes(decide({ decidedOn: today }).ok)
    refusedAs('decided-in-the-future', decide({ decidedOn: day('2026-11-07') }))
  })
  it('refuses days that no calendar reaches', () =>
    refusedAs('outside-the-calendar', decide({ from: day('2030-01-02'), until: day('2030-01-02') })))
  it('swaps a Saturday for a Monday, and neither for a day that is so already', () => {
    const swap = { kind: 'worked', from: day('2026-11-28'), until: day('2026-11-28'), for: day('2026-11-23') } as const
    yes(decide(swap).ok)
    refusedAs('worked-already', decide({ ...swap, from: day('2026-11-27'), until: day('2026-11-27') }))
    refusedAs('swapped-day-is-off', decide({ ...swap, for: day('2026-11-22') }))
    refusedAs('swap-of-one-day-only', decide({ ...swap, until: day('2026-11-29') }))
  })
  it('moves a due time over the closed days: Wed 10:00 + 2 = Fri 10:00 → Tue 10:00', () => {
    equal(dueUnder([], '2026-11-04T10:00:00+07:00', 2), '2026-11-06T10:00')
    equal(dueUnder([storm], '2026-11-04T10:00:00+07:00', 2), '2026-11-10T10:00')
  })
  it('counts a swapped Saturday and leaves the Monday out: Fri 20/11 10:00 + 2 = Tue 24 is a holiday, so Wed → Thu 26', () => {
    const swap: Closing = { ...storm, kind: 'worked', from: day('2026-11-28'), until: day('2026-11-28'), for: day('2026-11-23') }
    equal(dueUnder([], '2026-11-20T10:00:00+07:00', 2), '2026-11-25T10:00')
    equal(dueUnder([swap], '2026-11-20T10:00:00+07:00', 2), '2026-11-26T10:00')
    equal(dueUnder([swap], '2026-11-26T10:00:00+07:00', 2), '2026-11-28T10:00') // Fri 27, Sat 28
  })
  it('lets an official holiday keep its name inside a closed stretch, and a later decision change an earlier one', () => {
    const all = { ...storm, from: day('2026-11-23'), until: day('2026-11-25') }
    const names = withOwnDays(officialCalendar, [all])
      .days.filter((d) => d.date >= all.from && d.date <= all.until)
      .map((d) => [dayText(d.date), d.kind])
    deepEqual(names, [
      ['2026-11-23', 'closed'],
      ['2026-11-24', 'holiday'],
      ['2026-11-25', 'closed'],
    ])
    equal(dueUnder([storm, { ...storm, kind: 'worked', from: storm.until }], '2026-11-04T10:00:00+07:00', 2), '2026-11-09T10:00')
  })
  it('reaches into the provisional year, in the place of a computed day', () => {
    const own: Closing = { ...storm, kind: 'worked', from: day('2027-01-01'), until: day('2027-01-01') }
    const with2027 = officeCalendar(withOwnDays(officialCalendar, [own]), defaultOfficeHours, { provisional: true })
    equal(calendar.isWorkingDay(day('2027-01-01')), false)
    equal(with2027.isWorkingDay(day('2027-01-01')), true)
  })
})

describe('Own days on record', () => {
  let base: TestDatabase
  before(async () => {
    base = await testDatabase()
    for (const id of [1, 2])
      await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
  })
  const now = moment('2026-11-06T08:00:00+07:00')
  const by = { agencyId: 1, officerId: 51 }
  const enter = (asked: Closing, key: string) =>
    base.db.inAgency(1, (tx) =>
      enterClosing(tx, by, asked, key, now, (own) =>
        decideClosing(asked, officeCalendar(published([], own), defaultOfficeHours, { provisional: true }), today),
      ),
    )

  it('are entered once under one key, stay when the year is loaded anew, and go when withdrawn', async () => {
    const key = randomUUID()
    deepEqual(await enter(storm, key), { ok: true, value: { no: 1, isNew: true } })
    deepEqual(await enter(storm, key), { ok: true, value: { no: 1, isNew: false } })
    deepEqual(await enter({ ...storm, reason: 'Khác' }, key), err({ kind: 'key-reused' }))
    refusedAs('off-already', await enter(storm, randomUUID())) // closed by the first

    const isWorked = async (agencyId: number) =>
      (await base.db.inAgency(agencyId, (tx) => calendarOf(tx, agencyId, []))).isWorkingDay(storm.from)
    deepEqual([await isWorked(1), await isWorked(2)], [false, true])
    await base.db.inAgency(1, (tx) => loadYear(tx, by, { year: 2026, decision: 'TB 1 (mẫu)', days: [] }, now))
    equal(await isWorked(1), false)

    yes(await base.db.inAgency(1, (tx) => withdrawClosing(tx, by, { no: 1, reason: 'Bão tan' }, now)))
    equal(await base.db.inAgency(1, (tx) => withdrawClosing(tx, by, { no: 1, reason: 'Bão tan' }, now)), false)
    equal(await isWorked(1), true)
    deepEqual(
      [(await base.db.inAgency(1, (tx) => closingsOf(tx, 1))).length, (await base.db.inAgency(1, (tx) => closingsInForce(tx, 1))).length],
      [1, 0],
    )
    const { rows } = await base.owner.query(`select kind from audit.entry where agency_id = 1 and stream = 'calendar' order by seq`)
    deepEqual(
      rows.map((r) => r.kind),
      ['closing-entered', 'year-loaded', 'closing-withdrawn'],
    )
  })
})
