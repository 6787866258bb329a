import { deepEqual, equal, notEqual, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { day, type Moment } from '../../../kernel/moment.ts'
import type { AgencyId, OrgSnapshot, UnitId } from '../../org/model.ts'
import { at, calendar, filing, outcome, plan } from '../dossier.example.ts'
import { type Dossier, newDossier, type RunningStep } from '../dossier.ts'
import { isDossierCode, type Status, statuses } from '../model.ts'
import { timeLine } from '../time-line.ts'
import { identifierOf, readCode, readDigits } from './code.ts'
import { isProof, proofToken, sameDigits } from './proof.adapter.ts'
import { tryLimit } from './try-limit.ts'
import { publicView, standingOf } from './view.ts'
import { headlines, hoursInWords, limitInWords } from './words.ts'

const from = day('2025-03-01')
const unit = (id: number, name: string) => ({
  id: id as UnitId,
  kind: 'division' as const,
  opened: from,
  closed: null,
  successor: null,
  names: [{ from, name, shortName: name }],
})
const org: OrgSnapshot = {
  day: day('2026-03-02'),
  agency: { id: 1 as AgencyId, code: 'so-mau', opened: from, closed: null, successor: null, names: [], identifiers: [] },
  units: [unit(1, 'Bộ phận Một cửa'), unit(2, 'Phòng Khoáng sản'), unit(3, 'Lãnh đạo Sở'), unit(4, 'Văn phòng')],
  officers: [],
  posts: [],
  acting: [],
  hours: [],
}

const running = (step: string, unitId: number, counts = true): RunningStep => ({
  step,
  unitId,
  role: 'specialist',
  officerId: 22,
  isAway: false,
  counts,
  dueAt: null,
  since: at('02 11:00'),
})
const done = (step: string, unitId: number) => ({ ...running(step, unitId), since: at('02 10:00'), until: at('02 11:00'), doneBy: 11 })
const filed: Dossier = newDossier(at('02 10:00'), filing)
const accepted: Dossier = {
  ...filed,
  status: statuses.processing,
  receivedAt: at('02 10:00'),
  limit: plan.limit,
  running: [running('2', 2)],
  done: [done('1', 1)],
}
const facts = { code: readCode('H00.12-260302-0001')!, procedure: 'Cấp giấy phép', channelOut: 1 as const, plan, org, calendar }
const viewAt = (dossier: Dossier, when: string) => publicView(dossier, { ...facts, now: at(when) })

describe('A dossier code as people type it (mã hồ sơ)', () => {
  it('takes any case, spaces, long dashes and wide figures', () => {
    for (const typed of [
      'H00.12-260302-0001',
      ' h00.12-260302-0001 ',
      'h00.12 – 260302 – 0001',
      'H00.12-２60302-0001',
      'H00.12\u00a0-260302\u200b-0001',
    ])
      equal(readCode(typed), 'H00.12-260302-0001')
  })
  it('reads composed and decomposed text alike, and neither as a code when it has marks', () => {
    equal(readCode('hồ sơ H00.12-260302-0001'.normalize('NFD')), null)
    equal(readCode('hồ sơ H00.12-260302-0001'.normalize('NFC')), null)
    equal(readCode('H00.12-260302-0001'.normalize('NFD')), 'H00.12-260302-0001')
  })
  it('is nothing else', () => {
    for (const typed of ['', 'H00.12', 'H00.12-260302-001', 'H00.12-26032-0001', `${'H'.repeat(60)}-260302-0001`, "H00'; --260302-0001"])
      equal(readCode(typed), null)
  })
  it('never throws, whatever is typed, and gives only what is a code', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const code = readCode(typed)
        return (code === null || isDossierCode(code)) && (readDigits(typed)?.length ?? 4) === 4
      }),
    ))
  it('begins with the identifier of its agency', () => equal(identifierOf(facts.code), 'H00.12'))
  it('asks for four digits, no more and no less', () => {
    deepEqual(['4821', ' 48 21', '４８２１', '482', '48210', '48a1', ''].map(readDigits), ['4821', '4821', '4821', null, null, null, null])
  })
})

describe('Proofs', () => {
  it('gives a paper a token that opens this code and no other, under this key and no other', () => {
    const token = proofToken('key', 'H00.12-260302-0001')
    equal(token.length, 16)
    equal(isProof('key', 'H00.12-260302-0001', token), true)
    equal(isProof('key', 'H00.12-260302-0002', token), false)
    equal(isProof('other', 'H00.12-260302-0001', token), false)
    equal(isProof('key', 'H00.12-260302-0001', token.slice(0, 15)), false)
    equal(isProof('key', 'H00.12-260302-0001', ''), false)
  })
  it('compares digits, and has none that match where none are on record', () => {
    equal(sameDigits('4821', '4821'), true)
    equal(sameDigits('4821', '4822'), false)
    equal(sameDigits(null, '----'), true) // never asked: `readDigits` lets only figures through
    equal(readDigits('----'), null)
    equal(sameDigits(null, '0000'), false)
  })
})

describe('Wrong tries (số lần thử sai)', () => {
  const rule = { burst: 3, perMinute: 2 } // one comes back every 30 s
  it('lets so many through at once, then one each time one has come back', () => {
    const limit = tryLimit(rule)
    deepEqual(
      [1, 2, 3].map(() => limit.enter('a', 0)),
      [0, 0, 0],
    )
    equal(limit.enter('a', 0), 30)
    equal(limit.enter('a', 29_999) > 0, true)
    equal(limit.enter('a', 30_000), 0)
    equal(limit.enter('a', 30_001) > 0, true)
    equal(limit.enter('b', 0), 0)
  })
  it('counts tries sent at once before any is answered, and gives back those that were right', () => {
    const limit = tryLimit(rule)
    for (let i = 0; i < 3; i++) limit.enter('a', 0)
    yes(limit.enter('a', 0) > 0)
    limit.giveBack('a')
    equal(limit.enter('a', 0), 0)
    for (let i = 0; i < 50; i++) limit.giveBack('a')
    deepEqual(
      [1, 2, 3].map(() => limit.enter('a', 0)),
      [0, 0, 0],
    )
    yes(limit.enter('a', 0) > 0)
  })
  it('forgets the oldest key when it knows too many', () => {
    const limit = tryLimit({ burst: 1, perMinute: 1, keysMax: 2 })
    limit.enter('a', 0)
    limit.enter('b', 0)
    limit.enter('c', 0)
    equal(limit.enter('a', 0), 0)
  })
})

describe('How a dossier stands, in plain words (tình trạng)', () => {
  const all = Object.values(statuses) as Status[]
  it('has a headline in both languages for every national status', () => {
    for (const status of all) {
      const standing = standingOf({ status, requests: [] }, null)
      for (const lang of ['vi', 'en'] as const) yes(headlines[lang][standing].length > 5)
    }
    equal(new Set(Object.values(headlines.vi)).size, Object.keys(headlines.vi).length)
    deepEqual(Object.keys(headlines.vi), Object.keys(headlines.en))
  })
  it('is on time up to the due second, late after it', () => {
    // Monday 10:00 + 4 working days = Friday 10:00
    equal(viewAt(accepted, '06 10:00').standing, 'on-time')
    const justAfter = publicView(accepted, { ...facts, now: (at('06 10:00') + 1) as Moment })
    equal(justAfter.standing, 'late')
  })
  it('stands still while only an uncounted step runs', () => {
    const waits: Dossier = { ...accepted, running: [running('4', 2, false)], done: [done('1', 1), done('3', 2)], stoppedAt: at('03 09:00') }
    const view = viewAt(waits, '05 10:00')
    equal(view.standing, 'standing')
    equal(view.sheet, null)
    deepEqual(
      view.steps.filter((s) => s.state === 'now').map((s) => [s.name, s.isFree]),
      [['Chờ bổ sung bản vẽ', true]],
    )
  })
  it('asks for papers while they are asked for, and no longer', () => {
    const request = { at: at('02 11:00'), items: [{ what: 'Bản vẽ', why: 'thiếu' }], completedAt: null }
    const asked: Dossier = { ...filed, status: 5, requests: [request] }
    equal(viewAt(asked, '03 10:00').asked?.items[0]?.what, 'Bản vẽ')
    deepEqual(
      viewAt(asked, '03 10:00').steps.map((s) => `${s.kind} ${s.state}`),
      ['filed done', 'asked done', 'completed now', 'to-examine todo', 'to-return todo'],
    )
    const completed: Dossier = { ...filed, requests: [{ ...request, completedAt: at('03 09:00') }] }
    const view = viewAt(completed, '03 10:00')
    deepEqual([view.asked, view.standing], [null, 'completed'])
  })
  it('asks for papers in the midst of the work: what, since when, until when; and no longer than the pause', () => {
    const asked = { cause: 'supplement', document: { number: '12/PBS', date: '2026-03-03' }, reason: 'Thiếu' } as const
    const items = [{ what: 'Bản vẽ', why: 'không có tọa độ' }]
    const hold = { ...asked, items, no: 1, proposedBy: 22, approvedBy: 21, from: at('03 09:00'), until: at('24 09:00') }
    const lasts = { ...hold, to: null, end: null, annulled: null }
    const waits: Dossier = { ...accepted, status: 5, holds: [lasts], stoppedAt: lasts.from }
    const view = viewAt(waits, '05 10:00')
    deepEqual([view.standing, view.asked], ['waiting-for-papers', { at: at('03 09:00'), items, until: at('24 09:00') }])
    const pays: Dossier = { ...waits, status: 6, holds: [{ ...lasts, cause: 'finance', items: [] }] }
    const paying = viewAt(pays, '05 10:00')
    deepEqual([paying.standing, paying.asked, paying.payBy], ['waiting-for-payment', null, { at: at('03 09:00'), until: at('24 09:00') }])
    const going: Dossier = { ...accepted, status: 4, holds: [{ ...lasts, to: at('04 09:00'), end: 'arrived' }] }
    deepEqual([viewAt(going, '05 10:00').asked, viewAt(going, '05 10:00').payBy], [null, null])
  })
  it('tells why it was refused, and ends there', () => {
    const refused: Dossier = { ...filed, status: 3, refusal: { at: at('02 11:00'), reason: 'Không thuộc thẩm quyền', basis: '' } }
    const view = viewAt(refused, '03 10:00')
    equal(view.refusal?.reason, 'Không thuộc thẩm quyền')
    deepEqual(
      view.steps.map((s) => s.kind),
      ['filed', 'refused'],
    )
  })
})

describe('What the applicant sees (nội dung công khai)', () => {
  it('names units, never people, and shows no step that nobody waits in', () => {
    const { steps } = viewAt(accepted, '03 10:00')
    deepEqual(
      steps.map((s) => [s.state, s.name, s.unit]),
      [
        ['done', null, null],
        ['done', 'Tiếp nhận', 'Bộ phận Một cửa'],
        ['now', 'Phân công', 'Phòng Khoáng sản'],
        ['todo', 'Thẩm định', 'Phòng Khoáng sản'],
        ['todo', 'Ký duyệt', 'Lãnh đạo Sở'],
        ['todo', 'Trả kết quả', 'Bộ phận Một cửa'],
      ],
    )
  })
  it('holds nothing of the applicant, the subject, the officers or the result, in any state', () => {
    const secret: Dossier = {
      ...accepted,
      filing: { ...filing, subject: 'BÍ MẬT', agent: { applicantId: 7, paper: 'BÍ MẬT' } },
      outcome: { ...outcome, title: 'BÍ MẬT', number: 'BÍ MẬT' },
      returned: { at: at('06 09:00'), channel: 1, to: 'BÍ MẬT' },
    }
    for (const status of Object.values(statuses)) {
      const told = JSON.stringify(viewAt({ ...secret, status }, '04 10:00'))
      yes(!told.includes('BÍ MẬT'), `status ${status}`)
      yes(!/officer|applicant|subject|opinion/i.test(told), `status ${status}`)
    }
  })
  it('explains the very day that it promises', () => {
    const view = viewAt(accepted, '03 10:00')
    equal(view.sheet?.due, view.line?.due)
    notEqual(view.line?.due, null)
    equal(view.sheet?.days.filter((d) => d.counted).length, 4)
  })
  it('shows no sheet for a promise that today’s calendar would compute otherwise', () => {
    const ended: Dossier = { ...accepted, status: 9, running: [], ended: { at: at('05 10:00'), class: 'early', dueAt: at('05 17:00') } }
    equal(viewAt(ended, '06 10:00').sheet, null)
    yes(timeLine(ended, calendar, at('06 10:00')))
  })
  it('says another agency has it where one has', () => {
    const away: Dossier = { ...accepted, running: [{ ...running('3', 2), isAway: true }] }
    const planned = { ...plan, steps: plan.steps.map((s) => (s.key === '3' ? { ...s, isAway: true } : s)) }
    equal(publicView(away, { ...facts, plan: planned, now: at('03 10:00') }).steps.find((s) => s.state === 'now')?.isAway, true)
  })
})

describe('A new day after an apology (hẹn lại)', () => {
  const letter = {
    no: 1,
    draftedAt: at('05 08:00'),
    writtenBy: null,
    unitId: 2,
    reason: 'x',
    dueAt: at('06 10:00'),
    newDueAt: at('10 10:00'),
  }
  const signed = { ...letter, signed: { at: at('05 09:00'), officerId: 21 }, sent: null }
  const sent = { ...signed, sent: { at: at('05 10:00'), channel: 'sms' as const, isLate: false } }
  it('is told once the letter is out, beside the promise; the dossier still turns late on its first day', () => {
    equal(viewAt({ ...accepted, apologies: [signed] }, '05 11:00').newDay, null)
    const view = viewAt({ ...accepted, apologies: [sent] }, '06 10:01')
    deepEqual([view.newDay, view.line?.due, view.standing], [at('10 10:00'), at('06 10:00'), 'late'])
  })
  it('is none in a dossier folded before there were apologies', () => {
    const { apologies: _, ...older } = accepted
    equal(viewAt(older as Dossier, '05 11:00').newDay, null)
  })
})

describe('Words', () => {
  it('says terms in both languages', () => {
    equal(limitInWords([{ value: 15, unit: 'working_day' }], 'vi'), '15 ngày làm việc')
    equal(limitInWords([{ value: 0.5, unit: 'working_day' }], 'vi'), '0,5 ngày làm việc')
    equal(limitInWords([{ value: 1, unit: 'working_day' }], 'en'), '1 working day')
    equal(
      limitInWords(
        [
          { value: 10, unit: 'calendar_day' },
          { value: 4, unit: 'hour' },
        ],
        'vi',
      ),
      '10 ngày (kể cả ngày nghỉ) rồi 4 giờ làm việc',
    )
  })
  it('says days with the same hours together', () => {
    const full = [
      ['07:30', '11:30'],
      ['13:30', '17:30'],
    ] as const
    const week = { mon: full, tue: full, wed: full, thu: full, fri: full, sat: [full[0]] }
    equal(hoursInWords(week, 'vi'), 'thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:30; thứ Bảy, 07:30–11:30')
    equal(hoursInWords({ mon: full, wed: full }, 'en'), 'Monday, 07:30–11:30 and 13:30–17:30; Wednesday, 07:30–11:30 and 13:30–17:30')
    equal(hoursInWords({}, 'vi'), '')
  })
})
