import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { acceptRoutes } from '../accept/route.tsx'
import { draftApologyRoutes } from '../apology-draft/route.tsx'
import { sendApologyRoutes } from '../apology-send/route.tsx'
import { signApologyRoutes } from '../apology-sign/route.tsx'
import { askRoutes, completePapersRoutes } from '../ask-to-complete/route.tsx'
import { attachmentRoutes } from '../attachments/route.ts'
import { breakOffRoutes } from '../break-off/route.tsx'
import { bulkRoutes } from '../bulk/route.tsx'
import { completeStepRoutes } from '../complete-step/route.tsx'
import { declineRoutes } from '../decline/route.tsx'
import { handOverRoutes, reassignRoutes } from '../hand-over/route.tsx'
import { sendLegRoutes } from '../leg-send/route.tsx'
import { waiveLegRoutes } from '../leg-waive/route.tsx'
import { askOpinionsRoutes } from '../opinions-ask/route.tsx'
import { waiveOpinionsRoutes } from '../opinions-waive/route.tsx'
import { linkPartRoutes } from '../part-link/route.tsx'
import { openPartRoutes } from '../part-open/route.tsx'
import { unlinkPartRoutes } from '../part-unlink/route.tsx'
import { annulPauseRoutes } from '../pause-annul/route.tsx'
import { approvePauseRoutes } from '../pause-approve/route.tsx'
import { proposePauseRoutes } from '../pause-propose/route.tsx'
import { resumeRoutes } from '../pause-resume/route.tsx'
import { printRoutes } from '../print/route.tsx'
import { receiveRoutes } from '../receive/route.tsx'
import { answerReferralRoutes } from '../referral-answer/route.tsx'
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
  ...proposePauseRoutes(deps),
  ...approvePauseRoutes(deps),
  ...resumeRoutes(deps),
  ...annulPauseRoutes(deps),
  ...sendLegRoutes(deps),
  ...waiveLegRoutes(deps),
  ...askOpinionsRoutes(deps),
  ...answerReferralRoutes(deps),
  ...waiveOpinionsRoutes(deps),
  ...declineRoutes(deps),
  ...breakOffRoutes(deps),
  ...returnResultRoutes(deps),
  ...draftApologyRoutes(deps),
  ...signApologyRoutes(deps),
  ...sendApologyRoutes(deps),
  ...printRoutes(deps),
  ...attachmentRoutes(deps),
  ...openPartRoutes(deps),
  ...linkPartRoutes(deps),
  ...unlinkPartRoutes(deps),
  ...bulkRoutes(deps),
]
