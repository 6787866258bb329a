import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { DueChanges } from '../../../ui/due-changes.tsx'
import { DateField, ErrorSummary, FieldRow, Form, FormButtons, RadioGroup, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { EmptyState, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable, TwoLines } from '../../../ui/table.tsx'
import { showDate, showMomentShort } from '../../../ui/words.ts'
import type { DueChanges as Changes } from '../due-changes.ts'
import type { Closing } from './decide.ts'
import { closingDaysText, closingKindWords } from './words.ts'

type Entered = Closing & { no: number; enteredAt: Moment; withdrawnAt: Moment | null; withdrawal: string | null }

const Over: FC = () => <a href="/office/calendar">{useSay()('Lịch làm việc', 'Calendar')}</a>

/** Own days of the agency (ngày nghỉ, đóng cửa riêng của cơ quan): each by its decision, newest first. */
export const ClosingsPage: FC<{ closings: readonly Entered[]; now: Moment; mayManage: boolean }> = ({ closings, now, mayManage }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<Over />}
        title={say('Ngày nghỉ, đóng cửa riêng của cơ quan', 'The agency’s own days')}
        under={say(
          'Đóng cửa vì bão lũ, nghỉ thêm, hoán đổi: theo quyết định có số, đứng cạnh lịch nghỉ chính thức và không mất khi nạp lại lịch.',
          'Closed for a storm, an added holiday, a swapped day: by a numbered decision, beside the official year, and kept when that is loaded anew.',
        )}
        next={mayManage ? { text: say('Ghi ngày nghỉ, đóng cửa', 'Enter own days'), href: '/office/calendar/closings/new' } : undefined}
      />
      <DataTable
        caption={say('Các quyết định, mới ghi ở trên', 'Decisions, newest on top')}
        rows={[...closings].reverse()}
        empty={
          <EmptyState title={say('Chưa có ngày riêng nào', 'No days of the agency’s own')}>
            {say('Cơ quan đang theo đúng lịch nghỉ chính thức.', 'The agency follows the official year as it is.')}
          </EmptyState>
        }
        columns={[
          { head: say('Ngày', 'Days'), kind: 'code', cell: (c) => closingDaysText(c, say) },
          {
            head: say('Loại', 'Kind'),
            cell: (c) => (
              <>
                {closingKindWords[say.lang][c.kind]} {c.withdrawnAt !== null && <Tag>{say('đã bãi bỏ', 'withdrawn')}</Tag>}
              </>
            ),
          },
          {
            head: say('Lý do', 'Reason'),
            kind: 'wide',
            cell: (c) => (
              <TwoLines
                top={c.reason}
                sub={c.withdrawal === null ? undefined : say(`Bãi bỏ: ${c.withdrawal}`, `Withdrawn: ${c.withdrawal}`)}
              />
            ),
          },
          {
            head: say('Quyết định', 'Decision'),
            cell: (c) => <TwoLines top={c.decision} sub={showDate(c.decidedOn, undefined, say.lang)} />,
          },
          { head: say('Ghi lúc', 'Entered'), cell: (c) => showMomentShort(c.enteredAt, now, say.lang) },
          {
            head: say('Việc', 'Act'),
            quiet: true,
            cell: (c) =>
              mayManage && c.withdrawnAt === null ? (
                <a href={`/office/calendar/closings/${c.no}/withdraw`}>{say('Bãi bỏ', 'Withdraw')}</a>
              ) : null,
          },
        ]}
      />
    </>
  )
}

/** What stands before the officer while a change is looked at: nothing yet, or what it would move. */
export type Ahead = { changes: Changes; isFirst: boolean } | null

export type NewClosingView = {
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
  refusal: string | null
  ahead: Ahead
  now: Moment
  hidden: Readonly<Record<string, string>>
}

/** Enters own days: looked at first, with what they would move, then written. */
export const NewClosingPage: FC<NewClosingView> = ({ typed, faults, refusal, ahead, now, hidden }) => {
  const say = useSay()
  const field = (name: string) => ({ name, value: typed[name] ?? '', error: faults[name] })
  return (
    <>
      <PageHeader
        over={<a href="/office/calendar/closings">{say('Ngày nghỉ, đóng cửa riêng của cơ quan', 'The agency’s own days')}</a>}
        title={say('Ghi ngày nghỉ, đóng cửa', 'Enter own days')}
        under={say(
          'Xem trước hồ sơ nào đổi hạn, rồi mới ghi. Ngày đã qua cũng ghi được: hạn của hồ sơ đang giải quyết được tính lại.',
          'See first which dossiers move, then write. Days in the past may be entered too: the due times of open dossiers follow.',
        )}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Form action="/office/calendar/closings/new" hidden={hidden} guard>
        {ahead && <DueChanges {...ahead} now={now} />}
        <RadioGroup
          {...field('kind')}
          label={say('Loại', 'Kind')}
          required
          options={[
            { value: 'closed', text: say('Đóng cửa (bão lũ, sự cố)', 'Closed (a storm, an accident)') },
            { value: 'holiday', text: say('Nghỉ lễ thêm', 'An added holiday') },
            { value: 'worked', text: say('Làm bù vào ngày nghỉ', 'A day off that is worked') },
          ]}
        />
        <FieldRow>
          <DateField {...field('from')} label={say('Từ ngày', 'From')} required />
          <DateField {...field('until')} label={say('đến hết ngày', 'to, included')} hint={say('Để trống: một ngày', 'Empty: one day')} />
          <DateField
            {...field('for')}
            label={say('Ngày nghỉ thay', 'Day off for it')}
            hint={say('Chỉ khi làm bù để hoán đổi', 'Only for a worked day that is swapped')}
          />
        </FieldRow>
        <FieldRow>
          <TextField {...field('decision')} label={say('Quyết định số', 'Decision number')} required maxlength={200} />
          <DateField {...field('decidedOn')} label={say('Ngày quyết định', 'Day of the decision')} required />
        </FieldRow>
        <TextField
          {...field('reason')}
          label={say('Lý do', 'Reason')}
          hint={say(
            'Hiện trong bảng giải thích hạn trả, ví dụ: Nghỉ tránh bão số 5',
            'Shown in the sheet that explains a due time, for example: closed for storm no. 5',
          )}
          required
          maxlength={200}
        />
        <FormButtons
          submit={ahead ? say('Ghi và tính lại hạn', 'Write, and compute due times anew') : say('Xem trước', 'Look first')}
          name="do"
          value={ahead ? 'write' : 'look'}
          cancel={{ href: '/office/calendar/closings' }}
          more={ahead ? <LookAgain /> : undefined}
        />
      </Form>
    </>
  )
}

const LookAgain: FC = () => (
  <button class="ds-button" data-variant="secondary" type="submit" name="do" value="look">
    {useSay()('Xem lại', 'Look again')}
  </button>
)

export type WithdrawView = Omit<NewClosingView, 'ahead'> & { closing: Entered; ahead: NonNullable<Ahead> }

/** Withdraws a decision on own days: the storm went by, or it was entered wrongly. */
export const WithdrawClosingPage: FC<WithdrawView> = ({ closing, typed, faults, refusal, ahead, now, hidden }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href="/office/calendar/closings">{say('Ngày nghỉ, đóng cửa riêng của cơ quan', 'The agency’s own days')}</a>}
        title={say('Bãi bỏ ngày riêng', 'Withdraw own days')}
        under={`${closingDaysText(closing, say)} · ${closing.reason}`}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Section>
        <Facts
          items={[
            [say('Loại', 'Kind'), closingKindWords[say.lang][closing.kind]],
            [say('Quyết định', 'Decision'), closing.decision],
          ]}
        />
      </Section>
      <Form action={`/office/calendar/closings/${closing.no}/withdraw`} hidden={hidden} guard>
        <DueChanges {...ahead} now={now} />
        <TextArea
          name="reason"
          label={say('Lý do bãi bỏ', 'Why it is withdrawn')}
          required
          rows={2}
          value={typed.reason ?? ''}
          error={faults.reason}
        />
        <FormButtons
          submit={say('Bãi bỏ và tính lại hạn', 'Withdraw, and compute due times anew')}
          name="do"
          value="write"
          danger
          cancel={{ href: '/office/calendar/closings' }}
        />
      </Form>
    </>
  )
}
