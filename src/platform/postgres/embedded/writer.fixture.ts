import { Client } from 'pg'
import { explainEmbedded, startEmbedded } from '../embedded.ts'

// An office for the tests to kill: prints the pid of its database, then the number of each row once it is acknowledged.
const server = await startEmbedded(process.argv[2] ?? '')
if (!server.ok) throw new Error(explainEmbedded(server.error))
const client = new Client(server.value.superuser)
await client.connect()
await client.query('create table if not exists written (id int primary key)')
process.stdout.write(`${server.value.pid}\n`)
for (;;) {
  const { rows } = await client.query('insert into written select coalesce(max(id), 0) + 1 from written returning id')
  process.stdout.write(`${rows[0].id}\n`)
}
