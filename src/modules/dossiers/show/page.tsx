import type { Child, FC } from 'hono/jsx'
import { day, dayInVietnam, dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DueSheet, Provisional } from '../../../ui/due-sheet.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, LogList, Section, type StepItem, StepList } from '../../../ui/lists.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { type Action, PageHeader } from '../../../ui/page-header.tsx'
import { TwoLines } from '../../../ui/table.tsx'
import { TimeBar, TimeBarLegend, type TimeSegment, type TimeTick } from '../../../ui/time-bar.tsx'
import { maskId, showDate, showDay, showDuration, showMoment, showMomentShort, showTime } from '../../../ui/words.ts'
import { dueAt, type Silence, type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { Delivery } from '../../notices/model.ts'
import { limitOf } from '../accept/decide.ts'
import { apologiesOf } from '../apology/apology.ts'
import type { ApologyAct } from '../apology/offers.ts'
import { ApologyNote } from '../apology/page.tsx'
import { apologyActNames } from '../apology/words.ts'
import type { Migration } from '../dossier.ts'
import { explainRefusal } from '../explain.ts'
import { namesThen, versionsThen } from '../former-steps.ts'
import { receiverInEnglish, whyInEnglish } from '../forms/recorded.ts'
import { sentenceOf, showActor } from '../history.ts'
import { ledgerOf } from '../lateness/ledger.ts'
import { channelInNames, channelOutNames, endNames, showLimit } from '../list/words.ts'
import type { Attachment, Shown } from '../look-up.adapter.ts'
import { dueWords } from '../migrate/words.ts'
import { statusNames } from '../model.ts'
import { Messages } from '../notify/page.tsx'
import type { PartAct } from '../parts/acts.ts'
import type { Family } from '../parts/look-up.adapter.ts'
import { PartsOf, WholeNote } from '../parts/page.tsx'
import { partActNames } from '../parts/words.ts'
import { pausedWords } from '../pause/history.ts'
import { Pauses, Standstill } from '../pause/page.tsx'
import { type Plan, stepName } from '../plan.ts'
import { Referrals } from '../referrals/page.tsx'
import { referralsOf } from '../referrals/referral.ts'
import type { RulePack } from '../rules/packs.ts'
import { RulesOfDossier, type ShownRule } from '../rules/page.tsx'
import { formerStep } from '../step-name.ts'
import { TimeAccount } from '../time-account/page.tsx'
import { barParts, type Spent, type StepTime, stepTimes, type TimeLine, timeLine, toneOf } from '../time-line.ts'
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
  /** What the officer may do with its apology. */
  apologyActs?: readonly ApologyAct[]
  /** The officer may scan papers for it. */
  mayScan?: boolean
  /** Which of what was sent out this officer may record an answer to. */
  answerable?: readonly number[]
  /** The dossiers that it belongs together with, and what the officer may do about that. */
  family?: Family
  partActs?: readonly PartAct[]
  /** What people were told of it. */
  messages: readonly Delivery[]
  csrf: string
  newKey: () => string
  /** The outage of the system that it met before it was due, when it is late. */
  outage?: Silence | null
  /** The rules under which it was received; null before acceptance. */
  rules?: { pack: RulePack; rules: readonly ShownRule[] } | null
}

/** One dossier (hồ sơ): where it is, who has it, what its time was spent on, why it is due when it is, and the one next step. */
export const DossierPage: FC<DossierPageProps> = (props) => {
  const say = useSay()
  const { shown, plan, calendar, now } = props
  const { dossier } = shown
  const line = timeLine(dossier, calendar, now)
  const sheet = dueSheetOf(dossier, calendar, now, say)
  const kin = { dossier, due: line?.due ?? null, whole: null, parts: [], ...props.family, calendar, now }
  const steps = stepTimes(dossier, { plan, isHardArea: dossier.filing.isHardArea, calendar, now })
  return (
    <>
      <Head {...props} />
      <Requests {...props} />
      <ApologyNote code={shown.code} dossier={dossier} acts={props.apologyActs ?? []} now={now} names={props.names} />
      <WholeNote {...kin} />
      <Standstill {...props} />
      <OutageNote {...props} />
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
            {props.rules && <RulesOfDossier {...props.rules} />}
          </>
        }
      >
        <Section title={say('Các bước', 'Steps')} id="steps">
          <StepList steps={steps.map((s) => stepItem(s, props, say))} />
        </Section>
        <Referrals {...props} />
        <PartsOf {...kin} />
        <Pauses {...props} />
        <Messages messages={props.messages} now={now} />
        <History {...props} />
      </Columns>
    </>
  )
}

// What this is, and what to do next.

const Head: FC<DossierPageProps> = (props) => {
  const say = useSay()
  const { shown, offers, now } = props
  const { code, procedure, applicant, dossier } = shown
  const { filing, receivedAt, filedAt } = dossier
  const at = showMomentShort(receivedAt ?? filedAt, now, say.lang)
  const came = receivedAt === null ? say(`Nộp ${at}`, `Filed ${at}`) : say(`Tiếp nhận ${at}`, `Accepted ${at}`)
  const number = applicant.identityNumber ? maskId(applicant.identityNumber) : ''
  const whose = number ? say(`${applicant.name} (số ${number})`, `${applicant.name} (no. ${number})`) : applicant.name
  const { decision, version } = procedure
  const process = decision
    ? say(`Quy trình ${decision}, bản ${version}`, `Process ${decision}, version ${version}`)
    : say(`Quy trình bản ${version}`, `Process version ${version}`)
  return (
    <PageHeader
      over={
        <>
          <span class="code">{code}</span> · {channelInNames[say.lang][filing.channelIn]} → {channelOutNames[say.lang][filing.channelOut]} ·{' '}
          {statusNames[say.lang][dossier.status]}
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
          {say(`Người nộp: ${whose} · ${came} · ${process}`, `Applicant: ${whose} · ${came} · ${process}`)}
        </>
      }
      next={offers.next ? action(offers.next, props, say) : undefined}
      others={offers.others.map((o) => action(o, props, say))}
      more={[
        ...offers.more.map((o) => action(o, props, say, true)),
        ...apologyActions(props, say),
        ...partActions(props, say),
        ...paperActions(props, say),
        ...prints(shown, say),
      ]}
    />
  )
}

/** Papers of the applicant: to scan one for this dossier, and what is held. */
const paperActions = ({ shown, mayScan }: Pick<DossierPageProps, 'shown' | 'mayScan'>, say: Say) => {
  const { applicantId } = shown.dossier.filing
  return [
    ...(mayScan
      ? [{ text: say('Số hóa giấy tờ', 'Digitise a paper'), href: `/office/papers/new?applicant=${applicantId}&dossier=${shown.code}` }]
      : []),
    { text: say('Giấy tờ của người nộp', 'Papers of the applicant'), href: `/office/papers?applicant=${applicantId}` },
  ]
}

const actWords = inBoth(
  (say): Record<ActName, { text: string; key?: string; danger?: boolean }> => ({
    accept: { text: say('Tiếp nhận', 'Accept'), key: 'x' },
    'ask-to-complete': { text: say('Yêu cầu bổ sung (02)', 'Ask to complete (02)') },
    'complete-papers': { text: say('Nhận giấy tờ bổ sung', 'Take in the added papers'), key: 'x' },
    refuse: { text: say('Từ chối tiếp nhận (03)', 'Refuse (03)'), danger: true },
    'take-step': { text: say('Nhận việc', 'Take the step'), key: 'x' },
    'complete-step': { text: say('Hoàn thành bước này', 'Complete this step'), key: 'x' },
    'hand-over': { text: say('Chuyển người khác', 'Hand over') },
    reassign: { text: say('Phân công lại', 'Reassign') },
    'send-back': { text: say('Trả lại bước trước', 'Send back') },
    'return-result': { text: say('Trả kết quả', 'Return the result'), key: 'x' },
    'pause-propose': { text: say('Đề nghị tạm dừng', 'Propose a pause') },
    'pause-approve': { text: say('Duyệt tạm dừng', 'Decide on the pause'), key: 'x' },
    'pause-resume': { text: say('Ghi nhận đã đến', 'Record what arrived'), key: 'x' },
    'pause-annul': { text: say('Hủy tạm dừng', 'Annul a pause'), danger: true },
    'break-off': { text: say('Rút, dừng, đóng hồ sơ', 'Withdraw, stop or close'), danger: true },
    decline: { text: say('Từ chối giải quyết', 'Refuse after acceptance'), danger: true },
    'send-leg': { text: say('Chuyển liên thông', 'Send to the other agency'), key: 'x' },
    'answer-referral': { text: say('Ghi nhận trả lời', 'Record an answer'), key: 'x' },
    'waive-leg': { text: say('Không cần trả lời liên thông', 'No answer of another agency needed') },
    'ask-opinions': { text: say('Lấy ý kiến', 'Ask for opinions') },
    'waive-opinions': { text: say('Không chờ ý kiến', 'Do not wait for opinions') },
  }),
)

/** Which law a refusal stands on, where one does. */
const lawOf = (kind: string, say: Say): string => {
  if (kind === 'already-asked') return say(' (Nghị định 118/2025/NĐ-CP, điều 11)', ' (Decree 118/2025/ND-CP, article 11)')
  if (kind === 'papers-missing')
    return say(' (Nghị định 61/2018/NĐ-CP: hồ sơ đủ mới tiếp nhận)', ' (Decree 61/2018/ND-CP: a dossier is accepted only when complete)')
  return ''
}

function action({ act, step, blocked }: Offer, { shown, csrf, newKey, names }: DossierPageProps, say: Say, isFolded = false): Action {
  const { text, key, danger } = actWords[say.lang][act]
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
    blocked: blocked ? { reason: reason(blocked, names, say) } : undefined,
  }
}

const reason = (blocked: NonNullable<Offer['blocked']>, names: Names, say: Say): string =>
  blocked.kind === 'one-stop-returns'
    ? say('Kết quả do Bộ phận Một cửa trả cho người nộp.', 'The one-stop unit returns the result to the applicant.')
    : `${explainRefusal(blocked, say, names)}${lawOf(blocked.kind, say)}`

const apologyActions = ({ shown, apologyActs = [] }: DossierPageProps, say: Say): Action[] =>
  apologyActs.map((act) => ({ text: apologyActNames[say.lang][act], href: `/office/dossiers/${shown.code}/${act}` }))

const partActions = ({ shown, partActs = [] }: DossierPageProps, say: Say): Action[] =>
  partActs.map((act) => ({ text: partActNames[say.lang][act], href: `/office/dossiers/${shown.code}/${act}` }))

const prints = ({ code, dossier }: Shown, say: Say): Action[] =>
  dossier.receivedAt === null
    ? []
    : [
        { text: say('In giấy tiếp nhận (01)', 'Print the receipt notice (01)'), href: `/office/dossiers/${code}/print/receipt` },
        { text: say('In phiếu kiểm soát (06)', 'Print the control slip (06)'), href: `/office/dossiers/${code}/print/control-slip` },
        ...(dossier.holds.some((h) => h.cause === 'supplement')
          ? [
              {
                text: say('In phiếu yêu cầu bổ sung (02)', 'Print the request for papers (02)'),
                href: `/office/dossiers/${code}/print/request`,
              },
            ]
          : []),
        ...(apologiesOf(dossier).length > 0
          ? [{ text: say('In thư xin lỗi (04)', 'Print the apology (04)'), href: `/office/dossiers/${code}/print/apology` }]
          : []),
        ...(dossier.broken?.kind === 'stopped'
          ? [
              {
                text: say('In thông báo dừng giải quyết (05)', 'Print the notice of the stop (05)'),
                href: `/office/dossiers/${code}/print/stop`,
              },
            ]
          : []),
      ]

/** A late dossier that met an outage: said where its lateness is, and no excuse. */
const OutageNote: FC<DossierPageProps> = ({ outage, now }) => {
  const say = useSay()
  if (!outage) return null
  const [from, to] = [showMoment(outage.from, now, say.lang), showMoment(outage.to, now, say.lang)]
  return (
    <Notice tone="near" title={say('Trùng sự cố hệ thống', 'Met a system outage')}>
      {say(
        `Hệ thống không hoạt động từ ${from} đến ${to}, trong thời hạn của hồ sơ này. Hồ sơ vẫn tính là quá hạn.`,
        `The system was down from ${from} to ${to}, while this dossier’s time ran. It counts as late all the same.`,
      )}
    </Notice>
  )
}

/** What the office waits for, or why it did not take the dossier in. */
const Requests: FC<DossierPageProps> = ({ shown, now }) => {
  const say = useSay()
  const { refusal, requests, receivedAt } = shown.dossier
  const asked = requests.at(-1)
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  if (refusal)
    return (
      <Notice title={say(`Đã từ chối tiếp nhận, ${moment(refusal.at)}`, `Refused, ${moment(refusal.at)}`)}>
        <p>{refusal.reason}</p>
        <p class="small">
          {say('Căn cứ:', 'Legal basis:')} {refusal.basis}
        </p>
      </Notice>
    )
  if (!asked || asked.completedAt !== null || receivedAt !== null) return null
  return (
    <Notice
      tone="near"
      title={say(
        `Chờ người nộp bổ sung từ ${moment(asked.at)}; thời hạn chưa tính`,
        `Waiting since ${moment(asked.at)} for the applicant’s papers; the clock has not started`,
      )}
    >
      <ul>
        {asked.items.map(({ what, why }) => (
          <li>
            {what} <span class="small">({say(why, whyInEnglish(why))})</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

// Time.

const Time: FC<DossierPageProps & { line: TimeLine | null }> = (props) => {
  const say = useSay()
  const { line, calendar, now, names } = props
  const days = calendar.ordinaryDaySeconds
  if (!line)
    return (
      <Section id="time" title={say('Chưa tính thời gian', 'The clock has not started')}>
        <p class="small">{ifAccepted(props, say)}</p>
      </Section>
    )
  const parts = barParts(line)
  return (
    <Section id="time" title={<Left {...props} line={line} />} aside={<Moved {...props} line={line} />}>
      <TimeBar
        size="page"
        segments={parts.map((p): TimeSegment => ({ kind: p.kind, seconds: p.seconds, title: partTitle(p, props, say) }))}
        daySeconds={days}
        ticks={ticks(line, now, say)}
      />
      <TimeAccount
        lines={ledgerOf(props.shown.dossier, { plan: props.plan, calendar, now })}
        names={{ ...names, partner: (id) => partnerIn(props.shown.dossier, id) }}
        daySeconds={days}
        isEnded={line.isEnded}
      />
      <TimeBarLegend kinds={[...new Set(parts.map((p) => p.kind))]} explain={false} />
    </Section>
  )
}

/** A partner agency under the name that it had when something was sent there. */
const partnerIn = (dossier: Shown['dossier'], partnerId: number): string | null => {
  const to = referralsOf(dossier).find((r) => 'partnerId' in r.to && r.to.partnerId === partnerId)?.to
  return to && 'name' in to ? to.name : null
}

/** Who had the dossier for a while, or what it waited for. */
const whoHadIt = (
  { kind, steps, unitIds, cause, partners }: Pick<Spent, 'kind' | 'steps' | 'unitIds' | 'cause' | 'partners'>,
  names: Names,
  say: Say,
): string => {
  if (cause) return pausedWords[say.lang][cause]
  if (partners) return partners.join(say(' và ', ' and '))
  const waited = steps.map(names.step).join('”, “')
  return kind === 'pause' ? say(`chờ “${waited}”`, `waiting: “${waited}”`) : unitIds.map(names.shortUnit).join(say(' và ', ' and '))
}

/** What would be promised if it were accepted now. */
function ifAccepted({ shown, plan, calendar, now }: DossierPageProps, say: Say): string {
  if (shown.dossier.refusal)
    return say('Hồ sơ không được tiếp nhận nên không có thời hạn.', 'The dossier was not accepted, so it has no due time.')
  const limit = limitOf(plan, shown.dossier.filing.isHardArea)
  const due = dueAt(calendar, now, limit, [])
  const term = showLimit(limit, say)
  const starts = say(`Thời hạn ${term}, bắt đầu khi tiếp nhận.`, `The limit is ${term}, and starts with acceptance.`)
  if (!due.ok) return starts
  const at = showMoment(due.value.due, now, say.lang)
  const promise = due.value.provisional
    ? say(`Tiếp nhận bây giờ thì hẹn trả ${at} (tạm tính).`, `Accepted now, it would be due ${at} (provisional).`)
    : say(`Tiếp nhận bây giờ thì hẹn trả ${at}.`, `Accepted now, it would be due ${at}.`)
  return `${starts} ${promise}`
}

type WithLine = DossierPageProps & { line: TimeLine }

const Left: FC<WithLine> = ({ line, shown, calendar, now }) => {
  const say = useSay()
  const { ended, broken } = shown.dossier
  const show = (seconds: number) => showDuration(seconds, calendar.ordinaryDaySeconds, say.lang)
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  const due = (at: Moment) => (
    <>
      {say('hạn trả', 'due')} <a href="#why">{moment(at)}</a> {line.isProvisional && <Provisional />}
    </>
  )
  if (ended) {
    const end = endNames[say.lang][ended.class]
    const by = line.left === null || line.left === 0 || ended.class === 'on-time' ? null : show(Math.abs(line.left))
    return (
      <span class="due" data-tone={ended.class === 'late' ? 'late' : undefined}>
        {say('Xong', 'Done')} {moment(ended.at)},{' '}
        <span class="line-1">{by === null ? end : say(`${end} ${by} làm việc`, `${end} by ${by} of working time`)}</span> ·{' '}
        {due(ended.dueAt)}
      </span>
    )
  }
  if (broken) return <>{say(`Kết thúc ${moment(broken.at)}, không có kết quả`, `Ended ${moment(broken.at)} without a result`)}</>
  if (line.left === null) return <>{say('Chưa có lịch đến hạn trả', 'No calendar reaches the due time yet')}</>
  if (line.due === null) {
    const [since, left] = [moment(line.stoppedAt ?? now), show(line.left)]
    return (
      <>
        {say(
          `Đồng hồ dừng từ ${since} · còn ${left} làm việc khi chạy tiếp`,
          `Clock stopped since ${since} · ${left} of working time left when it runs on`,
        )}
      </>
    )
  }
  return (
    <span class="due" data-tone={toneOf(line, calendar, now) ?? undefined}>
      <span class="line-1">
        {line.left < 0 || line.due < line.to
          ? say(`Quá hạn ${show(-line.left)} làm việc`, `Late by ${show(-line.left)} of working time`)
          : say(`Còn ${show(line.left)} làm việc`, `${show(line.left)} of working time left`)}
      </span>{' '}
      · {due(line.due)}
    </span>
  )
}

const Moved: FC<WithLine> = ({ line, shown, calendar, now }) => {
  const say = useSay()
  const { originalDueAt, dossier } = shown
  const due = dossier.ended?.dueAt ?? line.due
  const by = originalDueAt !== null && due !== null ? workingSeconds(calendar, originalDueAt, due) : 0
  const first = originalDueAt === null || originalDueAt === due ? null : showDate(dayInVietnam(originalDueAt), now, say.lang)
  const waited = showDuration(by, calendar.ordinaryDaySeconds, say.lang)
  return (
    <>
      {first !== null && say(`hẹn lần đầu ${first} · `, `first due ${first} · `)}
      {by > 0 && say(`lùi ${waited} vì chờ · `, `moved by ${waited} of waiting · `)}
      <a href={`/office/dossiers/${shown.code}/print/control-slip`}>{say('in phiếu kiểm soát', 'print the control slip')}</a>
    </>
  )
}

function partTitle({ kind, seconds, spent }: ReturnType<typeof barParts>[number], { names, calendar }: DossierPageProps, say: Say): string {
  const time = showDuration(seconds, calendar.ordinaryDaySeconds, say.lang)
  if (!spent) return say(`còn ${time}`, `${time} left`)
  const who = whoHadIt(spent, names, say)
  return kind === 'over' ? say(`${who}: ${time}, sau hạn`, `${who}: ${time}, after the due time`) : `${who}: ${time}`
}

/** Words under the bar: receipt, long waits, now, the due time. One that would stand on another gives way. */
function ticks(line: TimeLine, now: Moment, say: Say): TimeTick[] {
  const whole = line.elapsed + Math.max(0, line.left ?? 0)
  if (whole === 0) return []
  const date = (at: Moment) => showDate(dayInVietnam(at), now, say.lang)
  const dueAt = line.left === null ? null : line.elapsed + line.left
  let from = 0
  const waits = line.spent.flatMap((s): TimeTick[] => {
    const middle = from + s.seconds / 2
    from += s.seconds
    const isLong = s.kind === 'pause' && s.seconds > whole / 6
    const days = `${date(s.from)} – ${date(s.to)}`
    return isLong ? [{ atSeconds: middle, text: say(`chờ ${days}`, `waiting ${days}`), wide: true }] : []
  })
  const wanted: TimeTick[] = [
    {
      atSeconds: line.elapsed,
      text: line.isEnded ? say(`xong ${date(line.to)}`, `done ${date(line.to)}`) : say('bây giờ', 'now'),
      isNow: true,
    },
    { atSeconds: 0, text: date(line.from) },
    ...(dueAt === null
      ? []
      : [
          {
            atSeconds: dueAt,
            text: line.due === null ? say('hết thời hạn', 'end of the limit') : say(`hạn ${date(line.due)}`, `due ${date(line.due)}`),
          },
        ]),
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
  const say = useSay()
  const { explained, days, isIf } = sheet
  const { limit, migrations: moves = [] } = shown.dossier
  const counts = limit.some((s) => s.unit === 'working_day' || s.unit === 'calendar_day')
  const version = calendar.version.slice(calendar.version.indexOf('/') + 1)
  const due = showDate(dayInVietnam(explained.due), now, say.lang)
  const term = showLimit(limit, say)
  return (
    <DueSheet
      id="why"
      title={
        isIf
          ? say(`Nếu chạy tiếp ngay, hẹn trả ${due}`, `If it ran on now, due ${due}`)
          : say(`Vì sao hẹn trả ${due}?`, `Why is it due on ${due}?`)
      }
      days={days}
      today={dayInVietnam(now)}
      provisional={explained.provisional}
      intro={
        <>
          {say(`Thời hạn ${term}.`, `The limit is ${term}.`)}{' '}
          {counts
            ? say('Ngày tiếp nhận không tính, giữ nguyên giờ nhận.', 'The receipt day does not count; the time of day stays.')
            : say('Chỉ tính giờ làm việc, từ lúc tiếp nhận.', 'Only office hours count, from acceptance.')}{' '}
          {explained.provisional &&
            say(
              'Hạn nằm trong năm chưa công bố lịch nghỉ, sẽ tính lại khi có. ',
              'The due time lies in a year whose days off are not announced yet, and will be computed anew when they are. ',
            )}
          {moves.map((move) => (
            <>{moveWords(move, now, say)} </>
          ))}
          <a href="/office/calendar">{say(`Lịch làm việc, bản ${version}`, `Calendar, version ${version}`)}</a>
        </>
      }
    />
  )
}

/** A move to another version of the process, where the due time is explained. */
function moveWords(move: Migration, now: Moment, say: Say): string {
  const { from, to, basis } = move
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  return `${say(
    `Chuyển từ quy trình bản ${from} sang bản ${to} theo văn bản số ${basis.number}.`,
    `Moved from version ${from} of the process to version ${to} by document no. ${basis.number}.`,
  )}${dueWords(move, { moment }, say)}`
}

// Steps.

/** Who has a step now, or did it last. */
function whoHas({ planned, running, last }: StepTime, { now, names, officerId }: DossierPageProps, say: Say): string {
  const unit = names.unit(planned.unitId)
  if (!running) return last?.doneBy != null ? `${unit} · ${names.officer(last.doneBy)}` : unit
  const since = showMomentShort(running.since, now, say.lang)
  if (running.officerId === null) return say(`${unit} · chờ người nhận từ ${since}`, `${unit} · waiting to be taken since ${since}`)
  if (running.officerId === officerId) return say(`${unit} · tôi giữ từ ${since}`, `${unit} · with me since ${since}`)
  const officer = names.officer(running.officerId)
  return say(`${unit} · ${officer} giữ từ ${since}`, `${unit} · with ${officer} since ${since}`)
}

function stepItem(step: StepTime, props: DossierPageProps, say: Say): StepItem {
  const { planned, state, plannedSeconds, usedSeconds, visits } = step
  const show = (seconds: number) => showDuration(seconds, props.calendar.ordinaryDaySeconds, say.lang)
  const who = whoHas(step, props, say)
  const plannedText = plannedSeconds === null ? '' : show(plannedSeconds)
  const spent = show(usedSeconds)
  const once = planned.counts ? say(`dùng ${spent}`, `used ${spent}`) : say(`chờ ${spent}`, `waited ${spent}`)
  const used = visits > 1 ? say(`${once} (${visits} lần)`, `${once} (${visits} times)`) : once
  const beside = plannedText && `/ ${plannedText}`
  const time: Child =
    visits === 0 ? plannedText : `${used} ${beside}`.length < 22 ? `${used} ${beside}` : <TwoLines top={used} sub={beside} />
  return {
    number: planned.after === null && /^\d/.test(planned.no) ? planned.no : undefined,
    title: stepName(planned, say),
    sub: `${planned.stage ? `${planned.stage} · ` : ''}${who}${planned.isAway ? say(' · cơ quan khác xử lý', ' · done by another agency') : ''}`,
    state,
    free: !planned.counts,
    time: time || undefined,
    when: whenOf(step, props, say),
  }
}

function whenOf({ state, running, last }: StepTime, { now, calendar }: DossierPageProps, say: Say): Child {
  const dueAt = running?.dueAt ?? null
  const mark = dueAt !== null && calendar.isProvisionalAt(dueAt) ? say(' (tạm tính)', ' (provisional)') : ''
  if (state === 'now' && dueAt !== null) {
    const due = showMomentShort(dueAt, now, say.lang)
    return say(`hạn bước ${due}${mark}`, `step due ${due}${mark}`)
  }
  if (state === 'late' && dueAt !== null) {
    const due = `${showDate(dayInVietnam(dueAt), now, say.lang)} ${showTime(dueAt)}`
    return say(`quá hạn ${due}${mark}`, `was due ${due}${mark}`)
  }
  if (!last || state === 'now') return undefined
  const until = showMomentShort(last.until, now, say.lang)
  if (last.isMoved) return say(`đổi bản ${until}`, `moved ${until}`)
  return last.isReturned ? say(`trả lại ${until}`, `sent back ${until}`) : say(`xong ${until}`, `done ${until}`)
}

// Papers and people.

const size = (bytes: number, say: Say): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', say(',', '.'))} MB`

/** Files one below another; the first follows what is said before it. */
const FileLinks: FC<{ code: string; files: readonly Attachment[]; before?: Child }> = ({ code, files, before }) => {
  const say = useSay()
  return (
    <>
      {before}
      {files.map((f, i) => (
        <>
          {(i > 0 || before) && <br />}
          <a href={`/office/files/${code}/${f.id}`}>{f.name}</a> <span class="small">{size(f.sizeBytes, say)}</span>
        </>
      ))}
    </>
  )
}

const Papers: FC<DossierPageProps> = ({ shown, names, now }) => {
  const say = useSay()
  const { dossier, attachments, code } = shown
  const { components } = dossier.filing
  const of = (kind: Attachment['kind'], place?: string) =>
    attachments.filter((f) => f.kind === kind && (place === undefined || f.place === place))
  const placed = new Set(components.map((c) => String(c.no)))
  const papers = components.map(({ no, name, originals, copies, isPresent }): [string, Child] => {
    const counts = [
      originals > 0 ? say(`${originals} bản chính`, originals === 1 ? '1 original' : `${originals} originals`) : '',
      copies > 0 ? say(`${copies} bản sao`, copies === 1 ? '1 copy' : `${copies} copies`) : '',
    ]
    const there = counts.filter(Boolean).join(', ') || say('đã có', 'present')
    const before = isPresent ? there : <b>{say('còn thiếu', 'missing')}</b>
    return [name, <FileLinks code={code} files={of('component', String(no))} before={before} />]
  })
  // A file was laid to a step of the version that the dossier ran on then.
  const moves = shown.history.filter(({ event }) => event.type === 'migrated')
  const stepOf = (f: Attachment): string => {
    const next = moves.find(({ recordedAt }) => f.addedAt < recordedAt)?.event
    return next?.type === 'migrated' ? formerStep(next.from, f.place) : f.place
  }
  const steps = [...Map.groupBy(of('step'), stepOf)].map(([step, files]): [string, Child] => [
    names.step(step),
    <FileLinks code={code} files={files} />,
  ])
  const others = of('component').filter((f) => !placed.has(f.place))
  const rows: [string, Child][] = [
    ...papers,
    ...(others.length > 0 ? [[say('Khác', 'Other'), <FileLinks code={code} files={others} />] as [string, Child]] : []),
    ...steps,
  ]
  const { outcome } = dossier
  return (
    <>
      {outcome && (
        <Section
          title={outcome.isPositive ? say('Kết quả', 'Result') : say('Kết quả: không chấp thuận', 'Result: not granted')}
          id="outcome"
        >
          <Facts
            items={[
              [say('Số, ngày', 'Number, date'), `${outcome.number}, ${showDate(day(outcome.date), now, say.lang)}`],
              [say('Tên văn bản', 'Title'), outcome.title],
              [
                say('Tệp', 'Files'),
                of('result').length > 0 ? <FileLinks code={code} files={of('result')} /> : say('chưa có tệp', 'no file yet'),
              ],
              [
                say('Trả kết quả', 'Returned'),
                dossier.returned
                  ? `${showMoment(dossier.returned.at, now, say.lang)}, ${say(dossier.returned.to, receiverInEnglish(dossier.returned.to))}`
                  : say('chưa trả', 'not yet'),
              ],
            ]}
          />
        </Section>
      )}
      <Section title={say('Giấy tờ', 'Papers')} id="papers">
        {rows.length > 0 ? <Facts items={rows} /> : <p class="small">{say('Chưa ghi giấy tờ nào.', 'No papers recorded.')}</p>}
      </Section>
    </>
  )
}

const People: FC<DossierPageProps> = ({ shown }) => {
  const say = useSay()
  const { applicant, agent, dossier } = shown
  const isOrganisation = applicant.kind === 'organisation'
  const paper = dossier.filing.agent?.paper
  return (
    <Section title={say('Người nộp', 'Applicant')} id="people">
      <Facts
        items={[
          [isOrganisation ? say('Tổ chức', 'Organisation') : say('Cá nhân', 'Person'), applicant.name],
          [
            isOrganisation ? say('Mã số', 'Code number') : say('Số định danh', 'Identity number'),
            applicant.identityNumber ? maskId(applicant.identityNumber) : undefined,
          ],
          [say('Điện thoại', 'Telephone'), applicant.phone ? maskId(applicant.phone) : undefined],
          [say('Địa chỉ', 'Address'), applicant.address],
          [
            say('Nhận thông báo bằng', 'Messages are written in'),
            applicant.lang === 'en' ? say('tiếng Anh', 'English') : say('tiếng Việt', 'Vietnamese'),
          ],
          ...(agent
            ? [[say('Nộp thay', 'Filed by (agent)'), paper ? say(`${agent}, theo ${paper}`, `${agent}, under ${paper}`) : agent] as const]
            : []),
        ]}
      />
    </Section>
  )
}

// History.

const History: FC<DossierPageProps> = ({ shown, names, now }) => {
  const say = useSay()
  const known = {
    ...names,
    moment: (at: Moment) => `${showDay(dayInVietnam(at), now, say.lang)} ${showTime(at)}`,
    day: (date: string) => showDate(day(date), now, say.lang),
  }
  const versions = versionsThen(shown.history.map(({ event }) => event))
  const entries = shown.history.map((entry, i) => ({ ...entry, version: versions[i] ?? null })).reverse()
  const { length } = entries
  return (
    <Section
      title={say('Lịch sử', 'History')}
      id="history"
      aside={say(
        `phiên bản ${shown.version} · ${length} sự kiện`,
        `version ${shown.version} · ${length} ${length === 1 ? 'event' : 'events'}`,
      )}
    >
      <LogList
        items={entries.map((e) => ({
          at: isFar(e.at, now) ? showDate(dayInVietnam(e.at), undefined, say.lang) : showMomentShort(e.at, now, say.lang),
          dateTime: momentText(e.at),
          text: sentenceOf(e.event, namesThen(known, e.version), say),
          by: showActor(e, names, say) || undefined,
        }))}
      />
      <details class="fold">
        <summary>{say('Dấu niêm phong của nhật ký', 'Seals of the journal')}</summary>
        <p class="small">
          {say(
            'Mỗi sự kiện niêm phong sự kiện trước nó: đổi một byte là lộ. Kiểm lại bằng lệnh “motcua journal verify”.',
            'Each event seals the one before it: a changed byte is found. Check with the command “motcua journal verify”.',
          )}
        </p>
        <ol class="log">
          {entries.map((e) => (
            <li>
              <span>{e.seq}</span>
              <span>
                <span class="code seal">{e.seal.toString('hex')}</span>
                <span class="small">{say(` · ghi ${momentText(e.recordedAt)}`, ` · written ${momentText(e.recordedAt)}`)}</span>
              </span>
            </li>
          ))}
        </ol>
      </details>
    </Section>
  )
}

const isFar = (at: Moment, now: Moment): boolean => dayText(dayInVietnam(at)).slice(0, 4) !== dayText(dayInVietnam(now)).slice(0, 4)
