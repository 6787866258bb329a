import { plan } from '../dossier.example.ts'
import type { Plan, PlannedStep } from '../plan.ts'
import type { StepMapping } from './mapping.ts'

/** Examples for tests: the second version of the example's process, which checks the drawing before the signature and is a day shorter. */
const like = (key: string, as: string, more: Partial<PlannedStep> = {}): PlannedStep => {
  const found = plan.steps.find((s) => s.key === as)
  if (!found) throw new Error(`the example has no step ${as}`)
  return { ...found, key, no: key, group: Number(key), ...more }
}

const days = (value: number) => [{ value, unit: 'working_day' as const }]

/** Half a day at the counter, half to assign, one to examine with its wait, half to check, half to sign: three in all, then the return. */
export const shorter: Plan = {
  limit: days(3),
  hardLimit: days(5),
  steps: [
    like('1', '1'),
    like('2', '2', { duration: days(0.5) }),
    like('3', '3', { duration: days(1) }),
    like('4', '4', { after: '3' }),
    like('5', '3', { name: 'Kiểm tra thẩm định', role: 'unit-head', duration: days(0.5) }),
    like('6', '5'),
    like('7', '6'),
  ],
}

/** The same steps with more time: six days. */
export const longer: Plan = { ...shorter, limit: days(6), hardLimit: days(8) }

/** By name; the waiting row and the return answer to their own kind. */
export const byName: StepMapping = { '1': '1', '2': '2', '3': '3', '4': '4', '5': '6', '6': '7' }
