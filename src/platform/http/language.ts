import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { type Lang, type Say, sayIn } from '../../kernel/say.ts'

const cookieName = 'motcua-lang'
const keptSeconds = 365 * 86_400

/**
 * Which language this browser reads the office in: Vietnamese until a link with `?lang=en` is followed; the browser remembers. The
 * address is then shown without it, so that a colleague who is sent the link reads it in their own language.
 */
export const speak: MiddlewareHandler<{ Variables: { say: Say } }> = async (c, next) => {
  const asked = c.req.method === 'GET' ? c.req.query('lang') : undefined
  if (asked !== 'vi' && asked !== 'en') {
    c.set('say', sayIn(getCookie(c, cookieName) === 'en' ? 'en' : 'vi'))
    return next()
  }
  setCookie(c, cookieName, asked, { path: '/office', maxAge: keptSeconds, sameSite: 'Lax', httpOnly: true })
  c.header('cache-control', 'no-store')
  return c.redirect(addressIn(c.req.url, null), 303)
}

/** The address of the same page, asking for a language, or for none. A page that answers a form is asked for by itself. */
export function addressIn(url: string, lang: Lang | null): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.delete('lang')
  if (lang !== null) searchParams.set('lang', lang)
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}
