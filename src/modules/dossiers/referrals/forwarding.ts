import type { Day, Moment } from '../../../kernel/moment.ts'
import { dueAt, type Segment, type WorkingCalendar } from '../../clock/model.ts'
import type { RulePack } from '../rules/packs.ts'
import { isOpen, type Referral, referralsOf } from './referral.ts'

/**
 * From when the time of whoever receives it counts (bắt đầu tính của nơi nhận). A file is there at once; one that comes after the hour of the
 * rules, to the second, counts from the opening of the next working day, and one outside office hours from the next opening. Paper is read
 * alike, from when it was handed out: our reading.
 * @law cb-1948-2025: received after 15:00, forwarded at the start of the next working day
 */
export function forwardedFrom(at: Moment, cutOff: string, calendar: WorkingCalendar): Moment {
  if (!calendar.covers(at)) return at
  const today = calendar.dayOf(at)
  const [hours = 0, minutes = 0] = cutOff.split(':').map(Number)
  const isAfter = calendar.clockOn(today, at) > hours * 3600 + minutes * 60
  const opens = calendar.opensAt(isAfter ? calendar.midnight((today + 1) as Day) : at)
  return Number.isNaN(opens) ? at : opens
}

/**
 * Until when the paper file goes out (hạn chuyển bản giấy), from when the step came to us. Later is a breach that shows; it is sent all the same.
 * @law cb-1948-2025: papers within one working day
 */
export function paperForwardedBy(since: Moment, pack: RulePack, calendar: WorkingCalendar): Moment | null {
  const due = dueAt(calendar, since, [{ value: pack.rules.paperForwarding.value, unit: 'working_day' }], [])
  return due.ok ? due.value.due : null
}

/** When a term that counts from then is over; null past every calendar, and without a term. */
export function termEnd(calendar: WorkingCalendar, from: Moment, term: readonly Segment[]): Moment | null {
  if (term.length === 0) return null
  const due = dueAt(calendar, from, term, [])
  return due.ok ? due.value.due : null
}

/** From when the time of whoever is asked counts: of a partner agency by the forwarding rules, of a unit of ours from the next opening. */
export function startOf(to: Referral['to'], sentAt: Moment, pack: RulePack, calendar: WorkingCalendar): Moment {
  if ('partnerId' in to) return forwardedFrom(sentAt, pack.rules.forwardingCutOff.value, calendar)
  const opens = calendar.covers(sentAt) ? calendar.opensAt(sentAt) : Number.NaN
  return (Number.isNaN(opens) ? sentAt : opens) as Moment
}

/** What is out and whose own time another calendar moves (tính lại hạn liên thông, lấy ý kiến). */
export const movedReferrals = (
  dossier: { referrals?: readonly Referral[] | undefined },
  pack: RulePack,
  calendar: WorkingCalendar,
): Pick<Referral, 'no' | 'startsAt' | 'dueAt'>[] =>
  referralsOf(dossier).flatMap((r) => {
    if (!isOpen(r)) return []
    const startsAt = startOf(r.to, r.sentAt, pack, calendar)
    const dueAt = termEnd(calendar, startsAt, r.term)
    return startsAt === r.startsAt && dueAt === r.dueAt ? [] : [{ no: r.no, startsAt, dueAt }]
  })
