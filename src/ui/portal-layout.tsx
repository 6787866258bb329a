import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { AssetUrl } from './assets.ts'
import { Document } from './document.tsx'
import { type Refusal, RefusalBanner } from './notices.tsx'
import type { Lang } from './words.ts'

export type PortalLayoutProps = {
  title: string
  agency: string
  asset: AssetUrl
  /** This page in each language. */
  languages?: { vi: string; en: string } | undefined
  /** Few places, at the foot of the head: "Tra cứu", "Thủ tục". */
  places?: readonly { text: string; href: string; here?: boolean | undefined }[] | undefined
  refusal?: Refusal | string | undefined
  /** Strip above everything: demo data. */
  strip?: Child
  /** Address, telephone, hours, complaint line. */
  foot?: Child
  lang?: Lang | undefined
  head?: Child
}

/** The citizen's frame (cổng công khai): phone first, no script, one font file. */
export const PortalLayout: FC<PropsWithChildren<PortalLayoutProps>> = ({
  title,
  agency,
  asset,
  languages,
  places = [],
  refusal,
  strip,
  foot,
  lang = 'vi',
  head,
  children,
}) => (
  <>
    {raw('<!doctype html>')}
    <Document
      title={`${title} · ${agency}`}
      lang={lang}
      style="portal.css"
      font="be-vietnam-pro-portal.woff2"
      asset={asset}
      head={head}
      look="portal"
    >
      <a class="ds-skip-link" href="#main">
        {lang === 'en' ? 'To the content' : 'Đến nội dung'}
      </a>
      {strip && (
        <aside class="strip" aria-label={lang === 'en' ? 'Note' : 'Lưu ý'}>
          {strip}
        </aside>
      )}
      <header class="portal-head">
        <div class="band">
          <p class="mark">
            Một Cửa<small>{agency}</small>
          </p>
          {languages && (
            <a href={lang === 'vi' ? languages.en : languages.vi} lang={lang === 'vi' ? 'en' : 'vi'} hreflang={lang === 'vi' ? 'en' : 'vi'}>
              {lang === 'vi' ? 'English' : 'Tiếng Việt'}
            </a>
          )}
        </div>
        {places.length > 0 && (
          <nav class="band" aria-label={lang === 'en' ? 'Pages' : 'Các trang'}>
            {places.map(({ text, href, here }) => (
              <a href={href} aria-current={here ? 'page' : undefined}>
                {text}
              </a>
            ))}
          </nav>
        )}
      </header>
      <main id="main" class="band" tabindex={-1}>
        {refusal && <RefusalBanner refusal={refusal} />}
        {children}
      </main>
      {foot && <footer class="band portal-foot">{foot}</footer>}
    </Document>
  </>
)
