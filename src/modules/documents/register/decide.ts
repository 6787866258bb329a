import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import type { Decided } from '../decided.ts'
import type { Secrecy } from '../draft/decide.ts'
import type { Incoming, IncomingEvent, IncomingStatus, Registered } from '../incoming.ts'
import { asRecordsClerk } from '../posts.ts'

/** Why an incoming document is not registered. */
export type RegisterRefused =
  | { kind: 'state-secret'; secrecy: Exclude<Secrecy, 'none'> }
  | { kind: 'not-the-records-clerk' }
  | { kind: 'arrives-later-than-now' }
  | { kind: 'dated-after-arrival'; date: Day }

/** Whether it may be registered: asked before a number is taken, so that none is lost. */
export function mayRegister(
  asked: Omit<Registered, 'number'>,
  { at, actor, secrecy }: { at: Moment; actor: Actor; secrecy: Secrecy },
): Result<{ onBehalfOf: number | null }, RegisterRefused> {
  const allowed = asRecordsClerk(actor)
  if (!allowed) return err({ kind: 'not-the-records-clerk' })
  if (secrecy !== 'none') return err({ kind: 'state-secret', secrecy })
  if (asked.arrivedAt > at) return err({ kind: 'arrives-later-than-now' })
  if (asked.date !== null && asked.date > dayInVietnam(asked.arrivedAt)) return err({ kind: 'dated-after-arrival', date: asked.date })
  return ok(allowed)
}

/** Register an incoming document (đăng ký văn bản đến). */
export function registerDocument(
  registered: Registered,
  facts: { at: Moment; actor: Actor; secrecy: Secrecy },
): Result<Decided<IncomingEvent>, RegisterRefused> {
  const allowed = mayRegister(registered, facts)
  if (!allowed.ok) return allowed
  return ok({ events: [{ type: 'registered', at: facts.at, officerId: facts.actor.officerId, registered }], ...allowed.value })
}

/** Correct what was registered (sửa đăng ký), with the reason; its number and book stay. */
export function correctRegistered(
  document: Incoming,
  change: { registered: Registered; reason: string },
  facts: { at: Moment; actor: Actor; secrecy: Secrecy },
): Result<Decided<IncomingEvent>, RegisterRefused | { kind: 'not-open'; status: IncomingStatus } | { kind: 'number-is-kept' }> {
  const { registered } = document
  if (document.status === 'struck' || document.status === 'done') return err({ kind: 'not-open', status: document.status })
  const { book, year, number } = change.registered
  if (book !== registered.book || year !== registered.year || number !== registered.number) return err({ kind: 'number-is-kept' })
  const allowed = mayRegister(change.registered, facts)
  if (!allowed.ok) return allowed
  const { at, actor } = facts
  return ok({ events: [{ type: 'corrected', at, officerId: actor.officerId, ...change }], ...allowed.value })
}

/** How the promptness of registering stands (đăng ký trong ngày). */
export type Promptness = 'same-day' | 'next-working-day' | 'late'

/**
 * Whether it was registered, or passed on, in time: within the day, at the latest on the next working day; an urgent one at once, which we read as on
 * the same day.
 * @law nd-30-2020 22: same day, next working day, urgent at once (from memory of the text, not verified)
 */
export function promptness(cameAt: Moment, doneAt: Moment, isUrgent: boolean, calendar: WorkingCalendar): Promptness {
  const [came, done] = [dayInVietnam(cameAt), dayInVietnam(doneAt)]
  if (done <= came) return 'same-day'
  if (isUrgent) return 'late'
  return done <= calendar.workingDayAfter(came, 1) ? 'next-working-day' : 'late'
}
