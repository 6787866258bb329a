import { randomUUID } from 'node:crypto'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { day, type Moment } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import type { Lang, Say } from '../../../kernel/say.ts'
import { sayDay } from '../../../kernel/say-day.ts'
import { checkForm, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax, type KeptFile, takeFiles } from '../../../platform/http/uploads.ts'
import { showMomentShort } from '../../../ui/words.ts'
import type { RunningStep } from '../dossier.ts'
import { explainRefusal, type Refusal } from '../explain.ts'
import { sentenceOf, showActor } from '../history.ts'
import { mayDo, mayReassign } from '../plan.ts'
import type { By } from '../service.ts'
import type { Written } from '../store.ts'
import { ActPage } from './page.tsx'
import { type ActDeps, byOf, type OpenDossier, openDossier, since } from './service.ts'

/** What the fields of an act are drawn from. */
export type View<More> = {
  open: OpenDossier
  by: By
  now: Moment
  say: Say
  /** The running step that is acted on; null for acts on the whole dossier, and where it is not running any more. */
  step: RunningStep | null
  typed: Typed
  faults: Faults
  kept: readonly KeptFile[]
  more: More
}

/** One act on a dossier as a short form (việc trên hồ sơ). The folder of the act gives the parts; here is what all have in common. */
export type Act<Asked, More = undefined> = {
  path: string
  needs: 'dossier.receive' | 'dossier.process' | 'dossier.reassign'
  title: (view: View<More>) => string
  submit: (view: View<More>) => string
  danger?: boolean
  takesFiles?: boolean
  /** Works on one running step, named in `step`. */
  onStep?: boolean
  /** Fields that the address may set at first. */
  prefill?: readonly string[]
  /** What the page needs besides the dossier. */
  prepare: (deps: ActDeps, view: Omit<View<More>, 'more'>) => Promise<More>
  /** Why it cannot be done now, whatever is typed. */
  blocked: (view: View<More>) => Refusal | null
  /** What was typed, as a schema over the cleaned fields; in both languages where it holds sentences. */
  schema: z.ZodType<Asked> | Readonly<Record<Lang, z.ZodType<Asked>>>
  run: (deps: ActDeps, view: View<More>, stamp: { seen: number | null; key: string }, asked: Asked) => Promise<Result<Written, Refusal>>
  next: (view: View<More>) => Child
  fields: (view: View<More>) => Child
  more?: (view: View<More>) => Child
}

const stampForm = z.object({
  seen: z.coerce.number().int().min(0),
  key: z.uuid(),
  step: z.string().max(40).optional(),
  round: z.string().max(40).optional(),
})

/** GET shows the form, POST does it: 303 to the dossier, 422 with faults, 409 with the refusal; what was typed is never lost. */
export function actRoute<Asked, More>(deps: ActDeps, act: Act<Asked, More>): OfficeRoute[] {
  const path = `/office/dossiers/:code/${act.path}`

  const viewOf = async (c: OfficeContext, stepKey: string | undefined, rest: Pick<View<More>, 'typed' | 'faults' | 'kept'>) => {
    const open = await openDossier(deps, c.var.who.agencyId, c.req.param('code') ?? '', c.var.say)
    if (!open) return null
    const by = byOf(c.var.who)
    const step = act.onStep ? stepFor(open, by, stepKey) : null
    const view = { open, by, now: c.var.now, say: c.var.say, step, ...rest }
    return { ...view, more: await act.prepare(deps, view) }
  }

  const show = (
    c: OfficeContext,
    view: View<More>,
    {
      key,
      seen,
      stepKey,
      refusal,
      meanwhile,
    }: { key: string; seen: number; stepKey?: string | undefined; refusal?: Refusal; meanwhile?: Meanwhile },
  ) => {
    const { open, now, say } = view
    const title = act.title(view)
    const blocked = act.blocked(view) ?? (act.onStep && !view.step ? ({ kind: 'step-not-running', step: stepKey ?? '' } as const) : null)
    const step = view.step?.step ?? stepKey
    const allowed = view.step && (mayDo(view.step, view.by) ?? mayReassign(view.step, view.by))
    const absent = allowed?.onBehalfOf ?? null
    return c.render(
      <ActPage
        heading={{
          code: open.code,
          procedure: open.procedure.name,
          applicant: open.applicant.name,
          subject: open.dossier.filing.subject,
          dossier: open.dossier,
          due: open.due,
          calendar: open.calendar,
          now,
        }}
        title={title}
        onBehalfOf={absent === null ? undefined : open.names.officer(absent)}
        next={blocked ? say('Không có gì được ghi.', 'Nothing is written.') : act.next(view)}
        action={`/office/dossiers/${open.code}/${act.path}`}
        hidden={{ csrf: c.var.who.csrf, key, seen: String(seen), ...(step === undefined ? {} : { step }) }}
        submit={act.submit(view)}
        danger={act.danger}
        multipart={act.takesFiles}
        faults={view.faults}
        refusal={refusal && explainRefusal(refusal, say, open.names)}
        meanwhile={meanwhile}
        blocked={blocked ? explainRefusal(blocked, say, open.names) : undefined}
        more={act.more?.(view)}
      >
        {act.fields(view)}
      </ActPage>,
      { title: `${title} · ${open.code}`, menu: '/office/dossiers' },
    )
  }

  return [
    {
      method: 'get',
      path,
      needs: act.needs,
      async handle(c) {
        const stepKey = c.req.query('step')
        const typed = Object.fromEntries((act.prefill ?? []).map((name) => [name, c.req.query(name) ?? '']))
        const view = await viewOf(c, stepKey, { typed, faults: {}, kept: [] })
        return view ? show(c, view, { key: randomUUID(), seen: view.open.version, stepKey }) : c.notFound()
      },
    },
    {
      method: 'post',
      path,
      needs: act.needs,
      ...(act.takesFiles ? { bodyMax: formBytesMax } : {}),
      async handle(c) {
        const { say } = c.var
        const body = await c.req.parseBody({ all: true })
        const files = act.takesFiles ? await takeFiles(deps, c.var.who, body, say) : { kept: [], faults: {} }
        const stamp = checkForm(body, stampForm, say)
        const read = checkForm(body, act.schema, say)
        const typed = read.ok ? typedOf(body, say) : read.error.typed
        const faults = { ...(read.ok ? {} : read.error.faults), ...files.faults }
        const { round, step: stepKey } = stamp.ok ? stamp.value : {}
        const view = await viewOf(c, stepKey, { typed, faults: round ? files.faults : faults, kept: files.kept })
        if (!view) return c.notFound()
        if (!stamp.ok) {
          c.status(422)
          return show(
            c,
            {
              ...view,
              faults: {
                _: say(
                  'Trang đã cũ hoặc không đầy đủ. Xem lại rồi gửi lần nữa.',
                  'The page is old or incomplete. Read it again, then send it once more.',
                ),
              },
            },
            { key: randomUUID(), seen: view.open.version, stepKey },
          )
        }
        const { key, seen } = stamp.value
        if (round || !read.ok || Object.keys(faults).length > 0) {
          c.status(422)
          return show(c, view, { key, seen, stepKey })
        }
        const done = await act.run(deps, view, { seen, key }, read.value)
        if (done.ok) return c.redirect(`/office/dossiers/${done.value.code}`, 303)
        if (done.error.kind === 'not-found') return c.notFound()
        c.status(409)
        // A refused attempt that is written down moves the version by itself.
        const now = isRecorded(done.error) ? await viewOf(c, stepKey, { typed, faults: {}, kept: files.kept }) : view
        if (!now) return c.notFound()
        const fresh = { refusal: done.error, stepKey, seen: now.open.version, key: done.error.kind === 'key-reused' ? randomUUID() : key }
        return show(c, now, done.error.kind === 'changed-meanwhile' ? { ...fresh, meanwhile: await meanwhileOf(deps, view, seen) } : fresh)
      },
    },
  ]
}

const isRecorded = (refusal: Refusal): boolean => refusal.kind === 'papers-of-an-online-dossier'

type Meanwhile = { at: Moment; text: string; by: string }[]

async function meanwhileOf<More>(deps: ActDeps, { open, by, now, say }: View<More>, seen: number): Promise<Meanwhile> {
  const names = {
    ...open.names,
    moment: (at: Moment) => showMomentShort(at, now, say.lang),
    day: (date: string) => sayDay(day(date), say),
  }
  const happened = await since(deps.db, by.agencyId, open.code, seen)
  return happened.map(({ event, ...acted }) => ({
    at: event.at,
    text: sentenceOf(event, names, say),
    by: showActor(acted, open.names, say) || say('hệ thống', 'the system'),
  }))
}

/** The step that is meant: the one named, else the first that this officer may do. */
function stepFor({ dossier }: OpenDossier, by: By, named: string | undefined): RunningStep | null {
  if (named !== undefined) return dossier.running.find((r) => r.step === named) ?? null
  return dossier.running.find((r) => mayDo(r, by)) ?? dossier.running[0] ?? null
}

/** Everything typed, cleaned, whatever it is for. */
function typedOf(body: Record<string, unknown>, say: Say): Typed {
  const cleaned = checkForm(body, z.never(), say)
  return cleaned.ok ? {} : cleaned.error.typed
}
