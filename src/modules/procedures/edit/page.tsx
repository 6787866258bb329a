import type { FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { ErrorSummary, FieldRow, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showMomentLong } from '../../../ui/words.ts'
import { checkProcess, type Fault, type InternalProcess } from '../process.ts'
import { explainFault, showMinutes, showTime } from '../sentences.ts'
import { shortenedPercent, shorteningFault } from '../shorten/shortening.ts'
import { explainShortening } from '../shorten/words.ts'
import type { Procedure } from '../version.ts'
import type { Sheet, SheetFault, StepCell, StepRow } from './sheet.ts'
import { explainSheetFault } from './words.ts'

export type EditPageProps = {
  procedure: Procedure
  /** the version that was put on the sheet */
  fromVersion: number
  sheet: Sheet
  /** what the sheet means, as far as it means anything */
  process: InternalProcess
  faults: readonly SheetFault[]
  nameOf: (officerId: number | null) => string
  refusal?: string | undefined
  /** the sheet was arranged and is not saved */
  isArranged: boolean
  hidden: Readonly<Record<string, string>>
}

/** The table of a process as a form (soạn quy trình): each row a step, as in the decision. Works without script, button by button. */
export const EditPage: FC<EditPageProps> = (props) => {
  const { procedure, fromVersion, sheet, process, faults, refusal, isArranged, hidden } = props
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  const told = faults.map((fault) => ({ name: cellId(fault), message: explainSheetFault(fault, sheet, say) }))
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`từ bản ${fromVersion}`, `from version ${fromVersion}`)}
          </>
        }
        title={say('Soạn quy trình', 'Edit the process')}
        under={process.name}
        others={[
          { text: say('Đối chiếu với quyết định', 'Compare with the decision'), href: `${here}/conform` },
          { text: say('Sơ đồ', 'Diagram'), href: `${here}/process?v=${fromVersion}` },
        ]}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={told} />
      {isArranged && (
        <Notice tone="near" title={say('Chưa lưu', 'Not saved yet')}>
          <p>
            {say(
              'Bảng dưới đã sắp lại; bấm Lưu để thành bản nháp mới.',
              'The table below was rearranged; press Save to make it a new draft.',
            )}
          </p>
        </Notice>
      )}
      <process-editor>
        <form class="stack" method="post" action={`${here}/edit`} data-guard="" novalidate>
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {/* The first button of a form is pressed by Enter: it checks, and changes nothing. */}
          <button class="ds-sr-only" type="submit" name="do" value="check" tabindex={-1} data-turbo="false">
            {say('Kiểm tra', 'Check')}
          </button>
          <div data-check="" aria-live="polite">
            <CheckPart process={process} faults={faults} sheet={sheet} />
          </div>
          <StepSheet sheet={sheet} faults={faults} />
          <Whole sheet={sheet} faults={faults} />
          <FormButtons
            submit={say('Lưu thành bản nháp mới', 'Save as a new draft')}
            name="do"
            value="save"
            more={
              <>
                <ArrangeButton act="check" text={say('Kiểm tra', 'Check')} />
                <ArrangeButton act="renumber" text={say('Đánh số lại', 'Renumber')} />
              </>
            }
            cancel={{ href: here }}
          />
        </form>
      </process-editor>
      <Saves {...props} />
    </>
  )
}

const cellId = (fault: SheetFault): string => (fault.at === null ? fault.cell : `${fault.cell}-${fault.at}`)

const ArrangeButton: FC<{ act: string; text: string }> = ({ act, text }) => (
  <button class="ds-button" type="submit" name="do" value={act} data-variant="secondary" data-turbo="false">
    {text}
  </button>
)

/** What the sheet adds up to and what stands in the way of publishing it (kiểm tra trực tiếp); drawn again while one types. */
export const CheckPart: FC<{ process: InternalProcess; sheet: Sheet; faults: readonly SheetFault[] }> = ({ process, sheet, faults }) => {
  const say = useSay()
  const { limit, stages, steps } = process
  const unit = limit[0]?.unit ?? 'working_day'
  const checked = checkProcess(process)
  const shortening = shorteningFault(process)
  const percent = shortenedPercent(process)
  const all = [
    ...faults.map((fault) => explainSheetFault(fault, sheet, say)),
    ...checked.faults.map((fault: Fault) => explainFault(fault, say)),
    ...(shortening ? [explainShortening(shortening, say)] : []),
  ]
  return (
    <Section id="check" title={say('Kiểm tra', 'Check')} aside={say(`thời hạn ${showTime(limit, say)}`, `limit ${showTime(limit, say)}`)}>
      <p>
        {say('Cộng các bước tính thời gian: ', 'Sum of the steps that count: ')}
        <strong>{showMinutes(checked.countedMinutes, unit, say)}</strong>{' '}
        {checked.limitMinutes !== null && (
          <Tag tone={checked.limitMinutes === checked.countedMinutes ? 'good' : 'late'}>
            {checked.limitMinutes === checked.countedMinutes
              ? say('bằng thời hạn', 'equals the limit')
              : say('khác thời hạn', 'not the limit')}
          </Tag>
        )}
      </p>
      {stages.length > 0 && (
        <ul class="small">
          {stages.map(({ name, value }) => {
            const { countedMinutes } = checkProcess({ ...process, stages: [], steps: steps.filter((step) => step.stage === name) })
            const of = value === null ? '–' : showTime([{ value, unit }], say)
            return (
              <li>
                {name}: {showMinutes(countedMinutes, unit, say)} {say(`trong ${of}`, `of ${of}`)}
              </li>
            )
          })}
        </ul>
      )}
      {percent !== null && (
        <p class="small">
          {say(
            `Rút ngắn ${percent.toLocaleString('vi-VN', { maximumFractionDigits: 1 })} % so với thời hạn trước.`,
            `Shortened by ${percent.toLocaleString('en-GB', { maximumFractionDigits: 1 })} % against the limit before.`,
          )}
        </p>
      )}
      {all.length === 0 ? (
        <p>{say('Không còn lỗi nào.', 'No faults are left.')}</p>
      ) : (
        <ul>
          {all.map((message) => (
            <li>{message}</li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const unitOptions = inBoth((say) => [
  { value: 'working_day', text: say('ngày làm việc', 'working days') },
  { value: 'calendar_day', text: say('ngày', 'days') },
  { value: 'hour', text: say('giờ', 'hours') },
])

const cellWords = inBoth(
  (say) =>
    ({
      no: say('Bước', 'Step'),
      name: say('Nội dung', 'What is done'),
      actor: say('Người thực hiện', 'Who does it'),
      time: say('Thời gian', 'Time'),
      unit: say('Đơn vị', 'Unit'),
      counts: say('Tính thời gian', 'Counts time'),
      after: say('Chờ sau bước', 'Waits after step'),
      beside: say('Song song với bước', 'Beside step'),
      stage: say('Giai đoạn', 'Stage'),
      forms: say('Biểu mẫu', 'Forms'),
      hardTime: say('Thời gian vùng khó khăn', 'Time in hard areas'),
      hardUnit: say('Đơn vị vùng khó khăn', 'Unit in hard areas'),
      clock: say('Đồng hồ', 'Clock'),
      printed: say('Số in trong quyết định', 'Number printed in the decision'),
      note: say('Ghi chú', 'Note'),
    }) satisfies Record<StepCell, string>,
)

const StepSheet: FC<{ sheet: Sheet; faults: readonly SheetFault[] }> = ({ sheet, faults }) => {
  const say = useSay()
  const words = cellWords[say.lang]
  const count = sheet.steps.length
  return (
    <Section
      id="steps"
      title={say('Các bước', 'Steps')}
      aside={say(`${count} dòng; Alt + ↑ ↓ để chuyển dòng`, `${count} rows; Alt + ↑ ↓ moves a row`)}
    >
      <table class="ds-table rows sheet-steps">
        <caption class="ds-sr-only">{say('Các bước, sửa được từng ô', 'The steps, each cell can be changed')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.no}</th>
            <th scope="col" data-kind="wide">
              {say('Nội dung, người thực hiện', 'What is done, by whom')}
            </th>
            <th scope="col">{words.time}</th>
            <th scope="col">{say('Đứng ở đâu', 'Where it stands')}</th>
            <th scope="col">{say('Sắp xếp', 'Arrange')}</th>
          </tr>
        </thead>
        <tbody>
          {sheet.steps.map((row, at) => (
            <SheetRow
              row={row}
              at={at}
              faults={faults.filter((fault) => fault.at === at && !('cell' in fault && fault.kind === 'bad-stage'))}
            />
          ))}
        </tbody>
      </table>
      <button class="ds-button" type="submit" name="do" value={`insert:${count}`} data-variant="secondary" data-turbo="false">
        {say('Thêm bước cuối', 'Add a step at the end')}
      </button>
    </Section>
  )
}

type CellProps = { cell: StepCell; row: StepRow; at: number; isBad: boolean }

const Cell: FC<CellProps & { mode?: 'decimal' }> = ({ cell, row, at, isBad, mode }) => {
  const word = cellWords[useSay().lang][cell]
  return (
    <label class="cell" data-cell={cell}>
      <span class="small">{word}</span>
      <input
        class="ds-input"
        name={cell}
        id={`${cell}-${at}`}
        value={row[cell]}
        inputmode={mode}
        autocomplete="off"
        aria-invalid={isBad ? 'true' : undefined}
      />
    </label>
  )
}

const CellChoice: FC<CellProps & { options: readonly { value: string; text: string }[] }> = ({ cell, row, at, isBad, options }) => {
  const word = cellWords[useSay().lang][cell]
  return (
    <label class="cell" data-cell={cell}>
      <span class="small">{word}</span>
      <select class="ds-input" name={cell} id={`${cell}-${at}`} aria-invalid={isBad ? 'true' : undefined}>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === row[cell]}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

const SheetRow: FC<{ row: StepRow; at: number; faults: readonly SheetFault[] }> = ({ row, at, faults }) => {
  const say = useSay()
  const of = (cell: StepCell) => ({ cell, row, at, isBad: faults.some((fault) => fault.cell === cell) })
  const isMore = row.hardTime !== '' || row.clock !== '' || row.printed !== '' || row.note !== ''
  return (
    <tr data-row="" data-tone={faults.length > 0 ? 'late' : row.after !== '' ? 'pause' : undefined}>
      <td data-label={say('Bước', 'Step')}>
        <Cell {...of('no')} />
      </td>
      <td data-kind="wide" data-label={say('Nội dung', 'What is done')}>
        <Cell {...of('name')} />
        <Cell {...of('actor')} />
        <Cell {...of('forms')} />
        <details open={isMore}>
          <summary class="small">{say('Thêm', 'More')}</summary>
          <div class="cells">
            <Cell {...of('hardTime')} mode="decimal" />
            <CellChoice {...of('hardUnit')} options={unitOptions[say.lang]} />
            <CellChoice {...of('clock')} options={clockOptions(say)} />
            <Cell {...of('printed')} />
            <Cell {...of('note')} />
          </div>
        </details>
      </td>
      <td data-label={say('Thời gian', 'Time')}>
        <Cell {...of('time')} mode="decimal" />
        <CellChoice {...of('unit')} options={unitOptions[say.lang]} />
        <CellChoice
          {...of('counts')}
          options={[
            { value: 'yes', text: say('có tính', 'counts') },
            { value: 'no', text: say('không tính', 'does not count') },
          ]}
        />
      </td>
      <td data-label={say('Đứng ở đâu', 'Where it stands')}>
        <Cell {...of('after')} />
        <Cell {...of('beside')} />
        <Cell {...of('stage')} />
      </td>
      <td data-label={say('Sắp xếp', 'Arrange')} class="arrange">
        <RowButtons row={row} at={at} />
      </td>
    </tr>
  )
}

const clockOptions = (say: Say) => [
  { value: '', text: say('chạy', 'runs') },
  { value: 'pauses', text: say('dừng sau bước này', 'stops after this step') },
  { value: 'resumes', text: say('chạy lại sau bước này', 'starts again after this step') },
  { value: 'both', text: say('chạy lại rồi dừng', 'starts again, then stops') },
]

const RowButtons: FC<{ row: StepRow; at: number }> = ({ row, at }) => {
  const say = useSay()
  const named = say(`bước ${row.no}`, `step ${row.no}`)
  const buttons: [act: string, word: string, label: string][] = [
    ['up', say('Lên', 'Up'), say(`Lên: đưa ${named} lên`, `Up: move ${named} up`)],
    ['down', say('Xuống', 'Down'), say(`Xuống: đưa ${named} xuống`, `Down: move ${named} down`)],
    ['insert', say('Chèn', 'Insert'), say(`Chèn một bước sau ${named}`, `Insert a step after ${named}`)],
    [
      'wait',
      say('Chèn bổ sung', 'Insert a supplement'),
      say(`Chèn bổ sung: bước không tính ngày sau ${named}`, `Insert a supplement: an uncounted step after ${named}`),
    ],
    ['duplicate', say('Nhân đôi', 'Duplicate'), say(`Nhân đôi ${named}`, `Duplicate ${named}`)],
    ['delete', say('Bỏ', 'Delete'), say(`Bỏ ${named}`, `Delete ${named}`)],
  ]
  return (
    <>
      <span class="grip" data-grip="" draggable="true" aria-hidden="true" hidden>
        ⠿
      </span>
      {buttons.map(([act, word, label]) => (
        <button
          class="ds-button"
          type="submit"
          name="do"
          value={`${act}:${at}`}
          data-variant="tertiary"
          data-turbo="false"
          aria-label={label}
          title={label}
        >
          {word}
        </button>
      ))}
    </>
  )
}

const Whole: FC<{ sheet: Sheet; faults: readonly SheetFault[] }> = ({ sheet: { whole, stages }, faults }) => {
  const say = useSay()
  const isBad = (cell: string) =>
    faults.some((fault) => fault.cell === cell && fault.at === null) ? say('phải là số', 'has to be a number') : undefined
  const unit = (name: 'limitUnit' | 'hardLimitUnit' | 'beforeUnit') => (
    <Select name={name} label={say('Đơn vị', 'Unit')} width="code" value={whole[name]} options={unitOptions[say.lang]} />
  )
  return (
    <Section id="whole" title={say('Thời hạn, quyết định', 'Limit, decision')}>
      <div class="stack">
        <FieldRow>
          <TextField
            name="limitTime"
            label={say('Thời hạn giải quyết', 'Limit')}
            value={whole.limitTime}
            error={isBad('limitTime')}
            width="number"
          />
          {unit('limitUnit')}
          <TextField
            name="hardLimitTime"
            label={say('Vùng khó khăn', 'Hard areas')}
            value={whole.hardLimitTime}
            error={isBad('hardLimitTime')}
            width="number"
          />
          {unit('hardLimitUnit')}
        </FieldRow>
        <FieldRow>
          <TextField
            name="beforeTime"
            label={say('Thời hạn trước khi rút ngắn', 'Limit before it was shortened')}
            hint={say('để trống nếu không rút ngắn', 'left empty when it was not')}
            value={whole.beforeTime}
            error={isBad('beforeTime')}
            width="number"
          />
          {unit('beforeUnit')}
          <TextField
            name="beforeDecision"
            label={say('Quyết định công bố rút ngắn', 'Decision that announced it')}
            value={whole.beforeDecision}
            maxlength={500}
          />
        </FieldRow>
        <TextField
          name="decision"
          label={say('Quyết định phê duyệt quy trình', 'Decision approving the process')}
          value={whole.decision}
          maxlength={500}
        />
        {stages.map((stage, i) => (
          <FieldRow>
            <TextField id={`stageName-${i}`} name="stageName" label={say('Giai đoạn', 'Stage')} value={stage.stageName} maxlength={200} />
            <TextField id={`stageTime-${i}`} name="stageTime" label={say('Thời gian', 'Time')} value={stage.stageTime} width="number" />
            <TextField
              id={`stageHard-${i}`}
              name="stageHard"
              label={say('Vùng khó khăn', 'Hard areas')}
              value={stage.stageHard}
              width="number"
            />
          </FieldRow>
        ))}
        <ArrangeButton act="add-stage" text={say('Thêm giai đoạn', 'Add a stage')} />
      </div>
    </Section>
  )
}

/** Versions that can be taken up again, at most. */
const savesShown = 10

/** The last saves (các lần lưu): each may be put on the sheet again, and saved as a new one. */
const Saves: FC<EditPageProps> = ({ procedure, fromVersion, nameOf }) => {
  const say = useSay()
  const heads = { version: say('Bản', 'Version'), by: say('Người lưu', 'Saved by'), at: say('Lúc', 'At'), act: say('Lấy lại', 'Take up') }
  return (
    <Section id="saves" title={say('Các lần lưu', 'Saves')}>
      <table class="ds-table rows">
        <caption class="ds-sr-only">{say('Các bản đã lưu của quy trình', 'Saved versions of the process')}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.version}</th>
            <th scope="col">{heads.by}</th>
            <th scope="col">{heads.at}</th>
            <th scope="col">{heads.act}</th>
          </tr>
        </thead>
        <tbody>
          {procedure.versions.slice(0, savesShown).map(({ versionNo, importedBy, importedAt }) => (
            <tr>
              <td data-label={heads.version}>{versionNo}</td>
              <td data-label={heads.by}>{importedBy === null ? say('dòng lệnh', 'command line') : nameOf(importedBy)}</td>
              <td data-label={heads.at}>{showMomentLong(importedAt, say.lang)}</td>
              <td data-label={heads.act}>
                {versionNo === fromVersion ? (
                  say('đang mở', 'open here')
                ) : (
                  <a href={`/office/procedures/${procedure.procedureId}/edit?from=${versionNo}`}>
                    {say(`Mở lại bản ${versionNo}`, `Open version ${versionNo} again`)}
                  </a>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
