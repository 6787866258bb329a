import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor } from '../org/model.ts'
import { asHolder, atCounter } from './answering.ts'
import { breakOff } from './break-off/decide.ts'
import { at, clerk, colleague, counter, director, filing, head, specialist, units } from './dossier.example.ts'
import { type Broken, type Dossier, newDossier, type RunningStep } from './dossier.ts'
import { statuses } from './model.ts'
import type { Hold } from './pause/hold.ts'
import { recordArrival } from './pause-resume/decide.ts'

const people = { counter, holder: specialist, colleague, head, leader: director, clerk }
const actingFor = (absent: Actor, own: Actor): Actor => ({
  ...own,
  posts: [...own.posts, ...absent.posts.map((p) => ({ ...p, onBehalfOf: absent.officerId }))],
})
/** Names of those to whom it is allowed, of everybody. */
const allowedTo = (allow: (actor: Actor) => boolean) => Object.entries(people).flatMap(([name, actor]) => (allow(actor) ? [name] : []))

const examining: RunningStep = {
  ...{ step: '3', unitId: units.minerals, role: 'specialist', officerId: specialist.officerId, isAway: false, counts: true },
  ...{ dueAt: at('04 14:00'), since: at('02 14:00') },
}
const filed = newDossier(at('02 10:00'), filing)
const waiting: Dossier = { ...filed, status: statuses['waiting-for-papers'] }
const carried: Dossier = { ...filed, status: statuses.processing, receivedAt: at('02 10:00'), running: [examining] }
const untaken: Dossier = { ...carried, running: [{ ...examining, officerId: null }] }
const hold: Hold = {
  ...{ no: 1, cause: 'supplement', document: { number: '12/PBS', date: '2026-03-03' }, reason: 'Thiếu', items: [] },
  ...{
    proposedBy: specialist.officerId,
    approvedBy: head.officerId,
    from: at('03 09:00'),
    until: at('24 09:00'),
    to: null,
    end: null,
    annulled: null,
  },
}
const paused: Dossier = { ...carried, holds: [hold], stoppedAt: hold.from }

describe('Who answers for a dossier (người chịu trách nhiệm hồ sơ)', () => {
  it('is whoever has the step, and the head of that unit', () =>
    deepEqual(
      allowedTo((a) => asHolder(carried, a) !== null),
      ['holder', 'head'],
    ))
  it('is the whole unit’s role while nobody has taken it', () =>
    deepEqual(
      allowedTo((a) => asHolder(untaken, a) !== null),
      ['holder', 'colleague', 'head'],
    ))
  it('is nobody where no step runs', () =>
    deepEqual(
      allowedTo((a) => asHolder(filed, a) !== null),
      [],
    ))
  it('is whoever acts for an absent one, in their name', () => {
    deepEqual(asHolder(carried, actingFor(specialist, colleague)), { onBehalfOf: specialist.officerId })
    deepEqual(asHolder(carried, actingFor(head, clerk)), { onBehalfOf: head.officerId })
    deepEqual(atCounter(actingFor(counter, clerk)), { onBehalfOf: counter.officerId })
    deepEqual(atCounter(actingFor(counter, counter)), { onBehalfOf: null })
  })
  it('is the head of that unit only', () => {
    const elsewhere: Actor = { officerId: 42, posts: [{ unitId: units.office, role: 'unit-head', onBehalfOf: null }] }
    equal(asHolder(carried, elsewhere), null)
  })
})

describe('Who records that it arrived (ghi nhận đã đến)', () => {
  const records = (dossier: Dossier) =>
    allowedTo((actor) => recordArrival(dossier, { at: at('04 09:00'), arrivedAt: at('04 09:00'), actor }).ok)
  it('is the counter, the holder and the head; neither a colleague, a clerk nor a leader', () =>
    deepEqual(records(paused), ['counter', 'holder', 'head']))
  it('tells the others whose it is', () => {
    const answer = recordArrival(paused, { at: at('04 09:00'), arrivedAt: at('04 09:00'), actor: colleague })
    deepEqual(!answer.ok && answer.error, { kind: 'not-answerable', whose: 'either', holder: specialist.officerId, unitId: units.minerals })
  })
})

describe('Who ends a dossier without a result (rút, dừng, đóng)', () => {
  const ends = (dossier: Dossier, kind: Broken['kind'], when = at('24 09:00')) =>
    allowedTo((actor) => breakOff(dossier, { at: when, kind, reason: 'Đơn của người nộp', actor }).ok)
  it('is the counter alone where the applicant withdraws or stops: whoever is late cannot make it vanish', () => {
    deepEqual(ends(filed, 'withdrawn'), ['counter'])
    deepEqual(ends(carried, 'stopped'), ['counter'])
    deepEqual(ends(paused, 'stopped'), ['counter'])
  })
  it('is the counter where papers never came before acceptance', () => deepEqual(ends(waiting, 'not-supplemented'), ['counter']))
  it('is the holder or the head afterwards, once the term is over: one second before, nobody', () => {
    deepEqual(ends(paused, 'not-supplemented'), ['holder', 'head'])
    deepEqual(ends(paused, 'not-supplemented', (at('24 09:00') - 1) as typeof hold.until), [])
  })
})
