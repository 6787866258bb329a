import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { demoKeys } from '../db/demo/documents.ts'
import { demoAccounts, loadDemo } from '../db/demo/load.ts'
import type { Moment } from './kernel/moment.ts'
import { accountJobs } from './modules/accounts/jobs.ts'
import { journalJobs } from './modules/audit/jobs.ts'
import { pulse } from './modules/clock/service.ts'
import { documentJobs, folderCarrier } from './modules/documents/jobs.ts'
import { dossierJobs, dueRunJobs, migrationJobs, reminderJobs } from './modules/dossiers/jobs.ts'
import { createForms } from './modules/dossiers/routes.ts'
import { dossierService, tellApplicant } from './modules/dossiers/service.ts'
import { doorsOf, noticeJobs } from './modules/notices/jobs.ts'
import { agencies } from './modules/org/service.ts'
import { paperJobs } from './modules/papers/jobs.ts'
import { demoParts, isHalfMadeDemo, markDemo } from './platform/demo-mark.ts'
import { fileStore } from './platform/files.ts'
import { heartbeatEveryMs, heartbeatFile } from './platform/heartbeat.ts'
import { startJobs } from './platform/jobs.ts'
import { openLog } from './platform/log.ts'
import { openMetrics } from './platform/metrics.ts'
import { connectRunning, explainEmbedded } from './platform/postgres/embedded.ts'
import { MigrationChanged } from './platform/postgres/migrate.ts'
import { openStore } from './platform/postgres/open.ts'
import { explainSettings, keyOf, readSettings } from './platform/settings.ts'
import { compose } from './sites/compose.tsx'
import { openPapers } from './sites/papers-room.ts'
import { rooms } from './sites/rooms.ts'
import { openSigning } from './sites/signing-room.ts'
import { openScanner } from './sites/upload-scanner.ts'
import { readAssets } from './ui/assets.ts'

/** How long answers in flight may take to end after the order to stop, milliseconds. */
const graceMs = 10_000

let stopping = false
const say = (text: string) => process.stdout.write(`${text}\n`)
const fail = (text: string): never => {
  process.stderr.write(`${text}\n`)
  process.exit(1)
}

const read = readSettings(process.env)
const settings = read.ok ? read.value : fail(explainSettings(read.error))
const log = openLog({ level: process.env.LOG_LEVEL === 'warn' ? 'warn' : 'info' })
const assetsFolder = fileURLToPath(new URL('../dist/assets', import.meta.url))
const dataFolder = resolve(settings.dataFolder)
mkdirSync(dataFolder, { recursive: true, mode: 0o711 })

// A demo whose making was cut off is made again from nothing; a folder of real work bears no mark and is never touched.
if (settings.demo && settings.databaseUrl === null && isHalfMadeDemo(dataFolder) && !connectRunning(dataFolder)) {
  for (const part of demoParts) rmSync(join(dataFolder, part), { recursive: true, force: true })
}
const opened = await openStore(settings, { joins: false }).catch((error: unknown) =>
  error instanceof MigrationChanged
    ? fail(
        `Cơ sở dữ liệu này do một bản khác của phần mềm tạo ra (${error.message}). Dùng lại đúng bản ấy, hoặc với dữ liệu mẫu: npm run demo:reset`,
      )
    : Promise.reject(error),
)
const store = opened.ok ? opened.value : fail(explainEmbedded(opened.error))
const { db } = store
const recordedNow = () => Math.floor(Date.now() / 1000) as Moment
const startedAt = recordedNow()
/** A fixed time in a demonstration goes on from where it was set. */
const now = settings.now === null ? recordedNow : () => ((settings.now ?? 0) + (recordedNow() - startedAt)) as Moment

const known = await db.everywhere(agencies)
const files = await fileStore(join(dataFolder, 'files'), { scanner: await openScanner(dataFolder) })
const story = settings.demo && known.length === 0 ? await makeDemo() : null

/** An empty store without a demo: whoever holds this link, and nobody else, sets the office up. */
const setupToken = !settings.demo && known.length === 0 ? randomBytes(24).toString('base64url') : null

const forms = createForms()
const elapsedMs = () => performance.now()
const signing = await openSigning({ db, files, now, elapsedMs, folder: dataFolder })
const key = settings.key ?? keyOf(dataFolder)
const papers = await openPapers({ db, files, filesFolder: join(dataFolder, 'files'), signing, key, now, recordedNow, log })
const jobRooms = rooms(db, now, elapsedMs)
const dossiers = dossierService({
  db,
  now,
  recordedNow,
  ...jobRooms,
  tell: tellApplicant({ publicUrl: settings.url, hasMarks: settings.hasSmsMarks }),
})
const agencyIds = async () => (await db.everywhere(agencies)).map(({ agencyId }) => agencyId)
const doors = doorsOf({ smtp: settings.smtp, folder: join(dataFolder, 'outbox') })
const jobs = await startJobs(store.owner, log, [
  ...journalJobs({ db, agencies: agencyIds, now: recordedNow, log }),
  ...accountJobs({ db, now: recordedNow }),
  ...dossierJobs({ agencies: agencyIds, service: dossiers, log }),
  ...migrationJobs({ db, agencies: agencyIds, ...jobRooms, service: dossiers, log }),
  ...dueRunJobs({ db, agencies: agencyIds, now, elapsedMs, service: dossiers, log }),
  ...reminderJobs({ db, agencies: agencyIds, now, ...jobRooms, publicUrl: settings.url, log }),
  ...documentJobs({
    ...{ db, agencies: agencyIds, now, files, orgOf: jobRooms.orgOf, textOf: papers.textOf, log },
    carrier: folderCarrier(join(dataFolder, 'carried')),
  }),
  ...paperJobs({ agencies: agencyIds, service: papers.service, log }),
  ...noticeJobs({
    db,
    agencies: agencyIds,
    now,
    ...jobRooms,
    doors,
    log,
  }),
])

/** Signs of life; what was missing between two of them is an outage. In a demonstration whose time is set there is no such history. */
const heartbeat = heartbeatFile(join(dataFolder, 'heartbeat'))
const pulseRooms = rooms(db, now, elapsedMs)
let beating: Promise<void> | null = null
const beat = (): void => {
  if (settings.now !== null || stopping || beating) return
  beating = pulse({ db, file: heartbeat, recordedNow, agencies: agencyIds, calendarOf: pulseRooms.calendarOf })
    .then(({ recorded }) => {
      if (recorded > 0) log.warn({ agencies: recorded }, 'the system had been silent; the outage is on record')
    })
    .catch((error: unknown) => log.warn({ err: error }, 'no sign of life could be given')) // the next one tells the whole silence
    .finally(() => {
      beating = null
    })
}
beat()
const beats = setInterval(beat, heartbeatEveryMs)

let answer: ReturnType<typeof compose>['fetch'] = async () => new Response('', { status: 503, headers: { 'retry-after': '1' } })
const server = await listen()
const address = server.address()
const port = typeof address === 'object' && address ? address.port : settings.port
const listening = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
const baseUrl = settings.url ?? listening
answer = compose({
  db,
  files,
  forms,
  log,
  metrics: openMetrics(db),
  asset: readAssets(join(assetsFolder, 'manifest.json')).assetUrl,
  assetsFolder,
  key,
  baseUrl,
  proxies: settings.trustedProxies,
  province: settings.province,
  now,
  recordedNow,
  elapsedMs,
  hasSmsMarks: settings.hasSmsMarks,
  mailsLinks: settings.smtp !== null,
  strip: settings.demo
    ? {
        vi: 'Dữ liệu mẫu: mọi cơ quan, người và hồ sơ ở đây đều không có thật.',
        en: 'Sample data: no agency, person or dossier here is real.',
      }
    : null,
  setupTokenHash: setupToken === null ? null : createHash('sha256').update(setupToken).digest(),
  signing,
  papers,
  oldestJobSeconds: jobs.oldestSeconds,
  lastBeat: async () => (await heartbeat.last())?.at ?? null,
}).fetch

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(0))
store.ended.then((lastLines) => {
  if (stopping) return
  log.fatal({ lastLines }, 'the database ended by itself')
  void stop(1)
})
announce()

/** Listens, or says why not and leaves everything stopped. */
function listen(): Promise<Server> {
  return new Promise((ready) => {
    const made = serve({ fetch: (request, env) => answer(request, env), port: settings.port, hostname: settings.host }, () =>
      ready(made as Server),
    ) as Server
    made.once('error', async (error: NodeJS.ErrnoException) => {
      await jobs.stop()
      await store.stop()
      fail(
        error.code === 'EADDRINUSE'
          ? `Cổng ${settings.port} đang có chương trình khác dùng. Dừng chương trình ấy, hoặc chọn cổng khác: PORT=3001 npm start`
          : `Không mở được cổng ${settings.port} trên ${settings.host}: ${error.code ?? error.message}`,
      )
    })
  })
}

/** Tells whoever started it where to go, as whom, and how to stop. */
function announce(): void {
  say(`\nMột Cửa đang chạy: ${baseUrl}${baseUrl === listening ? '' : ` (nghe ở ${listening})`}`)
  say(`  cổng tra cứu   ${baseUrl}/\n  nội bộ         ${baseUrl}/office`)
  if (!baseUrl.startsWith('https://') && settings.url !== null)
    say('  Cảnh báo: địa chỉ công khai chưa dùng https; mật khẩu đi trên mạng không được mã hóa.')
  if (settings.demo) {
    say(`\nTài khoản mẫu, mật khẩu chung: ${demoAccounts.password}`)
    for (const { agency, login, title, see } of demoAccounts.accounts) say(`  ${login.padEnd(18)} ${agency.padEnd(14)} ${title}: ${see}`)
    say(`  khóa ký mẫu (.p12, cùng mật khẩu): ${join(dataFolder, demoKeys)}`)
    for (const { see, login, code } of story?.storyLines ?? []) say(`  · ${see} (${login}${code ? `, ${code}` : ''})`)
  }
  if (setupToken)
    say(`\nKho còn trống. Người quản trị đầu tiên mở đường dẫn này, dùng một lần:\n  ${baseUrl}/office/first-run?token=${setupToken}`)
  say('\nDừng: Ctrl+C')
}

/** Ends what is in flight, then jobs, then the database. */
async function stop(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  const closed = new Promise<void>((done) => server.close(() => done()))
  // A connection kept open turns idle only after its last answer, so it is asked again and again.
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const late = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(idle)
  clearTimeout(late)
  clearInterval(beats)
  await beating
  // A stop in order says so; when the database ended by itself, the last sign stays what it was.
  if (code === 0 && settings.now === null)
    await heartbeat
      .beat({ at: recordedNow(), wasStopped: true })
      .catch((error: unknown) => log.warn({ err: error }, 'the stop was not written'))
  await jobs.stop()
  for (const door of Object.values(doors)) door.close?.()
  await forms.close()
  await papers.close()
  await signing.close()
  await store.stop()
  process.exit(code)
}

async function makeDemo() {
  if (settings.databaseUrl === null) markDemo(dataFolder, 'loading')
  const made = await loadDemo({ db, files, folder: dataFolder }, { now: now(), onProgress: progress })
  if (settings.databaseUrl === null) markDemo(dataFolder, 'ready')
  return made
}

function progress(share: number, what: string): void {
  const text = `Dựng dữ liệu mẫu ${String(Math.round(share * 100)).padStart(3)} %  ${what}`
  process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${text}${share >= 1 ? '\n' : ''}` : share === 0 || share >= 1 ? `${text}\n` : '')
}
