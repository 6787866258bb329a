import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, dayInVietnam, dayText, type Moment, weekday } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { showDuration } from '../../../ui/words.ts'
import { openUnits } from '../../org/model.ts'
import { shortMoment } from '../forms/words.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import type { Page } from '../look-up.adapter.ts'
import { causeNames } from '../pause/history.ts'
import { pauseCauses } from '../pause/hold.ts'
import { type AuditedPause, type PauseChoice, type PauseSort, pauseSorts, pauseStates, stateOf } from './choice.ts'
import { listPauses, pausesByUnit } from './look-up.adapter.ts'
import { type ChosenPauses, PauseAuditPage } from './page.tsx'
import { outHeads, signWords, stateNames } from './words.ts'

/** Days that a period may be asked for: what lies outside was mistyped. */
const [earliest, latest] = [day('2000-01-01'), day('2200-12-31')]

/** Pauses written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** The period when none is chosen: four weeks up to today. */
const daysBefore = 27

type Read = { choice: PauseChoice & { sort: PauseSort }; chosen: ChosenPauses; faults: Record<string, string> }

/** The choice out of the address: what is not understood is left out, a date that does not exist is told. */
export function readPauseChoice(query: (name: string) => string | undefined, today: Day, say: Say): Read {
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
  const choice = {
    from: date('from', (today - daysBefore) as Day),
    to: date('to', today),
    unitId: /^[1-9]\d{0,8}$/.test(text('unit')) ? Number(text('unit')) : null,
    cause: pauseCauses.find((known) => known === text('cause')) ?? null,
    state: pauseStates.find((known) => known === text('state')) ?? null,
    suspiciousOnly: text('suspicious') === 'yes',
    sort: pauseSorts.find((known) => known === text('sort')) ?? 'signs',
  }
  if (choice.from > choice.to) faults.to ??= say('Ngày cuối đứng trước ngày đầu.', 'The last day comes before the first.')
  return {
    choice,
    chosen: {
      from: faults.from ? text('from') : dayText(choice.from),
      to: faults.to ? text('to') : dayText(choice.to),
      unit: choice.unitId === null ? '' : String(choice.unitId),
      cause: choice.cause ?? '',
      state: choice.state ?? '',
      suspicious: choice.suspiciousOnly ? 'yes' : '',
      sort: choice.sort,
    },
    faults,
  }
}

/** Periods that are looked at: last week on a Monday, and the longer ones. */
export function pausePeriods(today: Day, say: Say): { text: string; from: string; to: string }[] {
  const monday = (today - weekday(today)) as Day
  const [year, month] = [dayText(today).slice(0, 4), Number(dayText(today).slice(5, 7))]
  const quarter = `${year}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`
  const period = (text: string, from: number, to: number) => ({ text, from: dayText(from as Day), to: dayText(to as Day) })
  return [
    period(say('Tuần trước', 'Last week'), monday - 7, monday - 1),
    period(say('Tuần này', 'This week'), monday, today),
    period(say('4 tuần qua', 'Last 4 weeks'), today - daysBefore, today),
    period(say('Quý này', 'This quarter'), day(quarter), today),
    period(say('Năm nay', 'This year'), day(`${year}-01-01`), today),
  ]
}

/** Kiểm tra các lần tạm dừng: màn hình, bảng tính. */
export function pauseAuditRoutes({ db, calendarOf, orgOf }: Pick<LookUpDeps, 'db' | 'calendarOf' | 'orgOf'>): OfficeRoute[] {
  const read = (c: OfficeContext, say: Say) => readPauseChoice((name) => c.req.query(name), dayInVietnam(c.var.now), say)

  async function* lines(c: OfficeContext): AsyncGenerator<Buffer> {
    const { agencyId, may } = c.var.who
    const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
    const names = namesOf(org, inVietnamese)
    const { choice } = read(c, inVietnamese)
    yield Buffer.from(csvStart + csvLine(outHeads.vi))
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<AuditedPause> = await db.inAgency(agencyId, (tx) =>
        listPauses(tx, agencyId, choice, { after: cursor, most: exportPage }),
      )
      const facts = { names, daySeconds: calendar.ordinaryDaySeconds, mayRead: may.has('dossier.read') }
      yield Buffer.from(page.rows.map((row) => csvLine(cells(row, facts))).join(''))
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: '/office/pauses',
      needs: 'pause.audit',
      async handle(c) {
        const { say, now, who } = c.var
        const { agencyId } = who
        const { choice, chosen, faults } = read(c, say)
        const after = c.req.query('after') ?? null
        const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
        const names = namesOf(org, say)
        // Shares are of all pauses of the period: what else is chosen narrows the list alone.
        const whole = { ...choice, state: null, suspiciousOnly: false }
        const [page, byUnit] = await db.inAgency(agencyId, (tx) =>
          Promise.all([listPauses(tx, agencyId, choice, { after }), pausesByUnit(tx, agencyId, whole, { calendar, now })]),
        )
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <PauseAuditPage
            {...page}
            isFirst={after === null}
            byUnit={byUnit}
            chosen={chosen}
            faults={faults}
            periods={pausePeriods(dayInVietnam(now), say)}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            mayRead={who.may.has('dossier.read')}
            names={names}
            daySeconds={calendar.ordinaryDaySeconds}
            now={now}
          />,
          { title: say('Kiểm tra các lần tạm dừng', 'Audit of pauses'), menu: '/office/pauses' },
        )
      },
    },
    {
      method: 'get',
      path: '/office/pauses/export.csv',
      needs: 'pause.audit',
      async handle(c) {
        return new Response(Readable.toWeb(Readable.from(lines(c))) as NodeStream as ReadableStream, {
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="tam-dung.csv"',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
  ]
}

const at = (moment: Moment | null): string => (moment === null ? '' : shortMoment(moment))
const hours = (seconds: number | null): string =>
  seconds === null ? '' : (seconds / 3600).toLocaleString('vi-VN', { maximumFractionDigits: 2, useGrouping: false })

function cells(
  r: AuditedPause,
  {
    names,
    daySeconds,
    mayRead,
  }: { names: { officer(id: number): string; unit(id: number): string }; daySeconds: number; mayRead: boolean },
): (string | number)[] {
  const show = { duration: (seconds: number) => showDuration(seconds, daySeconds, 'vi'), moment: shortMoment }
  return [
    ...[r.code, r.no, r.procedure, mayRead ? r.applicant : '', names.unit(r.unitId), causeNames.vi[r.cause]],
    ...[r.documentNumber, shortDay(r.documentDate), r.reason, names.officer(r.proposedBy), names.officer(r.approvedBy)],
    ...[at(r.from), at(r.until), at(r.to ?? r.annulledAt), stateNames.vi[stateOf(r)], hours(r.seconds), at(r.dueAt), hours(r.leftSeconds)],
    ...[r.signs.length, r.signs.map((sign) => signWords(sign, r, show, inVietnamese)).join('; ')],
  ]
}

const shortDay = (date: Day): string => dayText(date).split('-').reverse().join('/')
