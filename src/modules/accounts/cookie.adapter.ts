import type { Context } from 'hono'
import { parse, serialize } from 'hono/utils/cookie'

/** Names and flags of our cookies for a base address: over https bound to this host and never sent in the clear; over http an ordinary cookie. */
const dress = (baseUrl: string, name: string) => {
  const isHttps = baseUrl.startsWith('https:')
  return { name: isHttps ? `__Host-${name}` : name, options: { path: '/', httpOnly: true, secure: isHttps, sameSite: 'Lax' as const } }
}

type Read = Pick<Context, 'req'>
type Answer = Pick<Context, 'header'>

/** A cookie of ours: `kept` seconds when it outlives the browser window. */
const cookie = (plainName: string, kept?: number) => ({
  read(c: Read, baseUrl: string): string | undefined {
    const { name } = dress(baseUrl, plainName)
    return parse(c.req.header('cookie') ?? '', name)[name]
  },
  write(c: Answer, baseUrl: string, value: string): void {
    const { name, options } = dress(baseUrl, plainName)
    c.header('set-cookie', serialize(name, value, kept === undefined ? options : { ...options, maxAge: kept }), { append: true })
  },
  clear(c: Answer, baseUrl: string): void {
    const { name, options } = dress(baseUrl, plainName)
    c.header('set-cookie', serialize(name, '', { ...options, maxAge: 0 }), { append: true })
  },
})

/** The session's token. */
export const sessionCookie = cookie('motcua')

/** The agency chosen last, for the next sign-in. */
export const agencyCookie = cookie('motcua-agency', 365 * 86_400)

/** What must be remembered while the browser is at the province, sealed. */
export const journeyCookie = cookie('motcua-journey', 600)

/**
 * Does a form come from another site? Before sign-in there is no session to tie it to, so the browser's own word counts: Sec-Fetch-Site, and where
 * that is not sent (plain http inside an office) the Origin. A caller that sends neither is no browser.
 */
export function isFromElsewhere(c: Read, baseUrl: string): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  const here = [new URL(baseUrl).host, new URL(c.req.url).host]
  return !URL.canParse(origin) || !here.includes(new URL(origin).host)
}
