import type { DocumentKind } from './kinds.ts'

/** Why nothing was written, apart from the rule's own refusal. */
export type NotWritten = { kind: 'not-found' } | { kind: 'changed-meanwhile' } | { kind: 'key-reused' }

/** No book takes this kind, or the unit has no letters yet. */
export type NumberingRefused = { kind: 'no-book'; documentKind: DocumentKind } | { kind: 'no-letters'; unitId: number }
