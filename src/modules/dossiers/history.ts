import { assertNever } from '../../kernel/assert.ts'
import type { Moment } from '../../kernel/moment.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import { apologySentence } from './apology/words.ts'
import type { DossierEvent, Handed } from './dossier.ts'
import { receiverInEnglish } from './forms/recorded.ts'
import { migratedSentence } from './migrate/words.ts'
import type { Channel, EndClass } from './model.ts'
import { partSentence } from './parts/words.ts'
import { pauseSentence, stepsMoved } from './pause/history.ts'
import { referralSentence, referralsMoved } from './referrals/words.ts'

/** How the history calls people, units, steps and times; the page knows them. */
export type Names = {
  officer(officerId: number): string
  unit(unitId: number): string
  step(key: string): string
  moment(at: Moment): string
  day(date: string): string
}

/** Who an entry of the journal says acted: an officer, perhaps in an absent one's place, or nobody of the office. */
export type ActedBy = { officerId: number | null; onBehalfOf: number | null }

/** "Lê Thẩm Định, làm thay Trần Trưởng Phòng"; empty when nobody of the office acted. */
export function showActor({ officerId, onBehalfOf }: ActedBy, names: Pick<Names, 'officer'>, say: Say): string {
  if (officerId === null) return ''
  const who = names.officer(officerId)
  return onBehalfOf === null ? who : say(`${who}, làm thay ${names.officer(onBehalfOf)}`, `${who}, acting for ${names.officer(onBehalfOf)}`)
}

const cameIn = inBoth(
  (say) =>
    ({
      1: say('trực tiếp tại quầy', 'at the counter'),
      2: say('trực tuyến', 'online'),
      3: say('qua bưu chính', 'by post'),
    }) satisfies Record<Channel, string>,
)
const ends = inBoth(
  (say) =>
    ({
      early: say('trước hạn', 'early'),
      'on-time': say('đúng hạn', 'on time'),
      late: say('quá hạn', 'late'),
    }) satisfies Record<EndClass, string>,
)
const papers = (n: number): string => (n === 1 ? '1 paper' : `${n} papers`)

/** What happened, as a sentence for the history of a dossier (lịch sử). A new event without a sentence does not compile. */
export function sentenceOf(event: DossierEvent, names: Names, say: Say): string {
  const step = (key: string) => `“${names.step(key)}”`
  switch (event.type) {
    case 'filed': {
      const { components, channelIn } = event.filing
      const [all, missing] = [components.length, components.filter((c) => !c.isPresent).length]
      const how = cameIn[say.lang][channelIn]
      if (all === 0) return say(`Hồ sơ được nộp ${how}.`, `Filed ${how}.`)
      return missing === 0
        ? say(`Hồ sơ được nộp ${how}, đủ ${all} giấy tờ.`, `Filed ${how}, complete with ${papers(all)}.`)
        : say(`Hồ sơ được nộp ${how}, thiếu ${missing} giấy tờ.`, `Filed ${how}, ${papers(missing)} missing.`)
    }
    case 'completion-requested': {
      const asked = event.items.map((i) => i.what).join('; ')
      return say(`Yêu cầu hoàn thiện hồ sơ trước khi tiếp nhận: ${asked}.`, `Papers asked for before acceptance: ${asked}.`)
    }
    case 'completed':
      return say('Nhận giấy tờ người nộp mang đến theo yêu cầu.', 'The applicant’s papers came in, as asked for.')
    case 'refused':
      return say(
        `Từ chối tiếp nhận: ${ending(event.reason)} Căn cứ: ${ending(event.basis)}`,
        `Refused: ${ending(event.reason)} Legal basis: ${ending(event.basis)}`,
      )
    case 'accepted': {
      const [due, next] = [names.moment(event.dueAt), passedOn(event.handed, names, say)]
      return event.isProvisional
        ? say(`Tiếp nhận, hẹn trả ${due} (tạm tính).${next}`, `Accepted, due ${due} (provisional).${next}`)
        : say(`Tiếp nhận, hẹn trả ${due}.${next}`, `Accepted, due ${due}.${next}`)
    }
    case 'step-taken':
      return say(`Nhận bước ${step(event.step)}.`, `Took step ${step(event.step)}.`)
    case 'step-completed': {
      const rest = `${event.opinion ? `: ${ending(event.opinion)}` : '.'}${passedOn(event.handed, names, say)}`
      return say(`Hoàn thành bước ${step(event.step)}${rest}`, `Completed step ${step(event.step)}${rest}`)
    }
    case 'step-returned': {
      const rest = `${ending(event.reason)}${passedOn(event.handed, names, say)}`
      return say(`Trả lại từ bước ${step(event.step)}: ${rest}`, `Sent back from step ${step(event.step)}: ${rest}`)
    }
    case 'handed-over': {
      const to = event.officerId === null ? say('đơn vị', 'the unit') : names.officer(event.officerId)
      return say(
        `Chuyển bước ${step(event.step)} cho ${to}: ${ending(event.reason)}`,
        `Handed step ${step(event.step)} over to ${to}: ${ending(event.reason)}`,
      )
    }
    case 'reassigned': {
      const to = names.officer(event.officerId)
      return say(
        `Phân công lại bước ${step(event.step)} cho ${to}: ${ending(event.reason)}`,
        `Reassigned step ${step(event.step)} to ${to}: ${ending(event.reason)}`,
      )
    }
    case 'outcome-recorded': {
      const { isPositive, number, date, title } = event.outcome
      const rest = `${names.day(date)}: ${ending(title)}`
      return isPositive
        ? say(`Kết quả số ${number} ngày ${rest}`, `Result no. ${number} of ${rest}`)
        : say(`Văn bản không chấp thuận số ${number} ngày ${rest}`, `Result (not granted) no. ${number} of ${rest}`)
    }
    case 'ended': {
      const [end, due] = [ends[say.lang][event.class], names.moment(event.dueAt)]
      return say(`Kết thúc xử lý, ${end} (hạn ${due}).`, `Processing ended, ${end} (due ${due}).`)
    }
    case 'result-returned':
      return returnedBy(event.channel, event.to, say)
    case 'due-recomputed': {
      const [from, to] = [event.from === null ? say('chưa có', 'none') : names.moment(event.from), names.moment(event.dueAt)]
      const mark = event.isProvisional ? say(' (tạm tính)', ' (provisional)') : ''
      const moved =
        event.from === event.dueAt
          ? say(`vẫn là ${to}${mark}`, `still ${to}${mark}`)
          : say(`từ ${from} thành ${to}${mark}`, `from ${from} to ${to}${mark}`)
      const steps = `${stepsMoved(event.steps, names, say)}${referralsMoved(event.referrals, names, say)}`
      return say(`Tính lại hạn theo lịch mới: ${moved}.${steps}`, `Due time by the new calendar: ${moved}.${steps}`)
    }
    case 'declined':
      return say(
        `Từ chối giải quyết ở bước ${step(event.step)}${event.opinion ? `: ${ending(event.opinion)}` : '.'}${passedOn(event.handed, names, say)}`,
        `Refused at step ${step(event.step)}${event.opinion ? `: ${ending(event.opinion)}` : '.'}${passedOn(event.handed, names, say)}`,
      )
    case 'paper-asked':
    case 'pause-proposed':
    case 'pause-declined':
    case 'paused':
    case 'resumed':
    case 'pause-annulled':
    case 'reclassified':
    case 'broken-off':
      return pauseSentence(event, names, say)
    case 'leg-sent':
    case 'leg-waived':
    case 'opinions-asked':
    case 'referral-answered':
    case 'opinions-unanswered':
    case 'opinions-waived':
      return referralSentence(event, names, say)
    case 'apology-drafted':
    case 'apology-signed':
    case 'apology-sent':
      return apologySentence(event, names, say)
    case 'migrated':
      return migratedSentence(event, names, say)
    case 'joined-whole':
    case 'left-whole':
    case 'part-joined':
    case 'part-left':
      return partSentence(event, say)
    default:
      return assertNever(event)
  }
}

function returnedBy(channel: Channel, recorded: string, say: Say): string {
  const to = say(recorded, receiverInEnglish(recorded))
  switch (channel) {
    case 1:
      return say(`Trả kết quả tại quầy cho ${ending(to)}`, `Result returned at the counter to ${ending(to)}`)
    case 2:
      return to
        ? say(`Trả kết quả bản điện tử: ${ending(to)}`, `Result returned electronically: ${ending(to)}`)
        : say('Trả kết quả bản điện tử.', 'Result returned electronically.')
    case 3:
      return say(`Trả kết quả qua bưu chính, mã vận đơn ${ending(to)}`, `Result returned by post, tracking number ${ending(to)}`)
  }
}

/** To whom the dossier went next. */
function passedOn(handed: readonly Handed[], names: Names, say: Say): string {
  if (handed.length === 0) return ''
  const to = handed.map((h) => {
    const unit = names.unit(h.unitId)
    return `“${names.step(h.step)}” (${h.officerId === null ? unit : `${names.officer(h.officerId)}, ${unit}`})`
  })
  return say(` Chuyển đến ${to.join(' và ')}.`, ` Went on to ${to.join(' and ')}.`)
}

/** Ends a sentence that somebody typed. */
const ending = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
