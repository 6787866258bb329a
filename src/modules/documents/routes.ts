import type { OfficeRoute } from '../../platform/http/routes.ts'
import { listOutgoingRoutes } from './list-outgoing/route.tsx'
import { type SettingsDeps, settingsRoutes } from './settings/route.tsx'
import { showOutgoingRoutes } from './show-outgoing/route.tsx'
import { verifyRoutes } from './verify/route.tsx'
import { writeRoutes } from './write/route.tsx'

export { inspector } from './inspect.adapter.ts'
export { documentSigner, type NamedRemote, type NamedToken } from './key/signer.adapter.tsx'
export { createPapers } from './paper/paper.adapter.ts'
export type { DocumentRoomDeps, Signer } from './room.adapter.ts'
export { settingSentence } from './settings/change.ts'
export { outgoingSentence } from './show-outgoing/history.ts'

/** Pages of documents in the office (văn bản đi, đến). */
export const documentRoutes = (deps: SettingsDeps): OfficeRoute[] => [
  ...settingsRoutes(deps),
  ...listOutgoingRoutes(deps),
  ...verifyRoutes(deps),
  ...writeRoutes(deps),
  ...showOutgoingRoutes(deps),
]
