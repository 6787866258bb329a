import type { FC } from 'hono/jsx'
import { type Moment, momentText } from '../../kernel/moment.ts'
import { Form, FormButtons, TextField } from '../../ui/form.tsx'
import { useLang, useSay } from '../../ui/language.ts'
import { Facts, Section } from '../../ui/lists.tsx'
import { Tag } from '../../ui/marks.tsx'
import { EmptyState, Notice } from '../../ui/notices.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { type Chip, Chips, DataTable, ListBar, Pager, RowLink, TwoLines } from '../../ui/table.tsx'
import { showMomentLong, showMomentShort } from '../../ui/words.ts'

/** One entry as the list shows it. */
export type Line = {
  href: string
  at: Moment
  what: string
  /** "Hồ sơ H56.12-260302-0001", "Dossier H56.12-260302-0001": what it belongs to. */
  where: string
  place: string
  who: string
  onBehalfOf: string | null
}

export type AnchorLine = { hour: Moment; entries: number; seal: string }

export type JournalProps = {
  lines: readonly Line[]
  chips: readonly Chip[]
  words: string
  next: string | undefined
  first: string | undefined
  lastAnchor: AnchorLine | undefined
  now: Moment
}

/** The journal (nhật ký), newest first: who did what, in whose place. */
export const JournalPage: FC<JournalProps> = ({ lines, chips, words, next, first, lastAnchor, now }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Nhật ký', 'Journal')}
        under={
          <>
            {say(
              'Mỗi mục mang dấu niêm của mục trước, nên không sửa, bớt hay chèn được mà không lộ.',
              'Each entry carries the seal of the one before, so nothing can be changed, removed or slipped in unseen.',
            )}{' '}
            <LastAnchor anchor={lastAnchor} now={now} />
          </>
        }
        others={[{ text: say('Dấu niêm theo giờ', 'Seals by the hour'), href: '/office/journal/anchors' }]}
      />
      <ListBar chips={<Chips chips={chips} label={say('Loại nhật ký', 'Kind of journal')} />} />
      <div class="stack">
        <Form action="/office/journal" method="get" look="line">
          <TextField
            name="q"
            label={say('Mã hồ sơ hoặc tên dòng nhật ký', 'Dossier code or name of a stream')}
            type="search"
            value={words}
            autocomplete="off"
          />
          <FormButtons submit={say('Lọc', 'Filter')} />
        </Form>
        <DataTable
          caption={say('Các mục nhật ký, mới nhất trước', 'Journal entries, newest first')}
          rows={lines}
          empty={
            <EmptyState
              title={say('Không có mục nào', 'No entries')}
              action={words ? { text: say('Xem toàn bộ nhật ký', 'See the whole journal'), href: '/office/journal' } : undefined}
            >
              {words
                ? say('Chưa có gì được ghi cho điều kiện này.', 'Nothing has been recorded that fits this filter.')
                : say('Nhật ký bắt đầu khi có việc đầu tiên.', 'The journal begins with the first thing done.')}
            </EmptyState>
          }
          columns={[
            { head: say('Lúc', 'When'), cell: (l) => <time datetime={momentText(l.at)}>{showMomentShort(l.at, now, say.lang)}</time> },
            {
              head: say('Việc', 'What'),
              kind: 'wide',
              cell: (l) => <TwoLines top={<RowLink href={l.href} text={l.what} />} sub={`${l.where} · ${l.place}`} />,
            },
            {
              head: say('Người làm', 'Who'),
              cell: (l) => (
                <TwoLines top={l.who} sub={l.onBehalfOf ? say(`làm thay ${l.onBehalfOf}`, `acting for ${l.onBehalfOf}`) : undefined} />
              ),
            },
          ]}
        />
      </div>
      <Pager next={next} first={first} />
    </>
  )
}

const LastAnchor: FC<{ anchor: AnchorLine | undefined; now: Moment }> = ({ anchor, now }) => {
  const say = useSay()
  if (!anchor) return <>{say('Chưa có dấu niêm theo giờ.', 'There is no seal by the hour yet.')}</>
  const { entries } = anchor
  const hour = showMomentShort(anchor.hour, now, say.lang)
  return (
    <>
      {say(
        `Dấu niêm theo giờ gần nhất: giờ bắt đầu ${hour}, ${entries} mục.`,
        `Last seal by the hour: the hour from ${hour}, ${entries} ${entries === 1 ? 'entry' : 'entries'}.`,
      )}
    </>
  )
}

export type EntryProps = {
  what: string
  where: string
  place: string
  kind: string
  stream: string
  at: Moment
  recordedAt: Moment
  who: string
  onBehalfOf: string | null
  body: string
  seal: string
  /** Null for the first entry of its stream; undefined when the entry before is missing. */
  sealBefore: string | null | undefined
  holds: boolean
  before: string | undefined
  after: string | undefined
}

/** One entry (mục nhật ký): what was written, byte for byte, and its seal. */
export const EntryPage: FC<EntryProps> = (entry) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={entry.what}
        over={say('Nhật ký', 'Journal')}
        under={`${entry.where} · ${entry.place}`}
        others={[
          ...(entry.before ? [{ text: say('Mục trước', 'Entry before'), href: entry.before }] : []),
          ...(entry.after ? [{ text: say('Mục sau', 'Entry after'), href: entry.after }] : []),
        ]}
      />
      {!entry.holds && (
        <Notice tone="late" title={say('Dấu niêm không khớp.', 'The seal does not fit.')}>
          <p>
            {say(
              'Mục này, hoặc mục ngay trước nó, đã bị thay đổi sau khi ghi. Hãy giữ nguyên hiện trạng và báo người vận hành.',
              'This entry, or the one just before it, was changed after it was written. Leave everything as it is and tell the people who run the system.',
            )}
          </p>
        </Notice>
      )}
      <Section title={say('Ai, lúc nào', 'Who and when')} id="who">
        <Facts
          items={[
            [say('Người làm', 'Who'), entry.who],
            [say('Làm thay', 'Acting for'), entry.onBehalfOf],
            [say('Việc xảy ra', 'Happened'), <Time at={entry.at} />],
            [say('Ghi lúc', 'Recorded'), <Time at={entry.recordedAt} />],
            [say('Loại', 'Kind'), <span class="code">{entry.kind}</span>],
            [say('Dòng nhật ký', 'Stream'), <span class="code">{entry.stream}</span>],
          ]}
        />
      </Section>
      <Section title={say('Nội dung, đúng như đã ghi', 'Content, exactly as written')} id="body">
        <textarea class="ds-input" readonly rows={6} aria-labelledby="body-title">
          {entry.body}
        </textarea>
      </Section>
      <Section
        title={say('Dấu niêm', 'Seal')}
        id="seal"
        aside={entry.holds ? <Tag tone="good">{say('khớp', 'fits')}</Tag> : <Tag tone="late">{say('không khớp', 'does not fit')}</Tag>}
      >
        <Facts
          items={[
            [say('Của mục này', 'Of this entry'), <Seal hex={entry.seal} />],
            [
              say('Của mục trước', 'Of the entry before'),
              entry.sealBefore === null ? (
                say('mục đầu tiên của dòng', 'first entry of the stream')
              ) : entry.sealBefore === undefined ? (
                say('thiếu mục trước', 'the entry before is missing')
              ) : (
                <Seal hex={entry.sealBefore} />
              ),
            ],
          ]}
        />
      </Section>
    </>
  )
}

const Time: FC<{ at: Moment }> = ({ at }) => <time datetime={momentText(at)}>{`${showMomentLong(at, useLang())} (${momentText(at)})`}</time>

/** A seal in groups that can be read out and compared. */
const Seal: FC<{ hex: string }> = ({ hex }) => <samp>{hex.replaceAll(/(.{8})(?=.)/g, '$1 ')}</samp>

/** Seals by the hour (dấu niêm theo giờ), newest first: kept elsewhere, one of them proves all that came before. */
export const AnchorsPage: FC<{ anchors: readonly AnchorLine[]; next: string | undefined; now: Moment }> = ({ anchors, next, now }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Dấu niêm theo giờ', 'Seals by the hour')}
        over={say('Nhật ký', 'Journal')}
        under={say(
          'Chép một dấu ra nơi khác (sổ, thư) là giữ được chứng cứ cho mọi mục trước nó.',
          'A seal copied elsewhere (a book, a letter) keeps the proof of every entry before it.',
        )}
        others={[{ text: say('Nhật ký', 'Journal'), href: '/office/journal' }]}
      />
      <DataTable
        caption={say('Dấu niêm theo giờ, mới nhất trước', 'Seals by the hour, newest first')}
        rows={anchors}
        empty={
          <EmptyState title={say('Chưa có dấu niêm', 'No seals yet')}>
            {say('Dấu đầu tiên có sau giờ đầu tiên có việc.', 'The first seal comes after the first hour in which something was done.')}
          </EmptyState>
        }
        columns={[
          {
            head: say('Giờ bắt đầu', 'Hour from'),
            cell: (a) => <time datetime={momentText(a.hour)}>{showMomentShort(a.hour, now, say.lang)}</time>,
          },
          { head: say('Số mục', 'Entries'), kind: 'number', cell: (a) => a.entries },
          { head: say('Dấu', 'Seal'), kind: 'wide', cell: (a) => <Seal hex={a.seal} /> },
        ]}
      />
      <Pager next={next} />
    </>
  )
}
