import { createHash, createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { type Moment, moment } from '../../src/kernel/moment.ts'
import { dueRunJobs } from '../../src/modules/dossiers/jobs.ts'
import { proofToken } from '../../src/modules/dossiers/public-look-up/proof.adapter.ts'
import { createForms } from '../../src/modules/dossiers/routes.ts'
import { dossierService } from '../../src/modules/dossiers/service.ts'
import { agencies } from '../../src/modules/org/service.ts'
import { type FileStore, fileStore } from '../../src/platform/files.ts'
import { startJobs } from '../../src/platform/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import { openMetrics } from '../../src/platform/metrics.ts'
import { type Database, openDatabase } from '../../src/platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/postgres/testing.ts'
import { compose } from '../../src/sites/compose.tsx'
import { openPapers } from '../../src/sites/papers-room.ts'
import { rooms } from '../../src/sites/rooms.ts'
import { openSigning } from '../../src/sites/signing-room.ts'
import { readAssets } from '../../src/ui/assets.ts'
import { type Cable, layCable } from './cable.ts'
import { type Department, openDepartment, password } from './department.ts'

const assetsFolder = fileURLToPath(new URL('../../dist/assets', import.meta.url))
const key = 'a key for the tests, long enough to be one'
export const setupToken = 'one-time-link-of-the-tests'

/** The whole product on a port of its own, with a clock that the test sets. */
export type House = {
  base: string
  app: ReturnType<typeof compose>
  store: TestDatabase
  /** Made by `openHouse` unless it was asked to stay empty. */
  department: Department
  clock: { now: Moment }
  /** Sets the office's clock, in Vietnamese time: `2026-03-02T08:00`. */
  at(text: string): void
  /** Rows as the owner of the tables sees them. */
  rows<T extends object>(sql: string, values?: unknown[]): Promise<T[]>
  /** The address that the QR code on a dossier's papers holds. */
  qrAddress(code: string): string
  /** Signs in without a browser: the cookie header of the session. */
  cookieOf(login: string): Promise<string>
  /** The cable between the product and its database, where the house was opened with one. */
  cable: Cable
  /** The data folder: files, trusted roots. */
  folder: string
  /** Bugs that the sites wrote to their log; a story ends without any. */
  bugs: string[]
  close(): Promise<void>
}

/**
 * Opens the product as `main` does, without jobs. The clock stands where the test puts it.
 * @param empty a store without an agency, with a set-up link
 * @param files replaces the file store, as by one on a full disk
 * @param url the public address, where it is not the one it listens on
 * @param jobs with the jobs that an act in the office wakes
 * @param cabled reaches its database over a cable that the test can cut
 */
export async function openHouse({
  now = '2026-03-02T08:00',
  empty = false,
  files,
  url,
  cabled = false,
  jobs = false,
}: {
  now?: string
  empty?: boolean
  files?: (real: FileStore) => FileStore
  url?: string
  cabled?: boolean
  jobs?: boolean
} = {}): Promise<House> {
  if (!existsSync(join(assetsFolder, 'manifest.json'))) throw new Error('dist/assets is missing: node tools/ensure.mjs builds it')
  const store = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'motcua-house-'))
  const clock = { now: localTime(now) }
  const bugs: string[] = []
  const to = new Writable({
    write(chunk, _encoding, done) {
      const line = String(chunk)
      if ((JSON.parse(line) as { level: number }).level >= 50) bugs.push(line)
      done()
    },
  })
  const cable = await layCable(store.ownerConfig)
  const db = cabled ? openDatabase({ ...cable.config, max: 8 }) : store.db
  const department = empty ? nobody : await openDepartment(store.db, clock.now)
  const log = openLog({ to })
  const forms = createForms()
  const real = await fileStore(folder)
  const signing = await openSigning({ db, files: real, now: () => clock.now, elapsedMs: () => performance.now(), folder })
  const clockNow = () => clock.now
  const papers = await openPapers({
    db,
    files: files ? files(real) : real,
    filesFolder: folder,
    signing,
    key,
    now: clockNow,
    recordedNow: clockNow,
    log,
  })
  let answer: ReturnType<typeof compose>['fetch'] = async () => new Response('', { status: 503 })
  const server = serve({ fetch: (request, env) => answer(request, env), port: 0, hostname: '127.0.0.1' }) as Server
  await new Promise((done) => server.once('listening', done))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const app = compose({
    db,
    files: files ? files(real) : real,
    forms,
    log,
    metrics: openMetrics(db),
    asset: readAssets(join(assetsFolder, 'manifest.json')).assetUrl,
    assetsFolder,
    key,
    baseUrl: url ?? base,
    proxies: [],
    province: null,
    now: () => clock.now,
    recordedNow: () => clock.now,
    elapsedMs: () => performance.now(),
    strip: null,
    setupTokenHash: empty ? createHash('sha256').update(setupToken).digest() : null,
    oldestJobSeconds: async () => 0,
    signing,
    papers,
  })
  answer = app.fetch
  const queue = jobs ? await openQueue({ db, store, clock, log }) : null
  const lookUpKey = createHmac('sha256', key).update('motcua/look-up').digest().toString('base64url')
  return {
    base,
    app,
    store,
    department,
    clock,
    cable,
    folder,
    bugs,
    at: (text) => {
      clock.now = localTime(text)
    },
    rows: async <T extends object>(sql: string, values: unknown[] = []) => (await store.owner.query<T>(sql, values)).rows,
    qrAddress: (code) => `${base}/tra-cuu/${code}?k=${proofToken(lookUpKey, code)}`,
    async cookieOf(login) {
      const body = new URLSearchParams({ login, password, next: '' })
      const answered = await fetch(`${base}/office/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { origin: base } })
      const cookies = answered.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
      if (answered.status !== 303) throw new Error(`${login} could not sign in: ${answered.status}`)
      return cookies.join('; ')
    },
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await queue?.stop()
      await forms.close()
      await papers.close()
      await signing.close()
      if (cabled) await db.close()
      await cable.cut()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The queue as `main` opens it, with what follows a change of the calendar. */
async function openQueue(p: { db: Database; store: TestDatabase; clock: { now: Moment }; log: ReturnType<typeof openLog> }) {
  const now = () => p.clock.now
  const elapsedMs = () => performance.now()
  const service = dossierService({ db: p.db, now, recordedNow: now, ...rooms(p.db, now, elapsedMs) })
  const agencyIds = async () => (await p.db.everywhere(agencies)).map(({ agencyId }) => agencyId)
  return startJobs(p.store.ownerConfig, p.log, dueRunJobs({ db: p.db, agencies: agencyIds, now, elapsedMs, service, log: p.log }))
}

const localTime = (text: string): Moment => moment(`${text}:00+07:00`)

const nobody = new Proxy({} as Department, {
  get(_, name) {
    throw new Error(`the house is empty: there is no ${String(name)}`)
  },
})

/** Where Chromium is; null where it is not. `npm test` writes it down. */
export function chromiumPath(): string | null {
  const marker = fileURLToPath(new URL('../../dist/.chromium', import.meta.url))
  const path = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : ''
  return path && existsSync(path) ? path : null
}
