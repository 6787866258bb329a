import { deepEqual, equal, ok as isTrue, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import { inEnglish, inVietnamese, type Say } from '../../kernel/say.ts'
import { readWorkbook, workbookBytesMax } from './workbook.ts'
import { zipOf } from './zip.example.ts'

const refusalOf = async (bytes: Uint8Array, say: Say = inVietnamese): Promise<string> => {
  const read = await readWorkbook(bytes, say)
  return read.ok ? 'read' : read.error.message
}

describe('A workbook from outside (sổ Excel)', () => {
  it('is read sheet by sheet: text, numbers, empty cells', async () => {
    const read = await readWorkbook(
      await writeXlsx({
        sheets: [
          {
            name: 'Đơn vị',
            rows: [
              ['Tên', 'Số'],
              ['Phòng Đất đai', 2.5],
              [null, 1],
            ],
          },
        ],
      }),
      inVietnamese,
    )
    isTrue(read.ok)
    deepEqual(
      read.value.sheets.map(({ name, rows }) => [name, rows]),
      [
        [
          'Đơn vị',
          [
            ['Tên', 'Số'],
            ['Phòng Đất đai', 2.5],
            [null, 1],
          ],
        ],
      ],
    )
  })
  it('gives dates as people write them, and true and false as words', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [[new Date(Date.UTC(2026, 2, 2)), true, false]] }] })
    const read = await readWorkbook(bytes, inVietnamese)
    isTrue(read.ok)
    deepEqual(read.value.sheets[0]?.rows, [['02/03/2026', 'true', 'false']])
  })
  it('computes nothing: a formula is its own text, and is told from a text that looks like one', async () => {
    const rows = [['=1+1', 2]]
    const read = await readWorkbook(
      await writeXlsx({ sheets: [{ name: 'a', rows, cells: new Map([['0,1', { formula: '2/4', value: 0.5 }]]) }] }),
      inVietnamese,
    )
    isTrue(read.ok)
    deepEqual(read.value.sheets[0]?.rows, [['=1+1', '=2/4']])
    deepEqual([...(read.value.sheets[0]?.formulas ?? [])], ['0,1'])
  })
  it('holds no more than 10 000 rows in a sheet', async () => {
    const rows = Array.from({ length: 10_002 }, (_, i) => [i])
    match(await refusalOf(await writeXlsx({ sheets: [{ name: 'a', rows }] })), /hơn 10000 dòng/)
  })
})

describe('A workbook that is refused', () => {
  const rows: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(), /không có nội dung/],
    ['too large', new Uint8Array(workbookBytesMax + 1), /lớn hơn 20 MB/],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), /không phải sổ Excel/],
    ['text', Buffer.from('a;b'), /không phải sổ Excel/],
    ['old or locked Excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), /Excel đời cũ/],
    ['a ZIP that is no workbook', zipOf([{ name: 'a.txt', content: 'x' }]), /không phải sổ Excel/],
    [
      'a workbook without content',
      zipOf([
        { name: '[Content_Types].xml', content: 'x' },
        { name: 'xl/workbook.xml', content: 'x' },
      ]),
      /bị hỏng/,
    ],
    ['a bomb that says so', zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(51 * 1024 * 1024) }]), /bung ra hơn 50 MB/],
    ['a bomb under the limit', zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(8 * 1024 * 1024) }]), /bom nén/],
    ['a bomb that lies', zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(60 * 1024 * 1024), declares: 1000 }]), /khai sai kích thước/],
    [
      'a bomb that says nothing',
      zipOf([{ name: 'xl/a.xml', content: Buffer.alloc(60 * 1024 * 1024), declares: 0 }]),
      /khai sai kích thước/,
    ],
    ['a way out of the folder', zipOf([{ name: '../../etc/a.xml', content: 'x' }]), /tên không được phép/],
    ['a way out of the folder, as Windows has it', zipOf([{ name: 'xl\\..\\a.xml', content: 'x' }]), /tên không được phép/],
    ['an absolute name', zipOf([{ name: '/etc/a.xml', content: 'x' }]), /tên không được phép/],
    [
      'the same name twice',
      zipOf([
        { name: 'a', content: 'x' },
        { name: 'a', content: 'y' },
      ]),
      /tên không được phép/,
    ],
    ['a password inside', zipOf([{ name: 'a', content: 'x', flags: 1 }]), /mật khẩu/],
    ['too many parts', zipOf(Array.from({ length: 1001 }, (_, i) => ({ name: `${i}`, content: '' }))), /hơn 1000 phần/],
    ['cut off', zipOf([{ name: 'a', content: 'x' }]).subarray(0, 40), /hỏng/],
  ]
  for (const [what, bytes, message] of rows) it(`because it is ${what}`, async () => match(await refusalOf(bytes), message))

  it('says it with a kind for programs', async () => {
    const read = await readWorkbook(zipOf([{ name: '../a', content: 'x' }]), inVietnamese)
    equal(read.ok === false && read.error.refusal.kind, 'zip-path-trick')
  })
  it('says it in English to whoever reads English', async () => {
    equal(await refusalOf(new Uint8Array(), inEnglish), 'The file is empty.')
    equal(await refusalOf(Buffer.from('a;b'), inEnglish), 'The file is not an Excel workbook (.xlsx).')
  })
})
