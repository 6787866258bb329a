import type { FC } from 'hono/jsx'
import { inBoth } from '../../../kernel/say.ts'
import { Checkbox, CheckboxGroup, Form, FormButtons, RadioGroup } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Notice, Toast } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type OfficerKind, officerKinds, type Preference } from '../preference.ts'

export type PreferencesProps = {
  chosen: Preference
  /** The officer's address on record; null: there is none, and no mail goes anywhere. */
  address: string | null
  hidden: Readonly<Record<string, string>>
  isSaved: boolean
}

const kindWords = inBoth(
  (say): Record<OfficerKind, string> => ({
    'due-in-2': say('Hồ sơ tôi giữ còn 2 ngày làm việc', 'A dossier in my hands has 2 working days left'),
    'due-in-1': say('Hồ sơ tôi giữ còn 1 ngày làm việc', 'A dossier in my hands has 1 working day left'),
    'overdue-digest': say(
      'Mỗi sáng làm việc: hồ sơ quá hạn của đơn vị tôi phụ trách',
      'Every working morning: overdue dossiers of the units that I lead',
    ),
  }),
)

/** What an officer wants to be told, and in which language (chọn nhận thông báo). */
export const PreferencesPage: FC<PreferencesProps> = ({ chosen, address, hidden, isSaved }) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader
        title={say('Thông báo', 'Notices')}
        under={
          address === null
            ? say('Chưa có địa chỉ thư trên hồ sơ cán bộ', 'No mail address is on record')
            : say(`Gửi đến ${address}, trong giờ làm việc`, `Sent to ${address}, in office hours`)
        }
      />
      {isSaved && <Toast flash={{ text: say('Đã lưu lựa chọn.', 'Your choice is saved.') }} />}
      {address === null && (
        <Notice tone="near" title={say('Chưa gửi được thư cho anh/chị', 'No mail can be sent to you')}>
          <p>
            {say(
              'Đề nghị người quản trị ghi địa chỉ thư tại trang Tổ chức.',
              'Ask the administrator to enter your address on the page Organisation.',
            )}
          </p>
        </Notice>
      )}
      <Form action="/office/account/notices" hidden={hidden}>
        <Checkbox name="by-mail" label={say('Nhận thông báo qua thư điện tử', 'Tell me by mail')} checked={chosen.byMail} />
        <CheckboxGroup
          name="wanted"
          label={say('Báo cho tôi khi', 'Tell me when')}
          options={officerKinds.map((kind) => ({ value: kind, text: kindWords[say.lang][kind] }))}
          values={officerKinds.filter((kind) => !chosen.unwanted.includes(kind))}
        />
        <RadioGroup
          name="lang"
          label={say('Ngôn ngữ của thư', 'Language of the mails')}
          value={chosen.lang}
          options={[
            { value: 'vi', text: 'Tiếng Việt' },
            { value: 'en', text: 'English' },
          ]}
          inline
        />
        <FormButtons submit={say('Lưu', 'Save')} cancel={{ href: '/office/account' }} />
      </Form>
    </div>
  )
}
