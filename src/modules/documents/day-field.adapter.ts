import { z } from 'zod'
import { type Day, day } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'

/** A date of a form that may be left empty. */
export const dayField = (say: Say) =>
  z
    .string()
    .trim()
    .default('')
    .transform((text, ctx): Day | null => {
      if (text === '') return null
      try {
        return day(text)
      } catch {
        ctx.addIssue({ code: 'custom', message: say('Ngày này không có trong lịch.', 'There is no such day.') })
        return null
      }
    })
