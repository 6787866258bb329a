import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clock } from './cli.ts'

async function* lines(questions: readonly unknown[]) {
  for (const question of questions) yield typeof question === 'string' ? question : JSON.stringify(question)
}

async function ask(args: string[], ...questions: unknown[]) {
  const out: string[] = []
  const code = await clock(args, lines(questions), (line) => out.push(line))
  return { code, out }
}

async function answers(command: 'due' | 'minutes', ...questions: unknown[]) {
  const { code, out } = await ask([command], ...questions)
  return { code, out: out.map((line) => JSON.parse(line)) }
}

const oneDay = { received: '2026-03-02T10:00:00+07:00', limit: [{ value: 1, unit: 'working_day' }] }
const morning = [['08:00', '12:00']]

describe('motcua clock due', () => {
  it('answers with the due time, the start and the sheet', async () =>
    deepEqual(await answers('due', { ...oneDay, received: '2026-03-02T06:00:00+07:00' }), {
      code: 0,
      out: [
        {
          due: '2026-03-03T07:30:00+07:00',
          starts: '2026-03-02T07:30:00+07:00',
          days: [
            { date: '2026-03-02', counted: false, why: 'receipt day', minutes: 0 },
            { date: '2026-03-03', counted: true, why: 'working day', minutes: 480 },
          ],
        },
      ],
    }))
  it('takes a calendar of the asker, and shows its zone', async () => {
    const calendar = {
      timezone: 'Europe/Berlin',
      sessions: { mon: morning, sat: morning },
      swap: [['09:00', '10:00']],
      holidays: ['2026-03-14'],
      working: ['2026-03-10'],
      from: '2026-01-01',
      until: '2026-12-31',
    }
    const { out } = await answers('due', { received: '2026-03-09T10:00:00+01:00', limit: [{ value: 3, unit: 'working_day' }], calendar })
    equal(out[0].due, '2026-03-21T10:00:00+01:00') // Tue 10, Mon 16, Sat 21
    equal(out[0].days[1].why, 'worked Tuesday')
    equal(out[0].days[1].minutes, 60)
    equal(out[0].days[5].why, 'holiday')
  })
  it('fills in what a calendar leaves out, and takes names', async () => {
    const calendar = {
      sessions: { mon: morning, tue: morning, swap: [['09:00', '11:00']] },
      holidays: [{ date: '2026-03-03', name: 'Hội' }],
      working: [{ date: '2026-03-07', for: '2026-03-03' }],
    }
    const { out } = await answers('due', { ...oneDay, calendar })
    equal(out[0].due, '2026-03-07T10:00:00+07:00')
    deepEqual(
      out[0].days.map((d: { why: string }) => d.why),
      ['receipt day', 'Hội', 'weekend', 'weekend', 'weekend', 'worked Saturday for 3/3'],
    )
    equal(out[0].days[5].minutes, 120)
  })
  it('counts in every unit', async () => {
    const due = async (unit: string) => (await answers('due', { ...oneDay, limit: [{ value: 2, unit }] })).out[0].due.slice(0, 19)
    equal(await due('working_day'), '2026-03-04T10:00:00')
    equal(await due('calendar_day'), '2026-03-04T10:00:00')
    equal(await due('hour'), '2026-03-02T14:00:00')
    equal(await due('minute'), '2026-03-02T10:02:00')
    equal(await due('second'), '2026-03-02T10:00:02')
  })
  it('counts pauses', async () => {
    const pauses = [{ from: '2026-03-02T14:00:00+07:00', to: '2026-03-02T15:00:00+07:00' }]
    equal((await answers('due', { ...oneDay, pauses })).out[0].due, '2026-03-03T11:00:00+07:00')
  })
  it('marks a due time in the provisional year, when that was asked for', async () => {
    const late = { ...oneDay, received: '2026-12-31T10:00:00+07:00' }
    const { code, out } = await answers('due', late, { ...late, provisional: true }, { ...oneDay, provisional: true })
    equal(code, 0)
    deepEqual(out[0], {
      refused: {
        kind: 'calendar-not-published',
        day: '2027-01-01',
        message: 'Chưa có lịch làm việc cho ngày 01/01/2027, nên chưa tính được.',
      },
    })
    equal(out[1].due, '2027-01-04T10:00:00+07:00')
    equal(out[1].provisional, true)
    equal('provisional' in out[2], false)
  })
  it('refuses one line, answers the others, in order', async () => {
    const { code, out } = await answers('due', '{oops', oneDay, '', '   ', { ...oneDay, limit: [] })
    equal(code, 0)
    equal(out.length, 3)
    deepEqual(out[0], { refused: { kind: 'bad-json', message: 'Dòng này không phải JSON.' } })
    equal(out[1].due, '2026-03-03T10:00:00+07:00')
    equal(out[2].refused.kind, 'no-limit')
  })
  it('exits 1 when the only line was refused, 0 when there is none', async () => {
    equal((await answers('due', '{oops')).code, 1)
    equal((await answers('due', '{oops', '{oops')).code, 0)
    equal((await answers('due')).code, 0)
  })
  it('names the wrong field', async () => {
    const field = async (question: unknown) => (await answers('due', question)).out[0].refused
    const refusedAt = async (path: string, question: unknown) => {
      const refused = await field(question)
      equal(refused.kind, 'bad-question')
      equal(refused.field, path)
      match(refused.message, path === '' ? /./ : new RegExp(`^${path}: .`))
    }
    await refusedAt('', [])
    equal((await field([])).message, 'Đầu vào không hợp lệ: mong đợi object, nhận được mảng')
    await refusedAt('', null)
    await refusedAt('', { ...oneDay, pause: [] })
    await refusedAt('limit', { received: oneDay.received })
    await refusedAt('received', { ...oneDay, received: 3 })
    await refusedAt('received', { ...oneDay, received: '2026-03-02T10:00:00' })
    await refusedAt('received', { ...oneDay, received: '2026-02-30T10:00:00+07:00' })
    await refusedAt('received', { ...oneDay, received: '20260302T100000+07:00' })
    await refusedAt('limit.0.unit', { ...oneDay, limit: [{ value: 1, unit: 'week' }] })
    await refusedAt('limit.0.value', { ...oneDay, limit: [{ value: '1', unit: 'hour' }] })
    await refusedAt('limit', { ...oneDay, limit: Array(101).fill({ value: 1, unit: 'second' }) })
    await refusedAt('pauses.0.from', { ...oneDay, pauses: [{}] })
    await refusedAt('pauses', { ...oneDay, pauses: Array(1001).fill({ from: oneDay.received, to: oneDay.received }) })
    await refusedAt('calendar.sessions', { ...oneDay, calendar: {} })
    await refusedAt('calendar.sessions', { ...oneDay, calendar: { sessions: { monday: [] } } })
    await refusedAt('calendar.sessions.mon.0', { ...oneDay, calendar: { sessions: { mon: [['08:00']] } } })
    await refusedAt('provisional', { ...oneDay, provisional: 'yes' })
    equal((await field({ ...oneDay, received: 'x' })).message, 'received: Cần một thời điểm có múi giờ, ví dụ 2024-04-26T10:00:00+07:00.')
  })
  it('says what is wrong with a calendar', async () => {
    const message = async (calendar: object) =>
      (await answers('due', { ...oneDay, calendar: { sessions: {}, ...calendar } })).out[0].refused.message
    equal(await message({ timezone: 'Mars/Base' }), 'calendar: Không có múi giờ Mars/Base.')
    equal(await message({ holidays: ['2026-02-30'] }), 'calendar: Ngày không hợp lệ: 2026-02-30.')
    equal(
      await message({ from: '2026-02-03', until: '2026-02-02' }),
      'calendar: Lịch phải bắt đầu trước khi kết thúc và dài không quá 200 năm: 2026-02-03 đến 2026-02-02.',
    )
    equal(await message({ sessions: { mon: [['9:00', '10:00']] } }), 'calendar: Buổi làm việc không hợp lệ: 9:00 đến 10:00.')
    equal(
      await message({
        sessions: {
          mon: [
            ['09:00', '11:00'],
            ['10:00', '12:00'],
          ],
        },
      }),
      'calendar: Buổi làm việc 10:00 đến 12:00 chồng lên buổi trước.',
    )
  })
  it('refuses an open pause and a bad one', async () => {
    const from = '2026-03-02T14:00:00+07:00'
    const refused = async (pause: object) => (await answers('due', { ...oneDay, pauses: [pause] })).out[0].refused
    deepEqual(await refused({ from }), { kind: 'open-pause', from, message: 'Có lần tạm dừng chưa kết thúc, nên chưa tính được hạn.' })
    equal((await refused({ from, to: null })).kind, 'open-pause')
    equal((await refused({ from, to: '2026-03-02T13:00:00+07:00' })).kind, 'bad-pause')
  })
  it('reads no line without end', async () => {
    const { out } = await answers('due', `${' '.repeat(1_000_000)}${JSON.stringify(oneDay)}`)
    deepEqual(out[0].refused, { kind: 'bad-question', message: 'Dòng dài quá 1000000 ký tự.' })
  })
  it('answers each of many calendars by itself', async () => {
    const questions = Array.from({ length: 40 }, (_, i) => ({
      ...oneDay,
      calendar: { sessions: { mon: morning, tue: [[`0${i % 10}:00`, '12:00']] } },
      received: '2026-03-02T08:00:00+07:00',
      limit: [{ value: 5, unit: 'hour' }],
    }))
    const { out } = await answers('due', ...questions, ...questions)
    for (let i = 0; i < 80; i++) equal(out[i].due, `2026-03-03T${String((i % 10) + 1).padStart(2, '0')}:00:00+07:00`)
  })
})

describe('motcua clock minutes', () => {
  const question = { from: '2026-03-02T07:30:00+07:00', to: '2026-03-03T08:15:00+07:00' }
  it('tells the working time', async () =>
    deepEqual(await answers('minutes', question), { code: 0, out: [{ minutes: 525, seconds: 31500 }] }))
  it('takes a calendar', async () =>
    deepEqual((await answers('minutes', { ...question, calendar: { sessions: { mon: morning } } })).out, [
      { minutes: 240, seconds: 14400 },
    ]))
  it('refuses the end before the beginning', async () =>
    deepEqual(await answers('minutes', { from: question.to, to: question.from }), {
      code: 1,
      out: [{ refused: { kind: 'to-before-from', message: 'Thời điểm cuối đứng trước thời điểm đầu.' } }],
    }))
  it('reaches into the provisional year only when asked', async () => {
    const late = { from: '2026-12-31T16:30:00+07:00', to: '2027-01-04T08:30:00+07:00' }
    const { out } = await answers('minutes', late, { ...late, provisional: true })
    equal(out[0].refused.day, '2027-01-01')
    deepEqual(out[1], { minutes: 120, seconds: 7200 })
  })
})

describe('motcua clock, wrongly used', () => {
  it('shows its help and exits 2', async () => {
    for (const args of [[], ['clock'], ['due', '--fast'], ['toString']]) {
      const { code, out } = await ask(args, oneDay)
      equal(code, 2)
      match(out.join('\n'), /clock due.*clock minutes/s)
    }
  })
  it('shows help when asked, and answers nothing', async () => {
    const due = await ask(['due', '--help'], oneDay)
    equal(due.code, 0)
    equal(due.out.length, 1)
    match(due.out[0]!, /^motcua clock due: /)
    match((await ask(['minutes', '--help'])).out[0]!, /^motcua clock minutes: /)
    match((await ask(['--help'])).out[0]!, /clock due.*clock minutes/s)
  })
})
