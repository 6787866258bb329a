import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { type Day, day, dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { agencyName, nameOn, type OrgSnapshot } from '../../org/model.ts'
import type { Forms } from '../forms/forms.adapter.ts'
import type { RegisterRow } from '../forms/forms.ts'
import { registerHeads, registerWords } from '../forms/list-words.ts'
import { shortMoment } from '../forms/words.ts'
import { procedureNames } from '../look-up.adapter.ts'
import { statuses } from '../model.ts'
import { formSetOn } from '../print/form-sets.ts'
import type { DossierDeps } from '../service.ts'
import { type After, fieldsOf, type Part, type Registered, type RegisterFilter, registered, registerParts } from './look-up.adapter.ts'
import { RegisterPage, type RegisterPageProps } from './page.tsx'

type RegisterDeps = Pick<DossierDeps, 'db' | 'orgOf'> & { forms: Pick<Forms, 'dossierRegister'> }

/** A longer register is printed in parts of so many: some ninety sheets each, and no more in memory at once. */
const registerRowsMax = 1_000

/** Rows of one read of the spreadsheet. */
const exportRows = 500

const path = '/office/dossiers/register'

type Read = { filter: RegisterFilter; chosen: RegisterPageProps['chosen']; faults: Record<string, string> }

/** Period and field out of the address, as the list of dossiers names them; without a period, the month up to today. */
function readFilter(query: (name: string) => string | undefined, now: Moment, say: Say): Read {
  const text = (name: string) => query(name)?.normalize('NFC').trim() ?? ''
  const faults: Record<string, string> = {}
  const today = dayInVietnam(now)
  const date = (name: string, otherwise: Day): Day => {
    if (text(name) === '') return otherwise
    try {
      return day(text(name))
    } catch {
      faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
      return otherwise
    }
  }
  const [from, to] = [date('from', day(`${dayText(today).slice(0, 7)}-01`)), date('to', today)]
  if (from > to && !faults.from && !faults.to)
    faults.to = say('Ngày này ở trước ngày đầu của kỳ.', 'This day lies before the first of the period.')
  const procedureId = /^[1-9]\d{0,8}$/.test(text('procedure')) ? Number(text('procedure')) : null
  return {
    filter: { from, to, field: text('field') || null, procedureId },
    chosen: {
      from: faults.from ? text('from') : dayText(from),
      to: faults.to ? text('to') : dayText(to),
      field: text('field'),
      procedure: procedureId === null ? '' : String(procedureId),
    },
    faults,
  }
}

/** Sổ theo dõi hồ sơ: what it is to hold, and the print. */
export function registerRoutes({ db, orgOf, forms }: RegisterDeps): OfficeRoute[] {
  const show = async (c: OfficeContext, { chosen, faults }: Read, found: { total: number; parts: readonly Part[] } | null = null) => {
    const { agencyId } = c.var.who
    const [fields, procedures] = await db.inAgency(agencyId, (tx) => Promise.all([fieldsOf(tx, agencyId), procedureNames(tx, agencyId)]))
    if (Object.keys(faults).length > 0) c.status(422)
    return c.render(
      <RegisterPage
        chosen={chosen}
        faults={faults}
        fields={fields}
        procedures={procedures.map(({ procedureId, name }) => ({ value: String(procedureId), text: name }))}
        rowsMax={registerRowsMax}
        parts={found && { ...found, href: (no) => `${path}/print?${new URLSearchParams({ ...chosen, part: String(no) })}` }}
        table={`${path}/export.csv`}
      />,
      { title: c.var.say('Sổ theo dõi hồ sơ', 'Register of dossiers'), menu: '/office/dossiers' },
    )
  }
  /** The whole period, however long, in short reads. */
  async function* table(agencyId: number, filter: RegisterFilter, agency: string): AsyncGenerator<string> {
    yield csvStart + csvLine(registerHeads)
    let after: After = null
    for (let no = 1; ; ) {
      const cursor: After = after
      const rows: Awaited<ReturnType<typeof registered>> = await db.inAgency(agencyId, (tx) =>
        registered(tx, agencyId, filter, cursor, exportRows),
      )
      const last = rows.at(-1)
      if (!last) return
      yield rows.map((row) => csvLine(cells(no++, printed(row, agency)))).join('')
      after = { filedAt: last.filedAt, code: last.code }
    }
  }
  const read = (c: OfficeContext) => readFilter((name) => c.req.query(name), c.var.now, c.var.say)
  return [
    {
      method: 'get',
      path,
      needs: 'dossier.read',
      handle: async (c) => show(c, { ...read(c), faults: {} }),
    },
    {
      method: 'get',
      path: `${path}/print`,
      needs: 'dossier.read',
      async handle(c) {
        const { agencyId, name } = c.var.who
        const asked = read(c)
        if (Object.keys(asked.faults).length > 0) return show(c, asked)
        const { filter } = asked
        const [org, found] = await Promise.all([
          orgOf(agencyId),
          db.inAgency(agencyId, (tx) => registerParts(tx, agencyId, filter, registerRowsMax)),
        ])
        const wanted = found.parts.length > 1 ? found.parts[Number(c.req.query('part') ?? 0) - 1] : found.parts[0]
        if (!wanted && found.parts.length > 1) return show(c, asked, found)
        const rows = wanted ? await db.inAgency(agencyId, (tx) => registered(tx, agencyId, filter, wanted.after, registerRowsMax)) : []
        const agency = agencyName(org).name
        const pdf = await forms.dossierRegister({
          edition: formSetOn(dayInVietnam(c.var.now)),
          agency,
          unit: oneStopOf(org) ?? agency,
          ...(filter.field ? { field: filter.field } : {}),
          from: filter.from,
          to: filter.to,
          printedAt: c.var.now,
          printedBy: name,
          rows: rows.map((row) => printed(row, agency)),
          ...(wanted && found.parts.length > 1
            ? { part: { no: wanted.no, of: found.parts.length, first: (wanted.no - 1) * registerRowsMax + 1, total: found.total } }
            : {}),
        })
        return new Response(pdf, {
          headers: {
            'content-type': 'application/pdf',
            'content-disposition': `inline; filename="so-theo-doi-ho-so${wanted && found.parts.length > 1 ? `-phan-${wanted.no}` : ''}.pdf"`,
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
    {
      method: 'get',
      path: `${path}/export.csv`,
      needs: 'dossier.read',
      async handle(c) {
        const { agencyId } = c.var.who
        const asked = read(c)
        if (Object.keys(asked.faults).length > 0) return show(c, asked)
        const agency = agencyName(await orgOf(agencyId)).name
        return csvFile('so-theo-doi-ho-so', table(agencyId, asked.filter, agency))
      },
    },
  ]
}

const cells = (no: number, row: RegisterRow): (string | number)[] => [
  ...[no, row.code, row.procedure, row.applicant, row.contact, row.handledBy, shortMoment(row.receivedAt)],
  ...[row.dueAt ? shortMoment(row.dueAt) : '', row.returnedAt ? shortMoment(row.returnedAt) : '', row.returnedHow],
]

const oneStopOf = (org: OrgSnapshot): string | null => {
  const unit = org.units.find(({ kind, closed }) => kind === 'one-stop' && closed === null)
  return unit ? nameOn(unit, org.day).name : null
}

function printed(row: Registered, agency: string): RegisterRow {
  const { code, procedure, applicant, address, phone, status, receivedAt, dueAt, returnedAt, channelOut } = row
  const ended = status === statuses.withdrawn ? registerWords.withdrawn : status === statuses.stopped ? registerWords.stopped : null
  return {
    code,
    procedure,
    applicant,
    contact: [address, phone].filter(Boolean).join('; '),
    handledBy: agency,
    receivedAt,
    ...(dueAt === null ? {} : { dueAt }),
    ...(returnedAt === null ? {} : { returnedAt }),
    returnedHow: ended ?? registerWords.channels[channelOut],
  }
}
