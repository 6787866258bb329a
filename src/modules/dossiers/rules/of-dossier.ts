import { dayInVietnam } from '../../../kernel/moment.ts'
import type { Dossier } from '../dossier.ts'
import { type RuleLine, ruleLines } from './lines.ts'
import { packOf, type RulePack } from './packs.ts'

/**
 * The rules under which a dossier was received and is carried to its end (bộ quy tắc của hồ sơ), value by value: those that held on its day
 * of acceptance. Null before acceptance: which pack it will be is decided by that day.
 */
export function rulesOfDossier(dossier: Pick<Dossier, 'pack' | 'receivedAt'>): { pack: RulePack; lines: readonly RuleLine[] } | null {
  const { receivedAt } = dossier
  if (receivedAt === null) return null
  const pack = packOf(dossier, receivedAt)
  const received = dayInVietnam(receivedAt)
  return { pack, lines: ruleLines.filter((line) => line.pack === pack.id && line.from !== null && line.from <= received) }
}
