import type { FC } from 'hono/jsx'
import { inBoth } from '../../../kernel/say.ts'
import { Checkbox, FileField, Form, FormButtons } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showCount } from '../../../ui/words.ts'
import { showTime } from '../sentences.ts'
import { Told } from '../show/page.tsx'
import type { ImportCounts, ImportLine, RecordState } from './plan.ts'

const AllProcedures: FC = () => <a href="/office/procedures">{useSay()('Thủ tục, quy trình', 'Procedures')}</a>

/** Chooses the files to import (nhập quy trình từ tệp). */
export const UploadPage: FC<{
  hidden: Readonly<Record<string, string>>
  refusal?: string | undefined
  error?: string | undefined
  bytesMax: number
}> = ({ hidden, refusal, error, bytesMax }) => {
  const say = useSay()
  const megabytes = bytesMax / 1024 / 1024
  return (
    <>
      <PageHeader
        title={say('Nhập quy trình từ tệp', 'Import processes from files')}
        over={<AllProcedures />}
        others={[{ text: say('Tải tệp mẫu', 'Download the template'), href: '/office/procedures/template.xlsx' }]}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Section>
        <p class="small">
          {say(
            'Chọn một hoặc nhiều tệp Excel theo mẫu, hoặc tệp JSON. Bước sau cho xem từng quy trình mới, thay đổi hay lỗi ở đâu; chưa ghi gì cho đến khi anh/chị đồng ý. Quy trình nhập vào là bản nháp, người khác công bố mới áp dụng.',
            'Choose one or more Excel files made from the template, or JSON files. The next page shows which processes are new or changed, and where the faults are; nothing is written until you agree. What is imported is a draft; it applies only once another person has published it.',
          )}
        </p>
        <Form action="/office/procedures/import" hidden={hidden} multipart>
          <FileField
            name="files"
            label={say('Tệp quy trình (.xlsx, .json)', 'Files of processes (.xlsx, .json)')}
            hint={say(`mỗi tệp nhiều nhất ${megabytes} MB`, `at most ${megabytes} MB each`)}
            accept=".xlsx,.json"
            multiple
            required
            error={error}
          />
          <FormButtons submit={say('Xem trước', 'Preview')} cancel={{ href: '/office/procedures' }} />
        </Form>
      </Section>
    </>
  )
}

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
  const say = useSay()
  const count = (n: number) => showCount(n, say.lang)
  const writes = counts.new + counts.changed
  const faulty = lines.filter(({ state, ok }) => state !== 'bad' && !ok)
  const ready = lines.filter(({ state, ok }) => ok && (state === 'new' || state === 'changed'))
  return (
    <>
      <PageHeader
        title={done ? say('Đã nhập', 'Imported') : say('Xem trước khi nhập', 'Preview of the import')}
        over={<AllProcedures />}
        under={
          files.length > 3
            ? say(
                `${files.slice(0, 3).join(', ')} và ${files.length - 3} tệp nữa`,
                `${files.slice(0, 3).join(', ')} and ${files.length - 3} more`,
              )
            : files.join(', ')
        }
        next={done ? { text: say('Xem bản nháp', 'See the drafts'), href: '/office/procedures?state=draft' } : undefined}
        others={done ? [{ text: say('Nhập tệp khác', 'Import other files'), href: '/office/procedures/import' }] : []}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && (
        <Notice tone="ours" title={say('Đã ghi thành bản nháp', 'Written as drafts')}>
          <p>
            {say(
              `${count(done.new)} quy trình mới, ${count(done.changed)} thay đổi, ${count(done.unchanged)} không đổi${done.bad > 0 ? `, bỏ qua ${count(done.bad)} bản ghi lỗi` : ''}.`,
              `${count(done.new)} new ${done.new === 1 ? 'process' : 'processes'}, ${count(done.changed)} changed, ${count(done.unchanged)} unchanged${done.bad > 0 ? `; ${count(done.bad)} bad ${done.bad === 1 ? 'record' : 'records'} left out` : ''}.`,
            )}
          </p>
        </Notice>
      )}
      <div class="stack">
        {!done && <CountTiles counts={counts} faulty={faulty.length} />}
        {!done && <Confirm counts={counts} writes={writes} action={action} hidden={hidden} />}
        <Lines id="bad" title={say('Không đọc được', 'Cannot be read')} lines={lines.filter(({ state }) => state === 'bad')} />
        <Lines
          id="faulty"
          title={say('Đọc được, nhưng còn lỗi nên chỉ là bản nháp', 'Can be read, but with faults, so only a draft')}
          lines={faulty}
        />
        {!done && (
          <Lines id="ready" title={say('Không lỗi, sẽ ghi thành bản nháp', 'Without faults, to be written as drafts')} lines={ready} />
        )}
        {!done && counts.unchanged > 0 && (
          <p class="small">
            {say(
              `${count(counts.unchanged)} quy trình đã có, nội dung không đổi.`,
              counts.unchanged === 1
                ? '1 process is here already, with the same content.'
                : `${count(counts.unchanged)} processes are here already, with the same content.`,
            )}
          </p>
        )}
      </div>
    </>
  )
}

const CountTiles: FC<{ counts: ImportCounts; faulty: number }> = ({ counts, faulty }) => {
  const say = useSay()
  return (
    <Tiles>
      <StatTile label={say('Mới', 'New')} value={counts.new} href={counts.new > 0 ? '#ready' : undefined} />
      <StatTile
        label={say('Thay đổi', 'Changed')}
        value={counts.changed}
        note={say('thành bản nháp mới; bản đang áp dụng giữ nguyên', 'become new drafts; the version in force stays')}
      />
      <StatTile label={say('Không đổi', 'Unchanged')} value={counts.unchanged} />
      <StatTile
        label={say('Có lỗi quy trình', 'With faults')}
        value={faulty}
        href={faulty > 0 ? '#faulty' : undefined}
        tone={faulty > 0 ? 'near' : undefined}
      />
      <StatTile
        label={say('Không đọc được', 'Cannot be read')}
        value={counts.bad}
        href={counts.bad > 0 ? '#bad' : undefined}
        tone={counts.bad > 0 ? 'late' : undefined}
      />
    </Tiles>
  )
}

const Confirm: FC<{ counts: ImportCounts; writes: number; action: string; hidden: Readonly<Record<string, string>> }> = ({
  counts,
  writes,
  action,
  hidden,
}) => {
  const say = useSay()
  const [bad, wanted] = [showCount(counts.bad, say.lang), showCount(writes, say.lang)]
  const others = say('Chọn tệp khác', 'Choose other files')
  return writes === 0 ? (
    <Section>
      <p>
        {counts.bad > 0
          ? say('Không có quy trình nào đọc được để ghi.', 'No process could be read, so there is nothing to write.')
          : say('Mọi quy trình đều đã có, không có gì để ghi.', 'Every process is here already; there is nothing to write.')}
      </p>
      <a class="ds-button" data-variant="secondary" href="/office/procedures/import">
        {others}
      </a>
    </Section>
  ) : (
    <Section>
      <Form action={action} hidden={hidden}>
        {counts.bad > 0 && (
          <Checkbox
            name="skipBad"
            label={say(
              `Bỏ qua ${bad} bản ghi không đọc được và nhập phần còn lại`,
              counts.bad === 1
                ? 'Leave out the record that cannot be read and import the rest'
                : `Leave out the ${bad} records that cannot be read and import the rest`,
            )}
            hint={say(
              'không đánh dấu thì không nhập gì: sửa tệp rồi gửi lại',
              'unless ticked, nothing is imported: correct the file and send it again',
            )}
          />
        )}
        <FormButtons
          submit={say(
            `Nhập ${wanted} quy trình thành bản nháp`,
            writes === 1 ? 'Import 1 process as a draft' : `Import ${wanted} processes as drafts`,
          )}
          cancel={{ href: '/office/procedures/import', text: others }}
        />
      </Form>
    </Section>
  )
}

const stateTags = inBoth(
  (say) =>
    ({
      new: <Tag tone="ours">{say('mới', 'new')}</Tag>,
      changed: <Tag tone="near">{say('thay đổi', 'changed')}</Tag>,
      unchanged: <Tag>{say('không đổi', 'unchanged')}</Tag>,
      bad: <Tag tone="late">{say('không đọc được', 'cannot be read')}</Tag>,
    }) as const satisfies Record<RecordState, unknown>,
)

const Lines: FC<{ id: string; title: string; lines: readonly ImportLine[] }> = ({ id, title, lines }) => {
  const say = useSay()
  return lines.length === 0 ? null : (
    <Section id={id} title={title} aside={showCount(lines.length, say.lang)} bare>
      <DataTable
        caption={title}
        rows={lines}
        empty={null}
        columns={[
          {
            head: say('Quy trình', 'Process'),
            kind: 'wide',
            cell: ({ id, process, file }) => (
              <Told top={process?.name ?? id} sub={[process ? id : null, process?.code, file].filter(Boolean).join(' · ')} />
            ),
          },
          { head: say('Thời hạn', 'Limit'), kind: 'number', cell: ({ process }) => (process ? showTime(process.limit, say) : '–') },
          { head: say('Sẽ là', 'Will be'), cell: ({ state }) => stateTags[say.lang][state] },
          {
            head: say('Lỗi', 'Faults'),
            kind: 'wide',
            cell: ({ faults }) =>
              faults.length === 0 ? (
                say('không', 'none')
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
}
