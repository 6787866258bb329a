import type { Child, FC } from 'hono/jsx'
import { DateField, ErrorSummary, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDate } from '../../../ui/words.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import type { FactName, ProcessDiff, StepDiff, StepField } from '../diff.ts'
import { isSame } from '../diff.ts'
import type { InternalProcess, ProcessStep } from '../process.ts'
import { onlineLevelWords, showFee, showTime } from '../sentences.ts'
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
  /** why it cannot be published whatever is typed */
  blocked?: string | undefined
  hidden: Readonly<Record<string, string>>
}

/** Makes a version binding (công bố quy trình): what changes, from which day, on which decision. */
export const PublishPage: FC<PublishPageProps> = (props) => {
  const { procedure, version, against, org, nameOf, unheld, firstDay, typed, faults, refusal, blocked, hidden } = props
  const here = `/office/procedures/${procedure.procedureId}`
  const typedIn = (name: string, first: string) => (typeof typed[name] === 'string' ? typed[name] : first)
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · bản {version.versionNo}
          </>
        }
        title="Công bố quy trình"
        under={version.process.name}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      {blocked && !refusal && (
        <Notice tone="near" title="Chưa công bố được">
          <p>{blocked}</p>
        </Notice>
      )}
      {unheld > 0 && (
        <Notice tone="near" title="Có bước chưa ai nhận được">
          <p>
            {unheld} bước hôm nay chưa có ai giữ vai trò trong đơn vị được phân công. <a href={here}>Xem các bước</a>
          </p>
        </Notice>
      )}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Columns
        side={
          <Section title="Hai người" id="people">
            <Facts
              items={[
                ['Nhập', version.importedBy === null ? 'dòng lệnh' : nameOf(version.importedBy)],
                ['Phân công', version.assignedBy === null ? null : nameOf(version.assignedBy)],
                ['Thời hạn', showTime(version.process.limit)],
                ['Thay cho', against ? `bản ${against.version.versionNo}` : 'chưa có bản nào'],
              ]}
            />
          </Section>
        }
      >
        <Section>
          <Form action={`${here}/publish`} hidden={hidden} guard>
            <TextField
              name="decision"
              label="Quyết định phê duyệt"
              hint="số, ký hiệu, ngày"
              required
              value={typedIn('decision', version.decision)}
              error={faults.decision}
              maxlength={500}
            />
            <DateField
              name="effectiveFrom"
              label="Áp dụng từ ngày"
              hint={
                against
                  ? `hồ sơ nhận từ ngày này làm theo bản mới; bản ${against.version.versionNo} hết hiệu lực ngày trước đó`
                  : 'hồ sơ nhận từ ngày này làm theo quy trình này'
              }
              required
              min={firstDay}
              value={typedIn('effectiveFrom', firstDay)}
              error={faults.effectiveFrom}
            />
            {blocked ? (
              <p class="blocked">
                <span class="blocked-what">Công bố:</span> {blocked} <a href={here}>Về thủ tục</a>
              </p>
            ) : (
              <FormButtons submit="Công bố" cancel={{ href: here }} />
            )}
          </Form>
        </Section>
        {against ? <Changes {...against} next={version.process} /> : <StepTable process={version.process} version={version} org={org} />}
      </Columns>
    </>
  )
}

/** When nothing waits to be published any more: somebody else was faster. */
export const Gone: FC<{ message: string; href: string }> = ({ message, href }) => (
  <>
    <PageHeader title="Công bố quy trình" next={{ text: 'Xem thủ tục', href }} />
    <RefusalBanner refusal={message} />
  </>
)

const factWords: Record<FactName, string> = {
  code: 'Mã thủ tục',
  name: 'Tên',
  field: 'Lĩnh vực',
  authority: 'Cơ quan có thẩm quyền',
  limit: 'Thời hạn',
  limitNote: 'Ghi chú thời hạn',
  hardLimit: 'Thời hạn vùng khó khăn',
  stages: 'Giai đoạn',
  fee: 'Phí, lệ phí',
  feeLines: 'Bảng phí',
  onlineLevel: 'Trực tuyến',
  isByPost: 'Qua bưu chính',
  isAnywhere: 'Không phụ thuộc địa giới',
  components: 'Thành phần hồ sơ',
  result: 'Kết quả',
  decision: 'Quyết định',
}

function showFact(process: InternalProcess, fact: FactName): string {
  switch (fact) {
    case 'limit':
    case 'hardLimit':
      return showTime(process[fact])
    case 'fee':
      return showFee(process.fee)
    case 'onlineLevel':
      return process.onlineLevel ? onlineLevelWords[process.onlineLevel] : '–'
    case 'isByPost':
    case 'isAnywhere':
      return process[fact] === null ? '–' : process[fact] ? 'Có' : 'Không'
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
  const from = version.effectiveFrom === null ? '' : `, áp dụng từ ${showDate(version.effectiveFrom)}`
  if (isSame(diff))
    return (
      <Section id="changes" title={`So với bản ${version.versionNo}`} aside={from.slice(2)}>
        <p>Nội dung không đổi.</p>
      </Section>
    )
  return (
    <>
      {diff.facts.length > 0 && (
        <Section id="facts" title={`Thông tin đổi so với bản ${version.versionNo}${from}`}>
          <table class="ds-table rows">
            <caption class="ds-sr-only">Thông tin thay đổi</caption>
            <thead>
              <tr>
                <th scope="col">Mục</th>
                <th scope="col" data-kind="wide">
                  Bản {version.versionNo}
                </th>
                <th scope="col" data-kind="wide">
                  Bản mới
                </th>
              </tr>
            </thead>
            <tbody>
              {diff.facts.map((fact) => (
                <tr>
                  <td data-label="Mục">{factWords[fact]}</td>
                  <td data-kind="wide" data-label={`Bản ${version.versionNo}`}>
                    <del>{showFact(version.process, fact)}</del>
                  </td>
                  <td data-kind="wide" data-label="Bản mới">
                    <ins>{showFact(next, fact)}</ins>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      <Section id="changes" title={`Từng bước, so với bản ${version.versionNo}`} aside={countChanges(diff.steps)}>
        <table class="ds-table rows">
          <caption class="ds-sr-only">So sánh từng bước</caption>
          <thead>
            <tr>
              <th scope="col">Bước</th>
              <th scope="col" data-kind="wide">
                Nội dung
              </th>
              <th scope="col">Thay đổi</th>
              <th scope="col" data-kind="wide">
                Trước → sau
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

function countChanges(steps: readonly StepDiff[]): string {
  const count = (kind: StepDiff['kind']) => steps.filter((row) => row.kind === kind).length
  return `${count('added')} thêm, ${count('removed')} bỏ, ${count('changed')} đổi, ${count('same')} giữ nguyên`
}

const kindTags = {
  same: <span class="small">giữ nguyên</span>,
  changed: <Tag tone="near">đổi</Tag>,
  added: <Tag tone="ours">thêm</Tag>,
  removed: <Tag tone="late">bỏ</Tag>,
} as const satisfies Record<StepDiff['kind'], unknown>

const stepFieldWords: Record<StepField, string> = {
  stage: 'Giai đoạn',
  name: 'Nội dung',
  actor: 'Người thực hiện',
  duration: 'Thời gian',
  hardDuration: 'Vùng khó khăn',
  countsTime: 'Tính thời gian',
  afterStep: 'Ghi chú sau bước',
  runsWith: 'Song song với bước',
  pausesClock: 'Dừng đồng hồ',
  resumesClock: 'Đồng hồ chạy lại',
  note: 'Ghi chú',
}

function showField(step: ProcessStep, field: StepField): string {
  const value = step[field]
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  return typeof value === 'string' ? value : value === null ? '–' : showTime(value)
}

const DiffRow: FC<{ row: StepDiff }> = ({ row }) => {
  const step = row.kind === 'removed' ? row.before : row.after
  const timeOf = (s: ProcessStep): Child => (s.countsTime ? showTime(s.duration) : 'không tính ngày')
  return (
    <tr>
      <td data-label="Bước">{step.no}</td>
      <td data-kind="wide" data-label="Nội dung">
        <Told
          top={row.kind === 'removed' ? <del>{step.name ?? ''}</del> : (step.name ?? '')}
          sub={
            <>
              {step.actor ?? ''} · {timeOf(step)}
            </>
          }
        />
      </td>
      <td data-label="Thay đổi">{kindTags[row.kind]}</td>
      <td data-kind="wide" data-label="Trước → sau">
        {row.kind === 'changed' && (
          <ul>
            {row.fields.map((field) => (
              <li>
                {stepFieldWords[field]}: <del>{showField(row.before, field)}</del> → <ins>{showField(row.after, field)}</ins>
              </li>
            ))}
          </ul>
        )}
      </td>
    </tr>
  )
}
