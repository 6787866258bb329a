import type { FC } from 'hono/jsx'
import { day, type Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { showDate, showMoment } from '../../../ui/words.ts'
import type { Dossier } from '../dossier.ts'
import type { Offers } from '../show/offers.ts'
import { brokenNames, causeNames } from './history.ts'
import { type Hold, openHold, type Proposal } from './hold.ts'

type Props = {
  shown: { code: string; dossier: Dossier }
  now: Moment
  names: { officer(id: number): string }
  offers: Offers
}

const documentWords = ({ document }: Pick<Proposal, 'document'>, now: Moment, say: Say): string => {
  const date = showDate(day(document.date), now, say.lang)
  return say(`văn bản số ${document.number} ngày ${date}`, `document no. ${document.number} of ${date}`)
}

const Items: FC<Pick<Proposal, 'items'>> = ({ items }) =>
  items.length === 0 ? null : (
    <ul>
      {items.map(({ what, why }) => (
        <li>
          {what} <span class="small">({why})</span>
        </li>
      ))}
    </ul>
  )

/** What holds the dossier up now: a pause that lasts, one that waits for the head, or that it was broken off. */
export const Standstill: FC<Props> = ({ shown, now, names }) => {
  const say = useSay()
  const { dossier } = shown
  const { broken, proposal } = dossier
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  if (broken)
    return (
      <Notice title={`${brokenNames[say.lang][broken.kind]}, ${moment(broken.at)}`}>
        <p>{broken.reason}</p>
      </Notice>
    )
  const hold = openHold(dossier.holds)
  if (hold) {
    const cause = causeNames[say.lang][hold.cause]
    return (
      <Notice
        tone="near"
        title={say(
          `Tạm dừng từ ${moment(hold.from)}, ${cause}; lâu nhất đến ${moment(hold.until)}`,
          `Paused since ${moment(hold.from)}, ${cause}; until ${moment(hold.until)} at the longest`,
        )}
      >
        <p>
          {hold.reason} <span class="small">({documentWords(hold, now, say)})</span>
        </p>
        <Items items={hold.items} />
      </Notice>
    )
  }
  if (!proposal) return null
  const who = names.officer(proposal.officerId)
  return (
    <Notice
      tone="near"
      title={say(
        `${who} đề nghị tạm dừng lúc ${moment(proposal.at)}, chờ duyệt; đồng hồ vẫn chạy`,
        `${who} proposed a pause at ${moment(proposal.at)}; it waits for the head, and the clock goes on`,
      )}
    >
      <p>
        {causeNames[say.lang][proposal.cause]}: {proposal.reason} <span class="small">({documentWords(proposal, now, say)})</span>
      </p>
      <Items items={proposal.items} />
    </Notice>
  )
}

/** Every pause of the dossier (các lần tạm dừng), annulled ones too: what was recorded, and what was found wrong of it, both stay. */
export const Pauses: FC<Props> = ({ shown, now, names, offers }) => {
  const say = useSay()
  const { holds } = shown.dossier
  if (holds.length === 0) return null
  const mayAnnul = [offers.next, ...offers.others, ...offers.more].some((o) => o?.act === 'pause-annul')
  return (
    <Section title={say('Các lần tạm dừng', 'Pauses')} id="pauses">
      <ol class="stack numbered">
        {holds.map((hold) => (
          <li>
            <p>
              {hold.annulled ? <s>{spanWords(hold, now, say)}</s> : spanWords(hold, now, say)}{' '}
              <span>{causeNames[say.lang][hold.cause]}</span>
              {mayAnnul && !hold.annulled && (
                <>
                  {' · '}
                  <a href={`/office/dossiers/${shown.code}/pause-annul?no=${hold.no}`}>{say('Hủy', 'Annul')}</a>
                </>
              )}
            </p>
            <p class="small">
              {hold.reason} · {documentWords(hold, now, say)} ·{' '}
              {say(
                `${names.officer(hold.proposedBy)} đề nghị, ${names.officer(hold.approvedBy)} duyệt`,
                `proposed by ${names.officer(hold.proposedBy)}, approved by ${names.officer(hold.approvedBy)}`,
              )}
            </p>
            <Items items={hold.items} />
            {hold.annulled && (
              <p>
                <b>
                  {say(
                    `Đã hủy lúc ${showMoment(hold.annulled.at, now, 'vi')}, ${names.officer(hold.annulled.officerId)}:`,
                    `Annulled at ${showMoment(hold.annulled.at, now, 'en')}, ${names.officer(hold.annulled.officerId)}:`,
                  )}
                </b>{' '}
                {hold.annulled.reason} <span class="small">{say('Thời gian này được tính lại.', 'Its time counts after all.')}</span>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Section>
  )
}

function spanWords({ from, to, until, end, annulled }: Hold, now: Moment, say: Say): string {
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  if (to === null) {
    if (annulled) return say(`Từ ${moment(from)}`, `From ${moment(from)}`)
    return say(
      `Từ ${moment(from)}, đang tạm dừng, lâu nhất đến ${moment(until)}:`,
      `From ${moment(from)}, lasting, until ${moment(until)} at the longest:`,
    )
  }
  const over = end === 'term-over' ? say(' (hết thời hạn)', ' (longest length over)') : ''
  return say(`Từ ${moment(from)} đến ${moment(to)}${over}:`, `From ${moment(from)} to ${moment(to)}${over}:`)
}
