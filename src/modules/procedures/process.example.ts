import type { InternalProcess, ProcessStep, TimeSegment } from './process.ts'

/** Small processes of our own for the tests of this module. */
const blank: ProcessStep = {
  no: '',
  printedNo: null,
  stage: null,
  name: null,
  actor: 'Chuyên viên',
  duration: null,
  hardDuration: null,
  countsTime: true,
  afterStep: null,
  runsWith: null,
  pausesClock: false,
  resumesClock: false,
  note: null,
}

export function days(value: number): TimeSegment[] {
  return [{ value, unit: 'working_day' }]
}
export function calendarDays(value: number): TimeSegment[] {
  return [{ value, unit: 'calendar_day' }]
}
export function hours(value: number): TimeSegment[] {
  return [{ value, unit: 'hour' }]
}
export function stage(name: string, value: number) {
  return { name, value, hard: null }
}

export const uncounted: ProcessStep = { ...blank, countsTime: false }
export function lasting(duration: TimeSegment[]): ProcessStep {
  return { ...blank, duration }
}
export function worked(value: number): ProcessStep {
  return lasting(days(value))
}

/** A process of these steps; steps without a number are numbered as they come. */
export function given(limit: TimeSegment[], steps: ProcessStep[], more: Partial<InternalProcess> = {}): InternalProcess {
  return {
    id: 'vd-01',
    code: null,
    name: 'Cấp giấy phép ví dụ',
    field: null,
    level: null,
    province: null,
    authority: null,
    limit,
    limitNote: null,
    hardLimit: null,
    stages: [],
    fee: null,
    feeLines: [],
    onlineLevel: null,
    isByPost: null,
    isAnywhere: null,
    components: [],
    result: null,
    steps: steps.map((step, i) => ({ ...step, no: step.no || String(i + 1) })),
    decision: null,
    sourceUrl: null,
    ...more,
  }
}
