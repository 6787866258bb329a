import type { Context } from 'hono'
import type { z } from 'zod'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Lang, Say } from '../../kernel/say.ts'

/** What was typed, by field, to be shown again; several values of one name become a list. Files are left out. */
export type Typed = Record<string, string | string[]>

/** Faults by field (`_` for the form as a whole), in the reader's language. */
export type Faults = Record<string, string>

export type FormRefused = { faults: Faults; typed: Typed }

/** Text as people send it: one Unicode form (NFC), without control characters, line ends as \n. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200d\u2060\ufeff]/g, '')

/** A form's schema with its sentences in both languages: `inBoth((say) => z.object(…))`. One without sentences may be plain. */
type FormSchema<T extends z.ZodType> = Readonly<Record<Lang, T>>

/** Reads a form by its schema. Faults come back beside what was typed, so nothing has to be typed twice. */
export async function readForm<T extends z.ZodType>(
  c: Pick<Context, 'req'> & { readonly var: { readonly say: Say } },
  schema: T | FormSchema<T>,
): Promise<Result<z.output<T>, FormRefused>> {
  const body = await c.req.parseBody({ all: true })
  return checkForm(body, schema, c.var.say)
}

/** As `readForm`, for a body that has been read already. */
export function checkForm<T extends z.ZodType>(
  body: Record<string, unknown>,
  schema: T | FormSchema<T>,
  say: Say,
): Result<z.output<T>, FormRefused> {
  const typed: Typed = {}
  const clean: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(body)) {
    const key = name.replace(/\[\]$/, '')
    const cleaned = Array.isArray(value)
      ? value.map((v) => (typeof v === 'string' ? cleanText(v) : v))
      : typeof value === 'string'
        ? cleanText(value)
        : value
    clean[key] = cleaned
    if (typeof cleaned === 'string') typed[key] = cleaned
    else if (Array.isArray(cleaned)) typed[key] = cleaned.filter((v): v is string => typeof v === 'string')
  }
  const own = 'vi' in schema ? schema[say.lang] : schema
  const parsed = own.safeParse(clean, { error: (issue) => sentence(issue, clean, say) })
  if (parsed.success) return ok(parsed.data)
  const faults: Faults = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.') || '_'
    faults[field] ??= issue.message
  }
  return err({ faults, typed })
}

/** What is said where the schema has no sentence of its own. */
function sentence(issue: z.core.$ZodRawIssue, clean: Record<string, unknown>, say: Say): string {
  const empty = say('Chưa điền mục này.', 'Not filled in.')
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue, clean) ? empty : say('Giá trị không đúng kiểu.', 'This value is of another kind.')
    case 'too_big':
      return say(`Quá dài hoặc quá lớn (nhiều nhất ${issue.maximum}).`, `Too long or too large (at most ${issue.maximum}).`)
    case 'too_small':
      return issue.minimum === 1
        ? empty
        : say(`Quá ngắn hoặc quá nhỏ (ít nhất ${issue.minimum}).`, `Too short or too small (at least ${issue.minimum}).`)
    default:
      return say('Giá trị không hợp lệ.', 'This value is not valid.')
  }
}

/** Nothing was sent for it, though what the schema makes of nothing may be something: a number of a missing field is NaN. */
function isMissing({ input, path = [] }: z.core.$ZodRawIssue, clean: Record<string, unknown>): boolean {
  if (!Number.isNaN(input)) return input === undefined || input === ''
  const sent = path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? Reflect.get(at, part) : undefined), clean)
  return sent === undefined || sent === ''
}
