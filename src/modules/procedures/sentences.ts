import { inBoth, type Say } from '../../kernel/say.ts'
import type { Fault, InternalProcess, Sum, TimeSegment, TimeUnit } from './process.ts'

const unitWords = {
  vi: { working_day: 'ngày làm việc', calendar_day: 'ngày', hour: 'giờ' },
  en: { working_day: 'working days', calendar_day: 'days', hour: 'hours' },
} as const satisfies Record<Say['lang'], Record<TimeUnit, string>>
const oneUnit = { working_day: 'working day', calendar_day: 'day', hour: 'hour' } as const satisfies Record<TimeUnit, string>
const minutesIn: Record<TimeUnit, number> = { working_day: 480, calendar_day: 480, hour: 60 }

/** What the officer reads about a fault. A new fault without a sentence does not compile. */
export function explainFault(fault: Fault, say: Say): string {
  switch (fault.kind) {
    case 'no-limit':
      return say('Quy trình chưa có thời hạn giải quyết.', 'The process has no limit.')
    case 'no-steps':
      return say('Quy trình chưa có bước nào.', 'The process has no steps.')
    case 'sum-mismatch': {
      const [sum, limit] = showSum(fault.sum, say)
      return say(
        `Tổng thời gian các bước không bằng thời hạn: ${sum}, thời hạn ${limit}.`,
        `The times of the steps do not add up to the limit: ${sum}, limit ${limit}.`,
      )
    }
    case 'stage-sum-mismatch': {
      const [sum, limit] = showSum(fault.sum, say)
      return say(
        `${fault.stage}: tổng thời gian các bước không bằng thời gian của giai đoạn: ${sum}, giai đoạn ${limit}.`,
        `${fault.stage}: the times of the steps do not add up to the time of the stage: ${sum}, stage ${limit}.`,
      )
    }
    case 'hard-sum-mismatch': {
      const [sum, limit] = showSum(fault.sum, say)
      return fault.stage === null
        ? say(
            `Vùng khó khăn: tổng thời gian các bước không bằng thời hạn: ${sum}, thời hạn ${limit}.`,
            `Hard areas: the times of the steps do not add up to the limit: ${sum}, limit ${limit}.`,
          )
        : say(
            `${fault.stage}, vùng khó khăn: tổng thời gian các bước không bằng thời gian của giai đoạn: ${sum}, giai đoạn ${limit}.`,
            `${fault.stage}, hard areas: the times of the steps do not add up to the time of the stage: ${sum}, stage ${limit}.`,
          )
    }
    case 'step-without-actor': {
      const step = showStep(fault, say)
      return say(`${step} chưa ghi người thực hiện.`, `${step} does not say who does it.`)
    }
    case 'step-without-duration': {
      const step = showStep(fault, say)
      return say(`${step} được tính thời gian nhưng chưa ghi thời gian.`, `${step} counts time but states none.`)
    }
    case 'duplicate-step-number': {
      const step = showStep(fault, say)
      return say(`${step} có ${fault.times} dòng cùng số thứ tự.`, `${step} has ${fault.times} rows with the same number.`)
    }
    case 'unit-mismatch': {
      const [step, words] = [showStep(fault, say), unitWords[say.lang]]
      return say(
        `${step} tính theo ${words[fault.stepUnit]}, còn thời hạn tính theo ${words[fault.limitUnit]}.`,
        `${step} is timed in ${words[fault.stepUnit]}, but the limit in ${words[fault.limitUnit]}.`,
      )
    }
  }
}

/** The step that a fault is about, null when it is about the whole. */
export const stepOf = (fault: Fault): string | null => ('step' in fault ? fault.step : null)

/** What the steps add up to, and what they should: "0,25 + 0,5 + 11 = 11,75 ngày làm việc", "12 ngày làm việc". */
function showSum({ terms, countedMinutes, limitMinutes, unit }: Sum, say: Say): [sum: string, limit: string] {
  const sum = showMinutes(countedMinutes, unit, say)
  const parts = terms.map((minutes) => showNumber(minutes / minutesIn[unit], say))
  return [parts.length > 1 ? `${parts.join(' + ')} = ${sum}` : sum, showMinutes(limitMinutes, unit, say)]
}

function showStep({ step, stage, name }: { step: string; stage: string | null; name?: string | null }, say: Say): string {
  const rest = `${name ? ` "${name}"` : ''}${stage ? ` (${stage})` : ''}`
  return say(`Bước ${step}${rest}`, `Step ${step}${rest}`)
}

const showNumber = (value: number, say: Say): string =>
  value.toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 4, useGrouping: false })

const showAmount = (value: number, unit: TimeUnit, say: Say): string =>
  `${showNumber(value, say)} ${say(unitWords.vi[unit], value === 1 ? oneUnit[unit] : unitWords.en[unit])}`

/** A time or a limit as a decision words it: "12 ngày làm việc", "15 ngày + 8 ngày làm việc"; a dash when there is none. */
export const showTime = (segments: readonly TimeSegment[] | null, say: Say): string =>
  segments && segments.length > 0 ? segments.map(({ value, unit }) => showAmount(value, unit, say)).join(' + ') : '–'

/** How often papers may be asked for while a dossier is carried (số lần bổ sung); none given: the rule of the decree holds. */
export const showSupplements = (rule: InternalProcess['supplements'], say: Say): string =>
  rule
    ? say(`${rule.max} lần, theo ${rule.basis}`, rule.max === 1 ? `once, by ${rule.basis}` : `${rule.max} times, by ${rule.basis}`)
    : say('theo quy định chung', 'by the general rule')

/** How far a procedure is done online (mức độ dịch vụ công trực tuyến). */
export const onlineLevelWords = inBoth(
  (say) =>
    ({
      full: say('Trực tuyến toàn trình', 'Wholly online'),
      partial: say('Trực tuyến một phần', 'Partly online'),
      information: say('Cung cấp thông tin trực tuyến', 'Information online'),
    }) satisfies Record<NonNullable<InternalProcess['onlineLevel']>, string>,
)

/** A fee: an amount in đồng, or the decision's words. */
export function showFee(fee: InternalProcess['fee'], say: Say): string {
  if (typeof fee !== 'number') return fee ?? '–'
  if (fee === 0) return say('Không', 'None')
  return say(`${fee.toLocaleString('vi-VN')} đồng`, `${fee.toLocaleString('en-GB')} VND`)
}

/** Minutes of working time as days of the limit's unit: "11,75 ngày làm việc". */
export const showMinutes = (minutes: number, unit: TimeUnit, say: Say): string => showAmount(minutes / minutesIn[unit], unit, say)
