import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm, cleanText } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { PageLanguage } from '../../../ui/language.ts'
import { orgAsOf } from '../../org/service.ts'
import { byOf, explainNotWritten, isNotWritten, menu, numberIn, type ProcedureDeps, stampFields } from '../office.adapter.ts'
import { namesIn } from '../show/route.tsx'
import { readProcedure } from '../store.ts'
import type { Procedure, Version } from '../version.ts'
import { type Arrangement, arrange } from './arrange.ts'
import { CheckPart, EditPage } from './page.tsx'
import { readSheet, type Sheet, type SheetFault, sheetOf, stageCells, stepCells, wholeCells } from './sheet.ts'
import { saveDraft } from './store.ts'
import { explainSave, waitWords } from './words.ts'

/** A table of this many steps is longer than any decision's. */
const stepsMax = 300
const cellMax = 4_000
const bodyMax = 4 * 1024 * 1024
const needs = 'procedure.edit'

const form = inBoth((say) =>
  z.looseObject({ ...stampFields(say), fromVersion: z.coerce.number().int().min(1), do: z.string().default('save') }),
)

type Shown = { sheet?: Sheet; faults?: readonly SheetFault[]; refusal?: string; key?: string; from?: number; isArranged?: boolean }

/** Need `procedure.edit`: the table of the newest version, or of one asked for, as a form; saving makes a draft of it. */
export function editRoutes({ db, forget }: ProcedureDeps): OfficeRoute[] {
  const read = (c: OfficeContext) =>
    db.inAgency(c.var.who.agencyId, (tx) => readProcedure(tx, c.var.who.agencyId, numberIn(c.req.param('id'))))

  const show = async (c: OfficeContext, shown: Shown = {}): Promise<Response> => {
    const { who, now, say } = c.var
    const procedure = await read(c)
    const version = procedure && versionFor(procedure, shown.from ?? (c.req.query('from') ? numberIn(c.req.query('from')) : undefined))
    if (!procedure || !version) return c.notFound()
    const sheet = shown.sheet ?? sheetOf(version.process)
    const org = await db.inAgency(who.agencyId, (tx) => orgAsOf(tx, who.agencyId, dayInVietnam(now)))
    return c.render(
      <EditPage
        procedure={procedure}
        fromVersion={version.versionNo}
        sheet={sheet}
        process={readSheet(version.process, sheet).process}
        faults={shown.faults ?? []}
        nameOf={namesIn(org)}
        refusal={shown.refusal}
        isArranged={shown.isArranged ?? false}
        hidden={{
          csrf: who.csrf,
          key: shown.key ?? crypto.randomUUID(),
          seen: String(procedure.revision),
          fromVersion: String(version.versionNo),
        }}
      />,
      { title: say('Soạn quy trình', 'Edit the process'), menu },
    )
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const body = await c.req.parseBody({ all: true })
    const stamp = checkForm(body, form, say)
    const sheet = sheetIn(body)
    if (!stamp.ok || sheet === null) {
      c.status(422)
      const tooLong = say(
        `Bảng dài quá ${stepsMax} bước, hoặc có ô quá dài.`,
        `The table has more than ${stepsMax} steps, or a cell is too long.`,
      )
      return show(c, { refusal: stamp.ok ? tooLong : (Object.values(stamp.error.faults)[0] ?? tooLong) })
    }
    const { seen, key, fromVersion } = stamp.value
    const procedure = await read(c)
    const version = procedure && versionFor(procedure, fromVersion)
    if (!procedure || !version) return c.notFound()
    const asked = arrangementIn(stamp.value.do)
    if (asked !== 'save') {
      const arranged = asked === 'check' ? sheet : arrange(sheet, asked, waitWords(say))
      return show(c, { sheet: arranged, faults: readSheet(version.process, arranged).faults, key, from: fromVersion, isArranged: true })
    }
    const { process, faults } = readSheet(version.process, sheet)
    if (faults.length > 0) {
      c.status(422)
      return show(c, { sheet, faults, key, from: fromVersion })
    }
    const outcome = await saveDraft(db, byOf(who, now, needs), procedure.procedureId, { seen, key }, { fromVersion, process })
    if (outcome.ok) {
      forget?.(who.agencyId)
      return c.redirect(`/office/procedures/${procedure.procedureId}/edit`, 303)
    }
    const refused = outcome.error
    if (refused.kind === 'not-found') return c.notFound()
    c.status(409)
    if (refused.kind === 'changed-meanwhile') {
      const newest = procedure.versions[0]?.versionNo ?? fromVersion
      const meanwhile = say(
        `Thủ tục vừa được người khác cập nhật (bản mới nhất: ${newest}). Bảng dưới là những gì anh/chị đã ghi; lưu lại sẽ thành bản sau bản đó.`,
        `Somebody else has just changed this procedure (newest version: ${newest}). Below is what you wrote; saving it again makes a version after that one.`,
      )
      return show(c, { sheet, refusal: meanwhile, from: fromVersion })
    }
    return show(c, {
      sheet,
      from: fromVersion,
      refusal: isNotWritten(refused) ? explainNotWritten(refused, say) : explainSave(refused, say),
    })
  }

  /** The check alone, for the sheet as it is typed. */
  const check = async (c: OfficeContext): Promise<Response> => {
    const body = await c.req.parseBody({ all: true })
    const sheet = sheetIn(body)
    const procedure = await read(c)
    const version = procedure && versionFor(procedure, numberIn(typeof body.fromVersion === 'string' ? body.fromVersion : ''))
    if (!version || sheet === null) return c.notFound()
    const { process, faults } = readSheet(version.process, sheet)
    return c.html(
      <PageLanguage.Provider value={c.var.say.lang}>
        <CheckPart process={process} sheet={sheet} faults={faults} />
      </PageLanguage.Provider>,
    )
  }

  return [
    { method: 'get', path: '/office/procedures/:id{[0-9]+}/edit', needs, handle: (c) => show(c) },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/edit', needs, bodyMax, handle: take },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/edit/check', needs, bodyMax, handle: check },
  ]
}

const versionFor = ({ versions }: Procedure, asked: number | undefined): Version | undefined =>
  asked === undefined ? versions[0] : versions.find(({ versionNo }) => versionNo === asked)

/** "save", "check", "up:3", "move:3:0". What is none of these checks. */
function arrangementIn(text: string): Arrangement | 'save' | 'check' {
  const [what = '', at = '', to = ''] = text.split(':')
  switch (what) {
    case 'save':
      return 'save'
    case 'renumber':
    case 'add-stage':
      return { do: what }
    case 'up':
    case 'down':
    case 'delete':
    case 'duplicate':
    case 'insert':
    case 'wait':
      return { do: what, at: numberIn(at) }
    case 'move':
      return { do: what, at: numberIn(at), to: numberIn(to) }
    default:
      return 'check'
  }
}

/** The sheet as the form sent it: each cell's name comes once for every row, in their order. Null when it is no such form, or too long. */
function sheetIn(body: Readonly<Record<string, unknown>>): Sheet | null {
  const column = (name: string): string[] =>
    [body[name] ?? []].flat().flatMap((value) => (typeof value === 'string' ? [cleanText(value)] : []))
  const rowsOf = <K extends string>(names: readonly K[]): Record<K, string>[] | null => {
    const columns = names.map((name) => [name, column(name)] as const)
    const length = columns[0]?.[1].length ?? 0
    if (columns.some(([, cells]) => cells.length !== length || cells.some((cell) => cell.length > cellMax))) return null
    return Array.from({ length }, (_, i) => Object.fromEntries(columns.map(([name, cells]) => [name, cells[i] ?? ''])) as Record<K, string>)
  }
  const [steps, stages, whole] = [rowsOf(stepCells), rowsOf(stageCells), rowsOf(wholeCells)]
  const first = whole?.[0]
  return steps && stages && first && steps.length <= stepsMax && stages.length <= stepsMax ? { steps, stages, whole: first } : null
}
