import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { named } from '../../../kernel/named.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { AccountLine } from '../model.ts'
import { inWhosePlace, isLogin } from '../model.ts'
import type { AccountDeps } from '../my-account/route.tsx'
import { province } from '../oidc.adapter.ts'
import { type AccountRefused, explain, explainLogin, explainSignIn } from '../sentences.ts'
import { listAccounts } from '../store.ts'
import { AccountPage, AccountsPage, GivenPage, LinkSentPage, NewAccountPage } from './page.tsx'
import { type Administrator, type Change, changeAccount, type Given, makeOfficersAccount, resetPassword } from './service.ts'

const needs = 'accounts.manage'
const shownMost = 50

const subject = (say: Say) => z.string().trim().max(255, say('Mã định danh quá dài.', 'The identifier is too long.'))
const newForm = inBoth((say) => {
  const chooseOfficer = say('Chưa chọn công chức.', 'Choose an officer.')
  return z.object({
    key: z.uuid(),
    officer: z.coerce.number(chooseOfficer).int().positive(chooseOfficer),
    login: z.string().trim().toLowerCase().refine(isLogin, explainLogin(say)),
    subject: subject(say).optional(),
    provinceOnly: z.string().optional(),
  })
})
const changeForm = z.object({ key: z.uuid(), seen: z.coerce.number().int() })
const linkForm = inBoth((say) =>
  changeForm.extend({ subject: subject(say).min(1, say('Chưa nhập mã định danh.', 'Enter the identifier.')) }),
)

const doneWords = inBoth(
  (say): Record<string, string> => ({
    disable: say('Đã ngừng tài khoản.', 'The account is stopped.'),
    enable: say('Đã mở lại tài khoản.', 'The account is open again.'),
    unlock: say('Đã mở khóa.', 'The account is unlocked.'),
    'reset-second-factor': say('Đã tắt xác thực hai lớp.', 'The second factor is off.'),
    link: say('Đã nối với đăng nhập một lần của tỉnh.', 'Linked to the provincial single sign-on.'),
    unlink: say('Đã bỏ nối.', 'No longer linked.'),
    made: say('Đã lập tài khoản. Công chức đăng nhập qua tỉnh.', 'The account is made. The officer signs in by the province.'),
  }),
)
const changes: Record<string, Change> = {
  disable: { to: 'disabled' },
  enable: { to: 'enabled' },
  unlock: { to: 'unlocked' },
  'reset-second-factor': { to: 'without-second-factor' },
  unlink: { to: 'unlinked' },
}

/** Who administers, and in whose place. */
export const administratorOf = (c: OfficeContext): Administrator => {
  const { agencyId, officerId, posts, actingFor } = c.var.who
  return { agencyId, officerId, onBehalfOf: inWhosePlace(posts, needs, actingFor?.officerId ?? null) }
}

/** Accounts of the agency's officers: list, make, stop, open again, give a password, take a factor away, link. */
export function administerRoutes({ db, tokens, province: settings, post }: AccountDeps): OfficeRoute[] {
  const way = settings && province(settings)
  const hasProvince = way !== null
  const hiddenOf = (c: OfficeContext) => ({ csrf: c.var.who.csrf, key: randomUUID() })
  const officerOf = (c: OfficeContext): number => (/^\d{1,9}$/.test(c.req.param('officer') ?? '') ? Number(c.req.param('officer')) : 0)
  const read = async (c: OfficeContext, officerId: number): Promise<AccountLine | undefined> =>
    (await db.inAgency(c.var.who.agencyId, (tx) => listAccounts(tx, c.var.who.agencyId, c.var.now, { officerId, most: 1 })))[0]

  const showOne = async (c: OfficeContext, officerId: number, more: { refusal?: string; faults?: Record<string, string> } = {}) => {
    const line = await read(c, officerId)
    if (!line) return c.notFound()
    if (more.refusal) c.status(409)
    if (more.faults) c.status(422)
    const isClean = !more.refusal && !more.faults
    return c.render(
      <AccountPage
        line={line}
        now={c.var.now}
        isOwn={officerId === c.var.who.officerId}
        hasProvince={hasProvince}
        isMailed={post !== null && line.email !== null}
        hidden={hiddenOf(c)}
        refusal={more.refusal}
        faults={more.faults}
        done={isClean ? named(doneWords[c.var.say.lang], c.req.query('done')) : undefined}
      />,
      { title: line.name, menu: '/office/accounts' },
    )
  }
  const showNew = async (c: OfficeContext, typed: Typed, more: { refusal?: string; faults?: Record<string, string> } = {}) => {
    const { agencyId } = c.var.who
    const officers = await db.inAgency(agencyId, (tx) => listAccounts(tx, agencyId, c.var.now, { most: 2000 }))
    if (more.refusal) c.status(409)
    if (more.faults) c.status(422)
    const without = officers.filter(({ state }) => state === 'none')
    const page = <NewAccountPage officers={without} typed={typed} hasProvince={hasProvince} hidden={hiddenOf(c)} {...more} />
    return c.render(page, { title: c.var.say('Lập tài khoản', 'Make an account'), menu: '/office/accounts' })
  }
  const showGiven = async (c: OfficeContext, officerId: number, { password, mailedTo }: Given) => {
    const line = await read(c, officerId)
    c.header('cache-control', 'no-store')
    const shown = { name: line?.name ?? '', login: line?.login ?? '', officerId }
    const page = mailedTo === null ? <GivenPage {...shown} password={password} /> : <LinkSentPage {...shown} mailedTo={mailedTo} />
    const title =
      mailedTo === null ? c.var.say('Mật khẩu dùng một lần', 'One-time password') : c.var.say('Đã gửi đường dẫn', 'The link is sent')
    return c.render(page, { title, menu: '/office/accounts' })
  }
  const said = (refusal: AccountRefused | { kind: 'busy' }, say: Say): string =>
    refusal.kind === 'busy' ? explainSignIn(refusal, say) : explain(refusal, say)
  const broken = (say: Say) => say('Biểu mẫu gửi lên không đầy đủ. Mời thử lại.', 'The form arrived incomplete. Please try again.')

  return [
    {
      method: 'get',
      path: '/office/accounts',
      needs,
      handle: async (c) => {
        const { agencyId } = c.var.who
        const words = (c.req.query('q') ?? '').slice(0, 100)
        const [name, officer] = [c.req.query('name'), c.req.query('after')]
        const after = name !== undefined && officer && /^\d{1,9}$/.test(officer) ? { name, officerId: Number(officer) } : undefined
        const lines = await db.inAgency(agencyId, (tx) =>
          listAccounts(tx, agencyId, c.var.now, { words, most: shownMost + 1, ...(after ? { after } : {}) }),
        )
        const shown = lines.slice(0, shownMost)
        const last = lines.length > shownMost ? shown.at(-1) : undefined
        const next = last && `/office/accounts?${new URLSearchParams({ q: words, name: last.name, after: String(last.officerId) })}`
        return c.render(<AccountsPage lines={shown} words={words} next={next} now={c.var.now} />, {
          title: c.var.say('Tài khoản', 'Accounts'),
          menu: '/office/accounts',
        })
      },
    },
    {
      method: 'get',
      path: '/office/accounts/new',
      needs,
      handle: (c) => showNew(c, { officer: c.req.query('officer') ?? '' }),
    },
    {
      method: 'post',
      path: '/office/accounts',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, newForm)
        if (!asked.ok) return showNew(c, asked.error.typed, { faults: asked.error.faults })
        const { officer, login, key } = asked.value
        const typedSubject = asked.value.subject || null
        const typed = { officer: String(officer), login, ...(typedSubject ? { subject: typedSubject } : {}) }
        const withPassword = !(hasProvince && asked.value.provinceOnly)
        if (!withPassword && typedSubject === null)
          return showNew(
            c,
            { ...typed, provinceOnly: 'yes' },
            {
              faults: {
                subject: c.var.say(
                  'Chỉ đăng nhập qua tỉnh thì phải có mã định danh.',
                  'To sign in by the province only, the identifier is needed.',
                ),
              },
            },
          )
        const kept = way && typedSubject ? way.subject(typedSubject) : null
        const by = administratorOf(c)
        const made = await makeOfficersAccount(db, by, { officerId: officer, login, subject: kept, withPassword }, { key, now: c.var.now })
        if (!made.ok) return showNew(c, typed, { refusal: said(made.error, c.var.say) })
        return withPassword ? showGiven(c, officer, made.value) : c.redirect(`/office/accounts/${officer}?done=made`, 303)
      },
    },
    { method: 'get', path: '/office/accounts/:officer{[0-9]+}', needs, handle: (c) => showOne(c, officerOf(c)) },
    {
      method: 'post',
      path: '/office/accounts/:officer{[0-9]+}/reset-password',
      needs,
      handle: async (c) => {
        const officerId = officerOf(c)
        const asked = await readForm(c, changeForm)
        if (!asked.ok) return showOne(c, officerId, { refusal: broken(c.var.say) })
        const { key, seen } = asked.value
        const given = await resetPassword(db, administratorOf(c), { officerId, seen }, { key, now: c.var.now }, post)
        return given.ok ? showGiven(c, officerId, given.value) : showOne(c, officerId, { refusal: said(given.error, c.var.say) })
      },
    },
    {
      method: 'post',
      path: '/office/accounts/:officer{[0-9]+}/link',
      needs,
      handle: async (c) => {
        const officerId = officerOf(c)
        const asked = await readForm(c, linkForm)
        if (!way) return c.notFound()
        if (!asked.ok) return showOne(c, officerId, { faults: asked.error.faults })
        const { key, seen } = asked.value
        const change = { to: 'linked' as const, subject: way.subject(asked.value.subject) }
        const done = await changeAccount(db, tokens, administratorOf(c), { officerId, seen, change }, { key, now: c.var.now })
        return done.ok
          ? c.redirect(`/office/accounts/${officerId}?done=link`, 303)
          : showOne(c, officerId, { refusal: explain(done.error, c.var.say) })
      },
    },
    ...Object.entries(changes).map(
      ([name, change]): OfficeRoute => ({
        method: 'post',
        path: `/office/accounts/:officer{[0-9]+}/${name}`,
        needs,
        handle: async (c) => {
          const officerId = officerOf(c)
          const asked = await readForm(c, changeForm)
          if (!asked.ok) return showOne(c, officerId, { refusal: broken(c.var.say) })
          const { key, seen } = asked.value
          const done = await changeAccount(db, tokens, administratorOf(c), { officerId, seen, change }, { key, now: c.var.now })
          return done.ok
            ? c.redirect(`/office/accounts/${officerId}?done=${name}`, 303)
            : showOne(c, officerId, { refusal: explain(done.error, c.var.say) })
        },
      }),
    ),
  ]
}
