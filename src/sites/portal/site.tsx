import { type Context, Hono } from 'hono'
import { compress } from 'hono/compress'
import { etag } from 'hono/etag'
import type { Child } from 'hono/jsx'
import type { Logger } from 'pino'
import { langOf, linksIn, type PortalContext, type PortalEnv, type PortalFrame, type PortalRoute } from '../../platform/http/portal.ts'
import { newRequestId } from '../../platform/http/security.ts'
import { DatabaseAway } from '../../platform/postgres/database.ts'
import type { AssetUrl } from '../../ui/assets.ts'
import { ErrorPage, type ErrorStatus } from '../../ui/notices.tsx'
import { PortalLayout } from '../../ui/portal-layout.tsx'

export type PortalDeps = {
  asset: AssetUrl
  log: Logger
  /** The caller's address, behind trusted proxies too. */
  addressOf(c: Context): string
  /** Shown on top of every page of a demonstration. */
  strip: Child | null
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
export function portalSite({ asset, log, addressOf, strip }: PortalDeps, routes: readonly PortalRoute[]): Hono<PortalEnv> {
  const app = new Hono<PortalEnv>()

  const framed = (c: Context, content: Child, { title, lang, agency, place, foot }: PortalFrame) => {
    const links = linksIn(lang)
    const text = texts[lang]
    return (
      <PortalLayout
        title={title}
        agency={agency ?? text.portal}
        asset={asset}
        lang={lang}
        languages={languagesOf(c.req.url)}
        places={[
          { text: text.lookUp, href: links('/'), here: place === '/tra-cuu' },
          { text: text.procedures, href: links('/thu-tuc'), here: place === '/thu-tuc' },
        ]}
        strip={strip}
        foot={foot ?? <p>{text.foot}</p>}
      >
        {content}
      </PortalLayout>
    )
  }

  const errorPage = (c: Context, status: ErrorStatus, reference?: string) => {
    const lang = langOf(c)
    c.status(status)
    c.header('cache-control', 'no-store')
    if (status === 503) c.header('retry-after', '5')
    const actions = [{ text: texts[lang].home, href: linksIn(lang)('/') }]
    return c.html(
      framed(c, <ErrorPage status={status} detail={details[lang][status]} reference={reference} lang={lang} actions={actions} />, {
        title: texts[lang].error,
        lang,
      }),
    )
  }

  app.use(compress())
  app.use(async (c, next) => {
    c.set('address', addressOf(c))
    c.setRenderer((content, ...rest: unknown[]) => {
      const [frame] = rest as [PortalFrame]
      return c.html(framed(c, content, frame))
    })
    await next()
  })

  const sameForAll = etag()
  for (const { path, kept, handle } of routes) {
    if (kept) app.use(path, sameForAll)
    app.get(path, async (c) => {
      const answer = await handle(c as PortalContext)
      const isKept = kept && answer.status === 200
      answer.headers.set('cache-control', isKept ? `public, max-age=${keptSeconds}` : 'no-store')
      if (!kept) answer.headers.set('x-robots-tag', 'noindex')
      return answer
    })
  }
  app.get('/robots.txt', (c) => c.text(robots, 200, { 'cache-control': 'public, max-age=86400' }))
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

/** What the ordinary error page says to officers, said to citizens. */
const details: Record<'vi' | 'en', Partial<Record<ErrorStatus, string>>> = {
  vi: { 404: 'Địa chỉ có thể gõ nhầm, hoặc trang đã được gỡ.', 500: 'Lỗi đã được lưu để người vận hành xem. Mời thử lại sau ít phút.' },
  en: {
    404: 'The address may be mistyped, or the page has been taken down.',
    500: 'The fault has been kept for the operators. Please try again in some minutes.',
  },
}

/** The same page in each language, whatever else its address asks for. */
function languagesOf(address: string): { vi: string; en: string } {
  const url = new URL(address)
  url.searchParams.delete('lang')
  const vi = url.pathname + url.search
  url.searchParams.set('lang', 'en')
  return { vi, en: url.pathname + url.search }
}
