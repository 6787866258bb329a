import { createHash, randomUUID } from 'node:crypto'
import { assert } from '../../kernel/assert.ts'
import { searchWords } from '../../kernel/fold.ts'
import { type Day, dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { Applicant } from '../applicants/model.ts'
import { saveApplicant } from '../applicants/service.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import { type Actor, identifierOn, type OrgSnapshot } from '../org/model.ts'
import { type AcceptRefused, accept } from './accept/decide.ts'
import type { ApologyChannel } from './apology/apology.ts'
import { draftWanted } from './apology/forecast.ts'
import { apologyCandidates } from './apology/store.ts'
import { type DraftApologyRefused, draftApology, draftBySystem } from './apology-draft/decide.ts'
import { type SendApologyRefused, sendApology } from './apology-send/decide.ts'
import { type SignApologyRefused, signApology } from './apology-sign/decide.ts'
import { type AskRefused, askToComplete, type CompleteRefused, completePapers } from './ask-to-complete/decide.ts'
import { type BreakOffRefused, breakOff } from './break-off/decide.ts'
import { type CompleteStepRefused, type Completion, completeStep } from './complete-step/decide.ts'
import { type DeclineRefused, decline } from './decline/decide.ts'
import { type Broken, type Dossier, type DossierEvent, evolve, type FiledComponent, type Outcome } from './dossier.ts'
import { type FileRefused, fileDossier } from './file-dossier/decide.ts'
import { type HandOverRefused, handOver, type PassOnRefused, passOn, type ReassignRefused, reassign } from './hand-over/decide.ts'
import { fillPage, lateDossiers, readLateness, withoutLedgers } from './lateness/store.ts'
import type { Cut, LateOf, Period } from './lateness/tally.ts'
import type { Channel, DossierCode } from './model.ts'
import type { Tell } from './notify/service.ts'
import type { Proposal } from './pause/hold.ts'
import { rulesOf } from './pause/rules.ts'
import { sayingSteps } from './pause/step-dues.ts'
import { type AnnulRefused, annulPause } from './pause-annul/decide.ts'
import { type ApprovePauseRefused, decidePause } from './pause-approve/decide.ts'
import { type ProposePauseRefused, proposePause } from './pause-propose/decide.ts'
import { type ResumeRefused, resume } from './pause-resume/decide.ts'
import type { IsOf, Plan } from './plan.ts'
import { recompute } from './recompute.ts'
import { type RefuseRefused, refuse } from './refuse/decide.ts'
import { type ReturnRefused, returnResult } from './return-result/decide.ts'
import { packOf } from './rules/packs.ts'
import { type SendBackRefused, sendBack } from './send-back/decide.ts'
import {
  answerTo,
  begin,
  type CalendarInDoubt,
  type Decided,
  decideOn,
  heldSteps,
  lapsedPauses,
  type NewAttachment,
  type NotWritten,
  nextCode,
  openDossiers,
  type Written,
} from './store.ts'
import { type TakeRefused, takeStep } from './take-step/decide.ts'

export { tellApplicant } from './notify/service.ts'
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
  | { kind: 'ask'; items: readonly { what: string; why: string }[]; contact: string }
  | { kind: 'file-only' }

export type ReceiveRefused = FileRefused | AcceptRefused | RefuseRefused | AskRefused | { kind: 'no-identifier' }

const questionOf = (command: string, asked: unknown): string => JSON.stringify([command, asked])

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

  /** People are told with what the act was decided by; nothing is asked while its connection is held. */
  const telling =
    (agencyId: number, code: DossierCode, org: OrgSnapshot, calendar: WorkingCalendar): NonNullable<Decided['tell']> =>
    async (tx, dossier, events) =>
      deps.tell?.(tx, { agencyId, code, dossier, events, org, calendar, at: now() })

  /**
   * Runs a rule on a dossier with the calendar, its plan and the people of the agency. What the rule needs and is not at hand is fetched
   * between two tries, never while a connection is held.
   */
  const act = async <E>(
    by: By,
    code: DossierCode,
    { seen, key }: Act,
    question: string,
    rule: (dossier: Dossier, facts: { at: Moment; plan: Plan; calendar: WorkingCalendar; isOf: IsOf }) => Result<Outcomes, E>,
  ): Promise<Result<Written, E | NotWritten>> => {
    const [remembered, org] = await Promise.all([calendarOf(by.agencyId), orgOf(by.agencyId)])
    const [writer, stamp] = [
      { agencyId: by.agencyId, officerId: by.officerId },
      { seen, key, question },
    ]
    let calendar = remembered
    let isFresh = false
    for (let tries = 0; tries < 4; tries++) {
      const asked: { plan?: Filed } = {}
      const answer = await decideOn<E | NotAtHand>(db, writer, code, stamp, { calendar, isFresh, recordedAt: recordedNow() }, (dossier) => {
        const plan = plansAtHand.get(planKey(by.agencyId, dossier.filing))
        if (!plan) {
          asked.plan = dossier.filing
          return err({ kind: 'not-at-hand' })
        }
        const decided = rule(dossier, { at: now(), plan, calendar, isOf: isOfIn(org) })
        if (!decided.ok) return decided
        return ok(
          Array.isArray(decided.value)
            ? { events: decided.value, onBehalfOf: counterFor(by), plan, tell: telling(by.agencyId, code, org, calendar) }
            : { onBehalfOf: counterFor(by), plan, tell: telling(by.agencyId, code, org, calendar), ...decided.value },
        )
      })
      if (asked.plan) await fetchPlan(by.agencyId, asked.plan)
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
  const recordPaperAsked = async (by: By, code: DossierCode, refusedKey: string, question: string, asked: AskedPause): Promise<void> => {
    const key = createHash('sha256').update(`paper-asked/${refusedKey}/${question}`).digest('hex')
    const { step, items, reason } = asked
    await act<never>(by, code, { seen: null, key }, questionOf('paper-asked', [code, asked]), (_, { at }) =>
      ok([{ type: 'paper-asked', at, officerId: by.officerId, step, items, reason }]),
    )
  }

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
      const tried = decide(0, null)
      if (!tried.ok) return (await answerTo(db, by.agencyId, key, question)) ?? tried
      for (;;) {
        const next = await nextCode(db, by.agencyId, identifier, day, { key, question })
        if (!next.ok) return next
        if ('done' in next.value) return ok(next.value.done)
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
        if (begun) return begun
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
    askToComplete: (by: By, code: DossierCode, stamp: Act, asked: { items: readonly { what: string; why: string }[]; contact: string }) =>
      act<AskRefused>(by, code, stamp, questionOf('ask', [code, asked]), (dossier, { at }) => askToComplete(dossier, { at, ...asked })),

    /** Takes in what the applicant brings (nộp bổ sung). */
    completePapers: (
      by: By,
      code: DossierCode,
      stamp: Act,
      asked: { components: readonly FiledComponent[]; attachments?: readonly NewAttachment[] },
    ) =>
      act<CompleteRefused>(by, code, stamp, questionOf('complete-papers', [code, asked]), (dossier, { at }) => {
        const answer = completePapers(dossier, { at, components: asked.components })
        return answer.ok ? ok({ events: answer.value, attachments: asked.attachments ?? [] }) : answer
      }),

    /** Takes a waiting step (nhận việc). */
    take: (by: By, code: DossierCode, stamp: Act, step: string) =>
      act<TakeRefused>(by, code, stamp, questionOf('take', [code, step]), (dossier, { at }) => takeStep(dossier, { at, step, actor: by })),

    /** Asks for a pause on a step that the officer holds (đề nghị tạm dừng). */
    async proposePause(by: By, code: DossierCode, stamp: Act, asked: AskedPause, attachments: readonly NewAttachment[] = []) {
      const question = questionOf('propose-pause', [code, asked])
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

    /** Ends a pause from when what was waited for arrived; null: its longest length is over (tiếp tục giải quyết). */
    resume: (by: By, code: DossierCode, stamp: Act, arrivedAt: Moment | 'now' | null, attachments: readonly NewAttachment[] = []) =>
      act<ResumeRefused>(by, code, stamp, questionOf('resume', [code, arrivedAt, attachments.map((a) => a.sha256)]), (dossier, facts) => {
        const decided = resume(dossier, { at: facts.at, arrivedAt: arrivedAt === 'now' ? facts.at : arrivedAt })
        return decided.ok ? ok({ events: sayingSteps(dossier, decided.value, facts), attachments }) : decided
      }),

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
        breakOff(dossier, { at, ...asked }),
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
    returnResult: (by: By, code: DossierCode, stamp: Act, asked: { channel: Channel; to: string }) =>
      act<ReturnRefused>(by, code, stamp, questionOf('return-result', [code, asked]), (dossier, { at }) =>
        returnResult(dossier, { at, ...asked }),
      ),

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

    /** How dossiers ended in a period, and whose the lateness is, from the daily roll-ups (tình hình trễ hạn). Each figure has its denominator. */
    lateness: (agencyId: number, { by: cut, ...period }: Period & { by: Cut }) =>
      db.inAgency(agencyId, (tx) => readLateness(tx, agencyId, period, cut)),

    /** The late dossiers behind a figure, by whose they were, in pages (hồ sơ trễ). */
    lateDossiers: (agencyId: number, of: LateOf, page: { after: { endedOn: Day; code: string } | null; most?: number }) =>
      db.inAgency(agencyId, (tx) => lateDossiers(tx, agencyId, of, page)),

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
      const calendar = await freshCalendarOf(by.agencyId)
      let seen = 0
      let moved = 0
      let after = ''
      for (;;) {
        const page = await openDossiers(db, by.agencyId, after)
        const last = page.at(-1)
        if (!last) return { seen, moved }
        for (const { procedure_id: procedureId, procedure_version: procedureVersion } of page) {
          const filed = { procedureId, procedureVersion }
          if (!plansAtHand.has(planKey(by.agencyId, filed))) await fetchPlan(by.agencyId, filed)
        }
        for (let i = 0; i < page.length; i += recomputedAtOnce) {
          const answers = await Promise.all(
            page.slice(i, i + recomputedAtOnce).map(({ code }) => {
              const stamp = { seen: null, key: randomUUID(), question: questionOf('recompute', code) }
              const facts = { calendar, isFresh: true, recordedAt: recordedNow() }
              return decideOn<{ kind: 'unmoved' }>(db, by, code, stamp, facts, (dossier, was) => {
                const plan = plansAtHand.get(planKey(by.agencyId, dossier.filing))
                assert(plan, 'the plans of a page were fetched')
                const change = recompute(dossier, was, { plan, calendar, at: now() })
                return change ? ok({ events: [change], onBehalfOf: null }) : err({ kind: 'unmoved' })
              })
            }),
          )
          moved += answers.filter((answer) => answer.ok).length
        }
        seen += page.length
        after = last.code
      }
    },
  }
}

/** What an officer proposes. */
export type AskedPause = Pick<Proposal, 'cause' | 'document' | 'reason' | 'items' | 'contact'> & { step: string; wantsPaper: boolean }
export type PauseDecision = { kind: 'approve' } | { kind: 'decline'; reason: string }

/** Which plan a dossier is carried by. */
type Filed = { procedureId: number; procedureVersion: number }
type NotAtHand = { kind: 'not-at-hand' }
const plansAtHandMax = 5_000

/** So few at once that others find connections too. */
const recomputedAtOnce = 8

const isInDoubt = (error: unknown): error is CalendarInDoubt => (error as { kind?: unknown }).kind === 'calendar-in-doubt'

export type DossierService = ReturnType<typeof dossierService>

type Outcomes = DossierEvent[] | { events: readonly DossierEvent[]; onBehalfOf?: number | null; attachments?: readonly NewAttachment[] }

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
      return askToComplete(dossier, { at, items: verdict.items, contact: verdict.contact })
    case 'accept': {
      const answer = accept(dossier, { at, receiver: by.officerId, plan, calendar })
      return answer.ok ? ok(answer.value.events) : answer
    }
  }
}
