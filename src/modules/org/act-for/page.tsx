import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { officerName } from '../find.ts'
import { FormPage, type FormView, fieldOf, officerOptions } from '../forms/page.tsx'
import type { Acting, OrgRecord } from '../record.ts'
import { showMoment } from '../sentences.ts'

/** Who acts for whom (làm thay): now, later, before. `hidden` goes with each "end" button, by acting id. */
export const ActingPage: FC<{
  org: OrgRecord
  now: Moment
  mayManage: boolean
  hidden: (acting: Acting) => Readonly<Record<string, string>>
}> = ({ org, now, mayManage, hidden }) => (
  <>
    <PageHeader
      title="Làm thay"
      over={<a href="/office/org">Tổ chức</a>}
      under="Khi có người vắng mặt. Mỗi việc làm thay đều ghi cả hai người."
      next={{
        text: 'Giao làm thay',
        href: '/office/org/acting/new',
        blocked: mayManage ? undefined : { reason: 'Việc này do người quản trị của cơ quan làm.' },
      }}
    />
    <DataTable
      caption="Các việc làm thay, mới nhất trước"
      rows={[...org.acting].sort((a, b) => b.from - a.from)}
      empty={<EmptyState title="Chưa có ai làm thay ai">Giao làm thay khi một người vắng mặt và có văn bản ủy quyền.</EmptyState>}
      columns={[
        { head: 'Vắng mặt', cell: (a) => <a href={`/office/org/officers/${a.absentId}`}>{officerName(org, a.absentId)}</a> },
        { head: 'Làm thay', cell: (a) => <a href={`/office/org/officers/${a.officerId}`}>{officerName(org, a.officerId)}</a> },
        { head: 'Từ', cell: (a) => showMoment(a.from) },
        { head: 'Đến', cell: (a) => showMoment(a.to) },
        { head: 'Theo văn bản', cell: (a) => a.document },
        {
          head: 'Tình trạng',
          cell: (a) =>
            a.to <= now ? <Tag>đã hết</Tag> : a.from > now ? <Tag tone="ours">sắp tới</Tag> : <Tag tone="good">đang làm thay</Tag>,
        },
        {
          head: 'Việc',
          quiet: true,
          cell: (a) =>
            mayManage &&
            a.to > now && (
              <ActionButton
                text={a.from > now ? 'Thu hồi' : 'Thôi làm thay'}
                href={`/office/org/acting/${a.id}/end`}
                post
                hidden={hidden(a)}
                variant="tertiary"
              />
            ),
        },
      ]}
    />
  </>
)

/** Lets one officer act for another. */
export const NewActingPage: FC<{ view: FormView }> = ({ view }) => (
  <FormPage
    view={view}
    title="Giao làm thay"
    over={<a href="/office/org/acting">Làm thay</a>}
    intro="Trong thời gian này người làm thay được làm mọi việc theo vị trí của người vắng mặt."
    action="/office/org/acting/new"
    submit="Giao làm thay"
    cancel="/office/org/acting"
  >
    <FieldRow>
      <Select
        {...fieldOf(view, 'absent')}
        label="Người vắng mặt"
        required
        blank="Chọn người"
        options={officerOptions(view.org, view.today)}
      />
      <Select
        {...fieldOf(view, 'officer')}
        label="Người làm thay"
        required
        blank="Chọn người"
        options={officerOptions(view.org, view.today)}
      />
    </FieldRow>
    <FieldRow>
      <DateField {...fieldOf(view, 'from')} label="Từ lúc" required withTime />
      <DateField {...fieldOf(view, 'to')} label="Đến lúc" required withTime />
    </FieldRow>
    <TextField {...fieldOf(view, 'document')} label="Số, ngày văn bản" hint="Ví dụ 12/GUQ-SNNMT ngày 02/3/2026" required maxlength={200} />
  </FormPage>
)
