import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { AssetUrl } from './assets.ts'
import { Document } from './document.tsx'
import { PageLanguage } from './language.ts'
import { type Flash, type Refusal, RefusalBanner, Toast } from './notices.tsx'
import { type Action, ActionButton } from './page-header.tsx'
import { TimeBarPatterns } from './time-bar.tsx'
import { type Lang, showCount } from './words.ts'

/** One place of the office (mục menu). `key` is reached by `g` and that letter. */
export type MenuItem = {
  text: string
  href: string
  count?: number | undefined
  late?: boolean | undefined
  key?: string | undefined
  here?: boolean | undefined
}
/** Places that belong together; the first group has no title. */
export type MenuGroup = { title?: string | undefined; items: readonly MenuItem[] }

export type OfficeLayoutProps = {
  /** Page title, without the product's name. */
  title: string
  agency: string
  menu: readonly MenuGroup[]
  officer: { name: string; unit: string /** "Nguyễn Văn A (mẫu), đến 15/3": acts on behalf of. */; actingFor?: string | undefined }
  /** Now, as shown: `showNow(now)`. */
  now: string
  asset: AssetUrl
  search?: { action: string; value?: string | undefined } | undefined
  /** The one thing this officer starts from anywhere ("Tiếp nhận hồ sơ"). */
  start?: Action | undefined
  crumbs?: readonly { text: string; href: string }[] | undefined
  refusal?: Refusal | string | undefined
  flash?: Flash | undefined
  /** Strip above everything: demo data, read-only mode. */
  strip?: Child
  /** Below the officer's name: account and sign-out links. */
  account?: readonly Action[] | undefined
  lang?: Lang | undefined
  /** The same page in the other language. */
  otherLanguage?: string | undefined
  head?: Child
}

const words = {
  vi: {
    skip: 'Đến nội dung',
    menu: 'Menu',
    search: 'Tìm mã hồ sơ, tên, nội dung',
    searchHint: 'không cần dấu',
    find: 'Tìm',
    actingFor: 'Làm thay',
    keys: 'Phím tắt',
    here: 'Đang ở',
    close: 'Đóng',
    note: 'Lưu ý',
  },
  en: {
    skip: 'To the content',
    menu: 'Menu',
    search: 'Find a code, a name, a text',
    searchHint: 'accents not needed',
    find: 'Find',
    actingFor: 'Acting for',
    keys: 'Keyboard',
    here: 'You are at',
    close: 'Close',
    note: 'Note',
  },
} as const

/** The office's frame (khung nội bộ): places at the left, search and start at the top, the page, its notices. On a phone the places fold. */
export const OfficeLayout: FC<PropsWithChildren<OfficeLayoutProps>> = (props) => {
  const { title, agency, now, asset, search, start, crumbs = [], refusal, flash, strip, lang = 'vi', head, children } = props
  const w = words[lang]
  return (
    <PageLanguage.Provider value={lang}>
      {raw('<!doctype html>')}
      <Document
        title={`${title} · Một Cửa`}
        lang={lang}
        style="office.css"
        script="office.js"
        font="be-vietnam-pro-400.woff2"
        asset={asset}
        head={head}
        look="office"
      >
        <a class="ds-skip-link" href="#main">
          {w.skip}
        </a>
        <TimeBarPatterns />
        <div class="frame">
          <aside class="side" aria-label="Một Cửa">
            <div class="side-in">
              <Places {...props} />
            </div>
          </aside>
          <aside class="side side-fold" aria-label="Một Cửa">
            <details>
              <summary>
                <span class="mark">Một Cửa</span>
                <span>{w.menu}</span>
              </summary>
              <Places {...props} />
            </details>
          </aside>
          <div class="work">
            {strip && (
              <aside class="strip" aria-label={w.note}>
                {strip}
              </aside>
            )}
            <header class="top">
              {search && (
                <search>
                  <form class="search" action={search.action} method="get">
                    <label class="ds-sr-only" for="search">
                      {w.search}
                    </label>
                    <input
                      id="search"
                      class="ds-input"
                      type="search"
                      name="q"
                      value={search.value}
                      placeholder={`${w.search}… (${w.searchHint})`}
                      autocomplete="off"
                      data-search=""
                    />
                    <span class="key" aria-hidden="true">
                      /
                    </span>
                  </form>
                </search>
              )}
              <span class="small now">{now}</span>
              {start && <ActionButton {...start} variant="secondary" />}
            </header>
            <p class="print-head" aria-hidden="true">
              {agency} · {now}
            </p>
            <main id="main" tabindex={-1}>
              {crumbs.length > 0 && (
                <nav class="crumbs" aria-label={w.here}>
                  <ol>
                    {crumbs.map(({ text, href }) => (
                      <li>
                        <a href={href}>{text}</a>
                      </li>
                    ))}
                  </ol>
                </nav>
              )}
              {refusal && <RefusalBanner refusal={refusal} />}
              {flash && <Toast flash={flash} lang={lang} />}
              {children}
            </main>
          </div>
        </div>
        <KeyList menu={props.menu} lang={lang} />
      </Document>
    </PageLanguage.Provider>
  )
}

const Places: FC<OfficeLayoutProps> = ({ agency, menu, officer, account = [], otherLanguage, lang = 'vi' }) => (
  <>
    <div class="mark">
      Một Cửa
      <small>{agency}</small>
    </div>
    <nav aria-label={words[lang].menu}>
      {menu.map(({ title, items }) => (
        <>
          {title && <p class="menu-title">{title}</p>}
          <ul>
            {items.map(({ text, href, count, late, key, here }) => (
              <li>
                <a href={href} aria-current={here ? 'page' : undefined} data-go={key}>
                  {text}
                  {count !== undefined && count > 0 && (
                    <b class={late ? 'late' : undefined}>
                      {showCount(count, lang)}
                      {late && <span class="ds-sr-only">{lang === 'en' ? ', some late' : ', có việc quá hạn'}</span>}
                    </b>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
    <div class="who">
      <span class="who-name">{officer.name}</span>
      <span>{officer.unit}</span>
      {officer.actingFor && (
        <span class="acting">
          {words[lang].actingFor} {officer.actingFor}
        </span>
      )}
      <span class="who-links">
        {account.map((action) => (
          <ActionButton {...action} variant="tertiary" />
        ))}
        {otherLanguage && (
          <a class="ds-button" data-variant="tertiary" href={otherLanguage} lang={lang === 'vi' ? 'en' : 'vi'}>
            {lang === 'vi' ? 'English' : 'Tiếng Việt'}
          </a>
        )}
        <button type="button" class="ds-button" data-variant="tertiary" data-keys-open="" hidden>
          {words[lang].keys}
        </button>
      </span>
    </div>
  </>
)

/** The list of keys (phím tắt), opened by `?`. */
const KeyList: FC<{ menu: readonly MenuGroup[]; lang: Lang }> = ({ menu, lang }) => {
  const keys =
    lang === 'en'
      ? [
          ['/', 'search'],
          ['j  k', 'next, previous row'],
          ['Enter', 'open the row'],
          ['x', 'choose the row; with Shift up to it'],
          ['?', 'this list'],
          ['Esc', 'close'],
        ]
      : [
          ['/', 'tìm'],
          ['j  k', 'dòng dưới, dòng trên'],
          ['Enter', 'mở dòng'],
          ['x', 'chọn dòng; cùng Shift: chọn đến dòng ấy'],
          ['?', 'bảng này'],
          ['Esc', 'đóng'],
        ]
  const places = menu.flatMap(({ items }) => items.filter((i) => i.key).map((i) => [`g ${i.key}`, i.text]))
  return (
    <dialog id="keys" class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">{words[lang].keys}</h2>
      <dl>
        {[...keys, ...places].map(([key, what]) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button class="ds-button" data-variant="secondary" type="submit">
          {words[lang].close}
        </button>
      </form>
    </dialog>
  )
}
