import { deepEqual, equal } from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { inVietnamese } from '../../../kernel/say.ts'
import { permit } from '../office.example.ts'
import { days, given, uncounted, worked } from '../process.example.ts'
import { checkProcess, type InternalProcess } from '../process.ts'
import { readRecord } from '../process-record.adapter.ts'
import { version } from '../version.example.ts'
import { type Arrangement, arrange } from './arrange.ts'
import { decideSave } from './decide.ts'
import { readSheet, type Sheet, type StepRow, sheetOf } from './sheet.ts'
import { waitWords } from './words.ts'

const words = waitWords(inVietnamese)
const sheet = sheetOf(permit())
const order = ({ steps }: Sheet) => steps.map(({ no }) => no).join(' ')
const after = (...asked: Arrangement[]) => asked.reduce((now, one) => arrange(now, one, words), sheet)
const typed = (at: number, cells: Partial<StepRow>): Sheet => ({
  ...sheet,
  steps: sheet.steps.map((row, i) => (i === at ? { ...row, ...cells } : row)),
})
const faults = (one: Sheet) => readSheet(permit(), one).faults.map(({ kind, at }) => `${kind} ${at}`)

describe('Editor’s sheet (tờ soạn quy trình)', () => {
  it('gives back the process that was put on it', () => deepEqual(readSheet(permit(), sheet), { process: permit(), faults: [] }))
  it('gives back every process of the demo, whatever is special about it', () => {
    const unlike = demoProcesses().filter((process) => {
      const back = readSheet(process, sheetOf(process)).process
      return JSON.stringify(plain(back)) !== JSON.stringify(plain(process))
    })
    deepEqual(
      unlike.map(({ id }) => id),
      [],
    )
  })
  it('reads a time with a comma or a point, and several in words', () => {
    const times = ['0,5', '0.5', '15 ngày + 8 ngày làm việc'].map(
      (time) => readSheet(permit(), typed(1, { time })).process.steps[1]?.duration,
    )
    deepEqual(times, [
      days(0.5),
      days(0.5),
      [
        { value: 15, unit: 'calendar_day' },
        { value: 8, unit: 'working_day' },
      ],
    ])
  })
  it('says which cell is no time', () => deepEqual(faults(typed(1, { time: 'hai ngày' })), ['bad-time 1']))
  it('says that a row has no number', () => deepEqual(faults(typed(0, { no: ' ' })), ['no-number 0']))
  it('refuses a waiting step that nobody could reach, or that would count', () => {
    deepEqual(faults(typed(4, { after: '9' })), ['after-nothing 4'])
    deepEqual(faults(typed(1, { after: '1' })), ['wait-counts 1'])
    deepEqual(
      faults({
        ...typed(4, { after: '1' }),
        steps: typed(4, { after: '1' }).steps.toSpliced(5, 0, { ...sheet.steps[4], no: '6', after: '5' } as StepRow),
      }),
      ['after-nothing 5'],
    )
  })
  it('refuses to stand after a step of another stage: dossiers would not find it there', () =>
    deepEqual(faults(typed(4, { after: '1', stage: 'Giai đoạn 2' })), ['after-nothing 4']))
  it('refuses to run beside a step that comes later', () => {
    deepEqual(faults(typed(1, { beside: '3' })), ['beside-nothing 1'])
    deepEqual(faults(typed(2, { beside: '2' })), [])
  })
  it('wants a stopped clock to run again', () => {
    deepEqual(faults(typed(1, { clock: 'pauses' })), ['never-resumed 1'])
    deepEqual(faults(typed(1, { clock: 'resumes' })), ['never-paused 1'])
  })
  it('takes a shortened limit with its decision', () => {
    const cut = { ...sheet, whole: { ...sheet.whole, beforeTime: '10', beforeDecision: 'QĐ 99' } }
    deepEqual(readSheet(permit(), cut).process.shortened, { from: days(10), decision: 'QĐ 99' })
  })
})

describe('Arranging the rows (sắp xếp các bước)', () => {
  it('moves a row up and down, and the first no further up', () => {
    equal(order(after({ do: 'up', at: 1 })), '2 1 3 4 5')
    equal(order(after({ do: 'down', at: 1 })), '1 3 2 4 5')
    equal(order(after({ do: 'up', at: 0 }, { do: 'down', at: 4 })), '1 2 3 4 5')
  })
  it('moves a row to where it is dropped', () => equal(order(after({ do: 'move', at: 4, to: 1 })), '1 5 2 3 4'))
  it('deletes, duplicates and inserts, with numbers that nobody has', () => {
    equal(order(after({ do: 'delete', at: 2 })), '1 2 4 5')
    equal(order(after({ do: 'duplicate', at: 1 }, { do: 'duplicate', at: 1 })), '1 2 2b 2a 3 4 5')
    equal(order(after({ do: 'insert', at: 4 }, { do: 'insert', at: 99 })), '1 2 3 4 5 5a 6')
  })
  it('numbers anew, and what names another step goes on naming it', () => {
    const steps = after({ do: 'wait', at: 2 }, { do: 'up', at: 1 }, { do: 'renumber' }).steps
    deepEqual(
      steps.map(({ no, after: named, name }) => [no, named, name]).filter(([, named]) => named),
      [['4', '3', words.name]],
    )
  })
  it('keeps every row when rows only move', () => {
    const moved = after({ do: 'move', at: 0, to: 4 }, { do: 'up', at: 3 }, { do: 'down', at: 0 })
    deepEqual(moved.steps.map(({ no }) => no).sort(), ['1', '2', '3', '4', '5'])
  })
})

describe('The letter’s case: an uncounted supplement after step 5 (bước bổ sung không tính ngày sau bước 5)', () => {
  for (const process of demoProcesses().filter(({ steps }) => steps.length > 5))
    it(`leaves the sum of ${process.id} as it was`, () => {
      const before = checkProcess(process)
      const { process: edited, faults: found } = readSheet(process, arrange(sheetOf(process), { do: 'wait', at: 4 }, words))
      const fifth = process.steps[4]
      if (fifth?.afterStep) return // a waiting step has none after it
      const put = edited.steps[5]
      deepEqual([put?.countsTime, put?.afterStep, put?.stage], [false, fifth?.no, fifth?.stage])
      deepEqual(found, readSheet(process, sheetOf(process)).faults)
      const now = checkProcess(edited)
      deepEqual(
        [now.countedMinutes, now.faults.length, edited.steps.length],
        [before.countedMinutes, before.faults.length, process.steps.length + 1],
      )
    })
})

describe('Saving a draft (lưu bản nháp)', () => {
  const saved = (process: InternalProcess, fromVersion = 1) =>
    decideSave({ versions: [version({ versionNo: 2 }), version()] }, { fromVersion, process })
  it('is a version of its own, after the newest, whichever was edited', () => {
    const decided = saved(permit({ fee: 1 }))
    deepEqual(decided.ok && [decided.value.versionNo, decided.value.fromVersion, decided.value.faults], [3, 1, []])
  })
  it('keeps the faults that it has', () => {
    const decided = saved(given(days(9), [worked(1), { ...uncounted, name: 'Trả' }]))
    deepEqual(decided.ok && decided.value.faults.map(({ kind }) => kind), ['sum-mismatch'])
  })
  it('is refused when nothing changed', () => deepEqual(saved(permit()), { ok: false, error: { kind: 'nothing-changed', versionNo: 2 } }))
  it('is refused from a version that is not there', () => deepEqual(saved(permit(), 7), { ok: false, error: { kind: 'no-such-version' } }))
})

/** The processes of the demo, as their decisions word them. */
function demoProcesses(): InternalProcess[] {
  const folder = 'db/demo/procedures'
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
  return files.flatMap((name) => {
    const raw: unknown = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
    return [raw].flat().flatMap((one) => {
      const read = readRecord(one, inVietnamese)
      return read.ok ? [read.value] : []
    })
  })
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
