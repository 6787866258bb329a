import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { acceptRoutes } from '../accept/route.tsx'
import { askRoutes, completePapersRoutes } from '../ask-to-complete/route.tsx'
import { attachmentRoutes } from '../attachments/route.ts'
import { completeStepRoutes } from '../complete-step/route.tsx'
import { handOverRoutes, reassignRoutes } from '../hand-over/route.tsx'
import { printRoutes } from '../print/route.tsx'
import { receiveRoutes } from '../receive/route.tsx'
import { refuseRoutes } from '../refuse/route.tsx'
import { returnResultRoutes } from '../return-result/route.tsx'
import { sendBackRoutes } from '../send-back/route.tsx'
import { takeStepRoutes } from '../take-step/route.tsx'
import type { ActDeps } from './service.ts'

/**
 * Everything that officers do with dossiers (việc trên hồ sơ). `/office/dossiers/new` stands before whatever answers
 * `/office/dossiers/:code`, so mount these first.
 */
export const actRoutes = (deps: ActDeps): OfficeRoute[] => [
  ...receiveRoutes(deps),
  ...acceptRoutes(deps),
  ...refuseRoutes(deps),
  ...askRoutes(deps),
  ...completePapersRoutes(deps),
  ...takeStepRoutes(deps),
  ...completeStepRoutes(deps),
  ...handOverRoutes(deps),
  ...reassignRoutes(deps),
  ...sendBackRoutes(deps),
  ...returnResultRoutes(deps),
  ...printRoutes(deps),
  ...attachmentRoutes(deps),
]
