import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { headOf, headRoles, nameOn, officerName, unitOf } from '../find.ts'
import { FormPage, type FormView, fieldOf, officerOptions, unitOptions } from '../forms/page.tsx'
import { History, type HistoryLine, postColumns, postsNewestFirst, postTitle } from '../history/page.tsx'
import { type Acting, asOf, holds, isOpen, type Officer, type OrgSnapshot, type Post } from '../record.ts'
import { roleNames, roles } from '../roles.ts'
import { showDay, showMoment, showPeriod } from '../sentences.ts'

const noRight = { reason: 'Việc này do người quản trị của cơ quan làm.' }

type OfficerPageProps = {
  org: OrgSnapshot
  officer: Officer
  /** Of all times. */
  posts: readonly Post[]
  acting: readonly Acting[]
  history: readonly HistoryLine[]
  mayManage: boolean
  /** Pieces of work handed over just now, when the officer has just left. */
  moved: number | null
}

/** An officer (công chức): posts over time, acting for whom and by whom, what happened. */
export const OfficerPage: FC<OfficerPageProps> = ({ org, officer, posts, acting, history, mayManage, moved }) => {
  const here = `/office/org/officers/${officer.id}`
  const blocked = !mayManage ? noRight : officer.left !== null ? { reason: `Làm việc đến hết ${showDay(officer.left)}.` } : undefined
  const newestFirst = postsNewestFirst(posts, org)
  return (
    <>
      <PageHeader
        title={officer.name}
        over={<a href="/office/org">Tổ chức</a>}
        under={`về cơ quan từ ${showDay(officer.joined)}${officer.left === null ? '' : `, làm việc đến hết ${showDay(officer.left)}`}`}
        next={{ text: 'Giao vị trí', href: `/office/org/posts/new?officer=${officer.id}`, blocked }}
        others={[{ text: 'Thôi việc, bàn giao', href: `${here}/leave`, blocked }]}
        more={mayManage ? [{ text: 'Sửa họ tên, thư điện tử', href: `${here}/correct` }] : []}
      />
      {officer.left !== null && mayManage && <AfterLeaving org={org} officer={officer} posts={posts} moved={moved} />}
      <Columns
        side={
          <>
            <Section title="Thông tin" id="facts">
              <Facts items={[['Thư điện tử', officer.email]]} />
            </Section>
            <Section title="Lịch sử" id="history">
              <History lines={history} />
            </Section>
          </>
        }
      >
        <DataTable
          caption="Vị trí qua các thời kỳ"
          rows={newestFirst}
          empty={<p class="small">Chưa giữ vị trí nào: chưa làm được việc gì trong hệ thống.</p>}
          columns={[
            { head: 'Vị trí', cell: postTitle },
            { head: 'Đơn vị', cell: (p) => <a href={`/office/org/units/${p.unitId}`}>{unitCalled(org, p)}</a> },
            ...postColumns(org, mayManage),
          ]}
        />
        {acting.length > 0 && (
          <Section title="Làm thay" id="acting">
            <ul>
              {acting.map((a) => (
                <li>
                  {a.officerId === officer.id
                    ? `Làm thay ${officerName(org, a.absentId)}`
                    : `Được ${officerName(org, a.officerId)} làm thay`}{' '}
                  từ {showMoment(a.from)} đến {showMoment(a.to)}, theo {a.document}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </Columns>
    </>
  )
}

/** The unit as it was called when the post began, or is called now while it lasts. */
const unitCalled = (org: OrgSnapshot, post: Post): string => {
  const unit = unitOf(org, post.unitId)
  return unit ? nameOn(unit, holds(post, org.day) ? org.day : (post.to ?? post.from)).name : ''
}

/** What somebody still has to see to after this officer left. */
const AfterLeaving: FC<{ org: OrgSnapshot; officer: Officer; posts: readonly Post[]; moved: number | null }> = ({
  org,
  officer,
  posts,
  moved,
}) => {
  const led = posts.filter((post) => headRoles.includes(post.role) && post.to === officer.left)
  const vacant = led.flatMap(({ unitId }) => {
    const unit = unitOf(org, unitId)
    return unit && isOpen(unit, org.day) && !headOf(org, unitId) ? [unit] : []
  })
  return (
    <Notice tone={vacant.length > 0 ? 'near' : 'ours'} title={moved === null ? 'Đã thôi việc' : `Đã ghi thôi việc và chuyển ${moved} việc`}>
      <ul>
        {vacant.map((unit) => (
          <li>
            <a href={`/office/org/posts/new?unit=${unit.id}`}>Giao người đứng đầu {nameOn(unit, org.day).name}</a>: đơn vị chưa có ai.
          </li>
        ))}
        <li>
          <a href="/office/accounts">Khóa tài khoản</a> của {officer.name} từ sau ngày {showDay(officer.left ?? org.day)}.
        </li>
      </ul>
    </Notice>
  )
}

/** Takes up an officer and gives the first post in one act. */
export const NewOfficerPage: FC<{ view: FormView }> = ({ view }) => (
  <FormPage
    view={view}
    title="Thêm công chức"
    over={<a href="/office/org">Tổ chức</a>}
    action="/office/org/officers/new"
    submit="Thêm công chức"
    cancel="/office/org"
  >
    <FieldRow>
      <TextField {...fieldOf(view, 'name')} label="Họ và tên" required maxlength={120} autocomplete="off" />
      <TextField {...fieldOf(view, 'email')} label="Thư điện tử công vụ" type="email" maxlength={200} autocomplete="off" />
    </FieldRow>
    <PostFields view={view} />
  </FormPage>
)

/** Gives an officer a further post. */
export const GivePostPage: FC<{ view: FormView }> = ({ view }) => (
  <FormPage
    view={view}
    title="Giao vị trí"
    over={<a href="/office/org">Tổ chức</a>}
    action="/office/org/posts/new"
    submit="Giao vị trí"
    cancel="/office/org"
  >
    <Select
      {...fieldOf(view, 'officer')}
      label="Công chức"
      required
      blank="Chọn công chức"
      options={officerOptions(view.org, view.today)}
    />
    <PostFields view={view} withEnd />
  </FormPage>
)

const PostFields: FC<{ view: FormView; withEnd?: boolean }> = ({ view, withEnd }) => (
  <>
    <FieldRow>
      <Select {...fieldOf(view, 'unit')} label="Đơn vị" required blank="Chọn đơn vị" options={unitOptions(view.org, view.today)} />
      <Select
        {...fieldOf(view, 'role')}
        label="Vai trò"
        hint="Vai trò quyết định được làm gì trong hệ thống"
        required
        blank="Chọn vai trò"
        options={roles.map((role) => ({ value: role, text: roleNames[role] }))}
      />
    </FieldRow>
    <TextField {...fieldOf(view, 'title')} label="Chức danh" hint="Để trống thì ghi theo vai trò" maxlength={120} />
    <FieldRow>
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
      {withEnd && <DateField {...fieldOf(view, 'to')} label="Đến hết ngày" hint="Để trống khi chưa có hạn" />}
    </FieldRow>
  </>
)

/** Ends a post after its last day. */
export const EndPostPage: FC<{ view: FormView; post: Post }> = ({ view, post }) => {
  const org = asOf(view.org, view.today)
  return (
    <FormPage
      view={view}
      title="Thôi giữ vị trí"
      over={<a href={`/office/org/officers/${post.officerId}`}>{officerName(org, post.officerId)}</a>}
      intro={
        post.from > view.today
          ? `${post.title}, ${unitCalled(org, post)}, bắt đầu từ ${showDay(post.from)}. Ghi ngày trước đó để thu hồi vị trí chưa bắt đầu.`
          : `${post.title}, ${unitCalled(org, post)}, ${showPeriod(post)}. Việc đang giữ không tự chuyển: dùng “Thôi việc, bàn giao” khi người này rời cơ quan.`
      }
      action={`/office/org/posts/${post.id}/end`}
      submit="Thôi giữ vị trí"
      cancel={`/office/org/officers/${post.officerId}`}
      danger
    >
      <DateField {...fieldOf(view, 'lastDay', dayText(view.today))} label="Ngày cuối giữ vị trí" required />
    </FormPage>
  )
}

/** Puts a name or an address right. */
export const CorrectOfficerPage: FC<{ view: FormView; officer: Officer }> = ({ view, officer }) => (
  <FormPage
    view={view}
    title="Sửa họ tên, thư điện tử"
    over={<a href={`/office/org/officers/${officer.id}`}>{officer.name}</a>}
    action={`/office/org/officers/${officer.id}/correct`}
    submit="Lưu"
    cancel={`/office/org/officers/${officer.id}`}
  >
    <FieldRow>
      <TextField {...fieldOf(view, 'name', officer.name)} label="Họ và tên" required maxlength={120} autocomplete="off" />
      <TextField
        {...fieldOf(view, 'email', officer.email ?? '')}
        label="Thư điện tử công vụ"
        type="email"
        maxlength={200}
        autocomplete="off"
      />
    </FieldRow>
  </FormPage>
)
