import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { day, dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inBoth, inVietnamese, type Say } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import { checkForm, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { byOf } from '../acting/service.ts'
import { explainRefusal } from '../explain.ts'
import { migrationHeads } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import { isDossierCode } from '../model.ts'
import { type Plan, stepName } from '../plan.ts'
import type { DossierService } from '../service.ts'
import type { MigrationOrder } from './decide.ts'
import { mappingOf, proposeMapping } from './mapping.ts'
import { MigrationsPage, migrationsHome, NewMigrationPage, PreviewPage, RunPage } from './page.tsx'
import type { PreviewRow } from './preview.ts'
import { type Candidate, type PreviewFilter, previewFilters, type Target } from './run.ts'
import { migrationService } from './service.ts'
import { listMigrations, migrationCandidates, migrationRun, refusedCodes } from './store.ts'

type MigrationDeps = LookUpDeps & { service: Pick<DossierService, 'migrate'> }

/** Those that stayed, on one page of a move. */
const refusedRows = 100
/** So many may be named one by one: a page of the preview. */
const namedMax = 500

const basisForm = inBoth((say) => {
  const textOf = (missing: string, max: number) =>
    z
      .string(missing)
      .trim()
      .min(1, missing)
      .max(max, say(`Dài nhất ${max} ký tự.`, `At most ${max} characters.`))
  const noDay = say('Ghi ngày văn bản.', 'Enter the day of the document.')
  return z.object({
    number: textOf(say('Ghi số văn bản.', 'Enter the number of the document.'), 200),
    date: z.string(noDay).transform((text, context): string => {
      try {
        return dayText(day(text))
      } catch {
        context.addIssue({ code: 'custom', message: text === '' ? noDay : say('Ngày này không có trong lịch.', 'There is no such day.') })
        return z.NEVER
      }
    }),
    reason: textOf(say('Ghi lý do.', 'Enter the reason.'), 1000),
  })
})

const numberIn = (text: unknown): number => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : 0)
const textIn = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : ''
}

/** Chuyển quy trình: where it may be done, the mapping, the preview, the move. */
export function migrationRoutes(deps: MigrationDeps): OfficeRoute[] {
  const { db, orgOf, planOf } = deps
  const moves = migrationService(deps)

  /** The two versions that are meant, where dossiers run on the one and the other is in force. */
  async function versionsIn(
    c: OfficeContext,
    typed: Typed,
  ): Promise<{ candidate: Candidate; to: Target; plans: { from: Plan; to: Plan } } | null> {
    const { who, now } = c.var
    const [procedureId, from, wanted] = [numberIn(typed.procedure), numberIn(typed.from), numberIn(typed.to)]
    const { rows } = await db.inAgency(who.agencyId, (tx) =>
      migrationCandidates(tx, who.agencyId, dayText(dayInVietnam(now)), { procedureId }),
    )
    const candidate = rows.find(({ version }) => version === from)
    const to = candidate?.targets.find(({ version }) => version === wanted)
    if (!candidate || !to) return null
    const [before, after] = await Promise.all([planOf(who.agencyId, procedureId, from), planOf(who.agencyId, procedureId, wanted)])
    return { candidate, to, plans: { from: before, to: after } }
  }

  type Versions = NonNullable<Awaited<ReturnType<typeof versionsIn>>>

  const gone = (c: OfficeContext) => {
    c.status(404)
    const { say } = c.var
    return c.render(<MigrationsPage candidates={[]} isMore={false} runs={[]} next={null} isFirst now={c.var.now} officer={() => ''} />, {
      title: say('Chuyển quy trình', 'Move to another version'),
      menu: migrationsHome,
    })
  }

  const showNew = async (c: OfficeContext, versions: Versions, typed: Typed, faults: Readonly<Record<string, string>>) => {
    const { who, say } = c.var
    const { candidate, to, plans } = versions
    const names = namesOf(await orgOf(who.agencyId), say)
    const proposed = new Map(proposeMapping(plans.from, plans.to).map((p) => [p.from, p]))
    const isTyped = plans.from.steps.some(({ key }) => `step-${key}` in typed)
    const title = (step: Plan['steps'][number]) => `${/^\d/.test(step.no) ? `${step.no}. ` : ''}${stepName(step, say)}`
    return c.render(
      <NewMigrationPage
        name={candidate.name}
        procedureId={candidate.procedureId}
        from={candidate}
        to={to}
        steps={plans.from.steps.map((step) => {
          const proposal = proposed.get(step.key)
          const chosen = isTyped ? textIn(typed, `step-${step.key}`) : (proposal?.to ?? '')
          return {
            key: step.key,
            title: title(step),
            sub: `${names.unit(step.unitId)}${step.counts ? '' : say(' · không tính ngày', ' · not counted')}`,
            to: chosen,
            certainty: proposal?.certainty ?? 'none',
          }
        })}
        options={plans.to.steps.map((step) => ({ value: step.key, text: `${title(step)} (${names.shortUnit(step.unitId)})` }))}
        typed={{ number: textIn(typed, 'number'), date: textIn(typed, 'date'), reason: textIn(typed, 'reason') }}
        faults={faults}
      />,
      { title: say('Chuyển quy trình', 'Move to another version'), menu: migrationsHome },
    )
  }

  /** What was asked, checked; or the page that says what is wrong. */
  async function orderIn(
    c: OfficeContext,
    typed: Typed,
  ): Promise<{ order: MigrationOrder; versions: Versions } | { page: Response | Promise<Response> }> {
    const versions = await versionsIn(c, typed)
    if (!versions) return { page: gone(c) }
    const basis = checkForm(typed, basisForm, c.var.say)
    if (!basis.ok) {
      c.status(422)
      return { page: showNew(c, versions, typed, basis.error.faults) }
    }
    const steps = mappingOf(versions.plans.from, versions.plans.to, (step) => textIn(typed, `step-${step}`) || null)
    const { candidate, to } = versions
    return { order: { procedureId: candidate.procedureId, from: candidate.version, to: to.version, basis: basis.value, steps }, versions }
  }

  const asked = (order: MigrationOrder): [string, string][] => [
    ['procedure', String(order.procedureId)],
    ['from', String(order.from)],
    ['to', String(order.to)],
    ['number', order.basis.number],
    ['date', order.basis.date],
    ['reason', order.basis.reason],
    ...Object.entries(order.steps).map(([from, to]): [string, string] => [`step-${from}`, to ?? '']),
  ]

  const stepWords = ({ from, to }: Versions['plans'], say: Say) => {
    const nameIn = (plan: Plan) => (key: string) => {
      const step = plan.steps.find((s) => s.key === key)
      return step ? stepName(step, say) : key
    }
    return { fromName: nameIn(from), toName: nameIn(to) }
  }

  const why = async (c: OfficeContext, plan: Plan, say: Say) => {
    const names = namesOf(await orgOf(c.var.who.agencyId), say, plan)
    return ({ refusal }: Pick<PreviewRow, 'refusal'>): string => (refusal === null ? '' : explainRefusal(refusal, say, names))
  }

  const showPreview = async (
    c: OfficeContext,
    { order, versions }: { order: MigrationOrder; versions: Versions },
    { filter, after, refusal = null }: { filter: PreviewFilter; after: string; refusal?: string | null },
  ) => {
    const { who, now, say } = c.var
    const found = await moves.preview(who.agencyId, order, { now, filter, after })
    const href = (change: Readonly<Record<string, string>>, path = 'preview') => {
      const query = new URLSearchParams([...asked(order), ['show', filter]])
      for (const [name, value] of Object.entries(change))
        if (value === '') query.delete(name)
        else query.set(name, value)
      return `${migrationsHome}/${path}?${query}`
    }
    return c.render(
      <PreviewPage
        {...found}
        {...stepWords(versions.plans, say)}
        name={versions.candidate.name}
        fromVersion={order.from}
        toVersion={order.to}
        number={order.basis.number}
        date={order.basis.date}
        reason={order.basis.reason}
        rows={found.rows.map((row) => ({ ...row, isLink: who.may.has('dossier.read') }))}
        filter={filter}
        isFirst={after === ''}
        href={href}
        why={await why(c, versions.plans.from, say)}
        hidden={[...asked(order), ['csrf', who.csrf], ['key', randomUUID()]]}
        now={now}
        refusal={refusal}
      />,
      { title: say('Xem trước', 'Before it is done'), menu: migrationsHome },
    )
  }

  const filterIn = (text: string | undefined): PreviewFilter =>
    (previewFilters as readonly string[]).includes(text ?? '') ? (text as PreviewFilter) : 'all'

  const idPart = ':id{[0-9a-f-]{36}}'
  return [
    {
      method: 'get',
      path: migrationsHome,
      needs: 'dossier.migrate',
      async handle(c) {
        const { who, now, say } = c.var
        const after = c.req.query('after') ?? null
        const today = dayText(dayInVietnam(now))
        const [candidates, runs] = await db.inAgency(who.agencyId, (tx) =>
          Promise.all([
            after === null ? migrationCandidates(tx, who.agencyId, today) : { rows: [], isMore: false },
            listMigrations(tx, who.agencyId, after),
          ]),
        )
        return c.render(
          <MigrationsPage
            candidates={candidates.rows}
            isMore={candidates.isMore}
            runs={runs.rows}
            next={runs.next}
            isFirst={after === null}
            now={now}
            officer={namesOf(await orgOf(who.agencyId), say).officer}
          />,
          { title: say('Chuyển quy trình', 'Move to another version'), menu: migrationsHome },
        )
      },
    },
    {
      method: 'get',
      path: `${migrationsHome}/new`,
      needs: 'dossier.migrate',
      async handle(c) {
        const typed = c.req.query()
        const versions = await versionsIn(c, typed)
        return versions ? showNew(c, versions, typed, {}) : gone(c)
      },
    },
    {
      method: 'get',
      path: `${migrationsHome}/preview`,
      needs: 'dossier.migrate',
      async handle(c) {
        const typed = c.req.query()
        const read = await orderIn(c, typed)
        if ('page' in read) return read.page
        const after = c.req.query('after') ?? ''
        return showPreview(c, read, { filter: filterIn(typed.show), after: isDossierCode(after) ? after : '' })
      },
    },
    {
      method: 'get',
      path: `${migrationsHome}/preview.csv`,
      needs: 'dossier.migrate',
      async handle(c) {
        const read = await orderIn(c, c.req.query())
        if ('page' in read) return read.page
        const { order, versions } = read
        const { fromName, toName } = stepWords(versions.plans, inVietnamese)
        const reason = await why(c, versions.plans.from, inVietnamese)
        const { agencyId } = c.var.who
        async function* lines(now = c.var.now) {
          yield csvStart + csvLine(migrationHeads)
          for await (const page of moves.previewed(agencyId, order, now))
            yield page
              .map((row) =>
                csvLine([
                  row.code,
                  row.steps.map(({ from }) => fromName(from)).join('; '),
                  row.refusal === null ? row.steps.map(({ to }) => (to === null ? '' : toName(to))).join('; ') : '',
                  row.dueFrom === null ? '' : shortMoment(row.dueFrom),
                  row.dueAt === null ? '' : shortMoment(row.dueAt),
                  reason(row),
                ]),
              )
              .join('')
        }
        return csvFile('chuyen-quy-trinh', lines())
      },
    },
    {
      method: 'post',
      path: migrationsHome,
      needs: 'dossier.migrate',
      async handle(c) {
        const { who, now, say } = c.var
        const body = await c.req.parseBody({ all: true })
        const typed = Object.fromEntries(Object.entries(body).filter(([, value]) => typeof value === 'string')) as Typed
        const read = await orderIn(c, typed)
        if ('page' in read) return read.page
        const key = z.uuid().safeParse(typed.key)
        const picks = [body.pick].flat().flatMap((one) => {
          const [, code = '', seen = ''] = typeof one === 'string' ? (/^([^/]{1,60})\/(\d{1,9})$/.exec(one) ?? []) : []
          return isDossierCode(code) ? [{ code, seen: Number(seen) }] : []
        })
        const isWhole = typed.do === 'whole'
        if (!key.success || (!isWhole && (picks.length === 0 || picks.length > namedMax))) {
          c.status(422)
          const refusal = say('Chưa đánh dấu hồ sơ nào.', 'No dossier is ticked.')
          return showPreview(c, read, { filter: 'all', after: '', refusal })
        }
        const begun = await moves.begin(byOf(who), { id: key.data, order: read.order, chosen: isWhole ? 'whole' : picks, now })
        if (!begun.ok) {
          c.status(409)
          return showPreview(c, read, { filter: 'all', after: '', refusal: explainRefusal(begun.error, say) })
        }
        await moves.goOn(byOf(who), key.data)
        return c.redirect(`${migrationsHome}/${key.data}`, 303)
      },
    },
    {
      method: 'get',
      path: `${migrationsHome}/${idPart}`,
      needs: 'dossier.migrate',
      async handle(c) {
        const { who, now, say } = c.var
        const { agencyId } = who
        const id = c.req.param('id') ?? ''
        const wanted = c.req.query('after') ?? ''
        const after = isDossierCode(wanted) ? wanted : ''
        const [run, refused] = await db.inAgency(agencyId, (tx) =>
          Promise.all([migrationRun(tx, agencyId, id), refusedCodes(tx, agencyId, id, after, refusedRows + 1)]),
        )
        if (!run) return c.notFound()
        const [org, plan] = await Promise.all([orgOf(agencyId), planOf(agencyId, run.procedureId, run.fromVersion)])
        const names = namesOf(org, say, plan)
        const rows = refused.slice(0, refusedRows)
        return c.render(
          <RunPage
            run={run}
            officer={names.officer(run.officerId)}
            rows={rows.map(({ code, refusal }) => ({ code, reason: explainRefusal(refusal, say, names) }))}
            next={refused.length > refusedRows ? (rows.at(-1)?.code ?? null) : null}
            isFirst={after === ''}
            mayRead={who.may.has('dossier.read')}
            csrf={who.csrf}
            now={now}
          />,
          { title: say('Chuyển quy trình', 'Move to another version'), menu: migrationsHome },
        )
      },
    },
    ...(['go-on', 'again'] as const).map(
      (act): OfficeRoute => ({
        method: 'post',
        path: `${migrationsHome}/${idPart}/${act}`,
        needs: 'dossier.migrate',
        async handle(c) {
          const id = c.req.param('id') ?? ''
          const by = byOf(c.var.who)
          const run = act === 'again' ? await moves.again(by, id) : await moves.goOn(by, id)
          return run ? c.redirect(`${migrationsHome}/${id}`, 303) : c.notFound()
        },
      }),
    ),
  ]
}
