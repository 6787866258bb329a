import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import type { CounterRules, CounterWarning } from '../counter-duty.ts'
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
  /** What stands against the rules in counter posts that last or will begin. */
  counter: { warnings: readonly CounterWarning[]; rules: CounterRules }
}

/** An officer (công chức): posts over time, acting for whom and by whom, what happened. */
export const OfficerPage: FC<OfficerPageProps> = ({ org, officer, posts, acting, history, mayManage, moved, counter }) => {
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
        more={
          mayManage
            ? [
                { text: say('Sửa họ tên, thư điện tử', 'Correct name or email'), href: `${here}/correct` },
                { text: say('Ghi ngày vào ngành', 'Record the day of entering the field'), href: `${here}/field` },
              ]
            : []
        }
      />
      {officer.left !== null && mayManage && <AfterLeaving org={org} officer={officer} posts={posts} moved={moved} />}
      {officer.left === null && <CounterNotice {...counter} />}
      <Columns
        side={
          <>
            <Section title={say('Thông tin', 'Details')} id="facts">
              <Facts
                items={[
                  [say('Thư điện tử', 'Email'), officer.email],
                  [
                    say('Vào ngành từ', 'In the field since'),
                    officer.fieldSince == null
                      ? say('chưa ghi', 'not recorded')
                      : `${showDay(officer.fieldSince, say)}${officer.fieldBasis ? `, ${officer.fieldBasis}` : ''}`,
                  ],
                ]}
              />
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
      submit={view.ahead ? say('Vẫn thêm công chức', 'Add the officer all the same') : say('Thêm công chức', 'Add the officer')}
      press={{ name: 'do', value: view.ahead ? 'write' : 'look' }}
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
      <FieldEntryFields view={view} />
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
      submit={view.ahead ? say('Vẫn giao vị trí', 'Give the post all the same') : say('Giao vị trí', 'Give the post')}
      press={{ name: 'do', value: view.ahead ? 'write' : 'look' }}
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

/** Since when somebody has worked in the field, and what says so. May be left empty. */
const FieldEntryFields: FC<{ view: FormView; since?: string; basis?: string }> = ({ view, since = '', basis = '' }) => {
  const say = useSay()
  return (
    <FieldRow>
      <DateField
        {...fieldOf(view, 'fieldSince', since)}
        label={say('Vào ngành từ ngày', 'In the field since')}
        hint={say(
          'Bộ phận Một cửa cần đủ thâm niên trong ngành; để trống khi chưa biết',
          'One-stop staff need years in the field; left empty while not known',
        )}
      />
      <TextField
        {...fieldOf(view, 'fieldBasis', basis)}
        label={say('Theo văn bản, hồ sơ', 'By which document')}
        hint={say('Ví dụ: quyết định tuyển dụng số, ngày', 'For example: number and day of the decision on recruitment')}
        maxlength={200}
      />
    </FieldRow>
  )
}

/** Records since when an officer has worked in the field. */
export const FieldEntryPage: FC<{ view: FormView; officer: Officer }> = ({ view, officer }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Ghi ngày vào ngành', 'Record the day of entering the field')}
      over={<a href={`/office/org/officers/${officer.id}`}>{officer.name}</a>}
      intro={say(
        'Có thể trước ngày về cơ quan. Để trống ngày để bỏ điều đã ghi; lần ghi nào cũng ở trong nhật ký.',
        'It may lie before they came to the agency. Leave the day empty to take back what was recorded; the journal keeps every time.',
      )}
      action={`/office/org/officers/${officer.id}/field`}
      submit={say('Lưu', 'Save')}
      cancel={`/office/org/officers/${officer.id}`}
    >
      <FieldEntryFields
        view={view}
        since={officer.fieldSince == null ? '' : dayText(officer.fieldSince)}
        basis={officer.fieldBasis ?? ''}
      />
    </FormPage>
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

function counterSentence(warning: CounterWarning, say: Say): string {
  switch (warning.kind) {
    case 'field-not-recorded':
      return say(
        `Chưa ghi ngày vào ngành, nên chưa biết đã đủ ${warning.years} năm thâm niên hay chưa.`,
        `The day of entering the field is not recorded, so it is not known whether there are ${warning.years} years in it.`,
      )
    case 'too-new': {
      const [since, enough] = [showDay(warning.since, say), showDay(warning.enough, say)]
      return say(
        `Vào ngành từ ${since}: đến ${enough} mới đủ ${warning.years} năm thâm niên.`,
        `In the field since ${since}: ${warning.years} years are complete on ${enough}.`,
      )
    }
    case 'term-too-short':
      return say(`Thời gian giao ngắn hơn ${warning.months} tháng.`, `The term is shorter than ${warning.months} months.`)
    case 'term-too-long': {
      const until = showDay(warning.until, say)
      return say(
        `Quá ${warning.months} tháng kể từ ngày giao (đến hết ${until}): cần luân phiên.`,
        `More than ${warning.months} months (until ${until}): a rotation is due.`,
      )
    }
  }
}

/** What the rules ask of one-stop staff and a counter post does not meet (cảnh báo): said with its law, forbidding nothing. */
export const CounterNotice: FC<{ warnings: readonly CounterWarning[]; rules: CounterRules }> = ({ warnings, rules }) => {
  const say = useSay()
  if (warnings.length === 0) return null
  return (
    <Notice tone="near" title={say('Điều kiện làm việc tại Bộ phận Một cửa', 'What is asked of one-stop staff')}>
      <ul>
        {warnings.map((warning) => (
          <li>{counterSentence(warning, say)}</li>
        ))}
      </ul>
      <p class="small">
        {say(
          'Nghị định 118/2025/NĐ-CP, điều 11. Chỉ cảnh báo; người quản trị vẫn giao được.',
          'Decree 118/2025/ND-CP, article 11. A warning only; the administrator may go on.',
        )}{' '}
        {!rules.isVerified && (
          <a href="/office/rules">
            <Tag tone="near">{say('chưa xác minh', 'unverified')}</Tag>
          </a>
        )}
      </p>
    </Notice>
  )
}
