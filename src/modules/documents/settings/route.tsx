import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { checkForm, type Faults } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { noteFile } from '../../../platform/http/uploads.ts'
import { agencyName, openUnits } from '../../org/model.ts'
import { explainSigning, type SigningService } from '../../signing/service.ts'
import { type DocumentKind, documentKinds } from '../kinds.ts'
import { namesOf } from '../names.ts'
import type { DocumentRoomDeps } from '../room.adapter.ts'
import { booksOf, lettersOn } from '../store.ts'
import { lettersOf, symbolShape } from '../symbol.ts'
import { signatoriesOf } from '../write/people.ts'
import type { SettingChange } from './change.ts'
import { DocumentSettingsPage, settingsPath } from './page.tsx'
import { picturesOf, writeSetting } from './store.ts'

export type SettingsDeps = DocumentRoomDeps & {
  signing: Pick<SigningService, 'certificatesOf' | 'registerCertificate' | 'withdrawCertificate' | 'progressOf'>
}

/** Largest picture and certificate, bytes. */
const pictureBytesMax = 2 * 1024 * 1024
const certificateBytesMax = 64 * 1024

const book = inBoth((say) =>
  z.object({
    name: z.string().trim().min(1, say('Ghi tên sổ.', 'Name the book.')).max(120),
    direction: z.enum(['in', 'out']),
    kinds: z.preprocess((v) => (v === undefined ? [] : [v].flat()), z.array(z.enum(documentKinds as [DocumentKind, ...DocumentKind[]]))),
  }),
)
const millimetres = z.coerce.number().int().min(5).max(120)
const picture = z.object({ owner: z.string().regex(/^\d{0,9}$/), widthMm: millimetres, heightMm: millimetres })

const byOf = ({ var: { who } }: OfficeContext) => ({ agencyId: who.agencyId, officerId: who.officerId, posts: who.posts })

/** Thiết lập văn bản: sổ, ký hiệu, chứng thư số, hình chữ ký và con dấu. */
export function settingsRoutes(deps: SettingsDeps): OfficeRoute[] {
  const { db, files, signing, orgOf, recordedNow } = deps

  const show = async (c: OfficeContext, faults: Faults = {}, refusal?: string) => {
    const { who, now, say } = c.var
    const { agencyId } = who
    const org = await orgOf(agencyId)
    const names = namesOf(org, say)
    const signatories = signatoriesOf(org)
    const [books, letters, pictures] = await db.inAgency(agencyId, (tx) =>
      Promise.all([booksOf(tx, agencyId), lettersOn(tx, agencyId, dayInVietnam(now)), picturesOf(tx, agencyId)]),
    )
    const certificates = (
      await Promise.all([null, ...signatories.map((s) => Number(s.value))].map((id) => signing.certificatesOf(agencyId, id)))
    ).flat()
    const lines = [
      { unitId: 0, name: agencyName(org).name },
      ...openUnits(org).map(({ id }) => ({ unitId: id as number, name: names.unit(id) })),
    ]
    return c.render(
      <DocumentSettingsPage
        books={books}
        letters={lines.map((l) => ({ ...l, letters: letters.get(l.unitId) ?? null, proposal: lettersOf(l.name) }))}
        pictures={pictures}
        certificates={certificates}
        signatories={signatories}
        names={names}
        now={now}
        hidden={{ csrf: who.csrf, key: randomUUID() }}
        refusal={refusal}
        faults={faults}
      />,
      { title: say('Thiết lập văn bản', 'Settings of documents'), menu: settingsPath },
    )
  }

  const write = async (c: OfficeContext, changes: readonly SettingChange[]) => {
    const { now } = c.var
    await db.inAgency(c.var.who.agencyId, async (tx) => {
      for (const change of changes) await writeSetting(tx, byOf(c), change, now, recordedNow())
    })
    return c.redirect(settingsPath, 303)
  }

  const fault = (c: OfficeContext, faults: Faults, refusal?: string) => {
    c.status(422)
    return show(c, faults, refusal)
  }

  const acts: Record<string, (c: OfficeContext, body: Record<string, unknown>) => Promise<Response>> = {
    'open-book': async (c, body) => {
      const asked = checkForm(body, book, c.var.say)
      return asked.ok ? write(c, [{ type: 'book-opened', ...asked.value }]) : fault(c, asked.error.faults)
    },
    'close-book': async (c, body) => write(c, [{ type: 'book-closed', bookId: Number(body.book) || 0, on: dayInVietnam(c.var.now) }]),
    'set-letters': async (c, body) => {
      const { say, now, who } = c.var
      const known = await db.inAgency(who.agencyId, (tx) => lettersOn(tx, who.agencyId, dayInVietnam(now)))
      const faults: Faults = {}
      const changes: SettingChange[] = []
      for (const [name, value] of Object.entries(body)) {
        const unitId = /^letters-(\d{1,9})$/.exec(name)?.[1]
        if (unitId === undefined || typeof value !== 'string') continue
        const letters = value.normalize('NFC').trim()
        if (letters === '' || letters === known.get(Number(unitId))) continue
        if (!symbolShape.test(letters))
          faults[name] = say('Chữ in hoa, số, dấu & hoặc -, tối đa 20 ký tự.', 'Capitals, digits, & or -, at most 20.')
        else changes.push({ type: 'letters-set', unitId: Number(unitId), from: dayInVietnam(now), letters })
      }
      return Object.keys(faults).length > 0 ? fault(c, faults) : write(c, changes)
    },
    'register-certificate': async (c, body) => {
      const { say } = c.var
      const file = body.certificate
      if (!(file instanceof File) || file.size === 0 || file.size > certificateBytesMax)
        return fault(c, { certificate: say('Chọn tệp chứng thư.', 'Choose a certificate file.') })
      const officerId = typeof body.owner === 'string' && body.owner !== '' ? Number(body.owner) : null
      const by = { agencyId: c.var.who.agencyId, officerId: c.var.who.officerId, onBehalfOf: null }
      const done = await signing.registerCertificate(by, { certificate: new Uint8Array(await file.arrayBuffer()), officerId })
      return done.ok ? c.redirect(settingsPath, 303) : fault(c, {}, explainSigning(done.error, say))
    },
    'withdraw-certificate': async (c, body) => {
      const by = { agencyId: c.var.who.agencyId, officerId: c.var.who.officerId, onBehalfOf: null }
      await signing.withdrawCertificate(by, String(body.sha256))
      return c.redirect(settingsPath, 303)
    },
    'keep-picture': async (c, body) => {
      const { say, who } = c.var
      const asked = checkForm(body, picture, say)
      if (!asked.ok) return fault(c, asked.error.faults)
      const file = body.picture
      if (!(file instanceof File) || file.size === 0) return fault(c, { picture: say('Chọn ảnh PNG.', 'Choose a PNG picture.') })
      const stored = await files.put(file.stream(), { name: file.name, maxBytes: pictureBytesMax })
      if (!stored.ok || stored.value.mediaType !== 'image/png')
        return fault(c, { picture: say('Chỉ nhận ảnh PNG tối đa 2 MB.', 'PNG pictures of at most 2 MB.') })
      await db.inAgency(who.agencyId, (tx) => noteFile(tx, who.agencyId, stored.value))
      const { owner, widthMm, heightMm } = asked.value
      return write(c, [
        { type: 'picture-kept', officerId: owner === '' ? null : Number(owner), sha256: stored.value.sha256, widthMm, heightMm },
      ])
    },
  }

  return [
    { method: 'get', path: settingsPath, needs: 'document.keep', handle: (c) => show(c) as Promise<Response> },
    {
      method: 'post',
      path: settingsPath,
      needs: 'document.keep',
      bodyMax: 4 * 1024 * 1024,
      async handle(c) {
        const body = await c.req.parseBody({ all: true })
        const act = acts[String(body.act)]
        return act ? act(c, body) : c.notFound()
      },
    },
  ]
}
