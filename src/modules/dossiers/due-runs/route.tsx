import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { namesOf } from '../list/words.ts'
import type { DossierDeps } from '../service.ts'
import { DueRunPage, DueRunsPage, runsPath } from './page.tsx'
import { dueRunOf, dueRuns, newestRun, refusalsOf } from './store.ts'

const menu = '/office/calendar'
const rowsMax = 50

/** Các lượt tính lại hạn: seen by whoever sees the calendar. */
export function dueRunRoutes({ db, orgOf }: Pick<DossierDeps, 'db' | 'orgOf'>): OfficeRoute[] {
  return [
    {
      method: 'get',
      path: runsPath,
      needs: 'calendar.read',
      async handle(c) {
        const { who, now, say } = c.var
        const asked = c.req.query('before') ?? ''
        const before = /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : newestRun
        const [found, org] = await Promise.all([
          db.inAgency(who.agencyId, (tx) => dueRuns(tx, who.agencyId, before, rowsMax + 1)),
          orgOf(who.agencyId),
        ])
        const runs = found.slice(0, rowsMax)
        return c.render(
          <DueRunsPage
            runs={runs}
            next={found.length > rowsMax ? (runs.at(-1)?.no ?? null) : null}
            isFirst={before === newestRun}
            nameOf={namesOf(org, say).officer}
            now={now}
          />,
          { title: say('Các lượt tính lại hạn', 'Due times computed anew'), menu },
        )
      },
    },
    {
      method: 'get',
      path: `${runsPath}/:no{[1-9][0-9]{0,8}}`,
      needs: 'calendar.read',
      async handle(c) {
        const { who, now, say } = c.var
        const no = Number(c.req.param('no'))
        const after = (c.req.query('after') ?? '').slice(0, 60)
        const [[run, found], org] = await Promise.all([
          db.inAgency(who.agencyId, (tx) =>
            Promise.all([dueRunOf(tx, who.agencyId, no), refusalsOf(tx, who.agencyId, no, after, rowsMax + 1)]),
          ),
          orgOf(who.agencyId),
        ])
        if (!run) return c.notFound()
        const refusals = found.slice(0, rowsMax)
        return c.render(
          <DueRunPage
            run={run}
            officer={run.officerId === null ? say('hệ thống', 'the system') : namesOf(org, say).officer(run.officerId)}
            refusals={refusals}
            next={found.length > rowsMax ? (refusals.at(-1)?.code ?? null) : null}
            isFirst={after === ''}
            maySeeDossiers={who.may.has('dossier.read')}
            now={now}
          />,
          { title: say(`Tính lại hạn, lượt ${no}`, `Due times computed anew, run ${no}`), menu },
        )
      },
    },
  ]
}
