import { inBoth } from '../../kernel/say.ts'
import {
  type ConfirmedAssignments,
  type InternalProcess,
  isNoteRow,
  isReturnStep,
  type ProcessStep,
  stepGroups,
} from '../procedures/model.ts'
import type { Plan, PlannedStep } from './plan.ts'

/** Key of the return step that we add where the table has none: somebody always has the result to give out. */
const addedReturn = 'return'

/** What steps are called that have no name in the table. */
const ownNames = inBoth((say) => ({
  step: (no: string) => say(`Bước ${no}`, `Step ${no}`),
  addedReturn: say('Trả kết quả', 'Return the result'),
}))

/**
 * The plan by which dossiers are carried (quy trình đang chạy): the table of a published process and who does each step here.
 *
 * @param assignments by the step's place in the table (1, 2, …), confirmed by a person; `return` where the table ends before the return
 */
export function planOf(process: InternalProcess, assignments: ConfirmedAssignments, oneStopUnitId: number): Plan {
  const group = new Map<ProcessStep, number>()
  for (const [i, steps] of stepGroups(process.steps).entries()) for (const step of steps) group.set(step, i)
  const keyOf = new Map(process.steps.map((step, i) => [step, String(i + 1)]))
  const counts = clockRuns(process.steps)
  const lastGroup = Math.max(-1, ...group.values())
  const steps = process.steps.map((step): PlannedStep => {
    const key = keyOf.get(step) ?? ''
    const holder = assignments[key]
    if (!holder) throw new Error(`process ${process.id}: step ${key} has no holder`)
    const belongsTo = isNoteRow(step)
      ? process.steps.find((s) => s.no === step.afterStep && s.stage === step.stage && !isNoteRow(s))
      : undefined
    return {
      key,
      no: step.no,
      ...(step.name !== null ? { name: step.name } : { name: ownNames.vi.step(step.no), nameEn: ownNames.en.step(step.no) }),
      stage: step.stage,
      group: group.get(step) ?? lastGroup + 1,
      after: belongsTo ? (keyOf.get(belongsTo) ?? null) : null,
      counts: counts.has(step),
      isReturn: isReturnStep(step) && group.get(step) === lastGroup,
      duration: step.duration ?? [],
      hardDuration: step.hardDuration,
      ...holder,
    }
  })
  const { limit, hardLimit, supplements = null, onlineLevel } = process
  if (steps.some((s) => s.isReturn)) return { limit, hardLimit, supplements, onlineLevel, steps }
  const holder = assignments[addedReturn] ?? { unitId: oneStopUnitId, role: 'counter-officer', isAway: false }
  const added: PlannedStep = {
    key: addedReturn,
    no: '·',
    name: ownNames.vi.addedReturn,
    nameEn: ownNames.en.addedReturn,
    stage: null,
    group: lastGroup + 2,
    after: null,
    counts: false,
    isReturn: true,
    duration: [],
    hardDuration: null,
    ...holder,
  }
  return { limit, hardLimit, supplements, onlineLevel, steps: [...steps, added] }
}

/**
 * The steps while which the clock runs: those that count, except between one that stops the clock at its end and one that
 * starts it again at its end.
 */
function clockRuns(steps: readonly ProcessStep[]): Set<ProcessStep> {
  const runs = new Set<ProcessStep>()
  let standing = false
  for (const step of steps) {
    if (step.countsTime && !standing) runs.add(step)
    if (standing && step.resumesClock) standing = false
    if (step.pausesClock) standing = true
  }
  return runs
}
