import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { inEnglish, inVietnamese, type Say } from '../../kernel/say.ts'
import { calendarDays, days, given, hours, lasting, stage, uncounted, worked } from './process.example.ts'
import { checkProcess, type Fault, type InternalProcess, isNoteRow, stepGroups } from './process.ts'
import { explainFault } from './sentences.ts'

describe('Check of an internal process (kiểm tra quy trình nội bộ)', () => {
  it('finds nothing wrong when the counted steps make the limit', () => {
    // 0,25 + 0,5 + 5,5 + 0,5 + 1 + 0,25 + 4 = 12 days = 5760 minutes
    const process = given(days(12), [0.25, 0.5, 5.5, 0.5, 1, 0.25, 4].map(worked))
    deepEqual(checkProcess(process), { ok: true, countedMinutes: 5760, limitMinutes: 5760, hard: null, faults: [] })
  })

  it('shows the sum that misses by a quarter of a day', () =>
    equal(
      said(given(days(12), [0.25, 0.5, 11].map(worked))),
      'Tổng thời gian các bước không bằng thời hạn: 0,25 + 0,5 + 11 = 11,75 ngày làm việc, thời hạn 12 ngày làm việc.',
    ))

  it('says it in English to those who read English', () => {
    equal(
      said(given(days(12), [0.25, 0.5, 11].map(worked)), inEnglish),
      'The times of the steps do not add up to the limit: 0.25 + 0.5 + 11 = 11.75 working days, limit 12 working days.',
    )
    equal(
      said(given(hours(1), [lasting(hours(2))]), inEnglish),
      'The times of the steps do not add up to the limit: 2 hours, limit 1 hour.',
    )
  })

  it('does not sum a step that does not count, whatever time it names', () =>
    equal(checkProcess(given(days(2), [worked(2), { ...worked(15), countsTime: false }])).ok, true))

  it('takes an hour as one eighth of a working day', () =>
    // 2 h + 1 day + 4 h + 4 h + 4 h + 2 h = 3 days
    equal(checkProcess(given(days(3), [hours(2), days(1), hours(4), hours(4), hours(4), hours(2)].map(lasting))).ok, true))

  it('shows an hourly process in hours', () =>
    equal(
      said(
        given(
          hours(40),
          [4, 30].map((n) => lasting(hours(n))),
        ),
      ),
      'Tổng thời gian các bước không bằng thời hạn: 4 + 30 = 34 giờ, thời hạn 40 giờ.',
    ))

  it('adds a calendar day as one day', () =>
    equal(
      checkProcess(
        given(
          calendarDays(48),
          [0.5, 42, 0.5, 4.5, 0.5].map((n) => lasting(calendarDays(n))),
        ),
      ).countedMinutes,
      48 * 480,
    ))

  it('adds tenths and thirds exactly', () => {
    equal(checkProcess(given(days(0.3), [0.1, 0.2].map(worked))).ok, true)
    equal(checkProcess(given(days(1), [1 / 3, 1 / 3, 1 / 3].map(worked))).ok, true)
  })

  it('adds a limit of two segments', () =>
    equal(checkProcess(given([...calendarDays(15), ...days(8)], [lasting(calendarDays(15)), worked(8)])).ok, true))

  it('judges no sum without a limit', () => deepEqual(kinds(given([], [worked(2)], { stages: [stage('I', 9)] })), ['no-limit']))
  it('gives no limit in minutes then', () => equal(checkProcess(given([], [worked(2)])).limitMinutes, null))
  it('judges no sum without steps', () => deepEqual(kinds(given(days(3), [])), ['no-steps']))
  it('finds both missing', () => deepEqual(kinds(given([], [])), ['no-limit', 'no-steps']))

  it('names the step without an actor, counted or not', () =>
    equal(
      said(given(days(1), [worked(1), { ...uncounted, actor: null, name: 'Trả kết quả' }])),
      'Bước 2 "Trả kết quả" chưa ghi người thực hiện.',
    ))

  it('asks a duration of counted steps only', () => {
    deepEqual(kinds(given(days(1), [worked(1), { ...worked(1), duration: null }])), ['step-without-duration'])
    deepEqual(kinds(given(days(1), [worked(1), uncounted])), [])
  })

  it('lets a counted step take no time at all', () => equal(checkProcess(given(days(1), [worked(1), worked(0)])).ok, true))
})

describe('Stages (giai đoạn)', () => {
  const twoStages = (first: number, second: number) =>
    given(
      days(first + second),
      [
        { ...worked(2), stage: 'I' },
        { ...worked(3), stage: 'II' },
      ],
      { stages: [stage('I', first), stage('II', second)] },
    )
  it('each make their own value', () => equal(checkProcess(twoStages(2, 3)).ok, true))
  it('are judged even when the whole adds up', () => deepEqual(kinds(twoStages(3, 2)), ['stage-sum-mismatch', 'stage-sum-mismatch']))
  it('are named with their sum', () =>
    equal(
      said(twoStages(3, 2)),
      'I: tổng thời gian các bước không bằng thời gian của giai đoạn: 2 ngày làm việc, giai đoạn 3 ngày làm việc.',
    ))
  it('without steps of their own are not judged', () =>
    equal(checkProcess(given(days(2), [worked(2)], { stages: [stage('I', 9)] })).ok, true))
  it('may number their steps from 1 again', () =>
    equal(
      checkProcess(
        given(days(5), [
          { ...worked(2), no: '1', stage: 'I' },
          { ...worked(3), no: '1', stage: 'II' },
        ]),
      ).ok,
      true,
    ))
  it('may not use a number twice', () =>
    equal(
      said(
        given(days(5), [
          { ...worked(2), no: '1', stage: 'I' },
          { ...worked(3), no: '1', stage: 'I' },
        ]),
      ),
      'Bước 1 (I) có 2 dòng cùng số thứ tự.',
    ))
})

describe('Hard areas (vùng miền núi, hải đảo, biên giới)', () => {
  const hardProcess = (second: number | null) =>
    given(
      days(3),
      [
        { ...worked(1), hardDuration: days(2) },
        { ...worked(2), hardDuration: second === null ? null : days(second) },
      ],
      { hardLimit: days(5) },
    )
  it('have a sum of their own', () => deepEqual(checkProcess(hardProcess(3)).hard, { countedMinutes: 2400, limitMinutes: 2400 }))
  it('are found when it misses', () =>
    equal(
      said(hardProcess(4)),
      'Vùng khó khăn: tổng thời gian các bước không bằng thời hạn: 2 + 4 = 6 ngày làm việc, thời hạn 5 ngày làm việc.',
    ))
  it('take the ordinary time of a step that names no other', () => equal(checkProcess(hardProcess(null)).hard?.countedMinutes, 4 * 480))
  it('are judged in each stage', () =>
    deepEqual(kinds(given(days(1), [{ ...worked(1), hardDuration: days(2), stage: 'I' }], { stages: [{ ...stage('I', 1), hard: 3 }] })), [
      'hard-sum-mismatch',
    ]))
})

describe('Kinds of day (ngày làm việc, ngày)', () => {
  it('differ between a step and the limit', () =>
    equal(said(given(days(2), [worked(1), lasting(calendarDays(1))])), 'Bước 2 tính theo ngày, còn thời hạn tính theo ngày làm việc.'))
  it('differ the other way round', () => deepEqual(kinds(given(calendarDays(1), [worked(1)])), ['unit-mismatch']))
  it('do not matter in a step that does not count', () =>
    equal(checkProcess(given(days(1), [worked(1), { ...lasting(calendarDays(15)), countsTime: false }])).ok, true))
  it('allow hours beside working days and the reverse', () => {
    equal(checkProcess(given(hours(8), [worked(1)])).ok, true)
    equal(checkProcess(given(days(1), [lasting(hours(8))])).ok, true)
  })
})

describe('Parallel steps (bước làm song song)', () => {
  const beside = [worked(1), worked(3), { ...worked(2), runsWith: '2' }, worked(1)]
  it('count once, by the longest', () => equal(checkProcess(given(days(5), beside)).ok, true)) // 1 + max(3, 2) + 1
  it('open together and are waited for together', () =>
    deepEqual(
      stepGroups(given(days(5), beside).steps).map((group) => group.map((s) => s.no)),
      [['1'], ['2', '3'], ['4']],
    ))
  it('may be many: a third joins the second', () =>
    equal(stepGroups(given([], [worked(1), { ...worked(1), runsWith: '1' }, { ...worked(1), runsWith: '2' }]).steps).length, 1))
  it('stay within their stage', () =>
    equal(
      stepGroups([
        { ...worked(1), no: '1', stage: 'I' },
        { ...worked(1), no: '2', stage: 'II', runsWith: '1' },
      ]).length,
      2,
    ))
  it('are the exception: without a mark, one group a step', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0.25, 0.5, 1, 7)),
        (times) => stepGroups(given([], times.map(worked)).steps).length === times.length,
      ),
    ))
})

describe('Note rows (dòng ghi chú)', () => {
  const waiting = { ...uncounted, afterStep: '1' }
  it('are waiting, so they open no work', () => equal(stepGroups([worked(1), waiting]).length, 1))
  it('are known by the step they follow', () => equal(isNoteRow(waiting), true))
  it('are steps after all when they count', () => equal(isNoteRow({ ...worked(1), afterStep: '1' }), false))
})

describe('Any process', () => {
  it('is free of sum faults when the limit is the sum of its steps', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1 }), (hundredths) => {
        const total = hundredths.reduce((sum, n) => sum + n, 0) / 100
        return checkProcess(
          given(
            days(total),
            hundredths.map((n) => worked(n / 100)),
          ),
        ).ok
      }),
    ))
  it('has a sentence for each of its faults', () => {
    const faults = checkProcess(
      given(days(1), [
        { ...worked(2), actor: null },
        { ...worked(1), duration: null },
      ]),
    ).faults
    equal(
      faults.map((fault) => explainFault(fault, inVietnamese)).every((sentence) => sentence.endsWith('.')),
      true,
    )
  })
})

const kinds = (process: InternalProcess): Fault['kind'][] => checkProcess(process).faults.map((fault) => fault.kind)
const said = (process: InternalProcess, say: Say = inVietnamese): string =>
  checkProcess(process)
    .faults.slice(0, 1)
    .map((fault) => explainFault(fault, say))
    .join()
