import type { FC } from 'hono/jsx'
import { LogList } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, Pager } from '../../../ui/table.tsx'
import { holds, type OrgSnapshot, type Post } from '../record.ts'
import { roleNames } from '../roles.ts'
import { showPeriod } from '../sentences.ts'

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

/** Posts as a list over time shows them: those held today first, then the newest. */
export const postsNewestFirst = (posts: readonly Post[], org: OrgSnapshot): Post[] =>
  [...posts].sort((a, b) => Number(holds(b, org.day)) - Number(holds(a, org.day)) || b.from - a.from)

/** Which post: its title, and its role where the title says something else. */
export const postTitle = (p: Post): string => (p.title === roleNames[p.role] ? p.title : `${p.title} (${roleNames[p.role]})`)

/** When a post is held, and the way to end it for those who may: the last columns of every list of posts. */
export const postColumns = (org: OrgSnapshot, mayManage: boolean): Column<Post>[] => [
  {
    head: 'Thời gian',
    cell: (p) => (
      <>
        {showPeriod(p)} {p.from > org.day ? <Tag tone="ours">sắp tới</Tag> : !holds(p, org.day) && <Tag>đã thôi</Tag>}
      </>
    ),
  },
  {
    head: 'Việc',
    quiet: true,
    cell: (p) => mayManage && (p.to === null || p.to > org.day) && <a href={`/office/org/posts/${p.id}/end`}>Thôi giữ</a>,
  },
]
