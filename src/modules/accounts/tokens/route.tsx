import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { readForm, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { permissions } from '../../org/model.ts'
import { administratorOf } from '../administer/route.tsx'
import { tokenDaysMax } from '../model.ts'
import type { AccountDeps } from '../my-account/route.tsx'
import { explain } from '../sentences.ts'
import { listAccounts, listTokens } from '../store.ts'
import { GivenTokenPage, NewTokenPage, TokensPage } from './page.tsx'
import { makeToken, revokeToken } from './service.ts'

const needs = 'accounts.manage'
const shownMost = 50

const oneOrMany = (value: unknown) => (typeof value === 'string' ? [value] : value)
const newForm = inBoth((say) => {
  const chooseOfficer = say('Chưa chọn công chức.', 'Choose an officer.')
  const chooseScope = say('Chọn ít nhất một phạm vi.', 'Choose at least one scope.')
  return z.object({
    key: z.uuid(),
    name: z
      .string()
      .trim()
      .min(1, say('Chưa ghi tên chương trình.', 'Enter the name of the program.'))
      .max(100, say('Tên dài nhất 100 ký tự.', 'The name has at most 100 characters.')),
    officer: z.coerce.number(chooseOfficer).int().positive(chooseOfficer),
    scopes: z.preprocess(
      oneOrMany,
      z.array(z.enum(permissions, say('Phạm vi không có.', 'There is no such scope.')), chooseScope).min(1, chooseScope),
    ),
    days: z.coerce
      .number(say('Số ngày phải là số.', 'The days must be a number.'))
      .int(say('Số ngày phải là số nguyên.', 'The days must be a whole number.'))
      .min(1, say('Ít nhất một ngày.', 'At least one day.'))
      .max(tokenDaysMax, say(`Nhiều nhất ${tokenDaysMax} ngày.`, `At most ${tokenDaysMax} days.`)),
  })
})
const stampForm = z.object({ key: z.uuid() })

/** Tokens of programs: list, make, revoke. */
export function tokenRoutes({ db, tokens }: AccountDeps): OfficeRoute[] {
  const hiddenOf = (c: OfficeContext) => ({ csrf: c.var.who.csrf, key: randomUUID() })

  const showList = async (c: OfficeContext, refusal?: string) => {
    const { who, now, say } = c.var
    const { agencyId } = who
    const before = c.req.query('before')
    const lines = await db.inAgency(agencyId, (tx) =>
      listTokens(tx, agencyId, { most: shownMost + 1, ...(before && /^\d{1,9}$/.test(before) ? { before: Number(before) } : {}) }),
    )
    const shown = lines.slice(0, shownMost)
    const next = lines.length > shownMost ? `/office/tokens?before=${shown.at(-1)?.tokenId}` : undefined
    if (refusal) c.status(409)
    const done = !refusal && c.req.query('done') === 'revoked' ? say('Đã thu hồi mã truy cập.', 'The token is revoked.') : undefined
    return c.render(<TokensPage lines={shown} next={next} now={now} hidden={hiddenOf(c)} refusal={refusal} done={done} />, {
      title: say('Mã truy cập', 'Tokens'),
      menu: '/office/accounts',
    })
  }
  const showNew = async (c: OfficeContext, typed: Typed, more: { refusal?: string; faults?: Record<string, string> } = {}) => {
    const { agencyId } = c.var.who
    const officers = await db.inAgency(agencyId, (tx) => listAccounts(tx, agencyId, c.var.now, { most: 2000 }))
    if (more.refusal) c.status(409)
    if (more.faults) c.status(422)
    const here = officers.filter(({ state }) => state !== 'left' && state !== 'disabled')
    return c.render(<NewTokenPage officers={here} typed={typed} hidden={hiddenOf(c)} {...more} />, {
      title: c.var.say('Cấp mã truy cập', 'Make a token'),
      menu: '/office/accounts',
    })
  }

  return [
    { method: 'get', path: '/office/tokens', needs, handle: (c) => showList(c) },
    { method: 'get', path: '/office/tokens/new', needs, handle: (c) => showNew(c, {}) },
    {
      method: 'post',
      path: '/office/tokens',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, newForm)
        if (!asked.ok) return showNew(c, asked.error.typed, { faults: named(asked.error.faults) })
        const { key, name, officer, scopes, days } = asked.value
        const made = await makeToken(db, administratorOf(c), { name, officerId: officer, scopes, days }, { key, now: c.var.now })
        if (!made.ok)
          return showNew(c, { name, officer: String(officer), scopes, days: String(days) }, { refusal: explain(made.error, c.var.say) })
        c.header('cache-control', 'no-store')
        return c.render(<GivenTokenPage name={name} text={made.value.text} />, {
          title: c.var.say('Mã truy cập', 'Token'),
          menu: '/office/accounts',
        })
      },
    },
    {
      method: 'post',
      path: '/office/tokens/:token{[0-9]{1,9}}/revoke',
      needs,
      handle: async (c) => {
        const asked = await readForm(c, stampForm)
        if (!asked.ok)
          return showList(c, c.var.say('Biểu mẫu gửi lên không đầy đủ. Mời thử lại.', 'The form arrived incomplete. Please try again.'))
        const revoked = await revokeToken(db, tokens, administratorOf(c), Number(c.req.param('token')), {
          key: asked.value.key,
          now: c.var.now,
        })
        return revoked.ok ? c.redirect('/office/tokens?done=revoked', 303) : showList(c, explain(revoked.error, c.var.say))
      },
    },
  ]
}

/** A fault of one scope is a fault of the list. */
const named = (faults: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(faults).map(([field, fault]) => [field.replace(/^scopes\..*/, 'scopes'), fault]))
