import type { Stage } from './browser.ts'
import type { House } from './house.ts'

/** Opens the books of a department and gives it its letters, as its records clerk does in the settings of documents. */
export async function openBooks(house: House | Stage, agencyId: number, units: ReadonlyMap<string, number>): Promise<void> {
  await house.rows(
    `insert into documents.book (agency_id, book_id, direction, name, kinds) values ($1, 1, 'in', 'Văn bản đến', '{}'), ($1, 2, 'out', 'Công văn, văn bản khác', '{}'),
      ($1, 3, 'out', 'Quyết định', '{decision}')`,
    [agencyId],
  )
  const letters: readonly [number, string][] = [
    [0, 'STN'],
    [units.get('van-phong') ?? 0, 'VP'],
    [units.get('dat-dai') ?? 0, 'ĐĐ'],
    [units.get('mot-cua') ?? 0, 'MC'],
  ]
  for (const [unitId, text] of letters)
    await house.rows(`insert into documents.letters (agency_id, unit_id, from_day, letters) values ($1, $2, '2025-01-01', $3)`, [
      ...[agencyId, unitId, text],
    ])
}
