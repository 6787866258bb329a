import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { AssetUrl } from './assets.ts'
import type { Lang } from './words.ts'

/** The HTML of every page: language, title, style, and script only where a site uses it. Begins with the doctype. */
export const Document: FC<
  PropsWithChildren<{
    title: string
    lang: Lang
    style: string
    script?: string | undefined
    font: string
    asset: AssetUrl
    head?: Child
    look: 'office' | 'portal'
  }>
> = ({ title, lang, style, script, font, asset, head, look, children }) => (
  <html lang={lang} class={look}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <link rel="preload" href={asset(font)} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={asset(style)} />
      <link rel="icon" href={asset('mark.svg')} type="image/svg+xml" />
      {/* pages are read when somebody opens them, not when the mouse passes: reading a dossier is on record */}
      {script && <meta name="turbo-prefetch" content="false" />}
      {script && <script type="module" src={asset(script)} />}
      {head}
    </head>
    <body>{children}</body>
  </html>
)
