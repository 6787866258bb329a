import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Moment } from '../../src/kernel/moment.ts'
import {
  ascii,
  bits,
  type Der,
  element,
  integer,
  octets,
  oid,
  sequence,
  setOf,
  time,
  truth,
  utf8,
  wrapped,
} from '../../src/modules/signing/der.ts'
import { oids } from '../../src/modules/signing/oids.ts'

/** A certificate of the demo with its key, issued by the demo's root. */
export type DemoIdentity = { certificate: Der; chain: readonly Der[]; privateKey: KeyObject }

/** The demo's authority (nơi cấp chứng thư mẫu): its root, and whoever it certifies. Made anew for each demo; nobody else trusts it. */
export type DemoAuthority = { root: DemoIdentity; issue(name: DemoName): DemoIdentity }

/** Whom a certificate names: a person by the number of an identity card, an agency by its tax number. Both numbers are nobody's. */
export type DemoName = { commonName: string; organisation: string; uid: string }

const validSeconds = 10 * 365 * 86_400

export function demoAuthority(from: Moment): DemoAuthority {
  let serial = 0
  const made = (name: DemoName, issuer: { name: DemoName; identity: DemoIdentity } | null): DemoIdentity => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const issuerKey = issuer?.identity.privateKey ?? privateKey
    const signedWith = sequence(oid(oids.ecdsaSha256))
    const toBeSigned = sequence(
      wrapped(0, integer(2)),
      integer(Uint8Array.of(0x6d, ++serial)),
      signedWith,
      nameDer(issuer?.name ?? name),
      sequence(time(from), time(from + validSeconds)),
      nameDer(name),
      new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
      wrapped(
        3,
        sequence(
          extension(oids.basicConstraints, sequence(...(issuer ? [] : [truth(true)])), true),
          extension(oids.keyUsage, bits(Uint8Array.of(issuer ? 0xc0 : 0x06), issuer ? 6 : 1), true),
          extension(oids.subjectKeyIdentifier, octets(keyId(publicKey))),
          ...(issuer ? [extension(oids.authorityKeyIdentifier, sequence(element(0x80, keyId(createPublicKey(issuerKey)))))] : []),
        ),
      ),
    )
    const certificate = sequence(toBeSigned, signedWith, bits(sign('sha256', toBeSigned, issuerKey)))
    return { certificate, chain: [certificate, ...(issuer?.identity.chain ?? [])], privateKey }
  }
  const rootName = { commonName: 'CA gốc của dữ liệu mẫu', organisation: 'Một Cửa (mẫu)', uid: '' }
  const root = made(rootName, null)
  return { root, issue: (name) => made(name, { name: rootName, identity: root }) }
}

/** As the trusted roots of an installation lie in their folder. */
export const pemOf = (certificate: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

const extension = (id: string, value: Uint8Array, isCritical = false): Der =>
  sequence(oid(id), ...(isCritical ? [truth(true)] : []), octets(value))

const nameDer = ({ commonName, organisation, uid }: DemoName): Der =>
  sequence(
    setOf(sequence(oid(oids.country), ascii('VN'))),
    setOf(sequence(oid(oids.organisation), utf8(organisation))),
    setOf(sequence(oid(oids.commonName), utf8(commonName))),
    ...(uid === '' ? [] : [setOf(sequence(oid(oids.uid), utf8(uid)))]),
  )

/** SHA-1 over the point itself, the last 65 octets of an uncompressed key of P-256 (RFC 5280 4.2.1.2, method 1). */
const keyId = (key: KeyObject): Buffer =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest()
