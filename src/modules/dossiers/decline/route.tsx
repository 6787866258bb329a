import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { DateField, FieldRow, TextArea, TextField } from '../../../ui/form.tsx'
import { showMoment } from '../../../ui/words.ts'
import { dateValue, Files, NextSteps, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { endNames } from '../list/words.ts'
import { isOfIn } from '../service.ts'
import { decline } from './decide.ts'

const schema = inBoth((say) =>
  z.object({
    step: z.string().max(40),
    opinion: z
      .string()
      .trim()
      .min(1, say('Ghi vì sao không giải quyết.', 'Enter why it is not granted.'))
      .max(4000, say('Ý kiến nhiều nhất 4000 ký tự.', 'An opinion has at most 4000 characters.')),
    number: z
      .string()
      .trim()
      .min(1, say('Ghi số của văn bản từ chối.', 'Enter the number of the letter.'))
      .max(100, say('Số văn bản nhiều nhất 100 ký tự.', 'A number has at most 100 characters.')),
    date: z.iso.date(say('Ngày không có thật; ghi theo ngày/tháng/năm.', 'There is no such date; enter day/month/year.')),
    title: z
      .string()
      .trim()
      .min(1, say('Ghi tên của văn bản từ chối.', 'Enter the title of the letter.'))
      .max(500, say('Tên văn bản nhiều nhất 500 ký tự.', 'A title has at most 500 characters.')),
  }),
)

const tried = ({ open, by, step, now }: Pick<View<unknown>, 'open' | 'by' | 'step' | 'now'>) =>
  step &&
  decline(open.dossier, {
    ...{ at: now, step: step.step, opinion: 'x', actor: by, plan: open.procedure.plan, calendar: open.calendar, isOf: isOfIn(open.org) },
    outcome: { number: 'x', date: dateValue(open.calendar, now), title: 'x', isPositive: false },
  })

/** Từ chối giải quyết sau khi tiếp nhận: the letter is the result; the steps in between fall away and it goes to be given out. */
export const declineRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'decline',
    needs: 'dossier.process',
    title: ({ say }) => say('Từ chối giải quyết', 'Refuse after acceptance'),
    submit: ({ say }) => say('Ghi văn bản từ chối', 'Record the refusal'),
    danger: true,
    takesFiles: true,
    onStep: true,
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const answer = tried(view)
      return answer && !answer.ok ? answer.error : null
    },
    run({ service }, { by, open, kept }, stamp, { step, opinion, number, date, title }) {
      const files = attachmentsFrom(kept, () => 'result').map((f) => ({ ...f, place: step }))
      return service.decline(by, open.code, stamp, { step, opinion, outcome: { number, date, title, isPositive: false } }, files)
    },
    next: (view) => {
      const { say, open, now } = view
      const answer = tried(view)
      if (!answer?.ok) return null
      const declined = answer.value.events.find((e) => e.type === 'declined')
      const ended = answer.value.events.find((e) => e.type === 'ended')
      return (
        <>
          <NextSteps
            handed={declined?.handed ?? []}
            names={open.names}
            calendar={open.calendar}
            now={now}
            nobody={say('Quy trình không có bước trả kết quả.', 'The process has no step that returns the result.')}
          />
          {ended && (
            <p class="small">
              {say(
                `Kết thúc xử lý ở đây, ${endNames.vi[ended.class]} (hạn ${showMoment(ended.dueAt, now, 'vi')}). Các bước còn lại không làm nữa.`,
                `Processing ends here, ${endNames.en[ended.class]} (due ${showMoment(ended.dueAt, now, 'en')}). The steps in between fall away.`,
              )}
            </p>
          )}
        </>
      )
    },
    fields: ({ typed, faults, kept, open, now, say }) => (
      <>
        <TextArea
          name="opinion"
          label={say('Vì sao không giải quyết', 'Why it is not granted')}
          required
          rows={4}
          value={typedIn(typed, 'opinion')}
          error={faults.opinion}
        />
        <FieldRow>
          <TextField
            name="number"
            label={say('Số văn bản từ chối', 'Number of the letter')}
            required
            value={typedIn(typed, 'number')}
            error={faults.number}
          />
          <DateField
            name="date"
            label={say('Ngày văn bản', 'Date of the letter')}
            required
            value={typedIn(typed, 'date', dateValue(open.calendar, now))}
            error={faults.date}
          />
        </FieldRow>
        <TextField
          name="title"
          label={say('Tên văn bản', 'Title of the letter')}
          required
          value={typedIn(typed, 'title')}
          error={faults.title}
        />
        <Files
          place="result"
          label={say('Tệp của văn bản', 'Files of the letter')}
          hint={say('Bản đã ký; mỗi tệp đến 25 MB.', 'The signed letter; up to 25 MB each.')}
          kept={kept}
          accept={acceptedEndings}
          error={faults['file-result']}
        />
      </>
    ),
  })
