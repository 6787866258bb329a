import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, type Moment } from '../../../kernel/moment.ts'
import { inVietnamese, type Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { showDuration } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { agencyName, type OrgSnapshot, openUnits, serves } from '../../org/model.ts'
import { reappointedTo } from '../apology/apology.ts'
import { bulkActsOf } from '../bulk/choose.ts'
import type { Forms } from '../forms/forms.adapter.ts'
import type { DossierListRow } from '../forms/forms.ts'
import { listHeads, listWords } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import {
  type Bounds,
  type ClockFilter,
  clockFilters,
  hasDossier,
  type Listed,
  type ListFilter,
  listDossiers,
  type Page,
  procedureNames,
  type StatusGroup,
  searchDossiers,
  statusGroups,
} from '../look-up.adapter.ts'
import { type Channel, isDossierCode, statusNames } from '../model.ts'
import type { DossierDeps } from '../service.ts'
import { nearDays, rowParts } from '../time-line.ts'
import { withOutages } from './outages.adapter.ts'
import { type Chosen, holderWords, hrefOf, ListPage, leftWords, listHref, type RowFacts, rowOf, SearchPage } from './page.tsx'
import { channelInNames, endNames, namesOf } from './words.ts'

/** What looking dossiers up stands on. */
export type LookUpDeps = Pick<DossierDeps, 'db' | 'calendarOf' | 'orgOf' | 'planOf'> & {
  forms: Pick<Forms, 'dossierList' | 'dossierRegister'>
}

export const boundsOf = (calendar: WorkingCalendar, now: Moment): Bounds => ({ now, ...nearDays(calendar, now) })

/** Longest list that is written out at once: as CSV, and on paper. */
const exportRowsMax = 20_000
const printRowsMax = 1_000
const exportPage = 500

/** Days that a list may be asked for: what lies outside was mistyped. */
const [earliest, latest] = [day('1900-01-01'), day('2200-12-31')]

type Read = { filter: ListFilter; chosen: Chosen; faults: Record<string, string> }

/** The filters out of the address. What is not understood is left out; a date that does not exist is told. */
export function readFilter(query: (name: string) => string | undefined, say: Say): Read {
  const text = (name: string) => query(name)?.trim() ?? ''
  const faults: Record<string, string> = {}
  const number = (name: string) => (/^[1-9]\d{0,8}$/.test(text(name)) ? Number(text(name)) : null)
  const oneOf = <T extends string>(name: string, known: readonly T[]): T | null => known.find((k) => k === text(name)) ?? null
  const date = (name: string): Day | null => {
    if (text(name) === '') return null
    try {
      const read = day(text(name))
      if (read >= earliest && read <= latest) return read
    } catch {} // told below
    faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
    return null
  }
  const channel = number('channel')
  const filter: ListFilter = {
    group: oneOf('group', Object.keys(statusGroups) as StatusGroup[]),
    clock: oneOf<ClockFilter>('clock', clockFilters),
    unitId: number('unit'),
    officerId: number('officer'),
    procedureId: number('procedure'),
    channelIn: channel !== null && channel <= 3 ? (channel as Channel) : null,
    from: date('from'),
    to: date('to'),
    sort: text('sort') === 'due' ? 'due' : 'received',
  }
  const chosen: Chosen = {
    group: filter.group ?? '',
    clock: filter.clock ?? '',
    unit: show(filter.unitId),
    officer: show(filter.officerId),
    procedure: show(filter.procedureId),
    channel: show(filter.channelIn),
    from: text('from'),
    to: text('to'),
    sort: filter.sort === 'due' ? 'due' : '',
  }
  return { filter, chosen, faults }
}
const show = (n: number | null): string => (n === null ? '' : String(n))

/** Danh sách hồ sơ, bảng tính, bản in, tìm kiếm. */
export function listRoutes(deps: LookUpDeps): OfficeRoute[] {
  const { db, calendarOf, orgOf, forms } = deps
  /** Looks with the reader’s names; what goes out as a table or on paper is Vietnamese. */
  const prepare = async (c: OfficeContext, say: Say = c.var.say) => {
    const { agencyId } = c.var.who
    const [calendar, org] = await Promise.all([calendarOf(agencyId), orgOf(agencyId)])
    const facts: RowFacts = { calendar, now: c.var.now, names: namesOf(org, say) }
    return { agencyId, calendar, org, facts, bounds: boundsOf(calendar, c.var.now), ...readFilter((name) => c.req.query(name), say) }
  }
  type Prepared = Awaited<ReturnType<typeof prepare>>

  /** All rows of a list, page by page, each its own short read. */
  async function* allRows({ agencyId, filter, bounds }: Prepared, rowsMax: number): AsyncGenerator<Listed[]> {
    let after: string | null = null
    for (let read = 0; read < rowsMax; ) {
      const cursor: string | null = after
      const most = Math.min(exportPage, rowsMax - read)
      const page: Page<Listed> = await db.inAgency(agencyId, (tx) => listDossiers(tx, agencyId, filter, bounds, { after: cursor, most }))
      yield page.rows
      read += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: '/office/dossiers',
      needs: 'dossier.read',
      async handle(c) {
        const { agencyId, org, facts, filter, chosen, faults, bounds } = await prepare(c)
        const after = c.req.query('after') ?? null
        const [page, procedures] = await db.inAgency(agencyId, (tx) =>
          Promise.all([listDossiers(tx, agencyId, filter, bounds, { after }), procedureNames(tx, agencyId)]),
        )
        if (Object.keys(faults).length > 0) c.status(422)
        return c.render(
          <ListPage
            {...(await withOutages(db, agencyId, facts, page.rows))}
            {...page}
            bulk={{
              csrf: c.var.who.csrf,
              acts: bulkActsOf(c.var.who.may),
              mayPrint: c.var.who.may.has('dossier.read'),
              list: listHref(chosen),
            }}
            isFirst={after === null}
            chosen={chosen}
            faults={faults}
            procedures={procedures.map(({ procedureId, name }) => ({ value: String(procedureId), text: name }))}
            {...holders(org, facts)}
            canReceive={c.var.who.may.has('dossier.receive')}
          />,
          { title: c.var.say('Hồ sơ', 'Dossiers'), menu: '/office/dossiers' },
        )
      },
    },
    {
      method: 'get',
      path: '/office/dossiers/export.csv',
      needs: 'dossier.read',
      async handle(c) {
        const prepared = await prepare(c, inVietnamese)
        const lines = csvLines(allRows(prepared, exportRowsMax), (rows) => withOutages(db, prepared.agencyId, prepared.facts, rows))
        return new Response(Readable.toWeb(Readable.from(lines)) as NodeStream as ReadableStream, {
          headers: {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': 'attachment; filename="ho-so.csv"',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
    {
      method: 'get',
      path: '/office/dossiers/print',
      needs: 'dossier.read',
      async handle(c) {
        const prepared = await prepare(c, inVietnamese)
        const rows: Listed[] = []
        for await (const page of allRows(prepared, printRowsMax)) rows.push(...page)
        const facts = await withOutages(db, prepared.agencyId, prepared.facts, rows)
        const pdf = await forms.dossierList({
          unit: agencyName(prepared.org).name,
          title: listWords.title,
          about: listWords.about(rows.length, printRowsMax),
          printedAt: c.var.now,
          printedBy: c.var.who.name,
          rows: rows.map((r) => printed(r, facts)),
        })
        return new Response(pdf, {
          headers: {
            'content-type': 'application/pdf',
            'content-disposition': 'inline; filename="danh-sach-ho-so.pdf"',
            'cache-control': 'no-store',
          },
        })
      },
    },
    {
      method: 'get',
      path: '/office/search',
      needs: 'dossier.read',
      async handle(c) {
        const { say } = c.var
        const { agencyId, facts } = await prepare(c)
        const typed = (c.req.query('q') ?? '').normalize('NFC').trim().slice(0, 200)
        const code = typed.toUpperCase()
        const [isCode, found] = await db.inAgency(agencyId, (tx) =>
          Promise.all([
            isDossierCode(code) ? hasDossier(tx, agencyId, code) : false,
            isDossierCode(code) ? none : searchDossiers(tx, agencyId, typed),
          ]),
        )
        if (isCode) return c.redirect(hrefOf(code), 303)
        return c.render(<SearchPage {...(await withOutages(db, agencyId, facts, found.rows))} {...found} typed={typed} />, {
          title: typed ? say(`Tìm “${typed}”`, `Search for “${typed}”`) : say('Tìm hồ sơ', 'Search for dossiers'),
          menu: '/office/dossiers',
        })
      },
    },
  ]
}

const none = { rows: [], isMore: false }

/** Units and people who may have dossiers, for the filters. */
function holders(org: OrgSnapshot, { names }: { names: { shortUnit(id: number): string } }) {
  const byName = (a: { text: string }, b: { text: string }) => a.text.localeCompare(b.text, 'vi')
  return {
    units: openUnits(org)
      .map(({ id }) => ({ value: String(id), text: names.shortUnit(id) }))
      .sort(byName),
    officers: org.officers
      .filter((o) => serves(o, org.day))
      .map(({ id, name }) => ({ value: String(id), text: name }))
      .sort(byName),
  }
}

async function* csvLines(pages: AsyncGenerator<Listed[]>, factsOf: (rows: readonly Listed[]) => Promise<RowFacts>): AsyncGenerator<Buffer> {
  yield Buffer.from(csvStart + csvLine(listHeads))
  for await (const rows of pages) {
    const facts = await factsOf(rows)
    yield Buffer.from(rows.map((r) => csvLine(csvCells(r, facts))).join(''))
  }
}

const at = (moment: Moment | null | undefined): string => (moment == null ? '' : shortMoment(moment))

function csvCells(listed: Listed, facts: RowFacts): string[] {
  const row = rowOf(listed, facts)
  const { top, sub } = holderWords(listed, facts.names, inVietnamese)
  const left = leftWords(row, facts.calendar, inVietnamese)
  return [
    ...[row.code, row.procedure, row.applicant, row.subject, statusNames.vi[row.status], channelInNames.vi[row.channelIn]],
    ...[at(row.filedAt), at(row.receivedAt), at(row.originalDueAt), at(row.line?.due ?? row.dueAt)],
    row.isProvisional ? listWords.provisional : '',
    ...[sub ? `${top}, ${sub}` : top, left.text, at(row.state.ended?.at), row.endClass ? endNames.vi[row.endClass] : ''],
    row.metOutage ? listWords.outage : '',
    at(newDayOf(row)),
  ]
}

/** The day of a sent apology, while the dossier is open (hẹn lại). */
const newDayOf = ({ state }: Listed): Moment | null => (state.ended || state.broken ? null : reappointedTo(state))

function printed(listed: Listed, facts: RowFacts): DossierListRow {
  const row = rowOf(listed, facts)
  const { top, sub } = holderWords(listed, facts.names, inVietnamese)
  const due = row.line?.due ?? row.dueAt
  const days = facts.calendar.ordinaryDaySeconds
  const left = row.line?.left ?? null
  const newDay = newDayOf(row)
  return {
    code: row.code,
    procedure: row.procedure,
    applicant: row.applicant,
    receivedAt: row.receivedAt ?? row.filedAt,
    ...(due === null ? {} : { dueAt: due }),
    ...(newDay === null ? {} : { reappointedTo: newDay }),
    metOutage: row.metOutage,
    holder: sub ? `${top}, ${sub}` : top,
    status: statusNames.vi[row.status],
    left: left === null || row.state.ended ? '' : listWords.left(showDuration(Math.abs(left), days, 'vi'), left < 0),
    late: row.tone === 'late',
    ...(row.line ? { timeBar: rowParts(row.line).map(({ kind, seconds }) => ({ kind, minutes: seconds / 60 })) } : {}),
  }
}
