import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** OWASP's least parameters for argon2id: 19 MiB, two passes, one lane; some 30 ms on an office server. */
const memoryKiB = 19_456
const passes = 2
const parallelism = 1
const tagBytes = 32

/** Too many people are signing in at once. Nothing was checked; the caller may try again. */
export class TooBusy extends Error {
  override name = 'TooBusy'
}

/** Hashes at the same time, and callers that may wait: argon2 fills threads that files need too, and each hash holds 19 MiB. */
const atOnceMax = 2
const waitingMax = 100
let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnceMax) {
    if (waiting.length >= waitingMax) throw new TooBusy()
    await new Promise<void>((resolve) => waiting.push(resolve)) // whoever ends hands its place on, so `running` stays
  } else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

type Parameters = { memory: number; passes: number; parallelism: number }

const derive = (password: string, nonce: Buffer, parameters: Parameters, tagLength: number): Promise<Buffer> =>
  inTurn(
    () =>
      new Promise((resolve, reject) => {
        argon2('argon2id', { message: Buffer.from(password, 'utf8'), nonce, tagLength, ...parameters }, (error, key) =>
          error ? reject(error) : resolve(key),
        )
      }),
  )

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** Hashes a password for keeping: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. Runs beside the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, { memory: memoryKiB, passes, parallelism }, tagBytes)
  return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(key)}`
}

/** A hash of nothing anybody knows, so that an unknown login takes as long as a known one. */
const nobody = `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(tagBytes))}`

/** Is this the password? With `null` (no such account, or one without a password) the same work is done and the answer is no. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(hash ?? nobody)
  if (!parts) throw new Error('broken invariant: a kept password hash cannot be read')
  const [, memory, times, lanes, salt = '', kept = ''] = parts
  const expected = Buffer.from(kept, 'base64')
  const parameters = { memory: Number(memory), passes: Number(times), parallelism: Number(lanes) }
  const found = await derive(password, Buffer.from(salt, 'base64'), parameters, expected.length)
  return timingSafeEqual(found, expected) && hash !== null
}

/** Letters that are told apart on paper and over the telephone. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A password to be used once (mật khẩu dùng một lần), like `k7mq-3xzt-8w2f-ndh4`: 78 bits, read out without mistakes. */
export const oneTimePassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-')
