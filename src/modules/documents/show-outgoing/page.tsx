import type { Child, FC } from 'hono/jsx'
import { dayInVietnam, type Moment, momentText } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { ErrorSummary, Form, FormButtons, RadioGroup, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, LogList, Section, type StepItem, StepList } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDate, showMoment, showMomentShort } from '../../../ui/words.ts'
import type { WorkingCalendar } from '../../clock/model.ts'
import type { SignatureVerdict } from '../../signing/model.ts'
import type { Delivery } from '../deliver/state.ts'
import { outgoingStatusNames, standingNames } from '../explain.ts'
import { standingOf } from '../gate.ts'
import { capacityNames, kindNames, urgencyNames } from '../kinds.ts'
import { cameInTime, submitBy } from '../lead-time.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentNames } from '../names.ts'
import { appendicesNow, type DocumentFile, fileNow, type Outgoing, type OutgoingEvent, type Recipient } from '../outgoing.ts'
import { numberText } from '../symbol.ts'
import { actsFor, type OutgoingAct } from './acts.ts'
import { outgoingSentence } from './history.ts'

export type OutgoingPageProps = {
  id: number
  version: number
  document: Outgoing
  history: readonly { event: OutgoingEvent; officerId: number | null; onBehalfOf: number | null }[]
  /** What the file's signatures amount to, looked at now; null: it is not signed yet. */
  signatures: readonly SignatureVerdict[] | null
  /** How many have opened it, of how many it went to inside. */
  readers: { read: number; of: number } | null
  /** How delivery stands; null: it is not issued. */
  deliveries: readonly Delivery[] | null
  mayKeep: boolean
  /** The incoming document that it answers, as people name it. */
  answersWhat: string | null
  actor: Parameters<typeof actsFor>[1]
  calendar: WorkingCalendar
  leadDays: number
  names: DocumentNames
  now: Moment
  csrf: string
  /** Of the act that may follow. */
  actKey: string
  /** The act that was tried, what was typed, why it was refused. */
  tried?:
    | {
        act: OutgoingAct
        typed: Readonly<Record<string, string | string[]>>
        faults: Readonly<Record<string, string>>
        refusal?: string | undefined
      }
    | undefined
  /** Fields of the key for signing and sealing; absent where nobody signs here. */
  keyFields?: Child
}

const actNames = inBoth(
  (say): Record<OutgoingAct, string> => ({
    edit: say('Sửa dự thảo', 'Change the draft'),
    submit: say('Trình duyệt', 'Submit'),
    review: say('Thẩm duyệt', 'Review'),
    approve: say('Duyệt', 'Approve'),
    sign: say('Ký số', 'Sign'),
    number: say('Cấp số, ngày', 'Number and date'),
    seal: say('Đóng dấu số', 'Seal'),
    issue: say('Phát hành', 'Issue'),
    withdraw: say('Bỏ, hủy, thu hồi', 'Give up'),
    remark: say('Góp ý', 'Remark'),
  }),
)

/** One outgoing document (văn bản đi): where it is, its file and signatures, what was said of it, and the one next step. */
export const OutgoingPage: FC<OutgoingPageProps> = (props) => {
  const say = useSay()
  const { id, document, names, tried } = props
  const { draft, status, number } = document
  const { next, more } = actsFor(document, props.actor)
  const act = tried?.act ?? next
  return (
    <>
      <PageHeader
        over={
          <>
            {number ? <span class="code">{numberText(number.number, number.symbol)}</span> : say(`Dự thảo ${id}`, `Draft ${id}`)} ·{' '}
            {kindNames[say.lang][draft.kind]} · {outgoingStatusNames[say.lang][status]}
            {draft.urgency !== 'ordinary' && (
              <>
                {' '}
                <Tag tone="late">{urgencyNames[say.lang][draft.urgency]}</Tag>
              </>
            )}
          </>
        }
        title={draft.subject}
        under={say(
          `${names.unit(draft.unitId)} soạn · ${names.officer(draft.signatory.officerId)} ký`,
          `Drafted by ${names.unit(draft.unitId)} · signed by ${names.officer(draft.signatory.officerId)}`,
        )}
        next={next ? { text: actNames[say.lang][next], href: '#act' } : undefined}
        others={more.includes('edit') ? [{ text: actNames[say.lang].edit, href: `${outgoingPath}/${id}/edit` }] : []}
        more={more.filter((a) => a !== 'edit').map((a) => ({ text: actNames[say.lang][a], href: `${outgoingPath}/${id}?act=${a}#act` }))}
      />
      {tried?.refusal && <RefusalBanner refusal={tried.refusal} />}
      <Lead {...props} />
      <Columns
        side={
          <>
            <FilePart {...props} />
            <Recipients {...props} />
            <About {...props} />
          </>
        }
      >
        {act && act !== 'edit' && <ActPart {...props} act={act} />}
        <Section title={say('Đường đi', 'Its way')}>
          <StepList steps={wayOf(props, say)} />
        </Section>
        <Remarks {...props} />
        <Section title={say('Nhật ký', 'Journal')}>
          <LogList
            items={props.history.toReversed().map(({ event, officerId, onBehalfOf }) => ({
              at: showMomentShort(event.at, props.now, say.lang),
              dateTime: momentText(event.at),
              text: outgoingSentence(event, say),
              by:
                officerId === null
                  ? say('hệ thống', 'the system')
                  : onBehalfOf === null
                    ? names.officer(officerId)
                    : say(
                        `${names.officer(officerId)}, thay ${names.officer(onBehalfOf)}`,
                        `${names.officer(officerId)} for ${names.officer(onBehalfOf)}`,
                      ),
            }))}
          />
        </Section>
      </Columns>
    </>
  )
}

/** To whom it goes, and once it is issued how that stands. */
const Recipients: FC<OutgoingPageProps> = ({ id, document, deliveries, readers, names, now, mayKeep, csrf }) => {
  const say = useSay()
  const isOut = deliveries !== null && deliveries.length > 0
  return (
    <Section title={say('Nơi nhận', 'Recipients')} id="recipients">
      <div class="stack">
        <ul class="stack">
          {isOut
            ? deliveries.map((d) => (
                <li>
                  {recipientName(recipientOf(d), names, say)} <DeliveryNote delivery={d} now={now} />
                  {d.state === 'given-up' && mayKeep && (document.status === 'issued' || d.deliveredAt !== null) && (
                    <form method="post" action={`${outgoingPath}/${id}/send-again`}>
                      <input type="hidden" name="csrf" value={csrf} />
                      <input type="hidden" name="no" value={String(d.no)} />
                      <button class="ds-button" type="submit" data-variant="secondary">
                        {say(`Gửi lại: ${d.name}`, `Send again: ${d.name}`)}
                      </button>
                    </form>
                  )}
                </li>
              ))
            : document.draft.recipients.map((r) => <li>{recipientName(r, names, say)}</li>)}
        </ul>
        {readers && readers.of > 0 && (
          <p class="small">
            {say(`${readers.read}/${readers.of} người trong cơ quan đã đọc. `, `${readers.read} of ${readers.of} inside have read it. `)}
            <a href={`${outgoingPath}/${id}/readers`}>{say('Xem ai đã đọc', 'See who')}</a>
          </p>
        )}
      </div>
    </Section>
  )
}

/** How delivery to somebody outside the agency stands, in words; our own people have it with the issue. */
const DeliveryNote: FC<{ delivery: Delivery; now: Moment }> = ({ delivery: d, now }) => {
  const say = useSay()
  if (d.kind === 'unit' || d.kind === 'officer') return null
  const when = (at: Moment) => showMomentShort(at, now, say.lang)
  const what = d.carries === 'recall' ? say('báo thu hồi: ', 'recall: ') : ''
  const sent = (): Child => {
    switch (d.state) {
      case 'delivered': {
        const text = d.deliveredAt === null ? '' : when(d.deliveredAt)
        return <Tag tone="good">{say(`đã gửi ${text}`, `sent ${text}`)}</Tag>
      }
      case 'waiting':
      case 'sending':
        return <Tag>{say('đang chờ gửi', 'to be sent')}</Tag>
      case 'failed':
        return (
          <Tag tone="near">
            {say(`chưa gửi được (lần ${d.tries}), gửi lại ${when(d.notBefore)}`, `not sent (try ${d.tries}), again ${when(d.notBefore)}`)}
          </Tag>
        )
      case 'given-up':
        return d.tries === 0 ? (
          <Tag>{say('không gửi nữa, đã thu hồi', 'not sent any more, recalled')}</Tag>
        ) : (
          <Tag tone="late">{say(`không gửi được sau ${d.tries} lần`, `given up after ${d.tries} tries`)}</Tag>
        )
    }
  }
  return (
    <span class="small">
      {what}
      {sent()}
      {d.takenAt !== null && d.returnedReason === null && (
        <> {say(`· vào sổ số ${d.takenAs}, ${when(d.takenAt)}`, `· registered there as ${d.takenAs}, ${when(d.takenAt)}`)}</>
      )}
      {d.returnedReason !== null && (
        <>
          {' '}
          <Tag tone="late">{say(`nơi nhận trả lại: ${d.returnedReason}`, `sent back: ${d.returnedReason}`)}</Tag>
        </>
      )}
    </span>
  )
}

const recipientOf = ({ kind, unitId, officerId, name, address }: Delivery): Recipient => {
  if (kind === 'unit') return { kind, unitId: unitId ?? 0 }
  if (kind === 'officer') return { kind, officerId: officerId ?? 0 }
  return kind === 'agency' ? { kind, agencyId: 0, name } : { kind, name, address }
}

/** The day by which leaders must have the draft, while it matters. */
const Lead: FC<OutgoingPageProps> = ({ document, calendar, leadDays, now }) => {
  const say = useSay()
  const { draft, toLeaderAt, issued, ended } = document
  if (draft.deadline === null || issued || ended) return null
  const by = submitBy(draft.deadline, draft.urgency, leadDays, calendar)
  const inTime = cameInTime(by, toLeaderAt, now)
  const deadline = showDate(draft.deadline, now, say.lang)
  const isPast = draft.deadline < dayInVietnam(now)
  if (isPast) return <Notice tone="late">{say(`Đã quá hạn phát hành ${deadline}.`, `It was to be issued by ${deadline}.`)}</Notice>
  if (by === null || inTime === true) return null
  const day = showDate(by, now, say.lang)
  return (
    <Notice tone={inTime === false ? 'late' : 'near'}>
      {inTime === false
        ? say(
            `Trình lãnh đạo muộn: phải trình trước ${day} (hạn ${deadline}).`,
            `Late with the leader: due there by ${day} (deadline ${deadline}).`,
          )
        : say(`Trình lãnh đạo chậm nhất ${day} để kịp hạn ${deadline}.`, `The leader must have it by ${day} for the deadline ${deadline}.`)}
    </Notice>
  )
}

/** The form of the next step. */
const ActPart: FC<OutgoingPageProps & { act: OutgoingAct }> = ({ id, version, document, csrf, actKey, tried, act, keyFields }) => {
  const say = useSay()
  const typed = (name: string) => {
    const value = tried?.act === act ? tried.typed[name] : undefined
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const faults = tried?.act === act ? tried.faults : {}
  const hasVerdict = act === 'review' || act === 'approve'
  const needsText = hasVerdict || act === 'remark' || act === 'withdraw'
  const needsKey = act === 'sign' || act === 'seal'
  return (
    <Section title={actNames[say.lang][act]} id="act">
      <Form
        action={`${outgoingPath}/${id}/${act}`}
        hidden={{ csrf, key: actKey, seen: String(version) }}
        multipart={needsKey}
        guard={needsText}
      >
        <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
        <p class="small">{whatHappens(act, document, say)}</p>
        {hasVerdict && (
          <RadioGroup
            name="verdict"
            label={say('Ý kiến', 'Verdict')}
            value={typed('verdict') || 'agreed'}
            options={[
              { value: 'agreed', text: act === 'review' ? say('Đồng ý, chuyển lãnh đạo', 'Agreed, pass it on') : say('Đồng ý', 'Agreed') },
              { value: 'sent-back', text: say('Trả lại để sửa', 'Send it back') },
            ]}
          />
        )}
        {needsText && (
          <TextArea
            name="text"
            label={act === 'withdraw' ? say('Lý do', 'Why') : say('Nội dung', 'What is to be said')}
            value={typed('text')}
            error={faults.text}
            rows={3}
            maxlength={4000}
            required={act !== 'review' && act !== 'approve'}
          />
        )}
        {needsKey && keyFields}
        <FormButtons submit={actNames[say.lang][act]} danger={act === 'withdraw'} />
      </Form>
    </Section>
  )
}

function whatHappens(act: OutgoingAct, { status }: Outgoing, say: Say): string {
  switch (act) {
    case 'submit':
      return say(
        'Trưởng đơn vị thẩm duyệt rồi chuyển lãnh đạo; trưởng đơn vị trình thì đến lãnh đạo ngay.',
        'The head of the unit reviews it, then the leader; what a head submits goes to the leader at once.',
      )
    case 'review':
      return say(
        'Đồng ý thì chuyển lãnh đạo duyệt; trả lại thì ghi rõ cần sửa gì.',
        'Agreed, it goes to the leader; sent back, say what is to be mended.',
      )
    case 'approve':
      return say('Sau khi duyệt, người ký ký số trên đúng tệp này.', 'After approval the signatory signs this very file.')
    case 'sign':
      return say(
        'Chữ ký số cá nhân được thêm vào tệp; sau đó văn thư cấp số, ngày và đóng dấu.',
        'Your personal signature is added to the file; then the records clerk numbers, dates and seals it.',
      )
    case 'number':
      return say('Lấy số tiếp theo của sổ; số đã cấp không dùng lại.', 'Takes the next number of the book; a number is never used again.')
    case 'seal':
      return say(
        'Số và ngày được ghi vào tệp, rồi ký bằng chứng thư của cơ quan.',
        'Number and date are put into the file, then it is signed with the agency’s certificate.',
      )
    case 'issue':
      return say(
        'Kiểm tra hai chữ ký lần cuối rồi gửi đến mọi nơi nhận.',
        'The two signatures are looked at once more, then it goes to every recipient.',
      )
    case 'withdraw':
      if (status === 'issued')
        return say('Văn bản đã phát hành được thu hồi; nơi nhận thấy lý do.', 'The issued document is recalled; recipients see why.')
      return status === 'numbered' || status === 'sealed'
        ? say('Số đã cấp bị hủy và để lại dấu vết trong sổ.', 'The number is cancelled, and its trace stays in the book.')
        : say('Dự thảo được bỏ; nhật ký vẫn giữ.', 'The draft is dropped; the journal keeps it.')
    case 'remark':
      return say('Góp ý không quyết định gì; mọi người thấy nội dung.', 'A remark decides nothing; everybody sees it.')
    case 'edit':
      return ''
  }
}

/** The way from draft to issue, with who and when. */
function wayOf({ document, names, now, history }: OutgoingPageProps, say: Say): StepItem[] {
  const { status, draft } = document
  const order = ['drafting', 'in-review', 'with-leader', 'approved', 'signed', 'numbered', 'sealed', 'issued'] as const
  const here = order.indexOf(status as (typeof order)[number])
  const titles = [
    say('Soạn thảo', 'Drafting'),
    say('Trưởng đơn vị thẩm duyệt', 'Review by the head'),
    say('Lãnh đạo duyệt', 'Approval by the leader'),
    say('Ký số của người có thẩm quyền', 'Signature of the signatory'),
    say('Cấp số, ngày', 'Number and date'),
    say('Ký số của cơ quan', 'Signature of the agency'),
    say('Phát hành', 'Issue'),
  ]
  const events = ['submitted', 'reviewed', 'approved', 'signed', 'numbered', 'sealed', 'issued'] as const
  const who = [
    names.officer(document.draftedBy),
    names.unit(draft.unitId),
    names.officer(draft.signatory.officerId),
    names.officer(draft.signatory.officerId),
    say('Văn thư', 'Records clerk'),
    say('Văn thư', 'Records clerk'),
    say('Văn thư', 'Records clerk'),
  ]
  return titles.map((title, i): StepItem => {
    const state =
      here < 0 ? (history.some((h) => h.event.type === events[i]) ? 'done' : 'todo') : i < here ? 'done' : i === here ? 'now' : 'todo'
    const done = history.findLast((h) => h.event.type === events[i])
    return {
      number: i + 1,
      title,
      sub: state === 'done' && done?.officerId != null ? names.officer(done.officerId) : who[i],
      state,
      when: state === 'done' && done ? showMomentShort(done.event.at, now, say.lang) : undefined,
    }
  })
}

const FilePart: FC<OutgoingPageProps> = ({ id, document, signatures, now }) => {
  const say = useSay()
  const file = fileNow(document)
  const { versions } = document
  return (
    <Section title={say('Tệp văn bản', 'File')} id="file">
      <div class="stack">
        <p>
          <FileLink id={id} file={file} />
        </p>
        {signatures && (
          <>
            <p>
              <Tag tone={standingOf(signatures) === 'two-valid' ? 'good' : standingOf(signatures) === 'invalid' ? 'late' : undefined}>
                {standingNames[say.lang][standingOf(signatures)]}
              </Tag>
            </p>
            <ul class="stack">
              {signatures.map((s) => (
                <li>
                  <b>{s.signer?.subject.commonName ?? say('không rõ', 'unknown')}</b>
                  <span class="small">
                    {' '}
                    {s.kind === 'agency' ? say('cơ quan', 'agency') : say('cá nhân', 'person')} ·{' '}
                    {s.isValid ? say('hợp lệ', 'valid') : say('không hợp lệ', 'not valid')}
                    {s.timeStamp.state === 'valid'
                      ? ` · ${say('dấu thời gian', 'time stamp')} ${showMoment(s.timeStamp.at, now, say.lang)}`
                      : s.claimedAt === null
                        ? ''
                        : ` · ${say('giờ tự khai', 'claimed time')} ${showMoment(s.claimedAt, now, say.lang)}`}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {appendicesNow(document).length > 0 && (
          <>
            <h3>{say('Phụ lục', 'Appendices')}</h3>
            <ul class="stack">
              {appendicesNow(document).map((f) => (
                <li>
                  <FileLink id={id} file={f} />
                </li>
              ))}
            </ul>
          </>
        )}
        {versions.length > 1 && (
          <p>
            <a href={`${outgoingPath}/${id}/versions`}>
              {say(`So sánh ${versions.length} bản dự thảo`, `Compare ${versions.length} versions`)}
            </a>
          </p>
        )}
      </div>
    </Section>
  )
}

/** A file of a document, to be opened, with its size. */
export const FileLink: FC<{ id: number; file: DocumentFile; direction?: 'out' | 'in' }> = ({ id, file, direction = 'out' }) => {
  const say = useSay()
  const kilobytes = Math.max(1, Math.round(file.sizeBytes / 1024)).toLocaleString(say('vi-VN', 'en-GB'))
  return (
    <>
      <a href={`/office/documents/files/${direction}/${id}/${file.sha256}?inline=1`}>{file.name}</a>{' '}
      <span class="small">{kilobytes} KB</span>
    </>
  )
}

const About: FC<OutgoingPageProps> = ({ document, now, answersWhat }) => {
  const say = useSay()
  const { draft } = document
  return (
    <Section title={say('Thông tin', 'About')}>
      <Facts
        items={[
          [say('Thẩm quyền ký', 'Capacity'), capacityNames[say.lang][draft.signatory.capacity]],
          [say('Hạn phát hành', 'Deadline'), draft.deadline === null ? '' : showDate(draft.deadline, now, say.lang)],
          [
            say('Trả lời văn bản đến', 'Answers'),
            draft.answers === null ? '' : <a href={`/office/documents/in/${draft.answers}`}>{answersWhat ?? draft.answers}</a>,
          ],
          [say('Hồ sơ', 'Dossier'), draft.dossier === null ? '' : <a href={`/office/dossiers/${draft.dossier}`}>{draft.dossier}</a>],
          [
            say('Nơi đăng phụ lục', 'Attachments at'),
            draft.attachmentUrl === null ? '' : <a href={draft.attachmentUrl}>{draft.attachmentUrl}</a>,
          ],
          [
            say('Soạn, duyệt', 'Drafted, reviewed'),
            draft.isFromOutside ? say('ngoài hệ thống', 'outside the system') : say('trên hệ thống', 'in the system'),
          ],
        ]}
      />
    </Section>
  )
}

const Remarks: FC<OutgoingPageProps> = ({ document, names, now }) => {
  const say = useSay()
  const words = { agreed: say('đồng ý', 'agreed'), 'sent-back': say('trả lại', 'sent back'), remark: say('góp ý', 'remark') }
  const said = document.remarks.filter((r) => r.text !== '')
  if (said.length === 0) return null
  return (
    <Section title={say('Ý kiến', 'Remarks')}>
      <LogList
        items={said.toReversed().map((r) => ({
          at: showMomentShort(r.at, now, say.lang),
          dateTime: momentText(r.at),
          text: r.text,
          by: say(
            `${names.officer(r.officerId)}, ${words[r.verdict]}, bản ${r.version}`,
            `${names.officer(r.officerId)}, ${words[r.verdict]}, version ${r.version}`,
          ),
        }))}
      />
    </Section>
  )
}

/** To whom, in words. */
export function recipientName(recipient: Recipient, names: DocumentNames, say: Say): string {
  switch (recipient.kind) {
    case 'unit':
      return names.unit(recipient.unitId)
    case 'officer':
      return names.officer(recipient.officerId)
    case 'agency':
      return say(`${recipient.name} (trong hệ thống)`, `${recipient.name} (in this system)`)
    case 'outside':
      return recipient.address === '' ? recipient.name : `${recipient.name} · ${recipient.address}`
  }
}
