import { equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { testDatabase } from '../../src/platform/postgres/testing.ts'
import { dumpOf, typesOf } from '../../tools/schema.ts'

const skip = process.env.DATABASE_URL ? 'DATABASE_URL là máy chủ khác; bản ghi trong kho mã theo PostgreSQL đi kèm' : false
const written = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

describe('What the migrations make is what is in review', { skip }, () => {
  it('is db/schema.sql and src/platform/postgres/schema.ts, to the letter (tools/schema.ts writes both)', async () => {
    const { ownerConfig } = await testDatabase()
    const { host = '', port = 5432, user = '', password = '', database = '' } = ownerConfig
    const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(String(password))}`
    const url = `postgres://${credentials}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
    equal(await dumpOf(url), written('db/schema.sql'))
    equal(typesOf(url), written('src/platform/postgres/schema.ts'))
  })
})
