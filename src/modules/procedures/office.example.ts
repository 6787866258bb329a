import { day, type Moment, moment } from '../../kernel/moment.ts'
import type { Database } from '../../platform/postgres/database.ts'
import type { Role, UnitKind } from '../org/model.ts'
import { addOfficer, createAgency, givePost, openUnit } from '../org/service.ts'
import { days, given, uncounted, worked } from './process.example.ts'
import type { InternalProcess } from './process.ts'
import { recordOf } from './process-record.adapter.ts'

/** A small department of invented people for the tests of the store and the pages. */
export const now = moment('2026-03-02T09:00:00+07:00')
export const today = day('2026-03-02')
export const units = { leadership: 1, office: 2, minerals: 3, oneStop: 4 }
export const people = { director: 1, clerk: 2, head: 3, specialist: 4, counter: 5, administrator: 6, deputy: 7 }

/** Opens the department and answers with its number. */
export async function department(db: Database, code: string, at: Moment = now): Promise<number> {
  const opened = await createAgency(
    db,
    { officerId: null, onBehalfOf: null, at },
    { code, name: 'Sở Mẫu', parentName: 'UBND tỉnh Mẫu', place: 'Mẫu', identifier: null, on: day('2025-03-01') },
  )
  if (!opened.ok) throw new Error(opened.error.kind)
  const { agencyId } = opened.value
  const by = { agencyId, officerId: null, onBehalfOf: null, at }
  const from = day('2025-03-01')
  const kinds: [UnitKind, string][] = [
    ['leadership', 'Lãnh đạo Sở'],
    ['office', 'Văn phòng Sở'],
    ['division', 'Phòng Khoáng sản'],
    ['one-stop', 'Bộ phận Một cửa'],
  ]
  for (const [kind, name] of kinds) await openUnit(db, by, { kind, name, shortName: name, from })
  const posts: [string, number, Role][] = [
    ['Lê Giám Đốc (mẫu)', units.leadership, 'director'],
    ['Trần Văn Thư (mẫu)', units.office, 'records-clerk'],
    ['Phạm Trưởng Phòng (mẫu)', units.minerals, 'unit-head'],
    ['Vũ Chuyên Viên (mẫu)', units.minerals, 'specialist'],
    ['Đỗ Một Cửa (mẫu)', units.oneStop, 'counter-officer'],
    ['Ngô Quản Trị (mẫu)', units.office, 'administrator'],
    ['Hồ Phó Giám Đốc (mẫu)', units.leadership, 'deputy-director'],
  ]
  for (const [i, [name, unitId, role]] of posts.entries()) {
    await addOfficer(db, by, { name, email: null, from })
    await givePost(db, by, { officerId: i + 1, unitId, role, title: '', from, to: null })
  }
  return agencyId
}

/** A process of five rows that adds up to its limit. */
export const permit = (more: Partial<InternalProcess> = {}, appraiseDays = 3): InternalProcess =>
  given(
    days(appraiseDays + 2),
    [
      { ...worked(0.5), name: 'Tiếp nhận hồ sơ', actor: 'Công chức Bộ phận Một cửa' },
      { ...worked(appraiseDays), name: 'Thẩm định', actor: 'Chuyên viên Phòng Khoáng sản' },
      { ...worked(1), name: 'Ký duyệt', actor: 'Lãnh đạo Sở' },
      { ...worked(0.5), name: 'Đóng dấu, phát hành', actor: 'Văn thư' },
      { ...uncounted, name: 'Trả kết quả', actor: 'Bộ phận Một cửa' },
    ],
    { field: 'Khoáng sản', decision: 'QĐ 12/QĐ-UBND ngày 01/02/2026', ...more },
  )

/** The file in which somebody would send these processes. */
export const jsonOf = (...processes: readonly InternalProcess[]): Buffer => Buffer.from(JSON.stringify(processes.map(recordOf)))

const at = (unitId: number, role: 'counter-officer' | 'specialist' | 'leader' | 'records-clerk') => ({ unitId, role, isAway: false })

/** Who carries the rows of `permit`. */
export const assigned = {
  '1': at(units.oneStop, 'counter-officer'),
  '2': at(units.minerals, 'specialist'),
  '3': at(units.leadership, 'leader'),
  '4': at(units.office, 'records-clerk'),
  '5': at(units.oneStop, 'counter-officer'),
}
