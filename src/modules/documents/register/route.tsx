import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dayText, type Moment, moment, momentText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import { checkForm, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax, type KeptFile, takeFiles } from '../../../platform/http/uploads.ts'
import { type Arrival, arrivalOf } from '../arrivals/store.ts'
import { dayField } from '../day-field.adapter.ts'
import { explainRefusal, type Refusal } from '../explain.ts'
import type { Registered } from '../incoming.ts'
import { type DocumentKind, documentKinds, urgencies } from '../kinds.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import { latestSenders } from '../look-up.adapter.ts'
import { namesOf } from '../names.ts'
import type { DocumentFile } from '../outgoing.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { promptness } from './decide.ts'
import { RegisterPage } from './page.tsx'

const form = inBoth((say) =>
  z.object({
    key: z.uuid(),
    seen: z.coerce.number().int().min(0).optional(),
    arrival: z.coerce.number().int().positive().optional(),
    secrecy: z.enum(
      ['none', 'confidential', 'secret', 'top-secret'],
      say('Cho biết văn bản có độ mật không.', 'Say whether it is secret.'),
    ),
    arrived: momentField(say),
    channel: z.enum(['paper', 'electronic']),
    sender: z.string().trim().min(1, say('Ghi nơi gửi.', 'Say who sent it.')).max(300),
    symbol: z.string().trim().max(80).default(''),
    date: dayField(say),
    kind: z.enum(documentKinds as [DocumentKind, ...DocumentKind[]]),
    urgency: z.enum(urgencies),
    subject: z.string().trim().min(1, say('Ghi trích yếu.', 'Write the subject.')).max(500),
    deadline: dayField(say),
    reason: z.string().trim().max(500).default(''),
    keepFile: z.preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.string())),
  }),
)

/** A time of day in Vietnam, `2026-03-02T08:00`. */
function momentField(say: Say) {
  return z
    .string(say('Ghi ngày, giờ đến.', 'Say when it came.'))
    .trim()
    .transform((text, ctx): Moment => {
      try {
        return moment(`${text.slice(0, 16)}:00+07:00`)
      } catch {
        ctx.addIssue({ code: 'custom', message: say('Ghi ngày, giờ đến.', 'Say when it came.') })
        return 0 as Moment
      }
    })
}

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

type View = {
  id: number | null
  arrival: Arrival | null
  key: string
  seen: number
  typed: Typed
  faults: Faults
  refusal?: string | undefined
  kept: readonly KeptFile[]
  registered: Registered | null
}

/** Vào sổ văn bản đến, sửa đăng ký. */
export function registerRoutes(deps: DocumentRoomDeps): OfficeRoute[] {
  const { db, service, orgOf, calendarOf } = deps

  const page = async (c: OfficeContext, view: View) => {
    const { who, say, now } = c.var
    const { id, arrival, registered, key, seen, typed, faults, refusal, kept } = view
    const [calendar, senders] = await Promise.all([
      calendarOf(who.agencyId),
      db.inAgency(who.agencyId, (tx) => latestSenders(tx, who.agencyId)),
    ])
    return c.render(
      <RegisterPage
        id={id}
        arrival={arrival}
        hidden={{ csrf: who.csrf, key, seen: String(seen), ...(arrival ? { arrival: String(arrival.id) } : {}) }}
        typed={typed}
        faults={faults}
        refusal={refusal}
        promptness={id === null && arrival ? promptness(arrival.arrivedAt, now, arrival.urgency !== 'ordinary', calendar) : null}
        present={registered?.files ?? arrival?.files ?? []}
        kept={kept.map(({ token, name }) => ({ token, name }))}
        accept={acceptedEndings}
        senders={senders}
      />,
      {
        title: id === null ? say('Vào sổ văn bản đến', 'Register a document') : say('Sửa đăng ký', 'Correct the registration'),
        menu: incomingPath,
      },
    )
  }

  const save = async (c: OfficeContext, id: number | null): Promise<Response> => {
    const { who, say } = c.var
    const { agencyId } = who
    const found = id === null ? undefined : await service.incoming(agencyId, id)
    if (id !== null && !found) return c.notFound()
    const before = found?.document.registered ?? null
    const body = await c.req.parseBody({ all: true })
    const read = checkForm(body, form, say)
    const arrivalId = read.ok ? (read.value.arrival ?? null) : Number(body.arrival) || null
    const arrival = arrivalId === null ? null : ((await db.inAgency(agencyId, (tx) => arrivalOf(tx, agencyId, arrivalId))) ?? null)
    // Bytes of a state secret are not taken: the files wait until the form says that it is none.
    const uploads = body.secrecy === 'none' ? await takeFiles(deps, who, body, say) : { kept: [], faults: {} }
    const typed = read.ok ? typedOf(body) : read.error.typed
    const again = (faults: Faults, refusal?: string, key?: string) =>
      page(c, {
        id,
        arrival,
        key: key ?? (typeof body.key === 'string' ? body.key : randomUUID()),
        seen: Number(body.seen) || found?.version || 0,
        typed,
        faults,
        refusal,
        kept: uploads.kept,
        registered: before,
      })
    const faults: Faults = { ...(read.ok ? {} : read.error.faults), ...uploads.faults }
    if (read.ok && id !== null && read.value.reason === '') faults.reason ??= say('Ghi sửa gì, vì sao.', 'Say what and why.')
    if (!read.ok || Object.keys(faults).length > 0) {
      c.status(422)
      return again(faults)
    }
    const asked = read.value
    const files = uploads.kept.map(fileOfKept)
    const registered = {
      arrivedAt: asked.arrived,
      sender: asked.sender,
      numberSymbol: asked.symbol,
      date: asked.date,
      kind: asked.kind,
      subject: asked.subject,
      urgency: asked.urgency,
      deadline: asked.deadline,
      channel: asked.channel,
    }
    const { key, secrecy, reason } = asked
    const done =
      id === null || before === null
        ? await service.register(
            byOf(c),
            { key },
            {
              registered: {
                ...registered,
                files: withoutTwins([...(arrival?.files ?? []), ...files]),
                from: arrival && { agencyId: arrival.fromAgencyId, documentId: arrival.fromDocumentId },
              },
              secrecy,
              arrivalId: arrival?.id ?? null,
            },
          )
        : await service.correct(
            byOf(c),
            id,
            { seen: asked.seen ?? null, key },
            {
              registered: {
                ...before,
                ...registered,
                files: withoutTwins([...before.files.filter((f) => asked.keepFile.includes(f.sha256)), ...files]),
              },
              secrecy,
              reason,
            },
          )
    if (done.ok) return c.redirect(`${incomingPath}/${done.value.id}`, 303)
    c.status(409)
    const refusal = explainRefusal(done.error as Refusal, say, namesOf(await orgOf(agencyId), say))
    return again({}, refusal, done.error.kind === 'key-reused' ? randomUUID() : key)
  }

  return [
    {
      method: 'get',
      path: `${incomingPath}/new`,
      needs: 'document.keep',
      async handle(c) {
        const { who, now } = c.var
        const arrivalId = Number(c.req.query('arrival')) || null
        const arrival = arrivalId === null ? null : await db.inAgency(who.agencyId, (tx) => arrivalOf(tx, who.agencyId, arrivalId))
        if (arrival === undefined) return c.notFound()
        if (arrival && arrival.registeredAs !== null) return c.redirect(`${incomingPath}/${arrival.registeredAs}`, 303)
        const typed = arrival ? typedFromArrival(arrival) : { arrived: momentText(now).slice(0, 16) }
        return page(c, { id: null, arrival, key: randomUUID(), seen: 0, typed, faults: {}, kept: [], registered: null })
      },
    },
    { method: 'post', path: `${incomingPath}/new`, needs: 'document.keep', bodyMax: formBytesMax, handle: (c) => save(c, null) },
    {
      method: 'get',
      path: `${incomingPath}/:id{[1-9][0-9]{0,8}}/correct`,
      needs: 'document.keep',
      async handle(c) {
        const id = Number(c.req.param('id'))
        const found = await service.incoming(c.var.who.agencyId, id)
        if (!found) return c.notFound()
        const { registered } = found.document
        return page(c, {
          id,
          arrival: null,
          key: randomUUID(),
          seen: found.version,
          typed: typedFrom(registered),
          faults: {},
          kept: [],
          registered,
        })
      },
    },
    {
      method: 'post',
      path: `${incomingPath}/:id{[1-9][0-9]{0,8}}/correct`,
      needs: 'document.keep',
      bodyMax: formBytesMax,
      handle: (c) => save(c, Number(c.req.param('id'))),
    },
  ]
}

const fileOfKept = ({ sha256, name, sizeBytes, mediaType }: KeptFile): DocumentFile => ({ sha256, name, sizeBytes, mediaType })

/** The same bytes twice are one file. */
const withoutTwins = (files: readonly DocumentFile[]): DocumentFile[] =>
  files.filter((f, i) => files.findIndex((other) => other.sha256 === f.sha256) === i)

const typedOf = (body: Record<string, unknown>): Typed =>
  Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => {
      const texts = [value].flat().filter((v): v is string => typeof v === 'string')
      return texts.length > 0 ? [[name, texts]] : []
    }),
  )

const typedFromArrival = (arrival: Arrival): Typed => ({
  arrived: momentText(arrival.arrivedAt).slice(0, 16),
  channel: 'electronic',
  sender: arrival.sender,
  symbol: arrival.numberSymbol,
  date: arrival.date === null ? '' : dayText(arrival.date),
  kind: arrival.kind,
  urgency: arrival.urgency,
  subject: arrival.subject,
})

const typedFrom = (r: Registered): Typed => ({
  secrecy: 'none',
  arrived: momentText(r.arrivedAt).slice(0, 16),
  channel: r.channel,
  sender: r.sender,
  symbol: r.numberSymbol,
  date: r.date === null ? '' : dayText(r.date),
  kind: r.kind,
  urgency: r.urgency,
  subject: r.subject,
  deadline: r.deadline === null ? '' : dayText(r.deadline),
})
