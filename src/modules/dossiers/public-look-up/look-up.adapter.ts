import type { Database, Statement } from '../../../platform/postgres/database.ts'
import type { Channel, DossierCode, Status } from '../model.ts'
import type { Folded } from '../time-line.ts'

/** An agency as codes name it: every identifier it ever had leads to it. */
export type DirectoryAgency = { agencyId: number; code: string; name: string; isClosed: boolean; identifiers: readonly string[] }

const readDirectory: Statement = {
  name: 'look-up-directory',
  text: `select a.agency_id, a.code, a.name, a.closed_on is not null as is_closed, array_agg(i.identifier) as identifiers
    from org.agency a join org.agency_identifier i on i.agency_id = a.agency_id group by a.agency_id order by a.agency_id limit 5000`,
}

/** The public directory of agencies with the identifiers that begin their codes (danh bạ mã định danh). */
export async function directory(db: Database): Promise<readonly DirectoryAgency[]> {
  type Row = { agency_id: number; code: string; name: string; is_closed: boolean; identifiers: string[] }
  const rows = await db.everywhere((tx) => tx.rows<Row>(readDirectory, []))
  return rows.map((r) => ({ agencyId: r.agency_id, code: r.code, name: r.name, isClosed: r.is_closed, identifiers: r.identifiers }))
}

/** What the look-up reads of a dossier: nothing of what was filed, and of the applicant only what proves the asker. */
export type LookedUp = {
  procedureId: number
  procedureVersion: number
  channelOut: Channel
  /** The folded state as text: parsed only for whoever has proven to be allowed. */
  state: string
  identityNumber: string | null
  phone: string
  /** The folded state of the whole of which it is a part, as text; null where it is none. */
  wholeState: string | null
  /** Its parts: what they are for and how far they are, nothing else. */
  parts: readonly { procedure: string; status: Status }[]
}

export const stateOf = (found: LookedUp): Folded => JSON.parse(found.state)

/** The whole, where it is a part of one. */
export const wholeOf = ({ wholeState }: LookedUp): Folded | null => (wholeState === null ? null : JSON.parse(wholeState))

const readOne: Statement = {
  name: 'look-up-dossier',
  text: `select d.procedure_id as "procedureId", d.procedure_version as "procedureVersion", d.channel_out as "channelOut", d.state::text as state,
      a.identity_number as "identityNumber", a.phone,
      (select w.state::text from dossiers.dossier w where w.agency_id = $1 and w.code = d.parent) as "wholeState",
      (select coalesce(json_agg(json_build_object('procedure', p.name, 'status', c.status) order by c.filed_at, c.code), '[]') from dossiers.dossier c
        join procedures.procedure p on p.agency_id = $1 and p.procedure_id = c.procedure_id where c.agency_id = $1 and c.parent = d.code) as parts
    from dossiers.dossier d join applicants.applicant a on a.agency_id = $1 and a.applicant_id = d.applicant_id
    where d.agency_id = $1 and d.code = $2`,
}

/**
 * The dossier of a code, or undefined: one statement. It is on its way when the commit is sent, so begin, question and commit
 * share one trip.
 */
export async function lookUp(db: Database, agencyId: number, code: DossierCode): Promise<LookedUp | undefined> {
  const { rows } = await db.inAgency(agencyId, async (tx) => {
    const rows = tx.rows<LookedUp>(readOne, [agencyId, code])
    rows.catch(() => {}) // the transaction throws for both
    return { rows }
  })
  return (await rows)[0]
}
