import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import type { Say } from '../../kernel/say.ts'
import type { Seen } from './who.ts'

/** What a handler of the office finds; `say` speaks the reader's language. */
export type OfficeEnv = { Variables: Seen & { say: Say } }

/** What the site needs to frame a page: the module gives the content, the site gives menu and frame. */
export type Frame = {
  title: string
  /** Menu entry to mark, by path. */
  menu?: string
}

/** A request of the office; `render` frames the content with menu and title. */
export type OfficeContext = Omit<Context<OfficeEnv>, 'render'> & {
  render(content: Child, frame: Frame): Response | Promise<Response>
}

/**
 * One route of the office. There is no way to mount one without a permission: deny unless allowed.
 * POST routes get their CSRF token checked before `handle` runs; PUT routes take raw bytes and carry it in the header `x-csrf`.
 */
export type OfficeRoute = {
  method: 'get' | 'post' | 'put'
  path: string
  /** A permission, or 'signed-in' for what every officer may do with their own things. */
  needs: string
  /** Largest body in bytes, for uploads; 256 KB unless told. */
  bodyMax?: number
  handle(c: OfficeContext): Response | Promise<Response>
}

/** Mounts routes behind `guard(route)`, which answers when the route is not allowed. */
export function mount(
  app: Hono<OfficeEnv>,
  routes: readonly OfficeRoute[],
  guard: (route: OfficeRoute) => MiddlewareHandler<OfficeEnv>,
): void {
  for (const route of routes) app.on(route.method.toUpperCase(), route.path, guard(route), (c) => route.handle(c as OfficeContext))
}
