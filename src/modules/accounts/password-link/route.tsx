import type { Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import { addressOf, type RateLimit, rateLimit } from '../../../platform/http/security.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { agencyCookie, isFromElsewhere } from '../cookie.adapter.ts'
import { explainPassword, explainSignIn, type SignInRefused } from '../sentences.ts'
import { openAgencies } from '../store.ts'
import { AskedPage, ByLinkPage, ForgottenPage, LinkOverPage } from './page.tsx'
import { askForLink, holderOfLink, type LinkPost, setPasswordByLink } from './service.ts'

export type PasswordLinkDeps = {
  db: Database
  /** The office's clock. */
  now: () => Moment
  /** A clock that only goes forward, for rate limits. */
  elapsedMs: () => number
  baseUrl: string
  proxies: readonly string[]
  /** How a link goes to somebody who forgot a password; null: no mail goes out, and the administrator is asked. */
  post: LinkPost | null
}

type Env = { Variables: { say: Say } }
type Show = (c: Context<Env>, title: string, content: Child, status?: ContentfulStatusCode) => Response | Promise<Response>

/** Asked for one login, known or not: a link an hour after the first three. Not law, our choice. */
const perLogin = { burst: 3, perMinute: 1 / 60 }

const forgottenForm = inBoth((say) =>
  z.object({
    agency: z.string().max(60).optional(),
    login: z
      .string()
      .trim()
      .toLowerCase()
      .min(1, say('Chưa nhập tên đăng nhập.', 'Enter your login name.'))
      .max(60, say('Tên đăng nhập dài nhất 60 ký tự.', 'A login name has at most 60 characters.')),
  }),
)
const byLinkForm = inBoth((say) =>
  z.object({
    token: z.string().max(100),
    password: z
      .string()
      .min(1, say('Chưa nhập mật khẩu mới.', 'Enter a new password.'))
      .max(1000, say('Mật khẩu quá dài.', 'The password is too long.')),
    again: z.string().max(1000),
  }),
)

/** Pages before sign-in by which a password is set anew: asked for where mail goes out, and where a link leads. */
export function passwordLinkPages(app: Hono<Env>, deps: PasswordLinkDeps, { show, addresses }: { show: Show; addresses: RateLimit }): void {
  const { db, now, elapsedMs, baseUrl, post } = deps
  const logins = rateLimit(perLogin)
  const isCrowded = (c: Context<Env>): SignInRefused | null => {
    if (isFromElsewhere(c, baseUrl)) return { kind: 'other-site' }
    const taken = addresses.take(addressOf(c, deps.proxies), elapsedMs())
    return taken.ok ? null : { kind: 'too-many', retrySeconds: taken.retrySeconds }
  }

  if (post) {
    const forgotten = async (
      c: Context<Env>,
      more: { agency?: string; login?: string; faults?: Record<string, string>; refusal?: SignInRefused } = {},
    ) => {
      const { say } = c.var
      const { agency = agencyCookie.read(c, baseUrl), login = '', faults, refusal } = more
      const content = (
        <ForgottenPage
          agencies={await openAgencies(db, now())}
          agency={agency}
          login={login}
          faults={faults}
          refusal={refusal && explainSignIn(refusal, say)}
        />
      )
      const status = refusal ? (refusal.kind === 'too-many' ? 429 : 403) : faults ? 422 : 200
      if (refusal?.kind === 'too-many') c.header('retry-after', String(refusal.retrySeconds))
      return show(c, say('Quên mật khẩu', 'Password forgotten'), content, status)
    }
    app.get('/office/sign-in/forgotten', (c) => forgotten(c))
    app.post('/office/sign-in/forgotten', async (c) => {
      const crowded = isCrowded(c)
      if (crowded) return forgotten(c, { refusal: crowded })
      const asked = await readForm(c, forgottenForm)
      if (!asked.ok) return forgotten(c, { faults: asked.error.faults })
      const { login, agency: code } = asked.value
      const agencies = await openAgencies(db, now())
      const agency = agencies.find((one) => one.code === code) ?? (!code && agencies.length === 1 ? agencies[0] : undefined)
      if (!agency && !code) return forgotten(c, { login, faults: { agency: c.var.say('Chưa chọn cơ quan.', 'Choose an agency.') } })
      // Too often, or no such agency: the same answer, and nothing happens.
      if (agency && logins.take(`${agency.agencyId}/${login}`, elapsedMs()).ok)
        await askForLink(db, post, { agencyId: agency.agencyId, login, now: now() })
      return c.redirect('/office/sign-in/forgotten/asked', 303)
    })
    app.get('/office/sign-in/forgotten/asked', (c) => show(c, c.var.say('Mời xem hộp thư', 'Look into your mailbox'), <AskedPage />))
  }

  const over = (c: Context<Env>) =>
    show(c, c.var.say('Đường dẫn không còn dùng được', 'This link no longer holds'), <LinkOverPage mayAsk={post !== null} />, 410)
  const byLink = (c: Context<Env>, token: string, login: string, faults?: Record<string, string>, status: ContentfulStatusCode = 200) =>
    show(c, c.var.say('Đặt mật khẩu mới', 'Set a new password'), <ByLinkPage token={token} login={login} faults={faults} />, status)

  // A mail reader that looks at the address before the officer does uses nothing up: only the form does.
  app.get('/office/sign-in/password', async (c) => {
    const token = (c.req.query('token') ?? '').slice(0, 100)
    const crowded = isCrowded(c)
    const holder = crowded?.kind === 'too-many' ? null : await holderOfLink(db, token, now())
    return holder ? byLink(c, token, holder.login) : over(c)
  })
  app.post('/office/sign-in/password', async (c) => {
    const { say } = c.var
    if (isCrowded(c)) return over(c)
    const asked = await readForm(c, byLinkForm)
    const typed = asked.ok ? asked.value.token : String(asked.error.typed.token ?? '').slice(0, 100)
    const holder = await holderOfLink(db, typed, now())
    if (!holder) return over(c)
    if (!asked.ok) return byLink(c, typed, holder.login, asked.error.faults, 422)
    const { token, password, again } = asked.value
    if (password !== again)
      return byLink(c, token, holder.login, { again: say('Hai lần nhập không giống nhau.', 'The two entries differ.') }, 422)
    const set = await setPasswordByLink(db, { token, password, now: now() })
    if (set.ok) return c.redirect('/office/sign-in?done=password-set', 303)
    if (set.error.kind === 'link-over') return over(c)
    if (set.error.kind === 'busy') return byLink(c, token, holder.login, { password: explainSignIn(set.error, say) }, 503)
    return byLink(c, token, holder.login, { password: explainPassword(set.error, say) }, 422)
  })
}
