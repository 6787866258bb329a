import { z } from 'zod'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { DateField, FieldRow, RadioGroup, Select, TextField } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { showMoment } from '../../../ui/words.ts'
import { dateValue, Files, typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { showLimit } from '../list/words.ts'
import { partnerOptions } from '../partners/options.ts'
import { isOpenOn, type Partner } from '../partners/partner.ts'
import { partnersOf } from '../partners/store.ts'
import { documentFields } from '../referrals/fields.adapter.ts'
import { isForwardedLate } from '../referrals/referral.ts'
import { packOf } from '../rules/packs.ts'
import { sendLeg } from './decide.ts'

const schema = inBoth((say) => {
  const none = say('Chọn cơ quan nhận.', 'Choose the agency.')
  return z.object({
    step: z.string().max(40),
    partner: z.coerce.number(none).int().positive(none),
    way: z.enum(['electronic', 'paper'], say('Chọn cách gửi.', 'Choose how it goes.')),
    ...documentFields(say),
  })
})

/** What would happen were the fields well filled. */
function tried({ open, by, now, step, typed, more }: View<readonly Partner[]>) {
  const { dossier, calendar, procedure } = open
  const day = calendar.dayOf(now)
  const partnerId = Number(typedIn(typed, 'partner')) || (more.find((p) => isOpenOn(p, day))?.id ?? 0)
  const way = typedIn(typed, 'way') === 'paper' ? ('paper' as const) : ('electronic' as const)
  const document = { number: 'x', date: dateValue(calendar, now) }
  const pack = packOf(dossier, now)
  const facts = { at: now, actor: by, plan: procedure.plan, calendar, pack, partners: more, step: step?.step ?? '' }
  return {
    way,
    paper: sendLeg(dossier, { ...facts, partnerId, document, way: 'paper' }),
    sent: sendLeg(dossier, { ...facts, partnerId, document, way }),
  }
}

/** Chuyển liên thông: to which agency, by which document, how; sent now. */
export const sendLegRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<typeof schema.vi>, readonly Partner[]>(deps, {
    path: 'send-leg',
    needs: 'dossier.process',
    title: ({ say }) => say('Chuyển liên thông', 'Send to another agency'),
    submit: ({ say }) => say('Chuyển đi', 'Send'),
    takesFiles: true,
    onStep: true,
    prefill: ['partner'],
    schema,
    prepare: ({ db }, { by }) => db.inAgency(by.agencyId, (tx) => partnersOf(tx, by.agencyId)),
    blocked: (view) => {
      if (!view.step) return null
      const { sent } = tried(view)
      return sent.ok || sent.error.kind === 'partner-unknown' || sent.error.kind === 'partner-not-open' ? null : sent.error
    },
    run({ service }, { by, open, kept }, stamp, { step, partner, way, number, date }) {
      const files = attachmentsFrom(kept, () => 'step').map((f) => ({ ...f, place: step }))
      return service.sendLeg(by, open.code, stamp, { step, partnerId: partner, way, document: { number, date } }, files)
    },
    next: (view) => {
      const { now, say, open } = view
      const { paper, sent } = tried(view)
      const moment = (at: Moment) => showMoment(at, now, say.lang)
      const leg = sent.ok ? sent.value.events.find((e) => e.type === 'leg-sent') : undefined
      const onPaper = paper.ok ? paper.value.events.find((e) => e.type === 'leg-sent') : undefined
      const isLate = onPaper?.type === 'leg-sent' && isForwardedLate({ forwardBy: onPaper.forwardBy, sentAt: now })
      return (
        <>
          {leg?.type === 'leg-sent' && (
            <Facts
              items={[
                [say('Thời gian nơi nhận tính từ', 'Their time counts from'), <b>{moment(leg.startsAt)}</b>],
                [
                  say('Hạn trả lời', 'Answer due'),
                  leg.dueAt === null ? say('bước không có định mức', 'the step has no time of its own') : <b>{moment(leg.dueAt)}</b>,
                ],
                [say('Định mức bước', 'Time of the step'), leg.term.length === 0 ? '–' : showLimit(leg.term, say)],
              ]}
            />
          )}
          {onPaper?.type === 'leg-sent' && onPaper.forwardBy !== null && (
            <p class="small">
              {say(
                `Hồ sơ giấy phải chuyển chậm nhất ${moment(onPaper.forwardBy)}.`,
                `The paper file must go out by ${moment(onPaper.forwardBy)}.`,
              )}
            </p>
          )}
          {isLate && (
            <Notice tone="near" title={say('Bản giấy đã muộn', 'The papers are late')}>
              <p>
                {say(
                  'Chuyển bản giấy lúc này là muộn hơn quy định; vẫn gửi được, và được ghi lại là chuyển muộn.',
                  'Sending paper now is later than the rules ask; it can be sent all the same, and is recorded as late.',
                )}
              </p>
            </Notice>
          )}
          <p class="small">
            {say(
              `Gửi lúc nào ghi lúc ấy, không lùi về trước. Hạn trả của cả hồ sơ không đổi${open.due ? `: ${moment(open.due.due)}` : ''}.`,
              `It is sent when this is pressed, never earlier. The due time of the whole dossier does not change${open.due ? `: ${moment(open.due.due)}` : ''}.`,
            )}
          </p>
        </>
      )
    },
    fields: (view) => {
      const { typed, faults, kept, more, open, now, say } = view
      const options = partnerOptions(more, open.calendar.dayOf(now), say)
      return (
        <>
          <Select
            name="partner"
            label={say('Cơ quan nhận', 'Agency')}
            required
            hint={
              options.length === 0
                ? say(
                    'Chưa có cơ quan phối hợp nào; người quản trị thêm ở mục Cơ quan phối hợp.',
                    'There is no partner agency yet; the administrator adds one under Partner agencies.',
                  )
                : undefined
            }
            blank={say('Chọn cơ quan', 'Choose')}
            options={options}
            value={typedIn(typed, 'partner')}
            error={faults.partner}
          />
          <RadioGroup
            name="way"
            label={say('Cách gửi', 'How it goes')}
            required
            value={typedIn(typed, 'way', 'electronic')}
            error={faults.way}
            options={[
              {
                value: 'electronic',
                text: say('Điện tử', 'Electronically'),
                hint: say(
                  `Đến ngay; gửi sau ${packOf(open.dossier, now).rules.forwardingCutOff.value} thì nơi nhận tính từ đầu ngày làm việc sau.`,
                  `There at once; sent after ${packOf(open.dossier, now).rules.forwardingCutOff.value} it counts from the start of the next working day.`,
                ),
              },
              { value: 'paper', text: say('Bản giấy', 'On paper') },
            ]}
          />
          <FieldRow>
            <TextField
              name="number"
              label={say('Số văn bản', 'Number of the document')}
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
          <Files
            place="step"
            label={say('Tệp gửi kèm', 'Files sent with it')}
            hint={say('Văn bản, phiếu chuyển; mỗi tệp đến 25 MB.', 'The document, the transfer slip; up to 25 MB each.')}
            kept={kept}
            accept={acceptedEndings}
            error={faults['file-step']}
          />
        </>
      )
    },
  })
