import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { type DossierCode, isDossierCode } from '../model.ts'
import { mayArrangeParts } from '../parts/decide.ts'
import { reasonOf } from '../parts/form.adapter.ts'
import { type Family, familyOf } from '../parts/look-up.adapter.ts'

const schema = inBoth((say) => {
  const nobody = say('Chưa chọn hồ sơ thành phần.', 'No part is chosen.')
  return z.object({
    part: z.string(nobody).refine(isDossierCode, nobody),
    reason: reasonOf(say),
  })
})

/** Tách hồ sơ thành phần: the link ends, both dossiers go on by themselves. */
export const unlinkPartRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<{ part: DossierCode; reason: string }, Family>(deps, {
    path: 'part-unlink',
    needs: 'dossier.process',
    title: ({ say }) => say('Tách hồ sơ thành phần', 'Separate a part'),
    submit: ({ say }) => say('Tách', 'Separate'),
    danger: true,
    prepare: ({ db }, { open, by }) => db.inAgency(by.agencyId, (tx) => familyOf(tx, by.agencyId, open.code, open.dossier)),
    schema,
    blocked: ({ open, by }) => {
      if (!mayArrangeParts(open.dossier, by)) return { kind: 'not-the-holder' }
      return (open.dossier.parts ?? []).length === 0 ? { kind: 'no-parts' } : null
    },
    run: ({ service }, { by, open }, stamp, asked) => service.unlinkPart(by, open.code, stamp, asked),
    next: ({ say }) => (
      <p>
        {say(
          'Hồ sơ được tách chạy tiếp một mình, với ngày hẹn của chính nó. Lý do ghi vào nhật ký của cả hai.',
          'What is separated goes on by itself, with a promise of its own. The reason is written into both journals.',
        )}
      </p>
    ),
    fields: ({ typed, faults, more, say }) => (
      <>
        <RadioGroup
          name="part"
          label={say('Hồ sơ thành phần', 'Part')}
          required
          value={typedIn(typed, 'part')}
          error={faults.part}
          options={more.parts.map((d) => ({ value: d.code, text: `${d.code} · ${d.procedure}` }))}
        />
        <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={2} value={typedIn(typed, 'reason')} error={faults.reason} />
      </>
    ),
  })
