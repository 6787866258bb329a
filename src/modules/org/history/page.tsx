import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
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
    empty={useSay()('Chưa có thay đổi nào được ghi.', 'No change has been recorded yet.')}
  />
)

/** All changes of the organisation, page by page, from the journal. */
export const HistoryPage: FC<{ lines: readonly HistoryLine[]; next: string | undefined }> = ({ lines, next }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Lịch sử tổ chức', 'History of the organisation')}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={say(
          'Mọi thay đổi về cơ quan, đơn vị, công chức, lấy từ nhật ký.',
          'Every change to the agency, its units and officers, taken from the journal.',
        )}
      />
      <section class="part sheet">
        <History lines={lines} />
      </section>
      <Pager next={next} />
    </>
  )
}

/** Posts as a list over time shows them: those held today first, then the newest. */
export const postsNewestFirst = (posts: readonly Post[], org: OrgSnapshot): Post[] =>
  [...posts].sort((a, b) => Number(holds(b, org.day)) - Number(holds(a, org.day)) || b.from - a.from)

/** Which post: its title, and its role where the title says something else. */
export function postTitle(p: Post, say: Say): string {
  const role = roleNames[say.lang][p.role]
  return p.title === role ? p.title : `${p.title} (${role})`
}

/** When a post is held, and the way to end it for those who may: the last columns of every list of posts. */
export const postColumns = (org: OrgSnapshot, mayManage: boolean, say: Say): Column<Post>[] => [
  {
    head: say('Thời gian', 'Period'),
    cell: (p) => (
      <>
        {showPeriod(p, say)}{' '}
        {p.from > org.day ? <Tag tone="ours">{say('sắp tới', 'to come')}</Tag> : !holds(p, org.day) && <Tag>{say('đã thôi', 'ended')}</Tag>}
      </>
    ),
  },
  {
    head: say('Việc', 'Action'),
    quiet: true,
    cell: (p) => mayManage && (p.to === null || p.to > org.day) && <a href={`/office/org/posts/${p.id}/end`}>{say('Thôi giữ', 'End')}</a>,
  },
]
