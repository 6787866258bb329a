import { deepEqual, equal, match } from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { err, ok } from '../../kernel/result.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { procedures } from './cli.ts'
import { department, jsonOf, now, permit } from './office.example.ts'
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

describe('motcua procedures import', () => {
  let folder = ''
  let base: TestDatabase
  let agencyId = 0
  before(async () => {
    base = await testDatabase()
    agencyId = await department(base.db, 'so-mau')
    folder = await mkdtemp(join(tmpdir(), 'procedures import '))
    await writeFile(join(folder, 'good.json'), jsonOf(permit({ id: 'lenh-1' }), permit({ id: 'lenh-2', limit: [] })))
    await writeFile(join(folder, 'bad.json'), '[{"id":"lenh-3","name_vi":"X","steps":[{"no":"5a"}]}]')
    await writeFile(join(folder, 'book.xlsx'), await writeProcessWorkbook([permit({ id: 'lenh-1' })]))
  })
  after(() => rm(folder, { recursive: true }))

  const run = async (...args: string[]) => {
    const lines: string[] = []
    const asked: (string | null)[] = []
    const code = await procedures(args, { write: (line) => lines.push(line), warn: () => {} }, async ({ agency }) => {
      asked.push(agency)
      return agency === 'khac'
        ? err({ kind: 'unknown-agency', message: 'Không có cơ quan khac.' })
        : ok({ db: base.db, agencyId, officerId: null, now })
    })
    return { code, asked, lines: lines.map((line) => JSON.parse(line)) }
  }
  const at = (name: string) => join(folder, name)

  it('says what it would do, and writes nothing', async () => {
    const { code, lines } = await run('import', '--dry-run', at('good.json'))
    deepEqual([code, lines.at(-1)], [0, { summary: { new: 2, changed: 0, unchanged: 0, bad: 0 } }])
  })
  it('stops at a bad record, says every fault, and writes nothing', async () => {
    const { code, lines } = await run('import', at('good.json'), at('bad.json'))
    equal(code, 1)
    deepEqual(lines[2], {
      id: 'lenh-3',
      state: 'bad',
      ok: false,
      faults: [{ kind: 'unreadable', step: '5a', message: 'steps[0].counts_time: thiếu' }],
    })
    equal(lines[3].refused.kind, 'bad-records')
    deepEqual(lines[4], { summary: { new: 0, changed: 0, unchanged: 0, bad: 1 } })
  })
  it('leaves bad records out when told to; faulty processes are drafts', async () => {
    const { code, lines } = await run('import', at('good.json'), '--skip-bad', at('bad.json'))
    equal(code, 0)
    deepEqual(lines[0], { id: 'lenh-1', state: 'new', ok: true, faults: [] })
    deepEqual([lines[1].state, lines[1].ok, lines[1].faults[0].kind], ['new', false, 'no-limit'])
    deepEqual(lines.at(-1), { summary: { new: 2, changed: 0, unchanged: 0, bad: 1 } })
  })
  it('changes nothing the second time, in another kind of file too', async () => {
    deepEqual((await run('import', at('good.json'))).lines.at(-1), { summary: { new: 0, changed: 0, unchanged: 2, bad: 0 } })
    deepEqual((await run('import', at('book.xlsx'))).lines.at(-1), { summary: { new: 0, changed: 0, unchanged: 1, bad: 0 } })
  })
  it('asks for the agency that was named, and passes a refusal on', async () => {
    const { code, asked, lines } = await run('import', '--agency', 'khac', at('good.json'))
    deepEqual([code, asked, lines], [1, ['khac'], [{ refused: { kind: 'unknown-agency', message: 'Không có cơ quan khac.' } }]])
  })
  it('opens no store for wrong usage', async () => {
    const runs = await Promise.all([run('import'), run('import', '--agency'), run('import', '--fast', at('good.json'))])
    deepEqual(
      runs.map(({ code, asked }) => [code, asked.length]),
      [2, 2, 2].map((code) => [code, 0]),
    )
  })
})
