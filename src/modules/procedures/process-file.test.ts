import { deepEqual, equal, ok as isTrue, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import { inEnglish, inVietnamese, type Say } from '../../kernel/say.ts'
import { zipOf } from '../../platform/office-file/zip.example.ts'
import { calendarDays, days, given, hours, lasting, stage, uncounted, worked } from './process.example.ts'
import type { InternalProcess } from './process.ts'
import { explainFile, readProcessFile } from './process-file.adapter.ts'
import { writeProcessWorkbook } from './workbook.adapter.ts'

const plain = {
  id: 'vd-01',
  name_vi: 'Cấp giấy phép ví dụ',
  legal_time: { value: 3, unit: 'working_day', note: 'kể từ ngày nhận đủ hồ sơ' },
  steps: [
    { no: 1, name_vi: 'Tiếp nhận', actor_vi: 'Bộ phận Một cửa', duration: { value: 0.5, unit: 'working_day' }, counts_time: true },
    { no: '1a', name_vi: 'Bổ sung', actor_vi: 'Người nộp', duration: { value: null, unit: null }, counts_time: false, after_step: 1 },
    { no: 2, name_vi: 'Thẩm định', actor_vi: 'Chuyên viên', duration: { value: 20, unit: 'hour' }, counts_time: true },
  ],
}

describe('A process file in JSON', () => {
  it('is read: steps, limit, note rows', async () => {
    const process = await readOne('a.json', JSON.stringify(plain))
    deepEqual(process.limit, days(3))
    equal(process.limitNote, 'kể từ ngày nhận đủ hồ sơ')
    deepEqual(
      process.steps.map(({ no, duration, afterStep }) => [no, duration, afterStep]),
      [
        ['1', days(0.5), null],
        ['1a', null, '1'],
        ['2', hours(20), null],
      ],
    )
  })
  it('may hold a list', async () => equal((await readAll('a.json', JSON.stringify([plain, { ...plain, id: 'vd-02' }]))).length, 2))
  it('may begin with a byte order mark', async () => equal((await readOne('a.json', `\ufeff${JSON.stringify(plain)}`)).id, 'vd-01'))
  it('may state a limit in segments', async () =>
    deepEqual((await readOne('a.json', JSON.stringify({ ...plain, legal_time: [...calendarDays(15), ...days(8)] }))).limit, [
      ...calendarDays(15),
      ...days(8),
    ]))
  it('gives NFC text whatever came, without control characters', async () => {
    const process = await readOne('a.json', JSON.stringify({ ...plain, name_vi: ` ${'Cấp giấy phép'.normalize('NFD')}\u0000 ` }))
    equal(process.name, 'Cấp giấy phép')
  })
  it('may carry keys nobody knows', async () => equal((await readOne('a.json', JSON.stringify({ ...plain, mau: { a: [1] } }))).id, 'vd-01'))
  it('may say how often papers may be asked for, with the text that allows it', async () => {
    const rule = { max: 2, basis: 'Luật Khoáng sản 2010, điều 47' }
    deepEqual((await readOne('a.json', JSON.stringify({ ...plain, supplements: rule }))).supplements, rule)
  })
  it('without it, or with none, reads as it always did: the general rule holds', async () => {
    const without = await readOne('a.json', JSON.stringify(plain))
    equal('supplements' in without, false)
    for (const none of [null, {}, { max: null, basis: '' }])
      deepEqual(await readOne('a.json', JSON.stringify({ ...plain, supplements: none })), without)
  })
  it('takes an empty text as none', async () =>
    equal((await readOne('a.json', JSON.stringify({ ...plain, steps: [{ ...plain.steps[0], actor_vi: '  ' }] }))).steps[0]?.actor, null))
})

describe('A bad record in JSON', () => {
  const withStep = (step: object) => JSON.stringify({ ...plain, steps: [{ ...plain.steps[0], ...step }] })
  const rows: [string, string, string][] = [
    ['a time that is no number', withStep({ duration: { value: 'nửa ngày', unit: 'working_day' } }), 'steps[0].duration.value: phải là số'],
    ['a time below zero', withStep({ duration: { value: -1, unit: 'working_day' } }), 'steps[0].duration.value: không được nhỏ hơn 0'],
    [
      'a unit nobody knows',
      withStep({ duration: { value: 1, unit: 'tuần' } }),
      'steps[0].duration.unit: phải là một trong: working_day, calendar_day, hour',
    ],
    [
      'a time without a unit',
      withStep({ duration: { value: 1, unit: null } }),
      'steps[0].duration.unit: thiếu đơn vị (working_day, calendar_day hoặc hour)',
    ],
    ['a flag in words', withStep({ counts_time: 'có' }), 'steps[0].counts_time: phải là true hoặc false'],
    ['a note row after a step that is not there', withStep({ after_step: 7 }), 'steps[0].after_step: không có bước 7 trong quy trình'],
    [
      'a step beside one that does not come before it',
      withStep({ runs_with: 2 }),
      'steps[0].runs_with: không có bước 2 đứng trước trong cùng giai đoạn',
    ],
    ['steps that are no list', JSON.stringify({ ...plain, steps: {} }), 'steps: phải là danh sách'],
    ['no name', JSON.stringify({ ...plain, name_vi: undefined }), 'name_vi: thiếu'],
    [
      'a number of supplements without its basis',
      JSON.stringify({ ...plain, supplements: { max: 2 } }),
      'supplements.basis: thiếu căn cứ của số lần bổ sung',
    ],
    [
      'a basis without a number of supplements',
      JSON.stringify({ ...plain, supplements: { basis: 'Luật Khoáng sản' } }),
      'supplements.max: thiếu số lần bổ sung',
    ],
    ['no supplement at all', JSON.stringify({ ...plain, supplements: { max: 0, basis: 'x' } }), 'supplements.max: không được nhỏ hơn 1'],
    ['a blank id', JSON.stringify({ ...plain, id: ' ' }), 'id: không được để trống'],
    ['no record at all', '[null]', 'phải là một đối tượng'],
  ]
  for (const [what, json, message] of rows) it(`names ${what}`, async () => equal((await badOnes('a.json', json))[0]?.messages[0], message))

  it('is named by its id, and does not hide the good one beside it', async () => {
    const read = await readProcessFile(file('a.json', JSON.stringify([plain, { ...plain, id: 'vd-02', steps: 3 }])), inVietnamese)
    isTrue(read.ok)
    deepEqual(
      read.value.map((record) => (record.ok ? record.value.id : record.error.id)),
      ['vd-01', 'vd-02'],
    )
  })
  it('names the step in which the fault stands', async () => {
    const read = await readProcessFile(
      file('a.json', JSON.stringify({ ...plain, steps: [{ ...plain.steps[1], counts_time: 1 }] })),
      inVietnamese,
    )
    const [record] = read.ok ? read.value : []
    equal(record?.ok === false && record.error.faults[0]?.step, '1a')
  })
})

describe('A file that is refused', () => {
  const rows: [string, string, Uint8Array | string, RegExp][] = [
    ['empty', 'a.json', '', /không có nội dung/],
    ['broken JSON', 'a.json', '{\n "id": 1,,\n}', /lỗi cú pháp ở dòng 2, cột 10/],
    ['a list of nothing', 'a.json', '[]', /không có quy trình nào/],
    ['neither', 'a.json', 'id;name', /không phải JSON hay XLSX/],
    ['a picture called a workbook', 'a.xlsx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), /không phải JSON hay XLSX/],
    ['JSON called a workbook', 'a.xlsx', '{}', /đuôi .xlsx nhưng nội dung là JSON/],
    ['a workbook called JSON', 'a.json', zipOf([{ name: 'a', content: 'x' }]), /đuôi .json nhưng nội dung là XLSX/],
    ['old or locked Excel', 'a.xlsx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /Excel đời cũ/],
    ['UTF-16', 'a.json', Buffer.from('\ufeff{}', 'utf16le'), /UTF-8/],
    ['a ZIP that is no workbook', 'a.xlsx', zipOf([{ name: 'a.txt', content: 'x' }]), /không phải sổ Excel/],
    ['a bomb', 'a.xlsx', zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(8 * 1024 * 1024) }]), /bom nén/],
  ]
  for (const [what, name, content, message] of rows) it(`because it is ${what}`, async () => match(await refusalOf(name, content), message))

  it('because it is larger than any file of processes', async () =>
    match(await refusalOf('a.json', new Uint8Array(20 * 1024 * 1024 + 1).fill(0x20)), /lớn hơn 20 MB/))
})

describe('A workbook of processes', () => {
  const full = given(
    [...calendarDays(15), ...days(8)],
    [
      { ...worked(0.25), stage: 'Giai đoạn 1', printedNo: '1', actor: 'Bộ phận Một cửa', name: '=Tiếp nhận' },
      { ...lasting(hours(4)), stage: 'Giai đoạn 1', hardDuration: days(1.5), note: 'dòng một\ndòng hai', pausesClock: true },
      { ...worked(2), stage: 'Giai đoạn 1', runsWith: '2', resumesClock: true },
      { ...uncounted, no: '5a', afterStep: '3', actor: null },
    ],
    {
      code: '1.013860',
      hardLimit: days(30),
      limitNote: 'ghi chú',
      stages: [{ ...stage('Giai đoạn 1', 3), hard: 4.5 }, stage('Giai đoạn 2', 0)],
      fee: 50_000,
      feeLines: [{ group: 'Lệ phí', item: null, payer: 'Tổ chức', channel: 'Trực tuyến', amount: '0đ' }],
      onlineLevel: 'full',
      isByPost: true,
      isAnywhere: false,
      components: [{ name: 'Đơn', originals: 1, copies: 0, formCode: 'Mẫu 01', isConditional: true, onlyWhen: 'nộp hộ' }],
      supplements: { max: 2, basis: 'Luật Khoáng sản 2010, điều 47' },
      decision: 'QĐ 12/QĐ-UBND ngày 01/02/2026',
    },
  )

  it('comes back as it was written', async () => {
    const back = await readAll('a.xlsx', await writeProcessWorkbook([full, given(days(1), [worked(1)], { id: 'vd-02' })]))
    deepEqual(back, [full, given(days(1), [worked(1)], { id: 'vd-02' })])
  })
  it('is a template when it holds none', async () =>
    match(await refusalOf('a.xlsx', await writeProcessWorkbook([])), /không có quy trình nào/))

  const head = ['Mã quy trình', 'Mã thủ tục', 'Tên thủ tục', 'Thời hạn', 'Đơn vị thời hạn']
  const stepHead = ['Mã quy trình', 'Bước', 'Nội dung', 'Người thực hiện', 'Thời gian', 'Đơn vị', 'Tính thời gian']
  const step = ['vd-01', 1, 'Tiếp nhận', 'Văn thư', 1, 'ngày làm việc', 'có']
  type Cells = (string | number | boolean | null)[][]
  const sheetsOf = (processes: Cells, steps: Cells) =>
    writeXlsx({
      sheets: [
        { name: 'Quy trình', rows: processes },
        { name: 'Bước', rows: steps },
      ],
    })
  const typed = (code: string | number, ...steps: Cells) =>
    sheetsOf([head, ['vd-01', code, 'Tên', 1, 'ngày làm việc']], [stepHead, ...steps])

  it('takes what people type: commas, units, yes and no', async () => {
    const process = await readOne(
      'a.xlsx',
      await typed(
        1.01386,
        ['vd-01', '5a', 'X', 'Y', '0,5', 'Giờ ', 'Không'],
        ['vd-01', 2, 'X', 'Y', '15 ngày + 8 ngày làm việc', null, 'x'],
      ),
    )
    equal(process.code, '1.013860')
    deepEqual(
      process.steps.map(({ no, duration, countsTime }) => [no, duration, countsTime]),
      [
        ['5a', hours(0.5), false],
        ['2', [...calendarDays(15), ...days(8)], true],
      ],
    )
  })
  it('says sheet, row and column of a fault', async () =>
    deepEqual(
      (
        await badOnes('a.xlsx', await typed('', ['vd-01', 1, 'X', 'Y', 'nửa ngày', null, 'có'], ['vd-01', 2, 'X', 'Y', 1, 'tuần', 'chắc']))
      ).flatMap(({ messages }) => messages),
      [
        'sheet "Bước", dòng 2, cột "Thời gian": phải là số',
        'sheet "Bước", dòng 3, cột "Đơn vị": phải là "ngày làm việc", "ngày" hoặc "giờ"',
        'sheet "Bước", dòng 3, cột "Tính thời gian": phải là "có" hoặc "không"',
      ],
    ))
  it('says in which column the basis of the number of supplements is missing', async () => {
    const more = [...head, 'Số lần bổ sung', 'Căn cứ số lần bổ sung']
    const one = ['vd-01', null, 'Tên', 1, 'ngày làm việc']
    const bytes = await sheetsOf([more, [...one, 2, null]], [stepHead, step])
    deepEqual((await badOnes('a.xlsx', bytes))[0]?.messages, [
      'sheet "Quy trình", dòng 2, cột "Căn cứ số lần bổ sung": thiếu căn cứ của số lần bổ sung',
    ])
    deepEqual((await readOne('a.xlsx', await sheetsOf([more, [...one, '2', 'Luật Khoáng sản']], [stepHead, step]))).supplements, {
      max: 2,
      basis: 'Luật Khoáng sản',
    })
  })
  it('computes nothing: a formula is its own text', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Quy trình', rows: [head, ['vd-01', null, 'Tên', 1, 'ngày làm việc']] },
        { name: 'Bước', rows: [stepHead, step], cells: new Map([['1,4', { formula: '2/4', value: 0.5 }]]) },
      ],
    })
    equal(
      (await badOnes('a.xlsx', bytes))[0]?.messages[0],
      'sheet "Bước", dòng 2, cột "Thời gian": phải là số (ô có công thức, hãy dán giá trị)',
    )
  })
  it('names rows that belong to no process', async () =>
    deepEqual(
      (await badOnes('a.xlsx', await typed('', step, ['vd-99', ...step.slice(1)], [null, ...step.slice(1)]))).flatMap(
        ({ messages }) => messages,
      ),
      [
        'sheet "Bước", dòng 3, cột "Mã quy trình": không có quy trình vd-99 trong sheet "Quy trình"',
        'sheet "Bước", dòng 4, cột "Mã quy trình": thiếu mã quy trình',
      ],
    ))
  it('refuses the same process twice', async () => {
    const row = ['vd-01', null, 'Tên', 1, 'ngày làm việc']
    match((await badOnes('a.xlsx', await sheetsOf([head, row, row], [stepHead, step])))[0]?.messages[0] ?? '', /trùng với dòng 2/)
  })
  it('needs its sheets and columns', async () => {
    match(await refusalOf('a.xlsx', await writeXlsx({ sheets: [{ name: 'Trang 1', rows: [['a']] }] })), /thiếu sheet "Quy trình"/)
    match(await refusalOf('a.xlsx', await sheetsOf([head], [stepHead.slice(0, 3)])), /Sheet "Bước" thiếu cột "Người thực hiện"/)
    match(await refusalOf('a.xlsx', await sheetsOf([[...head, 'Thời hạn']], [stepHead])), /hai cột "Thời hạn"/)
  })
  it('holds no more than 10 000 rows in a sheet', async () => {
    const many = Array.from({ length: 10_001 }, () => ['vd-01'])
    match(await refusalOf('a.xlsx', await sheetsOf([head], [stepHead, ...many])), /hơn 10000 dòng/)
  })
})

describe('A file whose sender reads English', () => {
  it('is refused in English', async () => {
    equal(await refusalOf('a.json', '{\n "id": 1,,\n}', inEnglish), 'The JSON file has a syntax error at line 2, column 10.')
    equal(
      await refusalOf('a.xlsx', zipOf([{ name: '../../etc/passwd', content: 'x' }]), inEnglish),
      'The packed file contains a name that is not allowed: "../../etc/passwd".',
    )
  })
  it('has its faults named in English, the keys and headings as they stand in the file', async () => {
    const steps = [{ ...plain.steps[0], duration: { value: 1 }, after_step: 7, counts_time: 'có' }]
    deepEqual((await badOnes('a.json', JSON.stringify({ ...plain, steps }), inEnglish))[0]?.messages, [
      'steps[0].duration.unit: the unit is missing (working_day, calendar_day or hour)',
      'steps[0].counts_time: must be true or false',
    ])
    deepEqual(
      (await badOnes('a.json', JSON.stringify({ ...plain, steps: [{ ...plain.steps[0], after_step: 7 }] }), inEnglish))[0]?.messages,
      ['steps[0].after_step: there is no step 7 in the process'],
    )
    const rows = [
      ['Mã quy trình', 'Bước', 'Người thực hiện', 'Thời gian', 'Đơn vị', 'Tính thời gian'],
      ['vd-01', 1, 'Văn thư', 'nửa ngày', null, 'có'],
      ['vd-99', 1, 'Văn thư', 1, 'ngày làm việc', 'có'],
    ]
    const processes = [
      ['Mã quy trình', 'Tên thủ tục', 'Thời hạn', 'Đơn vị thời hạn'],
      ['vd-01', 'Tên', 1, 'ngày làm việc'],
    ]
    const bytes = await writeXlsx({
      sheets: [
        { name: 'Quy trình', rows: processes },
        { name: 'Bước', rows },
      ],
    })
    deepEqual(
      (await badOnes('a.xlsx', bytes, inEnglish)).flatMap(({ messages }) => messages),
      [
        'sheet "Bước", row 2, column "Thời gian": must be a number',
        'sheet "Bước", row 3, column "Mã quy trình": there is no process vd-99 in sheet "Quy trình"',
      ],
    )
  })
})

const file = (name: string, content: Uint8Array | string) => ({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content })

async function readAll(name: string, content: Uint8Array | string): Promise<InternalProcess[]> {
  const read = await readProcessFile(file(name, content), inVietnamese)
  if (!read.ok) throw new Error(explainFile(read.error, inVietnamese))
  return read.value.map((record) => {
    if (!record.ok) throw new Error(record.error.faults.map(({ message }) => message).join())
    return record.value
  })
}
async function readOne(name: string, content: Uint8Array | string): Promise<InternalProcess> {
  const [first] = await readAll(name, content)
  isTrue(first)
  return first
}
async function refusalOf(name: string, content: Uint8Array | string, say: Say = inVietnamese): Promise<string> {
  const read = await readProcessFile(file(name, content), say)
  return read.ok ? 'read' : explainFile(read.error, say)
}
async function badOnes(
  name: string,
  content: Uint8Array | string,
  say: Say = inVietnamese,
): Promise<{ id: string | null; messages: string[] }[]> {
  const read = await readProcessFile(file(name, content), say)
  if (!read.ok) throw new Error(explainFile(read.error, say))
  return read.value.flatMap((record) =>
    record.ok ? [] : [{ id: record.error.id, messages: record.error.faults.map(({ message }) => message) }],
  )
}
