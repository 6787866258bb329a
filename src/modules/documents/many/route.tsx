import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { explainSigning, runFilesMax, type SigningService, tally } from '../../signing/service.ts'
import { explainRefusal } from '../explain.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import type { ManyAct } from './many.ts'
import { againSeconds, ChoosePage, manyPath, manyTitle, ProgressPage } from './page.tsx'
import { manySigner } from './run.adapter.ts'
import { waitingFor } from './store.ts'

const form = inBoth((say) =>
  z.object({
    key: z.uuid(),
    ids: z
      .preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.coerce.number().int().positive()))
      .refine((ids) => ids.length > 0, say('Chọn ít nhất một văn bản.', 'Choose at least one document.'))
      .refine((ids) => ids.length <= runFilesMax, say(`Nhiều nhất ${runFilesMax} văn bản một lần.`, `At most ${runFilesMax} at once.`)),
  }),
)
/** A key file and a form of five hundred lines. */
const bodyBytesMax = 1024 * 1024

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

/** Ký nhiều văn bản, cấp số và đóng dấu nhiều văn bản trong một lần; tiến độ. */
export function manyRoutes(deps: DocumentRoomDeps & { signing: Pick<SigningService, 'progressOf'> }): OfficeRoute[] {
  const { db, orgOf, signer, now } = deps
  const many = manySigner(deps)

  const choose = async (c: OfficeContext, act: ManyAct, tried: { chosen: ReadonlySet<number>; refusal: string } | null = null) => {
    const { who, say } = c.var
    const [org, rows, keyFields] = await Promise.all([
      orgOf(who.agencyId),
      db.inAgency(who.agencyId, (tx) => waitingFor(tx, who.agencyId, who.officerId, act, runFilesMax)),
      signer.fields(byOf(c), act === 'sign' ? 'signatory' : 'seal', say),
    ])
    return c.render(
      <ChoosePage
        act={act}
        rows={rows}
        chosen={tried?.chosen ?? null}
        hidden={{ csrf: who.csrf, key: randomUUID() }}
        keyFields={keyFields}
        names={namesOf(org, say)}
        refusal={tried?.refusal}
      />,
      { title: manyTitle(act, say), menu: outgoingPath },
    ) as Promise<Response>
  }

  const begin = async (c: OfficeContext, act: ManyAct) => {
    const { say, who } = c.var
    const body = await c.req.parseBody({ all: true })
    const asked = checkForm(body, form, say)
    const chosen = new Set([body.ids ?? []].flat().map(Number))
    if (!asked.ok) {
      c.status(422)
      return choose(c, act, { chosen, refusal: Object.values(asked.error.faults)[0] ?? '' })
    }
    const { key, ids } = asked.value
    const begun = await many.start(byOf(c), act, key, ids, body, say)
    if (begun.ok) return c.redirect(`${manyPath(act)}/${key}`, 303)
    c.status(409)
    const { error } = begun
    const refusal =
      error.kind === 'key-said'
        ? error.sentence
        : `${say(`Văn bản ${error.id}`, `Document ${error.id}`)}: ${explainRefusal(error.refusal, say, namesOf(await orgOf(who.agencyId), say))}`
    return choose(c, act, { chosen, refusal })
  }

  const progress = async (c: OfficeContext, act: ManyAct) => {
    const { say, who } = c.var
    const runId = c.req.param('run') ?? ''
    const found = await many.outcomes(byOf(c), act, runId)
    if (!found) return c.notFound()
    const names = namesOf(await orgOf(who.agencyId), say)
    const { isBrokenOff } = tally(found.progress, now())
    const isOver = found.progress.endedAt !== null && found.outcomes.every((o) => o.state !== 'waiting')
    if (!isOver && !isBrokenOff) c.header('refresh', String(againSeconds))
    return c.render(
      <ProgressPage
        act={act}
        outcomes={found.outcomes}
        isOver={isOver}
        isBrokenOff={isBrokenOff}
        here={`${manyPath(act)}/${runId}`}
        names={names}
        explain={(r) => (r.by === 'key' ? explainSigning(r.refusal, say) : explainRefusal(r.refusal, say, names))}
      />,
      { title: manyTitle(act, say), menu: outgoingPath },
    ) as Promise<Response>
  }

  return (['sign', 'seal'] as const).flatMap((act): OfficeRoute[] => {
    const needs = act === 'sign' ? 'document.lead' : 'document.keep'
    return [
      { method: 'get', path: manyPath(act), needs, handle: (c) => choose(c, act) },
      { method: 'post', path: manyPath(act), needs, bodyMax: bodyBytesMax, handle: (c) => begin(c, act) },
      { method: 'get', path: `${manyPath(act)}/:run{[0-9a-f-]{36}}`, needs, handle: (c) => progress(c, act) },
    ]
  })
}
