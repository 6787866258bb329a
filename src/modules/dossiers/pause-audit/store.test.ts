import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { day, type Moment } from '../../../kernel/moment.ts'
import { at, calendar } from '../dossier.example.ts'
import { load } from '../store.ts'
import { pausedOffice, stamp } from './audit.fixture.ts'
import type { AuditedPause, PauseChoice, PauseSort } from './choice.ts'
import { listPauses, pausesByUnit } from './look-up.adapter.ts'
import { courseSigns, coursesOf } from './signs.ts'

type Paused = Awaited<ReturnType<typeof pausedOffice>>
let office: Paused
before(async () => {
  office = await pausedOffice()
})

const all: PauseChoice = { from: day('2026-03-01'), to: day('2026-03-31'), unitId: null, cause: null, state: null, suspiciousOnly: false }
const list = async (
  more: Partial<PauseChoice & { sort: PauseSort }> = {},
  page: { after: string | null; most?: number } = { after: null },
) => office.db.inAgency(1, (tx) => listPauses(tx, 1, { ...all, sort: 'signs', ...more }, page))
const nameOf = ({ code, no }: Pick<AuditedPause, 'code' | 'no'>) => {
  const name = Object.entries(office.codes).find(([, c]) => c === code)?.[0] ?? code
  return no === 1 ? name : `${name} ${no}`
}
const names = async (...asked: Parameters<typeof list>) => (await list(...asked)).rows.map(nameOf)
const hour = 3600

describe('Pauses as they are audited (kiểm tra các lần tạm dừng)', () => {
  it('come with the signs of how they began and went on, the suspicious first', async () => {
    const { rows } = await list()
    // With as many signs the newest comes first, of those begun at the same moment the later code.
    deepEqual(
      rows.map((r) => [nameOf(r), r.signs]),
      [
        ['wrong', ['no-number', 'annulled']],
        ['late', ['no-notice', 'recorded-late']],
        ['near', ['near-due']],
        ['twice 2', ['several']],
        ['twice', []],
        ['plain', []],
      ],
    )
  })
  it('say how near to the due time they began, and how long they lasted, in working time', async () => {
    const found = Object.fromEntries((await list()).rows.map((r) => [nameOf(r), [r.leftSeconds, r.seconds]]))
    deepEqual(found, {
      plain: [25 * hour, 8 * hour], // Tuesday 09:00 to Friday 10:00: 6.5 + 8 + 8 + 2.5; a day long
      late: [25 * hour, 8 * hour],
      wrong: [25 * hour, hour], // annulled an hour later
      twice: [25 * hour, 8 * hour],
      'twice 2': [18 * hour, null], // due Monday 10:00 by then: Thursday 08:00 on 7.5 h, Friday 8 h, Monday 2.5 h
      near: [7 * hour, null], // Thursday 11:00 to Friday 10:00: half an hour, four, two and a half
    })
  })
  it('are narrowed by unit, cause, state and suspicion', async () => {
    deepEqual(await names({ unitId: 3 }), [])
    deepEqual(await names({ cause: 'finance', sort: 'newest' }), ['twice 2', 'wrong'])
    deepEqual(await names({ state: 'lasting', sort: 'newest' }), ['near', 'twice 2'])
    deepEqual(await names({ state: 'annulled' }), ['wrong'])
    deepEqual((await names({ state: 'ended' })).sort(), ['late', 'plain', 'twice'])
    deepEqual((await names({ suspiciousOnly: true })).sort(), ['late', 'near', 'twice 2', 'wrong'])
  })
  it('are narrowed by when they began, both days included in Vietnamese time', async () => {
    deepEqual((await names({ from: day('2026-03-05'), to: day('2026-03-05') })).sort(), ['near', 'twice 2'])
    deepEqual(await names({ from: day('2026-03-04'), to: day('2026-03-04') }), [])
    equal((await names({ from: day('2026-03-03'), to: day('2026-03-03') })).length, 4)
  })
  it('are sorted by nearness to the due time and by length, those that last first', async () => {
    deepEqual((await names({ sort: 'near' })).slice(0, 2), ['near', 'twice 2'])
    deepEqual((await names({ sort: 'longest' })).slice(0, 2), ['near', 'twice 2'])
    equal((await names({ sort: 'longest' })).at(-1), 'wrong')
  })
  it('come in pages that miss none and repeat none, in every order', async () => {
    for (const sort of ['signs', 'newest', 'near', 'longest'] as const) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof list>> = await list({ sort }, { after, most: 2 })
        seen.push(...page.rows.map(nameOf))
        after = page.next
      } while (after)
      deepEqual(seen, await names({ sort }), sort)
    }
    deepEqual(await names({}, { after: 'nonsense' }), await names())
  })
  it('are another agency’s in none of it', async () => {
    deepEqual((await office.db.inAgency(2, (tx) => listPauses(tx, 2, { ...all, sort: 'signs' }, { after: null }))).rows, [])
  })
})

describe('Pauses added up by unit (tạm dừng theo đơn vị)', () => {
  const units = (more: Partial<PauseChoice> = {}) =>
    office.db.inAgency(1, (tx) => pausesByUnit(tx, 1, { ...all, ...more }, { calendar, now: at('05 17:00') }))
  it('count them, the suspicious, the lasting, the annulled, and the working time, with what the dossiers are a share of', async () =>
    deepEqual(await units(), [
      {
        unitId: 2,
        ...{ begun: 6, suspicious: 4, lasting: 2, annulled: 1 },
        // three that lasted a day, near since 11:00 (0.5 + 3.5 h), twice since 08:00 (3.5 + 3.5 h); not the annulled hour
        seconds: (3 * 8 + 4 + 7) * hour,
        ...{ handled: 2, handledPaused: 1 }, // plain and never ended; only plain was paused
      },
    ]))
  it('follow the choice of unit and cause', async () => {
    deepEqual(
      (await units({ cause: 'finance' })).map((u) => [u.begun, u.suspicious, u.annulled, u.handledPaused]),
      [[2, 2, 1, 0]],
    )
    deepEqual(await units({ unitId: 1 }), [])
  })
})

describe('What no act writes', () => {
  it('a pause that lasts is marked once it has become long, a second before it is not, and only once', async () => {
    const mark = async (when: Moment) => {
      const service = await import('./store.ts')
      return service.markLong(office.db, 1, when)
    }
    // near: Thursday 5 March 11:00 and half of fifteen days: 7.5 days = Monday 16 March 15:30 + 1.5 h = 17:00
    const turns = at('16 17:00')
    equal(await mark(turns), 0)
    equal(await mark((turns + 1) as Moment), 1)
    equal(await mark((turns + 1) as Moment), 0)
    const near = (await list()).rows.find((r) => nameOf(r) === 'near')
    deepEqual(near?.signs, ['near-due', 'long'])
  })
  it('pauses from before there was an audit are judged by their rows, as the write would have judged them', async () => {
    const key = (r: AuditedPause) => [nameOf(r), r.signs, r.leftSeconds, r.seconds]
    const written = (await list()).rows.map(key)
    await office.owner.query(
      `update dossiers.hold set start_signs = null, course_signs = '{}', sign_count = 0, left_seconds = null, seconds = null, long_at = null where agency_id = 1`,
    )
    yes((await list()).rows.every((r) => r.signs.length === 0))
    office.clock('17 08:00')
    equal((await office.service.auditPauses(1)).judged, 6)
    deepEqual((await list()).rows.map(key), written)
    deepEqual(await office.service.auditPauses(1), { judged: 0, turnedLong: 0 })
  })
})

describe('Rows of the audit', () => {
  it('follow from the folded dossiers: the annulment of the first takes the sign from the second', async () => {
    office.clock('17 08:00')
    office.done(await office.service.annulPause(office.by(21), office.codes.twice, stamp(), { no: 1, reason: 'Bản vẽ đã có tọa độ' }))
    const { rows } = await list()
    for (const code of Object.values(office.codes)) {
      const folded = await office.db.inAgency(1, (tx) => load(tx, 1, code))
      const expected = coursesOf(folded?.dossier.holds ?? []).map((course) => courseSigns(course, calendar, at('17 08:00')))
      const kept = rows.filter((r) => r.code === code).sort((a, b) => a.no - b.no)
      deepEqual(
        kept.map((r) => r.signs.filter((sign) => !['near-due', 'no-number', 'no-notice'].includes(sign))),
        expected,
        nameOf({ code, no: 1 }),
      )
    }
    deepEqual(rows.find((r) => nameOf(r) === 'twice 2')?.signs, [])
  })
  it('say on which day the dossier ended', async () => {
    const { rows } = await office.owner.query('select distinct ended_on::text as on, code from dossiers.hold where ended_on is not null')
    deepEqual(rows, [{ on: '2026-03-05', code: office.codes.plain }])
  })
})
