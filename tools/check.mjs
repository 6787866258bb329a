// npm run check: everything that can be found without running the product. Offline, side by side, one line each.
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const packages = join(root, 'node_modules')

const checks = {
  types: [join(packages, 'typescript/bin/tsc'), '-p', '.', '--incremental', '--tsBuildInfoFile', 'dist/types.tsbuildinfo'],
  lint: [join(packages, '@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--diagnostic-level=error', '.'],
  arrows: [join(root, 'tools/arrows.ts')],
  law: [join(root, 'tools/law.ts')],
  languages: [join(root, 'tools/languages.ts')],
  unused: [join(packages, 'knip/bin/knip.js'), '--no-progress'],
}

mkdirSync(join(root, 'dist'), { recursive: true })
const passed = await Promise.all(Object.entries(checks).map(([name, args]) => check(name, args)))
process.exitCode = passed.every(Boolean) ? 0 : 1

/** Runs one check; what it says is shown only when something is wrong. */
function check(name, args) {
  const since = performance.now()
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  let words = ''
  child.stdout.on('data', (part) => (words += part))
  child.stderr.on('data', (part) => (words += part))
  return new Promise((done) => {
    child.on('error', (error) => (words += error.message))
    child.on('close', (code) => {
      const seconds = ((performance.now() - since) / 1000).toFixed(1).padStart(5)
      console.log(`${code === 0 ? '✔' : '✖'} ${name.padEnd(9)} ${seconds} s`)
      if (code !== 0) console.log(words.trim().replaceAll(/^/gm, '  '))
      done(code === 0)
    })
  })
}
