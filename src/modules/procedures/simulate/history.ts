import { diffProcesses } from '../diff.ts'
import { plainWords } from '../plain-words.ts'
import type { InternalProcess, ProcessStep } from '../process.ts'

/** How long a step of a version was in hand, seconds of working time, once for each dossier of the past; `step` is its place in the table, from 1. */
export type StepDurations = { version: number; step: string; seconds: readonly number[] }

/** So many dossiers at least say how long a step takes; fewer may be anything (số hồ sơ đủ để lấy thời gian thực tế). Our own, not a law's. */
export const historyDossiersMin = 20

/** What the past says of one step of a table, minutes, longest last; empty where no dossier went through it. */
export type StepHistory = { no: string; minutes: readonly number[] }

/**
 * The durations of the past for the counted steps of a table (thời gian thực tế của từng bước), also when they were measured under another version: a
 * step is the same when the comparison of the two tables pairs it and its name did not change.
 */
export function historyOf(
  process: InternalProcess,
  versions: readonly { versionNo: number; process: InternalProcess }[],
  durations: readonly StepDurations[],
): StepHistory[] {
  const minutes = new Map<string, number[]>()
  for (const { versionNo, process: past } of versions) {
    const measured = durations.filter(({ version }) => version === versionNo)
    if (measured.length === 0) continue
    const now = pairsOf(past, process)
    for (const { step, seconds } of measured) {
      const same = now.get(past.steps[Number(step) - 1] ?? null)
      if (same) minutes.set(same.no, [...(minutes.get(same.no) ?? []), ...seconds.map((s) => s / 60)])
    }
  }
  return process.steps
    .filter(({ countsTime }) => countsTime)
    .map(({ no }) => ({ no, minutes: (minutes.get(no) ?? []).sort((a, b) => a - b) }))
}

/** Which step of the past is which step now. */
function pairsOf(past: InternalProcess, process: InternalProcess): ReadonlyMap<ProcessStep | null, ProcessStep> {
  const named = ({ name }: ProcessStep) => plainWords(name ?? '')
  return new Map(
    diffProcesses(past, process).steps.flatMap((row) =>
      (row.kind === 'same' || row.kind === 'changed') && named(row.before) === named(row.after) ? [[row.before, row.after] as const] : [],
    ),
  )
}

/** The steps for which the past says enough, by number. */
export const enoughHistory = (history: readonly StepHistory[]): Record<string, readonly number[]> =>
  Object.fromEntries(history.filter(({ minutes }) => minutes.length >= historyDossiersMin).map(({ no, minutes }) => [no, minutes]))

/** The one in the middle (trung vị); of two the earlier. */
export const middleOf = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
