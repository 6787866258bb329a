import { day } from '../../kernel/moment.ts'
import { asOf, type OrgSnapshot } from '../org/model.ts'
import { department as bare } from '../org/org.example.ts'
import type { Officer, OrgRecord, Post, PostId, Unit } from '../org/record.ts'
import type { OfficerId, Role, UnitId, UnitKind } from '../org/roles.ts'
import { today, units } from './office.example.ts'

const opened = day('2025-03-01')
const unit = (id: number, kind: UnitKind, name: string, closed: string | null = null): Unit => ({
  id: id as UnitId,
  kind,
  opened,
  closed: closed === null ? null : day(closed),
  successor: null,
  names: [{ from: opened, name, shortName: name }],
})
const holders: [number, Role][] = [
  [units.leadership, 'director'],
  [units.office, 'records-clerk'],
  [units.minerals, 'unit-head'],
  [units.minerals, 'specialist'],
  [units.oneStop, 'counter-officer'],
]

/** The department of `office.example.ts` as the rules see it, without a database; with a closed unit and one without people. */
export const record: OrgRecord = {
  ...bare,
  units: [
    unit(units.leadership, 'leadership', 'Lãnh đạo Sở'),
    unit(units.office, 'office', 'Văn phòng Sở'),
    unit(units.minerals, 'division', 'Phòng Khoáng sản'),
    unit(units.oneStop, 'one-stop', 'Bộ phận Một cửa'),
    unit(5, 'division', 'Phòng Đất đai'),
    unit(6, 'division', 'Phòng Đo đạc', '2026-03-10'),
  ],
  officers: holders.map(
    ([,], i): Officer => ({ id: (i + 1) as OfficerId, name: `Người ${i + 1} (mẫu)`, email: null, joined: opened, left: null }),
  ),
  posts: holders.map(
    ([unitId, role], i): Post => ({
      id: (i + 1) as PostId,
      officerId: (i + 1) as OfficerId,
      unitId: unitId as UnitId,
      role,
      title: '',
      from: opened,
      to: null,
    }),
  ),
}
export const org: OrgSnapshot = asOf(record, today)
