import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { inForce } from '../../../kernel/dated.ts'
import { type Day, day, dayInVietnam, dayText, momentText, weekday } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { showDate } from '../../../ui/words.ts'
import { openUnits } from '../../org/model.ts'
import { incomingStatusNames, outgoingStatusNames, standingNames } from '../explain.ts'
import { kindNames, urgencyNames } from '../kinds.ts'
import { leadTimeCalendarDays } from '../lead-time.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { tableHeads } from '../table-heads.ts'
import {
  type Asked,
  assignedUntil,
  deadlinesJudged,
  type Figures,
  type IncomingMeasure,
  incomingMeasures,
  lastWeek,
  type Measure,
  noFigures,
  type OutgoingMeasure,
  outgoingMeasures,
  type Period,
  periodDaysMax,
  sumOf,
} from './measures.ts'
import { BehindPage, CheckPage, type CheckRow, type ChosenCheck, checkPath, percent } from './page.tsx'
import { incomingBehind, outgoingBehind, tallyOf } from './tally.adapter.ts'
import { measureNames } from './words.ts'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

const isOutgoing = (measure: Measure): measure is OutgoingMeasure => (outgoingMeasures as readonly Measure[]).includes(measure)

/** Kiểm tra văn bản hằng tuần: bảng theo đơn vị, từng văn bản sau mỗi con số. */
export function checkRoutes({ db, orgOf, calendarOf }: Pick<DocumentRoomDeps, 'db' | 'orgOf' | 'calendarOf'>): OfficeRoute[] {
  /** What the address asks for; what is not understood falls back to last week. */
  const look = async (c: OfficeContext, say: Say) => {
    const { who, now } = c.var
    const today = dayInVietnam(now)
    const faults: Record<string, string> = {}
    const text = (name: string) => c.req.query(name)?.trim().slice(0, 40) ?? ''
    const date = (name: 'from' | 'to', usual: Day): Day => {
      if (text(name) === '') return usual
      try {
        return day(text(name))
      } catch {
        faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
        return usual
      }
    }
    const usual = lastWeek(today)
    const from = date('from', usual.from)
    const given = date('to', Math.max(usual.to, from) as Day)
    if (given < from) faults.to ??= say('Ngày cuối trước ngày đầu.', 'The last day lies before the first.')
    if (given - from >= periodDaysMax)
      faults.to ??= say(`Nhiều nhất ${periodDaysMax} ngày một lần.`, `At most ${periodDaysMax} days at once.`)
    const period: Period = { from, to: Math.min(Math.max(given, from), from + periodDaysMax - 1) as Day }
    const [org, calendar] = await Promise.all([orgOf(who.agencyId), calendarOf(who.agencyId)])
    const leadDays = inForce(leadTimeCalendarDays, Math.max(period.to, leadTimeCalendarDays[0]?.from ?? 0) as Day).value
    const asked: Asked = {
      period,
      today,
      deadlines: deadlinesJudged(period, leadDays, calendar),
      days: assignedUntil(period, calendar),
    }
    const unit = /^(0|[1-9]\d{0,8})$/.test(text('unit')) ? text('unit') : ''
    const measure = [...outgoingMeasures, ...incomingMeasures].find((m) => m === text('show')) ?? null
    const chosen: ChosenCheck = { from: dayText(period.from), to: dayText(period.to), unit, show: measure ?? '' }
    const names = namesOf(org, say)
    const unitName = (unitId: number) => (unitId === 0 ? say('Chưa giao đơn vị nào', 'No unit yet') : names.unit(unitId))
    return { who, now, today, asked, org, names, unitName, chosen, faults, measure, unitId: unit === '' ? null : Number(unit) }
  }
  type Looked = Awaited<ReturnType<typeof look>>

  const rowsOf = async ({ who, asked, unitName, unitId }: Looked): Promise<CheckRow[]> => {
    const found = await db.inAgency(who.agencyId, (tx) => tallyOf(tx, who.agencyId, asked))
    return [...found]
      .map(([id, figures]): CheckRow => ({ unitId: id ?? 0, name: unitName(id ?? 0), figures }))
      .filter((row) => unitId === null || row.unitId === unitId)
      .toSorted((a, b) => a.name.localeCompare(b.name, 'vi'))
  }

  const behind = async (looked: Looked, measure: Measure, after: string | null, most?: number) => {
    const { who, asked, unitId } = looked
    const paging = { after, ...(most === undefined ? {} : { most }) }
    return db.inAgency(who.agencyId, async (tx) => {
      if (isOutgoing(measure)) {
        const page = await outgoingBehind(tx, who.agencyId, asked, { measure, unitId }, paging)
        return { out: page.rows, come: null, next: page.next }
      }
      const page = await incomingBehind(tx, who.agencyId, asked, { measure: measure as IncomingMeasure, unitId }, paging)
      return { out: null, come: page.rows, next: page.next }
    })
  }

  async function* tableLines(looked: Looked): AsyncGenerator<string> {
    const rows = await rowsOf(looked)
    const measures: readonly Measure[] = [...outgoingMeasures, ...incomingMeasures]
    const shares: readonly (readonly [string, Measure, Measure])[] = [
      [tableHeads.vi.check.two, 'issued-two', 'issued'],
      [tableHeads.vi.check.inside, 'issued-inside', 'issued'],
      [tableHeads.vi.check.lead, 'lead-in-time', 'lead'],
      [tableHeads.vi.check.assigned, 'in-assigned', 'in'],
    ]
    const cells = (name: string, figures: Figures) => [
      ...[name, ...measures.map((m) => figures[m])],
      ...shares.map(([, part, of]) => percent(figures[part], figures[of], inVietnamese)),
    ]
    yield csvStart + csvLine([tableHeads.vi.check.unit, ...measures.map((m) => measureNames.vi[m]), ...shares.map(([name]) => name)])
    for (const row of rows) yield csvLine(cells(row.name, row.figures))
    yield csvLine(cells(tableHeads.vi.check.whole, rows.length > 0 ? sumOf(rows.map((r) => r.figures)) : noFigures))
  }

  async function* behindLines(looked: Looked, measure: Measure): AsyncGenerator<string> {
    const { names } = looked
    yield csvStart + csvLine(isOutgoing(measure) ? tableHeads.vi.checkedOutgoing : tableHeads.vi.checkedIncoming)
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const page: Awaited<ReturnType<typeof behind>> = await behind(looked, measure, after, exportPage)
      for (const r of page.out ?? [])
        yield csvLine([
          ...[
            r.numberText ?? '',
            kindNames.vi[r.kind],
            r.subject,
            urgencyNames.vi[r.urgency],
            names.unit(r.unitId),
            names.officer(r.draftedBy),
          ],
          ...[outgoingStatusNames.vi[r.status], standingNames.vi[r.standing], r.deadline === null ? '' : dayText(r.deadline)],
          ...[
            r.by === null ? '' : dayText(r.by),
            r.toLeaderAt === null ? '' : momentText(r.toLeaderAt),
            r.issuedAt === null ? '' : momentText(r.issuedAt),
          ],
        ])
      for (const r of page.come ?? [])
        yield csvLine([
          ...[r.number, r.year, r.sender, r.numberSymbol, r.subject, r.leadUnitId === null ? '' : names.unit(r.leadUnitId)],
          ...[incomingStatusNames.vi[r.status], momentText(r.arrivedAt), momentText(r.registeredAt)],
          r.assignedAt === null ? '' : momentText(r.assignedAt),
        ])
      seen += page.out?.length ?? page.come?.length ?? 0
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: checkPath,
      needs: 'document.read',
      async handle(c) {
        const { say } = c.var
        const looked = await look(c, say)
        const rows = await rowsOf(looked)
        if (Object.keys(looked.faults).length > 0) c.status(422)
        return c.render(
          <CheckPage
            whole={sumOf(rows.map((r) => r.figures))}
            rows={rows}
            chosen={{ ...looked.chosen, show: '' }}
            faults={looked.faults}
            periods={periodsOf(looked.today, say)}
            units={openUnits(looked.org).map(({ id }) => ({ value: String(id), text: looked.names.shortUnit(id) }))}
          />,
          { title: say('Kiểm tra văn bản', 'Check of documents'), menu: outgoingPath },
        )
      },
    },
    {
      method: 'get',
      path: `${checkPath}/export.csv`,
      needs: 'document.read',
      handle: async (c) => csvFile('kiem-tra-van-ban', tableLines(await look(c, inVietnamese))),
    },
    {
      method: 'get',
      path: `${checkPath}/documents`,
      needs: 'document.read',
      async handle(c) {
        const { say, now } = c.var
        const looked = await look(c, say)
        const { measure, chosen, asked, unitId, unitName, names } = looked
        if (measure === null) return c.notFound()
        const after = c.req.query('after') ?? null
        const { period } = asked
        return c.render(
          <BehindPage
            measure={measure}
            chosen={chosen}
            narrowedTo={[
              say(
                `${showDate(period.from, now, 'vi')}–${showDate(period.to, now, 'vi')}`,
                `${showDate(period.from, now, 'en')} to ${showDate(period.to, now, 'en')}`,
              ),
              unitId === null ? '' : unitName(unitId),
            ]
              .filter(Boolean)
              .join(' · ')}
            {...(await behind(looked, measure, after))}
            isFirst={after === null}
            names={names}
            now={now}
          />,
          { title: measureNames[say.lang][measure], menu: outgoingPath },
        )
      },
    },
    {
      method: 'get',
      path: `${checkPath}/documents.csv`,
      needs: 'document.read',
      async handle(c) {
        const looked = await look(c, inVietnamese)
        return looked.measure === null ? c.notFound() : csvFile('van-ban-trong-ky', behindLines(looked, looked.measure))
      },
    },
  ]
}

/** Periods that people ask for: last week first. */
function periodsOf(today: Day, say: Say): { text: string; from: string; to: string }[] {
  const period = (text: string, from: number, to: number) => ({ text, from: dayText(from as Day), to: dayText(to as Day) })
  const last = lastWeek(today)
  const month = day(`${dayText(today).slice(0, 7)}-01`)
  const before = day(`${dayText((month - 1) as Day).slice(0, 7)}-01`)
  return [
    period(say('Tuần trước', 'Last week'), last.from, last.to),
    period(say('Tuần này', 'This week'), today - weekday(today), today - weekday(today) + 6),
    period(say('Tháng trước', 'Last month'), before, month - 1),
    period(say('Tháng này', 'This month'), month, today),
  ]
}
