import { z } from 'zod'
import type { Say } from '../../../kernel/say.ts'

/** Why a part is opened, linked or separated; it goes into both journals. */
export const reasonOf = (say: Say) => {
  const missing = say('Ghi lý do.', 'Enter the reason.')
  return z.string(missing).trim().min(1, missing).max(1000, say('Lý do nhiều nhất 1000 ký tự.', 'A reason has at most 1000 characters.'))
}
