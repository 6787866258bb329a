import type { OfficeRoute } from '../../platform/http/routes.ts'
import { listOutgoingRoutes } from './list-outgoing/route.tsx'
import type { DocumentRoomDeps } from './room.adapter.ts'
import { showOutgoingRoutes } from './show-outgoing/route.tsx'
import { writeRoutes } from './write/route.tsx'

export { inspector } from './inspect.adapter.ts'
export { documentSigner, type NamedToken } from './key/signer.adapter.tsx'
export { createPapers } from './paper/paper.adapter.ts'
export type { DocumentRoomDeps, Signer } from './room.adapter.ts'
export { outgoingSentence } from './show-outgoing/history.ts'

/** Pages of documents in the office (văn bản đi, đến). */
export const documentRoutes = (deps: DocumentRoomDeps): OfficeRoute[] => [
  ...listOutgoingRoutes(deps),
  ...writeRoutes(deps),
  ...showOutgoingRoutes(deps),
]
