import { randomBytes, randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { assertNever } from '../kernel/assert.ts'
import { type Moment, moment } from '../kernel/moment.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { readSender, type Sender } from './mail/message.ts'
import { readSmtpUrl, type SmtpSettings } from './mail/smtp.ts'
import { giveToOwnerOfFolder } from './postgres/embedded/run-as.ts'

/** What the environment decides; everything else is data of the agency. */
export type Settings = {
  port: number
  host: string
  /** Public base address without a slash at the end; null: the one we listen on. */
  url: string | null
  dataFolder: string
  /** Secret for tokens; null: the one in the data folder (`keyOf`). */
  key: string | null
  /** Addresses or networks (CIDR) of the proxies whose forwarding headers count. */
  trustedProxies: string[]
  /** A PostgreSQL of the user's; null: the embedded one. */
  databaseUrl: string | null
  demo: boolean
  /** A fixed time, in demonstrations and tests only. */
  now: Moment | null
  /** Sign-in through the province or VNeID (OpenID Connect); null: only by password. All three or none. */
  province: { issuer: string; clientId: string; clientSecret: string } | null
  /** The server that takes mail; null: mails become files in the data folder. */
  smtp: SmtpSettings | null
  /** Text messages with Vietnamese marks; without them they take less than half the room. */
  hasSmsMarks: boolean
}

/** Everything that is wrong with the environment, so that it can be put right at once. */
export type SettingsRefused = { kind: 'bad-settings'; faults: SettingFault[] }

export type SettingFault =
  | { kind: 'unknown-variable'; name: string; known: readonly string[] }
  | { kind: 'bad-value'; name: string; wanted: string }
  | { kind: 'now-without-demo' }
  | { kind: 'province-in-part'; missing: string }
  | { kind: 'smtp-in-part'; missing: string }

const smtpNames = ['MOTCUA_SMTP_URL', 'MOTCUA_SMTP_FROM'] as const
const provinceNames = ['MOTCUA_OIDC_ISSUER', 'MOTCUA_OIDC_CLIENT', 'MOTCUA_OIDC_SECRET'] as const
const known = [
  'MOTCUA_URL',
  'MOTCUA_DATA',
  'MOTCUA_KEY',
  'MOTCUA_PROXY',
  'MOTCUA_DEMO',
  'MOTCUA_NOW',
  ...provinceNames,
  ...smtpNames,
  'MOTCUA_SMS_MARKS',
] as const

/** Shorter secrets can be guessed, characters. */
const keyLengthMin = 32

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment; a variable that is empty counts as absent. */
export function readSettings(env: Environment): Result<Settings, SettingsRefused> {
  const faults: SettingFault[] = Object.keys(env)
    .filter((name) => name.startsWith('MOTCUA_') && !known.some((one) => one === name))
    .map((name) => ({ kind: 'unknown-variable', name, known }))

  const read = <T>(name: string, absent: T, parse: (text: string) => T | undefined, wanted: string): T => {
    const text = env[name]?.trim()
    if (!text) return absent
    const value = parse(text)
    if (value === undefined) faults.push({ kind: 'bad-value', name, wanted })
    return value ?? absent
  }
  const settings: Settings = {
    port: read('PORT', 3000, port, 'một số từ 0 đến 65535'),
    host: read('HOST', '127.0.0.1', (text) => text, ''),
    url: read<string | null>('MOTCUA_URL', null, baseAddress, 'một địa chỉ http:// hoặc https://, không có đường dẫn'),
    dataFolder: read('MOTCUA_DATA', '.data', (text) => text, ''),
    key: read<string | null>('MOTCUA_KEY', null, longEnough, `ít nhất ${keyLengthMin} ký tự`),
    trustedProxies: read('MOTCUA_PROXY', [], networks, 'các địa chỉ IP hoặc dải mạng (10.0.0.0/8), cách nhau bằng dấu phẩy'),
    databaseUrl: read<string | null>('DATABASE_URL', null, postgresAddress, 'một địa chỉ postgresql://'),
    demo: read('MOTCUA_DEMO', true, onOrOff, 'on hoặc off'),
    now: read<Moment | null>('MOTCUA_NOW', null, localMoment, 'một thời điểm như 2026-11-20T09:00'),
    province: null,
    smtp: null,
    hasSmsMarks: read('MOTCUA_SMS_MARKS', true, onOrOff, 'on hoặc off'),
  }
  const server = read<Omit<SmtpSettings, 'from'> | null>(
    'MOTCUA_SMTP_URL',
    null,
    readSmtpUrl,
    'một địa chỉ smtp:// hoặc smtps://, không có đường dẫn',
  )
  const from = read<Sender | null>('MOTCUA_SMTP_FROM', null, readSender, 'một địa chỉ thư như Một cửa <mot-cua@so.example.vn>')
  const missing = smtpNames.filter((name) => !env[name]?.trim())
  if (server && from) settings.smtp = { ...server, from }
  else if (missing.length === 1) faults.push({ kind: 'smtp-in-part', missing: missing.join(', ') })
  const [issuer, clientId, clientSecret] = provinceNames.map((name) => env[name]?.trim() ?? '')
  if (issuer && clientId && clientSecret) settings.province = { issuer, clientId, clientSecret }
  else if (issuer || clientId || clientSecret)
    faults.push({ kind: 'province-in-part', missing: provinceNames.filter((name) => !env[name]?.trim()).join(', ') })
  if (settings.now !== null && !settings.demo) faults.push({ kind: 'now-without-demo' })
  return faults.length > 0 ? err({ kind: 'bad-settings', faults }) : ok(settings)
}

/** What the person who started it reads. */
export const explainSettings = ({ faults }: SettingsRefused): string => faults.map(explainFault).join('\n')

function explainFault(fault: SettingFault): string {
  switch (fault.kind) {
    case 'unknown-variable':
      return `Không có biến môi trường ${fault.name}. Các biến dùng được: ${fault.known.join(', ')}.`
    case 'bad-value':
      return `${fault.name} phải là ${fault.wanted}.`
    case 'province-in-part':
      return `Đăng nhập qua hệ thống của tỉnh còn thiếu: ${fault.missing}.`
    case 'smtp-in-part':
      return `Gửi thư còn thiếu: ${fault.missing}.`
    case 'now-without-demo':
      return 'MOTCUA_NOW chỉ dùng được khi trình diễn; hãy bỏ nó đi, hoặc bỏ MOTCUA_DEMO=off.'
    default:
      return assertNever(fault)
  }
}

/** The secret of this data folder, made on the first call; readable by the owner of the folder alone. */
export function keyOf(dataFolder: string): string {
  const file = join(dataFolder, 'key')
  const whole = `${file}.${randomUUID()}`
  mkdirSync(dataFolder, { recursive: true, mode: 0o711 })
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  writeFileSync(whole, randomBytes(48).toString('base64url'), { mode: 0o600 })
  giveToOwnerOfFolder(whole)
  try {
    linkSync(whole, file) // two first starts at once: the later takes the key of the earlier
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(whole, { force: true })
  }
  return readFileSync(file, 'utf8')
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code

const port = (text: string) => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined)

function baseAddress(text: string): string | undefined {
  const url = URL.parse(text)
  const isBase = url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  return isBase ? url.origin : undefined
}

const postgresAddress = (text: string) => (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined)

const onOrOff = (text: string) => (text === 'on' ? true : text === 'off' ? false : undefined)

const longEnough = (text: string) => (text.length >= keyLengthMin ? text : undefined)

function networks(text: string): string[] | undefined {
  const parts = text.split(',').map((part) => part.trim())
  return parts.every(isNetwork) ? parts : undefined
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  const bitsMax = version === 6 ? 128 : 32
  return version !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= bitsMax))
}

/** A time without an offset is Vietnamese time. */
function localMoment(text: string): Moment | undefined {
  try {
    return moment(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}+07:00`)
  } catch {
    return undefined
  }
}
