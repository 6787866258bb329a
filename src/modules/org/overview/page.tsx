import type { FC } from 'hono/jsx'
import type { Day } from '../../../kernel/moment.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, RowLink, TwoLines } from '../../../ui/table.tsx'
import { agencyName, headRoles, identifierOn, nameOn, officerName, openUnits } from '../find.ts'
import type { OrgSnapshot, Post, Unit } from '../record.ts'
import { unitKindNames, unitKinds } from '../roles.ts'
import { showDay } from '../sentences.ts'

const noRight = { reason: 'Việc này do người quản trị của cơ quan làm.' }

/** The agency today (tổ chức): its units with their people, and what can be done. */
export const OverviewPage: FC<{ org: OrgSnapshot; mayManage: boolean }> = ({ org, mayManage }) => {
  const units = [...openUnits(org)].sort((a, b) => unitKinds.indexOf(a.kind) - unitKinds.indexOf(b.kind) || a.id - b.id)
  const closed = org.units.filter((unit) => unit.closed !== null && unit.closed <= org.day)
  const coming = org.units.filter((unit) => unit.opened > org.day)
  const blocked = mayManage ? undefined : noRight
  const { name, parentName, place } = agencyName(org)
  return (
    <>
      <PageHeader
        title="Tổ chức"
        over={name}
        under={`${units.length} đơn vị, ${new Set(org.posts.map((p) => p.officerId)).size} người đang giữ vị trí, ngày ${showDay(org.day)}`}
        next={{ text: 'Thêm công chức', href: '/office/org/officers/new', blocked }}
        others={[{ text: 'Thêm đơn vị', href: '/office/org/units/new', blocked }]}
        more={[
          { text: 'Làm thay', href: '/office/org/acting' },
          { text: 'Giờ làm việc', href: '/office/org/hours' },
          { text: 'Cơ quan, mã định danh', href: '/office/org/agency' },
          ...(mayManage ? [{ text: 'Nhập từ Excel', href: '/office/org/import' }] : []),
          { text: 'Lịch sử', href: '/office/org/history' },
        ]}
      />
      <DataTable
        caption="Đơn vị và người đứng đầu"
        rows={units}
        empty={
          <EmptyState title="Chưa có đơn vị" action={{ text: 'Nhập từ Excel', href: '/office/org/import' }}>
            Thêm từng đơn vị, hoặc nhập cả đơn vị và công chức từ tệp Excel.
          </EmptyState>
        }
        columns={[
          {
            head: 'Đơn vị',
            kind: 'wide',
            cell: (unit) => (
              <>
                <RowLink href={`/office/org/units/${unit.id}`} text={nameOn(unit, org.day).name} />
                <br />
                <span class="small">{`${nameOn(unit, org.day).shortName} · ${unitKindNames[unit.kind]}`}</span>
              </>
            ),
          },
          { head: 'Đứng đầu', cell: (unit) => <Heads org={org} unit={unit} /> },
          { head: 'Người', kind: 'wide', cell: (unit) => <People org={org} unit={unit} /> },
        ]}
      />
      {coming.length > 0 && <OtherUnits title="Đơn vị sắp hoạt động" id="coming" org={org} units={coming} />}
      {closed.length > 0 && <OtherUnits title="Đơn vị đã kết thúc" id="closed" org={org} units={closed} />}
      <Section title="Cơ quan" id="agency">
        <Facts
          items={[
            ['Tên', name],
            ['Cơ quan chủ quản', parentName],
            ['Địa danh', place],
            ['Mã định danh', identifierOn(org, org.day)],
            ['Tên ngắn khi đăng nhập', org.agency.code],
          ]}
        />
      </Section>
    </>
  )
}

const postsIn = (org: OrgSnapshot, unit: Unit): Post[] => org.posts.filter((post) => post.unitId === unit.id)

const Heads: FC<{ org: OrgSnapshot; unit: Unit }> = ({ org, unit }) => {
  const heads = postsIn(org, unit).filter(({ role }) => headRoles.includes(role))
  if (heads.length === 0) return unit.kind === 'one-stop' ? <>–</> : <Tag tone="near">chưa có</Tag>
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

const OtherUnits: FC<{ title: string; id: string; org: OrgSnapshot; units: readonly Unit[] }> = ({ title, id, org, units }) => (
  <Section title={title} id={id}>
    <ul>
      {units.map((unit) => (
        <li>
          <a href={`/office/org/units/${unit.id}`}>{nameOn(unit, unit.closed ?? unit.opened).name}</a>{' '}
          <span class="small">
            {unit.opened > org.day ? `từ ${showDay(unit.opened)}` : `đến hết ${showDay(((unit.closed ?? unit.opened) - 1) as Day)}`}
            {unit.successor !== null && `, sáp nhập vào ${nameOf(org, unit.successor)}`}
          </span>
        </li>
      ))}
    </ul>
  </Section>
)

const nameOf = (org: OrgSnapshot, unitId: number): string => {
  const unit = org.units.find(({ id }) => id === unitId)
  return unit ? nameOn(unit, org.day).name : ''
}
