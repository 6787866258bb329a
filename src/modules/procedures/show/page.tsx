import type { Child, FC } from 'hono/jsx'
import type { Day } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
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
import { explainFault, onlineLevelWords, showFee, showMinutes, showSupplements, showTime, stepOf } from '../sentences.ts'
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
  const say = useSay()
  const until = procedure.versions.find(({ versionNo }) => versionNo === inForce)?.effectiveTo ?? null
  const lastDay = until === null ? null : showDate(until, undefined, say.lang)
  return (
    <>
      <PageHeader
        over={<a href="/office/procedures">{say('Thủ tục, quy trình', 'Procedures')}</a>}
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
        <Notice tone="near" title={say('Đã bãi bỏ', 'Withdrawn')}>
          <p>
            {lastDay === null
              ? say(
                  'Không tiếp nhận hồ sơ mới theo thủ tục này. Hồ sơ đã nhận vẫn làm tiếp đến khi xong.',
                  'No new dossier is received under this procedure. Those already received go on to their end.',
                )
              : say(
                  `Còn tiếp nhận hồ sơ mới đến hết ${lastDay}. Hồ sơ đã nhận vẫn làm tiếp đến khi xong.`,
                  `New dossiers are received until the end of ${lastDay}. Those already received go on to their end.`,
                )}
          </p>
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
  const say = useSay()
  const { versionNo: no, state, effectiveFrom, effectiveTo, faults } = version
  const from = effectiveFrom === null ? null : showDate(effectiveFrom, undefined, say.lang)
  if (no === inForce)
    return (
      <Tag tone="good">
        {from === null
          ? say(`bản ${no}, áp dụng`, `version ${no}, in force`)
          : say(`bản ${no}, áp dụng từ ${from}`, `version ${no}, in force from ${from}`)}
      </Tag>
    )
  if (state === 'withdrawn')
    return <Tag>{say(`bản ${no}, đã bãi bỏ trước khi áp dụng`, `version ${no}, withdrawn before it came into force`)}</Tag>
  if (state === 'published' && effectiveTo !== null) {
    const to = showDate(effectiveTo, undefined, say.lang)
    return <Tag>{say(`bản ${no}, hết hiệu lực sau ${to}`, `version ${no}, no longer in force after ${to}`)}</Tag>
  }
  if (state === 'published')
    return (
      <Tag tone="ours">
        {from === null
          ? say(`bản ${no}, sẽ áp dụng`, `version ${no}, coming into force`)
          : say(`bản ${no}, sẽ áp dụng từ ${from}`, `version ${no}, coming into force from ${from}`)}
      </Tag>
    )
  return faults.length > 0 ? (
    <Tag tone="late">{say(`bản ${no}, có lỗi`, `version ${no}, faulty`)}</Tag>
  ) : (
    <Tag>{say(`bản ${no}, bản nháp`, `version ${no}, draft`)}</Tag>
  )
}

const Faults: FC<{ version: Version }> = ({ version: { faults } }) => {
  const say = useSay()
  if (faults.length === 0) return null
  return (
    <Notice
      tone="late"
      title={say(
        `Quy trình có ${faults.length} lỗi nên chưa công bố được`,
        `The process has ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} and cannot be published yet`,
      )}
    >
      <ul>
        {faults.map((fault) => {
          const step = stepOf(fault)
          return <li>{step === null ? explainFault(fault, say) : <a href={`#step-${step}`}>{explainFault(fault, say)}</a>}</li>
        })}
      </ul>
      <p>
        {say(
          'Sửa ở “Soạn bảng các bước”, hoặc sửa trong tệp rồi nhập lại: bản đã sửa thành một bản nháp mới.',
          'Correct it under “Edit the table of steps”, or correct the file and import it again: what was corrected becomes a new draft.',
        )}
      </p>
    </Notice>
  )
}

/** Heads of the table of steps, and the labels that stand for them on a phone. */
const stepHeads = inBoth((say) => ({
  step: say('Bước', 'Step'),
  what: say('Nội dung', 'What is done'),
  here: say('Ở cơ quan này', 'At this agency'),
  time: say('Thời gian', 'Time'),
  hard: say('Vùng khó khăn', 'Hard areas'),
}))

/** The table of the process (bảng các bước), with what counts and what it adds up to. */
export const StepTable: FC<{ process: InternalProcess; version?: Version; org?: OrgSnapshot }> = ({ process, version, org }) => {
  const say = useSay()
  const heads = stepHeads[say.lang]
  const { steps, stages, hardLimit, limit } = process
  const hasHard = hardLimit !== null || steps.some((s) => s.hardDuration !== null)
  const assignments = version?.assignments ?? null
  const { countedMinutes, limitMinutes, hard } = checkProcess(process)
  const unit = limit[0]?.unit ?? 'working_day'
  const columns = 3 + (hasHard ? 1 : 0) + (assignments ? 1 : 0)
  const groups = [...Map.groupBy(steps, ({ stage }) => stage)]
  if (steps.length === 0)
    return (
      <Section
        id="steps"
        title={say('Các bước', 'The steps')}
        aside={say(`thời hạn ${showTime(limit, say)}`, `limit ${showTime(limit, say)}`)}
      >
        <p>{say('Tệp không có bước nào cho quy trình này.', 'The file has no steps for this process.')}</p>
      </Section>
    )
  return (
    <Section id="steps" title={say('Các bước', 'The steps')} aside={describeSteps(process, say)}>
      <table class="ds-table rows">
        <caption class="ds-sr-only">{say('Các bước của quy trình nội bộ', 'The steps of the internal process')}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.step}</th>
            <th scope="col" data-kind="wide">
              {say('Nội dung, người thực hiện', 'What is done, by whom')}
            </th>
            {assignments && <th scope="col">{heads.here}</th>}
            <th scope="col" data-kind="number">
              {heads.time}
            </th>
            {hasHard && (
              <th scope="col" data-kind="number">
                {heads.hard}
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
              <td data-label={heads.step}>+</td>
              <td data-label={heads.what}>
                {say('Trả kết quả (bảng không ghi bước này)', 'Return of the result (the table leaves this step out)')}
              </td>
              <td data-label={heads.here}>
                <Holder holder={assignments[addedReturn]} org={org} />
              </td>
              <td colspan={hasHard ? 2 : 1}>{say('không tính ngày', 'time not counted')}</td>
            </tr>
          )}
          <tr>
            <td colspan={columns - (hasHard ? 2 : 1)}>
              <strong>{say('Cộng các bước tính thời gian', 'Sum of the steps that count time')}</strong>
            </td>
            <td data-kind="number" data-label={heads.time}>
              <Total minutes={countedMinutes} against={limitMinutes} unit={unit} />
            </td>
            {hasHard && (
              <td data-kind="number" data-label={heads.hard}>
                {hard ? <Total minutes={hard.countedMinutes} against={hard.limitMinutes} unit={hardLimit?.[0]?.unit ?? unit} /> : '–'}
              </td>
            )}
          </tr>
        </tbody>
      </table>
    </Section>
  )
}

/** How many steps, and in what time: beside the heading. */
function describeSteps({ steps, limit, hardLimit }: InternalProcess, say: Say): string {
  const n = steps.filter((s) => !isNoteRow(s)).length
  const [time, hard] = [showTime(limit, say), hardLimit && showTime(hardLimit, say)]
  const count = say(`${n} bước`, n === 1 ? '1 step' : `${n} steps`)
  return hard === null
    ? say(`${count}, thời hạn ${time}`, `${count}, limit ${time}`)
    : say(`${count}, thời hạn ${time}, vùng khó khăn ${hard}`, `${count}, limit ${time}, hard areas ${hard}`)
}

const StageTime: FC<{ process: InternalProcess; stage: InternalProcess['stages'][number] | undefined }> = ({ process, stage }) => {
  const say = useSay()
  const unit = process.limit[0]?.unit
  if (!stage || stage.value === null || !unit) return null
  const hard = stage.hard === null ? null : showTime([{ value: stage.hard, unit }], say)
  return (
    <span class="small">
      {' '}
      · {showTime([{ value: stage.value, unit }], say)}
      {hard !== null && say(`, vùng khó khăn ${hard}`, `, hard areas ${hard}`)}
    </span>
  )
}

const Total: FC<{ minutes: number; against: number | null; unit: 'working_day' | 'calendar_day' | 'hour' }> = ({
  minutes,
  against,
  unit,
}) => {
  const say = useSay()
  const sum = <strong>{showMinutes(minutes, unit, say)}</strong>
  if (against === null) return <Told top={sum} />
  if (against === minutes) return <Told top={sum} sub={say('bằng thời hạn', 'equals the limit')} />
  const gap = showMinutes(Math.abs(against - minutes), unit, say)
  return (
    <Told
      top={sum}
      sub={<Tag tone="late">{minutes < against ? say(`thiếu ${gap}`, `${gap} short`) : say(`thừa ${gap}`, `${gap} over`)}</Tag>}
    />
  )
}

const StepRow: FC<{
  step: ProcessStep
  steps: readonly ProcessStep[]
  version: Version | undefined
  org: OrgSnapshot | undefined
  hasHard: boolean
}> = ({ step, steps, version, org, hasHard }) => {
  const say = useSay()
  const heads = stepHeads[say.lang]
  const faults = (version?.faults ?? []).filter((fault) => stepOf(fault) === step.no && (!('stage' in fault) || fault.stage === step.stage))
  const holder = version?.assignments?.[String(steps.indexOf(step) + 1)]
  return (
    <tr id={`step-${step.no}`} data-tone={faults.length > 0 ? 'late' : undefined}>
      <td data-label={heads.step}>
        {isNoteRow(step) ? <span class="small">{say(`sau ${step.afterStep}`, `after ${step.afterStep}`)}</span> : step.no}
      </td>
      <td data-kind="wide" data-label={heads.what}>
        <Told
          top={
            <>
              {step.name ?? say(`Bước ${step.no}`, `Step ${step.no}`)} <StepMarks step={step} />
            </>
          }
          sub={
            <>
              {step.actor ?? say('chưa ghi người thực hiện', 'does not say who does it')}
              {step.note && ` · ${step.note}`}
            </>
          }
        />
        {faults.map((fault) => (
          <div class="small">
            <Tag tone="late">{say('lỗi', 'fault')}</Tag> {explainFault(fault, say)}
          </div>
        ))}
      </td>
      {version?.assignments && <td data-label={heads.here}>{holder && org ? <Holder holder={holder} org={org} /> : '–'}</td>}
      <td data-kind="number" data-label={heads.time}>
        {step.countsTime ? showTime(step.duration, say) : <NotCounted time={step.duration} />}
      </td>
      {hasHard && (
        <td data-kind="number" data-label={heads.hard}>
          {step.countsTime ? showTime(step.hardDuration ?? step.duration, say) : '–'}
        </td>
      )}
    </tr>
  )
}

const NotCounted: FC<{ time: ProcessStep['duration'] }> = ({ time }) => {
  const say = useSay()
  const told = time && showTime(time, say)
  return <span class="small">{told ? say(`${told}, không tính`, `${told}, not counted`) : say('không tính ngày', 'time not counted')}</span>
}

/** What is special about a step: waiting, beside another, stopping the clock. */
const StepMarks: FC<{ step: ProcessStep }> = ({ step }) => {
  const say = useSay()
  return (
    <>
      {isNoteRow(step) && <Tag>{say('chờ, ngoài thời hạn', 'waiting, outside the limit')}</Tag>}
      {step.runsWith !== null && <Tag>{say(`cùng lúc với bước ${step.runsWith}`, `at the same time as step ${step.runsWith}`)}</Tag>}
      {step.pausesClock && <Tag tone="pause">{say('dừng đồng hồ sau bước này', 'stops the clock after this step')}</Tag>}
      {step.resumesClock && <Tag>{say('đồng hồ chạy lại sau bước này', 'starts the clock again after this step')}</Tag>}
    </>
  )
}

const Holder: FC<{ holder: NonNullable<Version['assignments']>[string]; org: OrgSnapshot }> = ({ holder, org }) => {
  const say = useSay()
  return (
    <Told
      top={heldRoleWords[say.lang][holder.role]}
      sub={
        <>
          {unitName(org, holder.unitId)}{' '}
          {holder.isAway && <Tag tone="away">{say('theo dõi, nơi khác làm', 'followed here, done elsewhere')}</Tag>}
        </>
      }
    />
  )
}

const Components: FC<{ process: InternalProcess }> = ({ process: { components } }) => {
  const say = useSay()
  const n = components.length
  const [paper, originals, copies] = [say('Giấy tờ', 'Paper'), say('Bản chính', 'Originals'), say('Bản sao', 'Copies')]
  return (
    <Section id="components" title={say('Thành phần hồ sơ', 'Components')} aside={say(`${n} giấy tờ`, n === 1 ? '1 paper' : `${n} papers`)}>
      <table class="ds-table rows">
        <caption class="ds-sr-only">{say('Giấy tờ phải nộp', 'Papers to be filed')}</caption>
        <thead>
          <tr>
            <th scope="col" data-kind="wide">
              {paper}
            </th>
            <th scope="col">{originals}</th>
            <th scope="col">{copies}</th>
          </tr>
        </thead>
        <tbody>
          {components.map((component) => (
            <tr>
              <td data-kind="wide" data-label={paper}>
                <Told top={component.name} sub={describePaper(component, say)} />
              </td>
              <td data-label={originals}>{component.originals ?? '–'}</td>
              <td data-label={copies}>{component.copies ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

/** Its form, and when it is needed. */
function describePaper({ formCode, onlyWhen, isConditional }: InternalProcess['components'][number], say: Say): string | undefined {
  const when = onlyWhen ?? (isConditional ? say('chỉ nộp khi có', 'only where there is one') : null)
  return [formCode, when].filter(Boolean).join(' · ') || undefined
}

const FeeLines: FC<{ process: InternalProcess }> = ({ process: { feeLines } }) => {
  const fee = useSay()('Phí, lệ phí', 'Fee')
  return (
    <Section id="fees" title={fee}>
      <Facts
        items={feeLines.map(({ group, item, payer, channel, amount }) => [
          [group, item, payer, channel].filter(Boolean).join(' · ') || fee,
          amount,
        ])}
      />
    </Section>
  )
}

const Side: FC<ShowPageProps> = ({ procedure, version, inForce, nameOf, publicUrl, qr }) => {
  const say = useSay()
  const limit = showTime(version.process.limit, say)
  const dayOrNone = (day: Day | null) => (day === null ? null : showDate(day, undefined, say.lang))
  const { process } = version
  const by = (officerId: number | null, at: number | null) => (at === null ? null : nameOf(officerId))
  return (
    <>
      <Section id="facts" title={say('Thông tin', 'Details')}>
        <Facts
          items={[
            [say('Thời hạn', 'Limit'), process.limitNote ? <Told top={limit} sub={process.limitNote} /> : limit],
            ...(process.hardLimit ? [[say('Vùng khó khăn', 'Hard areas'), showTime(process.hardLimit, say)] as const] : []),
            [say('Cơ quan có thẩm quyền', 'Deciding agency'), process.authority],
            [say('Phí, lệ phí', 'Fee'), showFee(process.fee, say)],
            [say('Trực tuyến', 'Online'), process.onlineLevel && onlineLevelWords[say.lang][process.onlineLevel]],
            [say('Qua bưu chính', 'By post'), yesNo(process.isByPost, say)],
            [say('Không phụ thuộc địa giới', 'At any one-stop counter'), yesNo(process.isAnywhere, say)],
            [say('Kết quả', 'Result'), process.result],
            [say('Số lần bổ sung', 'Supplements'), showSupplements(process.supplements, say)],
            [say('Quyết định', 'Decision'), version.decision || process.decision],
          ]}
        />
      </Section>
      <Section id="version" title={say(`Bản ${version.versionNo}`, `Version ${version.versionNo}`)}>
        <Facts
          items={[
            [say('Nhập', 'Imported by'), version.importedBy === null ? say('dòng lệnh', 'command line') : nameOf(version.importedBy)],
            [say('Phân công', 'Assigned by'), by(version.assignedBy, version.assignedAt)],
            [say('Công bố', 'Published by'), by(version.publishedBy, version.publishedAt)],
            [say('Áp dụng từ', 'In force from'), dayOrNone(version.effectiveFrom)],
            [say('Hết hiệu lực sau', 'Last day'), dayOrNone(version.effectiveTo)],
          ]}
        />
      </Section>
      {inForce !== null && (
        <Section id="public" title={say('Trang công khai', 'Public page')}>
          <QrCode
            rows={qr}
            label={say(
              `Mã QR đến trang công khai của thủ tục ${procedure.name}`,
              `QR code of the public page of the procedure ${procedure.name}`,
            )}
          />
          <p class="small">
            <a href={publicUrl}>{publicUrl}</a>
          </p>
        </Section>
      )}
    </>
  )
}

const yesNo = (value: boolean | null, say: Say): string | null => (value === null ? null : value ? say('Có', 'Yes') : say('Không', 'No'))

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
}) => {
  const say = useSay()
  const heads = {
    version: say('Bản', 'Version'),
    standing: say('Tình trạng', 'Standing'),
    decision: say('Quyết định', 'Decision'),
    by: say('Người công bố', 'Published by'),
  }
  return (
    <Section id="versions" title={say('Các phiên bản', 'Versions')}>
      <table class="ds-table rows">
        <caption class="ds-sr-only">{say('Các phiên bản của quy trình', 'The versions of the process')}</caption>
        <thead>
          <tr>
            <th scope="col">{heads.version}</th>
            <th scope="col">{heads.standing}</th>
            <th scope="col" data-kind="wide">
              {heads.decision}
            </th>
            <th scope="col">{heads.by}</th>
          </tr>
        </thead>
        <tbody>
          {procedure.versions.map((v) => (
            <tr>
              <td data-label={heads.version}>
                {v.versionNo === shown ? (
                  <strong>{v.versionNo}</strong>
                ) : (
                  <a href={`/office/procedures/${procedure.procedureId}?v=${v.versionNo}`}>{v.versionNo}</a>
                )}
              </td>
              <td data-label={heads.standing}>
                <VersionState version={v} inForce={inForce} />
              </td>
              <td data-kind="wide" data-label={heads.decision}>
                {v.decision || '–'}
              </td>
              <td data-label={heads.by}>{v.publishedAt === null ? '–' : nameOf(v.publishedBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}
