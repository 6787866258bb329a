import type { FC } from 'hono/jsx'
import type { Moment } from '../kernel/moment.ts'
import { Provisional } from './due-sheet.tsx'
import { useSay } from './language.ts'
import { Section } from './lists.tsx'
import { Notice } from './notices.tsx'
import { DataTable, TwoLines } from './table.tsx'
import { showCount, showMomentShort } from './words.ts'

/** A due time that would move, as the page of a change shows it. */
type Change = { code: string; about: string; step: string | null; from: Moment | null; to: Moment | null; isProvisional: boolean }

export type DueChangesProps = {
  changes: { seen: number; moved: number; steps: number; firmness: number; rows: readonly Change[]; next: string | null }
  now: Moment
  isFirst: boolean
}

/**
 * What a change of the calendar does to open dossiers (chạy thử), before it is written: how many, and each from when to when. Stands in the
 * form of the change, whose buttons turn the page and load the table.
 */
export const DueChanges: FC<DueChangesProps> = ({ changes, now, isFirst }) => {
  const say = useSay()
  const { seen, moved, steps, firmness, rows, next } = changes
  const count = (n: number) => showCount(n, say.lang)
  const moment = (at: Moment | null) => (at === null ? say('chưa có', 'none') : showMomentShort(at, now, say.lang))
  return (
    <Section title={say('Hạn trả sẽ đổi', 'Due times that will move')} id="due-changes" bare>
      {/* Enter in a field looks again: it neither writes nor turns the page. */}
      <button type="submit" name="do" value="look" tabindex={-1} hidden>
        {say('Xem lại', 'Look again')}
      </button>
      <Notice tone={moved > 0 ? 'near' : 'ours'}>
        {say(
          `Xem thử trên ${count(seen)} hồ sơ đang giải quyết: ${count(moved)} hồ sơ đổi hạn trả, ${count(steps)} bước đang làm đổi hạn bước${firmness > 0 ? `, ${count(firmness)} hồ sơ chỉ đổi tạm tính hay chắc chắn` : ''}. Chưa ghi gì; khi ghi, mỗi hồ sơ đổi hạn có một dòng trong nhật ký.`,
          `Tried on ${count(seen)} dossiers in process: the due time of ${count(moved)} moves, and that of ${count(steps)} running steps${firmness > 0 ? `; ${count(firmness)} only become firm or provisional` : ''}. Nothing is written yet; once it is, each dossier that moves gets an entry in its journal.`,
        )}
      </Notice>
      {rows.length > 0 && (
        <DataTable
          caption={say('Hạn sẽ đổi, theo mã hồ sơ', 'Due times that will move, by code')}
          rows={rows}
          empty=""
          columns={[
            { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => r.code },
            {
              head: say('Hồ sơ, bước', 'Dossier, step'),
              kind: 'wide',
              cell: (r) => <TwoLines top={r.step ?? say('Hạn trả', 'Due time')} sub={r.about} />,
            },
            { head: say('Từ', 'From'), kind: 'due', cell: (r) => moment(r.from) },
            {
              head: say('Thành', 'To'),
              kind: 'due',
              cell: (r) => (
                <>
                  {moment(r.to)} {r.isProvisional && <Provisional />}
                </>
              ),
            },
          ]}
        />
      )}
      <div class="form-buttons">
        {!isFirst && (
          <button class="ds-button" data-variant="tertiary" type="submit" name="do" value="look">
            {say('Về đầu danh sách', 'First page')}
          </button>
        )}
        {next && (
          <button class="ds-button" data-variant="secondary" type="submit" name="after" value={next}>
            {say('Trang sau', 'Next page')}
          </button>
        )}
        {rows.length > 0 && (
          <button class="ds-button" data-variant="tertiary" type="submit" name="do" value="table" data-beside="">
            {say('Tải bảng tính (CSV)', 'Download as a spreadsheet (CSV)')}
          </button>
        )}
      </div>
    </Section>
  )
}
