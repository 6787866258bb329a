import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { CheckboxGroup, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps, ListedProcedure, OfferedProcedure } from '../acting/service.ts'
import type { FiledComponent } from '../dossier.ts'
import { showLimit } from '../list/words.ts'
import { mayGetPart } from '../parts/decide.ts'
import { reasonOf } from '../parts/form.adapter.ts'

type Choice = { chosen: OfferedProcedure | null; listed: readonly ListedProcedure[] }

const schema = inBoth((say) => {
  const nothing = say('Chưa chọn thủ tục.', 'No procedure is chosen.')
  return z.object({
    procedure: z.coerce.number(nothing).int().positive(nothing),
    subject: z.string().trim().max(1000, say('Nhiều nhất 1000 ký tự.', 'At most 1000 characters.')).default(''),
    papers: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((given) => [given].flat()),
    reason: reasonOf(say),
  })
})

/** The papers of the procedure; a ticked one lies in the whole already, or was handed in. Conditional ones that are not there are not asked. */
const componentsOf = ({ process }: OfferedProcedure, there: readonly string[]): FiledComponent[] =>
  process.components.flatMap((c, i): FiledComponent[] => {
    const isPresent = there.includes(String(i + 1))
    if (c.isConditional && !isPresent) return []
    return [{ no: i + 1, name: c.name, originals: c.originals ?? 1, copies: c.copies ?? 0, isPresent }]
  })

const numberIn = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0)

/**
 * Mở hồ sơ thành phần: a dossier of its own for another procedure, filed by the applicant of the whole. First the procedure (sent back with
 * `round`, so that its papers can be shown), then the papers and the reason.
 */
export const openPartRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<(typeof schema)['vi']>, Choice>(deps, {
    path: 'part-open',
    needs: 'dossier.process',
    title: ({ say }) => say('Mở hồ sơ thành phần', 'Open a part'),
    submit: ({ more, say }) => (more.chosen ? say('Mở hồ sơ', 'Open the dossier') : say('Tìm, chọn thủ tục', 'Search, choose')),
    prefill: ['procedure', 'q'],
    prepare: async ({ inForce, listInForce }, { typed, now, by }) => {
      const day = dayInVietnam(now)
      const id = numberIn(typedIn(typed, 'procedure'))
      const [chosen, listed] = await Promise.all([
        id > 0 ? inForce(by.agencyId, id, day) : null,
        listInForce(by.agencyId, day, typedIn(typed, 'q')),
      ])
      return { chosen, listed }
    },
    schema,
    blocked: ({ open, by }) => {
      const may = mayGetPart(open.dossier, { actor: by, reason: 'x' })
      return may.ok ? null : may.error
    },
    run: async ({ service, inForce }, { by, open, now }, stamp, asked) => {
      const procedure = await inForce(by.agencyId, asked.procedure, dayInVietnam(now))
      const components = procedure ? componentsOf(procedure, asked.papers) : []
      const { subject, reason } = asked
      return service.openPart(by, open.code, stamp, { procedureId: asked.procedure, subject, components, reason })
    },
    next: ({ by, say }) => (
      <p>
        {by.posts.some(({ role }) => role === 'counter-officer')
          ? say(
              'Hồ sơ thành phần có mã, quy trình và hạn riêng. Đủ giấy tờ thì được tiếp nhận ngay; thiếu thì chờ ở Một cửa.',
              'The part has a code, a process and a due time of its own. With its papers complete it is accepted at once; otherwise it waits at the counter.',
            )
          : say(
              'Hồ sơ thành phần có mã, quy trình và hạn riêng, chờ Bộ phận Một cửa tiếp nhận.',
              'The part has a code, a process and a due time of its own, and waits for the one-stop unit to accept it.',
            )}
      </p>
    ),
    fields: ({ typed, faults, more, open, say }) => (
      <>
        <Facts
          items={[
            [say('Người nộp', 'Applicant'), open.applicant.name],
            [say('Hồ sơ chung', 'Whole'), open.code],
          ]}
        />
        {more.chosen ? (
          <>
            <input type="hidden" name="procedure" value={String(more.chosen.procedureId)} />
            <Facts
              items={[
                [say('Thủ tục', 'Procedure'), more.chosen.name],
                [say('Thời hạn', 'Limit'), showLimit(more.chosen.plan.limit, say)],
                [
                  say('Chọn lại', 'Choose again'),
                  <a href={`/office/dossiers/${open.code}/part-open`}>{say('thủ tục khác', 'another procedure')}</a>,
                ],
              ]}
            />
            {more.chosen.process.components.length > 0 && (
              <CheckboxGroup
                name="papers"
                label={say('Giấy tờ đã có', 'Papers that are there')}
                hint={say('Trong hồ sơ chung, hoặc người nộp vừa nộp.', 'In the whole, or just handed in.')}
                values={[typed.papers ?? []].flat()}
                options={more.chosen.process.components.map((c, i) => ({
                  value: String(i + 1),
                  text: c.name,
                  hint: c.isConditional ? say('khi có', 'where it applies') : undefined,
                }))}
              />
            )}
            <TextField
              name="subject"
              label={say('Trích yếu', 'Subject')}
              hint={say('Để trống: tên thủ tục', 'Empty: the name of the procedure')}
              maxlength={1000}
              value={typedIn(typed, 'subject')}
              error={faults.subject}
            />
            <TextArea
              name="reason"
              label={say('Lý do mở', 'Why it is opened')}
              required
              rows={2}
              value={typedIn(typed, 'reason')}
              error={faults.reason}
            />
          </>
        ) : (
          <>
            <TextField
              name="q"
              label={say('Tìm thủ tục', 'Search for a procedure')}
              type="search"
              autocomplete="off"
              value={typedIn(typed, 'q')}
            />
            <RadioGroup
              name="procedure"
              label={say('Thủ tục của hồ sơ thành phần', 'Procedure of the part')}
              required
              error={faults.procedure}
              options={more.listed.map((p) => ({
                value: String(p.procedureId),
                text: p.name,
                hint: `${p.field ? `${p.field} · ` : ''}${showLimit(p.limit, say)}`,
              }))}
            />
            <input type="hidden" name="round" value="choose" />
          </>
        )}
      </>
    ),
  })
