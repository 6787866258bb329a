import { inBoth, type Lang, type Say } from '../../../kernel/say.ts'
import type { Segment } from '../../clock/model.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { nameOn, officerOf, unitOf } from '../../org/model.ts'
import type { Names } from '../explain.ts'
import type { Channel, EndClass } from '../model.ts'
import { type Plan, stepName } from '../plan.ts'
import { readStep } from '../step-name.ts'

/** How papers came in (nộp qua). */
export const channelInNames = inBoth(
  (say) =>
    ({ 1: say('Trực tiếp', 'In person'), 2: say('Trực tuyến', 'Online'), 3: say('Bưu chính', 'By post') }) satisfies Record<
      Channel,
      string
    >,
)
/** How the result goes out (trả qua). */
export const channelOutNames = inBoth(
  (say) =>
    ({
      1: say('trả tại quầy', 'returned at the counter'),
      2: say('trả bản điện tử', 'returned electronically'),
      3: say('trả qua bưu chính', 'returned by post'),
    }) satisfies Record<Channel, string>,
)
/** How a finished dossier stands against its promise. */
export const endNames = inBoth(
  (say) =>
    ({
      early: say('trước hạn', 'early'),
      'on-time': say('đúng hạn', 'on time'),
      late: say('quá hạn', 'late'),
    }) satisfies Record<EndClass, string>,
)

const units = {
  vi: {
    working_day: 'ngày làm việc',
    calendar_day: 'ngày',
    hour: 'giờ làm việc',
    minute: 'phút làm việc',
    second: 'giây làm việc',
  },
  en: {
    working_day: 'working days',
    calendar_day: 'calendar days',
    hour: 'working hours',
    minute: 'working minutes',
    second: 'working seconds',
  },
} as const satisfies Record<Lang, Record<Segment['unit'], string>>

/** A limit in the words of lists: "5 ngày làm việc", "0,5 ngày làm việc". */
export const showLimit = (limit: readonly Segment[], say: Say): string =>
  limit
    .map(({ value, unit }) => {
      const amount = value.toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 2 })
      const name = units[say.lang][unit]
      return `${amount} ${say(name, value === 1 ? name.slice(0, -1) : name)}`
    })
    .join(say(' và ', ' and '))

/** A step by its number where no plan is at hand; of a version before, with that. */
export function numberedStep(step: string, say: Say): string {
  const { version, key } = readStep(step)
  return version === null ? say(`Bước ${key}`, `Step ${key}`) : say(`Bước ${key} (bản ${version})`, `Step ${key} (version ${version})`)
}

/** Names of people, units and steps as lists show them. Somebody unknown is shown by number: an old row never breaks a page. */
export function namesOf(org: OrgSnapshot, say: Say, plan?: Pick<Plan, 'steps' | 'former'>): Names & { shortUnit(id: number): string } {
  const nameless = (id: number) => say(`đơn vị số ${id}`, `unit no. ${id}`)
  return {
    officer: (id) => officerOf(org, id)?.name ?? say(`công chức số ${id}`, `officer no. ${id}`),
    unit: (id) => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).name : nameless(id)
    },
    shortUnit: (id) => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).shortName : nameless(id)
    },
    step: (key) => {
      const step = plan?.steps.find((s) => s.key === key) ?? plan?.former?.find((s) => s.key === key)
      if (step) return stepName(step, say)
      return numberedStep(key, say)
    },
  }
}
