// The floor of the portal's look-up: a bare Hono route that runs the very query of the page and answers with plain text.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type pg from 'pg'
import type { DossierCode } from '../src/modules/dossiers/model.ts'
import { lookUp } from '../src/modules/dossiers/public-look-up/look-up.adapter.ts'
import { openDatabase } from '../src/platform/postgres/database.ts'

const db = openDatabase({ ...(JSON.parse(process.env.BENCH_DATABASE ?? '{}') as pg.PoolConfig), max: 32 })
const app = new Hono()
app.get('/', async (c) => {
  const found = await lookUp(db, 1, (c.req.query('code') ?? '') as DossierCode)
  return c.text(found ? 'yes' : 'no')
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(port))
