import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager } from '../../../ui/table.tsx'
import { showDuration, showMoment, showMomentShort } from '../../../ui/words.ts'
import type { Silence } from './gap.ts'

type Shown = Silence & { workingSeconds: number; wasStopped: boolean; recordedAt: Moment }

/** Outages of the system (sự cố hệ thống): when it gave no sign of life in office hours. */
export const OutagesPage: FC<{
  outages: readonly Shown[]
  now: Moment
  daySeconds: number
  lastBeat: Moment | null
  next: string | null
  isFirst: boolean
}> = ({ outages, now, daySeconds, lastBeat, next, isFirst }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href="/office/calendar">{say('Lịch làm việc', 'Calendar')}</a>}
        title={say('Sự cố hệ thống', 'System outages')}
        under={say(
          'Khoảng trong giờ làm việc mà hệ thống không có dấu hiệu hoạt động quá 5 phút. Hồ sơ quá hạn gặp sự cố trước hạn được đánh dấu “trùng sự cố hệ thống”; vẫn tính là quá hạn.',
          'Spans of office hours in which the system gave no sign of life for more than 5 minutes. A late dossier that met one before it was due is marked; it counts as late all the same.',
        )}
      />
      <DataTable
        caption={say('Sự cố, mới nhất ở trên', 'Outages, newest on top')}
        rows={outages}
        empty={
          <EmptyState title={say('Chưa ghi nhận sự cố nào', 'No outage on record')}>
            {lastBeat === null
              ? say('Hệ thống ghi dấu hiệu hoạt động mỗi phút.', 'The system gives a sign of life every minute.')
              : say(
                  `Dấu hiệu hoạt động gần nhất: ${showMoment(lastBeat, now, say.lang)}.`,
                  `Last sign of life: ${showMoment(lastBeat, now, say.lang)}.`,
                )}
          </EmptyState>
        }
        columns={[
          { head: say('Từ', 'From'), kind: 'code', cell: (o) => showMomentShort(o.from, now, say.lang) },
          { head: say('Đến', 'To'), cell: (o) => showMomentShort(o.to, now, say.lang) },
          {
            head: say('Giờ làm việc mất', 'Working time lost'),
            kind: 'due',
            cell: (o) => showDuration(o.workingSeconds, daySeconds, say.lang),
          },
          {
            head: say('Cách dừng', 'How it stopped'),
            kind: 'wide',
            cell: (o) =>
              o.wasStopped ? say('dừng có chủ ý', 'stopped in order') : <Tag tone="near">{say('mất đột ngột', 'broke off')}</Tag>,
          },
          { head: say('Ghi nhận', 'Recorded'), cell: (o) => showMomentShort(o.recordedAt, now, say.lang) },
        ]}
      />
      <Pager first={isFirst ? undefined : '/office/outages'} next={next ? `/office/outages?before=${next}` : undefined} />
    </>
  )
}
