import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { day } from '../kernel/moment.ts'
import { DueSheet, type SheetDay } from './due-sheet.tsx'
import { charsOf, joinFonts } from './font.ts'
import { ErrorSummary, TextField } from './form.tsx'
import { PageHeader } from './page-header.tsx'
import { TimeBar, timeBarText } from './time-bar.tsx'

const daySeconds = 8 * 3600
const text = (element: unknown): string => String(element)

describe('The time bar (thanh thời gian)', () => {
  const segments = [
    { kind: 'used', seconds: daySeconds + 5 * 3600 },
    { kind: 'pause', seconds: 5 * daySeconds },
    { kind: 'used', seconds: 2 * 3600 },
    { kind: 'left', seconds: 6 * daySeconds + 7 * 3600 },
  ] as const
  it('says in words what it shows, the same kind added up', () => {
    equal(timeBarText(segments, daySeconds, 'vi'), 'đã dùng 1 ngày 7 giờ, chờ 5 ngày, còn 6 ngày 7 giờ')
    equal(timeBarText(segments, daySeconds, 'en'), 'used 1 day 7 hours, waiting 5 days, left 6 days 7 hours')
    equal(timeBarText([], daySeconds, 'vi'), 'chưa tính giờ')
  })
  it('draws each stretch as wide as its working time', () => {
    const html = text(
      <TimeBar
        segments={[
          { kind: 'used', seconds: 3600 },
          { kind: 'left', seconds: 3 * 3600 },
        ]}
        size="row"
        daySeconds={daySeconds}
      />,
    )
    match(html, /role="img" aria-label="đã dùng 1 giờ, còn 3 giờ"/)
    match(html, /class="tb-used" x="0%" width="25%"/)
    match(html, /class="tb-left" x="25%" width="75%"/)
  })
  it('tells a pause, another agency and lateness apart by pattern', () => {
    const html = text(
      <TimeBar
        segments={[
          { kind: 'pause', seconds: 1 },
          { kind: 'away', seconds: 1 },
          { kind: 'over', seconds: 1 },
        ]}
        size="print"
        daySeconds={daySeconds}
      />,
    )
    for (const kind of ['pause', 'away', 'over']) ok(html.includes(`url(#tb-${kind})`), kind)
  })
  it('stands an empty promise without dividing by nothing', () =>
    ok(!text(<TimeBar segments={[]} size="page" daySeconds={daySeconds} ticks={[{ atSeconds: 0, text: '–' }]} />).includes('NaN')))
})

describe('The sheet behind a due date (vì sao hẹn trả)', () => {
  const days: SheetDay[] = [
    { day: day('2026-02-13'), state: 'receipt' },
    { day: day('2026-02-14'), state: 'weekend' },
    { day: day('2026-02-15'), state: 'weekend' },
    { day: day('2026-02-16'), state: 'holiday', label: 'Tết' },
    { day: day('2026-02-17'), state: 'due', number: 1 },
  ]
  const html = text(<DueSheet days={days} title="Vì sao hẹn trả 17/02?" provisional />)
  it('puts each day under its weekday, Monday first', () => {
    const weeks = html.match(/<tbody>.*<\/tbody>/)?.[0].split('</tr>') ?? []
    equal(weeks[0]?.match(/cal-none/g)?.length, 4) // Friday 13 stands in the fifth place
    match(weeks[1] ?? '', /data-state="holiday".*data-state="due"/)
  })
  it('lists the same days with their reasons, equal neighbours in one line', () => {
    match(html, /14\/02 – 15\/02<\/span><span>cuối tuần/)
    match(html, /Thứ Ba 17\/02<\/span><span>hạn trả, ngày thứ 1/)
  })
  it('marks a due time on a calendar not yet decided', () => match(html, /tạm tính/))
})

describe('Forms and actions', () => {
  it('ties a field to its error and keeps what was typed', () => {
    const html = text(<TextField name="code" label="Mã" value="H00" error="Mã có 18 ký tự" hint="Trên giấy hẹn" />)
    match(html, /value="H00"/)
    match(html, /aria-invalid="true" aria-describedby="code-hint code-error"/)
  })
  it('escapes what people type', () => ok(!text(<TextField name="a" label="A" value={'"><script>'} />).includes('<script>')))
  it('sums errors up as links to their fields', () =>
    match(text(<ErrorSummary faults={[{ name: 'code', message: 'Mã có 18 ký tự' }]} />), /Còn 1 chỗ cần sửa.*href="#code"/))
  it('shows what cannot be done now, disabled, with its reason and law', () => {
    const html = text(
      <PageHeader
        title="Hồ sơ"
        next={{ text: 'Trả', href: '/x/return', blocked: { reason: 'Chưa ký.', law: { text: 'Điều 19', href: '/law' } } }}
      />,
    )
    match(html, /aria-disabled="true" aria-describedby="why--x-return"/)
    match(html, /id="why--x-return".*Chưa ký\..*Điều 19/)
  })
})

describe('The font', () => {
  const subset = (part: string, weight: number) =>
    readFileSync(
      fileURLToPath(
        new URL(`../../node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff`, import.meta.url),
      ),
    )
  it('covers every Vietnamese letter with the two subsets it joins', () => {
    const covered = new Set([...charsOf(subset('latin', 400)), ...charsOf(subset('vietnamese', 400))])
    const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'].flatMap((v) =>
      ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((t) => (v + t).normalize('NFC')),
    )
    const letters = [...vowels, 'đ', '…', '−', '–', '·'].flatMap((l) => [l, l.toUpperCase()])
    deepEqual(
      letters.filter((l) => !covered.has(l.codePointAt(0) ?? 0)),
      [],
    )
  })
  it('joins them, with a second weight, into one small file', () => {
    const cut = (weight: number) => ({ latin: subset('latin', weight), vietnamese: subset('vietnamese', weight) })
    const font = joinFonts(cut(400), cut(600))
    equal(font.toString('latin1', 0, 4), 'wOF2')
    equal(font.readUInt32BE(8), font.length)
    ok(font.length < 35_000, `${font.length} bytes`)
  })
})
