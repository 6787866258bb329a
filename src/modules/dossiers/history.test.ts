import { equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at, filing, outcome } from './dossier.example.ts'
import type { DossierEvent, Handed } from './dossier.ts'
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
const says = (event: DossierEvent, sentence: string) => equal(sentenceOf(event, names), sentence)
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
    for (const event of others) match(sentenceOf(event, names), /^\p{Lu}.+[.!?…]$/u)
  })
  it('names both, the one who acted and the one in whose place', () => {
    equal(showActor({ officerId: 22, onBehalfOf: 21 }, names), 'Lê Thẩm Định, làm thay Công chức 21')
    equal(showActor({ officerId: 22, onBehalfOf: null }, names), 'Lê Thẩm Định')
    equal(showActor({ officerId: null, onBehalfOf: null }, names), '')
  })
})
