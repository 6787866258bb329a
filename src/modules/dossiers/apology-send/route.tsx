import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { apologyChannels, openApology } from '../apology/apology.ts'
import { dueNow, isSentInTime } from '../apology/forecast.ts'
import { ApologyFacts } from '../apology/page.tsx'
import { apologyChannelNames } from '../apology/words.ts'
import { packOf } from '../rules/packs.ts'
import { sendApology } from './decide.ts'

const schema = inBoth((say) => z.object({ channel: z.enum(apologyChannels, say('Chọn cách gửi.', 'Choose how it was sent.')) }))

/** Ghi đã gửi thư xin lỗi. */
export const sendApologyRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'send-apology',
    needs: 'dossier.process',
    title: ({ say }) => say('Gửi thư xin lỗi', 'Send the apology'),
    submit: ({ say }) => say('Đã gửi thư xin lỗi', 'The apology is sent'),
    prepare: async () => undefined,
    schema,
    blocked: ({ open, now }) => {
      const tried = sendApology(open.dossier, { at: now, channel: 'portal', calendar: open.calendar, pack: packOf(open.dossier, now) })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.sendApology(by, open.code, stamp, asked),
    next({ open, now, say }) {
      const due = dueNow(open.dossier, open.calendar, now)?.due
      const isInTime = due !== undefined && isSentInTime(open.calendar, now, due, packOf(open.dossier, now))
      return (
        <>
          <p>
            {say(
              'Ngày hẹn lại hiện trên trang tra cứu của người nộp, bên cạnh ngày đã hẹn.',
              'The new day shows on the applicant’s look-up page, beside the promised one.',
            )}
          </p>
          {!isInTime && (
            <p>
              {say(
                'Đã quá thời điểm phải gửi (một ngày làm việc trước ngày hẹn trả): thư vẫn gửi, và được ghi là gửi muộn.',
                'The time for sending (one working day before the due day) is over: the letter still goes out, and is marked as late.',
              )}
            </p>
          )}
        </>
      )
    },
    fields({ open, typed, faults, now, say }) {
      const apology = openApology(open.dossier)
      return (
        <>
          {apology && <ApologyFacts apology={apology} now={now} names={open.names} />}
          <RadioGroup
            name="channel"
            label={say('Cách gửi', 'How it was sent')}
            required
            value={typedIn(typed, 'channel')}
            error={faults.channel}
            options={apologyChannels.map((channel) => ({ value: channel, text: apologyChannelNames[say.lang][channel] }))}
          />
        </>
      )
    },
  })
