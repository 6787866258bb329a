import { dayInVietnam } from '../../../kernel/moment.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { holdersOf, type OrgSnapshot } from '../../org/model.ts'
import { orgAsOf } from '../../org/service.ts'
import { officersFor } from '../assign/decide.ts'
import { menu, numberIn, type ProcedureDeps } from '../office.adapter.ts'
import { minutesOf } from '../process.ts'
import { readProcedure } from '../store.ts'
import type { Version } from '../version.ts'
import { enoughHistory, historyOf, middleOf } from './history.ts'
import { type Run, SimulatePage } from './page.tsx'
import { arrivalsOf, dayMinutes, groupsOf, randomFrom, type Scenario, simulate, withMoreStaff, withStepCut } from './simulate.ts'

const yearWorkingDays = 250
/** Steps of all dossiers together, at most: the run holds up the process while it lasts. */
const visitsMax = 60_000
const peopleMax = 500

/** Needs `procedure.read`: a year of dossiers through a version, with its real staffing where the steps are assigned. Writes nothing. */
export const simulateRoutes = ({ db, stepDurations }: ProcedureDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: '/office/procedures/:id{[0-9]+}/simulate',
    needs: 'procedure.read',
    async handle(c) {
      const { who, now, say } = c.var
      const { procedure, org } = await db.inAgency(who.agencyId, async (tx) => ({
        procedure: await readProcedure(tx, who.agencyId, numberIn(c.req.param('id'))),
        org: await orgAsOf(tx, who.agencyId, dayInVietnam(now)),
      }))
      const v = c.req.query('v')
      const version = v === undefined ? procedure?.versions[0] : procedure?.versions.find(({ versionNo }) => versionNo === numberIn(v))
      if (!procedure || !version) return c.notFound()
      const { steps } = version.process
      const history = historyOf(version.process, procedure.versions, (await stepDurations?.(who.agencyId, procedure.procedureId)) ?? [])
      const isByTable = c.req.query('times') === 'table'
      const enough = isByTable ? {} : enoughHistory(history)
      const groups = groupsOf(version.process, 1)
      const names = [...new Set(groups.flat().map(({ role }) => role))]
      const faults: Record<string, string> = {}
      const number = (name: string, first: number, min: number, max: number): number => {
        const typed = c.req.query(name)
        const value = typed === undefined ? first : Number(typed.replace(',', '.'))
        if (typed?.trim() !== '' && value >= min && value <= max) return value
        faults[name] = say(`Ghi số từ ${min} đến ${max}.`, `Enter a number from ${min} to ${max}.`)
        return first
      }
      const perDayMax = Math.max(1, Math.floor(visitsMax / yearWorkingDays / Math.max(1, groups.flat().length)))
      const perDay = number('perDay', 1, 0.1, perDayMax)
      const share = number('share', 50, 1, 100)
      const seed = Math.floor(number('seed', 1, 0, 1_000_000_000))
      const roles = names.map((role, i) => ({
        role,
        people: Math.floor(number(`staff-${i}`, peopleFor(role, version, org), 1, peopleMax)),
      }))
      const scenario: Scenario = {
        groups: groupsOf(version.process, share / 100, enough),
        limitMinutes: minutesOf(version.process.limit),
        staff: Object.fromEntries(roles.map(({ role, people }) => [role, people])),
        arrivals: arrivalsOf(perDay, yearWorkingDays, randomFrom(seed)),
      }
      const [cut, more] = [c.req.query('cut') ?? '', c.req.query('more') ?? '']
      const run = (kind: Run['kind'], one: Scenario): Run => ({ kind, simulated: simulate(one, randomFrom(seed + 1)) })
      const runs = [
        run('as-is', scenario),
        ...(groups.flat().some(({ no }) => no === cut) ? [run('step-cut', withStepCut(scenario, cut, dayMinutes))] : []),
        ...(names.includes(more) ? [run('more-staff', withMoreStaff(scenario, more, 1))] : []),
      ]
      if (Object.keys(faults).length > 0) c.status(422)
      return c.render(
        <SimulatePage
          procedure={procedure}
          version={version}
          asked={{ ...askedIn(c, { perDay, share, seed }), cut, more, times: isByTable ? 'table' : '' }}
          roles={roles}
          steps={steps
            .filter(({ countsTime }) => countsTime)
            .map(({ no, name, duration }) => {
              const known = history.find((h) => h.no === no)?.minutes ?? []
              const isPast = enough[no] !== undefined
              return {
                no,
                name: name ?? '',
                tableMinutes: minutesOf(duration ?? []),
                dossiers: known.length,
                isPast,
                middleMinutes: middleOf(known),
              }
            })}
          runs={Object.keys(faults).length > 0 ? [] : runs}
          faults={faults}
        />,
        { title: say('Mô phỏng một năm', 'Simulate a year'), menu },
      )
    },
  },
]

const askedIn = (c: OfficeContext, first: { perDay: number; share: number; seed: number }) => ({
  perDay: c.req.query('perDay') ?? String(first.perDay),
  share: c.req.query('share') ?? String(first.share),
  seed: c.req.query('seed') ?? String(first.seed),
})

/** Who could take the steps of these words today: officers that hold the assigned role in the assigned unit; one where nothing is assigned. */
function peopleFor(actor: string, { process, assignments }: Version, org: OrgSnapshot): number {
  const holders = process.steps.flatMap((step, i) => {
    const held = (step.actor ?? '') === actor ? assignments?.[String(i + 1)] : undefined
    return held ? officersFor[held.role].flatMap((role) => holdersOf(org, held.unitId, role)) : []
  })
  return Math.max(1, new Set(holders.map(({ id }) => id)).size)
}
