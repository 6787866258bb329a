import { plainWords } from './plain-words.ts'
import type { InternalProcess, ProcessStep } from './process.ts'

/** A fact of a process outside its table, in which two versions may differ. */
export type FactName = Exclude<keyof InternalProcess, 'id' | 'shortened' | 'steps' | 'sourceUrl' | 'province' | 'level'>

/** What of a step may differ; its number does not count, since it moves with the rows above. */
export type StepField = Exclude<keyof ProcessStep, 'no' | 'printedNo'>

/** A row of the comparison, in the order of the new table; what was removed stands where it stood. */
export type StepDiff =
  | { kind: 'same'; before: ProcessStep; after: ProcessStep }
  | { kind: 'changed'; before: ProcessStep; after: ProcessStep; fields: readonly StepField[] }
  | { kind: 'added'; after: ProcessStep }
  | { kind: 'removed'; before: ProcessStep }

export type ProcessDiff = { facts: readonly FactName[]; steps: readonly StepDiff[] }

/**
 * What changes from one version to the next (so sánh hai phiên bản), step by step. Steps are the same when stage and name are;
 * between them, those with the same actor in the same order are taken for renamed.
 */
export function diffProcesses(before: InternalProcess, after: InternalProcess): ProcessDiff {
  const steps: StepDiff[] = []
  let [i, j] = [0, 0]
  for (const [k, l] of [
    ...commonRows(before.steps.map(nameOf), after.steps.map(nameOf)),
    [before.steps.length, after.steps.length] as const,
  ]) {
    steps.push(...gap(before, before.steps.slice(i, k), after, after.steps.slice(j, l)))
    const [old, next] = [before.steps[k], after.steps[l]]
    if (old && next) steps.push(compared(before, old, after, next))
    ;[i, j] = [k + 1, l + 1]
  }
  return { facts: facts.filter((fact) => !isEqual(before[fact] ?? null, after[fact] ?? null)), steps }
}

/** Whether anything differs that somebody would see. */
export const isSame = ({ facts, steps }: ProcessDiff): boolean => facts.length === 0 && steps.every(({ kind }) => kind === 'same')

const facts: readonly FactName[] = [
  'code',
  'name',
  'field',
  'authority',
  'limit',
  'limitNote',
  'hardLimit',
  'stages',
  'fee',
  'feeLines',
  'onlineLevel',
  'isByPost',
  'isAnywhere',
  'components',
  'result',
  'supplements',
  'decision',
]

const stepFields: readonly StepField[] = [
  'stage',
  'name',
  'actor',
  'duration',
  'hardDuration',
  'countsTime',
  'afterStep',
  'runsWith',
  'pausesClock',
  'resumesClock',
  'forms',
  'note',
]

const nameOf = ({ stage, name }: ProcessStep): string => `${plainWords(stage ?? '')}\n${plainWords(name ?? '')}`

/** Places of the longest row of names that both tables have in the same order. */
export function commonRows(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  const longest = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1))
  const at = (i: number, j: number): number => longest[i]?.[j] ?? 0
  for (let i = left.length - 1; i >= 0; i--) {
    const row = longest[i]
    for (let j = right.length - 1; row && j >= 0; j--) {
      row[j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (left[i] === right[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Rows between two that are the same: renamed, gone or new. */
function gap(before: InternalProcess, removed: readonly ProcessStep[], after: InternalProcess, added: readonly ProcessStep[]): StepDiff[] {
  const left = [...removed]
  const rows = added.flatMap((step): StepDiff[] => {
    const match = left.findIndex((old) => old.stage === step.stage && plainWords(old.actor ?? '') === plainWords(step.actor ?? ''))
    if (match < 0) return [{ kind: 'added', after: step }]
    const gone = left.splice(0, match + 1)
    const renamed = gone.pop()
    return [...gone.map(goneRow), ...(renamed ? [compared(before, renamed, after, step)] : [])]
  })
  return [...rows, ...left.map(goneRow)]
}

const goneRow = (before: ProcessStep): StepDiff => ({ kind: 'removed', before })

function compared(before: InternalProcess, old: ProcessStep, after: InternalProcess, step: ProcessStep): StepDiff {
  const fields = stepFields.filter((field) => !isEqual(seen(before, old, field), seen(after, step, field)))
  return fields.length > 0 ? { kind: 'changed', before: old, after: step, fields } : { kind: 'same', before: old, after: step }
}

/** A step that another one names is compared by its name: its number moves. */
function seen(process: InternalProcess, step: ProcessStep, field: StepField): unknown {
  const value = step[field]
  if ((field !== 'afterStep' && field !== 'runsWith') || value === null) return value
  return process.steps.find(({ no, stage }) => no === value && stage === step.stage)?.name ?? value
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
