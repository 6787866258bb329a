import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Day, day, dayText, momentText } from '../../../kernel/moment.ts'
import { accept, lastMinutesOf } from '../accept/decide.ts'
import { askToComplete, completePapers, requestsMaxOn } from '../ask-to-complete/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import { at, calendar, counter, filing, isOf, plan, withHolidays } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { clockStart, currentDue, originalDue, startingAt } from '../hand.ts'
import { pauseCauses } from '../pause/hold.ts'
import { movedSteps } from '../pause/step-dues.ts'
import type { Plan } from '../plan.ts'
import { formSets } from '../print/form-sets.ts'
import { timeLine } from '../time-line.ts'
import { ruleLine, ruleLines } from './lines.ts'
import { lastDayOf, packNamed, packOn, rulePacks, valueOn } from './packs.ts'

const packText = (text: string) => packOn(day(text)).id

describe('Rule packs (bộ quy tắc), by the day of receipt', () => {
  it('begin on their days: the day before is still the older one', () => {
    deepEqual(['2021-12-05', '2021-12-06'].map(packText), ['nd-61-2018', 'nd-107-2021'])
    deepEqual(['2025-06-30', '2025-07-01'].map(packText), ['nd-107-2021', 'nd-118-2025'])
  })
  it('hold for a dossier older than any of them', () => equal(packText('1970-01-01'), 'nd-61-2018'))
  it('leave the one whose day is not known to nobody', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 80_000 }), (n) => packOn(n as Day).id !== 'nd-367-2025')))
  it('follow one another without a hole, and the last one has no end', () => {
    const days = rulePacks.map((pack) => [pack.from === null ? null : dayText(pack.from), lastDayOf(pack)])
    deepEqual(
      days.map(([from, until]) => [from, until === null ? null : dayText(until as Day)]),
      [
        ['1970-01-01', '2021-12-05'],
        ['2021-12-06', '2025-06-30'],
        ['2025-07-01', null],
        [null, null],
      ],
    )
  })
  it('call nothing verified that nobody has compared, and explain what no text gives', () => {
    yes(ruleLines.every(({ verified }) => !verified))
    yes(ruleLines.every(({ law, note }) => law !== null || note !== null))
  })
  it('name every ground for a pause that the product knows', () =>
    yes(rulePacks.every((pack) => pauseCauses.every((cause) => pack.rules.pauseCauses.value.includes(cause)))))
  it('list the sets of forms as papers are printed in them', () =>
    deepEqual(
      formSets.map(({ value, from }) => [
        ruleLine('forms', `formSet${value.set}`)?.value,
        ruleLine('forms', `formSet${value.set}`)?.from === from,
      ]),
      [
        ['2018', true],
        ['2025', true],
      ],
    ))
  it('have one line for each name', () => equal(new Set(ruleLines.map((l) => `${l.pack}/${l.rule}`)).size, ruleLines.length))
})

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const filedOnline = evolve(null, { type: 'filed', at: at('02 10:00'), filing: { ...filing, channelIn: 2 } })
const acceptedAt = (dossier: Dossier, when: string, onCalendar = calendar) => {
  const decided = accept(dossier, { at: at(when), receiver: counter.officerId, plan, calendar: onCalendar })
  if (!decided.ok) throw new Error(decided.error.kind)
  return {
    event: decided.value.events[0] as Extract<DossierEvent, { type: 'accepted' }>,
    dossier: decided.value.events.reduce<Dossier>(evolve, dossier),
  }
}
const text = (moment: number | null | undefined) => (moment == null ? null : momentText(moment as never).slice(5, 16))

describe('The pack of a dossier', () => {
  it('is the one of its day of acceptance, said in the entry', () => {
    const { event, dossier } = acceptedAt(filed, '02 10:00')
    deepEqual([event.pack, dossier.pack], ['nd-118-2025', 'nd-118-2025'])
  })
  it('follows from the day for an entry from before there were packs', () => {
    const { pack: _, ...older } = acceptedAt(filed, '02 10:00').event
    equal(evolve(filed, older).pack, 'nd-118-2025')
  })
  it('is kept whatever comes after', () => {
    const { event } = acceptedAt(filed, '02 10:00')
    const dossier = evolve(filed, { ...event, pack: 'nd-107-2021' })
    equal(evolve(dossier, { type: 'step-taken', at: at('02 11:00'), step: '1', officerId: counter.officerId }).pack, 'nd-107-2021')
    equal(packNamed(dossier.pack)?.id, 'nd-107-2021')
  })
  it('is none before acceptance', () => equal(filed.pack, null))
})

describe('Received online before closing (nhận trực tuyến cuối giờ): closing is 17:30', () => {
  const starts = (when: string, dossier = filedOnline, onCalendar = calendar) => text(acceptedAt(dossier, when, onCalendar).event.startsAt)
  it('61 minutes before it the clock begins at once', () => equal(starts('02 16:29'), '03-02T16:29'))
  it('60 minutes before it, the bound included, it begins on the next working day', () => equal(starts('02 16:30'), '03-03T07:30'))
  it('59 minutes before it too', () => equal(starts('02 16:31'), '03-03T07:30'))
  it('after hours it begins at the next opening', () => equal(starts('02 18:00'), '03-03T07:30'))
  it('before hours, and at noon, it begins at the next opening of the same day', () => {
    equal(starts('03 06:00'), '03-03T07:30')
    equal(starts('03 12:00'), '03-03T13:30')
  })
  it('the last hour of the morning is not the last of the day', () => equal(starts('03 11:00'), '03-03T11:00'))
  it('on a Friday it begins on Monday; on a Saturday too', () => {
    equal(starts('06 17:00'), '03-09T07:30')
    equal(starts('07 10:00'), '03-09T07:30')
  })
  it('the next day being a holiday, on the day after it', () =>
    equal(starts('02 17:00', filedOnline, withHolidays('2026-03-03')), '03-04T07:30'))
  it('at the counter and by post the clock begins at once', () => {
    equal(starts('02 17:00', filed), '03-02T17:00')
    equal(starts('02 17:00', evolve(null, { type: 'filed', at: at('02 10:00'), filing: { ...filing, channelIn: 3 } })), '03-02T17:00')
  })
  it('did not hold before the day of the decree: 16 November 2025 no, 17 November yes', () => {
    deepEqual(
      ['2025-11-16', '2025-11-17'].map((on) => lastMinutesOf(2, day(on))),
      [0, 60],
    )
    equal(lastMinutesOf(1, day('2025-11-17')), 0)
    equal(valueOn(packOn(day('2025-11-16')).rules.lastMinutes, day('2025-11-16')), null)
  })
  it('moves the due time: Monday 17:00 with four working days is due Monday 07:30, not Friday 17:00', () => {
    const { event, dossier } = acceptedAt(filedOnline, '02 17:00')
    equal(text(event.dueAt), '03-09T07:30')
    equal(text(currentDue(dossier, calendar)?.due), '03-09T07:30')
    equal(text(originalDue(dossier, calendar)?.due), '03-09T07:30')
    equal(text(timeLine(dossier, calendar, at('03 10:00'))?.due), '03-09T07:30')
    equal(text(acceptedAt(filed, '02 17:00').event.dueAt), '03-06T17:00')
  })
  it('follows from the calendar: a holiday decided later moves the beginning too', () =>
    equal(text(clockStart(acceptedAt(filedOnline, '02 17:00').dossier, withHolidays('2026-03-03'))), '03-04T07:30'))
  it('leaves a dossier of an earlier version of the product where it was', () => {
    const { lastMinutes: _, pack: __, ...older } = acceptedAt(filedOnline, '02 17:00').event
    equal(text(currentDue(evolve(filedOnline, older), calendar)?.due), '03-06T17:00')
  })
  it('moves the due time of the first step too: half a day from 16:30 is due Tuesday 11:30, not Tuesday 11:00', () => {
    // Half a working day is four hours. From 16:29: 1 h 01 on Monday, 2 h 59 from 07:30 on Tuesday. From 16:30: all four hours on Tuesday.
    const firstDue = (when: string, dossier = filedOnline) => text(acceptedAt(dossier, when).event.handed[0]?.dueAt)
    equal(firstDue('02 16:29'), '03-03T10:29')
    equal(firstDue('02 16:30'), '03-03T11:30')
    equal(firstDue('02 16:31'), '03-03T11:30')
    equal(firstDue('02 16:30', filed), '03-03T10:30') // at the counter the clock begins at once
  })
  it('and where it comes in outside the sessions: at night, at noon, on a Saturday it counts from the next opening', () => {
    for (const dossier of [filedOnline, filed]) {
      const firstDue = (when: string) => text(acceptedAt(dossier, when).event.handed[0]?.dueAt)
      equal(firstDue('02 20:00'), '03-03T11:30')
      equal(firstDue('03 12:00'), '03-03T17:30') // opens at 13:30
      equal(firstDue('07 10:00'), '03-09T11:30')
    }
  })
  it('a step given before the clock of its dossier begins counts from that beginning', () => {
    const { dossier } = acceptedAt(filedOnline, '02 16:40')
    const given = (when: string) => {
      const facts = { at: at(when), actor: counter, plan, calendar, isOf }
      const done = completeStep(dossier, { step: '1', opinion: '', through: null, nextOfficerId: null, outcome: null }, facts)
      if (!done.ok) throw new Error(done.error.kind)
      const event = done.value.events.find((e) => e.type === 'step-completed')
      return text(event?.type === 'step-completed' ? event.handed[0]?.dueAt : null)
    }
    equal(given('02 16:50'), '03-04T07:30') // one day from Tuesday 07:30, when the clock begins
    equal(given('03 09:00'), '03-04T09:00')
  })
  it('computing anew under the same calendar moves no step', () =>
    deepEqual(movedSteps(acceptedAt(filedOnline, '02 16:40').dossier, { plan, calendar }), []))
  it('never begins earlier than what came in, nor earlier than without the rule', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 20 }), (minutes) => {
        const received = (at('02 00:00') + minutes * 60) as never
        return startingAt(calendar, received, 60) >= startingAt(calendar, received, 0)
      }),
    ))
})

describe('Asking for papers before acceptance', () => {
  const items = [{ what: 'Bản vẽ', why: 'thiếu chữ ký' }]
  it('is allowed as often as the pack of the day says: once', () => {
    equal(requestsMaxOn(day('2026-03-02')), 1)
    const asked = askToComplete(filed, { at: at('02 10:00'), items, contact: '', plan })
    if (!asked.ok) throw new Error(asked.error.kind)
    const waiting = asked.value.reduce<Dossier>(evolve, filed)
    const brought = completePapers(waiting, { at: at('03 10:00'), components: filing.components })
    if (!brought.ok) throw new Error(brought.error.kind)
    const again = askToComplete(brought.value.reduce<Dossier>(evolve, waiting), { at: at('03 11:00'), items, contact: '', plan })
    equal(again.ok ? 'allowed' : again.error.kind, 'already-asked')
  })
  it('asks for no paper in what is wholly online: filed online, at a version offered wholly online', () => {
    const asked = (dossier: Dossier, onlineLevel: NonNullable<Plan['onlineLevel']> | null, wantsPaper: boolean) => {
      const answer = askToComplete(dossier, { at: at('02 10:00'), items, contact: '', wantsPaper, plan: { onlineLevel } })
      return answer.ok ? 'allowed' : answer.error.kind
    }
    equal(asked(filedOnline, 'full', true), 'papers-of-an-online-dossier')
    equal(asked(filedOnline, 'full', false), 'allowed')
    equal(asked(filedOnline, 'partial', true), 'allowed')
    equal(asked(filedOnline, null, true), 'allowed')
    equal(asked(filed, 'full', true), 'allowed') // brought to the counter, though it might have been filed online
  })
})
