import { type Role, roleNames, type UnitKind, unitKindNames } from '../roles.ts'

/** A value as a spreadsheet has it: dates are numbers of days. */
export type Cell = string | number | null
/** A sheet as read: the first row holds the headings. */
export type SheetRead = { name: string; rows: readonly (readonly Cell[])[] }

export type Column = { key: string; heading: string; isNeeded?: true; width: number; isDay?: true }

/** Units, one a row (trang Đơn vị). */
export const unitSheet = {
  name: 'Đơn vị',
  columns: [
    { key: 'name', heading: 'Tên đơn vị', isNeeded: true, width: 44 },
    { key: 'shortName', heading: 'Tên viết tắt', width: 20 },
    { key: 'kind', heading: 'Loại', isNeeded: true, width: 18 },
    { key: 'from', heading: 'Từ ngày', width: 14, isDay: true },
  ],
} as const satisfies { name: string; columns: readonly Column[] }

/** Officers, one row for each post; who holds two has two rows (trang Công chức). */
export const officerSheet = {
  name: 'Công chức',
  columns: [
    { key: 'name', heading: 'Họ và tên', isNeeded: true, width: 30 },
    { key: 'email', heading: 'Thư điện tử', width: 30 },
    { key: 'unit', heading: 'Đơn vị', isNeeded: true, width: 40 },
    { key: 'role', heading: 'Vai trò', isNeeded: true, width: 22 },
    { key: 'title', heading: 'Chức danh', width: 26 },
    { key: 'from', heading: 'Từ ngày', width: 14, isDay: true },
  ],
} as const satisfies { name: string; columns: readonly Column[] }

/** Spaces, capitals and Unicode forms do not tell two words apart. */
export const fold = (text: string): string => text.normalize('NFC').toLocaleLowerCase('vi').replaceAll(/\s+/g, ' ').trim()

const byName = <Key extends string>(names: Record<Key, string>): Map<string, Key> =>
  new Map((Object.entries(names) as [Key, string][]).map(([key, name]) => [fold(name), key]))

/** Kinds and roles by the words of the office. */
export const kindsByName: ReadonlyMap<string, UnitKind> = byName(unitKindNames.vi)
export const rolesByName: ReadonlyMap<string, Role> = byName(roleNames.vi)
