import type { FC } from 'hono/jsx'
import { day, type Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { TimeBar } from '../../../ui/time-bar.tsx'
import { showDate, showMoment, showMomentShort } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import { barOf } from './bar.ts'
import { isForwardedLate, type Referral, referralsOf } from './referral.ts'
import { addresseeName, referralKindNames, standingWords, wayNames } from './words.ts'

type Props = {
  shown: { code: string; dossier: Dossier }
  now: Moment
  calendar: WorkingCalendar
  names: { officer(id: number): string; unit(id: number): string; step(key: string): string }
  answerable?: readonly number[]
}

/** What the dossier was sent out for (liên thông, lấy ý kiến): with whom it is, since when, until when, and what came of it. */
export const Referrals: FC<Props> = (props) => {
  const say = useSay()
  const all = referralsOf(props.shown.dossier)
  if (all.length === 0) return null
  return (
    <Section title={say('Liên thông, lấy ý kiến', 'Other agencies, opinions')} id="referrals">
      <ol class="stack numbered">
        {all.map((r) => (
          <One {...props} r={r} />
        ))}
      </ol>
    </Section>
  )
}

const One: FC<Props & { r: Referral }> = ({ r, shown, now, calendar, names, answerable = [] }) => {
  const say = useSay()
  const moment = (at: Moment) => showMomentShort(at, now, say.lang)
  const { text, tone } = standingWords(r, now, say)
  const due =
    r.dueAt === null ? say('không có hạn riêng', 'no due time of its own') : say(`hạn ${moment(r.dueAt)}`, `due ${moment(r.dueAt)}`)
  const document = say(
    `văn bản số ${r.document.number} ngày ${showDate(day(r.document.date), now, 'vi')}`,
    `document no. ${r.document.number} of ${showDate(day(r.document.date), now, 'en')}`,
  )
  return (
    <li>
      <p>
        <b>{addresseeName(r.to, names)}</b> · {referralKindNames[say.lang][r.kind]} · <Tag tone={tone}>{text}</Tag>
        {isForwardedLate(r) && (
          <>
            {' '}
            <Tag tone="near">{say('chuyển bản giấy muộn', 'papers sent late')}</Tag>
          </>
        )}
        {answerable.includes(r.no) && (
          <>
            {' · '}
            <a href={`/office/dossiers/${shown.code}/answer-referral?no=${r.no}`}>{say('Ghi nhận trả lời', 'Record the answer')}</a>
          </>
        )}
      </p>
      <TimeBar size="row" segments={barOf(r, calendar, now)} daySeconds={calendar.ordinaryDaySeconds} />
      <p class="small">
        {say(
          `“${names.step(r.step)}” · gửi ${moment(r.sentAt)} ${wayNames.vi[r.way]}, ${document}${r.startsAt === r.sentAt ? '' : `, tính từ ${moment(r.startsAt)}`} · ${due} · ${names.officer(r.officerId)} theo dõi`,
          `“${names.step(r.step)}” · sent ${moment(r.sentAt)} ${wayNames.en[r.way]}, ${document}${r.startsAt === r.sentAt ? '' : `, counted from ${moment(r.startsAt)}`} · ${due} · followed by ${names.officer(r.officerId)}`,
        )}
      </p>
      {r.question && <p>{r.question}</p>}
      {r.answer && (
        <p class="small">
          {say(
            `Trả lời số ${r.answer.number} ngày ${showDate(day(r.answer.date), now, 'vi')}, đến ${showMoment(r.answer.arrivedAt, now, 'vi')}`,
            `Answer no. ${r.answer.number} of ${showDate(day(r.answer.date), now, 'en')}, came ${showMoment(r.answer.arrivedAt, now, 'en')}`,
          )}
          {r.answer.words && `: ${r.answer.words}`}
          {r.unansweredAt !== null && say(' · trước đó đã ghi không trả lời', ' · “no answer” had been recorded before')}
        </p>
      )}
      {r.dropped && r.dropped.officerId !== null && (
        <p class="small">
          {say(
            `${names.officer(r.dropped.officerId)} quyết định không chờ: ${r.dropped.reason}`,
            `${names.officer(r.dropped.officerId)} decided not to wait: ${r.dropped.reason}`,
          )}
        </p>
      )}
    </li>
  )
}
