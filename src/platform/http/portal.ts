import type { Context } from 'hono'
import type { Child } from 'hono/jsx'

/** The languages of the portal; Vietnamese unless the address asks for English (`?lang=en`). */
export type PortalLang = 'vi' | 'en'

/** What a page of the portal tells its frame. */
export type PortalFrame = {
  title: string
  lang: PortalLang
  /** 200 unless told. */
  status?: 404 | 422 | 429 | undefined
  /** When to come back, seconds. */
  retrySeconds?: number | undefined
  /** The agency whose page it is; none: the portal as a whole. */
  agency?: string | undefined
  /** Entry of the head to mark, by its path. */
  place?: string | undefined
}

/** A request of the portal; `render` frames the content. */
export type PortalContext = Pick<Context, 'req'> & {
  /** The caller's, by which wrong tries are counted. */
  address: string
  render(content: Child, frame: PortalFrame): Promise<Response>
  redirect(to: string): Response
}

/**
 * One page of the portal (trang công khai). All are GET: the portal writes nothing. `kept` pages are the same for everybody and may
 * be kept by caches for some minutes; others are never stored and never indexed.
 */
export type PortalRoute = { path: string; kept: boolean; handle(c: PortalContext): Response | Promise<Response> }

export const langOf = (c: { req: { query(name: string): string | undefined } }): PortalLang => (c.req.query('lang') === 'en' ? 'en' : 'vi')

/** Keeps the reader's language in the links of a page. */
export const linksIn =
  (lang: PortalLang) =>
  (path: string): string =>
    lang === 'en' ? `${path}${path.includes('?') ? '&' : '?'}lang=en` : path
