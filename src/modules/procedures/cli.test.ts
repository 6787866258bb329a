import { deepEqual, equal, match } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { procedures } from './cli.ts'
import { days, given, worked } from './process.example.ts'
import { writeProcessWorkbook } from './workbook.adapter.ts'

const process = (id: string, limit: number) => ({
  id,
  name_vi: 'Cấp giấy phép ví dụ',
  legal_time: { value: limit, unit: 'working_day' },
  steps: [
    { no: 1, actor_vi: 'Bộ phận Một cửa', duration: { value: 0.25, unit: 'working_day' }, counts_time: true },
    { no: '1a', actor_vi: null, duration: { value: null, unit: null }, counts_time: false },
    { no: 2, actor_vi: 'Chuyên viên', duration: { value: 1.75, unit: 'working_day' }, counts_time: true },
  ],
})

describe('motcua procedures check', () => {
  let folder = ''
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'procedures '))
    await writeFile(join(folder, 'two.json'), JSON.stringify([process('vd-01', 2), process('vd-02', 3)]))
    await writeFile(join(folder, 'broken.json'), '{')
    await writeFile(join(folder, 'book.xlsx'), await writeProcessWorkbook([given(days(1), [worked(1)], { id: 'vd-03' })]))
  })
  after(() => rm(folder, { recursive: true }))

  const run = async (...args: string[]) => {
    const lines: string[] = []
    const warnings: string[] = []
    const code = await procedures(args, { write: (line) => lines.push(line), warn: (line) => warnings.push(line) })
    return { code, lines, warnings }
  }
  const at = (name: string) => join(folder, name)

  it('answers one line a process, in the order of the files', async () => {
    const { code, lines } = await run('check', at('book.xlsx'), at('two.json'))
    equal(code, 0)
    deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        { id: 'vd-03', ok: true, countedMinutes: 480, limitMinutes: 480, hard: null, faults: [] },
        {
          id: 'vd-01',
          ok: false,
          countedMinutes: 960,
          limitMinutes: 960,
          hard: null,
          faults: [{ kind: 'step-without-actor', step: '1a', message: 'Bước 1a chưa ghi người thực hiện.' }],
        },
        {
          id: 'vd-02',
          ok: false,
          countedMinutes: 960,
          limitMinutes: 1440,
          hard: null,
          faults: [
            {
              kind: 'sum-mismatch',
              step: null,
              message: 'Tổng thời gian các bước không bằng thời hạn: 0,25 + 1,75 = 2 ngày làm việc, thời hạn 3 ngày làm việc.',
            },
            { kind: 'step-without-actor', step: '1a', message: 'Bước 1a chưa ghi người thực hiện.' },
          ],
        },
      ],
    )
  })

  it('gives a line for a file it cannot read, and goes on', async () => {
    const { code, lines } = await run('check', at('broken.json'), at('missing.json'), folder, at('book.xlsx'))
    const kinds = lines.map((line) => JSON.parse(line).faults[0]?.kind ?? 'none')
    deepEqual([code, ...kinds], [0, 'unreadable', 'unreadable', 'unreadable', 'none'])
    match(lines[1] ?? '', /Không tìm thấy tệp/)
  })
  it('ends with 1 when nothing could be read', async () => equal((await run('check', at('broken.json'))).code, 1))
  it('shows its usage on demand', async () => {
    const { code, lines } = await run('check', '--help')
    equal(code, 0)
    match(lines[0] ?? '', /procedures check FILE/)
  })
  it('ends with 2 on wrong usage', async () => {
    const codes = await Promise.all([run(), run('check'), run('chek', at('two.json')), run('check', '--fast', at('two.json'))])
    deepEqual(
      codes.map(({ code, lines }) => [code, lines.length]),
      [2, 2, 2, 2].map((code) => [code, 0]),
    )
  })
})
