import { randomUUID } from 'node:crypto'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { bulkActsOf } from '../bulk/choose.ts'
import { askedOfMine } from '../legs/look-up.adapter.ts'
import { withOutages } from '../list/outages.adapter.ts'
import { boundsOf, type LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import { myWork, type Work, type WorkFilter, workFilters } from '../look-up.adapter.ts'
import { WorkPage, workHref } from './page.tsx'

const isFilter = (text: string): text is WorkFilter => (workFilters as readonly string[]).includes(text)

/** Việc của tôi: every officer's own, so it needs no more than being signed in. */
export const myWorkRoutes = ({ db, calendarOf, orgOf, planOf }: LookUpDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/work',
    needs: 'signed-in',
    async handle(c) {
      const { who, now, say } = c.var
      const { agencyId } = who
      const asked = c.req.query('f') ?? 'all'
      const filter = isFilter(asked) ? asked : 'all'
      const after = c.req.query('after') ?? null
      const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
      const [{ rows, counts, next }, opinions] = await db.inAgency(agencyId, (tx) =>
        Promise.all([
          myWork(tx, agencyId, who, boundsOf(calendar, now), { filter, after }),
          askedOfMine(tx, agencyId, { now, actor: who }),
        ]),
      )
      const plans = new Map(
        await Promise.all(
          [...new Map(rows.map((r) => [planKey(r), r])).values()].map(
            async (r) => [planKey(r), await planOf(agencyId, r.procedureId, r.procedureVersion)] as const,
          ),
        ),
      )
      const stepName = (row: Work) => namesOf(org, say, plans.get(planKey(row))).step(row.step)
      return c.render(
        <WorkPage
          rows={rows.map((r) => ({ ...r, stepName: stepName(r) }))}
          counts={counts}
          asked={opinions}
          filter={filter}
          next={next}
          isFirst={after === null}
          officerId={who.officerId}
          csrf={who.csrf}
          keyOf={() => randomUUID()}
          canReceive={who.may.has('dossier.receive')}
          bulk={{ csrf: who.csrf, acts: bulkActsOf(who.may), mayPrint: who.may.has('dossier.read'), list: workHref(filter) }}
          {...(await withOutages(db, agencyId, { calendar, now, names: namesOf(org, say) }, rows))}
        />,
        { title: say('Việc của tôi', 'My work'), menu: '/office/work' },
      )
    },
  },
]

const planKey = ({ procedureId, procedureVersion }: Work): string => `${procedureId}/${procedureVersion}`
