import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { accept } from '../accept/decide.ts'
import { draftApology } from '../apology-draft/decide.ts'
import { signApology } from '../apology-sign/decide.ts'
import { askToComplete } from '../ask-to-complete/decide.ts'
import { breakOff } from '../break-off/decide.ts'
import { completeStep } from '../complete-step/decide.ts'
import { at, calendar, colleague, counter, director, filing, head, isOf, outcome, plan, specialist, units } from '../dossier.example.ts'
import { type Dossier, type DossierEvent, evolve } from '../dossier.ts'
import { fileDossier } from '../file-dossier/decide.ts'
import { handOver } from '../hand-over/decide.ts'
import type { DossierCode } from '../model.ts'
import { decidePause } from '../pause-approve/decide.ts'
import { proposePause } from '../pause-propose/decide.ts'
import { returnResult } from '../return-result/decide.ts'
import { packOn } from '../rules/packs.ts'
import { apologyData, controlSlipData, type Happened, type PrintFacts, receiptData, refusalData, requestData, stopData } from './data.ts'
import { formSetOn } from './form-sets.ts'

const org: PrintFacts['org'] = {
  agency: {
    id: 1 as never,
    code: 'so-1',
    opened: day('2020-01-01'),
    closed: null,
    successor: null,
    names: [
      { from: day('2020-01-01'), name: 'Sở Tài nguyên và Môi trường (mẫu)', parentName: 'UBND tỉnh Sông Vân', place: 'Sông Vân' },
      { from: day('2026-03-04'), name: 'Sở Nông nghiệp và Môi trường (mẫu)', parentName: 'UBND tỉnh Sông Vân', place: 'Sông Vân' },
    ],
    identifiers: [],
  },
  units: [
    {
      id: units.oneStop as never,
      kind: 'one-stop',
      opened: day('2020-01-01'),
      closed: null,
      successor: null,
      names: [{ from: day('2020-01-01'), name: 'Bộ phận Một cửa', shortName: 'Một cửa' }],
    },
  ],
  officers: [],
  posts: [],
  acting: [],
  hours: [],
  day: day('2026-03-02'),
}
const applicant = { kind: 'person' as const, name: 'Trần Thị Mẫu', identityNumber: '001199000001', address: '', phone: '', email: '' }

/** Runs acts one after another and keeps who did them, as the journal does. */
function history(
  ...acts: ((dossier: Dossier | null) => { by: number; events: readonly DossierEvent[] })[]
): Pick<PrintFacts, 'dossier' | 'history'> {
  const happened: Happened[] = []
  let dossier: Dossier | null = null
  for (const act of acts) {
    const { by, events } = act(dossier)
    for (const event of events) {
      dossier = evolve(dossier, event)
      happened.push({ event, officerId: by })
    }
  }
  yes(dossier)
  return { dossier, history: happened }
}
const value = <T>(answer: { ok: true; value: T } | { ok: false; error: { kind: string } }): T => {
  if (!answer.ok) throw new Error(answer.error.kind)
  return answer.value
}
const filed = () => ({ by: 11, events: value(fileDossier(at('02 10:00'), filing, true)) })
const accepted = (d: Dossier | null) => ({
  by: 11,
  events: value(accept(d as Dossier, { at: at('02 10:00'), receiver: 11, plan, calendar })).events,
})
const done =
  (step: string, actor: typeof counter, when: string, nextOfficerId: number | null = null, through: string | null = null) =>
  (d: Dossier | null) => ({
    by: actor.officerId,
    events: value(
      completeStep(
        d as Dossier,
        { step, opinion: '', through, nextOfficerId, outcome: step === '5' ? outcome : null },
        { at: at(when), actor, plan, calendar, isOf },
      ),
    ).events,
  })

const facts = (past: Pick<PrintFacts, 'dossier' | 'history'>, now = '05 09:00'): PrintFacts => ({
  code: 'H56.12-260302-0001' as DossierCode,
  ...past,
  applicant,
  agent: null,
  procedure: { name: 'Cấp giấy phép', plan, process: { fee: 0 } },
  org,
  names: { officer: (id) => `ông ${id}`, unit: (id) => `phòng ${id}`, step: (key) => `bước ${key}` },
  calendar,
  lookUpUrl: 'https://motcua.example/tra-cuu/x?k=y',
  now: at(now),
})

describe('Form 01 from data (giấy 01)', () => {
  it('says who received what, when, and the promise with its sheet', () => {
    const form = receiptData(facts(history(filed, accepted)), true)
    deepEqual(form && [form.receivedAt, form.dueAt, form.limit, form.receiver.name, form.fee], [
      at('02 10:00'),
      at('06 10:00'),
      '4 ngày làm việc',
      'ông 11',
      { amountVnd: 0, state: 'free' },
    ])
    deepEqual(
      form?.components.map((c) => [c.name, c.kind, c.quantity]),
      [
        ['Đơn đề nghị', 'original', 1],
        ['Bản vẽ khu vực', 'original', 1],
        ['Bản vẽ khu vực', 'copy', 1],
      ],
    )
    deepEqual(
      form?.explanation?.days.map((d) => d.counted),
      [false, true, true, true, true],
    )
  })
  it('keeps the first promise when the dossier has waited since; the control slip has the one that moved', () => {
    const past = history(
      filed,
      accepted,
      done('1', counter, '02 11:00'),
      done('2', head, '02 14:00', 22),
      done('3', specialist, '03 09:00', null, '4'),
      done('4', specialist, '05 09:00'),
    )
    equal(receiptData(facts(past), false)?.dueAt, at('06 10:00'))
    equal(controlSlipData(facts(past, '05 10:00'))?.dueAt, at('10 10:00'))
  })
  it('is headed as the agency was called on that day', () =>
    equal(receiptData(facts(history(filed, accepted)), false)?.head.parentAgency, 'Sở Tài nguyên và Môi trường (mẫu)'))
  it('is none before acceptance', () => equal(receiptData(facts(history(filed)), false), null))
})

describe('Forms 02 and 03 from data', () => {
  const asked = (d: Dossier | null) => ({
    by: 11,
    events: value(
      askToComplete(d as Dossier, {
        at: at('02 11:00'),
        items: [{ what: 'Bản đồ', why: 'thiếu tọa độ' }],
        contact: 'Ví Dụ, 0200 000 000',
        plan,
      }),
    ),
  })
  it('02 lists what is missing and whom to call', () => {
    const form = requestData(facts(history(filed, asked)))
    deepEqual(form && [form.items, form.contact, form.officer.name], [
      [{ what: 'Bản đồ', legalBasis: 'thiếu tọa độ' }],
      { name: 'Ví Dụ', phone: '0200 000 000' },
      'ông 11',
    ])
  })
  it('are none when nothing was asked or refused', () => {
    equal(requestData(facts(history(filed, accepted))), null)
    equal(refusalData(facts(history(filed, accepted))), null)
  })
})

describe('Form 02 of a pause (phiếu 02 khi đang giải quyết)', () => {
  const pack = packOn(day('2026-03-02'))
  const proposal = { cause: 'supplement' as const, document: { number: '12/PBS', date: '2026-03-03' }, reason: 'Thiếu tọa độ' }
  const asks = { ...proposal, items: [{ what: 'Bản vẽ', why: 'không có tọa độ' }], wantsPaper: false }
  const paused = history(
    filed,
    accepted,
    done('1', counter, '02 11:00'),
    done('2', head, '02 14:00', 22),
    (d) => ({
      by: 22,
      events: value(
        proposePause(d as Dossier, { at: at('03 08:00'), step: '3', actor: specialist, ...asks, calendar, pack, more: null, plan }),
      ).events,
    }),
    (d) => ({
      by: 21,
      events: value(
        decidePause(d as Dossier, { at: at('03 09:00'), actor: head, decision: { kind: 'approve' }, calendar, pack, more: null, plan }),
      ).events,
    }),
  )
  it('has the number of its document, the term, and the officer who asked; the clock stands', () => {
    const form = requestData(facts(paused))
    deepEqual(
      form && [form.stage, form.head.number, form.head.symbol, form.head.issuedAt, form.round, form.completeBy, form.officer.name],
      ['in-process', '12', 'PBS', at('03 09:00'), 1, at('24 09:00'), 'ông 22'],
    )
    deepEqual(form?.items, [{ what: 'Bản vẽ', legalBasis: 'không có tọa độ' }])
  })
})

describe('Form 04 from data (thư xin lỗi)', () => {
  const pack = packOn(day('2026-03-02'))
  const written = (d: Dossier | null) => ({
    by: 11,
    events: value(
      draftApology(d as Dossier, { at: at('05 08:00'), actor: counter, reason: 'Chờ đo lại', newDueAt: at('09 10:00'), calendar, pack }),
    ).events,
  })
  const signed = (d: Dossier | null) => ({
    by: 31,
    events: value(signApology(d as Dossier, { at: at('05 09:00'), actor: director, calendar })).events,
  })
  it('has the promise, the reason and the new day, from the agency and not its counter', () => {
    const form = apologyData(facts(history(filed, accepted, written, signed)))
    deepEqual(form && [form.receivedAt, form.dueAt, form.newDueAt, form.reason, form.signer?.name, form.isDraft], [
      at('02 10:00'),
      at('06 10:00'),
      at('09 10:00'),
      'Chờ đo lại',
      'ông 31',
      false,
    ])
    deepEqual(
      [form?.head.parentAgency, form?.head.unit, form?.head.issuedAt],
      ['UBND tỉnh Sông Vân', 'Sở Nông nghiệp và Môi trường (mẫu)', at('05 09:00')],
    )
  })
  it('is a draft until somebody has signed, and none where nobody wrote one', () => {
    const form = apologyData(facts(history(filed, accepted, written)))
    deepEqual(form && [form.isDraft, form.signer], [true, undefined])
    equal(apologyData(facts(history(filed, accepted))), null)
  })
})

describe('Form 05 from data (thông báo dừng)', () => {
  const broken = (kind: 'stopped' | 'withdrawn', when: string) => (d: Dossier | null) => ({
    by: 11,
    events: value(breakOff(d as Dossier, { at: at(when), kind, reason: 'Đề nghị của người nộp', actor: counter })).events,
  })
  it('says who asked, why, and from when; the fee by what the procedure takes', () => {
    const form = stopData(facts(history(filed, accepted, broken('stopped', '03 10:00'))))
    deepEqual(form && [form.requestedBy, form.reason, form.stoppedAt, form.fee, form.edition.set, form.officer.name], [
      'Trần Thị Mẫu',
      'Đề nghị của người nộp',
      at('03 10:00'),
      'none',
      '2025',
      'ông 11',
    ])
  })
  it('is none for what was withdrawn before acceptance, and for what goes on', () => {
    equal(stopData(facts(history(filed, broken('withdrawn', '02 11:00')))), null)
    equal(stopData(facts(history(filed, accepted))), null)
  })
})

describe('Control slip from the journal (phiếu kiểm soát)', () => {
  const past = history(
    filed,
    accepted,
    done('1', counter, '02 11:00'),
    done('2', head, '04 14:00', 22),
    (d) => ({
      by: 22,
      events: value(handOver(d as Dossier, { at: at('04 15:00'), step: '3', to: 23, reason: 'Đi học', actor: specialist, isOf })).events,
    }),
    done('3', colleague, '05 09:00'),
    done('5', director, '05 10:00'),
    (d) => ({ by: 11, events: value(returnResult(d as Dossier, { at: at('05 14:00'), channel: 1, to: 'người nộp', waiting: null })) }),
  )
  it('has one row for each time the responsibility passes, with whether the giver was on time', () =>
    deepEqual(
      controlSlipData(facts(past))?.handOvers.map((h) => [
        h.giver.name ?? h.giver.unit,
        h.receiver.name ?? h.receiver.unit,
        h.result ?? '',
        h.note ?? '',
      ]),
      [
        ['Trần Thị Mẫu', 'ông 11', '', 'Tiếp nhận'],
        ['ông 11', 'ông 21', 'on-time', 'bước 1'], // half a day from 10:00 ends at 15:00
        ['ông 21', 'ông 22', 'late', 'bước 2'], // a day from 11:00 on the 2nd
        ['ông 22', 'ông 23', '', 'Đi học'],
        ['ông 23', 'ông 31', 'early', 'bước 3'],
        ['ông 31', 'ông 11', 'on-time', 'bước 5'],
        ['ông 11', 'Trần Thị Mẫu', '', 'Trả kết quả'],
      ],
    ))
  it('shows how the time was spent, adding up to the promise', () => {
    const bar = controlSlipData(facts(past))?.timeBar
    equal(
      bar?.parts.reduce((sum, p) => sum + p.minutes, 0),
      4 * 480,
    )
    equal(bar?.legend.map((l) => l.words).join(), 'đã dùng 3 ngày,còn 1 ngày')
  })
})

describe('The set of forms of a day (bộ mẫu)', () => {
  it('changes on 15 September 2025', () => {
    equal(formSetOn(day('2025-09-14')).set, '2018')
    equal(formSetOn(day('2025-09-15')).set, '2025')
    equal(formSetOn(day('2016-01-04')).set, '2018')
  })
})
