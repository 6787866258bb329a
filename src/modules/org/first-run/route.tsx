import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { z } from 'zod'
import { assert } from '../../../kernel/assert.ts'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import { addressIn, speak } from '../../../platform/http/language.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import type { AssetUrl } from '../../../ui/assets.ts'
import { showNow } from '../../../ui/words.ts'
import { evolve, type OrgChange } from '../change.ts'
import { asTyped, optionalText, textField } from '../forms/route.tsx'
import { decideOfficer, decidePost, type PeopleRefused } from '../people.ts'
import { explain } from '../sentences.ts'
import { agencies, createAgency, decideIn } from '../service.ts'
import { decideOpenUnit, type UnitRefused } from '../units.ts'
import { FirstRunPage, FirstRunRefused, type FirstRunView } from './page.tsx'

/** Makes the first account inside the transaction that makes the agency; refuses with a sentence (a weak password, a bad login). */
export type CreateAccount = (
  tx: Tx,
  account: { agencyId: number; officerId: number; login: string; password: string; at: Moment },
  say: Say,
) => Promise<Result<unknown, { message: string }>>

export type FirstRunDeps = {
  db: Database
  now(): Moment
  asset: AssetUrl
  /** SHA-256 of the one-time token that the start prints; null when there is none. Kept in memory only. */
  tokenHash: Buffer | null
  createAccount: CreateAccount
}

const form = inBoth((say) =>
  z
    .object({
      token: z.string(),
      name: textField(say('Ghi tên cơ quan.', 'Enter the name of the agency.'), say, 200),
      parentName: optionalText(say, 200),
      place: textField(say('Ghi địa danh.', 'Enter the place.'), say, 100),
      identifier: optionalText(say, 30).transform((text) => (text === '' ? null : text.toUpperCase())),
      code: textField(say('Ghi tên ngắn của cơ quan.', 'Enter the short name of the agency.'), say, 30),
      unitName: textField(say('Ghi đơn vị của người quản trị.', 'Enter the unit of the administrator.'), say, 200),
      adminName: textField(say('Ghi họ và tên người quản trị.', 'Enter the full name of the administrator.'), say, 120),
      login: textField(say('Ghi tên đăng nhập.', 'Enter the sign-in name.'), say, 60),
      password: z
        .string(say('Ghi mật khẩu.', 'Enter the password.'))
        .min(1, say('Ghi mật khẩu.', 'Enter the password.'))
        .max(200, say('Mật khẩu quá dài.', 'The password is too long.')),
      again: z.string(say('Nhập lại mật khẩu.', 'Enter the password again.')),
    })
    .refine(({ password, again }) => password === again, {
      path: ['again'],
      message: say('Hai lần nhập mật khẩu không giống nhau.', 'The two passwords are not the same.'),
    }),
)

type FirstRun = z.output<typeof form.vi>

type Closed = 'no-link' | 'used' | 'agency-exists'

const sentences = inBoth(
  (say): Record<Closed, string> => ({
    'no-link': say(
      'Đường dẫn thiết lập không đúng. Dùng đúng đường dẫn in ra khi khởi động, hoặc khởi động lại để có đường dẫn mới.',
      'The set-up link is not right. Use the link that was printed at the start, or start again for a new one.',
    ),
    used: say('Đường dẫn này đã dùng rồi.', 'This link has been used already.'),
    'agency-exists': say('Hệ thống đã có cơ quan. Mời đăng nhập.', 'The system has an agency already. Please sign in.'),
  }),
)

type Env = { Variables: { say: Say } }

/** What `createAccount` refused. */
type AccountRefused = { kind: 'account-refused'; message: string }

/**
 * The public page behind the one-time link: the only way into an empty store (thiết lập lần đầu). Its token is compared in
 * constant time and works once; when there is an agency nothing here works any more. Mount it beside the office.
 */
export function firstRun({ db, now, asset, tokenHash, createAccount }: FirstRunDeps): Hono<Env> {
  const app = new Hono<Env>()
  let state: 'open' | 'busy' | 'used' = 'open'

  const framed = ({ req, var: { say } }: Context<Env>) => ({
    asset,
    now: showNow(now(), say.lang),
    say,
    otherLanguage: req.method === 'GET' ? addressIn(req.url, say.lang === 'vi' ? 'en' : 'vi') : undefined,
  })
  const refuse = (c: Context<Env>, kind: Closed) => {
    c.status(kind === 'no-link' ? 403 : 410)
    return c.html(<FirstRunRefused {...framed(c)} sentence={sentences[c.var.say.lang][kind]} />)
  }
  const show = (c: Context<Env>, view: FirstRunView) => c.html(<FirstRunPage {...framed(c)} view={view} />)
  /** Why the link opens nothing now, or null. A wrong token learns nothing about the store. */
  const closed = async (token: string): Promise<Closed | null> => {
    if (!tokenHash || !isToken(token, tokenHash)) return 'no-link'
    if (state === 'used') return 'used'
    return (await db.everywhere(agencies)).length > 0 ? 'agency-exists' : null
  }

  app.use('/office/first-run', async (c, next) => {
    c.header('cache-control', 'no-store')
    c.header('referrer-policy', 'no-referrer')
    await next()
  })
  app.use('/office/first-run', speak)
  app.get('/office/first-run', async (c) => {
    const token = c.req.query('token') ?? ''
    const kind = await closed(token)
    return kind ? refuse(c, kind) : show(c, { token, typed: {}, faults: {}, refusal: null })
  })
  app.post('/office/first-run', bodyLimit({ maxSize: 64 * 1024 }), async (c) => {
    const { say } = c.var
    const body = await c.req.parseBody({ all: true })
    const token = typeof body.token === 'string' ? body.token : ''
    const kind = await closed(token)
    if (kind) return refuse(c, kind)
    const typed = withoutSecrets(asTyped(body))
    const read = await readForm(c, form)
    if (!read.ok) {
      c.status(422)
      return show(c, { token, typed, faults: read.error.faults, refusal: null })
    }
    if (state !== 'open') return refuse(c, 'used') // a double click: the first one is at work
    state = 'busy'
    try {
      const outcome = await setUp(db, now(), read.value, createAccount, say)
      if (outcome.ok) {
        state = 'used'
        return c.redirect('/office/sign-in?next=/office/setup', 303)
      }
      if (outcome.error.kind === 'agency-exists') return refuse(c, 'agency-exists')
      c.status(409)
      const sentence = outcome.error.kind === 'account-refused' ? outcome.error.message : explain(outcome.error, say)
      return show(c, { token, typed, faults: {}, refusal: sentence })
    } finally {
      if (state === 'busy') state = 'open'
    }
  })
  return app
}

const isToken = (token: string, hash: Buffer): boolean => timingSafeEqual(createHash('sha256').update(token).digest(), hash)

const withoutSecrets = ({ password: _, again: __, ...typed }: Record<string, string | string[]>) => typed

/** Agency, first unit, first administrator with an account: one transaction. */
function setUp(db: Database, at: Moment, asked: FirstRun, createAccount: CreateAccount, say: Say) {
  const { code, name, parentName, place, identifier, unitName, adminName, login, password } = asked
  const on = dayInVietnam(at)
  const by = { officerId: null, onBehalfOf: null, at }
  const within = async (tx: Tx, agencyId: number): Promise<Result<undefined, PeopleRefused | UnitRefused | AccountRefused>> => {
    const changes = await decideIn<PeopleRefused | UnitRefused>(tx, { ...by, agencyId }, null, (empty) => {
      const made: OrgChange[] = []
      const opened = decideOpenUnit(empty, { kind: 'office', name: unitName, shortName: unitName.slice(0, 60), from: on })
      if (!opened.ok) return opened
      made.push(...opened.value)
      const joined = decideOfficer(empty, { name: adminName, email: null, from: on })
      if (!joined.ok) return joined
      made.push(...joined.value)
      const post = { officerId: 1, unitId: 1, role: 'administrator', title: '', from: on, to: null } as const
      const posted = decidePost(made.reduce(evolve, empty), post)
      return posted.ok ? ok([...made, ...posted.value]) : posted
    })
    if (!changes.ok) {
      assert(changes.error.kind !== 'key-reused', 'the first set-up has no key')
      return err(changes.error)
    }
    const account = await createAccount(tx, { agencyId, officerId: 1, login, password, at }, say)
    return account.ok ? ok(undefined) : err({ kind: 'account-refused', message: account.error.message })
  }
  return createAgency(db, by, { code, name, parentName, place, identifier, on }, { only: true, within })
}
