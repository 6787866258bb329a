import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dayInVietnam, dayText } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm, type Faults } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax, type KeptFile, noteFile, takeFiles } from '../../../platform/http/uploads.ts'
import { agencyName, headOf, type OrgSnapshot, officerOf, openUnits } from '../../org/model.ts'
import { dayField } from '../day-field.adapter.ts'
import { explainRefusal, type Refusal } from '../explain.ts'
import type { Incoming } from '../incoming.ts'
import { capacities, type DocumentKind, documentKinds, urgencies } from '../kinds.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import { type DocumentNames, namesOf } from '../names.ts'
import type { Content, DocumentFile, Draft, Outgoing, Places, Recipient } from '../outgoing.ts'
import { printedWords } from '../paper/printed-words.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { lettersOn } from '../store.ts'
import { symbolOf } from '../symbol.ts'
import { type Typed, WritePage } from './page.tsx'
import { signatoriesOf, titleOf } from './people.ts'

const list = z.preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.string()))
const form = inBoth((say) =>
  z.object({
    key: z.uuid(),
    seen: z.coerce.number().int().min(0).optional(),
    kind: z.enum(documentKinds as [DocumentKind, ...DocumentKind[]]),
    urgency: z.enum(urgencies),
    secrecy: z.enum(['none', 'confidential', 'secret', 'top-secret']),
    deadline: dayField(say),
    subject: z.string().trim().min(1, say('Ghi trích yếu.', 'Write the subject.')).max(500),
    unit: z.coerce.number().int().positive(),
    signatory: z.coerce.number().int().positive(),
    capacity: z.enum(capacities),
    source: z.enum(['template', 'upload']),
    to: z.string().max(2000).default(''),
    text: z.string().max(200_000).default(''),
    attachmentUrl: z
      .string()
      .trim()
      .max(500)
      .default('')
      .refine(
        (url) => url === '' || /^https?:\/\/\S+$/.test(url),
        say('Đường dẫn bắt đầu bằng http:// hoặc https://.', 'An address begins with http:// or https://.'),
      ),
    toUnit: list,
    toAgency: list,
    outside: z.string().max(8000).default(''),
    answers: z
      .string()
      .trim()
      .default('')
      .refine((n) => n === '' || /^[1-9]\d{0,8}$/.test(n), say('Chỉ ghi số.', 'Digits only.')),
    dossier: z.string().trim().max(60).default(''),
    isFromOutside: z.string().optional(),
    note: z.string().trim().max(500).default(''),
  }),
)
type Asked = z.output<(typeof form)['vi']>

const linesOf = (text: string): string[] => text.split('\n').flatMap((line) => line.trim() || [])
const paragraphsOf = (text: string): string[] => text.split(/\n\s*\n/).flatMap((part) => part.replace(/\s*\n\s*/g, ' ').trim() || [])

/** Where the places lie in a file that was brought: as Decree 30 lays out the first page; the signature low on the right of the last one. */
const usualPlaces = (pages: number): Places => ({
  number: { page: 1, leftMm: 48, topMm: 39.5, widthMm: 13, heightMm: 5.5 },
  date: { page: 1, leftMm: 124, topMm: 39.5, widthMm: 58, heightMm: 5.5 },
  signature: { page: pages, leftMm: 119, topMm: 220, widthMm: 60, heightMm: 26 },
})

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

/** Soạn văn bản mới, sửa dự thảo. */
export function writeRoutes(deps: DocumentRoomDeps): OfficeRoute[] {
  const { db, files, service, papers, orgOf, directory } = deps

  const page = async (
    c: OfficeContext,
    view: {
      id: number | null
      key: string
      seen: number
      typed: Typed
      faults: Faults
      refusal?: string
      kept: readonly KeptFile[]
      document: Outgoing | null
    },
  ) => {
    const { who, say } = c.var
    const org = await orgOf(who.agencyId)
    const names = namesOf(org, say)
    const mine = new Set(who.posts.map((p) => p.unitId))
    const { document } = view
    return c.render(
      <WritePage
        id={view.id}
        hidden={{ csrf: who.csrf, key: view.key, seen: String(view.seen) }}
        typed={view.typed}
        faults={view.faults}
        refusal={view.refusal}
        units={openUnits(org).flatMap(({ id }) =>
          mine.has(id) || document?.draft.unitId === id ? [{ value: String(id), text: names.unit(id) }] : [],
        )}
        signatories={signatoriesOf(org)}
        recipientUnits={openUnits(org).map(({ id }) => ({ value: String(id), text: names.unit(id) }))}
        agencies={(await directory()).filter((a) => a.agencyId !== who.agencyId).map((a) => ({ value: String(a.agencyId), text: a.name }))}
        kept={view.kept.map(({ token, place, name }) => ({ token, place, name }))}
        present={document ? [document.draft.file.name, ...document.draft.appendices.map((f) => f.name)] : []}
      />,
      { title: view.id === null ? say('Soạn văn bản', 'Draft a document') : say('Sửa dự thảo', 'Change the draft'), menu: outgoingPath },
    )
  }

  /** The file made from the template, put into the store. */
  const madeFile = async (c: OfficeContext, asked: Asked, org: OrgSnapshot, recipients: readonly Recipient[], names: DocumentNames) => {
    const { who, now } = c.var
    const today = dayInVietnam(now)
    const { name, parentName, place } = agencyName(org)
    const letters = await db.inAgency(who.agencyId, (tx) => lettersOn(tx, who.agencyId, today))
    const symbol = symbolOf(asked.kind, { agency: letters.get(0) ?? '…', unit: letters.get(asked.unit) ?? '…' })
    const head = headOf(org, org.units.find((u) => u.kind === 'leadership')?.id ?? 0)
    const headTitle = titleOf(org, head?.id ?? 0) || printedWords.head
    const content: Content = { to: linesOf(asked.to), paragraphs: paragraphsOf(asked.text) }
    const made = papers.make({
      ...{
        kind: asked.kind,
        parent: parentName,
        agency: name,
        symbol,
        place,
        draftedOn: today,
        at: now,
        subject: asked.subject,
        urgency: asked.urgency,
      },
      ...content,
      recipients: [...recipients.map((r) => recipientLine(r, names)), printedWords.keptBy(names.shortUnit(asked.unit))],
      signatory: {
        capacity: asked.capacity,
        head: headTitle,
        title: titleOf(org, asked.signatory),
        name: officerOf(org, asked.signatory)?.name ?? '',
      },
    })
    const stored = await files.put(made.pdf, { name: 'du-thao.pdf', maxBytes: formBytesMax })
    if (!stored.ok) return stored
    await db.inAgency(who.agencyId, (tx) => noteFile(tx, who.agencyId, stored.value))
    return { ok: true as const, value: { file: { ...stored.value, name: 'du-thao.pdf' }, places: made.places, content } }
  }

  const save = async (c: OfficeContext, id: number | null): Promise<Response> => {
    const { who, say } = c.var
    const { agencyId } = who
    const found = id === null ? undefined : await service.outgoing(agencyId, id)
    if (id !== null && !found) return c.notFound()
    const document = found?.document ?? null
    const body = await c.req.parseBody({ all: true })
    const org = await orgOf(agencyId)
    // Bytes of a state secret are not taken: the files wait until the form says that it is none.
    const uploads = body.secrecy === 'none' ? await takeFiles(deps, who, body, say) : { kept: [], faults: {} }
    const read = checkForm(body, form, say)
    const typed = read.ok ? typedOf(body) : read.error.typed
    const again = (faults: Faults, refusal?: string, key?: string) =>
      page(c, {
        id,
        key: key ?? (typeof body.key === 'string' && body.key) ?? randomUUID(),
        seen: Number(body.seen) || found?.version || 0,
        typed,
        faults,
        kept: uploads.kept,
        document,
        ...(refusal === undefined ? {} : { refusal }),
      } as never)
    const names = namesOf(org, say)
    if (read.ok && read.value.secrecy !== 'none') {
      c.status(409)
      return again({}, explainRefusal({ kind: 'state-secret', secrecy: read.value.secrecy }, say, names))
    }
    const faults: Faults = { ...(read.ok ? {} : read.error.faults), ...uploads.faults }
    const main = uploads.kept.findLast((f) => f.place === 'main')
    if (read.ok && read.value.source === 'template' && paragraphsOf(read.value.text).length === 0)
      faults.text ??= say('Ghi lời văn.', 'Write the text.')
    const hasFile = main !== undefined || (document !== null && document.draft.content === null)
    if (read.ok && read.value.source === 'upload' && !hasFile) faults['file-main'] ??= say('Chọn tệp PDF.', 'Choose a PDF file.')
    if (!read.ok || Object.keys(faults).length > 0) {
      c.status(422)
      return again(faults)
    }
    const asked = read.value
    const recipients = await recipientsOf(asked, directory)
    const appendices = uploads.kept.filter((f) => f.place === 'appendix').map(fileOfKept)
    let file: DocumentFile
    let places: Places
    let content: Content | null = null
    if (asked.source === 'template') {
      const made = await madeFile(c, asked, org, recipients, names)
      if (!made.ok) {
        c.status(503)
        return again({ _: say('Kho tệp đã đầy, chưa lưu được.', 'The file store is full; nothing was saved.') })
      }
      ;({ file, places, content } = made.value)
    } else if (main) {
      const layout = await deps.layoutOf(agencyId, fileOfKept(main))
      if (!layout.ok) {
        c.status(422)
        return again({ 'file-main': layout.error.sentence(say) })
      }
      file = fileOfKept(main)
      places = usualPlaces(layout.value.pages)
    } else {
      file = document?.draft.file as DocumentFile
      places = document?.draft.places as Places
    }
    const draft: Draft = {
      ...{ kind: asked.kind, subject: asked.subject, urgency: asked.urgency, unitId: asked.unit, deadline: asked.deadline, recipients },
      signatory: { officerId: asked.signatory, capacity: asked.capacity, title: titleOf(org, asked.signatory) },
      attachmentUrl: asked.attachmentUrl || null,
      answers: asked.answers === '' ? null : Number(asked.answers),
      dossier: asked.dossier || null,
      file,
      appendices: appendices.length > 0 ? appendices : (document?.draft.appendices ?? []),
      content,
      places,
      isFromOutside: asked.isFromOutside === 'on',
    }
    const { secrecy, key, note } = asked
    const done =
      id === null
        ? await service.draft(byOf(c), { key }, { draft, secrecy })
        : await service.revise(byOf(c), id, { seen: asked.seen ?? null, key }, { draft, secrecy, note })
    if (done.ok) return c.redirect(`${outgoingPath}/${done.value.id}`, 303)
    c.status(409)
    return again({}, explainRefusal(done.error as Refusal, say, names), done.error.kind === 'key-reused' ? randomUUID() : key)
  }

  return [
    {
      method: 'get',
      path: `${outgoingPath}/new`,
      needs: 'document.draft',
      async handle(c) {
        const { who } = c.var
        const own = who.posts.find((p) => p.onBehalfOf === null)?.unitId
        const asked = Number(c.req.query('answers')) || null
        const incoming = asked === null ? undefined : await service.incoming(who.agencyId, asked)
        const typed = {
          unit: own === undefined ? '' : String(own),
          dossier: c.req.query('dossier') ?? '',
          ...(incoming ? answerTo(asked as number, incoming.document) : {}),
        }
        return page(c, { id: null, key: randomUUID(), seen: 0, typed, faults: {}, kept: [], document: null })
      },
    },
    { method: 'post', path: `${outgoingPath}/new`, needs: 'document.draft', bodyMax: formBytesMax, handle: (c) => save(c, null) },
    {
      method: 'get',
      path: `${outgoingPath}/:id{[0-9]+}/edit`,
      needs: 'document.draft',
      async handle(c) {
        const id = Number(c.req.param('id'))
        const found = await service.outgoing(c.var.who.agencyId, id)
        if (!found) return c.notFound()
        return page(c, {
          id,
          key: randomUUID(),
          seen: found.version,
          typed: typedFrom(found.document),
          faults: {},
          kept: [],
          document: found.document,
        })
      },
    },
    {
      method: 'post',
      path: `${outgoingPath}/:id{[0-9]+}/edit`,
      needs: 'document.draft',
      bodyMax: formBytesMax,
      handle: (c) => save(c, Number(c.req.param('id'))),
    },
  ]
}

const fileOfKept = ({ sha256, name, sizeBytes, mediaType }: KeptFile): DocumentFile => ({ sha256, name, sizeBytes, mediaType })

async function recipientsOf(asked: Asked, directory: DocumentRoomDeps['directory']): Promise<Recipient[]> {
  const agencies = await directory()
  return [
    ...asked.toUnit.filter((id) => /^\d{1,9}$/.test(id)).map((id): Recipient => ({ kind: 'unit', unitId: Number(id) })),
    ...asked.toAgency.flatMap((id): Recipient[] => {
      const agency = agencies.find((a) => String(a.agencyId) === id)
      return agency ? [{ kind: 'agency', agencyId: agency.agencyId, name: agency.name }] : []
    }),
    ...linesOf(asked.outside).map((line): Recipient => {
      const [name = '', address = ''] = line.split(';').map((part) => part.trim())
      return { kind: 'outside', name, address }
    }),
  ]
}

/** As printed under "Nơi nhận". */
const recipientLine = (r: Recipient, names: DocumentNames): string =>
  r.kind === 'agency' || r.kind === 'outside' ? r.name : r.kind === 'unit' ? names.unit(r.unitId) : names.officer(r.officerId)

const typedOf = (body: Record<string, unknown>): Typed =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const texts = [value].flat().filter((v): v is string => typeof v === 'string')
      return texts.length > 0 ? [[name, texts]] : []
    }),
  )

/** The form of an answer: what it answers, to whom, until when. The words are the drafter's. */
function answerTo(id: number, { registered, assignment }: Incoming): Typed {
  const { sender, numberSymbol, from } = registered
  const deadline = assignment?.deadline ?? registered.deadline
  return {
    answers: String(id),
    subject: numberSymbol === '' ? '' : printedWords.answerTo(numberSymbol),
    to: sender,
    urgency: registered.urgency,
    deadline: deadline === null ? '' : dayText(deadline),
    ...(from ? { toAgency: [String(from.agencyId)] } : { outside: sender }),
  }
}

/** The form filled with a draft that is there. */
const typedFrom = ({ draft }: Outgoing): Typed => ({
  kind: draft.kind,
  urgency: draft.urgency,
  subject: draft.subject,
  deadline: draft.deadline === null ? '' : dayText(draft.deadline),
  unit: String(draft.unitId),
  signatory: String(draft.signatory.officerId),
  capacity: draft.signatory.capacity,
  source: draft.content === null ? 'upload' : 'template',
  to: draft.content?.to.join('\n') ?? '',
  text: draft.content?.paragraphs.join('\n\n') ?? '',
  attachmentUrl: draft.attachmentUrl ?? '',
  toUnit: draft.recipients.flatMap((r) => (r.kind === 'unit' ? [String(r.unitId)] : [])),
  toAgency: draft.recipients.flatMap((r) => (r.kind === 'agency' ? [String(r.agencyId)] : [])),
  outside: draft.recipients
    .flatMap((r) => (r.kind === 'outside' ? [r.address === '' ? r.name : `${r.name}; ${r.address}`] : []))
    .join('\n'),
  answers: draft.answers === null ? '' : String(draft.answers),
  dossier: draft.dossier ?? '',
  isFromOutside: draft.isFromOutside ? 'on' : '',
})
