import { algorithm, type Der, integer, nothing, octets, oid, retagged, sequence, setOf, wrapped } from './der.ts'
import { hashOf, type KeyAlgorithm } from './model.ts'
import { oids } from './oids.ts'

const hashOid = { sha256: oids.sha256, sha384: oids.sha384 } as const

/**
 * What the signer signs (thuộc tính được ký): kind of content, hash of the file, and the certificate by its hash, so that no other certificate of
 * the same key can be put in its place. In the order of their encoding, as a SET of its own (tag 0x31). The time of signing is not among them:
 * PAdES has it in the signature dictionary (ETSI EN 319 142-1, 6.3).
 */
export function signedAttributes(wish: { fileHash: Uint8Array; certificateHash: Uint8Array; keyAlgorithm: KeyAlgorithm }): Der {
  const hash = hashOf[wish.keyAlgorithm]
  // SHA-256 is the default of ESSCertIDv2 and DER leaves defaults out.
  const certificateId = sequence(...(hash === 'sha256' ? [] : [algorithm(hashOid[hash])]), octets(wish.certificateHash))
  return setOf(
    sequence(oid(oids.contentType), setOf(oid(oids.data))),
    sequence(oid(oids.messageDigest), setOf(octets(wish.fileHash))),
    sequence(oid(oids.signingCertificateV2), setOf(sequence(sequence(certificateId)))),
  )
}

/** The parts of one detached signature. */
export interface SignatureParts {
  keyAlgorithm: KeyAlgorithm
  /** DER, the signer's first */
  chain: readonly Uint8Array[]
  /** the signer's certificate as CMS names it: DER of the issuer's name and of the serial number */
  signer: { issuerDer: Uint8Array; serialDer: Uint8Array }
  attributes: Uint8Array
  value: Uint8Array
  /** token of a time-stamp authority over `value` */
  timeStamp?: Uint8Array
}

/** The signature as it stands in the file (CMS SignedData, RFC 5652), without the file's bytes. */
export function signatureContainer(parts: SignatureParts): Der {
  const hash = algorithm(hashOid[hashOf[parts.keyAlgorithm]])
  const stamped = parts.timeStamp ? [retagged(1, setOf(sequence(oid(oids.signatureTimeStamp), setOf(parts.timeStamp))))] : []
  const signer = sequence(
    integer(1),
    sequence(parts.signer.issuerDer, parts.signer.serialDer),
    hash,
    retagged(0, parts.attributes),
    valueAlgorithm(parts.keyAlgorithm),
    octets(parts.value),
    ...stamped,
  )
  const signed = sequence(integer(1), setOf(hash), sequence(oid(oids.data)), retagged(0, setOf(...parts.chain)), setOf(signer))
  return sequence(oid(oids.signedData), wrapped(0, signed))
}

function valueAlgorithm(key: KeyAlgorithm): Der {
  switch (key) {
    case 'rsa-sha256':
      return algorithm(oids.rsa, nothing())
    case 'ecdsa-p256-sha256':
      return algorithm(oids.ecdsaSha256)
    case 'ecdsa-p384-sha384':
      return algorithm(oids.ecdsaSha384)
  }
}
