import { type Day, day, dayText } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import { type DocumentKind, isDocumentKind } from './kinds.ts'

/** What of the documents is asked for (bộ lọc). */
export type DocumentFilter<View> = {
  view: View
  unitId: number | null
  kind: DocumentKind | null
  from: Day | null
  to: Day | null
  words: string
}

/** What is chosen, as it stands in the address. */
export type Chosen = Readonly<Record<'view' | 'unit' | 'kind' | 'from' | 'to' | 'q', string>>

/** The filters out of the address: what is not understood is left out, a date that does not exist is told. */
export function readDocumentFilter<View extends string>(
  query: (name: string) => string | undefined,
  views: readonly View[],
  say: Say,
): { filter: DocumentFilter<View>; chosen: Chosen; faults: Record<string, string> } {
  const text = (name: string) => query(name)?.trim().slice(0, 200) ?? ''
  const faults: Record<string, string> = {}
  const date = (name: string): Day | null => {
    if (text(name) === '') return null
    try {
      return day(text(name))
    } catch {
      faults[name] = say('Ngày này không có trong lịch.', 'There is no such day.')
      return null
    }
  }
  const unitId = /^[1-9]\d{0,8}$/.test(text('unit')) ? Number(text('unit')) : null
  const view = views.find((known) => known === text('view')) ?? (text('q') === '' ? (views[0] as View) : (views.at(-1) as View))
  const kind = isDocumentKind(text('kind')) ? (text('kind') as DocumentFilter<View>['kind']) : null
  const filter = { view, unitId, kind, from: date('from'), to: date('to'), words: text('q') }
  const shown = (name: 'from' | 'to') => (faults[name] ? text(name) : filter[name] === null ? '' : dayText(filter[name]))
  const chosen = { view, unit: unitId === null ? '' : String(unitId), kind: kind ?? '', from: shown('from'), to: shown('to'), q: text('q') }
  return { filter, chosen, faults }
}

/** The address of the list with something chosen otherwise. */
export const hrefOf = (path: string, chosen: Partial<Chosen>, change: Partial<Chosen> & { after?: string } = {}): string => {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${path}?${query}` : path
}
