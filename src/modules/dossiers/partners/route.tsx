import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Day, day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { isRole, permissionsOf } from '../../org/model.ts'
import { addPartner, changeContact, closePartner, type PartnerEvent, type PartnerRefused, renamePartner } from './decide.ts'
import { PartnerFormPage, type PartnerFormView, PartnersPage, partnersPath } from './page.tsx'
import { type Partner, partnerKinds } from './partner.ts'
import { changePartners, type PartnersBy, partnersOf } from './store.ts'
import { explainPartners } from './words.ts'

export type PartnersDeps = { db: Database; recordedNow(): Moment }

const may = 'org.manage'

const text = (empty: string, max: number, say: Say) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(max, say(`Nhiều nhất ${max} ký tự.`, `At most ${max} characters.`))
const date = (say: Say) =>
  z.iso.date(say('Ngày không có thật; ghi theo ngày/tháng/năm.', 'There is no such date; enter day/month/year.')).transform(day)

const forms = inBoth((say) => {
  const key = z.uuid()
  const name = text(say('Ghi tên cơ quan.', 'Enter the name.'), 200, say)
  const contact = z.string().trim().max(500, say('Nhiều nhất 500 ký tự.', 'At most 500 characters.')).default('')
  return {
    new: z.object({ key, name, kind: z.enum(partnerKinds, say('Chọn loại cơ quan.', 'Choose the kind.')), from: date(say), contact }),
    rename: z.object({ key, name, from: date(say) }),
    contact: z.object({ key, contact }),
    close: z.object({ key, until: date(say), reason: text(say('Ghi lý do.', 'Enter the reason.'), 500, say) }),
  }
})
type Act = keyof typeof forms.vi
type Asked = { key: string; name?: string; kind?: Partner['kind']; from?: Day; contact?: string; until?: Day; reason?: string }

/** What each form decides. Its schema has seen to it that the fields are there. */
const decisions: Record<Act, (id: number, asked: Asked) => (partners: readonly Partner[]) => Result<PartnerEvent, PartnerRefused>> = {
  new:
    (_, { name = '', kind = 'other', from = 0 as Day, contact = '' }) =>
    (all) =>
      addPartner(all, { name, kind, from, contact }),
  rename:
    (id, { name = '', from = 0 as Day }) =>
    (all) =>
      renamePartner(all, { id, name, from }),
  contact:
    (id, { contact = '' }) =>
    (all) =>
      changeContact(all, { id, contact }),
  close:
    (id, { until = 0 as Day, reason = '' }) =>
    (all) =>
      closePartner(all, { id, until, reason }),
}

/** Acts in an absent officer's place only where the permission comes from that officer's post. */
function byOf({ agencyId, officerId, posts }: Who, at: Moment, recordedAt: Moment): PartnersBy {
  const giving = posts.filter(({ role }) => isRole(role) && permissionsOf[role].includes(may))
  const onBehalfOf = giving.some((post) => post.onBehalfOf === null) ? null : (giving[0]?.onBehalfOf ?? null)
  return { agencyId, officerId, onBehalfOf, at, recordedAt }
}

/** Pages of partner agencies: read by everybody who sees the organisation, kept by who manages it. */
export function partnersRoutes({ db, recordedNow }: PartnersDeps): OfficeRoute[] {
  const read = (c: OfficeContext) => db.inAgency(c.var.who.agencyId, (tx) => partnersOf(tx, c.var.who.agencyId))
  const title = (say: Say) => say('Cơ quan phối hợp', 'Partner agencies')

  const page = async (c: OfficeContext, act: Act, more: Partial<PartnerFormView> & { key?: string } = {}) => {
    const partner = act === 'new' ? null : (await read(c)).find((p) => p.id === Number(c.req.param('id')))
    if (partner === undefined) return c.notFound()
    const { key = randomUUID(), typed = {}, faults = {}, refusal } = more
    const view = { act, partner, typed, faults, refusal, today: dayInVietnam(c.var.now), hidden: { csrf: c.var.who.csrf, key } }
    return c.render(<PartnerFormPage view={view} />, { title: title(c.var.say), menu: partnersPath })
  }

  const run = async (c: OfficeContext, act: Act) => {
    const { who, now, say } = c.var
    const asked = await readForm(c, forms[say.lang][act] as z.ZodType<Asked>)
    if (!asked.ok) {
      c.status(422)
      return page(c, act, { typed: asked.error.typed, faults: asked.error.faults })
    }
    const id = Number(c.req.param('id') ?? 0)
    const { key, ...fields } = asked.value
    const done = await changePartners(db, byOf(who, now, recordedNow()), key, [act, id, fields], decisions[act](id, asked.value))
    if (done.ok) return c.redirect(partnersPath, 303)
    c.status(409)
    const typed = Object.fromEntries(Object.entries(await c.req.parseBody()).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >
    return page(c, act, { typed, refusal: explainPartners(done.error, say), key: done.error.kind === 'key-reused' ? randomUUID() : key })
  }

  return [
    {
      method: 'get',
      path: partnersPath,
      needs: 'org.read',
      async handle(c) {
        const { say, now, who } = c.var
        return c.render(<PartnersPage partners={await read(c)} today={dayInVietnam(now)} mayManage={who.may.has(may)} />, {
          title: title(say),
          menu: partnersPath,
        })
      },
    },
    ...(['new', 'rename', 'contact', 'close'] as const).flatMap((act): OfficeRoute[] => {
      const path = act === 'new' ? `${partnersPath}/new` : `${partnersPath}/:id{[0-9]{1,9}}/${act}`
      return [
        { method: 'get', path, needs: may, handle: (c) => page(c, act) },
        { method: 'post', path, needs: may, handle: (c) => run(c, act) },
      ]
    }),
  ]
}
