import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { dayText, type Moment, momentText } from '../../../kernel/moment.ts'
import { Provisional } from '../../../ui/due-sheet.tsx'
import { ErrorSummary, FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { Columns, Facts, LogList, Section } from '../../../ui/lists.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDuration, showMoment, showMomentShort, showRemaining } from '../../../ui/words.ts'
import { type WorkingCalendar, workingSeconds } from '../../clock/model.ts'
import type { Dossier, Handed } from '../dossier.ts'
import type { Names } from '../explain.ts'
import { type EndClass, statusNames } from '../model.ts'

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

const endWords: Record<EndClass, string> = { early: 'trước hạn', 'on-time': 'đúng hạn', late: 'quá hạn' }

/** How the dossier stands in time, in one line. */
export const TimeLine: FC<Pick<Heading, 'dossier' | 'due' | 'calendar' | 'now'>> = ({ dossier, due, calendar, now }) => {
  if (dossier.ended)
    return (
      <>
        Kết thúc xử lý {showMoment(dossier.ended.at, now)}, {endWords[dossier.ended.class]}
      </>
    )
  if (dossier.receivedAt === null) return <>{statusNames[dossier.status]} · chưa tiếp nhận, thời hạn chưa tính</>
  if (!due) return <>{statusNames[dossier.status]}</>
  if (dossier.stoppedAt !== null) return <>Đồng hồ đang đứng từ {showMoment(dossier.stoppedAt, now)}: bước này không tính thời gian</>
  const left = workingSeconds(calendar, now, due.due)
  return (
    <>
      {capital(showRemaining(left, calendar.ordinaryDaySeconds))} · hạn trả {showMoment(due.due, now)} {due.provisional && <Provisional />}
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
            {props.onBehalfOf && <> · làm thay {props.onBehalfOf}</>}
          </>
        }
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {meanwhile.length > 0 && (
        <Notice tone="near" title="Việc vừa xảy ra trong lúc anh/chị đang làm">
          <LogList
            items={meanwhile.map(({ at, text, by }) => ({
              at: showMomentShort(at, heading.now),
              dateTime: momentText(at),
              text,
              by,
            }))}
          />
          <p>Những gì đã ghi vẫn còn dưới đây. Xem lại rồi gửi lần nữa.</p>
        </Notice>
      )}
      {blocked && !refusal && (
        <Notice tone="near" title="Chưa làm được việc này">
          <p>{blocked}</p>
        </Notice>
      )}
      <Columns
        side={
          <>
            <Section title="Sau khi gửi" id="next">
              {next}
            </Section>
            <Section title="Hồ sơ" id="dossier">
              <Facts
                items={[
                  ['Người nộp', heading.applicant],
                  ['Nội dung', heading.subject],
                  ['Trạng thái', statusNames[heading.dossier.status]],
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
                <span class="blocked-what">{submit}:</span> {blocked} <a href={back}>Về hồ sơ</a>
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
}) =>
  handed.length === 0 ? (
    <p>{nobody}</p>
  ) : (
    <ol class="stack">
      {handed.map((h) => (
        <li>
          <p>
            <b>{names.step(h.step)}</b>
          </p>
          <p class="small">
            {h.officerId === null
              ? `${names.unit(h.unitId)}, ai nhận trước thì làm`
              : `${names.officer(h.officerId)}, ${names.unit(h.unitId)}`}
            {h.isAway && ' · cơ quan khác xử lý'}
          </p>
          <p class="small">
            {h.dueAt !== null
              ? `Hạn bước ${showMoment(h.dueAt, now)} (${showDuration(workingSeconds(calendar, now, h.dueAt), calendar.ordinaryDaySeconds)})`
              : h.counts
                ? 'Không có hạn riêng của bước'
                : 'Không tính thời gian'}
          </p>
        </li>
      ))}
    </ol>
  )

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
  const here = kept.filter((file) => file.place === place)
  if (here.length === 0) return null
  return (
    <ul class="small">
      {here.map(({ name, sizeBytes, token }, i) => (
        <li>
          <input type="hidden" name="kept" value={token} />
          Đã tải lên: {name} ({fileSize(sizeBytes)}){' '}
          <input class="ds-input" type="checkbox" id={`drop-${place}-${i}`} name="drop" value={token} />{' '}
          <label for={`drop-${place}-${i}`}>bỏ</label>
        </li>
      ))}
    </ul>
  )
}

const fileSize = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`

/** Today's date for a date field. */
export const dateValue = (calendar: WorkingCalendar, now: Moment): string => dayText(calendar.dayOf(now))
