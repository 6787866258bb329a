import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { whoMayDo } from '../acting/people.ts'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { workloads } from '../acting/store.ts'
import { mayReassign } from '../plan.ts'
import { own } from '../take-step/decide.ts'
import { type Candidate, ChangeHandsFields } from './page.tsx'

const schema = z.object({
  step: z.string().max(40),
  to: z.coerce.number('Chưa chọn người nhận.').int().positive('Chưa chọn người nhận.'),
  reason: z.string().trim().min(1, 'Ghi lý do chuyển.').max(1000, 'Lý do nhiều nhất 1000 ký tự.'),
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

const next = ({ open, step }: View<Candidate[]>) =>
  step && <p>Người được chọn giữ bước “{open.names.step(step.step)}” với đúng hạn đang có. Lý do được ghi vào nhật ký của hồ sơ.</p>
const fields = ({ typed, faults, more, open, step }: View<Candidate[]>) => (
  <ChangeHandsFields typed={typed} faults={faults} people={more} unit={step ? open.names.unit(step.unitId) : ''} />
)

/** Chuyển người xử lý: to a colleague of the same unit and role. */
export const handOverRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'hand-over',
    needs: 'dossier.process',
    title: 'Chuyển người xử lý',
    submit: 'Chuyển',
    onStep: true,
    prepare: candidates,
    schema,
    blocked: ({ open, by, step }) => {
      const mine = step && own(open.dossier, step.step, by)
      return mine && !mine.ok ? mine.error : null
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
    title: 'Phân công lại',
    submit: 'Phân công',
    onStep: true,
    prepare: candidates,
    schema,
    blocked: ({ by, step }) => (step && !mayReassign(step, by) ? { kind: 'not-the-head', unitId: step.unitId } : null),
    run: ({ service }, { by, open }, stamp, asked) => service.reassign(by, open.code, stamp, asked),
    next,
    fields,
  })
