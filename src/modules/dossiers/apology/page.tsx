import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { showMoment } from '../../../ui/words.ts'
import { type Apology, apologiesOf } from './apology.ts'
import type { ApologyAct } from './offers.ts'
import { apologyActNames, apologyChannelNames } from './words.ts'

type Named = { officer(id: number): string }

/** How far an apology is: drafted, signed, sent. */
export function apologyState({ signed, sent }: Pick<Apology, 'signed' | 'sent'>, say: Say): string {
  if (sent) return sent.isLate ? say('đã gửi, muộn', 'sent, late') : say('đã gửi', 'sent')
  return signed ? say('đã ký, chưa gửi', 'signed, not sent') : say('chờ ký', 'to be signed')
}

/** The letter as it stands, in facts: what it says, who wrote and who signed it. */
export const ApologyFacts: FC<{ apology: Apology; now: Moment; names: Named }> = ({ apology, now, names }) => {
  const say = useSay()
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  const { reason, dueAt, newDueAt, writtenBy, draftedAt, signed, sent } = apology
  const writer = writtenBy === null ? say('hệ thống lập', 'drafted by the system') : names.officer(writtenBy)
  const channel = sent && apologyChannelNames[say.lang][sent.channel]
  return (
    <Facts
      items={[
        [say('Đã hẹn trả', 'Promised'), moment(dueAt)],
        [say('Hẹn lại', 'New day'), moment(newDueAt)],
        [say('Lý do', 'Reason'), reason],
        [say('Người viết', 'Written by'), `${writer}, ${moment(draftedAt)}`],
        [say('Ký', 'Signed'), signed ? `${names.officer(signed.officerId)}, ${moment(signed.at)}` : say('chưa ký', 'not yet')],
        [
          say('Gửi người nộp', 'Sent'),
          sent
            ? `${channel}, ${moment(sent.at)}${sent.isLate ? say(' (muộn hơn quy định)', ' (later than the rules ask)') : ''}`
            : say('chưa gửi', 'not yet'),
        ],
      ]}
    />
  )
}

/** What a dossier's page says of its apology (thư xin lỗi): nothing where there is none, or where its time is over. */
export const ApologyNote: FC<{
  code: string
  dossier: { apologies: readonly Apology[]; ended: object | null; broken: object | null }
  acts: readonly ApologyAct[]
  now: Moment
  names: Named
}> = ({ code, dossier, acts, now, names }) => {
  const say = useSay()
  const apology = apologiesOf(dossier).at(-1)
  if (!apology || ((dossier.ended || dossier.broken) && !apology.sent)) return null
  const day = showMoment(apology.newDueAt, now, say.lang)
  const state = apologyState(apology, say)
  return (
    <Notice
      tone={apology.sent ? undefined : 'near'}
      title={
        apology.sent
          ? say(`Thư xin lỗi ${state}: hẹn lại ${day}`, `Apology ${state}: new day ${day}`)
          : say(`Thư xin lỗi ${state}`, `Apology ${state}`)
      }
    >
      <ApologyFacts apology={apology} now={now} names={names} />
      {acts.length > 0 && (
        <p>
          {acts.map((act, i) => (
            <>
              {i > 0 && ' · '}
              <a href={`/office/dossiers/${code}/${act}`}>{apologyActNames[say.lang][act]}</a>
            </>
          ))}
        </p>
      )}
      <p class="small">
        {say(
          'Ngày hẹn lại không đổi hạn trả: quá hạn vẫn tính từ hạn trả.',
          'The new day does not move the due time: late is still judged by it.',
        )}
      </p>
    </Notice>
  )
}
