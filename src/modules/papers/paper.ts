import { err, ok, type Result } from '../../kernel/result.ts'
import type { HeldPaper, Reuse } from './held.ts'
import { type PageFacts, pagesMax, piecesMax } from './quality.ts'

/** How far a scan has come (trạng thái số hóa). */
export type PaperStatus = 'collecting' | 'made' | 'signed' | 'kept' | 'withdrawn' | 'dropped'

/** One file of a scan (tệp quét), with what each of its pages says of itself. */
export type Piece = { sha256: string; name: string; sizeBytes: number; mediaType: string; pages: readonly PageFacts[] }

/** What the file is that was made: PDF/A-2b as we read that standard, or an ordinary PDF (made of PDF pages that came ready). */
export type MadeForm = 'pdf-a-2b' | 'pdf'

/** A paper of an applicant, from its scan to its end (giấy tờ số hóa). */
export type Paper = {
  status: PaperStatus
  applicantId: number
  component: string
  dossier: string | null
  /** Pages of the paper itself, counted by the officer before scanning. */
  pagesCounted: number
  pieces: readonly Piece[]
  madeSha256: string | null
  signedSha256: string | null
}

/** Why a step is not taken. */
export type PaperRefused =
  | { kind: 'not-collecting'; status: PaperStatus }
  | { kind: 'not-made'; status: PaperStatus }
  | { kind: 'not-signed'; status: PaperStatus }
  | { kind: 'not-kept'; status: PaperStatus }
  | { kind: 'too-many-pieces'; most: number }
  | { kind: 'too-many-pages'; most: number; pages: number }
  | { kind: 'same-file'; place: number }
  | { kind: 'no-such-piece' }
  | { kind: 'nothing-scanned' }
  | { kind: 'page-count'; counted: number; scanned: number }
  | { kind: 'no-reason' }
  | { kind: 'term-over' }
  | { kind: 'field-not-looked-at'; field: string }
  | { kind: 'not-held' }

export const pagesOf = (pieces: readonly Pick<Piece, 'pages'>[]): number => pieces.reduce((sum, { pages }) => sum + pages.length, 0)

/** A file comes behind those that are there. The same bytes twice would be the same page twice. */
export function addPiece(paper: Paper, piece: Piece): Result<readonly Piece[], PaperRefused> {
  if (paper.status !== 'collecting') return err({ kind: 'not-collecting', status: paper.status })
  const twin = paper.pieces.findIndex(({ sha256 }) => sha256 === piece.sha256)
  if (twin >= 0) return err({ kind: 'same-file', place: twin + 1 })
  if (paper.pieces.length >= piecesMax) return err({ kind: 'too-many-pieces', most: piecesMax })
  const pieces = [...paper.pieces, piece]
  const pages = pagesOf(pieces)
  return pages > pagesMax ? err({ kind: 'too-many-pages', most: pagesMax, pages }) : ok(pieces)
}

/** Takes a file out, or moves it one place up or down; a place beyond the ends changes nothing. */
export function arrange(paper: Paper, sha256: string, how: 'out' | 'up' | 'down'): Result<readonly Piece[], PaperRefused> {
  if (paper.status !== 'collecting') return err({ kind: 'not-collecting', status: paper.status })
  const from = paper.pieces.findIndex((piece) => piece.sha256 === sha256)
  const piece = paper.pieces[from]
  if (!piece) return err({ kind: 'no-such-piece' })
  const rest = paper.pieces.toSpliced(from, 1)
  return ok(how === 'out' ? rest : rest.toSpliced(Math.max(0, from + (how === 'up' ? -1 : 1)), 0, piece))
}

/**
 * Whether the scans may be put together: as many as the paper has pages, no more and no fewer.
 * @law tt-01-2023-vpcp scan-count: as many pictures as pages, in their order
 */
export function mayMake(paper: Paper): Result<null, PaperRefused> {
  if (paper.status !== 'collecting') return err({ kind: 'not-collecting', status: paper.status })
  const scanned = pagesOf(paper.pieces)
  if (scanned === 0) return err({ kind: 'nothing-scanned' })
  return scanned === paper.pagesCounted ? ok(null) : err({ kind: 'page-count', counted: paper.pagesCounted, scanned })
}

/** Whether the officer's signature may be set: on the file made, once. */
export const maySign = (paper: Pick<Paper, 'status'>): Result<null, PaperRefused> =>
  paper.status === 'made' ? ok(null) : err({ kind: 'not-made', status: paper.status })

/** What an officer decided about one field: taken from a proposal, written, or left empty. `unseen`: nothing was decided. */
export type Decided = { kind: 'taken'; value: string } | { kind: 'left' } | { kind: 'unseen' }

/** What is kept of a paper beside its file. */
export type Keeping = { name: Decided; numberSymbol: Decided; datedOn: Decided; reuse: Reuse; today: number }

/**
 * Whether the signed scan may be kept. Each field is the officer's own decision: what the machine read is never filled in unseen.
 * @law tt-01-2023-vpcp signed: what has been digitised carries the signature of whoever digitised it
 */
export function mayKeep(paper: Pick<Paper, 'status'>, keeping: Keeping): Result<null, PaperRefused> {
  if (paper.status !== 'signed') return err({ kind: 'not-signed', status: paper.status })
  for (const field of ['name', 'numberSymbol', 'datedOn'] as const)
    if (keeping[field].kind === 'unseen' || (field === 'name' && keeping.name.kind === 'left'))
      return err({ kind: 'field-not-looked-at', field })
  if (keeping.reuse.kind === 'until' && keeping.reuse.day < keeping.today) return err({ kind: 'term-over' })
  return ok(null)
}

/** Takes a kept paper out of use, with the reason (thu hồi). Dossiers that it served keep their line about it. */
export function mayWithdraw(paper: Pick<Paper, 'status'>, reason: string): Result<null, PaperRefused> {
  if (paper.status !== 'kept') return err({ kind: 'not-kept', status: paper.status })
  return reason.trim() === '' ? err({ kind: 'no-reason' }) : ok(null)
}

/** Gives up a scan that is not kept yet (bỏ). */
export const mayDrop = (paper: Pick<Paper, 'status'>): Result<null, PaperRefused> =>
  paper.status === 'collecting' || paper.status === 'made' || paper.status === 'signed'
    ? ok(null)
    : err({ kind: 'not-collecting', status: paper.status })

/** A kept paper with what lists and dossiers show of it. */
export type KeptPaper = HeldPaper & { pages: number; sha256: string; scannedBy: number; numberSymbol: string | null }
