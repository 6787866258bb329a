import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { readCertificate } from '../certificate.adapter.ts'
import { hashOf, type KeyAlgorithm, type KeyRefused, type SigningKey } from '../model.ts'
import { orderChain } from './chain.ts'

/** Where a key on a token is found (thiết bị lưu khóa, PKCS#11). Nothing here is secret. */
export interface TokenKey {
  /** path of the maker's PKCS#11 library */
  module: string
  tokenLabel: string
  /** CKA_ID of key and certificate, hexadecimal */
  id: string
  /** path of OpenSC's `pkcs11-tool`; the environment says which library folder and settings the token's maker wants */
  program?: string
  environment?: Record<string, string>
}

/**
 * Opens a token through OpenSC's `pkcs11-tool`: one process for each question, so that a maker's library that crashes takes nothing of ours
 * with it. The PIN goes by the environment of that process: a command line is there to be read by everybody on the machine.
 */
export async function openToken(key: TokenKey, pin: string): Promise<Result<SigningKey, KeyRefused>> {
  const run = runner(key, pin)
  const found = await run(['--login', '--list-objects', '--type', 'privkey', '--id', key.id])
  if (!found.ok) return found
  if (!found.value.toString().includes('Private Key Object')) return err({ kind: 'key-not-found', label: key.id })
  const listed = await run(['--list-objects', '--type', 'cert'])
  if (!listed.ok) return listed
  const ids = [...new Set([...listed.value.toString().matchAll(/^\s*ID:\s*([0-9a-f]+)/gm)].map(([, id]) => id!))]
  const certificates = []
  for (const id of ids) {
    const read = await run(['--read-object', '--type', 'cert', '--id', id], { output: true })
    const certificate = read.ok ? readCertificate(read.value) : null
    if (certificate) certificates.push({ id, ...certificate })
  }
  const own = certificates.find(({ id }) => id.toLowerCase() === key.id.toLowerCase())
  if (!own) return err({ kind: 'key-not-found', label: key.id })
  const { algorithm } = own
  if (algorithm === null) return err({ kind: 'key-unsuitable', algorithm: '' })
  let isOpen = true
  return ok({
    algorithm,
    chain: orderChain(own, certificates).map(({ der }) => der),
    // One after the other: a token does one thing at a time.
    sign: async (messages) => {
      const values: Result<Uint8Array, KeyRefused>[] = []
      for (const message of messages) {
        const last = values.at(-1)
        // A token that was pulled out or refused the PIN is not asked again: each wrong try counts towards its lock.
        if (last && !last.ok) values.push(last)
        else values.push(isOpen ? await signOne(run, key.id, algorithm, message) : err({ kind: 'token-removed' }))
      }
      return values
    },
    close: async () => {
      isOpen = false
    },
  })
}

type Run = (args: readonly string[], files?: { input?: Uint8Array; output?: boolean }) => Promise<Result<Buffer, KeyRefused>>

async function signOne(run: Run, id: string, algorithm: KeyAlgorithm, message: Uint8Array): Promise<Result<Uint8Array, KeyRefused>> {
  const isRsa = algorithm === 'rsa-sha256'
  const mechanism = isRsa ? ['--mechanism', 'SHA256-RSA-PKCS'] : ['--mechanism', 'ECDSA', '--signature-format', 'openssl']
  const input = isRsa ? message : createHash(hashOf[algorithm]).update(message).digest()
  const signed = await run(['--login', '--sign', '--id', id, ...mechanism], { input, output: true })
  if (signed.ok) return ok(new Uint8Array(signed.value))
  // It was there when the key was opened.
  return signed.error.kind === 'token-missing' ? err({ kind: 'token-removed' }) : signed
}

/** How long one question to a token may take. */
const answerSecondsMax = 60

function runner({ module, tokenLabel, program = 'pkcs11-tool', environment = {} }: TokenKey, pin: string): Run {
  return async (args, files = {}) => {
    const folder = await mkdtemp(join(tmpdir(), 'motcua-token-'))
    try {
      const input = join(folder, 'in')
      const output = join(folder, 'out')
      if (files.input) await writeFile(input, files.input)
      const answer = await once(
        program,
        [
          '--module', module, '--token-label', tokenLabel, ...args,
          ...(args.includes('--login') ? ['--pin', 'env:MOTCUA_TOKEN_PIN'] : []),
          ...(files.input ? ['--input-file', input] : []),
          ...(files.output ? ['--output-file', output] : []),
        ], // biome-ignore format: pairs
        { ...process.env, ...environment, MOTCUA_TOKEN_PIN: pin },
      )
      if (!answer.ok) return answer
      return ok(files.output ? await readFile(output) : answer.value)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }
}

function once(program: string, args: string[], env: NodeJS.ProcessEnv): Promise<Result<Buffer, KeyRefused>> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: answerSecondsMax * 1000 })
    const out: Buffer[] = []
    let said = ''
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => {
      said += part
    })
    child.on('error', () => resolve(err({ kind: 'token-program-missing', program })))
    child.on('close', (code) => resolve(code === 0 ? ok(Buffer.concat(out)) : err(refusalOf(said))))
  })
}

/** What the program said, as a refusal. Its words stay here: they may quote what was typed. */
function refusalOf(said: string): KeyRefused {
  if (/CKR_PIN_LOCKED/.test(said)) return { kind: 'key-locked' }
  if (/CKR_PIN_(INCORRECT|INVALID|LEN_RANGE)/.test(said)) return { kind: 'wrong-pass-phrase', triesLeft: null }
  if (/CKR_(DEVICE_REMOVED|SESSION_HANDLE_INVALID|SESSION_CLOSED|DEVICE_ERROR)/.test(said)) return { kind: 'token-removed' }
  if (/(private key|object) not found|CKR_KEY_HANDLE_INVALID/i.test(said)) return { kind: 'key-not-found', label: '' }
  if (/CKR_(MECHANISM|KEY_TYPE|KEY_FUNCTION)/.test(said)) return { kind: 'key-unsuitable', algorithm: '' }
  return { kind: 'token-missing' }
}
