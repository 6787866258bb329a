import { createHash } from 'node:crypto'
import { type Certificate, ContentInfo, SignedData } from 'pkijs'
import { err, ok, type Result } from '../../kernel/result.ts'
import { element } from './der.ts'
import { hashOf, type SignRefused } from './model.ts'
import { oids } from './oids.ts'
import type { AwaitingSignature } from './pades/sign.adapter.ts'

/** What the signer's machine sends back: the value over our attributes, or a whole container (CMS) made by the token's own program. */
export type Received = { value: Uint8Array } | { container: Uint8Array }

/**
 * Takes a container apart (nhận CMS): its own signed attributes take the place of ours, if they are over our file, by our certificate, and name it
 * (signing-certificate-v2). It is put together anew afterwards, with the time stamp.
 */
export function takeReceived(
  awaiting: AwaitingSignature,
  received: Received,
): Result<{ awaiting: AwaitingSignature; value: Uint8Array }, SignRefused> {
  if ('value' in received) return ok({ awaiting, value: received.value })
  try {
    const info = ContentInfo.fromBER(Uint8Array.from(received.container))
    const signed = new SignedData({ schema: info.content })
    const [signer] = signed.signerInfos
    const attributes = signer?.signedAttrs
    if (!signer || !attributes) return err({ kind: 'container-unsuitable' })
    // As it came: what was signed is these bytes with the tag of a SET.
    const encoded = new Uint8Array(attributes.encodedValue)
    const bytes = encoded[0] === 0x31 ? encoded : element(0x31, encoded.subarray(headerOctets(encoded)))
    const held = (type: string) => attributes.attributes.find((one) => one.type === type)?.values[0]
    const digest = held(oids.messageDigest) as { valueBlock: { valueHexView: Uint8Array } } | undefined
    if (!digest || Buffer.compare(digest.valueBlock.valueHexView, fileHash(awaiting)) !== 0) return err({ kind: 'signature-not-of-key' })
    const own = (signed.certificates ?? []).some((one) => isSame(one as Certificate, awaiting.chain[0]))
    if (!held(oids.signingCertificateV2) || !own) return err({ kind: 'container-unsuitable' })
    return ok({ awaiting: { ...awaiting, attributes: bytes }, value: new Uint8Array(signer.signature.getValue()) })
  } catch {
    return err({ kind: 'container-unsuitable' })
  }
}

const isSame = (certificate: Certificate, der: Uint8Array | undefined): boolean =>
  der !== undefined && Buffer.compare(new Uint8Array(certificate.toSchema(true).toBER()), der) === 0

function fileHash({ prepared: { bytes, ranges }, algorithm }: AwaitingSignature): Buffer {
  const [start, length, start2, length2] = ranges
  return createHash(hashOf[algorithm])
    .update(bytes.subarray(start, start + length))
    .update(bytes.subarray(start2, start2 + length2))
    .digest()
}

const headerOctets = (der: Uint8Array): number => ((der[1] ?? 0) < 0x80 ? 2 : 2 + ((der[1] ?? 0) & 0x7f))
