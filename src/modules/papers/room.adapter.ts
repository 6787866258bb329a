import type { Child } from 'hono/jsx'
import type { Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'
import type { OrgSnapshot } from '../org/model.ts'
import type { SigningKey } from '../signing/model.ts'
import type { PapersDeps, PapersService } from './service.ts'

/** What the pages of papers stand on. */
export type PapersRoomDeps = Pick<PapersDeps, 'db' | 'files' | 'recordedNow'> & {
  service: PapersService
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** With which key an officer signs: the fields of the form, and the key that they name. */
  keys: {
    fields(role: 'signatory', say: Say): Child
    open(body: Readonly<Record<string, unknown>>, say: Say): Promise<Result<SigningKey, { sentence: string }>>
  }
  /** Components as the procedure of a dossier names them, for the form; empty where nothing is known. */
  componentsOf(agencyId: number, dossier: string): Promise<readonly string[]>
}
