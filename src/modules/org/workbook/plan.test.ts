import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../../kernel/say.ts'
import { evolve } from '../change.ts'
import { headOf, nameOn } from '../find.ts'
import { department } from '../org.example.ts'
import { asOf, type OrgRecord } from '../record.ts'
import type { Cell, SheetRead } from './layout.ts'
import { type Plan, planImport } from './plan.ts'

const today = day('2026-03-02')
const unitHeads = ['Tên đơn vị *', 'Tên viết tắt', 'Loại *', 'Từ ngày']
const officerHeads = ['Họ và tên *', 'Thư điện tử', 'Đơn vị *', 'Vai trò *', 'Chức danh', 'Từ ngày']
const book = (units: Cell[][], officers: Cell[][]): SheetRead[] => [
  { name: 'Đơn vị', rows: [unitHeads, ...units] },
  { name: 'Công chức', rows: [officerHeads, ...officers] },
]
const plan = (sheets: SheetRead[], org: OrgRecord = department): Plan => {
  const planned = planImport(org, sheets, today, inVietnamese)
  if (!planned.ok) throw new Error(planned.error.kind)
  return planned.value
}
const good = book(
  [['Chi cục Môi trường', 'CCMT', 'Chi cục', 45_717]], // 45 717 = 2025-03-01 as a spreadsheet counts
  [
    ['Hồ Văn Nước (mẫu)', 'nuoc@mau.vn', 'ccmt', 'trưởng đơn vị', 'Chi cục trưởng', '01/3/2025'],
    ['Hồ Văn Nước (mẫu)', 'nuoc@mau.vn', 'Phòng Đất đai', 'Chuyên viên', '', '2025-04-01'],
    [null, null, null, null, null, null],
  ],
)

describe('Import units and officers (nhập đơn vị, công chức)', () => {
  it('takes units and people who belong to units of the same file', () => {
    const { rows, changes, bad } = plan(good)
    deepEqual([rows.map((r) => r.state), bad], [['new', 'new', 'new'], 0])
    const org = asOf(changes.reduce(evolve, department), today)
    const unit = org.units.at(-1)!
    deepEqual(
      [nameOn(unit, today).name, unit.opened, headOf(org, unit.id)?.name],
      ['Chi cục Môi trường', day('2025-03-01'), 'Hồ Văn Nước (mẫu)'],
    )
    equal(org.officers.length, department.officers.length + 1) // two rows, one person
  })
  it('changes nothing a second time', () => {
    const org = plan(good).changes.reduce(evolve, department)
    const again = plan(good, org)
    deepEqual([again.rows.map((r) => r.state), again.changes], [['unchanged', 'unchanged', 'unchanged'], []])
  })
  it('does nothing at all when one row is bad, and says every row, field and reason', () => {
    const { rows, changes, bad } = plan(
      book(
        [['Phòng Nước', '', 'Phòng ban', '31/02/2026']],
        [
          ['', 'thư', 'Phòng Không Có', 'Sếp', '', null],
          ['Vũ Văn Mới (mẫu)', '', 'Phòng Đất đai', 'Trưởng đơn vị', '', null],
        ],
      ),
    )
    deepEqual([bad, changes.length], [3, 0])
    deepEqual(
      rows[0]?.faults.map((f) => f.heading),
      ['Loại', 'Từ ngày'],
    )
    deepEqual(
      rows[1]?.faults.map((f) => f.heading),
      ['Họ và tên', 'Thư điện tử', 'Đơn vị', 'Vai trò'],
    )
    match(rows[2]?.faults[0]?.message ?? '', /đã có người đứng đầu là Trần Văn Đất/)
    equal(rows[1]?.number, 2)
  })
  it('asks for an address when namesakes cannot be told apart', () => {
    const twins = { ...department, officers: [...department.officers, { ...department.officers[2]!, id: 77 as never }] }
    const { rows } = plan(book([], [['Phạm Thị Thửa (mẫu)', '', 'Phòng Khoáng sản', 'Chuyên viên', '', null]]), twins)
    equal(rows[0]?.faults[0]?.heading, 'Thư điện tử')
  })
  it('does not overwrite what is on record with something else', () => {
    const { rows } = plan(
      book(
        [['Phòng Đất đai', 'P. ĐĐ', 'Chi cục', '2025-03-02']],
        [['Trần Văn Đất (mẫu)', '', 'Phòng Đất đai', 'Trưởng đơn vị', 'Quyền Trưởng phòng', null]],
      ),
    )
    deepEqual(
      rows.map((r) => r.faults.map((f) => f.heading)),
      [['Loại', 'Từ ngày'], ['Chức danh']],
    )
  })
  it('refuses a workbook without the sheets, a needed column, or any row', () => {
    const kind = (sheets: SheetRead[]) => {
      const planned = planImport(department, sheets, today, inVietnamese)
      return planned.ok ? 'done' : planned.error.kind
    }
    equal(kind([{ name: 'Sheet1', rows: [] }]), 'no-sheets')
    equal(kind([{ name: 'đơn  VỊ', rows: [['Tên đơn vị']] }]), 'missing-column')
    equal(kind([{ name: 'Đơn vị', rows: [unitHeads, ['', ' ', null, null]] }]), 'no-rows')
  })
  it('says the faults in English too, with the words that the table takes', () => {
    const bad = planImport(department, book([['', '', 'Phòng ban', '31/02/2026']], []), today, inEnglish)
    deepEqual(bad.ok && bad.value.rows[0]?.faults.map((f) => f.message.replace(/: .*/, '')), [
      'Enter the name of the unit.',
      '“Phòng ban” is not known; enter one of',
      '“31/02/2026” is not a day; write it like 01/7/2025.',
    ])
  })
  it('reads text in any Unicode form', () => {
    const { rows } = plan(book([['Phòng Đất đai'.normalize('NFD'), '', 'Phòng'.normalize('NFD'), null]], []))
    deepEqual(
      rows.map((r) => r.state),
      ['unchanged'],
    )
  })
})
