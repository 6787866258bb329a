import type { FC } from 'hono/jsx'
import { CheckList, Section } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { isReady, type SetupItem } from '../setup.ts'

type Words = { title: string; note: string; href: string; action: string }

const words: Record<SetupItem['key'], Words> = {
  administrator: {
    title: 'Người quản trị đăng nhập được',
    note: 'Có ít nhất một tài khoản giữ vai trò Quản trị hệ thống.',
    href: '/office/accounts',
    action: 'Tài khoản',
  },
  agency: {
    title: 'Tên cơ quan, cơ quan chủ quản, địa danh',
    note: 'In ở đầu mọi giấy tờ gửi người dân.',
    href: '/office/org/agency',
    action: 'Ghi tên',
  },
  identifier: {
    title: 'Mã định danh',
    note: 'Mở đầu mã hồ sơ; chưa có thì chưa cấp được mã.',
    href: '/office/org/agency/identifier',
    action: 'Ghi mã',
  },
  units: {
    title: 'Đơn vị',
    note: 'Ít nhất một đơn vị chuyên môn và một Bộ phận Một cửa.',
    href: '/office/org/import',
    action: 'Nhập từ Excel',
  },
  officers: { title: 'Công chức', note: 'Ai giữ vị trí nào ở đơn vị nào.', href: '/office/org/officers/new', action: 'Thêm công chức' },
  counter: {
    title: 'Công chức một cửa',
    note: 'Có người nhận hồ sơ ở Bộ phận Một cửa.',
    href: '/office/org/posts/new?role=counter-officer',
    action: 'Giao vị trí',
  },
  heads: {
    title: 'Người đứng đầu mỗi đơn vị chuyên môn',
    note: 'Phân công và duyệt việc của đơn vị.',
    href: '/office/org/posts/new?role=unit-head',
    action: 'Giao vị trí',
  },
  'records-clerk': {
    title: 'Văn thư',
    note: 'Lấy số và phát hành kết quả.',
    href: '/office/org/posts/new?role=records-clerk',
    action: 'Giao vị trí',
  },
  leader: {
    title: 'Lãnh đạo cơ quan',
    note: 'Giám đốc hoặc Phó Giám đốc, người ký kết quả.',
    href: '/office/org/posts/new?role=director',
    action: 'Giao vị trí',
  },
  hours: { title: 'Giờ làm việc', note: 'Hạn trả được tính theo các buổi này.', href: '/office/org/hours/new', action: 'Ghi giờ' },
  calendar: {
    title: 'Lịch nghỉ năm nay',
    note: 'Ngày nghỉ, ngày làm bù theo thông báo chính thức.',
    href: '/office/calendar',
    action: 'Nạp lịch',
  },
  'next-calendar': {
    title: 'Lịch nghỉ năm sau',
    note: 'Chưa có thì hạn trả rơi vào năm sau là tạm tính. Cần có từ ngày 01/12.',
    href: '/office/calendar',
    action: 'Nạp lịch',
  },
  procedure: {
    title: 'Ít nhất một thủ tục đã công bố quy trình',
    note: 'Nhập quy trình, người thứ hai công bố.',
    href: '/office/procedures',
    action: 'Thủ tục',
  },
  mapping: {
    title: 'Mỗi bước của quy trình có đơn vị, vai trò làm',
    note: 'Gắn “Lãnh đạo Phòng”, “Chuyên viên” của quy trình với người thật.',
    href: '/office/procedures',
    action: 'Gắn vai trò',
  },
}

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
  const open = items.filter(({ state, isNeeded }) => state !== 'done' && isNeeded).length
  const next = items.find(({ state }) => state === 'next')
  return (
    <>
      <PageHeader
        title="Thiết lập"
        under={open === 0 ? 'Đủ điều kiện nhận hồ sơ.' : `Còn ${open} việc trước khi nhận được hồ sơ đầu tiên.`}
        next={next && { text: words[next.key].action, href: words[next.key].href }}
      />
      {isReady(items) && (
        <Notice tone="ours" title="Cơ quan đã sẵn sàng">
          <p>Có thể nhận hồ sơ. Trang này vẫn báo khi có điều gì thiếu trở lại, ví dụ lịch nghỉ năm sau.</p>
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
            note: noteOf(key, missing, state, stepsWithoutRole),
          }))}
        />
      </Section>
    </>
  )
}

function noteOf(key: SetupItem['key'], missing: readonly string[], state: SetupItem['state'], stepsWithoutRole: number): string {
  const { note } = words[key]
  if (state === 'done') return note
  if (key === 'mapping' && stepsWithoutRole > 0) return `${note} Còn ${stepsWithoutRole} bước.`
  return missing.length > 0 ? `${note} Thiếu: ${missing.join(', ')}.` : note
}
