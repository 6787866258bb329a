import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { Broken, DossierEvent, MovedSteps } from '../dossier.ts'
import type { PauseCause } from './hold.ts'

/** Causes of pauses in words. */
export const causeNames = inBoth(
  (say) =>
    ({
      supplement: say('chờ người nộp bổ sung giấy tờ', 'waiting for the applicant’s papers'),
      finance: say('chờ nghĩa vụ tài chính', 'waiting for a payment'),
      'legal-hold': say('theo yêu cầu của cơ quan có thẩm quyền', 'at the request of an authority'),
    }) satisfies Record<PauseCause, string>,
)

/** The same in a cell of a list: what a dossier that stands still waits for. */
export const pausedWords = inBoth(
  (say) =>
    ({
      supplement: say('chờ bổ sung giấy tờ', 'waiting for papers'),
      finance: say('chờ nộp thuế, phí', 'waiting for payment'),
      'legal-hold': say('chờ cơ quan có thẩm quyền', 'held by an authority'),
    }) satisfies Record<PauseCause, string>,
)

/** How a dossier ended without a result. */
export const brokenNames = inBoth(
  (say) =>
    ({
      withdrawn: say('Người nộp rút hồ sơ', 'Withdrawn by the applicant'),
      stopped: say('Dừng giải quyết theo yêu cầu của người nộp', 'Stopped at the applicant’s wish'),
      'not-supplemented': say('Đóng hồ sơ vì hết thời hạn mà không bổ sung', 'Closed: the papers never came'),
    }) satisfies Record<Broken['kind'], string>,
)

type PauseEvent = Extract<
  DossierEvent,
  { type: 'paper-asked' | 'pause-proposed' | 'pause-declined' | 'paused' | 'resumed' | 'pause-annulled' | 'reclassified' | 'broken-off' }
>

/** What happened, as a sentence for the history of a dossier. */
export function pauseSentence(
  event: PauseEvent,
  names: { moment(at: Moment): string; day(date: string): string; step(key: string): string },
  say: Say,
): string {
  const end = (text: string) => (/[.!?…]$/u.test(text) ? text : `${text}.`)
  switch (event.type) {
    case 'pause-proposed': {
      const { number, date } = event.document
      return say(
        `Đề nghị tạm dừng, ${causeNames.vi[event.cause]}, văn bản số ${number} ngày ${names.day(date)}: ${end(event.reason)}`,
        `Pause proposed, ${causeNames.en[event.cause]}, document no. ${number} of ${names.day(date)}: ${end(event.reason)}`,
      )
    }
    case 'paper-asked': {
      const asked = event.items.map(({ what }) => what).join('; ')
      return say(
        `Yêu cầu nộp bản giấy bị từ chối vì hồ sơ làm trực tuyến toàn trình: ${end(asked || event.reason)}`,
        `Asking for paper was refused, for the dossier is wholly online: ${end(asked || event.reason)}`,
      )
    }
    case 'pause-declined':
      return say(`Không đồng ý tạm dừng: ${end(event.reason)}`, `Pause declined: ${end(event.reason)}`)
    case 'paused': {
      const until = names.moment(event.until)
      return say(
        `Tạm dừng, ${causeNames.vi[event.cause]}, văn bản số ${event.document.number}, lâu nhất đến ${until}.`,
        `Paused, ${causeNames.en[event.cause]}, document no. ${event.document.number}, until ${until} at the longest.`,
      )
    }
    case 'resumed': {
      const at = names.moment(event.arrivedAt)
      const steps = stepsMoved(event.steps, names, say)
      return event.end === 'arrived'
        ? say(`Tiếp tục giải quyết từ ${at}, lúc nhận đủ.${steps}`, `Goes on from ${at}, when it arrived.${steps}`)
        : say(`Hết thời hạn tạm dừng, tiếp tục từ ${at}.${steps}`, `The longest pause was over; goes on from ${at}.${steps}`)
    }
    case 'pause-annulled': {
      const rest = `${end(event.reason)}${stepsMoved(event.steps, names, say)}`
      return say(`Hủy lần tạm dừng thứ ${event.no}: ${rest}`, `Pause no. ${event.no} annulled: ${rest}`)
    }
    case 'reclassified': {
      const due = names.moment(event.dueAt)
      return event.class === 'late'
        ? say(`Xếp lại: quá hạn (hạn ${due}).`, `Classed anew: late (due ${due}).`)
        : say(`Xếp lại: không quá hạn (hạn ${due}).`, `Classed anew: not late (due ${due}).`)
    }
    case 'broken-off':
      return `${brokenNames[say.lang][event.kind]}: ${end(event.reason)}`
  }
}

/** Due times of steps that an event moved. */
export const stepsMoved = (steps: MovedSteps = [], names: { moment(at: Moment): string; step(key: string): string }, say: Say): string =>
  steps
    .map(({ step, dueAt }) => {
      const due = dueAt === null ? say('không có hạn', 'none') : names.moment(dueAt)
      return say(` Hạn bước “${names.step(step)}”: ${due}.`, ` Step “${names.step(step)}” due: ${due}.`)
    })
    .join('')
