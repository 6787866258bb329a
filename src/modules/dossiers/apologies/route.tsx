import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { apologyChannelNames } from '../apology/words.ts'
import { apologyHeads, apologyWords } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import type { Page } from '../look-up.adapter.ts'
import { type ApologyFilter, type ApologyRow, apologyViews, coverageOf, listApologies } from './look-up.adapter.ts'
import { ApologiesPage, type ChosenApologies } from './page.tsx'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** The period when none is chosen: the quarter of a year up to today. */
const daysBefore = 90

type Read = { filter: ApologyFilter; chosen: ChosenApologies; faults: Record<string, string> }

/** The filters out of the address: what is not understood is left out, a date that does not exist is told. */
export function readApologyFilter(query: (name: string) => string | undefined, now: Moment, say: Say): Read {
  const text = (name: string) => query(name)?.trim() ?? ''
  const faults: Record<string, string> = {}
  const today = dayInVietnam(now)
  const date = (name: string, otherwise: Day): Day => {
    if (text(name) === '') return otherwise
    try {
      return day(text(name))
    } catch {
      faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
      return otherwise
    }
  }
  const unitId = /^[1-9]\d{0,8}$/.test(text('unit')) ? Number(text('unit')) : null
  const view = apologyViews.find((known) => known === text('view')) ?? 'mine'
  const filter = { view, unitId, from: date('from', (today - daysBefore) as Day), to: date('to', today) }
  const shown = (name: 'from' | 'to') => (faults[name] ? text(name) : dayText(filter[name]))
  return { filter, chosen: { view, unit: unitId === null ? '' : String(unitId), from: shown('from'), to: shown('to') }, faults }
}

/** Thư xin lỗi: danh sách, tỷ lệ, bảng tính. */
export function apologiesRoutes({ db, orgOf }: Pick<LookUpDeps, 'db' | 'orgOf'>): OfficeRoute[] {
  const read = (c: OfficeContext, say: Say = c.var.say) => readApologyFilter((name) => c.req.query(name), c.var.now, say)

  async function* lines(c: OfficeContext): AsyncGenerator<Buffer> {
    const { agencyId } = c.var.who
    const names = namesOf(await orgOf(agencyId), inVietnamese)
    const { filter } = read(c, inVietnamese)
    yield Buffer.from(csvStart + csvLine(apologyHeads))
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<ApologyRow> = await db.inAgency(agencyId, (tx) =>
        listApologies(tx, agencyId, filter, { now: c.var.now, actor: c.var.who, after: cursor, most: exportPage }),
      )
      yield Buffer.from(page.rows.map((row) => csvLine(cells(row, names))).join(''))
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: '/office/apologies',
      needs: 'dossier.read',
      async handle(c) {
        const { say, now, who } = c.var
        const { agencyId } = who
        const { filter, chosen, faults } = read(c)
        const after = c.req.query('after') ?? null
        const org = await orgOf(agencyId)
        const [page, coverage] = await db.inAgency(agencyId, (tx) =>
          Promise.all([listApologies(tx, agencyId, filter, { now, actor: who, after }), coverageOf(tx, agencyId, filter, now)]),
        )
        const names = namesOf(org, say)
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <ApologiesPage
            {...page}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            coverage={coverage}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            now={now}
            names={names}
          />,
          { title: say('Thư xin lỗi', 'Apologies'), menu: '/office/apologies' },
        )
      },
    },
    {
      method: 'get',
      path: '/office/apologies/export.csv',
      needs: 'dossier.read',
      async handle(c) {
        return new Response(Readable.toWeb(Readable.from(lines(c))) as NodeStream as ReadableStream, {
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="thu-xin-loi.csv"',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
  ]
}

const at = (moment: Moment | null): string => (moment === null ? '' : shortMoment(moment))

function cells(r: ApologyRow, names: { officer(id: number): string; unit(id: number): string }): string[] {
  return [
    ...[r.code, r.procedure, r.applicant, r.unitId === null ? '' : names.unit(r.unitId), at(r.dueAt), at(r.endedAt), at(r.newDueAt)],
    ...[r.reason ?? '', r.signedBy === null ? '' : names.officer(r.signedBy), at(r.signedAt), at(r.sentAt)],
    ...[r.channel === null ? '' : apologyChannelNames.vi[r.channel], r.isLateSent ? apologyWords.late : ''],
  ]
}
