import type { Day } from '../../../kernel/moment.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { CounterRules } from '../../org/model.ts'
import { standingOf } from './confirm/decide.ts'
import { ruleLine } from './lines.ts'
import { packOn, type RuleName } from './packs.ts'
import { confirmationsOf } from './store.ts'

/** Together they are what the rules ask of one-stop staff. */
const asked = ['oneStopSeniority', 'oneStopTermMin', 'oneStopTermMax'] as const satisfies readonly RuleName[]

/** What the rules of a day ask of who serves at the counter (điều kiện làm việc tại Bộ phận Một cửa), and whether the agency stands for it. */
export async function counterRulesOn(db: Database, agencyId: number, day: Day): Promise<CounterRules> {
  const { id, law, rules } = packOn(day)
  const confirmations = await db.inAgency(agencyId, (tx) => confirmationsOf(tx, agencyId))
  const isVerified = asked.every((name) => {
    const line = ruleLine(id, name)
    return line !== undefined && standingOf(line, confirmations).kind !== 'unverified'
  })
  return {
    seniorityYears: rules.oneStopSeniority.value,
    termMonthsMin: rules.oneStopTermMin.value,
    termMonthsMax: rules.oneStopTermMax.value,
    law: rules.oneStopSeniority.law ?? law,
    isVerified,
  }
}
