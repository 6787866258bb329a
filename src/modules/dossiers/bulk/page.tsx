import type { FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { ErrorSummary, Form, FormButtons, RadioGroup, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { ProgressBar } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, Pager } from '../../../ui/table.tsx'
import { showCount, showMomentShort } from '../../../ui/words.ts'
import { holdsWords } from '../hand-over/page.tsx'
import { type BulkAct, bulkMax, chosenText } from './choose.ts'

/** Where the choice of a list is sent. */
const bulkForm = 'bulk'

/** What may be done with what is chosen, by permission, and the list it is chosen from. */
export type BulkBarProps = {
  csrf: string
  acts: readonly BulkAct[]
  mayPrint: boolean
  /** The list with its filters, so that all of it can be meant. */
  list: string
}

export const bulkWords = inBoth(
  (say) =>
    ({
      take: say('Nhận việc', 'Take'),
      'hand-over': say('Chuyển người xử lý', 'Hand over'),
      reassign: say('Phân công lại', 'Reassign'),
    }) satisfies Record<BulkAct, string>,
)

/** The box that chooses a row. */
export const pickColumn = <T extends { code: string; version: number; step?: string | undefined }>(say: Say): Column<T> => ({
  head: say('Chọn', 'Choose'),
  quiet: true,
  cell: (r) => (
    <input
      class="ds-input"
      type="checkbox"
      name="pick"
      form={bulkForm}
      value={chosenText(r)}
      aria-label={say(`Chọn hồ sơ ${r.code}`, `Choose dossier ${r.code}`)}
    />
  ),
})

/** What to do with the chosen rows (việc hàng loạt). Works without script; with it, shift and `x` choose many. */
export const BulkBar: FC<BulkBarProps> = ({ csrf, acts, mayPrint, list }) => {
  const say = useSay()
  return (
    <row-pick>
      <form class="form" data-look="line" id={bulkForm} method="post" action="/office/bulk/print">
        <input type="hidden" name="csrf" value={csrf} />
        <input type="hidden" name="list" value={list} />
        <span class="ds-field" data-pick-all="" hidden>
          <input class="ds-input" type="checkbox" id="pick-all" />
          <label class="ds-label" for="pick-all">
            {say('Cả trang', 'Whole page')} <output data-pick-count="" />
          </label>
        </span>
        <span class="ds-field">
          <input class="ds-input" type="checkbox" id="pick-whole" name="whole" value="yes" />
          <label class="ds-label" for="pick-whole">
            {say(`Cả danh sách theo bộ lọc (nhiều nhất ${bulkMax})`, `All of this list (at most ${bulkMax})`)}
          </label>
        </span>
        <div class="form-buttons">
          {acts.map((act) => (
            <button class="ds-button" data-variant="secondary" type="submit" formaction={`/office/bulk/${act}`}>
              {bulkWords[say.lang][act]}
            </button>
          ))}
          {mayPrint && (
            <button class="ds-button" data-variant="tertiary" type="submit" formaction="/office/bulk/print" data-beside="">
              {say('In phiếu kiểm soát', 'Print control slips')}
            </button>
          )}
        </div>
      </form>
    </row-pick>
  )
}

/** Somebody who may get steps of the choice: how many of them, and how many they hold now. */
export type Receiver = { id: number; name: string; fits: number; holds: number }

export type BulkPageProps = {
  act: BulkAct
  chosen: readonly { code: string; version: number; step: string | undefined }[]
  receivers: readonly Receiver[]
  typed: { to: string; reason: string }
  faults: Readonly<Record<string, string>>
  refusal: string | null
  csrf: string
  batchKey: string
  back: string
}

/** An act on many dossiers before it is done: which, to whom, why. */
export const BulkPage: FC<BulkPageProps> = ({ act, chosen, receivers, typed, faults, refusal, csrf, batchKey, back }) => {
  const say = useSay()
  const count = showCount(chosen.length, say.lang)
  const title = bulkWords[say.lang][act]
  return (
    <>
      <PageHeader
        over={<a href={back}>{say('Về danh sách', 'Back to the list')}</a>}
        title={say(`${title}: ${count} hồ sơ`, `${title}: ${count} dossiers`)}
        under={say(
          'Mỗi hồ sơ được ghi riêng một dòng trong nhật ký. Hồ sơ nào không làm được thì nêu rõ lý do, các hồ sơ khác vẫn được làm.',
          'Each dossier gets an entry of its own in its journal. Those that cannot be done are named with the reason; the others are done.',
        )}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Section title={say('Đã chọn', 'Chosen')} aside={say(`${count} hồ sơ`, `${count} in all`)}>
        <p class="small">
          {chosen.slice(0, shownCodes).map(({ code }, i) => (
            <>
              {i > 0 && ', '}
              <a href={`/office/dossiers/${code}`}>{code}</a>
            </>
          ))}
          {chosen.length > shownCodes && say(` và ${chosen.length - shownCodes} hồ sơ nữa`, ` and ${chosen.length - shownCodes} more`)}
        </p>
      </Section>
      <Form action={`/office/bulk/${act}/begin`} hidden={{ csrf, key: batchKey, back }} guard>
        {chosen.map((one) => (
          <input type="hidden" name="pick" value={chosenText(one)} />
        ))}
        {act !== 'take' && (
          <>
            {receivers.length === 0 ? (
              <p>{say('Không có ai khác giữ vai trò của các bước này.', 'Nobody else holds the role of these steps.')}</p>
            ) : (
              <RadioGroup
                name="to"
                label={say('Người nhận', 'Receiver')}
                required
                value={typed.to}
                error={faults.to}
                options={receivers.map(({ id, name, fits, holds }) => ({
                  value: String(id),
                  text: name,
                  hint: `${say(`nhận được ${fits}/${chosen.length} bước`, `may get ${fits} of ${chosen.length} steps`)} · ${holdsWords(holds, say)}`,
                }))}
              />
            )}
            <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={3} value={typed.reason} error={faults.reason} />
          </>
        )}
        <FormButtons submit={title} cancel={{ href: back }} />
      </Form>
    </>
  )
}

/** So many codes are written out; more are counted. */
const shownCodes = 30

/** Nothing was chosen, or too much: said on a page of its own, with the way back. */
export const NothingChosenPage: FC<{ reason: string; back: string }> = ({ reason, back }) => {
  const say = useSay()
  return (
    <>
      <PageHeader over={<a href={back}>{say('Về danh sách', 'Back to the list')}</a>} title={say('Chưa làm được', 'Not done')} />
      <RefusalBanner refusal={reason} />
    </>
  )
}

/** Some of the choice have no control slip: named before the others are printed. */
export const MissingSlipsPage: FC<{
  missing: readonly string[]
  rest: readonly { code: string; seen: number | null; step: string | null }[]
  csrf: string
  back: string
}> = ({ missing, rest, csrf, back }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        over={<a href={back}>{say('Về danh sách', 'Back to the list')}</a>}
        title={say('In phiếu kiểm soát', 'Print control slips')}
      />
      <Notice tone="near" title={say(`${missing.length} hồ sơ chưa có phiếu kiểm soát`, `${missing.length} dossiers have no control slip`)}>
        <p>{say('Hồ sơ chưa được tiếp nhận thì chưa có phiếu:', 'There is none before acceptance:')}</p>
        <ul>
          {missing.map((code) => (
            <li>
              <a href={`/office/dossiers/${code}`}>{code}</a>
            </li>
          ))}
        </ul>
      </Notice>
      <Form action="/office/bulk/print" hidden={{ csrf, back, rest: 'yes' }}>
        {rest.map(({ code, seen }) => (
          <input type="hidden" name="pick" value={chosenText({ code, version: seen ?? 0 })} />
        ))}
        <div class="form-buttons">
          <button class="ds-button" type="submit" data-beside="">
            {say(`In ${rest.length} phiếu còn lại`, `Print the other ${rest.length}`)}
          </button>
        </div>
      </Form>
    </>
  )
}

export type ResultPageProps = {
  id: string
  act: BulkAct
  begunAt: Moment
  now: Moment
  all: number
  done: number
  refused: number
  rows: readonly { place: number; code: string; step: string; reason: string }[]
  next: number | null
  isFirst: boolean
  csrf: string
}

/** What came of an act on many dossiers (kết quả xử lý hàng loạt): how far, and each that was refused with its reason. */
export const ResultPage: FC<ResultPageProps> = ({ id, act, begunAt, now, all, done, refused, rows, next, isFirst, csrf }) => {
  const say = useSay()
  const left = all - done - refused
  const n = (count: number) => showCount(count, say.lang)
  const here = `/office/bulk/${id}`
  const went = say(`Đã xong ${n(done)}/${n(all)} hồ sơ`, `${n(done)} of ${n(all)} dossiers done`)
  return (
    <>
      <PageHeader
        over={<a href="/office/work">{say('Việc của tôi', 'My work')}</a>}
        title={bulkWords[say.lang][act]}
        under={say(`Bắt đầu ${showMomentShort(begunAt, now, say.lang)}`, `Begun ${showMomentShort(begunAt, now, say.lang)}`)}
      />
      {left > 0 ? (
        <auto-continue>
          <form class="form" method="post" action={`${here}/go-on`}>
            <input type="hidden" name="csrf" value={csrf} />
            <ProgressBar
              label={say('Đang làm', 'Under way')}
              value={done + refused}
              max={all}
              note={say(`còn ${n(left)}`, `${n(left)} left`)}
            />
            <div class="form-buttons">
              <button class="ds-button" type="submit">
                {say('Làm tiếp', 'Go on')}
              </button>
            </div>
          </form>
        </auto-continue>
      ) : (
        <Notice tone={refused > 0 ? 'near' : 'ours'} title={went}>
          {refused > 0 &&
            say(`${n(refused)} hồ sơ không làm được, lý do ở dưới.`, `${n(refused)} could not be done; the reasons stand below.`)}
        </Notice>
      )}
      {refused > 0 && (
        <DataTable
          caption={say('Hồ sơ không làm được', 'Dossiers that could not be done')}
          rows={rows}
          empty=""
          columns={[
            { head: say('Mã hồ sơ', 'Code'), kind: 'code', cell: (r) => <a href={`/office/dossiers/${r.code}`}>{r.code}</a> },
            { head: say('Lý do', 'Reason'), kind: 'wide', cell: (r) => r.reason },
          ]}
        />
      )}
      <Pager first={isFirst ? undefined : here} next={next === null ? undefined : `${here}?after=${next}`} />
    </>
  )
}
