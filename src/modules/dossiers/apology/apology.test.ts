import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { accept } from '../accept/decide.ts'
import { draftApology, draftBySystem } from '../apology-draft/decide.ts'
import { sendApology } from '../apology-send/decide.ts'
import { signApology } from '../apology-sign/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import { at, calendar, clerk, colleague, counter, director, filing, head, isOf, outcome, plan, specialist } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { packOn } from '../rules/packs.ts'
import { apologiesOf, reappointedTo } from './apology.ts'
import { draftWanted, forecastEnd } from './forecast.ts'

type Answer = { events: readonly DossierEvent[] } | readonly DossierEvent[]
const then = (dossier: Dossier, decided: Result<Answer, { kind: string }>): Dossier => {
  if (!decided.ok) throw new Error(`refused: ${decided.error.kind}`)
  return ('events' in decided.value ? decided.value.events : decided.value).reduce<Dossier>(evolve, dossier)
}
const refusedAs = (kind: string, decided: Result<unknown, { kind: string }>) => equal(decided.ok ? 'allowed' : decided.error.kind, kind)
const text = (moment: Moment | null) => (moment === null ? null : momentText(moment).slice(5, 16))

const pack = packOn(calendar.dayOf(at('02 10:00')))
const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const facts = (when: string) => ({ at: at(when), plan, calendar, pack })
/** Received Monday 10:00 with four working days: due Friday 10:00. */
const accepted = then(filed, accept(filed, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar }))
const complete = (dossier: Dossier, step: string, by: typeof head, when: string) =>
  then(
    dossier,
    completeStep(
      dossier,
      {
        step,
        opinion: '',
        through: null,
        nextOfficerId: step === '2' ? specialist.officerId : null,
        outcome: step === '5' ? outcome : null,
      },
      { at: at(when), actor: by, plan, calendar, isOf },
    ),
  )
/** With the specialist from Wednesday 10:00: two days there and half a day to sign end on Friday afternoon, after the due time. */
const slow = complete(complete(accepted, '1', counter, '02 14:00'), '2', head, '04 10:00')
/** In the same step from Tuesday 10:00: Thursday 10:00 and half a day more, in time. */
const quick = complete(complete(accepted, '1', counter, '02 14:00'), '2', head, '03 10:00')

const drafted = (dossier = slow, when = '04 10:00') => then(dossier, draftBySystem(dossier, facts(when)))
const written = (dossier: Dossier, when: string, more: Partial<Parameters<typeof draftApology>[1]> = {}) =>
  draftApology(dossier, { at: at(when), actor: specialist, reason: 'Chờ đo lại', newDueAt: at('10 10:00'), calendar, pack, ...more })
const signed = (dossier: Dossier, when = '04 11:00', actor = head) => signApology(dossier, { at: at(when), actor, calendar })
const sent = (dossier: Dossier, when: string) => sendApology(dossier, { at: at(when), channel: 'portal', calendar, pack })
const apologised = (when = '05 16:00') => {
  const letter = then(drafted(), signed(drafted()))
  return then(letter, sent(letter, when))
}

describe('When processing would end by its own durations (dự kiến xong)', () => {
  it('is the due time exactly when nobody has lost a minute: 0,5 + 1 + 2 + 0,5 days from Monday 10:00', () =>
    equal(text(forecastEnd(accepted, facts('02 10:00'))), '03-06T10:00'))
  it('adds what remains to the running step: Wednesday 10:00 + 2 days + 0,5 day is Friday 16:00', () =>
    equal(text(forecastEnd(slow, facts('04 10:00'))), '03-06T16:00'))
  it('lets a step that is over its own time end now: Friday 17:00 + 0,5 day is Monday 11:00 … after hours', () =>
    equal(text(forecastEnd(slow, facts('06 17:00'))), '03-09T11:00'))
})

describe('A draft is wanted (đến lúc lập thư xin lỗi)', () => {
  it('from two working days before the due day when what remains cannot end in time, not a day earlier', () => {
    const late = complete(complete(accepted, '1', counter, '02 14:00'), '2', head, '03 17:00')
    equal(text(forecastEnd(late, facts('03 17:29'))), '03-06T11:00')
    equal(draftWanted(late, facts('03 17:29')), null)
    equal(draftWanted(late, facts('04 07:30'))?.why, 'cannot-end')
  })
  it('not while what remains still ends in time, to the minute', () => {
    equal(text(forecastEnd(quick, facts('04 10:00'))), '03-05T16:00')
    equal(draftWanted(quick, facts('04 10:00')), null)
    // The specialist has until Thursday 10:00; then half a day is left for Friday 10:00, which is a day later.
    equal(draftWanted(quick, facts('05 16:00')), null)
    equal(draftWanted(quick, facts('05 16:01'))?.why, 'cannot-end')
  })
  it('at once when the dossier is late without one', () => {
    equal(draftWanted(quick, facts('06 10:00'))?.why, 'cannot-end')
    equal(draftWanted(quick, facts('06 10:01'))?.why, 'late')
  })
  it('with a new day when the remaining steps would end, at the least a working day from the due time and from now', () => {
    equal(text(draftWanted(slow, facts('04 10:00'))?.newDueAt ?? null), '03-09T10:00')
    equal(text(draftWanted(slow, facts('12 09:00'))?.newDueAt ?? null), '03-13T09:00')
  })
  it('never for one that stands still in time, nor before acceptance, nor when one is there', () => {
    equal(draftWanted({ ...slow, stoppedAt: at('04 10:00') }, facts('11 10:00')), null)
    equal(draftWanted({ ...slow, stoppedAt: at('09 10:00') }, facts('11 10:00'))?.why, 'late')
    equal(draftWanted(filed, facts('11 10:00')), null)
    equal(draftWanted(drafted(), facts('11 10:00')), null)
    refusedAs('not-wanted', draftBySystem(drafted(), facts('11 10:00')))
  })
})

describe('The apology (văn bản xin lỗi)', () => {
  it('is drafted by the system for the unit that has it, and worded anew by who has the step, the head or a leader', () => {
    deepEqual(
      apologiesOf(drafted()).map((a) => [a.no, a.writtenBy, a.unitId, text(a.dueAt)]),
      [[1, null, 2, '03-06T10:00']],
    )
    const reworded = then(drafted(), written(drafted(), '04 10:30'))
    deepEqual(
      apologiesOf(reworded).map((a) => [a.no, a.writtenBy, a.reason, text(a.newDueAt), a.draftedAt]),
      [[1, 22, 'Chờ đo lại', '03-10T10:00', at('04 10:00')]],
    )
    yes(written(drafted(), '04 10:30', { actor: director }).ok)
    refusedAs('not-yours', written(drafted(), '04 10:30', { actor: clerk }))
    refusedAs('not-yours', written(drafted(), '04 10:30', { actor: colleague }))
  })
  it('needs a reason and a working day after the due time and after now', () => {
    refusedAs('no-reason', written(slow, '04 10:30', { reason: ' ' }))
    refusedAs('new-day-too-soon', written(slow, '04 10:30', { newDueAt: at('06 10:00') }))
    yes(written(slow, '04 10:30', { newDueAt: (at('06 10:00') + 60) as Moment }).ok)
    refusedAs('new-day-too-soon', written(slow, '10 10:00', { newDueAt: at('10 10:00') }))
    refusedAs('new-day-off', written(slow, '04 10:30', { newDueAt: at('07 10:00') }))
    refusedAs('no-calendar', written(slow, '04 10:30', { newDueAt: (at('04 10:30') + 400 * 86_400) as Moment }))
  })
  it('is signed by the head of the unit or a leader, and by nobody else', () => {
    refusedAs('not-the-signer', signed(drafted(), '04 11:00', specialist))
    yes(signed(drafted(), '04 11:00', director).ok)
    equal(apologiesOf(then(drafted(), signed(drafted())))[0]?.signed?.officerId, head.officerId)
  })
  it('is not signed by whoever wrote it, not even in the head’s place', () => {
    const byHead = then(drafted(), written(drafted(), '04 10:30', { actor: head }))
    refusedAs('own-apology', signed(byHead))
    yes(signed(byHead, '04 11:00', director).ok)
    const acting = { officerId: 99, posts: [{ unitId: 2, role: 'unit-head', onBehalfOf: head.officerId }] }
    refusedAs('own-apology', signed(byHead, '04 11:00', acting))
    equal((signed(drafted(), '04 11:00', acting) as { value: { onBehalfOf: number } }).value.onBehalfOf, head.officerId)
  })
  it('promises no day that has gone by while it waited for the signature', () =>
    refusedAs('new-day-too-soon', signed(drafted(), '09 10:00')))
  it('is signed once, changed no more, and sent only then', () => {
    const letter = then(drafted(), signed(drafted()))
    refusedAs('apology-signed-already', signed(letter))
    refusedAs('apology-signed-already', written(letter, '04 12:00'))
    refusedAs('no-signed-apology', sent(drafted(), '04 12:00'))
    refusedAs('no-apology-draft', signed(slow))
  })
  it('is sent in time until the working day before the due day is over; later it goes out marked late', () => {
    equal(apologiesOf(apologised('05 23:59'))[0]?.sent?.isLate, false)
    equal(apologiesOf(apologised('06 00:00'))[0]?.sent?.isLate, true)
  })
  it('promises a new day once', () => {
    refusedAs('reappointed-enough', written(apologised(), '09 08:00'))
    refusedAs('no-signed-apology', sent(apologised(), '05 17:00'))
    const twice = { ...pack, rules: { ...pack.rules, reappointmentsMax: { ...pack.rules.reappointmentsMax, value: 2 } } }
    yes(written(apologised(), '09 08:00', { pack: twice }).ok)
  })
  it('is told beside the due time once it is sent, and never moves it', () => {
    equal(reappointedTo(then(drafted(), signed(drafted()))), null)
    equal(text(reappointedTo(apologised())), '03-09T10:00')
    equal(text(currentDue(apologised(), calendar)?.due ?? null), '03-06T10:00')
  })
  it('leaves a late end late: due Friday 10:00, new day Monday 10:00, ended Monday 09:00', () => {
    const ended = complete(complete(apologised(), '3', specialist, '06 16:00'), '5', director, '09 09:00')
    deepEqual([ended.ended?.class, ended.ended?.dueAt], ['late', at('06 10:00')])
    refusedAs('not-in-process', written(ended, '09 10:00'))
  })
})

describe('Whatever the apologies', () => {
  const atSigning = complete(slow, '3', specialist, '04 15:00')
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 20 })
  it('the end is classed as it would be without them', () => {
    fc.assert(
      fc.property(fc.array(minutes, { maxLength: 3 }), fc.integer({ min: 0, max: 2 }), minutes, (newDays, lastGoes, later) => {
        const letters = newDays.flatMap((after, i): DossierEvent[] => {
          const events: DossierEvent[] = [
            {
              type: 'apology-drafted',
              at: at('04 16:00'),
              by: null,
              unitId: 2,
              reason: 'x',
              dueAt: at('06 10:00'),
              newDueAt: (at('06 10:01') + after * 60) as Moment,
            },
            { type: 'apology-signed', at: at('04 16:01'), officerId: 21 },
            { type: 'apology-sent', at: at('04 16:02'), channel: 'sms', isLate: false },
          ]
          return i === newDays.length - 1 ? events.slice(0, lastGoes + 1) : events
        })
        const sorry = letters.reduce<Dossier>(evolve, atSigning)
        const endOf = (dossier: Dossier) =>
          then(
            dossier,
            completeStep(
              dossier,
              { step: '5', opinion: '', through: null, nextOfficerId: null, outcome },
              { at: (at('04 17:00') + later * 60) as Moment, actor: director, plan, calendar, isOf },
            ),
          ).ended
        deepEqual(endOf(sorry), endOf(atSigning))
      }),
    )
  })
})
