import type { Result } from '../../src/kernel/result.ts'
import type { Act, Tale } from './tale.ts'

/** What came of an act. A refusal means that the story breaks a rule of the office. */
export function must<T, E extends { kind: string }>(outcome: Result<T, E>, tale: Tale | string, act?: Act): T {
  if (outcome.ok) return outcome.value
  const where =
    typeof tale === 'string' ? tale : `${tale.offer.process.id} (${tale.fate.kind}), ${act?.kind} ${act && 'step' in act ? act.step : ''}`
  throw new Error(`the demo's story breaks a rule: ${where}: ${JSON.stringify(outcome.error)}`)
}
