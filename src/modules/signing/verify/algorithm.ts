import { oids } from '../oids.ts'
import { type Element, type Members, members, oidText, smallNumber, tags, Unreadable, whole } from './asn1.ts'

export type Hash = 'sha256' | 'sha384' | 'sha512'

/** How a signature was made (thuật toán ký). `hash` is null where the structure around names it. Weak and unknown ones are not accepted. */
export type Algorithm =
  | { kind: 'rsa' | 'ecdsa'; hash: Hash | null }
  | { kind: 'rsa-pss'; hash: Hash; saltLength: number }
  | { kind: 'ed25519'; hash: null }
  | { kind: 'not-accepted'; oid: string; hash: null }

const hashes: Readonly<Record<string, Hash>> = { [oids.sha256]: 'sha256', [oids.sha384]: 'sha384', [oids.sha512]: 'sha512' }

const plain: Readonly<Record<string, Algorithm>> = {
  [oids.rsa]: { kind: 'rsa', hash: null },
  [oids.rsaSha256]: { kind: 'rsa', hash: 'sha256' },
  [oids.rsaSha384]: { kind: 'rsa', hash: 'sha384' },
  [oids.rsaSha512]: { kind: 'rsa', hash: 'sha512' },
  [oids.ecKey]: { kind: 'ecdsa', hash: null },
  [oids.ecdsaSha256]: { kind: 'ecdsa', hash: 'sha256' },
  [oids.ecdsaSha384]: { kind: 'ecdsa', hash: 'sha384' },
  [oids.ecdsaSha512]: { kind: 'ecdsa', hash: 'sha512' },
  [oids.ed25519]: { kind: 'ed25519', hash: null },
}

/** Null for hashes that are no longer safe (MD5, SHA-1) or unknown. */
export function hashOf(identifier: Element): Hash | null {
  const parts = members(identifier, tags.sequence)
  const oid = oidText(parts.take())
  noParameters(parts)
  return hashes[oid] ?? null
}

/** Absent or NULL: nothing that could be anything else. */
function noParameters(parts: Members): void {
  const nothing = parts.maybe(tags.null)
  if (nothing && nothing.content.length > 0) throw new Unreadable('a filled NULL')
  parts.end()
}

export function algorithmOf(identifier: Element): Algorithm {
  const parts = members(identifier, tags.sequence)
  const oid = oidText(parts.take())
  if (oid !== oids.rsaPss) {
    const known = plain[oid]
    if (known) noParameters(parts)
    return known ?? { kind: 'not-accepted', oid, hash: null }
  }
  const unfit: Algorithm = { kind: 'not-accepted', oid, hash: null }
  if (parts.isAtEnd()) return unfit // its defaults are SHA-1
  const settings = members(parts.take(), tags.sequence)
  const hashPart = settings.maybe(0xa0)
  const maskPart = settings.maybe(0xa1)
  const saltPart = settings.maybe(0xa2)
  const hash = hashPart ? hashOf(whole(hashPart.content)) : null
  if (!hash || !maskPart) return unfit
  const mask = members(whole(maskPart.content), tags.sequence)
  if (oidText(mask.take()) !== oids.mgf1 || hashOf(mask.take()) !== hash) return unfit
  return { kind: 'rsa-pss', hash, saltLength: saltPart ? smallNumber(whole(saltPart.content)) : 20 }
}
