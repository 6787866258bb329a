import { answers, type HeldLine } from './ledger.ts'

/** What a holder had of a dossier's time in all (ai giữ bao lâu): a unit of ours, another agency, or what it waited for; with the steps. */
export type HolderShare = Pick<HeldLine, 'holder' | 'unitId' | 'partnerId' | 'seconds'> & { steps: readonly string[] }

/**
 * The time ledger by holder, in the order in which they came to it: the officers of a unit are one holder, so are the pauses of one cause;
 * each uncounted step is its own. The seconds add up to those of the lines.
 */
export function byHolder(lines: readonly HeldLine[]): HolderShare[] {
  const shares = new Map<string, HolderShare>()
  for (const { holder, unitId, partnerId = null, step, seconds } of lines) {
    if (seconds === 0) continue
    const who = answers(holder) ? `${unitId}/${partnerId}` : holder === 'uncounted' ? step : ''
    const before = shares.get(`${holder}/${who}`)
    const steps = step === null || before?.steps.includes(step) ? (before?.steps ?? []) : [...(before?.steps ?? []), step]
    shares.set(`${holder}/${who}`, { holder, unitId, partnerId, seconds: (before?.seconds ?? 0) + seconds, steps })
  }
  return [...shares.values()]
}
