import { timingSafeEqual } from 'node:crypto'
import { Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Child } from 'hono/jsx'
import type { Logger } from 'pino'
import type { Moment } from '../../kernel/moment.ts'
import type { Lang, Say } from '../../kernel/say.ts'
import { addressIn, speak } from '../../platform/http/language.ts'
import { type Frame, mount, type OfficeContext, type OfficeEnv, type OfficeRoute } from '../../platform/http/routes.ts'
import { newRequestId } from '../../platform/http/security.ts'
import type { Who } from '../../platform/http/who.ts'
import { DatabaseAway } from '../../platform/postgres/database.ts'
import type { AssetUrl } from '../../ui/assets.ts'
import { ErrorPage, type ErrorStatus, Notice } from '../../ui/notices.tsx'
import { OfficeLayout } from '../../ui/office-layout.tsx'
import { showNow } from '../../ui/words.ts'
import { type Counts, homeOf, menuFor, startFor } from './menu.ts'

export type OfficeDeps = {
  now(): Moment
  asset: AssetUrl
  log: Logger
  /** Who holds the session of this request, or null. */
  identify(c: Pick<OfficeContext, 'req'>): Promise<Who | null>
  /** What waits for the officer: shown in the menu of every page. */
  counts(who: Who): Promise<Counts>
  /** What somebody who could mend it must see wherever they are; null: nothing. */
  warning(who: Who, say: Say): Promise<{ text: string; href: string; action: string } | null>
  /** Shown on top of every page of a demonstration. */
  strip: Readonly<Record<Lang, Child>> | null
}

const bodyMaxOrdinary = 256 * 1024

/** The office (trang nội bộ): menu, frame, permission and CSRF check before every route of every module. */
export function officeSite(deps: OfficeDeps, routes: readonly OfficeRoute[]): Hono<OfficeEnv> {
  const app = new Hono<OfficeEnv>()
  const { now, asset, log, identify, counts, strip } = deps

  /** Wraps a module's content. Without a signed-in officer the frame has no menu. */
  const framed = async (c: Pick<OfficeContext, 'var' | 'req'>, content: Child, frame: Frame) => {
    const who: Who | null = c.var.who ?? null
    const { say } = c.var
    const waiting = who ? await counts(who).catch(() => ({ work: 0, late: 0 })) : { work: 0, late: 0 }
    const warned = who ? await deps.warning(who, say).catch(() => null) : null
    return (
      <OfficeLayout
        title={frame.title}
        agency={who?.agencyName ?? 'Một Cửa'}
        menu={who ? menuFor(who, waiting, frame.menu, say) : []}
        officer={{ name: who?.name ?? say('Chưa đăng nhập', 'Not signed in'), unit: who?.title ?? '', actingFor: who?.actingFor?.name }}
        now={showNow(now(), say.lang)}
        asset={asset}
        lang={say.lang}
        otherLanguage={c.req.method === 'GET' ? addressIn(c.req.url, say.lang === 'vi' ? 'en' : 'vi') : undefined}
        search={who?.may.has('dossier.read') ? { action: '/office/search' } : undefined}
        start={who ? startFor(who, say) : undefined}
        strip={strip?.[say.lang]}
        account={
          who
            ? [
                { text: say('Tài khoản', 'Account'), href: '/office/account' },
                { text: say('Đăng xuất', 'Sign out'), href: '/office/sign-out', post: true, hidden: { csrf: who.csrf } },
              ]
            : [{ text: say('Đăng nhập', 'Sign in'), href: '/office/sign-in' }]
        }
      >
        {warned && (
          <Notice tone="late">
            {warned.text} <a href={warned.href}>{warned.action}</a>
          </Notice>
        )}
        {content}
      </OfficeLayout>
    )
  }

  const errorPage = async (c: OfficeContext, status: ErrorStatus, detail?: string) => {
    c.status(status)
    if (status === 503) c.header('retry-after', '5')
    const { say } = c.var
    const page = await framed(
      c,
      <ErrorPage
        status={status}
        detail={detail}
        reference={status === 500 ? c.var.requestId : undefined}
        actions={[{ text: say('Về trang đầu', 'To the first page'), href: '/office' }]}
      />,
      { title: say('Lỗi', 'Error') },
    )
    return c.html(page)
  }

  app.use(speak)
  app.use(async (c, next) => {
    c.set('requestId', newRequestId())
    c.set('now', now())
    c.header('cache-control', 'no-store')
    c.setRenderer((content, ...rest: unknown[]) => {
      const [frame] = rest as [Frame]
      return framed(c as unknown as OfficeContext, content, frame).then((page) => c.html(page))
    })
    await next()
  })

  /** Signed in, allowed, small enough, and sent from our own form: else the route is never reached. */
  const guard =
    (route: OfficeRoute): MiddlewareHandler<OfficeEnv> =>
    async (c, next) => {
      const who = await identify(c)
      if (!who) {
        const back = route.method === 'get' ? `?next=${encodeURIComponent(new URL(c.req.url).pathname + new URL(c.req.url).search)}` : ''
        return c.redirect(`/office/sign-in${back}`, 303)
      }
      c.set('who', who)
      if (route.needs !== 'signed-in' && !who.may.has(route.needs)) return errorPage(c as OfficeContext, 403)
      if (route.method !== 'get') {
        const limited = await bodyLimit({
          maxSize: route.bodyMax ?? bodyMaxOrdinary,
          onError: (ctx) => ctx.text(c.var.say('Nội dung gửi lên quá lớn.', 'What was sent is too large.'), 413, { connection: 'close' }), // the rest of the body is not read
        })(c, async () => {})
        if (limited) return limited
        const csrf = route.method === 'put' ? c.req.header('x-csrf') : (await c.req.parseBody({ all: true })).csrf
        if (typeof csrf !== 'string' || !sameText(csrf, who.csrf))
          return errorPage(
            c as OfficeContext,
            403,
            c.var.say(
              'Trang đã mở quá lâu hoặc được gửi từ nơi khác. Mời tải lại trang rồi gửi lại.',
              'The page was open too long, or was sent from elsewhere. Please reload it and send again.',
            ),
          )
      }
      return next()
    }

  mount(app, routes, guard)
  app.get('/office', async (c) => {
    const who = await identify(c)
    return c.redirect(who ? homeOf(who) : '/office/sign-in', 303)
  })
  app.notFound(async (c) => {
    const who = await identify(c)
    if (who) c.set('who', who)
    return errorPage(c as unknown as OfficeContext, 404)
  })
  app.onError(async (error, c) => {
    if (error instanceof DatabaseAway) {
      log.warn({ requestId: c.var.requestId, path: c.req.path }, 'the database is away')
      return errorPage(c as OfficeContext, 503)
    }
    log.error({ err: error, requestId: c.var.requestId, path: c.req.path, method: c.req.method }, 'a bug')
    return errorPage(c as OfficeContext, 500)
  })
  return app
}

const sameText = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && x.length > 0 && timingSafeEqual(x, y)
}
