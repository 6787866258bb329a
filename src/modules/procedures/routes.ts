import type { OfficeRoute } from '../../platform/http/routes.ts'
import { assignRoutes } from './assign/route.tsx'
import { processRoutes } from './bpmn/route.tsx'
import { conformRoutes } from './conform/route.tsx'
import { editRoutes } from './edit/route.tsx'
import { importRoutes } from './import/route.tsx'
import { listRoutes } from './list/route.tsx'
import type { ProcedureDeps } from './office.adapter.ts'
import { publishRoutes } from './publish/route.tsx'
import { showRoutes } from './show/route.tsx'
import { simulateRoutes } from './simulate/route.tsx'
import { withdrawRoutes } from './withdraw/route.tsx'

export type { ProcedureDeps } from './office.adapter.ts'
export { publicProcedureRoutes } from './public/route.tsx'

/** Pages of procedures and their processes (thủ tục, quy trình). */
export const procedureRoutes = (deps: ProcedureDeps): OfficeRoute[] => [
  ...listRoutes(deps),
  ...importRoutes(deps),
  ...showRoutes(deps),
  ...editRoutes(deps),
  ...conformRoutes(deps),
  ...processRoutes(deps),
  ...simulateRoutes(deps),
  ...assignRoutes(deps),
  ...publishRoutes(deps),
  ...withdrawRoutes(deps),
]
