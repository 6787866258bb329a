import type { Segment } from '../../clock/model.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { nameOn, officerOf, unitOf } from '../../org/model.ts'
import type { Names } from '../explain.ts'
import type { Channel, EndClass } from '../model.ts'
import type { Plan } from '../plan.ts'

/** How papers came in (nộp qua). */
export const channelInNames: Record<Channel, string> = { 1: 'Trực tiếp', 2: 'Trực tuyến', 3: 'Bưu chính' }
/** How the result goes out (trả qua). */
export const channelOutNames: Record<Channel, string> = { 1: 'trả tại quầy', 2: 'trả bản điện tử', 3: 'trả qua bưu chính' }
/** How a finished dossier stands against its promise. */
export const endNames: Record<EndClass, string> = { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn' }

const units: Record<Segment['unit'], string> = {
  working_day: 'ngày làm việc',
  calendar_day: 'ngày',
  hour: 'giờ làm việc',
  minute: 'phút làm việc',
  second: 'giây làm việc',
}

/** A limit in the words of lists: "5 ngày làm việc", "0,5 ngày làm việc". */
export const showLimit = (limit: readonly Segment[]): string =>
  limit.map(({ value, unit }) => `${value.toLocaleString('vi-VN', { maximumFractionDigits: 2 })} ${units[unit]}`).join(' và ')

/** Names of people, units and steps as lists show them. Somebody unknown is shown by number: an old row never breaks a page. */
export function namesOf(org: OrgSnapshot, planOf?: Pick<Plan, 'steps'>): Names & { shortUnit(id: number): string } {
  return {
    officer: (id) => officerOf(org, id)?.name ?? `công chức số ${id}`,
    unit: (id) => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).name : `đơn vị số ${id}`
    },
    shortUnit: (id) => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).shortName : `đơn vị số ${id}`
    },
    step: (key) => planOf?.steps.find((s) => s.key === key)?.name ?? `Bước ${key}`,
  }
}
