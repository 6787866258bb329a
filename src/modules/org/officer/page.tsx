import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
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

const noRight = (say: Say) => ({ reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') })

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
  const say = useSay()
  const here = `/office/org/officers/${officer.id}`
  const joined = showDay(officer.joined, say)
  const left = officer.left === null ? null : showDay(officer.left, say)
  const blocked = !mayManage
    ? noRight(say)
    : left !== null
      ? { reason: say(`Làm việc đến hết ${left}.`, `Serves until ${left}.`) }
      : undefined
  const newestFirst = postsNewestFirst(posts, org)
  return (
    <>
      <PageHeader
        title={officer.name}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={
          left === null
            ? say(`về cơ quan từ ${joined}`, `in the agency since ${joined}`)
            : say(`về cơ quan từ ${joined}, làm việc đến hết ${left}`, `in the agency from ${joined} until ${left}`)
        }
        next={{ text: say('Giao vị trí', 'Give a post'), href: `/office/org/posts/new?officer=${officer.id}`, blocked }}
        others={[{ text: say('Thôi việc, bàn giao', 'Leave and hand over'), href: `${here}/leave`, blocked }]}
        more={mayManage ? [{ text: say('Sửa họ tên, thư điện tử', 'Correct name or email'), href: `${here}/correct` }] : []}
      />
      {officer.left !== null && mayManage && <AfterLeaving org={org} officer={officer} posts={posts} moved={moved} />}
      <Columns
        side={
          <>
            <Section title={say('Thông tin', 'Details')} id="facts">
              <Facts items={[[say('Thư điện tử', 'Email'), officer.email]]} />
            </Section>
            <Section title={say('Lịch sử', 'History')} id="history">
              <History lines={history} />
            </Section>
          </>
        }
      >
        <DataTable
          caption={say('Vị trí qua các thời kỳ', 'Posts over time')}
          rows={newestFirst}
          empty={
            <p class="small">
              {say('Chưa giữ vị trí nào: chưa làm được việc gì trong hệ thống.', 'Holds no post yet: can do nothing in the system.')}
            </p>
          }
          columns={[
            { head: say('Vị trí', 'Post'), cell: (p) => postTitle(p, say) },
            { head: say('Đơn vị', 'Unit'), cell: (p) => <a href={`/office/org/units/${p.unitId}`}>{unitCalled(org, p)}</a> },
            ...postColumns(org, mayManage, say),
          ]}
        />
        {acting.length > 0 && (
          <Section title={say('Làm thay', 'Acting for others')} id="acting">
            <ul>
              {acting.map((a) => (
                <li>{actingSentence(a, officer, org, say)}</li>
              ))}
            </ul>
          </Section>
        )}
      </Columns>
    </>
  )
}

/** Who acts for whom, seen from one of the two. */
function actingSentence(acting: Acting, officer: Officer, org: OrgSnapshot, say: Say): string {
  const { document } = acting
  const from = showMoment(acting.from, say)
  const to = showMoment(acting.to, say)
  const other = officerName(org, acting.officerId === officer.id ? acting.absentId : acting.officerId)
  return acting.officerId === officer.id
    ? say(`Làm thay ${other} từ ${from} đến ${to}, theo ${document}`, `Acts for ${other} from ${from} to ${to}, by ${document}`)
    : say(
        `Được ${other} làm thay từ ${from} đến ${to}, theo ${document}`,
        `${other} acts for this officer from ${from} to ${to}, by ${document}`,
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
  const say = useSay()
  const lastDay = showDay(officer.left ?? org.day, say)
  const led = posts.filter((post) => headRoles.includes(post.role) && post.to === officer.left)
  const vacant = led.flatMap(({ unitId }) => {
    const unit = unitOf(org, unitId)
    return unit && isOpen(unit, org.day) && !headOf(org, unitId) ? [unit] : []
  })
  return (
    <Notice
      tone={vacant.length > 0 ? 'near' : 'ours'}
      title={
        moved === null
          ? say('Đã thôi việc', 'This officer has left')
          : say(`Đã ghi thôi việc và chuyển ${moved} việc`, `The leaving is recorded; work handed over: ${moved}`)
      }
    >
      <ul>
        {vacant.map((unit) => (
          <li>
            {say(
              <>
                <a href={`/office/org/posts/new?unit=${unit.id}`}>Giao người đứng đầu {nameOn(unit, org.day).name}</a>: đơn vị chưa có ai.
              </>,
              <>
                <a href={`/office/org/posts/new?unit=${unit.id}`}>Appoint a head of {nameOn(unit, org.day).name}</a>: the unit has none.
              </>,
            )}
          </li>
        ))}
        <li>
          {say(
            <>
              <a href="/office/accounts">Khóa tài khoản</a> của {officer.name} từ sau ngày {lastDay}.
            </>,
            <>
              <a href="/office/accounts">Lock the account</a> of {officer.name} after {lastDay}.
            </>,
          )}
        </li>
      </ul>
    </Notice>
  )
}

/** Takes up an officer and gives the first post in one act. */
export const NewOfficerPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Thêm công chức', 'Add an officer')}
      over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
      action="/office/org/officers/new"
      submit={say('Thêm công chức', 'Add the officer')}
      cancel="/office/org"
    >
      <FieldRow>
        <TextField {...fieldOf(view, 'name')} label={say('Họ và tên', 'Full name')} required maxlength={120} autocomplete="off" />
        <TextField
          {...fieldOf(view, 'email')}
          label={say('Thư điện tử công vụ', 'Work email')}
          type="email"
          maxlength={200}
          autocomplete="off"
        />
      </FieldRow>
      <PostFields view={view} />
    </FormPage>
  )
}

/** Gives an officer a further post. */
export const GivePostPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Giao vị trí', 'Give a post')}
      over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
      action="/office/org/posts/new"
      submit={say('Giao vị trí', 'Give the post')}
      cancel="/office/org"
    >
      <Select
        {...fieldOf(view, 'officer')}
        label={say('Công chức', 'Officer')}
        required
        blank={say('Chọn công chức', 'Choose an officer')}
        options={officerOptions(view.org, view.today)}
      />
      <PostFields view={view} withEnd />
    </FormPage>
  )
}

const PostFields: FC<{ view: FormView; withEnd?: boolean }> = ({ view, withEnd }) => {
  const say = useSay()
  return (
    <>
      <FieldRow>
        <Select
          {...fieldOf(view, 'unit')}
          label={say('Đơn vị', 'Unit')}
          required
          blank={say('Chọn đơn vị', 'Choose a unit')}
          options={unitOptions(view.org, view.today, say)}
        />
        <Select
          {...fieldOf(view, 'role')}
          label={say('Vai trò', 'Role')}
          hint={say('Vai trò quyết định được làm gì trong hệ thống', 'The role decides what may be done in the system')}
          required
          blank={say('Chọn vai trò', 'Choose a role')}
          options={roles.map((role) => ({ value: role, text: roleNames[say.lang][role] }))}
        />
      </FieldRow>
      <TextField
        {...fieldOf(view, 'title')}
        label={say('Chức danh', 'Title')}
        hint={say('Để trống thì ghi theo vai trò', 'Left empty, it takes the name of the role')}
        maxlength={120}
      />
      <FieldRow>
        <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
        {withEnd && (
          <DateField
            {...fieldOf(view, 'to')}
            label={say('Đến hết ngày', 'Last day')}
            hint={say('Để trống khi chưa có hạn', 'Left empty while no end is set')}
          />
        )}
      </FieldRow>
    </>
  )
}

/** Ends a post after its last day. */
export const EndPostPage: FC<{ view: FormView; post: Post }> = ({ view, post }) => {
  const say = useSay()
  const org = asOf(view.org, view.today)
  return (
    <FormPage
      view={view}
      title={say('Thôi giữ vị trí', 'End a post')}
      over={<a href={`/office/org/officers/${post.officerId}`}>{officerName(org, post.officerId)}</a>}
      intro={
        post.from > view.today
          ? say(
              `${post.title}, ${unitCalled(org, post)}, bắt đầu từ ${showDay(post.from, say)}. Ghi ngày trước đó để thu hồi vị trí chưa bắt đầu.`,
              `${post.title}, ${unitCalled(org, post)}, begins on ${showDay(post.from, say)}. Enter the day before it to withdraw a post that has not begun.`,
            )
          : say(
              `${post.title}, ${unitCalled(org, post)}, ${showPeriod(post, say)}. Việc đang giữ không tự chuyển: dùng “Thôi việc, bàn giao” khi người này rời cơ quan.`,
              `${post.title}, ${unitCalled(org, post)}, ${showPeriod(post, say)}. Work in hand does not move by itself: use “Leave and hand over” when this officer leaves the agency.`,
            )
      }
      action={`/office/org/posts/${post.id}/end`}
      submit={say('Thôi giữ vị trí', 'End the post')}
      cancel={`/office/org/officers/${post.officerId}`}
      danger
    >
      <DateField {...fieldOf(view, 'lastDay', dayText(view.today))} label={say('Ngày cuối giữ vị trí', 'Last day in the post')} required />
    </FormPage>
  )
}

/** Puts a name or an address right. */
export const CorrectOfficerPage: FC<{ view: FormView; officer: Officer }> = ({ view, officer }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Sửa họ tên, thư điện tử', 'Correct name or email')}
      over={<a href={`/office/org/officers/${officer.id}`}>{officer.name}</a>}
      action={`/office/org/officers/${officer.id}/correct`}
      submit={say('Lưu', 'Save')}
      cancel={`/office/org/officers/${officer.id}`}
    >
      <FieldRow>
        <TextField
          {...fieldOf(view, 'name', officer.name)}
          label={say('Họ và tên', 'Full name')}
          required
          maxlength={120}
          autocomplete="off"
        />
        <TextField
          {...fieldOf(view, 'email', officer.email ?? '')}
          label={say('Thư điện tử công vụ', 'Work email')}
          type="email"
          maxlength={200}
          autocomplete="off"
        />
      </FieldRow>
    </FormPage>
  )
}
