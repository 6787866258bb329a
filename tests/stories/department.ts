import { randomUUID } from 'node:crypto'
import { chanceFrom } from '../../db/demo/chance.ts'
import type { DemoAgency, DemoOfficer } from '../../db/demo/department.ts'
import { type Founded, found, openAccounts } from '../../db/demo/found.ts'
import { issueProcesses } from '../../db/demo/processes.ts'
import { type Day, dayInVietnam, type Moment } from '../../src/kernel/moment.ts'
import { hashPassword } from '../../src/modules/accounts/service.ts'
import { makeToken } from '../../src/modules/accounts/tokens/service.ts'
import type { Permission, Role } from '../../src/modules/org/model.ts'
import type { Database } from '../../src/platform/postgres/database.ts'

/** A department of nine people for the tests, made by the commands of real use: units, posts, hours, accounts, three processes. */
export type Department = Founded & {
  /** Numbers of procedures by the ids in `procedures/`. */
  procedures: ReadonlyMap<string, number>
  /** A program's token that acts as this officer. */
  token(login: string, scopes: readonly Permission[], at?: Moment): Promise<string>
}

export const password = 'mot cua thu nghiem'

const one = (login: string, name: string, unit: string, role: Role, title: string): DemoOfficer => ({
  login,
  name,
  posts: [{ unit, role, title }],
})

/** What the department is made of. */
export const agencyOf = (number: number): DemoAgency => ({
  code: `so-thu-${number}`,
  identifier: `H99.7${number}`,
  name: `Sở Thử nghiệm ${number} (mẫu)`,
  parentName: 'UBND tỉnh Thử (mẫu)',
  place: 'Thử',
  units: [
    { key: 'lanh-dao', kind: 'leadership', name: 'Lãnh đạo Sở', shortName: 'LĐ Sở' },
    { key: 'van-phong', kind: 'office', name: 'Văn phòng Sở', shortName: 'VP Sở' },
    { key: 'mot-cua', kind: 'one-stop', name: 'Bộ phận Một cửa', shortName: 'Một cửa' },
    { key: 'dat-dai', kind: 'division', name: 'Phòng Đất đai', shortName: 'P. ĐĐ' },
  ],
  officers: [
    one('quantri', 'Vũ Quản Trị (mẫu)', 'van-phong', 'administrator', 'Quản trị hệ thống'),
    one('giamdoc', 'Lê Giám Đốc (mẫu)', 'lanh-dao', 'director', 'Giám đốc Sở'),
    one('chanhvp', 'Trần Chánh Văn Phòng (mẫu)', 'van-phong', 'office-head', 'Chánh Văn phòng'),
    one('vanthu', 'Bùi Văn Thư (mẫu)', 'van-phong', 'records-clerk', 'Văn thư'),
    one('motcua1', 'Đỗ Một Cửa (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
    one('motcua2', 'Phan Một Cửa (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
    one('truongphong', 'Hoàng Trưởng Phòng (mẫu)', 'dat-dai', 'unit-head', 'Trưởng phòng'),
    one('chuyenvien1', 'Châu Chuyên Viên (mẫu)', 'dat-dai', 'specialist', 'Chuyên viên'),
    one('chuyenvien2', 'Mai Chuyên Viên (mẫu)', 'dat-dai', 'specialist', 'Chuyên viên'),
  ],
  acting: [],
  administrator: 'quantri',
  publisher: 'chanhvp',
  office: 'van-phong',
  oneStop: 'mot-cua',
  hours: { morning: ['07:30', '11:30'], afternoon: ['13:30', '17:30'], decision: 'TB 01/TB (mẫu)' },
  processes: '../../tests/stories/procedures',
})

/** Opens the department some weeks before `now`. `number` tells several apart. */
export async function openDepartment(db: Database, now: Moment, number = 1): Promise<Department> {
  const agency = agencyOf(number)
  const today = dayInVietnam(now)
  const opened = (today - 60) as Day
  const founded = await found(db, agency, { opened, joined: opened, merged: opened })
  await openAccounts(db, agency, founded, await hashPassword(password), now)
  const published = await issueProcesses(db, agency, founded, agency.processes, (today - 30) as Day, chanceFrom(`tests ${randomUUID()}`))
  return {
    ...founded,
    procedures: new Map(published.map(({ process, procedureId }) => [process.id, procedureId])),
    async token(login, scopes, at = now) {
      const { agencyId, people } = founded
      const officer = (name: string) => people.get(name) ?? 0
      const by = { agencyId, officerId: officer('quantri'), onBehalfOf: null }
      const made = await makeToken(
        db,
        by,
        { name: `Thử ${login}`, scopes, officerId: officer(login), days: 300 },
        { key: randomUUID(), now: at },
      )
      if (!made.ok || made.value.text === null) throw new Error('no token was made')
      return made.value.text
    },
  }
}
