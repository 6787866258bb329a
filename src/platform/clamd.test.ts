import { deepEqual, equal } from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eicar, openClamd } from './clamd.fixture.ts'
import { clamdScanner } from './clamd.ts'
import { fileStore } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-clamd-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const text = (content: string) => Buffer.from(content)
const store = (port: number, timeoutMs = 2_000) =>
  fileStore(join(folder, 'files'), { scanner: clamdScanner({ host: '127.0.0.1', port }, { timeoutMs }) })
const limits = { name: 'thu.txt', maxBytes: 5_000_000 }
const kept = () => readdirSync(join(folder, 'files')).filter((name) => name.length === 2)

describe('Virus scan (quét mã độc)', () => {
  it('takes a clean file after the scanner said so, whatever its size in parts', async () => {
    const clamd = await openClamd()
    const files = await store(clamd.port)
    equal((await files.put(text('sạch '.repeat(50_000)), limits)).ok, true)
    equal(clamd.scanned(), 1)
    await clamd.close()
  })

  it('refuses what the scanner knows, by its name, and keeps nothing of it', async () => {
    const clamd = await openClamd()
    const files = await store(clamd.port)
    const before = kept()
    deepEqual(await files.put(text(eicar), limits), { ok: false, error: { kind: 'infected', name: 'Eicar-Test-Signature' } })
    deepEqual([kept(), readdirSync(join(folder, 'files/incoming'))], [before, []])
    await clamd.close()
  })

  it('refuses everything while the scanner is away, silent, or says that the file is too large for it', async () => {
    const gone = await openClamd()
    await gone.close()
    const [silent, small] = [await openClamd({ silent: true }), await openClamd({ bytesMax: 1000 })]
    for (const [port, timeoutMs] of [
      [gone.port, 2_000],
      [silent.port, 100],
      [small.port, 2_000],
    ] as const)
      deepEqual(await (await store(port, timeoutMs)).put(text('a'.repeat(200_000)), limits), { ok: false, error: { kind: 'unscanned' } })
    await Promise.all([silent.close(), small.close()])
  })
})
