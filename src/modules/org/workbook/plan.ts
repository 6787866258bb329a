import { type Day, day, dayText } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Say } from '../../../kernel/say.ts'
import { evolve, type OrgChange } from '../change.ts'
import { nameOn } from '../find.ts'
import { decideCorrection, decideOfficer, decidePost } from '../people.ts'
import { isOpen, meets, type Officer, type OrgRecord, type Unit, type UnitName } from '../record.ts'
import { roleNames, unitKindNames } from '../roles.ts'
import { explain, showDay } from '../sentences.ts'
import { decideOpenUnit, decideRenameUnit } from '../units.ts'
import { type Cell, type Column, fold, kindsByName, officerSheet, rolesByName, type SheetRead, unitSheet } from './layout.ts'

/** Why a workbook as a whole is not taken. */
export type BookRefused =
  | { kind: 'no-sheets' }
  | { kind: 'missing-column'; sheet: string; heading: string }
  | { kind: 'no-rows' }
  | { kind: 'too-many-rows'; rowsMax: number }

/** What a row means for the record, and what is wrong with it, field by field. */
export type PlannedRow = {
  sheet: string
  /** As the spreadsheet numbers it. */
  number: number
  what: string
  state: 'new' | 'changed' | 'unchanged' | 'bad'
  faults: readonly { heading: string; message: string }[]
}

export type Plan = { rows: readonly PlannedRow[]; changes: readonly OrgChange[]; bad: number }

/** Rows of one workbook: more than the largest agency has people. */
const rowsMax = 5_000

/**
 * Plans an import of units and officers (nhập từ Excel): every row decided by the same rules as the office's forms, on the record as
 * the rows before it leave it. A row that says what is on record already changes nothing; one bad row stops the whole.
 */
export function planImport(org: OrgRecord, sheets: readonly SheetRead[], today: Day, say: Say): Result<Plan, BookRefused> {
  const units = readSheet(sheets, unitSheet)
  const officers = readSheet(sheets, officerSheet)
  if (!units && !officers) return err({ kind: 'no-sheets' })
  for (const sheet of [units, officers]) if (sheet && !sheet.ok) return sheet
  const unitRows = units?.ok ? units.value : []
  const officerRows = officers?.ok ? officers.value : []
  if (unitRows.length + officerRows.length === 0) return err({ kind: 'no-rows' })
  if (unitRows.length + officerRows.length > rowsMax) return err({ kind: 'too-many-rows', rowsMax })

  const changes: OrgChange[] = []
  const rows: PlannedRow[] = []
  let after = org
  const firstDays = firstDayOfEach(officerRows, today)
  for (const row of [...unitRows, ...officerRows]) {
    const outcome = row.sheet === unitSheet.name ? planUnit(after, row, today, say) : planOfficer(after, row, today, firstDays, say)
    const { what, made, faults } = outcome
    for (const change of faults.length === 0 ? made : []) {
      changes.push(change)
      after = evolve(after, change)
    }
    const isNew = made.some(({ type }) => type === 'unit-opened' || type === 'post-given')
    const state = faults.length > 0 ? 'bad' : made.length === 0 ? 'unchanged' : isNew ? 'new' : 'changed'
    rows.push({ sheet: row.sheet, number: row.number, what, state, faults })
  }
  const bad = rows.filter(({ state }) => state === 'bad').length
  return ok({ rows, changes: bad > 0 ? [] : changes, bad })
}

type Row = { sheet: string; number: number; text: (key: string) => string; cell: (key: string) => Cell; heading: (key: string) => string }

/** The rows of a sheet that are not empty, or undefined when the workbook has no such sheet. */
function readSheet(
  sheets: readonly SheetRead[],
  layout: { name: string; columns: readonly Column[] },
): Result<Row[], BookRefused> | undefined {
  const sheet = sheets.find(({ name }) => fold(name) === fold(layout.name))
  if (!sheet) return undefined
  const headings = (sheet.rows[0] ?? []).map((value) => fold(String(value ?? '')))
  const places = new Map<string, number>()
  for (const { key, heading, isNeeded } of layout.columns) {
    const at = headings.findIndex((found) => found.replace(/\s*\*$/, '') === fold(heading))
    if (at < 0 && isNeeded) return err({ kind: 'missing-column', sheet: layout.name, heading })
    places.set(key, at)
  }
  const headingOf = (key: string) => layout.columns.find((c) => c.key === key)?.heading ?? key
  const rows = sheet.rows.flatMap((cells, i): Row[] => {
    if (i === 0 || cells.every((value) => value === null || String(value).trim() === '')) return []
    const cell = (key: string): Cell => cells[places.get(key) ?? -1] ?? null
    const text = (key: string) =>
      String(cell(key) ?? '')
        .normalize('NFC')
        .replaceAll(/\s+/g, ' ')
        .trim()
    return [{ sheet: layout.name, number: i + 1, cell, text, heading: headingOf }]
  })
  return ok(rows)
}

type Outcome = { what: string; made: OrgChange[]; faults: { heading: string; message: string }[] }

function planUnit(org: OrgRecord, row: Row, today: Day, say: Say): Outcome {
  const name = row.text('name')
  const shortName = row.text('shortName') || name
  const outcome: Outcome = { what: name || nameless(say), made: [], faults: [] }
  const fault = (key: string, message: string) => void outcome.faults.push({ heading: row.heading(key), message })
  const kind = kindsByName.get(fold(row.text('kind')))
  const from = readDay(row.cell('from'))
  if (name === '') fault('name', say('Ghi tên đơn vị.', 'Enter the name of the unit.'))
  if (!kind) fault('kind', oneOf(row.text('kind'), Object.values(unitKindNames.vi), say))
  if (from === 'bad') fault('from', dayFault(row.text('from'), say))
  if (name === '' || !kind || from === 'bad') return outcome

  const known = unitNamed(org, name, from ?? today)
  if (!known) return decided(outcome, row.heading('name'), org, decideOpenUnit(org, { kind, name, shortName, from: from ?? today }), say)
  if (known.kind !== kind) {
    const kindName = unitKindNames.vi[known.kind]
    fault('kind', say(`Đơn vị này đã ghi là “${kindName}”.`, `This unit is on record as “${kindName}”.`))
  }
  if (from !== null && from !== known.opened) {
    const opened = showDay(known.opened, say)
    fault('from', say(`Đơn vị này đã ghi từ ngày ${opened}.`, `This unit is on record from ${opened}.`))
  }
  const called = namesFrom(known, today).find((line) => fold(line.name) === fold(name)) ?? nameOn(known, today)
  if (row.text('shortName') === '' || called.shortName === shortName || outcome.faults.length > 0) return outcome
  const line = { unitId: known.id, name: called.name, shortName, from: today }
  return decided(outcome, row.heading('shortName'), org, decideRenameUnit(org, line, today), say)
}

function planOfficer(org: OrgRecord, row: Row, today: Day, firstDays: ReadonlyMap<string, Day>, say: Say): Outcome {
  const name = row.text('name')
  const email = row.text('email').toLowerCase() || null
  const outcome: Outcome = { what: `${name || nameless(say)}, ${row.text('role')}, ${row.text('unit')}`, made: [], faults: [] }
  const fault = (key: string, message: string) => void outcome.faults.push({ heading: row.heading(key), message })
  const role = rolesByName.get(fold(row.text('role')))
  const given = readDay(row.cell('from'))
  const from = given === 'bad' || given === null ? today : given
  const unit = unitNamed(org, row.text('unit'), from)
  const officer = officerLike(org, name, email)
  if (name === '') fault('name', say('Ghi họ và tên.', 'Enter the full name.'))
  if (email !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    fault('email', say(`“${email}” không phải địa chỉ thư điện tử.`, `“${email}” is not an email address.`))
  if (!unit) {
    const wanted = row.text('unit')
    fault(
      'unit',
      say(`Không có đơn vị “${wanted}” trong tệp này hoặc trong cơ quan.`, `There is no unit “${wanted}” in this file or in the agency.`),
    )
  }
  if (!role) fault('role', oneOf(row.text('role'), Object.values(roleNames.vi), say))
  if (given === 'bad') fault('from', dayFault(row.text('from'), say))
  if (officer === 'ambiguous') {
    const message = say(
      `Có nhiều người tên ${name}; ghi thư điện tử để biết là ai.`,
      `Several people are called ${name}; enter the email address to say who is meant.`,
    )
    fault('email', message)
  }
  if (outcome.faults.length > 0 || !unit || !role || officer === 'ambiguous') return outcome

  let after = org
  let officerId: number
  if (officer) {
    officerId = officer.id
    if (email !== null && officer.email === null) {
      decided(outcome, row.heading('email'), after, decideCorrection(after, { officerId, name: officer.name, email }), say)
    }
  } else {
    const joins = decideOfficer(after, { name, email, from: firstDays.get(personKey(name, email)) ?? from })
    decided(outcome, row.heading('name'), after, joins, say)
    if (!joins.ok) return outcome
    officerId = after.officers.reduce((most, { id }) => Math.max(most, id), 0) + 1
  }
  after = outcome.made.reduce(evolve, after)
  const held = after.posts.find((p) => p.officerId === officerId && p.unitId === unit.id && p.role === role && meets(p, { from, to: null }))
  if (!held) {
    const post = { officerId, unitId: unit.id, role, title: row.text('title'), from, to: null }
    return decided(outcome, row.heading('role'), after, decidePost(after, post), say)
  }
  if (given !== null && given !== held.from) {
    const since = showDay(held.from, say)
    fault('from', say(`Vị trí này đã ghi từ ngày ${since}.`, `This post is on record from ${since}.`))
  }
  if (row.text('title') !== '' && row.text('title') !== held.title)
    fault('title', say(`Chức danh đã ghi là “${held.title}”.`, `The title is on record as “${held.title}”.`))
  return outcome
}

/** Takes what a rule decided into the outcome: its changes, or its refusal as a fault of the field. */
function decided(
  outcome: Outcome,
  heading: string,
  org: OrgRecord,
  decision: Result<OrgChange[], Parameters<typeof explain>[0]>,
  say: Say,
): Outcome {
  if (decision.ok) outcome.made.push(...decision.value)
  else outcome.faults.push({ heading, message: explain(decision.error, say, org) })
  return outcome
}

/** A unit by a name that it bears on a day or later, else by such a short name. */
const unitNamed = (org: OrgRecord, name: string, day: Day): Unit | undefined => {
  const reachable = org.units.filter((unit) => isOpen(unit, day) || unit.opened > day)
  const bears = (unit: Unit, key: 'name' | 'shortName') => namesFrom(unit, day).some((line) => fold(line[key]) === fold(name))
  return reachable.find((unit) => bears(unit, 'name')) ?? reachable.find((unit) => bears(unit, 'shortName'))
}

/** Names of a unit in force on a day or later. */
const namesFrom = (unit: Unit, day: Day): UnitName[] => [nameOn(unit, day), ...unit.names.filter(({ from }) => from > day)]

/** The officer whom a row means: by address; by name when no address says otherwise. */
function officerLike(org: OrgRecord, name: string, email: string | null): Officer | 'ambiguous' | undefined {
  const present = org.officers.filter(({ left }) => left === null)
  const byEmail = email === null ? undefined : present.find((o) => o.email?.toLowerCase() === email)
  if (byEmail) return byEmail
  const namesakes = present.filter((o) => fold(o.name) === fold(name) && (email === null || o.email === null))
  return namesakes.length > 1 ? 'ambiguous' : namesakes[0]
}

const personKey = (name: string, email: string | null): string => email ?? fold(name)

/** The first day that any row gives each person: so early they have joined. */
function firstDayOfEach(rows: readonly Row[], today: Day): Map<string, Day> {
  const first = new Map<string, Day>()
  for (const row of rows) {
    const key = personKey(row.text('name'), row.text('email').toLowerCase() || null)
    const given = readDay(row.cell('from'))
    const from = given === 'bad' || given === null ? today : given
    first.set(key, Math.min(first.get(key) ?? from, from) as Day)
  }
  return first
}

/** Days between 1899-12-30, where spreadsheets begin to count, and 1970-01-01. */
const spreadsheetEpoch = 25_569

/** A date as a spreadsheet or a person writes it: a serial number, `01/7/2025` or `2025-07-01`. */
function readDay(cell: Cell): Day | null | 'bad' {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') {
    const value = (Math.floor(cell) - spreadsheetEpoch) as Day
    return value >= day('1945-09-02') && value < day('2200-01-01') ? value : 'bad'
  }
  const text = cell.trim()
  const [, d, m, y] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? []
  const iso = y && m && d ? `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}` : text.slice(0, 10)
  try {
    const value = day(iso)
    return dayText(value) >= '1945-09-02' && dayText(value) < '2200-01-01' ? value : 'bad'
  } catch {
    return 'bad'
  }
}

const nameless = (say: Say): string => say('(chưa có tên)', '(no name yet)')
const dayFault = (text: string, say: Say): string =>
  say(`“${text}” không phải ngày; ghi như 01/7/2025.`, `“${text}” is not a day; write it like 01/7/2025.`)
/** The table is Vietnamese for every reader: so are the words that it takes. */
function oneOf(found: string, names: readonly string[], say: Say): string {
  const list = names.join(', ')
  return found === ''
    ? say(`Chưa ghi; ghi một trong: ${list}.`, `Not filled in; enter one of: ${list}.`)
    : say(`Không rõ “${found}”; ghi một trong: ${list}.`, `“${found}” is not known; enter one of: ${list}.`)
}

/** What the officer reads when the workbook as a whole is not taken. */
export function explainBook(refusal: BookRefused, say: Say): string {
  switch (refusal.kind) {
    case 'no-sheets':
      return say(
        `Tệp không có trang “${unitSheet.name}” hay trang “${officerSheet.name}”. Tải tệp mẫu để có đúng tên trang và cột.`,
        `The file has neither a sheet “${unitSheet.name}” nor a sheet “${officerSheet.name}”. Download the template for the right names of sheets and columns.`,
      )
    case 'missing-column':
      return say(
        `Trang “${refusal.sheet}” thiếu cột “${refusal.heading}”.`,
        `The sheet “${refusal.sheet}” lacks the column “${refusal.heading}”.`,
      )
    case 'no-rows':
      return say('Các trang trong tệp đều trống.', 'All sheets in the file are empty.')
    case 'too-many-rows':
      return say(
        `Tệp có quá ${refusal.rowsMax} dòng; chia thành nhiều tệp.`,
        `The file has more than ${refusal.rowsMax} rows; split it into several files.`,
      )
  }
}
