import { z } from 'zod'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import type { Typed } from '../../../platform/http/forms.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { TextField } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import type { FiledComponent } from '../dossier.ts'
import { missingWhy } from '../forms/recorded.ts'
import { statuses } from '../model.ts'
import { contactFault, hasPhone, presenceOf, readItems } from '../receive/form.adapter.ts'
import { ComponentTable, ItemRows, WantsPaper } from '../receive/page.tsx'
import { packOn } from '../rules/packs.ts'
import { type ShownRule, UnverifiedMark } from '../rules/page.tsx'
import { shownRule } from '../rules/route.tsx'
import { isWhollyOnline } from '../wholly-online.ts'
import { askToComplete, requestsMaxOn } from './decide.ts'

const list = z.union([z.string(), z.array(z.string())]).optional()
const rowsAtFirst = 3

const askSchema = inBoth((say) =>
  z
    .object({
      what: list,
      why: list,
      contact: z.string().trim().max(300, say('Nhiều nhất 300 ký tự.', 'At most 300 characters.')).refine(hasPhone, contactFault(say)),
      wantsPaper: z.string().optional(),
    })
    .transform(({ what, why, contact, wantsPaper }, ctx) => {
      const faults: Record<string, string> = {}
      const items = readItems(texts({ what, why }), faults, say)
      if (items.length === 0 && Object.keys(faults).length === 0)
        faults['what-0'] = say('Ghi ít nhất một giấy tờ cần bổ sung.', 'Enter at least one paper that is needed.')
      for (const [field, message] of Object.entries(faults)) ctx.addIssue({ code: 'custom', path: [field], message })
      return { items, contact, wantsPaper: wantsPaper !== undefined }
    }),
)

/** How often the rules of the day let one ask. */
const onlySoOften = (most: number, say: Say): string =>
  say(
    `Mỗi hồ sơ chỉ được yêu cầu bổ sung ${most === 1 ? 'một' : most} lần: ghi đủ mọi thứ cần bổ sung.`,
    `Papers may be asked for only ${most === 1 ? 'once' : `${most} times`} in each dossier: list everything that is needed.`,
  )

const texts = (fields: Record<string, string | string[] | undefined>): Typed =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))

/** Yêu cầu bổ sung trước khi tiếp nhận (phiếu 02): once, and listing everything. */
export const askRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<typeof askSchema.vi>, ShownRule | null>(deps, {
    path: 'ask-to-complete',
    needs: 'dossier.receive',
    title: ({ say }) => say('Yêu cầu bổ sung', 'Ask to complete'),
    submit: ({ say }) => say('Yêu cầu bổ sung (phiếu 02)', 'Ask to complete (form 02)'),
    prepare: ({ db }, { by, now }) => shownRule(db, by.agencyId, packOn(dayInVietnam(now)).id, 'supplementsMax'),
    schema: askSchema,
    blocked: ({ open, now }) => {
      const tried = askToComplete(open.dossier, { at: now, items: [{ what: 'x', why: 'x' }], contact: '', plan: open.procedure.plan })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.askToComplete(by, open.code, stamp, asked),
    next: ({ say }) => (
      <p>
        {say(
          'Hồ sơ chờ người nộp bổ sung; thời hạn giải quyết chưa tính. In phiếu 02 giao cho người nộp.',
          'The dossier waits for the applicant’s papers; the limit does not run yet. Print form 02 and give it to the applicant.',
        )}
      </p>
    ),
    fields: ({ typed, faults, open, by, now, more: rule, say }) => {
      const missing = open.dossier.filing.components.filter((c) => !c.isPresent).map((c) => c.name)
      const first: Typed = typed.what === undefined && missing.length > 0 ? { what: missing, why: missing.map(() => missingWhy) } : {}
      const shown = { ...first, ...typed }
      return (
        <>
          <p class="small">
            {onlySoOften(requestsMaxOn(dayInVietnam(now)), say)} {rule && <UnverifiedMark {...rule} />}
          </p>
          <ItemRows
            typed={shown}
            faults={faults}
            rows={Math.max(rowsAtFirst, [shown.what ?? []].flat().length) + (typedIn(typed, 'round') === 'add' ? 2 : 0)}
            add={
              <button class="ds-button" data-variant="tertiary" type="submit" name="round" value="add">
                {say('Thêm dòng', 'Add lines')}
              </button>
            }
          />
          <TextField
            name="contact"
            label={say('Người hướng dẫn, số điện thoại', 'Contact person, telephone')}
            required
            value={typedIn(typed, 'contact', `${open.names.officer(by.officerId)}, `)}
            error={faults.contact}
          />
          <WantsPaper typed={typed} isOnline={isWhollyOnline(open.dossier.filing, open.procedure.plan)} />
        </>
      )
    },
  })

/** The papers after the applicant came back: those that were there stay, those ticked now are there. */
function completed({ open, typed }: Pick<View<undefined>, 'open' | 'typed'>): FiledComponent[] {
  return open.dossier.filing.components.map((c) => ({ ...c, isPresent: c.isPresent || presenceOf(typed, c.no, false) === 'yes' }))
}

/** Ghi nhận giấy tờ bổ sung: what the applicant brings. Acceptance is a separate act, and the clock begins there. */
export const completePapersRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'complete-papers',
    needs: 'dossier.receive',
    title: ({ say }) => say('Ghi nhận giấy tờ bổ sung', 'Take in the added papers'),
    submit: ({ say }) => say('Đã nhận đủ giấy tờ', 'All papers are here'),
    takesFiles: true,
    prepare: async () => undefined,
    schema: z.object({}),
    blocked: ({ open }) =>
      open.dossier.status === statuses['waiting-for-papers'] && open.dossier.receivedAt === null ? null : { kind: 'nobody-asked' },
    run: ({ service }, view, stamp) =>
      service.completePapers(view.by, view.open.code, stamp, {
        components: completed(view),
        attachments: attachmentsFrom(view.kept, () => 'component'),
      }),
    next: ({ say }) => (
      <p>
        {say(
          'Hồ sơ trở lại khâu tiếp nhận. Bấm “Tiếp nhận” ở trang hồ sơ thì thời hạn bắt đầu tính, từ đầu.',
          'The dossier is back at intake. Press “Accept” on its page and the limit begins to run, from the start.',
        )}
      </p>
    ),
    fields: (view) => {
      const { open, typed, faults, kept, say } = view
      const asked = open.dossier.requests.at(-1)
      const { components } = open.dossier.filing
      return (
        <>
          {asked && (
            <>
              <p>{say('Đã yêu cầu:', 'Asked for:')}</p>
              <ol class="numbered">
                {asked.items.map((item) => (
                  <li>
                    {item.what} <span class="small">({item.why})</span>
                  </li>
                ))}
              </ol>
            </>
          )}
          <ComponentTable
            components={components.map((c) => ({
              name: c.name,
              originals: c.originals,
              copies: c.copies,
              formCode: null,
              isConditional: false,
              onlyWhen: null,
            }))}
            typed={typed}
            faults={faults}
            kept={kept}
            accept={acceptedEndings}
            presences={components.map((c) => (c.isPresent ? 'yes' : presenceOf(typed, c.no, false)))}
          />
        </>
      )
    },
  })
