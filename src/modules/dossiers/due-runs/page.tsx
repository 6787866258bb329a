import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { ProgressBar } from '../../../ui/marks.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager, TwoLines } from '../../../ui/table.tsx'
import { showCount, showMomentShort } from '../../../ui/words.ts'
import type { DueRun, DueRunRefusal } from './run.ts'
import { causeWord, refusalWord } from './words.ts'

/** Where runs are listed, and each stands under its number. */
export const runsPath = '/office/due-runs'

const Over: FC = () => <a href="/office/calendar">{useSay()('Lịch làm việc', 'Calendar')}</a>

/** How far a run has come, looked at again by itself. */
const Progress: FC<{ run: DueRun; here: string }> = ({ run, here }) => {
  const say = useSay()
  return (
    <Section>
      <look-again>
        <form class="form" data-look="stack" method="get" action={here}>
          <ProgressBar
            label={say('Đang tính lại hạn', 'Computing due times anew')}
            value={run.seen}
            max={run.total}
            note={say(
              `${showCount(run.moved, 'vi')} hồ sơ đã đổi hạn. Có thể rời trang này: việc vẫn chạy tiếp, kể cả khi máy chủ khởi động lại.`,
              `${showCount(run.moved, 'en')} moved so far. You may leave this page: the work goes on, even through a restart of the server.`,
            )}
          />
          <div class="form-buttons">
            <button class="ds-button" data-variant="secondary" type="submit">
              {say('Xem lại tiến độ', 'Look again')}
            </button>
          </div>
        </form>
      </look-again>
    </Section>
  )
}

export type DueRunPageProps = {
  run: DueRun
  officer: string
  refusals: readonly { code: string; refusal: DueRunRefusal }[]
  next: string | null
  isFirst: boolean
  maySeeDossiers: boolean
  now: Moment
}

/** One computing anew of due times (lượt tính lại hạn): how far, and at the end what came of it, with whom it left alone by name. */
export const DueRunPage: FC<DueRunPageProps> = ({ run, officer, refusals, next, isFirst, maySeeDossiers, now }) => {
  const say = useSay()
  const here = `${runsPath}/${run.no}`
  const n = (count: number) => showCount(count, say.lang)
  const unchanged = run.seen - run.moved - run.refused
  return (
    <>
      <PageHeader
        over={<a href={runsPath}>{say('Các lượt tính lại hạn', 'Due times computed anew')}</a>}
        title={say(`Tính lại hạn, lượt ${run.no}`, `Due times computed anew, run ${run.no}`)}
        under={`${causeWord(run.cause, say)}: ${run.about}`}
      />
      {run.endedAt === null ? (
        <Progress run={run} here={here} />
      ) : (
        <Notice
          tone={run.refused > 0 ? 'near' : 'ours'}
          title={say(`Đã tính lại xong ${n(run.seen)} hồ sơ đang giải quyết`, `Done: ${n(run.seen)} dossiers in process`)}
        >
          {say(
            `${n(run.moved)} hồ sơ đổi hạn, mỗi hồ sơ một dòng trong nhật ký; ${n(unchanged)} hồ sơ giữ nguyên; ${n(run.refused)} hồ sơ không tính được.`,
            `${n(run.moved)} moved, each with an entry in its journal; ${n(unchanged)} stay as they were; ${n(run.refused)} could not be computed.`,
          )}
        </Notice>
      )}
      <Section>
        <Facts
          items={[
            [say('Bắt đầu', 'Begun'), showMomentShort(run.begunAt, now, say.lang)],
            [say('Kết thúc', 'Ended'), run.endedAt === null ? say('đang chạy', 'under way') : showMomentShort(run.endedAt, now, say.lang)],
            [say('Người thay đổi', 'Changed by'), officer],
            [say('Đã xem', 'Looked at'), `${n(run.seen)} / ${n(run.total)}`],
            [say('Đổi hạn', 'Moved'), n(run.moved)],
            [say('Giữ nguyên', 'Unchanged'), n(unchanged)],
            [say('Không tính được', 'Not computed'), n(run.refused)],
          ]}
        />
      </Section>
      {run.refused > 0 && (
        <DataTable
          caption={say('Hồ sơ không tính lại được', 'Dossiers that could not be computed anew')}
          rows={refusals}
          empty=""
          columns={[
            {
              head: say('Mã hồ sơ', 'Code'),
              kind: 'code',
              cell: (r) => (maySeeDossiers ? <a href={`/office/dossiers/${r.code}`}>{r.code}</a> : r.code),
            },
            { head: say('Lý do', 'Reason'), kind: 'wide', cell: (r) => refusalWord(r.refusal, say) },
          ]}
        />
      )}
      <Pager first={isFirst ? undefined : here} next={next === null ? undefined : `${here}?after=${next}`} />
    </>
  )
}

export type DueRunsPageProps = {
  runs: readonly DueRun[]
  next: number | null
  isFirst: boolean
  nameOf(officer: number): string
  now: Moment
}

/** Every computing anew of due times, the newest on top. */
export const DueRunsPage: FC<DueRunsPageProps> = ({ runs, next, isFirst, nameOf, now }) => {
  const say = useSay()
  const n = (count: number) => showCount(count, say.lang)
  const running = runs.find(({ endedAt }) => endedAt === null)
  return (
    <>
      <PageHeader
        over={<Over />}
        title={say('Các lượt tính lại hạn', 'Due times computed anew')}
        under={say(
          'Mỗi lần lịch hay giờ làm việc thay đổi, hạn của mọi hồ sơ đang giải quyết được tính lại ở nền; hồ sơ nào đổi hạn có một dòng trong nhật ký.',
          'Whenever the calendar or the office hours change, the due times of all open dossiers are computed anew in the background; each that moves gets an entry in its journal.',
        )}
      />
      {isFirst && running && <Progress run={running} here={runsPath} />}
      <DataTable
        caption={say('Các lượt, mới nhất ở trên', 'Runs, newest on top')}
        rows={runs}
        empty={
          <EmptyState title={say('Chưa có lượt nào', 'None yet')}>
            {say('Lịch và giờ làm việc chưa thay đổi từ khi dùng hệ thống.', 'Neither calendar nor office hours have changed so far.')}
          </EmptyState>
        }
        columns={[
          { head: say('Lượt', 'Run'), kind: 'code', cell: (r) => <a href={`${runsPath}/${r.no}`}>{r.no}</a> },
          { head: say('Vì sao', 'Why'), kind: 'wide', cell: (r) => <TwoLines top={causeWord(r.cause, say)} sub={r.about} /> },
          {
            head: say('Bắt đầu', 'Begun'),
            cell: (r) => (
              <TwoLines
                top={showMomentShort(r.begunAt, now, say.lang)}
                sub={r.officerId === null ? say('hệ thống', 'the system') : nameOf(r.officerId)}
              />
            ),
          },
          {
            head: say('Tình trạng', 'State'),
            cell: (r) =>
              r.endedAt === null
                ? say(`đang chạy, ${n(r.seen)}/${n(r.total)}`, `under way, ${n(r.seen)} of ${n(r.total)}`)
                : say(`xong ${showMomentShort(r.endedAt, now, 'vi')}`, `done ${showMomentShort(r.endedAt, now, 'en')}`),
          },
          { head: say('Đổi hạn', 'Moved'), kind: 'number', cell: (r) => n(r.moved) },
          { head: say('Giữ nguyên', 'Unchanged'), kind: 'number', cell: (r) => n(r.seen - r.moved - r.refused) },
          { head: say('Không tính được', 'Not computed'), kind: 'number', cell: (r) => n(r.refused) },
        ]}
      />
      <Pager first={isFirst ? undefined : runsPath} next={next === null ? undefined : `${runsPath}?before=${next}`} />
    </>
  )
}
