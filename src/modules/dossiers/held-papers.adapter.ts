import type { Day } from '../../kernel/moment.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { Applicant } from '../applicants/model.ts'
import { idByIdentity } from '../applicants/service.ts'
import type { PapersService } from '../papers/service.ts'
import type { FiledComponent } from './dossier.ts'

/** What the office holds of applicants already (kho giấy tờ), as dossiers ask it. */
export type HeldPapers = Pick<PapersService, 'heldFor' | 'mayAsk' | 'useIn'>

/** A component that need not be handed in, for it is held: its number in the list, and the paper. */
export type HeldRow = { no: number; paperId: string; name: string; dossier: string | null }

/** Components that were taken from what is held: there, and none of them brought. */
export const takenFromHeld = (components: readonly FiledComponent[]): string[] =>
  components.filter((c) => c.isPresent && c.originals === 0 && c.copies === 0).map(({ name }) => name)

/** Which components of a list are held of somebody known by their number; nothing is held of somebody new. */
export async function heldRows(
  { db, papers }: { db: Database; papers?: HeldPapers | undefined },
  agencyId: number,
  { kind, identityNumber }: Pick<Applicant, 'kind' | 'identityNumber'>,
  components: readonly { name: string }[],
  on: Day,
): Promise<HeldRow[]> {
  if (!papers || identityNumber === null) return []
  const applicantId = await db.inAgency(agencyId, (tx) => idByIdentity(tx, agencyId, kind, identityNumber))
  if (applicantId === null) return []
  const names = components.map(({ name }) => name)
  const held = await papers.heldFor(agencyId, applicantId, names, on)
  return components.flatMap(({ name }, i) => {
    const found = held.find(({ component }) => component === name)
    return found ? [{ no: i + 1, paperId: found.paper.id, name: found.paper.name, dossier: found.paper.dossier }] : []
  })
}
