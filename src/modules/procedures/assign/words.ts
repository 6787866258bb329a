import { inBoth, type Say } from '../../../kernel/say.ts'
import type { AssignRefused, Gap, HeldRole } from './decide.ts'

/** Roles of a step as the office calls them. */
export const heldRoleWords = inBoth(
  (say): Record<HeldRole, string> => ({
    leader: say('Lãnh đạo cơ quan', 'Leader of the agency'),
    'office-head': say('Chánh Văn phòng', 'Head of the Office'),
    'unit-head': say('Trưởng đơn vị', 'Head of unit'),
    specialist: say('Chuyên viên', 'Specialist'),
    'counter-officer': say('Công chức một cửa', 'Counter officer'),
    'records-clerk': say('Văn thư', 'Records clerk'),
  }),
)

/** What is missing at a step, for the field beside it. */
export function explainGap(gap: Gap, say: Say): string {
  switch (gap.kind) {
    case 'no-unit':
      return say('Chọn đơn vị làm bước này.', 'Choose the unit that does this step.')
    case 'no-following-unit':
      return say('Chọn đơn vị theo dõi bước làm ở nơi khác.', 'Choose the unit that follows this step while it is done elsewhere.')
    case 'no-role':
      return say('Chọn vai trò.', 'Choose a role.')
    case 'unknown-unit':
      return say('Cơ quan không có đơn vị này.', 'The agency has no such unit.')
    case 'unit-closed':
      return say(
        'Đơn vị đã kết thúc hoạt động vào ngày áp dụng. Chọn đơn vị khác.',
        'The unit is closed on the day from which the process applies. Choose another one.',
      )
  }
}

/** What the officer reads when an assignment is not confirmed. A new refusal without a sentence does not compile. */
export function explainAssign(refusal: AssignRefused | { kind: 'no-such-version' }, say: Say): string {
  switch (refusal.kind) {
    case 'incomplete':
      return say(
        `Còn ${refusal.gaps.length} chỗ chưa phân công.`,
        `${refusal.gaps.length} ${refusal.gaps.length === 1 ? 'place is' : 'places are'} not assigned yet.`,
      )
    case 'already-published':
      return say(
        'Phiên bản này đã công bố, không sửa phân công được nữa. Nhập quy trình mới để có phiên bản tiếp theo.',
        'This version is published; its assignments can no longer be changed. Import the new process to make the next version.',
      )
    case 'withdrawn':
      return say('Phiên bản này đã bãi bỏ.', 'This version has been withdrawn.')
    case 'superseded':
      return say(
        `Đã có bản mới hơn (bản ${refusal.newest}). Mời phân công trên bản đó.`,
        `There is a newer version (version ${refusal.newest}). Assign the steps of that one.`,
      )
    case 'has-faults':
      return say(
        `Quy trình còn ${refusal.faults} lỗi. Sửa tệp rồi nhập lại trước khi phân công.`,
        `The process still has ${refusal.faults} ${refusal.faults === 1 ? 'fault' : 'faults'}. Correct the file and import it again before assigning its steps.`,
      )
    case 'no-such-version':
      return say('Không có phiên bản này.', 'There is no such version.')
  }
}
