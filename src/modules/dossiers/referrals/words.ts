import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { MovedReferrals } from '../dossier.ts'
import type { Addressee, Referral, ReferralEvent, Stance, Way } from './referral.ts'
import { isForwardedLate } from './referral.ts'

/** What was sent. */
export const referralKindNames = inBoth(
  (say) => ({ leg: say('Liên thông', 'Leg'), opinion: say('Lấy ý kiến', 'Opinion') }) satisfies Record<Referral['kind'], string>,
)

/** How it went. */
export const wayNames = inBoth(
  (say) =>
    ({
      electronic: say('điện tử', 'electronically'),
      paper: say('bản giấy', 'on paper'),
      internal: say('nội bộ', 'within the office'),
    }) satisfies Record<Way, string>,
)

/** What an opinion says. */
export const stanceNames = inBoth(
  (say) =>
    ({
      agree: say('nhất trí', 'agrees'),
      'agree-with-remarks': say('nhất trí, có góp ý', 'agrees, with remarks'),
      disagree: say('không nhất trí', 'disagrees'),
    }) satisfies Record<Stance, string>,
)

const ends = inBoth((say) => ({ early: say('trước hạn', 'early'), 'on-time': say('đúng hạn', 'on time'), late: say('quá hạn', 'late') }))

/** Who has it, or was asked: a partner under the name it had then, a unit under today's. */
export const addresseeName = (to: Addressee, names: { unit(id: number): string }): string =>
  'name' in to ? to.name : names.unit(to.unitId)

/** How far it is (tình trạng): waited for, answered, without an answer, waited for no more. */
export function standingWords(r: Referral, now: Moment, say: Say): { text: string; tone: 'late' | 'near' | 'good' | undefined } {
  if (r.answer) {
    const said = r.answer.stance ? stanceNames[say.lang][r.answer.stance] : say('đã trả lời', 'answered')
    const end = r.answer.class ? `, ${ends[say.lang][r.answer.class]}` : ''
    return { text: `${said}${end}`, tone: r.answer.class === 'late' ? 'late' : 'good' }
  }
  if (r.dropped)
    return r.dropped.officerId === null
      ? { text: say('bước đã rời đi, không chờ nữa', 'the step was left, not waited for'), tone: undefined }
      : { text: say('thôi chờ', 'not waited for any more'), tone: undefined }
  if (r.unansweredAt !== null) return { text: say('không trả lời', 'no answer'), tone: 'late' }
  if (r.dueAt !== null && now > r.dueAt) return { text: say('quá hạn, chưa trả lời', 'late, no answer yet'), tone: 'late' }
  if (r.startsAt > now) return { text: say('đã gửi, chưa bắt đầu tính', 'sent, its time has not begun'), tone: undefined }
  return { text: say('đang chờ trả lời', 'waiting for the answer'), tone: undefined }
}

type Names = {
  officer(id: number): string
  unit(id: number): string
  step(key: string): string
  moment(at: Moment): string
  day(date: string): string
}

/** What happened, as a sentence for the history of a dossier. */
export function referralSentence(event: ReferralEvent, names: Names, say: Say): string {
  const end = (text: string) => (/[.!?…]$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`)
  switch (event.type) {
    case 'leg-sent': {
      const [who, how] = [addresseeName(event.to, names), wayNames[say.lang][event.way]]
      const [number, begins] = [event.document.number, names.moment(event.startsAt)]
      const due = event.dueAt === null ? '' : say(`, hạn trả lời ${names.moment(event.dueAt)}`, `, answer due ${names.moment(event.dueAt)}`)
      const breach = isForwardedLate({ forwardBy: event.forwardBy, sentAt: event.at })
        ? say(' Chuyển bản giấy muộn hơn quy định.', ' The papers went out later than the rules ask.')
        : ''
      return say(
        `Chuyển liên thông đến ${who} (${how}, văn bản số ${number}); thời gian của nơi nhận tính từ ${begins}${due}.${breach}`,
        `Sent to ${who} (${how}, document no. ${number}); their time counts from ${begins}${due}.${breach}`,
      )
    }
    case 'leg-waived':
      return say(`Không cần trả lời liên thông: ${end(event.reason)}`, `No answer of another agency is needed: ${end(event.reason)}`)
    case 'opinions-asked': {
      const who = event.asked.map(({ to }) => addresseeName(to, names)).join('; ')
      const until = event.asked.reduce<Moment | null>(
        (last, { dueAt }) => (dueAt !== null && (last === null || dueAt > last) ? dueAt : last),
        null,
      )
      const term = until === null ? '' : say(`, chậm nhất ${names.moment(until)}`, `, by ${names.moment(until)} at the latest`)
      return say(
        `Lấy ý kiến ${who} (văn bản số ${event.document.number})${term}: ${end(event.question)}`,
        `Asked ${who} for an opinion (document no. ${event.document.number})${term}: ${end(event.question)}`,
      )
    }
    case 'referral-answered': {
      const said = event.stance ? `: ${stanceNames[say.lang][event.stance]}` : ''
      const when = names.moment(event.arrivedAt)
      const late = event.class ? `, ${ends[say.lang][event.class]}` : ''
      const words = event.words ? ` ${end(event.words)}` : ''
      return say(
        `Nhận trả lời (lượt gửi ${event.no}) số ${event.number}, đến lúc ${when}${late}${said}.${words}`,
        `Answer to no. ${event.no} came: no. ${event.number}, at ${when}${late}${said}.${words}`,
      )
    }
    case 'opinions-unanswered':
      return say(
        `Hết thời hạn lấy ý kiến, không trả lời: lượt gửi ${event.nos.join(', ')}.`,
        `The term for opinions is over with no answer: no. ${event.nos.join(', ')}.`,
      )
    case 'opinions-waived':
      return say(
        `Không chờ ý kiến còn thiếu (lượt gửi ${event.nos.join(', ')}): ${end(event.reason)}`,
        `Opinions still out are not waited for (no. ${event.nos.join(', ')}): ${end(event.reason)}`,
      )
  }
}

/** Legs and opinions whose own time another calendar moved. */
export const referralsMoved = (moved: MovedReferrals = [], names: { moment(at: Moment): string }, say: Say): string =>
  moved
    .map(({ no, dueAt }) => {
      const due = dueAt === null ? say('không có hạn', 'none') : names.moment(dueAt)
      return say(` Hạn trả lời lượt gửi ${no}: ${due}.`, ` Answer to no. ${no} due: ${due}.`)
    })
    .join('')
