import type { Moment } from '../../../kernel/moment.ts'
import type { CertificateFacts } from '../model.ts'
import { oids } from '../oids.ts'
import { type Hash, hashOf } from './algorithm.ts'
import { hexOf, members, octetsOf, oidText, secondsOf, smallNumber, tags, Unreadable, whole } from './asn1.ts'
import type { Certificate } from './certificate.ts'
import { judgeCarried, judgeChain, mayStampTimes, type Trust } from './chain.ts'
import type { Mathematics } from './mathematics.ts'
import type { Evidence } from './revocation.ts'
import { checkSignedData, readSignedData } from './signed-data.ts'

/** What a time stamp proves (dấu thời gian). `forged`: it is not over this signature, or not by whom it says; `untrusted`: nobody we trust vouches. */
export type StampFound =
  | { state: 'valid'; at: Moment; authority: CertificateFacts; unused: number }
  | { state: 'invalid'; why: 'forged' | 'untrusted' | 'not-an-authority' }

/** Judges a time-stamp token (RFC 3161). @param digest hash of what was stamped */
export function judgeTimeStamp(
  token: Uint8Array,
  digest: (hash: Hash) => Uint8Array,
  pool: readonly Certificate[],
  trust: Trust,
  evidence: Evidence,
  mathematics: Mathematics,
): StampFound {
  try {
    const data = readSignedData(token, mathematics)
    const { content } = data
    if (data.contentType !== oids.timeStampInfo || !content) return { state: 'invalid', why: 'forged' }
    const { signer, broken } = checkSignedData(data, (hash) => mathematics.digest(hash, content), mathematics)
    const info = readInfo(content)
    if (!signer || broken.length > 0 || !info.hash || hexOf(digest(info.hash)) !== hexOf(info.imprint))
      return { state: 'invalid', why: 'forged' }
    if (!mayStampTimes(signer)) return { state: 'invalid', why: 'not-an-authority' }
    const judged = judgeChain(signer, [...data.certificates, ...pool], trust, evidence, { at: info.at, isProven: true }, mathematics)
    if (judged.verdict.state !== 'trusted') return { state: 'invalid', why: 'untrusted' }
    const carried = judgeCarried(data.certificates, judged.path, [...data.certificates, ...pool, ...trust.anchors], mathematics)
    if (carried.hasAltered) return { state: 'invalid', why: 'forged' }
    return { state: 'valid', at: info.at, authority: signer, unused: carried.unused }
  } catch (error) {
    if (error instanceof Unreadable) return { state: 'invalid', why: 'forged' }
    throw error
  }
}

function readInfo(content: Uint8Array): { hash: Hash | null; imprint: Uint8Array; at: Moment } {
  const info = members(whole(content), tags.sequence)
  if (smallNumber(info.take(tags.integer)) !== 1) throw new Unreadable('another version')
  oidText(info.take())
  const imprint = members(info.take(tags.sequence))
  const hash = hashOf(imprint.take(tags.sequence))
  const value = octetsOf(imprint.take())
  info.take(tags.integer)
  return { hash, imprint: value, at: secondsOf(info.take(tags.generalTime)) as Moment }
}
