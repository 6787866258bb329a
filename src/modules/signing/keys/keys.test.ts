import { deepEqual, equal, ok } from 'node:assert/strict'
import { verify, X509Certificate } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Result } from '../../../kernel/result.ts'
import type { KeyRefused, SigningKey } from '../model.ts'
import { missing, run } from '../signing.fixture.ts'
import { createTestPki, type Identity, type TestPki } from '../testing.adapter.ts'
import { openPkcs12 } from './key-file.adapter.ts'
import { clientCredentials, openRemote, remoteCredentials } from './remote.adapter.ts'
import { createRemoteTestService, type RemoteTestService } from './remote.fixture.ts'
import { openToken, type TokenKey } from './token.adapter.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-keys-'))
const at = (name: string) => join(folder, name)
let pki: TestPki
before(async () => {
  pki = await createTestPki()
})
after(async () => {
  await pki.close()
  rmSync(folder, { recursive: true, force: true })
})

const message = new TextEncoder().encode('thuộc tính được ký')
const opened = (key: Result<SigningKey, KeyRefused>): SigningKey => {
  if (!key.ok) throw new Error(`refused: ${key.error.kind}`)
  return key.value
}
const refusedAs = (kind: KeyRefused['kind'], key: Result<unknown, KeyRefused>) => equal(key.ok ? 'opened' : key.error.kind, kind)
const fits = (identity: Identity, value: Result<Uint8Array, KeyRefused> | undefined, hash = 'sha256') =>
  value?.ok === true && verify(hash, message, new X509Certificate(identity.certificate).publicKey, value.value)
const chainIs = (key: SigningKey, identity: Identity) =>
  deepEqual(
    key.chain.map((der) => Buffer.from(der).toString('hex')),
    identity.chain.map((der) => Buffer.from(der).toString('hex')),
  )

describe('PKCS#12 file (tệp khóa .p12)', { skip: missing('openssl', 'version') }, () => {
  const passPhrase = 'Mật khẩu đủ dài'
  const file = async (identity: Identity, ...more: string[]): Promise<Uint8Array> => {
    writeFileSync(at('key.pem'), identity.pem.privateKey)
    writeFileSync(at('cert.pem'), identity.pem.certificate)
    writeFileSync(at('issuers.pem'), pki.issuing.pem.certificate + pki.root.pem.certificate)
    const args = [
      'pkcs12',
      '-export',
      '-inkey',
      at('key.pem'),
      '-in',
      at('cert.pem'),
      '-certfile',
      at('issuers.pem'),
      '-out',
      at('key.p12'),
    ]
    const { code, out } = await run('openssl', [...args, '-passout', 'env:PASS', ...more], { PASS: passPhrase })
    equal(code, 0, out)
    return new Uint8Array(readFileSync(at('key.p12')))
  }
  it('opens as OpenSSL writes it, with the chain in order', async () => {
    const key = opened(openPkcs12(await file(pki.person), passPhrase))
    equal(key.algorithm, 'rsa-sha256')
    chainIs(key, pki.person)
    ok(fits(pki.person, (await key.sign([message]))[0]))
  })
  it('opens with a key on a curve', async () => {
    const key = opened(openPkcs12(await file(pki.personOnCurve), passPhrase))
    equal(key.algorithm, 'ecdsa-p256-sha256')
    ok(fits(pki.personOnCurve, (await key.sign([message]))[0]))
  })
  it('opens files of older programs (triple DES)', async () =>
    chainIs(
      opened(openPkcs12(await file(pki.agency, '-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'), passPhrase)),
      pki.agency,
    ))
  it('opens with the pass-phrase composed otherwise', async () => {
    equal(passPhrase.normalize('NFD') === passPhrase, false)
    opened(openPkcs12(await file(pki.person), passPhrase.normalize('NFD')))
  })
  it('refuses a wrong pass-phrase as such', async () => refusedAs('wrong-pass-phrase', openPkcs12(await file(pki.person), 'sai')))
  it('refuses what is no key file, or has a changed byte', async () => {
    refusedAs('key-file-unreadable', openPkcs12(Buffer.from('Quyết định'), passPhrase))
    const changed = await file(pki.person)
    changed[changed.length >> 1]! ^= 1
    equal(openPkcs12(changed, passPhrase).ok, false)
  })
  it('refuses a file without a key', async () => refusedAs('key-not-found', openPkcs12(await file(pki.person, '-nokeys'), passPhrase)))
  it('signs nothing once it is closed', async () => {
    const key = opened(openPkcs12(await file(pki.person), passPhrase))
    await key.close()
    refusedAs('token-removed', (await key.sign([message]))[0]!)
  })
})

const softHsm = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync)
const noToken =
  missing('softhsm2-util') || missing('pkcs11-tool', '--list-slots') || (softHsm === undefined && 'libsofthsm2.so is not on this machine')

describe('Token (thiết bị PKCS#11)', { skip: noToken }, () => {
  const pin = '135790'
  const environment = { SOFTHSM2_CONF: at('softhsm2.conf') }
  const token = (more: Partial<TokenKey> = {}): TokenKey => ({ module: softHsm!, tokenLabel: 'co-quan', id: '01', environment, ...more })
  before(async () => {
    writeFileSync(at('softhsm2.conf'), `directories.tokendir = ${at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`)
    await run('mkdir', ['-p', at('tokens')])
    const made = await run(
      'softhsm2-util',
      ['--init-token', '--free', '--label', 'co-quan', '--pin', pin, '--so-pin', '97531'],
      environment,
    )
    equal(made.code, 0, made.out)
    await load(pki.agency, '01')
    await load(pki.personOnCurve, '02')
    await write(['--type', 'cert', '--id', '0a'], pki.issuing.certificate)
    await write(['--type', 'cert', '--id', '0b'], pki.root.certificate)
  })
  const write = async (args: string[], der: Uint8Array) => {
    writeFileSync(at('object'), der)
    const common = ['--module', softHsm!, '--token-label', 'co-quan', '--login', '--pin', pin, '--write-object', at('object')]
    const { code, out } = await run('pkcs11-tool', [...common, ...args], environment)
    equal(code, 0, out)
  }
  const load = async (identity: Identity, id: string) => {
    await write(['--type', 'privkey', '--id', id, '--usage-sign'], identity.privateKey.export({ type: 'pkcs8', format: 'der' }))
    await write(['--type', 'cert', '--id', id], identity.certificate)
  }

  it('signs with its RSA key, and gives the chain that it holds', async () => {
    const key = opened(await openToken(token(), pin))
    chainIs(key, pki.agency)
    ok(fits(pki.agency, (await key.sign([message]))[0]))
  })
  it('signs with its key on a curve', async () => {
    const key = opened(await openToken(token({ id: '02' }), pin))
    equal(key.algorithm, 'ecdsa-p256-sha256')
    ok(fits(pki.personOnCurve, (await key.sign([message]))[0]))
  })
  it('refuses a wrong PIN, a missing token, an absent key, a missing program, each by name', async () => {
    refusedAs('wrong-pass-phrase', await openToken(token(), '000000'))
    refusedAs('token-missing', await openToken(token({ tokenLabel: 'khac' }), pin))
    refusedAs('token-missing', await openToken(token({ module: at('no.so') }), pin))
    refusedAs('key-not-found', await openToken(token({ id: '77' }), pin))
    refusedAs('token-program-missing', await openToken(token({ program: at('no-such-tool') }), pin))
  })
  it('pulled out in mid-batch: what is signed stays, the rest is refused without another try', async () => {
    const key = opened(await openToken(token(), pin))
    const [first] = await key.sign([message])
    ok(fits(pki.agency, first))
    await run('mv', [at('tokens'), at('pulled-out')])
    await run('mkdir', [at('tokens')])
    const after = await key.sign([message, message])
    deepEqual(
      after.map((one) => (one.ok ? 'signed' : one.error.kind)),
      ['token-removed', 'token-removed'],
    )
    await run('rm', ['-r', at('tokens')])
    await run('mv', [at('pulled-out'), at('tokens')])
    ok(fits(pki.agency, (await opened(await openToken(token(), pin)).sign([message]))[0]))
  })
  it('keeps the PIN off the command line', async () => {
    writeFileSync(at('spy'), `#!/bin/sh\necho "$@" >> ${at('seen')}\nexec pkcs11-tool "$@"\n`, { mode: 0o755 })
    await opened(await openToken(token({ program: at('spy') }), pin)).sign([message])
    const seen = readFileSync(at('seen'), 'utf8')
    ok(seen.includes('--sign') && !seen.includes(pin))
  })
})

describe('Remote signing (ký số từ xa, CSC API v2)', () => {
  let remote: RemoteTestService
  before(async () => {
    remote = await createRemoteTestService({ identity: pki.person, pin: '2468', multisign: 3 })
  })
  after(() => remote.close())
  const service = (secret = 'bí mật') => ({
    baseUrl: remote.baseUrl,
    accessToken: clientCredentials(remote.tokenUrl, { id: 'motcua', secret }),
    answerSecondsMax: 2,
  })
  it('lists the holder’s credentials', async () => deepEqual(await remoteCredentials(service()), { ok: true, value: ['KY-01'] }))
  it('signs hashes: one permission for as many as the service allows at once', async () => {
    const key = opened(await openRemote(service(), 'KY-01', { pin: '2468' }))
    chainIs(key, pki.person)
    remote.asked.clear()
    const values = await key.sign(Array(7).fill(message))
    equal(values.filter((one) => fits(pki.person, one)).length, 7)
    deepEqual([remote.asked.get('credentials/authorize'), remote.asked.get('signatures/signHash')], [3, 3]) // 3 + 3 + 1
  })
  it('refuses a wrong PIN', async () => {
    const key = opened(await openRemote(service(), 'KY-01', { pin: '0000' }))
    refusedAs('wrong-pass-phrase', (await key.sign([message]))[0]!)
  })
  it('fetches a new access token when the old one has ended', async () => {
    const key = opened(await openRemote(service(), 'KY-01', { pin: '2468' }))
    remote.endTokens()
    ok(fits(pki.person, (await key.sign([message]))[0]))
  })
  it('refuses a client that is not known, an unknown credential, a service that is not there', async () => {
    refusedAs('remote-not-authorised', await openRemote(service('sai'), 'KY-01', {}))
    refusedAs('remote-refused', await openRemote(service(), 'KY-99', {}))
    refusedAs('remote-unreachable', await openRemote({ ...service(), baseUrl: 'http://127.0.0.1:9/csc/v2' }, 'KY-01', {}))
  })
})
