import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How far the demo of a data folder has come: being made, or whole. A folder of real work has no such mark. */
type DemoState = 'loading' | 'ready'

/** What is thrown away with a demo: the database with its secrets, the files, the mark. The installation's key stays. */
export const demoParts = ['database', 'database.json', 'files', 'outbox', 'heartbeat', 'demo-keys', 'roots/mau.crt', 'demo'] as const

const markOf = (dataFolder: string): string => join(dataFolder, 'demo')

export const markDemo = (dataFolder: string, state: DemoState): void => writeFileSync(markOf(dataFolder), `${state}\n`)

/** A demo whose making was cut off: it is thrown away and made again. */
export const isHalfMadeDemo = (dataFolder: string): boolean =>
  isDemoFolder(dataFolder) && readFileSync(markOf(dataFolder), 'utf8').trim() === 'loading'

/** Whether the folder holds demo data. */
export const isDemoFolder = (dataFolder: string): boolean => existsSync(markOf(dataFolder))
