import type { Child, FC } from 'hono/jsx'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { type Action, PageHeader } from '../../../ui/page-header.tsx'
import { showDate } from '../../../ui/words.ts'
import type { OrgSnapshot } from '../../org/model.ts'
import { unitName } from '../../org/model.ts'
import { addedReturn } from '../assign/decide.ts'
import { heldRoleWords } from '../assign/words.ts'
import { checkProcess, type InternalProcess, isNoteRow, type ProcessStep } from '../process.ts'
import { explainFault, onlineLevelWords, showFee, showMinutes, showTime, stepOf } from '../sentences.ts'
import type { Procedure, Version } from '../version.ts'

export type ShowPageProps = {
  procedure: Procedure
  version: Version
  /** the number of the version in force today, or null */
  inForce: number | null
  org: OrgSnapshot
  nameOf: (officerId: number | null) => string
  next: Action | undefined
  others: readonly Action[]
  more: readonly Action[]
  publicUrl: string
  /** modules of the QR code of the public page, row by row, "1" dark */
  qr: readonly string[]
}

/** One procedure (một thủ tục): its facts, the table of its process with the sum, its versions. */
export const ShowPage: FC<ShowPageProps> = (props) => {
  const { procedure, version, inForce, org, nameOf, next, others, more } = props
  const { process } = version
  return (
    <>
      <PageHeader
        over={<a href="/office/procedures">Thủ tục, quy trình</a>}
        title={process.name}
        under={
          <>
            {[procedure.key, process.code, process.field].filter(Boolean).join(' · ')} ·{' '}
            <VersionState version={version} inForce={inForce} />
          </>
        }
        next={next}
        others={others}
        more={more}
      />
      {procedure.withdrawnAt !== null && (
        <Notice tone="near" title="Đã bãi bỏ">
          <p>Không tiếp nhận hồ sơ mới theo thủ tục này. Hồ sơ đã nhận vẫn làm tiếp đến khi xong.</p>
        </Notice>
      )}
      <Faults version={version} />
      <Columns side={<Side {...props} />}>
        <StepTable process={process} version={version} org={org} />
        {process.components.length > 0 && <Components process={process} />}
        {process.feeLines.length > 0 && <FeeLines process={process} />}
        <Versions procedure={procedure} shown={version.versionNo} inForce={inForce} nameOf={nameOf} />
      </Columns>
    </>
  )
}

/** What, and below it small what of it. It wraps: names of procedures are long, and their ends tell them apart. */
export const Told: FC<{ top: Child; sub?: Child }> = ({ top, sub }) => (
  <>
    <div>{top}</div>
    {sub && <div class="small">{sub}</div>}
  </>
)

/** How a version stands, in a word and its day. */
const VersionState: FC<{ version: Version; inForce: number | null }> = ({ version, inForce }) => {
  const { versionNo, state, effectiveFrom, effectiveTo, faults } = version
  const from = effectiveFrom === null ? '' : ` từ ${showDate(effectiveFrom)}`
  if (versionNo === inForce)
    return (
      <Tag tone="good">
        bản {versionNo}, áp dụng{from}
      </Tag>
    )
  if (state === 'withdrawn') return <Tag>bản {versionNo}, đã bãi bỏ trước khi áp dụng</Tag>
  if (state === 'published' && effectiveTo !== null)
    return (
      <Tag>
        bản {versionNo}, hết hiệu lực sau {showDate(effectiveTo)}
      </Tag>
    )
  if (state === 'published')
    return (
      <Tag tone="ours">
        bản {versionNo}, sẽ áp dụng{from}
      </Tag>
    )
  return faults.length > 0 ? <Tag tone="late">bản {versionNo}, có lỗi</Tag> : <Tag>bản {versionNo}, bản nháp</Tag>
}

const Faults: FC<{ version: Version }> = ({ version: { faults } }) =>
  faults.length === 0 ? null : (
    <Notice tone="late" title={`Quy trình có ${faults.length} lỗi nên chưa công bố được`}>
      <ul>
        {faults.map((fault) => {
          const step = stepOf(fault)
          return <li>{step === null ? explainFault(fault) : <a href={`#step-${step}`}>{explainFault(fault)}</a>}</li>
        })}
      </ul>
      <p>Sửa trong tệp rồi nhập lại: bản đã sửa thành một bản nháp mới.</p>
    </Notice>
  )

/** The table of the process (bảng các bước), with what counts and what it adds up to. */
export const StepTable: FC<{ process: InternalProcess; version?: Version; org?: OrgSnapshot }> = ({ process, version, org }) => {
  const { steps, stages, hardLimit, limit } = process
  const hasHard = hardLimit !== null || steps.some((s) => s.hardDuration !== null)
  const assignments = version?.assignments ?? null
  const { countedMinutes, limitMinutes, hard } = checkProcess(process)
  const unit = limit[0]?.unit ?? 'working_day'
  const columns = 3 + (hasHard ? 1 : 0) + (assignments ? 1 : 0)
  const groups = [...Map.groupBy(steps, ({ stage }) => stage)]
  if (steps.length === 0)
    return (
      <Section id="steps" title="Các bước" aside={`thời hạn ${showTime(limit)}`}>
        <p>Tệp không có bước nào cho quy trình này.</p>
      </Section>
    )
  return (
    <Section
      id="steps"
      title="Các bước"
      aside={`${steps.filter((s) => !isNoteRow(s)).length} bước, thời hạn ${showTime(limit)}${hardLimit ? `, vùng khó khăn ${showTime(hardLimit)}` : ''}`}
    >
      <table class="ds-table rows">
        <caption class="ds-sr-only">Các bước của quy trình nội bộ</caption>
        <thead>
          <tr>
            <th scope="col">Bước</th>
            <th scope="col" data-kind="wide">
              Nội dung, người thực hiện
            </th>
            {assignments && <th scope="col">Ở cơ quan này</th>}
            <th scope="col" data-kind="number">
              Thời gian
            </th>
            {hasHard && (
              <th scope="col" data-kind="number">
                Vùng khó khăn
              </th>
            )}
          </tr>
        </thead>
        {groups.map(([stage, rows]) => (
          <tbody>
            {stage !== null && (
              <tr>
                <th scope="rowgroup" colspan={columns}>
                  {stage}
                  <StageTime process={process} stage={stages.find(({ name }) => name === stage)} />
                </th>
              </tr>
            )}
            {rows.map((step) => (
              <StepRow step={step} steps={steps} version={version} org={org} hasHard={hasHard} />
            ))}
          </tbody>
        ))}
        <tbody>
          {assignments?.[addedReturn] && org && (
            <tr>
              <td data-label="Bước">+</td>
              <td data-label="Nội dung">Trả kết quả (bảng không ghi bước này)</td>
              <td data-label="Ở cơ quan này">
                <Holder holder={assignments[addedReturn]} org={org} />
              </td>
              <td colspan={hasHard ? 2 : 1}>không tính ngày</td>
            </tr>
          )}
          <tr>
            <td colspan={columns - (hasHard ? 2 : 1)}>
              <strong>Cộng các bước tính thời gian</strong>
            </td>
            <td data-kind="number" data-label="Thời gian">
              <Total minutes={countedMinutes} against={limitMinutes} unit={unit} />
            </td>
            {hasHard && (
              <td data-kind="number" data-label="Vùng khó khăn">
                {hard ? <Total minutes={hard.countedMinutes} against={hard.limitMinutes} unit={hardLimit?.[0]?.unit ?? unit} /> : '–'}
              </td>
            )}
          </tr>
        </tbody>
      </table>
    </Section>
  )
}

const StageTime: FC<{ process: InternalProcess; stage: InternalProcess['stages'][number] | undefined }> = ({ process, stage }) => {
  const unit = process.limit[0]?.unit
  if (!stage || stage.value === null || !unit) return null
  return (
    <span class="small">
      {' '}
      · {showTime([{ value: stage.value, unit }])}
      {stage.hard !== null && `, vùng khó khăn ${showTime([{ value: stage.hard, unit }])}`}
    </span>
  )
}

const Total: FC<{ minutes: number; against: number | null; unit: 'working_day' | 'calendar_day' | 'hour' }> = ({
  minutes,
  against,
  unit,
}) => (
  <Told
    top={<strong>{showMinutes(minutes, unit)}</strong>}
    sub={
      against === null ? undefined : against === minutes ? (
        'bằng thời hạn'
      ) : (
        <Tag tone="late">
          {minutes < against ? 'thiếu' : 'thừa'} {showMinutes(Math.abs(against - minutes), unit)}
        </Tag>
      )
    }
  />
)

const StepRow: FC<{
  step: ProcessStep
  steps: readonly ProcessStep[]
  version: Version | undefined
  org: OrgSnapshot | undefined
  hasHard: boolean
}> = ({ step, steps, version, org, hasHard }) => {
  const faults = (version?.faults ?? []).filter((fault) => stepOf(fault) === step.no && (!('stage' in fault) || fault.stage === step.stage))
  const holder = version?.assignments?.[String(steps.indexOf(step) + 1)]
  return (
    <tr id={`step-${step.no}`} data-tone={faults.length > 0 ? 'late' : undefined}>
      <td data-label="Bước">{isNoteRow(step) ? <span class="small">sau {step.afterStep}</span> : step.no}</td>
      <td data-kind="wide" data-label="Nội dung">
        <Told
          top={
            <>
              {step.name ?? `Bước ${step.no}`} <StepMarks step={step} />
            </>
          }
          sub={
            <>
              {step.actor ?? 'chưa ghi người thực hiện'}
              {step.note && ` · ${step.note}`}
            </>
          }
        />
        {faults.map((fault) => (
          <div class="small">
            <Tag tone="late">lỗi</Tag> {explainFault(fault)}
          </div>
        ))}
      </td>
      {version?.assignments && <td data-label="Ở cơ quan này">{holder && org ? <Holder holder={holder} org={org} /> : '–'}</td>}
      <td data-kind="number" data-label="Thời gian">
        {step.countsTime ? showTime(step.duration) : <NotCounted time={step.duration} />}
      </td>
      {hasHard && (
        <td data-kind="number" data-label="Vùng khó khăn">
          {step.countsTime ? showTime(step.hardDuration ?? step.duration) : '–'}
        </td>
      )}
    </tr>
  )
}

const NotCounted: FC<{ time: ProcessStep['duration'] }> = ({ time }) => (
  <span class="small">{time ? `${showTime(time)}, không tính` : 'không tính ngày'}</span>
)

/** What is special about a step: waiting, beside another, stopping the clock. */
const StepMarks: FC<{ step: ProcessStep }> = ({ step }) => (
  <>
    {isNoteRow(step) && <Tag>chờ, ngoài thời hạn</Tag>}
    {step.runsWith !== null && <Tag>cùng lúc với bước {step.runsWith}</Tag>}
    {step.pausesClock && <Tag tone="pause">dừng đồng hồ sau bước này</Tag>}
    {step.resumesClock && <Tag>đồng hồ chạy lại sau bước này</Tag>}
  </>
)

const Holder: FC<{ holder: NonNullable<Version['assignments']>[string]; org: OrgSnapshot }> = ({ holder, org }) => (
  <Told
    top={heldRoleWords[holder.role]}
    sub={
      <>
        {unitName(org, holder.unitId)} {holder.isAway && <Tag tone="away">theo dõi, nơi khác làm</Tag>}
      </>
    }
  />
)

const Components: FC<{ process: InternalProcess }> = ({ process: { components } }) => (
  <Section id="components" title="Thành phần hồ sơ" aside={`${components.length} giấy tờ`}>
    <table class="ds-table rows">
      <caption class="ds-sr-only">Giấy tờ phải nộp</caption>
      <thead>
        <tr>
          <th scope="col" data-kind="wide">
            Giấy tờ
          </th>
          <th scope="col">Bản chính</th>
          <th scope="col">Bản sao</th>
        </tr>
      </thead>
      <tbody>
        {components.map((paper) => (
          <tr>
            <td data-kind="wide" data-label="Giấy tờ">
              <Told
                top={paper.name}
                sub={
                  [paper.formCode, paper.onlyWhen ?? (paper.isConditional ? 'chỉ nộp khi có' : null)].filter(Boolean).join(' · ') ||
                  undefined
                }
              />
            </td>
            <td data-label="Bản chính">{paper.originals ?? '–'}</td>
            <td data-label="Bản sao">{paper.copies ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
)

const FeeLines: FC<{ process: InternalProcess }> = ({ process: { feeLines } }) => (
  <Section id="fees" title="Phí, lệ phí">
    <Facts
      items={feeLines.map(({ group, item, payer, channel, amount }) => [
        [group, item, payer, channel].filter(Boolean).join(' · ') || 'Phí, lệ phí',
        amount,
      ])}
    />
  </Section>
)

const Side: FC<ShowPageProps> = ({ procedure, version, inForce, nameOf, publicUrl, qr }) => {
  const { process } = version
  const by = (officerId: number | null, at: number | null) => (at === null ? null : nameOf(officerId))
  return (
    <>
      <Section id="facts" title="Thông tin">
        <Facts
          items={[
            ['Thời hạn', process.limitNote ? <Told top={showTime(process.limit)} sub={process.limitNote} /> : showTime(process.limit)],
            ...(process.hardLimit ? [['Vùng khó khăn', showTime(process.hardLimit)] as const] : []),
            ['Cơ quan có thẩm quyền', process.authority],
            ['Phí, lệ phí', showFee(process.fee)],
            ['Trực tuyến', process.onlineLevel && onlineLevelWords[process.onlineLevel]],
            ['Qua bưu chính', yesNo(process.isByPost)],
            ['Không phụ thuộc địa giới', yesNo(process.isAnywhere)],
            ['Kết quả', process.result],
            ['Quyết định', version.decision || process.decision],
          ]}
        />
      </Section>
      <Section id="version" title={`Bản ${version.versionNo}`}>
        <Facts
          items={[
            ['Nhập', `${version.importedBy === null ? 'dòng lệnh' : nameOf(version.importedBy)}`],
            ['Phân công', by(version.assignedBy, version.assignedAt)],
            ['Công bố', by(version.publishedBy, version.publishedAt)],
            ['Áp dụng từ', version.effectiveFrom === null ? null : showDate(version.effectiveFrom)],
            ['Hết hiệu lực sau', version.effectiveTo === null ? null : showDate(version.effectiveTo)],
          ]}
        />
      </Section>
      {inForce !== null && (
        <Section id="public" title="Trang công khai">
          <QrCode rows={qr} label={`Mã QR đến trang công khai của thủ tục ${procedure.name}`} />
          <p class="small">
            <a href={publicUrl}>{publicUrl}</a>
          </p>
        </Section>
      )}
    </>
  )
}

const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? 'Có' : 'Không')

/** A QR code as one path, dark on the paper's white, with the quiet margin that readers need. */
const QrCode: FC<{ rows: readonly string[]; label: string }> = ({ rows, label }) => {
  const size = rows.length + 8
  const dark = rows.flatMap((row, y) => [...row].flatMap((bit, x) => (bit === '1' ? [`M${x + 4} ${y + 4}h1v1h-1z`] : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width="144" height="144" role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}

const Versions: FC<Pick<ShowPageProps, 'procedure' | 'inForce' | 'nameOf'> & { shown: number }> = ({
  procedure,
  inForce,
  nameOf,
  shown,
}) => (
  <Section id="versions" title="Các phiên bản">
    <table class="ds-table rows">
      <caption class="ds-sr-only">Các phiên bản của quy trình</caption>
      <thead>
        <tr>
          <th scope="col">Bản</th>
          <th scope="col">Tình trạng</th>
          <th scope="col" data-kind="wide">
            Quyết định
          </th>
          <th scope="col">Người công bố</th>
        </tr>
      </thead>
      <tbody>
        {procedure.versions.map((v) => (
          <tr>
            <td data-label="Bản">
              {v.versionNo === shown ? (
                <strong>{v.versionNo}</strong>
              ) : (
                <a href={`/office/procedures/${procedure.procedureId}?v=${v.versionNo}`}>{v.versionNo}</a>
              )}
            </td>
            <td data-label="Tình trạng">
              <VersionState version={v} inForce={inForce} />
            </td>
            <td data-kind="wide" data-label="Quyết định">
              {v.decision || '–'}
            </td>
            <td data-label="Người công bố">{v.publishedAt === null ? '–' : nameOf(v.publishedBy)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Section>
)
