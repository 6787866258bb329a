import type { Moment } from '../../kernel/moment.ts'

/** A post held: what one may do comes from here. `onBehalfOf` is the absent officer whose post it is (làm thay). */
export type HeldPost = { unitId: number; role: string; onBehalfOf: number | null }

/** Who is asking: an officer signed in, or a program with a token that acts as one. Built anew for every request. */
export type Who = {
  agencyId: number
  officerId: number
  name: string
  title: string
  agencyName: string
  posts: readonly HeldPost[]
  /** Permissions of all posts; for a token, only those its scopes admit. */
  may: ReadonlySet<string>
  /** The absent officer in whose place the person chose to work now, for the strip at the top. */
  actingFor: { officerId: number; name: string } | null
  /** Ties forms to this session; empty for tokens, which need none. */
  csrf: string
}

/** What every handler finds in its context. `now` is the office's clock: fixed in the demo, real elsewhere. */
export type Seen = { who: Who; now: Moment; requestId: string; notice: string | null }
