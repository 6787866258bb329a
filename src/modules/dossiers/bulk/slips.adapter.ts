import type { Moment } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import type { Statement } from '../../../platform/postgres/database.ts'
import type { Applicant } from '../../applicants/model.ts'
import { readStreams } from '../../audit/service.ts'
import type { ActDeps } from '../acting/service.ts'
import type { Dossier, DossierEvent, Filing } from '../dossier.ts'
import { carriedPlan } from '../former-steps.ts'
import type { ControlSlip } from '../forms/forms.ts'
import { namesOf } from '../list/words.ts'
import type { DossierCode } from '../model.ts'
import { controlSlipData } from '../print/data.ts'
import { foldedOf, streamOf } from '../store.ts'

const many: Statement = {
  name: 'batch-dossiers',
  text: 'select code, filing, state, applicant_name from dossiers.dossier where agency_id = $1 and code = any ($2::text[])',
}
type Row = { code: DossierCode; filing: Filing; state: Omit<Dossier, 'filing'>; applicant_name: string }

/** A slip names the applicant and nothing else of them. */
const named = (name: string): Applicant => ({ kind: 'person', name, identityNumber: null, address: '', phone: '', email: '' })

/**
 * Control slips of these dossiers, in the order asked for: three questions for all of them. `missing`: not accepted yet, or not the agency's.
 */
export async function slipsOf(
  deps: Pick<ActDeps, 'db' | 'calendarOf' | 'orgOf' | 'procedureOf' | 'publicUrl' | 'lookUpToken'>,
  agencyId: number,
  codes: readonly DossierCode[],
  now: Moment,
): Promise<{ slips: ControlSlip[]; missing: DossierCode[] }> {
  const [[rows, streams], calendar, org] = await Promise.all([
    deps.db.inAgency(agencyId, (tx) =>
      Promise.all([tx.rows<Row>(many, [agencyId, codes]), readStreams(tx, agencyId, codes.map(streamOf))]),
    ),
    deps.calendarOf(agencyId),
    deps.orgOf(agencyId),
  ])
  const found = new Map(rows.map((row) => [row.code, row]))
  const versions = new Map(rows.map(({ filing }) => [`${filing.procedureId}/${filing.procedureVersion}`, filing]))
  const procedures = new Map(
    await Promise.all(
      [...versions].map(
        async ([key, { procedureId, procedureVersion }]) => [key, await deps.procedureOf(agencyId, procedureId, procedureVersion)] as const,
      ),
    ),
  )
  const slips: ControlSlip[] = []
  const missing: DossierCode[] = []
  for (const code of codes) {
    const row = found.get(code)
    const offered = row && procedures.get(`${row.filing.procedureId}/${row.filing.procedureVersion}`)
    const former = async (version: number) =>
      (procedures.get(`${row?.filing.procedureId}/${version}`) ?? (await deps.procedureOf(agencyId, row?.filing.procedureId ?? 0, version)))
        .plan
    const procedure = row && offered && { ...offered, plan: await carriedPlan(row.state, row.filing.procedureVersion, former) }
    const slip =
      row && procedure
        ? controlSlipData({
            code,
            dossier: foldedOf(row),
            history: (streams.get(streamOf(code)) ?? []).map((e) => ({
              event: JSON.parse(e.body) as DossierEvent,
              officerId: e.officerId,
            })),
            applicant: named(row.applicant_name),
            agent: null,
            procedure,
            org,
            names: namesOf(org, inVietnamese, procedure.plan),
            calendar,
            lookUpUrl: `${deps.publicUrl}/tra-cuu/${code}?k=${deps.lookUpToken(code)}`,
            now,
          })
        : null
    if (slip) slips.push(slip)
    else missing.push(code)
  }
  return { slips, missing }
}
