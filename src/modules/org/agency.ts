import type { Day } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { OrgChange } from './change.ts'
import type { OrgRecord } from './record.ts'

export type OpenAgency = {
  code: string
  name: string
  parentName: string
  place: string
  /** The identifier that begins its dossier codes (mã định danh); may come later. */
  identifier: string | null
  on: Day
}

/** Why an agency is not opened, renamed or given an identifier. */
export type AgencyRefused =
  | { kind: 'bad-code'; code: string }
  | { kind: 'code-taken'; code: string }
  | { kind: 'no-name' }
  | { kind: 'same-name' }
  | { kind: 'bad-identifier'; identifier: string }
  | { kind: 'identifier-taken'; identifier: string }
  | { kind: 'identifier-later-exists'; from: Day }
  | { kind: 'agency-name-in-future'; from: Day }
  | { kind: 'agency-name-later-exists'; from: Day }

/** Short name at sign-in: lower-case letters, digits, hyphens. */
const codeForm = /^[a-z0-9-]{2,30}$/
/** `H56.12` or the older `000.00.12.H56`. */
const identifierForm = /^[A-Z0-9.]{3,30}$/

/** Open an agency (lập cơ quan). Whether its code is free, the directory decides. */
export function decideAgency(command: OpenAgency): Result<OrgChange[], AgencyRefused> {
  const { code, name, parentName, place, identifier, on } = command
  if (!codeForm.test(code)) return err({ kind: 'bad-code', code })
  if (name === '') return err({ kind: 'no-name' })
  if (identifier !== null && !identifierForm.test(identifier)) return err({ kind: 'bad-identifier', identifier })
  const opened: OrgChange = { type: 'agency-opened', code, name, parentName, place, on }
  return ok(identifier === null ? [opened] : [opened, { type: 'identifier-given', identifier, from: on }])
}

export type RenameAgency = { from: Day; name: string; parentName: string; place: string }

/** Rename the agency from a day on (đổi tên cơ quan). Papers of earlier days keep the earlier name. */
export function decideAgencyName(org: OrgRecord, command: RenameAgency, today: Day): Result<OrgChange[], AgencyRefused> {
  const last = org.agency.names.at(-1)
  if (command.name === '') return err({ kind: 'no-name' })
  if (command.from > today) return err({ kind: 'agency-name-in-future', from: command.from })
  if (last && command.from < last.from) return err({ kind: 'agency-name-later-exists', from: last.from })
  if (last && last.name === command.name && last.parentName === command.parentName && last.place === command.place)
    return err({ kind: 'same-name' })
  return ok([{ type: 'agency-renamed', ...command }])
}

/** Give the agency a new identifier from a day on; the one before ends the day before. */
export function decideIdentifier(org: OrgRecord, command: { identifier: string; from: Day }): Result<OrgChange[], AgencyRefused> {
  const { identifier, from } = command
  if (!identifierForm.test(identifier)) return err({ kind: 'bad-identifier', identifier })
  if (org.agency.identifiers.some((i) => i.identifier === identifier)) return err({ kind: 'identifier-taken', identifier })
  const last = org.agency.identifiers.at(-1)
  if (last && from <= last.from) return err({ kind: 'identifier-later-exists', from: last.from })
  return ok([{ type: 'identifier-given', identifier, from }])
}
