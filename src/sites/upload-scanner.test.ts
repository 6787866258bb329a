import { equal, rejects } from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eicar, openClamd } from '../platform/clamd.fixture.ts'
import { fileStore } from '../platform/files.ts'
import { openScanner } from './upload-scanner.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-scanner-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const set = (settings: unknown) => writeFileSync(join(folder, 'scanner.json'), JSON.stringify(settings))

describe('The virus scanner of an installation (scanner.json)', () => {
  it('is none without the file, and the one that the file names', async () => {
    equal(await openScanner(folder), null)
    const clamd = await openClamd()
    set({ host: '127.0.0.1', port: clamd.port })
    const files = await fileStore(join(folder, 'files'), { scanner: await openScanner(folder) })
    const put = (text: string) => files.put(Buffer.from(text), { name: 'thu.txt', maxBytes: 1000 })
    equal((await put(`x${eicar}`)).ok, false)
    equal((await put('sạch')).ok, true)
    await clamd.close()
  })

  it('stops the start when the file is wrong: whoever set a scanner must not go on without one', async () => {
    for (const wrong of [{ host: '127.0.0.1' }, { host: '127.0.0.1', port: 0 }, { socket: '' }, { socket: '/x', port: 1 }, []]) {
      set(wrong)
      await rejects(openScanner(folder))
    }
  })
})
