import type { Say } from '../../kernel/say.ts'
import type { Who } from '../../platform/http/who.ts'
import type { MenuGroup, MenuItem } from '../../ui/office-layout.tsx'
import type { Action } from '../../ui/page-header.tsx'

/** What waits for the officer. */
export type Counts = { work: number; late: number }

type Place = { text: (say: Say) => string; href: string; key: string; needs: string }

const daily: readonly Place[] = [
  { text: (say) => say('Việc của tôi', 'My work'), href: '/office/work', key: 'v', needs: 'dossier.process' },
  { text: (say) => say('Hồ sơ', 'Dossiers'), href: '/office/dossiers', key: 'h', needs: 'dossier.read' },
  { text: (say) => say('Tiếp nhận', 'Receive'), href: '/office/dossiers/new', key: 't', needs: 'dossier.receive' },
  { text: (say) => say('Thư xin lỗi', 'Apologies'), href: '/office/apologies', key: 'i', needs: 'dossier.process' },
  { text: (say) => say('Liên thông, ý kiến', 'Agencies, opinions'), href: '/office/legs', key: 'y', needs: 'dossier.read' },
  { text: (say) => say('Hồ sơ trễ', 'Late dossiers'), href: '/office/lateness', key: 'r', needs: 'dossier.read' },
  { text: (say) => say('Kiểm tra tạm dừng', 'Audit of pauses'), href: '/office/pauses', key: 'd', needs: 'pause.audit' },
]
const papers: readonly Place[] = [
  { text: (say) => say('Kho giấy tờ', 'Papers kept'), href: '/office/papers', key: 'g', needs: 'dossier.read' },
  { text: (say) => say('Văn bản đến', 'Incoming documents'), href: '/office/documents/in', key: 'e', needs: 'document.read' },
  { text: (say) => say('Văn bản đi', 'Outgoing documents'), href: '/office/documents/out', key: 'u', needs: 'document.read' },
  { text: (say) => say('Thiết lập văn bản', 'Documents set-up'), href: '/office/documents/settings', key: 'x', needs: 'document.keep' },
]
const settled: readonly Place[] = [
  { text: (say) => say('Thủ tục, quy trình', 'Procedures'), href: '/office/procedures', key: 'q', needs: 'procedure.read' },
  { text: (say) => say('Chuyển quy trình', 'Version moves'), href: '/office/migrations', key: 'm', needs: 'dossier.migrate' },
  { text: (say) => say('Lịch làm việc', 'Calendar'), href: '/office/calendar', key: 'l', needs: 'calendar.read' },
  { text: (say) => say('Quy tắc pháp luật', 'Legal rules'), href: '/office/rules', key: 'p', needs: 'calendar.read' },
  { text: (say) => say('Sự cố hệ thống', 'System outages'), href: '/office/outages', key: 'c', needs: 'calendar.manage' },
  { text: (say) => say('Cơ quan phối hợp', 'Partner agencies'), href: '/office/partners', key: 'b', needs: 'org.read' },
  { text: (say) => say('Tổ chức', 'Organisation'), href: '/office/org', key: 'o', needs: 'org.read' },
  { text: (say) => say('Tài khoản', 'Accounts'), href: '/office/accounts', key: 'k', needs: 'accounts.manage' },
  { text: (say) => say('Nhật ký', 'Journal'), href: '/office/journal', key: 'n', needs: 'journal.read' },
  { text: (say) => say('Thiết lập', 'Set-up'), href: '/office/setup', key: 's', needs: 'org.manage' },
]

/** The places of this officer: those that the permissions open, with what waits there. */
export function menuFor(who: Who, counts: Counts, here: string | undefined, say: Say): MenuGroup[] {
  const items = (places: readonly Place[]): MenuItem[] =>
    places
      .filter(({ needs }) => who.may.has(needs))
      .map(({ text, href, key }) => ({
        text: text(say),
        href,
        key,
        here: href === here,
        ...(href === '/office/work' ? { count: counts.work, late: counts.late > 0 } : {}),
      }))
  return [{ items: items(daily) }, { items: items(papers) }, { items: items(settled) }].filter((group) => group.items.length > 0)
}

/** The one thing that can be begun from anywhere. */
export const startFor = (who: Who, say: Say): Action | undefined =>
  who.may.has('dossier.receive') ? { text: say('Tiếp nhận hồ sơ', 'Receive a dossier'), href: '/office/dossiers/new' } : undefined

/** Where the officer begins the day: the first place that the permissions open. */
export const homeOf = (who: Who): string =>
  who.may.has('org.manage') ? '/office/setup' : ([...daily, ...settled].find(({ needs }) => who.may.has(needs))?.href ?? '/office/account')
