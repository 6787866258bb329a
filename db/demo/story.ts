import { type Day, dayInVietnam, dayText, type Moment } from '../../src/kernel/moment.ts'
import { dueAt, type Span } from '../../src/modules/clock/model.ts'
import type { FiledComponent, Outcome } from '../../src/modules/dossiers/dossier.ts'
import type { Channel, EndClass } from '../../src/modules/dossiers/model.ts'
import { needsLeg, type Plan, type PlannedStep } from '../../src/modules/dossiers/plan.ts'
import type { Intake, Verdict } from '../../src/modules/dossiers/service.ts'
import type { InternalProcess } from '../../src/modules/procedures/model.ts'
import { apology } from './apologies.ts'
import { organisation, person } from './applicants.ts'
import type { Chance } from './chance.ts'
import { answerOf, legTo } from './partners.ts'
import { counts, type Leg, legsOf, plannedSeconds } from './tables.ts'
import { type Act, type Carrying, type Fate, hour, type Offer, type Stage, type Standing, type Tale, workday } from './tale.ts'
import { beginningOf, troubleBefore, troubleWith } from './troubles.ts'
import { declined, opinionOn, reasonsToHandOver, reasonsToReassign, reasonsToReturn, refusals, whyMissing } from './words.ts'
import type { WorkTime } from './worktime.ts'

type Way = { legs: readonly (Leg & { sendsBack?: true })[]; accepted: Moment; spans: number[]; running: number | null; returned: boolean }

/** Tells one tale, or null when this fate does not fit into the days of the offer: the caller tries other dice. */
export function tell(stage: Stage, offer: Offer, fate: Fate, chance: Chance): Tale | null {
  const isHardArea = offer.plan.hardLimit !== null && chance.isLikely(offer.demand.hardAreas ?? 0)
  const intake = intakeFor(offer, isHardArea, chance)
  const acts: Act[] = []
  if (fate.kind === 'filed' || fate.kind === 'asked' || fate.kind === 'refused') {
    acts.push(...beforeAcceptance(stage, intake, fate.kind, chance))
  } else if (fate.kind === 'trouble') {
    const { troubledAt, before } = beginningOf(fate.trouble, { stage, offer, chance })
    const until = { ...stage, now: troubledAt }
    const { kind } = before
    if (kind === 'filed' || kind === 'asked') {
      acts.push(...beforeAcceptance(until, intake, kind, chance))
      acts.push(...troubleBefore(fate.trouble, { stage, troubledAt, chance }))
    } else {
      const begun = underWay(until, { offer, intake, fate: before as Carrying, isHardArea }, chance)
      const more =
        begun?.running && troubleWith(fate.trouble, { stage, offer, intake, ...begun, running: begun.running, troubledAt, chance })
      if (!begun || !more) return null
      acts.push(...begun.acts, ...more)
    }
  } else {
    const told = underWay(stage, { offer, intake, fate, isHardArea }, chance)
    if (!told) return null
    acts.push(...told.acts)
  }
  const first = acts[0]
  if (!first || first.at < stage.begins) return null
  const filedOn = dayInVietnam(first.at)
  const fits = filedOn >= offer.from && (offer.to === null || filedOn <= offer.to)
  return fits ? { offer, fate, intake, acts } : null
}

/** A dossier accepted and carried on until now, with where it stands. */
function underWay(
  stage: Stage,
  { offer, intake, fate, isHardArea }: { offer: Offer; intake: Intake; fate: Carrying; isHardArea: boolean },
  chance: Chance,
): { acts: Act[]; accepted: Moment; due: Moment; running: Standing | null } | null {
  const way = wayFor(stage, offer, fate, isHardArea, chance)
  if (!way) return null
  const receiver = stage.cast.someone(stage.oneStopId, 'counter-officer', way.accepted, chance)
  const due = stage.time.due(way.accepted, (isHardArea && offer.plan.hardLimit) || offer.plan.limit)
  const received = acceptance(stage, intake, way.accepted, receiver, chance)
  const { acts, running } = carry(stage, { offer, intake, fate, way, receiver, due }, chance)
  return { acts: [...received, ...acts], accepted: way.accepted, due, running }
}

// ── what is handed in ──

function intakeFor({ procedureId, process, demand }: Offer, isHardArea: boolean, chance: Chance): Intake {
  const isOrganisation = chance.isLikely(demand.organisations)
  const channelIn = channelInto(process, chance)
  const applicant = isOrganisation ? organisation(chance, demand.trade) : person(chance, channelIn === 2 || chance.isLikely(0.4))
  const agent = chance.isLikely(0.08) ? { applicant: person(chance), paper: `Giấy ủy quyền số ${chance.whole(1, 400)} (mẫu)` } : null
  const components = process.components
    .filter((c) => !c.isConditional || chance.isLikely(0.3))
    .map((c, i) => ({ no: i + 1, name: c.name, originals: c.originals ?? 0, copies: c.copies ?? 0, isPresent: true }))
  const channelOut = channelOutOf(process, channelIn, chance)
  return { procedureId, applicant, agent, channelIn, channelOut, subject: demand.subject(chance), isHardArea, components }
}

function channelInto({ onlineLevel, isByPost }: InternalProcess, chance: Chance): Channel {
  const online = onlineLevel === 'full' ? 0.62 : 0.3
  return chance.weighted<Channel>([
    [2, online],
    [1, 0.85 - online],
    [3, isByPost ? 0.15 : 0],
  ])
}

function channelOutOf({ onlineLevel, isByPost }: InternalProcess, channelIn: Channel, chance: Chance): Channel {
  const electronic = onlineLevel === 'full' ? 0.6 : 0.1
  return chance.weighted<Channel>([
    [2, channelIn === 2 ? electronic : electronic / 5],
    [1, channelIn === 3 ? 0.15 : 0.5],
    [3, isByPost ? (channelIn === 3 ? 0.8 : 0.22) : 0],
  ])
}

// ── before acceptance ──

function beforeAcceptance(
  { now, time, cast, oneStopId }: Stage,
  intake: Intake,
  fate: 'filed' | 'asked' | 'refused',
  chance: Chance,
): Act[] {
  const ago = fate === 'filed' ? chance.between(0.05, 1.4) : fate === 'asked' ? chance.between(0.3, 8) : chance.between(0.5, 60)
  const at = time.before(now, ago * workday)
  const by = cast.someone(oneStopId, 'counter-officer', at, chance)
  const scans = scansOf(intake.components, chance)
  if (fate === 'filed') return [{ kind: 'receive', at, by, verdict: { kind: 'file-only' }, scans }]
  if (fate === 'asked') return [{ kind: 'receive', at, by, verdict: asking(intake, chance), scans }]
  return [{ kind: 'receive', at, by, verdict: { kind: 'refuse', ...chance.pick(refusals) }, scans: [] }]
}

/** Most dossiers are accepted on the spot; online ones wait for a look, some lack a paper first. */
function acceptance({ time, begins }: Stage, intake: Intake, accepted: Moment, by: number, chance: Chance): Act[] {
  const scans = scansOf(intake.components, chance)
  const whole = intake.components
  const filed = (hours: number) => Math.max(time.before(accepted, hours * hour), begins) as Moment
  if (whole.length > 1 && chance.isLikely(0.09)) {
    const at = filed(chance.between(4, 44))
    const verdict = asking(intake, chance)
    const missing = verdict.kind === 'ask' ? verdict.items.map((i) => i.what) : []
    intake.components = whole.map((c) => (missing.includes(c.name) ? { ...c, isPresent: false } : c))
    return [
      { kind: 'receive', at, by, verdict, scans: scans.filter((s) => !missing.includes(s)) },
      { kind: 'complete-papers', at: Math.max(at, time.before(accepted, 0.2 * hour)) as Moment, by, components: whole },
      { kind: 'accept', at: accepted, by },
    ]
  }
  if (intake.channelIn === 2 && chance.isLikely(0.6)) {
    return [
      { kind: 'receive', at: filed(chance.between(0.2, 7)), by, verdict: { kind: 'file-only' }, scans },
      { kind: 'accept', at: accepted, by },
    ]
  }
  return [{ kind: 'receive', at: accepted, by, verdict: { kind: 'accept' }, scans }]
}

function asking({ components }: Intake, chance: Chance): Verdict {
  const { name } = chance.pick(components)
  return { kind: 'ask', items: [{ what: name, why: chance.pick(whyMissing) }], contact: 'Bộ phận Một cửa, 0900 000 100' }
}

const scansOf = (components: readonly FiledComponent[], chance: Chance): string[] =>
  components.filter((_, i) => chance.isLikely(i === 0 ? 0.8 : 0.45)).map((c) => c.name)

// ── how long everything took ──

function wayFor(stage: Stage, offer: Offer, fate: Carrying, isHardArea: boolean, chance: Chance): Way | null {
  const { plan } = offer
  const { now, time } = stage
  const limit = (isHardArea && plan.hardLimit) || plan.limit
  const spanOf = (leg: Leg) => usualSeconds(leg, isHardArea, chance)
  switch (fate.kind) {
    case 'at': {
      const legs = legsOf(plan, fate.waits)
      const at = legs[fate.leg]
      if (!at) return null
      const pace = chance.between(0.62, 0.95)
      const spans = legs.slice(0, fate.leg).map((leg) => spanOf(leg) * pace * chance.between(0.7, 1.1))
      const inLeg = at.kind === 'return' ? chance.between(0.1, 3) * workday : spanOf(at) * pace * chance.between(0.12, 0.8)
      const { legs: way, spans: all } = sometimesSentBack(legs, spans, fate.leg, chance)
      const accepted = time.before(now, sum(all) + Math.max(90, inLeg))
      return { legs: way, accepted, spans: all, running: all.length, returned: false }
    }
    case 'overdue': {
      const legs = legsOf(plan, new Set())
      const running = slowLeg(legs, offer, isHardArea)
      const planned = sum(legs.filter(counts).map(spanOf))
      const spans = legs.slice(0, running).map((leg) => spanOf(leg) * chance.between(0.85, 1.1))
      for (let elapsed = planned * chance.between(1.04, 1.3), tries = 0; tries < 20; tries++, elapsed *= 1.06) {
        const accepted = time.before(now, Math.max(elapsed, sum(spans) + hour))
        if (time.due(accepted, limit) < now) return { legs, accepted, spans, running, returned: false }
      }
      return null
    }
    case 'due': {
      const legs = legsOf(plan, new Set())
      const accepted = time.receivedFor(dueMomentOn(stage, fate.on, chance), limit)
      if (accepted === null || accepted >= now) return null
      const elapsed = time.between(accepted, now)
      const works = legs.flatMap((leg, i) => (leg.kind === 'work' && i >= legs.length / 2 ? [i] : []))
      const running = offer.slowUnitId === null ? chance.pick(works) : slowLeg(legs, offer, isHardArea)
      const before = legs.slice(0, running).map(spanOf)
      const share = Math.min(1, (elapsed * chance.between(0.7, 0.93)) / sum(before))
      return { legs, accepted, spans: before.map((s) => s * share), running, returned: false }
    }
    case 'ended':
      return endedWay(stage, offer, fate.class, isHardArea, chance)
  }
}

/** A moment of a day at which something may fall due, after now. */
function dueMomentOn({ now, time }: Stage, on: Day, chance: Chance): Moment {
  const opens = Math.max(time.calendar.opensAt(time.calendar.midnight(on)), now + 900) as Moment
  const closes = time.before((time.calendar.midnight(on) + 86_399) as Moment, 0)
  const minutes = Math.floor((time.between(opens, closes) / 60) * chance.between(0.1, 0.95))
  const due = time.after(opens, minutes * 60)
  return (due - (due % 60)) as Moment
}

function endedWay(stage: Stage, offer: Offer, wanted: EndClass, isHardArea: boolean, chance: Chance): Way | null {
  const { now, begins, time } = stage
  const { plan } = offer
  const limit = (isHardArea && plan.hardLimit) || plan.limit
  const notes = plan.steps.filter((s) => s.after !== null).map((s) => s.key)
  const waits = new Set(wanted === 'on-time' ? [] : notes.filter(() => chance.isLikely(0.3)))
  const legs = legsOf(plan, waits).filter((leg) => leg.kind !== 'return')
  const usual = legs.map((leg) => usualSeconds(leg, isHardArea, chance) * chance.between(0.75, 1.25))
  const planned = sum(legs.map((leg, i) => (counts(leg) ? (usual[i] ?? 0) : 0)))
  const rest = sum(usual) - planned
  // denser towards now: an office's lists are mostly about the last weeks
  const longestAgo = time.between(begins, now) - planned * 1.6 - rest - 2 * workday
  if (longestAgo < workday) return null
  // what ended late mostly did so in these weeks, so that this month's page has something to say
  const endedBy = time.before(now, 0.3 * workday + chance.next() ** (wanted === 'late' ? 3.5 : 1.7) * longestAgo)
  if (wanted === 'on-time') {
    const accepted = time.before(endedBy, planned + rest)
    const due = dueAt(time.calendar, accepted, limit, pausesIn(time, accepted, legs, usual))
    if (!due.ok || due.value.due > now) return null
    const opens = time.calendar.opensAt(time.calendar.midnight(dayInVietnam(due.value.due)))
    if (opens < accepted) return null
    const ended = time.after(opens, time.between(opens, due.value.due) * chance.between(0.1, 0.97))
    const spans = stretched(legs, usual, time.between(accepted, ended), null)
    return spans && classOf(stage, accepted, limit, legs, spans) === wanted
      ? { legs: [...legs, last(plan)], accepted, spans, running: null, returned: true }
      : null
  }
  const slow = wanted === 'late' ? slowLeg(legs, offer, isHardArea) : null
  for (let pace = wanted === 'late' ? chance.between(1.04, 1.45) : chance.between(0.42, 0.88), tries = 0; tries < 12; tries++) {
    const spans = stretched(legs, usual, planned * pace + rest, slow)
    if (!spans) return null
    const accepted = time.before(endedBy, sum(spans))
    if (classOf(stage, accepted, limit, legs, spans) === wanted) {
      const sent = wanted === 'early' ? sometimesSentBack(legs, spans, legs.length, chance) : { legs, spans }
      return {
        legs: [...sent.legs, last(plan)],
        accepted: time.before(endedBy, sum(sent.spans)),
        spans: sent.spans,
        running: null,
        returned: true,
      }
    }
    pace *= wanted === 'late' ? 1.08 : 0.88
  }
  return null
}

const last = (plan: Plan): Leg => ({ kind: 'return', steps: plan.steps.filter((s) => s.isReturn) })

function classOf({ time }: Stage, accepted: Moment, limit: Plan['limit'], legs: readonly Leg[], spans: readonly number[]): EndClass | null {
  const due = dueAt(time.calendar, accepted, limit, pausesIn(time, accepted, legs, spans))
  if (!due.ok) return null
  const ended = time.after(accepted, sum(spans))
  if (ended > due.value.due) return 'late'
  return dayInVietnam(ended) < dayInVietnam(due.value.due) ? 'early' : 'on-time'
}

function pausesIn(time: WorkTime, accepted: Moment, legs: readonly Leg[], spans: readonly number[]): Span[] {
  let gone = 0
  return legs.flatMap((leg, i) => {
    const from = time.after(accepted, gone)
    gone += spans[i] ?? 0
    return counts(leg) ? [] : [{ from, to: time.after(accepted, gone) }]
  })
}

/** What a leg usually takes, seconds: its planned time, or for what is not counted some days of the applicant's. */
function usualSeconds(leg: Leg, isHardArea: boolean, chance: Chance): number {
  if (counts(leg)) return Math.max(...leg.steps.map((s) => plannedSeconds(s, isHardArea)))
  return leg.steps.some((s) => s.role === 'counter-officer') ? chance.between(0.5, 3) * hour : chance.between(0.8, 4.5) * workday
}

/** Counted legs stretched so that all take `total`; a slow one takes what the others leave. Null when that cannot be. */
function stretched(legs: readonly Leg[], usual: readonly number[], total: number, slow: number | null): number[] | null {
  const fixed = sum(usual.filter((_, i) => !counts(legs[i] as Leg)))
  const counted = sum(usual) - fixed
  if (total - fixed < 60) return null
  if (slow === null) {
    const pace = (total - fixed) / counted
    return usual.map((s, i) => (counts(legs[i] as Leg) ? s * pace : s))
  }
  const others = sum(usual) - (usual[slow] ?? 0)
  return total - others < 60 ? null : usual.map((s, i) => (i === slow ? total - others : s))
}

/** The leg in which the slow unit has most to do; else the longest of all. */
function slowLeg(legs: readonly Leg[], { slowUnitId }: Offer, isHardArea: boolean): number {
  const weight = (leg: Leg) =>
    counts(leg)
      ? Math.max(...leg.steps.map((s) => (slowUnitId === null || s.unitId === slowUnitId ? plannedSeconds(s, isHardArea) : 0)))
      : -1
  return legs.reduce((best, leg, i) => (weight(leg) > weight(legs[best] as Leg) ? i : best), 0)
}

/** Now and then a head returns the draft: the specialist does it again, and the head looks a second time. */
function sometimesSentBack(legs: readonly Leg[], spans: number[], until: number, chance: Chance): { legs: Way['legs']; spans: number[] } {
  const alone = (leg: Leg | undefined, role: string) => leg?.kind === 'work' && leg.steps.length === 1 && leg.steps[0]?.role === role
  const i = legs.findIndex((leg, at) => at < until && alone(leg, 'unit-head') && alone(legs[at - 1], 'specialist'))
  const [draft, look] = [legs[i - 1], legs[i]]
  if (!draft || !look || !chance.isLikely(0.14)) return { legs, spans }
  const [drafted = 0, looked = 0] = [spans[i - 1], spans[i]]
  return {
    legs: [...legs.slice(0, i), { ...look, sendsBack: true }, draft, ...legs.slice(i)],
    spans: [...spans.slice(0, i - 1), drafted * 0.7, looked * 0.5, drafted * 0.3, looked * 0.5, ...spans.slice(i + 1)],
  }
}

// ── who does it ──

type Carried = { offer: Offer; intake: Intake; fate: Carrying; way: Way; receiver: number; due: Moment }

function carry(
  { now, time, cast, partners }: Stage,
  { offer, intake, fate, way, receiver, due }: Carried,
  chance: Chance,
): { acts: Act[]; running: Standing | null } {
  const acts: Act[] = []
  const sent = { legs: 0 }
  let standing: Standing | null = null
  // With a wait on its way the promise moves, and the days reckoned here would not be its own.
  const isLate = (fate.kind === 'overdue' || (fate.kind === 'ended' && fate.class === 'late')) && !way.legs.some((l) => l.kind === 'wait')
  /** Who gets a running step: whoever did one like it and still holds the post; null: whoever of the unit takes it. */
  const held = new Map<string, number | null>()
  const did = new Map<string, number>()
  const place = (s: PlannedStep) => `${s.unitId}/${s.role}`
  const hand = (steps: readonly PlannedStep[], chosen: number | null, at: Moment) => {
    for (const s of steps) {
      const before = did.get(place(s))
      const stillThere = before !== undefined && cast.holders(s.unitId, s.role, at).includes(before) ? before : null
      held.set(s.key, chosen ?? stillThere)
    }
  }

  /** Takes a step, changes hands on the way, and says who has it at the end; null: nobody took it. `from` and `to` bound the visit. */
  const work = (step: PlannedStep, from: Moment, to: Moment, isDone: boolean, isSentBack = false): number | null => {
    const along = (share: number) => time.after(from, time.between(from, to) * share)
    let holder = held.get(step.key) ?? null
    if (needsLeg(step)) {
      const at = along(chance.between(0.01, 0.06))
      const asked = legTo(partners, offer.process.steps.find(({ no }) => no === step.no)?.actor ?? '', at, chance)
      holder ??= cast.someone(step.unitId, step.role, at, chance)
      acts.push({ kind: 'send-leg', at, by: cast.present(holder, at), step: step.key, asked })
      sent.legs += 1
      if (!isDone) return holder
      const arrivedAt = along(chance.between(0.9, 0.97))
      const answer = { no: sent.legs, arrivedAt, ...answerOf(arrivedAt, chance) }
      acts.push({ kind: 'answer', at: along(0.98), by: cast.present(holder, to), asked: answer })
      return holder
    }
    const isLong = time.between(from, to) > 2 * hour
    if (holder === null && chance.isLikely(isDone ? 0.35 : 0.5) && isLong) {
      const at = along(chance.between(0.02, 0.3))
      holder = cast.someone(step.unitId, step.role, at, chance)
      acts.push({ kind: 'take', at, by: holder, step: step.key })
    }
    const others = cast.holders(step.unitId, step.role, from).filter((id) => id !== holder)
    if (holder !== null && step.role === 'specialist' && isLong && others.length > 0 && chance.isLikely(0.07)) {
      const at = along(chance.between(0.4, 0.7))
      const to = chance.pick(others)
      const [head] = cast.holders(step.unitId, 'unit-head', at)
      if (head !== undefined && chance.isLikely(0.5))
        acts.push({ kind: 'reassign', at, by: cast.present(head, at), step: step.key, to, reason: chance.pick(reasonsToReassign) })
      else acts.push({ kind: 'hand-over', at, by: holder, step: step.key, to, reason: chance.pick(reasonsToHandOver) })
      holder = to
    }
    if (holder === null && isDone) {
      holder = cast.someone(step.unitId, step.role, to, chance)
      if (isSentBack) acts.push({ kind: 'take', at: to, by: holder, step: step.key })
    }
    return holder
  }

  hand(way.legs[0]?.steps ?? [], receiver, way.accepted)
  let from = way.accepted
  let gone = 0
  const ends = way.legs.length - 2
  for (const [i, leg] of way.legs.entries()) {
    const isRunning = i === way.running
    if (leg.kind === 'return') {
      if (way.returned) acts.push(...returned(from))
      break
    }
    gone += way.spans[i] ?? 0
    const to = isRunning ? now : time.after(way.accepted, gone)
    const longest = Math.max(...leg.steps.map((s) => plannedSeconds(s, intake.isHardArea)))
    const visits = leg.steps.map((step) => {
      const share = longest > 0 ? plannedSeconds(step, intake.isHardArea) / longest : 1
      const isDone = isRunning ? share < 1 && fate.kind !== 'at' : true
      const until = share < 1 && isDone ? time.after(from, time.between(from, to) * share * chance.between(0.75, 0.98)) : to
      return { step, until, isDone }
    })
    visits.sort((a, b) => a.until - b.until || Number(b.isDone) - Number(a.isDone))
    for (const [place_, { step, until, isDone }] of visits.entries()) {
      const taken = work(step, from, until, isDone, leg.sendsBack)
      if (isLate && leg.steps.length === 1 && !step.isAway && !acts.some((act) => act.kind === 'draft-apology'))
        acts.push(...apology(fate.kind === 'overdue' ? 'overdue' : 'ended', { step, offer, cast, time, due, from, to: until, now, chance }))
      if (!isDone) {
        standing = { step, holder: taken, since: from }
        continue
      }
      const holder = taken ?? receiver
      const by = cast.present(holder, until)
      const next = place_ === visits.length - 1 && !isRunning ? way.legs[i + 1] : undefined
      if (leg.sendsBack) {
        acts.push({ kind: 'send-back', at: until, by, step: step.key, reason: chance.pick(reasonsToReturn) })
        hand(next?.steps ?? [], null, until)
        did.set(place(step), holder)
        continue
      }
      did.set(place(step), holder)
      const chosen = next ? choose(step, next, until) : null
      acts.push({
        ...{ kind: 'complete', at: until, by, step: step.key, opinion: opinionOn(step, chance), next: chosen },
        through: next?.kind === 'wait' ? (next.steps[0]?.key ?? null) : null,
        outcome: i === ends && next ? outcomeOn(until) : null,
      })
      if (next) hand(next.steps, chosen, until)
    }
    if (isRunning) break
    from = to
  }
  return { acts: inOrder(acts), running: standing }

  /** The head names the specialist; drafts for signature go to the leader in charge, mostly. */
  function choose(step: PlannedStep, { steps }: Leg, at: Moment): number | null {
    const [only, ...more] = steps
    if (!only || more.length > 0 || did.has(place(only))) return null
    if (step.role === 'unit-head' && only.role === 'specialist' && only.unitId === step.unitId) {
      const { busiest } = offer.demand
      const isPressing = fate.kind === 'overdue' || fate.kind === 'due' || (way.running !== null && way.legs[way.running]?.kind === 'wait')
      return busiest !== undefined && chance.isLikely(isPressing ? 0.8 : 0.4)
        ? cast.officer(busiest)
        : chance.pick(cast.holders(only.unitId, 'specialist', at))
    }
    if (only.role === 'leader' && chance.isLikely(0.75)) return cast.officer(offer.demand.signer)
    return null
  }

  function outcomeOn(at: Moment): Outcome {
    const isPositive = chance.isLikely(0.96)
    const { title, symbol } = offer.demand.result
    return { number: symbol, date: dayText(dayInVietnam(at)), title: isPositive ? title : declined, isPositive }
  }

  function returned(ended: Moment): Act[] {
    const at = time.after(ended, chance.between(0.2, 26) * hour)
    if (at > now) return []
    const by = cast.someone(offer.plan.steps.find((s) => s.isReturn)?.unitId ?? 0, 'counter-officer', at, chance)
    return [{ kind: 'return', at, by, channel: intake.channelOut, to: receiverOf(intake, chance) }]
  }
}

const receiverOf = ({ channelOut, applicant, agent }: Intake, chance: Chance): string => {
  if (channelOut === 3) return `BS${chance.digits(9)}VN`
  if (channelOut === 2) return applicant.email || 'Tài khoản trên Cổng dịch vụ công'
  return (agent?.applicant ?? applicant).name
}

/** By time, and where that is the same as they came. */
export const inOrder = (acts: readonly Act[]): Act[] =>
  acts
    .map((act, i) => ({ act, i }))
    .sort((a, b) => a.act.at - b.act.at || a.i - b.i)
    .map(({ act }) => act)

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Numbers of results run on through the story in the order in which they were signed, one book for each symbol. */
export function numbered(tales: readonly Tale[]): Tale[] {
  const books = new Map<string, number>()
  const numbers = new Map<Act, string>()
  const outcomeIn = (act: Act): Outcome | null => (act.kind === 'complete' || act.kind === 'decline' ? act.outcome : null)
  const signed = tales.flatMap(({ acts }) => acts.filter((a) => outcomeIn(a) !== null))
  for (const act of signed.sort((a, b) => a.at - b.at)) {
    const outcome = outcomeIn(act)
    if (!outcome) continue
    const number = (books.get(outcome.number) ?? 0) + 1
    books.set(outcome.number, number)
    numbers.set(act, `${String(number).padStart(2, '0')}/${outcome.number}`)
  }
  return tales.map((tale) => ({
    ...tale,
    acts: tale.acts.map((act) =>
      (act.kind === 'complete' || act.kind === 'decline') && act.outcome
        ? { ...act, outcome: { ...act.outcome, number: numbers.get(act) ?? act.outcome.number } }
        : act,
    ),
  }))
}
