import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { Checkbox, DateField, Select, TextArea } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { unitName } from '../find.ts'
import { FormPage, type FormView, fieldOf, officerOptions } from '../forms/page.tsx'
import { asOf, holds, type Officer } from '../record.ts'

/** Work that could not be handed over, and why. */
export type NotMoved = readonly { code: string; reason: string }[]

/** An officer leaves (thôi việc, bàn giao): posts end and the work in hand goes to somebody else, in one act. */
export const LeavePage: FC<{ view: FormView; officer: Officer; moved: number; notMoved: NotMoved }> = ({
  view,
  officer,
  moved,
  notMoved,
}) => {
  const org = asOf(view.org, view.today)
  const held = view.org.posts.filter((p) => p.officerId === officer.id && (holds(p, view.today) || p.from > view.today))
  return (
    <FormPage
      view={view}
      title={`${officer.name} thôi việc, bàn giao`}
      over={<a href={`/office/org/officers/${officer.id}`}>{officer.name}</a>}
      intro={
        held.length === 0
          ? 'Không giữ vị trí nào. Việc đang giữ được chuyển ngay cho người nhận.'
          : `Kết thúc ${held.length} vị trí (${held.map((p) => `${p.title}, ${unitName(org, p.unitId)}`).join('; ')}), thôi mọi việc làm thay, và chuyển ngay việc đang giữ cho người nhận.`
      }
      action={`/office/org/officers/${officer.id}/leave`}
      submit="Ghi thôi việc và bàn giao"
      cancel={`/office/org/officers/${officer.id}`}
      danger
    >
      {notMoved.length > 0 && (
        <Notice tone="late" title={`Đã chuyển ${moved} việc. Còn ${notMoved.length} hồ sơ chưa chuyển được, nên chưa ghi thôi việc`}>
          <ul>
            {notMoved.map(({ code, reason }) => (
              <li>
                <span class="code">{code}</span>: {reason}
              </li>
            ))}
          </ul>
          <Checkbox name="anyway" label="Vẫn ghi thôi việc; những hồ sơ này do lãnh đạo đơn vị phân công lại" />
        </Notice>
      )}
      <DateField {...fieldOf(view, 'lastDay', dayText(view.today))} label="Ngày làm việc cuối" required />
      <Select
        {...fieldOf(view, 'successor')}
        label="Người nhận việc"
        required
        blank="Chọn người nhận"
        options={officerOptions(view.org, view.today, officer.id)}
      />
      <TextArea
        {...fieldOf(view, 'reason')}
        label="Lý do, số quyết định"
        hint="Ghi vào nhật ký của từng hồ sơ được chuyển"
        required
        maxlength={500}
      />
    </FormPage>
  )
}
