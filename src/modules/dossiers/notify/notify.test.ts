import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, type Moment } from '../../../kernel/moment.ts'
import type { Lang } from '../../../kernel/say.ts'
import { type Preference, unchosen } from '../../notices/model.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { accept } from '../accept/decide.ts'
import { askToComplete } from '../ask-to-complete/decide.ts'
import { at, calendar, counter, filing, firstDay, plan, withHolidays } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { noticesOf, toldOf } from './decide.ts'
import { type DueSoon, daysAhead, digestsOf, isReminding, type Reminding, remindersOf } from './remind.ts'

const filed = evolve(null, { type: 'filed', at: at('02 10:00'), filing })
const fold = (events: readonly DossierEvent[]) => events.reduce<Dossier>(evolve, filed)
const acceptance = (): readonly DossierEvent[] => {
  const answer = accept(filed, { at: at('02 10:00'), receiver: counter.officerId, plan, calendar })
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value.events
}
const told = (events: readonly DossierEvent[], channel: 'mail' | 'sms' = 'mail', lang: Lang = 'vi') =>
  noticesOf(
    events,
    { dossier: fold(events), calendar, code: 'H56.12-260302-0001', agency: 'Sở (mẫu)', applicant: 'Lan (mẫu)', link: null },
    { channel, recipient: channel === 'mail' ? 'lan@example.vn' : '0900000333', lang },
  )

describe('What an applicant hears of (thông báo cho người nộp)', () => {
  it('is acceptance with the due time: Monday 10:00 + 4 working days = Friday 10:00', () => {
    const [message, ...more] = told(acceptance())
    equal(more.length, 0)
    deepEqual([message?.kind, message?.about], ['accepted', 'dossier/H56.12-260302-0001'])
    ok(message?.body.includes('10:00 ngày 06/03/2026'))
  })
  it('is the papers asked for, all at once', () => {
    const asked = askToComplete(filed, { at: at('02 10:30'), items: [{ what: 'Bản vẽ', why: 'thiếu tọa độ' }], contact: 'Phòng KS', plan })
    if (!asked.ok) throw new Error(asked.error.kind)
    const [message] = told(asked.value)
    equal(message?.kind, 'papers-asked')
    ok(message?.body.includes('1. Bản vẽ (thiếu tọa độ)'))
  })
  const paused = {
    type: 'paused',
    at: at('03 10:00'),
    proposedBy: 22,
    approvedBy: 21,
    document: { number: '1', date: '2026-03-03' },
    reason: 'Tòa án huyện yêu cầu (mẫu)',
    items: [{ what: 'Bản vẽ', why: 'thiếu' }],
    until: at('20 10:00'),
  } as const
  it('is papers asked for while the office works on it, with the day by which they are waited for', () => {
    const [, message] = told([...acceptance(), { ...paused, cause: 'supplement' }])
    equal(message?.kind, 'papers-asked')
    ok(message?.body.includes('1. Bản vẽ (thiếu)') && message.body.includes('chậm nhất 10:00 ngày 20/03/2026'))
  })
  it('is any other pause with its cause, and not what an authority wrote', () => {
    const [, message] = told([...acceptance(), { ...paused, cause: 'legal-hold' }])
    equal(message?.kind, 'paused')
    ok(message?.body.includes('theo yêu cầu của cơ quan có thẩm quyền') && !message.body.includes('Tòa án'))
    ok(told([...acceptance(), { ...paused, cause: 'finance' }])[1]?.body.includes('nghĩa vụ tài chính'))
  })
  it('is the end of a pause with the new due time: Friday 10:00 + Tuesday 10:00 to Wednesday 10:00 = Monday 10:00', () => {
    const resumed = { type: 'resumed', at: at('04 15:00'), no: 1, arrivedAt: at('04 10:00'), end: 'arrived' } as const
    const message = told([...acceptance(), { ...paused, cause: 'supplement' }, resumed])[2]
    equal(message?.kind, 'resumed')
    ok(message?.body.includes('Hẹn trả kết quả: 10:00 ngày 09/03/2026.'))
  })
  it('is an annulled pause with the due time that holds again, unless processing is over', () => {
    const annulled = { type: 'pause-annulled', at: at('04 10:00'), no: 1, officerId: 21, reason: 'không có căn cứ' } as const
    const events = [...acceptance(), { ...paused, cause: 'supplement' }, annulled] as const
    ok(told(events)[2]?.body.includes('đã bị hủy vì không đúng') && told(events)[2]?.body.includes('10:00 ngày 06/03/2026'))
    const ended = { type: 'ended', at: at('04 10:00'), class: 'early', dueAt: at('06 10:00') } as const
    deepEqual(
      told([...events, ended]).map(({ kind }) => kind),
      ['accepted', 'papers-asked', 'result-ready'],
    )
  })
  it('is a refusal: before acceptance with its reason, afterwards by the written answer, and then no second message of a result', () => {
    const [message] = told([{ type: 'refused', at: at('02 10:10'), reason: 'Thuộc thẩm quyền của xã', basis: 'Bảng phân cấp' }])
    equal(message?.kind, 'refused')
    ok(message?.body.includes('Lý do: Thuộc thẩm quyền của xã'))
    const declined = { type: 'declined', at: at('05 09:00'), step: '1', opinion: 'không đủ điều kiện', handed: [] } as const
    const ended = { type: 'ended', at: at('05 09:00'), class: 'early', dueAt: at('06 10:00') } as const
    const messages = told([...acceptance(), declined, ended])
    deepEqual(
      messages.map(({ kind }) => kind),
      ['accepted', 'refused'],
    )
    ok(!messages[1]?.body.includes('không đủ điều kiện'))
  })
  it('is how a dossier ended without a result', () => {
    for (const [kind, words] of [
      ['withdrawn', 'được rút theo đề nghị'],
      ['stopped', 'dừng giải quyết theo đề nghị'],
      ['not-supplemented', 'chưa nhận được giấy tờ bổ sung'],
    ] as const) {
      const message = told([...acceptance(), { type: 'broken-off', at: at('04 10:00'), kind, reason: 'x' }])[1]
      equal(message?.kind, 'ended-without-result')
      ok(message?.body.includes(words))
    }
  })
  it('is that the result went out, with the number of the post, and not who came for it', () => {
    const ended = { type: 'ended', at: at('05 09:00'), class: 'early', dueAt: at('06 10:00') } as const
    const out = (channel: 1 | 2 | 3, to: string) =>
      told([...acceptance(), ended, { type: 'result-returned', at: at('05 10:00'), channel, to }])[2]?.body ?? ''
    ok(out(3, 'BS123456789VN').includes('số hiệu BS123456789VN'))
    ok(out(1, 'Người Khác (mẫu)').includes('được nhận tại Bộ phận Một cửa') && !out(1, 'Người Khác (mẫu)').includes('Người Khác'))
  })
  it('is in the language that the applicant chose', () => {
    const [message] = told(acceptance(), 'mail', 'en')
    deepEqual([message?.lang, message?.subject], ['en', 'Dossier H56.12-260302-0001 is accepted'])
  })
  it('has no marks in text messages where the office says so', () => {
    const facts = { dossier: fold(acceptance()), calendar, code: 'H1', agency: 'Sở (mẫu)', applicant: 'Lan (mẫu)', link: null }
    const [message] = noticesOf(acceptance(), facts, { channel: 'sms', recipient: '0900000333', lang: 'vi' }, { hasMarks: false })
    equal(message?.body, 'So (mau): ho so H1 da duoc tiep nhan, hen tra 10:00 ngay 06/03/2026.')
  })
  it('is the result, once, whatever it says', () => {
    const events = [...acceptance(), { type: 'ended', at: at('05 09:00'), class: 'early', dueAt: at('06 10:00') } as const]
    const [, message] = told(events)
    deepEqual([message?.kind, message?.dedupeKey], ['result-ready', `result-ready/H56.12-260302-0001/${at('05 09:00')}`])
  })
  it('is the apology that goes by electronic ways, with its reason and new day; not one that was told by telephone or post', () => {
    const drafted = {
      ...({ type: 'apology-drafted', at: at('04 10:00'), by: null, unitId: 2 } as const),
      ...{ reason: 'Chờ đo lại', dueAt: at('06 10:00'), newDueAt: at('10 15:00') },
    } as const
    const signed = { type: 'apology-signed', at: at('04 11:00'), officerId: 21 } as const
    const sent = { type: 'apology-sent', at: at('04 14:00'), channel: 'email', isLate: false } as const
    const message = told([...acceptance(), drafted, signed, sent])[1]
    equal(message?.kind, 'apology')
    ok(message?.body.includes('Lý do: Chờ đo lại\nHẹn trả kết quả lại: 15:00 ngày 10/03/2026.'))
    for (const channel of ['phone', 'post', 'in-person'] as const) deepEqual(toldOf([{ ...sent, channel }]), [])
  })
  it('is short on a telephone', () => {
    const [message] = told(acceptance(), 'sms')
    ok(message && !message.body.includes('\n'))
  })
  it('is nothing of what goes on inside', () =>
    deepEqual(
      toldOf([
        { type: 'step-taken', at: at('03 10:00'), step: '1', officerId: 11 },
        { type: 'reassigned', at: at('03 10:00'), step: '1', officerId: 12, reason: 'nghỉ' },
      ]),
      [],
    ))
})

const officer = (id: number, name: string, email: string | null = `${id}@so.example.vn`) => ({
  id,
  name,
  email,
  joined: day('2020-01-01'),
  left: null,
})
const unit = (id: number, name: string) => ({
  ...{ id, kind: 'division', opened: day('2020-01-01'), closed: null, successor: null },
  names: [{ from: day('2020-01-01'), name, shortName: name }],
})
const post = (id: number, officerId: number, unitId: number, role: string) => ({
  id,
  officerId,
  unitId,
  role,
  title: '',
  from: day('2020-01-01'),
  to: null,
})
const org = (more: Partial<Record<keyof OrgSnapshot, unknown>> = {}) =>
  ({
    day: firstDay,
    agency: { names: [{ from: day('2020-01-01'), name: 'Sở (mẫu)', parentName: '', place: '' }], identifiers: [] },
    units: [unit(2, 'Phòng Khoáng sản'), unit(5, 'Phòng Nước')],
    officers: [officer(21, 'Trưởng'), officer(22, 'Thẩm định'), officer(23, 'Đồng nghiệp'), officer(24, 'Không thư', null)],
    posts: [post(1, 21, 2, 'unit-head'), post(2, 21, 5, 'unit-head'), post(3, 22, 2, 'specialist'), post(4, 23, 2, 'specialist')],
    acting: [],
    hours: [],
    ...more,
  }) as unknown as OrgSnapshot

const facts = (more: Partial<Reminding> = {}): Reminding => ({
  calendar,
  org: org(),
  preferences: new Map(),
  at: at('04 07:30'),
  officeUrl: 'https://mot-cua.example.vn/office',
  ...more,
})
const due = (dueAt: Moment, ...holders: DueSoon['holders'][number][]): DueSoon => ({
  code: 'H56.12-260302-0001',
  subject: 'Mỏ Đá',
  dueAt,
  holders,
})
const holder = { unitId: 2, officerId: 22 }
const reminded = (dossier: DueSoon, more: Partial<Reminding> = {}) =>
  remindersOf([dossier], facts(more)).map(({ kind, recipient }) => `${kind} ${recipient}`)

describe('Reminders before the due day (nhắc trước hạn)', () => {
  it('come two working days before it, and one: due Friday, Wednesday and Thursday', () => {
    deepEqual(reminded(due(at('06 10:00'), holder), { at: at('03 08:00') }), [])
    deepEqual(reminded(due(at('06 10:00'), holder), { at: at('04 08:00') }), ['due-in-2 22@so.example.vn'])
    deepEqual(reminded(due(at('06 10:00'), holder), { at: at('05 08:00') }), ['due-in-1 22@so.example.vn'])
    deepEqual(reminded(due(at('06 10:00'), holder), { at: at('06 08:00') }), [])
  })
  it('pass over the weekend and holidays: due Tuesday after a holiday on Monday, Thursday and Friday', () => {
    const dossier = due(at('10 10:00'), holder)
    const holiday = withHolidays('2026-03-09')
    deepEqual(reminded(dossier, { calendar: holiday, at: at('05 08:00') }), ['due-in-2 22@so.example.vn'])
    deepEqual(reminded(dossier, { calendar: holiday, at: at('06 08:00') }), ['due-in-1 22@so.example.vn'])
    deepEqual(daysAhead(holiday, day('2026-03-05')), { first: day('2026-03-06'), last: day('2026-03-10') })
  })
  it('go to the head where nobody has taken the step', () =>
    deepEqual(reminded(due(at('06 10:00'), { unitId: 2, officerId: null })), ['due-in-2 21@so.example.vn']))
  it('go to each who has a step of it, once', () =>
    deepEqual(reminded(due(at('06 10:00'), holder, holder, { unitId: 2, officerId: 23 })), [
      'due-in-2 22@so.example.vn',
      'due-in-2 23@so.example.vn',
    ]))
  it('go to whoever acts for an absent officer, while they do', () => {
    const acting = [{ id: 1, absentId: 22, officerId: 23, from: at('04 00:00'), to: at('05 00:00'), document: '' }]
    deepEqual(reminded(due(at('06 10:00'), holder), { org: org({ acting }) }), ['due-in-2 23@so.example.vn'])
    deepEqual(reminded(due(at('06 10:00'), holder), { org: org({ acting }), at: at('05 08:00') }), ['due-in-1 22@so.example.vn'])
  })
  it('go to nobody without an address, or who does not want them', () => {
    deepEqual(reminded(due(at('06 10:00'), { unitId: 2, officerId: 24 })), [])
    const declined = (chosen: Partial<Preference>) => ({ preferences: new Map([[22, { ...unchosen, ...chosen }]]) })
    deepEqual(reminded(due(at('06 10:00'), holder), declined({ unwanted: ['due-in-2'] })), [])
    deepEqual(reminded(due(at('06 10:00'), holder), declined({ byMail: false })), [])
    deepEqual(reminded(due(at('06 10:00'), holder), declined({ unwanted: ['due-in-1'] })), ['due-in-2 22@so.example.vn'])
  })
  it('are written anew when the due day moves, and only then', () => {
    const key = (dueAt: Moment, when: string) => remindersOf([due(dueAt, holder)], facts({ at: at(when) }))[0]?.dedupeKey
    equal(key(at('06 10:00'), '04 08:00'), key(at('06 16:00'), '04 09:00'))
    ok(key(at('06 10:00'), '04 08:00') !== key(at('09 10:00'), '05 08:00'))
  })
  it('begin at half past seven of a working day', () => {
    equal(isReminding(calendar, (at('04 07:30') - 1) as Moment), false)
    equal(isReminding(calendar, at('04 07:30')), true)
    equal(isReminding(calendar, at('07 09:00')), false) // Saturday
  })
})

describe('The morning’s overdue list (danh sách quá hạn lúc 07:30)', () => {
  const overdue = (unitId: number, count = 1) => ({
    unitId,
    count,
    dossiers: [{ code: `H56.12-260302-000${unitId}`, subject: 'Mỏ Đá', dueAt: at('02 10:00'), officerId: 22 }],
  })
  it('is one mail a head, with every unit they lead', () => {
    const [mail, ...more] = digestsOf([overdue(2, 3), overdue(5)], { ...facts(), asOf: at('04 07:30') })
    equal(more.length, 0)
    deepEqual([mail?.recipient, mail?.about, mail?.subject], ['21@so.example.vn', 'officer/21', '4 hồ sơ quá hạn, sáng 04/03/2026'])
    ok(mail?.body.includes('Phòng Khoáng sản: 3\n- H56.12-260302-0002, hạn 10:00 ngày 02/03/2026, Thẩm định: Mỏ Đá\n- và 2 hồ sơ nữa'))
    ok(mail?.body.includes('Phòng Nước: 1'))
  })
  it('is in the language that the head chose', () => {
    const preferences = new Map([[21, { ...unchosen, lang: 'en' as const }]])
    const [mail] = digestsOf([overdue(2)], { ...facts({ preferences }), asOf: at('04 07:30') })
    deepEqual([mail?.lang, mail?.subject], ['en', '1 overdue, morning of 04/03/2026'])
  })
  it('goes nowhere where a unit has no head', () => deepEqual(digestsOf([overdue(9)], { ...facts(), asOf: at('04 07:30') }), []))
  it('is written once a day', () => {
    const key = (when: string) => digestsOf([overdue(2)], { ...facts({ at: at(when) }), asOf: at('04 07:30') })[0]?.dedupeKey
    equal(key('04 07:30'), key('04 16:30'))
    ok(key('04 07:30') !== key('05 07:30'))
  })
})
