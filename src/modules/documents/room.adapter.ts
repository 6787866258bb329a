import type { Child } from 'hono/jsx'
import type { Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { FileStore } from '../../platform/files.ts'
import type { UploadDeps } from '../../platform/http/uploads.ts'
import type { SigningKey } from '../signing/model.ts'
import type { Judged } from './inspect.adapter.ts'
import type { DocumentFile, Outgoing } from './outgoing.ts'
import type { Papers } from './paper/paper.adapter.ts'
import type { By, DocumentDeps, DocumentService } from './service.ts'

/** What the pages of documents stand on. Snapshots are cached where they are made. */
export type DocumentRoomDeps = DocumentDeps &
  UploadDeps & {
    service: DocumentService
    files: FileStore
    papers: Papers
    signer: Signer
    /** The agencies in this system. */
    directory(): Promise<readonly { agencyId: number; name: string }[]>
    /** What the signatures of a brought file amount to, each with its reasons. */
    judge(agencyId: number, pdf: Uint8Array): Promise<Judged>
    /** What a brought PDF is: its pages; or why it cannot be signed here, in words. */
    layoutOf(agencyId: number, file: DocumentFile): Promise<Result<{ pages: number }, { sentence(say: Say): string }>>
  }

/** Why a key did not sign, in words: the rest of the act is not touched. */
export type KeySaid = { kind: 'key-said'; sentence: string }

/** Signs a document's file with a key that the officer chooses in the form (ký số): the fields, and what they do. Keys and pass-phrases stay inside. */
export type Signer = {
  fields(by: By, role: 'signatory' | 'seal', say: Say): Promise<Child>
  /** The signatory's signature on the file as it stands. */
  sign(by: By, id: number, document: Outgoing, body: Readonly<Record<string, unknown>>, say: Say): Promise<Result<DocumentFile, KeySaid>>
  /** Number, date and the agency's signature; its signature on each appendix in a file of its own. */
  seal(
    by: By,
    id: number,
    document: Outgoing,
    body: Readonly<Record<string, unknown>>,
    say: Say,
  ): Promise<Result<{ file: DocumentFile; appendices: readonly DocumentFile[] }, KeySaid>>
  /** Opens the key that a form names, once for many files; whoever opens it closes it, or gives it to `startMany`. */
  open(body: Readonly<Record<string, unknown>>, say: Say): Promise<Result<SigningKey, KeySaid>>
  /**
   * Begins to sign many files with an open key, which is closed when all are done. What each is about: `outgoing/<id>`, of its appendices
   * `outgoing/<id>/<no>` from 1.
   */
  startMany(
    by: By,
    role: 'signatory' | 'seal',
    runId: string,
    documents: readonly { id: number; document: Outgoing }[],
    key: SigningKey,
    say: Say,
  ): Promise<Result<{ finished: Promise<void> }, KeySaid>>
}
