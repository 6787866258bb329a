import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { at } from '../dossier.example.ts'
import { type Office, openOffice } from '../list/office.fixture.ts'
import { type After, type RegisterFilter, registered, registerParts } from './look-up.adapter.ts'

let office: Office
const codes: string[] = []
const period = { from: dayInVietnam(at('02 10:00')), to: dayInVietnam(at('03 10:00')), field: null, procedureId: null }
const partsOf = (rows: number, more: Partial<RegisterFilter> = {}) =>
  office.db.inAgency(1, (tx) => registerParts(tx, 1, { ...period, ...more }, rows))
const rowsAfter = (after: After, most: number, more: Partial<RegisterFilter> = {}) =>
  office.db.inAgency(1, async (tx) => (await registered(tx, 1, { ...period, ...more }, after, most)).map(({ code }) => code))

before(async () => {
  office = await openOffice()
  // Five within a minute share their second of filing: only the code tells them apart.
  for (let i = 0; i < 5; i++) codes.push(await office.receive())
  await office.receive({ verdict: { kind: 'file-only' } }) // not accepted: not in the register
  office.clock('03 09:00')
  codes.push(await office.receive({ procedureId: 2 }), await office.receive())
  office.clock('04 09:00')
  await office.receive() // after the period
  await office.receive({ agencyId: 2 })
})

describe('The register in parts (sổ theo dõi hồ sơ)', () => {
  it('falls into parts that hold every dossier of the period once, in order: 7 = 3 + 3 + 1', async () => {
    const { total, parts } = await partsOf(3)
    deepEqual(
      [total, parts.map(({ no, rows }) => [no, rows])],
      [
        7,
        [
          [1, 3],
          [2, 3],
          [3, 1],
        ],
      ],
    )
    const printed = []
    for (const { after } of parts) printed.push(await rowsAfter(after, 3))
    deepEqual(printed, [codes.slice(0, 3), codes.slice(3, 6), codes.slice(6)])
  })
  it('says from which day to which each part goes', async () => {
    const { parts } = await partsOf(3)
    deepEqual(
      parts.map(({ from, to }) => [from, to]),
      [
        [period.from, period.from],
        [period.from, period.to],
        [period.to, period.to],
      ],
    )
  })
  it('is whole in one part when there is room, to the row: 7 in 7, and 6 need two', async () => {
    deepEqual(
      (await partsOf(7)).parts.map(({ rows }) => rows),
      [7],
    )
    deepEqual(
      (await partsOf(6)).parts.map(({ rows }) => rows),
      [6, 1],
    )
    equal((await partsOf(1)).parts.length, 7)
  })
  it('keeps to its procedure, and is empty where there is nothing', async () => {
    deepEqual(await rowsAfter(null, 10, { procedureId: 2 }), [codes[5]])
    deepEqual((await partsOf(3, { procedureId: 2 })).total, 1)
    deepEqual(await partsOf(3, { procedureId: 3 }), { total: 0, parts: [] })
    deepEqual(await partsOf(3, { field: 'Không có' }), { total: 0, parts: [] })
  })
})
