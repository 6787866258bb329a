import type { Child, FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DateField, ErrorSummary, FieldRow, FileField, Form, FormButtons, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Columns, Facts, Section } from '../../../ui/lists.tsx'
import { StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { showDate, showMomentLong } from '../../../ui/words.ts'
import type { ProcessStep } from '../process.ts'
import { showMinutes, showTime } from '../sentences.ts'
import { Told } from '../show/page.tsx'
import type { Procedure, Version } from '../version.ts'
import type { ApprovedTable } from './approved.adapter.ts'
import type { Conformance, ConformField, ConformRow } from './compare.ts'
import { conformFieldWords, explainLimit } from './words.ts'

export type ConformPageProps = {
  procedure: Procedure
  version: Version
  approved: ApprovedTable | null
  conformance: Conformance | null
  nameOf: (officerId: number | null) => string
  mayRecord: boolean
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  hidden: Readonly<Record<string, string>>
}

/** The table of the decision beside the electronic one (đối chiếu với quyết định), and where it is recorded. */
export const ConformPage: FC<ConformPageProps> = (props) => {
  const { procedure, version, approved, conformance, nameOf, mayRecord, faults, refusal } = props
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`bản ${version.versionNo}`, `version ${version.versionNo}`)}
          </>
        }
        title={say('Đối chiếu với quyết định', 'Compare with the decision')}
        under={version.process.name}
        others={[{ text: say('Soạn quy trình', 'Edit the process'), href: `${here}/edit` }]}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Columns
        side={
          <Section title={say('Bảng theo quyết định', 'Table of the decision')} id="approved">
            {approved ? (
              <Facts
                items={[
                  [say('Quyết định', 'Decision'), approved.decision],
                  [say('Ngày', 'Date'), showDate(approved.decidedOn, undefined, say.lang)],
                  [say('Lấy từ', 'Taken from'), sourceOf(approved, say)],
                  [say('Người ghi', 'Recorded by'), nameOf(approved.recordedBy)],
                  [say('Lúc', 'At'), showMomentLong(approved.recordedAt, say.lang)],
                ]}
              />
            ) : (
              <p>
                {say(
                  'Chưa ghi. Khi đã ghi, chỉ bản giống hệt bảng này mới công bố được.',
                  'Not recorded yet. Once it is, only a version that equals it can be published.',
                )}
              </p>
            )}
          </Section>
        }
      >
        {conformance && <Compared conformance={conformance} version={version} />}
        {mayRecord && <RecordForm {...props} />}
      </Columns>
    </>
  )
}

const sourceOf = ({ source, sourceVersion }: ApprovedTable, say: Say): string =>
  source === 'version'
    ? say(`bản ${sourceVersion}`, `version ${sourceVersion}`)
    : source === 'file'
      ? say('tệp', 'a file')
      : say('nội dung dán vào', 'pasted text')

const RecordForm: FC<ConformPageProps> = ({ procedure, typed, faults, hidden, approved }) => {
  const say = useSay()
  const typedIn = (name: string) => (typeof typed[name] === 'string' ? typed[name] : '')
  return (
    <Section
      id="record"
      title={approved ? say('Ghi lại bảng theo quyết định', 'Record the table again') : say('Ghi bảng theo quyết định', 'Record the table')}
    >
      <Form action={`/office/procedures/${procedure.procedureId}/conform`} hidden={hidden} multipart guard>
        <FieldRow>
          <TextField
            name="decision"
            label={say('Quyết định phê duyệt', 'Approving decision')}
            hint={say('số, ký hiệu', 'number, symbol')}
            required
            maxlength={500}
            value={typedIn('decision')}
            error={faults.decision}
          />
          <DateField
            name="decidedOn"
            label={say('Ngày quyết định', 'Date of the decision')}
            required
            value={typedIn('decidedOn')}
            error={faults.decidedOn}
          />
        </FieldRow>
        <FileField
          name="file"
          label={say('Tệp bảng quy trình (.xlsx, .json)', 'File of the table (.xlsx, .json)')}
          hint={say('như tệp mẫu để nhập; một quy trình', 'as the template for the import; one process')}
          accept=".xlsx,.json"
          error={faults.file}
        />
        <TextArea
          name="text"
          label={say('Hoặc dán nội dung JSON', 'Or paste it as JSON')}
          rows={4}
          value={typedIn('text')}
          error={faults.text}
        />
        <Select
          name="fromVersion"
          label={say('Hoặc lấy một bản đã có', 'Or take a version that is here')}
          hint={say('bản đã soát đúng với quyết định', 'one that was checked against the decision')}
          blank={say('Không', 'None')}
          value={typedIn('fromVersion')}
          error={faults.fromVersion}
          options={procedure.versions.map(({ versionNo, decision }) => ({
            value: String(versionNo),
            text: decision
              ? say(`Bản ${versionNo}, ${decision}`, `Version ${versionNo}, ${decision}`)
              : say(`Bản ${versionNo}`, `Version ${versionNo}`),
          }))}
        />
        <FormButtons submit={say('Ghi bảng này', 'Record this table')} cancel={{ href: `/office/procedures/${procedure.procedureId}` }} />
      </Form>
    </Section>
  )
}

const heads = inBoth((say) => ({
  approved: say('Theo quyết định', 'By the decision'),
  draft: say('Quy trình điện tử', 'Electronic process'),
  change: say('Đối chiếu', 'Comparison'),
}))

const Compared: FC<{ conformance: Conformance; version: Version }> = ({ conformance, version }) => {
  const say = useSay()
  const { isSame, rows, limits, approvedMinutes, draftMinutes } = conformance
  const unit = version.process.limit[0]?.unit ?? 'working_day'
  const words = heads[say.lang]
  const differing = rows.filter(({ kind }) => kind !== 'same').length
  return (
    <>
      <Tiles>
        <StatTile label={say('Tổng theo quyết định', 'Sum by the decision')} value={showMinutes(approvedMinutes, unit, say)} />
        <StatTile
          label={say('Tổng của quy trình điện tử', 'Sum of the electronic process')}
          value={showMinutes(draftMinutes, unit, say)}
          tone={approvedMinutes === draftMinutes ? undefined : 'late'}
        />
        <StatTile label={say('Bước khác', 'Steps that differ')} value={differing} tone={differing > 0 ? 'late' : undefined} />
      </Tiles>
      {isSame ? (
        <Notice tone="ours" title={say('Giống quyết định', 'The same as the decision')}>
          <p>{say('Từng bước, người làm và thời gian đều trùng.', 'Every step, actor and time is the same.')}</p>
        </Notice>
      ) : (
        <Notice tone="late" title={say('Khác quyết định nên không công bố được', 'Differs from the decision and cannot be published')}>
          <ul>
            {limits.map((limit) => (
              <li>{explainLimit(limit, say)}</li>
            ))}
            {differing > 0 && <li>{say(`${differing} bước khác, ở bảng dưới.`, `${differing} steps differ, in the table below.`)}</li>}
          </ul>
        </Notice>
      )}
      <Section id="steps" title={say('Từng bước', 'Step by step')}>
        <table class="ds-table rows">
          <caption class="ds-sr-only">
            {say('Quyết định và quy trình điện tử, từng bước', 'Decision and electronic process, step by step')}
          </caption>
          <thead>
            <tr>
              <th scope="col" data-kind="wide">
                {words.approved}
              </th>
              <th scope="col" data-kind="wide">
                {words.draft}
              </th>
              <th scope="col">{words.change}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr data-tone={row.kind === 'same' ? undefined : 'late'}>
                <td data-kind="wide" data-label={words.approved}>
                  {row.kind === 'added' ? '–' : <StepTold step={row.approved} />}
                </td>
                <td data-kind="wide" data-label={words.draft}>
                  {row.kind === 'missing' ? '–' : <StepTold step={row.draft} />}
                </td>
                <td data-label={words.change}>
                  <Told top={kindTags[say.lang][row.kind]} sub={fieldsOf(row, say)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}

const kindTags = inBoth(
  (say) =>
    ({
      same: <span class="small">{say('giống', 'same')}</span>,
      changed: <Tag tone="late">{say('khác', 'differs')}</Tag>,
      moved: <Tag tone="near">{say('chuyển chỗ', 'moved')}</Tag>,
      missing: <Tag tone="late">{say('thiếu', 'missing')}</Tag>,
      added: <Tag tone="late">{say('thêm', 'added')}</Tag>,
    }) satisfies Record<ConformRow['kind'], Child>,
)

const fieldsOf = (row: ConformRow, say: Say): string | undefined =>
  'fields' in row && row.fields.length > 0
    ? row.fields.map((field: ConformField) => conformFieldWords[say.lang][field]).join(', ')
    : undefined

const StepTold: FC<{ step: ProcessStep }> = ({ step }) => {
  const say = useSay()
  const time = step.countsTime ? showTime(step.duration, say) : say('không tính ngày', 'time not counted')
  return <Told top={`${step.no}. ${step.name ?? ''}`} sub={[step.stage, step.actor, time].filter(Boolean).join(' · ')} />
}
