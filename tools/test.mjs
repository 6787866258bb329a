// Runs every test with node's own runner, and refuses a run that found suspiciously few files:
// a pattern that matches nothing must not look like success.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const flags = process.argv.slice(2).filter((a) => a.startsWith('--'))
const patterns = asked.length ? asked : ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tests/**/*.test.ts', 'tests/**/*.test.tsx']
const files = patterns.flatMap((p) => globSync(p)).sort()
const fewest = asked.length ? 1 : 3
if (files.length < fewest) {
  console.error(`Only ${files.length} test files matched ${patterns.join(' ')}; expected at least ${fewest}.`)
  process.exit(1)
}
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    'tsx',
    '--test',
    '--test-concurrency=2',
    '--test-timeout=300000',
    '--test-reporter=' + (process.env.CI ? 'spec' : 'spec'),
    ...flags,
    ...files,
  ],
  { stdio: 'inherit' },
)
process.exit(status ?? 1)
