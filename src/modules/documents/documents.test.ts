import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../kernel/moment.ts'
import type { Result } from '../../kernel/result.ts'
import { approveDraft } from './approve/decide.ts'
import { assignDocument, passOn } from './assign/decide.ts'
import type { Decided } from './decided.ts'
import {
  agencyCertificate,
  at,
  calendar,
  clerk,
  deputy,
  director,
  draft,
  file,
  land,
  landHead,
  office,
  personCertificate,
  signature,
  specialist,
  standIn,
  stranger,
} from './document.example.ts'
import { draftDocument } from './draft/decide.ts'
import { finishDocument, reopenDocument, strikeDocument } from './finish/decide.ts'
import { mayIssue, standingOf } from './gate.ts'
import { evolve as evolveIncoming, type Incoming, type IncomingEvent, type Registered } from './incoming.ts'
import { issueDocument } from './issue/decide.ts'
import { cameInTime, submitBy } from './lead-time.ts'
import { numberDocument } from './number/decide.ts'
import { appendicesNow, type Draft, evolve, fileNow, isReviewedInside, type Outgoing, type OutgoingEvent } from './outgoing.ts'
import { correctRegistered, promptness, registerDocument } from './register/decide.ts'
import { remarkOn, reviewDraft } from './review/decide.ts'
import { reviseDraft } from './revise/decide.ts'
import { sealDocument } from './seal/decide.ts'
import { signDocument } from './sign/decide.ts'
import { submitDraft } from './submit/decide.ts'
import { lettersOf, numberText, symbolOf } from './symbol.ts'
import { withdrawDocument } from './withdraw-document/decide.ts'

const done = <E>(answer: Result<Decided<E>, { kind: string }>): readonly E[] => {
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value.events
}
const refusal = (answer: Result<unknown, { kind: string }>): string | null => (answer.ok ? null : answer.error.kind)
const with_ = (document: Outgoing | null, events: readonly OutgoingEvent[]): Outgoing => {
  const after = events.reduce<Outgoing | null>(evolve, document)
  if (!after) throw new Error('nothing happened')
  return after
}

const facts = { roles: ['director'], secrecy: 'none' as const }
const drafted = (change: Partial<Draft> = {}) =>
  with_(null, done(draftDocument({ ...draft, ...change }, { ...facts, at: at('02 08:00'), actor: specialist })))
const submitted = (change: Partial<Draft> = {}) => {
  const document = drafted(change)
  return with_(document, done(submitDraft(document, { at: at('02 10:00'), actor: specialist })))
}
const reviewed = (change: Partial<Draft> = {}) => {
  const document = submitted(change)
  return with_(document, done(reviewDraft(document, { verdict: 'agreed', text: '' }, { at: at('03 09:00'), actor: landHead })))
}
const approved = (change: Partial<Draft> = {}) => {
  const document = reviewed(change)
  return with_(document, done(approveDraft(document, { verdict: 'agreed', text: 'Đồng ý' }, { at: at('04 09:00'), actor: director })))
}
const person = signature('person', { revisions: 2, changesAfter: 'none' })
const signed = () => {
  const document = approved()
  const made = { file: file('b'), signatures: [person], continues: true }
  return with_(document, done(signDocument(document, made, { at: at('05 09:00'), actor: director, certificates: [personCertificate] })))
}
const taken = { book: 1, year: 2026, number: 7, symbol: 'STNMT-TNN', date: day('2026-03-05') }
const numbered = () => {
  const document = signed()
  return with_(document, done(numberDocument(document, taken, { at: at('05 10:00'), actor: clerk })))
}
const both = [signature('person'), signature('agency')]
const certificates = { signatoryCertificates: [personCertificate], agencyCertificates: [agencyCertificate] }
const sealed = () => {
  const document = numbered()
  const made = { file: file('c'), continues: true, appendices: [], signatures: both, ...certificates }
  return with_(document, done(sealDocument(document, made, { at: at('05 10:05'), actor: clerk })))
}

describe('Symbols and numbers (số, ký hiệu)', () => {
  it('names an official letter by its unit, everything else by its kind', () => {
    equal(symbolOf('letter', { agency: 'UBND', unit: 'TH' }), 'UBND-TH')
    equal(symbolOf('decision', { agency: 'STNMT', unit: 'VP' }), 'QĐ-STNMT')
    equal(symbolOf('regulation', { agency: 'STNMT', unit: 'VP' }), 'QyĐ-STNMT')
  })
  it('writes numbers below ten with a nought: 9 → 09, 10 → 10, 1722 → 1722', () =>
    deepEqual(
      [9, 10, 1722].map((n) => numberText(n, 'UBND-TH')),
      ['09/UBND-TH', '10/UBND-TH', '1722/UBND-TH'],
    ))
  it('proposes letters from a name', () => {
    equal(lettersOf('Phòng Tài nguyên nước'), 'TNN')
    equal(lettersOf('Sở Tài nguyên và Môi trường'), 'TNMT')
    equal(lettersOf('Văn phòng Sở'), 'VP')
    equal(lettersOf('Phòng'), 'P')
  })
})

describe('Draft (soạn dự thảo)', () => {
  const attempt = (change: Partial<Draft>, more: { roles?: string[]; secrecy?: 'none' | 'confidential' } = {}) =>
    refusal(draftDocument({ ...draft, ...change }, { ...facts, ...more, at: at('02 08:00'), actor: specialist }))
  it('is begun by somebody of the unit', () => {
    equal(attempt({}), null)
    equal(refusal(draftDocument(draft, { ...facts, at: at('02 08:00'), actor: stranger })), 'not-of-the-unit')
  })
  it('never holds a state secret', () => equal(attempt({}, { secrecy: 'confidential' }), 'state-secret'))
  it('is signed in a capacity that the signatory has: a deputy signs KT., not in his own right', () => {
    const as = (capacity: Draft['signatory']['capacity'], role: string) =>
      attempt({ signatory: { ...draft.signatory, capacity } }, { roles: [role] })
    equal(as('deputy', 'deputy-director'), null)
    equal(as('own', 'deputy-director'), 'capacity-not-held')
    equal(as('by-order', 'office-head'), null)
    equal(as('by-order', 'director'), 'capacity-not-held')
  })
  it('wants a signatory who is there, a PDF, somebody to receive it', () => {
    equal(attempt({}, { roles: [] }), 'no-such-signatory')
    equal(attempt({ file: { ...file('a'), mediaType: 'image/png' } }), 'not-a-pdf')
    equal(attempt({ recipients: [] }), 'no-recipients')
  })
  it('wants the address of published attachments when appendices go outside, not inside', () => {
    equal(attempt({ appendices: [file('d')] }), 'link-wanted')
    equal(attempt({ appendices: [file('d')], attachmentUrl: 'https://example.invalid/pl' }), null)
    equal(attempt({ appendices: [file('d')], recipients: [{ kind: 'unit', unitId: land }] }), null)
  })
  it('keeps each version of its file', () => {
    const document = drafted()
    const change = { draft: { ...draft, file: file('e') }, note: 'Sửa số liệu' }
    const after = with_(document, done(reviseDraft(document, change, { ...facts, at: at('02 09:00'), actor: specialist })))
    deepEqual(
      after.versions.map((v) => v.file.sha256[0]),
      ['a', 'e'],
    )
    const subjectOnly = { draft: { ...after.draft, subject: 'Khác' }, note: '' }
    equal(with_(after, done(reviseDraft(after, subjectOnly, { ...facts, at: at('02 09:10'), actor: specialist }))).versions.length, 2)
  })
  it('is changed by its unit while it drafts, by the head while it is reviewed, by nobody afterwards', () => {
    const change = { draft, note: '' }
    const by = (document: Outgoing, actor: typeof specialist) =>
      refusal(reviseDraft(document, change, { ...facts, at: at('03 08:00'), actor }))
    equal(by(submitted(), specialist), 'not-of-the-unit')
    equal(by(submitted(), landHead), null)
    equal(by(reviewed(), landHead), 'not-a-draft')
  })
})

describe('Review and approval (thẩm duyệt, duyệt)', () => {
  it('goes from a specialist to the head, from a head to the leader', () => {
    equal(submitted().status, 'in-review')
    const own = with_(null, done(draftDocument(draft, { ...facts, at: at('02 08:00'), actor: landHead })))
    equal(with_(own, done(submitDraft(own, { at: at('02 10:00'), actor: landHead }))).status, 'with-leader')
  })
  it('is reviewed by the head of the unit alone', () => {
    equal(refusal(reviewDraft(submitted(), { verdict: 'agreed', text: '' }, { at: at('03 09:00'), actor: specialist })), 'not-the-head')
    equal(refusal(reviewDraft(submitted(), { verdict: 'sent-back', text: '' }, { at: at('03 09:00'), actor: landHead })), 'no-reason')
  })
  it('comes back with the reason, and starts again', () => {
    const document = submitted()
    const back = with_(
      document,
      done(reviewDraft(document, { verdict: 'sent-back', text: 'Thiếu căn cứ' }, { at: at('03 09:00'), actor: landHead })),
    )
    deepEqual([back.status, back.remarks.at(-1)?.text], ['drafting', 'Thiếu căn cứ'])
  })
  it('is approved by its signatory, or a leader; a stand-in acts in the absent one’s place', () => {
    const by = (actor: typeof director) => approveDraft(reviewed(), { verdict: 'agreed', text: '' }, { at: at('04 09:00'), actor })
    equal(refusal(by(director)), null)
    equal(refusal(by(landHead)), 'not-the-leader')
    const answer = by(standIn)
    equal(answer.ok && answer.value.onBehalfOf, 1)
  })
  it('counts as reviewed inside once approved here, and not when it was carried outside', () => {
    equal(isReviewedInside(reviewed()), false)
    equal(isReviewedInside(approved()), true)
    equal(isReviewedInside(approved({ isFromOutside: true })), false)
  })
  it('takes remarks until it is signed', () => {
    equal(refusal(remarkOn(reviewed(), 'Góp ý', { at: at('03 10:00'), actor: deputy })), null)
    equal(refusal(remarkOn(signed(), 'Góp ý', { at: at('06 10:00'), actor: deputy })), 'not-a-draft')
  })
})

describe('The two signatures (hai chữ ký số)', () => {
  const sign = (made: Partial<Parameters<typeof signDocument>[1]>, actor = director, certs = [personCertificate]) =>
    refusal(
      signDocument(
        approved(),
        { file: file('b'), signatures: [person], continues: true, ...made },
        { at: at('05 09:00'), actor, certificates: certs },
      ),
    )
  it('is signed by the named signatory in person', () => {
    equal(sign({}), null)
    equal(sign({}, deputy), 'not-the-signatory')
    equal(sign({}, standIn), 'not-the-signatory')
  })
  it('takes one valid signature of a person by a registered certificate, on the very file', () => {
    equal(sign({ signatures: [] }), 'another-file')
    equal(sign({ continues: false }), 'another-file')
    equal(sign({ signatures: [{ ...person, isValid: false }] }), 'signature-not-valid')
    equal(sign({ signatures: [{ ...signature('agency'), changesAfter: 'none' }] }), 'signature-not-a-persons')
    equal(sign({}, director, []), 'certificate-not-registered')
  })
  it('is numbered after the signature, never before', () => {
    equal(refusal(numberDocument(approved(), taken, { at: at('05 10:00'), actor: clerk })), 'not-signed')
    equal(refusal(numberDocument(signed(), taken, { at: at('05 10:00'), actor: specialist })), 'not-the-records-clerk')
    deepEqual(numbered().number, taken)
  })
  it('is sealed after the number, never before', () => {
    const made = { file: file('c'), continues: true, appendices: [], signatures: both, ...certificates }
    equal(refusal(sealDocument(signed(), made, { at: at('05 10:05'), actor: clerk })), 'not-numbered-yet')
    equal(sealed().sealed?.standing, 'two-valid')
  })
  it('is sealed with its appendices, each as it was with the agency’s signature', () => {
    const numberedOne = numbered()
    const document = { ...numberedOne, draft: { ...numberedOne.draft, appendices: [file('d', 'phu-luc.pdf'), file('e', 'bieu.pdf')] } }
    const appendix = (letter: string, change: object = {}) => ({
      file: file(letter),
      continues: true,
      signatures: [signature('agency')],
      ...change,
    })
    const seal = (appendices: ReturnType<typeof appendix>[]) =>
      sealDocument(
        document,
        { file: file('c'), continues: true, appendices, signatures: both, ...certificates },
        { at: at('05 10:05'), actor: clerk },
      )
    const after = with_(document, done(seal([appendix('1'), appendix('2')])))
    deepEqual(
      appendicesNow(after).map(({ sha256 }) => sha256[0]),
      ['1', '2'],
    )
    deepEqual(appendicesNow(document), document.draft.appendices)
    for (const wrong of [
      [appendix('1')],
      [appendix('1'), appendix('2', { continues: false })],
      [appendix('1'), appendix('2', { signatures: [] })],
      [appendix('1'), appendix('2', { signatures: [signature('person')] })],
      [appendix('1'), appendix('2', { signatures: [signature('agency', { isValid: false })] })],
    ])
      deepEqual(seal(wrong), { ok: false, error: { kind: 'appendix-not-signed', name: 'bieu.pdf' } })
  })
})

describe('The gate (cổng phát hành)', () => {
  const gate = (signatures = both, more: object = {}) => refusal(mayIssue({ signatures, ...certificates, isNumbered: true, ...more }))
  it('opens to two valid signatures in order', () => equal(gate(), null))
  it('names what is missing', () => {
    equal(gate([]), 'no-signatures')
    equal(gate([signature('person')]), 'seal-missing')
    equal(gate([signature('agency')]), 'signatory-missing')
    equal(gate(both, { isNumbered: false }), 'not-numbered')
  })
  it('names what is wrong', () => {
    equal(gate([signature('person'), signature('agency', { isValid: false })]), 'signature-invalid')
    equal(gate([signature('agency', { revision: 2 }), signature('person', { revision: 3 })]), 'wrong-order')
    equal(gate([signature('person', { changesAfter: 'altered' }), signature('agency')]), 'altered-after-signing')
    equal(gate(both, { signatoryCertificates: [agencyCertificate] }), 'wrong-signatory')
    equal(gate(both, { agencyCertificates: [personCertificate] }), 'wrong-agency')
  })
  it('counts what is there for the weekly check', () => {
    equal(standingOf([]), 'none')
    equal(standingOf([signature('person')]), 'person-only')
    equal(standingOf([signature('agency')]), 'agency-only')
    equal(standingOf(both), 'two-valid')
    equal(standingOf([signature('person', { revision: 3 }), signature('agency', { revision: 2 })]), 'invalid')
    equal(standingOf([signature('person', { isValid: false })]), 'invalid')
  })
  it('is looked through once more when the document is issued', () => {
    const issue = (signatures = both, document = sealed(), actor = clerk) =>
      refusal(issueDocument(document, { signatures, ...certificates }, { at: at('05 11:00'), actor }))
    equal(issue(), null)
    equal(issue([signature('person')]), 'seal-missing')
    equal(issue([signature('person')], signed()), 'seal-missing')
    equal(issue(both, sealed(), specialist), 'not-the-records-clerk')
    const out = with_(sealed(), done(issueDocument(sealed(), { signatures: both, ...certificates }, { at: at('05 11:00'), actor: clerk })))
    equal(issue(both, out), 'not-ready')
    equal(fileNow(out).sha256[0], 'c')
  })
})

describe('Giving a document up (bỏ, hủy số, thu hồi)', () => {
  const give = (document: Outgoing, actor: typeof clerk, reason = 'Không cần nữa') => {
    const answer = withdrawDocument(document, reason, { at: at('06 09:00'), actor })
    return answer.ok ? answer.value.events[0]?.type : answer.error.kind
  }
  it('drops a draft, cancels a number, recalls what was issued', () => {
    equal(give(drafted(), specialist), 'dropped')
    equal(give(numbered(), clerk), 'number-cancelled')
    const out = with_(sealed(), done(issueDocument(sealed(), { signatures: both, ...certificates }, { at: at('05 11:00'), actor: clerk })))
    equal(give(out, director), 'recalled')
  })
  it('asks who may, and why', () => {
    equal(give(drafted(), stranger), 'not-yours-to-withdraw')
    equal(give(numbered(), specialist), 'not-yours-to-withdraw')
    equal(give(drafted(), specialist, ''), 'no-reason')
    equal(
      give(with_(drafted(), done(withdrawDocument(drafted(), 'Thôi', { at: at('06 09:00'), actor: specialist }))), specialist),
      'over-already',
    )
  })
})

describe('Lead time (trình trước hạn 3 ngày)', () => {
  it('lies three calendar days before, earlier off a day off: Fri 20 → Tue 17; Tue 24 → Sat 21 → Fri 20', () => {
    equal(submitBy(day('2026-03-20'), 'ordinary', 3, calendar), day('2026-03-17'))
    equal(submitBy(day('2026-03-24'), 'ordinary', 3, calendar), day('2026-03-20'))
  })
  it('is not asked of urgent ones', () => equal(submitBy(day('2026-03-20'), 'urgent', 3, calendar), null))
  it('is kept on the day itself, missed on the next, open while there is time', () => {
    const by = day('2026-03-17')
    equal(cameInTime(by, at('17 17:00'), at('20 08:00')), true)
    equal(cameInTime(by, at('18 08:00'), at('20 08:00')), false)
    equal(cameInTime(by, null, at('17 17:00')), null)
    equal(cameInTime(by, null, at('18 08:00')), false)
  })
})

const letter: Registered = {
  book: 2,
  year: 2026,
  number: 41,
  arrivedAt: at('02 09:00'),
  sender: 'Ủy ban nhân dân tỉnh (mẫu)',
  numberSymbol: '1722/UBND-TH',
  date: day('2026-02-27'),
  kind: 'letter',
  subject: 'Về việc nâng cao Chỉ số cải cách hành chính',
  urgency: 'ordinary',
  deadline: null,
  channel: 'electronic',
  files: [],
  from: null,
}
const into = (document: Incoming | null, events: readonly IncomingEvent[]): Incoming => {
  const after = events.reduce<Incoming | null>(evolveIncoming, document)
  if (!after) throw new Error('nothing happened')
  return after
}
const registered = () => into(null, done(registerDocument(letter, { at: at('02 10:00'), actor: clerk, secrecy: 'none' })))
const order = { text: 'Giao Phòng chủ trì', leadUnitId: land, supportUnitIds: [office], deadline: day('2026-03-20') }
const assigned = () => into(registered(), done(assignDocument(registered(), order, { at: at('02 14:00'), actor: director })))
const inHand = () =>
  into(assigned(), done(passOn(assigned(), { officerId: 4, isOfUnit: true, text: '' }, { at: at('03 08:00'), actor: landHead })))

describe('Incoming documents (văn bản đến)', () => {
  it('are registered by the records clerk, not before they came, not dated after', () => {
    const by = (change: Partial<Registered>, actor = clerk) =>
      refusal(registerDocument({ ...letter, ...change }, { at: at('02 10:00'), actor, secrecy: 'none' }))
    equal(by({}), null)
    equal(by({}, specialist), 'not-the-records-clerk')
    equal(by({ arrivedAt: at('02 10:01') }), 'arrives-later-than-now')
    equal(by({ date: day('2026-03-02') }), null)
    equal(by({ date: day('2026-03-03') }), 'dated-after-arrival')
  })
  it('have one lead, who does not support itself', () => {
    const give = (change: object, actor = director) =>
      refusal(assignDocument(registered(), { ...order, ...change }, { at: at('02 14:00'), actor }))
    equal(give({}), null)
    equal(give({}, landHead), 'not-a-leader')
    equal(give({ supportUnitIds: [land] }), 'lead-supports-itself')
    equal(give({ deadline: day('2026-03-02') }), null)
    equal(give({ deadline: day('2026-03-01') }), 'deadline-past')
  })
  it('are passed on inside the unit that leads', () => {
    const pass = (document: Incoming, actor: typeof clerk, isOfUnit = true) =>
      refusal(passOn(document, { officerId: 4, isOfUnit, text: '' }, { at: at('03 08:00'), actor }))
    equal(pass(assigned(), landHead), null)
    equal(pass(assigned(), landHead, false), 'not-of-the-unit')
    equal(pass(assigned(), stranger), 'not-the-head')
    equal(pass(registered(), landHead), 'not-assigned')
    equal(pass(inHand(), specialist), null)
  })
  it('keep their holder when the leader only adds support, and lose it with another lead', () => {
    const again = (change: object) =>
      into(inHand(), done(assignDocument(inHand(), { ...order, ...change }, { at: at('04 08:00'), actor: director })))
    equal(again({ supportUnitIds: [] }).holderId, 4)
    equal(again({ leadUnitId: office, supportUnitIds: [] }).holderId, null)
  })
  it('are finished by whoever has them or the head, with what was done', () => {
    const end = (actor: typeof clerk, text = 'Đã trả lời') =>
      refusal(finishDocument(inHand(), { text, answeredBy: null, answer: null }, { at: at('05 08:00'), actor }))
    equal(end(specialist), null)
    equal(end(landHead), null)
    equal(end(stranger), 'not-yours')
    equal(end(specialist, ''), 'no-reason')
  })
  it('are finished by an outgoing document once that is issued, not by its draft', () => {
    const end = (answer: Pick<Outgoing, 'status'> | null) =>
      refusal(finishDocument(inHand(), { text: '', answeredBy: 3, answer }, { at: at('05 08:00'), actor: specialist }))
    equal(end({ status: 'issued' }), null)
    equal(end({ status: 'sealed' }), 'answer-not-issued')
    equal(end(null), 'no-such-answer')
  })
  it('remember when they were first given to a unit, whatever the leader says later', () => {
    const again = assignDocument(assigned(), { ...order, supportUnitIds: [] }, { at: at('04 08:00'), actor: director })
    equal(into(assigned(), done(again)).firstAssignedAt, assigned().firstAssignedAt)
  })
  it('are taken up again by a leader', () => {
    const finished = { text: 'Xong', answeredBy: 3, answer: { status: 'issued' as const } }
    const over = into(inHand(), done(finishDocument(inHand(), finished, { at: at('05 08:00'), actor: specialist })))
    equal(refusal(reopenDocument(over, 'Trả lời chưa đủ', { at: at('06 08:00'), actor: director })), null)
    equal(refusal(reopenDocument(over, 'Trả lời chưa đủ', { at: at('06 08:00'), actor: specialist })), 'not-a-leader')
  })
  it('registered by mistake are struck, before anybody has them', () => {
    equal(refusal(strikeDocument(registered(), 'Trùng', { at: at('02 11:00'), actor: clerk })), null)
    equal(refusal(strikeDocument(assigned(), 'Trùng', { at: at('02 15:00'), actor: clerk })), 'assigned-already')
  })
  it('keep number and book when corrected', () => {
    const change = (registered_: Registered) =>
      refusal(
        correctRegistered(registered(), { registered: registered_, reason: 'Nhầm' }, { at: at('03 08:00'), actor: clerk, secrecy: 'none' }),
      )
    equal(change({ ...letter, subject: 'Khác' }), null)
    equal(change({ ...letter, number: 42 }), 'number-is-kept')
  })
  it('are registered in time within the day, at the latest on the next working day; urgent ones on the same', () => {
    const [friday, monday, tuesday] = [at('06 16:00'), at('09 17:00'), at('10 07:30')]
    equal(promptness(friday, at('06 17:30'), false, calendar), 'same-day')
    equal(promptness(friday, monday, false, calendar), 'next-working-day')
    equal(promptness(friday, tuesday, false, calendar), 'late')
    equal(promptness(friday, monday, true, calendar), 'late')
  })
})
