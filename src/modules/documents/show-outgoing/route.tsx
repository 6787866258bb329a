import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inForce } from '../../../kernel/dated.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import type { Result } from '../../../kernel/result.ts'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax } from '../../../platform/http/uploads.ts'
import { readStream } from '../../audit/service.ts'
import { deliveriesOf } from '../deliver/store.ts'
import { explainRefusal, incomingName, type Refusal } from '../explain.ts'
import { giveFile } from '../give-file.adapter.ts'
import { leadTimeCalendarDays } from '../lead-time.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import { namesOf } from '../names.ts'
import { fileNow, type OutgoingEvent } from '../outgoing.ts'
import { ReadersPage } from '../readers/page.tsx'
import type { DocumentRoomDeps, KeySaid } from '../room.adapter.ts'
import type { Written } from '../store.ts'
import { fileOf, noteReading, readersOf, streamOf } from '../store.ts'
import { VersionsPage } from '../versions/page.tsx'
import type { OutgoingAct } from './acts.ts'
import { OutgoingPage } from './page.tsx'

const stampForm = z.object({ seen: z.coerce.number().int().min(0), key: z.uuid() })
const text = z.string().trim().max(4000)
const said = inBoth((say) => z.object({ text: text.min(1, say('Ghi rõ nội dung hoặc lý do.', 'Say what, or why.')) }))
const verdict = z.object({ verdict: z.enum(['agreed', 'sent-back']), text: text.default('') })
const nothing = z.object({})

type Acted = Result<Written, Refusal | KeySaid>

/** An act on a document: what its form holds, and what it does. */
type Act = {
  needs: string
  takesFiles?: true
  run(
    c: OfficeContext,
    id: number,
    stamp: { seen: number; key: string },
    body: Record<string, unknown>,
  ): Promise<{ done: Acted } | { faults: Faults; typed: Typed }>
}

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

/** Văn bản đi: một văn bản, mọi việc trên nó, tệp, các bản dự thảo, ai đã đọc. */
export function showOutgoingRoutes(deps: DocumentRoomDeps): OfficeRoute[] {
  const { db, service, signer, orgOf, calendarOf, inspect } = deps

  /** An act whose form is read by a schema. */
  const act = <T,>(
    needs: string,
    schema: z.ZodType<T> | Readonly<Record<'vi' | 'en', z.ZodType<T>>>,
    run: (c: OfficeContext, id: number, stamp: { seen: number; key: string }, asked: T, body: Record<string, unknown>) => Promise<Acted>,
  ): Act => ({
    needs,
    async run(c, id, stamp, body) {
      const asked = checkForm(body, schema, c.var.say)
      return asked.ok ? { done: await run(c, id, stamp, asked.value, body) } : asked.error
    },
  })

  const acts: Record<Exclude<OutgoingAct, 'edit'>, Act> = {
    submit: act('document.draft', nothing, (c, id, stamp) => service.submit(byOf(c), id, stamp)),
    remark: act('document.draft', said, (c, id, stamp, asked) => service.remark(byOf(c), id, stamp, asked.text)),
    review: act('document.lead', verdict, (c, id, stamp, asked) => service.review(byOf(c), id, stamp, asked)),
    approve: act('document.lead', verdict, (c, id, stamp, asked) => service.approve(byOf(c), id, stamp, asked)),
    sign: {
      ...act('document.lead', nothing, (c, id, stamp, _, body) =>
        service.sign<KeySaid>(byOf(c), id, stamp, (document) => signer.sign(byOf(c), id, document, body, c.var.say)),
      ),
      takesFiles: true,
    },
    number: act('document.keep', nothing, (c, id, stamp) => service.number(byOf(c), id, stamp)),
    seal: {
      ...act('document.keep', nothing, (c, id, stamp, _, body) =>
        service.seal<KeySaid>(byOf(c), id, stamp, (document) => signer.seal(byOf(c), id, document, body, c.var.say)),
      ),
      takesFiles: true,
    },
    issue: act('document.keep', nothing, (c, id, stamp) => service.issue(byOf(c), id, stamp)),
    withdraw: act('document.draft', said, (c, id, stamp, asked) => service.withdraw(byOf(c), id, stamp, asked.text)),
  }

  const show = async (
    c: OfficeContext,
    id: number,
    tried?: { act: OutgoingAct; typed: Typed; faults: Faults; refusal?: string | undefined },
    key = randomUUID() as string,
  ) => {
    const { who, now, say } = c.var
    const { agencyId } = who
    const found = await service.outgoing(agencyId, id)
    if (!found) return c.notFound()
    const { document, version } = found
    const [org, calendar, entries, readers, signatures, deliveries, answered] = await Promise.all([
      orgOf(agencyId),
      calendarOf(agencyId),
      db.inAgency(agencyId, (tx) => readStream(tx, agencyId, streamOf('out', id))),
      document.issued ? db.inAgency(agencyId, (tx) => readersOf(tx, agencyId, id)) : null,
      document.signed ? inspect(agencyId, fileNow(document)) : null,
      document.issued ? db.inAgency(agencyId, (tx) => deliveriesOf(tx, agencyId, id)) : null,
      document.draft.answers === null ? undefined : service.incoming(agencyId, document.draft.answers),
    ])
    if (document.issued) await db.inAgency(agencyId, (tx) => noteReading(tx, agencyId, id, who.officerId, now))
    const chosen = (c.req.query('act') ?? '') as OutgoingAct
    const shown = tried ?? (chosen in acts ? { act: chosen, typed: {}, faults: {} } : undefined)
    const needsKey = shown?.act === 'sign' || shown?.act === 'seal' || document.status === 'approved' || document.status === 'numbered'
    const role = document.status === 'numbered' ? 'seal' : 'signatory'
    return c.render(
      <OutgoingPage
        id={id}
        version={version}
        document={document}
        history={entries.map((e) => ({ event: JSON.parse(e.body) as OutgoingEvent, officerId: e.officerId, onBehalfOf: e.onBehalfOf }))}
        signatures={signatures}
        readers={readers && { read: readers.filter((r) => r.readAt !== null).length, of: readers.length }}
        deliveries={deliveries}
        mayKeep={who.may.has('document.keep')}
        answersWhat={answered ? incomingName(answered.document, say) : null}
        actor={byOf(c)}
        calendar={calendar}
        leadDays={inForce(leadTimeCalendarDays, dayInVietnam(document.draftedAt)).value}
        names={namesOf(org, say)}
        now={now}
        csrf={who.csrf}
        actKey={key}
        tried={shown}
        keyFields={needsKey ? await signer.fields(byOf(c), role, say) : undefined}
      />,
      { title: document.draft.subject, menu: outgoingPath },
    )
  }

  const idOf = (c: OfficeContext): number | null => {
    const text = c.req.param('id') ?? ''
    return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null
  }

  return [
    {
      method: 'get',
      path: `${outgoingPath}/:id{[0-9]+}`,
      needs: 'document.read',
      async handle(c) {
        const id = idOf(c)
        return id === null ? c.notFound() : show(c, id)
      },
    },
    ...Object.entries(acts).map(
      ([name, { needs, takesFiles, run }]): OfficeRoute => ({
        method: 'post',
        path: `${outgoingPath}/:id{[0-9]+}/${name}`,
        needs,
        ...(takesFiles ? { bodyMax: formBytesMax } : {}),
        async handle(c) {
          const { say, who } = c.var
          const id = idOf(c)
          if (id === null) return c.notFound()
          const body = await c.req.parseBody({ all: true })
          const stamp = checkForm(body, stampForm, say)
          const tried = name as OutgoingAct
          if (!stamp.ok) {
            c.status(422)
            const old = say(
              'Trang đã cũ hoặc không đầy đủ. Xem lại rồi gửi lần nữa.',
              'The page is old or incomplete. Read it again, then send it once more.',
            )
            return show(c, id, { act: tried, typed: stamp.error.typed, faults: { _: old } })
          }
          const answer = await run(c, id, stamp.value, body)
          if ('faults' in answer) {
            c.status(422)
            return show(c, id, { act: tried, ...answer }, stamp.value.key)
          }
          if (answer.done.ok) return c.redirect(`${outgoingPath}/${id}`, 303)
          const { error } = answer.done
          if (error.kind === 'not-found') return c.notFound()
          c.status(409)
          const refusal = error.kind === 'key-said' ? error.sentence : explainRefusal(error, say, namesOf(await orgOf(who.agencyId), say))
          const typed = checkForm(body, z.never(), say)
          return show(c, id, { act: tried, typed: typed.ok ? {} : secretless(typed.error.typed), faults: {}, refusal })
        },
      }),
    ),
    {
      method: 'post',
      path: `${outgoingPath}/:id{[0-9]+}/send-again`,
      needs: 'document.keep',
      async handle(c) {
        const { say } = c.var
        const id = idOf(c)
        const asked = checkForm(await c.req.parseBody(), z.object({ no: z.coerce.number().int().positive() }), say)
        if (id === null || !asked.ok) return c.notFound()
        await service.sendAgain(byOf(c), id, asked.value.no) // refused means that it is on its way already: the page shows how it stands
        return c.redirect(`${outgoingPath}/${id}#recipients`, 303)
      },
    },
    {
      method: 'get',
      path: `${outgoingPath}/:id{[0-9]+}/versions`,
      needs: 'document.read',
      async handle(c) {
        const { who, say, now } = c.var
        const id = idOf(c)
        const found = id === null ? undefined : await service.outgoing(who.agencyId, id)
        if (id === null || !found) return c.notFound()
        const events = (await db.inAgency(who.agencyId, (tx) => readStream(tx, who.agencyId, streamOf('out', id)))).map(
          (e) => JSON.parse(e.body) as OutgoingEvent,
        )
        const texts = events.flatMap((e) => (e.type === 'drafted' || e.type === 'revised' ? [e.draft.content] : []))
        return c.render(
          <VersionsPage
            id={id}
            document={found.document}
            texts={texts}
            names={namesOf(await orgOf(who.agencyId), say)}
            now={now}
            chosen={Number(c.req.query('from') ?? 0)}
          />,
          {
            title: say('Các bản dự thảo', 'Versions'),
            menu: outgoingPath,
          },
        )
      },
    },
    {
      method: 'get',
      path: `${outgoingPath}/:id{[0-9]+}/readers`,
      needs: 'document.read',
      async handle(c) {
        const { who, say, now } = c.var
        const id = idOf(c)
        const found = id === null ? undefined : await service.outgoing(who.agencyId, id)
        if (id === null || !found?.document.issued) return c.notFound()
        const readers = await db.inAgency(who.agencyId, (tx) => readersOf(tx, who.agencyId, id))
        return c.render(
          <ReadersPage id={id} document={found.document} readers={readers} names={namesOf(await orgOf(who.agencyId), say)} now={now} />,
          {
            title: say('Ai đã đọc', 'Who has read it'),
            menu: outgoingPath,
          },
        )
      },
    },
    {
      method: 'get',
      path: '/office/documents/files/:direction{in|out}/:id{[0-9]+}/:sha256{[0-9a-f]{64}}',
      needs: 'document.read',
      async handle(c) {
        const { agencyId } = c.var.who
        const id = idOf(c)
        if (id === null) return c.notFound()
        const direction = c.req.param('direction') === 'in' ? 'in' : 'out'
        const found = await db.inAgency(agencyId, (tx) => fileOf(tx, agencyId, direction, id, c.req.param('sha256') ?? ''))
        return giveFile(deps, c, streamOf(direction, id), found)
      },
    },
  ]
}

/** What is shown again: never a pass-phrase. */
const secretless = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => !/pass|pin/i.test(name)))
