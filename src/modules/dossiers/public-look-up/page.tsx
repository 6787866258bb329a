import type { Child, FC } from 'hono/jsx'
import { type Day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { sayIn } from '../../../kernel/say.ts'
import { drawnApart } from '../../../ui/drawn.ts'
import { DueSheet, Provisional, type SheetDay } from '../../../ui/due-sheet.tsx'
import { ErrorSummary, type Fault, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { Section, type StepItem, StepList } from '../../../ui/lists.tsx'
import { markup } from '../../../ui/markup.ts'
import { Notice } from '../../../ui/notices.tsx'
import { needsPatterns, TimeBar, TimeBarPatterns, type TimeTick } from '../../../ui/time-bar.tsx'
import { type Lang, showDate, showDuration, showMomentLong, showRemaining } from '../../../ui/words.ts'
import { type ExplainedDay, whyText } from '../../clock/model.ts'
import { whyInEnglish } from '../forms/recorded.ts'
import { statusNames } from '../model.ts'
import { rowParts, type TimeLine } from '../time-line.ts'
import type { PublicStep, PublicView } from './view.ts'
import { channelWords, endWords, headlines, limitInWords, stepWords } from './words.ts'

/** Keeps the reader's language in links. */
export type Links = (path: string) => string

/** What was typed into the look-up form, and what was wrong with it. */
export type Asked = { code: string; digits: string; faults: readonly Fault[]; note?: Child }

/** The form by which an applicant finds a dossier (tra cứu hồ sơ). A link to its answer works too: it is sent by GET. */
export const LookUpForm: FC<{ asked: Asked; lang: Lang }> = ({ asked: { code, digits, faults, note }, lang }) => {
  const en = lang === 'en'
  const error = (name: string) => faults.find((f) => f.name === name)?.message
  return (
    <Form action="/tra-cuu" method="get" hidden={en ? { lang } : {}}>
      <ErrorSummary faults={faults} lang={lang} title={en ? 'Not found yet' : 'Chưa tìm được'} />
      {note && <Notice tone="near">{note}</Notice>}
      <TextField
        name="code"
        label={en ? 'Dossier code' : 'Mã hồ sơ'}
        hint={en ? 'On your receipt, like H56.12-260302-0001' : 'Trên giấy hẹn, dạng H56.12-260302-0001'}
        value={code}
        error={error('code')}
        autocomplete="off"
        maxlength={60}
        required
      />
      <TextField
        name="so"
        label={en ? 'Last 4 digits of the identity number' : '4 số cuối của số định danh'}
        hint={
          en
            ? 'Identity or tax number of whom the dossier is for. Where none was given, the telephone number.'
            : 'Số định danh hoặc mã số thuế của người đứng tên hồ sơ. Hồ sơ không ghi thì lấy số điện thoại.'
        }
        value={digits}
        error={error('so')}
        inputmode="numeric"
        autocomplete="off"
        maxlength={4}
        width="number"
        required
      />
      <FormButtons submit={en ? 'See the dossier' : 'Xem hồ sơ'} />
    </Form>
  )
}

/** The first page of the portal: where is my dossier, what must I bring, whom does it serve. */
export const HomePage: FC<{ agencies: readonly { code: string; name: string }[]; asked: Asked; lang: Lang; links: Links }> = ({
  agencies,
  asked,
  lang,
  links,
}) => {
  const en = lang === 'en'
  return (
    <>
      <h1>{en ? 'Where is my dossier?' : 'Hồ sơ của tôi đến đâu?'}</h1>
      <p class="lead">
        {en
          ? 'See how far it is, which unit has it and when the result comes.'
          : 'Xem hồ sơ đang ở bước nào, đơn vị nào giữ, bao giờ có kết quả.'}
      </p>
      <LookUpForm asked={asked} lang={lang} />
      <Section title={en ? 'Where do I find the code?' : 'Mã hồ sơ ở đâu?'}>
        <p>
          {en
            ? 'On the receipt with the promised day (form 01), on a request for papers (form 02) or a refusal (form 03). The QR code on the paper opens the dossier without typing: point the camera of a phone at it.'
            : 'Trên giấy tiếp nhận và hẹn trả kết quả (mẫu 01), phiếu yêu cầu bổ sung (mẫu 02) hoặc phiếu từ chối (mẫu 03). Mã QR trên giấy mở thẳng hồ sơ, không phải gõ gì: đưa máy ảnh của điện thoại vào mã.'}
        </p>
      </Section>
      <Section title={en ? 'What must I bring?' : 'Cần chuẩn bị giấy tờ gì?'}>
        <p>
          {en
            ? 'Each procedure tells the papers, the fee, the time and the steps.'
            : 'Mỗi thủ tục ghi rõ giấy tờ cần nộp, phí, thời hạn và các bước.'}
        </p>
        <div class="actions">
          <a class="ds-button" data-variant="secondary" href={links('/thu-tuc')}>
            {en ? 'Find a procedure' : 'Tìm thủ tục'}
          </a>
        </div>
      </Section>
      {agencies.length > 0 && (
        <Section title={en ? 'Agencies served here' : 'Cơ quan phục vụ tại đây'}>
          <ul class="stack">
            {agencies.map(({ code, name }) => (
              <li>
                <a href={links(`/thu-tuc?co-quan=${code}`)}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

/** The form alone, with what was wrong. */
export const AskPage: FC<{ asked: Asked; lang: Lang }> = ({ asked, lang }) => (
  <>
    <h1>{lang === 'en' ? 'Look up a dossier' : 'Tra cứu hồ sơ'}</h1>
    <LookUpForm asked={asked} lang={lang} />
  </>
)

/**
 * What the applicant sees of the dossier (trang tra cứu). The page asked for most: all of it is written as text (escaped by the template),
 * which costs a fifth of elements.
 */
export function dossierPage({ view, now, lang, office }: { view: PublicView; now: Moment; lang: Lang; office: Office }) {
  const say = sayIn(lang)
  const { code, standing, line, asked, refusal, procedure, steps, parts } = view
  return markup`<p class="small">${say('Hồ sơ', 'Dossier')} <span class="code">${code}</span></p><h1>${headlines[lang][standing]}</h1><p class="lead">${promised(view, lang)}</p>${
    line?.isProvisional && line.due !== null && provisionalDay(lang)
  }${view.isPart && ofWhole(lang)}${withWhom(view, now, lang)}${asked && askedPapers(asked, lang, now)}${refusal && whyRefused(refusal, lang)}${Section(
    {
      aside: procedure,
      children: markup`${line && bar(line, view, now, lang)}${StepList({ size: 'portal', lang, steps: steps.map((step) => stepItem(step, now, lang)) })}`,
    },
  )}${parts.length > 0 && partsOf(parts, lang)}${whyThisDay(view, now, lang)}${Section({ title: say('Cần hỏi?', 'Questions?'), children: whereToAsk(view, office, lang) })}`
}

/** With whom the dossier is, in plain words; most are with us, and nothing is said. */
function withWhom({ away }: PublicView, now: Moment, lang: Lang) {
  if (away.length === 0) return null
  const say = sayIn(lang)
  const by = (at: Moment | null) =>
    at === null
      ? ''
      : say(`, hẹn trả lời ${showDate(dayInVietnam(at), now, 'vi')}`, `, answer due ${showDate(dayInVietnam(at), now, 'en')}`)
  return markup`${away.map(({ kind, name, since, dueAt }) => {
    const from = showDate(dayInVietnam(since), now, lang)
    return kind === 'leg'
      ? markup`<p class="lead">${say(`Hồ sơ đang ở ${name} từ ${from}${by(dueAt)}.`, `The dossier is with ${name} since ${from}${by(dueAt)}.`)}</p>`
      : markup`<p class="lead">${say(`Đang lấy ý kiến ${name} từ ${from}${by(dueAt)}.`, `${name} was asked for its opinion on ${from}${by(dueAt)}.`)}</p>`
  })}`
}

const provisionalDay = (lang: Lang): Child => (
  <Notice tone="near" title={lang === 'en' ? 'A provisional day' : 'Ngày hẹn tạm tính'}>
    <p>
      {lang === 'en'
        ? 'The days off of that year are not decided yet. When they are, the day is computed again and shown here.'
        : 'Lịch nghỉ của năm đó chưa được công bố. Khi có lịch, ngày hẹn được tính lại và báo tại đây.'}
    </p>
  </Notice>
)

/** A part is told with the promise of its whole. */
const ofWhole = (lang: Lang): Child =>
  markup`<p class="small">${
    lang === 'en'
      ? 'This is a part of a larger dossier of yours: the day and the time shown are those of the whole.'
      : 'Đây là một phần trong hồ sơ chung của ông/bà: ngày hẹn và thời gian ở đây là của hồ sơ chung.'
  }</p>`

/** What a dossier consists of: by procedure and how far it is. */
const partsOf = (parts: PublicView['parts'], lang: Lang) =>
  Section({
    title: lang === 'en' ? 'Its parts' : 'Gồm các phần',
    children: markup`<ul class="stack">${parts.map(
      ({ procedure, status }) => markup`<li>${procedure} <span class="small">${statusNames[lang][status]}</span></li>`,
    )}</ul>`,
  })

const whyRefused = ({ reason, basis }: NonNullable<PublicView['refusal']>, lang: Lang): Child => (
  <Section title={lang === 'en' ? 'Why' : 'Lý do'}>
    <p>{reason}</p>
    {basis && (
      <p class="small">
        {lang === 'en' ? 'Basis: ' : 'Căn cứ: '}
        {basis}
      </p>
    )}
  </Section>
)

function whereToAsk({ oneStop }: PublicView, { agency, hours }: Office, lang: Lang) {
  const say = sayIn(lang)
  const ask = say(
    `Hỏi tại ${oneStop ?? 'Bộ phận Một cửa'}, ${agency}. Khi hỏi, xin đọc mã hồ sơ.`,
    `Ask at ${oneStop ?? 'the counter'}, ${agency}. Please have the code of the dossier ready.`,
  )
  return markup`<p>${ask}</p>${hours && markup`<p class="small">${say('Giờ làm việc: ', 'Open: ')}${hours}.</p>`}`
}

/** Who answers for the dossier, in words. */
export type Office = { agency: string; hours: string }

/** The promise in one sentence: when, and how the result comes. */
function promised(view: PublicView, lang: Lang): Child {
  const en = lang === 'en'
  const { standing, line, channelOut, ended, returned, oneStop, asked, payBy } = view
  const due =
    line?.due != null &&
    markup`<b class="promise">${showMomentLong(line.due, lang)}</b>${line.isProvisional && markup` ${<Provisional lang={lang} />}`}`
  const how = channelWords[lang][channelOut]
  switch (standing) {
    case 'filed':
    case 'completed':
      return en
        ? 'The promised day is set when the papers have been checked and the dossier is received.'
        : 'Ngày hẹn trả có khi giấy tờ đã được kiểm tra và hồ sơ được tiếp nhận.'
    case 'on-time':
      if (!due) return en ? 'The promised day cannot be computed yet.' : 'Chưa tính được ngày hẹn trả.'
      return markup`${en ? 'Result due' : 'Hẹn trả'} ${due}, ${how}.${newDay(view, lang)}`
    case 'late':
      return en
        ? markup`It was promised for ${due}. We are sorry to be late; the result will be ${how.replace('to be ', '')}.${newDay(view, lang)}`
        : markup`Đã hẹn trả ${due}. Chúng tôi xin lỗi ông/bà vì chậm hẹn; kết quả sẽ được ${channelOut === 1 ? 'trả tại quầy' : how}.${newDay(view, lang)}`
    case 'standing':
      return en
        ? 'The time of this step does not count. The promised day is computed again when it is over.'
        : 'Thời gian của bước đang làm không tính vào thời hạn. Ngày hẹn được tính lại khi bước này xong.'
    case 'waiting-for-papers':
      if (asked?.until != null) {
        const until = markup`<b class="promise">${showMomentLong(asked.until, lang)}</b>`
        return en
          ? markup`Please bring them by ${until}. Until then no time is counted; work goes on when they come.`
          : markup`Mời ông/bà nộp trước ${until}. Trong lúc chờ không tính thời hạn; nộp đủ thì hồ sơ được giải quyết tiếp.`
      }
      return en ? 'The term begins when the papers are complete.' : 'Thời hạn giải quyết bắt đầu tính khi giấy tờ đã đủ.'
    case 'waiting-for-payment':
      if (payBy) {
        const [since, until] = [showMomentLong(payBy.at, lang), markup`<b class="promise">${showMomentLong(payBy.until, lang)}</b>`]
        return en
          ? markup`Waiting since ${since}; please pay by ${until}. No time is counted meanwhile; work goes on when it is paid.`
          : markup`Đang chờ từ ${since}; mời ông/bà nộp trước ${until}. Trong lúc chờ không tính thời hạn; nộp xong, hồ sơ được giải quyết tiếp.`
      }
      return en ? 'Work goes on when it is paid.' : 'Nộp xong, hồ sơ được giải quyết tiếp.'
    case 'refused':
      return en ? 'You may file again when the reason below is settled.' : 'Ông/bà có thể nộp lại khi đã khắc phục lý do dưới đây.'
    case 'withdrawn':
      return en ? 'Nothing more is done on it.' : 'Hồ sơ không được giải quyết tiếp.'
    case 'stopped':
      return en ? 'Nothing more is done on it. Please ask at the counter.' : 'Hồ sơ không được giải quyết tiếp. Mời hỏi tại quầy.'
    case 'done':
      return markup`${ended && markup`${en ? 'Since' : 'Có từ'} <b class="promise">${showMomentLong(ended.at, lang)}</b>, ${endWords[lang][ended.class]}. `}${collect(channelOut, oneStop, lang)}`
    case 'returned':
      return markup`${en ? 'On' : 'Ngày trả:'} <b class="promise">${returned && showMomentLong(returned.at, lang)}</b>${
        ended && (en ? `. The work was finished ${endWords[lang][ended.class]}.` : `. Giải quyết xong ${endWords[lang][ended.class]}.`)
      }`
  }
}

/** What the apology said, in a sentence of its own after the promise that is not kept. */
const newDay = ({ newDay: day }: PublicView, lang: Lang): Child =>
  day !== null && markup` ${lang === 'en' ? 'The new day is' : 'Hẹn lại'} <b class="promise">${showMomentLong(day, lang)}</b>.`

function collect(channel: PublicView['channelOut'], oneStop: string | null, lang: Lang): string {
  if (channel === 1)
    return lang === 'en'
      ? `Collect it at ${oneStop ?? 'the counter'} with your receipt; if it is lost, an identity paper will do.`
      : `Nhận tại ${oneStop ?? 'Bộ phận Một cửa'}, mang theo giấy hẹn; mất giấy hẹn thì mang giấy tờ tùy thân.`
  if (channel === 2) return lang === 'en' ? 'It is sent to you electronically.' : 'Bản điện tử được gửi tới ông/bà.'
  return lang === 'en' ? 'It is sent to your home by post.' : 'Kết quả được gửi qua bưu chính tới nhà.'
}

const askedPapers = (asked: NonNullable<PublicView['asked']>, lang: Lang, now: Moment): Child => (
  <Section title={lang === 'en' ? 'What we ask for' : 'Giấy tờ cần bổ sung'}>
    <div class="stack">
      {' '}
      <ol class="stack">
        {asked.items.map(({ what, why }) => (
          <li>
            <b>{what}</b>
            {why && <p class="small">{lang === 'en' ? whyInEnglish(why) : why}</p>}
          </li>
        ))}
      </ol>
      <p class="small">
        {lang === 'en' ? 'Asked on ' : 'Yêu cầu ngày '}
        {showDate(dayInVietnam(asked.at), now, lang)}
        {lang === 'en' ? ', all at once: nothing more will be asked.' : ', một lần cho tất cả.'}
      </p>
    </div>{' '}
  </Section>
)

function bar(line: TimeLine, view: PublicView, now: Moment, lang: Lang) {
  const segments = rowParts(line).filter(({ kind }) => !line.isEnded || kind !== 'left')
  const whole = segments.reduce((sum, s) => sum + s.seconds, 0)
  const received = `${showDate(dayInVietnam(line.from), now, lang)} ${lang === 'en' ? 'received' : 'tiếp nhận'}`
  const ticks: TimeTick[] = [{ atSeconds: 0, text: received }]
  const end = endTick(line, view, now, lang)
  if (end && whole > 0) ticks.push({ atSeconds: whole, text: end })
  const patterns = needsPatterns(segments) && <TimeBarPatterns />
  return markup`${patterns}${TimeBar({ size: 'portal', segments, daySeconds: view.daySeconds, ticks, lang })}`
}

function endTick(line: TimeLine, { daySeconds }: PublicView, now: Moment, lang: Lang): string | null {
  if (line.isEnded) return `${lang === 'en' ? 'done' : 'xong'} ${showDate(dayInVietnam(line.to), now, lang)}`
  if (line.left === null) return null
  if (line.due === null && line.stoppedAt !== null)
    return `${lang === 'en' ? 'paused since' : 'tạm dừng từ'} ${showDate(dayInVietnam(line.stoppedAt), now, lang)}`
  const said = showRemaining(line.left, daySeconds, lang)
  return line.left > 0 ? `${said} ${lang === 'en' ? '(working)' : 'làm việc'}` : said
}

function stepItem(step: PublicStep, now: Moment, lang: Lang): StepItem {
  const { state, unit, isAway, isFree, at } = step
  const when = at === null ? null : showDate(dayInVietnam(at), now, lang)
  const [who, since] = state === 'now' ? [holder(unit, isAway, lang), when && sinceWords[lang](when)] : [unit, when]
  const sub = who && since ? `${who}${state === 'now' ? ' ' : ' · '}${since}` : (who ?? since ?? undefined)
  return { state, free: isFree, title: stepTitle(step, lang), sub }
}

const sinceWords = { vi: (when: string) => `từ ${when}`, en: (when: string) => `since ${when}` }

/** Who has it now: our unit, or another agency whose answer our unit follows. */
function holder(unit: string | null, isAway: boolean, lang: Lang): string | null {
  if (unit === null) return null
  if (isAway) return lang === 'en' ? `Another agency has it, ${unit} follows,` : `Cơ quan khác đang giữ, ${unit} theo dõi,`
  return lang === 'en' ? `${unit} has it` : `${unit} đang giữ`
}

function stepTitle({ kind, name, nameEn, state }: PublicStep, lang: Lang): string {
  if (kind === 'step') return (lang === 'en' && nameEn) || (name ?? '')
  const words: string | Record<PublicStep['state'], string> = stepWords[lang][kind]
  return typeof words === 'string' ? words : words[state]
}

/**
 * The answer to "why this day": the term, what does not count, and every day (vì sao hẹn ngày này). Dossiers received on one day for one
 * term have the same days, so a drawn one is used again: it is more than half of the page's work. Its key is all that it shows.
 */
function whyThisDay(view: PublicView, now: Moment, lang: Lang) {
  const { sheet, line, limit } = view
  if (!sheet || !line) return null
  const [today, due, from] = [dayInVietnam(now), dayInVietnam(sheet.due), dayInVietnam(line.from)]
  const pausedSeconds = line.spent.reduce((sum, s) => (s.kind === 'pause' ? sum + s.seconds : sum), 0)
  let key = `${lang} ${today} ${from} ${due} ${sheet.provisional} ${pausedSeconds} ${view.daySeconds} ${JSON.stringify(limit)} ${sheet.days[0]?.day}`
  for (const { counted, why } of sheet.days)
    key += `${counted ? '+' : '-'}${signs[why.kind]}${'name' in why ? `${why.name}\n` : ''}${'for' in why ? why.for : ''}`
  return drawnApart(key, () => (
    <Section>
      <details class="fold">
        <summary>{lang === 'en' ? `Why ${showDate(due, now, lang)}?` : `Vì sao hẹn ngày ${showDate(due, now, lang)}?`}</summary>
        <DueSheet
          title={lang === 'en' ? 'How the days count' : 'Từng ngày tính thế nào'}
          days={sheetDays(sheet.days, due, view, lang)}
          provisional={sheet.provisional}
          today={today}
          lang={lang}
          tips={false}
        />
      </details>
      <p class="small">{whyWords(view, sheet.days, pausedSeconds, now, lang)}</p>
    </Section>
  ))
}

/** Short names of reasons, for the key. */
const signs = {
  'receipt-day': 'r',
  'working-day': 'd',
  weekend: 'w',
  'day-off': 'o',
  worked: 'k',
  pause: 'p',
  'rolled-forward': 'f',
} as const satisfies Record<ExplainedDay['why']['kind'], string>

/** "Thời hạn 15 ngày làm việc. Không tính ngày nhận, cuối tuần, Tết Nguyên đán 16/02 – 20/02, 5 ngày chờ." */
function whyWords(view: PublicView, days: readonly ExplainedDay[], pausedSeconds: number, now: Moment, lang: Lang): string {
  const en = lang === 'en'
  const start = days[0]?.day
  const spared = days.filter((d) => !d.counted)
  const has = (kind: ExplainedDay['why']['kind']) => spared.some((d) => d.why.kind === kind)
  const left = [
    has('receipt-day') && (en ? 'the day of receipt' : 'ngày nhận'),
    has('weekend') && (en ? 'weekends' : 'cuối tuần'),
    ...holidays(spared, now, lang),
    pausedSeconds > 0 && `${showDuration(pausedSeconds, view.daySeconds, lang)} ${en ? 'of waiting' : 'chờ'}`,
  ].filter((part) => part !== false)
  const term = `${en ? 'The term is' : 'Thời hạn'} ${limitInWords(view.limit, lang)}.`
  const late = view.line && start !== undefined && dayInVietnam(view.line.from) < start
  const from = late
    ? ` ${en ? 'Received outside office hours, so it runs from' : 'Nhận ngoài giờ làm việc nên tính từ'} ${showDate(start, now, lang)}.`
    : ''
  return `${term}${from}${left.length > 0 ? ` ${en ? 'Not counted:' : 'Không tính'} ${left.join(', ')}.` : ''}`
}

/** Days off by name, each with its first and last day. */
function holidays(days: readonly ExplainedDay[], now: Moment, lang: Lang): string[] {
  const named = new Map<string, { from: Day; to: Day }>()
  for (const { day, why } of days) {
    if (why.kind !== 'day-off') continue
    const name = why.name.split(',')[0] || (lang === 'en' ? 'public holiday' : 'nghỉ lễ') // the days of Tết have names of their own
    named.set(name, { from: named.get(name)?.from ?? day, to: day })
  }
  return [...named].map(([name, { from, to }]) => {
    const first = showDate(from, now, lang)
    return from === to ? `${name} ${first}` : `${name} ${first}–${showDate(to, now, lang)}`
  })
}

function sheetDays(days: readonly ExplainedDay[], due: Day, { limit }: PublicView, lang: Lang): SheetDay[] {
  const inDays = limit.every(({ unit }) => unit === 'working_day' || unit === 'calendar_day')
  const shown: SheetDay[] = []
  let number = 0
  for (const day of days) {
    if (day.counted) number++
    shown.push(sheetDay(day, due, day.counted && inDays ? { day: day.day, number } : { day: day.day }, lang))
  }
  return shown
}

function sheetDay({ counted, why }: ExplainedDay, due: Day, said: { day: Day; number?: number }, lang: Lang): SheetDay {
  if (said.day === due) return { ...said, state: 'due' }
  const reason = whyText(why, sayIn(lang))
  switch (why.kind) {
    case 'receipt-day':
      return { ...said, state: counted ? 'counted' : 'receipt' }
    case 'worked':
      return { ...said, state: 'worked', why: reason }
    case 'pause':
      return { ...said, state: 'pause' }
    case 'weekend':
    case 'working-day':
      return { ...said, state: counted ? 'counted' : 'weekend' }
    case 'day-off':
      return counted ? { ...said, state: 'counted' } : { ...said, state: 'holiday', why: reason, ...tet(why.name, lang) }
    case 'rolled-forward':
      return { ...said, state: 'weekend', why: reason }
  }
}

/** The short word in the square where a holiday has one that everybody knows. */
const tet = (name: string, lang: Lang) => (/Tết Nguyên/.test(name) ? { label: lang === 'en' ? 'Tet' : 'Tết' } : {})
