import type { FC } from 'hono/jsx'
import { type Moment, momentText } from '../../kernel/moment.ts'
import { Form, FormButtons, TextField } from '../../ui/form.tsx'
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
  /** "Hồ sơ H56.12-260302-0001": what it belongs to. */
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
export const JournalPage: FC<JournalProps> = ({ lines, chips, words, next, first, lastAnchor, now }) => (
  <>
    <PageHeader
      title="Nhật ký"
      under={
        <>
          Mỗi mục mang dấu niêm của mục trước, nên không sửa, bớt hay chèn được mà không lộ. <LastAnchor anchor={lastAnchor} now={now} />
        </>
      }
      others={[{ text: 'Dấu niêm theo giờ', href: '/office/journal/anchors' }]}
    />
    <ListBar chips={<Chips chips={chips} label="Loại nhật ký" />} />
    <div class="stack">
      <Form action="/office/journal" method="get" look="line">
        <TextField name="q" label="Mã hồ sơ hoặc tên dòng nhật ký" type="search" value={words} autocomplete="off" />
        <FormButtons submit="Lọc" />
      </Form>
      <DataTable
        caption="Các mục nhật ký, mới nhất trước"
        rows={lines}
        empty={
          <EmptyState title="Không có mục nào" action={words ? { text: 'Xem toàn bộ nhật ký', href: '/office/journal' } : undefined}>
            {words ? 'Chưa có gì được ghi cho điều kiện này.' : 'Nhật ký bắt đầu khi có việc đầu tiên.'}
          </EmptyState>
        }
        columns={[
          { head: 'Lúc', cell: (l) => <time datetime={momentText(l.at)}>{showMomentShort(l.at, now)}</time> },
          {
            head: 'Việc',
            kind: 'wide',
            cell: (l) => <TwoLines top={<RowLink href={l.href} text={l.what} />} sub={`${l.where} · ${l.place}`} />,
          },
          { head: 'Người làm', cell: (l) => <TwoLines top={l.who} sub={l.onBehalfOf ? `làm thay ${l.onBehalfOf}` : undefined} /> },
        ]}
      />
    </div>
    <Pager next={next} first={first} />
  </>
)

const LastAnchor: FC<{ anchor: AnchorLine | undefined; now: Moment }> = ({ anchor, now }) =>
  anchor ? (
    <>
      Dấu niêm theo giờ gần nhất: giờ bắt đầu {showMomentShort(anchor.hour, now)}, {anchor.entries} mục.
    </>
  ) : (
    <>Chưa có dấu niêm theo giờ.</>
  )

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
export const EntryPage: FC<EntryProps> = (entry) => (
  <>
    <PageHeader
      title={entry.what}
      over="Nhật ký"
      under={`${entry.where} · ${entry.place}`}
      others={[
        ...(entry.before ? [{ text: 'Mục trước', href: entry.before }] : []),
        ...(entry.after ? [{ text: 'Mục sau', href: entry.after }] : []),
      ]}
    />
    {!entry.holds && (
      <Notice tone="late" title="Dấu niêm không khớp.">
        <p>Mục này, hoặc mục ngay trước nó, đã bị thay đổi sau khi ghi. Hãy giữ nguyên hiện trạng và báo người vận hành.</p>
      </Notice>
    )}
    <Section title="Ai, lúc nào" id="who">
      <Facts
        items={[
          ['Người làm', entry.who],
          ['Làm thay', entry.onBehalfOf],
          ['Việc xảy ra', <Time at={entry.at} />],
          ['Ghi lúc', <Time at={entry.recordedAt} />],
          ['Loại', <span class="code">{entry.kind}</span>],
          ['Dòng nhật ký', <span class="code">{entry.stream}</span>],
        ]}
      />
    </Section>
    <Section title="Nội dung, đúng như đã ghi" id="body">
      <textarea class="ds-input" readonly rows={6} aria-labelledby="body-title">
        {entry.body}
      </textarea>
    </Section>
    <Section title="Dấu niêm" id="seal" aside={entry.holds ? <Tag tone="good">khớp</Tag> : <Tag tone="late">không khớp</Tag>}>
      <Facts
        items={[
          ['Của mục này', <Seal hex={entry.seal} />],
          [
            'Của mục trước',
            entry.sealBefore === null ? (
              'mục đầu tiên của dòng'
            ) : entry.sealBefore === undefined ? (
              'thiếu mục trước'
            ) : (
              <Seal hex={entry.sealBefore} />
            ),
          ],
        ]}
      />
    </Section>
  </>
)

const Time: FC<{ at: Moment }> = ({ at }) => <time datetime={momentText(at)}>{`${showMomentLong(at)} (${momentText(at)})`}</time>

/** A seal in groups that can be read out and compared. */
const Seal: FC<{ hex: string }> = ({ hex }) => <samp>{hex.replaceAll(/(.{8})(?=.)/g, '$1 ')}</samp>

/** Seals by the hour (dấu niêm theo giờ), newest first: kept elsewhere, one of them proves all that came before. */
export const AnchorsPage: FC<{ anchors: readonly AnchorLine[]; next: string | undefined; now: Moment }> = ({ anchors, next, now }) => (
  <>
    <PageHeader
      title="Dấu niêm theo giờ"
      over="Nhật ký"
      under="Chép một dấu ra nơi khác (sổ, thư) là giữ được chứng cứ cho mọi mục trước nó."
      others={[{ text: 'Nhật ký', href: '/office/journal' }]}
    />
    <DataTable
      caption="Dấu niêm theo giờ, mới nhất trước"
      rows={anchors}
      empty={<EmptyState title="Chưa có dấu niêm">Dấu đầu tiên có sau giờ đầu tiên có việc.</EmptyState>}
      columns={[
        { head: 'Giờ bắt đầu', cell: (a) => <time datetime={momentText(a.hour)}>{showMomentShort(a.hour, now)}</time> },
        { head: 'Số mục', kind: 'number', cell: (a) => a.entries },
        { head: 'Dấu', kind: 'wide', cell: (a) => <Seal hex={a.seal} /> },
      ]}
    />
    <Pager next={next} />
  </>
)
