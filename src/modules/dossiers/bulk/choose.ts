import type { Actor } from '../../org/model.ts'
import type { RunningStep } from '../dossier.ts'
import { type DossierCode, isDossierCode } from '../model.ts'
import { mayDo, mayReassign } from '../plan.ts'

/** What can be done with many dossiers at once (xử lý hàng loạt). */
export const bulkActs = ['take', 'hand-over', 'reassign'] as const
export type BulkAct = (typeof bulkActs)[number]

/** What each act needs. */
export const bulkNeeds = {
  take: 'dossier.process',
  'hand-over': 'dossier.process',
  reassign: 'dossier.reassign',
} as const satisfies Record<BulkAct, string>

/** The acts that somebody may do. */
export const bulkActsOf = (may: ReadonlySet<string>): BulkAct[] => bulkActs.filter((act) => may.has(bulkNeeds[act]))

/** So many dossiers are taken at once. Our own limit: more than anybody looks through, and a minute's work for the store. */
export const bulkMax = 500

/** A dossier chosen in a list: as its row showed it. `step` is null where the list shows dossiers and not steps. */
export type Chosen = { code: DossierCode; seen: number | null; step: string | null }

/** A choice as the box of its row sends it. */
export const chosenText = ({ code, version, step }: { code: string; version: number; step?: string | undefined }): string =>
  step === undefined ? `${code}/${version}` : `${code}/${version}/${step}`

/** Reads a choice; null when somebody wrote it by hand. */
export function readChosen(text: string): Chosen | null {
  const [, code = '', version = '', step] = /^([^/]{1,60})\/(\d{1,9})(?:\/(.{1,40}))?$/.exec(text) ?? []
  return isDossierCode(code) ? { code, seen: Number(version), step: step ?? null } : null
}

/**
 * The running step that is meant where only the dossier was chosen: the first on which this officer may do it, else the first, so that the
 * rule says why not. A dossier without a running step is told as one whose first step is not running.
 */
export function stepMeant(act: BulkAct, running: readonly RunningStep[], actor: Actor): string {
  const may = {
    take: (r: RunningStep) => r.officerId === null && mayDo(r, actor) !== null,
    'hand-over': (r: RunningStep) => mayDo(r, actor) !== null,
    reassign: (r: RunningStep) => mayReassign(r, actor) !== null,
  }[act]
  return (running.find(may) ?? running[0])?.step ?? '1'
}
