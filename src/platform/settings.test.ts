import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { moment } from '../kernel/moment.ts'
import { explainSettings, keyOf, readSettings, type Settings } from './settings.ts'

const defaults: Settings = {
  port: 3000,
  host: '127.0.0.1',
  url: null,
  dataFolder: '.data',
  key: null,
  trustedProxies: [],
  databaseUrl: null,
  demo: true,
  now: null,
  province: null,
  smtp: null,
  hasSmsMarks: true,
}

describe('Settings (biến môi trường)', () => {
  it('are all optional', () => deepEqual(readSettings({}), { ok: true, value: defaults }))
  it('leave variables of others alone', () => deepEqual(readSettings({ PATH: '/bin', HOME: '/' }), { ok: true, value: defaults }))
  it('count an empty variable as absent: an empty DATABASE_URL means the embedded database', () =>
    deepEqual(readSettings({ DATABASE_URL: '', PORT: ' ' }), { ok: true, value: defaults }))
  it('read the sign-in of the province when all three parts are there, and name what is missing when not', () => {
    const part = { MOTCUA_OIDC_ISSUER: 'https://sso.example.vn', MOTCUA_OIDC_CLIENT: 'motcua' }
    const whole = readSettings({ ...part, MOTCUA_OIDC_SECRET: 'mật' })
    deepEqual(whole.ok && whole.value.province, { issuer: 'https://sso.example.vn', clientId: 'motcua', clientSecret: 'mật' })
    deepEqual(readSettings(part), {
      ok: false,
      error: { kind: 'bad-settings', faults: [{ kind: 'province-in-part', missing: 'MOTCUA_OIDC_SECRET' }] },
    })
  })
  it('read the mail server with its sender, with TLS from the start on another port', () => {
    const read = (url: string, from = 'Sở Thử (mẫu) <mot-cua@so.example.vn>') =>
      readSettings({ MOTCUA_SMTP_URL: url, MOTCUA_SMTP_FROM: from })
    const sender = { name: 'Sở Thử (mẫu)', address: 'mot-cua@so.example.vn' }
    const plain = read('smtp://nguoi:m%40t@mail.example.vn')
    deepEqual(plain.ok && plain.value.smtp, {
      host: 'mail.example.vn',
      port: 587,
      isTlsFromStart: false,
      isTlsRequired: false,
      user: 'nguoi',
      password: 'm@t',
      from: sender,
    })
    const safe = read('smtps://mail.example.vn', 'mot-cua@so.example.vn')
    deepEqual(safe.ok && safe.value.smtp, {
      host: 'mail.example.vn',
      port: 465,
      isTlsFromStart: true,
      isTlsRequired: true,
      user: '',
      password: '',
      from: { name: '', address: 'mot-cua@so.example.vn' },
    })
    for (const wrong of ['http://mail.example.vn', 'smtp://', 'smtp://mail.example.vn/x', 'mail.example.vn'])
      deepEqual(read(wrong), {
        ok: false,
        error: {
          kind: 'bad-settings',
          faults: [{ kind: 'bad-value', name: 'MOTCUA_SMTP_URL', wanted: 'một địa chỉ smtp:// hoặc smtps://, không có đường dẫn' }],
        },
      })
    deepEqual(readSettings({ MOTCUA_SMTP_URL: 'smtp://mail.example.vn' }), {
      ok: false,
      error: { kind: 'bad-settings', faults: [{ kind: 'smtp-in-part', missing: 'MOTCUA_SMTP_FROM' }] },
    })
  })
  it('are read', () =>
    deepEqual(
      readSettings({
        PORT: '0',
        HOST: '::1',
        MOTCUA_URL: 'https://motcua.example.vn/',
        MOTCUA_DATA: '/srv/một cửa',
        MOTCUA_KEY: 'k'.repeat(32),
        MOTCUA_PROXY: '10.0.0.0/8, ::1',
        DATABASE_URL: 'postgres://ai@db/motcua',
        MOTCUA_DEMO: 'on',
        MOTCUA_SMS_MARKS: 'off',
        MOTCUA_NOW: '2026-11-20T09:00',
      }),
      {
        ok: true,
        value: {
          port: 0,
          host: '::1',
          url: 'https://motcua.example.vn',
          dataFolder: '/srv/một cửa',
          key: 'k'.repeat(32),
          trustedProxies: ['10.0.0.0/8', '::1'],
          databaseUrl: 'postgres://ai@db/motcua',
          demo: true,
          now: moment('2026-11-20T09:00:00+07:00'),
          province: null,
          smtp: null,
          hasSmsMarks: false,
        },
      },
    ))
  it('stop at an unknown MOTCUA_ variable and name the known ones', () =>
    match(
      faultsOf({ MOTCUA_DATEN: 'x' }),
      /Không có biến môi trường MOTCUA_DATEN\. .*MOTCUA_URL, MOTCUA_DATA, MOTCUA_KEY, MOTCUA_PROXY, MOTCUA_DEMO, MOTCUA_NOW/,
    ))
  it('refuse a fixed time when it is no demonstration', () =>
    match(faultsOf({ MOTCUA_NOW: '2026-11-20T09:00', MOTCUA_DEMO: 'off' }), /MOTCUA_NOW chỉ dùng được khi trình diễn/))
  it('say every fault at once', () =>
    equal(faultsOf({ PORT: '65536', MOTCUA_KEY: 'short', MOTCUA_PROXY: '10.0.0.0/33' }).split('\n').length, 3))

  for (const [name, values] of Object.entries({
    PORT: ['65536', '-1', '80a', '3.5'],
    MOTCUA_URL: ['motcua.vn', 'ftp://motcua.vn', 'https://motcua.vn/app', 'https://motcua.vn/?a', 'https://a:b@motcua.vn'],
    MOTCUA_KEY: ['k'.repeat(31)],
    MOTCUA_PROXY: ['any', '10.0.0.1/33', '::1/129', '10.0.0.1,', '10.0.0.1/8/8'],
    DATABASE_URL: ['mysql://db', 'db'],
    MOTCUA_DEMO: ['yes', 'toString'],
    MOTCUA_NOW: ['09:00', '2026-02-30T09:00', 'hôm nay'],
  }))
    for (const value of values) it(`refuse ${name}=${value}`, () => deepEqual(kindsOf({ [name]: value }), [`bad-value ${name}`]))
})

describe('Key of a data folder (khóa bí mật)', () => {
  it('is made once, long, and closed to others', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-key-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const key = keyOf(join(folder, 'data'))
    equal(key.length, 64)
    equal(keyOf(join(folder, 'data')), key)
    notEqual(keyOf(join(folder, 'other')), key)
    deepEqual(readdirSync(join(folder, 'data')), ['key'])
    if (process.platform !== 'win32') equal(statSync(join(folder, 'data', 'key')).mode & 0o777, 0o600)
  })
})

function faultsOf(env: Record<string, string>): string {
  const read = readSettings(env)
  return read.ok ? '' : explainSettings(read.error)
}

function kindsOf(env: Record<string, string>): string[] {
  const read = readSettings(env)
  return read.ok ? [] : read.error.faults.map((fault) => (fault.kind === 'bad-value' ? `${fault.kind} ${fault.name}` : fault.kind))
}
