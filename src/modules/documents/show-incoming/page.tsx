import type { FC } from 'hono/jsx'
import { dayInVietnam, dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { CheckboxGroup, DateField, ErrorSummary, FieldRow, Form, FormButtons, Select, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, LogList, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDate, showMoment, showMomentShort } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { Actor } from '../../org/model.ts'
import { incomingStatusNames, outgoingStatusNames, promptnessNames } from '../explain.ts'
import type { Incoming, IncomingEvent } from '../incoming.ts'
import { kindNames, urgencyNames } from '../kinds.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { OutgoingBrief } from '../look-up.adapter.ts'
import type { DocumentNames } from '../names.ts'
import { promptness } from '../register/decide.ts'
import { FileLink } from '../show-outgoing/page.tsx'
import { actsFor, type IncomingAct } from './acts.ts'
import { incomingSentence } from './history.ts'

export type IncomingPageProps = {
  id: number
  version: number
  document: Incoming
  history: readonly { event: IncomingEvent; officerId: number | null; onBehalfOf: number | null }[]
  bookName: string
  /** Outgoing documents that answer it, drafts too. */
  answers: readonly OutgoingBrief[]
  /** Why the agency that sent it took it back, or null. */
  recalledReason: string | null
  actor: Actor
  calendar: WorkingCalendar
  names: DocumentNames
  now: Moment
  csrf: string
  /** Key of the form; `key` itself is taken by JSX. */
  actKey: string
  units: readonly { value: string; text: string }[]
  /** People of the leading unit. */
  colleagues: readonly { value: string; text: string }[]
  /** The act that was tried, what was typed, why it was refused. */
  tried?:
    | {
        act: IncomingAct
        typed: Readonly<Record<string, string | string[]>>
        faults: Readonly<Record<string, string>>
        refusal?: string | undefined
      }
    | undefined
}

const actNames = inBoth(
  (say): Record<IncomingAct, string> => ({
    assign: say('Chỉ đạo, giao xử lý', 'Assign'),
    'pass-on': say('Chuyển xử lý', 'Pass on'),
    answer: say('Soạn văn bản trả lời', 'Draft an answer'),
    finish: say('Kết thúc', 'Finish'),
    reopen: say('Mở lại', 'Take up again'),
    strike: say('Gạch sổ', 'Strike off'),
    correct: say('Sửa đăng ký', 'Correct the registration'),
  }),
)

/** One incoming document (văn bản đến): its line in the register, its files, who carries it, and the one next step. */
export const IncomingPage: FC<IncomingPageProps> = (props) => {
  const say = useSay()
  const { id, document, names, tried, answers, recalledReason } = props
  const { registered: r, status, assignment } = document
  const isAnswered = answers.some((a) => a.status === 'issued')
  const { next, more } = actsFor(document, props.actor, isAnswered)
  const act = tried?.act ?? next
  const hrefFor = (one: IncomingAct): string => {
    if (one === 'answer') return `${outgoingPath}/new?answers=${id}`
    if (one === 'correct') return `${incomingPath}/${id}/correct`
    return one === act ? '#act' : `${incomingPath}/${id}?act=${one}#act`
  }
  const action = (one: IncomingAct) => ({ text: actNames[say.lang][one], href: hrefFor(one) })
  const beside = more.filter((one) => one === 'answer' || one === 'finish')
  return (
    <>
      <PageHeader
        over={
          <>
            {say('Số đến', 'No.')}{' '}
            <span class="code">
              {r.number}/{r.year}
            </span>{' '}
            · {kindNames[say.lang][r.kind]} · {incomingStatusNames[say.lang][status]}
            {r.urgency !== 'ordinary' && (
              <>
                {' '}
                <Tag tone="late">{urgencyNames[say.lang][r.urgency]}</Tag>
              </>
            )}
          </>
        }
        title={r.subject}
        under={`${r.sender}${r.numberSymbol === '' ? '' : ` · ${r.numberSymbol}`}`}
        next={next ? action(next) : undefined}
        others={beside.map(action)}
        more={more.filter((one) => one !== 'answer' && one !== 'finish').map(action)}
      />
      {tried?.refusal && <RefusalBanner refusal={tried.refusal} />}
      {recalledReason !== null && (
        <Notice tone="late">
          {say(`Nơi gửi đã thu hồi văn bản này: ${recalledReason}`, `Its sender took it back: ${recalledReason}`)}
        </Notice>
      )}
      <Term {...props} />
      <Columns
        side={
          <>
            <Section title={say('Tệp văn bản', 'Files')} id="file">
              {r.files.length === 0 ? (
                <p class="small">{say('Chưa có tệp.', 'No files yet.')}</p>
              ) : (
                <ul class="stack">
                  {r.files.map((f) => (
                    <li>
                      <FileLink direction="in" id={id} file={f} />
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section title={say('Đăng ký', 'Register')}>
              <Facts items={register(props, say)} />
            </Section>
          </>
        }
      >
        {act && act !== 'answer' && act !== 'correct' && <ActPart {...props} act={act} />}
        {assignment && (
          <Section title={say('Chỉ đạo của lãnh đạo', 'The leader’s instruction')}>
            <div class="stack">
              {assignment.text !== '' && <p>{assignment.text}</p>}
              <Facts
                items={[
                  [say('Chủ trì', 'Lead'), names.unit(assignment.leadUnitId)],
                  [say('Phối hợp', 'Support'), assignment.supportUnitIds.map(names.unit).join(', ')],
                  [say('Hạn xử lý', 'Deadline'), assignment.deadline === null ? '' : showDate(assignment.deadline, props.now, say.lang)],
                  [say('Đang giữ', 'With'), document.holderId === null ? '' : names.officer(document.holderId)],
                  [
                    say('Người giao', 'Given by'),
                    `${names.officer(assignment.officerId)}, ${showMomentShort(assignment.at, props.now, say.lang)}`,
                  ],
                ]}
              />
            </div>
          </Section>
        )}
        <Answers {...props} />
        <Section title={say('Nhật ký', 'Journal')}>
          <LogList
            items={props.history.toReversed().map(({ event, officerId, onBehalfOf }) => ({
              at: showMomentShort(event.at, props.now, say.lang),
              dateTime: momentText(event.at),
              text: incomingSentence(event, names, say),
              by: byWhom(officerId, onBehalfOf, names, say),
            }))}
          />
        </Section>
      </Columns>
    </>
  )
}

const byWhom = (officerId: number | null, onBehalfOf: number | null, names: DocumentNames, say: Say): string => {
  if (officerId === null) return say('hệ thống', 'the system')
  if (onBehalfOf === null) return names.officer(officerId)
  return say(
    `${names.officer(officerId)}, thay ${names.officer(onBehalfOf)}`,
    `${names.officer(officerId)} for ${names.officer(onBehalfOf)}`,
  )
}

/** The term, while it matters. */
const Term: FC<IncomingPageProps> = ({ document, now }) => {
  const say = useSay()
  const { status, registered, assignment } = document
  const deadline = assignment?.deadline ?? registered.deadline
  if (deadline === null || status === 'done' || status === 'struck') return null
  const left = deadline - dayInVietnam(now)
  const day = showDate(deadline, now, say.lang)
  if (left < 0) return <Notice tone="late">{say(`Đã quá hạn xử lý ${day}.`, `It was to be done by ${day}.`)}</Notice>
  return left > 1 ? null : <Notice tone="near">{say(`Hạn xử lý ${day}.`, `To be done by ${day}.`)}</Notice>
}

/** What the register asks for (sổ đăng ký văn bản đến). */
function register({ document, bookName, calendar, now, names, history }: IncomingPageProps, say: Say): [string, string][] {
  const { registered: r, registeredAt } = document
  const clerk = history.find(({ event }) => event.type === 'registered')?.officerId ?? null
  const inTime = promptness(r.arrivedAt, registeredAt, r.urgency !== 'ordinary', calendar)
  return [
    [say('Sổ', 'Book'), bookName],
    [say('Số đến', 'No.'), `${r.number}/${r.year}`],
    [say('Ngày đến', 'Came'), showMoment(r.arrivedAt, now, say.lang)],
    [say('Nơi gửi', 'From'), r.sender],
    [say('Số, ký hiệu', 'Number and symbol'), r.numberSymbol],
    [say('Ngày văn bản', 'Its date'), r.date === null ? '' : showDate(r.date, now, say.lang)],
    [say('Loại', 'Kind'), kindNames[say.lang][r.kind]],
    [say('Độ khẩn', 'Urgency'), urgencyNames[say.lang][r.urgency]],
    [say('Hạn ghi trong văn bản', 'Term that it sets'), r.deadline === null ? '' : showDate(r.deadline, now, say.lang)],
    [
      say('Hình thức', 'How it came'),
      r.from
        ? say('liên thông trong hệ thống', 'in this system')
        : r.channel === 'paper'
          ? say('giấy', 'on paper')
          : say('điện tử', 'electronically'),
    ],
    [
      say('Vào sổ', 'Registered'),
      `${showMomentShort(registeredAt, now, say.lang)}${clerk === null ? '' : `, ${names.officer(clerk)}`} (${promptnessNames[say.lang][inTime]})`,
    ],
  ]
}

/** Documents that answer it, and what was done in the end. */
const Answers: FC<IncomingPageProps> = ({ document, answers, names, now }) => {
  const say = useSay()
  const { finished, status } = document
  if (answers.length === 0 && !finished) return null
  return (
    <Section title={say('Kết quả xử lý', 'What came of it')}>
      <div class="stack">
        {finished && (
          <p>
            {status === 'struck' ? say('Gạch sổ', 'Struck off') : say('Kết thúc', 'Done')} {showMomentShort(finished.at, now, say.lang)},{' '}
            {names.officer(finished.officerId)}
            {finished.text === '' ? '.' : `: ${finished.text}`}
          </p>
        )}
        {answers.length > 0 && (
          <ul class="stack">
            {answers.map((a) => (
              <li>
                <a href={`${outgoingPath}/${a.id}`}>{a.numberText ?? say(`Dự thảo ${a.id}`, `Draft ${a.id}`)}</a> {a.subject}{' '}
                <span class="small">
                  {outgoingStatusNames[say.lang][a.status]}
                  {finished?.answeredBy === a.id && <> · {say('văn bản trả lời', 'the answer')}</>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  )
}

/** The form of the next step. */
const ActPart: FC<IncomingPageProps & { act: IncomingAct }> = ({
  id,
  version,
  document,
  csrf,
  actKey,
  tried,
  act,
  units,
  colleagues,
  answers,
  now,
}) => {
  const say = useSay()
  const typed = (name: string, first = ''): string => {
    const value = tried?.act === act ? tried.typed[name] : undefined
    return (Array.isArray(value) ? value[0] : value) ?? first
  }
  const listed = (name: string, first: readonly string[]): readonly string[] => {
    const value = tried?.act === act && Object.keys(tried.typed).length > 0 ? (tried.typed[name] ?? []) : first
    return [value].flat() as string[]
  }
  const faults = tried?.act === act ? tried.faults : {}
  const { assignment, registered } = document
  const issued = answers.filter((a) => a.status === 'issued')
  const deadline = assignment?.deadline ?? registered.deadline
  return (
    <Section title={actNames[say.lang][act]} id="act">
      <Form action={`${incomingPath}/${id}/${act}`} hidden={{ csrf, key: actKey, seen: String(version) }} guard>
        <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
        <p class="small">{whatHappens(act, say)}</p>
        {act === 'assign' && (
          <>
            <FieldRow>
              <Select
                name="lead"
                label={say('Đơn vị chủ trì', 'Leading unit')}
                options={units}
                value={typed('lead', assignment ? String(assignment.leadUnitId) : '')}
                blank={say('Chọn một đơn vị', 'Choose one unit')}
                error={faults.lead}
                required
              />
              <DateField
                name="deadline"
                label={say('Hạn xử lý', 'Deadline')}
                value={typed('deadline', deadline === null ? '' : dayText(deadline))}
                min={dayText(dayInVietnam(now))}
                error={faults.deadline}
              />
            </FieldRow>
            <CheckboxGroup
              name="support"
              label={say('Đơn vị phối hợp', 'Supporting units')}
              options={units}
              values={listed('support', assignment?.supportUnitIds.map(String) ?? [])}
              error={faults.support}
              inline
            />
          </>
        )}
        {act === 'pass-on' && (
          <Select
            name="to"
            label={say('Chuyển cho', 'To')}
            options={colleagues}
            value={typed('to')}
            blank={say('Chọn người', 'Choose somebody')}
            error={faults.to}
            required
          />
        )}
        {act === 'finish' && issued.length > 0 && (
          <Select
            name="answeredBy"
            label={say('Văn bản trả lời', 'The answer')}
            options={issued.map((a) => ({ value: String(a.id), text: `${a.numberText ?? ''} ${a.subject}` }))}
            value={typed('answeredBy', String(issued[0]?.id ?? ''))}
            blank={say('Không trả lời bằng văn bản', 'Not answered by a document')}
            error={faults.answeredBy}
          />
        )}
        <TextArea
          name="text"
          label={textLabel(act, say)}
          value={typed('text', act === 'assign' ? (assignment?.text ?? '') : '')}
          error={faults.text}
          rows={3}
          maxlength={4000}
          required={act === 'reopen' || act === 'strike' || (act === 'finish' && issued.length === 0)}
        />
        <FormButtons submit={actNames[say.lang][act]} danger={act === 'strike'} />
      </Form>
    </Section>
  )
}

function textLabel(act: IncomingAct, say: Say): string {
  if (act === 'assign') return say('Ý kiến chỉ đạo', 'Instruction')
  if (act === 'finish') return say('Đã làm gì', 'What was done')
  return act === 'pass-on' ? say('Lời nhắn', 'Word to them') : say('Lý do', 'Why')
}

function whatHappens(act: IncomingAct, say: Say): string {
  switch (act) {
    case 'assign':
      return say(
        'Đúng một đơn vị chủ trì; các đơn vị khác phối hợp. Chỉ đạo lại thì chỉ đạo mới nhất có hiệu lực.',
        'Exactly one unit leads, others support. Given anew, the newest instruction holds.',
      )
    case 'pass-on':
      return say('Chuyển cho người trong đơn vị chủ trì.', 'To somebody of the leading unit.')
    case 'finish':
      return say(
        'Ghi đã làm gì, hoặc chọn văn bản trả lời đã phát hành. Dự thảo chưa phát hành thì chưa kết thúc được.',
        'Say what was done, or choose the issued document that answers it. A draft is no answer yet.',
      )
    case 'reopen':
      return say('Văn bản trở lại với người đang giữ trước đó.', 'It goes back to whoever had it.')
    case 'strike':
      return say(
        'Vào sổ nhầm: dòng trong sổ bị gạch, số đến không dùng lại.',
        'Registered by mistake: the line is struck, its number is not used again.',
      )
    case 'answer':
    case 'correct':
      return ''
  }
}
