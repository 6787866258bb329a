import { day, type Moment, moment } from '../../kernel/moment.ts'
import { compileCalendar } from '../clock/model.ts'
import type { Actor } from '../org/model.ts'
import type { Filing } from './dossier.ts'
import type { Plan, PlannedStep } from './plan.ts'

/** Examples for tests: a week without holidays, a process of five steps, the people who carry it. */
const fullDay = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const
export const withHolidays = (...holidays: string[]) =>
  compileCalendar({
    timezone: 'Asia/Ho_Chi_Minh',
    sessions: { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay },
    holidays,
    working: [],
    from: '2026-01-01',
    until: '2026-12-31',
  })
export const calendar = withHolidays()

/** `at('02 10:00')`: March 2026, whose 2nd is a Monday. */
export const at = (text: string): Moment => moment(`2026-03-${text.replace(' ', 'T')}:00+07:00`)
export const firstDay = day('2026-03-02')

export const units = { oneStop: 1, minerals: 2, leadership: 3, office: 4 }
const officer = (officerId: number, unitId: number, role: string): Actor => ({ officerId, posts: [{ unitId, role, onBehalfOf: null }] })
export const counter = officer(11, units.oneStop, 'counter-officer')
export const head = officer(21, units.minerals, 'unit-head')
export const specialist = officer(22, units.minerals, 'specialist')
export const colleague = officer(23, units.minerals, 'specialist')
export const director = officer(31, units.leadership, 'director')
export const clerk = officer(41, units.office, 'records-clerk')
const everyone = [counter, head, specialist, colleague, director, clerk]
export const isOf = (officerId: number, unitId: number, roles: readonly string[]): boolean =>
  everyone.some((o) => o.officerId === officerId && o.posts.some((p) => p.unitId === unitId && roles.includes(p.role)))

const step = (
  key: string,
  name: string,
  days: number | null,
  unitId: number,
  role: string,
  more: Partial<PlannedStep> = {},
): PlannedStep => ({
  key,
  no: key,
  name,
  stage: null,
  group: Number(key),
  after: null,
  counts: days !== null,
  isReturn: false,
  duration: days === null ? [] : [{ value: days, unit: 'working_day' }],
  hardDuration: null,
  unitId,
  role,
  isAway: false,
  ...more,
})

/** Half a day at the counter, one to assign, two to examine, a wait that counts no time, half to sign: four in all, then the return. */
export const plan: Plan = {
  limit: [{ value: 4, unit: 'working_day' }],
  hardLimit: [{ value: 6, unit: 'working_day' }],
  steps: [
    step('1', 'Tiếp nhận', 0.5, units.oneStop, 'counter-officer'),
    step('2', 'Phân công', 1, units.minerals, 'unit-head'),
    step('3', 'Thẩm định', 2, units.minerals, 'specialist'),
    step('4', 'Chờ bổ sung bản vẽ', null, units.minerals, 'specialist', { after: '3' }),
    step('5', 'Ký duyệt', 0.5, units.leadership, 'leader'),
    step('6', 'Trả kết quả', null, units.oneStop, 'counter-officer', { isReturn: true }),
  ],
}

export const filing: Filing = {
  procedureId: 1,
  procedureVersion: 1,
  applicantId: 1,
  agent: null,
  channelIn: 1,
  channelOut: 1,
  subject: 'Cấp giấy phép thăm dò khoáng sản, mỏ Đá Xanh (mẫu)',
  isHardArea: false,
  components: [
    { no: 1, name: 'Đơn đề nghị', originals: 1, copies: 0, isPresent: true },
    { no: 2, name: 'Bản vẽ khu vực', originals: 1, copies: 1, isPresent: true },
  ],
}
export const outcome = { number: '15/GP-STNMT', date: '2026-03-06', title: 'Giấy phép thăm dò', isPositive: true }
