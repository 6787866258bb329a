import type { Moment } from '../../kernel/moment.ts'
import type { SignatureLevel, SignRefused } from './model.ts'

/** How far an act is that signs many files (tiến độ ký hàng loạt). */
export interface RunProgress {
  startedAt: Moment
  endedAt: Moment | null
  files: readonly {
    place: number
    about: string
    state: 'waiting' | 'signed' | 'refused'
    refusal: SignRefused | null
    signedSha256: string | null
    level: SignatureLevel | null
    at: Moment | null
  }[]
}

/** Longest time between two files of a living act, seconds: a remote holder may take a minute to confirm on the telephone. */
const silenceSecondsMax = 300

/** How many are signed, refused, waiting; and whether the act has died with its process: its key is gone, the rest must be signed anew. */
export function tally({ files, startedAt, endedAt }: RunProgress, now: Moment) {
  const count = (state: RunProgress['files'][number]['state']) => files.filter((file) => file.state === state).length
  const lastAt = Math.max(startedAt, ...files.map(({ at }) => at ?? 0))
  return {
    total: files.length,
    signed: count('signed'),
    refused: count('refused'),
    waiting: count('waiting'),
    isBrokenOff: endedAt === null && now - lastAt > silenceSecondsMax,
  }
}
