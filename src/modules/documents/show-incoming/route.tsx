import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Result } from '../../../kernel/result.ts'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { readStream } from '../../audit/service.ts'
import { openUnits } from '../../org/model.ts'
import { recallOf } from '../arrivals/store.ts'
import { dayField } from '../day-field.adapter.ts'
import { explainRefusal, type Refusal } from '../explain.ts'
import type { IncomingEvent } from '../incoming.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import { answersTo } from '../look-up.adapter.ts'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { booksOf, streamOf, type Written } from '../store.ts'
import type { IncomingAct } from './acts.ts'
import { IncomingPage } from './page.tsx'

const stampForm = z.object({ seen: z.coerce.number().int().min(0), key: z.uuid() })
const text = z.string().trim().max(4000).default('')
const ids = z.preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.coerce.number().int().positive()).max(100))
const chosen = (message: string) => z.coerce.number(message).int(message).positive(message)

const assignForm = inBoth((say) =>
  z.object({ lead: chosen(say('Chọn một đơn vị chủ trì.', 'Choose the one leading unit.')), support: ids, deadline: dayField(say), text }),
)
const passForm = inBoth((say) => z.object({ to: chosen(say('Chọn người nhận.', 'Choose somebody.')), text }))
const finishForm = z.object({ answeredBy: z.preprocess((v) => v || undefined, z.coerce.number().int().positive().optional()), text })
const reasonForm = inBoth((say) => z.object({ text: text.refine((t) => t !== '', say('Ghi rõ lý do.', 'Say why.')) }))

type Acted = Result<Written, Refusal>
type Stamp = { seen: number; key: string }
type PostedAct = Exclude<IncomingAct, 'answer' | 'correct'>
type Act = {
  needs: string
  run(
    c: OfficeContext,
    id: number,
    stamp: Stamp,
    body: Record<string, unknown>,
  ): Promise<{ done: Acted } | { faults: Faults; typed: Typed }>
}

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

/** Văn bản đến: một văn bản, mọi việc trên nó. */
export function showIncomingRoutes(deps: DocumentRoomDeps): OfficeRoute[] {
  const { db, service, orgOf, calendarOf } = deps

  const act = <T,>(
    needs: string,
    schema: z.ZodType<T> | Readonly<Record<'vi' | 'en', z.ZodType<T>>>,
    run: (c: OfficeContext, id: number, stamp: Stamp, asked: T) => Promise<Acted>,
  ): Act => ({
    needs,
    async run(c, id, stamp, body) {
      const asked = checkForm(body, schema, c.var.say)
      return asked.ok ? { done: await run(c, id, stamp, asked.value) } : asked.error
    },
  })

  const acts: Record<PostedAct, Act> = {
    assign: act('document.lead', assignForm, (c, id, stamp, { lead, support, deadline, text: said }) =>
      service.assign(byOf(c), id, stamp, { text: said, leadUnitId: lead, supportUnitIds: [...new Set(support)], deadline }),
    ),
    'pass-on': act('document.draft', passForm, (c, id, stamp, { to, text: said }) =>
      service.passOn(byOf(c), id, stamp, { officerId: to, text: said }),
    ),
    finish: act('document.draft', finishForm, (c, id, stamp, { answeredBy, text: said }) =>
      service.finish(byOf(c), id, stamp, { text: said, answeredBy: answeredBy ?? null }),
    ),
    reopen: act('document.lead', reasonForm, (c, id, stamp, asked) => service.reopen(byOf(c), id, stamp, asked.text)),
    strike: act('document.keep', reasonForm, (c, id, stamp, asked) => service.strike(byOf(c), id, stamp, asked.text)),
  }

  const show = async (
    c: OfficeContext,
    id: number,
    tried?: { act: IncomingAct; typed: Typed; faults: Faults; refusal?: string | undefined },
    key = randomUUID() as string,
  ) => {
    const { who, now, say } = c.var
    const { agencyId } = who
    const found = await service.incoming(agencyId, id)
    if (!found) return c.notFound()
    const { document, version } = found
    const { from, book } = document.registered
    const [org, calendar, around] = await Promise.all([
      orgOf(agencyId),
      calendarOf(agencyId),
      db.inAgency(agencyId, async (tx) => ({
        entries: await readStream(tx, agencyId, streamOf('in', id)),
        answers: await answersTo(tx, agencyId, id),
        books: await booksOf(tx, agencyId),
        recalledReason: from && (await recallOf(tx, agencyId, from)),
      })),
    ])
    const names = namesOf(org, say)
    const asked = (c.req.query('act') ?? '') as IncomingAct
    const lead = document.assignment?.leadUnitId
    const colleagues = new Set(org.posts.filter((p) => p.unitId === lead).map((p) => p.officerId))
    return c.render(
      <IncomingPage
        id={id}
        version={version}
        document={document}
        history={around.entries.map((e) => ({
          event: JSON.parse(e.body) as IncomingEvent,
          officerId: e.officerId,
          onBehalfOf: e.onBehalfOf,
        }))}
        bookName={around.books.find((b) => b.id === book)?.name ?? ''}
        answers={around.answers}
        recalledReason={around.recalledReason}
        actor={byOf(c)}
        calendar={calendar}
        names={names}
        now={now}
        csrf={who.csrf}
        actKey={key}
        units={openUnits(org).map((u) => ({ value: String(u.id), text: names.unit(u.id) }))}
        colleagues={[...colleagues].map((officerId) => ({ value: String(officerId), text: names.officer(officerId) }))}
        tried={tried ?? (asked in acts ? { act: asked, typed: {}, faults: {} } : undefined)}
      />,
      { title: document.registered.subject, menu: incomingPath },
    )
  }

  return [
    {
      method: 'get',
      path: `${incomingPath}/:id{[1-9][0-9]{0,8}}`,
      needs: 'document.read',
      handle: (c) => show(c, Number(c.req.param('id'))),
    },
    ...Object.entries(acts).map(
      ([name, { needs, run }]): OfficeRoute => ({
        method: 'post',
        path: `${incomingPath}/:id{[1-9][0-9]{0,8}}/${name}`,
        needs,
        async handle(c) {
          const { say, who } = c.var
          const id = Number(c.req.param('id'))
          const body = await c.req.parseBody({ all: true })
          const stamp = checkForm(body, stampForm, say)
          const tried = name as IncomingAct
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
          if (answer.done.ok) return c.redirect(`${incomingPath}/${id}`, 303)
          const { error } = answer.done
          if (error.kind === 'not-found') return c.notFound()
          c.status(409)
          const refusal = explainRefusal(error, say, namesOf(await orgOf(who.agencyId), say))
          const typed = checkForm(body, z.never(), say)
          return show(c, id, { act: tried, typed: typed.ok ? {} : typed.error.typed, faults: {}, refusal })
        },
      }),
    ),
  ]
}
