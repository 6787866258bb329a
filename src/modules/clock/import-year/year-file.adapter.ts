import { z } from 'zod'
import { day, yearOf } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { OfficialDay, OfficialDayKind } from '../official-day.ts'

/** A year as a file gives it. */
export type OfferedYear = { year: number; decision: string; days: OfficialDay[] }

/** What is wrong with a year of the file: field and reason. */
export type YearFault = { field: string; message: string }

const date = z.iso.date('Ngày ghi theo dạng 2027-01-01.')
const record = z.object({
  date,
  name_vi: z.string().trim().min(1, 'Thiếu tên ngày.').max(200),
  kind: z.enum(['holiday', 'substitute_off', 'working_swap', 'closed'], 'Loại là holiday, substitute_off, working_swap hoặc closed.'),
  source: z.string().trim().min(1, 'Thiếu căn cứ.').max(500),
  verified: z.boolean().default(false),
  replaces: date.optional(),
  swapped_with: date.optional(),
})

/** A day off in lieu replaces a holiday; one taken off for a worked Saturday names it. */
const kindOf = ({ kind, swapped_with }: z.output<typeof record>): OfficialDayKind => {
  switch (kind) {
    case 'substitute_off':
      return swapped_with ? 'swapped-off' : 'in-lieu'
    case 'working_swap':
      return 'worked'
    default:
      return kind
  }
}

/**
 * Reads years of the official calendar from JSON: `{"2027":[{"date":"2027-01-01","name_vi":…,"kind":"holiday","source":…,"verified":true}]}`.
 * Keys that are no years are left out. Each year is read by itself: a bad one does not spoil the others.
 */
export function readYears(
  text: string,
): Result<({ year: number } & ({ ok: true; value: OfferedYear } | { ok: false; faults: YearFault[] }))[], { message: string }> {
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return err({ message: 'Tệp không phải JSON đúng.' })
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file))
    return err({ message: 'Tệp cần là một đối tượng, mỗi khóa một năm.' })
  const years = Object.entries(file).filter(([key]) => /^\d{4}$/.test(key))
  if (years.length === 0) return err({ message: 'Tệp không có năm nào, ví dụ "2027": […].' })
  return ok(years.map(([key, value]) => ({ year: Number(key), ...readYear(Number(key), value) })))
}

function readYear(year: number, value: unknown): { ok: true; value: OfferedYear } | { ok: false; faults: YearFault[] } {
  const parsed = z.array(record, 'Mỗi năm là một danh sách ngày.').min(1, 'Năm chưa có ngày nào.').max(200).safeParse(value)
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.map((i) => ({ field: i.path.join('.'), message: i.message })) }
  const faults: YearFault[] = []
  const seen = new Set<string>()
  for (const [i, d] of parsed.data.entries()) {
    if (yearOf(day(d.date)) !== year) faults.push({ field: `${i}.date`, message: `Ngày ${d.date} không thuộc năm ${year}.` })
    if (d.kind === 'working_swap' && !d.swapped_with)
      faults.push({ field: `${i}.swapped_with`, message: 'Ngày làm bù cần ghi ngày được nghỉ thay.' })
    const key = `${d.date}/${kindOf(d)}`
    if (seen.has(key)) faults.push({ field: `${i}.date`, message: `Ngày ${d.date} ghi hai lần.` })
    seen.add(key)
  }
  if (faults.length > 0) return { ok: false, faults }
  const days = parsed.data.map((d): OfficialDay => {
    const other = d.replaces ?? d.swapped_with
    return {
      date: day(d.date),
      kind: kindOf(d),
      name: d.name_vi.normalize('NFC'),
      for: other ? day(other) : null,
      source: d.source,
      verified: d.verified,
    }
  })
  days.sort((a, b) => a.date - b.date || a.kind.localeCompare(b.kind))
  const sources = [...new Set(days.map((d) => d.source))]
  return { ok: true, value: { year, decision: sources.join('; ').slice(0, 300), days } }
}
