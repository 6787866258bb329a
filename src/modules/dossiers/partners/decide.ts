import type { Day } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { kindEnds, lastDayOfPartner, type Partner, type PartnerKind, partnerNameOn } from './partner.ts'

/** What happened to a partner agency. */
export type PartnerEvent =
  | { type: 'partner-added'; id: number; kind: PartnerKind; name: string; from: Day; contact: string }
  | { type: 'partner-renamed'; id: number; name: string; was: string; from: Day }
  | { type: 'partner-contact-changed'; id: number; name: string; contact: string }
  | { type: 'partner-closed'; id: number; name: string; until: Day; reason: string }

export type PartnerRefused =
  | { kind: 'partner-unknown'; id: number }
  | { kind: 'partner-known'; name: string }
  | { kind: 'kind-ended'; until: Day }
  | { kind: 'name-as-it-is' }
  | { kind: 'name-not-after'; from: Day }
  | { kind: 'partner-closed-already'; until: Day }
  | { kind: 'closed-before-it-began'; from: Day }

const folded = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase('vi')

/** Adds a partner agency (thêm cơ quan phối hợp). One of a kind that has ended is taken in for what was before. */
export function addPartner(
  partners: readonly Partner[],
  asked: { kind: PartnerKind; name: string; from: Day; contact: string },
): Result<PartnerEvent, PartnerRefused> {
  const twin = partners.find((p) => lastDayOfPartner(p) === null && folded(partnerNameOn(p, asked.from)) === folded(asked.name))
  if (twin) return err({ kind: 'partner-known', name: asked.name })
  const ends = kindEnds[asked.kind]
  if (ends && asked.from > ends.until) return err({ kind: 'kind-ended', until: ends.until })
  const id = Math.max(0, ...partners.map((p) => p.id)) + 1
  return ok({ type: 'partner-added', id, ...asked })
}

const known = (partners: readonly Partner[], id: number): Result<Partner, PartnerRefused> => {
  const found = partners.find((p) => p.id === id)
  return found ? ok(found) : err({ kind: 'partner-unknown', id })
}

/** Gives a new name from a day on (đổi tên); what was sent before keeps the old one. */
export function renamePartner(
  partners: readonly Partner[],
  asked: { id: number; name: string; from: Day },
): Result<PartnerEvent, PartnerRefused> {
  const found = known(partners, asked.id)
  if (!found.ok) return found
  const last = found.value.names.at(-1)
  if (last && folded(last.name) === folded(asked.name)) return err({ kind: 'name-as-it-is' })
  if (last && asked.from <= last.from) return err({ kind: 'name-not-after', from: last.from })
  const until = lastDayOfPartner(found.value)
  if (until !== null && asked.from > until) return err({ kind: 'partner-closed-already', until })
  return ok({ type: 'partner-renamed', ...asked, was: last?.name ?? '' })
}

/** Another place for what is sent (nơi nhận). */
export function changeContact(partners: readonly Partner[], asked: { id: number; contact: string }): Result<PartnerEvent, PartnerRefused> {
  const found = known(partners, asked.id)
  if (!found.ok) return found
  return ok({ type: 'partner-contact-changed', name: found.value.names.at(-1)?.name ?? '', ...asked })
}

/** Closes a partner agency (thôi phối hợp): nothing is sent to it after its last day; what it has goes on. */
export function closePartner(
  partners: readonly Partner[],
  asked: { id: number; until: Day; reason: string },
): Result<PartnerEvent, PartnerRefused> {
  const found = known(partners, asked.id)
  if (!found.ok) return found
  if (found.value.until !== null) return err({ kind: 'partner-closed-already', until: found.value.until })
  if (asked.until < found.value.from) return err({ kind: 'closed-before-it-began', from: found.value.from })
  return ok({ type: 'partner-closed', name: found.value.names.at(-1)?.name ?? '', ...asked })
}
