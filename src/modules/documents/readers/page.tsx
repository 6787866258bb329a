import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable } from '../../../ui/table.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentNames } from '../names.ts'
import type { Outgoing } from '../outgoing.ts'
import { isReadInTime, readWithinDays } from './in-time.ts'

/** Somebody inside to whom a document went. */
export type ReaderLine = { officerId: number; unitId: number | null; sentAt: Moment; readAt: Moment | null }

/** Who has read it (ai đã đọc): everybody inside, those who have not first, and the share by the fifth day. */
export const ReadersPage: FC<{ id: number; document: Outgoing; readers: readonly ReaderLine[]; names: DocumentNames; now: Moment }> = ({
  id,
  document,
  readers,
  names,
  now,
}) => {
  const say = useSay()
  const inTime = readers.filter(isReadInTime).length
  const read = readers.filter((r) => r.readAt !== null).length
  const percent = (n: number) =>
    readers.length === 0 ? '–' : `${((100 * n) / readers.length).toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 1 })} %`
  const columns: Column<ReaderLine>[] = [
    { head: say('Người', 'Officer'), cell: (r) => names.officer(r.officerId) },
    { head: say('Đơn vị', 'Unit'), cell: (r) => (r.unitId === null ? '–' : names.shortUnit(r.unitId)) },
    { head: say('Gửi', 'Sent'), kind: 'due', cell: (r) => showMomentShort(r.sentAt, now, say.lang) },
    {
      head: say('Đọc', 'Read'),
      kind: 'due',
      cell: (r) => (r.readAt === null ? <Tag tone="near">{say('chưa đọc', 'not yet')}</Tag> : showMomentShort(r.readAt, now, say.lang)),
    },
  ]
  return (
    <>
      <PageHeader
        over={<a href={`${outgoingPath}/${id}`}>{document.draft.subject}</a>}
        title={say('Ai đã đọc', 'Who has read it')}
        under={say(
          `Đã đọc ${read}/${readers.length} (${percent(read)}); trong ${readWithinDays} ngày: ${inTime}/${readers.length} (${percent(inTime)}).`,
          `${read} of ${readers.length} have read it (${percent(read)}); within ${readWithinDays} days: ${inTime} of ${readers.length} (${percent(inTime)}).`,
        )}
      />
      <DataTable
        caption={say('Người trong cơ quan', 'People inside')}
        columns={columns}
        rows={readers.toSorted((a, b) => Number(a.readAt !== null) - Number(b.readAt !== null))}
        empty={<EmptyState title={say('Không gửi ai trong cơ quan', 'It went to nobody inside')} />}
      />
    </>
  )
}
