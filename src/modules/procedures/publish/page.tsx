import type { Child, FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DateField, ErrorSummary, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDate } from '../../../ui/words.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import type { FactName, ProcessDiff, StepDiff, StepField } from '../diff.ts'
import { isSame } from '../diff.ts'
import type { InternalProcess, ProcessStep } from '../process.ts'
import { onlineLevelWords, showFee, showSupplements, showTime } from '../sentences.ts'
import { StepTable, Told } from '../show/page.tsx'
import type { Procedure, Version } from '../version.ts'

export type PublishPageProps = {
  procedure: Procedure
  version: Version
  /** the version that this one would end, and what changes; null for the first */
  against: { version: Version; diff: ProcessDiff } | null
  org: OrgSnapshot
  nameOf: (officerId: number | null) => string
  /** steps that nobody can take today */
  unheld: number
  /** the first day that may be chosen */
  firstDay: string
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  /** the table of the decision is recorded, so this version was compared with it */
  isRecorded: boolean
  /** why it cannot be published whatever is typed */
  blocked?: string | undefined
  hidden: Readonly<Record<string, string>>
}

/** Makes a version binding (công bố quy trình): what changes, from which day, on which decision. */
export const PublishPage: FC<PublishPageProps> = (props) => {
  const { procedure, version, against, org, nameOf, unheld, firstDay, typed, faults, refusal, blocked, isRecorded, hidden } = props
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  const replaced = against?.version.versionNo
  const typedIn = (name: string, first: string) => (typeof typed[name] === 'string' ? typed[name] : first)
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`bản ${version.versionNo}`, `version ${version.versionNo}`)}
          </>
        }
        title={say('Công bố quy trình', 'Publish the process')}
        under={version.process.name}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {blocked && !refusal && (
        <Notice tone="near" title={say('Chưa công bố được', 'Cannot be published yet')}>
          <p>{blocked}</p>
        </Notice>
      )}
      {unheld > 0 && (
        <Notice tone="near" title={say('Có bước chưa ai nhận được', 'Nobody can take some steps')}>
          <p>
            {say(
              `${unheld} bước hôm nay chưa có ai giữ vai trò trong đơn vị được phân công.`,
              unheld === 1
                ? '1 step has nobody today who holds the role in the assigned unit.'
                : `${unheld} steps have nobody today who holds the role in the assigned unit.`,
            )}{' '}
            <a href={here}>{say('Xem các bước', 'View the steps')}</a>
          </p>
        </Notice>
      )}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Columns
        side={
          <Section title={say('Hai người', 'Two people')} id="people">
            <Facts
              items={[
                [say('Nhập', 'Imported by'), version.importedBy === null ? say('dòng lệnh', 'command line') : nameOf(version.importedBy)],
                [say('Phân công', 'Assigned by'), version.assignedBy === null ? null : nameOf(version.assignedBy)],
                [say('Thời hạn', 'Limit'), showTime(version.process.limit, say)],
                [
                  say('Bảng theo quyết định', 'Table of the decision'),
                  <a href={`${here}/conform`}>
                    {isRecorded ? say('đã ghi, xem đối chiếu', 'recorded, see the comparison') : say('chưa ghi', 'not recorded')}
                  </a>,
                ],
                [
                  say('Thay cho', 'Replaces'),
                  replaced === undefined ? say('chưa có bản nào', 'no version yet') : say(`bản ${replaced}`, `version ${replaced}`),
                ],
              ]}
            />
          </Section>
        }
      >
        <Section>
          <Form action={`${here}/publish`} hidden={hidden} guard>
            <TextField
              name="decision"
              label={say('Quyết định phê duyệt', 'Approving decision')}
              hint={say('số, ký hiệu, ngày', 'number, symbol, date')}
              required
              value={typedIn('decision', version.decision)}
              error={faults.decision}
              maxlength={500}
            />
            <DateField
              name="effectiveFrom"
              label={say('Áp dụng từ ngày', 'In force from')}
              hint={
                replaced === undefined
                  ? say('hồ sơ nhận từ ngày này làm theo quy trình này', 'dossiers received from this day on follow this process')
                  : say(
                      `hồ sơ nhận từ ngày này làm theo bản mới; bản ${replaced} hết hiệu lực ngày trước đó`,
                      `dossiers received from this day on follow the new version; version ${replaced} ends the day before`,
                    )
              }
              required
              min={firstDay}
              value={typedIn('effectiveFrom', firstDay)}
              error={faults.effectiveFrom}
            />
            {blocked ? (
              <p class="blocked">
                <span class="blocked-what">{say('Công bố:', 'Publish:')}</span> {blocked}{' '}
                <a href={here}>{say('Về thủ tục', 'Back to the procedure')}</a>
              </p>
            ) : (
              <FormButtons submit={say('Công bố', 'Publish')} cancel={{ href: here }} />
            )}
          </Form>
        </Section>
        {against ? <Changes {...against} next={version.process} /> : <StepTable process={version.process} version={version} org={org} />}
      </Columns>
    </>
  )
}

/** When nothing waits to be published any more: somebody else was faster. */
export const Gone: FC<{ message: string; href: string }> = ({ message, href }) => {
  const say = useSay()
  return (
    <>
      <PageHeader title={say('Công bố quy trình', 'Publish the process')} next={{ text: say('Xem thủ tục', 'View the procedure'), href }} />
      <RefusalBanner refusal={message} />
    </>
  )
}

const factWords = inBoth(
  (say) =>
    ({
      code: say('Mã thủ tục', 'Procedure code'),
      name: say('Tên', 'Name'),
      field: say('Lĩnh vực', 'Field'),
      authority: say('Cơ quan có thẩm quyền', 'Deciding agency'),
      limit: say('Thời hạn', 'Limit'),
      limitNote: say('Ghi chú thời hạn', 'Note on the limit'),
      hardLimit: say('Thời hạn vùng khó khăn', 'Limit in hard areas'),
      stages: say('Giai đoạn', 'Stages'),
      fee: say('Phí, lệ phí', 'Fee'),
      feeLines: say('Bảng phí', 'Table of fees'),
      onlineLevel: say('Trực tuyến', 'Online'),
      isByPost: say('Qua bưu chính', 'By post'),
      isAnywhere: say('Không phụ thuộc địa giới', 'At any one-stop counter'),
      components: say('Thành phần hồ sơ', 'Components'),
      result: say('Kết quả', 'Result'),
      supplements: say('Số lần bổ sung', 'Supplements'),
      decision: say('Quyết định', 'Decision'),
    }) satisfies Record<FactName, string>,
)

function showFact(process: InternalProcess, fact: FactName, say: Say): string {
  switch (fact) {
    case 'limit':
    case 'hardLimit':
      return showTime(process[fact], say)
    case 'fee':
      return showFee(process.fee, say)
    case 'onlineLevel':
      return process.onlineLevel ? onlineLevelWords[say.lang][process.onlineLevel] : '–'
    case 'isByPost':
    case 'isAnywhere':
      return process[fact] === null ? '–' : process[fact] ? say('Có', 'Yes') : say('Không', 'No')
    case 'supplements':
      return showSupplements(process.supplements, say)
    case 'stages':
      return process.stages.map(({ name, value, hard }) => [name, value, hard].filter((v) => v !== null).join(' ')).join('; ') || '–'
    case 'components':
      return process.components.map(({ name }) => name).join('; ') || '–'
    case 'feeLines':
      return process.feeLines.map((line) => [line.item, line.payer, line.channel, line.amount].filter(Boolean).join(' ')).join('; ') || '–'
    default:
      return process[fact] ?? '–'
  }
}

const Changes: FC<{ version: Version; diff: ProcessDiff; next: InternalProcess }> = ({ version, diff, next }) => {
  const say = useSay()
  const no = version.versionNo
  const from = version.effectiveFrom === null ? null : showDate(version.effectiveFrom, undefined, say.lang)
  if (isSame(diff))
    return (
      <Section
        id="changes"
        title={say(`So với bản ${no}`, `Against version ${no}`)}
        aside={from !== null && say(`áp dụng từ ${from}`, `in force from ${from}`)}
      >
        <p>{say('Nội dung không đổi.', 'Nothing changes.')}</p>
      </Section>
    )
  const words = {
    item: say('Mục', 'Item'),
    old: say(`Bản ${no}`, `Version ${no}`),
    next: say('Bản mới', 'New version'),
  }
  return (
    <>
      {diff.facts.length > 0 && (
        <Section
          id="facts"
          title={
            from === null
              ? say(`Thông tin đổi so với bản ${no}`, `Details changed since version ${no}`)
              : say(`Thông tin đổi so với bản ${no}, áp dụng từ ${from}`, `Details changed since version ${no}, in force from ${from}`)
          }
        >
          <table class="ds-table rows">
            <caption class="ds-sr-only">{say('Thông tin thay đổi', 'Changed details')}</caption>
            <thead>
              <tr>
                <th scope="col">{words.item}</th>
                <th scope="col" data-kind="wide">
                  {words.old}
                </th>
                <th scope="col" data-kind="wide">
                  {words.next}
                </th>
              </tr>
            </thead>
            <tbody>
              {diff.facts.map((fact) => (
                <tr>
                  <td data-label={words.item}>{factWords[say.lang][fact]}</td>
                  <td data-kind="wide" data-label={words.old}>
                    <del>{showFact(version.process, fact, say)}</del>
                  </td>
                  <td data-kind="wide" data-label={words.next}>
                    <ins>{showFact(next, fact, say)}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section
        id="changes"
        title={say(`Từng bước, so với bản ${no}`, `Step by step, against version ${no}`)}
        aside={countChanges(diff.steps, say)}
      >
        <table class="ds-table rows">
          <caption class="ds-sr-only">{say('So sánh từng bước', 'Comparison step by step')}</caption>
          <thead>
            <tr>
              <th scope="col">{diffHeads[say.lang].step}</th>
              <th scope="col" data-kind="wide">
                {diffHeads[say.lang].what}
              </th>
              <th scope="col">{diffHeads[say.lang].change}</th>
              <th scope="col" data-kind="wide">
                {diffHeads[say.lang].both}
              </th>
            </tr>
          </thead>
          <tbody>
            {diff.steps.map((row) => (
              <DiffRow row={row} />
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}

function countChanges(steps: readonly StepDiff[], say: Say): string {
  const count = (kind: StepDiff['kind']) => steps.filter((row) => row.kind === kind).length
  return say(
    `${count('added')} thêm, ${count('removed')} bỏ, ${count('changed')} đổi, ${count('same')} giữ nguyên`,
    `${count('added')} added, ${count('removed')} removed, ${count('changed')} changed, ${count('same')} unchanged`,
  )
}

const diffHeads = inBoth((say) => ({
  step: say('Bước', 'Step'),
  what: say('Nội dung', 'What is done'),
  change: say('Thay đổi', 'Change'),
  both: say('Trước → sau', 'Before → after'),
}))

const kindTags = inBoth(
  (say) =>
    ({
      same: <span class="small">{say('giữ nguyên', 'unchanged')}</span>,
      changed: <Tag tone="near">{say('đổi', 'changed')}</Tag>,
      added: <Tag tone="ours">{say('thêm', 'added')}</Tag>,
      removed: <Tag tone="late">{say('bỏ', 'removed')}</Tag>,
    }) satisfies Record<StepDiff['kind'], Child>,
)

export const stepFieldWords = inBoth(
  (say) =>
    ({
      stage: say('Giai đoạn', 'Stage'),
      name: say('Nội dung', 'What is done'),
      actor: say('Người thực hiện', 'Who does it'),
      duration: say('Thời gian', 'Time'),
      hardDuration: say('Vùng khó khăn', 'Hard areas'),
      countsTime: say('Tính thời gian', 'Counts time'),
      afterStep: say('Ghi chú sau bước', 'Note after step'),
      runsWith: say('Song song với bước', 'Runs with step'),
      pausesClock: say('Dừng đồng hồ', 'Stops the clock'),
      resumesClock: say('Đồng hồ chạy lại', 'Starts the clock again'),
      forms: say('Biểu mẫu', 'Forms'),
      note: say('Ghi chú', 'Note'),
    }) satisfies Record<StepField, string>,
)

export function showField(step: ProcessStep, field: StepField, say: Say): string {
  const value = step[field]
  if (typeof value === 'boolean') return value ? say('có', 'yes') : say('không', 'no')
  return typeof value === 'string' ? value : value === null || value === undefined ? '–' : showTime(value, say)
}

const DiffRow: FC<{ row: StepDiff }> = ({ row }) => {
  const say = useSay()
  const heads = diffHeads[say.lang]
  const step = row.kind === 'removed' ? row.before : row.after
  const timeOf = (s: ProcessStep): Child => (s.countsTime ? showTime(s.duration, say) : say('không tính ngày', 'time not counted'))
  return (
    <tr>
      <td data-label={heads.step}>{step.no}</td>
      <td data-kind="wide" data-label={heads.what}>
        <Told
          top={row.kind === 'removed' ? <del>{step.name ?? ''}</del> : (step.name ?? '')}
          sub={
            <>
              {step.actor ?? ''} · {timeOf(step)}
            </>
          }
        />
      </td>
      <td data-label={heads.change}>{kindTags[say.lang][row.kind]}</td>
      <td data-kind="wide" data-label={heads.both}>
        {row.kind === 'changed' && (
          <ul>
            {row.fields.map((field) => (
              <li>
                {stepFieldWords[say.lang][field]}: <del>{showField(row.before, field, say)}</del> →{' '}
                <ins>{showField(row.after, field, say)}</ins>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
