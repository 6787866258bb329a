import { z } from 'zod'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { Facts } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { showMoment } from '../../../ui/words.ts'
import { typedIn } from '../acting/page.tsx'
import { actRoute, type View } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { type Dossier, evolve } from '../dossier.ts'
import { currentDue } from '../hand.ts'
import { endNames } from '../list/words.ts'
import { causeNames } from '../pause/history.ts'
import type { Hold } from '../pause/hold.ts'
import { annulPause } from './decide.ts'

const schema = inBoth((say) => {
  const none = say('Chọn lần tạm dừng.', 'Choose the pause.')
  return z.object({
    no: z.coerce.number(none).int().positive(none),
    reason: z
      .string()
      .trim()
      .min(1, say('Ghi lý do hủy.', 'Enter the reason.'))
      .max(2000, say('Lý do nhiều nhất 2000 ký tự.', 'A reason has at most 2000 characters.')),
  })
})

const standing = ({ open }: Pick<View<unknown>, 'open'>): Hold[] => open.dossier.holds.filter((h) => h.annulled === null)
const chosen = (view: Pick<View<unknown>, 'open' | 'typed'>): Hold | undefined =>
  standing(view).find((h) => h.no === Number(typedIn(view.typed, 'no'))) ?? standing(view).at(-1)

const tried = ({ open, by, now }: Pick<View<unknown>, 'open' | 'by' | 'now'>, no: number) =>
  annulPause(open.dossier, { at: now, no, reason: 'x', actor: by, calendar: open.calendar })

/** Hủy tạm dừng sai: the head, with a reason; shows what the due time becomes, and that the dossier may turn late. */
export const annulPauseRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'pause-annul',
    needs: 'dossier.reassign',
    title: ({ say }) => say('Hủy tạm dừng', 'Annul a pause'),
    submit: ({ say }) => say('Hủy lần tạm dừng này', 'Annul this pause'),
    danger: true,
    prefill: ['no'],
    prepare: async () => undefined,
    schema,
    blocked: (view) => {
      const hold = chosen(view)
      if (!hold) return { kind: 'not-paused' }
      const answer = tried(view, hold.no)
      return answer.ok ? null : answer.error
    },
    run: ({ service }, { by, open }, stamp, asked) => service.annulPause(by, open.code, stamp, asked),
    next: (view) => {
      const { open, now, say } = view
      const hold = chosen(view)
      const answer = hold && tried(view, hold.no)
      if (!hold || !answer?.ok) return null
      const { dossier, calendar } = open
      const after = answer.value.events.reduce<Dossier>(evolve, dossier)
      const [was, is] = [dueOf(dossier, open.due?.due ?? null), dueOf(after, currentDue(after, calendar)?.due ?? null)]
      const moment = (at: Moment | null) => (at === null ? say('chưa có lịch', 'no calendar yet') : showMoment(at, now, say.lang))
      const isLate = is !== null && (dossier.ended?.at ?? now) > is
      const turnsLate = isLate && !(was !== null && hold.to !== null && (dossier.ended?.at ?? now) > was)
      return (
        <>
          <Facts
            items={[
              [
                say('Hạn trả trước khi hủy', 'Due before'),
                hold.to === null ? say('đồng hồ đang dừng, chưa có', 'none, the clock stands still') : moment(was),
              ],
              [say('Hạn trả sau khi hủy', 'Due after'), <b>{moment(is)}</b>],
              ...(dossier.ended && after.ended
                ? [
                    [
                      say('Xếp loại', 'Class'),
                      `${endNames[say.lang][dossier.ended.class]} → ${endNames[say.lang][after.ended.class]}`,
                    ] as const,
                  ]
                : []),
            ]}
          />
          {turnsLate && (
            <Notice tone="late" title={say('Hồ sơ sẽ thành quá hạn', 'The dossier will turn late')}>
              <p>
                {say(
                  'Thời gian của lần tạm dừng này được tính lại vào thời hạn giải quyết.',
                  'The time of this pause counts towards the limit after all.',
                )}
              </p>
            </Notice>
          )}
          <p class="small">
            {say(
              'Lần tạm dừng và việc hủy đều còn trong nhật ký và trên trang hồ sơ.',
              'The pause and its annulment both stay in the journal and on the page of the dossier.',
            )}
          </p>
        </>
      )
    },
    fields: (view) => {
      const { typed, faults, now, say } = view
      const moment = (at: Moment) => showMoment(at, now, say.lang)
      return (
        <>
          <RadioGroup
            name="no"
            label={say('Lần tạm dừng', 'Pause')}
            required
            value={String(chosen(view)?.no ?? '')}
            error={faults.no}
            options={standing(view).map((h) => ({
              value: String(h.no),
              text: say(`Lần ${h.no}, từ ${moment(h.from)}`, `No. ${h.no}, from ${moment(h.from)}`),
              hint: say(
                `${causeNames.vi[h.cause]}, văn bản số ${h.document.number}: ${h.reason}`,
                `${causeNames.en[h.cause]}, document no. ${h.document.number}: ${h.reason}`,
              ),
            }))}
          />
          <TextArea
            name="reason"
            label={say('Lý do hủy', 'Reason')}
            hint={say('Vì sao lần tạm dừng này không có căn cứ.', 'Why this pause had no ground.')}
            required
            rows={3}
            value={typedIn(typed, 'reason')}
            error={faults.reason}
          />
        </>
      )
    },
  })

const dueOf = ({ ended }: Dossier, current: Moment | null): Moment | null => ended?.dueAt ?? current
