// Makes the checkout ready before a command runs: packages exactly as locked, browser files built, Chromium for the stories.
// Depends on nothing and runs under any Node from 18 on. Silent on stdout, which belongs to the command that follows.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const installedStamp = join(root, 'node_modules', '.motcua-lock')
const builtStamp = join(root, 'dist', '.stamp')
const chromiumMarker = join(root, 'dist', '.chromium')

/** A set-up that takes longer was cut off: its lock is taken over. */
const lockMinutesMax = 20

/** Says one thing to the person who waits. */
const say = (text) => process.stderr.write(text)

class SetUpFailed extends Error {}

try {
  if (!isReady()) withLock(makeReady)
  if (process.argv.includes('--browser') && !isMarked()) withLock(findChromium)
} catch (error) {
  if (!(error instanceof SetUpFailed)) throw error
  say(`${error.message}\n`)
  process.exit(1)
}

function isReady() {
  return isInstalled() && isBuilt()
}

function makeReady() {
  if (!isInstalled()) install()
  if (!isBuilt()) buildAssets()
}

// --- packages

function isInstalled() {
  return readOrEmpty(installedStamp) === hashOf([lockFile])
}

function install() {
  if (!matchesLock()) {
    const npm = process.env.npm_execpath
    const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error']
    // npm runs on the Node it was started with: the one we carry is among the files it replaces.
    const node = process.env.npm_node_execpath ?? process.execPath
    if (npm) quietly('Đang cài các gói theo package-lock.json', node, [npm, ...args])
    else quietly('Đang cài các gói theo package-lock.json', 'npm', args, { shell: process.platform === 'win32' })
  }
  // npm leaves the links of the carried PostgreSQL out; made now, they are there for users who may not write here.
  const binaries = join(root, 'src', 'platform', 'postgres', 'embedded', 'binaries.ts')
  if (existsSync(binaries))
    run(carriedNode(), ['-e', `import(${JSON.stringify(pathToFileURL(binaries).href)}).then((m) => m.findBinaries())`])
  writeFileSync(installedStamp, hashOf([lockFile]))
}

/** True when a person's own `npm install` has already put there what the lock file asks for. */
function matchesLock() {
  const present = readOrEmpty(join(root, 'node_modules', '.package-lock.json'))
  if (!present) return false
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const found = JSON.parse(present).packages
  const same = (path) => wanted[path]?.version === found[path]?.version && wanted[path]?.integrity === found[path]?.integrity
  const mayMiss = ({ optional, devOptional, link }) => optional || devOptional || link
  return (
    Object.keys(found).every(same) &&
    Object.keys(wanted).every((path) => path === '' || (found[path] ? existsSync(join(root, path)) : mayMiss(wanted[path])))
  )
}

/** The Node of the lock file; on a machine it has none for, the machine's own when it is new enough. */
function carriedNode() {
  const newEnough = 26
  const carried = join(root, 'node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`, 'bin')
  const program = [join(carried, 'node'), join(carried, 'node.exe')].find((path) => existsSync(path))
  if (program) return program
  if (Number(process.versions.node.split('.')[0]) >= newEnough) return process.execPath
  throw new SetUpFailed(
    `Chưa có Node ${newEnough} cho máy ${process.platform}-${process.arch}. Hãy cài Node ${newEnough} trở lên rồi chạy lại.`,
  )
}

// --- browser files

function isBuilt() {
  const builder = join(root, 'tools', 'build.mjs')
  if (!existsSync(builder)) return true
  return existsSync(join(root, 'dist', 'assets', 'manifest.json')) && readOrEmpty(builtStamp) === hashOf(buildInputs())
}

function buildAssets() {
  quietly('Đang dựng tệp cho trình duyệt', carriedNode(), [join(root, 'tools', 'build.mjs')])
  mkdirSync(dirname(builtStamp), { recursive: true })
  writeFileSync(builtStamp, hashOf(buildInputs()))
}

/** Islands, styles, pictures, and the plain modules of the looks that islands lean on. */
function buildInputs() {
  const ui = join(root, 'src', 'ui')
  const counts = (path) =>
    /\.(island\.ts|css|svg)$/.test(path) || (path.startsWith(ui) && path.endsWith('.ts') && !path.endsWith('.test.ts'))
  return [lockFile, join(root, 'tools', 'build.mjs'), ...filesUnder(join(root, 'src')).filter(counts)]
}

// --- Chromium, for the browser stories

function isMarked() {
  const path = readOrEmpty(chromiumMarker)
  return path !== '' && existsSync(path) && (!process.env.CHROMIUM || process.env.CHROMIUM === path)
}

/** Writes the path of the browser into dist/.chromium; without that file the stories are skipped, and named. */
function findChromium() {
  rmSync(chromiumMarker, { force: true })
  const mayInstall = process.getuid?.() === 0 && onPath('apt-get')
  if (!chromiumHere() && mayInstall) {
    const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, mayFail: true }
    if (quietly('Đang cập nhật danh mục gói hệ thống', 'apt-get', ['update', '-qq'], options))
      quietly(
        'Đang cài Chromium cho các câu chuyện kiểm thử',
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
        options,
      )
  }
  const path = chromiumHere()
  if (path) {
    mkdirSync(dirname(chromiumMarker), { recursive: true })
    writeFileSync(chromiumMarker, path)
    return
  }
  const missing = `Chưa có Chromium. Cài bằng lệnh: ${installCommand()}`
  if (process.env.CI === 'true') throw new SetUpFailed(missing)
  say(`${missing}\nCác câu chuyện trong trình duyệt (tests/stories) sẽ không chạy lần này.\n`)
}

function chromiumHere() {
  if (process.env.CHROMIUM) {
    if (existsSync(process.env.CHROMIUM)) return process.env.CHROMIUM
    throw new SetUpFailed(`CHROMIUM chỉ tới ${process.env.CHROMIUM}, ở đó không có tệp nào.`)
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable']
  const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .filter(Boolean)
    .flatMap((folder) => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')])
  const places = process.platform === 'darwin' ? apps : process.platform === 'win32' ? programs : names.map((name) => `/usr/bin/${name}`)
  return places.find((path) => existsSync(path)) ?? names.map(onPath).find(Boolean)
}

function installCommand() {
  if (process.platform === 'darwin') return 'brew install --cask chromium'
  if (process.platform === 'win32') return 'winget install Google.Chrome'
  return onPath('dnf') ? 'sudo dnf install -y chromium' : 'sudo apt-get install -y chromium'
}

// --- small things

/** Runs a slow command behind one line; its own words appear only when it fails. */
function quietly(what, command, args, { mayFail = false, ...options } = {}) {
  const since = Date.now()
  say(`${what} … `)
  const { status, stdout, stderr, error } = run(command, args, options)
  if (status === 0) {
    say(`xong (${Math.max(1, Math.round((Date.now() - since) / 1000))} giây).\n`)
    return true
  }
  say('không được.\n')
  const words = `${error?.message ?? ''}${stdout ?? ''}${stderr ?? ''}`.trim()
  if (!mayFail) throw new SetUpFailed(words || `${command} dừng với mã ${status}.`)
  say(`${words}\n`)
  return false
}

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000, stdio: ['ignore', 'pipe', 'pipe'], ...options })
}

/** One set-up at a time in this checkout: the second waits, then finds everything done. */
function withLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const lock = join(tmpdir(), `motcua-ensure-${process.getuid?.() ?? 0}-${name}`)
  for (let told = false; !take(lock); sleep(100)) {
    if (isStale(lock)) rmSync(lock, { force: true })
    else if (!told) {
      say('Đang chờ một lần cài đặt khác trong thư mục này …\n')
      told = true
    }
  }
  const release = () => rmSync(lock, { force: true })
  process.on('exit', release)
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
  work()
  release()
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isStale(lock) {
  const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs
  if (since === undefined) return false // given back just now
  if (Date.now() - since > lockMinutesMax * 60_000) return true
  const pid = Number(readOrEmpty(lock))
  if (!pid) return Date.now() - since > 5_000 // cut off while writing its number
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function sleep(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of [...files].sort())
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesUnder(path) : [path]
  })
}

function readOrEmpty(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))
}
