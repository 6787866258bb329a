import type { Day } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import type { OrgChange } from './change.ts'
import { nameOn, officerOf, unitOf } from './find.ts'
import type { OrgRecord } from './record.ts'
import { roleNames, unitKindNames } from './roles.ts'
import { showDay, showMoment, showPeriod } from './sentences.ts'

/** What a change did, as a line of the history (nhật ký tổ chức). */
export function describe(change: OrgChange, org: OrgRecord, say: Say): string {
  const date = (value: Day) => showDay(value, say)
  const officer = (id: number) => officerOf(org, id)?.name ?? say(`công chức số ${id}`, `officer no. ${id}`)
  const unit = (id: number) => {
    const found = unitOf(org, id)
    return found && found.names.length > 0
      ? nameOn(found, found.names.at(-1)?.from ?? found.opened).name
      : say(`đơn vị số ${id}`, `unit no. ${id}`)
  }
  const before = (id: number, day: Day) =>
    unitOf(org, id)?.names.findLast(({ from }) => from < day)?.name ?? say(`Đơn vị số ${id}`, `Unit no. ${id}`)
  const post = (id: number) => {
    const found = org.posts.find((p) => p.id === id)
    if (!found) return say(`số ${id}`, `no. ${id}`)
    return say(
      `${roleNames.vi[found.role]} tại ${unit(found.unitId)} của ${officer(found.officerId)}`,
      `${roleNames.en[found.role]} in ${unit(found.unitId)}, held by ${officer(found.officerId)},`,
    )
  }
  const acting = (id: number) => {
    const found = org.acting.find((a) => a.id === id)
    if (!found) return say(`việc làm thay số ${id}`, `acting no. ${id}`)
    return say(
      `${officer(found.officerId)} làm thay ${officer(found.absentId)}`,
      `${officer(found.officerId)} for ${officer(found.absentId)}`,
    )
  }
  switch (change.type) {
    case 'agency-opened':
      return say(`Lập cơ quan ${change.name} từ ${date(change.on)}.`, `Agency ${change.name} set up from ${date(change.on)}.`)
    case 'agency-renamed':
      return say(`Cơ quan mang tên ${change.name} từ ${date(change.from)}.`, `Agency called ${change.name} from ${date(change.from)}.`)
    case 'identifier-given':
      return say(
        `Mã định danh ${change.identifier} dùng từ ${date(change.from)}.`,
        `Identifier ${change.identifier} in use from ${date(change.from)}.`,
      )
    case 'unit-opened':
      return say(
        `Lập ${change.name} (${unitKindNames.vi[change.kind]}) từ ${date(change.from)}.`,
        `${change.name} (${unitKindNames.en[change.kind]}) set up from ${date(change.from)}.`,
      )
    case 'unit-renamed':
      return say(
        `${before(change.unitId, change.from)} mang tên ${change.name} từ ${date(change.from)}.`,
        `${before(change.unitId, change.from)} called ${change.name} from ${date(change.from)}.`,
      )
    case 'unit-closed':
      return change.successorId === null
        ? say(`${unit(change.unitId)} kết thúc từ ${date(change.on)}.`, `${unit(change.unitId)} closed from ${date(change.on)}.`)
        : say(
            `${unit(change.unitId)} sáp nhập vào ${unit(change.successorId)} từ ${date(change.on)}.`,
            `${unit(change.unitId)} merged into ${unit(change.successorId)} from ${date(change.on)}.`,
          )
    case 'officer-joined':
      return say(`Tiếp nhận ${change.name} từ ${date(change.from)}.`, `${change.name} joins on ${date(change.from)}.`)
    case 'officer-corrected': {
      const person = change.email === null ? change.name : `${change.name}, ${change.email}`
      return say(`Sửa thông tin: ${person}.`, `Details corrected: ${person}.`)
    }
    case 'field-entry-recorded':
      return change.since === null
        ? say(
            `Bỏ ngày vào ngành của ${officer(change.officerId)}: ${change.basis}.`,
            `Day of entering the field of ${officer(change.officerId)} taken back: ${change.basis}.`,
          )
        : say(
            `${officer(change.officerId)} vào ngành từ ${date(change.since)}, theo ${change.basis}.`,
            `${officer(change.officerId)} in the field since ${date(change.since)}, by ${change.basis}.`,
          )
    case 'officer-left':
      return say(
        `${officer(change.officerId)} làm việc đến hết ${date(change.lastDay)}.`,
        `${officer(change.officerId)} serves until the end of ${date(change.lastDay)}.`,
      )
    case 'post-given':
      return say(
        `Giao ${officer(change.officerId)} vị trí ${change.title} tại ${unit(change.unitId)} ${showPeriod(change, say)}.`,
        `${officer(change.officerId)} given the post ${change.title} in ${unit(change.unitId)} ${showPeriod(change, say)}.`,
      )
    case 'post-ended':
      return say(
        `Vị trí ${post(change.postId)} kết thúc sau ${date(change.lastDay)}.`,
        `Post ${post(change.postId)} ends after ${date(change.lastDay)}.`,
      )
    case 'post-withdrawn':
      return say(`Thu hồi vị trí ${post(change.postId)} trước ngày bắt đầu.`, `Post ${post(change.postId)} withdrawn before its first day.`)
    case 'acting-given':
      return say(
        `${officer(change.officerId)} làm thay ${officer(change.absentId)} từ ${showMoment(change.from, say)} đến ${showMoment(change.to, say)}, theo ${change.document}.`,
        `${officer(change.officerId)} acts for ${officer(change.absentId)} from ${showMoment(change.from, say)} to ${showMoment(change.to, say)}, by ${change.document}.`,
      )
    case 'acting-ended':
      return say(
        `Thôi làm thay từ ${showMoment(change.to, say)}: ${acting(change.actingId)}.`,
        `Acting ended from ${showMoment(change.to, say)}: ${acting(change.actingId)}.`,
      )
    case 'acting-withdrawn':
      return say(`Thu hồi trước khi bắt đầu: ${acting(change.actingId)}.`, `Acting withdrawn before it began: ${acting(change.actingId)}.`)
    case 'office-hours-set':
      return say(
        `Giờ làm việc mới từ ${date(change.from)}, theo ${change.decision}.`,
        `New office hours from ${date(change.from)}, by ${change.decision}.`,
      )
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
