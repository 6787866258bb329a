import type { Child } from 'hono/jsx'
import type { Moment } from '../../kernel/moment.ts'
import type { Lang, Say } from '../../kernel/say.ts'
import type { AssetUrl } from '../../ui/assets.ts'
import { OfficeLayout } from '../../ui/office-layout.tsx'
import { showNow } from '../../ui/words.ts'

/** The office's frame before anybody has signed in: no menu, no search. */
export const signInFrame =
  ({ asset, now, strip }: { asset: AssetUrl; now(): Moment; strip: Readonly<Record<Lang, Child>> | null }) =>
  (content: Child, title: string, say: Say, otherLanguage: string | undefined): Child => (
    <OfficeLayout
      title={title}
      agency={say('Hệ thống một cửa', 'One-stop system')}
      menu={[]}
      officer={{ name: say('Chưa đăng nhập', 'Not signed in'), unit: '' }}
      now={showNow(now(), say.lang)}
      asset={asset}
      lang={say.lang}
      otherLanguage={otherLanguage}
      strip={strip?.[say.lang]}
    >
      {content}
    </OfficeLayout>
  )
