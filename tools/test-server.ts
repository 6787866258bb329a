// One PostgreSQL for a whole test run: prints its folder when it is ready, lives until its standard input ends.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explainEmbedded, startEmbedded } from '../src/platform/postgres/embedded.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-tests-'))
const started = await startEmbedded(folder)
if (!started.ok) {
  console.error(explainEmbedded(started.error))
  process.exit(1)
}
process.stdout.write(`${folder}\n`)
process.stdin.resume()
process.stdin.on('end', async () => {
  await started.value.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
