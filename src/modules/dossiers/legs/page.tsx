import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend } from '../../../ui/time-bar.tsx'
import { showCount, showMomentShort } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { shareOf } from '../apologies/share.ts'
import { shareWithCounts } from '../lateness/words.ts'
import { barOf } from '../referrals/bar.ts'
import { referralKindNames, stanceNames, wayNames } from '../referrals/words.ts'
import { type LegRow, type LegTally, type LegView, legViews } from './look-up.adapter.ts'

/** What is chosen, as it stands in the address. */
export type ChosenLegs = Readonly<Record<'view' | 'kind' | 'with' | 'from' | 'to', string>>

export type LegsPageProps = {
  rows: readonly LegRow[]
  next: string | null
  isFirst: boolean
  chosen: ChosenLegs
  faults: Readonly<Record<string, string>>
  counts: { late: number; mine: number }
  tally: readonly LegTally[]
  /** Whom it may be narrowed to: `p12` a partner agency, `u3` a unit. */
  withOptions: readonly { value: string; text: string; group: string }[]
  calendar: WorkingCalendar
  now: Moment
  names: { officer(id: number): string; unit(id: number): string; shortUnit(id: number): string }
}

const path = '/office/legs'
export const legsHref = (chosen: Partial<ChosenLegs>, change: Partial<ChosenLegs> & { after?: string } = {}, to = path) => {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${to}?${query}` : to
}

/** Names of the views. */
export const legViewNames = inBoth(
  (say) =>
    ({
      open: say('Đang chờ trả lời', 'Waiting for an answer'),
      late: say('Quá hạn trả lời', 'Answer late'),
      mine: say('Đơn vị tôi phải trả lời', 'My unit is asked'),
      unanswered: say('Không trả lời', 'No answer'),
      ended: say('Đã xong', 'Ended'),
    }) satisfies Record<LegView, string>,
)

const ends = inBoth((say) => ({ early: say('trước hạn', 'early'), 'on-time': say('đúng hạn', 'on time'), late: say('quá hạn', 'late') }))

/** How far a row is, in words; the same in the table that goes out. */
export function legState(r: LegRow, now: Moment, say: Say): string {
  if (r.arrivedAt !== null) {
    const said = r.stance ? stanceNames[say.lang][r.stance] : say('đã trả lời', 'answered')
    return r.endClass ? `${said}, ${ends[say.lang][r.endClass]}` : said
  }
  if (r.droppedAt !== null) return say('thôi chờ', 'not waited for')
  if (r.unansweredAt !== null) return say('không trả lời', 'no answer')
  if (r.dueAt !== null && r.dueAt < now) return say('quá hạn, chưa trả lời', 'late, no answer yet')
  return r.startsAt > now ? say('chưa bắt đầu tính', 'time not begun') : say('đang chờ', 'waiting')
}

export const toWhom = (r: Pick<LegRow, 'toName' | 'askedUnitId'>, names: { unit(id: number): string }): string =>
  r.askedUnitId === null ? r.toName : names.unit(r.askedUnitId)

const isLate = (r: LegRow, now: Moment): boolean =>
  r.endClass === 'late' ||
  (r.arrivedAt === null && r.droppedAt === null && (r.unansweredAt !== null || (r.dueAt !== null && r.dueAt < now)))

/** Liên thông và lấy ý kiến: what is with whom, the late on top; and how partners and units answer. */
export const LegsPage: FC<LegsPageProps> = (props) => {
  const say = useSay()
  const { rows, next, isFirst, chosen, faults, counts, withOptions, calendar, now, names } = props
  const short = (at: Moment) => showMomentShort(at, now, say.lang)
  const columns: Column<LegRow>[] = [
    { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => <RowLink href={`/office/dossiers/${r.code}#referrals`} text={r.code} /> },
    {
      head: say('Ở đâu', 'With whom'),
      kind: 'wide',
      cell: (r) => (
        <TwoLines
          top={toWhom(r, names)}
          sub={`${referralKindNames[say.lang][r.kind]} · ${say('số', 'no.')} ${r.documentNumber}, ${wayNames[say.lang][r.way]}`}
        />
      ),
    },
    {
      head: say('Thủ tục · người nộp', 'Procedure · applicant'),
      kind: 'wide',
      cell: (r) => <TwoLines top={r.procedure} sub={r.applicant} />,
    },
    {
      head: say('Theo dõi · gửi lúc', 'Followed by · sent'),
      cell: (r) => (
        <TwoLines
          top={names.shortUnit(r.unitId)}
          sub={
            <>
              {short(r.sentAt)}
              {r.isForwardedLate && (
                <>
                  {' '}
                  <Tag tone="near">{say('giấy muộn', 'papers late')}</Tag>
                </>
              )}
            </>
          }
        />
      ),
    },
    {
      head: say('Thời gian', 'Time'),
      kind: 'bar',
      cell: (r) => (
        <TimeBar
          size="row"
          daySeconds={calendar.ordinaryDaySeconds}
          segments={barOf(
            {
              startsAt: r.startsAt,
              dueAt: r.dueAt,
              answer: r.arrivedAt === null ? null : { arrivedAt: r.arrivedAt },
              dropped: r.droppedAt === null ? null : { at: r.droppedAt },
            },
            calendar,
            now,
          )}
        />
      ),
    },
    {
      head: say('Hạn · tình trạng', 'Due · state'),
      kind: 'due',
      cell: (r) => (
        <DueCell
          text={r.dueAt === null ? say('không hạn', 'no due time') : short(r.dueAt)}
          sub={r.arrivedAt === null ? legState(r, now, say) : `${legState(r, now, say)} · ${short(r.arrivedAt)}`}
          tone={isLate(r, now) ? 'late' : undefined}
        />
      ),
    },
    {
      head: say('Việc', 'Act'),
      quiet: true,
      cell: (r) =>
        r.arrivedAt === null && r.droppedAt === null ? (
          <a href={`/office/dossiers/${r.code}/answer-referral?no=${r.no}`}>{say('Ghi trả lời', 'Record answer')}</a>
        ) : null,
    },
  ]
  const isPeriod = chosen.view === 'unanswered' || chosen.view === 'ended'
  return (
    <>
      <PageHeader
        title={say('Liên thông và lấy ý kiến', 'Other agencies and opinions')}
        more={[{ text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: legsHref(chosen, {}, `${path}/export.csv`) }]}
      />
      <ListBar
        chips={
          <Chips
            chips={legViews.map((view) => ({
              text: legViewNames[say.lang][view],
              href: legsHref(chosen, { view }),
              on: chosen.view === view,
              ...(view === 'late' || view === 'mine' ? { count: counts[view] } : {}),
              tone: view === 'late' && counts.late > 0 ? ('late' as const) : undefined,
            }))}
          />
        }
      />
      <div class="stack">
        <Form action={path} method="get" look="line" hidden={{ view: chosen.view }}>
          <Select
            name="with"
            label={say('Ở đâu', 'With whom')}
            options={withOptions}
            value={chosen.with}
            blank={say('Mọi nơi', 'Anybody')}
          />
          <Select
            name="kind"
            label={say('Loại', 'Kind')}
            options={(['leg', 'opinion'] as const).map((kind) => ({ value: kind, text: referralKindNames[say.lang][kind] }))}
            value={chosen.kind}
            blank={say('Cả hai', 'Both')}
          />
          <DateField name="from" label={say('Gửi từ ngày', 'Sent from')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Lọc', 'Filter')}
            </button>
          </div>
        </Form>
        {!isPeriod && (
          <p class="small">
            {say(
              'Đang chờ thì hiện mọi lượt gửi, hạn gần nhất ở trên; ngày gửi chỉ giới hạn phần đã xong và bảng dưới.',
              'What waits is shown whenever it was sent, the nearest due time on top; the days limit only what has ended and the table below.',
            )}
          </p>
        )}
        <DataTable
          caption={legViewNames[say.lang][chosen.view as LegView]}
          columns={columns}
          rows={rows}
          tone={(r) => (isLate(r, now) ? 'late' : undefined)}
          empty={
            <EmptyState title={say('Không có gì ở mục này', 'There is nothing here')}>
              {say(
                'Bước do cơ quan khác làm được chuyển đi từ trang hồ sơ (“Chuyển liên thông”); ý kiến cũng hỏi từ đó.',
                'Steps that another agency does are sent from the page of the dossier; opinions are asked there too.',
              )}
            </EmptyState>
          }
        />
        {rows.length > 0 && <TimeBarLegend kinds={['away', 'left', 'over']} />}
      </div>
      <Pager
        shown={
          rows.length > 0
            ? say(`${showCount(rows.length, 'vi')} dòng trên trang này`, `${showCount(rows.length, 'en')} on this page`)
            : undefined
        }
        first={isFirst ? undefined : legsHref(chosen)}
        next={next ? legsHref(chosen, { after: next }) : undefined}
      />
      <div class="stack">
        <TallyTable {...props} />
      </div>
    </>
  )
}

/** How they answer: late out of what is decided, by partner agency and asked unit, and in all. */
const TallyTable: FC<LegsPageProps> = ({ tally, chosen, names }) => {
  const say = useSay()
  const count = (n: number) => showCount(n, say.lang)
  const sum = (of: (t: LegTally) => number) => tally.reduce((whole, t) => whole + of(t), 0)
  const [late, decided] = [sum((t) => t.late), sum((t) => t.decided)]
  type Line = Omit<LegTally, 'toName'> & { name: string; href: string | null }
  const lines: Line[] = [
    ...tally.map(({ toName, ...t }) => ({
      ...t,
      name: t.askedUnitId === null ? toName : names.unit(t.askedUnitId),
      href: legsHref(chosen, { view: 'ended', with: t.partnerId === null ? `u${t.askedUnitId}` : `p${t.partnerId}` }),
    })),
    {
      ...{ partnerId: null, askedUnitId: null, name: say('Tất cả', 'All'), href: null, sent: sum((t) => t.sent), decided, late },
      ...{ early: sum((t) => t.early), onTime: sum((t) => t.onTime), unanswered: sum((t) => t.unanswered) },
      ...{ waiting: sum((t) => t.waiting), dropped: sum((t) => t.dropped) },
    },
  ]
  const columns: Column<Line>[] = [
    {
      head: say('Cơ quan, đơn vị', 'Agency, unit'),
      kind: 'wide',
      cell: (l) => (l.href === null ? <b>{l.name}</b> : <a href={l.href}>{l.name}</a>),
    },
    { head: say('Đã gửi', 'Sent'), kind: 'number', cell: (l) => count(l.sent) },
    {
      head: say('Trước · đúng hạn', 'Early · on time'),
      kind: 'number',
      cell: (l) => `${count(l.early)} · ${count(l.onTime)}`,
    },
    { head: say('Quá hạn', 'Late'), kind: 'number', cell: (l) => count(l.late) },
    { head: say('trong đó không trả lời', 'of these, no answer'), kind: 'number', cell: (l) => count(l.unanswered) },
    { head: say('Đang chờ', 'Waiting'), kind: 'number', cell: (l) => count(l.waiting) },
    { head: say('Thôi chờ', 'Not waited for'), kind: 'number', cell: (l) => count(l.dropped) },
    { head: say('Tỷ lệ quá hạn', 'Late share'), kind: 'number', cell: (l) => <b>{shareWithCounts(l.late, l.decided, say)}</b> },
  ]
  return (
    <Section
      title={say('Trả lời theo cơ quan, đơn vị', 'Answers by agency and unit')}
      id="tally"
      aside={say(`quá hạn ${shareOf(late, decided, 'vi')}`, `${shareOf(late, decided, 'en')} late`)}
    >
      <div class="stack">
        <p class="small">
          {say(
            'Lượt gửi trong thời gian đã chọn. Mẫu số: đã trả lời, hoặc đã hết hạn. Tử số: trả lời sau hạn riêng của lượt ấy, không trả lời, hoặc quá hạn mà chưa trả lời. Thôi chờ không ở trong mẫu số.',
            'What was sent in the chosen period. Denominator: answered, or past its due time. Numerator: answered after its own due time, not answered, or late and still open. What is not waited for any more is left out.',
          )}
        </p>
        {tally.length === 0 ? (
          <p>{say('Trong thời gian này không gửi gì.', 'Nothing was sent in this period.')}</p>
        ) : (
          <DataTable
            caption={say('Trả lời theo cơ quan, đơn vị', 'Answers by agency and unit')}
            columns={columns}
            rows={lines}
            empty={null}
          />
        )}
      </div>
    </Section>
  )
}
