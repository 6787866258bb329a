import type { Day, Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import { isOfUseAgain, paperKind } from './kind.ts'

/** Until when a kept paper may serve again (thời hạn dùng lại): without term, to the end of a day, or for its own dossier only. */
export type Reuse = { kind: 'without-term' } | { kind: 'until'; day: Day } | { kind: 'once' }

/** A paper that the office keeps of an applicant (giấy tờ đang giữ). */
export type HeldPaper = {
  id: string
  kind: string
  name: string
  reuse: Reuse
  keptAt: Moment
  /** The dossier it came with. */
  dossier: string | null
  withdrawnAt: Moment | null
}

/** Whether it serves on that day; the day of the term itself still counts. */
export function servesOn({ reuse, withdrawnAt }: Pick<HeldPaper, 'reuse' | 'withdrawnAt'>, day: Day): boolean {
  if (withdrawnAt !== null || reuse.kind === 'once') return false
  return reuse.kind === 'without-term' || day <= reuse.day
}

/** A component, with the paper that is held for it. */
export type HeldComponent<P extends HeldPaper = HeldPaper> = { component: string; paper: P }

/**
 * Which components need not be handed in, for they are held (thành phần đã có trong kho): of several papers of a kind the newest. An application or a
 * declaration is made anew for each matter, and never held.
 */
export function heldAmong<P extends HeldPaper>(components: readonly string[], papers: readonly P[], day: Day): HeldComponent<P>[] {
  const newest = new Map<string, P>()
  for (const paper of papers) {
    if (!servesOn(paper, day)) continue
    const known = newest.get(paper.kind)
    if (!known || paper.keptAt > known.keptAt) newest.set(paper.kind, paper)
  }
  return components.flatMap((component) => {
    const kind = paperKind(component)
    const paper = isOfUseAgain(component) ? newest.get(kind) : undefined
    return paper ? [{ component, paper }] : []
  })
}

/** Why papers are not asked for: these are held. */
export type AskedAgain = { kind: 'already-held'; held: readonly { component: string; paperId: string; name: string }[] }

/**
 * Asking again for what the office holds is refused (không yêu cầu nộp lại giấy tờ đã có). Whoever finds a kept paper wrong or unreadable
 * withdraws it first, with the reason: then it is no longer held, and may be asked for.
 * @law tt-01-2023-vpcp reuse: what has been digitised is used again, not asked for again
 * @law cv-1722-2022 #4: papers are handed in once
 */
export function refuseAskingAgain(asked: readonly string[], papers: readonly HeldPaper[], day: Day): Result<null, AskedAgain> {
  const held = heldAmong(asked, papers, day)
  if (held.length === 0) return ok(null)
  return err({ kind: 'already-held', held: held.map(({ component, paper }) => ({ component, paperId: paper.id, name: paper.name })) })
}

/** The refusal in words. */
export function explainAskedAgain({ held }: AskedAgain, say: Say): string {
  const names = held.map(({ component }) => component).join('; ')
  return say(
    `Không yêu cầu nộp lại giấy tờ đã có trong kho: ${names}. Nếu bản đang giữ sai hoặc không đọc được, thu hồi bản ấy trước rồi yêu cầu.`,
    `Papers that are already held are not asked for again: ${names}. If the one held is wrong or unreadable, withdraw it first, then ask.`,
  )
}
