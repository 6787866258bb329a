import { z } from 'zod'
import { dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { checkForm, type FormRefused } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { orgAsOf } from '../../org/service.ts'
import { byOf, dayField, explainNotWritten, isNotWritten, menu, numberIn, type ProcedureDeps, stampFields } from '../office.adapter.ts'
import type { InternalProcess } from '../process.ts'
import { explainFile, fileBytesMax, readProcessFile } from '../process-file.adapter.ts'
import { namesIn } from '../show/route.tsx'
import { readProcedure } from '../store.ts'
import { openDraft } from '../version.ts'
import { approvedOf } from './approved.adapter.ts'
import { compareWithDecision } from './compare.ts'
import type { ApprovedSource, RecordRefused } from './decide.ts'
import { ConformPage } from './page.tsx'
import { recordApproved } from './store.ts'

const form = inBoth((say) => {
  const noDecision = say('Ghi số của quyết định.', 'Enter the number of the decision.')
  return z.object({
    ...stampFields(say),
    decision: z.string(noDecision).trim().min(1, noDecision).max(500, say('Dài quá 500 chữ.', 'Longer than 500 characters.')),
    decidedOn: dayField(say('Chọn ngày của quyết định.', 'Choose the date of the decision.'), say),
    text: z.string().max(200_000, say('Dài quá; hãy gửi bằng tệp.', 'Too long; send it as a file.')).default(''),
    fromVersion: z.coerce.number().int().min(0).default(0),
  })
})
const needs = 'procedure.edit'

type Shown = { refusal?: string } & Partial<FormRefused>

/** The comparison needs `procedure.read`; recording the table of a decision `procedure.edit`. */
export function conformRoutes({ db, forget }: ProcedureDeps): OfficeRoute[] {
  const show = async (c: OfficeContext, { typed = {}, faults = {}, refusal }: Shown = {}): Promise<Response> => {
    const { who, now, say } = c.var
    const { procedure, approved, org } = await db.inAgency(who.agencyId, async (tx) => {
      const procedure = await readProcedure(tx, who.agencyId, numberIn(c.req.param('id')))
      const approved = procedure ? await approvedOf(tx, who.agencyId, procedure.procedureId) : null
      return { procedure, approved, org: await orgAsOf(tx, who.agencyId, dayInVietnam(now)) }
    })
    const asked = c.req.query('v')
    const version =
      procedure &&
      (asked ? procedure.versions.find((v) => v.versionNo === numberIn(asked)) : (openDraft(procedure) ?? procedure.versions[0]))
    if (!procedure || !version) return c.notFound()
    return c.render(
      <ConformPage
        procedure={procedure}
        version={version}
        approved={approved}
        conformance={approved && compareWithDecision(approved.process, version.process)}
        nameOf={namesIn(org)}
        mayRecord={who.may.has(needs)}
        typed={typed}
        faults={faults}
        refusal={refusal}
        hidden={{
          csrf: who.csrf,
          key: typeof typed.key === 'string' ? typed.key : crypto.randomUUID(),
          seen: String(procedure.revision),
        }}
      />,
      { title: say('Đối chiếu với quyết định', 'Compare with the decision'), menu },
    )
  }

  const take = async (c: OfficeContext): Promise<Response> => {
    const { who, now, say } = c.var
    const body = await c.req.parseBody({ all: true })
    const { file, ...fields } = body
    const read = checkForm(fields, form, say)
    if (!read.ok) {
      c.status(422)
      return show(c, read.error)
    }
    const { seen, key, decision, decidedOn, text, fromVersion } = read.value
    const typed = { decision, decidedOn: dayText(decidedOn), text, fromVersion: fromVersion === 0 ? '' : String(fromVersion) }
    const sent = [file].flat().find((one): one is File => one instanceof File && one.size > 0)
    const taken = await takenFrom(sent, text, fromVersion, say)
    if ('faults' in taken) {
      c.status(422)
      return show(c, { typed, faults: taken.faults })
    }
    const procedureId = numberIn(c.req.param('id'))
    const outcome = await recordApproved(db, byOf(who, now, needs), procedureId, { seen, key }, { decision, decidedOn, taken })
    if (outcome.ok) {
      forget?.(who.agencyId)
      return c.redirect(`/office/procedures/${procedureId}/conform`, 303)
    }
    const refused = outcome.error
    if (refused.kind === 'not-found') return c.notFound()
    c.status(409)
    return show(c, { typed, refusal: isNotWritten(refused) ? explainNotWritten(refused, say) : explain(refused, say) })
  }

  return [
    { method: 'get', path: '/office/procedures/:id{[0-9]+}/conform', needs: 'procedure.read', handle: (c) => show(c) },
    { method: 'post', path: '/office/procedures/:id{[0-9]+}/conform', needs, bodyMax: fileBytesMax + 1024 * 1024, handle: take },
  ]
}

/** The one process that was sent, pasted or chosen; what is wrong with it stands at its field. */
async function takenFrom(
  file: File | undefined,
  text: string,
  versionNo: number,
  say: Say,
): Promise<ApprovedSource | { faults: Record<string, string> }> {
  const given = [file !== undefined, text.trim() !== '', versionNo > 0].filter(Boolean).length
  if (given !== 1) {
    const one = say('Chọn đúng một cách: tệp, nội dung dán, hoặc một bản.', 'Choose exactly one: a file, pasted text, or a version.')
    return { faults: { file: one } }
  }
  if (versionNo > 0) return { source: 'version', versionNo }
  const source = file ? 'file' : 'text'
  const process = file
    ? await onlyProcess({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, say)
    : await onlyProcess({ name: 'quyet-dinh.json', bytes: new TextEncoder().encode(text) }, say)
  return typeof process === 'string' ? { faults: { [source]: process } } : { source, process }
}

/** The one process of a file, or the sentence that says why there is none. */
async function onlyProcess(file: { name: string; bytes: Uint8Array }, say: Say): Promise<InternalProcess | string> {
  const read = await readProcessFile(file, say)
  if (!read.ok) return explainFile(read.error, say)
  const [first, ...more] = read.value
  if (!first || more.length > 0)
    return say(`Cần đúng một quy trình; tệp có ${read.value.length}.`, `Exactly one process is needed; there are ${read.value.length}.`)
  return first.ok
    ? first.value
    : first.error.faults
        .slice(0, 5)
        .map(({ message }) => message)
        .join('; ')
}

/** What the officer reads. A new refusal without a sentence does not compile. */
function explain(refusal: RecordRefused, say: Say): string {
  switch (refusal.kind) {
    case 'no-decision-number':
      return say('Ghi số của quyết định phê duyệt.', 'Enter the number of the approving decision.')
    case 'decided-in-the-future': {
      const today = dayText(refusal.today).split('-').reverse().join('/')
      return say(`Ngày quyết định không thể sau hôm nay (${today}).`, `The date of the decision cannot be after today (${today}).`)
    }
    case 'no-such-version':
      return say('Không có bản này.', 'There is no such version.')
    case 'empty-table':
      return say('Bảng không có bước nào.', 'The table has no steps.')
  }
}
