import { z } from 'zod'
import { type Moment, moment, momentText } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { DateField, TextArea } from '../../../ui/form.tsx'
import { showMoment } from '../../../ui/words.ts'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { openApology } from '../apology/apology.ts'
import { dueNow, proposedDay } from '../apology/forecast.ts'
import { unfinishedReason } from '../forms/recorded.ts'
import { packOf } from '../rules/packs.ts'
import { delayedStep, draftApology } from './decide.ts'

/** The reason and the new day, as an hour of a day in Viet Nam. */
const schema = inBoth((say) =>
  z.object({
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do chậm trả kết quả.', 'Enter why the result is late.'))
      .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
    newDue: z
      .string()
      .trim()
      .transform((text, ctx): Moment => {
        try {
          return moment(`${text.slice(0, 16)}:00+07:00`)
        } catch {
          ctx.addIssue({ code: 'custom', message: say('Ghi ngày, giờ hẹn lại có thật.', 'Enter a real day and hour.') })
          return z.NEVER
        }
      }),
  }),
)

/** "2026-03-09T10:00", as the field has it. */
const fieldText = (at: Moment): string => momentText(at).slice(0, 16)

/** Lập, sửa thư xin lỗi và hẹn lại ngày trả. */
export const draftApologyRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'draft-apology',
    needs: 'dossier.process',
    title: ({ say, open }) =>
      openApology(open.dossier)
        ? say('Sửa thư xin lỗi', 'Change the apology')
        : say('Lập thư xin lỗi, hẹn lại', 'Write an apology with a new day'),
    submit: ({ say }) => say('Lưu thư xin lỗi', 'Save the apology'),
    prepare: async () => undefined,
    schema,
    blocked: ({ open, by, now }) => {
      const tried = draftApology(open.dossier, {
        at: now,
        actor: by,
        reason: 'x',
        newDueAt: proposedDay(open.dossier, { at: now, plan: open.procedure.plan, calendar: open.calendar }) ?? now,
        calendar: open.calendar,
        pack: packOf(open.dossier, now),
      })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, { reason, newDue }) => service.draftApology(by, open.code, stamp, { reason, newDueAt: newDue }),
    next: ({ say }) => (
      <>
        <p>
          {say(
            'Thư chờ người đứng đầu đơn vị hoặc lãnh đạo ký; người viết thư không tự ký.',
            'The letter waits for the head of the unit or a leader to sign; whoever wrote it does not.',
          )}
        </p>
        <p>
          {say(
            'Ngày hẹn lại chỉ báo cho người nộp biết. Hạn trả không đổi: sớm, đúng hay quá hạn vẫn tính theo hạn trả.',
            'The new day tells the applicant. The due time stays: early, on time or late is still judged by it.',
          )}
        </p>
      </>
    ),
    fields({ open, typed, faults, now, say }) {
      const draft = openApology(open.dossier)
      const facts = { at: now, plan: open.procedure.plan, calendar: open.calendar }
      const due = dueNow(open.dossier, open.calendar, now)?.due
      const proposed = draft?.newDueAt ?? proposedDay(open.dossier, facts)
      const step = delayedStep(open.dossier)
      const reason = draft?.reason ?? (step ? unfinishedReason(open.names.step(step.step)) : '')
      return (
        <>
          <TextArea
            name="reason"
            label={say('Lý do chưa trả được kết quả', 'Why the result is not there')}
            hint={say('In nguyên văn trên thư gửi người nộp.', 'Printed as it is in the letter to the applicant.')}
            required
            rows={4}
            value={typedIn(typed, 'reason', reason)}
            error={faults.reason}
          />
          <DateField
            name="newDue"
            label={say('Hẹn lại ngày, giờ trả', 'New day and hour')}
            hint={
              due === undefined
                ? undefined
                : say(
                    `Sau hạn trả ${showMoment(due, now, 'vi')}, vào ngày làm việc. Chỉ được hẹn lại một lần.`,
                    `After the due time ${showMoment(due, now, 'en')}, on a working day. Only one new day may be promised.`,
                  )
            }
            required
            withTime
            value={typedIn(typed, 'newDue', proposed === null ? '' : fieldText(proposed))}
            error={faults.newDue}
          />
        </>
      )
    },
  })
