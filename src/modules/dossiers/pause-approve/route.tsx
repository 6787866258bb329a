import { z } from 'zod'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { showMoment } from '../../../ui/words.ts'
import { typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { type Dossier, evolve } from '../dossier.ts'
import { explainRefusal } from '../explain.ts'
import { currentDue } from '../hand.ts'
import { causeNames } from '../pause/history.ts'
import { rulesOf } from '../pause/rules.ts'
import { resume } from '../pause-resume/decide.ts'
import { type ShownRule, UnverifiedMark } from '../rules/page.tsx'
import { shownRule } from '../rules/route.tsx'
import { nearDays } from '../time-line.ts'
import { decidePause, longestRule } from './decide.ts'

const schema = inBoth((say) =>
  z
    .object({
      decision: z.enum(['approve', 'decline'], say('Chọn duyệt hoặc không duyệt.', 'Choose to approve or to decline.')),
      reason: z.string().trim().max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')).default(''),
    })
    .superRefine(({ decision, reason }, ctx) => {
      if (decision === 'decline' && reason === '')
        ctx.addIssue({ code: 'custom', path: ['reason'], message: say('Ghi lý do không duyệt.', 'Enter the reason for declining.') })
    }),
)

type Tried = Pick<View<unknown>, 'open' | 'by' | 'now'>
const tried = ({ open, by, now }: Tried, kind: 'approve' | 'decline') => {
  const { dossier, calendar, procedure } = open
  const decision = kind === 'approve' ? { kind } : { kind, reason: 'x' }
  return decidePause(dossier, { at: now, actor: by, decision, calendar, plan: procedure.plan, ...rulesOf(dossier, procedure.plan, now) })
}

/** The dossier with the pause approved now, and its due time if what is waited for came at some moment. */
function outlook(view: Tried): { until: Moment; dueIf(arrivedAt: Moment): Moment | null } | null {
  const decided = tried(view, 'approve')
  if (!decided.ok) return null
  const paused = decided.value.events.reduce<Dossier>(evolve, view.open.dossier)
  const hold = paused.holds.at(-1)
  if (!hold) return null
  return {
    until: hold.until,
    dueIf(arrivedAt) {
      const going = resume(paused, { at: arrivedAt, arrivedAt })
      return going.ok ? (currentDue(going.value.reduce<Dossier>(evolve, paused), view.open.calendar)?.due ?? null) : null
    },
  }
}

/** Duyệt tạm dừng: the head approves or declines; what will happen stands beside it. */
export const approvePauseRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute<z.output<typeof schema.vi>, ShownRule | null>(deps, {
    path: 'pause-approve',
    needs: 'dossier.reassign',
    title: ({ say }) => say('Duyệt tạm dừng', 'Decide on a pause'),
    submit: ({ say }) => say('Ghi quyết định', 'Record the decision'),
    prepare: async ({ db }, { by, now, open: { dossier, procedure } }) => {
      if (!dossier.proposal) return null
      const { pack } = rulesOf(dossier, procedure.plan, now)
      return shownRule(db, by.agencyId, pack.id, longestRule[dossier.proposal.cause])
    },
    schema,
    // What cannot be approved any more can still be declined.
    blocked: (view) => {
      const answer = tried(view, 'decline')
      return answer.ok ? null : answer.error
    },
    run: ({ service }, { by, open }, stamp, { decision, reason }) =>
      service.decidePause(by, open.code, stamp, decision === 'approve' ? { kind: 'approve' } : { kind: 'decline', reason }),
    next: (view) => {
      const { say, now, open, more } = view
      const ahead = outlook(view)
      const moment = (at: Moment | null) => (at === null ? say('chưa có lịch', 'no calendar yet') : showMoment(at, now, say.lang))
      if (!ahead) return <p>{say('Không duyệt thì đồng hồ chạy tiếp như cũ.', 'Declined, the clock goes on as before.')}</p>
      const { todayEnds } = nearDays(open.calendar, now)
      return (
        <>
          <p>
            {say(
              'Duyệt thì thông báo được gửi ngay và đồng hồ dừng từ lúc này:',
              'Approved, the notice goes out at once and the clock stops now:',
            )}
          </p>
          <Facts
            items={[
              [say('Dừng từ', 'Stopped from'), moment(now)],
              [
                say('Lâu nhất đến', 'Until, at the longest'),
                <>
                  {moment(ahead.until)} {more && <UnverifiedMark {...more} />}
                </>,
              ],
              [say('Hạn trả hiện nay', 'Due now'), moment(open.due?.due ?? null)],
              [say('Đến trong hôm nay thì hạn', 'Due if it comes today'), moment(ahead.dueIf(todayEnds))],
              [say('Hết thời hạn mới đến thì hạn', 'Due if it takes the longest'), moment(ahead.dueIf(ahead.until))],
            ]}
          />
          <p class="small">
            {say(
              'Hết thời hạn mà chưa đến, hồ sơ tự chạy tiếp. Không duyệt thì đồng hồ chạy tiếp như cũ.',
              'If it has not come by then, the dossier goes on by itself. Declined, the clock goes on as before.',
            )}
          </p>
        </>
      )
    },
    fields: (view) => {
      const { typed, faults, open, say, now } = view
      const { proposal } = open.dossier
      const approving = tried(view, 'approve')
      return (
        <>
          {proposal && (
            <>
              <Facts
                items={[
                  [say('Căn cứ', 'Cause'), causeNames[say.lang][proposal.cause]],
                  [
                    say('Văn bản', 'Document'),
                    say(
                      `số ${proposal.document.number} ngày ${dateWords(proposal.document.date)}`,
                      `no. ${proposal.document.number} of ${dateWords(proposal.document.date)}`,
                    ),
                  ],
                  [say('Lý do', 'Reason'), proposal.reason],
                  [
                    say('Người đề nghị', 'Proposed by'),
                    `${open.names.officer(proposal.officerId)}, ${showMoment(proposal.at, now, say.lang)}`,
                  ],
                ]}
              />
              {proposal.items.length > 0 && (
                <ol class="numbered">
                  {proposal.items.map(({ what, why }) => (
                    <li>
                      {what} <span class="small">({why})</span>
                    </li>
                  ))}
                </ol>
              )}
            </>
          )}
          <RadioGroup
            name="decision"
            label={say('Quyết định', 'Decision')}
            required
            value={typedIn(typed, 'decision')}
            error={faults.decision}
            options={[
              {
                value: 'approve',
                text: say('Duyệt, dừng đồng hồ từ lúc này', 'Approve: the clock stops now'),
                disabled: !approving.ok,
                hint: approving.ok ? undefined : explainRefusal(approving.error, say, open.names),
              },
              { value: 'decline', text: say('Không duyệt, đồng hồ chạy tiếp', 'Decline: the clock goes on') },
            ]}
          />
          <TextArea
            name="reason"
            label={say('Lý do không duyệt', 'Reason for declining')}
            rows={3}
            value={typedIn(typed, 'reason')}
            error={faults.reason}
          />
        </>
      )
    },
  })

const dateWords = (date: string): string => date.split('-').reverse().join('/')
