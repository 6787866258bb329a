import type { Snapshot } from './document.ts'
import { isName, type PdfValue } from './syntax.ts'

/** What can make a document show something else than what was signed (nội dung động). */
export type ActiveContent = 'javascript' | 'launch' | 'xfa'

/** Looks through the whole document for scripts, programs to start, and forms that draw themselves. */
export function activeContentOf(snapshot: Snapshot): ActiveContent[] {
  const found = new Set<ActiveContent>()
  const visit = (value: PdfValue): void => {
    if (typeof value !== 'object' || value === null) return
    if (Array.isArray(value)) for (const item of value) visit(item)
    else if (value.type === 'stream') visit(value.dict)
    else if (value.type === 'dict') {
      const action = value.entries.get('S')
      if (isName(action, 'JavaScript') || value.entries.has('JS')) found.add('javascript')
      if (isName(action, 'Launch')) found.add('launch')
      if (value.entries.has('XFA')) found.add('xfa')
      for (const inner of value.entries.values()) visit(inner)
    }
  }
  for (const num of snapshot.table.keys()) visit(snapshot.object(num))
  return [...found]
}
