import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { nameOn, officerName, unitOf } from '../find.ts'
import { FormPage, type FormView, fieldOf, unitOptions } from '../forms/page.tsx'
import { History, type HistoryLine, postColumns, postsNewestFirst, postTitle } from '../history/page.tsx'
import type { OrgSnapshot, Post, Unit } from '../record.ts'
import { unitKindNames, unitKinds } from '../roles.ts'
import { showDay, showPeriod } from '../sentences.ts'

const noRight = (say: Say) => ({ reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') })

/** A unit (đơn vị): its people now and before, its names over time, what happened to it. `posts` are those of all times. */
export const UnitPage: FC<{ org: OrgSnapshot; unit: Unit; posts: readonly Post[]; history: readonly HistoryLine[]; mayManage: boolean }> = (
  props,
) => {
  const say = useSay()
  const { org, unit, posts, history, mayManage } = props
  const { name, shortName } = nameOn(unit, org.day)
  const here = `/office/org/units/${unit.id}`
  const closed = unit.closed === null ? null : showDay(unit.closed, say)
  const blocked = !mayManage
    ? noRight(say)
    : closed !== null
      ? { reason: say(`Đơn vị kết thúc từ ngày ${closed}.`, `The unit is closed from ${closed} on.`) }
      : undefined
  const successor = unit.successor === null ? undefined : unitOf(org, unit.successor)
  const newestFirst = postsNewestFirst(posts, org)
  const since = showPeriod({ from: unit.opened, to: null }, say)
  const period = closed === null ? since : say(`${since}, kết thúc từ ${closed}`, `${since}, closed from ${closed} on`)
  return (
    <>
      <PageHeader
        title={name}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={`${shortName} · ${unitKindNames[say.lang][unit.kind]} · ${period}`}
        next={{ text: say('Giao vị trí', 'Give a post'), href: `/office/org/posts/new?unit=${unit.id}`, blocked }}
        others={[{ text: say('Đổi tên', 'Rename'), href: `${here}/rename`, blocked }]}
        more={
          blocked
            ? []
            : [
                { text: say('Sáp nhập vào đơn vị khác', 'Merge into another unit'), href: `${here}/merge` },
                { text: say('Giải thể', 'Close'), href: `${here}/close` },
              ]
        }
      />
      {successor && (
        <p>
          {say(
            <>
              Từ {closed}, việc của đơn vị này thuộc <a href={`/office/org/units/${successor.id}`}>{nameOn(successor, org.day).name}</a>.
            </>,
            <>
              From {closed} on, the work of this unit belongs to{' '}
              <a href={`/office/org/units/${successor.id}`}>{nameOn(successor, org.day).name}</a>.
            </>,
          )}
        </p>
      )}
      <Columns
        side={
          <>
            <Section title={say('Tên qua các thời kỳ', 'Names over time')} id="names">
              <Facts
                items={[...unit.names]
                  .reverse()
                  .map(
                    (line) =>
                      [
                        say(`từ ${showDay(line.from, say)}`, `from ${showDay(line.from, say)}`),
                        `${line.name} (${line.shortName})`,
                      ] as const,
                  )}
              />
            </Section>
            <Section title={say('Lịch sử', 'History')} id="history">
              <History lines={history} />
            </Section>
          </>
        }
      >
        <DataTable
          caption={say('Người của đơn vị qua các thời kỳ', 'People of the unit over time')}
          rows={newestFirst}
          empty={<p class="small">{say('Chưa ai giữ vị trí nào ở đơn vị này.', 'Nobody has held a post in this unit yet.')}</p>}
          columns={[
            {
              head: say('Họ và tên', 'Full name'),
              cell: (p) => <a href={`/office/org/officers/${p.officerId}`}>{officerName(org, p.officerId)}</a>,
            },
            { head: say('Vị trí', 'Post'), cell: (p) => postTitle(p, say) },
            ...postColumns(org, mayManage, say),
          ]}
        />
      </Columns>
    </>
  )
}

/** Opens a unit. */
export const NewUnitPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Thêm đơn vị', 'Add a unit')}
      over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
      action="/office/org/units/new"
      submit={say('Thêm đơn vị', 'Add the unit')}
      cancel="/office/org"
    >
      <TextField {...fieldOf(view, 'name')} label={say('Tên đơn vị', 'Name of the unit')} required maxlength={200} />
      <TextField
        {...fieldOf(view, 'shortName')}
        label={say('Tên viết tắt', 'Short name')}
        hint={say('Hiện trong bảng hẹp, ví dụ P. QLĐĐ', 'Shown in narrow tables, for example “P. QLĐĐ”')}
        required
        maxlength={60}
      />
      <Select
        {...fieldOf(view, 'kind')}
        label={say('Loại', 'Kind')}
        required
        blank={say('Chọn loại', 'Choose a kind')}
        options={unitKinds.map((kind) => ({ value: kind, text: unitKindNames[say.lang][kind] }))}
      />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
    </FormPage>
  )
}

/** Gives a unit another name from a day on. */
export const RenameUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const say = useSay()
  const { name, shortName } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={say(`Đổi tên ${name}`, `Rename ${name}`)}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro={say('Hồ sơ và giấy tờ của những ngày trước giữ tên cũ.', 'Dossiers and papers of earlier days keep the old name.')}
      action={`/office/org/units/${unit.id}/rename`}
      submit={say('Đổi tên', 'Rename')}
      cancel={`/office/org/units/${unit.id}`}
    >
      <TextField {...fieldOf(view, 'name', name)} label={say('Tên mới', 'New name')} required maxlength={200} />
      <TextField {...fieldOf(view, 'shortName', shortName)} label={say('Tên viết tắt mới', 'New short name')} required maxlength={60} />
      <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
    </FormPage>
  )
}

/** Closes a unit. */
export const CloseUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const say = useSay()
  const { name } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={say(`Giải thể ${name}`, `Close ${name}`)}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro={say(
        'Mọi người của đơn vị phải thôi vị trí trước ngày này. Đơn vị vẫn đọc được trên hồ sơ cũ.',
        'All posts in the unit must end before this day. The unit can still be read on older dossiers.',
      )}
      action={`/office/org/units/${unit.id}/close`}
      submit={say('Giải thể', 'Close the unit')}
      cancel={`/office/org/units/${unit.id}`}
      danger
    >
      <DateField {...fieldOf(view, 'on', dayText(view.today))} label={say('Không còn từ ngày', 'Closed from')} required />
    </FormPage>
  )
}

/** Merges a unit into another. */
export const MergeUnitPage: FC<{ view: FormView; unit: Unit }> = ({ view, unit }) => {
  const say = useSay()
  const { name } = nameOn(unit, view.today)
  return (
    <FormPage
      view={view}
      title={say(`Sáp nhập ${name}`, `Merge ${name}`)}
      over={<a href={`/office/org/units/${unit.id}`}>{name}</a>}
      intro={say(
        'Từ ngày sáp nhập, mọi người giữ nguyên vai trò ở đơn vị nhận. Người đứng đầu chỉ giữ chức khi đơn vị nhận chưa có người đứng đầu; nếu đã có, vị trí kết thúc và cần giao vị trí mới.',
        'From the day of the merger, everybody keeps their role in the receiving unit. The head stays head only where the receiving unit has none; where it has one, the post ends and a new post must be given.',
      )}
      action={`/office/org/units/${unit.id}/merge`}
      submit={say('Sáp nhập', 'Merge')}
      cancel={`/office/org/units/${unit.id}`}
      danger
    >
      <FieldRow>
        <Select
          {...fieldOf(view, 'successor')}
          label={say('Vào đơn vị', 'Into')}
          required
          blank={say('Chọn đơn vị nhận', 'Choose the receiving unit')}
          options={unitOptions(view.org, view.today, say, unit.id)}
        />
        <DateField {...fieldOf(view, 'on', dayText(view.today))} label={say('Từ ngày', 'From')} required />
      </FieldRow>
    </FormPage>
  )
}
