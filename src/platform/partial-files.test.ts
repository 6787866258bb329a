import { deepEqual, equal } from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { partialFiles } from './partial-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-partial-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const id = () => randomBytes(32).toString('hex')
async function* from(...parts: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Error) throw part
    yield Buffer.from(part)
  }
}
const whole = async (bytes: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(bytes)).toString()

describe('Files on their way (tệp đang tải lên)', () => {
  it('grows by its parts, and is read whole', async () => {
    const partial = await partialFiles(folder)
    const name = id()
    deepEqual(await partial.append(name, { offset: 0, totalBytes: 6, bytes: from('abc') }), { ok: true, value: 3 })
    deepEqual(await partial.append(name, { offset: 3, totalBytes: 6, bytes: from('de', 'f') }), { ok: true, value: 6 })
    equal(await whole(partial.read(name)), 'abcdef')
    await partial.drop(name)
    equal(await partial.receivedBytes(name), 0)
  })

  it('keeps what came of a part that was cut off, and goes on from there', async () => {
    const partial = await partialFiles(folder)
    const name = id()
    await partial.append(name, { offset: 0, totalBytes: 6, bytes: from('abcd', new Error('cut')) }).catch(() => null)
    equal(await partial.receivedBytes(name), 4)
    deepEqual(await partial.append(name, { offset: 0, totalBytes: 6, bytes: from('abcdef') }), {
      ok: false,
      error: { kind: 'wrong-offset', receivedBytes: 4 },
    })
    deepEqual(await partial.append(name, { offset: 4, totalBytes: 6, bytes: from('ef') }), { ok: true, value: 6 })
    equal(await whole(partial.read(name)), 'abcdef')
  })

  it('takes no byte past the size announced', async () => {
    const partial = await partialFiles(folder)
    const name = id()
    deepEqual(await partial.append(name, { offset: 0, totalBytes: 3, bytes: from('ab', 'cd') }), {
      ok: false,
      error: { kind: 'too-large' },
    })
    equal(await partial.receivedBytes(name), 2)
  })

  it('forgets what nobody went on with for a day', async () => {
    const [partial, old] = [await partialFiles(folder), id()]
    await partial.append(old, { offset: 0, totalBytes: 3, bytes: from('a') })
    const yesterday = Date.now() / 1000 - 25 * 3600
    utimesSync(join(folder, 'partial', old), yesterday, yesterday)
    await partialFiles(folder)
    equal(readdirSync(join(folder, 'partial')).includes(old), false)
  })
})
