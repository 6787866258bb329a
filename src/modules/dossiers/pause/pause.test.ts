import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, momentText } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { workingSeconds } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { breakOff } from '../break-off/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import { decline } from '../decline/decide.ts'
import { at, calendar, colleague, counter, director, filing, head, isOf, outcome, plan, specialist } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { annulPause } from '../pause-annul/decide.ts'
import { decidePause } from '../pause-approve/decide.ts'
import { proposePause } from '../pause-propose/decide.ts'
import { resume } from '../pause-resume/decide.ts'
import { packOn } from '../rules/packs.ts'
import type { Proposal } from './hold.ts'

type Answer = { events: readonly DossierEvent[] } | readonly DossierEvent[]
const then = (dossier: Dossier, decided: Result<Answer, { kind: string }>): Dossier => {
  if (!decided.ok) throw new Error(`refused: ${decided.error.kind}`)
  return ('events' in decided.value ? decided.value.events : decided.value).reduce<Dossier>(evolve, dossier)
}
const refusedAs = (kind: string, decided: Result<unknown, { kind: string }>) => equal(decided.ok ? 'allowed' : decided.error.kind, kind)
const dueText = (dossier: Dossier) => momentText(currentDue(dossier, calendar)?.due ?? at('01 00:00')).slice(5, 16)

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const step = (dossier: Dossier, key: string, by: Actor, when: string, next: number | null = null) =>
  then(
    dossier,
    completeStep(
      dossier,
      { step: key, opinion: 'Đủ', through: null, nextOfficerId: next, outcome: null },
      { at: at(when), actor: by, plan, calendar, isOf },
    ),
  )
/** Received Monday 10:00 with four working days, at the specialist from 14:00: due Friday 10:00. */
const accepted = then(filed, accept(filed, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar }))
const atSpecialist = step(step(accepted, '1', counter, '02 11:00'), '2', head, '02 14:00', specialist.officerId)

const pack = packOn(calendar.dayOf(at('02 10:00')))
const papers: Pick<Proposal, 'cause' | 'document' | 'reason' | 'items'> = {
  cause: 'supplement',
  document: { number: '12/PBS', date: '2026-03-03' },
  reason: 'Thiếu bản vẽ có tọa độ',
  items: [{ what: 'Bản vẽ', why: 'không có tọa độ' }],
}
const proposed = (dossier: Dossier, when: string, more: object = {}, by: Actor = specialist) =>
  proposePause(dossier, { at: at(when), step: '3', actor: by, ...papers, wantsPaper: false, calendar, pack, more: null, plan, ...more })
const approved = (dossier: Dossier, when: string, by: Actor = head) =>
  decidePause(dossier, { at: at(when), actor: by, decision: { kind: 'approve' }, calendar, pack, more: null, plan })
const paused = (from = '03 09:00') => {
  const asked = then(atSpecialist, proposed(atSpecialist, '03 08:00'))
  return then(asked, approved(asked, from))
}
const arrived = (dossier: Dossier, when: string, came = when) => resume(dossier, { at: at(when), arrivedAt: at(came) })

describe('A pause (tạm dừng)', () => {
  it('is proposed by the handling officer and decided by the head; until then the clock runs', () => {
    const asked = then(atSpecialist, proposed(atSpecialist, '03 08:00'))
    equal(asked.stoppedAt, null)
    equal(then(asked, approved(asked, '03 09:00')).stoppedAt, at('03 09:00'))
  })
  it('is not approved by whoever proposed it', () => {
    const asked = then(atSpecialist, proposed(atSpecialist, '03 08:00'))
    refusedAs('own-proposal', approved(asked, '03 09:00', { ...head, officerId: specialist.officerId }))
  })
  it('is approved by a head of the unit or a leader, by nobody else', () => {
    const asked = then(atSpecialist, proposed(atSpecialist, '03 08:00'))
    refusedAs('not-the-head', approved(asked, '03 09:00', colleague))
    yes(approved(asked, '03 09:00', director).ok)
  })
  it('starts when the notice is sent, never earlier: the moment is that of the decision', () =>
    equal(paused('03 09:30').holds[0]?.from, at('03 09:30')))
  it('moves the due time by its working time: Tuesday 09:00 to Wednesday 09:00 is one day, Friday 10:00 becomes Monday 10:00', () => {
    const going = then(paused(), arrived(paused(), '04 09:00'))
    equal(dueText(going), '03-09T10:00')
    equal(going.status, 4)
  })
  it('ends when the papers arrive, however much later somebody records it', () => {
    const late = then(paused(), arrived(paused(), '05 16:00', '04 09:00'))
    equal(dueText(late), '03-09T10:00')
  })
  it('does not end before it began, nor in the future', () => {
    refusedAs('arrived-before-the-pause', arrived(paused(), '04 09:00', '03 08:59'))
    refusedAs('arrived-in-the-future', arrived(paused(), '04 09:00', '04 09:01'))
  })
  it('is refused once the dossier is overdue: at the due minute it may still begin, one minute later not', () => {
    yes(proposed(atSpecialist, '06 10:00', { document: { number: '1', date: '2026-03-06' } }).ok)
    refusedAs('overdue', proposed(atSpecialist, '06 10:01', { document: { number: '1', date: '2026-03-06' } }))
  })
  it('is refused when it turned overdue while the head had not decided', () => {
    const asked = then(atSpecialist, proposed(atSpecialist, '06 09:00'))
    refusedAs('overdue', approved(asked, '06 10:01'))
  })
  it('needs a numbered document that is not of the future', () => {
    refusedAs('document-missing', proposed(atSpecialist, '03 08:00', { document: { number: ' ', date: '2026-03-03' } }))
    refusedAs('document-of-the-future', proposed(atSpecialist, '03 08:00', { document: { number: '1', date: '2026-03-04' } }))
  })
  it('asks for papers once; a second time only where the procedure says so', () => {
    const going = then(paused(), arrived(paused(), '04 09:00'))
    refusedAs('asked-enough', proposed(going, '04 10:00'))
    yes(proposed(going, '04 10:00', { more: { max: 2, basis: 'Luật Khoáng sản' } }).ok)
    yes(proposed(going, '04 10:00', { cause: 'finance', items: [] }).ok)
  })
  it('lists what it asks for', () => refusedAs('nothing-asked', proposed(atSpecialist, '03 08:00', { items: [] })))
  it('lets nothing be completed while it lasts', () =>
    refusedAs(
      'already-paused',
      completeStep(
        paused(),
        { step: '3', opinion: '', through: null, nextOfficerId: null, outcome: null },
        { at: at('03 10:00'), actor: specialist, plan, calendar, isOf },
      ),
    ))
  it('has a longest length: fifteen working days from Tuesday 09:00, then the dossier comes back from that moment', () => {
    const { until } = paused().holds[0] ?? { until: at('01 00:00') }
    equal(momentText(until).slice(5, 16), '03-24T09:00')
    refusedAs('term-not-over', resume(paused(), { at: (until - 1) as Moment, arrivedAt: null }))
    const back = then(paused(), resume(paused(), { at: (until + 86_400) as Moment, arrivedAt: null }))
    deepEqual([back.holds[0]?.to, back.holds[0]?.end, back.stoppedAt], [until, 'term-over', null])
  })
})

describe('An annulled pause (hủy tạm dừng)', () => {
  it('counts after all: the due time is where it was without it', () => {
    const going = then(paused(), arrived(paused(), '04 09:00'))
    const annulled = then(going, annulPause(going, { at: at('05 08:00'), no: 1, reason: 'Không có căn cứ', actor: head, calendar }))
    equal(dueText(annulled), '03-06T10:00')
    equal(annulled.holds[0]?.annulled?.reason, 'Không có căn cứ')
  })
  it('sets the clock going when it still lasts', () => {
    const annulled = then(paused(), annulPause(paused(), { at: at('03 15:00'), no: 1, reason: 'Sai', actor: director, calendar }))
    deepEqual([annulled.stoppedAt, annulled.status, dueText(annulled)], [null, 4, '03-06T10:00'])
  })
  it('turns a dossier that ended in time late: ended Monday 09:00, due Friday 10:00 without the pause', () => {
    const going = then(paused(), arrived(paused(), '04 09:00'))
    const signed = completeStep(
      step(going, '3', specialist, '05 09:00'),
      { step: '5', opinion: '', through: null, nextOfficerId: null, outcome },
      { at: at('09 09:00'), actor: director, plan, calendar, isOf },
    )
    const ended = then(step(going, '3', specialist, '05 09:00'), signed)
    equal(ended.ended?.class, 'on-time')
    const after = then(ended, annulPause(ended, { at: at('10 08:00'), no: 1, reason: 'Sai', actor: head, calendar }))
    deepEqual([after.ended?.class, after.ended?.dueAt], ['late', at('06 10:00')])
  })
  it('is not annulled twice, nor without a reason, nor by a specialist', () => {
    const annul = (dossier: Dossier, more: object = {}) =>
      annulPause(dossier, { at: at('03 15:00'), no: 1, reason: 'Sai', actor: head, calendar, ...more })
    refusedAs('already-annulled', annul(then(paused(), annul(paused()))))
    refusedAs('no-reason', annul(paused(), { reason: ' ' }))
    refusedAs('not-the-head', annul(paused(), { actor: specialist }))
    refusedAs('no-such-pause', annul(paused(), { no: 2 }))
  })
})

describe('Ends without the ordinary result', () => {
  it('withdrawn or stopped while there is no result, with a reason, and neither early nor late', () => {
    const stopped = then(
      atSpecialist,
      breakOff(atSpecialist, { at: at('03 10:00'), kind: 'stopped', reason: 'Người nộp đề nghị', actor: counter }),
    )
    deepEqual([stopped.status, stopped.running.length, stopped.ended, stopped.broken?.kind], [8, 0, null, 'stopped'])
    equal(then(filed, breakOff(filed, { at: at('02 11:00'), kind: 'withdrawn', reason: 'Rút', actor: counter })).status, 7)
    refusedAs('no-reason', breakOff(atSpecialist, { at: at('03 10:00'), kind: 'stopped', reason: '', actor: counter }))
    refusedAs('already-over', breakOff(stopped, { at: at('03 11:00'), kind: 'stopped', reason: 'x', actor: counter }))
  })
  it('closed for want of papers only once their term is over', () => {
    const { until } = paused().holds[0] ?? { until: at('01 00:00') }
    const close = (when: Moment) => breakOff(paused(), { at: when, kind: 'not-supplemented', reason: 'Hết hạn', actor: specialist })
    refusedAs('supplement-term-not-over', close((until - 1) as Moment))
    yes(close(until).ok)
    refusedAs(
      'supplement-term-not-over',
      breakOff(atSpecialist, { at: at('03 10:00'), kind: 'not-supplemented', reason: 'x', actor: specialist }),
    )
  })
  it('refused after acceptance: the letter is the result, processing ends, the counter gives it out', () => {
    const letter = { ...outcome, isPositive: false }
    const facts = { at: at('04 10:00'), step: '3', opinion: 'Không đủ điều kiện', actor: specialist, plan, calendar, isOf }
    const declined = then(atSpecialist, decline(atSpecialist, { ...facts, outcome: letter }))
    deepEqual([declined.ended?.class, declined.running.map((r) => r.step), declined.status], ['early', ['6'], 9])
    refusedAs('not-a-refusal', decline(atSpecialist, { ...facts, outcome }))
    refusedAs('already-paused', decline(paused(), { ...facts, outcome: letter }))
  })
})

describe('Whatever the pauses', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 14 })
  it('the due time moves by the working time of the pauses that were not annulled, and by nothing else', () => {
    fc.assert(
      fc.property(minutes, minutes, fc.boolean(), (begins, lasts, isAnnulled) => {
        const asked = then(atSpecialist, proposed(atSpecialist, '03 08:00'))
        const from = (at('03 08:00') + begins * 60) as Moment
        const decided = decidePause(asked, { at: from, actor: head, decision: { kind: 'approve' }, calendar, pack, more: null, plan })
        if (!decided.ok) return from > at('06 10:00')
        const hold = then(asked, decided)
        const to = (from + lasts * 60) as Moment
        const back = then(hold, resume(hold, { at: to, arrivedAt: to }))
        const end = isAnnulled ? then(back, annulPause(back, { at: to, no: 1, reason: 'Sai', actor: head, calendar })) : back
        const due = currentDue(end, calendar)?.due ?? at('01 00:00')
        const moved = workingSeconds(calendar, at('06 10:00'), due)
        return moved === (isAnnulled ? 0 : workingSeconds(calendar, from, Math.min(to, hold.holds[0]?.until ?? to) as Moment))
      }),
    )
  })
})
