import { type Day, dayText, type Moment } from '../../../kernel/moment.ts'
import type { Statement, Tx } from '../../../platform/postgres/database.ts'
import type { InternalProcess } from '../process.ts'

/** A procedure with the version that the public is told: the one in force, else the next one, else the last that was. */
export type ToldProcedure = {
  procedureId: number
  version: number
  process: InternalProcess
  decision: string
  effectiveFrom: Day
  effectiveTo: Day | null
  withdrawnAt: Moment | null
}

const readTold: Statement = {
  name: 'procedures-public-one',
  text: `select p.procedure_id as "procedureId", v.version_no as version, v.definition as process, v.decision, v.effective_from as "effectiveFrom",
      v.effective_to as "effectiveTo", p.withdrawn_at as "withdrawnAt"
    from procedures.procedure p
    join procedures.version v on v.agency_id = $1 and v.procedure_id = p.procedure_id and v.state = 'published'
    where p.agency_id = $1 and p.procedure_id = $2
    order by case when v.effective_from > $3 then 1 when coalesce(v.effective_to >= $3, true) then 0 else 2 end,
      case when v.effective_from > $3 then v.effective_from end, v.effective_from desc
    limit 1`,
}

/** One procedure as the public is told it, or undefined when it was never published. */
export async function toldProcedure(tx: Tx, agencyId: number, procedureId: number, today: Day): Promise<ToldProcedure | undefined> {
  const [found] = await tx.rows<ToldProcedure>(readTold, [agencyId, procedureId, dayText(today)])
  return found
}

const readFields: Statement = {
  name: 'procedures-public-fields',
  text: `select p.field, count(*) as procedures from procedures.procedure p
    where p.agency_id = $1 and p.field <> '' and exists (select from procedures.version v where v.agency_id = $1 and v.procedure_id = p.procedure_id
      and v.state = 'published' and v.effective_from <= $2 and coalesce(v.effective_to >= $2, true))
    group by p.field order by p.field limit 500`,
}

/** Fields that have a procedure in force, with how many. */
export const fieldsInForce = (tx: Tx, agencyId: number, today: Day): Promise<{ field: string; procedures: number }[]> =>
  tx.rows(readFields, [agencyId, dayText(today)])
