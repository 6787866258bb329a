import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** RFC 9457: a stable `type`, a Vietnamese `detail`, and what the caller needs to mend the request. */
export type Problem = { type: string; title: string; status: ContentfulStatusCode; detail: string; [more: string]: unknown }

/** Answers with `application/problem+json`. `kind` becomes the stable type `/problems/<kind>`. */
export function problem(
  c: Context,
  status: ContentfulStatusCode,
  kind: string,
  detail: string,
  more: Record<string, unknown> = {},
): Response {
  const body: Problem = { type: `/problems/${kind}`, title: kind, status, detail, ...more }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' })
}
