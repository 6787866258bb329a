import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { CheckboxGroup, Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager, TwoLines } from '../../../ui/table.tsx'
import { type Permission, permissions } from '../../org/model.ts'
import type { TokenLine } from '../model.ts'
import { tokenDaysMax } from '../model.ts'
import { type Hidden, When } from '../my-account/page.tsx'

/** Scopes (phạm vi) as the administrator reads them. */
export const scopeWords: Record<Permission, string> = {
  'dossier.read': 'Xem hồ sơ',
  'dossier.receive': 'Tiếp nhận, trả kết quả',
  'dossier.process': 'Giải quyết các bước',
  'dossier.reassign': 'Phân công lại',
  'procedure.read': 'Xem thủ tục',
  'procedure.edit': 'Nhập, sửa quy trình',
  'procedure.publish': 'Công bố quy trình',
  'calendar.read': 'Xem lịch làm việc',
  'calendar.manage': 'Quản lý lịch làm việc',
  'org.read': 'Xem tổ chức',
  'org.manage': 'Quản lý tổ chức',
  'accounts.manage': 'Quản lý tài khoản',
  'journal.read': 'Đọc nhật ký',
}

const isAlive = (line: TokenLine, now: Moment): boolean => line.revokedAt === null && now < line.endsAt

/** Tokens of programs (mã truy cập), newest first. */
export const TokensPage: FC<{
  lines: readonly TokenLine[]
  next: string | undefined
  now: Moment
  hidden: Hidden
  refusal?: string | undefined
  done?: string | undefined
}> = ({ lines, next, now, hidden, refusal, done }) => (
  <>
    <PageHeader
      title="Mã truy cập của chương trình"
      under="Một chương trình dùng mã thay cho đăng nhập, làm việc dưới tên một công chức, trong phạm vi đã chọn."
      next={{ text: 'Cấp mã truy cập', href: '/office/tokens/new' }}
    />
    {refusal && <RefusalBanner refusal={refusal} />}
    {done && <Toast flash={{ text: done }} />}
    <DataTable
      caption="Mã truy cập"
      rows={lines}
      empty={<EmptyState title="Chưa cấp mã nào">Phần mềm khác muốn trao đổi với Một Cửa thì cần một mã truy cập.</EmptyState>}
      columns={[
        { head: 'Tên', kind: 'wide', cell: (t) => <TwoLines top={t.name} sub={t.scopes.map(nameOfScope).join(', ')} /> },
        { head: 'Dưới tên', cell: (t) => t.officer },
        { head: 'Cấp', cell: (t) => <When at={t.madeAt} now={now} /> },
        { head: 'Hiệu lực đến', cell: (t) => <When at={t.endsAt} now={now} /> },
        { head: 'Dùng lần cuối', cell: (t) => (t.usedAt === null ? 'chưa dùng' : <When at={t.usedAt} now={now} />) },
        {
          head: 'Việc',
          quiet: true,
          cell: (t) =>
            t.revokedAt !== null ? (
              <Tag tone="pause">đã thu hồi</Tag>
            ) : isAlive(t, now) ? (
              <ActionButton text="Thu hồi" href={`/office/tokens/${t.tokenId}/revoke`} post danger hidden={hidden} />
            ) : (
              <Tag tone="pause">hết hạn</Tag>
            ),
        },
      ]}
    />
    <Pager next={next} />
  </>
)

const nameOfScope = (scope: string): string => (scope in scopeWords ? scopeWords[scope as Permission] : scope)

export type NewTokenProps = {
  officers: readonly { officerId: number; name: string }[]
  typed: Readonly<Record<string, string | string[]>>
  faults?: Readonly<Record<string, string>> | undefined
  refusal?: string | undefined
  hidden: Hidden
}

/** Make a token (cấp mã truy cập). */
export const NewTokenPage: FC<NewTokenProps> = ({ officers, typed, faults = {}, refusal, hidden }) => (
  <div class="stack" data-width="form">
    <PageHeader title="Cấp mã truy cập" />
    {refusal && <RefusalBanner refusal={refusal} />}
    <Form action="/office/tokens" hidden={hidden}>
      <TextField name="name" label="Tên chương trình" required maxlength={100} value={single(typed.name)} error={faults.name} />
      <Select
        name="officer"
        label="Làm việc dưới tên"
        hint="Chương trình chỉ làm được điều mà cả vai trò của người này và phạm vi dưới đây cho phép; người này thấy và thu hồi được mã."
        required
        blank="Chọn công chức"
        value={single(typed.officer)}
        options={officers.map(({ officerId, name }) => ({ value: String(officerId), text: name }))}
        error={faults.officer}
      />
      <CheckboxGroup
        name="scopes"
        label="Phạm vi"
        required
        values={[typed.scopes ?? []].flat()}
        options={permissions.map((value) => ({ value, text: scopeWords[value] }))}
        error={faults.scopes}
      />
      <TextField
        name="days"
        label="Số ngày hiệu lực"
        hint={`Nhiều nhất ${tokenDaysMax} ngày.`}
        required
        width="number"
        inputmode="numeric"
        value={single(typed.days) ?? '90'}
        error={faults.days}
      />
      <FormButtons submit="Cấp mã" cancel={{ href: '/office/tokens' }} />
    </Form>
  </div>
)

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

/** A token just made, shown this once. */
export const GivenTokenPage: FC<{ name: string; text: string | null }> = ({ name, text }) => (
  <div class="stack" data-width="form">
    <PageHeader title="Mã truy cập" under={name} />
    {text === null ? (
      <Notice tone="near" title="Mã chỉ hiện một lần.">
        <p>Biểu mẫu này đã được thực hiện từ trước. Nếu chưa kịp ghi lại, mời thu hồi mã đó và cấp mã khác.</p>
      </Notice>
    ) : (
      <Notice tone="ours" title="Chép vào chương trình ngay bây giờ. Trang này không mở lại được.">
        <p>
          <samp>
            {(text.match(/.{1,12}/g) ?? []).map((part) => (
              <>
                {part}
                <wbr />
              </>
            ))}
          </samp>
        </p>
      </Notice>
    )}
    <div class="form-buttons">
      <a class="ds-button" data-variant="secondary" href="/office/tokens">
        Về danh sách
      </a>
    </div>
  </div>
)
