import { type WriteSheet, writeXlsx } from 'hucre/xlsx'
import { dayText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { nameOn, officerName, openUnits, unitName } from '../find.ts'
import type { OrgSnapshot } from '../record.ts'
import { roleNames, unitKindNames } from '../roles.ts'
import { type Cell, type Column, officerSheet, unitSheet } from './layout.ts'

/**
 * The workbook of units and officers as they are today: the template to fill in (tệp mẫu), and of an agency without any, an empty one.
 * Brought back unchanged it changes nothing. The table is Vietnamese; the page beside it that explains the table speaks the reader's language.
 */
export function writeOrgWorkbook(org: OrgSnapshot, say: Say): Promise<Uint8Array> {
  const units = openUnits(org).map((unit): Record<string, Cell> => {
    const { name, shortName } = nameOn(unit, org.day)
    return { name, shortName, kind: unitKindNames.vi[unit.kind], from: dayText(unit.opened) }
  })
  const officers = org.posts.map(
    (post): Record<string, Cell> => ({
      name: officerName(org, post.officerId),
      email: org.officers.find(({ id }) => id === post.officerId)?.email ?? null,
      unit: unitName(org, post.unitId),
      role: roleNames.vi[post.role],
      title: post.title,
      from: dayText(post.from),
    }),
  )
  const words: WriteSheet = {
    name: say('Hướng dẫn', 'Guide'),
    columns: [{ width: 34 }, { width: 70 }],
    rows: [
      [say('Loại đơn vị', '“Loại” (kind of unit)'), Object.values(unitKindNames.vi).join(', ')],
      [say('Vai trò', '“Vai trò” (role)'), Object.values(roleNames.vi).join(', ')],
      [
        say('Từ ngày', '“Từ ngày” (from)'),
        say('Ghi như 01/7/2025; để trống là từ ngày nhập tệp.', 'Write it like 01/7/2025; left empty, it is the day of the import.'),
      ],
      [
        say('Cột có dấu *', 'Columns with *'),
        say('Bắt buộc. Người giữ hai vị trí ghi hai dòng.', 'Required. Somebody with two posts has two rows.'),
      ],
      [say('Thư điện tử', '“Thư điện tử” (email)'), say('Phân biệt những người trùng họ tên.', 'Tells people of the same name apart.')],
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
