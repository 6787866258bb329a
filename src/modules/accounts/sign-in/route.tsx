import { timingSafeEqual } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import { addressIn, speak } from '../../../platform/http/language.ts'
import { addressOf, rateLimit } from '../../../platform/http/security.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { agencyCookie, isFromElsewhere, journeyCookie, sessionCookie } from '../cookie.adapter.ts'
import { agencyOfSessionToken, deviceOf, type SignInStep, safeNext } from '../model.ts'
import { arriveLinked } from '../my-account/service.ts'
import { type ProvinceSettings, province } from '../oidc.adapter.ts'
import { passwordLinkPages } from '../password-link/route.tsx'
import type { LinkPost } from '../password-link/service.ts'
import { sealing } from '../sealing.adapter.ts'
import { explainPassword, explainSignIn, type SignInRefused } from '../sentences.ts'
import { whoOf } from '../service.ts'
import { findPending, openAgencies, type Pending } from '../store.ts'
import { openJourney, sealJourney } from './journey.adapter.ts'
import { CodePage, NewPasswordPage, SignInPage } from './page.tsx'
import { signInByCode, signInByPassword, signInByProvince, signInWithNewPassword } from './service.ts'

export type SignInDeps = {
  db: Database
  /** The office's clock. */
  now: () => Moment
  /** A clock that only goes forward, for rate limits. */
  elapsedMs: () => number
  /** MOTCUA_KEY. */
  key: string | Buffer
  /** MOTCUA_URL: decides about cookies, and where the province sends people back. */
  baseUrl: string
  province: ProvinceSettings | null
  /** How a link goes to somebody who forgot a password; null: no mail goes out, and the administrator is asked. */
  post: LinkPost | null
  /** Trusted proxies, whose word about the caller's address counts. */
  proxies: readonly string[]
  /** The frame of pages before sign-in. */
  frame: (content: Child, title: string, say: Say, otherLanguage: string | undefined) => Child
}

type SignInEnv = { Variables: { say: Say } }
type SignInContext = Context<SignInEnv>

const backPath = '/office/sign-in/province/back'

/**
 * Tries from one address: a whole office may sit behind it and come at half past seven. And tries on one login, known or not: what the lock-out of
 * an account cannot say for logins that do not exist. Not law, our choice.
 */
const perAddress = { burst: 60, perMinute: 30 }
const perLogin = { burst: 10, perMinute: 5 }

const signInForm = inBoth((say) =>
  z.object({
    agency: z.string().max(60).optional(),
    login: z
      .string()
      .trim()
      .toLowerCase()
      .min(1, say('Chưa nhập tên đăng nhập.', 'Enter your login name.'))
      .max(60, say('Tên đăng nhập dài nhất 60 ký tự.', 'A login name has at most 60 characters.')),
    password: z
      .string()
      .min(1, say('Chưa nhập mật khẩu.', 'Enter your password.'))
      .max(1000, say('Mật khẩu quá dài.', 'The password is too long.')),
    next: z.string().max(1000).optional(),
  }),
)
const codeForm = inBoth((say) =>
  z.object({
    code: z.string().trim().min(1, say('Chưa nhập mã.', 'Enter the code.')).max(20, say('Mã gồm sáu số.', 'The code has six digits.')),
    csrf: z.string().max(100),
    next: z.string().max(1000).optional(),
  }),
)
const passwordForm = inBoth((say) =>
  z.object({
    password: z
      .string()
      .min(1, say('Chưa nhập mật khẩu mới.', 'Enter a new password.'))
      .max(1000, say('Mật khẩu quá dài.', 'The password is too long.')),
    again: z.string().max(1000),
    csrf: z.string().max(100),
    next: z.string().max(1000).optional(),
  }),
)

/** The public part: sign-in, its further steps, the way by the province. Everything else of the office needs a session. */
export function signInApp(deps: SignInDeps): Hono<SignInEnv> {
  const { db, now, elapsedMs, baseUrl, frame } = deps
  const app = new Hono<SignInEnv>()
  const factors = sealing(deps.key, 'second-factor')
  const journeys = sealing(deps.key, 'journey')
  const way = deps.province && province(deps.province)
  const addresses = rateLimit(perAddress)
  const logins = rateLimit(perLogin)

  const show = (c: SignInContext, title: string, content: Child, status: ContentfulStatusCode = 200) => {
    const { say } = c.var
    // what the province sends back counts once, so that address is not asked for again
    const isRepeatable = c.req.method === 'GET' && c.req.path !== backPath
    c.header('cache-control', 'no-store')
    return c.html(
      frame(content, title, say, isRepeatable ? addressIn(c.req.url, say.lang === 'vi' ? 'en' : 'vi') : undefined) as string,
      status,
    )
  }
  const showSignIn = async (
    c: SignInContext,
    more: { refusal?: SignInRefused; faults?: Record<string, string>; agency?: string; login?: string; next?: string },
  ) => {
    const { refusal } = more
    const { say } = c.var
    if (refusal?.kind === 'too-many') c.header('retry-after', String(refusal.retrySeconds))
    const content = (
      <SignInPage
        agencies={await openAgencies(db, now())}
        agency={more.agency || agencyCookie.read(c, baseUrl)}
        login={more.login ?? ''}
        refusal={refusal && explainSignIn(refusal, say)}
        faults={more.faults}
        next={safeNext(more.next)}
        hasProvince={way !== null}
        mayAskForLink={deps.post !== null}
        isPasswordSet={c.req.method === 'GET' && c.req.query('done') === 'password-set'}
      />
    )
    return show(c, say('Đăng nhập', 'Sign in'), content, refusal ? statusOf(refusal) : more.faults ? 422 : 200)
  }

  /** The cookie gets its new token, and the browser goes to the next step or into the office. */
  const proceed = (c: SignInContext, opened: { token: string; state: SignInStep }, next: string | undefined) => {
    sessionCookie.write(c, baseUrl, opened.token)
    return c.redirect(opened.state === 'open' ? safeNext(next) : stepAddress(opened.state, next), 303)
  }

  /** The sign-in that this browser is in the middle of, at one of its steps. */
  const pendingAt = async (
    c: SignInContext,
    state: Pending['state'],
  ): Promise<{ agencyId: number; token: string; pending: Pending } | null> => {
    const token = sessionCookie.read(c, baseUrl)
    const agencyId = token ? agencyOfSessionToken(token) : null
    if (!token || agencyId === null) return null
    const pending = await findPending(db, agencyId, token, now())
    return pending?.state === state ? { agencyId, token, pending } : null
  }
  const stepOver = (c: SignInContext, next: string | undefined) =>
    showSignIn(c, { refusal: { kind: 'step-over' }, ...(next ? { next } : {}) })

  app.use('/office/sign-in/*', speak)
  app.use('/office/sign-in', speak)
  app.use('/office/sign-in/*', bodyLimit({ maxSize: 16 * 1024 }))
  app.use('/office/sign-in', bodyLimit({ maxSize: 16 * 1024 }))

  app.get('/office/sign-in', (c) => showSignIn(c, withNext(c.req.query('next'))))

  app.post('/office/sign-in', async (c) => {
    if (isFromElsewhere(c, baseUrl)) return showSignIn(c, { refusal: { kind: 'other-site' } })
    const taken = addresses.take(addressOf(c, deps.proxies), elapsedMs())
    if (!taken.ok) return showSignIn(c, { refusal: { kind: 'too-many', retrySeconds: taken.retrySeconds } })
    const asked = await readForm(c, signInForm)
    if (!asked.ok) {
      const { agency, login, next } = asked.error.typed
      return showSignIn(c, { faults: asked.error.faults, ...texts({ agency, login, next }) })
    }
    const { login, password, next } = asked.value
    const agencies = await openAgencies(db, now())
    const agency =
      agencies.find(({ code }) => code === asked.value.agency) ??
      (asked.value.agency ? undefined : agencies.length === 1 ? agencies[0] : undefined)
    const again = { login, ...withNext(next), ...(asked.value.agency ? { agency: asked.value.agency } : {}) }
    if (!asked.value.agency && !agency)
      return showSignIn(c, { ...again, faults: { agency: c.var.say('Chưa chọn cơ quan.', 'Choose an agency.') } })
    const tried = logins.take(`${agency?.agencyId ?? asked.value.agency}/${login}`, elapsedMs())
    if (!tried.ok) return showSignIn(c, { ...again, refusal: { kind: 'too-many', retrySeconds: tried.retrySeconds } })
    const device = deviceOf(c.req.header('user-agent') ?? '')
    const opened = await signInByPassword(db, { agencyId: agency?.agencyId ?? null, login, password, device, now: now() })
    if (!opened.ok || !agency) return showSignIn(c, { ...again, refusal: opened.ok ? { kind: 'not-known' } : opened.error })
    agencyCookie.write(c, baseUrl, agency.code)
    return proceed(c, opened.value, next)
  })

  app.get('/office/sign-in/code', async (c) => {
    const at = await pendingAt(c, 'needs-totp')
    const next = c.req.query('next')
    return at
      ? show(c, c.var.say('Mã xác thực', 'Authenticator code'), <CodePage csrf={at.pending.csrf} next={safeNext(next)} />)
      : stepOver(c, next)
  })

  app.post('/office/sign-in/code', async (c) => {
    if (isFromElsewhere(c, baseUrl)) return showSignIn(c, { refusal: { kind: 'other-site' } })
    const { say } = c.var
    const asked = await readForm(c, codeForm)
    const next = asked.ok ? asked.value.next : undefined
    const at = await pendingAt(c, 'needs-totp')
    if (!at || (asked.ok && !isSame(asked.value.csrf, at.pending.csrf))) return stepOver(c, next)
    const page = (refusal?: SignInRefused, faults?: Record<string, string>) =>
      show(
        c,
        say('Mã xác thực', 'Authenticator code'),
        <CodePage csrf={at.pending.csrf} next={safeNext(next)} faults={faults} refusal={refusal && explainSignIn(refusal, say)} />,
        refusal ? statusOf(refusal) : 422,
      )
    if (!asked.ok) return page(undefined, asked.error.faults)
    const device = deviceOf(c.req.header('user-agent') ?? '')
    const opened = await signInByCode(db, factors, { ...at, code: asked.value.code, device, now: now() })
    if (opened.ok) return proceed(c, opened.value, next)
    return opened.error.kind === 'step-over' ? stepOver(c, next) : page(opened.error)
  })

  app.get('/office/sign-in/new-password', async (c) => {
    const at = await pendingAt(c, 'needs-password')
    const next = c.req.query('next')
    return at
      ? show(
          c,
          c.var.say('Đặt mật khẩu mới', 'Set a new password'),
          <NewPasswordPage csrf={at.pending.csrf} login={at.pending.login} next={safeNext(next)} />,
        )
      : stepOver(c, next)
  })

  app.post('/office/sign-in/new-password', async (c) => {
    if (isFromElsewhere(c, baseUrl)) return showSignIn(c, { refusal: { kind: 'other-site' } })
    const { say } = c.var
    const asked = await readForm(c, passwordForm)
    const next = asked.ok ? asked.value.next : undefined
    const at = await pendingAt(c, 'needs-password')
    if (!at || (asked.ok && !isSame(asked.value.csrf, at.pending.csrf))) return stepOver(c, next)
    const page = (faults: Record<string, string>, status: ContentfulStatusCode = 422) =>
      show(
        c,
        say('Đặt mật khẩu mới', 'Set a new password'),
        <NewPasswordPage csrf={at.pending.csrf} login={at.pending.login} next={safeNext(next)} faults={faults} />,
        status,
      )
    if (!asked.ok) return page(asked.error.faults)
    if (asked.value.password !== asked.value.again) return page({ again: say('Hai lần nhập không giống nhau.', 'The two entries differ.') })
    const device = deviceOf(c.req.header('user-agent') ?? '')
    const opened = await signInWithNewPassword(db, { ...at, password: asked.value.password, device, now: now() })
    if (opened.ok) return proceed(c, opened.value, next)
    if (opened.error.kind === 'step-over') return stepOver(c, next)
    if (opened.error.kind === 'busy') return page({ password: explainSignIn(opened.error, say) }, 503)
    return page({ password: explainPassword(opened.error, say) })
  })

  passwordLinkPages(app, deps, { show, addresses })

  if (way) {
    app.get('/office/sign-in/province', async (c) => {
      const agencies = await openAgencies(db, now())
      const code = c.req.query('agency')
      const agency = code ? agencies.find((a) => a.code === code) : agencies.length === 1 ? agencies[0] : undefined
      if (!agency)
        return showSignIn(c, { faults: { agency: c.var.say('Chưa chọn cơ quan.', 'Choose an agency.') }, ...withNext(c.req.query('next')) })
      const departed = await way.depart(new URL(backPath, baseUrl).href)
      if (!departed.ok) return showSignIn(c, { refusal: departed.error, agency: agency.code })
      const { journey, url } = departed.value
      const kept = {
        ...journey,
        purpose: 'sign-in' as const,
        agencyId: agency.agencyId,
        officerId: null,
        next: safeNext(c.req.query('next')),
      }
      journeyCookie.write(c, baseUrl, sealJourney(journeys, kept, now()))
      agencyCookie.write(c, baseUrl, agency.code)
      return c.redirect(url, 303)
    })

    app.get(backPath, async (c) => {
      const kept = openJourney(journeys, journeyCookie.read(c, baseUrl), now())
      journeyCookie.clear(c, baseUrl)
      if (!kept) return showSignIn(c, { refusal: { kind: 'step-over' } })
      const taken = addresses.take(addressOf(c, deps.proxies), elapsedMs())
      if (!taken.ok) return showSignIn(c, { refusal: { kind: 'too-many', retrySeconds: taken.retrySeconds } })
      const address = new URL(backPath + new URL(c.req.url).search, baseUrl)
      const arrived = await way.arrive(address, kept)
      if (!arrived.ok) return showSignIn(c, { refusal: arrived.error, next: kept.next })
      if (kept.purpose === 'link') {
        const who = await whoOf(db, sessionCookie.read(c, baseUrl), now())
        if (who?.agencyId !== kept.agencyId || who.officerId !== kept.officerId) return showSignIn(c, { refusal: { kind: 'step-over' } })
        const linked = await arriveLinked(db, kept.agencyId, who.officerId, arrived.value, { key: kept.state, now: now() })
        return c.redirect(linked.ok ? '/office/account?done=linked' : `/office/account?refused=${linked.error.kind}`, 303)
      }
      const device = deviceOf(c.req.header('user-agent') ?? '')
      const opened = await signInByProvince(db, { agencyId: kept.agencyId, subject: arrived.value, device, now: now() })
      return opened.ok ? proceed(c, opened.value, kept.next) : showSignIn(c, { refusal: opened.error, next: kept.next })
    })
  }
  return app
}

const stepAddress = (state: Exclude<SignInStep, 'open'>, next: string | undefined): string =>
  `/office/sign-in/${state === 'needs-totp' ? 'code' : 'new-password'}?${new URLSearchParams({ next: safeNext(next) })}`

const withNext = (next: string | undefined): { next?: string } => (next === undefined ? {} : { next })

/** Single values of what was typed; lists and gaps are left out. */
function texts<K extends string>(typed: Record<K, string | string[] | undefined>): { [P in K]?: string } {
  const single: { [P in K]?: string } = {}
  for (const name in typed) {
    const value = typed[name]
    if (typeof value === 'string') single[name] = value
  }
  return single
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}

function statusOf({ kind }: SignInRefused): ContentfulStatusCode {
  switch (kind) {
    case 'too-many':
      return 429
    case 'busy':
    case 'province-away':
      return 503
    case 'other-site':
      return 403
    default:
      return 401
  }
}
