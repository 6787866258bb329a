import type { FC } from 'hono/jsx'
import { day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { Checkbox, DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, type Column, DataTable, DueCell, ListBar, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate, showDuration, showMomentShort } from '../../../ui/words.ts'
import { shareOf } from '../apologies/share.ts'
import { hrefOf } from '../list/page.tsx'
import { pausedWords } from '../pause/history.ts'
import { pauseCauses } from '../pause/hold.ts'
import { type AuditedPause, pauseSorts, pauseStates, stateOf, type UnitPauses, wholeOf } from './choice.ts'
import { readings, signWords, sortNames, stateNames } from './words.ts'

/** What is chosen, as it stands in the address. */
export type ChosenPauses = Readonly<Record<'from' | 'to' | 'unit' | 'cause' | 'state' | 'suspicious' | 'sort', string>>

export type PauseAuditPageProps = {
  rows: readonly AuditedPause[]
  next: string | null
  isFirst: boolean
  byUnit: readonly UnitPauses[]
  chosen: ChosenPauses
  faults: Readonly<Record<string, string>>
  periods: readonly { text: string; from: string; to: string }[]
  units: readonly { value: string; text: string }[]
  /** Whoever may not read dossiers sees neither who filed nor a link, but the journal's. */
  mayRead: boolean
  names: { officer(id: number): string; shortUnit(id: number): string }
  daySeconds: number
  now: Moment
}

const path = '/office/pauses'

/** The address of the page with other choices. */
export function pausesHref(chosen: Partial<ChosenPauses>, change: Partial<ChosenPauses> & { after?: string } = {}, to = path): string {
  const query = new URLSearchParams(Object.entries({ ...chosen, ...change }).filter(([, value]) => value) as [string, string][])
  return query.size > 0 ? `${to}?${query}` : to
}

/** Kiểm tra tạm dừng: every lawful pause of the agency, the suspicious ones first, with the reason in words. */
export const PauseAuditPage: FC<PauseAuditPageProps> = (props) => {
  const say = useSay()
  const { rows, next, isFirst, byUnit, chosen, faults, periods, units } = props
  const causes = pausedWords[say.lang]
  return (
    <>
      <PageHeader
        title={say('Kiểm tra các lần tạm dừng', 'Audit of pauses')}
        under={periodWords(props, say)}
        more={[{ text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: pausesHref(chosen, {}, `${path}/export.csv`) }]}
      />
      <ListBar
        chips={
          <Chips
            label={say('Kỳ', 'Period')}
            chips={periods.map(({ text, from, to }) => ({
              text,
              href: pausesHref(chosen, { from, to }),
              on: chosen.from === from && chosen.to === to,
            }))}
          />
        }
      />
      <div class="stack">
        <Form action={path} method="get" look="line" hidden={{ sort: chosen.sort }}>
          <DateField name="from" label={say('Bắt đầu từ ngày', 'Began from')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <Select name="unit" label={say('Đơn vị', 'Unit')} options={units} value={chosen.unit} blank={say('Mọi đơn vị', 'Every unit')} />
          <Select
            name="cause"
            label={say('Căn cứ', 'Cause')}
            options={pauseCauses.map((value) => ({ value, text: causes[value] }))}
            value={chosen.cause}
            blank={say('Mọi căn cứ', 'Every cause')}
          />
          <Select
            name="state"
            label={say('Tình trạng', 'State')}
            options={pauseStates.map((value) => ({ value, text: stateNames[say.lang][value] }))}
            value={chosen.state}
            blank={say('Tất cả', 'All')}
          />
          <Checkbox name="suspicious" value="yes" label={say('Có dấu hiệu', 'With signs')} checked={chosen.suspicious === 'yes'} />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Xem', 'Show')}
            </button>
          </div>
        </Form>
        {byUnit.length > 0 && <Totals {...props} />}
        <Section title={say('Từng lần tạm dừng', 'Each pause')} id="pauses" bare>
          <ListBar
            chips={
              <Chips
                label={say('Xếp theo', 'Sort by')}
                chips={pauseSorts.map((sort) => ({
                  text: sortNames[say.lang][sort],
                  href: pausesHref(chosen, { sort }),
                  on: chosen.sort === sort,
                }))}
              />
            }
          />
          <DataTable
            caption={say('Các lần tạm dừng', 'Pauses')}
            columns={columnsOf(props, say)}
            rows={rows}
            empty={
              <EmptyState title={say('Không có lần tạm dừng nào', 'No pauses')}>
                {say('Trong kỳ và điều kiện đã chọn không có hồ sơ nào tạm dừng.', 'No dossier was paused under what is chosen.')}
              </EmptyState>
            }
          />
          <Pager
            shown={
              rows.length > 0
                ? say(`${showCount(rows.length, 'vi')} dòng trên trang này`, `${showCount(rows.length, 'en')} on this page`)
                : undefined
            }
            first={isFirst ? undefined : pausesHref(chosen)}
            next={next ? pausesHref(chosen, { after: next }) : undefined}
          />
        </Section>
        {byUnit.length > 0 && <ByUnit {...props} />}
        <Notice title={say('Cách xét', 'How it is judged')}>
          {readings[say.lang].map((reading) => (
            <p>{reading}</p>
          ))}
        </Notice>
      </div>
    </>
  )
}

/** What the page is about, for the line under the title and for the print. */
function periodWords({ chosen, faults, now }: PauseAuditPageProps, say: Say): string {
  if (faults.from || faults.to) return ''
  const [from, to] = [showDate(day(chosen.from), now, say.lang), showDate(day(chosen.to), now, say.lang)]
  return say(`Bắt đầu từ ${from} đến ${to}`, `Begun from ${from} to ${to}`)
}

const Totals: FC<PauseAuditPageProps> = ({ byUnit, chosen, daySeconds }) => {
  const say = useSay()
  const whole = wholeOf(byUnit)
  const of = (part: number) => (whole.begun === 0 ? undefined : `${shareOf(part, whole.begun, say.lang)} = ${part}/${whole.begun}`)
  return (
    <Tiles>
      <StatTile label={say('Lần tạm dừng', 'Pauses')} value={whole.begun} />
      <StatTile
        label={say('Có dấu hiệu', 'With signs')}
        value={whole.suspicious}
        note={of(whole.suspicious)}
        href={pausesHref(chosen, { suspicious: 'yes' })}
      />
      <StatTile
        label={stateNames[say.lang].lasting}
        value={whole.lasting}
        note={of(whole.lasting)}
        href={pausesHref(chosen, { state: 'lasting' })}
        tone={whole.lasting > 0 ? 'pause' : undefined}
      />
      <StatTile
        label={stateNames[say.lang].annulled}
        value={whole.annulled}
        note={of(whole.annulled)}
        href={pausesHref(chosen, { state: 'annulled' })}
      />
      <StatTile
        label={say('Thời gian đã dừng', 'Time paused')}
        value={showDuration(whole.seconds, daySeconds, say.lang)}
        note={say('giờ làm việc, cộng cả kỳ', 'working time, over the period')}
      />
    </Tiles>
  )
}

const ByUnit: FC<PauseAuditPageProps> = ({ byUnit, chosen, names, daySeconds }) => {
  const say = useSay()
  const count = (n: number) => showCount(n, say.lang)
  const columns: Column<UnitPauses>[] = [
    {
      head: say('Đơn vị', 'Unit'),
      kind: 'wide',
      cell: (u) => <RowLink href={pausesHref(chosen, { unit: String(u.unitId) })} text={names.shortUnit(u.unitId)} />,
    },
    { head: say('Lần tạm dừng', 'Pauses'), kind: 'number', cell: (u) => count(u.begun) },
    {
      head: say('Có dấu hiệu', 'With signs'),
      kind: 'number',
      cell: (u) => <TwoLines top={<b>{shareOf(u.suspicious, u.begun, say.lang)}</b>} sub={`${count(u.suspicious)}/${count(u.begun)}`} />,
    },
    { head: stateNames[say.lang].lasting, kind: 'number', cell: (u) => count(u.lasting) },
    { head: stateNames[say.lang].annulled, kind: 'number', cell: (u) => count(u.annulled) },
    { head: say('Thời gian đã dừng', 'Time paused'), kind: 'number', cell: (u) => showDuration(u.seconds, daySeconds, say.lang) },
    {
      head: say('Hồ sơ có tạm dừng', 'Dossiers with a pause'),
      kind: 'number',
      cell: (u) => <TwoLines top={shareOf(u.handledPaused, u.handled, say.lang)} sub={`${count(u.handledPaused)}/${count(u.handled)}`} />,
    },
  ]
  return (
    <Section
      title={say('Theo đơn vị', 'By unit')}
      id="units"
      bare
      aside={say('nhiều lần có dấu hiệu nhất trước', 'most pauses with signs first')}
    >
      <DataTable caption={say('Tạm dừng theo đơn vị', 'Pauses by unit')} columns={columns} rows={byUnit} empty={null} />
    </Section>
  )
}

function columnsOf({ names, daySeconds, now, mayRead }: PauseAuditPageProps, say: Say): Column<AuditedPause>[] {
  const moment = (at: Moment) => showMomentShort(at, now, say.lang)
  const duration = (seconds: number) => showDuration(seconds, daySeconds, say.lang)
  const to = ({ code }: AuditedPause) => (mayRead ? `${hrefOf(code)}#pauses` : `/office/journal?q=${encodeURIComponent(code)}`)
  return [
    {
      head: say('Mã hồ sơ', 'Code'),
      kind: 'code',
      cell: (r) => <RowLink href={to(r)} text={r.code} />,
    },
    {
      head: say('Dấu hiệu cần kiểm tra', 'Signs'),
      kind: 'wide',
      cell: (r) =>
        r.signs.length === 0 ? (
          <span class="small">{say('không có', 'none')}</span>
        ) : (
          <ul class="plain">
            {r.signs.map((sign) => (
              <li>{signWords(sign, r, { duration, moment }, say)}</li>
            ))}
          </ul>
        ),
    },
    {
      head: say('Thủ tục · đơn vị', 'Procedure · unit'),
      kind: 'wide',
      cell: (r) => <TwoLines top={r.procedure} sub={`${names.shortUnit(r.unitId)}${mayRead ? ` · ${r.applicant}` : ''}`} />,
    },
    {
      head: say('Căn cứ · văn bản', 'Cause · document'),
      kind: 'wide',
      cell: (r) => (
        <TwoLines
          top={`${pausedWords[say.lang][r.cause]}${r.no > 1 ? say(`, lần ${r.no}`, `, no. ${r.no}`) : ''}`}
          sub={say(
            `văn bản ${r.documentNumber}, ${showDate(r.documentDate, now, 'vi')}`,
            `document ${r.documentNumber}, ${showDate(r.documentDate, now, 'en')}`,
          )}
        />
      ),
    },
    {
      head: say('Đề nghị · duyệt', 'Proposed · approved'),
      cell: (r) => <TwoLines top={names.officer(r.proposedBy)} sub={names.officer(r.approvedBy)} />,
    },
    {
      head: say('Từ · đến', 'From · to'),
      kind: 'due',
      cell: (r) => <TwoLines top={moment(r.from)} sub={endWords(r, now, say)} />,
    },
    {
      head: say('Dài', 'Length'),
      kind: 'number',
      cell: (r) => (r.seconds === null ? <Tag tone="pause">{say('đang dừng', 'lasting')}</Tag> : duration(r.seconds)),
    },
    {
      head: say('Lúc bắt đầu còn', 'Left when it began'),
      kind: 'due',
      cell: (r) =>
        r.leftSeconds === null ? (
          '–'
        ) : (
          <DueCell
            text={duration(r.leftSeconds)}
            sub={r.dueAt === null ? undefined : say(`hạn ${moment(r.dueAt)}`, `due ${moment(r.dueAt)}`)}
          />
        ),
    },
  ]
}

/** How the pause ended, or until when it may last. */
function endWords(r: AuditedPause, now: Moment, say: Say): string {
  const moment = (at: Moment) => showMomentShort(at, now, say.lang)
  switch (stateOf(r)) {
    case 'annulled':
      return say(`hủy ${moment(r.annulledAt ?? r.from)}`, `annulled ${moment(r.annulledAt ?? r.from)}`)
    case 'lasting':
      return say(`lâu nhất ${showDate(dayInVietnam(r.until), now, 'vi')}`, `${showDate(dayInVietnam(r.until), now, 'en')} at most`)
    case 'ended': {
      const at = moment(r.to ?? r.until)
      if (r.end === 'term-over') return say(`hết thời hạn ${at}`, `term over ${at}`)
      return r.end === 'broken-off' ? say(`hồ sơ dừng ${at}`, `dossier broken off ${at}`) : say(`đến ${at}`, `to ${at}`)
    }
  }
}
