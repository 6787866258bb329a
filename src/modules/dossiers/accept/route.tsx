import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { showMoment } from '../../../ui/words.ts'
import { NextSteps } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { showLimit } from '../list/words.ts'
import { accept, limitOf } from './decide.ts'

const tried = ({ open, by, now }: Omit<View<undefined>, 'more'>) =>
  accept(open.dossier, { at: now, receiver: by.officerId, plan: open.procedure.plan, calendar: open.calendar })

/** Tiếp nhận hồ sơ đã nộp: after the papers are complete. The page says which time will be promised. */
export const acceptRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'accept',
    needs: 'dossier.receive',
    title: ({ say }) => say('Tiếp nhận hồ sơ', 'Accept the dossier'),
    submit: ({ say }) => say('Tiếp nhận (giấy 01)', 'Accept (form 01)'),
    prepare: async () => undefined,
    schema: z.object({}),
    blocked: (view) => {
      const answer = tried(view)
      return answer.ok ? null : answer.error
    },
    run: ({ service }, { by, open }, stamp) => service.accept(by, open.code, stamp),
    next: (view) => {
      const answer = tried(view)
      const accepted = answer.ok ? answer.value.events.find((e) => e.type === 'accepted') : undefined
      return (
        <NextSteps
          handed={accepted?.handed ?? []}
          names={view.open.names}
          calendar={view.open.calendar}
          now={view.now}
          nobody={view.say('Không có bước nào.', 'There is no step.')}
        />
      )
    },
    fields: (view) => {
      const { open, now, say } = view
      const answer = tried(view)
      const limit = showLimit(limitOf(open.procedure.plan, open.dossier.filing.isHardArea), say)
      const due = answer.ok && (
        <>
          <b>{showMoment(answer.value.due.due, now, say.lang)}</b> {answer.value.due.provisional && <Provisional />}
        </>
      )
      const papers = open.dossier.filing.components.map((c) => c.name).join('; ')
      return (
        <>
          <p>
            {due
              ? say(
                  <>
                    Thời hạn {limit}. Tiếp nhận ngay thì hẹn trả {due}.
                  </>,
                  <>
                    The limit is {limit}. If accepted now, the dossier is due {due}.
                  </>,
                )
              : say(`Thời hạn ${limit}.`, `The limit is ${limit}.`)}
          </p>
          <p class="small">{say(`Giấy tờ đã nhận: ${papers || 'không có'}.`, `Papers received: ${papers || 'none'}.`)}</p>
        </>
      )
    },
  })
