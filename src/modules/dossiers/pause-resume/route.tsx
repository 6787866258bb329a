import { z } from 'zod'
import { type Moment, moment, momentText } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { DateField } from '../../../ui/form.tsx'
import { showMoment } from '../../../ui/words.ts'
import { Files, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { type Dossier, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { openHold, type PauseCause } from '../pause/hold.ts'
import { recordArrival, resume } from './decide.ts'

const schema = inBoth((say) =>
  z.object({
    arrivedAt: z
      .union([
        z.literal(''),
        z.iso.datetime({ local: true, precision: -1, error: say('Ghi ngày và giờ nhận.', 'Enter the day and the time of arrival.') }),
      ])
      .default(''),
  }),
)

const minuteOf = (at: Moment): string => momentText(at).slice(0, 16)

/** What was typed, in whole minutes. The minute in which it is sent is now, and that in which the pause began is its beginning. */
function arrival(typed: string, now: Moment, from: Moment | null): Moment | 'now' {
  if (typed === '' || typed === minuteOf(now)) return 'now'
  return from !== null && typed === minuteOf(from) ? from : moment(`${typed}:00+07:00`)
}

const holdOf = ({ open }: Pick<View<unknown>, 'open'>) => openHold(open.dossier.holds)

/** Ghi nhận đã đến: papers, payment or the lifting; the clock goes on from when it came, whoever records it later. */
export const resumeRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'pause-resume',
    needs: 'dossier.process',
    title: (view) => titles[view.say.lang][holdOf(view)?.cause ?? 'supplement'],
    submit: ({ say }) => say('Đã đến, giải quyết tiếp', 'It came: go on'),
    takesFiles: true,
    prepare: async () => undefined,
    schema,
    blocked: ({ open, by, now }) => {
      const answer = recordArrival(open.dossier, { at: now, arrivedAt: now, actor: by })
      return answer.ok ? null : answer.error
    },
    run({ service }, view, stamp, asked) {
      const { by, open, now, kept } = view
      const hold = holdOf(view)
      const files = attachmentsFrom(kept, () => 'component').map((f) => ({ ...f, place: `hold-${hold?.no ?? 0}` }))
      return service.resume(by, open.code, stamp, arrival(asked.arrivedAt, now, hold?.from ?? null), files)
    },
    next: ({ open, now, say }) => {
      const going = resume(open.dossier, { at: now, arrivedAt: now })
      const due = going.ok ? currentDue(going.value.reduce<Dossier>(evolve, open.dossier), open.calendar) : null
      return (
        <>
          <p>
            {say(
              'Đồng hồ chạy tiếp từ thời điểm nhận, không phải từ lúc bấm nút.',
              'The clock goes on from the time of arrival, not from when this is pressed.',
            )}
          </p>
          {due && (
            <p>
              {say(
                `Nhận lúc này thì hạn trả mới là ${showMoment(due.due, now, 'vi')}.`,
                `If it came now, the new due time is ${showMoment(due.due, now, 'en')}.`,
              )}
            </p>
          )}
        </>
      )
    },
    fields: (view) => {
      const { typed, faults, kept, now, say } = view
      const hold = holdOf(view)
      return (
        <>
          {hold && hold.items.length > 0 && (
            <>
              <p>{say('Đã yêu cầu:', 'Asked for:')}</p>
              <ol class="numbered">
                {hold.items.map(({ what, why }) => (
                  <li>
                    {what} <span class="small">({why})</span>
                  </li>
                ))}
              </ol>
            </>
          )}
          <DateField
            name="arrivedAt"
            label={say('Thời điểm nhận', 'Time of arrival')}
            hint={say(
              'Lúc người nộp giao tại quầy, bưu chính đến, hoặc gửi qua cổng; ghi muộn cũng tính từ lúc ấy.',
              'When it was handed in at the counter, came by post or over the portal; recorded later, it still counts from then.',
            )}
            withTime
            value={typedIn(typed, 'arrivedAt', minuteOf(now))}
            max={minuteOf(now)}
            error={faults.arrivedAt}
          />
          <Files
            place="arrived"
            label={say('Giấy tờ đã đến', 'What arrived')}
            hint={say('Nếu có tệp; mỗi tệp đến 25 MB.', 'If there are files; up to 25 MB each.')}
            kept={kept}
            accept={acceptedEndings}
            error={faults['file-arrived']}
          />
        </>
      )
    },
  })

const titles = inBoth(
  (say) =>
    ({
      supplement: say('Ghi nhận giấy tờ đã đến', 'Record the papers that arrived'),
      finance: say('Ghi nhận đã nộp nghĩa vụ tài chính', 'Record the payment'),
      'legal-hold': say('Ghi nhận hết yêu cầu tạm dừng', 'Record that the hold was lifted'),
    }) satisfies Record<PauseCause, string>,
)
