import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { DateField, FieldRow, RadioGroup, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { showMoment } from '../../../ui/words.ts'
import { dateValue, Files, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { arrivalField, arrivalOf, documentFields, minuteOf } from '../referrals/fields.adapter.ts'
import { type Referral, referralsOf, stances } from '../referrals/referral.ts'
import { addresseeName, referralKindNames, stanceNames } from '../referrals/words.ts'
import { answerReferral, mayAnswer } from './decide.ts'

const schema = inBoth((say) => {
  const none = say('Chọn lượt gửi được trả lời.', 'Choose what is answered.')
  return z.object({
    no: z.coerce.number(none).int().positive(none),
    arrivedAt: arrivalField(say),
    ...documentFields(say),
    stance: z.union([z.literal(''), z.enum(stances)]).default(''),
    words: z.string().trim().max(2000, say('Nhiều nhất 2000 ký tự.', 'At most 2000 characters.')).default(''),
  })
})

/** What may be answered by this officer now; a silent or dropped one still may. */
const answerable = ({ open, by }: Pick<View<unknown>, 'open' | 'by'>): Referral[] =>
  referralsOf(open.dossier).filter((r) => r.answer === null && mayAnswer(open.dossier, r, by))
const chosen = (view: Pick<View<unknown>, 'open' | 'by' | 'typed'>): Referral | undefined => {
  const all = answerable(view)
  return all.find((r) => r.no === Number(typedIn(view.typed, 'no'))) ?? all.find((r) => r.dropped === null) ?? all.at(-1)
}

/** Ghi nhận trả lời: of a leg or an opinion, from when it arrived. */
export const answerReferralRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'answer-referral',
    needs: 'dossier.process',
    title: (view) =>
      chosen(view)?.kind === 'opinion'
        ? view.say('Ghi nhận ý kiến', 'Record an opinion')
        : view.say('Ghi nhận trả lời', 'Record an answer'),
    submit: ({ say }) => say('Ghi nhận', 'Record it'),
    takesFiles: true,
    prefill: ['no'],
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const { open, by, now } = view
      const one = chosen(view)
      if (!one) return { kind: 'no-such-referral', no: Number(typedIn(view.typed, 'no')) || 0 }
      const words = { number: 'x', date: dateValue(open.calendar, now), stance: 'agree', words: '' } as const
      const answer = answerReferral(open.dossier, { at: now, actor: by, calendar: open.calendar, no: one.no, arrivedAt: now, ...words })
      return answer.ok ? null : answer.error
    },
    run({ service }, { by, open, now, kept }, stamp, { no, arrivedAt, number, date, stance, words }) {
      const asked = referralsOf(open.dossier).find((r) => r.no === no)
      const files = attachmentsFrom(kept, () => 'step')
      const arrived = arrivalOf(arrivedAt, now, asked?.sentAt ?? null)
      return service.answerReferral(by, open.code, stamp, { no, arrivedAt: arrived, number, date, stance: stance || null, words }, files)
    },
    next: (view) => {
      const { now, say, open } = view
      const one = chosen(view)
      if (!one) return null
      const moment = (at: typeof now) => showMoment(at, now, say.lang)
      return (
        <>
          <Facts
            items={[
              [referralKindNames[say.lang][one.kind], addresseeName(one.to, open.names)],
              [say('Gửi lúc', 'Sent'), moment(one.sentAt)],
              [say('Tính từ', 'Counts from'), moment(one.startsAt)],
              [say('Hạn trả lời', 'Due'), one.dueAt === null ? '–' : moment(one.dueAt)],
            ]}
          />
          <p class="small">
            {say(
              'Sớm hay muộn định theo lúc trả lời đến, không theo lúc ghi.',
              'Early or late is decided by when the answer arrived, not by when it is recorded.',
            )}
          </p>
        </>
      )
    },
    fields: (view) => {
      const { typed, faults, kept, now, say, open } = view
      const one = chosen(view)
      const all = answerable(view)
      return (
        <>
          {all.length > 1 ? (
            <Select
              name="no"
              label={say('Trả lời của', 'Answer of')}
              required
              options={all.map((r) => ({
                value: String(r.no),
                text: `${addresseeName(r.to, open.names)} (${referralKindNames[say.lang][r.kind].toLocaleLowerCase('vi')}, ${r.document.number})`,
              }))}
              value={String(one?.no ?? '')}
              error={faults.no}
            />
          ) : (
            <input type="hidden" name="no" value={String(one?.no ?? '')} />
          )}
          <DateField
            name="arrivedAt"
            label={say('Trả lời đến lúc', 'The answer arrived at')}
            hint={say(
              'Lúc văn bản đến cơ quan; ghi muộn cũng tính từ lúc ấy.',
              'When it came to the agency; recorded later, it still counts from then.',
            )}
            withTime
            value={typedIn(typed, 'arrivedAt', minuteOf(now))}
            max={minuteOf(now)}
            error={faults.arrivedAt}
          />
          <FieldRow>
            <TextField
              name="number"
              label={say('Số văn bản trả lời', 'Number of the answer')}
              required
              value={typedIn(typed, 'number')}
              error={faults.number}
            />
            <DateField
              name="date"
              label={say('Ngày văn bản', 'Date of the document')}
              required
              value={typedIn(typed, 'date', dateValue(open.calendar, now))}
              error={faults.date}
            />
          </FieldRow>
          {all.some((r) => r.kind === 'opinion') && (
            <RadioGroup
              name="stance"
              label={
                one?.kind === 'opinion'
                  ? say('Nội dung ý kiến', 'What it says')
                  : say('Nội dung, nếu là ý kiến', 'What it says, if it is an opinion')
              }
              required={one?.kind === 'opinion'}
              value={typedIn(typed, 'stance')}
              error={faults.stance}
              options={stances.map((stance) => ({ value: stance, text: capital(stanceNames[say.lang][stance]) }))}
            />
          )}
          <TextArea
            name="words"
            label={say('Tóm tắt, góp ý', 'Summary, remarks')}
            rows={3}
            value={typedIn(typed, 'words')}
            error={faults.words}
          />
          <Files
            place="answer"
            label={say('Tệp văn bản trả lời', 'Files of the answer')}
            hint={say('Nếu có; mỗi tệp đến 25 MB.', 'If there are any; up to 25 MB each.')}
            kept={kept}
            accept={acceptedEndings}
            error={faults['file-answer']}
          />
        </>
      )
    },
  })

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
