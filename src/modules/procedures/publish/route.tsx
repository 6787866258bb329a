import { z } from 'zod'
import { dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { orgAsOf } from '../../org/service.ts'
import { unheld } from '../assign/decide.ts'
import { approvedOf } from '../conform/approved.adapter.ts'
import { diffProcesses } from '../diff.ts'
import { byOf, dayField, explainNotWritten, isNotWritten, menu, numberIn, type ProcedureDeps, stampFields } from '../office.adapter.ts'
import { namesIn } from '../show/route.tsx'
import { publishVersion, readProcedure } from '../store.ts'
import { openDraft } from '../version.ts'
import { refusalOf } from './decide.ts'
import { Gone, PublishPage } from './page.tsx'
import { explainPublish } from './words.ts'

const form = inBoth((say) => {
  const noDecision = say('Ghi số và ngày của quyết định.', 'Enter the number and the date of the decision.')
  return z.object({
    ...stampFields(say),
    version: z.coerce.number().int().min(1),
    decision: z.string(noDecision).trim().min(1, noDecision).max(500, say('Dài quá 500 chữ.', 'Longer than 500 characters.')),
    effectiveFrom: dayField(say('Chọn ngày áp dụng.', 'Choose the first day.'), say),
  })
})
const needs = 'procedure.publish'

type Shown = { typed?: Readonly<Record<string, string | string[]>>; faults?: Readonly<Record<string, string>>; refusal?: string }

/** Need `procedure.publish`, and somebody else than who prepared the version: from which day it binds, and what then changes. */
export function publishRoutes({ db, forget }: ProcedureDeps): OfficeRoute[] {
  const show = async (c: OfficeContext, { typed = {}, faults = {}, refusal }: Shown = {}): Promise<Response> => {
    const { who, now, say } = c.var
    const today = dayInVietnam(now)
    const { procedure, org, approved } = await db.inAgency(who.agencyId, async (tx) => ({
      procedure: await readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))),
      org: await orgAsOf(tx, who.agencyId, today),
      approved: await approvedOf(tx, who.agencyId, numberIn(c.req.param('id'))),
    }))
    if (!procedure) return c.notFound()
    const version = openDraft(procedure)
    const title = say('Công bố quy trình', 'Publish the process')
    if (!version) {
      // nothing waits any more: somebody else published it meanwhile, or it was withdrawn
      const at = `/office/procedures/${procedure.procedureId}`
      return refusal ? c.render(<Gone message={refusal} href={at} />, { title, menu }) : c.redirect(at, 303)
    }
    const current = procedure.versions.find(({ state, effectiveTo }) => state === 'published' && effectiveTo === null)
    const blocked = refusalOf(version, procedure.versions, who.officerId, approved)
    return c.render(
      <PublishPage
        procedure={procedure}
        version={version}
        against={current ? { version: current, diff: diffProcesses(current.process, version.process) } : null}
        org={org}
        nameOf={namesIn(org)}
        unheld={unheld(version.assignments ?? {}, org).length}
        firstDay={dayText(today)}
        typed={typed}
        faults={faults}
        refusal={refusal}
        blocked={blocked ? explainPublish(blocked, say) : undefined}
        isRecorded={approved !== null}
        hidden={{
          csrf: who.csrf,
          key: typeof typed.key === 'string' ? typed.key : crypto.randomUUID(),
          seen: String(procedure.revision),
          version: String(version.versionNo),
        }}
      />,
      { title, menu },
    )
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const read = await readForm(c, form)
    if (!read.ok) {
      c.status(422)
      return show(c, read.error)
    }
    const { seen, key, version: versionNo, decision, effectiveFrom } = read.value
    const procedureId = numberIn(c.req.param('id'))
    const command = { versionNo, effectiveFrom, decision }
    const outcome = await publishVersion(db, byOf(who, now, needs), procedureId, { seen, key }, command)
    if (outcome.ok) {
      forget?.(who.agencyId)
      return c.redirect(`/office/procedures/${procedureId}?v=${versionNo}`, 303)
    }
    const refused = outcome.error
    if (refused.kind === 'not-found') return c.notFound()
    c.status(409)
    const typed = { decision, effectiveFrom: dayText(effectiveFrom) }
    return show(c, { typed, refusal: isNotWritten(refused) ? explainNotWritten(refused, say) : explainPublish(refused, say) })
  }

  return [
    { method: 'get', path: '/office/procedures/:id{[0-9]+}/publish', needs, handle: (c) => show(c) },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/publish', needs, handle: take },
  ]
}
