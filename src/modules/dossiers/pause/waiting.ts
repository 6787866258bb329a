import type { Moment } from '../../../kernel/moment.ts'
import type { Dossier, RunningStep } from '../dossier.ts'

/** A proposed pause waits for the head, so the step stays where it is. */
export type ProposalWaits = { kind: 'proposal-waits'; at: Moment; officerId: number; document: string }

type Proposed = Pick<Dossier, 'proposal' | 'running'>

/** The running step on which the proposal stands. One from before proposals named their step stands on the first. */
export const proposedStep = ({ proposal, running }: Proposed): RunningStep | undefined =>
  proposal ? (running.find((r) => r.step === proposal.step) ?? running[0]) : undefined

/**
 * What keeps a step from going on, back or to somebody else while a pause proposed on it waits (đề nghị tạm dừng đang chờ). If the step went on,
 * the proposal would go to a head who has not been asked, or vanish with nobody having decided it; so it is decided first. Declining is always
 * possible, and the clock goes on meanwhile. Steps beside it are not held up. Our own design.
 */
export function proposalWaits(dossier: Proposed, step: string): ProposalWaits | null {
  const { proposal } = dossier
  if (!proposal || proposedStep(dossier)?.step !== step) return null
  return { kind: 'proposal-waits', at: proposal.at, officerId: proposal.officerId, document: proposal.document.number }
}
