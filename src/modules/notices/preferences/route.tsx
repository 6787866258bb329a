import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { officerKinds, unchosen } from '../preference.ts'
import { choose, preferenceOf } from '../service.ts'
import { PreferencesPage } from './page.tsx'

export type PreferenceDeps = {
  db: Database
  /** The officer's address on record, or null. */
  addressOf(agencyId: number, officerId: number): Promise<string | null>
}

const form = z.object({
  'by-mail': z.literal('yes').optional(),
  wanted: z
    .union([z.enum(officerKinds), z.array(z.enum(officerKinds))])
    .optional()
    .transform((given) => [given ?? []].flat()),
  lang: z.enum(['vi', 'en']),
})

/** An officer's own choice. For everybody signed in. */
export function preferenceRoutes({ db, addressOf }: PreferenceDeps): OfficeRoute[] {
  const path = '/office/account/notices'
  const show = async (c: OfficeContext) => {
    const { agencyId, officerId, csrf } = c.var.who
    const [address, chosen] = await Promise.all([
      addressOf(agencyId, officerId),
      db.inAgency(agencyId, (tx) => preferenceOf(tx, agencyId, officerId)),
    ])
    return c.render(
      <PreferencesPage chosen={chosen} address={address} hidden={{ csrf, key: randomUUID() }} isSaved={c.req.query('done') === 'saved'} />,
      { title: c.var.say('Thông báo', 'Notices'), menu: '/office/account' },
    )
  }
  return [
    { method: 'get', path, needs: 'signed-in', handle: show },
    {
      method: 'post',
      path,
      needs: 'signed-in',
      async handle(c) {
        const asked = await readForm(c, form)
        if (!asked.ok) {
          c.status(422)
          return show(c)
        }
        const { wanted, lang } = asked.value
        const chosen = {
          ...unchosen,
          byMail: asked.value['by-mail'] === 'yes',
          unwanted: officerKinds.filter((k) => !wanted.includes(k)),
          lang,
        }
        await choose(db, c.var.who, chosen, c.var.now)
        return c.redirect(`${path}?done=saved`, 303)
      },
    },
  ]
}
