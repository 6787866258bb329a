import type { Moment } from '../../src/kernel/moment.ts'
import type { WorkingCalendar } from '../../src/modules/clock/model.ts'
import type { DossierEvent } from '../../src/modules/dossiers/dossier.ts'
import { type Tell, tellApplicant } from '../../src/modules/dossiers/service.ts'
import { type Door, sendDue } from '../../src/modules/notices/service.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import { chanceFrom } from './chance.ts'
import type { Act, Tale } from './tale.ts'

/** Where the demo's portal would be. */
export const demoUrl = 'https://mot-cua.binhson.example'

/** The office tells people since so many working days; before, it did not. */
export const toldDays = 10

/** What is told whenever it happened: the audit of pauses asks whether the applicant knew. */
const alwaysTold: readonly DossierEvent['type'][] = ['paused', 'resumed', 'pause-annulled', 'broken-off']

/** Tells applicants of what happens from a moment of the story on, and of pauses and early ends before it. */
export function tellFrom(from: Moment): Tell {
  const tell = tellApplicant({ publicUrl: demoUrl })
  return (tx, act) => (act.at < from && !act.events.some(({ type }) => alwaysTold.includes(type)) ? Promise.resolve(false) : tell(tx, act))
}

/** Acts of which an applicant may hear. */
const heard: readonly Act['kind'][] = [
  'receive',
  'accept',
  'refuse',
  'complete',
  'return',
  'decide-pause',
  'resume',
  'annul-pause',
  'send-apology',
  'break-off',
  'decline',
]

/** The sender of the story goes round so often, seconds: often enough to look like every minute, and seldom enough to load fast. */
const roundSeconds = 600
/** What was written in the last minutes has not been sent yet, seconds. */
const newestSeconds = 900
/** So long ago a server began to put some mails off, seconds. */
const troubleSeconds = 3 * 3600

/**
 * Sends the story's messages (gửi thông báo) by the sender of real use, with its clock moved along; the doors are the story's own: nothing leaves
 * this machine. Most mails arrive, some mailboxes do not exist, and some mails of the last hours are put off.
 */
export async function sendMessages(
  db: Database,
  agencyId: number,
  {
    tales,
    from,
    now,
    calendar,
    others,
  }: { tales: readonly Tale[]; from: Moment; now: Moment; calendar: WorkingCalendar; others: readonly Moment[] },
): Promise<void> {
  const clock = { at: from }
  const times = [
    ...others,
    ...tales.flatMap(({ fate, acts }) =>
      acts.filter(({ kind, at }) => heard.includes(kind) && (at >= from || fate.kind === 'trouble')).map(({ at }) => at),
    ),
  ]
  const rounds = [...new Set(times.map((at) => (Math.ceil((calendar.opensAt(at) + 60) / roundSeconds) * roundSeconds) as Moment))]
  const fate = (recipient: string) => chanceFrom(`mailbox ${recipient}`).next()
  const mail: Door = {
    via: 'smtp',
    send: async ({ recipient }) => {
      const luck = fate(recipient)
      if (luck < 0.08) return { ok: false, error: { kind: 'refused', reply: '550 5.1.1 mailbox unavailable' } }
      if (luck < 0.3 && clock.at > now - troubleSeconds) return { ok: false, error: { kind: 'later', reply: '451 4.7.1 try again later' } }
      return { ok: true, value: true }
    },
  }
  const folder: Door = { via: 'folder', send: async () => ({ ok: true, value: true }) }
  const doors = { mail, sms: folder, zalo: folder, file: folder }
  const log = { info: () => {}, warn: () => {} }
  for (const round of rounds.sort((a, b) => a - b)) {
    if (round > now - newestSeconds) break
    clock.at = round
    await sendDue({ db, calendarOf: async () => calendar, now: () => clock.at, doors, log }, agencyId)
  }
}
