import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inEnglish, inVietnamese } from '../../../kernel/say.ts'
import { candidatesIn } from '../candidates.adapter.ts'
import { jsonOf, permit } from '../office.example.ts'
import type { InternalProcess } from '../process.ts'
import { writeProcessWorkbook } from '../workbook.adapter.ts'
import { planImport } from './plan.ts'

const states = async (known: Record<string, string>, ...files: { name: string; bytes: Uint8Array }[]) => {
  const candidates = (await Promise.all(files.map((file) => candidatesIn(file, inVietnamese)))).flat()
  return planImport(candidates, new Map(Object.entries(known)), inVietnamese).map(
    ({ id, state, ok }) => `${id} ${state}${ok ? '' : ' lỗi'}`,
  )
}
const hashOf = async (bytes: Uint8Array, name: string) => {
  const [first] = await candidatesIn({ name, bytes }, inVietnamese)
  return first?.read.ok ? first.read.value.hash : ''
}
const json = (...processes: InternalProcess[]) => ({ name: 'a.json', bytes: jsonOf(...processes) })

describe('Plan an import (lập kế hoạch nhập)', () => {
  it('is new when nobody knows the code', async () => deepEqual(await states({}, json(permit())), ['vd-01 new']))
  it('is unchanged when the content is the same, whatever the file', async () => {
    const hash = await hashOf(jsonOf(permit()), 'a.json')
    equal(hash, await hashOf(await writeProcessWorkbook([permit()]), 'a.xlsx'))
    equal(hash, await hashOf(Buffer.from(JSON.stringify(JSON.parse(jsonOf(permit()).toString()), null, 2).normalize('NFD')), 'a.json'))
    deepEqual(await states({ 'vd-01': hash }, json(permit())), ['vd-01 unchanged'])
  })
  it('is changed when anything of it changed', async () =>
    deepEqual(await states({ 'vd-01': 'ff' }, json(permit({ fee: 1 }))), ['vd-01 changed']))
  it('takes a faulty process, and says that it is', async () => deepEqual(await states({}, json(permit({ limit: [] }))), ['vd-01 new lỗi']))
  it('takes the same record twice for one', async () =>
    deepEqual(await states({}, json(permit(), permit())), ['vd-01 new', 'vd-01 unchanged']))
  it('refuses a code that comes twice with other content', async () =>
    deepEqual(await states({}, json(permit()), { name: 'b.json', bytes: jsonOf(permit({ fee: 2 })) }), ['vd-01 new', 'vd-01 bad lỗi']))
  it('names a file that cannot be read', async () =>
    deepEqual(await states({}, { name: 'hỏng.json', bytes: Buffer.from('{') }), ['hỏng.json bad lỗi']))
  it('tells a fault in the language of who reads it', async () => {
    const files = [json(permit()), { name: 'b.json', bytes: jsonOf(permit({ fee: 2 })) }]
    const candidates = (await Promise.all(files.map((file) => candidatesIn(file, inEnglish)))).flat()
    deepEqual(planImport(candidates, new Map(), inEnglish)[1]?.faults, [
      { kind: 'duplicate-id', step: null, message: 'Process code vd-01 stands in file a.json too, with other content.' },
    ])
  })
})
