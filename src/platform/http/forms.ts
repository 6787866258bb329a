import type { Context } from 'hono'
import type { z } from 'zod'
import { err, ok, type Result } from '../../kernel/result.ts'

/** What was typed, by field, to be shown again; several values of one name become a list. Files are left out. */
export type Typed = Record<string, string | string[]>

/** Faults by field (`_` for the form as a whole), in Vietnamese. */
export type Faults = Record<string, string>

export type FormRefused = { faults: Faults; typed: Typed }

/** Text as people send it: one Unicode form (NFC), without control characters, line ends as \n. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200d\u2060\ufeff]/g, '')

/** Reads a form by its schema. Faults come back beside what was typed, so nothing has to be typed twice. */
export async function readForm<T extends z.ZodType>(c: Pick<Context, 'req'>, schema: T): Promise<Result<z.output<T>, FormRefused>> {
  const body = await c.req.parseBody({ all: true })
  return checkForm(body, schema)
}

/** As `readForm`, for a body that has been read already. */
export function checkForm<T extends z.ZodType>(body: Record<string, unknown>, schema: T): Result<z.output<T>, FormRefused> {
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
  const parsed = schema.safeParse(clean)
  if (parsed.success) return ok(parsed.data)
  const faults: Faults = {}
  for (const issue of parsed.error.issues) {
    const field = issue.path.join('.') || '_'
    faults[field] ??= sentence(issue)
  }
  return err({ faults, typed })
}

/** Zod's own messages are English; ours are given in the schema. What has none gets a plain sentence here. */
function sentence(issue: z.core.$ZodIssue): string {
  const own = issue.message
  if (/\p{L}/u.test(own) && !/^(Invalid|Too|Expected|Unrecognized|Required)/.test(own)) return own
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === '' ? 'Chưa điền mục này.' : 'Giá trị không đúng kiểu.'
    case 'too_big':
      return `Quá dài hoặc quá lớn (nhiều nhất ${issue.maximum}).`
    case 'too_small':
      return issue.minimum === 1 ? 'Chưa điền mục này.' : `Quá ngắn hoặc quá nhỏ (ít nhất ${issue.minimum}).`
    default:
      return 'Giá trị không hợp lệ.'
  }
}
