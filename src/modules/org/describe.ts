import type { Day } from '../../kernel/moment.ts'
import type { OrgChange } from './change.ts'
import { nameOn, officerOf, unitOf } from './find.ts'
import type { OrgRecord } from './record.ts'
import { roleNames, unitKindNames } from './roles.ts'
import { showDay, showMoment, showPeriod } from './sentences.ts'

/** What a change did, as a line of the history (nhật ký tổ chức). */
export function describe(change: OrgChange, org: OrgRecord): string {
  const officer = (id: number) => officerOf(org, id)?.name ?? `công chức số ${id}`
  const unit = (id: number) => {
    const found = unitOf(org, id)
    return found && found.names.length > 0 ? nameOn(found, found.names.at(-1)?.from ?? found.opened).name : `đơn vị số ${id}`
  }
  const before = (id: number, day: Day) => unitOf(org, id)?.names.findLast(({ from }) => from < day)?.name ?? `Đơn vị số ${id}`
  const post = (id: number) => {
    const found = org.posts.find((p) => p.id === id)
    return found ? `${roleNames[found.role]} tại ${unit(found.unitId)} của ${officer(found.officerId)}` : `số ${id}`
  }
  const acting = (id: number) => {
    const found = org.acting.find((a) => a.id === id)
    return found ? `${officer(found.officerId)} làm thay ${officer(found.absentId)}` : `việc làm thay số ${id}`
  }
  switch (change.type) {
    case 'agency-opened':
      return `Lập cơ quan ${change.name} từ ${showDay(change.on)}.`
    case 'agency-renamed':
      return `Cơ quan mang tên ${change.name} từ ${showDay(change.from)}.`
    case 'identifier-given':
      return `Mã định danh ${change.identifier} dùng từ ${showDay(change.from)}.`
    case 'unit-opened':
      return `Lập ${change.name} (${unitKindNames[change.kind]}) từ ${showDay(change.from)}.`
    case 'unit-renamed':
      return `${before(change.unitId, change.from)} mang tên ${change.name} từ ${showDay(change.from)}.`
    case 'unit-closed':
      return change.successorId === null
        ? `${unit(change.unitId)} kết thúc từ ${showDay(change.on)}.`
        : `${unit(change.unitId)} sáp nhập vào ${unit(change.successorId)} từ ${showDay(change.on)}.`
    case 'officer-joined':
      return `Tiếp nhận ${change.name} từ ${showDay(change.from)}.`
    case 'officer-corrected':
      return `Sửa thông tin: ${change.name}${change.email === null ? '' : `, ${change.email}`}.`
    case 'officer-left':
      return `${officer(change.officerId)} làm việc đến hết ${showDay(change.lastDay)}.`
    case 'post-given':
      return `Giao ${officer(change.officerId)} vị trí ${change.title} tại ${unit(change.unitId)} ${showPeriod(change)}.`
    case 'post-ended':
      return `Vị trí ${post(change.postId)} kết thúc sau ${showDay(change.lastDay)}.`
    case 'post-withdrawn':
      return `Thu hồi vị trí ${post(change.postId)} trước ngày bắt đầu.`
    case 'acting-given':
      return `${officer(change.officerId)} làm thay ${officer(change.absentId)} từ ${showMoment(change.from)} đến ${showMoment(change.to)}, theo ${change.document}.`
    case 'acting-ended':
      return `Thôi làm thay từ ${showMoment(change.to)}: ${acting(change.actingId)}.`
    case 'acting-withdrawn':
      return `Thu hồi trước khi bắt đầu: ${acting(change.actingId)}.`
    case 'office-hours-set':
      return `Giờ làm việc mới từ ${showDay(change.from)}, theo ${change.decision}.`
  }
}

/** Whether a change is about a unit. */
export const isAboutUnit = (change: OrgChange, org: OrgRecord, unitId: number): boolean =>
  ('unitId' in change && change.unitId === unitId) ||
  ('successorId' in change && change.successorId === unitId) ||
  ('postId' in change && org.posts.some((p) => p.id === change.postId && p.unitId === unitId))

/** Whether a change is about an officer. */
export const isAboutOfficer = (change: OrgChange, org: OrgRecord, officerId: number): boolean =>
  ('officerId' in change && change.officerId === officerId) ||
  ('absentId' in change && change.absentId === officerId) ||
  ('postId' in change && org.posts.some((p) => p.id === change.postId && p.officerId === officerId)) ||
  ('actingId' in change && org.acting.some((a) => a.id === change.actingId && (a.officerId === officerId || a.absentId === officerId)))
