import { randomUUID } from 'node:crypto'
import type { FC } from 'hono/jsx'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { useSay } from '../../../ui/language.ts'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { messagesAbout } from '../../notices/service.ts'
import { apologyActs } from '../apology/offers.ts'
import { carriedPlan } from '../former-steps.ts'
import { outageMet } from '../list/outages.adapter.ts'
import type { LookUpDeps } from '../list/route.tsx'
import { namesOf } from '../list/words.ts'
import { showDossier } from '../look-up.adapter.ts'
import { codeShape } from '../model.ts'
import { partActs } from '../parts/acts.ts'
import { familyOf } from '../parts/look-up.adapter.ts'
import { answerableBy } from '../referral-answer/decide.ts'
import { shownRulesOf } from '../rules/route.tsx'
import { isOfIn } from '../service.ts'
import { streamOf } from '../store.ts'
import { offers } from './offers.ts'
import { DossierPage } from './page.tsx'

/** The shape of a code as a part of an address, so that /office/dossiers/new and the like are somebody else's. */
const codePart = codeShape.source.replace(/[()^$]/g, '')

/** One dossier (trang hồ sơ). */
export const showRoutes = ({ db, calendarOf, orgOf, planOf }: LookUpDeps): OfficeRoute[] => [
  {
    method: 'get',
    path: `/office/dossiers/:code{${codePart}}`,
    needs: 'dossier.read',
    async handle(c) {
      const { who, now, say } = c.var
      const { agencyId } = who
      const code = c.req.param('code') ?? ''
      const [calendar, org, [shown, messages]] = await Promise.all([
        calendarOf(agencyId),
        orgOf(agencyId),
        db.inAgency(agencyId, (tx) => Promise.all([showDossier(tx, agencyId, code), messagesAbout(tx, agencyId, streamOf(code))])),
      ])
      if (!shown) {
        c.status(404)
        return c.render(<NotHere code={code} />, { title: say('Không có hồ sơ này', 'No such dossier'), menu: '/office/dossiers' })
      }
      const { id, version } = shown.procedure
      const plan = await carriedPlan(shown.dossier, version, (v) => planOf(agencyId, id, v))
      const wanted = c.req.query('step') ?? null
      const family = await db.inAgency(agencyId, (tx) => familyOf(tx, agencyId, code, shown.dossier))
      return c.render(
        <DossierPage
          shown={shown}
          plan={plan}
          calendar={calendar}
          now={now}
          names={namesOf(org, say, plan)}
          officerId={who.officerId}
          offers={offers(shown.dossier, { actor: who, may: who.may, plan, calendar, at: now, isOf: isOfIn(org), wanted })}
          apologyActs={apologyActs(shown.dossier, { actor: who, may: who.may, plan, calendar, at: now })}
          mayScan={who.may.has('dossier.receive')}
          answerable={who.may.has('dossier.process') ? answerableBy(shown.dossier, who) : []}
          messages={messages}
          family={family}
          partActs={who.may.has('dossier.process') ? partActs(shown.dossier, who) : []}
          outage={await outageMet(db, agencyId, shown.dossier, { calendar, now })}
          rules={await shownRulesOf(db, agencyId, shown.dossier)}
          csrf={who.csrf}
          newKey={() => randomUUID()}
        />,
        { title: code, menu: '/office/dossiers' },
      )
    },
  },
]

/** A code that this agency does not have: mistyped, or another agency's. Which of both is nobody's business here. */
const NotHere: FC<{ code: string }> = ({ code }) => {
  const say = useSay()
  return (
    <>
      <PageHeader title={say('Không có hồ sơ này', 'No such dossier')} over={code} />
      <EmptyState
        title={say('Cơ quan không có hồ sơ mang mã này', 'The agency has no dossier with this code')}
        action={{
          text: say('Tìm hồ sơ', 'Search for dossiers'),
          href: `/office/search?q=${encodeURIComponent(code.slice(code.indexOf('-') + 1))}`,
        }}
      >
        {say(
          'Mã có thể gõ nhầm, hoặc hồ sơ thuộc cơ quan khác: phần đầu của mã cho biết cơ quan tiếp nhận.',
          'The code may be mistyped, or the dossier is another agency’s: the first part of the code says which agency received it.',
        )}
      </EmptyState>
    </>
  )
}
