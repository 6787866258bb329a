import { deepEqual, equal, ok } from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { moment } from '../../src/kernel/moment.ts'
import { verifyAgency } from '../../src/modules/audit/service.ts'
import { createVerifier, openPkcs12, readTrust } from '../../src/modules/signing/service.ts'
import { type FileStore, fileStore } from '../../src/platform/files.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/postgres/testing.ts'
import { demoPassword } from './department.ts'
import { demoKeys } from './documents.ts'
import { loadDemo } from './load.ts'

const now = moment('2026-11-20T13:55:00+07:00')
let folder: string
let base: TestDatabase
let files: FileStore
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'motcua-demo-documents-'))
  files = await fileStore(join(folder, 'files'))
  base = await testDatabase()
  await loadDemo({ db: base.db, files, folder }, { now })
})
after(() => rmSync(folder, { recursive: true, force: true }))

const counts = async (table: string): Promise<Record<string, number>> => {
  const { rows } = await base.owner.query(`select status, count(*)::int as n from documents.${table} group by status`)
  return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
}

describe('Documents of the demo (văn bản mẫu)', () => {
  it('are forty out, at every step of the way', async () =>
    deepEqual(await counts('outgoing'), {
      ...{ issued: 18, dropped: 1, cancelled: 1, sealed: 2, numbered: 2, signed: 3 },
      ...{ approved: 4, 'with-leader': 3, 'in-review': 3, drafting: 3 },
    }))
  it('are forty in, from those that wait for the leader to those that are done', async () =>
    deepEqual(await counts('incoming'), { registered: 5, struck: 1, assigned: 4, 'in-hand': 8, done: 22 }))
  it('went out with two signatures that hold under the demo’s root', async () => {
    const trust = await readTrust(join(folder, 'roots'))
    ok(trust.ok)
    const { rows } = await base.owner.query(
      `select file_sha256, standing from documents.outgoing where status = 'issued' order by document_id`,
    )
    equal(
      rows.every((row) => row.standing === 'two-valid'),
      true,
    )
    const found = await files.open(rows[0].file_sha256)
    ok(found)
    const verifier = createVerifier()
    const verdict = await verifier.verify(await buffer(found.stream), { trust: trust.value, agencies: null, now })
    await verifier.close()
    equal(verdict.ok && verdict.value.verdict, 'two-valid')
  })
  it('have no gap in their numbers', async () => {
    const { rows } = await base.owner.query(
      'select book_id, array_agg(number order by number) as numbers from documents.number group by book_id',
    )
    for (const { numbers } of rows)
      deepEqual(
        numbers,
        numbers.map((_: number, i: number) => i + 1),
      )
  })
  it('are signed with key files that lie in the data folder and open with the demo’s password', () => {
    for (const name of ['giamdoc', 'pgd.datdai', 'pgd.khoangsan', 'con-dau']) {
      const path = join(folder, demoKeys, `${name}.p12`)
      ok(existsSync(path), name)
      equal(openPkcs12(readFileSync(path), demoPassword).ok, true, name)
      equal(openPkcs12(readFileSync(path), 'khác').ok, false, name)
    }
  })
  it('leave a journal whose seals hold, with no entry after now', async () => {
    equal((await verifyAgency(base.db, 1)).broken, null)
    const { rows } = await base.owner.query(`select count(*)::int as n from audit.entry where at > to_timestamp($1)`, [now])
    equal(rows[0].n, 0)
  })
})
