import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { explainRefusal } from '../explain.ts'
import { giveFile } from '../give-file.adapter.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import { namesOf } from '../names.ts'
import { promptness } from '../register/decide.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { ArrivalsPage, arrivalsPath, SendBackPage } from './page.tsx'
import { type Arrival, arrivalOf, waitingArrivals } from './store.ts'

const form = inBoth((say) => z.object({ reason: z.string().trim().min(1, say('Ghi lý do trả lại.', 'Say why.')).max(1000) }))

/** Văn bản chờ vào sổ: danh sách, trả lại. */
export function arrivalRoutes(deps: DocumentRoomDeps): OfficeRoute[] {
  const { db, service, orgOf, calendarOf } = deps
  const arrivalIn = (c: OfficeContext) =>
    db.inAgency(c.var.who.agencyId, (tx) => arrivalOf(tx, c.var.who.agencyId, Number(c.req.param('id'))))
  const sendBackPage = (
    c: OfficeContext,
    arrival: Arrival,
    shown: Pick<Parameters<typeof SendBackPage>[0], 'reason' | 'faults' | 'refusal'>,
  ) => {
    const { who, say } = c.var
    const what = `${arrival.numberSymbol} · ${arrival.sender} · ${arrival.subject}`
    return c.render(<SendBackPage id={arrival.id} files={arrival.files} what={what} csrf={who.csrf} {...shown} />, {
      title: say('Trả lại văn bản', 'Send a document back'),
      menu: incomingPath,
    })
  }
  return [
    {
      method: 'get',
      path: arrivalsPath,
      needs: 'document.read',
      async handle(c) {
        const { who, now, say } = c.var
        const after = c.req.query('after') ?? null
        const [calendar, page] = await Promise.all([
          calendarOf(who.agencyId),
          db.inAgency(who.agencyId, (tx) => waitingArrivals(tx, who.agencyId, { after })),
        ])
        const rows = page.rows.map((r) => ({ ...r, promptness: promptness(r.arrivedAt, now, r.urgency !== 'ordinary', calendar) }))
        return c.render(
          <ArrivalsPage rows={rows} next={page.next} isFirst={after === null} mayKeep={who.may.has('document.keep')} now={now} />,
          { title: say('Chờ vào sổ', 'To be registered'), menu: incomingPath },
        )
      },
    },
    {
      method: 'get',
      path: `${arrivalsPath}/:id{[0-9]{1,15}}/send-back`,
      needs: 'document.keep',
      async handle(c) {
        const arrival = await arrivalIn(c)
        return arrival ? sendBackPage(c, arrival, { reason: '', faults: {} }) : c.notFound()
      },
    },
    {
      method: 'get',
      path: `${arrivalsPath}/:id{[0-9]{1,15}}/files/:sha256{[0-9a-f]{64}}`,
      needs: 'document.read',
      async handle(c) {
        const arrival = await arrivalIn(c)
        const file = arrival?.files.find((f) => f.sha256 === c.req.param('sha256'))
        return giveFile(deps, c, `arrival/${c.req.param('id')}`, file)
      },
    },
    {
      method: 'post',
      path: `${arrivalsPath}/:id{[0-9]{1,15}}/send-back`,
      needs: 'document.keep',
      async handle(c) {
        const { who, say } = c.var
        const arrival = await arrivalIn(c)
        if (!arrival) return c.notFound()
        const asked = await readForm(c, form)
        if (!asked.ok) {
          c.status(422)
          return sendBackPage(c, arrival, { reason: String(asked.error.typed.reason ?? ''), faults: asked.error.faults })
        }
        const { agencyId, officerId, posts } = who
        const done = await service.sendBack({ agencyId, officerId, posts }, arrival.id, asked.value.reason)
        if (done.ok) return c.redirect(arrivalsPath, 303)
        c.status(409)
        const refusal = explainRefusal(done.error, say, namesOf(await orgOf(agencyId), say))
        return sendBackPage(c, arrival, { reason: asked.value.reason, faults: {}, refusal })
      },
    },
  ]
}
