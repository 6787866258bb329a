import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { named } from '../../../kernel/named.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { journeyCookie, sessionCookie } from '../cookie.adapter.ts'
import { type ProvinceSettings, province } from '../oidc.adapter.ts'
import type { LinkPost } from '../password-link/service.ts'
import { sealing } from '../sealing.adapter.ts'
import { type AccountRefused, explain, explainPassword, explainSignIn, signInsStream } from '../sentences.ts'
import type { TokenDoor } from '../service.ts'
import { sealJourney } from '../sign-in/journey.adapter.ts'
import { journal, listAbsent, listSessions, listTokens, takeSession } from '../store.ts'
import { revokeToken } from '../tokens/service.ts'
import { newTotpSecret, totpSetUp } from '../totp.adapter.ts'
import { DepartPage, MyAccountPage, PasswordPage, SecondFactorPage } from './page.tsx'
import { changeOwnPassword, chooseActingFor, endOwnSessions, type OwnRefused, readOwn, setSecondFactor, unlinkOwn } from './service.ts'

export type AccountDeps = {
  db: Database
  /** The same door that the API asks, so that a revoked token is forgotten at once. */
  tokens: TokenDoor
  /** MOTCUA_KEY. */
  key: string | Buffer
  /** MOTCUA_URL. */
  baseUrl: string
  province: ProvinceSettings | null
  /** How a reset password goes out by mail; null: it is shown to the administrator, once. */
  post: LinkPost | null
}

const backPath = '/office/sign-in/province/back'

const stampForm = z.object({ key: z.uuid() })
const endForm = stampForm.extend({ session: z.string().regex(/^[0-9a-f]{64}$/) })
const tokenForm = stampForm.extend({ token: z.coerce.number().int().positive() })
const actingForm = z.object({ absent: z.literal('').or(z.coerce.number().int().positive()) })
const secret = (empty: string, say: Say) => z.string().min(1, empty).max(1000, say('Mật khẩu quá dài.', 'The password is too long.'))
const passwordForm = inBoth((say) =>
  z.object({
    current: secret(say('Chưa nhập mật khẩu đang dùng.', 'Enter your current password.'), say),
    password: secret(say('Chưa nhập mật khẩu mới.', 'Enter a new password.'), say),
    again: z.string().max(1000),
  }),
)
const factorForm = inBoth((say) =>
  stampForm.extend({
    sealed: z.string().max(500),
    code: z.string().trim().min(1, say('Chưa nhập mã.', 'Enter the code.')).max(20, say('Mã gồm sáu số.', 'The code has six digits.')),
    password: secret(say('Chưa nhập mật khẩu đang dùng.', 'Enter your current password.'), say),
  }),
)

/** What went through, for the line at the top of the page. */
const doneWords = inBoth(
  (say): Record<string, string> => ({
    password: say('Đã đổi mật khẩu. Các phiên khác đã kết thúc.', 'The password is changed. All other sessions have ended.'),
    'second-factor': say('Đã bật xác thực hai lớp.', 'The second factor is on.'),
    linked: say('Đã nối với đăng nhập một lần của tỉnh.', 'Linked to the provincial single sign-on.'),
    unlinked: say('Đã bỏ nối với đăng nhập một lần của tỉnh.', 'No longer linked to the provincial single sign-on.'),
    'session-ended': say('Đã kết thúc phiên.', 'The session has ended.'),
    acting: say('Đã chọn người được làm thay.', 'You now act for the officer chosen.'),
    'not-acting': say('Đã trở về việc của mình.', 'You are back to your own work.'),
    revoked: say('Đã thu hồi mã truy cập.', 'The token is revoked.'),
  }),
)

/** Refusals that may come back in the address after the way to the province. */
const refusedOnReturn: Record<string, AccountRefused> = {
  'subject-taken': { kind: 'subject-taken' },
  'no-such-account': { kind: 'no-such-account' },
  'key-used-otherwise': { kind: 'key-used-otherwise' },
}

/** What the officer reads. */
function explainOwn(refusal: OwnRefused, say: Say): string {
  switch (refusal.kind) {
    case 'wrong-password':
      return say('Mật khẩu đang dùng không đúng.', 'The current password is wrong.')
    case 'locked':
      return say(
        'Tài khoản tạm khóa vì nhập sai nhiều lần. Mời thử lại sau.',
        'The account is locked for a time after many wrong tries. Please try again later.',
      )
    case 'wrong-code':
    case 'busy':
      return explainSignIn(refusal, say)
    case 'too-short':
    case 'too-long':
    case 'is-login':
    case 'too-common':
    case 'same-as-before':
      return explainPassword(refusal, say)
    default:
      return explain(refusal, say)
  }
}

/** The officer's own things: for everybody signed in. */
export function myAccountRoutes({ db, tokens, key, baseUrl, province: settings }: AccountDeps): OfficeRoute[] {
  const factors = sealing(key, 'second-factor')
  const setUps = sealing(key, 'second-factor-set-up')
  const journeys = sealing(key, 'journey')
  const way = settings && province(settings)

  const tokenOf = (c: OfficeContext): string => sessionCookie.read(c, baseUrl) ?? ''
  const hiddenOf = (c: OfficeContext) => ({ csrf: c.var.who.csrf, key: randomUUID() })

  const showAccount = async (c: OfficeContext, refusal?: string) => {
    const { who, now, say } = c.var
    const account = await readOwn(db, who, now)
    const [sessions, absent, theirTokens] = await db.inAgency(who.agencyId, async (tx) => [
      await listSessions(tx, who.agencyId, who.officerId, tokenOf(c), now),
      await listAbsent(tx, who.agencyId, who.officerId, now),
      await listTokens(tx, who.agencyId, { officerId: who.officerId, aliveAt: now }),
    ])
    if (refusal) c.status(409)
    return c.render(
      <MyAccountPage
        name={who.name}
        title={who.title}
        agency={who.agencyName}
        login={account?.login ?? ''}
        now={now}
        hasPassword={account?.password_hash != null}
        hasSecondFactor={account?.totp_sealed != null}
        isLinked={way === null ? null : account?.oidc_subject != null}
        sessions={sessions}
        absent={absent}
        actingFor={who.actingFor?.officerId ?? null}
        tokens={theirTokens}
        hidden={hiddenOf(c)}
        refusal={refusal ?? returned(c)}
        done={refusal ? undefined : named(doneWords[say.lang], c.req.query('done'))}
      />,
      { title: say('Tài khoản của tôi', 'My account'), menu: '/office/account' },
    )
  }
  const returned = (c: OfficeContext): string | undefined => {
    const refused = named(refusedOnReturn, c.req.query('refused'))
    return refused && explain(refused, c.var.say)
  }
  const after = (c: OfficeContext, outcome: { ok: true } | { ok: false; error: OwnRefused }, done: string) =>
    outcome.ok ? c.redirect(`/office/account?done=${done}`, 303) : showAccount(c, explainOwn(outcome.error, c.var.say))
  const broken = (c: OfficeContext) =>
    showAccount(c, c.var.say('Biểu mẫu gửi lên không đầy đủ. Mời thử lại.', 'The form arrived incomplete. Please try again.'))

  const showPassword = async (c: OfficeContext, faults?: Record<string, string>, refusal?: string) => {
    const account = await readOwn(db, c.var.who, c.var.now)
    if (faults) c.status(422)
    if (refusal) c.status(409)
    const page = <PasswordPage hidden={hiddenOf(c)} login={account?.login ?? ''} faults={faults} refusal={refusal} />
    return c.render(page, { title: c.var.say('Đổi mật khẩu', 'Change the password'), menu: '/office/account' })
  }

  /** The secret waits sealed in the form until a code proves that the telephone has it; the database learns it then. */
  const placeOf = ({ agencyId, officerId }: OfficeContext['var']['who']) => `set-up/${agencyId}/${officerId}`
  const showFactor = async (c: OfficeContext, totp: Buffer, faults?: Record<string, string>, refusal?: string) => {
    const { who, now, say } = c.var
    const account = await readOwn(db, who, now)
    const { typed, qr } = totpSetUp(totp, account?.login ?? '', who.agencyName)
    const sealed = setUps.seal(totp, placeOf(who)).toString('base64url')
    if (faults) c.status(422)
    if (refusal) c.status(409)
    const isOn = account?.totp_sealed != null
    c.header('cache-control', 'no-store')
    return c.render(
      <SecondFactorPage hidden={hiddenOf(c)} typed={typed} qr={qr} sealed={sealed} isOn={isOn} faults={faults} refusal={refusal} />,
      {
        title: say('Xác thực hai lớp', 'Second factor'),
        menu: '/office/account',
      },
    )
  }

  const needs = 'signed-in'
  const routes: OfficeRoute[] = [
    {
      method: 'post',
      path: '/office/sign-out',
      needs,
      handle: async (c) => {
        const { agencyId, officerId } = c.var.who
        await db.inAgency(agencyId, async (tx) => {
          if (await takeSession(tx, agencyId, tokenOf(c), 'open'))
            await journal(tx, { agencyId, officerId, onBehalfOf: null }, signInsStream, c.var.now, [
              { kind: 'signed-out', officer: officerId },
            ])
        })
        sessionCookie.clear(c, baseUrl)
        return c.redirect('/office/sign-in', 303)
      },
    },
    { method: 'get', path: '/office/account', needs, handle: (c) => showAccount(c) },
    { method: 'get', path: '/office/account/password', needs, handle: (c) => showPassword(c) },
    {
      method: 'post',
      path: '/office/account/password',
      needs,
      handle: async (c) => {
        const { say } = c.var
        const asked = await readForm(c, passwordForm)
        if (!asked.ok) return showPassword(c, asked.error.faults)
        if (asked.value.password !== asked.value.again)
          return showPassword(c, { again: say('Hai lần nhập không giống nhau.', 'The two entries differ.') })
        const { current, password } = asked.value
        const outcome = await changeOwnPassword(db, c.var.who, tokenOf(c), { current, password, now: c.var.now })
        if (outcome.ok) return c.redirect('/office/account?done=password', 303)
        const said = explainOwn(outcome.error, say)
        if (outcome.error.kind === 'wrong-password') return showPassword(c, { current: said })
        return /^(too-|is-|same-)/.test(outcome.error.kind) ? showPassword(c, { password: said }) : showPassword(c, undefined, said)
      },
    },
    { method: 'get', path: '/office/account/second-factor', needs, handle: (c) => showFactor(c, newTotpSecret()) },
    {
      method: 'post',
      path: '/office/account/second-factor',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, factorForm)
        const sealed = asked.ok ? asked.value.sealed : asked.error.typed.sealed
        const totp = typeof sealed === 'string' ? setUps.open(Buffer.from(sealed, 'base64url'), placeOf(c.var.who)) : null
        if (!totp) return broken(c)
        if (!asked.ok) return showFactor(c, totp, asked.error.faults)
        const { code, password } = asked.value
        const stamp = { key: asked.value.key, now: c.var.now }
        const outcome = await setSecondFactor(db, factors, c.var.who, tokenOf(c), { secret: totp, password, code, stamp })
        if (outcome.ok) return c.redirect('/office/account?done=second-factor', 303)
        const said = explainOwn(outcome.error, c.var.say)
        if (outcome.error.kind === 'wrong-password') return showFactor(c, totp, { password: said })
        return outcome.error.kind === 'wrong-code' ? showFactor(c, totp, { code: said }) : showFactor(c, totp, undefined, said)
      },
    },
    {
      method: 'post',
      path: '/office/account/sessions/end',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, endForm)
        if (!asked.ok) return broken(c)
        const stamp = { key: asked.value.key, now: c.var.now }
        return after(c, await endOwnSessions(db, c.var.who, { only: asked.value.session }, stamp), 'session-ended')
      },
    },
    {
      method: 'post',
      path: '/office/account/sessions/end-all',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, stampForm)
        if (!asked.ok) return broken(c)
        const outcome = await endOwnSessions(db, c.var.who, 'all', { key: asked.value.key, now: c.var.now })
        if (!outcome.ok) return showAccount(c, explain(outcome.error, c.var.say))
        sessionCookie.clear(c, baseUrl)
        return c.redirect('/office/sign-in', 303)
      },
    },
    {
      method: 'post',
      path: '/office/account/acting',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, actingForm)
        if (!asked.ok) return broken(c)
        const absent = asked.value.absent === '' ? null : asked.value.absent
        return after(c, await chooseActingFor(db, c.var.who, tokenOf(c), absent, c.var.now), absent === null ? 'not-acting' : 'acting')
      },
    },
    {
      method: 'post',
      path: '/office/account/tokens/revoke',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, tokenForm)
        if (!asked.ok) return broken(c)
        const { agencyId, officerId } = c.var.who
        const stamp = { key: asked.value.key, now: c.var.now }
        const by = { agencyId, officerId, onBehalfOf: null }
        return after(c, await revokeToken(db, tokens, by, asked.value.token, stamp, { ownerOnly: true }), 'revoked')
      },
    },
  ]
  if (!way) return routes
  return [
    ...routes,
    {
      method: 'post',
      path: '/office/account/province',
      needs,
      handle: async (c) => {
        const { agencyId, officerId } = c.var.who
        const departed = await way.depart(new URL(backPath, baseUrl).href)
        if (!departed.ok) return showAccount(c, explainSignIn(departed.error, c.var.say))
        const kept = { ...departed.value.journey, purpose: 'link' as const, agencyId, officerId, next: '/office/account' }
        journeyCookie.write(c, baseUrl, sealJourney(journeys, kept, c.var.now))
        return c.render(<DepartPage url={departed.value.url} />, {
          title: c.var.say('Nối tài khoản', 'Link the account'),
          menu: '/office/account',
        })
      },
    },
    {
      method: 'post',
      path: '/office/account/province/unlink',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, stampForm)
        if (!asked.ok) return broken(c)
        return after(c, await unlinkOwn(db, c.var.who, { key: asked.value.key, now: c.var.now }), 'unlinked')
      },
    },
  ]
}
