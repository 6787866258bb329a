import type { Say } from '../../kernel/say.ts'
import { nameOn, type OrgSnapshot, officerOf, unitOf } from '../org/model.ts'

/** Names of people and units as pages show them. Somebody unknown is shown by number: an old row never breaks a page. */
export function namesOf(org: OrgSnapshot, say: Say) {
  const nameless = (id: number) => say(`đơn vị số ${id}`, `unit no. ${id}`)
  return {
    officer: (id: number): string => officerOf(org, id)?.name ?? say(`công chức số ${id}`, `officer no. ${id}`),
    unit: (id: number): string => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).name : nameless(id)
    },
    shortUnit: (id: number): string => {
      const unit = unitOf(org, id)
      return unit ? nameOn(unit, org.day).shortName : nameless(id)
    },
  }
}

export type DocumentNames = ReturnType<typeof namesOf>
