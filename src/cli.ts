import { createInterface } from 'node:readline'
import type { Moment } from './kernel/moment.ts'
import { err, ok, type Result } from './kernel/result.ts'
import type { Store } from './platform/postgres/open.ts'

/** What a command answers with: done, refused (said on stdout), wrong usage. */
type Exit = 0 | 1 | 2

const write = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)
const io = { write, warn }

const usage = `motcua <lệnh> …  (mỗi lệnh có --help)

  clock due | clock minutes        tính hạn trả, thời gian làm việc; đọc NDJSON từ stdin
  procedures check FILE…           kiểm tra quy trình nội bộ
  procedures import FILE…          nhập quy trình vào kho   [--agency MÃ] [--dry-run] [--skip-bad]
  calendar import FILE             nạp lịch nghỉ chính thức [--agency MÃ] [--dry-run]
  journal verify                   kiểm tra nhật ký không bị sửa
  verify-pdf FILE                  kiểm tra chữ ký số trong tệp PDF [--roots THƯ_MỤC] [--agencies TỆP]
  demo reset                       xóa dữ liệu mẫu và tạo lại`

let opened: Store | undefined

/** Opens the store of this machine's settings: the running one, the user's server, or the embedded one for the length of the command. */
async function openTheStore(): Promise<Result<Store, { kind: string; message: string }>> {
  const { explainSettings, readSettings } = await import('./platform/settings.ts')
  const { explainEmbedded } = await import('./platform/postgres/embedded.ts')
  const { openStore } = await import('./platform/postgres/open.ts')
  const settings = readSettings(process.env)
  if (!settings.ok) return err({ kind: settings.error.kind, message: explainSettings(settings.error) })
  const store = await openStore(settings.value, { joins: true })
  if (!store.ok) return err({ kind: store.error.kind, message: explainEmbedded(store.error) })
  opened = store.value
  return store
}

/** The store and the agency that a command writes into: the one asked for, the only one, or the first one to be, in an empty store. */
async function openFor({
  agency,
}: {
  agency: string | null
}): Promise<Result<{ db: Store['db']; agencyId: number; officerId: null; now: Moment }, { kind: string; message: string }>> {
  const store = await openTheStore()
  if (!store.ok) return store
  const { db } = store.value
  const { agencies, firstAgencyId } = await import('./modules/org/service.ts')
  const now = Math.floor(Date.now() / 1000) as Moment
  const all = await db.everywhere(agencies)
  if (agency !== null) {
    const found = all.find(({ code }) => code === agency)
    return found
      ? ok({ db, agencyId: found.agencyId, officerId: null, now })
      : err({
          kind: 'no-such-agency',
          message: `Không có cơ quan mã "${agency}". Đang có: ${all.map((a) => a.code).join(', ') || 'chưa cơ quan nào'}.`,
        })
  }
  const [only, another] = all
  if (another) return err({ kind: 'which-agency', message: `Có nhiều cơ quan; chọn bằng --agency: ${all.map((a) => a.code).join(', ')}.` })
  if (only) return ok({ db, agencyId: only.agencyId, officerId: null, now })
  // Nobody has set the office up yet: what is imported waits under the number that the first agency will have.
  return ok({ db, agencyId: firstAgencyId, officerId: null, now })
}

/** As `openFor`, with what follows a new year: provisional due times are computed anew. */
async function openCalendar(asked: { agency: string | null }) {
  const store = await openFor(asked)
  if (!store.ok) return store
  const { db, agencyId, now } = store.value
  const { rooms } = await import('./sites/rooms.ts')
  const { dossierService } = await import('./modules/dossiers/service.ts')
  const clock = () => now
  const service = dossierService({ db, now: clock, recordedNow: clock, ...rooms(db, clock, () => performance.now()) })
  return ok({ db, agencyId, now, afterLoading: () => service.recomputeDue({ agencyId, officerId: null }) })
}

/** Needs no store: the trusted roots lie in a folder, the one of this machine unless another is named. */
async function verifyPdf(args: string[]): Promise<Exit> {
  const { verifyPdfCommand } = await import('./modules/signing/cli.ts')
  const { explainSettings, readSettings } = await import('./platform/settings.ts')
  return verifyPdfCommand(args, {
    ...io,
    now: () => Math.floor(Date.now() / 1000) as Moment,
    rootsFolder: () => {
      const settings = readSettings(process.env)
      return settings.ok
        ? ok(`${settings.value.dataFolder}/roots`)
        : err({ kind: settings.error.kind, message: explainSettings(settings.error) })
    },
  })
}

/** Throws the demo's data away; the next start makes them anew. Only ever the embedded store of a demonstration. */
async function resetDemo(): Promise<Exit> {
  const { explainSettings, readSettings } = await import('./platform/settings.ts')
  const { connectRunning } = await import('./platform/postgres/embedded.ts')
  const settings = readSettings(process.env)
  if (!settings.ok) return refuse(settings.error.kind, explainSettings(settings.error))
  const { databaseUrl, dataFolder, demo } = settings.value
  if (!demo) return refuse('not-a-demo', 'MOTCUA_DEMO=off: đây không phải bản trình diễn nên không xóa gì.')
  if (databaseUrl) return refuse('not-embedded', 'DATABASE_URL đang trỏ tới máy chủ của anh/chị; lệnh này chỉ xóa cơ sở dữ liệu đi kèm.')
  if (connectRunning(dataFolder)) return refuse('still-running', 'Một Cửa đang chạy. Dừng lại rồi chạy lệnh này.')
  const { demoParts, isDemoFolder } = await import('./platform/demo-mark.ts')
  const { rmSync } = await import('node:fs')
  const { join } = await import('node:path')
  if (!isDemoFolder(dataFolder)) return refuse('not-a-demo', `Thư mục ${dataFolder} không chứa dữ liệu mẫu nên không xóa gì.`)
  for (const part of demoParts) rmSync(join(dataFolder, part), { recursive: true, force: true })
  write(JSON.stringify({ reset: dataFolder }))
  return 0
}

const wrongUsage = (): Exit => {
  warn(usage)
  return 2
}

const refuse = (kind: string, message: string): Exit => {
  write(JSON.stringify({ refused: { kind, message } }))
  return 1
}

/** Commands load what they need and nothing more: the pure ones touch no database. */
async function run([name, ...args]: string[]): Promise<Exit> {
  switch (name) {
    case 'clock':
      return (await import('./modules/clock/cli.ts')).clock(args, createInterface({ input: process.stdin }), write)
    case 'procedures':
      return (await import('./modules/procedures/cli.ts')).procedures(args, io, openFor)
    case 'calendar':
      return (await import('./modules/clock/cli.ts')).calendar(args, io, openCalendar)
    case 'verify-pdf':
      return verifyPdf(args)
    case 'demo':
      return args[0] === 'reset' && args.length === 1 ? resetDemo() : wrongUsage()
    case 'journal':
      return (await import('./modules/audit/cli.ts')).journal(args, {
        ...io,
        open: async () => {
          const store = await openTheStore()
          if (!store.ok) throw new Refused(store.error)
          const { db } = store.value
          const { agencies } = await import('./modules/org/service.ts')
          return { db, agencies: async () => (await db.everywhere(agencies)).map(({ agencyId }) => agencyId), close: async () => {} }
        },
      })
    case undefined:
    case '--help':
    case 'help':
      write(usage)
      return name === undefined ? 2 : 0
    default:
      warn(`Không có lệnh "${name}".\n\n${usage}`)
      return 2
  }
}

/** The store cannot be opened: said on stdout like every refusal. */
class Refused extends Error {
  readonly refused: { kind: string; message: string }
  constructor(refused: { kind: string; message: string }) {
    super(refused.message)
    this.refused = refused
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Refused)) throw error
  write(JSON.stringify({ refused: error.refused }))
  process.exitCode = 1
} finally {
  await opened?.stop()
}
