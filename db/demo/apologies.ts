import { dayInVietnam, type Moment } from '../../src/kernel/moment.ts'
import type { ApologyChannel } from '../../src/modules/dossiers/apology/apology.ts'
import type { PlannedStep } from '../../src/modules/dossiers/plan.ts'
import type { Cast } from './cast.ts'
import type { Chance } from './chance.ts'
import { type Act, hour, type Offer } from './tale.ts'
import type { WorkTime } from './worktime.ts'

type Visit = {
  step: PlannedStep
  offer: Offer
  cast: Cast
  time: WorkTime
  due: Moment
  from: Moment
  to: Moment
  now: Moment
  chance: Chance
}

const minute = 60

/**
 * What the office does about a dossier that will be late (xin lỗi, hẹn lại), while it lies at one step: most often an apology in time, sometimes
 * one that nobody signs or that goes out late, and every fourth time nothing, which the list of missing apologies shows.
 */
export function apology(fate: 'overdue' | 'ended', { step, offer, cast, time, due, from, to, now, chance }: Visit): Act[] {
  const manner = chance.weighted<'in-time' | 'unsigned' | 'unsent' | 'late' | 'none'>([
    ['in-time', fate === 'overdue' ? 0.3 : 0.5],
    ['unsigned', fate === 'overdue' ? 0.1 : 0],
    ['unsent', fate === 'overdue' ? 0.15 : 0],
    ['late', 0.2],
    ['none', 0.25],
  ])
  const [share, pause] = [chance.between(0.3, 5), chance.between(10, 90)]
  const channel = chance.pick<ApologyChannel>(['email', 'portal', 'post', 'phone'])
  const days = chance.whole(4, 9)
  const on = time.workingDay(dayInVietnam(due), manner === 'late' ? 0 : -2)
  const opens = time.calendar.opensAt(time.calendar.midnight(on))
  const drafted = time.after(manner === 'late' ? (Math.max(opens, due) as Moment) : opens, share * hour)
  const signed = time.after(drafted, pause * minute)
  const sent = time.after(signed, 20 * minute)
  if (manner === 'none' || drafted <= from || sent >= to || sent > now) return []
  const [head] = cast.holders(step.unitId, 'unit-head', drafted)
  if (head === undefined) return []
  const writer = cast.present(head, drafted)
  const clock = due - time.calendar.midnight(dayInVietnam(due))
  const newDueAt = (time.calendar.midnight(time.workingDay(dayInVietnam(due), days)) + clock) as Moment
  const acts: Act[] = [{ kind: 'draft-apology', at: drafted, by: writer, reason: chance.pick(reasons), newDueAt }]
  if (manner === 'unsigned') return acts
  acts.push({ kind: 'sign-apology', at: signed, by: cast.officer(offer.demand.signer) })
  if (manner !== 'unsent') acts.push({ kind: 'send-apology', at: sent, by: writer, channel })
  return acts
}

const reasons = [
  'Phải kiểm tra lại tại công trình vì số liệu trong hồ sơ và thực địa chưa khớp.',
  'Đơn vị đang nhận nhiều hồ sơ cùng loại, chưa thẩm định xong.',
  'Cần lấy thêm số liệu quan trắc của trạm gần nhất.',
] as const
