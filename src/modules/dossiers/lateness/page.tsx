import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Chip, Chips, type Column, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend, type TimeSegment } from '../../../ui/time-bar.tsx'
import { showCount, showDuration, showMomentShort } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import { shareOf } from '../apologies/share.ts'
import { hrefOf } from '../list/page.tsx'
import { endNames } from '../list/words.ts'
import type { HeldLine } from './ledger.ts'
import { type Cut, cuts, type EndedDossier, type Figure, figures, type LatenessRow, type Tally } from './tally.ts'
import { cutNames, daysLate, figureNames, heads, holderNames, isEmpty, readings, shareWithCounts } from './words.ts'

/** What is chosen, as it stands in the address. */
export type ChosenLateness = Readonly<
  Record<'by' | 'from' | 'to' | 'unit' | 'procedure' | 'officer' | 'step' | 'version' | 'figure' | 'holder' | 'outage', string>
>

/** A row with what it is called; `href` goes one level down, `figure` to the dossiers behind one of its figures. */
export type NamedRow = LatenessRow & { name: string; sub: string; href: string; figure(name: Figure): string }

/** An ended dossier with its main cause in words. */
export type NamedEnded = EndedDossier & { cause: string; causeSub: string }

export type LatenessPageProps = {
  whole: Tally
  rows: readonly NamedRow[]
  late: readonly NamedEnded[]
  next: string | null
  isFirst: boolean
  chosen: ChosenLateness
  faults: Readonly<Record<string, string>>
  /** What the choice is narrowed to, in words; empty when it is not. */
  narrowedTo: string
  periods: readonly { text: string; from: string; to: string }[]
  units: readonly { value: string; text: string }[]
  procedures: readonly { value: string; text: string }[]
  calendar: WorkingCalendar
  now: Moment
}

const path = '/office/lateness'

/** The address of the page with other choices. */
export function latenessHref(
  chosen: Partial<ChosenLateness>,
  change: Partial<ChosenLateness> & { after?: string } = {},
  to = path,
): string {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${to}?${query}` : to
}

/** Hồ sơ trễ: how dossiers ended, whose the lateness is, and each late dossier behind a figure. */
export const LatenessPage: FC<LatenessPageProps> = (props) => {
  const say = useSay()
  const { whole, rows, chosen, faults, narrowedTo, periods, units, procedures, calendar } = props
  return (
    <>
      <PageHeader
        title={say('Hồ sơ trễ: ai, ở đâu, vì sao', 'Late dossiers: who, where, why')}
        under={
          narrowedTo && (
            <>
              {narrowedTo} · <a href={latenessHref({ by: chosen.by, from: chosen.from, to: chosen.to })}>{say('bỏ thu hẹp', 'show all')}</a>
            </>
          )
        }
        more={[
          {
            text: say('Tải bảng này (CSV)', 'Download this table (CSV)'),
            href: latenessHref(chosen, {}, `${path}/export.csv`),
          },
          {
            text: say('Tải các hồ sơ bên dưới (CSV)', 'Download the dossiers below (CSV)'),
            href: latenessHref(chosen, {}, `${path}/dossiers.csv`),
          },
        ]}
      />
      <ListBar
        chips={
          <Chips
            label={say('Kỳ', 'Period')}
            chips={periods.map(
              ({ text, from, to }): Chip => ({
                text,
                href: latenessHref(chosen, { from, to }),
                on: chosen.from === from && chosen.to === to,
              }),
            )}
          />
        }
      />
      <div class="stack">
        <Form action={path} method="get" look="line" hidden={{ by: chosen.by }}>
          <DateField name="from" label={say('Kết thúc từ ngày', 'Ended from')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <Select name="unit" label={say('Đơn vị', 'Unit')} options={units} value={chosen.unit} blank={say('Mọi đơn vị', 'Every unit')} />
          <Select
            name="procedure"
            label={say('Thủ tục', 'Procedure')}
            options={procedures}
            value={chosen.procedure}
            blank={say('Mọi thủ tục', 'Every procedure')}
          />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Xem', 'Show')}
            </button>
          </div>
        </Form>
        {isEmpty(whole) ? (
          <div class="sheet">
            <EmptyState title={say('Trong kỳ chưa có hồ sơ nào kết thúc', 'No dossier ended in this period')}>
              {say('Chọn kỳ khác, hoặc bỏ bớt điều kiện lọc.', 'Choose another period, or loosen the filters.')}
            </EmptyState>
          </div>
        ) : (
          <>
            <Totals {...props} />
            <Section
              title={cutNames[say.lang][chosen.by as Cut]}
              id="cut"
              bare
              aside={
                rows.length >= 500
                  ? say('500 dòng đầu, nhiều hồ sơ trễ nhất trước', 'The first 500 rows, most late dossiers first')
                  : undefined
              }
            >
              <ListBar
                chips={
                  <Chips
                    label={say('Cắt theo', 'Cut by')}
                    chips={cuts.map((by) => ({
                      text: cutNames[say.lang][by],
                      href: latenessHref(chosen, { by, officer: '', step: '', version: '', holder: '', figure: '' }),
                      on: chosen.by === by,
                    }))}
                  />
                }
              />
              <DataTable
                caption={cutNames[say.lang][chosen.by as Cut]}
                columns={columnsOf(say, calendar.ordinaryDaySeconds)}
                rows={rows}
                tone={(row) => (row.lateCaused > 0 ? 'late' : undefined)}
                empty={<EmptyState title={say('Không có dòng nào', 'No rows')} />}
              />
            </Section>
            <LateOnes {...props} />
            <Notice title={say('Cách tính', 'How it is counted')}>
              {readings[say.lang].map((reading) => (
                <p>{reading}</p>
              ))}
            </Notice>
            <TimeBarLegend kinds={['used', 'away', 'pause']} />
          </>
        )}
      </div>
    </>
  )
}

const Totals: FC<LatenessPageProps> = ({ whole, chosen, calendar }) => {
  const say = useSay()
  const { ended, early, onTime, late, lateCaused, broken, withApology, secondsLate } = whole
  const of = (part: number) => (ended === 0 ? undefined : `${shareOf(part, ended, say.lang)} = ${part}/${ended}`)
  // Of a unit: those of which it carried a step, each once.
  const own = { officer: '', step: '', version: '', holder: chosen.unit ? 'step' : '' }
  const to = (figure: Figure) => `${latenessHref(chosen, { ...own, figure: figure === 'caused' ? '' : figure })}#late`
  return (
    <Tiles>
      <StatTile
        label={heads[say.lang].ended}
        value={ended}
        href={to('ended')}
        note={broken > 0 ? say(`thêm ${broken} rút, dừng`, `and ${broken} withdrawn or stopped`) : undefined}
      />
      <StatTile label={heads[say.lang].early} value={early} href={to('early')} note={of(early)} tone="good" />
      <StatTile label={heads[say.lang].onTime} value={onTime} href={to('on-time')} note={of(onTime)} />
      <StatTile label={heads[say.lang].late} value={late} href={to('late')} note={of(late)} tone={late > 0 ? 'late' : undefined} />
      <StatTile
        label={heads[say.lang].daysLate}
        value={daysLate(secondsLate, calendar.ordinaryDaySeconds, say)}
        note={
          lateCaused < late
            ? say(`ngày làm việc, của ${lateCaused} hồ sơ trễ do đơn vị`, `working days, of ${lateCaused} late because of the unit`)
            : say('ngày làm việc, cộng cả kỳ', 'working days, over the period')
        }
      />
      <StatTile
        label={heads[say.lang].withApology}
        value={shareOf(withApology, lateCaused, say.lang)}
        href={withApology > 0 ? to('apology') : undefined}
        note={lateCaused === 0 ? undefined : say(`${withApology}/${lateCaused} hồ sơ trễ`, `${withApology} of ${lateCaused} late ones`)}
        tone={withApology < lateCaused ? 'near' : undefined}
      />
    </Tiles>
  )
}

/** A figure that opens its dossiers; nothing stands behind none. */
const Opens: FC<{ n: number; href: string; text?: string; bold?: boolean }> = ({ n, href, text, bold }) => {
  const { lang } = useSay()
  const shown = text ?? showCount(n, lang)
  if (n === 0) return <>{shown}</>
  return <a href={href}>{bold ? <b>{shown}</b> : shown}</a>
}

function columnsOf(say: Say, daySeconds: number): Column<NamedRow>[] {
  const words = heads[say.lang]
  const count = (n: number) => showCount(n, say.lang)
  const share = (part: number, r: NamedRow) => shareOf(part, r.ended, say.lang)
  const outOf = (part: number, r: NamedRow) => `${count(part)}/${count(r.ended)}`
  return [
    { head: words.who, kind: 'wide', cell: (r) => <TwoLines top={<RowLink href={r.href} text={r.name} />} sub={r.sub} /> },
    {
      head: words.ended,
      kind: 'number',
      cell: (r) => (
        <TwoLines
          top={<Opens n={r.ended} href={r.figure('ended')} />}
          sub={
            <>
              <Opens n={r.early} href={r.figure('early')} text={say(`${count(r.early)} trước`, `${count(r.early)} early`)} />,{' '}
              <Opens n={r.onTime} href={r.figure('on-time')} text={say(`${count(r.onTime)} đúng hạn`, `${count(r.onTime)} on time`)} />
            </>
          }
        />
      ),
    },
    {
      head: words.late,
      kind: 'number',
      cell: (r) => <TwoLines top={<Opens n={r.late} href={r.figure('late')} />} sub={share(r.late, r)} />,
    },
    {
      head: words.caused,
      kind: 'number',
      cell: (r) => (
        <TwoLines
          top={<Opens n={r.lateCaused} href={r.figure('caused')} text={share(r.lateCaused, r)} bold />}
          sub={outOf(r.lateCaused, r)}
        />
      ),
    },
    {
      head: words.over,
      kind: 'number',
      cell: (r) => (
        <TwoLines top={<Opens n={r.lateOver} href={r.figure('over')} text={share(r.lateOver, r)} />} sub={outOf(r.lateOver, r)} />
      ),
    },
    { head: words.daysLate, kind: 'number', cell: (r) => (r.lateCaused === 0 ? '–' : daysLate(r.secondsLate, daySeconds, say)) },
    {
      head: words.withApology,
      kind: 'number',
      cell: (r) =>
        r.lateCaused === 0 ? (
          '–'
        ) : (
          <Opens n={r.withApology} href={r.figure('apology')} text={`${count(r.withApology)}/${count(r.lateCaused)}`} />
        ),
    },
    {
      head: words.time,
      kind: 'bar',
      cell: (r) => (
        <TwoLines
          top={<TimeBar size="row" segments={heldBar(r)} daySeconds={daySeconds} />}
          sub={say(
            `${average(r, say, daySeconds)}/hồ sơ, vượt ${shareOf(r.secondsOverStep, r.seconds, 'vi')}`,
            `${average(r, say, daySeconds)} each, ${shareOf(r.secondsOverStep, r.seconds, 'en')} beyond`,
          )}
        />
      ),
    },
  ]
}

const heldBar = ({ holder, seconds, secondsOverStep }: NamedRow): TimeSegment[] => [
  { kind: holder === 'away' ? 'away' : 'used', seconds: seconds - secondsOverStep },
  { kind: 'over', seconds: secondsOverStep },
]

const average = ({ seconds, ended, broken }: NamedRow, say: Say, daySeconds: number): string =>
  showDuration(Math.round(seconds / Math.max(1, ended + broken)), daySeconds, say.lang)

/** Each dossier behind the figure that is chosen: the late ones first. */
const LateOnes: FC<LatenessPageProps> = ({ late, next, isFirst, chosen, calendar, now, narrowedTo }) => {
  const say = useSay()
  const figure = figures.find((name) => name === chosen.figure) ?? 'caused'
  const title = figureNames[say.lang][figure]
  const show = (change: Partial<ChosenLateness>) => `${latenessHref(chosen, change)}#late`
  const listed: [Figure, string][] = [
    ['caused', say('Quá hạn', 'Late')],
    ['early', say('Trước hạn', 'Early')],
    ['on-time', say('Đúng hạn', 'On time')],
    ['broken', say('Rút, dừng', 'Withdrawn or stopped')],
  ]
  const daySeconds = calendar.ordinaryDaySeconds
  const columns: Column<NamedEnded>[] = [
    { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => <RowLink href={hrefOf(r.code)} text={r.code} /> },
    {
      head: say('Thủ tục · người nộp', 'Procedure · applicant'),
      kind: 'wide',
      cell: (r) => <TwoLines top={r.procedure} sub={r.applicant} />,
    },
    {
      head: say('Hạn · xong', 'Due · done'),
      kind: 'due',
      cell: (r) => (
        <DueCell
          tone={r.endClass === 'late' ? 'late' : undefined}
          text={endWords(r, daySeconds, say)}
          sub={
            <>
              {say(
                `hạn ${showMomentShort(r.dueAt, now, 'vi')}, xong ${showMomentShort(r.endedAt, now, 'vi')}`,
                `due ${showMomentShort(r.dueAt, now, 'en')}, done ${showMomentShort(r.endedAt, now, 'en')}`,
              )}{' '}
              {r.metOutage && <Tag tone="near">{say('trùng sự cố hệ thống', 'met a system outage')}</Tag>}
            </>
          }
        />
      ),
    },
    { head: say('Nguyên nhân chính', 'Main cause'), kind: 'wide', cell: (r) => <TwoLines top={r.cause} sub={r.causeSub} /> },
    {
      head: say('Ai giữ bao lâu', 'Who had it how long'),
      kind: 'bar',
      cell: (r) => <TimeBar size="row" segments={ledgerBar(r.lines, say)} daySeconds={daySeconds} />,
    },
    {
      head: say('Thư xin lỗi', 'Apology'),
      cell: (r) =>
        r.withApology ? (
          <Tag tone="good">{say('đã gửi', 'sent')}</Tag>
        ) : r.endClass === 'late' ? (
          <Tag tone="near">{say('không có', 'none')}</Tag>
        ) : (
          '–'
        ),
    },
  ]
  return (
    <Section title={title} aside={narrowedTo || undefined} id="late" bare>
      <ListBar
        chips={
          <Chips
            label={say('Hồ sơ nào', 'Which dossiers')}
            chips={[
              ...listed.map(([name, text]): Chip => ({ text, href: show({ figure: name === 'caused' ? '' : name }), on: figure === name })),
              {
                text: say('Trùng sự cố hệ thống', 'Met a system outage'),
                href: show(chosen.outage ? { outage: '' } : { outage: '1', figure: '' }),
                on: chosen.outage === '1',
                tone: 'near',
              },
            ]}
          />
        }
      />
      <DataTable
        caption={title}
        columns={columns}
        rows={late}
        empty={
          <EmptyState title={say('Không có hồ sơ nào', 'No dossiers')}>
            {figure !== 'caused' || chosen.outage
              ? say('Trong kỳ không có hồ sơ nào như vậy.', 'There is no such dossier in the period.')
              : narrowedTo
                ? say('Trong kỳ không có hồ sơ trễ nào do nguyên nhân này.', 'No dossier was late for this reason in the period.')
                : say('Mọi hồ sơ trong kỳ đều trước hoặc đúng hạn.', 'Every dossier of the period was early or on time.')}
          </EmptyState>
        }
      />
      <Pager first={isFirst ? undefined : show({})} next={next ? `${latenessHref(chosen, { after: next })}#late` : undefined} />
    </Section>
  )
}

/** How it ended: how late in working time, nothing of it when that was after hours; or early, on time, without a result. */
export function endWords({ lines, endClass }: Pick<EndedDossier, 'lines' | 'endClass'>, daySeconds: number, say: Say): string {
  if (endClass === null) return say('không có kết quả', 'no result')
  if (endClass !== 'late') return endNames[say.lang][endClass]
  const seconds = lines.reduce((sum, line) => sum + line.secondsOver, 0)
  return seconds === 0
    ? say('trễ ngoài giờ', 'late after hours')
    : say(`trễ ${showDuration(seconds, daySeconds, 'vi')}`, `${showDuration(seconds, daySeconds, 'en')} late`)
}

/** The lines of a ledger as a bar, in the order in which the holders came to it. */
const ledgerBar = (lines: readonly (HeldLine & { partner: string | null })[], say: Say): TimeSegment[] =>
  lines.flatMap(({ holder, seconds, secondsOverStep, step, partner }): TimeSegment[] => {
    const kind = holder === 'away' ? 'away' : holder === 'step' ? 'used' : 'pause'
    const title = partner ?? (step === null ? holderNames[say.lang][holder] : say(`bước ${step}`, `step ${step}`))
    return [
      { kind, seconds: seconds - secondsOverStep, title },
      { kind: 'over', seconds: secondsOverStep, title },
    ]
  })

/** Numbers of a row for the table that goes out. */
export const cellsOf = (row: Tally, daySeconds: number, say: Say): (string | number)[] => [
  ...[row.ended, row.early, row.onTime, row.late, row.lateCaused, shareWithCounts(row.lateCaused, row.ended, say)],
  ...[row.lateOver, shareWithCounts(row.lateOver, row.ended, say), daysLate(row.secondsLate, daySeconds, say), row.withApology, row.broken],
]
