import type { Child } from 'hono/jsx'
import type { Moment } from '../../kernel/moment.ts'
import type { AssetUrl } from '../../ui/assets.ts'
import { OfficeLayout } from '../../ui/office-layout.tsx'
import { showNow } from '../../ui/words.ts'

/** The office's frame before anybody has signed in: no menu, no search. */
export const signInFrame =
  ({ asset, now, strip }: { asset: AssetUrl; now(): Moment; strip: Child | null }) =>
  (content: Child, title: string): Child => (
    <OfficeLayout
      title={title}
      agency="Hệ thống một cửa"
      menu={[]}
      officer={{ name: 'Chưa đăng nhập', unit: '' }}
      now={showNow(now())}
      asset={asset}
      strip={strip}
    >
      {content}
    </OfficeLayout>
  )
