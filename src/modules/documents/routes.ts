import type { OfficeRoute } from '../../platform/http/routes.ts'
import { arrivalRoutes } from './arrivals/route.tsx'
import { checkRoutes } from './check/route.tsx'
import { listIncomingRoutes } from './list-incoming/route.tsx'
import { listOutgoingRoutes } from './list-outgoing/route.tsx'
import { readingRoutes } from './list-readings/route.tsx'
import { manyRoutes } from './many/route.tsx'
import { registerRoutes } from './register/route.tsx'
import { type SettingsDeps, settingsRoutes } from './settings/route.tsx'
import { showIncomingRoutes } from './show-incoming/route.tsx'
import { showOutgoingRoutes } from './show-outgoing/route.tsx'
import { verifyRoutes } from './verify/route.tsx'
import { writeRoutes } from './write/route.tsx'

export { arrivalSentence, deliverySentence } from './deliver/history.ts'
export { inspector } from './inspect.adapter.ts'
export { documentSigner, keyRing, type NamedRemote, type NamedToken } from './key/signer.adapter.tsx'
export { createPapers } from './paper/paper.adapter.ts'
export { settingSentence } from './settings/change.ts'
export { incomingSentence } from './show-incoming/history.ts'
export { outgoingSentence } from './show-outgoing/history.ts'

/** Pages of documents in the office (văn bản đi, đến). */
export const documentRoutes = (deps: SettingsDeps): OfficeRoute[] => [
  ...settingsRoutes(deps),
  ...manyRoutes(deps),
  ...listIncomingRoutes(deps),
  ...arrivalRoutes(deps),
  ...registerRoutes(deps),
  ...showIncomingRoutes(deps),
  ...checkRoutes(deps),
  ...readingRoutes(deps),
  ...listOutgoingRoutes(deps),
  ...verifyRoutes(deps),
  ...writeRoutes(deps),
  ...showOutgoingRoutes(deps),
]
