import type { Lang } from '../../kernel/say.ts'
import type { Kind } from './message.ts'

/** What officers are told, and may decline. */
export const officerKinds = ['due-in-2', 'due-in-1', 'overdue-digest'] as const satisfies readonly Kind[]
export type OfficerKind = (typeof officerKinds)[number]

/** What an officer wants to be told (tùy chọn nhận thông báo). */
export type Preference = { byMail: boolean; unwanted: readonly OfficerKind[]; lang: Lang }

/** Who never chose is told everything, in Vietnamese. */
export const unchosen: Preference = { byMail: true, unwanted: [], lang: 'vi' }

/** Whether an officer is to be told. */
export const wants = ({ byMail, unwanted }: Preference, kind: OfficerKind): boolean => byMail && !unwanted.includes(kind)

/** Whether two choices are one, in whatever order they were ticked. */
export const sameChoice = (a: Preference, b: Preference): boolean =>
  a.byMail === b.byMail && a.lang === b.lang && officerKinds.every((kind) => a.unwanted.includes(kind) === b.unwanted.includes(kind))
