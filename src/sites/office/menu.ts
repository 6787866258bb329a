import type { Who } from '../../platform/http/who.ts'
import type { MenuGroup, MenuItem } from '../../ui/office-layout.tsx'
import type { Action } from '../../ui/page-header.tsx'

/** What waits for the officer. */
export type Counts = { work: number; late: number }

type Place = { text: string; href: string; key: string; needs: string }

const daily: readonly Place[] = [
  { text: 'Việc của tôi', href: '/office/work', key: 'v', needs: 'dossier.process' },
  { text: 'Hồ sơ', href: '/office/dossiers', key: 'h', needs: 'dossier.read' },
  { text: 'Tiếp nhận', href: '/office/dossiers/new', key: 't', needs: 'dossier.receive' },
]
const settled: readonly Place[] = [
  { text: 'Thủ tục, quy trình', href: '/office/procedures', key: 'q', needs: 'procedure.read' },
  { text: 'Lịch làm việc', href: '/office/calendar', key: 'l', needs: 'calendar.read' },
  { text: 'Tổ chức', href: '/office/org', key: 'o', needs: 'org.read' },
  { text: 'Tài khoản', href: '/office/accounts', key: 'k', needs: 'accounts.manage' },
  { text: 'Nhật ký', href: '/office/journal', key: 'n', needs: 'journal.read' },
  { text: 'Thiết lập', href: '/office/setup', key: 's', needs: 'org.manage' },
]

/** The places of this officer: those that the permissions open, with what waits there. */
export function menuFor(who: Who, counts: Counts, here: string | undefined): MenuGroup[] {
  const items = (places: readonly Place[]): MenuItem[] =>
    places
      .filter(({ needs }) => who.may.has(needs))
      .map(({ text, href, key }) => ({
        text,
        href,
        key,
        here: href === here,
        ...(href === '/office/work' ? { count: counts.work, late: counts.late > 0 } : {}),
      }))
  return [{ items: items(daily) }, { items: items(settled) }].filter((group) => group.items.length > 0)
}

/** The one thing that can be begun from anywhere. */
export const startFor = (who: Who): Action | undefined =>
  who.may.has('dossier.receive') ? { text: 'Tiếp nhận hồ sơ', href: '/office/dossiers/new' } : undefined

/** Where the officer begins the day: the first place that the permissions open. */
export const homeOf = (who: Who): string =>
  who.may.has('org.manage') ? '/office/setup' : ([...daily, ...settled].find(({ needs }) => who.may.has(needs))?.href ?? '/office/account')
