import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Moment } from '../kernel/moment.ts'
import type { NamedRemote, NamedToken } from '../modules/documents/routes.ts'
import {
  clientCredentials,
  createVerifier,
  readTrust,
  type SigningService,
  signingService,
  type Trust,
  type Verifier,
} from '../modules/signing/service.ts'
import type { FileStore } from '../platform/files.ts'
import type { Database } from '../platform/postgres/database.ts'

/** What signing stands on in this installation (phòng ký số): opened once, closed at the end. */
export type SigningRoom = {
  service: SigningService
  verifier: Verifier
  /** Roots as they stand in the folder; none where the operator has put none, and then no signature counts. */
  trust(): Promise<Trust>
  tokens: readonly NamedToken[]
  remotes: readonly NamedRemote[]
  close(): Promise<void>
}

/** `signing.json` of the data folder. Nothing in it is secret: PINs are asked for at each act, a client's secret has a file of its own. */
const settings = z.object({
  level: z.enum(['B-B', 'B-T', 'B-LT']).default('B-B'),
  timeStampUrl: z.url().optional(),
  tokens: z
    .array(
      z.object({ name: z.string().min(1), module: z.string().min(1), tokenLabel: z.string().min(1), id: z.string().regex(/^[0-9a-f]+$/i) }),
    )
    .default([]),
  remotes: z
    .array(
      z.object({
        name: z.string().min(1),
        baseUrl: z.url(),
        tokenUrl: z.url(),
        clientId: z.string().min(1),
        /** file in the data folder, readable by its owner alone */
        clientSecretFile: z.string().regex(/^[\w.-]+$/),
        credentialId: z.string().min(1),
      }),
    )
    .default([]),
})

const trustRememberedMs = 10_000

/** Opens signing from the data folder: trusted roots in `roots`, what the authority and the tokens are in `signing.json`. A wrong file stops the start. */
export async function openSigning({
  db,
  files,
  now,
  folder,
  elapsedMs,
}: {
  db: Database
  files: FileStore
  now(): Moment
  folder: string
  elapsedMs(): number
}): Promise<SigningRoom> {
  const text = await readFile(join(folder, 'signing.json'), 'utf8').catch(() => '{}')
  const { level, timeStampUrl, tokens, remotes: named } = settings.parse(JSON.parse(text))
  const service = signingService({
    db,
    files,
    now,
    authority: { level, timeStamps: timeStampUrl === undefined ? null : { url: timeStampUrl } },
  })
  const remotes = await Promise.all(
    named.map(async ({ name, baseUrl, tokenUrl, clientId, clientSecretFile, credentialId }) => {
      const secret = (await readFile(join(folder, clientSecretFile), 'utf8')).trim()
      return { name, credentialId, service: { baseUrl, accessToken: clientCredentials(tokenUrl, { id: clientId, secret }) } }
    }),
  )
  const verifier = createVerifier()
  let known: { at: number; trust: Trust } | null = null
  return {
    service,
    verifier,
    tokens,
    remotes,
    async trust() {
      if (known && elapsedMs() - known.at < trustRememberedMs) return known.trust
      const read = await readTrust(join(folder, 'roots'))
      known = { at: elapsedMs(), trust: read.ok ? read.value : { anchors: [], crls: [] } }
      return known.trust
    },
    close: async () => {
      await Promise.all([service.close(), verifier.close()])
    },
  }
}
