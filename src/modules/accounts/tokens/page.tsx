import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { CheckboxGroup, Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner, Toast } from '../../../ui/notices.tsx'
import { ActionButton, PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, Pager, TwoLines } from '../../../ui/table.tsx'
import { type Permission, permissions } from '../../org/model.ts'
import type { TokenLine } from '../model.ts'
import { tokenDaysMax } from '../model.ts'
import { type Hidden, When } from '../my-account/page.tsx'

/** Scopes (phạm vi) as the administrator reads them. */
export const scopeWords = inBoth(
  (say) =>
    ({
      'dossier.read': say('Xem hồ sơ', 'See dossiers'),
      'dossier.receive': say('Tiếp nhận, trả kết quả', 'Receive dossiers, return results'),
      'dossier.process': say('Giải quyết các bước', 'Process steps'),
      'dossier.reassign': say('Phân công lại', 'Reassign steps'),
      'document.read': say('Xem văn bản', 'See documents'),
      'document.draft': say('Soạn, xử lý văn bản', 'Draft and handle documents'),
      'document.lead': say('Duyệt, ký, giao văn bản', 'Approve, sign and assign documents'),
      'document.keep': say('Vào sổ, cấp số, đóng dấu', 'Register, number and seal documents'),
      'dossier.migrate': say('Chuyển hồ sơ sang bản quy trình khác', 'Move dossiers to another version of their process'),
      'pause.audit': say('Kiểm tra các lần tạm dừng', 'Audit pauses'),
      'procedure.read': say('Xem thủ tục', 'See procedures'),
      'procedure.edit': say('Nhập, sửa quy trình', 'Enter and edit processes'),
      'procedure.publish': say('Công bố quy trình', 'Publish processes'),
      'calendar.read': say('Xem lịch làm việc', 'See the calendar'),
      'calendar.manage': say('Quản lý lịch làm việc', 'Manage the calendar'),
      'org.read': say('Xem tổ chức', 'See the organisation'),
      'org.manage': say('Quản lý tổ chức', 'Manage the organisation'),
      'accounts.manage': say('Quản lý tài khoản', 'Manage accounts'),
      'journal.read': say('Đọc nhật ký', 'Read the journal'),
    }) satisfies Record<Permission, string>,
)

const isAlive = (line: TokenLine, now: Moment): boolean => line.revokedAt === null && now < line.endsAt

/** Tokens of programs (mã truy cập), newest first. */
export const TokensPage: FC<{
  lines: readonly TokenLine[]
  next: string | undefined
  now: Moment
  hidden: Hidden
  refusal?: string | undefined
  done?: string | undefined
}> = ({ lines, next, now, hidden, refusal, done }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Mã truy cập của chương trình', 'Tokens of programs')}
        under={say(
          'Một chương trình dùng mã thay cho đăng nhập, làm việc dưới tên một công chức, trong phạm vi đã chọn.',
          'A program uses a token instead of signing in; it works in the name of an officer, within the chosen scopes.',
        )}
        next={{ text: say('Cấp mã truy cập', 'Make a token'), href: '/office/tokens/new' }}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {done && <Toast flash={{ text: done }} />}
      <DataTable
        caption={say('Mã truy cập', 'Tokens')}
        rows={lines}
        empty={
          <EmptyState title={say('Chưa cấp mã nào', 'No tokens yet')}>
            {say(
              'Phần mềm khác muốn trao đổi với Một Cửa thì cần một mã truy cập.',
              'Other software needs a token to exchange with Một Cửa.',
            )}
          </EmptyState>
        }
        columns={[
          {
            head: say('Tên', 'Name'),
            kind: 'wide',
            cell: (t) => <TwoLines top={t.name} sub={t.scopes.map((scope) => nameOfScope(scope, say)).join(', ')} />,
          },
          { head: say('Dưới tên', 'In the name of'), cell: (t) => t.officer },
          { head: say('Cấp', 'Made'), cell: (t) => <When at={t.madeAt} now={now} /> },
          { head: say('Hiệu lực đến', 'Valid until'), cell: (t) => <When at={t.endsAt} now={now} /> },
          {
            head: say('Dùng lần cuối', 'Last used'),
            cell: (t) => (t.usedAt === null ? say('chưa dùng', 'not used yet') : <When at={t.usedAt} now={now} />),
          },
          {
            head: say('Việc', 'Action'),
            quiet: true,
            cell: (t) =>
              t.revokedAt !== null ? (
                <Tag tone="pause">{say('đã thu hồi', 'revoked')}</Tag>
              ) : isAlive(t, now) ? (
                <ActionButton text={say('Thu hồi', 'Revoke')} href={`/office/tokens/${t.tokenId}/revoke`} post danger hidden={hidden} />
              ) : (
                <Tag tone="pause">{say('hết hạn', 'ended')}</Tag>
              ),
          },
        ]}
      />
      <Pager next={next} />
    </>
  )
}

const nameOfScope = (scope: string, say: Say): string => (scope in scopeWords[say.lang] ? scopeWords[say.lang][scope as Permission] : scope)

export type NewTokenProps = {
  officers: readonly { officerId: number; name: string }[]
  typed: Readonly<Record<string, string | string[]>>
  faults?: Readonly<Record<string, string>> | undefined
  refusal?: string | undefined
  hidden: Hidden
}

/** Make a token (cấp mã truy cập). */
export const NewTokenPage: FC<NewTokenProps> = ({ officers, typed, faults = {}, refusal, hidden }) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader title={say('Cấp mã truy cập', 'Make a token')} />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Form action="/office/tokens" hidden={hidden}>
        <TextField
          name="name"
          label={say('Tên chương trình', 'Name of the program')}
          required
          maxlength={100}
          value={single(typed.name)}
          error={faults.name}
        />
        <Select
          name="officer"
          label={say('Làm việc dưới tên', 'Works in the name of')}
          hint={say(
            'Chương trình chỉ làm được điều mà cả vai trò của người này và phạm vi dưới đây cho phép; người này thấy và thu hồi được mã.',
            'The program can do only what both the roles of this officer and the scopes below allow; the officer sees the token and can revoke it.',
          )}
          required
          blank={say('Chọn công chức', 'Choose an officer')}
          value={single(typed.officer)}
          options={officers.map(({ officerId, name }) => ({ value: String(officerId), text: name }))}
          error={faults.officer}
        />
        <CheckboxGroup
          name="scopes"
          label={say('Phạm vi', 'Scopes')}
          required
          values={[typed.scopes ?? []].flat()}
          options={permissions.map((value) => ({ value, text: scopeWords[say.lang][value] }))}
          error={faults.scopes}
        />
        <TextField
          name="days"
          label={say('Số ngày hiệu lực', 'Days of validity')}
          hint={say(`Nhiều nhất ${tokenDaysMax} ngày.`, `At most ${tokenDaysMax} days.`)}
          required
          width="number"
          inputmode="numeric"
          value={single(typed.days) ?? '90'}
          error={faults.days}
        />
        <FormButtons submit={say('Cấp mã', 'Make the token')} cancel={{ href: '/office/tokens' }} />
      </Form>
    </div>
  )
}

const single = (value: string | string[] | undefined): string | undefined => (typeof value === 'string' ? value : value?.[0])

/** A token just made, shown this once. */
export const GivenTokenPage: FC<{ name: string; text: string | null }> = ({ name, text }) => {
  const say = useSay()
  return (
    <div class="stack" data-width="form">
      <PageHeader title={say('Mã truy cập', 'Token')} under={name} />
      {text === null ? (
        <Notice tone="near" title={say('Mã chỉ hiện một lần.', 'A token is shown only once.')}>
          <p>
            {say(
              'Biểu mẫu này đã được thực hiện từ trước. Nếu chưa kịp ghi lại, mời thu hồi mã đó và cấp mã khác.',
              'This form was carried out before. If the token was not noted in time, please revoke it and make another one.',
            )}
          </p>
        </Notice>
      ) : (
        <Notice
          tone="ours"
          title={say(
            'Chép vào chương trình ngay bây giờ. Trang này không mở lại được.',
            'Copy it into the program now. This page cannot be opened again.',
          )}
        >
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
          {say('Về danh sách', 'Back to the list')}
        </a>
      </div>
    </div>
  )
}
