import type { OfficeRoute } from '../../platform/http/routes.ts'
import { actingRoutes } from './act-for/route.tsx'
import { agencyRoutes } from './agency/route.tsx'
import { historyRoute } from './history/route.tsx'
import { type AnnounceHours, hoursRoutes, type LookAheadHours } from './hours/route.tsx'
import { type HandOverWork, leaveRoutes } from './leave/route.tsx'
import { type CounterDeps, officerRoutes } from './officer/route.tsx'
import { overviewRoute } from './overview/route.tsx'
import { type SetupDeps, setupRoute } from './set-up/route.tsx'
import { unitRoutes } from './unit/route.tsx'
import { type ReadWorkbook, workbookRoutes } from './workbook/route.tsx'

export type { OrgChange } from './change.ts'
export { describe as orgSentence } from './describe.ts'
export { firstRun } from './first-run/route.tsx'
export type { HandOverWork } from './leave/route.tsx'
export type { ReadWorkbook } from './workbook/route.tsx'

export type OrgDeps = SetupDeps & {
  handOverWork: HandOverWork
  readWorkbook: ReadWorkbook
  lookAhead: LookAheadHours
  announceHours: AnnounceHours
} & CounterDeps

/** Pages of the organisation and the set-up checklist. */
export const orgRoutes = (deps: OrgDeps): OfficeRoute[] => [
  overviewRoute(deps),
  ...unitRoutes(deps),
  ...officerRoutes(deps),
  ...leaveRoutes(deps),
  ...actingRoutes(deps),
  ...hoursRoutes(deps),
  ...agencyRoutes(deps),
  ...workbookRoutes(deps),
  historyRoute(deps),
  setupRoute(deps),
]
