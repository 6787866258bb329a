import type { FC } from 'hono/jsx'
import { dayText } from '../../../kernel/moment.ts'
import { Checkbox, DateField, Select, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
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
  const say = useSay()
  const org = asOf(view.org, view.today)
  const held = view.org.posts.filter((p) => p.officerId === officer.id && (holds(p, view.today) || p.from > view.today))
  const places = held.map((p) => `${p.title}, ${unitName(org, p.unitId)}`).join('; ')
  return (
    <FormPage
      view={view}
      title={say(`${officer.name} thôi việc, bàn giao`, `${officer.name} leaves and hands over`)}
      over={<a href={`/office/org/officers/${officer.id}`}>{officer.name}</a>}
      intro={
        held.length === 0
          ? say(
              'Không giữ vị trí nào. Việc đang giữ được chuyển ngay cho người nhận.',
              'Holds no post. Work in hand goes to the successor at once.',
            )
          : say(
              `Kết thúc ${held.length} vị trí (${places}), thôi mọi việc làm thay, và chuyển ngay việc đang giữ cho người nhận.`,
              `Ends ${held.length} ${held.length === 1 ? 'post' : 'posts'} (${places}), ends all acting for others, and hands the work in hand to the successor at once.`,
            )
      }
      action={`/office/org/officers/${officer.id}/leave`}
      submit={say('Ghi thôi việc và bàn giao', 'Record the leaving and hand over')}
      cancel={`/office/org/officers/${officer.id}`}
      danger
    >
      {notMoved.length > 0 && (
        <Notice
          tone="late"
          title={say(
            `Đã chuyển ${moved} việc. Còn ${notMoved.length} hồ sơ chưa chuyển được, nên chưa ghi thôi việc`,
            `Work handed over: ${moved}. Dossiers that could not be handed over: ${notMoved.length}, so the leaving is not recorded yet`,
          )}
        >
          <ul>
            {notMoved.map(({ code, reason }) => (
              <li>
                <span class="code">{code}</span>: {reason}
              </li>
            ))}
          </ul>
          <Checkbox
            name="anyway"
            label={say(
              'Vẫn ghi thôi việc; những hồ sơ này do lãnh đạo đơn vị phân công lại',
              'Record the leaving all the same; the head of the unit reassigns these dossiers',
            )}
          />
        </Notice>
      )}
      <DateField {...fieldOf(view, 'lastDay', dayText(view.today))} label={say('Ngày làm việc cuối', 'Last working day')} required />
      <Select
        {...fieldOf(view, 'successor')}
        label={say('Người nhận việc', 'Successor')}
        required
        blank={say('Chọn người nhận', 'Choose a successor')}
        options={officerOptions(view.org, view.today, officer.id)}
      />
      <TextArea
        {...fieldOf(view, 'reason')}
        label={say('Lý do, số quyết định', 'Reason, number of the decision')}
        hint={say('Ghi vào nhật ký của từng hồ sơ được chuyển', 'Written into the journal of every dossier handed over')}
        required
        maxlength={500}
      />
    </FormPage>
  )
}
