import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { nameOn, officerName, unitOf } from '../find.ts'
import { FormPage, type FormView, fieldOf, unitOptions } from '../forms/page.tsx'
import { History, type HistoryLine, postColumns, postsNewestFirst, postTitle } from '../history/page.tsx'
import type { OrgSnapshot, Post, Unit } from '../record.ts'
import { unitKindNames, unitKinds } from '../roles.ts'
import { showDay, showPeriod } from '../sentences.ts'

const noRight = { reason: 'Việc này do người quản trị của cơ quan làm.' }

/** A unit (đơn vị): its people now and before, its names over time, what happened to it. `posts` are those of all times. */
export const UnitPage: FC<{ org: OrgSnapshot; unit: Unit; posts: readonly Post[]; history: readonly HistoryLine[]; mayManage: boolean }> = (
  props,
) => {
  const { org, unit, posts, history, mayManage } = props
  const { name, shortName } = nameOn(unit, org.day)
  const here = `/office/org/units/${unit.id}`
  const isClosed = unit.closed !== null
  const blocked = !mayManage
    ? noRight
    : isClosed
      ? { reason: `Đơn vị kết thúc từ ngày ${showDay(unit.closed ?? unit.opened)}.` }
      : undefined
  const successor = unit.successor === null ? undefined : unitOf(org, unit.successor)
  const newestFirst = postsNewestFirst(posts, org)
  return (
    <>
      <PageHeader
        title={name}
        over={<a href="/office/org">Tổ chức</a>}
        under={`${shortName} · ${unitKindNames[unit.kind]} · ${showPeriod({ from: unit.opened, to: null })}${unit.closed === null ? '' : `, kết thúc từ ${showDay(unit.closed)}`}`}
        next={{ text: 'Giao vị trí', href: `/office/org/posts/new?unit=${unit.id}`, blocked }}
        others={[{ text: 'Đổi tên', href: `${here}/rename`, blocked }]}
        more={
          blocked
            ? []
            : [
                { text: 'Sáp nhập vào đơn vị khác', href: `${here}/merge` },
                { text: 'Giải thể', href: `${here}/close` },
              ]
        }
      />
      {successor && (
        <p>
          Từ {showDay(unit.closed ?? unit.opened)}, việc của đơn vị này thuộc{' '}
          <a href={`/office/org/units/${successor.id}`}>{nameOn(successor, org.day).name}</a>.
        </p>
      )}
      <Columns
        side={
          <>
            <Section title="Tên qua các thời kỳ" id="names">
              <Facts
                items={[...unit.names].reverse().map((line) => [`từ ${showDay(line.from)}`, `${line.name} (${line.shortName})`] as const)}
              />
            </Section>
            <Section title="Lịch sử" id="history">
              <History lines={history} />
            </Section>
          </>
        }
      >
        <DataTable
          caption="Người của đơn vị qua các thời kỳ"
          rows={newestFirst}
          empty={<p class="small">Chưa ai giữ vị trí nào ở đơn vị này.</p>}
          columns={[
            { head: 'Họ và tên', cell: (p) => <a href={`/office/org/officers/${p.officerId}`}>{officerName(org, p.officerId)}</a> },
            { head: 'Vị trí', cell: postTitle },
            ...postColumns(org, mayManage),
          ]}
        />
      </Columns>
    </>
  )
}

/** Opens a unit. */
export const NewUnitPage: FC<{ view: FormView }> = ({ view }) => (
  <FormPage
    view={view}
    title="Thêm đơn vị"
    over={<a href="/office/org">Tổ chức</a>}
    action="/office/org/units/new"
    submit="Thêm đơn vị"
    cancel="/office/org"
  >
    <TextField {...fieldOf(view, 'name')} label="Tên đơn vị" required maxlength={200} />
    <TextField {...fieldOf(view, 'shortName')} label="Tên viết tắt" hint="Hiện trong bảng hẹp, ví dụ P. QLĐĐ" required maxlength={60} />
    <Select
      {...fieldOf(view, 'kind')}
      label="Loại"
      required
      blank="Chọn loại"
      options={unitKinds.map((kind) => ({ value: kind, text: unitKindNames[kind] }))}
    />
    <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
  </FormPage>
)

/** Gives a unit another name from a day on. */
export const RenameUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const { name, shortName } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={`Đổi tên ${name}`}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro="Hồ sơ và giấy tờ của những ngày trước giữ tên cũ."
      action={`/office/org/units/${unit.id}/rename`}
      submit="Đổi tên"
      cancel={`/office/org/units/${unit.id}`}
    >
      <TextField {...fieldOf(view, 'name', name)} label="Tên mới" required maxlength={200} />
      <TextField {...fieldOf(view, 'shortName', shortName)} label="Tên viết tắt mới" required maxlength={60} />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
    </FormPage>
  )
}

/** Closes a unit. */
export const CloseUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const { name } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={`Giải thể ${name}`}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro="Mọi người của đơn vị phải thôi vị trí trước ngày này. Đơn vị vẫn đọc được trên hồ sơ cũ."
      action={`/office/org/units/${unit.id}/close`}
      submit="Giải thể"
      cancel={`/office/org/units/${unit.id}`}
      danger
    >
      <DateField {...fieldOf(view, 'on', dayText(view.today))} label="Không còn từ ngày" required />
    </FormPage>
  )
}

/** Merges a unit into another. */
export const MergeUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const { name } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={`Sáp nhập ${name}`}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro="Từ ngày sáp nhập, mọi người giữ nguyên vai trò ở đơn vị nhận. Người đứng đầu chỉ giữ chức khi đơn vị nhận chưa có người đứng đầu; nếu đã có, vị trí kết thúc và cần giao vị trí mới."
      action={`/office/org/units/${unit.id}/merge`}
      submit="Sáp nhập"
      cancel={`/office/org/units/${unit.id}`}
      danger
    >
      <FieldRow>
        <Select
          {...fieldOf(view, 'successor')}
          label="Vào đơn vị"
          required
          blank="Chọn đơn vị nhận"
          options={unitOptions(view.org, view.today, unit.id)}
        />
        <DateField {...fieldOf(view, 'on', dayText(view.today))} label="Từ ngày" required />
      </FieldRow>
    </FormPage>
  )
}
