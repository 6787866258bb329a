import type { OfficeRoute } from '../../platform/http/routes.ts'
import { beginRoutes } from './begin/route.tsx'
import { listPaperRoutes } from './list/route.tsx'
import type { PapersRoomDeps } from './room.adapter.ts'
import { showPaperRoutes } from './show/route.tsx'

export { createScanThread } from './pdf/thread.adapter.ts'
export { createTextReader } from './read-text.adapter.ts'
export { paperSentence } from './show/history.ts'

/** Pages of papers in the office (kho giấy tờ, số hóa). */
export const paperRoutes = (deps: PapersRoomDeps): OfficeRoute[] => [
  ...listPaperRoutes(deps),
  ...beginRoutes(deps),
  ...showPaperRoutes(deps),
]
