import { createHash } from 'node:crypto'
import { z } from 'zod'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { readCertificate } from '../certificate.adapter.ts'
import { hashOf, type KeyAlgorithm, type KeyRefused, type SigningKey } from '../model.ts'
import { oids } from '../oids.ts'
import { orderChain } from './chain.ts'

/** A remote signing service (ký số từ xa) that speaks the API of the Cloud Signature Consortium, version 2. */
export interface RemoteService {
  /** up to and with `/csc/v2` */
  baseUrl: string
  /** an access token of scope `service` (OAuth 2.0), fetched anew when the old one is refused */
  accessToken: (isRefused: boolean) => Promise<Result<string, KeyRefused>>
  answerSecondsMax?: number
}

/** What the holder gives to allow signatures: PIN, one-time code. Used once, kept nowhere. */
export interface RemoteConsent {
  pin?: string
  oneTimeCode?: string
}

/** The credentials that the token's holder has there (`credentials/list`). */
export async function remoteCredentials(service: RemoteService): Promise<Result<string[], KeyRefused>> {
  const answer = await ask(service, 'credentials/list', {}, z.object({ credentialIDs: z.array(z.string()) }))
  return answer.ok ? ok(answer.value.credentialIDs) : answer
}

const info = z.object({
  key: z.object({ status: z.string(), algo: z.array(z.string()) }),
  cert: z.object({ certificates: z.array(z.string()).min(1) }),
  multisign: z.number().int().min(1).default(1),
})

/** Opens a remote credential: reads its chain; each batch of hashes is authorised by itself and signed in one call. */
export async function openRemote(
  service: RemoteService,
  credentialID: string,
  consent: RemoteConsent,
): Promise<Result<SigningKey, KeyRefused>> {
  const facts = await ask(service, 'credentials/info', { credentialID, certificates: 'chain', certInfo: false, authInfo: true }, info)
  if (!facts.ok) return facts
  const { key, cert, multisign } = facts.value
  if (key.status !== 'enabled') return err({ kind: 'remote-not-authorised' })
  const certificates = cert.certificates.flatMap((text) => readCertificate(Buffer.from(text, 'base64')) ?? [])
  const [own] = certificates
  if (!own) return err({ kind: 'key-not-found', label: credentialID })
  if (own.algorithm === null) return err({ kind: 'key-unsuitable', algorithm: key.algo.join(', ') })
  const { algorithm } = own
  return ok({
    algorithm,
    chain: orderChain(own, certificates).map(({ der }) => der),
    sign: async (messages) => {
      const values: Result<Uint8Array, KeyRefused>[] = []
      for (let from = 0; from < messages.length; from += multisign) {
        const some = messages.slice(from, from + multisign)
        const signed = await signSome(service, credentialID, consent, algorithm, some)
        values.push(...some.map((_, i) => (signed.ok ? ok(signed.value[i]!) : signed)))
      }
      return values
    },
    close: async () => {},
  })
}

async function signSome(
  service: RemoteService,
  credentialID: string,
  consent: RemoteConsent,
  algorithm: KeyAlgorithm,
  messages: readonly Uint8Array[],
): Promise<Result<Uint8Array[], KeyRefused>> {
  const hashes = messages.map((message) => createHash(hashOf[algorithm]).update(message).digest('base64'))
  const hashAlgorithmOID = oids[hashOf[algorithm]]
  const authData = [
    ...(consent.pin === undefined ? [] : [{ id: 'PIN', value: consent.pin }]),
    ...(consent.oneTimeCode === undefined ? [] : [{ id: 'OTP', value: consent.oneTimeCode }]),
  ]
  const allowed = await ask(
    service,
    'credentials/authorize',
    { credentialID, numSignatures: hashes.length, hashes, hashAlgorithmOID, authData },
    z.object({ SAD: z.string() }),
  )
  if (!allowed.ok) return allowed
  const signAlgo = algorithm === 'rsa-sha256' ? oids.rsaSha256 : algorithm === 'ecdsa-p256-sha256' ? oids.ecdsaSha256 : oids.ecdsaSha384
  const signed = await ask(
    service,
    'signatures/signHash',
    { credentialID, SAD: allowed.value.SAD, hashes, hashAlgorithmOID, signAlgo },
    z.object({ signatures: z.array(z.string()).length(hashes.length) }),
  )
  return signed.ok ? ok(signed.value.signatures.map((text) => new Uint8Array(Buffer.from(text, 'base64')))) : signed
}

const fault = z.object({ error: z.string().catch(''), error_description: z.string().catch('') }).partial()

async function ask<T>(service: RemoteService, path: string, body: object, shape: z.ZodType<T>): Promise<Result<T, KeyRefused>> {
  const first = await askOnce(service, path, body, false)
  const answer = first.ok && first.value.status === 401 ? await askOnce(service, path, body, true) : first
  if (!answer.ok) return answer
  const { status, json } = answer.value
  if (status === 401 || status === 403) return err({ kind: 'remote-not-authorised' })
  if (status !== 200) {
    const { error = '', error_description = '' } = fault.parse(json ?? {})
    // Which factor was wrong is said in words only (11.6 of the specification: `invalid_pin`, `invalid_otp`).
    if (/invalid_(pin|otp)|PIN|OTP/.test(`${error} ${error_description}`)) return err({ kind: 'wrong-pass-phrase', triesLeft: null })
    return err({ kind: 'remote-refused', status, reason: error.slice(0, 100) })
  }
  const read = shape.safeParse(json)
  return read.success ? ok(read.data) : err({ kind: 'remote-refused', status, reason: 'unexpected_answer' })
}

async function askOnce(
  { baseUrl, accessToken, answerSecondsMax = 30 }: RemoteService,
  path: string,
  body: object,
  isRefused: boolean,
): Promise<Result<{ status: number; json: unknown }, KeyRefused>> {
  const token = await accessToken(isRefused)
  if (!token.ok) return token
  try {
    const response = await fetch(`${baseUrl}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.value}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerSecondsMax * 1000),
      redirect: 'error',
    })
    return ok({ status: response.status, json: await response.json().catch(() => null) })
  } catch {
    return err({ kind: 'remote-unreachable', host: new URL(baseUrl).host })
  }
}

/** An access token by the office's own client credentials (`oauth2/token`, RFC 6749 4.4), kept as long as it holds. */
export function clientCredentials(
  tokenUrl: string,
  client: { id: string; secret: string },
  answerSecondsMax = 30,
): RemoteService['accessToken'] {
  let kept: string | null = null
  return async (isRefused) => {
    if (kept !== null && !isRefused) return ok(kept)
    try {
      const response = await fetch(tokenUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'service',
          client_id: client.id,
          client_secret: client.secret,
        }),
        signal: AbortSignal.timeout(answerSecondsMax * 1000),
        redirect: 'error',
      })
      const read = z.object({ access_token: z.string() }).safeParse(await response.json().catch(() => null))
      if (!response.ok || !read.success) return err({ kind: 'remote-not-authorised' })
      kept = read.data.access_token
      return ok(kept)
    } catch {
      return err({ kind: 'remote-unreachable', host: new URL(tokenUrl).host })
    }
  }
}
