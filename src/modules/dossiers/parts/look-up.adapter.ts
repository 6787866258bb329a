import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { Dossier } from '../dossier.ts'
import { type Listed, listed } from '../look-up.adapter.ts'

/** The other dossiers of one (hồ sơ chung, hồ sơ thành phần). */
export type Family = { whole: Listed | null; parts: Listed[] }

const family: Statement = {
  name: 'parts-family',
  text: `select ${listed} from dossiers.dossier d where d.agency_id = $1 and d.parent = $2
    union all select ${listed} from dossiers.dossier d where d.agency_id = $1 and d.code = $3
    order by 11, 1 limit 100`,
}

/** The whole and the parts of a dossier, the first filed first; one question, and none for a dossier that never had any. */
export async function familyOf(
  tx: Tx,
  agencyId: number,
  code: string,
  { whole, parts }: Pick<Dossier, 'whole' | 'parts'>,
): Promise<Family> {
  if (!whole && (parts ?? []).length === 0) return { whole: null, parts: [] }
  const rows = await tx.rows<Listed>(family, [agencyId, code, whole?.code ?? null])
  return { whole: rows.find((row) => row.code === whole?.code) ?? null, parts: rows.filter((row) => row.code !== whole?.code) }
}

const mine: Statement = {
  name: 'parts-of-applicant',
  text: `select ${listed} from dossiers.dossier d
    where d.agency_id = $1 and d.applicant_id = $2 and d.code <> $3 and d.parent is null and d.ended_at is null
      and not exists (select from dossiers.dossier p where p.agency_id = $1 and p.parent = d.code)
    order by d.filed_at desc, d.code desc limit 50`,
}

/** What else the applicant has running that could become a part: the newest fifty. */
export const couldBeParts = (tx: Tx, agencyId: number, applicantId: number, code: string): Promise<Listed[]> =>
  tx.rows(mine, [agencyId, applicantId, code])
