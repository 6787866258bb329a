import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { orgAsOf } from '../../org/service.ts'
import { byOf, explainNotWritten, isNotWritten, menu, numberIn, type ProcedureDeps, stampFields } from '../office.adapter.ts'
import { assignedBefore, confirmAssignments, nextUnassigned, readProcedure } from '../store.ts'
import { openDraft, type Procedure, type Version } from '../version.ts'
import { type Chosen, isHeldRole, placesOf, unheld } from './decide.ts'
import { AssignPage } from './page.tsx'
import { likelyProfessional, proposeAll } from './propose.ts'
import { explainAssign, explainGap } from './words.ts'

const form = inBoth((say) => z.looseObject({ ...stampFields(say), version: z.coerce.number().int().min(1) }))
const needs = 'procedure.edit'

type Shown = { chosen?: Readonly<Record<string, Chosen>>; faults?: Readonly<Record<string, string>>; refusal?: string; key?: string }

/** Need `procedure.edit`: who carries each step of the newest draft. After it, the next draft that waits for its people. */
export function assignRoutes({ db, forget }: ProcedureDeps): OfficeRoute[] {
  const show = async (c: OfficeContext, { chosen, faults = {}, refusal, key }: Shown = {}): Promise<Response> => {
    const { who, now } = c.var
    const { procedure, org, sameField } = await db.inAgency(who.agencyId, async (tx) => {
      const procedure = await readProcedure(tx, who.agencyId, numberIn(c.req.param('id')))
      const sameField = procedure ? await assignedBefore(tx, who.agencyId, procedure.field, procedure.procedureId) : []
      return { procedure, org: await orgAsOf(tx, who.agencyId, dayInVietnam(now)), sameField }
    })
    const version = procedure && openDraft(procedure)
    if (!procedure || !version) return procedure ? c.redirect(`/office/procedures/${procedure.procedureId}`, 303) : c.notFound()
    const asked = c.req.query('professional')
    const professional = asked ? numberIn(asked) || null : likelyProfessional(version.process, org, sameField)
    const proposals = proposeAll(version.process, org, professional, asked ? null : assignedOf(procedure, version)).map((proposal) =>
      chosen ? { ...proposal, chosen: chosen[proposal.key] ?? proposal.chosen } : proposal,
    )
    return c.render(
      <AssignPage
        procedure={procedure}
        version={version}
        org={org}
        proposals={proposals}
        professional={professional}
        unheld={unheld(Object.fromEntries(proposals.map((p) => [p.key, p.chosen])), org)}
        hidden={{
          csrf: who.csrf,
          key: key ?? crypto.randomUUID(),
          seen: String(procedure.revision),
          version: String(version.versionNo),
        }}
        faults={faults}
        refusal={refusal}
      />,
      { title: c.var.say('Phân công các bước', 'Assign the steps'), menu },
    )
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const read = await readForm(c, form)
    if (!read.ok) {
      c.status(422)
      return show(c, { refusal: Object.values(read.error.faults)[0] ?? say('Không đọc được biểu mẫu.', 'The form could not be read.') })
    }
    const { seen, key, version: versionNo, ...typed } = read.value
    const procedureId = numberIn(c.req.param('id'))
    const procedure = await db.inAgency(who.agencyId, (tx) => readProcedure(tx, who.agencyId, procedureId))
    const version = procedure?.versions.find((v) => v.versionNo === versionNo)
    if (!procedure || !version) return c.notFound()
    const chosen = chosenIn(version, typed)
    const outcome = await confirmAssignments(db, byOf(who, now, needs), procedureId, { seen, key }, { versionNo, chosen })
    if (outcome.ok) {
      forget?.(who.agencyId)
      const next = await db.inAgency(who.agencyId, (tx) => nextUnassigned(tx, who.agencyId, procedureId))
      return c.redirect(
        typed.after === 'next' && next ? `/office/procedures/${next.procedureId}/assign` : `/office/procedures/${procedureId}`,
        303,
      )
    }
    const refused = outcome.error
    if (refused.kind === 'incomplete') {
      c.status(422)
      const faults = Object.fromEntries(
        refused.gaps.map((gap) => [
          `${gap.kind === 'no-role' ? 'role' : 'unit'}-${gap.key}`,
          `${placeName(gap.step, say)}: ${explainGap(gap, say)}`,
        ]),
      )
      return show(c, { chosen, faults, key })
    }
    c.status(409)
    return show(c, { chosen, refusal: isNotWritten(refused) ? explainNotWritten(refused, say) : explainAssign(refused, say) })
  }

  return [
    { method: 'get', path: '/office/procedures/:id{[0-9]+}/assign', needs, handle: (c) => show(c) },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/assign', needs, handle: take },
  ]
}

const placeName = (step: string, say: Say): string =>
  step === 'return' ? say('Trả kết quả', 'Return the result') : say(`Bước ${step}`, `Step ${step}`)

/** What the version before, or an earlier confirmation of this one, says about who carries the steps. */
function assignedOf({ versions }: Procedure, version: Version) {
  const found = version.assignments ? version : versions.find(({ assignments }) => assignments !== null)
  return found?.assignments ? { process: found.process, assignments: found.assignments } : null
}

/** What the form says for each place of the version; fields of no place are not looked at. */
function chosenIn({ process }: Version, typed: Readonly<Record<string, unknown>>): Record<string, Chosen> {
  return Object.fromEntries(
    placesOf(process).map(({ key }): [string, Chosen] => {
      const [unit, role] = [typed[`unit-${key}`], typed[`role-${key}`]]
      return [
        key,
        {
          unitId: typeof unit === 'string' ? numberIn(unit) || null : null,
          role: typeof role === 'string' && isHeldRole(role) ? role : null,
          isAway: typed[`away-${key}`] === 'yes',
        },
      ]
    }),
  )
}
