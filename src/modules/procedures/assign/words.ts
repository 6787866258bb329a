import type { AssignRefused, Gap, HeldRole } from './decide.ts'

/** Roles of a step as the office calls them. */
export const heldRoleWords: Record<HeldRole, string> = {
  leader: 'Lãnh đạo cơ quan',
  'office-head': 'Chánh Văn phòng',
  'unit-head': 'Trưởng đơn vị',
  specialist: 'Chuyên viên',
  'counter-officer': 'Công chức một cửa',
  'records-clerk': 'Văn thư',
}

/** What is missing at a step, for the field beside it. */
export function explainGap(gap: Gap): string {
  switch (gap.kind) {
    case 'no-unit':
      return 'Chọn đơn vị làm bước này.'
    case 'no-following-unit':
      return 'Chọn đơn vị theo dõi bước làm ở nơi khác.'
    case 'no-role':
      return 'Chọn vai trò.'
    case 'unknown-unit':
      return 'Cơ quan không có đơn vị này.'
    case 'unit-closed':
      return 'Đơn vị đã kết thúc hoạt động vào ngày áp dụng. Chọn đơn vị khác.'
  }
}

/** What the officer reads when an assignment is not confirmed. A new refusal without a sentence does not compile. */
export function explainAssign(refusal: AssignRefused | { kind: 'no-such-version' }): string {
  switch (refusal.kind) {
    case 'incomplete':
      return `Còn ${refusal.gaps.length} chỗ chưa phân công.`
    case 'already-published':
      return 'Phiên bản này đã công bố, không sửa phân công được nữa. Nhập quy trình mới để có phiên bản tiếp theo.'
    case 'withdrawn':
      return 'Phiên bản này đã bãi bỏ.'
    case 'superseded':
      return `Đã có bản mới hơn (bản ${refusal.newest}). Mời phân công trên bản đó.`
    case 'has-faults':
      return `Quy trình còn ${refusal.faults} lỗi. Sửa tệp rồi nhập lại trước khi phân công.`
    case 'no-such-version':
      return 'Không có phiên bản này.'
  }
}
