import type { Child, FC } from 'hono/jsx'
import { day, dayInVietnam, dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import { DueSheet, Provisional } from '../../../ui/due-sheet.tsx'
import { Columns, Facts, LogList, Section, type StepItem, StepList } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { type Action, PageHeader } from '../../../ui/page-header.tsx'
import { TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend, type TimeSegment, type TimeTick } from '../../../ui/time-bar.tsx'
import { maskId, showDate, showDay, showDuration, showMoment, showMomentShort, showTime } from '../../../ui/words.ts'
import { dueAt, type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import { limitOf } from '../accept/decide.ts'
import { explainRefusal } from '../explain.ts'
import { sentenceOf, showActor } from '../history.ts'
import { channelInNames, channelOutNames, endNames, showLimit } from '../list/words.ts'
import type { Attachment, Shown } from '../look-up.adapter.ts'
import { statusNames } from '../model.ts'
import type { Plan } from '../plan.ts'
import { barParts, ledger, type StepTime, stepTimes, type TimeLine, timeLine, toneOf } from '../time-line.ts'
import type { ActName, Offer, Offers } from './offers.ts'
import { type DueShown, dueSheetOf } from './sheet.ts'

type Names = { officer(id: number): string; unit(id: number): string; shortUnit(id: number): string; step(key: string): string }

export type DossierPageProps = {
  shown: Shown
  plan: Plan
  calendar: WorkingCalendar
  now: Moment
  names: Names
  officerId: number
  offers: Offers
  csrf: string
  newKey: () => string
}

/** One dossier (hồ sơ): where it is, who has it, what its time was spent on, why it is due when it is, and the one next step. */
export const DossierPage: FC<DossierPageProps> = (props) => {
  const { shown, plan, calendar, now } = props
  const { dossier } = shown
  const line = timeLine(dossier, calendar, now)
  const sheet = dueSheetOf(dossier, calendar, now)
  const steps = stepTimes(dossier, { plan, isHardArea: dossier.filing.isHardArea, calendar, now })
  return (
    <>
      <Head {...props} />
      <Requests {...props} />
      <Time {...props} line={line} />
      <Columns
        side={
          <>
            {sheet && (
              <Section>
                <Why {...props} sheet={sheet} />
              </Section>
            )}
            <Papers {...props} />
            <People {...props} />
          </>
        }
      >
        <Section title="Các bước" id="steps">
          <StepList steps={steps.map((s) => stepItem(s, props))} />
        </Section>
        <History {...props} />
      </Columns>
    </>
  )
}

// What this is, and what to do next.

const Head: FC<DossierPageProps> = (props) => {
  const { shown, offers, now } = props
  const { code, procedure, applicant, dossier } = shown
  const { filing, receivedAt, filedAt } = dossier
  const came = receivedAt === null ? `Nộp ${showMomentShort(filedAt, now)}` : `Tiếp nhận ${showMomentShort(receivedAt, now)}`
  const whose = applicant.identityNumber ? `${applicant.name} (số ${maskId(applicant.identityNumber)})` : applicant.name
  return (
    <PageHeader
      over={
        <>
          <span class="code">{code}</span> · {channelInNames[filing.channelIn]} → {channelOutNames[filing.channelOut]} ·{' '}
          {statusNames[dossier.status]}
        </>
      }
      title={procedure.name}
      under={
        <>
          {filing.subject !== procedure.name && (
            <>
              {filing.subject}
              <br />
            </>
          )}
          Người nộp: {whose} · {came} · Quy trình{procedure.decision ? ` ${procedure.decision},` : ''} bản {procedure.version}
        </>
      }
      next={offers.next ? action(offers.next, props) : undefined}
      others={offers.others.map((o) => action(o, props))}
      more={[...offers.more.map((o) => action(o, props, true)), ...prints(shown)]}
    />
  )
}

const actWords: Record<ActName, { text: string; key?: string; danger?: boolean }> = {
  accept: { text: 'Tiếp nhận', key: 'x' },
  'ask-to-complete': { text: 'Yêu cầu bổ sung (02)' },
  'complete-papers': { text: 'Nhận giấy tờ bổ sung', key: 'x' },
  refuse: { text: 'Từ chối tiếp nhận (03)', danger: true },
  'take-step': { text: 'Nhận việc', key: 'x' },
  'complete-step': { text: 'Hoàn thành bước này', key: 'x' },
  'hand-over': { text: 'Chuyển người khác' },
  reassign: { text: 'Phân công lại' },
  'send-back': { text: 'Trả lại bước trước' },
  'return-result': { text: 'Trả kết quả', key: 'x' },
}

/** Which law a refusal stands on, where one does. */
const lawOf = (kind: string): string => {
  if (kind === 'already-asked') return ' (Nghị định 118/2025/NĐ-CP, điều 11)'
  if (kind === 'papers-missing') return ' (Nghị định 61/2018/NĐ-CP: hồ sơ đủ mới tiếp nhận)'
  return ''
}

function action({ act, step, blocked }: Offer, { shown, csrf, newKey, names }: DossierPageProps, isFolded = false): Action {
  const { text, key, danger } = actWords[act]
  const path = `/office/dossiers/${shown.code}/${act}`
  const named = isFolded && step !== null && shown.dossier.running.length > 1 ? `${text}: ${names.step(step)}` : text
  const isPost = act === 'take-step'
  return {
    text: named,
    href: step === null || isPost ? path : `${path}?step=${encodeURIComponent(step)}`,
    post: isPost,
    hidden: isPost ? { csrf, key: newKey(), seen: String(shown.version), step: step ?? '' } : undefined,
    key: isFolded ? undefined : key,
    danger,
    blocked: blocked ? { reason: reason(blocked, names) } : undefined,
  }
}

const reason = (blocked: NonNullable<Offer['blocked']>, names: Names): string =>
  blocked.kind === 'one-stop-returns'
    ? 'Kết quả do Bộ phận Một cửa trả cho người nộp.'
    : `${explainRefusal(blocked, names)}${lawOf(blocked.kind)}`

const prints = ({ code, dossier }: Shown): Action[] =>
  dossier.receivedAt === null
    ? []
    : [
        { text: 'In giấy tiếp nhận (01)', href: `/office/dossiers/${code}/print/receipt` },
        { text: 'In phiếu kiểm soát (06)', href: `/office/dossiers/${code}/print/control-slip` },
      ]

/** What the office waits for, or why it did not take the dossier in. */
const Requests: FC<DossierPageProps> = ({ shown, now }) => {
  const { refusal, requests, receivedAt } = shown.dossier
  const asked = requests.at(-1)
  if (refusal)
    return (
      <Notice title={`Đã từ chối tiếp nhận, ${showMoment(refusal.at, now)}`}>
        <p>{refusal.reason}</p>
        <p class="small">Căn cứ: {refusal.basis}</p>
      </Notice>
    )
  if (!asked || asked.completedAt !== null || receivedAt !== null) return null
  return (
    <Notice tone="near" title={`Chờ người nộp bổ sung từ ${showMoment(asked.at, now)}; thời hạn chưa tính`}>
      <ul>
        {asked.items.map(({ what, why }) => (
          <li>
            {what} <span class="small">({why})</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

// Time.

const Time: FC<DossierPageProps & { line: TimeLine | null }> = (props) => {
  const { line, calendar, now, names } = props
  const days = calendar.ordinaryDaySeconds
  if (!line)
    return (
      <Section id="time" title="Chưa tính thời gian">
        <p class="small">{ifAccepted(props)}</p>
      </Section>
    )
  const parts = barParts(line)
  return (
    <Section id="time" title={<Left {...props} line={line} />} aside={<Moved {...props} line={line} />}>
      <TimeBar
        size="page"
        segments={parts.map((p): TimeSegment => ({ kind: p.kind, seconds: p.seconds, title: partTitle(p, props) }))}
        daySeconds={days}
        ticks={ticks(line, now)}
      />
      <p class="legend">
        <span>Sổ thời gian:</span>
        {ledger(line).map((l) => (
          <span>
            {l.kind === 'pause' ? `chờ “${l.steps.map(names.step).join('”, “')}”` : l.unitIds.map(names.shortUnit).join(' và ')}
            {l.kind === 'away' && ' (cơ quan khác giữ)'} <b>{showDuration(l.seconds, days)}</b>
            {l.kind === 'pause' && ' (không tính)'}
          </span>
        ))}
        <span>
          cộng <b>{showDuration(line.elapsed, days)}</b>, {line.isEnded ? 'từ tiếp nhận đến khi xong' : 'từ tiếp nhận đến nay'}
        </span>
        <span>1 ngày làm việc = {showDuration(days, days * 2)}</span>
      </p>
      <TimeBarLegend kinds={[...new Set(parts.map((p) => p.kind))]} explain={false} />
    </Section>
  )
}

/** What would be promised if it were accepted now. */
function ifAccepted({ shown, plan, calendar, now }: DossierPageProps): string {
  if (shown.dossier.refusal) return 'Hồ sơ không được tiếp nhận nên không có thời hạn.'
  const limit = limitOf(plan, shown.dossier.filing.isHardArea)
  const due = dueAt(calendar, now, limit, [])
  const promise = due.ok
    ? ` Tiếp nhận bây giờ thì hẹn trả ${showMoment(due.value.due, now)}${due.value.provisional ? ' (tạm tính)' : ''}.`
    : ''
  return `Thời hạn ${showLimit(limit)}, bắt đầu khi tiếp nhận.${promise}`
}

type WithLine = DossierPageProps & { line: TimeLine }

const Left: FC<WithLine> = ({ line, shown, calendar, now }) => {
  const { ended } = shown.dossier
  const days = calendar.ordinaryDaySeconds
  const due = (at: Moment) => (
    <>
      hạn trả <a href="#why">{showMoment(at, now)}</a> {line.isProvisional && <Provisional />}
    </>
  )
  if (ended) {
    const by = line.left === null || line.left === 0 ? '' : ` ${showDuration(Math.abs(line.left), days)} làm việc`
    return (
      <span class="due" data-tone={ended.class === 'late' ? 'late' : undefined}>
        Xong {showMoment(ended.at, now)}, <span class="line-1">{`${endNames[ended.class]}${ended.class === 'on-time' ? '' : by}`}</span> ·{' '}
        {due(ended.dueAt)}
      </span>
    )
  }
  if (line.left === null) return <>Chưa có lịch đến hạn trả</>
  if (line.due === null)
    return (
      <>
        Đồng hồ dừng từ {showMoment(line.stoppedAt ?? now, now)} · còn {showDuration(line.left, days)} làm việc khi chạy tiếp
      </>
    )
  return (
    <span class="due" data-tone={toneOf(line, calendar, now) ?? undefined}>
      <span class="line-1">
        {line.left < 0 || line.due < line.to
          ? `Quá hạn ${showDuration(-line.left, days)} làm việc`
          : `Còn ${showDuration(line.left, days)} làm việc`}
      </span>{' '}
      · {due(line.due)}
    </span>
  )
}

const Moved: FC<WithLine> = ({ line, shown, calendar, now }) => {
  const { originalDueAt, dossier } = shown
  const due = dossier.ended?.dueAt ?? line.due
  const by = originalDueAt !== null && due !== null ? workingSeconds(calendar, originalDueAt, due) : 0
  return (
    <>
      {originalDueAt !== null && originalDueAt !== due && `hẹn lần đầu ${showDate(dayInVietnam(originalDueAt), now)} · `}
      {by > 0 && `lùi ${showDuration(by, calendar.ordinaryDaySeconds)} vì chờ · `}
      <a href={`/office/dossiers/${shown.code}/print/control-slip`}>in phiếu kiểm soát</a>
    </>
  )
}

const partTitle = ({ kind, seconds, spent }: ReturnType<typeof barParts>[number], { names, calendar }: DossierPageProps): string => {
  const time = showDuration(seconds, calendar.ordinaryDaySeconds)
  if (!spent) return `còn ${time}`
  const who = spent.kind === 'pause' ? `chờ “${spent.steps.map(names.step).join('”, “')}”` : spent.unitIds.map(names.shortUnit).join(' và ')
  return `${who}: ${time}${kind === 'over' ? ', sau hạn' : ''}`
}

/** Words under the bar: receipt, long waits, now, the due time. One that would stand on another gives way. */
function ticks(line: TimeLine, now: Moment): TimeTick[] {
  const whole = line.elapsed + Math.max(0, line.left ?? 0)
  if (whole === 0) return []
  const date = (at: Moment) => showDate(dayInVietnam(at), now)
  const dueAt = line.left === null ? null : line.elapsed + line.left
  let from = 0
  const waits = line.spent.flatMap((s): TimeTick[] => {
    const middle = from + s.seconds / 2
    from += s.seconds
    const isLong = s.kind === 'pause' && s.seconds > whole / 6
    return isLong ? [{ atSeconds: middle, text: `chờ ${date(s.from)} – ${date(s.to)}`, wide: true }] : []
  })
  const wanted: TimeTick[] = [
    { atSeconds: line.elapsed, text: line.isEnded ? `xong ${date(line.to)}` : 'bây giờ', isNow: true },
    { atSeconds: 0, text: date(line.from) },
    ...(dueAt === null ? [] : [{ atSeconds: dueAt, text: line.due === null ? 'hết thời hạn' : `hạn ${date(line.due)}` }]),
    ...waits,
  ]
  const placed: TimeTick[] = []
  for (const tick of wanted) {
    const room = tick.wide ? 0.14 : 0.09
    if (placed.every((p) => Math.abs(p.atSeconds - tick.atSeconds) >= whole * room)) placed.push(tick)
  }
  return placed
}

const Why: FC<DossierPageProps & { sheet: DueShown }> = ({ sheet, shown, calendar, now }) => {
  const { explained, days, isIf } = sheet
  const { limit } = shown.dossier
  const counts = limit.some((s) => s.unit === 'working_day' || s.unit === 'calendar_day')
  const version = calendar.version.slice(calendar.version.indexOf('/') + 1)
  return (
    <DueSheet
      id="why"
      title={
        isIf
          ? `Nếu chạy tiếp ngay, hẹn trả ${showDate(dayInVietnam(explained.due), now)}`
          : `Vì sao hẹn trả ${showDate(dayInVietnam(explained.due), now)}?`
      }
      days={days}
      today={dayInVietnam(now)}
      provisional={explained.provisional}
      intro={
        <>
          Thời hạn {showLimit(limit)}.{' '}
          {counts ? 'Ngày tiếp nhận không tính, giữ nguyên giờ nhận.' : 'Chỉ tính giờ làm việc, từ lúc tiếp nhận.'}{' '}
          {explained.provisional && 'Hạn nằm trong năm chưa công bố lịch nghỉ, sẽ tính lại khi có. '}
          <a href="/office/calendar">Lịch làm việc, bản {version}</a>
        </>
      }
    />
  )
}

// Steps.

function stepItem({ planned, state, plannedSeconds, usedSeconds, visits, running, last }: StepTime, props: DossierPageProps): StepItem {
  const { calendar, now, names, officerId } = props
  const show = (seconds: number) => showDuration(seconds, calendar.ordinaryDaySeconds)
  const unit = names.unit(planned.unitId)
  const who = running
    ? running.officerId === null
      ? `${unit} · chờ người nhận từ ${showMomentShort(running.since, now)}`
      : `${unit} · ${running.officerId === officerId ? 'tôi' : names.officer(running.officerId)} giữ từ ${showMomentShort(running.since, now)}`
    : last?.doneBy != null
      ? `${unit} · ${names.officer(last.doneBy)}`
      : unit
  const plannedText = plannedSeconds === null ? '' : show(plannedSeconds)
  const used = `${planned.counts ? 'dùng' : 'chờ'} ${show(usedSeconds)}${visits > 1 ? ` (${visits} lần)` : ''}`
  const beside = plannedText && `/ ${plannedText}`
  const time: Child =
    visits === 0 ? plannedText : `${used} ${beside}`.length < 22 ? `${used} ${beside}` : <TwoLines top={used} sub={beside} />
  return {
    number: planned.after === null && /^\d/.test(planned.no) ? planned.no : undefined,
    title: planned.name,
    sub: `${planned.stage ? `${planned.stage} · ` : ''}${who}${planned.isAway ? ' · cơ quan khác xử lý' : ''}`,
    state,
    free: !planned.counts,
    time: time || undefined,
    when: whenOf(state, running?.dueAt ?? null, last, now),
  }
}

function whenOf(state: StepTime['state'], dueAt: Moment | null, last: StepTime['last'], now: Moment): Child {
  if (state === 'now' && dueAt !== null) return `hạn bước ${showMomentShort(dueAt, now)}`
  if (state === 'late' && dueAt !== null) return `quá hạn ${showDate(dayInVietnam(dueAt), now)} ${showTime(dueAt)}`
  if (!last || state === 'now') return undefined
  return last.isReturned ? `trả lại ${showMomentShort(last.until, now)}` : `xong ${showMomentShort(last.until, now)}`
}

// Papers and people.

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`

/** Files one below another; the first follows what is said before it. */
const FileLinks: FC<{ code: string; files: readonly Attachment[]; before?: Child }> = ({ code, files, before }) => (
  <>
    {before}
    {files.map((f, i) => (
      <>
        {(i > 0 || before) && <br />}
        <a href={`/office/files/${code}/${f.id}`}>{f.name}</a> <span class="small">{size(f.sizeBytes)}</span>
      </>
    ))}
  </>
)

const Papers: FC<DossierPageProps> = ({ shown, names, now }) => {
  const { dossier, attachments, code } = shown
  const { components } = dossier.filing
  const of = (kind: Attachment['kind'], place?: string) =>
    attachments.filter((f) => f.kind === kind && (place === undefined || f.place === place))
  const placed = new Set(components.map((c) => String(c.no)))
  const papers = components.map(({ no, name, originals, copies, isPresent }): [string, Child] => {
    const counts = [originals > 0 ? `${originals} bản chính` : '', copies > 0 ? `${copies} bản sao` : ''].filter(Boolean).join(', ')
    return [name, <FileLinks code={code} files={of('component', String(no))} before={isPresent ? counts || 'đã có' : <b>còn thiếu</b>} />]
  })
  const steps = [...new Set(of('step').map((f) => f.place))].map((place): [string, Child] => [
    names.step(place),
    <FileLinks code={code} files={of('step', place)} />,
  ])
  const others = of('component').filter((f) => !placed.has(f.place))
  const rows: [string, Child][] = [
    ...papers,
    ...(others.length > 0 ? [['Khác', <FileLinks code={code} files={others} />] as [string, Child]] : []),
    ...steps,
  ]
  const { outcome } = dossier
  return (
    <>
      {outcome && (
        <Section title={outcome.isPositive ? 'Kết quả' : 'Kết quả: không chấp thuận'} id="outcome">
          <Facts
            items={[
              ['Số, ngày', `${outcome.number}, ${showDate(day(outcome.date), now)}`],
              ['Tên văn bản', outcome.title],
              ['Tệp', of('result').length > 0 ? <FileLinks code={code} files={of('result')} /> : 'chưa có tệp'],
              ['Trả kết quả', dossier.returned ? `${showMoment(dossier.returned.at, now)}, ${dossier.returned.to}` : 'chưa trả'],
            ]}
          />
        </Section>
      )}
      <Section title="Giấy tờ" id="papers">
        {rows.length > 0 ? <Facts items={rows} /> : <p class="small">Chưa ghi giấy tờ nào.</p>}
      </Section>
    </>
  )
}

const People: FC<DossierPageProps> = ({ shown }) => {
  const { applicant, agent, dossier } = shown
  return (
    <Section title="Người nộp" id="people">
      <Facts
        items={[
          [applicant.kind === 'organisation' ? 'Tổ chức' : 'Cá nhân', applicant.name],
          [
            applicant.kind === 'organisation' ? 'Mã số' : 'Số định danh',
            applicant.identityNumber ? maskId(applicant.identityNumber) : undefined,
          ],
          ['Điện thoại', applicant.phone ? maskId(applicant.phone) : undefined],
          ['Địa chỉ', applicant.address],
          ...(agent ? [['Nộp thay', `${agent}${dossier.filing.agent?.paper ? `, theo ${dossier.filing.agent.paper}` : ''}`] as const] : []),
        ]}
      />
    </Section>
  )
}

// History.

const History: FC<DossierPageProps> = ({ shown, names, now }) => {
  const known = {
    ...names,
    moment: (at: Moment) => `${showDay(dayInVietnam(at), now)} ${showTime(at)}`,
    day: (date: string) => showDate(day(date), now),
  }
  const entries = [...shown.history].reverse()
  return (
    <Section title="Lịch sử" id="history" aside={`phiên bản ${shown.version} · ${shown.history.length} sự kiện`}>
      <LogList
        items={entries.map((e) => ({
          at: isFar(e.at, now) ? showDate(dayInVietnam(e.at)) : showMomentShort(e.at, now),
          dateTime: momentText(e.at),
          text: sentenceOf(e.event, known),
          by: showActor(e, names) || undefined,
        }))}
      />
      <details class="fold">
        <summary>Dấu niêm phong của nhật ký</summary>
        <p class="small">Mỗi sự kiện niêm phong sự kiện trước nó: đổi một byte là lộ. Kiểm lại bằng lệnh “motcua journal verify”.</p>
        <ol class="log">
          {entries.map((e) => (
            <li>
              <span>{e.seq}</span>
              <span>
                <span class="code seal">{e.seal.toString('hex')}</span>
                <span class="small"> · ghi {momentText(e.recordedAt)}</span>
              </span>
            </li>
          ))}
        </ol>
      </details>
    </Section>
  )
}

const isFar = (at: Moment, now: Moment): boolean => dayText(dayInVietnam(at)).slice(0, 4) !== dayText(dayInVietnam(now)).slice(0, 4)
