import { type Day, day, dayInVietnam, dayText, type Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { agencyName, nameOn, type OrgSnapshot } from '../../org/model.ts'
import type { Forms } from '../forms/forms.adapter.ts'
import type { RegisterRow } from '../forms/forms.ts'
import { registerWords } from '../forms/list-words.ts'
import { procedureNames } from '../look-up.adapter.ts'
import { statuses } from '../model.ts'
import { formSetOn } from '../print/form-sets.ts'
import type { DossierDeps } from '../service.ts'
import { fieldsOf, type Registered, type RegisterFilter, registered } from './look-up.adapter.ts'
import { RegisterPage, type RegisterPageProps } from './page.tsx'

type RegisterDeps = Pick<DossierDeps, 'db' | 'orgOf'> & { forms: Pick<Forms, 'dossierRegister'> }

/** Longest register that is printed at once: some ninety sheets. */
const registerRowsMax = 1_000

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
  const show = async (c: OfficeContext, { chosen, faults }: Read) => {
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
      />,
      { title: c.var.say('Sổ theo dõi hồ sơ', 'Register of dossiers'), menu: '/office/dossiers' },
    )
  }
  const read = (c: OfficeContext) => readFilter((name) => c.req.query(name), c.var.now, c.var.say)
  return [
    {
      method: 'get',
      path: '/office/dossiers/register',
      needs: 'dossier.read',
      handle: async (c) => show(c, { ...read(c), faults: {} }),
    },
    {
      method: 'get',
      path: '/office/dossiers/register/print',
      needs: 'dossier.read',
      async handle(c) {
        const { agencyId, name } = c.var.who
        const asked = read(c)
        if (Object.keys(asked.faults).length > 0) return show(c, asked)
        const { filter } = asked
        const [org, rows] = await Promise.all([
          orgOf(agencyId),
          db.inAgency(agencyId, (tx) => registered(tx, agencyId, filter, registerRowsMax + 1)),
        ])
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
          rows: rows.slice(0, registerRowsMax).map((row) => printed(row, agency)),
          isCut: rows.length > registerRowsMax,
        })
        return new Response(pdf, {
          headers: {
            'content-type': 'application/pdf',
            'content-disposition': 'inline; filename="so-theo-doi-ho-so.pdf"',
            'cache-control': 'no-store',
            'x-content-type-options': 'nosniff',
          },
        })
      },
    },
  ]
}

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
