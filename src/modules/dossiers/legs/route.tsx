import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import { inBoth, inVietnamese, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { shortMoment } from '../forms/words.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import type { Page } from '../look-up.adapter.ts'
import { partnerNameOn } from '../partners/partner.ts'
import { partnersOf } from '../partners/store.ts'
import { partnerKindNames } from '../partners/words.ts'
import { referralKindNames, wayNames } from '../referrals/words.ts'
import { countLegs, type LegFilter, type LegRow, legViews, listLegs, tallyLegs } from './look-up.adapter.ts'
import { type ChosenLegs, LegsPage, legState, toWhom } from './page.tsx'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** The period when none is chosen: the quarter of a year up to today. */
const daysBefore = 90

type Read = { filter: LegFilter; chosen: ChosenLegs; faults: Record<string, string> }

/** The filters out of the address: what is not understood is left out, a date that does not exist is told. */
export function readLegFilter(query: (name: string) => string | undefined, now: Moment, say: Say): Read {
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
  const [, party, id] = /^([pu])([1-9]\d{0,8})$/.exec(text('with')) ?? []
  const view = legViews.find((known) => known === text('view')) ?? 'open'
  const kind = (['leg', 'opinion'] as const).find((known) => known === text('kind')) ?? null
  const filter: LegFilter = {
    ...{ view, kind, from: date('from', (today - daysBefore) as Day), to: date('to', today) },
    partnerId: party === 'p' ? Number(id) : null,
    askedUnitId: party === 'u' ? Number(id) : null,
  }
  const shown = (name: 'from' | 'to') => (faults[name] ? text(name) : dayText(filter[name]))
  return { filter, chosen: { view, kind: kind ?? '', with: party ? text('with') : '', from: shown('from'), to: shown('to') }, faults }
}

/** Liên thông và lấy ý kiến: danh sách, theo cơ quan, bảng tính. */
export function legsRoutes({ db, orgOf, calendarOf }: Pick<LookUpDeps, 'db' | 'orgOf' | 'calendarOf'>): OfficeRoute[] {
  const read = (c: OfficeContext, say: Say = c.var.say) => readLegFilter((name) => c.req.query(name), c.var.now, say)

  async function* lines(c: OfficeContext): AsyncGenerator<Buffer> {
    const { agencyId } = c.var.who
    const names = namesOf(await orgOf(agencyId), inVietnamese)
    const { filter } = read(c, inVietnamese)
    yield Buffer.from(csvStart + csvLine(heads.vi))
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<LegRow> = await db.inAgency(agencyId, (tx) =>
        listLegs(tx, agencyId, filter, { now: c.var.now, actor: c.var.who, after: cursor, most: exportPage }),
      )
      yield Buffer.from(page.rows.map((row) => csvLine(cells(row, names, c.var.now))).join(''))
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: '/office/legs',
      needs: 'dossier.read',
      async handle(c) {
        const { say, now, who } = c.var
        const { agencyId } = who
        const { filter, chosen, faults } = read(c)
        const after = c.req.query('after') ?? null
        const [org, calendar] = await Promise.all([orgOf(agencyId), calendarOf(agencyId)])
        const [page, counts, tally, partners] = await db.inAgency(agencyId, (tx) =>
          Promise.all([
            listLegs(tx, agencyId, filter, { now, actor: who, after }),
            countLegs(tx, agencyId, { now, actor: who }),
            tallyLegs(tx, agencyId, filter, now),
            partnersOf(tx, agencyId),
          ]),
        )
        const names = namesOf(org, say)
        const today = dayInVietnam(now)
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <LegsPage
            {...page}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            counts={counts}
            tally={tally}
            withOptions={[
              ...partners.map((p) => ({
                value: `p${p.id}`,
                text: partnerNameOn(p, today),
                group: partnerKindNames[say.lang][p.kind],
              })),
              ...openUnits(org).map(({ id }) => ({
                value: `u${id}`,
                text: names.shortUnit(id),
                group: say('Đơn vị trong cơ quan', 'Units'),
              })),
            ]}
            calendar={calendar}
            now={now}
            names={names}
          />,
          { title: say('Liên thông và lấy ý kiến', 'Other agencies and opinions'), menu: '/office/legs' },
        )
      },
    },
    {
      method: 'get',
      path: '/office/legs/export.csv',
      needs: 'dossier.read',
      async handle(c) {
        return new Response(Readable.toWeb(Readable.from(lines(c))) as NodeStream as ReadableStream, {
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="lien-thong.csv"',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
  ]
}

/** Heads of the table that goes out; of these only the Vietnamese ones do. */
const heads = inBoth((say) => [
  ...[say('Mã hồ sơ', 'Code'), say('Loại', 'Kind'), say('Cơ quan, đơn vị', 'Agency, unit'), say('Thủ tục', 'Procedure')],
  ...[say('Người nộp', 'Applicant'), say('Đơn vị theo dõi', 'Followed by'), say('Số văn bản', 'Document'), say('Cách gửi', 'How')],
  ...[say('Gửi lúc', 'Sent'), say('Tính từ', 'Counts from'), say('Hạn trả lời', 'Due'), say('Trả lời đến', 'Answered')],
  ...[say('Số trả lời', 'Answer no.'), say('Tình trạng', 'State'), say('Chuyển giấy muộn', 'Papers late')],
])
const late = inBoth((say) => say('muộn', 'late'))

const at = (moment: Moment | null): string => (moment === null ? '' : shortMoment(moment))

function cells(r: LegRow, names: { unit(id: number): string }, now: Moment): string[] {
  return [
    ...[r.code, referralKindNames.vi[r.kind], toWhom(r, names), r.procedure, r.applicant, names.unit(r.unitId), r.documentNumber],
    ...[wayNames.vi[r.way], at(r.sentAt), at(r.startsAt), at(r.dueAt), at(r.arrivedAt), r.answerNumber ?? ''],
    ...[legState(r, now, inVietnamese), r.isForwardedLate ? late.vi : ''],
  ]
}
