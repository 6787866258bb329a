import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { Checkbox, DateField, FieldRow, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { hoursOn } from '../find.ts'
import { FormPage, type FormView, fieldOf } from '../forms/page.tsx'
import { showSessions, usualWeek, weekdays } from '../office-hours.ts'
import type { OrgSnapshot } from '../record.ts'
import { showDay, weekdayNames } from '../sentences.ts'

/** Office hours over time (giờ làm việc), newest first. */
export const HoursPage: FC<{ org: OrgSnapshot; mayManage: boolean }> = ({ org, mayManage }) => {
  const say = useSay()
  const inForce = hoursOn(org, org.day)
  return (
    <>
      <PageHeader
        title={say('Giờ làm việc', 'Office hours')}
        over={<a href="/office/org">{say('Tổ chức', 'Organisation')}</a>}
        under={say('Mọi thời hạn được tính theo các buổi này.', 'All terms are counted in these sessions.')}
        next={{
          text: say('Đổi giờ làm việc', 'Change office hours'),
          href: '/office/org/hours/new',
          blocked: mayManage
            ? undefined
            : { reason: say('Việc này do người quản trị của cơ quan làm.', 'The administrator of the agency does this.') },
        }}
      />
      {org.hours.length === 0 && (
        <EmptyState
          title={say('Chưa có giờ làm việc', 'No office hours yet')}
          action={{ text: say('Ghi giờ làm việc', 'Set office hours'), href: '/office/org/hours/new' }}
        >
          {say('Chưa tính được hạn trả cho hồ sơ nào.', 'No due time can be worked out for any dossier yet.')}
        </EmptyState>
      )}
      {[...org.hours].reverse().map((hours) => (
        <Section
          title={
            <>
              {say(`Từ ${showDay(hours.from, say)}`, `From ${showDay(hours.from, say)}`)}{' '}
              {hours === inForce ? (
                <Tag tone="good">{say('đang dùng', 'in use')}</Tag>
              ) : hours.from > org.day ? (
                <Tag tone="ours">{say('sắp tới', 'to come')}</Tag>
              ) : (
                <Tag>{say('đã thôi', 'ended')}</Tag>
              )}
            </>
          }
          aside={hours.decision}
          id={`from-${dayText(hours.from)}`}
        >
          <Facts
            items={weekdays.map(
              (weekday) => [weekdayNames[say.lang][weekday], showSessions(hours.sessions[weekday] ?? []) || say('nghỉ', 'closed')] as const,
            )}
          />
        </Section>
      ))}
    </>
  )
}

/** Sets office hours from a day on; each weekday in one line, as people write it. */
export const SetHoursPage: FC<{ view: FormView }> = ({ view }) => {
  const say = useSay()
  const last = view.org.hours.at(-1)?.sessions ?? usualWeek
  return (
    <FormPage
      view={view}
      title={say('Đổi giờ làm việc', 'Change office hours')}
      over={<a href="/office/org/hours">{say('Giờ làm việc', 'Office hours')}</a>}
      intro={say(
        'Mỗi ngày ghi các buổi trên một dòng, cách nhau bằng dấu phẩy, ví dụ 07:30–11:30, 13:30–17:30. Để trống là ngày nghỉ.',
        'One line for each day, with its sessions separated by commas, for example 07:30–11:30, 13:30–17:30. An empty line is a day off.',
      )}
      action="/office/org/hours/new"
      submit={view.ahead ? say('Lưu và tính lại hạn', 'Save, and compute due times anew') : say('Xem trước', 'Look first')}
      press={{ name: 'do', value: view.ahead ? 'write' : 'look' }}
      cancel="/office/org/hours"
    >
      <FieldRow>
        <DateField {...fieldOf(view, 'from', dayText(view.today))} label={say('Từ ngày', 'From')} required />
        <TextField
          {...fieldOf(view, 'decision')}
          label={say('Theo văn bản', 'By document')}
          hint={say('Số, ngày', 'Number, date')}
          required
          maxlength={200}
        />
      </FieldRow>
      {weekdays.map((weekday) => (
        <TextField
          {...fieldOf(view, weekday, showSessions(last[weekday] ?? []))}
          label={weekdayNames[say.lang][weekday]}
          width="code"
          maxlength={120}
          autocomplete="off"
        />
      ))}
      {(view.refusal?.kind === 'unusual-day' || view.typed.confirmed === 'yes') && (
        <Checkbox
          name="confirmed"
          label={say('Xác nhận: những ngày này không phải 8 giờ làm việc', 'Confirmed: these days do not have 8 working hours')}
          checked={view.typed.confirmed === 'yes'}
          error={undefined}
        />
      )}
    </FormPage>
  )
}
