import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Day, dayInVietnam, daySeconds, type Moment } from '../../src/kernel/moment.ts'
import { inVietnamese } from '../../src/kernel/say.ts'
import { asOf, type OrgSnapshot, openUnits, unitName } from '../../src/modules/org/model.ts'
import { placesOf } from '../../src/modules/procedures/assign/decide.ts'
import { candidatesIn } from '../../src/modules/procedures/candidates.adapter.ts'
import { type ConfirmedAssignments, type InternalProcess, proposeAssignment } from '../../src/modules/procedures/model.ts'
import { confirmAssignments, importProcesses, publishVersion, readProcedure } from '../../src/modules/procedures/store.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import type { Chance } from './chance.ts'
import type { DemoAgency } from './department.ts'
import { type Founded, idIn } from './found.ts'
import { must } from './must.ts'

/** A version that was published, with the days in which it holds. */
export type PublishedProcess = {
  procedureId: number
  version: number
  process: InternalProcess
  assignments: ConfirmedAssignments
  from: Day
  to: Day | null
}

/** Imports the processes of an agency as one officer, assigns their steps, and publishes the faultless ones as another (nhập, phân công, công bố). */
export async function issueProcesses(
  db: Database,
  agency: DemoAgency,
  founded: Founded,
  folder: string,
  on: Day,
  chance: Chance,
): Promise<PublishedProcess[]> {
  const { agencyId, org, people, units } = founded
  const by = (login: string, at: Moment) => ({ agencyId, officerId: idIn(people, login), onBehalfOf: null, at })
  const at = (hours: number) => ((on - 2) * daySeconds + (hours - 7) * 3600) as Moment
  const candidates = (await Promise.all((await filesIn(folder)).map((file) => candidatesIn(file, inVietnamese)))).flat()
  const { lines, isWritten } = await importProcesses(db, by(agency.administrator, at(9)), candidates, inVietnamese)
  if (!isWritten) throw new Error(`the demo's processes cannot be read: ${JSON.stringify(lines.filter((l) => l.state === 'bad'))}`)
  const published: PublishedProcess[] = []
  for (const { process, ok } of lines) {
    if (!process || !ok) continue
    const found = await db.inAgency(agencyId, async (tx) => {
      const [row] = await tx.rows<{ id: number }>(idOfKey, [agencyId, process.id])
      return row && readProcedure(tx, agencyId, row.id)
    })
    const version = found?.versions[0]
    if (!found || !version) throw new Error(`${process.id} was not imported`)
    const assignments = assign(process, asOf(org, dayInVietnam(at(9))), idIn(units, agency.office))
    const stamp = (seen: number) => ({ seen, key: chance.uuid() })
    const { procedureId, revision } = found
    const { versionNo } = version
    must(
      await confirmAssignments(db, by(agency.administrator, at(10)), procedureId, stamp(revision), { versionNo, chosen: assignments }),
      process.id,
    )
    const command = { versionNo, effectiveFrom: on, decision: process.decision ?? '' }
    must(await publishVersion(db, by(agency.publisher, at(15)), procedureId, stamp(revision + 1), command), process.id)
    published.push({ procedureId, version: versionNo, process, assignments, from: on, to: null })
  }
  return published
}

const idOfKey = { name: 'demo-id-of-key', text: 'select procedure_id as id from procedures.procedure where agency_id = $1 and key = $2' }

async function filesIn(folder: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const home = new URL(`./${folder}/`, import.meta.url)
  const names = (await readdir(fileURLToPath(home))).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(new URL(name, home)) })))
}

/** Takes what the importer proposes; a step with another body is followed by the records clerks of the office. */
function assign(process: InternalProcess, org: OrgSnapshot, officeId: number): ConfirmedAssignments {
  const units = openUnits(org).map(({ id, kind }) => ({ id, kind, name: unitName(org, id) }))
  const names = org.agency.names.map(({ name }) => name)
  return Object.fromEntries(
    placesOf(process).map(({ key, step }) => {
      const { role, place } = proposeAssignment(step ?? { actor: 'Bộ phận Một cửa', name: 'Trả kết quả' }, { names, units })
      if (role === 'outside') return [key, { unitId: officeId, role: 'records-clerk' as const, isAway: true }]
      if (place.kind !== 'unit') throw new Error(`${process.id}, step ${key}: nobody is named clearly`)
      return [key, { unitId: place.unit, role, isAway: false }]
    }),
  )
}
