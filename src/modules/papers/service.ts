import { createHmac, randomUUID } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { searchWords } from '../../kernel/fold.ts'
import { type Day, day, dayInVietnam, type Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { inBoth, type Say } from '../../kernel/say.ts'
import { type ByteSource, type FileRefused, type FileStore, type StoredFile, safeName } from '../../platform/files.ts'
import { fileBytesMax, noteFile } from '../../platform/http/uploads.ts'
import type { PartialFiles, PartRefused } from '../../platform/partial-files.ts'
import type { Database, Tx } from '../../platform/postgres/database.ts'
import type { SigningKey, SignRefused, SignRequest } from '../signing/model.ts'
import { explainSigning, type SigningService } from '../signing/service.ts'
import { type AskedAgain, type HeldComponent, heldAmong, type Reuse, refuseAskingAgain } from './held.ts'
import { paperKind } from './kind.ts'
import {
  addPiece,
  arrange,
  type Decided,
  type KeptPaper,
  mayDrop,
  mayKeep,
  mayMake,
  maySign,
  mayWithdraw,
  type PaperRefused,
  type Piece,
  pagesOf,
} from './paper.ts'
import type { ScanPdfRefused, Source } from './pdf/scan-pdf.adapter.ts'
import { type ScanThread, ScanThreadFailed } from './pdf/thread.adapter.ts'
import { type PictureRefused, readPicture } from './picture.ts'
import { judgePage, type PageFacts, type PageRefused } from './quality.ts'
import type { TextReader } from './read-text.adapter.ts'
import {
  type By,
  beginPaper,
  dayValue,
  decideOn,
  type FullPaper,
  keptOf,
  momentValue,
  type NotWritten,
  noteUse,
  readPaper,
  settle,
  takeNextReading,
  want,
  wordsValue,
} from './store.ts'

/** What papers need from the installation. */
export type PapersDeps = {
  db: Database
  files: FileStore
  partial: PartialFiles
  scans: ScanThread
  reader: TextReader
  /** Reads scans soon, beside the answer; the job comes back for what was missed. Absent: only the job reads. */
  readSoon?: (agencyId: number) => void
  signing: Pick<SigningService, 'sign' | 'look'>
  keyFor(purpose: string): Buffer
  now(): Moment
  recordedNow(): Moment
}

/** Why a file does not become part of a scan. */
export type PieceRefused =
  | FileRefused
  | PictureRefused
  | ScanPdfRefused
  /** cannot be signed later: what the signing service says of it */
  | { kind: 'cannot-be-signed'; sentence(say: Say): string }
  | { kind: 'no-scan-type'; mediaType: string }
  | { kind: 'bad-pages'; pages: readonly PageRefused[] }
  | { kind: 'scan-too-large'; megabytesMax: number }

/** Largest scan that can be signed with room for the signature, bytes. */
const scanBytesMax = 45_000_000
const scanMegabytesMax = 45
/** Names of bad pages shown at once. */
const badPagesMax = 20

/** An upload announced: the same file chosen again goes on where it was cut off. */
export type Announced = { name: string; sizeBytes: number; modified: string }

export type PapersService = ReturnType<typeof papersService>

/** Commands and questions about papers of applicants (kho giấy tờ, số hóa). */
export function papersService(deps: PapersDeps) {
  const { db, files, partial, scans, now, recordedNow } = deps
  const times = () => ({ at: now(), recordedAt: recordedNow() })

  const bytesOf = async (sha256: string): Promise<Buffer> => {
    const found = await files.open(sha256)
    if (!found) throw new Error(`file ${sha256} is not in the store`)
    return buffer(found.stream)
  }

  /** What each page of a stored file says of itself; or why it is no scan. */
  const inspect = async (stored: StoredFile, bytes: Buffer): Promise<Result<readonly PageFacts[], PieceRefused>> => {
    if (stored.mediaType === 'application/pdf') {
      const facts = await scans.inspect(bytes).catch((error: unknown): Result<readonly PageFacts[], ScanPdfRefused> => {
        if (error instanceof ScanThreadFailed) return err({ kind: 'damaged-pdf' })
        throw error
      })
      return facts
    }
    if (stored.mediaType !== 'image/jpeg' && stored.mediaType !== 'image/png')
      return err({ kind: 'no-scan-type', mediaType: stored.mediaType })
    const read = readPicture(bytes)
    if (!read.ok) return read
    const { coding: _, ...facts } = read.value
    return ok([facts])
  }

  /** Looks at a file and takes it into the store; nothing is laid to the paper yet. */
  const take = async (by: By, source: ByteSource, given: string): Promise<Result<Piece, PieceRefused>> => {
    const name = safeName(given)
    const stored = await files.put(source, { name, maxBytes: fileBytesMax })
    if (!stored.ok) return stored
    const facts = await inspect(stored.value, await bytesOf(stored.value.sha256))
    if (!facts.ok) return facts
    const bad = facts.value.flatMap((page, i) => {
      const judged = judgePage(i + 1, page)
      return judged.ok ? [] : [judged.error]
    })
    if (bad.length > 0) return err({ kind: 'bad-pages', pages: bad.slice(0, badPagesMax) })
    if (stored.value.mediaType === 'application/pdf') {
      const looked = await deps.signing.look(stored.value.sha256)
      if (!looked.ok) {
        const refusal = looked.error
        return err({ kind: 'cannot-be-signed', sentence: (say) => explainSigning(refusal, say) })
      }
    }
    await db.inAgency(by.agencyId, (tx) => noteFile(tx, by.agencyId, stored.value))
    return ok({ ...stored.value, name, pages: facts.value })
  }

  const addFile = async (by: By, id: string, source: ByteSource, name: string, key: string = randomUUID()) => {
    const taken = await take(by, source, name)
    if (!taken.ok) return taken
    const piece = taken.value
    return decideOn<PaperRefused | PieceRefused>(db, by, id, { seen: null, key, question: ['add', id, piece.sha256] }, times(), (paper) => {
      const pieces = addPiece(paper, piece)
      if (!pieces.ok) return pieces
      const bytes = pieces.value.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
      if (bytes > scanBytesMax) return err({ kind: 'scan-too-large', megabytesMax: scanMegabytesMax })
      return ok({ set: {}, pieces: pieces.value, event: { type: 'file-added', sha256: piece.sha256, pages: piece.pages.length } })
    })
  }

  const uploadId = (by: By, paperId: string, { name, sizeBytes, modified }: Announced): string =>
    createHmac('sha256', deps.keyFor('partial-upload'))
      .update(JSON.stringify([by.agencyId, by.officerId, paperId, name, sizeBytes, modified]))
      .digest('hex')

  const service = {
    /** Begins the scan of one component (bắt đầu số hóa). `id` comes from the form: the same form again begins nothing more. */
    begin: async (
      by: By,
      id: string,
      begun: { applicantId: number; component: string; dossier: string | null; pagesCounted: number },
    ): Promise<void> => {
      await db.inAgency(by.agencyId, (tx) =>
        beginPaper(
          tx,
          by,
          id,
          { ...begun, kind: paperKind(begun.component), words: searchWords(begun.component, begun.dossier ?? '') },
          times(),
        ),
      )
    },

    find: (agencyId: number, id: string): Promise<FullPaper | undefined> => db.inAgency(agencyId, (tx) => readPaper(tx, agencyId, id)),

    /** Lays one file to a scan, looked at first: virus, kind, resolution, colour of each page. */
    addFile,

    /** Announces a file that will come in parts (tải lên có nối lại): its name for the parts, and how much of it is there already. */
    openUpload: async (by: By, paperId: string, announced: Announced): Promise<{ uploadId: string; receivedBytes: number }> => {
      const id = uploadId(by, paperId, announced)
      return { uploadId: id, receivedBytes: await partial.receivedBytes(id) }
    },

    /** Adds a part where the last one ended. */
    addPart: (
      by: By,
      paperId: string,
      announced: Announced,
      offset: number,
      bytes: AsyncIterable<Uint8Array>,
    ): Promise<Result<number, PartRefused>> =>
      partial.append(uploadId(by, paperId, announced), { offset, totalBytes: announced.sizeBytes, bytes }),

    /** The file is there whole: it becomes part of the scan, or is refused; its parts go either way, but not while the scanner or the disk is away. */
    finishUpload: async (by: By, paperId: string, announced: Announced) => {
      const id = uploadId(by, paperId, announced)
      const receivedBytes = await partial.receivedBytes(id)
      if (receivedBytes !== announced.sizeBytes) return err({ kind: 'wrong-offset' as const, receivedBytes })
      const added = await addFile(by, paperId, partial.read(id), announced.name)
      if (added.ok || (added.error.kind !== 'unscanned' && added.error.kind !== 'disk-full')) await partial.drop(id)
      return added
    },

    /** Takes a file out of a scan, or moves it up or down. */
    arrange: (by: By, id: string, stamp: { seen: number | null; key: string }, sha256: string, how: 'out' | 'up' | 'down') =>
      decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['arrange', id, sha256, how] }, times(), (paper) => {
        const pieces = arrange(paper, sha256, how)
        if (!pieces.ok) return pieces
        const pages = paper.pieces.find((p) => p.sha256 === sha256)?.pages.length ?? 0
        return ok({ set: {}, pieces: pieces.value, event: { type: how === 'out' ? 'file-removed' : 'file-moved', sha256, pages } })
      }),

    /** Corrects how many pages the paper has, as long as nothing is put together. */
    recount: (by: By, id: string, stamp: { seen: number | null; key: string }, pagesCounted: number) =>
      decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['recount', id, pagesCounted] }, times(), (paper) =>
        paper.status === 'collecting'
          ? ok({
              set: { pages_counted: pagesCounted },
              event: { type: 'begun', applicantId: paper.applicantId, dossier: paper.dossier, pagesCounted },
            })
          : err({ kind: 'not-collecting', status: paper.status }),
      ),

    /** Puts the scans together to one PDF (ghép), and has its letters read. A PDF that came whole stays as it is, byte for byte. */
    make: async (
      by: By,
      id: string,
      stamp: { seen: number | null; key: string },
    ): Promise<Result<{ version: number }, PaperRefused | PieceRefused | NotWritten>> => {
      const paper = await service.find(by.agencyId, id)
      if (!paper) return err({ kind: 'not-found' })
      const question = { ...stamp, question: ['make', id] }
      const [only, ...rest] = paper.pieces
      const allowed = mayMake(paper)
      let made: { file: StoredFile; pages: number; form: 'pdf' | 'pdf-a-2b' } | null = null
      if (allowed.ok && only && rest.length === 0 && only.mediaType === 'application/pdf')
        made = {
          file: { sha256: only.sha256, sizeBytes: only.sizeBytes, mediaType: only.mediaType },
          pages: only.pages.length,
          form: 'pdf',
        }
      else if (allowed.ok) {
        const sources: Source[] = []
        for (const piece of paper.pieces) sources.push({ mediaType: piece.mediaType, bytes: new Uint8Array(await bytesOf(piece.sha256)) })
        const put = await scans.make(sources, { title: paper.component, at: now() }).catch((error: unknown) => {
          if (error instanceof ScanThreadFailed) return null
          throw error
        })
        if (put === null) return err({ kind: 'damaged-picture' })
        const stored = await files.put(put.bytes, { name: 'ban-quet.pdf', maxBytes: scanBytesMax + 5_000_000 })
        if (!stored.ok) return stored
        await db.inAgency(by.agencyId, (tx) => noteFile(tx, by.agencyId, stored.value))
        made = { file: stored.value, pages: put.pages, form: put.form }
      }
      const done = await decideOn<PaperRefused>(db, by, id, question, times(), (current, tx) => {
        const may = mayMake(current)
        if (!may.ok) return may
        // What was put together is what was there: somebody may have moved a page meanwhile.
        if (!made || current.version !== paper.version) return err({ kind: 'nothing-scanned' })
        if (made.pages !== pagesOf(current.pieces)) return err({ kind: 'page-count', counted: current.pagesCounted, scanned: made.pages })
        want(tx, by.agencyId, id, now())
        return ok({
          set: { status: 'made', made_sha256: made.file.sha256, pages: made.pages, form: made.form },
          event: { type: 'made', sha256: made.file.sha256, pages: made.pages, form: made.form },
        })
      })
      if (done.ok) deps.readSoon?.(by.agencyId)
      return done
    },

    /** The counter officer's own signature on the scan (ký số bản quét). */
    sign: async (
      by: By,
      id: string,
      stamp: { seen: number | null; key: string },
      key: SigningKey,
    ): Promise<Result<{ version: number }, PaperRefused | SignRefused | NotWritten>> => {
      const paper = await service.find(by.agencyId, id)
      if (!paper) return err({ kind: 'not-found' })
      const may = maySign(paper)
      if (!may.ok) return may
      if (stamp.seen !== null && stamp.seen !== paper.version) return err({ kind: 'changed-meanwhile' })
      const request: SignRequest = {
        about: `paper/${id}`,
        sourceSha256: paper.madeSha256 ?? '',
        reason: signatureReason.vi,
        location: null,
        role: 'signatory',
        place: signaturePlace,
        picture: null,
        open: null,
      }
      const signed = await deps.signing.sign(by, request, key)
      if (!signed.ok) return signed
      const { file, certificate, level, stampedAt } = signed.value
      await db.inAgency(by.agencyId, (tx) => noteFile(tx, by.agencyId, file))
      const at = stampedAt ?? now()
      return decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['sign', id] }, times(), (current) => {
        const still = maySign(current)
        if (!still.ok) return still
        return ok({
          set: {
            ...{ status: 'signed', signed_sha256: file.sha256, signed_at: momentValue(at), signed_by: by.officerId },
            ...{ signature_level: level, certificate },
          },
          event: { type: 'signed', sha256: file.sha256, certificate, level },
        })
      })
    },

    /** Keeps the signed scan for reuse (đưa vào kho), with what the officer decided of each field. */
    keep: (
      by: By,
      id: string,
      stamp: { seen: number | null; key: string },
      keeping: { name: Decided; numberSymbol: Decided; datedOn: Decided; reuse: Reuse },
    ) =>
      decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['keep', id, keeping] }, times(), (paper) => {
        const may = mayKeep(paper, { ...keeping, today: dayInVietnam(now()) })
        if (!may.ok) return may
        const value = (one: Decided): string | null => (one.kind === 'taken' ? one.value : null)
        const [name, number, dated] = [value(keeping.name) ?? paper.component, value(keeping.numberSymbol), value(keeping.datedOn)]
        const { reuse } = keeping
        return ok({
          set: {
            ...{ status: 'kept', name, number_symbol: number, dated_on: dated === null ? null : dayValue(day(dated)) },
            ...{ kind: paperKind(paper.component) || paperKind(name), reuse: reuse.kind, kept_at: momentValue(now()) },
            valid_until: reuse.kind === 'until' ? dayValue(reuse.day) : null,
            words: wordsWith(name, number ?? ''),
          },
          event: {
            type: 'kept',
            reuse: reuse.kind,
            until: reuse.kind === 'until' ? reuse.day : null,
            read: (['name', 'numberSymbol', 'datedOn'] as const).filter((field) => keeping[field].kind === 'taken'),
          },
        })
      }),

    /** Takes a kept paper out of use (thu hồi khỏi kho). */
    withdraw: (by: By, id: string, stamp: { seen: number | null; key: string }, reason: string) =>
      decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['withdraw', id, reason] }, times(), (paper) => {
        const may = mayWithdraw(paper, reason)
        if (!may.ok) return may
        return ok({
          set: { status: 'withdrawn', withdrawn_at: momentValue(now()), withdrawn_reason: reason.trim() },
          event: { type: 'withdrawn', reason: reason.trim() },
        })
      }),

    /** Gives up a scan that is not kept. */
    drop: (by: By, id: string, stamp: { seen: number | null; key: string }) =>
      decideOn<PaperRefused>(db, by, id, { ...stamp, question: ['drop', id] }, times(), (paper) => {
        const may = mayDrop(paper)
        return may.ok ? ok({ set: { status: 'dropped' }, event: { type: 'dropped' } }) : may
      }),

    /** Which of these components the office holds of the applicant, valid on that day (thành phần đã có). */
    heldFor: async (agencyId: number, applicantId: number, components: readonly string[], on: Day): Promise<HeldComponent<KeptPaper>[]> =>
      heldAmong(components, await db.inAgency(agencyId, (tx) => keptOf(tx, agencyId, applicantId, on)), on),

    /** Whether papers may be asked for: what is held may not. */
    mayAsk: async (agencyId: number, applicantId: number, asked: readonly string[], on: Day): Promise<Result<null, AskedAgain>> =>
      refuseAskingAgain(asked, await db.inAgency(agencyId, (tx) => keptOf(tx, agencyId, applicantId, on)), on),

    /**
     * Notes which held papers serve a dossier (dùng lại), and answers those noted now. Asks the store anew: a paper withdrawn since serves nothing.
     */
    useIn: (by: By, dossier: string, applicantId: number, components: readonly string[]): Promise<HeldComponent<KeptPaper>[]> =>
      db.inAgency(by.agencyId, (tx) => useInside(tx, by, dossier, applicantId, components)),

    /** The picture of one page of what was scanned, or null where it cannot be shown by itself. */
    picture: async (paper: FullPaper, page: number): Promise<{ mediaType: string; bytes: Uint8Array } | null> => {
      let before = 0
      for (const piece of paper.pieces) {
        if (page <= before + piece.pages.length) {
          const bytes = await bytesOf(piece.sha256)
          if (piece.mediaType !== 'application/pdf') return { mediaType: piece.mediaType, bytes }
          return scans.picture(new Uint8Array(bytes), page - before).catch(() => null)
        }
        before += piece.pages.length
      }
      return null
    },

    /**
     * Reads what waits to be read (nhận dạng chữ), one paper after another; several processes never the same one. Answers how many were read.
     * @param most papers in one go
     */
    readWaiting: async (agencyId: number, most = 20): Promise<number> => {
      let done = 0
      for (; done < most; done++) {
        const next = await db.inAgency(agencyId, (tx) => takeNextReading(tx, agencyId, now()))
        const paper = next && (await service.find(agencyId, next.id))
        if (!next || !paper) break
        const texts = await readPages(paper).catch(() => null)
        if (deps.reader.isClosed()) break // the house is closing: another process, or the next start, takes it again
        const words = texts === null ? [] : searchWords(...texts).slice(0, wordsMax)
        await db.inAgency(agencyId, (tx) => settle(tx, agencyId, next, texts, words, now()))
      }
      return done
    },
  }

  async function useInside(tx: Tx, by: By, dossier: string, applicantId: number, components: readonly string[]) {
    const held = heldAmong(components, await keptOf(tx, by.agencyId, applicantId, dayInVietnam(now())), dayInVietnam(now()))
    for (const { component, paper } of held) await noteUse(tx, by, { id: paper.id, dossier, component }, times())
    return held
  }

  /** Page by page; a page whose picture is packed in a way we do not unpack has no text. */
  async function readPages(paper: FullPaper): Promise<string[]> {
    const texts: string[] = []
    for (let page = 1; page <= pagesOf(paper.pieces); page++) {
      const picture = await service.picture(paper, page)
      texts.push(picture ? (await deps.reader.read(picture.bytes)).slice(0, pageTextMax) : '')
    }
    return texts
  }

  return service
}

/** Words of one paper that can be searched, and letters kept of one page. Our own limits. */
const wordsMax = 20_000
const pageTextMax = 20_000

/** The words that are there stay; those of what the officer wrote come to them. */
const wordsWith = (...texts: readonly string[]) => wordsValue(searchWords(...texts))

/** Why it is signed, as the file says it: in Vietnamese, like every paper. */
const signatureReason = inBoth((say) => say('Số hóa từ bản giấy', 'Digitised from paper'))

/** Where the signature field lies: in the upper left corner of page 1, without a picture, so that nothing of the scan is covered. Our own design. */
const signaturePlace = { page: 1, box: { leftMm: 5, topMm: 3, widthMm: 20, heightMm: 6 } }
