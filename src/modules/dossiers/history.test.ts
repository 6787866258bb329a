import { equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import { at, filing, outcome } from './dossier.example.ts'
import type { DossierEvent, Handed } from './dossier.ts'
import { checkedPapers, receivers } from './forms/recorded.ts'
import { type Names, sentenceOf, showActor } from './history.ts'

const names: Names = {
  officer: (id) => (id === 22 ? 'Lê Thẩm Định' : `Công chức ${id}`),
  unit: (id) => `Phòng ${id}`,
  step: (key) => ({ '2': 'Phân công', '3': 'Thẩm định' })[key] ?? `Bước ${key}`,
  moment: (moment) => (moment === at('06 10:00') ? 'Thứ Sáu 06/3 10:00' : 'lúc khác'),
  day: (date) => date.split('-').reverse().join('/'),
}
const handed = (step: string, officerId: number | null): Handed => ({
  step,
  unitId: 2,
  role: 'specialist',
  officerId,
  isAway: false,
  counts: true,
  dueAt: null,
})
const says = (event: DossierEvent, sentence: string) => equal(sentenceOf(event, names, inVietnamese), sentence)
const now = at('02 10:00')

describe('History (lịch sử hồ sơ)', () => {
  it('tells how papers came in, and what was missing', () => {
    says({ type: 'filed', at: now, filing }, 'Hồ sơ được nộp trực tiếp tại quầy, đủ 2 giấy tờ.')
    const [first, ...rest] = filing.components
    const components = first ? [{ ...first, isPresent: false }, ...rest] : []
    says({ type: 'filed', at: now, filing: { ...filing, channelIn: 3, components } }, 'Hồ sơ được nộp qua bưu chính, thiếu 1 giấy tờ.')
  })
  it('tells what was promised, and on which calendar', () => {
    const accepted = { type: 'accepted', at: now, startsAt: now, limit: [], dueAt: at('06 10:00'), calendar: '', handed: [] } as const
    says({ ...accepted, isProvisional: false }, 'Tiếp nhận, hẹn trả Thứ Sáu 06/3 10:00.')
    says({ ...accepted, isProvisional: true }, 'Tiếp nhận, hẹn trả Thứ Sáu 06/3 10:00 (tạm tính).')
  })
  it('tells to whom the dossier went next', () => {
    const completed = { type: 'step-completed', at: now, step: '2', opinion: 'Đồng ý' } as const
    says(
      { ...completed, handed: [handed('3', 22)] },
      'Hoàn thành bước “Phân công”: Đồng ý. Chuyển đến “Thẩm định” (Lê Thẩm Định, Phòng 2).',
    )
    says({ ...completed, opinion: '', handed: [handed('3', null)] }, 'Hoàn thành bước “Phân công”. Chuyển đến “Thẩm định” (Phòng 2).')
  })
  it('tells why it came back', () =>
    says(
      { type: 'step-returned', at: now, step: '3', reason: 'Thiếu bản vẽ!', handed: [handed('2', null)] },
      'Trả lại từ bước “Thẩm định”: Thiếu bản vẽ! Chuyển đến “Phân công” (Phòng 2).',
    ))
  it('tells how it ended, and who got the result', () => {
    says({ type: 'outcome-recorded', at: now, outcome }, 'Kết quả số 15/GP-STNMT ngày 06/03/2026: Giấy phép thăm dò.')
    says({ type: 'ended', at: now, class: 'early', dueAt: at('06 10:00') }, 'Kết thúc xử lý, trước hạn (hạn Thứ Sáu 06/3 10:00).')
    says({ type: 'result-returned', at: now, channel: 1, to: 'Nguyễn Văn Mẫu' }, 'Trả kết quả tại quầy cho Nguyễn Văn Mẫu.')
    says({ type: 'result-returned', at: now, channel: 3, to: 'EM123VN' }, 'Trả kết quả qua bưu chính, mã vận đơn EM123VN.')
    says({ type: 'result-returned', at: now, channel: 2, to: '' }, 'Trả kết quả bản điện tử.')
  })
  it('tells what a new calendar moved: the dossier, its steps, or steps alone', () => {
    const moved = { type: 'due-recomputed', at: now, calendar: 'v2', from: at('06 10:00'), isProvisional: true } as const
    says(
      { ...moved, dueAt: at('09 10:00'), steps: [{ step: '2', from: at('03 10:00'), dueAt: at('04 10:00') }] },
      'Tính lại hạn theo lịch mới: từ Thứ Sáu 06/3 10:00 thành lúc khác (tạm tính). Hạn bước “Phân công”: lúc khác.',
    )
    says(
      { ...moved, dueAt: at('06 10:00'), isProvisional: false, steps: [{ step: '2', from: at('03 10:00'), dueAt: null }] },
      'Tính lại hạn theo lịch mới: vẫn là Thứ Sáu 06/3 10:00. Hạn bước “Phân công”: không có hạn.',
    )
  })
  it('has a sentence for every other event', () => {
    const others: DossierEvent[] = [
      { type: 'completion-requested', at: now, items: [{ what: 'Bản vẽ', why: 'không có tọa độ' }], contact: '' },
      { type: 'completed', at: now, components: [] },
      { type: 'refused', at: now, reason: 'Không thuộc thẩm quyền', basis: 'Luật' },
      { type: 'step-taken', at: now, step: '3', officerId: 22 },
      { type: 'handed-over', at: now, step: '3', officerId: null, reason: 'Nghỉ phép' },
      { type: 'reassigned', at: now, step: '3', officerId: 22, reason: 'Đúng chuyên môn' },
      { type: 'due-recomputed', at: now, calendar: 'v2', from: now, dueAt: at('06 10:00'), isProvisional: false },
    ]
    for (const event of others) for (const say of [inVietnamese, inEnglish]) match(sentenceOf(event, names, say), /^\p{Lu}.+[.!?…]$/u)
  })
  it('says the same in English, with names as they are', () => {
    const english = (event: DossierEvent, sentence: string) => equal(sentenceOf(event, names, inEnglish), sentence)
    english({ type: 'filed', at: now, filing }, 'Filed at the counter, complete with 2 papers.')
    english(
      { type: 'step-completed', at: now, step: '2', opinion: '', handed: [handed('3', 22)] },
      'Completed step “Phân công”. Went on to “Thẩm định” (Lê Thẩm Định, Phòng 2).',
    )
    english({ type: 'outcome-recorded', at: now, outcome }, 'Result no. 15/GP-STNMT of 06/03/2026: Giấy phép thăm dò.')
    english({ type: 'result-returned', at: now, channel: 2, to: '' }, 'Result returned electronically.')
    english(
      { type: 'result-returned', at: now, channel: 1, to: `${receivers.applicant.vi}, ${checkedPapers.vi}` },
      'Result returned at the counter to the applicant, identity papers checked.',
    )
    english(
      { type: 'result-returned', at: now, channel: 1, to: `${receivers.agent.vi} (giấy ủy quyền 12), ${checkedPapers.vi}` },
      'Result returned at the counter to the authorised person (giấy ủy quyền 12), identity papers checked.',
    )
    english(
      { type: 'result-returned', at: now, channel: 1, to: `${receivers.other.vi} Lê Văn A (con ruột), ${checkedPapers.vi}` },
      'Result returned at the counter to Lê Văn A (con ruột), in the applicant’s place, identity papers checked.',
    )
    for (const to of [`${receivers.applicant.vi}xyz`, `${receivers.email.vi} cũ`, receivers.other.vi, `Lê Văn ${checkedPapers.vi}`])
      english({ type: 'result-returned', at: now, channel: 1, to }, `Result returned at the counter to ${to}.`)
    english(
      { type: 'result-returned', at: now, channel: 2, to: receivers.email.vi },
      'Result returned electronically: the registered mail address.',
    )
    equal(showActor({ officerId: 22, onBehalfOf: 21 }, names, inEnglish), 'Lê Thẩm Định, acting for Công chức 21')
  })
  it('names both, the one who acted and the one in whose place', () => {
    equal(showActor({ officerId: 22, onBehalfOf: 21 }, names, inVietnamese), 'Lê Thẩm Định, làm thay Công chức 21')
    equal(showActor({ officerId: 22, onBehalfOf: null }, names, inVietnamese), 'Lê Thẩm Định')
    equal(showActor({ officerId: null, onBehalfOf: null }, names, inVietnamese), '')
  })
})
