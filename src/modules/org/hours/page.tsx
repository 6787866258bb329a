import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { Checkbox, DateField, FieldRow, TextField } from '../../../ui/form.tsx'
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
  const inForce = hoursOn(org, org.day)
  return (
    <>
      <PageHeader
        title="Giờ làm việc"
        over={<a href="/office/org">Tổ chức</a>}
        under="Mọi thời hạn được tính theo các buổi này."
        next={{
          text: 'Đổi giờ làm việc',
          href: '/office/org/hours/new',
          blocked: mayManage ? undefined : { reason: 'Việc này do người quản trị của cơ quan làm.' },
        }}
      />
      {org.hours.length === 0 && (
        <EmptyState title="Chưa có giờ làm việc" action={{ text: 'Ghi giờ làm việc', href: '/office/org/hours/new' }}>
          Chưa tính được hạn trả cho hồ sơ nào.
        </EmptyState>
      )}
      {[...org.hours].reverse().map((hours) => (
        <Section
          title={
            <>
              Từ {showDay(hours.from)}{' '}
              {hours === inForce ? (
                <Tag tone="good">đang dùng</Tag>
              ) : hours.from > org.day ? (
                <Tag tone="ours">sắp tới</Tag>
              ) : (
                <Tag>đã thôi</Tag>
              )}
            </>
          }
          aside={hours.decision}
          id={`from-${dayText(hours.from)}`}
        >
          <Facts
            items={weekdays.map((weekday) => [weekdayNames[weekday], showSessions(hours.sessions[weekday] ?? []) || 'nghỉ'] as const)}
          />
        </Section>
      ))}
    </>
  )
}

/** Sets office hours from a day on; each weekday in one line, as people write it. */
export const SetHoursPage: FC<{ view: FormView }> = ({ view }) => {
  const last = view.org.hours.at(-1)?.sessions ?? usualWeek
  return (
    <FormPage
      view={view}
      title="Đổi giờ làm việc"
      over={<a href="/office/org/hours">Giờ làm việc</a>}
      intro="Mỗi ngày ghi các buổi trên một dòng, cách nhau bằng dấu phẩy, ví dụ 07:30–11:30, 13:30–17:30. Để trống là ngày nghỉ."
      action="/office/org/hours/new"
      submit="Lưu giờ làm việc"
      cancel="/office/org/hours"
    >
      <FieldRow>
        <DateField {...fieldOf(view, 'from', dayText(view.today))} label="Từ ngày" required />
        <TextField {...fieldOf(view, 'decision')} label="Theo văn bản" hint="Số, ngày" required maxlength={200} />
      </FieldRow>
      {weekdays.map((weekday) => (
        <TextField
          {...fieldOf(view, weekday, showSessions(last[weekday] ?? []))}
          label={weekdayNames[weekday]}
          width="code"
          maxlength={120}
          autocomplete="off"
        />
      ))}
      {view.refusal?.kind === 'unusual-day' && (
        <Checkbox name="confirmed" label="Xác nhận: những ngày này không phải 8 giờ làm việc" error={undefined} />
      )}
    </FormPage>
  )
}
