import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { shortMoment } from '../forms/words.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import { procedureNames } from '../look-up.adapter.ts'
import { isDossierCode } from '../model.ts'
import { type Plan, plannedStep, stepName } from '../plan.ts'
import { type ChosenLateness, cellsOf, endWords, LatenessPage, latenessHref, type NamedEnded, type NamedRow } from './page.tsx'
import { dossiersBehind, readLateness } from './store.ts'
import { type Behind, type Cut, cuts, type EndedDossier, figures, type LatenessRow } from './tally.ts'
import { holderNames, outHeads } from './words.ts'

/** No part of the agency named: what a link to another part begins with. */
const nobody = { officer: '', step: '', version: '', holder: '' } as const

/** Days that a period may be asked for: what lies outside was mistyped. */
const [earliest, latest] = [day('2000-01-01'), day('2200-12-31')]

/** Late dossiers written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

type Read = { of: Behind; by: Cut; chosen: ChosenLateness; faults: Record<string, string>; after: { endedOn: Day; code: string } | null }

/** The choice out of the address: what is not understood is left out, a date that does not exist is told. This month unless told. */
export function readLatenessChoice(query: (name: string) => string | undefined, today: Day, say: Say): Read {
  const text = (name: string) => query(name)?.trim() ?? ''
  const faults: Record<string, string> = {}
  const date = (name: string, otherwise: Day): Day => {
    if (text(name) === '') return otherwise
    try {
      const read = day(text(name))
      if (read >= earliest && read <= latest) return read
    } catch {} // told below
    faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
    return otherwise
  }
  const number = (name: string) => (/^[1-9]\d{0,8}$/.test(text(name)) ? Number(text(name)) : null)
  const step = /^[\w.-]{1,20}$/.test(text('step')) ? text('step') : null
  const figure = figures.find((known) => known === text('figure')) ?? 'caused'
  const holder = (['step', 'away'] as const).find((known) => known === text('holder')) ?? null
  const metOutage = text('outage') === '1'
  const by = cuts.find((cut) => cut === text('by')) ?? 'unit'
  const of = {
    from: date('from', monthOf(today)),
    to: date('to', today),
    unitId: number('unit'),
    procedureId: number('procedure'),
    officerId: text('officer') === '0' ? 0 : number('officer'),
    step,
    procedureVersion: step === null ? null : number('version'),
    figure,
    holder,
    metOutage,
  }
  if (of.from > of.to) faults.to ??= say('Ngày cuối đứng trước ngày đầu.', 'The last day comes before the first.')
  const shown = (n: number | null) => (n === null ? '' : String(n))
  const [endedOn = '', code = ''] = text('after').split('~')
  return {
    of,
    by,
    chosen: {
      by,
      from: faults.from ? text('from') : dayText(of.from),
      to: faults.to ? text('to') : dayText(of.to),
      unit: shown(of.unitId),
      procedure: shown(of.procedureId),
      officer: shown(of.officerId),
      step: step ?? '',
      version: shown(of.procedureVersion),
      figure: figure === 'caused' ? '' : figure,
      holder: holder ?? '',
      outage: metOutage ? '1' : '',
    },
    faults,
    after:
      /^\d{4}-\d\d-\d\d$/.test(endedOn) && !Number.isNaN(Date.parse(endedOn)) && isDossierCode(code)
        ? { endedOn: day(endedOn), code }
        : null,
  }
}

const monthOf = (date: Day): Day => day(`${dayText(date).slice(0, 7)}-01`)

/** Periods that leaders ask for: this month and the one before, this quarter, this year. */
function periodsOf(today: Day, say: Say): { text: string; from: string; to: string }[] {
  const text = dayText(today)
  const [year, month] = [text.slice(0, 4), Number(text.slice(5, 7))]
  const first = monthOf(today)
  const before = (first - 1) as Day
  const quarter = `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  return [
    { text: say('Tháng này', 'This month'), from: dayText(first), to: text },
    { text: say('Tháng trước', 'Last month'), from: dayText(monthOf(before)), to: dayText(before) },
    { text: say('Quý này', 'This quarter'), from: quarter, to: text },
    { text: say('Năm nay', 'This year'), from: `${year}-01-01`, to: text },
  ]
}

/** Hồ sơ trễ: màn hình, bảng tính. */
export function latenessRoutes({ db, calendarOf, orgOf, planOf }: LookUpDeps): OfficeRoute[] {
  const look = async (c: OfficeContext, say: Say) => {
    const { agencyId } = c.var.who
    const read = readLatenessChoice((name) => c.req.query(name), dayInVietnam(c.var.now), say)
    const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
    const names = namesOf(org, say)
    const [found, procedures] = await db.inAgency(agencyId, (tx) =>
      Promise.all([readLateness(tx, agencyId, read.of, read.by), procedureNames(tx, agencyId)]),
    )
    const procedureName = (id: number) =>
      procedures.find(({ procedureId }) => procedureId === id)?.name ?? say(`thủ tục số ${id}`, `procedure no. ${id}`)
    return { agencyId, ...read, calendar, org, names, found, procedures, procedureName }
  }
  type Looked = Awaited<ReturnType<typeof look>>

  /** The plans that rows name steps of; published versions are remembered for good. */
  const plansFor = async (agencyId: number, rows: readonly { procedureId: number | null; procedureVersion: number | null }[]) => {
    const places = new Map<string, [number, number]>()
    for (const { procedureId, procedureVersion } of rows)
      if (procedureId !== null && procedureVersion !== null)
        places.set(`${procedureId}/${procedureVersion}`, [procedureId, procedureVersion])
    const plans = await Promise.all([...places].map(async ([key, [id, version]]) => [key, await planOf(agencyId, id, version)] as const))
    return new Map<string, Plan>(plans)
  }
  const stepWords = (plan: Plan | undefined, key: string, say: Say): string => {
    const planned = plan?.steps.some((s) => s.key === key) ? plannedStep(plan, key) : null
    return planned
      ? say(`Bước ${planned.no}: ${stepName(planned, say)}`, `Step ${planned.no}: ${stepName(planned, say)}`)
      : say(`Bước ${key}`, `Step ${key}`)
  }

  const named = async ({ agencyId, found, by, chosen, names, procedureName }: Looked, say: Say): Promise<NamedRow[]> => {
    const plans = await plansFor(agencyId, found.rows)
    const unitOf = (r: LatenessRow) => (r.unitId === null ? say('không rõ đơn vị', 'unit unknown') : names.unit(r.unitId))
    return found.rows.map((r): NamedRow => {
      const away = r.holder === 'away' ? say('cơ quan khác giữ', 'held by another agency') : ''
      const part: Partial<ChosenLateness> = {
        ...nobody,
        // A row by procedure is of the whole agency, or of the steps of the unit that is chosen.
        ...(r.unitId === null ? {} : { unit: String(r.unitId), holder: r.holder === 'away' ? 'away' : 'step' }),
        ...(r.procedureId === null ? {} : { procedure: String(r.procedureId) }),
        ...(r.step === null ? {} : { step: r.step, version: String(r.procedureVersion ?? '') }),
        ...(by === 'officer' ? { officer: String(r.officerId ?? 0) } : {}),
      }
      const figure: NamedRow['figure'] = (name) => `${latenessHref(chosen, { ...part, figure: name === 'caused' ? '' : name })}#late`
      const to = (change: Partial<ChosenLateness>) => latenessHref(chosen, { ...part, figure: '', holder: '', ...change })
      switch (by) {
        case 'unit':
          return { ...r, figure, name: unitOf(r), sub: away, href: to({ by: 'step' }) }
        case 'step':
          return {
            ...r,
            figure,
            name: stepWords(plans.get(`${r.procedureId}/${r.procedureVersion}`), r.step ?? '', say),
            sub: [procedureName(r.procedureId ?? 0), say(`bản ${r.procedureVersion}`, `version ${r.procedureVersion}`), unitOf(r), away]
              .filter(Boolean)
              .join(', '),
            href: `${to({})}#late`,
          }
        case 'officer':
          return {
            ...r,
            figure,
            name: r.officerId === null ? say('Chưa ai nhận việc', 'Nobody had taken it') : names.officer(r.officerId),
            sub: [unitOf(r), away].filter(Boolean).join(', '),
            href: `${to({})}#late`,
          }
        default:
          return { ...r, figure, name: procedureName(r.procedureId ?? 0), sub: '', href: to({ by: 'unit' }) }
      }
    })
  }

  const causes = async (looked: Looked, rows: readonly EndedDossier[], say: Say): Promise<NamedEnded[]> => {
    const causeOf = (r: EndedDossier) => r.lines.find(({ isCause }) => isCause)
    const plans = await plansFor(
      looked.agencyId,
      rows.map((r) => ({ procedureId: r.procedureId, procedureVersion: causeOf(r)?.procedureVersion ?? null })),
    )
    return rows.map((r) => {
      const cause = causeOf(r)
      if (!cause) return { ...r, cause: r.endClass === 'late' ? say('không rõ', 'unknown') : '–', causeSub: '' }
      const unit = cause.unitId === null ? '' : looked.names.shortUnit(cause.unitId)
      const officer = cause.officerId === null ? say('chưa ai nhận việc', 'nobody had taken it') : looked.names.officer(cause.officerId)
      return {
        ...r,
        cause:
          cause.holder === 'away'
            ? say(
                `${cause.partner ?? holderNames.vi.away}, ${unit} theo dõi`,
                `${cause.partner ?? holderNames.en.away}, followed by ${unit}`,
              )
            : unit,
        causeSub: `${stepWords(plans.get(`${r.procedureId}/${cause.procedureVersion}`), cause.step ?? '', say)} · ${officer}`,
      }
    })
  }

  async function* lateLines(looked: Looked): AsyncGenerator<Buffer> {
    yield Buffer.from(csvStart + csvLine(lateHeads))
    let after: { endedOn: Day; code: string } | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: { endedOn: Day; code: string } | null = after
      const page: Awaited<ReturnType<typeof dossiersBehind>> = await db.inAgency(looked.agencyId, (tx) =>
        dossiersBehind(tx, looked.agencyId, looked.of, { after: cursor, most: exportPage }),
      )
      const rows = await causes(looked, page.rows, inVietnamese)
      yield Buffer.from(rows.map((r) => csvLine(lateCells(r, looked))).join(''))
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: '/office/lateness',
      needs: 'dossier.read',
      async handle(c) {
        const { say, now } = c.var
        const looked = await look(c, say)
        const { agencyId, of, after, chosen, faults, found, calendar, org, names, procedures, procedureName } = looked
        const late = await db.inAgency(agencyId, (tx) => dossiersBehind(tx, agencyId, of, { after }))
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <LatenessPage
            whole={found.whole}
            rows={await named(looked, say)}
            late={await causes(looked, late.rows, say)}
            next={late.next && `${dayText(late.next.endedOn)}~${late.next.code}`}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            narrowedTo={[
              of.unitId == null ? '' : names.unit(of.unitId),
              of.procedureId == null ? '' : procedureName(of.procedureId),
              of.step == null ? '' : say(`bước ${of.step}`, `step ${of.step}`),
              of.officerId == null
                ? ''
                : of.officerId === 0
                  ? say('chưa ai nhận việc', 'nobody had taken it')
                  : names.officer(of.officerId),
              of.holder === 'away' ? say('cơ quan khác giữ', 'held by another agency') : '',
              of.metOutage ? say('trùng sự cố hệ thống', 'met a system outage') : '',
            ]
              .filter(Boolean)
              .join(' · ')}
            periods={periodsOf(dayInVietnam(now), say)}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            procedures={procedures.map(({ procedureId, name }) => ({ value: String(procedureId), text: name }))}
            calendar={calendar}
            now={now}
          />,
          { title: say('Hồ sơ trễ', 'Late dossiers'), menu: '/office/lateness' },
        )
      },
    },
    {
      method: 'get',
      path: '/office/lateness/export.csv',
      needs: 'dossier.read',
      async handle(c) {
        const looked = await look(c, inVietnamese)
        const rows = await named(looked, inVietnamese)
        const cells = (r: NamedRow) => [r.name, r.sub, ...cellsOf(r, looked.calendar.ordinaryDaySeconds, inVietnamese)]
        const whole = cellsOf(looked.found.whole, looked.calendar.ordinaryDaySeconds, inVietnamese)
        return csv('ho-so-tre.csv', [
          Buffer.from(csvStart + [csvLine(rowHeads), ...rows.map((r) => csvLine(cells(r))), csvLine([wholeName, '', ...whole])].join('')),
        ])
      },
    },
    {
      method: 'get',
      path: '/office/lateness/dossiers.csv',
      needs: 'dossier.read',
      handle: async (c) => csv('tung-ho-so-tre.csv', lateLines(await look(c, inVietnamese))),
    },
  ]
}

const csv = (name: string, lines: Iterable<Buffer> | AsyncIterable<Buffer>): Response =>
  new Response(Readable.toWeb(Readable.from(lines)) as NodeStream as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })

const wholeName = outHeads.vi.whole
const rowHeads = outHeads.vi.rows
const lateHeads = outHeads.vi.late
const lateCells = (r: NamedEnded, { calendar }: { calendar: { ordinaryDaySeconds: number } }): string[] => [
  ...[
    r.code,
    r.procedure,
    r.applicant,
    shortMoment(r.dueAt),
    shortMoment(r.endedAt),
    endWords(r, calendar.ordinaryDaySeconds, inVietnamese),
  ],
  ...[r.cause, r.causeSub, r.withApology ? outHeads.vi.yes : outHeads.vi.no],
  r.metOutage ? outHeads.vi.yes : outHeads.vi.no,
]
