import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { whoMayDo } from '../acting/people.ts'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { workloads } from '../acting/store.ts'
import { proposalWaits } from '../pause/waiting.ts'
import { mayReassign } from '../plan.ts'
import { own } from '../take-step/decide.ts'
import { type Candidate, ChangeHandsFields } from './page.tsx'

const schema = inBoth((say) => {
  const nobody = say('Chưa chọn người nhận.', 'Nobody is chosen.')
  return z.object({
    step: z.string().max(40),
    to: z.coerce.number(nobody).int().positive(nobody),
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do chuyển.', 'Enter the reason.'))
      .max(1000, say('Lý do nhiều nhất 1000 ký tự.', 'A reason has at most 1000 characters.')),
  })
})

/** Colleagues who may do the step, with the work that each holds already. */
async function candidates({ db }: ActDeps, { open, by, step }: Omit<View<unknown>, 'more'>): Promise<Candidate[]> {
  if (!step) return []
  const people = whoMayDo(open.org, [step]).filter(({ id }) => id !== step.officerId)
  const load = await db.inAgency(by.agencyId, (tx) =>
    workloads(
      tx,
      by.agencyId,
      people.map((p) => p.id),
    ),
  )
  return people.map((p) => ({ ...p, holds: load.get(p.id) ?? 0 }))
}

const next = ({ open, step, say }: View<Candidate[]>) => {
  if (!step) return null
  const name = open.names.step(step.step)
  return (
    <p>
      {say(
        `Người được chọn giữ bước “${name}” với đúng hạn đang có. Lý do được ghi vào nhật ký của hồ sơ.`,
        `Whoever is chosen holds the step “${name}” with the due time it has. The reason is written into the dossier’s journal.`,
      )}
    </p>
  )
}
const fields = ({ typed, faults, more, open, step }: View<Candidate[]>) => (
  <ChangeHandsFields typed={typed} faults={faults} people={more} unit={step ? open.names.unit(step.unitId) : ''} />
)

/** Chuyển người xử lý: to a colleague of the same unit and role. */
export const handOverRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'hand-over',
    needs: 'dossier.process',
    title: ({ say }) => say('Chuyển người xử lý', 'Hand over'),
    submit: ({ say }) => say('Chuyển', 'Hand over'),
    onStep: true,
    prepare: candidates,
    schema,
    blocked: ({ open, by, step }) => {
      const mine = step && own(open.dossier, step.step, by)
      if (mine && !mine.ok) return mine.error
      return step && proposalWaits(open.dossier, step.step)
    },
    run: ({ service }, { by, open }, stamp, asked) => service.handOver(by, open.code, stamp, asked),
    next,
    fields,
  })

/** Phân công lại: the head of the unit gives the step to somebody else, whoever holds it. */
export const reassignRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'reassign',
    needs: 'dossier.reassign',
    title: ({ say }) => say('Phân công lại', 'Reassign'),
    submit: ({ say }) => say('Phân công', 'Reassign'),
    onStep: true,
    prepare: candidates,
    schema,
    blocked: ({ open, by, step }) => {
      if (!step) return null
      return mayReassign(step, by) ? proposalWaits(open.dossier, step.step) : { kind: 'not-the-head', unitId: step.unitId }
    },
    run: ({ service }, { by, open }, stamp, asked) => service.reassign(by, open.code, stamp, asked),
    next,
    fields,
  })
