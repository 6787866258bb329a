import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { downloadHeaders } from '../../../platform/files.ts'
import { checkForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { whoMayDo } from '../acting/people.ts'
import { type ActDeps, byOf } from '../acting/service.ts'
import { workloads } from '../acting/store.ts'
import { explainRefusal } from '../explain.ts'
import { boundsOf, readFilter } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import { listDossiers, myWork, type WorkFilter, workFilters } from '../look-up.adapter.ts'
import { type BulkAct, bulkActs, bulkMax, bulkNeeds, type Chosen, readChosen, stepMeant } from './choose.ts'
import { BulkPage, type BulkPageProps, MissingSlipsPage, NothingChosenPage, type Receiver, ResultPage } from './page.tsx'
import { bulkService } from './service.ts'
import { slipsOf } from './slips.adapter.ts'
import { batchOf, refusedItems, runningOf } from './store.ts'

/** Refusals on one page of a result. */
const refusedRows = 100

const stampForm = z.object({ key: z.uuid() })
const handsForm = inBoth((say) => {
  const nobody = say('Chưa chọn người nhận.', 'Nobody is chosen.')
  return z.object({
    to: z.coerce.number(nobody).int().positive(nobody),
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do chuyển.', 'Enter the reason.'))
      .max(1000, say('Lý do nhiều nhất 1000 ký tự.', 'A reason has at most 1000 characters.')),
  })
})

type Body = Record<string, unknown>
const textOf = (body: Body, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}
/** Only an address of the office is gone back to. */
const backOf = (body: Body): string => {
  const back = textOf(body, 'back') || textOf(body, 'list')
  return /^\/office\/(work|dossiers)(\?[^\s]*)?$/.test(back) ? back : '/office/dossiers'
}

/** Xử lý hàng loạt: take, hand over, reassign, print, each for many dossiers at once. */
export function bulkRoutes(deps: ActDeps): OfficeRoute[] {
  const { db, calendarOf, orgOf, forms } = deps
  const bulk = bulkService(deps)

  /** What was chosen: the ticked rows, or the whole list by its filters. */
  async function chosenIn(c: OfficeContext, body: Body): Promise<Chosen[]> {
    const { who, now, say } = c.var
    const { agencyId } = who
    if (textOf(body, 'whole') !== 'yes') {
      const picks = [body.pick].flat().flatMap((one) => (typeof one === 'string' ? (readChosen(one) ?? []) : []))
      return [...new Map(picks.map((one) => [`${one.code}/${one.step}`, one])).values()]
    }
    const list = new URL(backOf(body), 'http://list')
    const bounds = boundsOf(await calendarOf(agencyId), now)
    if (list.pathname === '/office/work') {
      const asked = list.searchParams.get('f') ?? 'all'
      const filter = (workFilters as readonly string[]).includes(asked) ? (asked as WorkFilter) : 'all'
      const { rows } = await db.inAgency(agencyId, (tx) => myWork(tx, agencyId, who, bounds, { filter, after: null, most: bulkMax }))
      return rows.map(({ code, version, step }) => ({ code, seen: version, step }))
    }
    const { filter } = readFilter((name) => list.searchParams.get(name) ?? undefined, say)
    const { rows } = await db.inAgency(agencyId, (tx) => listDossiers(tx, agencyId, filter, bounds, { after: null, most: bulkMax }))
    return rows.map(({ code, version }) => ({ code, seen: version, step: null }))
  }

  const unfit = (c: OfficeContext, chosen: readonly Chosen[]): string | null => {
    const { say } = c.var
    if (chosen.length === 0)
      return say('Chưa chọn hồ sơ nào. Đánh dấu ở đầu dòng rồi làm lại.', 'No dossier is chosen. Tick rows, then try again.')
    if (chosen.length <= bulkMax) return null
    return say(
      `Mỗi lần làm nhiều nhất ${bulkMax} hồ sơ; đang chọn ${chosen.length}.`,
      `At most ${bulkMax} dossiers at once; ${chosen.length} are chosen.`,
    )
  }
  const notChosen = (c: OfficeContext, reason: string, back: string) => {
    c.status(422)
    return c.render(<NothingChosenPage reason={reason} back={back} />, {
      title: c.var.say('Chưa làm được', 'Not done'),
      menu: '/office/dossiers',
    })
  }

  /** Colleagues who may get at least one of the steps, those who may get most first. */
  async function receiversOf(c: OfficeContext, act: BulkAct, chosen: readonly Chosen[]): Promise<Receiver[]> {
    if (act === 'take') return []
    const { who } = c.var
    const by = byOf(who)
    const org = await orgOf(who.agencyId)
    const running = await db.inAgency(who.agencyId, (tx) =>
      runningOf(
        tx,
        who.agencyId,
        chosen.map(({ code }) => code),
      ),
    )
    const fits = new Map<number, { name: string; fits: number }>()
    // People are looked up once for each unit and role, not for each dossier.
    const people = new Map<string, { id: number; name: string }[]>()
    for (const { code, step } of chosen) {
      const steps = running.get(code)?.running ?? []
      const meant = step ?? stepMeant(act, steps, by)
      const found = steps.find((r) => r.step === meant)
      if (!found) continue
      const place = `${found.unitId} ${found.role}`
      if (!people.has(place)) people.set(place, whoMayDo(org, [found]))
      for (const { id, name } of people.get(place) ?? [])
        if (id !== found.officerId) fits.set(id, { name, fits: (fits.get(id)?.fits ?? 0) + 1 })
    }
    const load = await db.inAgency(who.agencyId, (tx) => workloads(tx, who.agencyId, [...fits.keys()]))
    return [...fits]
      .map(([id, one]) => ({ id, ...one, holds: load.get(id) ?? 0 }))
      .sort((a, b) => b.fits - a.fits || a.name.localeCompare(b.name, 'vi'))
  }

  const show = async (
    c: OfficeContext,
    act: BulkAct,
    chosen: readonly Chosen[],
    body: Body,
    more: Partial<Pick<BulkPageProps, 'faults' | 'refusal' | 'batchKey'>> = {},
  ) => {
    const { who, say } = c.var
    return c.render(
      <BulkPage
        act={act}
        chosen={chosen.map(({ code, seen, step }) => ({ code, version: seen ?? 0, step: step ?? undefined }))}
        receivers={await receiversOf(c, act, chosen)}
        typed={{ to: textOf(body, 'to'), reason: textOf(body, 'reason') }}
        faults={{}}
        refusal={null}
        csrf={who.csrf}
        batchKey={randomUUID()}
        back={backOf(body)}
        {...more}
      />,
      {
        title: say('Xử lý hàng loạt', 'Many at once'),
        menu: backOf(body).startsWith('/office/work') ? '/office/work' : '/office/dossiers',
      },
    )
  }

  const asking = (act: BulkAct): OfficeRoute => ({
    method: 'post',
    path: `/office/bulk/${act}`,
    needs: bulkNeeds[act],
    async handle(c) {
      const body = await c.req.parseBody({ all: true })
      const chosen = await chosenIn(c, body)
      const reason = unfit(c, chosen)
      return reason ? notChosen(c, reason, backOf(body)) : show(c, act, chosen, body)
    },
  })

  const beginning = (act: BulkAct): OfficeRoute => ({
    method: 'post',
    path: `/office/bulk/${act}/begin`,
    needs: bulkNeeds[act],
    async handle(c) {
      const { who, now, say } = c.var
      const body = await c.req.parseBody({ all: true })
      const chosen = await chosenIn(c, { ...body, whole: '' })
      const reason = unfit(c, chosen)
      if (reason) return notChosen(c, reason, backOf(body))
      const stamp = checkForm(body, stampForm, say)
      const asked = act === 'take' ? null : checkForm(body, handsForm, say)
      if (!stamp.ok || (asked && !asked.ok)) {
        c.status(422)
        return show(c, act, chosen, body, {
          faults: asked && !asked.ok ? asked.error.faults : {},
          batchKey: stamp.ok ? stamp.value.key : randomUUID(),
        })
      }
      const { key: id } = stamp.value
      const wanted = act === 'take' || !asked?.ok ? { act: 'take' as const } : { act, ...asked.value }
      const begun = await bulk.begin(byOf(who), { id, asked: wanted, chosen, now })
      if (!begun.ok) {
        c.status(409)
        return show(c, act, chosen, body, { refusal: explainRefusal(begun.error, say), batchKey: randomUUID() })
      }
      await bulk.goOn(byOf(who), id)
      return c.redirect(`/office/bulk/${id}`, 303)
    },
  })

  const idPart = ':id{[0-9a-f-]{36}}'
  return [
    ...bulkActs.flatMap((act) => [asking(act), beginning(act)]),
    {
      method: 'post',
      path: '/office/bulk/print',
      needs: 'dossier.read',
      async handle(c) {
        const { who, now, say } = c.var
        const body = await c.req.parseBody({ all: true })
        const chosen = await chosenIn(c, body)
        const reason = unfit(c, chosen)
        if (reason) return notChosen(c, reason, backOf(body))
        const { slips, missing } = await slipsOf(deps, who.agencyId, [...new Set(chosen.map(({ code }) => code))], now)
        if (slips.length === 0) {
          const codes = missing.slice(0, 20).join(', ')
          return notChosen(
            c,
            say(`Chưa tiếp nhận nên chưa có phiếu kiểm soát: ${codes}.`, `Not accepted yet, so without a control slip: ${codes}.`),
            backOf(body),
          )
        }
        if (missing.length > 0 && textOf(body, 'rest') !== 'yes') {
          const rest = chosen.filter(({ code }) => !missing.includes(code))
          return c.render(<MissingSlipsPage missing={missing} rest={rest} csrf={who.csrf} back={backOf(body)} />, {
            title: say('In phiếu kiểm soát', 'Print control slips'),
            menu: '/office/dossiers',
          })
        }
        const pdf = await forms.controlSlips(slips)
        return new Response(pdf, {
          headers: downloadHeaders(
            { name: `phieu-kiem-soat-${slips.length}-ho-so.pdf`, mediaType: 'application/pdf', sizeBytes: pdf.length },
            { inline: false },
          ),
        })
      },
    },
    {
      method: 'get',
      path: `/office/bulk/${idPart}`,
      needs: 'dossier.process',
      async handle(c) {
        const { who, now, say } = c.var
        const { agencyId, officerId } = who
        const id = c.req.param('id') ?? ''
        const asked = c.req.query('after') ?? ''
        const after = /^\d{1,6}$/.test(asked) ? Number(asked) : 0
        const [batch, refused] = await db.inAgency(agencyId, (tx) =>
          Promise.all([batchOf(tx, agencyId, officerId, id), refusedItems(tx, agencyId, id, after, refusedRows + 1)]),
        )
        if (!batch) return c.notFound()
        const names = namesOf(await orgOf(agencyId), say)
        const rows = refused.slice(0, refusedRows)
        return c.render(
          <ResultPage
            {...batch}
            now={now}
            rows={rows.map(({ refusal, ...row }) => ({ ...row, reason: explainRefusal(refusal, say, names) }))}
            next={refused.length > refusedRows ? (rows.at(-1)?.place ?? null) : null}
            isFirst={after === 0}
            csrf={who.csrf}
          />,
          { title: say('Kết quả xử lý hàng loạt', 'What came of it'), menu: '/office/work' },
        )
      },
    },
    {
      method: 'post',
      path: `/office/bulk/${idPart}/go-on`,
      needs: 'dossier.process',
      async handle(c) {
        const id = c.req.param('id') ?? ''
        const batch = await bulk.goOn(byOf(c.var.who), id)
        return batch ? c.redirect(`/office/bulk/${id}`, 303) : c.notFound()
      },
    },
  ]
}
