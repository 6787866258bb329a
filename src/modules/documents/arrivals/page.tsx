import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { ErrorSummary, Form, FormButtons, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showDate, showMomentShort } from '../../../ui/words.ts'
import { kindNames, type Urgency, urgencyNames } from '../kinds.ts'
import { incomingPath } from '../list-incoming/page.tsx'
import type { DocumentFile } from '../outgoing.ts'
import type { Promptness } from '../register/decide.ts'

export const arrivalsPath = `${incomingPath}/arrivals`

/** What another agency sent, with how registering it now would stand. */
export type ArrivalLine = {
  id: number
  arrivedAt: Moment
  sender: string
  numberSymbol: string
  date: Parameters<typeof showDate>[0] | null
  kind: keyof (typeof kindNames)['vi']
  subject: string
  urgency: Urgency
  files: readonly DocumentFile[]
  recalledReason: string | null
  promptness: Promptness
}

export type ArrivalsPageProps = {
  rows: readonly ArrivalLine[]
  next: string | null
  isFirst: boolean
  mayKeep: boolean
  now: Moment
}

/** Chờ vào sổ: what other agencies of this system sent, the oldest first. */
export const ArrivalsPage: FC<ArrivalsPageProps> = ({ rows, next, isFirst, mayKeep, now }) => {
  const say = useSay()
  const columns: Column<ArrivalLine>[] = [
    {
      head: say('Số, ký hiệu', 'Number'),
      kind: 'code',
      cell: (r) =>
        mayKeep ? (
          <RowLink href={`${incomingPath}/new?arrival=${r.id}`} text={r.numberSymbol} />
        ) : (
          <span class="code">{r.numberSymbol}</span>
        ),
    },
    {
      head: say('Nơi gửi', 'From'),
      cell: (r) => <TwoLines top={r.sender} sub={r.date === null ? undefined : showDate(r.date, now, say.lang)} />,
    },
    {
      head: say('Trích yếu', 'Subject'),
      kind: 'wide',
      cell: (r) => (
        <TwoLines
          top={r.subject}
          sub={
            <>
              {kindNames[say.lang][r.kind]} · {say(`${r.files.length} tệp`, `${r.files.length} file(s)`)}
              {r.urgency !== 'ordinary' && (
                <>
                  {' '}
                  <Tag tone="late">{urgencyNames[say.lang][r.urgency]}</Tag>
                </>
              )}
              {r.recalledReason !== null && (
                <>
                  {' '}
                  <Tag tone="late">{say(`đã thu hồi: ${r.recalledReason}`, `recalled: ${r.recalledReason}`)}</Tag>
                </>
              )}
            </>
          }
        />
      ),
    },
    { head: say('Đến lúc', 'Came'), kind: 'due', cell: (r) => showMomentShort(r.arrivedAt, now, say.lang) },
    {
      head: say('Vào sổ', 'Register'),
      cell: (r) => {
        if (r.promptness === 'late') return <Tag tone="late">{say('đã muộn', 'late already')}</Tag>
        if (r.promptness === 'next-working-day') return <Tag tone="near">{say('chậm nhất hôm nay', 'today at the latest')}</Tag>
        return say('trong ngày', 'today')
      },
    },
    {
      head: say('Trả lại', 'Send back'),
      quiet: true,
      cell: (r) => (mayKeep ? <a href={`${arrivalsPath}/${r.id}/send-back`}>{say('Trả lại', 'Send back')}</a> : ''),
    },
  ]
  return (
    <>
      <PageHeader
        over={<a href={incomingPath}>{say('Văn bản đến', 'Incoming documents')}</a>}
        title={say('Chờ vào sổ', 'To be registered')}
        under={say(
          'Văn bản do cơ quan dùng chung hệ thống gửi đến, đến trước xếp trước.',
          'What agencies in this system sent, the oldest first.',
        )}
      />
      <DataTable
        caption={say('Văn bản chờ vào sổ', 'Documents to be registered')}
        columns={columns}
        rows={rows}
        tone={(r) => (r.promptness === 'late' ? 'late' : undefined)}
        empty={
          <EmptyState title={say('Không còn văn bản nào chờ vào sổ', 'Nothing waits to be registered')}>
            {say('Văn bản giấy thì vào sổ ở trang Văn bản đến.', 'What came on paper is registered on the page of incoming documents.')}
          </EmptyState>
        }
      />
      <Pager first={isFirst ? undefined : arrivalsPath} next={next ? `${arrivalsPath}?after=${encodeURIComponent(next)}` : undefined} />
    </>
  )
}

/** Files of an arrival, to be read before it is registered. */
export const ArrivalFiles: FC<{ id: number; files: readonly Pick<DocumentFile, 'sha256' | 'name'>[] }> = ({ id, files }) => (
  <ul class="stack">
    {files.map((f) => (
      <li>
        <a href={`${arrivalsPath}/${id}/files/${f.sha256}?inline=1`}>{f.name}</a>
      </li>
    ))}
  </ul>
)

/** Trả lại văn bản: with the reason, which its sender sees. */
export const SendBackPage: FC<{
  id: number
  what: string
  files: readonly DocumentFile[]
  csrf: string
  reason: string
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
}> = ({ id, what, files, csrf, reason, faults, refusal }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href={arrivalsPath}>{say('Chờ vào sổ', 'To be registered')}</a>}
        title={say('Trả lại văn bản', 'Send a document back')}
        under={what}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Section title={say('Tệp', 'Files')}>
        <ArrivalFiles id={id} files={files} />
      </Section>
      <Section>
        <Form action={`${arrivalsPath}/${id}/send-back`} hidden={{ csrf }}>
          <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
          <TextArea
            name="reason"
            label={say('Lý do', 'Why')}
            hint={say('Nơi gửi đọc được lý do này.', 'Its sender reads this.')}
            value={reason}
            error={faults.reason}
            maxlength={1000}
            required
          />
          <FormButtons submit={say('Trả lại', 'Send back')} danger cancel={{ href: arrivalsPath }} />
        </Form>
      </Section>
    </>
  )
}
