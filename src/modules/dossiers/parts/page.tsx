import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { DataTable, DueCell, RowLink, TwoLines } from '../../../ui/table.tsx'
import { TimeBar } from '../../../ui/time-bar.tsx'
import { showMoment } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Dossier } from '../dossier.ts'
import type { Listed } from '../look-up.adapter.ts'
import { statusNames } from '../model.ts'
import { rowParts, timeLine } from '../time-line.ts'

type FamilyProps = {
  dossier: Pick<Dossier, 'whole' | 'parts'>
  /** The due time of the dossier whose page it is. */
  due: Moment | null
  whole: Listed | null
  parts: readonly Listed[]
  calendar: WorkingCalendar
  now: Moment
}

/** A part whose due time is after that of its whole (thành phần hẹn muộn hơn hồ sơ chung): it would make the whole late. */
const isLater = (part: Moment | null, whole: Moment | null): boolean => part !== null && whole !== null && part > whole

/** On a part: of which dossier it is one, and the promise that counts outside. */
export const WholeNote: FC<FamilyProps> = ({ dossier, due, whole, now }) => {
  const say = useSay()
  const code = dossier.whole?.code
  if (!code) return null
  const until = whole?.dueAt ?? null
  return (
    <Notice
      tone={isLater(due, until) ? 'near' : 'ours'}
      title={
        <>
          {say('Hồ sơ thành phần của ', 'A part of ')}
          <a href={`/office/dossiers/${code}`}>{code}</a>
        </>
      }
    >
      <p>
        {whole?.procedure}
        {until !== null &&
          say(
            `. Hẹn với người dân là của hồ sơ chung: ${showMoment(until, now, 'vi')}.`,
            `. The promise to the applicant is the whole’s: ${showMoment(until, now, 'en')}.`,
          )}
        {isLater(due, until) &&
          say(' Hạn của hồ sơ này muộn hơn, cần làm xong trước.', ' This dossier is due later than that and has to end before.')}
      </p>
    </Notice>
  )
}

/** On a whole: its parts with their time, and which of them would come too late. */
export const PartsOf: FC<FamilyProps> = ({ due, parts, calendar, now }) => {
  const say = useSay()
  if (parts.length === 0) return null
  const open = parts.filter(({ status }) => [1, 2, 4, 5, 6].includes(status)).length
  return (
    <Section
      bare
      id="parts"
      title={say('Hồ sơ thành phần', 'Parts')}
      aside={
        open > 0
          ? say(
              `${open}/${parts.length} chưa xong: chưa ghi được kết quả của hồ sơ chung`,
              `${open} of ${parts.length} open: no result of the whole yet`,
            )
          : say('đã xong cả', 'all ended')
      }
    >
      <DataTable
        caption={say('Hồ sơ thành phần', 'Parts')}
        rows={parts}
        empty=""
        columns={[
          { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => <RowLink href={`/office/dossiers/${r.code}`} text={r.code} /> },
          {
            head: say('Thủ tục', 'Procedure'),
            kind: 'wide',
            cell: (r) => <TwoLines top={r.procedure} sub={statusNames[say.lang][r.status]} />,
          },
          {
            head: say('Thời gian', 'Time'),
            kind: 'bar',
            cell: (r) => {
              const line = timeLine(r.state, calendar, now)
              return line && <TimeBar size="row" segments={rowParts(line)} daySeconds={calendar.ordinaryDaySeconds} />
            },
          },
          {
            head: say('Hạn trả', 'Due'),
            kind: 'due',
            cell: (r) => (
              <DueCell
                text={r.dueAt === null ? say('chưa tính', 'not yet') : showMoment(r.dueAt, now, say.lang)}
                sub={
                  isLater(r.dueAt, due) && r.endClass === null ? (
                    <Tag tone="near">{say('muộn hơn hồ sơ chung', 'later than the whole')}</Tag>
                  ) : undefined
                }
                tone={isLater(r.dueAt, due) && r.endClass === null ? 'near' : undefined}
              />
            ),
          },
        ]}
      />
    </Section>
  )
}
