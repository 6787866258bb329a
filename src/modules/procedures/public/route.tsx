import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { cleanText } from '../../../platform/http/forms.ts'
import { langOf, linksIn, type PortalContext, type PortalLang, type PortalRoute } from '../../../platform/http/portal.ts'
import { qrRows } from '../../../platform/pdf/qr.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { ErrorPage } from '../../../ui/notices.tsx'
import { listInForce } from '../store.ts'
import { ProcedureListPage, ProcedurePage } from './page.tsx'
import { fieldsInForce, toldProcedure } from './public.adapter.ts'
import { publicStanding } from './standing.ts'

/** An agency as the public directory has it. */
export type ServedAgency = { agencyId: number; code: string; name: string; isClosed: boolean }

export type PublicProcedureDeps = {
  db: Database
  now(): Moment
  /** The directory, cached where it is made. */
  agencies(): Promise<readonly ServedAgency[]>
  /** Public base address without a slash at the end, for the QR code. */
  publicUrl: string
}

const rowsMost = 30

const titles = { vi: 'Thủ tục hành chính', en: 'Procedures' } as const satisfies Record<PortalLang, string>

/** Address of a procedure's page: procedures are numbered within their agency. */
export const procedurePath = (agencyCode: string, procedureId: number): string => `/thu-tuc/${agencyCode}/${procedureId}`

/** The catalogue of procedures for everybody (danh mục thủ tục công khai). The same for all readers, so it may be kept for minutes. */
export function publicProcedureRoutes({ db, now, agencies, publicUrl }: PublicProcedureDeps): PortalRoute[] {
  const open = async () => (await agencies()).filter(({ isClosed }) => !isClosed)

  const list = async (c: PortalContext) => {
    const lang = langOf(c)
    const asked = (name: string) =>
      cleanText(c.req.query(name) ?? '')
        .trim()
        .slice(0, 200)
    const served = await open()
    const agency = served.find(({ code }) => code === asked('co-quan')) ?? served[0]
    const [text, field, after] = [asked('q'), asked('linh-vuc'), c.req.query('sau')]
    const today = dayInVietnam(now())
    const search = { text, after, most: rowsMost, ...(field ? { field } : {}) }
    const [page, fields] = agency
      ? await db.inAgency(agency.agencyId, (tx) =>
          Promise.all([listInForce(tx, agency.agencyId, today, search), fieldsInForce(tx, agency.agencyId, today)]),
        )
      : [{ rows: [], next: null }, []]
    const place = new URLSearchParams({ ...(text && { q: text }), ...(field && { 'linh-vuc': field }), 'co-quan': agency?.code ?? '' })
    if (page.next) place.set('sau', page.next)
    return c.render(
      <ProcedureListPage
        rows={page.rows.map((row) => ({ ...row, path: procedurePath(agency?.code ?? '', row.procedureId) }))}
        fields={fields}
        agencies={served}
        asked={{ text, field, agency: agency?.code ?? '' }}
        next={page.next && `/thu-tuc?${place}`}
        lang={lang}
        links={linksIn(lang)}
      />,
      { title: titles[lang], lang, place: '/thu-tuc', agency: agency?.name },
    )
  }

  const missing = (c: PortalContext) => {
    const lang = langOf(c)
    const detail = lang === 'en' ? 'There is no procedure under this address.' : 'Không có thủ tục nào ở địa chỉ này.'
    const actions = [{ text: titles[lang], href: linksIn(lang)('/thu-tuc') }]
    return c.render(<ErrorPage status={404} detail={detail} lang={lang} actions={actions} />, {
      title: titles[lang],
      lang,
      status: 404,
      place: '/thu-tuc',
    })
  }

  const one = async (c: PortalContext) => {
    const lang = langOf(c)
    const procedureId = numberOf(c.req.param('id'))
    const agency = (await agencies()).find(({ code }) => code === c.req.param('agency'))
    if (!agency || procedureId === null) return missing(c)
    const today = dayInVietnam(now())
    const { agencyId } = agency
    const answer = await db.inAgency(agencyId, async (tx) => {
      const told = await toldProcedure(tx, agencyId, procedureId, today)
      const standing = told && publicStanding(told, today)
      const code = told?.process.code
      if (!told || !standing) return null
      const others = standing === 'ended' && code ? (await listInForce(tx, agencyId, today, { code, most: 10 })).rows : []
      return { told, standing, others }
    })
    if (!answer) return missing(c)
    const { told, standing, others } = answer
    const address = publicUrl + procedurePath(agency.code, procedureId)
    return c.render(
      <ProcedurePage
        process={told.process}
        decision={told.decision}
        standing={standing}
        effectiveFrom={told.effectiveFrom}
        effectiveTo={told.effectiveTo}
        replacements={others.map((o) => ({ path: procedurePath(agency.code, o.procedureId), name: o.name }))}
        qr={qrRows(address)}
        address={address}
        lang={lang}
        links={linksIn(lang)}
      />,
      { title: told.process.name, lang, place: '/thu-tuc', agency: agency.name },
    )
  }

  /** A bare number or a national code: to the page, where only one can be meant, else to the list. */
  const short = async (c: PortalContext) => {
    const links = linksIn(langOf(c))
    const id = c.req.param('id') ?? ''
    const served = await open()
    const [only] = served
    if (only && served.length === 1 && numberOf(id) !== null) return c.redirect(links(procedurePath(only.code, Number(id))))
    return served.some(({ code }) => code === id)
      ? c.redirect(links(`/thu-tuc?co-quan=${id}`))
      : c.redirect(links(`/thu-tuc?q=${encodeURIComponent(id)}`))
  }

  return [
    { path: '/thu-tuc', kept: true, handle: list },
    { path: '/thu-tuc/:id', kept: false, handle: short },
    { path: '/thu-tuc/:agency/:id', kept: true, handle: one },
  ]
}

const numberOf = (text: string | undefined): number | null => (text && /^\d{1,9}$/.test(text) ? Number(text) : null)
