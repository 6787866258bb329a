import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { NextSteps, typedIn } from '../acting/page.tsx'
import { whoMayDo } from '../acting/people.ts'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { workloads } from '../acting/store.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { hand, stepStart } from '../hand.ts'
import { proposalWaits } from '../pause/waiting.ts'
import { endsProcessing, following, type PlannedStep, waitsAfter } from '../plan.ts'
import { isOfIn } from '../service.ts'
import { own } from '../take-step/decide.ts'
import { awaited, usedWait } from './decide.ts'
import { CompleteStepFields, type Way } from './page.tsx'

const schema = inBoth((say) =>
  z
    .object({
      step: z.string().max(40),
      opinion: z
        .string()
        .trim()
        .min(1, say('Ghi ý kiến xử lý.', 'Enter your opinion.'))
        .max(4000, say('Ý kiến nhiều nhất 4000 ký tự.', 'An opinion has at most 4000 characters.')),
      through: z.string().max(40).default(''),
      nextOfficerId: z.coerce.number().int().min(0).default(0),
      number: z.string().trim().max(100, say('Số văn bản nhiều nhất 100 ký tự.', 'A number has at most 100 characters.')).default(''),
      date: z
        .union([
          z.literal(''),
          z.iso.date(say('Ngày không có thật; ghi theo ngày/tháng/năm.', 'There is no such date; enter day/month/year.')),
        ])
        .default(''),
      title: z.string().trim().max(500, say('Tên văn bản nhiều nhất 500 ký tự.', 'A title has at most 500 characters.')).default(''),
      isPositive: z.enum(['yes', 'no']).default('yes'),
    })
    .superRefine((asked, ctx) => {
      const { number, date, title } = asked
      if (number === '' && title === '') return // the date alone stands there at first
      const fault = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
      if (number === '') fault('number', say('Ghi số của văn bản kết quả.', 'Enter the number of the document.'))
      if (date === '') fault('date', say('Ghi ngày của văn bản kết quả.', 'Enter the date of the document.'))
      if (title === '') fault('title', say('Ghi tên của văn bản kết quả.', 'Enter the title of the document.'))
    }),
)

/** The ways on from a step: straight on, or through a waiting step of the process. */
const waysFrom = ({ open, step }: Pick<View<unknown>, 'open' | 'step'>): { through: string | null; next: PlannedStep[] }[] => {
  if (!step) return []
  const { plan } = open.procedure
  const waits = waitsAfter(plan, step.step).filter((s) => !usedWait(open.dossier, s.key))
  return [null, ...waits.map((s) => s.key)].map((through) => ({
    through,
    next: following(plan, open.dossier, step.step, through),
  }))
}

/** Hoàn thành bước: opinion, files, who goes on, and the result where it comes into being. */
export const completeStepRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<typeof schema.vi>, Way[]>(deps, {
    path: 'complete-step',
    needs: 'dossier.process',
    title({ step, open, say }) {
      if (!step) return say('Hoàn thành bước', 'Complete a step')
      const name = open.names.step(step.step)
      return say(`Hoàn thành bước: ${name}`, `Complete the step: ${name}`)
    },
    submit: ({ say }) => say('Hoàn thành bước này', 'Complete this step'),
    takesFiles: true,
    onStep: true,
    schema,
    async prepare({ db }, view) {
      const ways = waysFrom(view).map(({ through, next }) => ({ through, next, people: whoMayDo(view.open.org, next) }))
      const ids = ways.flatMap(({ people }) => people.map((p) => p.id))
      const load = await db.inAgency(view.by.agencyId, (tx) => workloads(tx, view.by.agencyId, ids))
      const { dossier, procedure, names } = view.open
      return ways.map(({ through, next, people }) => ({
        through,
        name: next.map((s) => names.step(s.key)).join(view.say(' và ', ' and ')),
        ends: dossier.ended === null && view.step !== null && endsProcessing(procedure.plan, dossier, view.step.step, next),
        people: people.map((p) => ({ ...p, holds: load.get(p.id) ?? 0 })),
      }))
    },
    blocked: ({ open, by, step, now }) => {
      if (!step) return null
      const mine = own(open.dossier, step.step, by)
      if (!mine.ok) return mine.error
      if (open.procedure.plan.steps.find((s) => s.key === step.step)?.isReturn) return { kind: 'return-is-its-own-act' }
      return proposalWaits(open.dossier, step.step) ?? awaited(open.dossier, step, now)
    },
    run({ service }, { by, open, kept }, stamp, asked) {
      const { step, opinion, through, nextOfficerId, number, date, title, isPositive } = asked
      const outcome = number === '' ? null : { number, date, title, isPositive: isPositive === 'yes' }
      const files = attachmentsFrom(kept, (place) => (place === 'result' ? 'result' : 'step')).map((f) => ({ ...f, place: step }))
      const completion = { step, opinion, through: through || null, nextOfficerId: nextOfficerId || null, outcome }
      return service.completeStep(by, open.code, stamp, completion, files)
    },
    next({ open, step, typed, now, more, say }) {
      if (!step) return null
      const { plan } = open.procedure
      const through = typedIn(typed, 'through') || null
      const next = waysFrom({ open, step }).find((w) => w.through === through)?.next ?? []
      const chosen = Number(typedIn(typed, 'nextOfficerId')) || null
      const facts = {
        done: open.dossier.done,
        chosen,
        isHardArea: open.dossier.filing.isHardArea,
        from: stepStart(open.dossier, now, open.calendar),
        calendar: open.calendar,
        isOf: isOfIn(open.org),
      }
      const beside = open.dossier.running.length > 1 && next.length === 0
      return (
        <>
          <NextSteps
            handed={hand(next, facts)}
            names={open.names}
            calendar={open.calendar}
            now={now}
            nobody={
              beside
                ? say(
                    'Chờ các bước song song hoàn thành rồi mới sang bước sau.',
                    'The next step begins once the parallel steps are complete.',
                  )
                : say('Đây là bước cuối của quy trình.', 'This is the last step of the process.')
            }
          />
          {more.some((w) => w.through === through && w.ends) && (
            <p class="small">
              {say(
                'Kết thúc xử lý ở đây: trước hạn hay quá hạn được định theo lúc gửi.',
                'Processing ends here: early or late is decided by the time this is sent.',
              )}
            </p>
          )}
          {waitsAfter(plan, step.step).some((s) => !usedWait(open.dossier, s.key)) && (
            <p class="small">
              {say(
                'Có thể qua bước chờ trước khi đi tiếp; chọn bên trái.',
                'It can pass through a waiting step before it goes on; choose on the left.',
              )}
            </p>
          )}
        </>
      )
    },
    fields: ({ typed, faults, kept, more, open, now }) => (
      <CompleteStepFields
        typed={typed}
        faults={faults}
        ways={more}
        kept={kept}
        accept={acceptedEndings}
        outcome={open.dossier.outcome}
        calendar={open.calendar}
        now={now}
      />
    ),
  })
