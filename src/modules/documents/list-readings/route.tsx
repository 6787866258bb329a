import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { percent } from '../check/page.tsx'
import { readDocumentFilter } from '../filter.ts'
import { kindNames } from '../kinds.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import { outgoingViews, type Page } from '../look-up.adapter.ts'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { tableHeads } from '../table-heads.ts'
import { ReadingsPage, readingsPath } from './page.tsx'
import { listReadings, type ReadingRow } from './tally.adapter.ts'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** Theo dõi quán triệt: danh sách, bảng tính. */
export function readingRoutes({ db, orgOf }: Pick<DocumentRoomDeps, 'db' | 'orgOf'>): OfficeRoute[] {
  async function* lines(c: OfficeContext): AsyncGenerator<string> {
    const { agencyId } = c.var.who
    const names = namesOf(await orgOf(agencyId), inVietnamese)
    const { filter } = readDocumentFilter((name) => c.req.query(name), outgoingViews, inVietnamese)
    yield csvStart + csvLine(tableHeads.vi.readings)
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<ReadingRow> = await db.inAgency(agencyId, (tx) =>
        listReadings(tx, agencyId, filter, { after: cursor, most: exportPage }),
      )
      for (const r of page.rows)
        yield csvLine([
          ...[r.numberText ?? '', kindNames.vi[r.kind], r.subject, names.unit(r.unitId), dayText(dayInVietnam(r.issuedAt))],
          ...[r.people, r.read, r.readInTime, percent(r.readInTime, r.people, inVietnamese)],
        ])
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: readingsPath,
      needs: 'document.read',
      async handle(c) {
        const { say, now, who } = c.var
        const { filter, chosen, faults } = readDocumentFilter((name) => c.req.query(name), outgoingViews, say)
        const after = c.req.query('after') ?? null
        const [org, page] = await Promise.all([
          orgOf(who.agencyId),
          db.inAgency(who.agencyId, (tx) => listReadings(tx, who.agencyId, filter, { after })),
        ])
        const names = namesOf(org, say)
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <ReadingsPage
            {...page}
            isFirst={after === null}
            chosen={{ unit: chosen.unit, from: chosen.from, to: chosen.to }}
            faults={faults}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            names={names}
            now={now}
          />,
          { title: say('Theo dõi quán triệt', 'Who has read what'), menu: outgoingPath },
        )
      },
    },
    { method: 'get', path: `${readingsPath}.csv`, needs: 'document.read', handle: async (c) => csvFile('quan-triet', lines(c)) },
  ]
}
