import { buffer } from 'node:stream/consumers'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Say } from '../../../kernel/say.ts'
import type { FileStore } from '../../../platform/files.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { KeyRefused, SigningKey, SignRequest } from '../../signing/model.ts'
import {
  explainSigning,
  openPkcs12,
  openRemote,
  openToken,
  type RemoteService,
  runFilesMax,
  type SigningService,
  type TokenKey,
} from '../../signing/service.ts'
import { dateWords } from '../date-words.ts'
import { type DocumentFile, fileNow, type Outgoing, type PlacedBox } from '../outgoing.ts'
import type { KeySaid, Signer } from '../room.adapter.ts'
import type { By } from '../service.ts'
import { pictureOf } from '../store.ts'
import { numberText } from '../symbol.ts'
import { KeyFields } from './page.tsx'

/** A token that is plugged into the server, as the operator named it (thiết bị ký đặt tại máy chủ). */
export type NamedToken = TokenKey & { name: string }

/** A credential of a remote signing service (ký số từ xa), as the operator named it. */
export type NamedRemote = { name: string; credentialId: string; service: RemoteService }

export type SignerDeps = {
  db: Database
  files: FileStore
  signing: Pick<SigningService, 'sign' | 'startRun'>
  tokens: readonly NamedToken[]
  remotes: readonly NamedRemote[]
}

/** Largest PKCS#12 file, bytes: a key and a chain take some kilobytes. */
const keyFileBytesMax = 256 * 1024

const placeOf = ({ page, ...box }: PlacedBox) => ({ page, box })

/** The keys one may sign with here (khóa ký): the fields of the form, and the key that they name. Key files and pass-phrases are not kept. */
export function keyRing({ tokens, remotes }: Pick<SignerDeps, 'tokens' | 'remotes'>) {
  const open = async (body: Readonly<Record<string, unknown>>, say: Say): Promise<Result<SigningKey, KeySaid>> => {
    const text = (name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '')
    const said = (answer: Result<SigningKey, KeyRefused>): Result<SigningKey, KeySaid> =>
      answer.ok ? answer : err({ kind: 'key-said', sentence: explainSigning(answer.error, say) })
    const token = tokens.find(({ id, tokenLabel }) => text('signingKey') === `${tokenLabel}/${id}`)
    if (token) return said(await openToken(token, text('passPhrase')))
    const remote = remotes.find(({ credentialId }) => text('signingKey') === `remote/${credentialId}`)
    if (remote) return said(await openRemote(remote.service, remote.credentialId, { pin: text('passPhrase') }))
    const file = body.keyFile
    if (!(file instanceof File) || file.size === 0)
      return err({ kind: 'key-said', sentence: say('Chọn tệp khóa (.p12) hoặc thiết bị ký.', 'Choose a key file (.p12) or a token.') })
    if (file.size > keyFileBytesMax) return err({ kind: 'key-said', sentence: say('Tệp khóa quá lớn.', 'The key file is too large.') })
    return said(openPkcs12(new Uint8Array(await file.arrayBuffer()), text('passPhrase')))
  }

  return {
    open,
    fields: (role: 'signatory' | 'seal', say: Say) => (
      <KeyFields
        role={role}
        tokens={[
          ...tokens.map(({ name, tokenLabel, id }) => ({ name, value: `${tokenLabel}/${id}` })),
          ...remotes.map(({ name, credentialId }) => ({ name, value: `remote/${credentialId}` })),
        ]}
        say={say}
      />
    ),
  }
}

/** A picture in its real size in the middle of a place; smaller when the place is. */
function inMiddleOf(place: PlacedBox, picture: { widthMm: number; heightMm: number }): PlacedBox {
  const scale = Math.min(1, place.widthMm / picture.widthMm, place.heightMm / picture.heightMm)
  const [widthMm, heightMm] = [picture.widthMm * scale, picture.heightMm * scale]
  return {
    page: place.page,
    leftMm: place.leftMm + (place.widthMm - widthMm) / 2,
    topMm: place.topMm + (place.heightMm - heightMm) / 2,
    widthMm,
    heightMm,
  }
}

/** The agency's mark on each appendix in a file of its own: number, symbol and time at the top right of its first page. */
const appendixRequests = (id: number, { draft, number }: Outgoing): SignRequest[] =>
  draft.appendices.map((file, i) => ({
    ...{ about: `outgoing/${id}/${i + 1}`, sourceSha256: file.sha256, reason: null, location: null },
    role: 'appendix' as const,
    numberSymbol: number ? numberText(number.number, number.symbol) : '',
  }))

/** The signer of documents: key by file or by a token at the server; pictures and places from what is kept. */
export function documentSigner({ db, files, signing, tokens, remotes }: SignerDeps): Signer {
  const ring = keyRing({ tokens, remotes })
  const png = async (sha256: string): Promise<Uint8Array> => {
    const found = await files.open(sha256)
    if (!found) throw new Error(`picture ${sha256} is not in the store`)
    return buffer(found.stream)
  }

  const request = async (by: By, role: 'signatory' | 'seal', id: number, document: Outgoing, say: Say) => {
    const source = fileNow(document)
    const common = { about: `outgoing/${id}`, sourceSha256: source.sha256, reason: null, location: null }
    const [own, seal] = await db.inAgency(by.agencyId, (tx) =>
      Promise.all([pictureOf(tx, by.agencyId, by.officerId), pictureOf(tx, by.agencyId, null)]),
    )
    if (!seal)
      return err({
        kind: 'key-said' as const,
        sentence: say(
          'Chưa có hình con dấu của cơ quan trong thiết lập văn bản.',
          'The agency’s seal is not kept yet: see the settings of documents.',
        ),
      })
    const { places } = document.draft
    if (role === 'signatory') {
      const picture = own ? { png: await png(own.sha256), widthMm: own.widthMm, heightMm: own.heightMm } : null
      const place = own ? inMiddleOf(places.signature, own) : places.signature
      const open = { number: placeOf(places.number), date: placeOf(places.date), seal: { widthMm: seal.widthMm, heightMm: seal.heightMm } }
      return ok({ ...common, role, place: placeOf(place), picture, open })
    }
    const { number } = document
    if (!number) throw new Error(`document ${id} is sealed before it has a number`)
    const words = (box: PlacedBox) => ({ size: { widthMm: box.widthMm, heightMm: box.heightMm } })
    return ok({
      ...common,
      role,
      picture: { png: await png(seal.sha256), widthMm: seal.widthMm, heightMm: seal.heightMm },
      place: null,
      // Close to the stroke that parts it from the symbol.
      number: { text: String(number.number).padStart(2, '0'), ...words(places.number), side: 'right' as const },
      date: { text: dateWords(number.date), ...words(places.date), side: 'left' as const, sizePoints: 14, isItalic: true },
    })
  }

  const withKey = async <T,>(
    body: Readonly<Record<string, unknown>>,
    say: Say,
    work: (key: SigningKey) => Promise<Result<T, KeySaid>>,
  ): Promise<Result<T, KeySaid>> => {
    const key = await ring.open(body, say)
    if (!key.ok) return key
    try {
      return await work(key.value)
    } finally {
      await key.value.close()
    }
  }

  const signed = async (by: By, wanted: SignRequest, key: SigningKey, name: string, say: Say): Promise<Result<DocumentFile, KeySaid>> => {
    const done = await signing.sign({ agencyId: by.agencyId, officerId: by.officerId, onBehalfOf: null }, wanted, key)
    if (!done.ok) return err({ kind: 'key-said', sentence: explainSigning(done.error, say) })
    const { sha256, sizeBytes, mediaType } = done.value.file
    return ok({ sha256, sizeBytes, mediaType, name })
  }

  return {
    fields: async (_, role, say) => ring.fields(role, say),
    open: ring.open,
    async startMany(by, role, runId, documents, key, say) {
      const requests: SignRequest[] = []
      for (const { id, document } of documents) {
        const wanted = await request(by, role, id, document, say)
        if (!wanted.ok) {
          await key.close()
          return wanted
        }
        requests.push(wanted.value, ...(role === 'seal' ? appendixRequests(id, document) : []))
      }
      if (requests.length > runFilesMax) {
        await key.close()
        const tooMany = say(
          `Kể cả phụ lục có ${requests.length} tệp; mỗi lần ký nhiều nhất ${runFilesMax} tệp.`,
          `With the appendices there are ${requests.length} files; at most ${runFilesMax} are signed at once.`,
        )
        return err({ kind: 'key-said', sentence: tooMany })
      }
      const actor = { agencyId: by.agencyId, officerId: by.officerId, onBehalfOf: null }
      const { finished } = await signing.startRun(actor, runId, requests, key)
      return ok({ finished: finished.finally(() => key.close()) })
    },
    sign: (by, id, document, body, say) =>
      withKey(body, say, async (key) => {
        const wanted = await request(by, 'signatory', id, document, say)
        return wanted.ok ? signed(by, wanted.value, key, 'da-ky.pdf', say) : wanted
      }),
    seal: (by, id, document, body, say) =>
      withKey(body, say, async (key) => {
        const wanted = await request(by, 'seal', id, document, say)
        if (!wanted.ok) return wanted
        const file = await signed(by, wanted.value, key, 'van-ban.pdf', say)
        if (!file.ok) return file
        const appendices: DocumentFile[] = []
        for (const [i, one] of appendixRequests(id, document).entries()) {
          const appendix = await signed(by, one, key, document.draft.appendices[i]?.name ?? 'phu-luc.pdf', say)
          if (!appendix.ok) return appendix
          appendices.push(appendix.value)
        }
        return ok({ file: file.value, appendices })
      }),
  }
}
