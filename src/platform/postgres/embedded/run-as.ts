import { spawnSync } from 'node:child_process'
import { lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../kernel/result.ts'

/** Whose rights PostgreSQL runs with. It refuses uid 0, so root has to become somebody else. */
export type RunAs = {
  /** What stands before the program on the command line. */
  prefix: readonly string[]
  /** Set when the process changes its user; the folders of the database belong to it. */
  user: { uid: number; gid: number } | null
}

/** Root may start the database under no other user; `tried` says what was tried and what the machine answered. */
export type RootRefused = { kind: 'root-not-possible'; tried: string[] }

const direct: RunAs = { prefix: [], user: null }

/** Inside a user namespace root is shown as `nobody`: files stay root's, PostgreSQL sees an ordinary user. */
const inNamespace: RunAs = { prefix: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'], user: null }

/**
 * Chooses the rights for this machine: not root, directly; a data folder that belongs to somebody, as that user;
 * else in a user namespace; where that is forbidden (most containers), as `postgres` or `nobody`.
 *
 * @param postgres the program, which must be reachable with those rights
 * @param dataFolder exists; must be enterable with those rights
 */
export function chooseRunAs(postgres: string, dataFolder: string): Result<RunAs, RootRefused> {
  if (process.getuid?.() !== 0) return ok(direct)
  const owner = statSync(dataFolder)
  const choices = owner.uid !== 0 ? [{ prefix: [], user: { uid: owner.uid, gid: owner.gid } }] : [inNamespace, ...systemUsers()]
  const tried: string[] = []
  for (const choice of choices) {
    const fault = tryOut(choice, postgres, dataFolder)
    if (fault === null) return ok(choice)
    tried.push(fault)
  }
  return err({ kind: 'root-not-possible', tried })
}

/** Gives a folder and all in it to the user that PostgreSQL will run as. The folder itself comes last: once it is his, all is. */
export function own(path: string, { user }: RunAs): void {
  const { uid, gid } = user ?? { uid: 0, gid: 0 }
  if (process.getuid?.() === 0 && lstatSync(path).uid !== uid) giveAll(path, uid, gid)
}

/** What root writes into somebody's data folder belongs to him, so that he can start it himself the next time. */
export function giveToOwnerOfFolder(file: string): void {
  const { uid, gid } = statSync(dirname(file))
  if (process.getuid?.() === 0 && uid !== 0) lchownSync(file, uid, gid)
}

function giveAll(path: string, uid: number, gid: number): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(join(path, name), uid, gid)
  lchownSync(path, uid, gid)
}

/** The start of a command with these rights, as `spawn` wants it. */
export const asCommand = ({ prefix, user }: RunAs, program: string, args: readonly string[]) => {
  const [command = program, ...rest] = [...prefix, program, ...args]
  return { command, args: rest, rights: user ?? {} }
}

function systemUsers(): RunAs[] {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  return ['postgres', 'nobody'].flatMap((name) => {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? []
    return uid && gid ? [{ prefix: [], user: { uid: Number(uid), gid: Number(gid) } }] : []
  })
}

/** Null when the program runs and the folder can be entered; else one line saying why not. */
function tryOut(choice: RunAs, postgres: string, dataFolder: string): string | null {
  const who = choice.user ? `uid ${choice.user.uid}` : 'unshare --user'
  const closed = choice.user && closedParent([postgres, join(dataFolder, 'x')], choice.user)
  if (closed) return `${who}: không được vào thư mục ${closed}`
  const { command, args, rights } = asCommand(choice, postgres, ['--version'])
  const { status, stderr, error } = spawnSync(command, args, { ...rights, cwd: '/', encoding: 'utf8' })
  return status === 0 ? null : `${who}: ${error?.message ?? stderr.trim().split('\n')[0]}`
}

/** The first folder on the way to these paths that the user may not pass through. */
function closedParent(paths: string[], { uid, gid }: { uid: number; gid: number }): string | undefined {
  const upwards = (path: string): string[] => (dirname(path) === path ? [] : [...upwards(dirname(path)), dirname(path)])
  return paths.flatMap(upwards).find((folder) => {
    const { uid: owner, gid: group, mode } = statSync(folder)
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001
    return (mode & bit) === 0
  })
}
