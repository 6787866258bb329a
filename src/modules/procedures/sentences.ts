import type { Fault, InternalProcess, Sum, TimeSegment, TimeUnit } from './process.ts'

const unitWords: Record<TimeUnit, string> = { working_day: 'ngày làm việc', calendar_day: 'ngày', hour: 'giờ' }
const minutesIn: Record<TimeUnit, number> = { working_day: 480, calendar_day: 480, hour: 60 }

/** What the officer reads about a fault. A new fault without a sentence does not compile. */
export function explainFault(fault: Fault): string {
  switch (fault.kind) {
    case 'no-limit':
      return 'Quy trình chưa có thời hạn giải quyết.'
    case 'no-steps':
      return 'Quy trình chưa có bước nào.'
    case 'sum-mismatch':
      return `Tổng thời gian các bước không bằng thời hạn: ${showSum(fault.sum, 'thời hạn')}.`
    case 'stage-sum-mismatch':
      return `${fault.stage}: tổng thời gian các bước không bằng thời gian của giai đoạn: ${showSum(fault.sum, 'giai đoạn')}.`
    case 'hard-sum-mismatch':
      return fault.stage === null
        ? `Vùng khó khăn: tổng thời gian các bước không bằng thời hạn: ${showSum(fault.sum, 'thời hạn')}.`
        : `${fault.stage}, vùng khó khăn: tổng thời gian các bước không bằng thời gian của giai đoạn: ${showSum(fault.sum, 'giai đoạn')}.`
    case 'step-without-actor':
      return `${showStep(fault)} chưa ghi người thực hiện.`
    case 'step-without-duration':
      return `${showStep(fault)} được tính thời gian nhưng chưa ghi thời gian.`
    case 'duplicate-step-number':
      return `${showStep(fault)} có ${fault.times} dòng cùng số thứ tự.`
    case 'unit-mismatch':
      return `${showStep(fault)} tính theo ${unitWords[fault.stepUnit]}, còn thời hạn tính theo ${unitWords[fault.limitUnit]}.`
  }
}

/** The step that a fault is about, null when it is about the whole. */
export const stepOf = (fault: Fault): string | null => ('step' in fault ? fault.step : null)

/** "0,25 + 0,5 + 11 = 11,75 ngày làm việc, thời hạn 12 ngày làm việc" */
function showSum({ terms, countedMinutes, limitMinutes, unit }: Sum, against: string): string {
  const show = (minutes: number) => showNumber(minutes / minutesIn[unit])
  const sum = terms.length > 1 ? `${terms.map(show).join(' + ')} = ${show(countedMinutes)}` : show(countedMinutes)
  return `${sum} ${unitWords[unit]}, ${against} ${show(limitMinutes)} ${unitWords[unit]}`
}

function showStep({ step, stage, name }: { step: string; stage: string | null; name?: string | null }): string {
  return `Bước ${step}${name ? ` "${name}"` : ''}${stage ? ` (${stage})` : ''}`
}

const showNumber = (value: number): string => value.toLocaleString('vi-VN', { maximumFractionDigits: 4, useGrouping: false })

/** A time or a limit as a decision words it: "12 ngày làm việc", "15 ngày + 8 ngày làm việc"; a dash when there is none. */
export const showTime = (segments: readonly TimeSegment[] | null): string =>
  segments && segments.length > 0 ? segments.map(({ value, unit }) => `${showNumber(value)} ${unitWords[unit]}`).join(' + ') : '–'

/** How far a procedure is done online (mức độ dịch vụ công trực tuyến). */
export const onlineLevelWords: Record<NonNullable<InternalProcess['onlineLevel']>, string> = {
  full: 'Trực tuyến toàn trình',
  partial: 'Trực tuyến một phần',
  information: 'Cung cấp thông tin trực tuyến',
}

/** A fee: an amount in đồng, or the decision's words. */
export const showFee = (fee: InternalProcess['fee']): string =>
  typeof fee === 'number' ? (fee === 0 ? 'Không' : `${fee.toLocaleString('vi-VN')} đồng`) : (fee ?? '–')

/** Minutes of working time as days of the limit's unit: "11,75 ngày làm việc". */
export const showMinutes = (minutes: number, unit: TimeUnit): string => `${showNumber(minutes / minutesIn[unit])} ${unitWords[unit]}`
