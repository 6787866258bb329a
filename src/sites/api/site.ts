import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Logger } from 'pino'
import type { Moment } from '../../kernel/moment.ts'
import type { ApiEnv } from '../../platform/http/api.ts'
import { problem } from '../../platform/http/problem.ts'
import { newRequestId, type RateLimit } from '../../platform/http/security.ts'
import type { Who } from '../../platform/http/who.ts'
import { DatabaseAway } from '../../platform/postgres/database.ts'
import { docsPage } from './docs-page.tsx'

export type ApiDeps = {
  now(): Moment
  log: Logger
  whoOfToken(bearer: string | undefined, now: Moment): Promise<Who | null>
  /** Wrong tokens from one address: guessing is slow. */
  wrongTokens: RateLimit
  addressOf(c: Context): string
  nowMs(): number
  docsStyle: string
}

const bodyMax = 1024 * 1024

/** The API v1: programs with a token, the same acts as in the office. Documents itself at `/api/v1/openapi.json` and `/api/v1/docs`. */
export function apiSite(deps: ApiDeps, parts: readonly OpenAPIHono<ApiEnv>[]): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>()
  const { now, log, whoOfToken } = deps
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Một Cửa',
      version: '1',
      description: 'Hồ sơ thủ tục hành chính: tiếp nhận, giải quyết, trả kết quả. Thời gian theo RFC 3339, múi +07:00.',
    },
    servers: [{ url: '/api/v1' }],
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Mã truy cập do quản trị của cơ quan cấp, kèm phạm vi.',
  })
  app.get('/docs', (c) =>
    c.html(docsPage(app.getOpenAPI31Document({ openapi: '3.1.0', info: { title: 'Một Cửa', version: '1' } }), deps.docsStyle)),
  )

  const limit = bodyLimit({
    maxSize: bodyMax,
    onError: (c) => {
      c.header('connection', 'close') // the rest of the body is not read
      return problem(c, 413, 'too-large', 'Nội dung gửi lên quá lớn (nhiều nhất 1 MB).')
    },
  })
  // Files are streamed to the store, which has its own limit.
  app.use((c, next) => (c.req.path.endsWith('/files') ? next() : limit(c, next)))
  app.use(async (c, next) => {
    const asked = c.req.header('authorization')
    const bearer = asked?.startsWith('Bearer ') ? asked.slice(7) : undefined
    const at = now()
    const who = await whoOfToken(bearer, at)
    if (!who) {
      const allowed = deps.wrongTokens.take(deps.addressOf(c), deps.nowMs())
      if (!allowed.ok) {
        c.header('retry-after', String(allowed.retrySeconds))
        return problem(c, 429, 'too-many', 'Quá nhiều lần dùng mã sai; xin chờ một chút.')
      }
      c.header('www-authenticate', 'Bearer')
      return problem(c, 401, 'no-token', 'Cần mã truy cập còn hiệu lực trong đầu mục Authorization.')
    }
    c.set('who', who)
    c.set('now', at)
    c.header('cache-control', 'no-store')
    return next()
  })
  for (const part of parts) app.route('/', part)
  // A route, not `notFound`: that of a mounted site is never asked.
  app.all('*', (c) => problem(c, 404, 'no-such-path', 'Không có đường dẫn này trong API v1; xem /api/v1/docs.'))
  app.onError((error, c) => {
    if (error instanceof DatabaseAway) {
      c.header('retry-after', '5')
      return problem(c, 503, 'database-away', 'Cơ sở dữ liệu tạm ngắt; chưa có gì được ghi, thử lại được.')
    }
    if (error instanceof HTTPException && error.status === 400)
      return problem(c, 400, 'malformed-json', 'Nội dung gửi lên không phải JSON đúng.')
    const requestId = newRequestId()
    log.error({ err: error, requestId, path: c.req.path, method: c.req.method }, 'a bug')
    return problem(c, 500, 'bug', 'Hệ thống có lỗi; việc này chưa được ghi.', { reference: requestId })
  })
  return app
}
