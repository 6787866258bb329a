import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { momentText } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import type { Actor } from '../org/model.ts'
import { accept } from './accept/decide.ts'
import { askToComplete, completePapers } from './ask-to-complete/decide.ts'
import { completeStep } from './complete-step/decide.ts'
import {
  at,
  calendar,
  clerk,
  colleague,
  counter,
  director,
  filing,
  head,
  isOf,
  outcome,
  plan,
  specialist,
  units,
} from './dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from './dossier.ts'
import { currentDue } from './hand.ts'
import { handOver, passOn, reassign } from './hand-over/decide.ts'
import { classifyEnd } from './model.ts'
import { refuse } from './refuse/decide.ts'
import { returnResult } from './return-result/decide.ts'
import { sendBack } from './send-back/decide.ts'
import { takeStep } from './take-step/decide.ts'

type Answer = { events: readonly DossierEvent[] } | readonly DossierEvent[]
const eventsOf = (answer: Answer) => ('events' in answer ? answer.events : answer)
/** Applies a decision that must have been taken. */
const then = (dossier: Dossier, decided: Result<Answer, { kind: string }>): Dossier => {
  if (!decided.ok) throw new Error(`refused: ${decided.error.kind}`)
  return eventsOf(decided.value).reduce<Dossier>(evolve, dossier)
}
const refusedAs = (kind: string, decided: Result<unknown, { kind: string }>) => equal(decided.ok ? 'allowed' : decided.error.kind, kind)

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const accepted = (dossier = filed) => then(dossier, accept(dossier, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar }))
const completed = (
  dossier: Dossier,
  step: string,
  by: Actor,
  when: string,
  more: { through?: string; next?: number; result?: boolean } = {},
) =>
  completeStep(
    dossier,
    { step, opinion: 'Đồng ý', through: more.through ?? null, nextOfficerId: more.next ?? null, outcome: more.result ? outcome : null },
    { at: at(when), actor: by, plan, calendar, isOf },
  )
/** Monday 10:00 received, forwarded 11:00, assigned 14:00. */
const atSpecialist = () => {
  const one = accepted()
  const two = then(one, completed(one, '1', counter, '02 11:00'))
  return then(two, completed(two, '2', head, '02 14:00', { next: specialist.officerId }))
}
/** Examined on Wednesday 09:00. */
const atDirector = () => {
  const three = atSpecialist()
  return then(three, completed(three, '3', specialist, '04 09:00'))
}
const dueText = (dossier: Dossier) => momentText(currentDue(dossier, calendar)?.due ?? at('01 00:00')).slice(5, 16)

describe('Accept (tiếp nhận)', () => {
  it('promises the due time: Monday 10:00 + 4 working days = Friday 10:00', () => equal(dueText(accepted()), '03-06T10:00'))
  it('gives the first step to the receiver, due after half a day', () => {
    const [first] = accepted().running
    deepEqual([first?.officerId, momentText(first?.dueAt ?? at('01 00:00')).slice(5, 16)], [11, '03-02T16:00']) // 1 h 30 before lunch, 2 h 30 after
  })
  it('takes the longer limit in a hard area', () =>
    equal(dueText(accepted({ ...filed, filing: { ...filing, isHardArea: true } })), '03-10T10:00'))
  it('is refused while a paper is missing, and says which', () => {
    const short = { ...filed, filing: { ...filing, components: filing.components.map((c) => ({ ...c, isPresent: c.no === 1 })) } }
    const answer = accept(short, { at: at('02 10:00'), receiver: 11, plan, calendar })
    deepEqual(answer.ok ? [] : answer.error, { kind: 'papers-missing', names: ['Bản vẽ khu vực'] })
  })
  it('is refused a second time', () => refusedAs('not-at-intake', accept(accepted(), { at: at('02 10:05'), receiver: 11, plan, calendar })))
})

describe('Before acceptance (trước khi tiếp nhận)', () => {
  const asked = then(
    filed,
    askToComplete(filed, { at: at('02 10:00'), items: [{ what: 'Bản vẽ', why: 'thiếu chữ ký' }], contact: '', plan }),
  )
  it('no clock runs while the applicant completes the papers', () => equal(currentDue(asked, calendar), null))
  it('asking a second time is refused: one request lists everything', () =>
    refusedAs('already-asked', askToComplete(asked, { at: at('02 10:10'), items: [{ what: 'x', why: 'y' }], contact: '', plan })))
  it('asking for nothing is refused', () =>
    refusedAs('nothing-asked', askToComplete(filed, { at: at('02 10:10'), items: [], contact: '', plan })))
  it('acceptance waits for the papers', () =>
    refusedAs('waiting-for-papers', accept(asked, { at: at('03 08:00'), receiver: 11, plan, calendar })))
  it('the clock begins with acceptance, not with filing', () => {
    const complete = then(asked, completePapers(asked, { at: at('04 09:00'), components: filing.components }))
    const taken = then(complete, accept(complete, { at: at('04 09:00'), receiver: 11, plan, calendar }))
    equal(dueText(taken), '03-10T09:00') // Wed 4 → Thu, Fri, Mon, Tue
  })
  it('papers nobody asked for are refused', () => refusedAs('nobody-asked', completePapers(filed, { at: at('02 11:00'), components: [] })))
  it('a refusal ends the dossier, and is not repeated', () => {
    const refused = then(filed, refuse(filed, { at: at('02 10:30'), reason: 'Không thuộc thẩm quyền', basis: 'Điều 1' }))
    equal(refused.status, 3)
    refusedAs('already-refused', refuse(refused, { at: at('02 10:31'), reason: 'x', basis: 'y' }))
  })
  it('what was accepted cannot be refused any more', () =>
    refusedAs('already-accepted', refuse(accepted(), { at: at('02 11:00'), reason: 'x', basis: 'y' })))
})

describe('Carry (giải quyết)', () => {
  it('goes to the next unit, for whoever of it takes the step', () => {
    const two = then(accepted(), completed(accepted(), '1', counter, '02 11:00'))
    deepEqual(
      two.running.map((r) => [r.step, r.unitId, r.officerId]),
      [['2', units.minerals, null]],
    )
  })
  it('goes to the officer whom the head chose', () => equal(atSpecialist().running[0]?.officerId, specialist.officerId))
  it('is refused to somebody who does not hold the step', () =>
    refusedAs('not-yours', completed(atSpecialist(), '3', colleague, '03 08:00')))
  it('is refused to somebody without the role', () => {
    const two = then(accepted(), completed(accepted(), '1', counter, '02 11:00'))
    refusedAs('not-yours', completed(two, '2', specialist, '02 14:00'))
  })
  it('is refused for a step that does not run', () => refusedAs('step-not-running', completed(atSpecialist(), '2', head, '03 08:00')))
  it('is refused when the chosen officer is not of the next unit', () => {
    const two = then(accepted(), completed(accepted(), '1', counter, '02 11:00'))
    refusedAs('next-not-of-unit', completed(two, '2', head, '02 14:00', { next: clerk.officerId }))
  })
  it('an acting officer does it on behalf of the absent one', () => {
    const acting: Actor = { officerId: 23, posts: [...colleague.posts, { unitId: units.minerals, role: 'specialist', onBehalfOf: 22 }] }
    const answer = completed(atSpecialist(), '3', acting, '04 09:00')
    equal(answer.ok && answer.value.onBehalfOf, 22)
  })
  it('a step taken by one is refused to the next', () => {
    const two = then(accepted(), completed(accepted(), '1', counter, '02 11:00'))
    const taken = then(two, takeStep(two, { at: at('02 13:30'), step: '2', actor: head }))
    refusedAs('already-taken', takeStep(taken, { at: at('02 13:31'), step: '2', actor: head }))
  })
  it('hands over to a colleague of the same role, and to nobody else', () => {
    const over = (to: number) =>
      handOver(atSpecialist(), { at: at('03 08:00'), step: '3', to, reason: 'đi công tác', actor: specialist, isOf })
    equal(then(atSpecialist(), over(colleague.officerId)).running[0]?.officerId, colleague.officerId)
    refusedAs('not-of-unit', over(clerk.officerId))
    refusedAs('already-theirs', over(specialist.officerId))
  })
  it('the head reassigns, a colleague may not', () => {
    const to = (actor: Actor) =>
      reassign(atSpecialist(), { at: at('03 08:00'), step: '3', to: colleague.officerId, reason: 'cân đối việc', actor, isOf })
    equal(then(atSpecialist(), to(head)).running[0]?.officerId, colleague.officerId)
    refusedAs('not-the-head', to(colleague))
  })
  it("a leaver's step passes to the successor of the same role, and to nobody else", () => {
    const to = (officerId: number, from = specialist.officerId) =>
      passOn(atSpecialist(), { at: at('03 08:00'), step: '3', from, to: officerId, reason: 'chuyển công tác', isOf })
    equal(then(atSpecialist(), to(colleague.officerId)).running[0]?.officerId, colleague.officerId)
    refusedAs('not-of-unit', to(clerk.officerId))
    refusedAs('step-not-running', to(colleague.officerId, head.officerId))
  })
  it('goes back to whoever did the step before', () => {
    const back = sendBack(atDirector(), { at: at('04 10:00'), step: '5', reason: 'bổ sung căn cứ', actor: director, plan, calendar, isOf })
    deepEqual(
      then(atDirector(), back).running.map((r) => [r.step, r.officerId]),
      [['3', specialist.officerId]],
    )
  })
  it('does not go back to somebody who holds the post no more: it waits for the unit', () => {
    const left = (officerId: number, unitId: number, roles: readonly string[]) =>
      officerId !== specialist.officerId && isOf(officerId, unitId, roles)
    const back = sendBack(atDirector(), {
      at: at('04 10:00'),
      step: '5',
      reason: 'bổ sung căn cứ',
      actor: director,
      plan,
      calendar,
      isOf: left,
    })
    deepEqual(
      then(atDirector(), back).running.map((r) => [r.step, r.officerId]),
      [['3', null]],
    )
  })
  it('does not go back before the first step', () =>
    refusedAs('first-step', sendBack(accepted(), { at: at('02 10:30'), step: '1', reason: 'x', actor: counter, plan, calendar, isOf })))
})

describe('Steps that count no time (bước không tính ngày)', () => {
  const waiting = () => then(atSpecialist(), completed(atSpecialist(), '3', specialist, '03 10:00', { through: '4' }))
  it('stop the clock while they last', () => equal(waiting().stoppedAt, at('03 10:00')))
  it('move the due time by their working time: 8 hours = one day', () => {
    const on = then(waiting(), completed(waiting(), '4', specialist, '04 10:00'))
    equal(dueText(on), '03-09T10:00') // Friday → Monday
  })
  it('move nothing at night', () => {
    const late = then(atSpecialist(), completed(atSpecialist(), '3', specialist, '03 18:00', { through: '4' }))
    equal(dueText(then(late, completed(late, '4', specialist, '04 07:00'))), '03-06T10:00')
  })
  it('are used once for each dossier, even when the step before is done again', () => {
    const back = then(waiting(), completed(waiting(), '4', specialist, '04 10:00'))
    const again = then(back, sendBack(back, { at: at('04 11:00'), step: '5', reason: 'xem lại', actor: director, plan, calendar, isOf }))
    refusedAs('wait-used-already', completed(again, '3', specialist, '04 15:00', { through: '4' }))
    equal(dueText(then(again, completed(again, '3', specialist, '04 15:00'))), '03-09T10:00') // what one use moved, and no more
  })
  it('are entered only from their own step', () =>
    refusedAs('no-such-wait', completed(atDirector(), '5', director, '04 10:00', { through: '4', result: true })))
})

describe('The end (kết thúc xử lý)', () => {
  const signed = (when: string) => completed(atDirector(), '5', director, when, { result: true })
  it('needs a result', () => refusedAs('result-missing', completed(atDirector(), '5', director, '05 09:00')))
  it('comes with the last counted step, before the applicant collects', () => equal(then(atDirector(), signed('05 09:00')).status, 9))
  it('is early on a day before the due day', () => equal(then(atDirector(), signed('05 17:00')).ended?.class, 'early'))
  it('is on time on the due day until the due minute', () => equal(then(atDirector(), signed('06 10:00')).ended?.class, 'on-time'))
  it('is late one minute after', () => equal(then(atDirector(), signed('06 10:01')).ended?.class, 'late'))
  it('is judged the same by the rule alone', () => {
    equal(classifyEnd(at('05 23:59'), at('06 00:00'), calendar), 'early')
    equal(classifyEnd(at('06 00:00'), at('06 00:00'), calendar), 'on-time')
    equal(classifyEnd(at('06 00:01'), at('06 00:00'), calendar), 'late')
  })
  it('gives the result out once', () => {
    const ended = then(atDirector(), signed('05 09:00'))
    const given = then(ended, returnResult(ended, { at: at('09 08:00'), channel: 1, to: 'người nộp', waiting: null }))
    deepEqual([given.status, given.running.length, given.ended?.class], [10, 0, 'early'])
    refusedAs('already-returned', returnResult(given, { at: at('09 08:01'), channel: 1, to: 'x', waiting: null }))
  })
  it('gives nothing out before the end', () =>
    refusedAs('not-ended', returnResult(atDirector(), { at: at('04 10:00'), channel: 1, to: 'x', waiting: null })))
  it('wants a tracking number by post and a receiver at the counter', () => {
    const ended = then(atDirector(), signed('05 09:00'))
    refusedAs('no-tracking-number', returnResult(ended, { at: at('05 10:00'), channel: 3, to: '', waiting: null }))
    refusedAs('no-receiver', returnResult(ended, { at: at('05 10:00'), channel: 1, to: '', waiting: null }))
  })
  it('waits for the document drafted for it to go out with two signatures', () => {
    const ended = then(atDirector(), signed('05 09:00'))
    const give = (waiting: number | null) => returnResult(ended, { at: at('05 10:00'), channel: 1, to: 'người nộp', waiting })
    refusedAs('result-not-issued', give(7))
    deepEqual(give(null).ok, true)
  })
  it('returning is an act of its own, not the completion of a step', () => {
    const ended = then(atDirector(), signed('05 09:00'))
    refusedAs('return-is-its-own-act', completed(ended, '6', counter, '05 10:00'))
  })
})
