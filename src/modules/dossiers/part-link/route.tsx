import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { showMomentShort } from '../../../ui/words.ts'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import type { Listed } from '../look-up.adapter.ts'
import { type DossierCode, isDossierCode, statusNames } from '../model.ts'
import { mayGetPart } from '../parts/decide.ts'
import { reasonOf } from '../parts/form.adapter.ts'
import { couldBeParts } from '../parts/look-up.adapter.ts'

const schema = inBoth((say) =>
  z
    .object({ chosen: z.string().default(''), code: z.string().trim().toUpperCase().default(''), reason: reasonOf(say) })
    .transform(({ chosen, code, reason }, context) => {
      const part = chosen || code
      if (isDossierCode(part)) return { part, reason }
      context.addIssue({
        code: 'custom',
        path: ['code'],
        message: say('Chọn một hồ sơ, hoặc ghi mã hồ sơ.', 'Choose a dossier, or enter its code.'),
      })
      return z.NEVER
    }),
)

/** Gắn hồ sơ thành phần: an existing dossier of the same applicant becomes a part. */
export const linkPartRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<{ part: DossierCode; reason: string }, readonly Listed[]>(deps, {
    path: 'part-link',
    needs: 'dossier.process',
    title: ({ say }) => say('Gắn hồ sơ thành phần', 'Link a part'),
    submit: ({ say }) => say('Gắn', 'Link'),
    prepare: ({ db }, { open, by }) =>
      db.inAgency(by.agencyId, (tx) => couldBeParts(tx, by.agencyId, open.dossier.filing.applicantId, open.code)),
    schema,
    blocked: ({ open, by }) => {
      const may = mayGetPart(open.dossier, { actor: by, reason: 'x' })
      return may.ok ? null : may.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.linkPart(by, open.code, stamp, asked),
    next: ({ say }) => (
      <p>
        {say(
          'Hai hồ sơ đều ghi việc gắn vào nhật ký. Người dân thấy một ngày hẹn, là của hồ sơ chung; chưa ghi được kết quả của hồ sơ chung khi còn thành phần chưa xong.',
          'Both journals say so. The applicant sees one promised day, that of the whole; its result cannot be recorded while a part is open.',
        )}
      </p>
    ),
    fields: ({ typed, faults, more, now, say }) => (
      <>
        {more.length > 0 && (
          <RadioGroup
            name="chosen"
            label={say('Hồ sơ đang giải quyết của cùng người nộp', 'Running dossiers of the same applicant')}
            value={typedIn(typed, 'chosen')}
            options={more.map((d) => ({
              value: d.code,
              text: `${d.code} · ${d.procedure}`,
              hint: `${statusNames[say.lang][d.status]}${d.dueAt === null ? '' : say(`, hạn ${showMomentShort(d.dueAt, now, 'vi')}`, `, due ${showMomentShort(d.dueAt, now, 'en')}`)}`,
            }))}
          />
        )}
        <TextField
          name="code"
          label={more.length > 0 ? say('Hoặc ghi mã hồ sơ', 'Or enter a code') : say('Mã hồ sơ', 'Code')}
          width="code"
          maxlength={60}
          autocomplete="off"
          value={typedIn(typed, 'code')}
          error={faults.code}
        />
        <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={2} value={typedIn(typed, 'reason')} error={faults.reason} />
      </>
    ),
  })
