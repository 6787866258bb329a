import { assert } from '../../../kernel/assert.ts'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import type { Applicant } from '../../applicants/model.ts'
import { explainDue, type Segment, type WorkingCalendar, whyText } from '../../clock/model.ts'
import { agencyName, nameOn, type OrgSnapshot, unitOf } from '../../org/model.ts'
import type { InternalProcess } from '../../procedures/model.ts'
import { apologiesOf } from '../apology/apology.ts'
import type { Dossier, DossierEvent } from '../dossier.ts'
import type { Names } from '../explain.ts'
import { namesThen, versionsThen } from '../former-steps.ts'
import type {
  ApologyNotice,
  Component,
  ControlSlip,
  DossierForm,
  DueSheet,
  HandOver,
  Letterhead,
  Party,
  ReceiptNotice,
  RefusalNotice,
  StopNotice,
  Submitter,
  SupplementRequest,
  TimeBar,
} from '../forms/forms.ts'
import { shortDate, shortMoment } from '../forms/words.ts'
import { clockStart, currentDue, originalDue, originalLimit } from '../hand.ts'
import { showLimit } from '../list/words.ts'
import { classifyEnd, type DossierCode } from '../model.ts'
import { groupAfter, type Plan } from '../plan.ts'
import { referralsOf } from '../referrals/referral.ts'
import { barParts, timeLine } from '../time-line.ts'
import { formSetOn } from './form-sets.ts'

/** An entry of the dossier's journal, as papers need it. */
export type Happened = { event: DossierEvent; officerId: number | null }

/** All that papers of a dossier are made from (dữ liệu in). */
export type PrintFacts = {
  code: DossierCode
  dossier: Dossier
  history: readonly Happened[]
  applicant: Applicant
  agent: Applicant | null
  procedure: { name: string; plan: Plan; process: Pick<InternalProcess, 'fee'> }
  org: OrgSnapshot
  names: Names
  calendar: WorkingCalendar
  lookUpUrl: string
  now: Moment
}

/** Form 01. Null before acceptance. The sheet of days goes on a second page when asked for. */
export function receiptData(facts: PrintFacts, withSheet: boolean): ReceiptNotice | null {
  const { code, dossier, agent, applicant, procedure, calendar, names } = facts
  const accepted = last(facts, 'accepted')
  if (!accepted || dossier.receivedAt === null) return null
  const { receivedAt, filing } = dossier
  const promised = originalDue(dossier, calendar)
  const dueAt = promised?.due ?? accepted.event.dueAt
  const provisional = promised?.provisional ?? accepted.event.isProvisional
  const unit = receivingUnit(facts, receivedAt)
  const sheet = withSheet ? sheetOf(dossier, receivedAt, calendar) : null
  const fee = feeOf(procedure.process.fee)
  return {
    ...formOf(facts, receivedAt, 'BPTNTKQ'),
    code,
    receivingUnit: `${unit}, ${agencyName(facts.org, dayInVietnam(receivedAt)).name}`,
    applicant: partyOf(applicant),
    ...(agent && filing.agent ? { agent: { ...partyOf(agent), authorisation: filing.agent.paper } } : {}),
    procedure: procedure.name,
    request: filing.subject,
    components: filing.components.filter((c) => c.isPresent).flatMap((c) => componentRows(c, filing.channelIn === 2)),
    sets: 1,
    limit: showLimit(originalLimit(dossier), inVietnamese),
    receivedAt,
    dueAt,
    provisional,
    collectAt: filing.channelOut === 3 ? 'Gửi qua bưu chính công ích' : filing.channelOut === 2 ? 'Gửi bản điện tử' : unit,
    ...(fee ? { fee } : {}),
    submitter: submitterOf(facts),
    receiver: { name: officerOf(accepted, names), how: 'by-hand' },
    ...(sheet ? { explanation: sheet } : {}),
  }
}

/** Form 02, the newest of both phases: asked for while the dossier is carried, or before acceptance. Null when nothing was asked for. */
export function requestData(facts: PrintFacts): SupplementRequest | null {
  const paused = facts.history.findLast((h) => h.event.type === 'paused' && h.event.cause === 'supplement')
  if (paused?.event.type === 'paused') return requestInProcess(facts, paused.event)
  const asked = last(facts, 'completion-requested')
  if (!asked) return null
  const { at, items, contact } = asked.event
  const [name, phone] = splitContact(contact)
  return {
    ...formOf(facts, at, 'PBS'),
    code: facts.code,
    stage: 'before-acceptance',
    applicant: partyOf(facts.applicant),
    request: facts.dossier.filing.subject,
    items: items.map(({ what, why }) => ({ what, legalBasis: why })),
    reason: 'Hồ sơ chưa đủ thành phần hoặc nội dung để tiếp nhận',
    round: 1,
    contact: { name, phone: phone || '……………………' },
    officer: { name: officerOf(asked, facts.names), how: 'by-hand' },
  }
}

/** Form 02 of a pause: its number, its term, the officer who proposed it. */
function requestInProcess(facts: PrintFacts, event: EventOf<'paused'>): SupplementRequest {
  const { at, items, reason, document, until, proposedBy, contact } = event
  const officer = facts.names.officer(proposedBy)
  const [name, phone] = contact ? splitContact(contact) : [officer, '']
  const form = formOf(facts, at, 'PBS')
  const [, number, symbol] = /^(\S+?)\/(\S+)$/.exec(document.number.trim()) ?? [null, document.number.trim(), form.head.symbol]
  return {
    ...form,
    head: { ...form.head, ...(number ? { number } : {}), ...(symbol ? { symbol } : {}) },
    code: facts.code,
    stage: 'in-process',
    applicant: partyOf(facts.applicant),
    request: facts.dossier.filing.subject,
    items: items.map(({ what, why }) => ({ what, legalBasis: why })),
    reason,
    round: facts.history.filter((h) => h.event.type === 'paused' && h.event.cause === 'supplement').length,
    completeBy: until,
    contact: { name, phone: phone || '……………………' },
    officer: { name: officer, how: 'by-hand' },
  }
}

/** Form 04, from the newest apology; one that nobody signed yet prints as a draft. Null when there is none. */
export function apologyData(facts: PrintFacts): ApologyNotice | null {
  const { dossier, applicant, procedure, names, org, code } = facts
  const apology = apologiesOf(dossier).at(-1)
  if (!apology || dossier.receivedAt === null) return null
  const { signed, draftedAt, dueAt, newDueAt, reason } = apology
  const at = signed?.at ?? draftedAt
  const agency = agencyName(org, dayInVietnam(at))
  const form = formOf(facts, at, 'PXL')
  return {
    ...form,
    // The agency itself apologises, not its counter.
    head: { ...withoutParent(form.head), ...(agency.parentName ? { parentAgency: agency.parentName } : {}), unit: agency.name },
    code,
    applicant: partyOf(applicant),
    procedure: procedure.name,
    agency: agency.name,
    receivedAt: dossier.receivedAt,
    dueAt,
    reason,
    newDueAt,
    isDraft: signed === null,
    ...(signed ? { signer: { name: names.officer(signed.officerId), how: 'by-hand' as const } } : {}),
  }
}

const withoutParent = ({ parentAgency: _, ...head }: Letterhead): Letterhead => head

/** Form 05. Null when the dossier was not stopped at the applicant's wish, and where the set of that day has no such form. */
export function stopData(facts: PrintFacts): StopNotice | null {
  const { dossier, applicant, agent, procedure, names, code } = facts
  const stopped = last(facts, 'broken-off')
  if (stopped?.event.kind !== 'stopped' || dossier.receivedAt === null) return null
  const { at, reason } = stopped.event
  const { edition, ...form } = formOf(facts, at, 'TB')
  if (edition.set === '2018') return null
  return {
    ...form,
    edition,
    code,
    applicant: partyOf(applicant),
    procedure: procedure.name,
    receivedAt: dossier.receivedAt,
    requestedBy: agent?.name ?? applicant.name,
    reason,
    stoppedAt: at,
    fee: procedure.process.fee === 0 ? 'none' : 'as-the-law-says',
    submitter: submitterOf(facts),
    officer: { name: officerOf(stopped, names), how: 'by-hand' },
  }
}

/** Form 03. Null when it was not refused. */
export function refusalData(facts: PrintFacts): RefusalNotice | null {
  const refused = last(facts, 'refused')
  if (!refused) return null
  const { at, reason, basis } = refused.event
  return {
    ...formOf(facts, at, 'PTC'),
    code: facts.code,
    applicant: partyOf(facts.applicant),
    request: facts.dossier.filing.subject,
    reasons: [{ reason, legalBasis: basis }],
    submitter: submitterOf(facts),
    receiver: { name: officerOf(refused, facts.names), how: 'by-hand' },
  }
}

/** Form 06 (05 in the set of 2018): one row for each hand-over of responsibility, all from the journal. Null before acceptance. */
export function controlSlipData(facts: PrintFacts): ControlSlip | null {
  const { code, dossier, procedure, org, names, calendar, now } = facts
  const accepted = last(facts, 'accepted')
  if (!accepted || dossier.receivedAt === null) return null
  const due = dossier.ended ? { due: dossier.ended.dueAt, provisional: false } : currentDue(dossier, calendar)
  // Where no leg was recorded it is known only which unit of ours followed it.
  const unnamed = [...dossier.done, ...dossier.running].filter((s) => s.isAway && s.leg === undefined).map((s) => names.unit(s.unitId))
  const away = [...referralsOf(dossier).flatMap(({ to }) => ('name' in to ? [to.name] : [])), ...unnamed]
  const bar = timeBarOf(facts)
  return {
    ...formOf(facts, now, 'BPTNTKQ'),
    code,
    procedure: procedure.name,
    handlingAgency: agencyName(org, dayInVietnam(dossier.receivedAt)).name,
    coordinatingAgencies: [...new Set(away)],
    receivedAt: dossier.receivedAt,
    dueAt: due?.due ?? accepted.event.dueAt,
    provisional: due?.provisional ?? accepted.event.isProvisional,
    handOvers: handOversOf(facts),
    blankRows: dossier.returned ? 0 : 2,
    ...(bar ? { timeBar: bar } : {}),
  }
}

type EventOf<T extends DossierEvent['type']> = Extract<DossierEvent, { type: T }>

/** The newest entry of one kind. */
function last<T extends DossierEvent['type']>(
  { history }: PrintFacts,
  type: T,
): { event: EventOf<T>; officerId: number | null } | undefined {
  const found = history.findLast((h) => h.event.type === type)
  return found && { event: found.event as EventOf<T>, officerId: found.officerId }
}

const officerOf = ({ officerId }: { officerId: number | null }, names: Names): string =>
  officerId === null ? '' : names.officer(officerId)

/** Who took the dossier in: the unit that its first step was given to, else that of the procedure's first step, as it was called that day. */
function receivingUnit({ procedure, org, history }: PrintFacts, at: Moment): string {
  const accepted = history.find(({ event }) => event.type === 'accepted')?.event
  const [first] = accepted?.type === 'accepted' && accepted.handed.length > 0 ? accepted.handed : groupAfter(procedure.plan, -1)
  const unit = first && unitOf(org, first.unitId)
  return unit ? nameOn(unit, dayInVietnam(at)).name : agencyName(org, dayInVietnam(at)).name
}

function formOf(facts: PrintFacts, issuedAt: Moment, symbol: string): DossierForm {
  const agency = agencyName(facts.org, dayInVietnam(issuedAt))
  const head: Letterhead = {
    parentAgency: agency.name,
    unit: receivingUnit(facts, issuedAt),
    symbol,
    place: agency.place || agency.name,
    issuedAt,
  }
  return { edition: formSetOn(dayInVietnam(issuedAt)), head, code: facts.code, lookUpUrl: facts.lookUpUrl }
}

const partyOf = ({ name, identityNumber, address, phone, email }: Applicant): Party => ({
  name,
  ...(identityNumber ? { idNumber: identityNumber } : {}),
  ...(address ? { address } : {}),
  ...(phone ? { phone } : {}),
  ...(email ? { email } : {}),
})

const submitterOf = ({ dossier: { filing }, applicant, agent }: PrintFacts): Submitter => {
  if (filing.channelIn === 2) return { how: 'online' }
  if (filing.channelIn === 3) return { how: 'by-post' }
  return { name: agent?.name ?? applicant.name, how: 'by-hand' }
}

/** A paper with originals and copies takes two lines of the printed list; one without either is held by the office already. */
function componentRows({ name, originals, copies }: Dossier['filing']['components'][number], isElectronic: boolean): Component[] {
  if (originals + copies === 0) return [{ name, kind: 'already-held', quantity: 0 }]
  if (isElectronic) return [{ name, kind: 'electronic', quantity: originals + copies }]
  return [
    ...(originals > 0 ? [{ name, kind: 'original' as const, quantity: originals }] : []),
    ...(copies > 0 ? [{ name, kind: 'copy' as const, quantity: copies }] : []),
  ]
}

/** Only an amount can be printed; whether it was paid is not known here. */
const feeOf = (fee: InternalProcess['fee']): ReceiptNotice['fee'] | null => {
  if (typeof fee !== 'number') return null
  return { amountVnd: fee, state: fee === 0 ? 'free' : 'unpaid' }
}

/** "Trần Thị Mẫu, 0200 000 000" as name and phone. */
function splitContact(contact: string): [name: string, phone: string] {
  const phone = /[+\d][\d\s.()-]{7,}$/.exec(contact)?.[0] ?? ''
  return [contact.slice(0, contact.length - phone.length).replace(/[\s,;:-]+$/, '') || contact, phone.trim()]
}

/** The sheet that explains the promise day by day. Null where no calendar reaches. */
function sheetOf(dossier: Dossier, receivedAt: Moment, calendar: WorkingCalendar): DueSheet | null {
  const limit = originalLimit(dossier)
  const explained = explainDue(calendar, clockStart(dossier, calendar) ?? receivedAt, limit, [])
  if (!explained.ok) return null
  const { due, days, provisional } = explained.value
  return {
    receivedAt,
    dueAt: due,
    limit: showLimit(limit, inVietnamese),
    counting: countingOf(limit),
    provisional,
    days: days.map(({ day, counted, why, minutes }) => ({
      date: day,
      counted,
      why: why.kind === 'working-day' ? '' : whyText(why, inVietnamese),
      minutes,
      paused: why.kind === 'pause',
    })),
  }
}

function countingOf(limit: readonly Segment[]): DueSheet['counting'] {
  const kinds = new Set(
    limit.map(({ unit }) => (unit === 'working_day' ? 'working-days' : unit === 'calendar_day' ? 'calendar-days' : 'working-time')),
  )
  const [only] = kinds
  return kinds.size === 1 && only ? only : 'mixed'
}

/** Rows of the control slip: each time the responsibility passes, from whom to whom, and whether the giver was on time. */
function handOversOf({ history, names, calendar, applicant }: PrintFacts): HandOver[] {
  const held = new Map<string, { unitId: number; officerId: number | null; dueAt: Moment | null }>()
  const rows: HandOver[] = []
  const who = (unitId: number, officerId: number | null) => ({
    unit: names.unit(unitId),
    ...(officerId === null ? {} : { name: names.officer(officerId) }),
  })
  const given = new Map<string, HandOver>()
  const give = (step: string, row: HandOver) => {
    given.set(step, row)
    rows.push(row)
  }
  const outside = { unit: 'Người nộp', name: applicant.name }
  let isOutside = false
  const versions = versionsThen(history.map(({ event }) => event))
  for (const [i, { event, officerId }] of history.entries()) {
    switch (event.type) {
      case 'accepted':
        for (const h of event.handed) {
          held.set(h.step, h)
          give(h.step, { at: event.at, giver: outside, receiver: who(h.unitId, h.officerId), note: 'Tiếp nhận' })
        }
        break
      case 'step-taken':
      case 'handed-over':
      case 'reassigned': {
        const step = held.get(event.step)
        if (!step) break
        const row = given.get(event.step)
        if (event.type === 'step-taken' && row) row.receiver = who(step.unitId, event.officerId)
        if (event.type !== 'step-taken')
          give(event.step, {
            at: event.at,
            giver: who(step.unitId, step.officerId),
            receiver: who(step.unitId, event.officerId),
            note: event.reason,
          })
        held.set(event.step, { ...step, officerId: event.officerId })
        break
      }
      case 'step-completed':
      case 'step-returned': {
        const step = held.get(event.step)
        if (!step) break
        held.delete(event.step)
        const giver = who(step.unitId, step.officerId ?? officerId)
        const result = step.dueAt === null ? {} : { result: classifyEnd(event.at, step.dueAt, calendar) }
        const note = event.type === 'step-returned' ? `Trả lại: ${event.reason}` : namesThen(names, versions[i] ?? null).step(event.step)
        for (const h of event.handed) {
          held.set(h.step, h)
          give(h.step, { at: event.at, giver, receiver: who(h.unitId, h.officerId), ...result, note })
        }
        break
      }
      case 'migrated': {
        const [before] = held.values()
        held.clear()
        for (const h of event.handed) {
          held.set(h.step, h)
          if (before)
            give(h.step, {
              at: event.at,
              giver: who(before.unitId, before.officerId),
              receiver: who(h.unitId, h.officerId),
              note: `Chuyển sang quy trình bản ${event.to}, ${event.basis.number}`,
            })
        }
        break
      }
      // While papers or a payment are waited for, the matter lies with the applicant; an authority's request leaves it where it is.
      case 'paused': {
        const [step] = held.values()
        if (!step || event.cause === 'legal-hold') break
        const note = `${event.cause === 'supplement' ? 'Chờ bổ sung' : 'Chờ nộp tiền'}, văn bản số ${event.document.number}`
        rows.push({ at: event.at, giver: who(step.unitId, event.proposedBy), receiver: outside, note })
        isOutside = true
        break
      }
      case 'resumed': {
        const [step] = held.values()
        if (!step || !isOutside) break
        const note = event.end === 'arrived' ? 'Đã bổ sung, đã nộp' : 'Hết thời hạn chờ'
        rows.push({ at: event.arrivedAt, giver: outside, receiver: who(step.unitId, step.officerId), note })
        isOutside = false
        break
      }
      case 'result-returned': {
        const [step] = held.values()
        if (step) rows.push({ at: event.at, giver: who(step.unitId, officerId ?? step.officerId), receiver: outside, note: 'Trả kết quả' })
        break
      }
    }
  }
  return rows
}

const kindWords = { used: 'đã dùng', away: 'cơ quan khác giữ', pause: 'chờ, không tính', left: 'còn', over: 'quá hạn' } as const

function timeBarOf({ dossier, calendar, now }: PrintFacts): TimeBar | null {
  const line = timeLine(dossier, calendar, now)
  if (!line) return null
  const parts = barParts(line).map(({ kind, seconds }) => ({ kind, minutes: Math.round(seconds / 60) }))
  const whole = parts.reduce((sum, p) => sum + p.minutes, 0)
  if (whole === 0) return null
  const gone = Math.round(line.elapsed / 60)
  const until = line.isEnded ? 'kết thúc' : 'lúc in'
  const kinds = [...new Set(parts.map((p) => p.kind))]
  return {
    parts,
    marks: [
      { minute: 0, label: shortMoment(line.from) },
      ...(gone > whole * 0.15 && gone < whole * 0.85 ? [{ minute: gone, label: `${until} ${shortDate(dayInVietnam(line.to))}` }] : []),
      {
        minute: whole,
        label:
          line.left !== null && line.left > 0 && line.due !== null
            ? `hạn trả ${shortMoment(line.due)}`
            : `${until} ${shortMoment(line.to)}`,
      },
    ],
    legend: kinds.map((kind) => {
      const minutes = parts.filter((p) => p.kind === kind).reduce((sum, p) => sum + p.minutes, 0)
      return { kind, words: `${kindWords[kind]} ${workingWords(minutes, calendar.ordinaryDaySeconds / 60)}` }
    }),
  }
}

/** Working minutes in words: "1 ngày 7 giờ", "3 giờ 06". */
function workingWords(minutes: number, dayMinutes: number): string {
  assert(dayMinutes > 0, 'an office has working time')
  const days = Math.floor(minutes / dayMinutes)
  const hours = Math.floor((minutes % dayMinutes) / 60)
  const rest = Math.floor((minutes % dayMinutes) % 60)
  if (days > 0) return hours > 0 ? `${days} ngày ${hours} giờ` : `${days} ngày`
  if (hours > 0) return rest > 0 ? `${hours} giờ ${String(rest).padStart(2, '0')}` : `${hours} giờ`
  return `${rest} phút`
}
