import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { ErrorSummary, FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, LogList, Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDuration, showMoment, showMomentShort, showRemaining } from '../../../ui/words.ts'
import { type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { Dossier, Handed } from '../dossier.ts'
import type { Names } from '../explain.ts'
import { endNames } from '../list/words.ts'
import { statusNames } from '../model.ts'
import { causeNames } from '../pause/history.ts'
import { openHold } from '../pause/hold.ts'

/** What was typed in a field, or what stands there at first. */
export const typedIn = (typed: Record<string, string | string[]>, name: string, first = ''): string => {
  const value = typed[name]
  return (Array.isArray(value) ? value[0] : value) ?? first
}

/** A dossier as the head of an act page shows it. */
export type Heading = {
  code: string
  procedure: string
  applicant: string
  subject: string
  dossier: Dossier
  due: { due: Moment; provisional: boolean } | null
  calendar: WorkingCalendar
  now: Moment
}

/** How the dossier stands in time, in one line. */
export const TimeLine: FC<Pick<Heading, 'dossier' | 'due' | 'calendar' | 'now'>> = ({ dossier, due, calendar, now }) => {
  const say = useSay()
  const moment = (at: Moment) => showMoment(at, now, say.lang)
  const status = statusNames[say.lang][dossier.status]
  if (dossier.ended) {
    const { at } = dossier.ended
    const end = endNames[say.lang][dossier.ended.class]
    return <>{say(`Kết thúc xử lý ${moment(at)}, ${end}`, `Processing ended ${moment(at)}, ${end}`)}</>
  }
  if (dossier.broken) return <>{`${status}, ${moment(dossier.broken.at)}`}</>
  if (dossier.receivedAt === null)
    return <>{say(`${status} · chưa tiếp nhận, thời hạn chưa tính`, `${status} · not accepted yet, the limit does not run yet`)}</>
  if (!due) return <>{status}</>
  const hold = openHold(dossier.holds)
  if (hold) {
    const [since, cause] = [moment(hold.from), causeNames[say.lang][hold.cause]]
    return <>{say(`Tạm dừng từ ${since}, ${cause}`, `Paused since ${since}, ${cause}`)}</>
  }
  if (dossier.stoppedAt !== null) {
    const since = moment(dossier.stoppedAt)
    return (
      <>
        {say(
          `Đồng hồ đang đứng từ ${since}: bước này không tính thời gian`,
          `The clock has been stopped since ${since}: this step does not count`,
        )}
      </>
    )
  }
  const left = workingSeconds(calendar, now, due.due)
  return (
    <>
      {capital(showRemaining(left, calendar.ordinaryDaySeconds, say.lang))} · {say(`hạn trả ${moment(due.due)}`, `due ${moment(due.due)}`)}{' '}
      {due.provisional && <Provisional />}
    </>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export type ActPageProps = PropsWithChildren<{
  heading: Heading
  title: string
  /** The absent officer in whose place it is done (làm thay). */
  onBehalfOf?: string | undefined
  /** What will happen when it is sent. */
  next: Child
  action: string
  hidden: Readonly<Record<string, string>>
  submit: string
  danger?: boolean | undefined
  multipart?: boolean | undefined
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  /** What others did since the page was opened. */
  meanwhile?: readonly { at: Moment; text: string; by: string }[] | undefined
  /** Why it cannot be done now, whatever is typed. */
  blocked?: string | undefined
  more?: Child
}>

/** One act on a dossier (một việc trên hồ sơ): which dossier, what will happen, the few fields it needs. */
export const ActPage: FC<ActPageProps> = (props) => {
  const {
    heading,
    title,
    next,
    action,
    hidden,
    submit,
    danger,
    multipart,
    faults,
    refusal,
    meanwhile = [],
    blocked,
    more,
    children,
  } = props
  const say = useSay()
  const back = `/office/dossiers/${heading.code}`
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={back}>{heading.code}</a> · {heading.procedure}
          </>
        }
        title={title}
        under={
          <>
            <TimeLine {...heading} />
            {props.onBehalfOf && say(` · làm thay ${props.onBehalfOf}`, ` · acting for ${props.onBehalfOf}`)}
          </>
        }
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {meanwhile.length > 0 && (
        <Notice tone="near" title={say('Việc vừa xảy ra trong lúc anh/chị đang làm', 'What happened while you were working')}>
          <LogList
            items={meanwhile.map(({ at, text, by }) => ({
              at: showMomentShort(at, heading.now, say.lang),
              dateTime: momentText(at),
              text,
              by,
            }))}
          />
          <p>
            {say(
              'Những gì đã ghi vẫn còn dưới đây. Xem lại rồi gửi lần nữa.',
              'What you wrote is still below. Read it again, then send it once more.',
            )}
          </p>
        </Notice>
      )}
      {blocked && !refusal && (
        <Notice tone="near" title={say('Chưa làm được việc này', 'This cannot be done yet')}>
          <p>{blocked}</p>
        </Notice>
      )}
      <Columns
        side={
          <>
            <Section title={say('Sau khi gửi', 'Once it is sent')} id="next">
              {next}
            </Section>
            <Section title={say('Hồ sơ', 'Dossier')} id="dossier">
              <Facts
                items={[
                  [say('Người nộp', 'Applicant'), heading.applicant],
                  [say('Nội dung', 'Matter'), heading.subject],
                  [say('Trạng thái', 'Status'), statusNames[say.lang][heading.dossier.status]],
                ]}
              />
            </Section>
          </>
        }
      >
        <Section>
          <Form action={action} hidden={hidden} multipart={multipart} guard>
            <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
            {children}
            {blocked ? (
              <p class="blocked">
                <span class="blocked-what">{submit}:</span> {blocked} <a href={back}>{say('Về hồ sơ', 'Back to the dossier')}</a>
              </p>
            ) : (
              <FormButtons submit={submit} danger={danger} more={more} cancel={{ href: back }} />
            )}
          </Form>
        </Section>
      </Columns>
    </>
  )
}

/** Who gets the dossier next and until when. */
export const NextSteps: FC<{ handed: readonly Handed[]; names: Names; calendar: WorkingCalendar; now: Moment; nobody: string }> = ({
  handed,
  names,
  calendar,
  now,
  nobody,
}) => {
  const say = useSay()
  if (handed.length === 0) return <p>{nobody}</p>
  const dueOf = (at: Moment) => showMoment(at, now, say.lang)
  const timeTo = (at: Moment) => showDuration(workingSeconds(calendar, now, at), calendar.ordinaryDaySeconds, say.lang)
  return (
    <ol class="stack">
      {handed.map((h) => (
        <li>
          <p>
            <b>{names.step(h.step)}</b>
          </p>
          <p class="small">
            {h.officerId === null
              ? say(`${names.unit(h.unitId)}, ai nhận trước thì làm`, `${names.unit(h.unitId)}, whoever takes it first`)
              : `${names.officer(h.officerId)}, ${names.unit(h.unitId)}`}
            {h.isAway && say(' · cơ quan khác xử lý', ' · done by another agency')}
          </p>
          <p class="small">
            {h.dueAt !== null
              ? say(`Hạn bước ${dueOf(h.dueAt)} (${timeTo(h.dueAt)})`, `Step due ${dueOf(h.dueAt)} (${timeTo(h.dueAt)})`)
              : h.counts
                ? say('Không có hạn riêng của bước', 'The step has no due time of its own')
                : say('Không tính thời gian', 'Not counted')}
            {h.dueAt !== null && calendar.isProvisionalAt(h.dueAt) && (
              <>
                {' '}
                <Provisional />
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  )
}

/** A file that was uploaded with an earlier try of the same form. */
export type ShownFile = { name: string; sizeBytes: number; token: string; place: string }

/** Files of one place: those already uploaded, each with a box to let it go, and room for more. */
export const Files: FC<{
  place: string
  label: string
  kept: readonly ShownFile[]
  accept: string
  hint?: string | undefined
  error?: string | undefined
}> = ({ place, label, kept, accept, hint, error }) => (
  <div class="files">
    <FileField name={`file-${place}`} label={label} hint={hint} error={error} accept={accept} multiple />
    <KeptFiles place={place} kept={kept} />
  </div>
)

export const KeptFiles: FC<{ place: string; kept: readonly ShownFile[] }> = ({ place, kept }) => {
  const say = useSay()
  const here = kept.filter((file) => file.place === place)
  if (here.length === 0) return null
  return (
    <ul class="small">
      {here.map(({ name, sizeBytes, token }, i) => (
        <li>
          <input type="hidden" name="kept" value={token} />
          {say(`Đã tải lên: ${name} (${fileSize(sizeBytes, say)})`, `Uploaded: ${name} (${fileSize(sizeBytes, say)})`)}{' '}
          <input class="ds-input" type="checkbox" id={`drop-${place}-${i}`} name="drop" value={token} />{' '}
          <label for={`drop-${place}-${i}`}>{say('bỏ', 'remove')}</label>
        </li>
      ))}
    </ul>
  )
}

function fileSize(bytes: number, say: Say): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1000)} KB`
  const megabytes = (bytes / 1_000_000).toFixed(1)
  return `${say(megabytes.replace('.', ','), megabytes)} MB`
}

/** Today's date for a date field. */
export const dateValue = (calendar: WorkingCalendar, now: Moment): string => dayText(calendar.dayOf(now))
