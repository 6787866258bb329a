import { createHash } from 'node:crypto'
import { createRoute, OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import type { Moment } from '../../kernel/moment.ts'
import { problem } from './problem.ts'
import type { Who } from './who.ts'

export type ApiEnv = { Variables: { who: Who; now: Moment; requestId: string; needs: string } }

/** A fresh part of the API: faults of the question come back as a problem with every field named. */
export const apiPart = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => {
      if (result.success) return
      const faults = result.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
      return problem(c, 422, 'bad-question', 'Dữ liệu gửi lên chưa đúng; xem từng trường trong "faults".', { faults })
    },
  })

/** What every answer may be besides the good one. */
export const problemSchema = z.object({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() }).openapi('Problem')
const problemContent = { 'application/problem+json': { schema: problemSchema } }
const refusals = {
  401: { description: 'Chưa có mã truy cập, hoặc mã đã hết hiệu lực', content: problemContent },
  403: { description: 'Mã truy cập không có quyền này', content: problemContent },
  404: { description: 'Không có', content: problemContent },
  409: { description: 'Không thực hiện được lúc này; `type` nói vì sao', content: problemContent },
  412: { description: 'Hồ sơ không còn ở phiên bản trong If-Match', content: problemContent },
  422: { description: 'Dữ liệu chưa đúng', content: problemContent },
  503: { description: 'Cơ sở dữ liệu tạm ngắt; thử lại được', content: problemContent },
}

/** A refusal, as any route may answer it: described once for all of them above, so that a route's own types need not name it. */
export const refused = (...asked: Parameters<typeof problem>): never => problem(...asked) as never

/** Every write names itself: the same key with the same body gives the first answer, with another body 409. */
export const writeHeaders = z.object({
  'idempotency-key': z
    .string({ error: 'Thiếu Idempotency-Key.' })
    .min(8, 'Idempotency-Key cần ít nhất 8 ký tự.')
    .max(80, 'Idempotency-Key nhiều nhất 80 ký tự.'),
  'if-match': z
    .string()
    .regex(/^"?\d+"?$/, 'If-Match là số phiên bản của hồ sơ.')
    .optional(),
})

/** The version from `If-Match`; null where the caller does not care what happened meanwhile. */
export const seenOf = (ifMatch: string | undefined): number | null => (ifMatch === undefined ? null : Number(ifMatch.replaceAll('"', '')))

export const etagOf = (version: number): string => `"${version}"`

/** A key of the store from the caller's: short, of one shape, apart from those of other callers' officers. */
export const storeKey = (who: Pick<Who, 'officerId'>, key: string): string =>
  createHash('sha256').update(`${who.officerId}\n${key}`).digest('base64url')

/**
 * Describes one API route with the permission that it needs. Routes are made only here: deny unless allowed.
 * @param needs a permission; the token's scopes must admit it too
 */
export function guarded<const R extends RouteConfig>(needs: string, config: R) {
  const allow: MiddlewareHandler<ApiEnv> = async (c, next) => {
    if (!c.var.who.may.has(needs)) return problem(c, 403, 'not-allowed', `Mã truy cập không có quyền "${needs}".`)
    return next()
  }
  return createRoute({
    ...config,
    security: [{ token: [needs] }],
    middleware: [allow] as const,
    responses: { ...refusals, ...config.responses } as R['responses'] & typeof refusals,
  })
}
