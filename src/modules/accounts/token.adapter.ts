import { createHash, randomBytes } from 'node:crypto'

/** A new session token `<agency>.<256 random bits>`: the browser keeps it, the database only its hash. */
export const newSessionToken = (agencyId: number): string => `${agencyId}.${randomBytes(32).toString('base64url')}`

/** A new token of a program `mc_<agency>_<256 random bits>`; the form makes a leaked one easy to find. */
export const newApiToken = (agencyId: number): string => `mc_${agencyId}_${randomBytes(32).toString('base64url')}`

/** What the database keeps of a token. 256 random bits need no slow hash. */
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Ties forms to a session. */
export const newCsrf = (): string => randomBytes(24).toString('base64url')

/** The question behind an idempotency key, as it is kept: nobody can read it back. */
export const hashOfQuestion = (question: unknown): Buffer => createHash('sha256').update(JSON.stringify(question)).digest()
