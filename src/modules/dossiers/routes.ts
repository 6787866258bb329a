import type { PortalRoute } from '../../platform/http/portal.ts'
import type { OfficeRoute } from '../../platform/http/routes.ts'
import { actRoutes } from './acting/routes.ts'
import type { ActDeps } from './acting/service.ts'
import { dueRunRoutes } from './due-runs/route.tsx'
import { type LookUpDeps as ListDeps, lookUpRoutes } from './list/routes.ts'
import { migrationRoutes } from './migrate/route.tsx'
import { partnersRoutes } from './partners/route.tsx'
import { type LookUpDeps as PublicDeps, lookUpRoutes as publicRoutes } from './public-look-up/route.tsx'
import { rulesRoutes } from './rules/route.tsx'

export { lookAhead } from './calendar-change/preview.adapter.ts'
export { explainRefusal } from './explain.ts'
export { createForms, type Forms } from './forms/forms.adapter.ts'
export { sentenceOf as dossierSentence } from './history.ts'
export { boundsOf } from './list/route.tsx'
export { numberedStep } from './list/words.ts'
export { countWork } from './look-up.adapter.ts'
export { partnerSentence } from './partners/words.ts'
export { proofToken } from './public-look-up/proof.adapter.ts'
export { counterRulesOn } from './rules/counter.adapter.ts'
export { rulesSentence } from './rules/words.ts'
export { countProvisional } from './store.ts'

/** Pages of dossiers in the office: what only looks, and every act. Acts come first: `/office/dossiers/new` is no code. */
export const dossierRoutes = (deps: ActDeps & ListDeps): OfficeRoute[] => [
  ...actRoutes(deps),
  ...lookUpRoutes(deps),
  ...rulesRoutes(deps),
  ...partnersRoutes(deps),
  ...migrationRoutes(deps),
  ...dueRunRoutes(deps),
]

/** Pages of the public look-up (tra cứu công khai). */
export const publicDossierRoutes = (deps: PublicDeps): PortalRoute[] => publicRoutes(deps)
