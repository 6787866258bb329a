import { type Moment, momentText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database, Tx } from '../../../platform/postgres/database.ts'
import { showMoment } from '../../../ui/words.ts'
import type { Entry } from '../../audit/model.ts'
import { readNewest } from '../../audit/service.ts'
import type { OrgChange } from '../change.ts'
import { describe } from '../describe.ts'
import { officerOf } from '../find.ts'
import { menu, readRecord } from '../forms/route.tsx'
import type { OrgRecord } from '../record.ts'
import { type HistoryLine, HistoryPage } from './page.tsx'

/** How far back the history on a unit's or an officer's own page looks; the whole is on the history page. */
const lookBack = 500
const pageLines = 50

const changeOf = (entry: Entry): OrgChange => JSON.parse(entry.body) as OrgChange

function lineOf(entry: Entry, org: OrgRecord, now: Moment, say: Say): HistoryLine {
  const officer = entry.officerId === null ? undefined : officerOf(org, entry.officerId)?.name
  const absent = entry.onBehalfOf === null ? undefined : officerOf(org, entry.onBehalfOf)?.name
  const by = officer ? (absent ? say(`${officer} thay ${absent}`, `${officer} for ${absent}`) : officer) : say('hệ thống', 'the system')
  return { at: showMoment(entry.at, now, say.lang), dateTime: momentText(entry.at), text: describe(changeOf(entry), org, say), by }
}

/** Recent changes that are about one thing. */
export async function historyOf(
  tx: Tx,
  org: OrgRecord,
  now: Moment,
  isAbout: (change: OrgChange) => boolean,
  say: Say,
): Promise<HistoryLine[]> {
  const entries = await readNewest(tx, org.agency.id, { stream: 'org', most: lookBack })
  return entries.filter((entry) => isAbout(changeOf(entry))).map((entry) => lineOf(entry, org, now, say))
}

/** Needs `org.read`. Older pages by a cursor: the place of the last line seen. */
export const historyRoute = ({ db }: { db: Database }): OfficeRoute => ({
  method: 'get',
  path: '/office/org/history',
  needs: 'org.read',
  async handle(c) {
    const { who, now, say } = c.var
    const org = await readRecord(db, who)
    const [at, seq] = (c.req.query('before') ?? '').split('.').map(Number)
    const before = at && seq ? { before: { recordedAt: at as Moment, stream: 'org', seq } } : {}
    const entries = await db.inAgency(who.agencyId, (tx) => readNewest(tx, who.agencyId, { stream: 'org', most: pageLines, ...before }))
    const last = entries.length === pageLines ? entries.at(-1) : undefined
    const next = last && `/office/org/history?before=${last.recordedAt}.${last.seq}`
    const lines = entries.map((entry) => lineOf(entry, org, now, say))
    return c.render(<HistoryPage lines={lines} next={next} />, { title: say('Lịch sử tổ chức', 'History of the organisation'), menu })
  },
})
