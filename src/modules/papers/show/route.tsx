import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { z } from 'zod'
import { day } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { downloadHeaders } from '../../../platform/files.ts'
import { cleanText } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { explainFile, formBytesMax } from '../../../platform/http/uploads.ts'
import { readApplicant } from '../../applicants/service.ts'
import { append } from '../../audit/service.ts'
import { officerOf } from '../../org/model.ts'
import { explainSigning } from '../../signing/service.ts'
import { pageCount } from '../begin/route.tsx'
import type { Reuse } from '../held.ts'
import { papersPath } from '../list/page.tsx'
import type { Decided } from '../paper.ts'
import { type Proposal, type Proposals, propose } from '../propose.ts'
import type { PapersRoomDeps } from '../room.adapter.ts'
import { explainPapers } from '../sentences.ts'
import type { Announced, PieceRefused } from '../service.ts'
import { type By, type FullPaper, knownNames, readingOf, readPaper, usesOf } from '../store.ts'
import { ShowPaperPage } from './page.tsx'

const accept = '.jpg,.jpeg,.png,.pdf'
const one = `${papersPath}/:id{[0-9a-f-]+}`
/** One part of an upload, and the most that the form of the key may weigh, bytes. */
const partBytesMax = 4 * 1024 * 1024
const signBytesMax = 512 * 1024

const announced = z.object({
  name: z.string().min(1).max(300),
  size: z.coerce
    .number()
    .int()
    .min(1)
    .max(2 ** 40),
  modified: z.string().max(40).default(''),
})
const stampShape = z.object({ seen: z.coerce.number().int().min(1), key: z.uuid() })

const byOf = ({ var: { who } }: OfficeContext): By => ({
  agencyId: who.agencyId,
  officerId: who.officerId,
  onBehalfOf: who.actingFor?.officerId ?? null,
})

/** Why a file was not taken, in words: the store's reasons, and those of a scan. */
const explainPiece = (refused: PieceRefused | Parameters<typeof explainPapers>[0], say: Say): string => {
  switch (refused.kind) {
    case 'too-large':
    case 'empty-file':
    case 'unknown-type':
    case 'type-mismatch':
    case 'disk-full':
    case 'infected':
    case 'unscanned':
      return explainFile(refused, say)
    default:
      return explainPapers(refused, say)
  }
}

/** Một giấy tờ: quét, ghép, ký, đưa vào kho, thu hồi. */
export function showPaperRoutes(deps: PapersRoomDeps): OfficeRoute[] {
  const { db, files, service, orgOf, keys, recordedNow } = deps
  type View = { typed?: Record<string, string>; faults?: Record<string, string>; refusal?: string; key?: string }

  const proposalsFor = async (agencyId: number, paper: FullPaper) => {
    const [reading, names] = await db.inAgency(agencyId, (tx) =>
      Promise.all([readingOf(tx, agencyId, paper.id), paper.status === 'signed' ? knownNames(tx, agencyId) : []]),
    )
    const texts = reading?.state === 'read' ? reading.texts : []
    return { reading: reading?.state ?? ('none' as const), proposals: propose(texts, [...new Set([paper.component, ...names])]) }
  }

  const show = async (c: OfficeContext, view: View = {}): Promise<Response> => {
    const { who, say, now } = c.var
    const id = c.req.param('id') ?? ''
    const [org, found] = await Promise.all([
      orgOf(who.agencyId),
      db.inAgency(who.agencyId, async (tx) => {
        const paper = await readPaper(tx, who.agencyId, id)
        if (!paper) return null
        const [applicant, uses] = await Promise.all([readApplicant(tx, who.agencyId, paper.applicantId), usesOf(tx, who.agencyId, id)])
        return { paper, applicant: applicant?.name ?? '', uses }
      }),
    ])
    if (!found || found.paper.status === 'dropped') return c.notFound() as unknown as Response
    const { paper } = found
    return c.render(
      <ShowPaperPage
        {...found}
        {...(await proposalsFor(who.agencyId, paper))}
        keyFields={paper.status === 'made' ? keys.fields('signatory', say) : null}
        names={{ officer: (officer) => officerOf(org, officer)?.name ?? String(officer) }}
        typed={view.typed ?? {}}
        faults={view.faults ?? {}}
        refusal={view.refusal}
        hidden={{ csrf: who.csrf, key: view.key ?? randomUUID(), seen: String(paper.version) }}
        mayScan={who.may.has('dossier.receive')}
        now={now}
        accept={accept}
      />,
      { title: paper.name ?? paper.component, menu: papersPath },
    )
  }

  /** An act: its form, what it does, and where it leads. */
  const act =
    (run: (c: OfficeContext, id: string, stamp: { seen: number; key: string }, body: Record<string, unknown>) => Promise<Outcome>) =>
    async (c: OfficeContext): Promise<Response> => {
      const { say } = c.var
      const id = c.req.param('id') ?? ''
      const body = await c.req.parseBody({ all: true })
      const stamp = stampShape.safeParse(body)
      if (!stamp.success) {
        c.status(422)
        return show(c, { refusal: explainPapers({ kind: 'key-reused' }, say) })
      }
      const outcome = await run(c, id, stamp.data, body)
      if (outcome.kind === 'done') return c.redirect(outcome.to ?? `${papersPath}/${id}`, 303)
      c.status(outcome.kind === 'faults' ? 422 : 409)
      const typed = Object.fromEntries(
        Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, cleanText(value)]] : [])),
      )
      return show(c, outcome.kind === 'faults' ? { typed, faults: outcome.faults } : { typed, refusal: outcome.sentence })
    }

  /** Lays the files of an ordinary form to the scan; what is refused is told by name, what is not stays. */
  const takeForm = act(async (c, id, stamp, body) => {
    const { say } = c.var
    const sent = [body.scans].flat().filter((file): file is File => file instanceof File && !(file.size === 0 && file.name === ''))
    if (sent.length === 0) return { kind: 'faults', faults: { scans: say('Chọn ít nhất một tệp quét.', 'Choose one scan at least.') } }
    const refused: string[] = []
    for (const [i, file] of sent.entries()) {
      const added = await service.addFile(byOf(c), id, file.stream(), file.name, i === 0 ? stamp.key : `${stamp.key}/${i}`)
      if (!added.ok) refused.push(`${file.name}: ${explainPiece(added.error, say)}`)
    }
    return refused.length === 0 ? { kind: 'done' } : { kind: 'faults', faults: { scans: refused.join(' ') } }
  })

  const written = (
    say: Say,
    answer: { ok: true } | { ok: false; error: PieceRefused | Parameters<typeof explainPapers>[0] },
    to?: string,
  ): Outcome => (answer.ok ? { kind: 'done', ...(to ? { to } : {}) } : { kind: 'refused', sentence: explainPiece(answer.error, say) })

  const post = (name: string, handle: OfficeRoute['handle'], bodyMax?: number): OfficeRoute => ({
    method: 'post',
    path: `${one}/${name}`,
    needs: 'dossier.receive',
    handle,
    ...(bodyMax ? { bodyMax } : {}),
  })

  return [
    { method: 'get', path: one, needs: 'dossier.read', handle: (c) => show(c) },
    post('files', takeForm, formBytesMax),
    post('uploads', async (c) => {
      const asked = announced.safeParse(await c.req.parseBody())
      if (!asked.success) return c.json({ sentence: c.var.say('Tệp không có tên hoặc rỗng.', 'The file has no name, or is empty.') }, 422)
      const { receivedBytes } = await service.openUpload(byOf(c), c.req.param('id') ?? '', of(asked.data))
      return c.json({ receivedBytes })
    }),
    {
      method: 'put',
      path: `${one}/uploads`,
      needs: 'dossier.receive',
      bodyMax: partBytesMax,
      async handle(c) {
        const { say } = c.var
        const asked = announced.extend({ offset: z.coerce.number().int().min(0) }).safeParse(c.req.query())
        if (!asked.success) return c.json({ sentence: say('Phần tệp gửi không đúng.', 'This part of the file is not as it must be.') }, 422)
        const body = c.req.raw.body ?? new ReadableStream({ start: (controller) => controller.close() })
        const added = await service.addPart(
          byOf(c),
          c.req.param('id') ?? '',
          of(asked.data),
          asked.data.offset,
          body as unknown as AsyncIterable<Uint8Array>,
        )
        if (added.ok) return c.json({ receivedBytes: added.value })
        if (added.error.kind === 'wrong-offset') return c.json({ receivedBytes: added.error.receivedBytes }, 409)
        return added.error.kind === 'disk-full'
          ? c.json({ sentence: explainFile({ kind: 'disk-full' }, say) }, 507)
          : c.json(
              { sentence: say('Tệp dài hơn đã báo. Mời chọn lại tệp.', 'The file is longer than announced. Please choose it again.') },
              422,
            )
      },
    },
    post('uploads/done', async (c) => {
      const asked = announced.safeParse(await c.req.parseBody())
      if (!asked.success) return c.json({ sentence: '' }, 422)
      const done = await service.finishUpload(byOf(c), c.req.param('id') ?? '', of(asked.data))
      return done.ok ? c.json({ ok: true }) : c.json({ sentence: explainPiece(done.error, c.var.say) }, 422)
    }),
    post(
      'arrange',
      act(async (c, id, stamp, body) => {
        const [how = '', sha256 = ''] = String(body.how ?? '').split(' ')
        if (how !== 'up' && how !== 'down' && how !== 'out') return { kind: 'done' }
        return written(c.var.say, await service.arrange(byOf(c), id, stamp, sha256, how))
      }),
    ),
    post(
      'recount',
      act(async (c, id, stamp, body) => {
        const { say } = c.var
        const count = pageCount[say.lang].safeParse(body.pagesCounted)
        if (!count.success) return { kind: 'faults', faults: { pagesCounted: count.error.issues[0]?.message ?? '' } }
        return written(say, await service.recount(byOf(c), id, stamp, count.data))
      }),
    ),
    post(
      'make',
      act(async (c, id, stamp) => written(c.var.say, await service.make(byOf(c), id, stamp))),
    ),
    post(
      'sign',
      act(async (c, id, stamp, body) => {
        const { say } = c.var
        const key = await keys.open(body, say)
        if (!key.ok) return { kind: 'refused', sentence: key.error.sentence }
        try {
          const signed = await service.sign(byOf(c), id, stamp, key.value)
          if (signed.ok) return { kind: 'done' }
          const refusal = signed.error
          return {
            kind: 'refused',
            sentence: isOurs(refusal.kind) ? explainPapers(refusal as never, say) : explainSigning(refusal as never, say),
          }
        } finally {
          await key.value.close()
        }
      }),
      signBytesMax,
    ),
    post(
      'keep',
      act(async (c, id, stamp, body) => {
        const { say, who } = c.var
        const paper = await service.find(who.agencyId, id)
        if (!paper) return { kind: 'refused', sentence: explainPapers({ kind: 'not-found' }, say) }
        const { proposals } = await proposalsFor(who.agencyId, paper)
        const asked = readKeeping(body, proposals, paper.component, say)
        return asked.ok ? written(say, await service.keep(byOf(c), id, stamp, asked.value)) : { kind: 'faults', faults: asked.faults }
      }),
    ),
    post(
      'withdraw',
      act(async (c, id, stamp, body) => {
        const { say } = c.var
        const reason = cleanText(String(body.reason ?? ''))
          .trim()
          .slice(0, 500)
        if (reason === '') return { kind: 'faults', faults: { reason: explainPapers({ kind: 'no-reason' }, say) } }
        return written(say, await service.withdraw(byOf(c), id, stamp, reason))
      }),
    ),
    post(
      'drop',
      act(async (c, id, stamp) => written(c.var.say, await service.drop(byOf(c), id, stamp), papersPath)),
    ),
    {
      method: 'get',
      path: `${one}/file`,
      needs: 'dossier.read',
      async handle(c) {
        const { who, now } = c.var
        const paper = await service.find(who.agencyId, c.req.param('id') ?? '')
        const sha256 = paper?.signedSha256 ?? paper?.madeSha256
        const bytes = sha256 ? await files.open(sha256) : null
        if (!paper || !bytes) return c.notFound()
        await noteReading(c, paper.id, now)
        const headers = downloadHeaders(
          { name: `${paper.name ?? paper.component}.pdf`, mediaType: 'application/pdf', sizeBytes: bytes.sizeBytes },
          { inline: true },
        )
        return new Response(Readable.toWeb(bytes.stream) as NodeStream as ReadableStream, { headers })
      },
    },
    {
      method: 'get',
      path: `${one}/pages/:page{[0-9]+}`,
      needs: 'dossier.read',
      async handle(c) {
        const { who, now } = c.var
        const paper = await service.find(who.agencyId, c.req.param('id') ?? '')
        const page = Number(c.req.param('page'))
        const picture = paper && (await service.picture(paper, page))
        if (!paper || !picture) return c.notFound()
        if (page === 1 && paper.status !== 'collecting') await noteReading(c, paper.id, now)
        return new Response(Buffer.from(picture.bytes), {
          headers: {
            'content-type': picture.mediaType,
            'x-content-type-options': 'nosniff',
            'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
            'cache-control': 'private, max-age=300',
          },
        })
      },
    },
  ]

  /** A line about who looked at a paper of somebody's (nhật ký đọc). */
  function noteReading(c: OfficeContext, paper: string, now: OfficeContext['var']['now']): Promise<void> {
    const { agencyId, officerId, actingFor } = c.var.who
    return db.inAgency(agencyId, (tx) =>
      append(tx, agencyId, 'reads', recordedNow(), [
        { kind: 'paper-read', at: now, officerId, onBehalfOf: actingFor?.officerId ?? null, body: JSON.stringify({ paper }) },
      ]),
    )
  }
}

type Outcome = { kind: 'done'; to?: string } | { kind: 'refused'; sentence: string } | { kind: 'faults'; faults: Record<string, string> }

const ours = new Set(['not-found', 'changed-meanwhile', 'key-reused', 'not-made'])
const isOurs = (kind: string): boolean => ours.has(kind)

const of = ({ name, size, modified }: z.output<typeof announced>): Announced => ({ name, sizeBytes: size, modified })

/** What the officer decided of each field; a field without a decision is a fault, not an empty one. */
function readKeeping(
  body: Record<string, unknown>,
  proposals: Proposals,
  component: string,
  say: Say,
):
  | { ok: true; value: { name: Decided; numberSymbol: Decided; datedOn: Decided; reuse: Reuse } }
  | { ok: false; faults: Record<string, string> } {
  const faults: Record<string, string> = {}
  const text = (field: string): string =>
    typeof body[field] === 'string'
      ? cleanText(body[field] as string)
          .trim()
          .slice(0, 300)
      : ''
  const isDay = (value: string): boolean => {
    try {
      day(value)
      return true
    } catch {
      return false
    }
  }
  const decided = (field: string, from: readonly Proposal[]): Decided => {
    const chosen = text(field)
    const proposal = /^p\d$/.test(chosen) ? from[Number(chosen.slice(1))] : undefined
    if (proposal) return { kind: 'taken', value: proposal.value }
    if (chosen === 'leave') return { kind: 'left' }
    if (chosen === 'other') {
      if (text(`${field}Other`) !== '') return { kind: 'taken', value: text(`${field}Other`) }
      faults[`${field}Other`] = say('Ghi vào ô này.', 'Fill in this field.')
    } else
      faults[field] = say(
        'Chưa chọn: xem ảnh rồi lấy đề xuất, ghi khác, hoặc để trống.',
        'Not decided: look at the picture, then take a proposal, write another, or leave it empty.',
      )
    return { kind: 'unseen' }
  }
  const name = decided('name', proposals.name)
  const numberSymbol = decided('numberSymbol', proposals.numberSymbol)
  const datedOn = decided('datedOn', proposals.datedOn)
  if (datedOn.kind === 'taken' && !isDay(datedOn.value)) faults.datedOnOther = say('Ngày này không có trong lịch.', 'There is no such day.')
  const kind = text('reuse')
  if (kind !== 'without-term' && kind !== 'until' && kind !== 'once')
    faults.reuse = say('Chọn thời hạn dùng lại.', 'Choose how long it may be used again.')
  if (kind === 'until' && !isDay(text('validUntil')))
    faults.validUntil = say('Ghi ngày cuối cùng còn dùng lại.', 'Enter the last day of use.')
  if (Object.keys(faults).length > 0) return { ok: false, faults }
  const reuse: Reuse = kind === 'until' ? { kind, day: day(text('validUntil')) } : { kind: kind as 'without-term' | 'once' }
  return { ok: true, value: { name: name.kind === 'left' ? { kind: 'taken', value: component } : name, numberSymbol, datedOn, reuse } }
}
