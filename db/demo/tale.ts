import type { Day, Moment } from '../../src/kernel/moment.ts'
import type { ApologyChannel } from '../../src/modules/dossiers/apology/apology.ts'
import type { Broken, FiledComponent, Outcome } from '../../src/modules/dossiers/dossier.ts'
import type { Channel, EndClass } from '../../src/modules/dossiers/model.ts'
import type { PartnerKind } from '../../src/modules/dossiers/partners/partner.ts'
import type { Plan, PlannedStep } from '../../src/modules/dossiers/plan.ts'
import type { AskedAnswer, AskedLeg, AskedPause, Intake, PauseDecision, Verdict } from '../../src/modules/dossiers/service.ts'
import type { InternalProcess } from '../../src/modules/procedures/model.ts'
import type { Cast } from './cast.ts'
import type { Demand, Trouble } from './demand.ts'
import type { WorkTime } from './worktime.ts'

/** A published version that people could ask for in its days. */
export type Offer = {
  procedureId: number
  process: InternalProcess
  plan: Plan
  demand: Demand
  slowUnitId: number | null
  from: Day
  to: Day | null
}

/** What becomes of a dossier by now. */
export type Fate =
  | { kind: 'filed' }
  | { kind: 'asked' }
  | { kind: 'refused' }
  /** Being done: at a leg of its way, about as fast as planned. */
  | { kind: 'at'; leg: number; waits: ReadonlySet<string> }
  /** Being done too late, in the hands of the slow unit. */
  | { kind: 'overdue' }
  | { kind: 'due'; on: Day }
  | { kind: 'ended'; class: EndClass }
  /** Being done, and something befalls it on the way. */
  | { kind: 'trouble'; trouble: Trouble }

/** Something somebody did. `by` is the officer. */
export type Act = { at: Moment; by: number } & (
  | { kind: 'receive'; verdict: Verdict; scans: readonly string[] }
  | { kind: 'complete-papers'; components: readonly FiledComponent[] }
  | { kind: 'accept' }
  | { kind: 'refuse'; reason: string; basis: string }
  | { kind: 'take'; step: string }
  | { kind: 'complete'; step: string; opinion: string; through: string | null; next: number | null; outcome: Outcome | null }
  | { kind: 'send-back'; step: string; reason: string }
  | { kind: 'hand-over' | 'reassign'; step: string; to: number; reason: string }
  | { kind: 'return'; channel: Channel; to: string }
  | { kind: 'send-leg'; step: string; asked: Omit<AskedLeg, 'step'> }
  | { kind: 'answer'; asked: AskedAnswer }
  | { kind: 'propose-pause'; step: string; asked: Omit<AskedPause, 'step'> }
  /** Refused, and written down: paper in what is wholly online. */
  | { kind: 'ask-paper'; step: string; asked: Omit<AskedPause, 'step'> }
  | { kind: 'decide-pause'; decision: PauseDecision }
  | { kind: 'resume'; arrivedAt: Moment }
  | { kind: 'annul-pause'; reason: string }
  | { kind: 'draft-apology'; reason: string; newDueAt: Moment }
  | { kind: 'sign-apology' }
  | { kind: 'send-apology'; channel: ApologyChannel }
  | { kind: 'break-off'; how: Broken['kind']; reason: string }
  | { kind: 'decline'; step: string; opinion: string; outcome: Outcome }
)

/** One dossier from filing until now: what was handed in, and every act in order. */
export type Tale = { offer: Offer; fate: Fate; intake: Intake; acts: readonly Act[] }

/** Where and when tales happen. `now` is the last working moment of the story. */
export type Stage = { now: Moment; begins: Moment; time: WorkTime; cast: Cast; oneStopId: number; partners: Partners }

/** Fates of what was accepted. */
export type Carrying = Extract<Fate, { kind: 'at' | 'overdue' | 'due' | 'ended' }>

/** Numbers of the partner agencies (cơ quan phối hợp) by kind. */
export type Partners = ReadonlyMap<PartnerKind, number>

/** Where a dossier stands: the running step, who has it (null: nobody took it), since when. */
export type Standing = { step: PlannedStep; holder: number | null; since: Moment }

/** Working seconds. */
export const hour = 3600
export const workday = 8 * hour
