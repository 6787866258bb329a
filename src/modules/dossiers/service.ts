import { createHash, randomUUID } from 'node:crypto'
import { assert } from '../../kernel/assert.ts'
import { searchWords } from '../../kernel/fold.ts'
import { type Day, dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { type Database, DatabaseAway, type Tx, violatedConstraint } from '../../platform/postgres/database.ts'
import type { Applicant } from '../applicants/model.ts'
import { idByIdentity, readApplicant, saveApplicant } from '../applicants/service.ts'
import type { Segment, WorkingCalendar } from '../clock/model.ts'
import { type Actor, identifierOn, type OrgSnapshot, openUnits } from '../org/model.ts'
import type { AskedAgain } from '../papers/model.ts'
import { type AcceptRefused, accept } from './accept/decide.ts'
import type { ApologyChannel } from './apology/apology.ts'
import { draftWanted } from './apology/forecast.ts'
import { apologyCandidates } from './apology/store.ts'
import { type DraftApologyRefused, draftApology, draftBySystem } from './apology-draft/decide.ts'
import { type SendApologyRefused, sendApology } from './apology-send/decide.ts'
import { type SignApologyRefused, signApology } from './apology-sign/decide.ts'
import { type AskRefused, askToComplete, type CompleteRefused, completePapers } from './ask-to-complete/decide.ts'
import { type BreakOffRefused, breakOff } from './break-off/decide.ts'
import { changeOf, type OpenRow } from './calendar-change/dry-run.ts'
import { openAfter } from './calendar-change/open-rows.adapter.ts'
import { type CompleteStepRefused, type Completion, completeStep } from './complete-step/decide.ts'
import { type DeclineRefused, decline } from './decline/decide.ts'
import { type Broken, type Dossier, type DossierEvent, evolve, type FiledComponent, type Filing, type Outcome } from './dossier.ts'
import type { DueRunRefusal, Portion } from './due-runs/run.ts'
import { type FileRefused, fileDossier } from './file-dossier/decide.ts'
import { formerVersions, withFormer } from './former-steps.ts'
import { type HandOverRefused, handOver, type PassOnRefused, passOn, type ReassignRefused, reassign } from './hand-over/decide.ts'
import { type HeldPapers, takenFromHeld } from './held-papers.adapter.ts'
import { dossiersBehind, fillPage, readLateness, readStepDurations, withoutLedgers } from './lateness/store.ts'
import type { Behind, Cut, Period } from './lateness/tally.ts'
import { type SendLegRefused, sendLeg } from './leg-send/decide.ts'
import { type WaiveLegRefused, waiveLeg } from './leg-waive/decide.ts'
import { type MigrateRefused, type MigrationOrder, migrate } from './migrate/decide.ts'
import type { Channel, DossierCode } from './model.ts'
import type { Tell } from './notify/service.ts'
import { type AskOpinionsRefused, askOpinions } from './opinions-ask/decide.ts'
import { type WaiveOpinionsRefused, waiveOpinions } from './opinions-waive/decide.ts'
import { partnersOf } from './partners/store.ts'
import {
  type GetPartRefused,
  type LinkPartRefused,
  linked,
  linkPart,
  mayGetPart,
  type UnlinkPartRefused,
  unlinkPart,
} from './parts/decide.ts'
import type { Proposal } from './pause/hold.ts'
import { rulesOf } from './pause/rules.ts'
import { sayingSteps } from './pause/step-dues.ts'
import { lapsedPauses } from './pause/store.ts'
import { type AnnulRefused, annulPause } from './pause-annul/decide.ts'
import { type ApprovePauseRefused, decidePause } from './pause-approve/decide.ts'
import { judgePage, markLong } from './pause-audit/store.ts'
import { type ProposePauseRefused, proposePause } from './pause-propose/decide.ts'
import { type RecordArrivalRefused, type ResumeRefused, recordArrival, resume } from './pause-resume/decide.ts'
import type { IsOf, Plan } from './plan.ts'
import { recompute } from './recompute.ts'
import { type AnswerRefused, answerReferral } from './referral-answer/decide.ts'
import { lapsed, referralsOf, type Stance } from './referrals/referral.ts'
import { lapsedOpinions } from './referrals/store.ts'
import { type RefuseRefused, refuse } from './refuse/decide.ts'
import { type ReturnRefused, returnResult } from './return-result/decide.ts'
import { packOf } from './rules/packs.ts'
import { type SendBackRefused, sendBack } from './send-back/decide.ts'
import {
  answeredAmong,
  answerTo,
  begin,
  besideNew,
  type CalendarInDoubt,
  type Decided,
  decideOn,
  heldSteps,
  type Kin,
  load,
  type NewAttachment,
  type NotWritten,
  nextCode,
  recordPaperAskedAtIntake,
  type Written,
} from './store.ts'
import { type TakeRefused, takeStep } from './take-step/decide.ts'

export { beginDueRun } from './due-runs/service.ts'
export { type Tell, tellApplicant } from './notify/service.ts'
export { planOf } from './plan-of.ts'

/** A procedure as a dossier needs it when filed: the version in force, its plan, its name. */
export type ProcedureInForce = { procedureId: number; version: number; name: string; plan: Plan }

/** What the commands stand on. Snapshots are cached where they are made; each is right as of the call. */
export type DossierDeps = {
  db: Database
  /** The office's clock: fixed in a demo, real elsewhere. */
  now(): Moment
  /** The real clock, for when an entry was written. */
  recordedNow(): Moment
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** The published version in force on a day, or null. */
  inForce(agencyId: number, procedureId: number, on: Day): Promise<ProcedureInForce | null>
  /** The plan of the version on which a dossier runs. */
  planOf(agencyId: number, procedureId: number, version: number): Promise<Plan>
  /** The calendar as it is on record now, not as it is remembered. */
  freshCalendarOf(agencyId: number): Promise<WorkingCalendar>
  /** Tells people of an act, in its transaction; absent: nobody is told (demo, tests). */
  tell?: Tell | undefined
  /** What the office holds of applicants already; absent: nothing is held, and everything may be asked for. */
  papers?: HeldPapers | undefined
  /** The document drafted for a dossier that has not gone out with two valid signatures, or null; absent: no documents are kept here. */
  waitingDocument?: ((agencyId: number, code: DossierCode) => Promise<number | null>) | undefined
}

/** Who acts: the officer with the posts held now, in an agency. */
export type By = Actor & { agencyId: number }

/** What the counter enters for a new dossier. */
export type Intake = {
  procedureId: number
  applicant: Applicant
  agent: { applicant: Applicant; paper: string } | null
  channelIn: Channel
  channelOut: Channel
  /** Empty: the procedure's name. */
  subject: string
  isHardArea: boolean
  components: readonly FiledComponent[]
}

/** What the counter decides about it: accept (01), refuse (03), ask to complete (02), or only take it in. */
export type Verdict =
  | { kind: 'accept' }
  | { kind: 'refuse'; reason: string; basis: string }
  | ({ kind: 'ask' } & AskedPapers)
  | { kind: 'file-only' }

export type ReceiveRefused = FileRefused | AcceptRefused | RefuseRefused | AskRefused | AskedAgain | { kind: 'no-identifier' }

const questionOf = (command: string, asked: unknown): string => JSON.stringify([command, asked])
/** The key under which a refused asking for paper is written down: the same form sent twice is one attempt. */
const paperKey = (refusedKey: string, question: string): string =>
  createHash('sha256').update(`paper-asked/${refusedKey}/${question}`).digest('hex')

/** An act with what the screen showed and the key of the act. */
type Act = { seen: number | null; key: string }

/** The commands on dossiers (hồ sơ). Each is one act: written whole or not at all, once however often it is sent. */
export function dossierService(deps: DossierDeps) {
  const { db, now, recordedNow, calendarOf, freshCalendarOf, orgOf, inForce, planOf } = deps

  /** Plans of published versions, which never change. A rule that runs inside a transaction finds its plan here, and never waits for it. */
  const plansAtHand = new Map<string, Plan>()
  const planKey = (agencyId: number, { procedureId, procedureVersion }: Filed) => `${agencyId}/${procedureId}/${procedureVersion}`
  const fetchPlan = async (agencyId: number, filed: Filed): Promise<void> => {
    const plan = await planOf(agencyId, filed.procedureId, filed.procedureVersion)
    if (plansAtHand.size >= plansAtHandMax) plansAtHand.clear()
    plansAtHand.set(planKey(agencyId, filed), plan)
  }
  /** The plan of a dossier with those that it ran on before, or what is not at hand of them. */
  const planAtHand = (agencyId: number, dossier: Dossier): { plan: Plan } | { missing: Filed[] } => {
    const { procedureId, procedureVersion } = dossier.filing
    const versions = [procedureVersion, ...formerVersions(dossier)].map((version) => ({ procedureId, procedureVersion: version }))
    const plans = versions.map((filed) => plansAtHand.get(planKey(agencyId, filed)))
    const [plan, ...former] = plans
    if (!plan || former.includes(undefined)) return { missing: versions.filter((_, i) => plans[i] === undefined) }
    return { plan: withFormer(plan, new Map(former.map((p, i) => [versions[i + 1]?.procedureVersion ?? 0, p as Plan]))) }
  }

  /** People are told with what the act was decided by; nothing is asked while its connection is held. */
  const telling =
    (agencyId: number, code: DossierCode, org: OrgSnapshot, calendar: WorkingCalendar): NonNullable<Decided['tell']> =>
    async (tx, dossier, events) =>
      (await deps.tell?.(tx, { agencyId, code, dossier, events, org, calendar, at: now() })) ?? null

  /**
   * Runs a rule on a dossier with the calendar, its plan and the people of the agency. What the rule needs and is not at hand is fetched
   * between two tries, never while a connection is held.
   */
  const act = async <E>(
    by: By,
    code: DossierCode,
    { seen, key }: Act,
    question: string,
    rule: (dossier: Dossier, facts: { at: Moment; plan: Plan; calendar: WorkingCalendar; isOf: IsOf } & Kin) => Result<Outcomes, E>,
    beside: DossierCode | null = null,
  ): Promise<Result<Written, E | NotWritten>> => {
    const [remembered, org] = await Promise.all([calendarOf(by.agencyId), orgOf(by.agencyId)])
    const [writer, stamp] = [
      { agencyId: by.agencyId, officerId: by.officerId },
      { seen, key, question },
    ]
    let calendar = remembered
    let isFresh = false
    for (let tries = 0; tries < 4; tries++) {
      const asked: { plans: readonly Filed[] } = { plans: [] }
      const facts = { calendar, isFresh, recordedAt: recordedNow(), beside }
      const answer = await decideOn<E | NotAtHand>(db, writer, code, stamp, facts, (dossier, _, kin) => {
        const found = planAtHand(by.agencyId, dossier)
        if ('missing' in found) {
          asked.plans = found.missing
          return err({ kind: 'not-at-hand' })
        }
        const { plan } = found
        const decided = rule(dossier, { at: now(), plan, calendar, isOf: isOfIn(org), ...kin })
        if (!decided.ok) return decided
        return ok(
          Array.isArray(decided.value)
            ? { events: decided.value, onBehalfOf: counterFor(by), plan, tell: telling(by.agencyId, code, org, calendar) }
            : { onBehalfOf: counterFor(by), plan, tell: telling(by.agencyId, code, org, calendar), ...decided.value },
        )
      })
      if (asked.plans.length > 0) for (const filed of asked.plans) await fetchPlan(by.agencyId, filed)
      else if (!answer.ok && isInDoubt(answer.error)) {
        calendar = await freshCalendarOf(by.agencyId)
        isFresh = true
      } else return answer as Result<Written, E | NotWritten>
    }
    throw new Error('broken invariant: a plan that was fetched is at hand')
  }

  /**
   * Writes down that paper was asked for in a wholly online dossier: the act itself was refused and left nothing (ghi lại lần yêu cầu bản giấy).
   * A key of its own, made of the refused act's, so that the same form sent twice is one attempt.
   */
  const recordPaperAsked = async (by: By, code: DossierCode, refusedKey: string, question: string, asked: AskedPaper): Promise<void> => {
    const key = paperKey(refusedKey, question)
    const { step, items, reason } = asked
    await act<never>(by, code, { seen: null, key }, questionOf('paper-asked', [code, step, items, reason]), (_, { at }) =>
      ok([{ type: 'paper-asked', at, officerId: by.officerId, step, items, reason }]),
    )
  }

  /**
   * Computes a portion of the open dossiers anew, by code (tính lại hạn). Those that nothing moves are told by the rule alone, without a
   * transaction; each that moves has its own. One that cannot be done is named, and the others are done.
   * @param run the run it belongs to: asked again for the same portion it writes nothing twice and counts the same. Null: of no run
   */
  const recomputePortion = async (
    by: { agencyId: number; officerId: number | null },
    after: string,
    run: number | null,
  ): Promise<Portion> => {
    const { agencyId } = by
    const [calendar, rows] = await Promise.all([freshCalendarOf(agencyId), openAfter(db, agencyId, after, portionRows)])
    const keyOf = (code: string) => (run === null ? randomUUID() : `due-run/${run}/${code}`)
    const refused: { code: string; refusal: DueRunRefusal }[] = []
    const moving: OpenRow[] = []
    const still: string[] = []
    for (const row of rows) {
      try {
        if (!plansAtHand.has(planKey(agencyId, row))) await fetchPlan(agencyId, row)
        const plan = plansAtHand.get(planKey(agencyId, row))
        assert(plan, 'a plan that was fetched is at hand')
        if (changeOf(row, { plan, after: calendar, at: now() })) moving.push(row)
        else still.push(row.code)
      } catch (error) {
        if (error instanceof DatabaseAway) throw error
        refused.push({ code: row.code, refusal: { kind: 'fault' } })
      }
    }
    const one = async (row: OpenRow): Promise<boolean> => {
      const plan = plansAtHand.get(planKey(agencyId, row))
      assert(plan, 'the plans of a portion were fetched')
      const stamp = { seen: null, key: keyOf(row.code), question: questionOf('recompute', row.code) }
      const facts = { calendar, isFresh: true, recordedAt: recordedNow() }
      try {
        for (let tries = 1; ; tries++) {
          const answer = await decideOn<{ kind: 'unmoved' }>(db, by, row.code as DossierCode, stamp, facts, (dossier, was) => {
            const change = recompute(dossier, was, { plan, calendar, at: now() })
            return change ? ok({ events: [change], onBehalfOf: null }) : err({ kind: 'unmoved' })
          })
          if (answer.ok) return true
          // Somebody acted at the very moment: their act has said what moved, or this one says it now.
          if (answer.error.kind === 'changed-meanwhile' && tries < triesMax) continue
          if (answer.error.kind === 'unmoved') return false
          assert(answer.error.kind !== 'calendar-in-doubt', 'a fresh calendar is not in doubt')
          refused.push({ code: row.code, refusal: answer.error })
          return false
        }
      } catch (error) {
        if (error instanceof DatabaseAway) throw error
        refused.push({ code: row.code, refusal: { kind: 'fault' } })
        return false
      }
    }
    let moved = run === null ? 0 : (await answeredAmong(db, agencyId, still.map(keyOf))).size
    for (let i = 0; i < moving.length; i += recomputedAtOnce)
      moved += (await Promise.all(moving.slice(i, i + recomputedAtOnce).map(one))).filter(Boolean).length
    return { last: rows.at(-1)?.code ?? null, seen: rows.length, moved, refused }
  }

  /** Whether these papers may be asked for: what the office holds of the applicant may not. */
  const mayAsk = async (
    agencyId: number,
    applicantId: number | null,
    items: readonly { what: string }[],
  ): Promise<Result<null, AskedAgain>> =>
    deps.papers && applicantId !== null && items.length > 0
      ? deps.papers.mayAsk(
          agencyId,
          applicantId,
          items.map(({ what }) => what),
          dayInVietnam(now()),
        )
      : ok(null)
  const mayAskIn = async (agencyId: number, code: DossierCode, items: readonly { what: string }[]): Promise<Result<null, AskedAgain>> => {
    if (!deps.papers || items.length === 0) return ok(null)
    const filing = await db.inAgency(agencyId, (tx) => filingOf(tx, agencyId, code))
    return mayAsk(agencyId, filing?.applicantId ?? null, items)
  }
  /** Notes which held papers serve a dossier that was written. Behind its transaction: the same form sent again notes what was missed. */
  const noteHeld = async <E>(by: By, written: Result<Written, E>, components: readonly FiledComponent[]): Promise<Result<Written, E>> => {
    const names = takenFromHeld(components)
    if (!written.ok || !deps.papers || names.length === 0) return written
    const { code } = written.value
    const filing = await db.inAgency(by.agencyId, (tx) => filingOf(tx, by.agencyId, code))
    if (filing)
      await deps.papers.useIn(
        { agencyId: by.agencyId, officerId: by.officerId, onBehalfOf: counterFor(by) },
        code,
        filing.applicantId,
        names,
      )
    return written
  }

  const partnersAt = (agencyId: number) => db.inAgency(agencyId, (tx) => partnersOf(tx, agencyId))

  return {
    /**
     * Receives at the counter (tiếp nhận): files the papers and, by the officer's verdict, accepts, refuses or asks for more, as one act.
     * Answers with the code of the dossier.
     */
    async receive(
      by: By,
      intake: Intake,
      verdict: Verdict,
      { key, attachments = [] }: { key: string; attachments?: readonly NewAttachment[] },
    ): Promise<Result<Written, ReceiveRefused | NotWritten>> {
      const question = questionOf('receive', [intake, verdict])
      const at = now()
      const day = dayInVietnam(at)
      const [calendar, org, procedure] = await Promise.all([
        calendarOf(by.agencyId),
        orgOf(by.agencyId),
        inForce(by.agencyId, intake.procedureId, day),
      ])
      if (!procedure) return (await answerTo(db, by.agencyId, key, question)) ?? err({ kind: 'no-published-process' })
      const identifier = identifierOn(org, day)
      if (!identifier) return err({ kind: 'no-identifier' })
      const filing = (applicantId: number, agentId: number | null) => ({
        procedureId: procedure.procedureId,
        procedureVersion: procedure.version,
        applicantId,
        agent: agentId === null || intake.agent === null ? null : { applicantId: agentId, paper: intake.agent.paper },
        channelIn: intake.channelIn,
        channelOut: intake.channelOut,
        subject: intake.subject || procedure.name,
        isHardArea: intake.isHardArea,
        components: intake.components,
      })
      /** The rule alone, before a number is spent on it. The applicant's id is not known yet, and no rule asks for it. */
      const decide = (applicantId: number, agentId: number | null): Result<DossierEvent[], ReceiveRefused> => {
        const filed = fileDossier(at, filing(applicantId, agentId), true)
        if (!filed.ok) return filed
        const dossier = filed.value.reduce<Dossier | null>(evolve, null)
        if (!dossier) return filed
        const more = judge(dossier, verdict, { at, by, plan: procedure.plan, calendar })
        return more.ok ? ok([...filed.value, ...more.value]) : more
      }
      if (verdict.kind === 'ask' && deps.papers) {
        const { kind, identityNumber } = intake.applicant
        const known = identityNumber && (await db.inAgency(by.agencyId, (tx) => idByIdentity(tx, by.agencyId, kind, identityNumber)))
        const allowed = await mayAsk(by.agencyId, known || null, verdict.items)
        if (!allowed.ok) return (await answerTo(db, by.agencyId, key, question)) ?? allowed
      }
      const tried = decide(0, null)
      if (!tried.ok) {
        const first = await answerTo(db, by.agencyId, key, question)
        if (!first && tried.error.kind === 'papers-of-an-online-dossier' && verdict.kind === 'ask')
          await recordPaperAskedAtIntake(db, by, {
            ...{ key: paperKey(key, question), question, recordedAt: recordedNow() },
            event: { type: 'paper-asked', at, officerId: by.officerId, step: '', items: verdict.items, reason: procedure.name },
          })
        return first ?? tried
      }
      for (;;) {
        const next = await nextCode(db, by.agencyId, identifier, day, { key, question })
        if (!next.ok) return next
        if ('done' in next.value) return noteHeld(by, ok(next.value.done), intake.components)
        const { code } = next.value
        const words = searchWords(code, intake.applicant.name, intake.subject || procedure.name)
        const begun = await begin(
          db,
          { agencyId: by.agencyId, officerId: by.officerId },
          code,
          { key, question },
          { calendar, recordedAt: recordedNow(), heading: { applicantName: intake.applicant.name, words } },
          async (tx) => {
            const applicantId = await saveApplicant(tx, by.agencyId, intake.applicant, at)
            const agentId = intake.agent && (await saveApplicant(tx, by.agencyId, intake.agent.applicant, at))
            const decided = decide(applicantId, agentId)
            if (!decided.ok) throw new Error(`the same rule answered otherwise: ${decided.error.kind}`)
            const dossier = decided.value.reduce<Dossier | null>(evolve, null)
            const people = { applicant: intake.applicant, agent: intake.agent?.applicant ?? null }
            if (dossier) await deps.tell?.(tx, { agencyId: by.agencyId, code, dossier, events: decided.value, org, calendar, at, people })
            return { events: decided.value, onBehalfOf: counterFor(by), attachments }
          },
        )
        if (begun) return noteHeld(by, begun, intake.components)
      }
    },

    /** Accepts what was filed before (tiếp nhận sau khi đủ giấy tờ). */
    accept: (by: By, code: DossierCode, stamp: Act) =>
      act<AcceptRefused>(by, code, stamp, questionOf('accept', code), (dossier, facts) => {
        const answer = accept(dossier, { ...facts, receiver: by.officerId })
        return answer.ok ? ok(answer.value.events) : answer
      }),

    /** Refuses what was filed before (phiếu 03). */
    refuse: (by: By, code: DossierCode, stamp: Act, asked: { reason: string; basis: string }) =>
      act<RefuseRefused>(by, code, stamp, questionOf('refuse', [code, asked]), (dossier, { at }) => refuse(dossier, { at, ...asked })),

    /** Asks the applicant to complete the papers (phiếu 02). */
    async askToComplete(by: By, code: DossierCode, stamp: Act, asked: AskedPapers) {
      const question = questionOf('ask', [code, asked])
      const allowed = await mayAskIn(by.agencyId, code, asked.items)
      if (!allowed.ok) return (await answerTo(db, by.agencyId, stamp.key, question)) ?? allowed
      const answer = await act<AskRefused>(by, code, stamp, question, (dossier, { at, plan }) =>
        askToComplete(dossier, { at, plan, ...asked }),
      )
      if (!answer.ok && answer.error.kind === 'papers-of-an-online-dossier')
        await recordPaperAsked(by, code, stamp.key, question, { step: '', items: asked.items, reason: '' })
      return answer
    },

    /** Takes in what the applicant brings (nộp bổ sung). */
    completePapers: async (
      by: By,
      code: DossierCode,
      stamp: Act,
      asked: { components: readonly FiledComponent[]; attachments?: readonly NewAttachment[] },
    ) => {
      const written = await act<CompleteRefused>(by, code, stamp, questionOf('complete-papers', [code, asked]), (dossier, { at }) => {
        const answer = completePapers(dossier, { at, components: asked.components })
        return answer.ok ? ok({ events: answer.value, attachments: asked.attachments ?? [] }) : answer
      })
      return noteHeld(by, written, asked.components)
    },

    /** Takes a waiting step (nhận việc). */
    take: (by: By, code: DossierCode, stamp: Act, step: string) =>
      act<TakeRefused>(by, code, stamp, questionOf('take', [code, step]), (dossier, { at }) => takeStep(dossier, { at, step, actor: by })),

    /** Asks for a pause on a step that the officer holds (đề nghị tạm dừng). */
    async proposePause(by: By, code: DossierCode, stamp: Act, asked: AskedPause, attachments: readonly NewAttachment[] = []) {
      const question = questionOf('propose-pause', [code, asked])
      const allowed = await mayAskIn(by.agencyId, code, asked.items)
      if (!allowed.ok) return (await answerTo(db, by.agencyId, stamp.key, question)) ?? allowed
      const answer = await act<ProposePauseRefused>(by, code, stamp, question, (dossier, facts) => {
        const decided = proposePause(dossier, {
          ...facts,
          ...asked,
          actor: by,
          ...rulesOf(dossier, facts.plan, facts.at),
        })
        return decided.ok ? ok({ ...decided.value, attachments }) : decided
      })
      if (!answer.ok && answer.error.kind === 'papers-of-an-online-dossier') await recordPaperAsked(by, code, stamp.key, question, asked)
      return answer
    },

    /** The head approves or declines a proposed pause (duyệt tạm dừng). */
    decidePause: (by: By, code: DossierCode, stamp: Act, decision: PauseDecision) =>
      act<ApprovePauseRefused>(by, code, stamp, questionOf('decide-pause', [code, decision]), (dossier, facts) =>
        decidePause(dossier, { ...facts, decision, actor: by, ...rulesOf(dossier, facts.plan, facts.at) }),
      ),

    /** Ends a pause from when what was waited for arrived (tiếp tục giải quyết). */
    resume: (by: By, code: DossierCode, stamp: Act, arrivedAt: Moment | 'now', attachments: readonly NewAttachment[] = []) =>
      act<RecordArrivalRefused>(
        by,
        code,
        stamp,
        questionOf('resume', [code, arrivedAt, attachments.map((a) => a.sha256)]),
        (dossier, facts) => {
          const decided = recordArrival(dossier, { at: facts.at, arrivedAt: arrivedAt === 'now' ? facts.at : arrivedAt, actor: by })
          return decided.ok ? ok({ ...decided.value, events: sayingSteps(dossier, decided.value.events, facts), attachments }) : decided
        },
      ),

    /** Goes over to another version of the process (chuyển quy trình); what is asked is the same for every dossier of the move. */
    async migrate(by: By, code: DossierCode, stamp: Act, order: MigrationOrder) {
      const target = await planOf(by.agencyId, order.procedureId, order.to)
      return act<MigrateRefused>(by, code, stamp, questionOf('migrate', [code, order]), (dossier, facts) => {
        const decided = migrate(dossier, { ...facts, order, target })
        return decided.ok ? ok([decided.value]) : decided
      })
    },

    /** Links an existing dossier of the same applicant as a part (gắn hồ sơ thành phần); both journals say so. */
    linkPart: (by: By, code: DossierCode, stamp: Act, asked: { part: DossierCode; reason: string }) =>
      act<LinkPartRefused>(
        by,
        code,
        stamp,
        questionOf('link-part', [code, asked]),
        (dossier, { at, beside }) => {
          const answer = linkPart(dossier, beside, { at, codes: { whole: code, part: asked.part }, actor: by, reason: asked.reason })
          return answer.ok ? ok({ events: answer.value.whole, besideEvents: answer.value.part }) : answer
        },
        asked.part,
      ),

    /** Separates a part from its whole (tách hồ sơ thành phần). */
    unlinkPart: (by: By, code: DossierCode, stamp: Act, asked: { part: DossierCode; reason: string }) =>
      act<UnlinkPartRefused>(
        by,
        code,
        stamp,
        questionOf('unlink-part', [code, asked]),
        (dossier, { at }) => {
          const answer = unlinkPart(dossier, { at, codes: { whole: code, part: asked.part }, actor: by, reason: asked.reason })
          return answer.ok ? ok({ events: answer.value.whole, besideEvents: answer.value.part }) : answer
        },
        asked.part,
      ),

    /**
     * Opens a part for another procedure (mở hồ sơ thành phần): with a code, a process and a clock of its own, filed by the applicant of the
     * whole. The counter accepts it at once when its papers are there; opened by somebody else it waits at the counter.
     */
    async openPart(
      by: By,
      code: DossierCode,
      { seen, key }: Act,
      asked: PartIntake,
    ): Promise<Result<Written, OpenPartRefused | NotWritten>> {
      const question = questionOf('open-part', [code, asked])
      const at = now()
      const day = dayInVietnam(at)
      const [calendar, org, procedure, found] = await Promise.all([
        freshCalendarOf(by.agencyId),
        orgOf(by.agencyId),
        inForce(by.agencyId, asked.procedureId, day),
        db.inAgency(by.agencyId, async (tx) => {
          const whole = await load(tx, by.agencyId, code)
          return whole && { ...whole, applicant: await readApplicant(tx, by.agencyId, whole.dossier.filing.applicantId) }
        }),
      ])
      if (!found?.applicant) return err({ kind: 'not-found' })
      const earlier = await answerTo(db, by.agencyId, key, question)
      if (earlier) return earlier
      if (seen !== null && found.version !== seen) return err({ kind: 'changed-meanwhile' })
      const may = mayGetPart(found.dossier, { actor: by, reason: asked.reason })
      if (!may.ok) return may
      if (!procedure) return err({ kind: 'no-published-process' })
      const identifier = identifierOn(org, day)
      if (!identifier) return err({ kind: 'no-identifier' })
      const { applicant, dossier: whole } = found
      const filing: Filing = {
        ...whole.filing,
        procedureId: procedure.procedureId,
        procedureVersion: procedure.version,
        subject: asked.subject || procedure.name,
        components: asked.components,
      }
      const isCounter = by.posts.some(({ role }) => role === 'counter-officer')
      const next = await nextCode(db, by.agencyId, identifier, day, { key, question })
      if (!next.ok) return next
      if ('done' in next.value) return ok(next.value.done)
      const { code: part } = next.value
      const link = linked({ whole: code, part }, procedure.procedureId, at, asked.reason.trim())
      const filed = fileDossier(at, filing, true)
      if (!filed.ok) return filed
      const events = [...filed.value, ...link.part]
      const opened = events.reduce<Dossier | null>(evolve, null)
      const accepted = isCounter && opened ? accept(opened, { at, receiver: by.officerId, plan: procedure.plan, calendar }) : null
      if (accepted?.ok) events.push(...accepted.value.events)
      const heading = {
        applicantName: applicant.name,
        words: searchWords(part, applicant.name, filing.subject),
      }
      const writer = { agencyId: by.agencyId, officerId: by.officerId }
      const recordedAt = recordedNow()
      try {
        const begun = await begin(db, writer, part, { key, question }, { calendar, recordedAt, heading }, async (tx) => {
          const there = await besideNew(tx, writer, code)
          if (!there || there.version !== found.version) throw new MovedMeanwhile()
          there.write(link.whole, { onBehalfOf: counterFor(by), calendar, recordedAt })
          const dossier = events.reduce<Dossier | null>(evolve, null)
          if (dossier) await deps.tell?.(tx, { agencyId: by.agencyId, code: part, dossier, events, org, calendar, at })
          return { events, onBehalfOf: counterFor(by) }
        })
        return begun ?? err({ kind: 'changed-meanwhile' })
      } catch (error) {
        // Somebody acted on the whole meanwhile: nothing was written.
        if (error instanceof MovedMeanwhile || violatedConstraint(error) === 'entry_pkey') return err({ kind: 'changed-meanwhile' })
        throw error
      }
    },

    /** Annuls a wrong pause; the due time comes forward, the dossier may turn late (hủy tạm dừng). */
    annulPause: (by: By, code: DossierCode, stamp: Act, asked: { no: number; reason: string }) =>
      act<AnnulRefused>(by, code, stamp, questionOf('annul-pause', [code, asked]), (dossier, facts) => {
        const decided = annulPause(dossier, { ...facts, ...asked, actor: by })
        return decided.ok ? ok({ ...decided.value, events: sayingSteps(dossier, decided.value.events, facts) }) : decided
      }),

    /** Writes the apology, or other words for its draft (lập, sửa thư xin lỗi). */
    draftApology: (by: By, code: DossierCode, stamp: Act, asked: { reason: string; newDueAt: Moment }) =>
      act<DraftApologyRefused>(by, code, stamp, questionOf('draft-apology', [code, asked]), (dossier, facts) =>
        draftApology(dossier, { ...facts, ...asked, actor: by, pack: packOf(dossier, now()) }),
      ),

    /** The head signs the apology (ký thư xin lỗi). */
    signApology: (by: By, code: DossierCode, stamp: Act) =>
      act<SignApologyRefused>(by, code, stamp, questionOf('sign-apology', code), (dossier, facts) =>
        signApology(dossier, { ...facts, actor: by }),
      ),

    /** Records that the apology went to the applicant (gửi thư xin lỗi). */
    sendApology: (by: By, code: DossierCode, stamp: Act, asked: { channel: ApologyChannel }) =>
      act<SendApologyRefused>(by, code, stamp, questionOf('send-apology', [code, asked]), (dossier, facts) =>
        sendApology(dossier, { ...facts, ...asked, pack: packOf(dossier, now()) }),
      ),

    /** Ends a dossier without a result: withdrawn, stopped, or never completed (rút, dừng, đóng hồ sơ). */
    breakOff: (by: By, code: DossierCode, stamp: Act, asked: { kind: Broken['kind']; reason: string }) =>
      act<BreakOffRefused>(by, code, stamp, questionOf('break-off', [code, asked]), (dossier, { at }) =>
        breakOff(dossier, { at, ...asked, actor: by }),
      ),

    /** Refuses after acceptance with a written answer (văn bản từ chối giải quyết). */
    decline: (
      by: By,
      code: DossierCode,
      stamp: Act,
      asked: { step: string; opinion: string; outcome: Outcome },
      attachments: readonly NewAttachment[] = [],
    ) =>
      act<DeclineRefused>(by, code, stamp, questionOf('decline', [code, asked]), (dossier, facts) => {
        const decided = decline(dossier, { ...facts, ...asked, actor: by })
        return decided.ok ? ok({ ...decided.value, attachments }) : decided
      }),

    /** Completes a step and passes the dossier on (hoàn thành bước). */
    completeStep: (by: By, code: DossierCode, stamp: Act, completion: Completion, attachments: readonly NewAttachment[] = []) =>
      act<CompleteStepRefused>(
        by,
        code,
        stamp,
        questionOf('complete-step', [code, completion, attachments.map((a) => a.sha256)]),
        (dossier, facts) => {
          const answer = completeStep(dossier, completion, { ...facts, actor: by })
          return answer.ok ? ok({ ...answer.value, attachments }) : answer
        },
      ),

    /** Sends a step to the agency that does it (chuyển liên thông). */
    async sendLeg(by: By, code: DossierCode, stamp: Act, asked: AskedLeg, attachments: readonly NewAttachment[] = []) {
      const partners = await partnersAt(by.agencyId)
      const question = questionOf('send-leg', [code, asked, attachments.map((a) => a.sha256)])
      return act<SendLegRefused>(by, code, stamp, question, (dossier, facts) => {
        const decided = sendLeg(dossier, { ...facts, ...asked, partners, actor: by, pack: packOf(dossier, facts.at) })
        return decided.ok ? ok({ ...decided.value, attachments }) : decided
      })
    },

    /** Records that no answer of another agency is needed (không cần liên thông). */
    waiveLeg: (by: By, code: DossierCode, stamp: Act, asked: { step: string; reason: string }) =>
      act<WaiveLegRefused>(by, code, stamp, questionOf('waive-leg', [code, asked]), (dossier, { at }) =>
        waiveLeg(dossier, { at, ...asked, actor: by }),
      ),

    /** Asks partner agencies and units of ours for their opinion, all in one act (lấy ý kiến). */
    async askOpinions(by: By, code: DossierCode, stamp: Act, asked: AskedOpinions, attachments: readonly NewAttachment[] = []) {
      const [partners, org] = await Promise.all([partnersAt(by.agencyId), orgOf(by.agencyId)])
      const units = openUnits(org).map(({ id }) => id)
      const question = questionOf('ask-opinions', [code, asked, attachments.map((a) => a.sha256)])
      return act<AskOpinionsRefused>(by, code, stamp, question, (dossier, facts) => {
        const decided = askOpinions(dossier, { ...facts, ...asked, partners, units, actor: by, pack: packOf(dossier, facts.at) })
        return decided.ok ? ok({ ...decided.value, attachments }) : decided
      })
    },

    /** Records an answer from when it arrived (ghi nhận trả lời). */
    answerReferral: (by: By, code: DossierCode, stamp: Act, asked: AskedAnswer, attachments: readonly NewAttachment[] = []) =>
      act<AnswerRefused>(
        by,
        code,
        stamp,
        questionOf('answer-referral', [code, asked, attachments.map((a) => a.sha256)]),
        (dossier, facts) => {
          const arrivedAt = asked.arrivedAt === 'now' ? facts.at : asked.arrivedAt
          const decided = answerReferral(dossier, { ...facts, ...asked, arrivedAt, actor: by })
          // Its files lie with the step that sent it out.
          const place = referralsOf(dossier).find(({ no }) => no === asked.no)?.step ?? ''
          return decided.ok ? ok({ events: decided.value.events, attachments: attachments.map((f) => ({ ...f, place })) }) : decided
        },
      ),

    /** The head decides not to wait for opinions that are still out (không chờ ý kiến). */
    waiveOpinions: (by: By, code: DossierCode, stamp: Act, asked: { step: string; reason: string }) =>
      act<WaiveOpinionsRefused>(by, code, stamp, questionOf('waive-opinions', [code, asked]), (dossier, { at }) =>
        waiveOpinions(dossier, { at, ...asked, actor: by }),
      ),

    /** Records "no answer" for opinions whose term is over with none (ghi không trả lời), one entry for each dossier. */
    async recordUnanswered(by: { agencyId: number; officerId: number | null }): Promise<{ seen: number; recorded: number }> {
      const facts = { calendar: await freshCalendarOf(by.agencyId), isFresh: true, recordedAt: recordedNow() }
      let [seen, recorded, after] = [0, 0, '']
      for (;;) {
        const page = await lapsedOpinions(db, by.agencyId, now(), after)
        for (const one of page) {
          const stamp = { seen: null, key: randomUUID(), question: questionOf('record-unanswered', one.code) }
          const answer = await decideOn<{ kind: 'nothing-awaited' }>(db, by, one.code, stamp, facts, (dossier) => {
            const at = now()
            const nos = lapsed(dossier, at).map((r) => r.no)
            if (nos.length === 0) return err({ kind: 'nothing-awaited' })
            return ok({ events: [{ type: 'opinions-unanswered', at, nos }], onBehalfOf: null })
          })
          if (answer.ok) recorded += 1
        }
        seen += page.length
        const last = page.at(-1)
        if (!last) return { seen, recorded }
        after = last.code
      }
    },

    /** Hands one's step to a colleague (chuyển người xử lý). */
    handOver: (by: By, code: DossierCode, stamp: Act, asked: { step: string; to: number; reason: string }) =>
      act<HandOverRefused>(by, code, stamp, questionOf('hand-over', [code, asked]), (dossier, facts) =>
        handOver(dossier, { ...facts, ...asked, actor: by }),
      ),

    /** The head gives a step to somebody else (phân công lại). */
    reassign: (by: By, code: DossierCode, stamp: Act, asked: { step: string; to: number; reason: string }) =>
      act<ReassignRefused>(by, code, stamp, questionOf('reassign', [code, asked]), (dossier, facts) =>
        reassign(dossier, { ...facts, ...asked, actor: by }),
      ),

    /** Returns the dossier to the step before (trả lại bước trước). */
    sendBack: (by: By, code: DossierCode, stamp: Act, asked: { step: string; reason: string }) =>
      act<SendBackRefused>(by, code, stamp, questionOf('send-back', [code, asked]), (dossier, facts) =>
        sendBack(dossier, { ...facts, ...asked, actor: by }),
      ),

    /** Gives the result to the applicant (trả kết quả). */
    async returnResult(by: By, code: DossierCode, stamp: Act, asked: { channel: Channel; to: string }) {
      const waiting = (await deps.waitingDocument?.(by.agencyId, code)) ?? null
      return act<ReturnRefused>(by, code, stamp, questionOf('return-result', [code, asked]), (dossier, { at }) =>
        returnResult(dossier, { at, ...asked, waiting }),
      )
    },

    /**
     * Hands over all that a leaver holds (bàn giao việc), one journal entry each. What cannot go to the successor stays, and is named.
     * Asked again after a break it goes on with what is left.
     */
    async handOverWork(
      by: By,
      from: number,
      to: number,
      reason: string,
    ): Promise<{ moved: number; refused: { code: string; reason: PassOnRefused | NotWritten }[] }> {
      let moved = 0
      const refused: { code: string; reason: PassOnRefused | NotWritten }[] = []
      let after = { code: '', step: '' }
      for (;;) {
        const page = await heldSteps(db, by.agencyId, from, after)
        const last = page.at(-1)
        if (!last) return { moved, refused }
        for (const { code, step } of page) {
          const stamp = { seen: null, key: randomUUID() }
          const done = await act<PassOnRefused>(by, code, stamp, questionOf('pass-on', [code, step, from, to]), (dossier, facts) =>
            passOn(dossier, { ...facts, step, from, to, reason }),
          )
          if (done.ok) moved += 1
          else refused.push({ code, reason: done.error })
        }
        after = last
      }
    },

    /**
     * Brings back dossiers whose longest pause is over (hết thời hạn tạm dừng), from the moment at which it was. One that somebody else acts
     * on meanwhile is left to that act, or to the next time.
     */
    async endLapsedPauses(by: { agencyId: number; officerId: number | null }): Promise<{ seen: number; ended: number }> {
      const calendar = await freshCalendarOf(by.agencyId)
      let seen = 0
      let ended = 0
      for (;;) {
        const page = await lapsedPauses(db, by.agencyId, now())
        let endedHere = 0
        for (const { code, no, procedure_id: procedureId, procedure_version: procedureVersion } of page) {
          const filed = { procedureId, procedureVersion }
          if (!plansAtHand.has(planKey(by.agencyId, filed))) await fetchPlan(by.agencyId, filed)
          const plan = plansAtHand.get(planKey(by.agencyId, filed))
          assert(plan, 'a plan that was fetched is at hand')
          const stamp = { seen: null, key: randomUUID(), question: questionOf('end-lapsed-pause', [code, no]) }
          const facts = { calendar, isFresh: true, recordedAt: recordedNow() }
          const answer = await decideOn<ResumeRefused>(db, by, code, stamp, facts, (dossier) => {
            const decided = resume(dossier, { at: now(), arrivedAt: null })
            return decided.ok ? ok({ events: sayingSteps(dossier, decided.value, { plan, calendar }), onBehalfOf: null }) : decided
          })
          if (answer.ok) endedHere += 1
        }
        seen += page.length
        ended += endedHere
        // A page on which nothing could be ended would be met again at once.
        if (page.length === 0 || endedHere === 0) return { seen, ended }
      }
    },

    /**
     * Drafts the apologies that are wanted now (lập dự thảo thư xin lỗi): for what is late, and for what cannot end in time. Only those that need
     * one are written; asked again, nothing is drafted twice.
     */
    async draftApologies(by: { agencyId: number; officerId: number | null }): Promise<{ seen: number; drafted: number }> {
      const calendar = await freshCalendarOf(by.agencyId)
      let seen = 0
      let drafted = 0
      let after = { dueAt: null as Moment | null, code: '' }
      for (;;) {
        const page = await apologyCandidates(db, by.agencyId, { now: now(), calendar, after })
        for (const { code, dossier } of page) {
          const { procedureId, procedureVersion } = dossier.filing
          const key = planKey(by.agencyId, dossier.filing)
          if (!plansAtHand.has(key)) await fetchPlan(by.agencyId, { procedureId, procedureVersion })
          const plan = plansAtHand.get(key)
          assert(plan, 'a plan that was fetched is at hand')
          const facts = { at: now(), plan, calendar }
          if (!draftWanted(dossier, { ...facts, pack: packOf(dossier, now()) })) continue
          const stamp = { seen: null, key: randomUUID(), question: questionOf('draft-apology-by-system', code) }
          const answer = await decideOn(db, by, code, stamp, { calendar, isFresh: true, recordedAt: recordedNow() }, (found) =>
            draftBySystem(found, { ...facts, pack: packOf(found, now()) }),
          )
          if (answer.ok) drafted += 1
        }
        seen += page.length
        const last = page.at(-1)
        if (!last) return { seen, drafted }
        after = { dueAt: last.dueAt, code: last.code }
      }
    },

    /**
     * Keeps the audit of pauses up to date where no act does (kiểm tra tạm dừng): those that last and have become long, and those from before there
     * was an audit. Asked again it finds nothing to do.
     */
    async auditPauses(agencyId: number): Promise<{ judged: number; turnedLong: number }> {
      const calendar = await freshCalendarOf(agencyId)
      let judged = 0
      for (;;) {
        const page = await judgePage(db, agencyId, calendar, now())
        judged += page
        if (page === 0) return { judged, turnedLong: await markLong(db, agencyId, now()) }
      }
    },

    /** How dossiers ended in a period, and whose the lateness is, from the daily roll-ups (tình hình trễ hạn). Each figure has its denominator. */
    lateness: (agencyId: number, { by: cut, ...period }: Period & { by: Cut }) =>
      db.inAgency(agencyId, (tx) => readLateness(tx, agencyId, period, cut)),

    /** The dossiers behind a figure, in pages; the late ones by whose they were unless told otherwise (hồ sơ trễ). */
    lateDossiers: (agencyId: number, of: Behind, page: { after: { endedOn: Day; code: string } | null; most?: number }) =>
      db.inAgency(agencyId, (tx) => dossiersBehind(tx, agencyId, of, page)),

    /** How long the steps of a procedure were in hand lately, for its simulation (thời gian thực tế của từng bước). */
    stepDurations: (agencyId: number, procedureId: number) => db.inAgency(agencyId, (tx) => readStepDurations(tx, agencyId, procedureId)),

    /** Makes the time ledger of dossiers that ended before there was one (lập sổ thời gian). Asked again it finds nothing to do. */
    async fillLedgers(agencyId: number): Promise<{ filled: number }> {
      const calendar = await freshCalendarOf(agencyId)
      let filled = 0
      let after = ''
      for (;;) {
        const page = await withoutLedgers(db, agencyId, after)
        const last = page.at(-1)
        if (!last) return { filled }
        for (const { filing } of page) if (!plansAtHand.has(planKey(agencyId, filing))) await fetchPlan(agencyId, filing)
        filled += await fillPage(db, agencyId, after, { planOf: (filing) => plansAtHand.get(planKey(agencyId, filing)), calendar })
        after = last.code
      }
    },

    /**
     * Computes the due times of all open dossiers anew after the calendar or the office hours changed (tính lại hạn). Each one that moves,
     * or is provisional no more, gets its entry in the journal: no due time ever changes in silence.
     */
    async recomputeDue(by: { agencyId: number; officerId: number | null }): Promise<{ seen: number; moved: number }> {
      let [seen, moved] = [0, 0]
      for (let after = ''; ; ) {
        const portion = await recomputePortion(by, after, null)
        seen += portion.seen
        moved += portion.moved
        if (portion.last === null) return { seen, moved }
        after = portion.last
      }
    },

    recomputePortion,
  }
}

/** Papers asked for before acceptance. */
export type AskedPapers = { items: readonly { what: string; why: string }[]; contact: string; wantsPaper?: boolean }
/** Paper that was asked for where none may be: what, why, and on which step; before acceptance on none. */
type AskedPaper = Pick<AskedPause, 'step' | 'items' | 'reason'>
/** What goes to the agency that does a step. */
export type AskedLeg = { step: string; partnerId: number; document: { number: string; date: string }; way: 'electronic' | 'paper' }
/** Whose opinion is asked, on what, and for how long. */
export type AskedOpinions = {
  step: string
  partnerIds: readonly number[]
  unitIds: readonly number[]
  document: { number: string; date: string }
  question: string
  term: Segment
  way: 'electronic' | 'paper'
}
/** An answer as it arrived. */
export type AskedAnswer = { no: number; arrivedAt: Moment | 'now'; number: string; date: string; stance: Stance | null; words: string }
/** What is opened as a part of another dossier; applicant and channels are the whole's. */
export type PartIntake = { procedureId: number; subject: string; components: readonly FiledComponent[]; reason: string }
export type OpenPartRefused = GetPartRefused | FileRefused | { kind: 'no-identifier' }

/** The whole was written on while its part began. */
class MovedMeanwhile extends Error {}

/** What an officer proposes. */
export type AskedPause = Pick<Proposal, 'cause' | 'document' | 'reason' | 'items' | 'contact'> & { step: string; wantsPaper: boolean }
export type PauseDecision = { kind: 'approve' } | { kind: 'decline'; reason: string }

/** Which plan a dossier is carried by. */
type Filed = { procedureId: number; procedureVersion: number }
type NotAtHand = { kind: 'not-at-hand' }
const plansAtHandMax = 5_000

/** Open dossiers computed anew before it is written down how far that has come. */
const portionRows = 500
/** So few at once that others find connections too. */
const recomputedAtOnce = 8
/** So often an act is tried again that somebody came before. */
const triesMax = 3

const isInDoubt = (error: unknown): error is CalendarInDoubt => (error as { kind?: unknown }).kind === 'calendar-in-doubt'

export type DossierService = ReturnType<typeof dossierService>

type Outcomes =
  | DossierEvent[]
  | {
      events: readonly DossierEvent[]
      besideEvents?: readonly DossierEvent[]
      onBehalfOf?: number | null
      attachments?: readonly NewAttachment[]
    }

/** In whose place somebody acts at the counter (làm thay): nobody's when the role is their own. */
const counterFor = ({ posts }: Actor): number | null => {
  const held = posts.filter(({ role }) => role === 'counter-officer')
  return held.some(({ onBehalfOf }) => onBehalfOf === null) ? null : (held[0]?.onBehalfOf ?? null)
}

/** Who holds a role in a unit, in the agency as of now. */
export const isOfIn =
  (org: OrgSnapshot): IsOf =>
  (officerId, unitId, roles) =>
    org.posts.some((p) => p.officerId === officerId && p.unitId === unitId && roles.includes(p.role))

function judge(
  dossier: Dossier,
  verdict: Verdict,
  facts: { at: Moment; by: By; plan: Plan; calendar: WorkingCalendar },
): Result<DossierEvent[], ReceiveRefused> {
  const { at, by, plan, calendar } = facts
  switch (verdict.kind) {
    case 'file-only':
      return ok([])
    case 'refuse':
      return refuse(dossier, { at, reason: verdict.reason, basis: verdict.basis })
    case 'ask':
      return askToComplete(dossier, { at, plan, items: verdict.items, contact: verdict.contact, wantsPaper: verdict.wantsPaper ?? false })
    case 'accept': {
      const answer = accept(dossier, { at, receiver: by.officerId, plan, calendar })
      return answer.ok ? ok(answer.value.events) : answer
    }
  }
}

/** What was handed in for a dossier, for modules that stand beside it (thành phần hồ sơ). */
export async function filingOf(tx: Tx, agencyId: number, code: string): Promise<Filing | null> {
  return (await load(tx, agencyId, code))?.dossier.filing ?? null
}
