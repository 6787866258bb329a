import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { dayText } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { openUnits } from '../../org/model.ts'
import { outgoingStatusNames, standingNames } from '../explain.ts'
import { readDocumentFilter } from '../filter.ts'
import { kindNames } from '../kinds.ts'
import { listOutgoing, type OutgoingRow, outgoingViews, type Page } from '../look-up.adapter.ts'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { tableHeads } from '../table-heads.ts'
import { OutgoingListPage, outgoingPath } from './page.tsx'

/** Longest list that is written out at once. */
const exportRowsMax = 20_000
const exportPage = 500

/** Văn bản đi: danh sách, bảng tính. */
export function listOutgoingRoutes({ db, orgOf }: Pick<DocumentRoomDeps, 'db' | 'orgOf'>): OfficeRoute[] {
  async function* lines(c: OfficeContext): AsyncGenerator<string> {
    const { agencyId } = c.var.who
    const names = namesOf(await orgOf(agencyId), inVietnamese)
    const { filter } = readDocumentFilter((name) => c.req.query(name), outgoingViews, inVietnamese)
    yield csvStart + csvLine(tableHeads.vi.outgoing)
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: Page<OutgoingRow> = await db.inAgency(agencyId, (tx) =>
        listOutgoing(tx, agencyId, filter, { actor: c.var.who, after: cursor, most: exportPage }),
      )
      for (const r of page.rows)
        yield csvLine([
          ...[r.numberText ?? '', r.datedOn === null ? '' : dayText(r.datedOn), kindNames.vi[r.kind], r.subject, names.unit(r.unitId)],
          ...[names.officer(r.draftedBy), names.officer(r.signatoryId), outgoingStatusNames.vi[r.status], standingNames.vi[r.standing]],
          r.deadline === null ? '' : dayText(r.deadline),
        ])
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: outgoingPath,
      needs: 'document.read',
      async handle(c) {
        const { say, now, who } = c.var
        const { filter, chosen, faults } = readDocumentFilter((name) => c.req.query(name), outgoingViews, say)
        const after = c.req.query('after') ?? null
        const [org, page] = await Promise.all([
          orgOf(who.agencyId),
          db.inAgency(who.agencyId, (tx) => listOutgoing(tx, who.agencyId, filter, { actor: who, after })),
        ])
        const names = namesOf(org, say)
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <OutgoingListPage
            {...page}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            units={openUnits(org).map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))}
            names={names}
            now={now}
            mayDraft={who.may.has('document.draft')}
          />,
          { title: say('Văn bản đi', 'Outgoing documents'), menu: outgoingPath },
        )
      },
    },
    {
      method: 'get',
      path: `${outgoingPath}/export.csv`,
      needs: 'document.read',
      async handle(c) {
        return csvFile('van-ban-di', lines(c))
      },
    },
  ]
}
