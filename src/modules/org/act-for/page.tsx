import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DateField, FieldRow, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
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
}> = ({ org, now, mayManage, hidden }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Làm thay', 'Acting officers')}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={say(
          'Khi có người vắng mặt. Mỗi việc làm thay đều ghi cả hai người.',
          'For when somebody is absent. Everything done for another names both.',
        )}
        next={{
          text: say('Giao làm thay', 'Appoint an acting officer'),
          href: '/office/org/acting/new',
          blocked: mayManage
            ? undefined
            : { reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') },
        }}
      />
      <DataTable
        caption={say('Các việc làm thay, mới nhất trước', 'Who acts for whom, newest first')}
        rows={[...org.acting].sort((a, b) => b.from - a.from)}
        empty={
          <EmptyState title={say('Chưa có ai làm thay ai', 'Nobody acts for anybody yet')}>
            {say(
              'Giao làm thay khi một người vắng mặt và có văn bản ủy quyền.',
              'Appoint an acting officer when somebody is absent and a document gives the authority.',
            )}
          </EmptyState>
        }
        columns={[
          {
            head: say('Vắng mặt', 'Absent'),
            cell: (a) => <a href={`/office/org/officers/${a.absentId}`}>{officerName(org, a.absentId)}</a>,
          },
          {
            head: say('Làm thay', 'Acting'),
            cell: (a) => <a href={`/office/org/officers/${a.officerId}`}>{officerName(org, a.officerId)}</a>,
          },
          { head: say('Từ', 'From'), cell: (a) => showMoment(a.from, say) },
          { head: say('Đến', 'To'), cell: (a) => showMoment(a.to, say) },
          { head: say('Theo văn bản', 'By document'), cell: (a) => a.document },
          {
            head: say('Tình trạng', 'State'),
            cell: (a) =>
              a.to <= now ? (
                <Tag>{say('đã hết', 'over')}</Tag>
              ) : a.from > now ? (
                <Tag tone="ours">{say('sắp tới', 'to come')}</Tag>
              ) : (
                <Tag tone="good">{say('đang làm thay', 'acting now')}</Tag>
              ),
          },
          {
            head: say('Việc', 'Action'),
            quiet: true,
            cell: (a) =>
              mayManage &&
              a.to > now && (
                <ActionButton
                  text={a.from > now ? say('Thu hồi', 'Withdraw') : say('Thôi làm thay', 'End it')}
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
}

/** Lets one officer act for another. */
export const NewActingPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  return (
    <FormPage
      view={view}
      title={say('Giao làm thay', 'Appoint an acting officer')}
      over={<a href="/office/org/acting">{say('Làm thay', 'Acting officers')}</a>}
      intro={say(
        'Trong thời gian này người làm thay được làm mọi việc theo vị trí của người vắng mặt.',
        'During this time the acting officer may do everything that the posts of the absent officer allow.',
      )}
      action="/office/org/acting/new"
      submit={say('Giao làm thay', 'Appoint')}
      cancel="/office/org/acting"
    >
      <FieldRow>
        <Select
          {...fieldOf(view, 'absent')}
          label={say('Người vắng mặt', 'Absent officer')}
          required
          blank={say('Chọn người', 'Choose an officer')}
          options={officerOptions(view.org, view.today)}
        />
        <Select
          {...fieldOf(view, 'officer')}
          label={say('Người làm thay', 'Acting officer')}
          required
          blank={say('Chọn người', 'Choose an officer')}
          options={officerOptions(view.org, view.today)}
        />
      </FieldRow>
      <FieldRow>
        <DateField {...fieldOf(view, 'from')} label={say('Từ lúc', 'From')} required withTime />
        <DateField {...fieldOf(view, 'to')} label={say('Đến lúc', 'Until')} required withTime />
      </FieldRow>
      <TextField
        {...fieldOf(view, 'document')}
        label={say('Số, ngày văn bản', 'Number and date of the document')}
        hint={say('Ví dụ 12/GUQ-SNNMT ngày 02/3/2026', 'For example 12/GUQ-SNNMT of 2 March 2026')}
        required
        maxlength={200}
      />
    </FormPage>
  )
}
