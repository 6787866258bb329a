// Run after every `npm install`: names in the lock file the optional packages of other machines that the registry at hand does not carry,
// so that `npm ci` finds the lock complete everywhere. They get no hash here; npm adds it where it can fetch them.
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const p = lock.packages
const added = []
const resolves = (from, name) => {
  for (let at = from; ; ) {
    const path = `${at ? at + '/' : ''}node_modules/${name}`
    if (p[path]) return true
    if (!at) return false
    const i = at.lastIndexOf('/node_modules/')
    at = i === -1 ? '' : at.slice(0, i)
  }
}
for (const [path, pkg] of Object.entries(p))
  for (const [name, range] of Object.entries(pkg.optionalDependencies ?? {})) {
    if (resolves(path, name)) continue
    if (!/^\d+\.\d+\.\d+/.test(range)) {
      console.error('not exact', path, name, range)
      continue
    }
    const os = /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|wasm32|wasi)/.exec(name)?.[1]
    const cpu = /-(arm64|arm|x64|ia32|loong64|mips64el|ppc64|riscv64|s390x)\b/.exec(name)?.[1]
    if (!os || !cpu) {
      console.error('unknown', name)
      continue
    }
    const libc = /musl/.test(name) ? ['musl'] : /gnu/.test(name) && os === 'linux' ? ['glibc'] : undefined
    p[`node_modules/${name}`] = {
      version: range,
      cpu: [cpu],
      ...(pkg.dev ? { dev: true } : {}),
      ...(libc ? { libc } : {}),
      optional: true,
      os: [os],
    }
    added.push(name)
  }
lock.packages = Object.fromEntries(Object.entries(p).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n')
console.log(added.length, added.join(' '))
