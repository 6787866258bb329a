// Runs every test with node's own runner, over one PostgreSQL, and says at the end what was not run.
// Refuses a run that found suspiciously few files: a pattern that matches nothing must not look like success.
import { spawn } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'

const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'))
const flags = process.argv.slice(2).filter((a) => a.startsWith('--'))
const patterns = asked.length ? asked : ['{src,tests,db}/**/*.test.{ts,tsx}']
const files = patterns.flatMap((p) => globSync(p)).sort()
const fewest = asked.length ? 1 : 60
if (files.length < fewest) {
  console.error(`Only ${files.length} test files matched ${patterns.join(' ')}; expected at least ${fewest}.`)
  process.exit(1)
}

const env = { ...process.env }
const needsServer = !env.DATABASE_URL && files.some((f) => readFileSync(f, 'utf8').includes('testing.ts'))
const server = needsServer
  ? spawn(process.execPath, ['--import', 'tsx', 'tools/test-server.ts'], { stdio: ['pipe', 'pipe', 'inherit'] })
  : null
if (server) {
  env.TEST_SERVER_FOLDER = await new Promise((ready, fail) => {
    server.stdout.once('data', (text) => ready(String(text).trim()))
    server.once('exit', (code) => fail(new Error(`the test database did not start (exit ${code})`)))
  })
}

const browser = existsSync('dist/.chromium')
if (!browser && env.CI) {
  console.error('Chromium is required when CI is set, and there is none.')
  process.exit(1)
}
const run = spawn(
  process.execPath,
  ['--import', 'tsx', '--test', '--test-concurrency=2', '--test-timeout=600000', '--test-reporter=spec', ...flags, ...files],
  {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  },
)
run.on('exit', (code) => {
  server?.stdin.end()
  if (!browser) {
    const stories = files.filter((f) => readFileSync(f, 'utf8').includes('dist/.chromium') || f.startsWith('tests/stories/'))
    console.log(`Không có Chromium nên chưa chạy: ${stories.join(', ') || 'không tệp nào'}.`)
  }
  console.log(`${files.length} tệp kiểm thử.`)
  process.exitCode = code ?? 1
})
