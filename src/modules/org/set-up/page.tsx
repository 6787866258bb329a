import type { FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { CheckList, Section } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { isReady, type SetupItem } from '../setup.ts'

type Words = { title: string; note: string; href: string; action: string }

const wordsIn = inBoth(
  (say): Record<SetupItem['key'], Words> => ({
    administrator: {
      title: say('Người quản trị đăng nhập được', 'An administrator can sign in'),
      note: say('Có ít nhất một tài khoản giữ vai trò Quản trị hệ thống.', 'At least one account holds the role of administrator.'),
      href: '/office/accounts',
      action: say('Tài khoản', 'Accounts'),
    },
    agency: {
      title: say('Tên cơ quan, cơ quan chủ quản, địa danh', 'Name of the agency, parent agency, place'),
      note: say('In ở đầu mọi giấy tờ gửi người dân.', 'Printed at the head of every paper that citizens get.'),
      href: '/office/org/agency',
      action: say('Ghi tên', 'Enter the name'),
    },
    identifier: {
      title: say('Mã định danh', 'Identifier'),
      note: say('Mở đầu mã hồ sơ; chưa có thì chưa cấp được mã.', 'Begins the dossier codes; without it no code can be given.'),
      href: '/office/org/agency/identifier',
      action: say('Ghi mã', 'Enter the identifier'),
    },
    units: {
      title: say('Đơn vị', 'Units'),
      note: say('Ít nhất một đơn vị chuyên môn và một Bộ phận Một cửa.', 'At least one professional unit and one one-stop unit.'),
      href: '/office/org/import',
      action: say('Nhập từ Excel', 'Import from Excel'),
    },
    officers: {
      title: say('Công chức', 'Officers'),
      note: say('Ai giữ vị trí nào ở đơn vị nào.', 'Who holds which post in which unit.'),
      href: '/office/org/officers/new',
      action: say('Thêm công chức', 'Add an officer'),
    },
    counter: {
      title: say('Công chức một cửa', 'Counter officers'),
      note: say('Có người nhận hồ sơ ở Bộ phận Một cửa.', 'Somebody in the one-stop unit receives dossiers.'),
      href: '/office/org/posts/new?role=counter-officer',
      action: say('Giao vị trí', 'Give a post'),
    },
    heads: {
      title: say('Người đứng đầu mỗi đơn vị chuyên môn', 'A head of every professional unit'),
      note: say('Phân công và duyệt việc của đơn vị.', 'Assigns and approves the work of the unit.'),
      href: '/office/org/posts/new?role=unit-head',
      action: say('Giao vị trí', 'Give a post'),
    },
    'records-clerk': {
      title: say('Văn thư', 'Records clerk'),
      note: say('Lấy số và phát hành kết quả.', 'Numbers and issues the results.'),
      href: '/office/org/posts/new?role=records-clerk',
      action: say('Giao vị trí', 'Give a post'),
    },
    leader: {
      title: say('Lãnh đạo cơ quan', 'Leader of the agency'),
      note: say('Giám đốc hoặc Phó Giám đốc, người ký kết quả.', 'The director or a deputy director, who signs the results.'),
      href: '/office/org/posts/new?role=director',
      action: say('Giao vị trí', 'Give a post'),
    },
    hours: {
      title: say('Giờ làm việc', 'Office hours'),
      note: say('Hạn trả được tính theo các buổi này.', 'Due times are counted by these sessions.'),
      href: '/office/org/hours/new',
      action: say('Ghi giờ', 'Enter the hours'),
    },
    calendar: {
      title: say('Lịch nghỉ năm nay', 'Calendar of this year'),
      note: say('Ngày nghỉ, ngày làm bù theo thông báo chính thức.', 'Days off and days worked instead, as officially announced.'),
      href: '/office/calendar',
      action: say('Nạp lịch', 'Load the calendar'),
    },
    'next-calendar': {
      title: say('Lịch nghỉ năm sau', 'Calendar of next year'),
      note: say(
        'Chưa có thì hạn trả rơi vào năm sau là tạm tính. Cần có từ ngày 01/12.',
        'Without it, due times in the next year are provisional. Needed from 1 December on.',
      ),
      href: '/office/calendar',
      action: say('Nạp lịch', 'Load the calendar'),
    },
    procedure: {
      title: say('Ít nhất một thủ tục đã công bố quy trình', 'At least one procedure with a published process'),
      note: say('Nhập quy trình, người thứ hai công bố.', 'One person imports the process, a second one publishes it.'),
      href: '/office/procedures',
      action: say('Thủ tục', 'Procedures'),
    },
    mapping: {
      title: say('Mỗi bước của quy trình có đơn vị, vai trò làm', 'Every step of a process has a unit and a role that does it'),
      note: say(
        'Gắn “Lãnh đạo Phòng”, “Chuyên viên” của quy trình với người thật.',
        'Ties the words of the process, such as “Lãnh đạo Phòng” or “Chuyên viên”, to real people.',
      ),
      href: '/office/procedures',
      action: say('Gắn vai trò', 'Assign the roles'),
    },
  }),
)

/** Where what is done can be looked at, when that is not where it is done. */
const viewOf: Partial<Record<SetupItem['key'], string>> = {
  identifier: '/office/org/agency',
  units: '/office/org',
  officers: '/office/org',
  counter: '/office/org',
  heads: '/office/org',
  'records-clerk': '/office/org',
  leader: '/office/org',
  hours: '/office/org/hours',
}

/** What an office still lacks before it can open (chuẩn bị mở cửa). */
export const SetupPage: FC<{ items: readonly SetupItem[]; stepsWithoutRole: number }> = ({ items, stepsWithoutRole }) => {
  const say = useSay()
  const words = wordsIn[say.lang]
  const open = items.filter(({ state, isNeeded }) => state !== 'done' && isNeeded).length
  const next = items.find(({ state }) => state === 'next')
  return (
    <>
      <PageHeader
        title={say('Thiết lập', 'Set-up')}
        under={
          open === 0
            ? say('Đủ điều kiện nhận hồ sơ.', 'Ready to receive dossiers.')
            : say(
                `Còn ${open} việc trước khi nhận được hồ sơ đầu tiên.`,
                `${open} ${open === 1 ? 'thing' : 'things'} to do before the first dossier can be received.`,
              )
        }
        next={next && { text: words[next.key].action, href: words[next.key].href }}
      />
      {isReady(items) && (
        <Notice tone="ours" title={say('Cơ quan đã sẵn sàng', 'The agency is ready')}>
          <p>
            {say(
              'Có thể nhận hồ sơ. Trang này vẫn báo khi có điều gì thiếu trở lại, ví dụ lịch nghỉ năm sau.',
              'Dossiers can be received. This page still says when something is missing again, for example the calendar of next year.',
            )}
          </p>
        </Notice>
      )}
      <Section>
        <CheckList
          items={items.map(({ key, state, isNeeded, missing }) => ({
            title: words[key].title,
            done: state === 'done',
            blocks: isNeeded,
            href: state === 'done' ? (viewOf[key] ?? words[key].href) : words[key].href,
            action: state === 'done' ? undefined : words[key].action,
            note: noteOf(key, missing, state, stepsWithoutRole, say),
          }))}
        />
      </Section>
    </>
  )
}

function noteOf(key: SetupItem['key'], missing: readonly string[], state: SetupItem['state'], stepsWithoutRole: number, say: Say): string {
  const { note } = wordsIn[say.lang][key]
  if (state === 'done') return note
  if (key === 'mapping' && stepsWithoutRole > 0)
    return say(
      `${note} Còn ${stepsWithoutRole} bước.`,
      `${note} ${stepsWithoutRole} ${stepsWithoutRole === 1 ? 'step is' : 'steps are'} left.`,
    )
  return missing.length > 0 ? say(`${note} Thiếu: ${missing.join(', ')}.`, `${note} Missing: ${missing.join(', ')}.`) : note
}
