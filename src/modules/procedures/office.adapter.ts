import { z } from 'zod'
import { type Day, day, type Moment } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import type { FileStore } from '../../platform/files.ts'
import type { Who } from '../../platform/http/who.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { isRole, type Permission, permissionsOf } from '../org/model.ts'
import type { StepDurations } from './simulate/history.ts'
import type { By, NotWritten } from './store.ts'

/** What the office's pages of procedures stand on. */
export type ProcedureDeps = {
  db: Database
  /** Where files wait between preview and import. */
  files: Pick<FileStore, 'put' | 'open'>
  /** Address of the public page of a procedure, absolute: for the QR code. */
  publicUrl(procedure: { agencyId: number; procedureId: number; key: string; code: string | null }): string
  /** How long the steps of a procedure were in hand lately; dossiers are a floor above. Absent: the past says nothing. */
  stepDurations?(agencyId: number, procedureId: number): Promise<readonly StepDurations[]>
  /** Called after a change, so that remembered answers are asked anew. */
  forget?(agencyId: number): void
}

export const menu = '/office/procedures'

/** Who acts: on behalf of an absent officer only when the permission comes from that officer's post. */
export function byOf(who: Who, at: Moment, permission: Permission): By & { officerId: number } {
  const posts = who.posts.filter(({ role }) => isRole(role) && permissionsOf[role].includes(permission))
  const onBehalfOf = posts.some((post) => post.onBehalfOf === null) ? null : (posts[0]?.onBehalfOf ?? null)
  return { agencyId: who.agencyId, officerId: who.officerId, onBehalfOf, at }
}

/** The number in an address, or 0, which nothing bears. */
export const numberIn = (text: string | undefined): number => (text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : 0)

/** Hidden fields of every act's form. */
export const stampFields = (say: Say) => ({
  seen: z.coerce.number(say('Trang đã mở quá lâu. Mời mở lại trang.', 'The page has been open too long. Open it again.')).int().min(0),
  key: z.uuid(
    say(
      'Trang đã mở quá lâu. Mời mở lại trang rồi gửi lại.',
      'The page has been open too long. Open it again, then send the form once more.',
    ),
  ),
})

/** A date that somebody may mean. */
export const dayField = (missing: string, say: Say) =>
  z.string(missing).transform((text, context): Day => {
    const value = dayOf(text)
    if (value !== undefined) return value
    const unreal = say('Ngày không có thật, hoặc quá xa.', 'There is no such day, or it is too far away.')
    context.addIssue({ code: 'custom', message: text === '' ? missing : unreal })
    return z.NEVER
  })

function dayOf(text: string): Day | undefined {
  try {
    const value = day(text)
    return value >= day('1945-09-02') && value < day('2200-01-01') ? value : undefined
  } catch {
    return undefined
  }
}

/** What the officer reads when nothing was written for a reason that no rule knows. */
export function explainNotWritten(refusal: NotWritten, say: Say): string {
  switch (refusal.kind) {
    case 'not-found':
      return say('Không có thủ tục này.', 'There is no such procedure.')
    case 'changed-meanwhile':
      return say(
        'Thủ tục vừa được người khác cập nhật. Dưới đây là bản mới nhất; mời xem lại rồi làm tiếp.',
        'Somebody else has just changed this procedure. Below is how it stands now; look it over, then go on.',
      )
    case 'key-reused':
      return say(
        'Biểu mẫu này đã được gửi với nội dung khác. Mời mở lại trang.',
        'This form was sent before with other content. Open the page again.',
      )
  }
}

export const isNotWritten = (refusal: { kind: string }): refusal is NotWritten =>
  refusal.kind === 'not-found' || refusal.kind === 'changed-meanwhile' || refusal.kind === 'key-reused'
