import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { DataTable, TwoLines } from '../../../ui/table.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import { channelNames, type Delivery, kindNames, stateText } from '../../notices/model.ts'

/** By which way, and in how many parts where that matters. */
const wayOf = ({ channel, segments }: Delivery, say: Say): string => {
  const way = channelNames[say.lang][channel]
  return segments === null || segments < 2 ? way : say(`${way}, ${segments} phần`, `${way}, ${segments} parts`)
}

/** What people were told of this dossier, and whether it arrived (thông báo đã gửi). */
export const Messages: FC<{ messages: readonly Delivery[]; now: Moment }> = ({ messages, now }) => {
  const say = useSay()
  if (messages.length === 0) return null
  const time = (at: Moment) => showMomentShort(at, now, say.lang)
  return (
    <Section title={say('Thông báo đã gửi', 'Messages sent')} id="messages">
      <DataTable
        caption={say('Thông báo về hồ sơ này', 'Messages about this dossier')}
        rows={[...messages].reverse()}
        empty={say('Chưa có thông báo nào.', 'No messages yet.')}
        tone={({ state }) => (state === 'given-up' ? 'late' : undefined)}
        columns={[
          { head: say('Thông báo', 'Message'), cell: (m) => kindNames[say.lang][m.kind] },
          { head: say('Gửi đến', 'To'), cell: (m) => <TwoLines top={m.recipient} sub={wayOf(m, say)} /> },
          {
            head: say('Tình trạng', 'State'),
            cell: (m) => (
              <>
                {stateText(m, time, say)}
                {m.state !== 'sent' && m.lastError !== null && (
                  <>
                    <br />
                    <span class="small">{m.lastError}</span>
                  </>
                )}
              </>
            ),
          },
        ]}
      />
    </Section>
  )
}
