import type { PauseCause } from '../../src/modules/dossiers/pause/hold.ts'
import type { PlannedStep } from '../../src/modules/dossiers/plan.ts'
import type { Chance } from './chance.ts'

/** What officers write when they pass a dossier on. */
const opinions: Record<string, readonly string[]> = {
  'counter-officer': ['Đủ giấy tờ, chuyển thụ lý.', 'Đã quét và kiểm tra từng tờ.', 'Người nộp xin nhận tin nhắn khi có kết quả.'],
  assign: ['Làm trong hạn, vướng thì báo ngay.', 'Giao theo địa bàn.', 'Xem kỹ bản đồ và số liệu.'],
  'unit-head': ['Đồng ý.', 'Đã soát, chuyển tiếp.', 'Sửa câu chữ mục 2 như đã trao đổi, còn lại đồng ý.'],
  specialist: [
    'Đủ điều kiện, trình xem xét.',
    'Đã đối chiếu, số liệu khớp.',
    'Đã làm xong, biên bản để trong hồ sơ.',
    'Đã hỏi lại người nộp qua điện thoại, nội dung rõ.',
  ],
  leader: ['Đồng ý, ký.', 'Đã ký số.', 'Đồng ý theo đề xuất.'],
  'records-clerk': ['Đã lấy số, đóng dấu.', 'Đã phát hành bản điện tử.', 'Đã gửi, có giấy báo nhận.'],
  away: ['Cơ quan phối hợp đã gửi kết quả.', 'Đã nhận lại, đủ văn bản.'],
  wait: ['Người nộp đã làm xong, đủ giấy tờ.', 'Đã nhận bản sửa.'],
}

export function opinionOn(step: PlannedStep, chance: Chance): string {
  const part = step.after !== null ? 'wait' : step.isAway ? 'away' : step.name.startsWith('Giao') ? 'assign' : step.role
  return chance.pick(opinions[part] ?? ['Đồng ý.'])
}

export const reasonsToReturn = [
  'Bản thảo thiếu một căn cứ, làm lại mục 3.',
  'Số liệu trong bản thảo và trong hồ sơ chưa khớp.',
  'Chưa ghi kết quả kiểm tra tại chỗ.',
] as const

export const reasonsToHandOver = ['Nghỉ ốm hai ngày, nhờ đồng nghiệp làm tiếp.', 'Trùng lịch đi thực địa.'] as const
export const reasonsToReassign = ['Chia lại việc cho đều, hạn đã gần.', 'Chuyên viên được cử đi học.'] as const

export const refusals = [
  { reason: 'Khu vực xin cấp phép nằm trong vùng cấm đã công bố.', basis: 'Danh mục vùng cấm của tỉnh (mẫu)' },
  { reason: 'Việc này thuộc thẩm quyền của xã; đã hướng dẫn nộp tại xã nơi có công trình.', basis: 'Bảng phân cấp của tỉnh (mẫu)' },
  { reason: 'Người nộp không phải chủ hồ sơ và không có giấy ủy quyền.', basis: 'Quy định về ủy quyền nộp hồ sơ (mẫu)' },
  { reason: 'Hồ sơ trùng với hồ sơ đang giải quyết.', basis: 'Quy chế một cửa của tỉnh (mẫu)' },
] as const

export const whyMissing = ['chưa nộp', 'bản chụp mờ, không đọc được', 'chưa ký tên', 'quá thời hạn sử dụng'] as const

export const declined = 'Văn bản trả lời không đủ điều kiện'

/** Why the clock stands still, as officers put it. */
export const pauseReasons: Readonly<Record<PauseCause, readonly string[]>> = {
  supplement: ['Số liệu của người nộp chưa đủ để thẩm định.', 'Bản vẽ nộp kèm thiếu tọa độ hai điểm góc.'],
  finance: ['Chờ người nộp thực hiện nghĩa vụ tài chính theo thông báo.', 'Chờ nộp tiền cấp quyền theo thông báo của cơ quan thuế (mẫu).'],
  'legal-hold': ['Cơ quan thi hành án yêu cầu tạm dừng giao dịch thửa đất (mẫu).', 'Tòa án nhân dân khu vực yêu cầu tạm dừng (mẫu).'],
}
