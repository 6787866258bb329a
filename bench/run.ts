// npm run bench [name …]: measures, prints a table, writes bench/results/<name>.json. Without a name: all.
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Row } from './row.ts'

const benches: Record<string, () => Promise<Row[]>> = {
  clock: async () => (await import('./clock.ts')).benchClock(),
  dossiers: async () => (await import('./dossiers.ts')).benchDossiers(),
  ledger: async () => (await import('./ledger.ts')).benchLedger(),
  signing: async () => (await import('./signing.ts')).benchSigning(),
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`)
  process.exit(2)
}

const results = join(fileURLToPath(new URL('.', import.meta.url)), 'results')
mkdirSync(results, { recursive: true })
let allHold = true
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const rows = await bench()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}-${process.arch}`
  writeFileSync(join(results, `${name}.json`), `${JSON.stringify({ name, at: new Date().toISOString(), machine, rows }, null, 2)}\n`)
  console.log(`\n${name} · ${machine}`)
  console.table(
    rows.map((r) => ({
      what: r.what,
      value: Number(r.value.toPrecision(4)),
      unit: r.unit,
      against: r.against,
      ratio: Number(r.ratio.toPrecision(3)),
      goal: r.goal,
      holds: r.holds,
    })),
  )
  if (rows.some((r) => !r.holds)) allHold = false
}
process.exitCode = allHold ? 0 : 1
