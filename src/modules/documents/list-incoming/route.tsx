import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { dayInVietnam, dayText, momentText } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { countArrivals } from '../arrivals/store.ts'
import { incomingStatusNames } from '../explain.ts'
import { readDocumentFilter } from '../filter.ts'
import { kindNames, urgencyNames } from '../kinds.ts'
import { type IncomingRow, incomingViews, listIncoming, type Page } from '../look-up.adapter.ts'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { tableHeads } from '../table-heads.ts'
import { IncomingListPage, incomingPath } from './page.tsx'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** Văn bản đến: danh sách, bảng tính. */
export function listIncomingRoutes({ db, orgOf }: Pick<DocumentRoomDeps, 'db' | 'orgOf'>): OfficeRoute[] {
  async function* lines(c: OfficeContext): AsyncGenerator<string> {
    const { who, now } = c.var
    const { agencyId } = who
    const names = namesOf(await orgOf(agencyId), inVietnamese)
    const { filter } = readDocumentFilter((name) => c.req.query(name), incomingViews, inVietnamese)
    yield csvStart + csvLine(tableHeads.vi.incoming)
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<IncomingRow> = await db.inAgency(agencyId, (tx) =>
        listIncoming(tx, agencyId, filter, { actor: who, after: cursor, today: dayInVietnam(now), most: exportPage }),
      )
      for (const r of page.rows)
        yield csvLine([
          ...[r.number, r.year, momentText(r.arrivedAt), momentText(r.registeredAt), r.sender, r.numberSymbol],
          ...[r.datedOn === null ? '' : dayText(r.datedOn), kindNames.vi[r.kind], r.subject, urgencyNames.vi[r.urgency]],
          ...[r.leadUnitId === null ? '' : names.unit(r.leadUnitId), r.holderId === null ? '' : names.officer(r.holderId)],
          ...[
            r.deadline === null ? '' : dayText(r.deadline),
            incomingStatusNames.vi[r.status],
            r.doneAt === null ? '' : momentText(r.doneAt),
          ],
        ])
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: incomingPath,
      needs: 'document.read',
      async handle(c) {
        const { say, now, who } = c.var
        const { agencyId } = who
        const { filter, chosen, faults } = readDocumentFilter((name) => c.req.query(name), incomingViews, say)
        const after = c.req.query('after') ?? null
        const [org, { page, arrivals }] = await Promise.all([
          orgOf(agencyId),
          db.inAgency(agencyId, async (tx) => ({
            page: await listIncoming(tx, agencyId, filter, { actor: who, after, today: dayInVietnam(now) }),
            arrivals: await countArrivals(tx, agencyId),
          })),
        ])
        const names = namesOf(org, say)
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <IncomingListPage
            {...page}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            names={names}
            now={now}
            mayKeep={who.may.has('document.keep')}
            arrivals={arrivals}
          />,
          { title: say('Văn bản đến', 'Incoming documents'), menu: incomingPath },
        )
      },
    },
    {
      method: 'get',
      path: `${incomingPath}/export.csv`,
      needs: 'document.read',
      async handle(c) {
        return csvFile('van-ban-den', lines(c))
      },
    },
  ]
}
