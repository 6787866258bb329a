import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/**
 * Loads a package that only the benches use, by its name in bench/package.json. Installs what bench/package-lock.json
 * says when it is missing. The product never has these packages.
 */
export function benchOnly<T>(name: string): T {
  if (!isInstalled()) {
    const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', here], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    if (status !== 0) throw new Error('the packages of bench/package-lock.json could not be installed')
  }
  return createRequire(join(here, 'package.json'))(name) as T
}

function isInstalled(): boolean {
  const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
  return Object.entries(dependencies).every(([name, version]) => {
    const installed = join(here, 'node_modules', name, 'package.json')
    return existsSync(installed) && (JSON.parse(readFileSync(installed, 'utf8')) as { version: string }).version === version
  })
}
