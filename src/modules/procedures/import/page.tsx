import type { FC } from 'hono/jsx'
import { Checkbox, FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showCount } from '../../../ui/words.ts'
import { showTime } from '../sentences.ts'
import { Told } from '../show/page.tsx'
import type { ImportCounts, ImportLine, RecordState } from './plan.ts'

const over = <a href="/office/procedures">Thủ tục, quy trình</a>

/** Chooses the files to import (nhập quy trình từ tệp). */
export const UploadPage: FC<{
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
  error?: string | undefined
  bytesMax: number
}> = ({ hidden, refusal, error, bytesMax }) => (
  <>
    <PageHeader title="Nhập quy trình từ tệp" over={over} others={[{ text: 'Tải tệp mẫu', href: '/office/procedures/template.xlsx' }]} />
    {refusal && <RefusalBanner refusal={refusal} />}
    <Section>
      <p class="small">
        Chọn một hoặc nhiều tệp Excel theo mẫu, hoặc tệp JSON. Bước sau cho xem từng quy trình mới, thay đổi hay lỗi ở đâu; chưa ghi gì cho
        đến khi anh/chị đồng ý. Quy trình nhập vào là bản nháp, người khác công bố mới áp dụng.
      </p>
      <Form action="/office/procedures/import" hidden={hidden} multipart>
        <FileField
          name="files"
          label="Tệp quy trình (.xlsx, .json)"
          hint={`mỗi tệp nhiều nhất ${bytesMax / 1024 / 1024} MB`}
          accept=".xlsx,.json"
          multiple
          required
          error={error}
        />
        <FormButtons submit="Xem trước" cancel={{ href: '/office/procedures' }} />
      </Form>
    </Section>
  </>
)

export type PreviewPageProps = {
  lines: readonly ImportLine[]
  counts: ImportCounts
  files: readonly string[]
  /** counts of the import that was confirmed, or null */
  done: ImportCounts | null
  action: string
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
}

/** What the files would do, record by record, with every fault (xem trước khi nhập); after the import, what they did. */
export const PreviewPage: FC<PreviewPageProps> = ({ lines, counts, files, done, action, hidden, refusal }) => {
  const writes = counts.new + counts.changed
  const faulty = lines.filter(({ state, ok }) => state !== 'bad' && !ok)
  const ready = lines.filter(({ state, ok }) => ok && (state === 'new' || state === 'changed'))
  return (
    <>
      <PageHeader
        title={done ? 'Đã nhập' : 'Xem trước khi nhập'}
        over={over}
        under={files.length > 3 ? `${files.slice(0, 3).join(', ')} và ${files.length - 3} tệp nữa` : files.join(', ')}
        next={done ? { text: 'Xem bản nháp', href: '/office/procedures?state=draft' } : undefined}
        others={done ? [{ text: 'Nhập tệp khác', href: '/office/procedures/import' }] : []}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && (
        <Notice tone="ours" title="Đã ghi thành bản nháp">
          <p>
            {showCount(done.new)} quy trình mới, {showCount(done.changed)} thay đổi, {showCount(done.unchanged)} không đổi
            {done.bad > 0 && `, bỏ qua ${showCount(done.bad)} bản ghi lỗi`}.
          </p>
        </Notice>
      )}
      <div class="stack">
        {!done && <CountTiles counts={counts} faulty={faulty.length} />}
        {!done && <Confirm counts={counts} writes={writes} action={action} hidden={hidden} />}
        <Lines id="bad" title="Không đọc được" lines={lines.filter(({ state }) => state === 'bad')} />
        <Lines id="faulty" title="Đọc được, nhưng còn lỗi nên chỉ là bản nháp" lines={faulty} />
        {!done && <Lines id="ready" title="Không lỗi, sẽ ghi thành bản nháp" lines={ready} />}
        {!done && counts.unchanged > 0 && <p class="small">{showCount(counts.unchanged)} quy trình đã có, nội dung không đổi.</p>}
      </div>
    </>
  )
}

const CountTiles: FC<{ counts: ImportCounts; faulty: number }> = ({ counts, faulty }) => (
  <Tiles>
    <StatTile label="Mới" value={counts.new} href={counts.new > 0 ? '#ready' : undefined} />
    <StatTile label="Thay đổi" value={counts.changed} note="thành bản nháp mới; bản đang áp dụng giữ nguyên" />
    <StatTile label="Không đổi" value={counts.unchanged} />
    <StatTile label="Có lỗi quy trình" value={faulty} href={faulty > 0 ? '#faulty' : undefined} tone={faulty > 0 ? 'near' : undefined} />
    <StatTile
      label="Không đọc được"
      value={counts.bad}
      href={counts.bad > 0 ? '#bad' : undefined}
      tone={counts.bad > 0 ? 'late' : undefined}
    />
  </Tiles>
)

const Confirm: FC<{ counts: ImportCounts; writes: number; action: string; hidden: Readonly<Record<string, string>> }> = ({
  counts,
  writes,
  action,
  hidden,
}) =>
  writes === 0 ? (
    <Section>
      <p>{counts.bad > 0 ? 'Không có quy trình nào đọc được để ghi.' : 'Mọi quy trình đều đã có, không có gì để ghi.'}</p>
      <a class="ds-button" data-variant="secondary" href="/office/procedures/import">
        Chọn tệp khác
      </a>
    </Section>
  ) : (
    <Section>
      <Form action={action} hidden={hidden}>
        {counts.bad > 0 && (
          <Checkbox
            name="skipBad"
            label={`Bỏ qua ${showCount(counts.bad)} bản ghi không đọc được và nhập phần còn lại`}
            hint="không đánh dấu thì không nhập gì: sửa tệp rồi gửi lại"
          />
        )}
        <FormButtons
          submit={`Nhập ${showCount(writes)} quy trình thành bản nháp`}
          cancel={{ href: '/office/procedures/import', text: 'Chọn tệp khác' }}
        />
      </Form>
    </Section>
  )

const stateTags = {
  new: <Tag tone="ours">mới</Tag>,
  changed: <Tag tone="near">thay đổi</Tag>,
  unchanged: <Tag>không đổi</Tag>,
  bad: <Tag tone="late">không đọc được</Tag>,
} as const satisfies Record<RecordState, unknown>

const Lines: FC<{ id: string; title: string; lines: readonly ImportLine[] }> = ({ id, title, lines }) =>
  lines.length === 0 ? null : (
    <Section id={id} title={title} aside={showCount(lines.length)} bare>
      <DataTable
        caption={title}
        rows={lines}
        empty={null}
        columns={[
          {
            head: 'Quy trình',
            kind: 'wide',
            cell: ({ id, process, file }) => (
              <Told top={process?.name ?? id} sub={[process ? id : null, process?.code, file].filter(Boolean).join(' · ')} />
            ),
          },
          { head: 'Thời hạn', kind: 'number', cell: ({ process }) => (process ? showTime(process.limit) : '–') },
          { head: 'Sẽ là', cell: ({ state }) => stateTags[state] },
          {
            head: 'Lỗi',
            kind: 'wide',
            cell: ({ faults }) =>
              faults.length === 0 ? (
                'không'
              ) : (
                <ul>
                  {faults.map(({ message }) => (
                    <li>{message}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
    </Section>
  )
