import type { FC } from 'hono/jsx'
import type { Day } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, RowLink, TwoLines } from '../../../ui/table.tsx'
import { agencyName, headRoles, identifierOn, nameOn, officerName, openUnits } from '../find.ts'
import type { OrgSnapshot, Post, Unit } from '../record.ts'
import { unitKindNames, unitKinds } from '../roles.ts'
import { showDay } from '../sentences.ts'

const noRight = (say: Say) => ({ reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') })

/** The agency today (tổ chức): its units with their people, and what can be done. */
export const OverviewPage: FC<{ org: OrgSnapshot; mayManage: boolean }> = ({ org, mayManage }) => {
  const say = useSay()
  const units = [...openUnits(org)].sort((a, b) => unitKinds.indexOf(a.kind) - unitKinds.indexOf(b.kind) || a.id - b.id)
  const closed = org.units.filter((unit) => unit.closed !== null && unit.closed <= org.day)
  const coming = org.units.filter((unit) => unit.opened > org.day)
  const blocked = mayManage ? undefined : noRight(say)
  const holders = new Set(org.posts.map((p) => p.officerId)).size
  const { name, parentName, place } = agencyName(org)
  return (
    <>
      <PageHeader
        title={say('Tổ chức', 'Organisation')}
        over={name}
        under={say(
          `${units.length} đơn vị, ${holders} người đang giữ vị trí, ngày ${showDay(org.day, say)}`,
          `${units.length} ${units.length === 1 ? 'unit' : 'units'}, ${holders} ${holders === 1 ? 'person' : 'people'} in post, on ${showDay(org.day, say)}`,
        )}
        next={{ text: say('Thêm công chức', 'Add an officer'), href: '/office/org/officers/new', blocked }}
        others={[{ text: say('Thêm đơn vị', 'Add a unit'), href: '/office/org/units/new', blocked }]}
        more={[
          { text: say('Làm thay', 'Acting officers'), href: '/office/org/acting' },
          { text: say('Giờ làm việc', 'Office hours'), href: '/office/org/hours' },
          { text: say('Cơ quan, mã định danh', 'Agency, identifier'), href: '/office/org/agency' },
          ...(mayManage ? [{ text: say('Nhập từ Excel', 'Import from Excel'), href: '/office/org/import' }] : []),
          { text: say('Lịch sử', 'History'), href: '/office/org/history' },
        ]}
      />
      <DataTable
        caption={say('Đơn vị và người đứng đầu', 'Units and their heads')}
        rows={units}
        empty={
          <EmptyState
            title={say('Chưa có đơn vị', 'No units yet')}
            action={{ text: say('Nhập từ Excel', 'Import from Excel'), href: '/office/org/import' }}
          >
            {say(
              'Thêm từng đơn vị, hoặc nhập cả đơn vị và công chức từ tệp Excel.',
              'Add the units one by one, or import units and officers together from an Excel file.',
            )}
          </EmptyState>
        }
        columns={[
          {
            head: say('Đơn vị', 'Unit'),
            kind: 'wide',
            cell: (unit) => (
              <>
                <RowLink href={`/office/org/units/${unit.id}`} text={nameOn(unit, org.day).name} />
                <br />
                <span class="small">{`${nameOn(unit, org.day).shortName} · ${unitKindNames[say.lang][unit.kind]}`}</span>
              </>
            ),
          },
          { head: say('Đứng đầu', 'Head'), cell: (unit) => <Heads org={org} unit={unit} /> },
          { head: say('Người', 'People'), kind: 'wide', cell: (unit) => <People org={org} unit={unit} /> },
        ]}
      />
      {coming.length > 0 && <OtherUnits title={say('Đơn vị sắp hoạt động', 'Units not yet open')} id="coming" org={org} units={coming} />}
      {closed.length > 0 && <OtherUnits title={say('Đơn vị đã kết thúc', 'Closed units')} id="closed" org={org} units={closed} />}
      <Section title={say('Cơ quan', 'Agency')} id="agency">
        <Facts
          items={[
            [say('Tên', 'Name'), name],
            [say('Cơ quan chủ quản', 'Parent agency'), parentName],
            [say('Địa danh', 'Place'), place],
            [say('Mã định danh', 'Identifier'), identifierOn(org, org.day)],
            [say('Tên ngắn khi đăng nhập', 'Short name for signing in'), org.agency.code],
          ]}
        />
      </Section>
    </>
  )
}

const postsIn = (org: OrgSnapshot, unit: Unit): Post[] => org.posts.filter((post) => post.unitId === unit.id)

const Heads: FC<{ org: OrgSnapshot; unit: Unit }> = ({ org, unit }) => {
  const say = useSay()
  const heads = postsIn(org, unit).filter(({ role }) => headRoles.includes(role))
  if (heads.length === 0) return unit.kind === 'one-stop' ? <>–</> : <Tag tone="near">{say('chưa có', 'none yet')}</Tag>
  return (
    <>
      {heads.map((post) => (
        <Person org={org} post={post} />
      ))}
    </>
  )
}

const Person: FC<{ org: OrgSnapshot; post: Post }> = ({ org, post }) => (
  <TwoLines top={officerName(org, post.officerId)} href={`/office/org/officers/${post.officerId}`} sub={post.title} />
)

const People: FC<{ org: OrgSnapshot; unit: Unit }> = ({ org, unit }) => {
  const others = postsIn(org, unit).filter(({ role }) => !headRoles.includes(role))
  if (others.length === 0) return null
  return (
    <>
      {others.map((post, i) => (
        <>
          {i > 0 && <br />}
          <a href={`/office/org/officers/${post.officerId}`}>{officerName(org, post.officerId)}</a> <span class="small">{post.title}</span>
        </>
      ))}
    </>
  )
}

const OtherUnits: FC<{ title: string; id: string; org: OrgSnapshot; units: readonly Unit[] }> = ({ title, id, org, units }) => {
  const say = useSay()
  return (
    <Section title={title} id={id}>
      <ul>
        {units.map((unit) => (
          <li>
            <a href={`/office/org/units/${unit.id}`}>{nameOn(unit, unit.closed ?? unit.opened).name}</a>{' '}
            <span class="small">
              {whenOf(unit, org, say)}
              {unit.successor !== null &&
                say(`, sáp nhập vào ${nameOf(org, unit.successor)}`, `, merged into ${nameOf(org, unit.successor)}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function whenOf(unit: Unit, org: OrgSnapshot, say: Say): string {
  if (unit.opened > org.day) return say(`từ ${showDay(unit.opened, say)}`, `from ${showDay(unit.opened, say)}`)
  const last = showDay(((unit.closed ?? unit.opened) - 1) as Day, say)
  return say(`đến hết ${last}`, `until ${last}`)
}

const nameOf = (org: OrgSnapshot, unitId: number): string => {
  const unit = org.units.find(({ id }) => id === unitId)
  return unit ? nameOn(unit, org.day).name : ''
}
