import type { FC } from 'hono/jsx'
import { LogList } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Pager } from '../../../ui/table.tsx'

/** One change of the organisation, as it is read. */
export type HistoryLine = { at: string; dateTime: string; text: string; by: string | null }

/** Changes, newest first (lịch sử thay đổi). */
export const History: FC<{ lines: readonly HistoryLine[] }> = ({ lines }) => (
  <LogList
    items={lines.map(({ at, dateTime, text, by }) => ({ at, dateTime, text, by: by ?? undefined }))}
    empty="Chưa có thay đổi nào được ghi."
  />
)

/** All changes of the organisation, page by page, from the journal. */
export const HistoryPage: FC<{ lines: readonly HistoryLine[]; next: string | undefined }> = ({ lines, next }) => (
  <>
    <PageHeader
      title="Lịch sử tổ chức"
      over={<a href="/office/org">Tổ chức</a>}
      under="Mọi thay đổi về cơ quan, đơn vị, công chức, lấy từ nhật ký."
    />
    <section class="part sheet">
      <History lines={lines} />
    </section>
    <Pager next={next} />
  </>
)
