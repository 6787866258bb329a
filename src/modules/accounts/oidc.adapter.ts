import * as client from 'openid-client'
import { err, ok, type Result } from '../../kernel/result.ts'

/** The province's single sign-on (đăng nhập một lần), as the installation knows it. Null where there is none. */
export type ProvinceSettings = { issuer: string; clientId: string; clientSecret: string }

/** What is kept in a sealed cookie between going there and coming back. */
export type Journey = { state: string; nonce: string; verifier: string }

export type ProvinceRefused = { kind: 'province-away' } | { kind: 'province-refused' }

export type Province = {
  /** Where the browser goes, and what must be remembered for its return. */
  depart(backTo: string): Promise<Result<{ url: string; journey: Journey }, ProvinceRefused>>
  /** Who came back (`<issuer> <subject>`): code with PKCE, state and nonce checked, the id token's signature too. */
  arrive(address: URL, journey: Journey): Promise<Result<string, ProvinceRefused>>
  /** How a subject typed by an administrator is kept: a subject means nothing without who said it. */
  subject(typed: string): string
}

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/

/** Speaks OpenID Connect with the province. Its keys and addresses are read at first use and again after a failure. */
export function province(settings: ProvinceSettings): Province {
  const issuer = new URL(settings.issuer)
  let found: Promise<client.Configuration> | undefined
  const configuration = (): Promise<client.Configuration> => {
    found ??= client.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
      timeout: 10,
      ...(loopback.test(issuer.hostname) ? { execute: [client.allowInsecureRequests] } : {}), // plain http only to this very machine
    })
    found.catch(() => {
      found = undefined
    })
    return found
  }
  const subjectOf = (subject: string): string => `${settings.issuer} ${subject}`

  return {
    subject: subjectOf,
    async depart(backTo) {
      try {
        const config = await configuration()
        const journey = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() }
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: backTo,
          scope: 'openid',
          state: journey.state,
          nonce: journey.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(journey.verifier),
          code_challenge_method: 'S256',
        })
        return ok({ url: url.href, journey })
      } catch {
        return err({ kind: 'province-away' })
      }
    },
    async arrive(address, journey) {
      try {
        const config = await configuration()
        const tokens = await client.authorizationCodeGrant(config, address, {
          pkceCodeVerifier: journey.verifier,
          expectedState: journey.state,
          expectedNonce: journey.nonce,
          idTokenExpected: true,
        })
        const subject = tokens.claims()?.sub
        return subject ? ok(subjectOf(subject)) : err({ kind: 'province-refused' })
      } catch (error) {
        return err({ kind: isUnreachable(error) ? 'province-away' : 'province-refused' })
      }
    },
  }
}

/** Fetch says "failed" by TypeError, a time limit by its name; everything else is an answer that does not hold. */
function isUnreachable(error: unknown): boolean {
  const chain = [error, error instanceof Error ? error.cause : undefined]
  return chain.some((e) => e instanceof Error && (e.name === 'TimeoutError' || e.message === 'fetch failed'))
}
