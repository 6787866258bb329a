import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type Context, Hono } from 'hono'
import { type Child, isValidElement } from 'hono/jsx'
import type { Logger } from 'pino'
import type { Lang } from '../../kernel/say.ts'
import { langOf, linksIn, type PortalFrame, type PortalLang, type PortalRoute } from '../../platform/http/portal.ts'
import { newRequestId } from '../../platform/http/security.ts'
import { DatabaseAway } from '../../platform/postgres/database.ts'
import type { AssetUrl } from '../../ui/assets.ts'
import { bytesOf } from '../../ui/drawn.ts'
import { PageLanguage } from '../../ui/language.ts'
import { markup } from '../../ui/markup.ts'
import { ErrorPage, type ErrorStatus } from '../../ui/notices.tsx'
import { PortalLayout } from '../../ui/portal-layout.tsx'

export type PortalDeps = {
  asset: AssetUrl
  log: Logger
  /** The caller's address, behind trusted proxies too. */
  addressOf(c: Context): string
  /** Shown on top of every page of a demonstration. */
  strip: Readonly<Record<Lang, Child>> | null
  /** Headers of every answer (`safeHeaderRecord`); none where something outside adds them. */
  headers: Promise<Readonly<Record<string, string>>>
}

/** How long a page that is the same for everybody may be kept, seconds. */
const keptSeconds = 300

const robots = ['User-agent: *', 'Disallow: /tra-cuu', 'Disallow: /office', 'Disallow: /api', ''].join('\n')

const texts = {
  vi: {
    portal: 'Cổng tra cứu một cửa',
    lookUp: 'Tra cứu',
    procedures: 'Thủ tục',
    error: 'Lỗi',
    home: 'Về trang đầu',
    foot: 'Trang này chạy bằng phần mềm Một Cửa.',
  },
  en: {
    portal: 'One-stop portal',
    lookUp: 'Look up',
    procedures: 'Procedures',
    error: 'Error',
    home: 'To the first page',
    foot: 'These pages are served by Một Cửa.',
  },
} as const

/**
 * The citizen's portal (cổng công khai): light pages without script, in Vietnamese or English. Writes nothing and knows nobody:
 * no cookie is read or set. It answers every address that is left, so it is mounted last.
 */
export function portalSite({ asset, log, addressOf, strip, headers: always }: PortalDeps, routes: readonly PortalRoute[]): Hono {
  const app = new Hono()

  const drawn = new Map<string, readonly Buffer[]>()

  /** The frame is the same for all pages of an agency: it is drawn once, and title, other language and content are set into it. */
  const frameOf = (lang: PortalLang, agency: string, place: string | undefined): readonly Buffer[] => {
    const key = `${lang} ${place} ${agency}`
    const before = drawn.get(key)
    if (before) return before
    const links = linksIn(lang)
    const text = texts[lang]
    const frame = String(
      <PortalLayout
        title={slot}
        agency={agency}
        asset={asset}
        lang={lang}
        languages={{ vi: slot, en: slot }}
        places={[
          { text: text.lookUp, href: links('/'), here: place === '/tra-cuu' },
          { text: text.procedures, href: links('/thu-tuc'), here: place === '/thu-tuc' },
        ]}
        strip={strip?.[lang]}
        foot={<p>{text.foot}</p>}
      >
        {slot}
      </PortalLayout>,
    )
    const parts = frame.split(slot).map((part) => Buffer.from(part))
    if (drawn.size >= framesMax) drawn.clear()
    drawn.set(key, parts)
    return parts
  }

  const framed = (c: Context, content: Child, { title, lang, agency, place }: PortalFrame): Uint8Array<ArrayBuffer> => {
    const [head = none, toLanguage = none, toContent = none, end = none] = frameOf(lang, agency ?? texts[lang].portal, place)
    const other = addressIn(lang === 'vi' ? 'en' : 'vi', c.req.url)
    // markup is drawn already, in its language: only elements ask for one
    const said = isValidElement(content) ? <PageLanguage.Provider value={lang}>{content}</PageLanguage.Provider> : content
    return bytesOf([head, escaped(title), toLanguage, escaped(other), toContent, String(markup`${said}`), end])
  }

  const errorPage = async (c: Context, status: ErrorStatus, reference?: string) => {
    const lang = langOf(c)
    const actions = [{ text: texts[lang].home, href: linksIn(lang)('/') }]
    const content = <ErrorPage status={status} detail={details[lang][status]} reference={reference} lang={lang} actions={actions} />
    const page = framed(c, content, { title: texts[lang].error, lang })
    return send(c, always, page, { status, retrySeconds: status === 503 ? 5 : undefined, kept: false })
  }

  for (const { path, kept, handle } of routes)
    app.get(path, (c) => {
      const render = (content: Child, frame: PortalFrame) =>
        send(c, always, framed(c, content, frame), { status: frame.status ?? 200, retrySeconds: frame.retrySeconds, kept })
      return handle({ req: c.req, address: addressOf(c), redirect: (to) => c.redirect(to, 302), render })
    })
  app.get('/robots.txt', async (c) => c.text(robots, 200, { ...(await always), 'cache-control': 'public, max-age=86400' }))
  app.get('/favicon.ico', (c) => c.redirect(asset('mark.svg'), 302))
  app.all('*', (c) => errorPage(c, 404)) // not `notFound`: that of a mounted site is never asked
  app.onError((error, c) => {
    const requestId = newRequestId()
    if (error instanceof DatabaseAway) {
      log.warn({ requestId, path: c.req.path }, 'the database is away')
      return errorPage(c, 503)
    }
    log.error({ err: error, requestId, path: c.req.path }, 'a bug')
    return errorPage(c, 500, requestId)
  })
  return app
}

/** Stands in a drawn frame where a page's own text goes; no text that people write has this character. */
const slot = '\u0001'

const none = Buffer.alloc(0)

/** Frames remembered: each language, agency and place is one. */
const framesMax = 2_000

const escaped = (text: string): string => String(markup`${text}`)

const squeeze = promisify(gzip)

/**
 * Sends a page, compressed where the reader takes that. The answer is made once, with all its headers and a whole body: one that is
 * taken up again, or streamed, costs more than the page itself. A kept one carries a tag of its content.
 */
async function send(
  c: Context,
  always: Promise<Readonly<Record<string, string>>>,
  page: Uint8Array<ArrayBuffer>,
  { status, retrySeconds, kept }: { status: number; retrySeconds?: number | undefined; kept: boolean },
): Promise<Response> {
  const headers: Record<string, string> = { ...(await always), 'content-type': 'text/html; charset=utf-8', vary: 'accept-encoding' }
  if (retrySeconds !== undefined) headers['retry-after'] = String(retrySeconds)
  if (kept && status === 200) {
    headers['cache-control'] = `public, max-age=${keptSeconds}`
    headers.etag = `W/"${createHash('sha1').update(page).digest('base64url')}"`
    if (c.req.header('if-none-match')?.includes(headers.etag)) return new Response(null, { status: 304, headers })
  } else {
    headers['cache-control'] = 'no-store'
    headers['x-robots-tag'] = 'noindex'
  }
  if (!takesGzip(c.req.header('accept-encoding'))) return new Response(page, { status, headers })
  headers['content-encoding'] = 'gzip'
  return new Response(await squeeze(page), { status, headers })
}

/** Whether the reader takes gzip, and has not excluded it (`gzip;q=0`). */
const takesGzip = (accepts: string | undefined): boolean => /(^|[\s,])(gzip|\*)\s*(?!;\s*q=0(\.0*)?\s*(,|$))/i.test(accepts ?? '')

/** What the ordinary error page says to officers, said to citizens. */
const details: Record<'vi' | 'en', Partial<Record<ErrorStatus, string>>> = {
  vi: { 404: 'Địa chỉ có thể gõ nhầm, hoặc trang đã được gỡ.', 500: 'Lỗi đã được lưu để người vận hành xem. Mời thử lại sau ít phút.' },
  en: {
    404: 'The address may be mistyped, or the page has been taken down.',
    500: 'The fault has been kept for the operators. Please try again in some minutes.',
  },
}

/** The same page in a language, whatever else its address asks for. */
function addressIn(lang: PortalLang, address: string): string {
  const path = address.slice(address.indexOf('/', address.indexOf('//') + 2))
  const [place = '/', query = ''] = path.split('?')
  const kept = query.split('&').filter((part) => part !== '' && !part.startsWith('lang='))
  const parts = lang === 'en' ? [...kept, 'lang=en'] : kept
  return parts.length > 0 ? `${place}?${parts.join('&')}` : place
}
