import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { dayText } from '../../../kernel/moment.ts'
import { nameOn, officerName, openUnits, unitName } from '../find.ts'
import type { OrgSnapshot } from '../record.ts'
import { roleNames, unitKindNames } from '../roles.ts'
import { type Cell, type Column, officerSheet, unitSheet } from './layout.ts'

/**
 * The workbook of units and officers as they are today: the template to fill in (tệp mẫu), and of an agency without any, an empty one.
 * Brought back unchanged it changes nothing.
 */
export function writeOrgWorkbook(org: OrgSnapshot): Promise<Uint8Array> {
  const units = openUnits(org).map((unit): Record<string, Cell> => {
    const { name, shortName } = nameOn(unit, org.day)
    return { name, shortName, kind: unitKindNames[unit.kind], from: dayText(unit.opened) }
  })
  const officers = org.posts.map(
    (post): Record<string, Cell> => ({
      name: officerName(org, post.officerId),
      email: org.officers.find(({ id }) => id === post.officerId)?.email ?? null,
      unit: unitName(org, post.unitId),
      role: roleNames[post.role],
      title: post.title,
      from: dayText(post.from),
    }),
  )
  const words: WriteSheet = {
    name: 'Hướng dẫn',
    columns: [{ width: 34 }, { width: 70 }],
    rows: [
      ['Loại đơn vị', Object.values(unitKindNames).join(', ')],
      ['Vai trò', Object.values(roleNames).join(', ')],
      ['Từ ngày', 'Ghi như 01/7/2025; để trống là từ ngày nhập tệp.'],
      ['Cột có dấu *', 'Bắt buộc. Người giữ hai vị trí ghi hai dòng.'],
      ['Thư điện tử', 'Phân biệt những người trùng họ tên.'],
    ],
  }
  return writeXlsx({ sheets: [write(unitSheet, units), write(officerSheet, officers), words], stringMode: 'shared' })
}

const write = ({ name, columns }: { name: string; columns: readonly Column[] }, rows: readonly Record<string, Cell>[]): WriteSheet => ({
  name,
  columns: columns.map(({ width }) => ({ width, numFmt: '@' })),
  rows: [columns.map(headed), ...rows.map((row) => columns.map(({ key }) => row[key] ?? null))],
  cells: new Map(columns.map((column, i) => [`0,${i}`, { value: headed(column), style: { font: { bold: true } } }])),
  freezePane: { rows: 1 },
})

const headed = ({ heading, isNeeded }: Column): string => (isNeeded ? `${heading} *` : heading)
