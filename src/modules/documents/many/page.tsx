import type { Child, FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { Form, FormButtons } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { ProgressBar, Tag } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, RowLink, TwoLines } from '../../../ui/table.tsx'
import { kindNames } from '../kinds.ts'
import { outgoingPath } from '../list-outgoing/page.tsx'
import type { DocumentNames } from '../names.ts'
import type { ManyAct, ManyOutcome, ManyRow } from './many.ts'

export const manyPath = (act: ManyAct): string => `${outgoingPath}/many/${act}`

export const manyTitle = (act: ManyAct, say: Say): string =>
  act === 'sign' ? say('Ký nhiều văn bản', 'Sign many documents') : say('Cấp số, đóng dấu nhiều văn bản', 'Number and seal many documents')

const nameOf = (row: ManyRow, say: Say): string => row.numberText ?? say(`Dự thảo ${row.id}`, `Draft ${row.id}`)

const documentColumns = (names: DocumentNames, say: Say): Column<ManyRow>[] => [
  { head: say('Văn bản', 'Document'), kind: 'code', cell: (r) => <RowLink href={`${outgoingPath}/${r.id}`} text={nameOf(r, say)} /> },
  {
    head: say('Trích yếu', 'Subject'),
    kind: 'wide',
    cell: (r) => <TwoLines top={r.subject} sub={`${kindNames[say.lang][r.kind]} · ${names.officer(r.signatoryId)}`} />,
  },
  { head: say('Đơn vị soạn', 'Unit'), cell: (r) => names.shortUnit(r.unitId) },
]

export type ChoosePageProps = {
  act: ManyAct
  rows: readonly ManyRow[]
  /** Those not ticked: on a second try what was chosen stays. */
  chosen: ReadonlySet<number> | null
  hidden: Readonly<Record<string, string>>
  keyFields: Child
  names: DocumentNames
  refusal?: string | undefined
}

/** Chọn nhiều văn bản để ký, hoặc để cấp số và đóng dấu, trong một lần. */
export const ChoosePage: FC<ChoosePageProps> = ({ act, rows, chosen, hidden, keyFields, names, refusal }) => {
  const say = useSay()
  const columns: Column<ManyRow>[] = [
    {
      head: say('Chọn', 'Choose'),
      cell: (r) => (
        <input
          class="ds-input"
          type="checkbox"
          name="ids"
          value={String(r.id)}
          checked={chosen === null || chosen.has(r.id)}
          aria-label={say(`Chọn ${nameOf(r, say)}: ${r.subject}`, `Choose ${nameOf(r, say)}: ${r.subject}`)}
        />
      ),
    },
    ...documentColumns(names, say),
  ]
  return (
    <>
      <PageHeader over={<a href={outgoingPath}>{say('Văn bản đi', 'Outgoing documents')}</a>} title={manyTitle(act, say)} />
      {refusal && <RefusalBanner refusal={refusal} />}
      {rows.length === 0 ? (
        <EmptyState title={say('Không có văn bản nào đang chờ', 'Nothing is waiting')} />
      ) : (
        <Form action={manyPath(act)} hidden={hidden} multipart>
          <DataTable caption={manyTitle(act, say)} columns={columns} rows={rows} empty={null} />
          <Section title={say('Khóa ký', 'The key')} id="key">
            <div class="form" data-look="stack">
              <p class="small">
                {act === 'sign'
                  ? say(
                      'Chữ ký của ông/bà được thêm vào từng tệp đã chọn; mỗi văn bản có mục riêng trong nhật ký.',
                      'Your signature is added to each chosen file; each document has its own entry in the journal.',
                    )
                  : say(
                      'Văn bản chưa có số được cấp số theo thứ tự trên, rồi từng tệp được ghi số, ngày và ký bằng chứng thư của cơ quan.',
                      'What has no number yet gets one in this order; then each file gets number, date and the agency’s signature.',
                    )}
              </p>
              {keyFields}
            </div>
          </Section>
          <FormButtons
            submit={
              act === 'sign'
                ? say('Ký các văn bản đã chọn', 'Sign what is chosen')
                : say('Đóng dấu các văn bản đã chọn', 'Seal what is chosen')
            }
            cancel={{ href: outgoingPath }}
          />
        </Form>
      )}
    </>
  )
}

/** How often the page of progress is loaded again, seconds. */
export const againSeconds = 2

export type ProgressPageProps = {
  act: ManyAct
  outcomes: readonly ManyOutcome[]
  isOver: boolean
  /** The process that held the key is gone. */
  isBrokenOff: boolean
  here: string
  names: DocumentNames
  explain(refusal: NonNullable<ManyOutcome['refusal']>): string
}

/** Tiến độ ký hàng loạt: how far it is, and what became of each document. */
export const ProgressPage: FC<ProgressPageProps> = ({ act, outcomes, isOver, isBrokenOff, here, names, explain }) => {
  const say = useSay()
  const count = (state: ManyOutcome['state']) => outcomes.filter((o) => o.state === state).length
  const [done, refused, left] = [count('done'), count('refused'), count('waiting')]
  const doneWord = act === 'sign' ? say('đã ký', 'signed') : say('đã đóng dấu', 'sealed')
  const columns: Column<ManyOutcome & { row: ManyRow }>[] = [
    ...documentColumns(names, say).map((column) => ({
      ...column,
      cell: (o: ManyOutcome & { row: ManyRow }) => column.cell(o.row),
    })),
    {
      head: say('Kết quả', 'Outcome'),
      kind: 'wide',
      cell: (o) =>
        o.state === 'done' ? (
          <Tag tone="good">{doneWord}</Tag>
        ) : o.state === 'waiting' ? (
          <span class="small">{say('đang chờ', 'waiting')}</span>
        ) : (
          <>
            <Tag tone="late">{say('chưa ký được', 'not signed')}</Tag> {o.refusal && explain(o.refusal)}
          </>
        ),
    },
  ]
  const isLive = !isOver && !isBrokenOff
  return (
    <>
      <PageHeader
        over={<a href={outgoingPath}>{say('Văn bản đi', 'Outgoing documents')}</a>}
        title={manyTitle(act, say)}
        next={isLive ? { text: say('Xem lại tiến độ', 'Look again'), href: here } : undefined}
        others={!isLive && refused + left > 0 ? [{ text: say('Ký tiếp phần còn lại', 'Sign the rest'), href: manyPath(act) }] : []}
      />
      {isLive && <run-progress data-again-seconds={String(againSeconds)} />}
      {isBrokenOff && (
        <Notice tone="late">
          {say(
            `Lần ký bị ngắt giữa chừng. ${done} văn bản đã ký vẫn giữ nguyên; ${left} văn bản cần ký lại.`,
            `The act was broken off. ${done} signed documents are kept; ${left} are to be signed again.`,
          )}
        </Notice>
      )}
      <Section>
        <ProgressBar
          label={say('Tiến độ', 'Progress')}
          value={done + refused}
          max={outcomes.length}
          note={say(
            `${done} ${doneWord}, ${refused} chưa ký được, ${left} đang chờ.`,
            `${done} ${doneWord}, ${refused} not signed, ${left} waiting.`,
          )}
        />
      </Section>
      <DataTable
        caption={say('Từng văn bản', 'Each document')}
        columns={columns}
        rows={outcomes.flatMap((o) => (o.row ? [{ ...o, row: o.row }] : []))}
        empty={null}
      />
    </>
  )
}
