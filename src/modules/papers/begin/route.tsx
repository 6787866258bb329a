import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { readApplicant } from '../../applicants/service.ts'
import { papersPath } from '../list/page.tsx'
import { pagesMax } from '../quality.ts'
import type { PapersRoomDeps } from '../room.adapter.ts'
import { BeginPage } from './page.tsx'

export const pageCount = inBoth((say) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, say('Ghi số trang của bản giấy.', 'Enter how many pages the paper has.'))
    .transform(Number)
    .refine((n) => n >= 1 && n <= pagesMax, say(`Số trang từ 1 đến ${pagesMax}.`, `From 1 to ${pagesMax} pages.`)),
)

const form = inBoth((say) =>
  z.object({
    key: z.uuid(),
    applicant: z.coerce.number().int().positive(),
    dossier: z.string().trim().max(60).default(''),
    component: z
      .string()
      .trim()
      .min(1, say('Ghi tên giấy tờ.', 'Enter what paper it is.'))
      .max(300)
      .refine((t) => /\p{L}/u.test(t), say('Ghi tên giấy tờ.', 'Enter what paper it is.')),
    pagesCounted: pageCount[say.lang],
  }),
)

/** Bắt đầu số hóa. */
export function beginRoutes({ db, service, componentsOf }: PapersRoomDeps): OfficeRoute[] {
  const page = async (
    c: OfficeContext,
    applicantId: number,
    dossier: string,
    typed: Record<string, string>,
    faults: Record<string, string>,
    key: string,
  ) => {
    const { who, say } = c.var
    const applicant =
      Number.isSafeInteger(applicantId) && applicantId > 0
        ? await db.inAgency(who.agencyId, (tx) => readApplicant(tx, who.agencyId, applicantId))
        : undefined
    if (!applicant) return c.redirect(papersPath, 303)
    return c.render(
      <BeginPage
        applicant={{ id: applicantId, name: applicant.name }}
        dossier={dossier}
        components={dossier ? await componentsOf(who.agencyId, dossier) : []}
        typed={typed}
        faults={faults}
        hidden={{ csrf: who.csrf, key }}
      />,
      { title: say('Số hóa giấy tờ', 'Digitise a paper'), menu: papersPath },
    )
  }
  return [
    {
      method: 'get',
      path: `${papersPath}/new`,
      needs: 'dossier.receive',
      handle: (c) => {
        const text = (name: string) => (c.req.query(name) ?? '').slice(0, 300)
        return page(c, Number(text('applicant')), text('dossier').slice(0, 60), { component: text('component') }, {}, randomUUID())
      },
    },
    {
      method: 'post',
      path: `${papersPath}/new`,
      needs: 'dossier.receive',
      async handle(c) {
        const { who } = c.var
        const asked = await readForm(c, form)
        if (!asked.ok) {
          c.status(422)
          const typed = Object.fromEntries(Object.entries(asked.error.typed).map(([name, value]) => [name, [value].flat()[0] ?? '']))
          return page(c, Number(typed.applicant), typed.dossier ?? '', typed, asked.error.faults, typed.key || randomUUID())
        }
        const { key, applicant, dossier, component, pagesCounted } = asked.value
        const known = await db.inAgency(who.agencyId, (tx) => readApplicant(tx, who.agencyId, applicant))
        if (!known) return c.redirect(papersPath, 303)
        const by = { agencyId: who.agencyId, officerId: who.officerId, onBehalfOf: who.actingFor?.officerId ?? null }
        await service.begin(by, key, { applicantId: applicant, component, dossier: dossier || null, pagesCounted })
        return c.redirect(`${papersPath}/${key}`, 303)
      },
    },
  ]
}
