import { createHash, randomBytes } from 'node:crypto'
import { fromBER, type Sequence } from 'asn1js'
import { Certificate, ContentInfo, SignedData, TimeStampResp, TSTInfo } from 'pkijs'
import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { algorithm, type Der, integer, nothing, octets, sequence, truth } from './der.ts'
import type { TimeStampRefused } from './model.ts'
import { oids } from './oids.ts'

/** A time-stamp authority (tổ chức cấp dấu thời gian), RFC 3161 over HTTP. */
export interface TimeStampAuthority {
  url: string
  answerSecondsMax?: number
}

/** A time stamp (dấu thời gian): the token as it goes into the signature, the time it proves, and the authority's certificates. */
export interface TimeStamp {
  token: Der
  at: Moment
  certificates: readonly Der[]
}

/** Largest answer that is read, bytes: a token with its chain is some thousand. */
const answerBytesMax = 100_000

/** Has a signature's value stamped. The answer must be over our hash and carry our number, else it is another's. */
export async function stampTime(authority: TimeStampAuthority, value: Uint8Array): Promise<Result<TimeStamp, TimeStampRefused>> {
  const hash = createHash('sha256').update(value).digest()
  const nonce = randomBytes(8)
  nonce[0]! &= 0x7f
  const query = sequence(integer(1), sequence(algorithm(oids.sha256, nothing()), octets(hash)), integer(nonce), truth(true))
  const { host } = new URL(authority.url)
  let answer: Uint8Array
  try {
    const response = await fetch(authority.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: query,
      signal: AbortSignal.timeout((authority.answerSecondsMax ?? 15) * 1000),
      redirect: 'error',
    })
    if (!response.ok) return err({ kind: 'time-stamp-refused', host, reason: `HTTP ${response.status}` })
    answer = new Uint8Array(await response.arrayBuffer())
  } catch (cause) {
    const isSlow = cause instanceof Error && cause.name === 'TimeoutError'
    return err(isSlow ? { kind: 'time-stamp-slow', host } : { kind: 'time-stamp-unreachable', host })
  }
  if (answer.length > answerBytesMax) return err({ kind: 'time-stamp-wrong', host })
  return read(answer, hash, nonce, host)
}

function read(answer: Uint8Array, hash: Uint8Array, nonce: Uint8Array, host: string): Result<TimeStamp, TimeStampRefused> {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(Uint8Array.from(answer))
    // 0 granted, 1 granted with changes
    if (status.status > 1) {
      const reason = status.statusStrings?.map((text) => text.valueBlock.value).join(' ') ?? ''
      return err({ kind: 'time-stamp-refused', host, reason: reason.slice(0, 200) })
    }
    if (!timeStampToken || timeStampToken.contentType !== ContentInfo.SIGNED_DATA) return err({ kind: 'time-stamp-wrong', host })
    const signed = new SignedData({ schema: timeStampToken.content })
    const info = TSTInfo.fromBER(Uint8Array.from(new Uint8Array(signed.encapContentInfo.eContent?.getValue() ?? [])))
    const isOurs =
      Buffer.compare(info.messageImprint.hashedMessage.valueBlock.valueHexView, hash) === 0 &&
      info.nonce !== undefined &&
      info.nonce.toBigInt() === BigInt(`0x${Buffer.from(nonce).toString('hex')}`)
    if (!isOurs) return err({ kind: 'time-stamp-wrong', host })
    return ok({
      token: asItCame(answer),
      at: Math.floor(info.genTime.getTime() / 1000) as Moment,
      certificates: (signed.certificates ?? []).flatMap((one) =>
        one instanceof Certificate ? [new Uint8Array(one.toSchema(true).toBER())] : [],
      ),
    })
  } catch {
    return err({ kind: 'time-stamp-wrong', host })
  }
}

/** The token's own bytes, second part of the answer: written anew they might differ from those that the authority signed. */
function asItCame(answer: Uint8Array): Der {
  const [, token] = (fromBER(Uint8Array.from(answer)).result as Sequence).valueBlock.value
  return Uint8Array.from(token!.valueBeforeDecodeView)
}
