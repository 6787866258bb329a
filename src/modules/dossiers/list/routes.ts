import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { apologiesRoutes } from '../apologies/route.tsx'
import { latenessRoutes } from '../lateness/route.tsx'
import { legsRoutes } from '../legs/route.tsx'
import { myWorkRoutes } from '../my-work/route.tsx'
import { pauseAuditRoutes } from '../pause-audit/route.tsx'
import { registerRoutes } from '../register/route.tsx'
import { showRoutes } from '../show/route.tsx'
import { type LookUpDeps, listRoutes } from './route.tsx'

export type { LookUpDeps }

/** Everything that only looks at dossiers (tra cứu hồ sơ trong cơ quan): my work, lists, search, one dossier. */
export const lookUpRoutes = (deps: LookUpDeps): OfficeRoute[] => [
  ...myWorkRoutes(deps),
  ...listRoutes(deps),
  ...apologiesRoutes(deps),
  ...legsRoutes(deps),
  ...registerRoutes(deps),
  ...latenessRoutes(deps),
  ...pauseAuditRoutes(deps),
  ...showRoutes(deps),
]
