import { dayInVietnam, type Moment, yearOf } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Database, Tx } from '../../platform/postgres/database.ts'
import type { WorkingCalendar } from '../clock/model.ts'
import { type Actor, type OrgSnapshot, postsOf } from '../org/model.ts'
import type { SignatureVerdict } from '../signing/model.ts'
import { type ApproveRefused, approveDraft } from './approve/decide.ts'
import type { ArrivalRefused } from './arrivals/decide.ts'
import { sendBackOn, takeArrival } from './arrivals/store.ts'
import { type AssignRefused, assignDocument, passOn } from './assign/decide.ts'
import { carryRecall, sendAgain } from './deliver/store.ts'
import { type IssuedPaper, type PaperMissing, paperStanding } from './dossier-paper/standing.ts'
import { paperOfDossier } from './dossier-paper/store.ts'
import { type DraftRefused, draftDocument, type Secrecy } from './draft/decide.ts'
import { type FinishRefused, finishDocument, reopenDocument, strikeDocument } from './finish/decide.ts'
import type { Assignment, Incoming, Registered } from './incoming.ts'
import { type IssueRefused, issueDocument } from './issue/decide.ts'
import type { DocumentKind } from './kinds.ts'
import { mayNumber, type NumberRefused, numberDocument } from './number/decide.ts'
import { type DocumentFile, type Draft, fileNow, type Outgoing } from './outgoing.ts'
import { asRecordsClerk } from './posts.ts'
import type { NotWritten, NumberingRefused } from './refusals.ts'
import { correctRegistered, mayRegister, type RegisterRefused, registerDocument } from './register/decide.ts'
import { type ReviewRefused, remarkOn, reviewDraft } from './review/decide.ts'
import { type ReviseRefused, reviseDraft } from './revise/decide.ts'
import { type SealRefused, sealDocument } from './seal/decide.ts'
import { type SignRefused, signDocument } from './sign/decide.ts'
import { answered, type Book, begin, booksOf, decideOn, lettersOn, load, noteCancelled, sendTo, takeNumber, type Written } from './store.ts'
import { type SubmitRefused, submitDraft } from './submit/decide.ts'
import { symbolOf } from './symbol.ts'
import { type WithdrawRefused, withdrawDocument } from './withdraw-document/decide.ts'

/** What the commands stand on. Snapshots are cached where they are made; each is right as of the call. */
export type DocumentDeps = {
  db: Database
  /** The office's clock: fixed in a demo, real elsewhere. */
  now(): Moment
  /** The real clock, for when an entry was written. */
  recordedNow(): Moment
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** What the signatures of a stored file amount to, looked at anew (kiểm tra chữ ký). */
  inspect(agencyId: number, file: DocumentFile): Promise<readonly SignatureVerdict[]>
  /** SHA-256 of the certificates registered for an officer, or (null) for the agency, that are in use. */
  certificatesOf(agencyId: number, officerId: number | null): Promise<readonly string[]>
  /** Whether the later file begins with every byte of the earlier one: signing only adds. */
  continues(earlier: DocumentFile, later: DocumentFile): Promise<boolean>
}

/** Who acts: the officer with the posts held now, in an agency. */
export type By = Actor & { agencyId: number }

/** An act with what the screen showed and the key of the act. */
export type Act = { seen: number | null; key: string }

/** Makes the signed file from the one as it stands; keys and pass-phrases stay inside it. */
export type Making<E> = (document: Outgoing) => Promise<Result<DocumentFile, E>>

/** As `Making`, with the appendices in their order, each signed by the agency. */
export type Sealing<E> = (document: Outgoing) => Promise<Result<{ file: DocumentFile; appendices: readonly DocumentFile[] }, E>>

const questionOf = (command: string, asked: unknown): string => JSON.stringify([command, asked])

/** The open book that a kind goes into: the one that names it, else the one for all the rest. */
export const bookFor = (books: readonly Book[], direction: Book['direction'], kind: DocumentKind): Book | undefined => {
  const open = books.filter((b) => b.direction === direction && b.closed === null)
  return open.find((b) => b.kinds.includes(kind)) ?? open.find((b) => b.kinds.length === 0)
}

/** The commands on documents (văn bản đi, đến). Each is one act: written whole or not at all, once however often it is sent. */
export function documentService(deps: DocumentDeps) {
  const { db, now, recordedNow, orgOf } = deps
  const writer = (by: By) => ({ agencyId: by.agencyId, officerId: by.officerId })

  const rolesOf = async (agencyId: number, officerId: number): Promise<string[]> =>
    postsOf(await orgOf(agencyId), officerId).map(({ role }) => role)

  const onOutgoing = <E>(
    by: By,
    id: number,
    { seen, key }: Act,
    question: string,
    decide: Parameters<typeof decideOn<'out', E>>[6],
    also?: Parameters<typeof decideOn<'out', E>>[7],
  ) => decideOn<'out', E>(db, 'out', writer(by), id, { seen, key, question }, recordedNow(), decide, also)

  const onIncoming = <E>(by: By, id: number, { seen, key }: Act, question: string, decide: Parameters<typeof decideOn<'in', E>>[6]) =>
    decideOn<'in', E>(db, 'in', writer(by), id, { seen, key, question }, recordedNow(), decide)

  /** The document before long work that must not hold a connection; the rule is asked again when it is written. */
  const standing = (by: By, id: number) => db.inAgency(by.agencyId, (tx) => load(tx, 'out', by.agencyId, id))

  const factsOfSignatures = async (by: Pick<By, 'agencyId'>, document: Outgoing, file: DocumentFile) => {
    const [signatures, signatoryCertificates, agencyCertificates] = await Promise.all([
      deps.inspect(by.agencyId, file),
      deps.certificatesOf(by.agencyId, document.draft.signatory.officerId),
      deps.certificatesOf(by.agencyId, null),
    ])
    return { signatures, signatoryCertificates, agencyCertificates }
  }

  const bookOf = async (
    tx: Tx,
    agencyId: number,
    direction: Book['direction'],
    kind: DocumentKind,
  ): Promise<Result<Book, NumberingRefused>> => {
    const book = bookFor(await booksOf(tx, agencyId), direction, kind)
    return book ? ok(book) : err({ kind: 'no-book', documentKind: kind })
  }

  return {
    /** Drafts a document (soạn dự thảo). Answers with its id. */
    async draft(
      by: By,
      { key }: { key: string },
      asked: { draft: Draft; secrecy: Secrecy },
    ): Promise<Result<Written, DraftRefused | NotWritten>> {
      const at = now()
      const roles = await rolesOf(by.agencyId, asked.draft.signatory.officerId)
      return begin<'out', DraftRefused>(db, 'out', writer(by), { key, question: questionOf('draft', asked) }, recordedNow(), async () =>
        draftDocument(asked.draft, { at, actor: by, roles, secrecy: asked.secrecy }),
      )
    },

    /** Changes a draft (sửa dự thảo). */
    async revise(by: By, id: number, stamp: Act, asked: { draft: Draft; secrecy: Secrecy; note: string }) {
      const roles = await rolesOf(by.agencyId, asked.draft.signatory.officerId)
      return onOutgoing<ReviseRefused>(by, id, stamp, questionOf('revise', [id, asked]), (document) =>
        reviseDraft(document, asked, { at: now(), actor: by, roles, secrecy: asked.secrecy }),
      )
    },

    /** Submits a draft for review (trình). */
    submit: (by: By, id: number, stamp: Act) =>
      onOutgoing<SubmitRefused>(by, id, stamp, questionOf('submit', id), (document) => submitDraft(document, { at: now(), actor: by })),

    /** The head's review (thẩm duyệt). */
    review: (by: By, id: number, stamp: Act, asked: { verdict: 'agreed' | 'sent-back'; text: string }) =>
      onOutgoing<ReviewRefused>(by, id, stamp, questionOf('review', [id, asked]), (document) =>
        reviewDraft(document, asked, { at: now(), actor: by }),
      ),

    /** A remark without a decision (góp ý). */
    remark: (by: By, id: number, stamp: Act, text: string) =>
      onOutgoing(by, id, stamp, questionOf('remark', [id, text]), (document) => remarkOn(document, text, { at: now(), actor: by })),

    /** The leader's approval (duyệt). */
    approve: (by: By, id: number, stamp: Act, asked: { verdict: 'agreed' | 'sent-back'; text: string }) =>
      onOutgoing<ApproveRefused>(by, id, stamp, questionOf('approve', [id, asked]), (document) =>
        approveDraft(document, asked, { at: now(), actor: by }),
      ),

    /** The signatory signs (ký số). `make` adds the signature to the file as it stands. */
    async sign<E>(by: By, id: number, stamp: Act, make: Making<E>): Promise<Result<Written, E | SignRefused | NotWritten>> {
      const question = questionOf('sign', id)
      const before = await answered(db, by.agencyId, stamp.key, question)
      if (before) return before
      const found = await standing(by, id)
      if (!found) return err({ kind: 'not-found' })
      const { document } = found
      if (stamp.seen !== null && stamp.seen !== found.version) return err({ kind: 'changed-meanwhile' })
      if (document.status !== 'approved') return err({ kind: 'not-approved', status: document.status })
      if (by.officerId !== document.draft.signatory.officerId)
        return err({ kind: 'not-the-signatory', officerId: document.draft.signatory.officerId })
      const made = await make(document)
      if (!made.ok) return made
      const earlier = fileNow(document)
      const [{ signatures, signatoryCertificates: certificates }, continues] = await Promise.all([
        factsOfSignatures(by, document, made.value),
        deps.continues(earlier, made.value),
      ])
      return onOutgoing<SignRefused>(by, id, { key: stamp.key, seen: found.version }, question, (now_) =>
        signDocument(now_, { file: made.value, signatures, continues }, { at: now(), actor: by, certificates }),
      )
    },

    /** Gives number and date (cấp số). */
    number: (by: By, id: number, stamp: Act) =>
      onOutgoing<NumberRefused | NumberingRefused>(by, id, stamp, questionOf('number', id), async (document, tx) => {
        const allowed = mayNumber(document, by)
        if (!allowed.ok) return allowed
        const at = now()
        const date = dayInVietnam(at)
        const { kind, unitId } = document.draft
        const [book, letters] = await Promise.all([bookOf(tx, by.agencyId, 'out', kind), lettersOn(tx, by.agencyId, date)])
        if (!book.ok) return book
        const [agency, unit] = [letters.get(0), letters.get(unitId)]
        if (agency === undefined) return err({ kind: 'no-letters', unitId: 0 })
        if (unit === undefined) return err({ kind: 'no-letters', unitId })
        const symbol = symbolOf(kind, { agency, unit })
        const year = yearOf(date)
        const number = await takeNumber(tx, by.agencyId, { id: book.value.id, year }, id, at)
        return numberDocument(document, { book: book.value.id, year, number, symbol, date }, { at, actor: by })
      }),

    /** The agency signs (đóng dấu số). `make` adds number, date and the agency's signature to the signed file. */
    async seal<E>(by: By, id: number, stamp: Act, make: Sealing<E>): Promise<Result<Written, E | SealRefused | NotWritten>> {
      const question = questionOf('seal', id)
      const before = await answered(db, by.agencyId, stamp.key, question)
      if (before) return before
      const found = await standing(by, id)
      if (!found) return err({ kind: 'not-found' })
      const { document } = found
      if (stamp.seen !== null && stamp.seen !== found.version) return err({ kind: 'changed-meanwhile' })
      if (document.status !== 'numbered') return err({ kind: 'not-numbered-yet', status: document.status })
      const made = await make(document)
      if (!made.ok) return made
      const { file } = made.value
      const [facts, continues, appendices] = await Promise.all([
        factsOfSignatures(by, document, file),
        deps.continues(fileNow(document), file),
        Promise.all(
          made.value.appendices.map(async (signed, i) => {
            const earlier = document.draft.appendices[i]
            return {
              file: signed,
              continues: earlier !== undefined && (await deps.continues(earlier, signed)),
              signatures: await deps.inspect(by.agencyId, signed),
            }
          }),
        ),
      ])
      return onOutgoing<SealRefused>(by, id, { key: stamp.key, seen: found.version }, question, (now_) =>
        sealDocument(now_, { file, continues, appendices, ...facts }, { at: now(), actor: by }),
      )
    },

    /** Issues a document through the gate (phát hành): the stored file is looked at once more. */
    async issue(by: By, id: number, stamp: Act): Promise<Result<Written, IssueRefused | NotWritten>> {
      const question = questionOf('issue', id)
      const before = await answered(db, by.agencyId, stamp.key, question)
      if (before) return before
      const found = await standing(by, id)
      if (!found) return err({ kind: 'not-found' })
      if (stamp.seen !== null && stamp.seen !== found.version) return err({ kind: 'changed-meanwhile' })
      const facts = await factsOfSignatures(by, found.document, fileNow(found.document))
      return onOutgoing<IssueRefused>(
        by,
        id,
        { key: stamp.key, seen: found.version },
        question,
        (document) => issueDocument(document, facts, { at: now(), actor: by }),
        (tx, after) => after.issued && sendTo(tx, by.agencyId, id, after.issued.at, after.draft.recipients),
      )
    },

    /** Drops a draft, cancels a number, recalls what was issued (bỏ, hủy số, thu hồi). */
    withdraw: (by: By, id: number, stamp: Act, reason: string) =>
      onOutgoing<WithdrawRefused>(
        by,
        id,
        stamp,
        questionOf('withdraw', [id, reason]),
        (document) => withdrawDocument(document, reason, { at: now(), actor: by }),
        (tx, after) => {
          if (after.status === 'cancelled' && after.number && after.ended)
            noteCancelled(tx, by.agencyId, after.number, after.ended.at, after.ended.reason)
          if (after.status === 'recalled' && after.ended) carryRecall(tx, by.agencyId, id, after.ended.at)
        },
      ),

    /** Registers an incoming document (đăng ký văn bản đến). Answers with its id. */
    async register(
      by: By,
      { key }: { key: string },
      asked: {
        registered: Omit<Registered, 'book' | 'year' | 'number'>
        secrecy: Secrecy
        /** What another agency sent and this is the registration of. */
        arrivalId?: number | null
      },
    ): Promise<Result<Written, RegisterRefused | NumberingRefused | ArrivalRefused | NotWritten>> {
      const at = now()
      const facts = { at, actor: by, secrecy: asked.secrecy }
      const year = yearOf(dayInVietnam(at))
      return begin<'in', RegisterRefused | NumberingRefused | ArrivalRefused>(
        db,
        'in',
        writer(by),
        { key, question: questionOf('register', asked) },
        recordedNow(),
        async (tx, id) => {
          const allowed = mayRegister({ ...asked.registered, book: 0, year }, facts)
          if (!allowed.ok) return allowed
          const book = await bookOf(tx, by.agencyId, 'in', asked.registered.kind)
          if (!book.ok) return book
          const number = await takeNumber(tx, by.agencyId, { id: book.value.id, year }, id, at)
          const arrivalId = asked.arrivalId ?? null
          const as = { documentId: id, number: `${number}/${year}`, at }
          if (arrivalId !== null && !(await takeArrival(tx, by.agencyId, arrivalId, as))) return err({ kind: 'arrival-over' })
          return registerDocument({ ...asked.registered, book: book.value.id, year, number }, facts)
        },
      )
    },

    /** Sends back what another agency sent (trả lại văn bản). */
    sendBack: (by: By, arrivalId: number, reason: string) =>
      sendBackOn(db, by, arrivalId, reason, { at: now(), recordedAt: recordedNow() }),

    /** Sends an issued document once more to a recipient whom it did not reach (gửi lại). */
    async sendAgain(
      by: By,
      id: number,
      no: number,
    ): Promise<Result<null, { kind: 'not-the-records-clerk' } | { kind: 'nothing-to-send' }>> {
      if (!asRecordsClerk(by)) return err({ kind: 'not-the-records-clerk' })
      const isSent = await db.inAgency(by.agencyId, (tx) => sendAgain(tx, by.agencyId, id, no, now(), by.officerId))
      return isSent ? ok(null) : err({ kind: 'nothing-to-send' })
    },

    /** Corrects what was registered (sửa đăng ký). */
    correct: (by: By, id: number, stamp: Act, asked: { registered: Registered; secrecy: Secrecy; reason: string }) =>
      onIncoming(by, id, stamp, questionOf('correct', [id, asked]), (document) =>
        correctRegistered(document, asked, { at: now(), actor: by, secrecy: asked.secrecy }),
      ),

    /** The leader's instruction (giao xử lý). */
    assign: (by: By, id: number, stamp: Act, asked: Assignment) =>
      onIncoming<AssignRefused>(by, id, stamp, questionOf('assign', [id, asked]), (document) =>
        assignDocument(document, asked, { at: now(), actor: by }),
      ),

    /** Passes it on inside the leading unit (chuyển xử lý). */
    async passOn(by: By, id: number, stamp: Act, asked: { officerId: number; text: string }) {
      const org = await orgOf(by.agencyId)
      const units = new Set<number>(postsOf(org, asked.officerId).map((p) => p.unitId))
      return onIncoming<AssignRefused>(by, id, stamp, questionOf('pass-on', [id, asked]), (document) =>
        passOn(
          document,
          { ...asked, isOfUnit: document.assignment !== null && units.has(document.assignment.leadUnitId) },
          { at: now(), actor: by },
        ),
      )
    },

    /** Done with it (kết thúc xử lý). */
    finish: (by: By, id: number, stamp: Act, asked: { text: string; answeredBy: number | null }) =>
      onIncoming<FinishRefused>(by, id, stamp, questionOf('finish', [id, asked]), async (document, tx) => {
        const answer = asked.answeredBy === null ? undefined : await load(tx, 'out', by.agencyId, asked.answeredBy)
        return finishDocument(document, { ...asked, answer: answer?.document ?? null }, { at: now(), actor: by })
      }),

    /** Takes it up again (mở lại). */
    reopen: (by: By, id: number, stamp: Act, text: string) =>
      onIncoming<FinishRefused>(by, id, stamp, questionOf('reopen', [id, text]), (document) =>
        reopenDocument(document, text, { at: now(), actor: by }),
      ),

    /** Registered by mistake (gạch sổ). */
    strike: (by: By, id: number, stamp: Act, text: string) =>
      onIncoming<FinishRefused>(by, id, stamp, questionOf('strike', [id, text]), (document) =>
        strikeDocument(document, text, { at: now(), actor: by }),
      ),

    /** One outgoing document with its version, or undefined. */
    outgoing: (agencyId: number, id: number): Promise<{ document: Outgoing; version: number } | undefined> =>
      db.inAgency(agencyId, (tx) => load(tx, 'out', agencyId, id)),

    /**
     * Whether a dossier's paper is out with two valid signatures, or why not (kết quả, thư xin lỗi của hồ sơ). The newest issued document that names
     * the dossier counts, else the newest; with `documentId` this very one.
     */
    async standingOfDossierPaper(
      agencyId: number,
      dossierCode: string,
      { documentId }: { documentId?: number } = {},
    ): Promise<Result<IssuedPaper, PaperMissing>> {
      const found = await db.inAgency(agencyId, async (tx) => {
        const id = await paperOfDossier(tx, agencyId, dossierCode, documentId ?? null)
        const loaded = id === null ? undefined : await load(tx, 'out', agencyId, id)
        return id !== null && loaded ? { id, document: loaded.document } : null
      })
      if (!found) return err({ kind: 'no-document' })
      const { id, document } = found
      const facts =
        document.status === 'issued'
          ? await factsOfSignatures({ agencyId }, document, fileNow(document))
          : { signatures: [], signatoryCertificates: [], agencyCertificates: [] }
      return paperStanding(id, document, facts)
    },

    /** One incoming document with its version, or undefined. */
    incoming: (agencyId: number, id: number): Promise<{ document: Incoming; version: number } | undefined> =>
      db.inAgency(agencyId, (tx) => load(tx, 'in', agencyId, id)),
  }
}

export type DocumentService = ReturnType<typeof documentService>
