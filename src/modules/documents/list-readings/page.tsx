import type { FC } from 'hono/jsx'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { DateField, Form, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, Pager, RowLink, TwoLines } from '../../../ui/table.tsx'
import { showDate } from '../../../ui/words.ts'
import { percent } from '../check/page.tsx'
import { type Chosen, hrefOf } from '../filter.ts'
import { kindNames } from '../kinds.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentNames } from '../names.ts'
import { readUntil, readWithinDays } from '../readers/in-time.ts'
import type { ReadingRow } from './tally.adapter.ts'

export const readingsPath = '/office/documents/readings'

export type ReadingsPageProps = {
  rows: readonly ReadingRow[]
  next: string | null
  isFirst: boolean
  chosen: Pick<Chosen, 'unit' | 'from' | 'to'>
  faults: Readonly<Record<string, string>>
  units: readonly { value: string; text: string }[]
  names: DocumentNames
  now: Moment
}

/** Theo dõi quán triệt: issued documents that went to people inside, and the share that read them by the fifth day. */
export const ReadingsPage: FC<ReadingsPageProps> = ({ rows, next, isFirst, chosen, faults, units, names, now }) => {
  const say = useSay()
  const today = dayInVietnam(now)
  const columns: Column<ReadingRow>[] = [
    {
      head: say('Số, ký hiệu', 'Number'),
      kind: 'code',
      cell: (r) => <RowLink href={`${outgoingPath}/${r.id}/readers`} text={r.numberText ?? String(r.id)} />,
    },
    {
      head: say('Trích yếu', 'Subject'),
      kind: 'wide',
      cell: (r) => <TwoLines top={r.subject} sub={`${kindNames[say.lang][r.kind]} · ${names.shortUnit(r.unitId)}`} />,
    },
    { head: say('Phát hành', 'Issued'), kind: 'due', cell: (r) => showDate(dayInVietnam(r.issuedAt), now, say.lang) },
    { head: say('Người nhận', 'People'), kind: 'number', cell: (r) => r.people },
    {
      head: say('Đã đọc', 'Have read'),
      kind: 'number',
      cell: (r) => <TwoLines top={percent(r.read, r.people, say)} sub={`${r.read}/${r.people}`} />,
    },
    {
      head: say(`Đọc trong ${readWithinDays} ngày`, `Read within ${readWithinDays} days`),
      kind: 'number',
      cell: (r) => <TwoLines top={<b>{percent(r.readInTime, r.people, say)}</b>} sub={`${r.readInTime}/${r.people}`} />,
    },
    {
      head: say('Còn', 'Left'),
      cell: (r) => {
        const until = readUntil(r.issuedAt)
        if (r.read === r.people) return say('đủ', 'all')
        return today > until ? (
          <Tag tone="late">{say(`${r.people - r.read} người chưa đọc`, `${r.people - r.read} have not`)}</Tag>
        ) : (
          say(`đến ${showDate(until, now, 'vi')}`, `until ${showDate(until, now, 'en')}`)
        )
      },
    },
  ]
  return (
    <>
      <PageHeader
        over={<a href={outgoingPath}>{say('Văn bản đi', 'Outgoing documents')}</a>}
        title={say('Theo dõi quán triệt', 'Who has read what')}
        under={say(
          `Văn bản phát hành tới đơn vị, công chức trong cơ quan; tính đến hết ngày thứ ${readWithinDays} sau ngày gửi.`,
          `Issued to units and officers of the agency; counted to the end of day ${readWithinDays} after it was sent.`,
        )}
        more={[{ text: say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)'), href: hrefOf(`${readingsPath}.csv`, chosen) }]}
      />
      <div class="stack">
        <Form action={readingsPath} method="get" look="line">
          <Select
            name="unit"
            label={say('Đơn vị nhận', 'Receiving unit')}
            options={units}
            value={chosen.unit}
            blank={say('Mọi đơn vị', 'Every unit')}
          />
          <DateField name="from" label={say('Phát hành từ ngày', 'Issued from')} value={chosen.from} error={faults.from} />
          <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
          <div class="form-buttons">
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Lọc', 'Filter')}
            </button>
          </div>
        </Form>
        <DataTable
          caption={say('Văn bản gửi trong cơ quan', 'Documents sent inside')}
          columns={columns}
          rows={rows}
          tone={(r) => (r.read < r.people && today > readUntil(r.issuedAt) ? 'late' : undefined)}
          empty={
            <EmptyState title={say('Chưa có văn bản nào gửi trong cơ quan', 'Nothing was sent inside')}>
              {say('Văn bản phát hành có nơi nhận là đơn vị hiện ở đây.', 'Issued documents that go to units show here.')}
            </EmptyState>
          }
        />
      </div>
      <Pager
        first={isFirst ? undefined : hrefOf(readingsPath, chosen)}
        next={next ? hrefOf(readingsPath, chosen, { after: next }) : undefined}
      />
    </>
  )
}
