import { isOpen, nameOn, type OrgSnapshot, openUnits, professionalUnits, type UnitId, unitOf } from '../../org/model.ts'
import { type Assignment, type ConfirmedAssignments, type MappedAgency, proposeAssignment, type Said } from '../mapping.ts'
import { plainWords, wordsOf } from '../plain-words.ts'
import type { InternalProcess, ProcessStep } from '../process.ts'
import { type Chosen, placesOf } from './decide.ts'

/** The agency as the mapping knows it: its names of all times, its open units. */
export const mappedAgency = (org: OrgSnapshot): MappedAgency => ({
  names: org.agency.names.map(({ name }) => name),
  units: openUnits(org).map((unit) => ({ id: unit.id, kind: unit.kind, name: nameOn(unit, org.day).name })),
})

/** A proposal for one place, as the page preselects it. */
export type Proposal = { key: string; step: ProcessStep | null; chosen: Chosen; confidence: Assignment['confidence']; because: Said }

const asEarlier: Said = (say) => say('Như phiên bản trước', 'By the earlier version')
const returnLeftOut: Said = (say) =>
  say('Bảng không ghi bước trả kết quả: Bộ phận Một cửa trả', 'The table leaves the return out: the one-stop unit returns the result')
const followedHere =
  (because: Said): Said =>
  (say) =>
    say(`${because(say)}; đơn vị ở đây theo dõi`, `${because(say)}; followed by a unit here`)

/**
 * Proposes who carries each step (đề xuất phân công): as in the version before, where the step is the same and its unit still
 * open; else from the words of the table, the professional unit standing in for "phòng chuyên môn".
 *
 * @param professional the unit that answers for the procedure, when a person chose it
 */
export function proposeAll(
  process: InternalProcess,
  org: OrgSnapshot,
  professional: number | null,
  before: { process: InternalProcess; assignments: ConfirmedAssignments } | null,
): Proposal[] {
  const agency = mappedAgency(org)
  const oneStop = openUnits(org).find(({ kind }) => kind === 'one-stop')
  return placesOf(process).map(({ key, step }): Proposal => {
    const earlier = before && asBefore(step, before)
    const unit = earlier && unitOf(org, earlier.unitId)
    if (earlier && unit && isOpen(unit, org.day)) {
      return { key, step, chosen: { ...earlier }, confidence: 'sure', because: asEarlier }
    }
    if (!step) {
      const chosen: Chosen = { unitId: oneStop?.id ?? null, role: 'counter-officer', isAway: false }
      return { key, step, chosen, confidence: 'sure', because: returnLeftOut }
    }
    return fromWords(key, step, proposeAssignment(step, agency), professional, oneStop?.id ?? null)
  })
}

function fromWords(key: string, step: ProcessStep, found: Assignment, professional: number | null, oneStop: number | null): Proposal {
  const { role, place, confidence, because } = found
  const told = { key, step, confidence, because }
  // what is done away is followed by whoever sees the dossier through: the professional unit, else the counter
  if (role === 'outside') {
    const chosen: Chosen = { unitId: professional ?? oneStop, role: professional === null ? 'counter-officer' : 'specialist', isAway: true }
    return { ...told, chosen, because: followedHere(because) }
  }
  switch (place.kind) {
    case 'unit':
      return { ...told, chosen: { unitId: place.unit, role, isAway: false } }
    case 'professional-unit':
      return { ...told, chosen: { unitId: professional, role, isAway: false } }
    case 'one-of': {
      const fits = professional !== null && place.units.includes(professional as UnitId)
      return { ...told, chosen: { unitId: fits ? professional : null, role, isAway: false } }
    }
    case 'nowhere':
      return { ...told, chosen: { unitId: null, role, isAway: false } }
  }
}

function asBefore(step: ProcessStep | null, { process, assignments }: { process: InternalProcess; assignments: ConfirmedAssignments }) {
  const place = placesOf(process).find((p) =>
    step === null
      ? p.step === null
      : p.step !== null && p.step.name === step.name && p.step.actor === step.actor && p.step.stage === step.stage,
  )
  return place ? (assignments[place.key] ?? null) : null
}

/**
 * The unit that most likely answers for a procedure (đơn vị chuyên môn): the one that does so for its field already, else the one
 * whose name the field's words cover, else the only one there is; null when nothing says so.
 *
 * @param sameField confirmed assignments of other procedures of the field, the newest first
 */
export function likelyProfessional(process: InternalProcess, org: OrgSnapshot, sameField: readonly ConfirmedAssignments[]): number | null {
  const units = professionalUnits(org)
  const isOne = (unitId: number) => units.some(({ id }) => id === unitId)
  for (const assignments of sameField) {
    const used = Object.values(assignments).find(({ unitId, role, isAway }) => !isAway && role === 'specialist' && isOne(unitId))
    if (used) return used.unitId
  }
  const general = new Set(wordsOf('phong chi cuc trung tam chi nhanh ban quan ly linh vuc'))
  const wordsIn = (text: string) => new Set(wordsOf(plainWords(text)).filter((word) => !general.has(word)))
  const field = wordsIn(process.field ?? '')
  const spoken = new Set([...field, ...wordsIn(process.name)])
  const scored = units.map(({ id, names }) => {
    const own = wordsIn(names.at(-1)?.name ?? '')
    return { id, covered: Math.max(share(own, spoken), share(field, own)) }
  })
  const best = Math.max(0, ...scored.map(({ covered }) => covered))
  const winners = scored.filter(({ covered }) => covered === best)
  if (best >= 0.75 && winners.length === 1) return winners[0]?.id ?? null
  return units.length === 1 ? (units[0]?.id ?? null) : null
}

/** The share of these words that stand among those. */
const share = (words: ReadonlySet<string>, among: ReadonlySet<string>): number =>
  words.size === 0 ? 0 : [...words].filter((word) => among.has(word)).length / words.size
