import { randomUUID } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/**
 * Headers of every answer: no inline script or style, no framing, no referrer, no sniffing. An answer that brings its own policy, as a
 * download does to be locked up further, keeps it.
 */
export function safeHeaders(isHttps: boolean): MiddlewareHandler {
  const strict = strictHeaders(isHttps)
  return async (c, next) => {
    let own: string | null = null
    await strict(c, async () => {
      await next()
      own = c.res.headers.get('content-security-policy')
    })
    if (own !== null) c.res.headers.set('content-security-policy', own)
  }
}

/**
 * The headers that `safeHeaders` sets, as a plain record: a site that makes each answer in one piece adds them itself, which costs
 * less than opening the answer again.
 */
export async function safeHeaderRecord(isHttps: boolean): Promise<Readonly<Record<string, string>>> {
  const probe = new Hono()
  probe.use(strictHeaders(isHttps))
  probe.get('/', (c) => c.body(null))
  return Object.fromEntries((await probe.request('/')).headers)
}

const strictHeaders = (isHttps: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      manifestSrc: ["'self'"],
    },
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    crossOriginOpenerPolicy: 'same-origin',
    crossOriginResourcePolicy: 'same-origin',
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [] },
    strictTransportSecurity: isHttps ? 'max-age=31536000; includeSubDomains' : false,
    // Said to browsers that are gone; every answer would carry them.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    removePoweredBy: true,
  })

/** A reference for one request, shown on error pages and written to the log. */
export const newRequestId = (): string => randomUUID().slice(0, 8)

/** Whether an address is one of the trusted proxies: single addresses or networks (`10.0.0.0/8`). */
const isProxy = (proxies: readonly string[], address: string): boolean => {
  const family = isIP(address)
  if (family === 0 || proxies.length === 0) return false
  return listOf(proxies).check(address, family === 6 ? 'ipv6' : 'ipv4')
}

const lists = new WeakMap<readonly string[], BlockList>()
function listOf(proxies: readonly string[]): BlockList {
  const known = lists.get(proxies)
  if (known) return known
  const list = new BlockList()
  for (const entry of proxies) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  lists.set(proxies, list)
  return list
}

/** The caller's address. `X-Forwarded-For` counts only when the connection comes from a trusted proxy, and then its last hop. */
export function addressOf(c: Context, proxies: readonly string[]): string {
  let direct = ''
  try {
    direct = (getConnInfo(c).remote.address ?? '').replace(/^::ffff:(?=\d+\.)/, '')
  } catch {
    direct = '127.0.0.1' // app.request() in tests has no connection
  }
  if (!isProxy(proxies, direct)) return direct
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((h) => h.trim())
  return hops.findLast((hop) => isIP(hop) !== 0 && !isProxy(proxies, hop)) ?? direct
}

export type RateLimit = { take(key: string, nowMs: number): { ok: true } | { ok: false; retrySeconds: number } }

/**
 * A token bucket for each key, in memory: `burst` at once, then `perMinute`. Old keys are forgotten, so memory stays bounded.
 */
export function rateLimit({ burst, perMinute, keysMax = 20_000 }: { burst: number; perMinute: number; keysMax?: number }): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / 60_000
  return {
    take(key, nowMs) {
      const found = buckets.get(key)
      const left = found ? Math.min(burst, found.left + (nowMs - found.at) * perMs) : burst
      buckets.delete(key)
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: nowMs }) // newest last, so the oldest is first to go
      if (buckets.size > keysMax) buckets.delete(buckets.keys().next().value ?? '')
      return left >= 1 ? { ok: true } : { ok: false, retrySeconds: Math.ceil((1 - left) / perMs / 1000) }
    },
  }
}
