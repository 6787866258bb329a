import { type Day, dayInVietnam, dayText, type Moment } from '../../src/kernel/moment.ts'
import type { PauseCause } from '../../src/modules/dossiers/pause/hold.ts'
import { needsLeg } from '../../src/modules/dossiers/plan.ts'
import type { AskedPause, Intake } from '../../src/modules/dossiers/service.ts'
import { isWhollyOnline } from '../../src/modules/dossiers/wholly-online.ts'
import type { Chance } from './chance.ts'
import type { Trouble } from './demand.ts'
import { counts, legsOf } from './tables.ts'
import { type Act, type Carrying, hour, type Offer, type Stage, type Standing, workday } from './tale.ts'
import { declined, pauseReasons, whyMissing } from './words.ts'

type Setting = { stage: Stage; offer: Offer; chance: Chance }

/** How many working days ago it began, at the least and at the most. */
const ago: Record<Trouble, readonly [number, number]> = {
  'papers-awaited': [1, 7],
  'payment-awaited': [2, 12],
  'authority-asks': [3, 15],
  'pause-near-due': [0.15, 0.6],
  'papers-came': [7, 12],
  'papers-noted-late': [7, 12],
  'papers-never-came': [17, 22],
  'wrong-pause': [9, 22],
  'pause-proposed': [0.1, 0.6],
  'pause-declined': [1, 6],
  'paper-asked-online': [0.5, 5],
  stopped: [1, 20],
  'closed-without-papers': [18, 30],
  declined: [3, 25],
  withdrawn: [3, 30],
  'never-completed': [20, 40],
}

/** When it befalls the dossier, and what has become of that one until then. */
export function beginningOf(
  trouble: Trouble,
  { stage, offer, chance }: Setting,
): { troubledAt: Moment; before: Carrying | { kind: 'filed' | 'asked' } } {
  const [least, most] = ago[trouble]
  const troubledAt = stage.time.before(stage.now, chance.between(least, most) * workday)
  if (trouble === 'withdrawn') return { troubledAt, before: { kind: chance.isLikely(0.5) ? 'filed' : 'asked' } }
  if (trouble === 'never-completed') return { troubledAt, before: { kind: 'asked' } }
  if (trouble === 'pause-near-due') return { troubledAt, before: { kind: 'due', on: nextDay(stage, troubledAt) } }
  // The longest step of a specialist, where such things happen.
  const legs = legsOf(offer.plan, new Set())
  const fitting = legs.flatMap((leg, i) =>
    counts(leg) && leg.steps.length === 1 && leg.steps[0]?.role === 'specialist' && !needsLeg(leg.steps[0]) ? [i] : [],
  )
  return { troubledAt, before: { kind: 'at', leg: fitting.length > 0 ? chance.pick(fitting) : 0, waits: new Set() } }
}

const nextDay = ({ time }: Stage, at: Moment): Day => time.workingDay(dayInVietnam(at), 1)

/** What befalls a dossier that was not accepted yet: withdrawn by whoever filed it, or closed because the papers never came. */
export function troubleBefore(trouble: Trouble, { stage, troubledAt, chance }: Omit<Setting, 'offer'> & { troubledAt: Moment }): Act[] {
  const { time, cast, oneStopId } = stage
  const isWithdrawn = trouble === 'withdrawn'
  const at = time.after(troubledAt, chance.between(0.3, isWithdrawn ? 2 : 3) * workday)
  const by = cast.someone(oneStopId, 'counter-officer', at, chance)
  const reason = isWithdrawn
    ? chance.pick(['Người nộp rút để nộp lại tại xã (mẫu).', 'Người nộp đổi ý, đơn rút ngày hôm nay (mẫu).'])
    : 'Quá thời hạn ghi trong phiếu yêu cầu, đã gọi hai lần, người nộp không bổ sung.'
  return [{ kind: 'break-off', at, by, how: isWithdrawn ? 'withdrawn' : 'not-supplemented', reason }]
}

type Scene = Setting & { intake: Intake; accepted: Moment; due: Moment; running: Standing; troubledAt: Moment }

/** What befalls a dossier under way, from `troubledAt` until now; null where it does not fit, and the caller tries other dice. */
export function troubleWith(trouble: Trouble, scene: Scene): Act[] | null {
  const { stage, offer, intake, due, running, troubledAt, chance } = scene
  const { time, cast, now } = stage
  const { step } = running
  if (step.role !== 'specialist' || !step.counts || needsLeg(step)) return null
  const acts: Act[] = []
  const after = (from: Moment, hours: number) => time.after(from, hours * hour)
  const holder = running.holder ?? cast.someone(step.unitId, step.role, troubledAt, chance)
  if (running.holder === null) acts.push({ kind: 'take', at: troubledAt, by: cast.present(holder, troubledAt), step: step.key })
  const specialist = (at: Moment) => cast.present(holder, at)
  /** The head decides, unless the head is away and the very colleague who asks acts in the head's place: then the leader in charge. */
  const head = (at: Moment): number => {
    const [own] = cast.holders(step.unitId, 'unit-head', at)
    const here = own === undefined ? undefined : cast.present(own, at)
    return here === undefined || here === specialist(at) || here === holder ? cast.officer(offer.demand.signer) : here
  }
  const propose = (cause: PauseCause, at: Moment): Act => ({
    ...{ kind: 'propose-pause', at, by: specialist(at), step: step.key },
    asked: askedFor(cause, at, intake, chance),
  })
  /** Proposed and approved; the clock stands from the second act on. @returns when */
  const pause = (cause: PauseCause, at = troubledAt): Moment => {
    const [proposed, approved] = [after(at, 0.2), after(at, 0.2 + chance.between(0.2, 1.5))]
    acts.push(propose(cause, proposed), { kind: 'decide-pause', at: approved, by: head(approved), decision: { kind: 'approve' } })
    return approved
  }
  /** A pause may begin while the dossier is not late, and what befell it must be over by now. */
  const isTold = (last: Moment): Act[] | null => (last < now && acts.every((act) => act.at <= now) ? acts : null)
  if (after(troubledAt, 3) >= due) return null

  switch (trouble) {
    case 'papers-awaited':
      return isTold(pause('supplement'))
    case 'payment-awaited':
      return isTold(pause('finance'))
    case 'authority-asks':
      return isTold(pause('legal-hold'))
    case 'pause-near-due': {
      const approved = pause('supplement')
      return time.between(approved, due) < workday ? isTold(approved) : null
    }
    case 'pause-proposed':
      acts.push(propose(chance.isLikely(0.7) ? 'supplement' : 'finance', after(troubledAt, 0.1)))
      return isTold(troubledAt)
    case 'pause-declined': {
      const at = after(troubledAt, 1)
      acts.push(propose('legal-hold', troubledAt), {
        ...{ kind: 'decide-pause', at, by: head(at) },
        decision: { kind: 'decline', reason: 'Công văn của cơ quan ấy không yêu cầu dừng giải quyết; làm tiếp.' },
      })
      return isTold(at)
    }
    case 'papers-came':
    case 'papers-noted-late': {
      const approved = pause('supplement')
      const arrivedAt = after(approved, 8 * chance.between(1.5, 5))
      const at = trouble === 'papers-came' ? arrivedAt : after(arrivedAt, 8 * chance.between(0.6, 1.4))
      acts.push({ kind: 'resume', at, by: cast.someone(stage.oneStopId, 'counter-officer', at, chance), arrivedAt })
      return isTold(at)
    }
    case 'papers-never-came':
      return isTold(after(pause('supplement'), 8 * 15 + 2)) // the hourly job brings it back
    case 'wrong-pause': {
      // Annulled, its time counts after all: the promise lies before now, and without the pause it has not been kept.
      const approved = pause('legal-hold')
      const ended = after(approved, 8 * chance.between(2, 5))
      const annulled = after(ended, 8 * chance.between(1, 3))
      if (time.after(due, 2 * hour) > now) return null
      acts.push(
        { kind: 'resume', at: ended, by: cast.someone(stage.oneStopId, 'counter-officer', ended, chance), arrivedAt: ended },
        {
          ...{ kind: 'annul-pause', at: annulled, by: cast.officer(offer.demand.signer) },
          reason: 'Văn bản được viện dẫn không yêu cầu dừng; thời gian này phải tính vào thời hạn.',
        },
      )
      return isTold(annulled)
    }
    case 'paper-asked-online': {
      if (!isWhollyOnline(intake, offer.plan)) return null
      const at = after(troubledAt, 0.3)
      const asked = { ...askedFor('supplement', at, intake, chance), wantsPaper: true }
      acts.push({ kind: 'ask-paper', at, by: specialist(at), step: step.key, asked })
      return isTold(at)
    }
    case 'stopped': {
      const at = after(troubledAt, 0.5)
      const by = cast.someone(stage.oneStopId, 'counter-officer', at, chance)
      acts.push({ kind: 'break-off', at, by, how: 'stopped', reason: 'Người nộp có đơn xin dừng: đổi vị trí công trình (mẫu).' })
      return isTold(at)
    }
    case 'closed-without-papers': {
      const at = after(pause('supplement'), 8 * 15 + chance.between(2, 10))
      acts.push({
        ...{ kind: 'break-off', at, by: specialist(at), how: 'not-supplemented' },
        reason: 'Hết thời hạn bổ sung, người nộp không nộp và không trả lời.',
      })
      return isTold(at)
    }
    case 'declined': {
      const at = after(troubledAt, 1)
      const outcome = { number: offer.demand.result.symbol, date: dayText(dayInVietnam(at)), title: declined, isPositive: false }
      acts.push({ kind: 'decline', at, by: specialist(at), step: step.key, opinion: 'Không đủ điều kiện theo báo cáo thẩm định.', outcome })
      const returned = after(at, chance.between(4, 20))
      const by = cast.someone(stage.oneStopId, 'counter-officer', returned, chance)
      if (returned < now)
        acts.push({ kind: 'return', at: returned, by, channel: 1, to: (intake.agent?.applicant ?? intake.applicant).name })
      return isTold(at)
    }
    default:
      return null
  }
}

function askedFor(cause: PauseCause, at: Moment, { components }: Intake, chance: Chance): Omit<AskedPause, 'step'> {
  const document = { number: `${chance.whole(100, 2400)}/SNNMT (mẫu)`, date: dayText(dayInVietnam(at)) }
  const reason = chance.pick(pauseReasons[cause])
  if (cause !== 'supplement') return { cause, document, reason, items: [], wantsPaper: false }
  const items = [{ what: chance.pick(components).name, why: chance.pick(whyMissing) }]
  return { cause, document, reason, items, contact: 'Bộ phận Một cửa, 0900 000 100', wantsPaper: false }
}
