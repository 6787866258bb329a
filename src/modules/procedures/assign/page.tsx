import type { FC } from 'hono/jsx'
import { ErrorSummary, Form, FormButtons, type Option, Select } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { nameOn, type OrgSnapshot, openUnits, professionalUnits, unitKindNames } from '../../org/model.ts'
import { isNoteRow } from '../process.ts'
import { showTime } from '../sentences.ts'
import { Told } from '../show/page.tsx'
import type { Procedure, Version } from '../version.ts'
import { heldRoles } from './decide.ts'
import type { Proposal } from './propose.ts'
import { heldRoleWords } from './words.ts'

export type AssignPageProps = {
  procedure: Procedure
  version: Version
  org: OrgSnapshot
  /** what is preselected or was typed, place by place */
  proposals: readonly Proposal[]
  professional: number | null
  /** places whose role nobody holds in the chosen unit today */
  unheld: readonly string[]
  hidden: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
}

const confidenceTags = {
  sure: <Tag tone="good">chắc</Tag>,
  likely: <Tag>có thể</Tag>,
  guess: <Tag tone="near">đoán</Tag>,
} as const satisfies Record<Proposal['confidence'], unknown>

/** Who carries each step (phân công các bước): proposals with their reason, for a person to confirm. */
export const AssignPage: FC<AssignPageProps> = (props) => {
  const { procedure, version, org, proposals, professional, unheld, hidden, faults, refusal } = props
  const here = `/office/procedures/${procedure.procedureId}`
  const units: Option[] = openUnits(org).map((unit) => ({
    value: String(unit.id),
    text: nameOn(unit, org.day).name,
    group: unitKindNames[unit.kind],
  }))
  const doubtful = proposals.filter(({ confidence, chosen }) => confidence === 'guess' || chosen.unitId === null).length
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · bản {version.versionNo}
          </>
        }
        title="Phân công các bước"
        under={version.process.name}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <div class="stack">
        <Section>
          <Form action={`${here}/assign`} method="get" look="line">
            <Select
              name="professional"
              label="Đơn vị chuyên môn của thủ tục"
              hint="điền cho các bước chỉ ghi “phòng”, “chuyên viên”"
              blank="Chưa chọn"
              value={professional === null ? undefined : String(professional)}
              options={professionalUnits(org).map((unit) => ({ value: String(unit.id), text: nameOn(unit, org.day).name }))}
            />
            <button class="ds-button" type="submit" data-variant="secondary">
              Điền lại
            </button>
          </Form>
        </Section>
        {unheld.length > 0 && <Unheld unheld={unheld} proposals={proposals} />}
        <form class="stack" method="post" action={`${here}/assign`} data-guard="" novalidate>
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Section id="steps" title="Các bước" aside={doubtful > 0 ? `${doubtful} bước cần xem kỹ` : 'mọi bước đã có đề xuất'}>
            <table class="ds-table rows">
              <caption class="ds-sr-only">Ai làm từng bước ở cơ quan này</caption>
              <thead>
                <tr>
                  <th scope="col">Bước</th>
                  <th scope="col" data-kind="wide">
                    Theo quyết định, vì sao đề xuất
                  </th>
                  <th scope="col">Vai trò</th>
                  <th scope="col">Đơn vị</th>
                  <th scope="col">Nơi khác làm</th>
                </tr>
              </thead>
              <tbody>
                {proposals.map((proposal) => (
                  <PlaceRow proposal={proposal} units={units} faults={faults} isUnheld={unheld.includes(proposal.key)} />
                ))}
              </tbody>
            </table>
          </Section>
          <FormButtons
            submit="Xác nhận phân công"
            more={
              <button class="ds-button" type="submit" name="after" value="next" data-variant="secondary">
                Xác nhận, sang quy trình tiếp theo
              </button>
            }
            cancel={{ href: here }}
          />
        </form>
      </div>
    </>
  )
}

/** What a place is called: its number and name in the table, or the return that the table leaves out. */
const nameOf = ({ step }: Proposal): string => (step ? `Bước ${step.no}${step.name ? ` “${step.name}”` : ''}` : 'Trả kết quả')

const Unheld: FC<{ unheld: readonly string[]; proposals: readonly Proposal[] }> = ({ unheld, proposals }) => (
  <Notice tone="near" title="Có bước chưa có ai giữ vai trò">
    <p>Hôm nay chưa ai giữ vai trò được chọn trong đơn vị được chọn; hồ sơ đến bước này sẽ không có người nhận.</p>
    <ul>
      {proposals
        .filter(({ key }) => unheld.includes(key))
        .map((proposal) => (
          <li>
            <a href={`#unit-${proposal.key}`}>{nameOf(proposal)}</a>
          </li>
        ))}
    </ul>
  </Notice>
)

const PlaceRow: FC<{ proposal: Proposal; units: readonly Option[]; faults: Readonly<Record<string, string>>; isUnheld: boolean }> = ({
  proposal,
  units,
  faults,
  isUnheld,
}) => {
  const { key, step, chosen, confidence, because } = proposal
  const label = (what: string) => <span class="ds-sr-only">{`${what}: ${nameOf(proposal)}`}</span>
  return (
    <tr data-tone={faults[`unit-${key}`] || faults[`role-${key}`] ? 'late' : isUnheld ? 'near' : undefined}>
      <td data-label="Bước">{step?.no ?? '+'}</td>
      <td data-kind="wide" data-label="Theo quyết định">
        <Told
          top={step ? (step.name ?? `Bước ${step.no}`) : 'Trả kết quả'}
          sub={
            <>
              {step
                ? `${step.actor ?? 'chưa ghi người'} · ${step.countsTime ? showTime(step.duration) : 'không tính ngày'}`
                : 'bảng không ghi bước này'}
              {step && isNoteRow(step) && ' · chờ, ngoài thời hạn'}
            </>
          }
        />
        <div class="small">
          {confidenceTags[confidence]} {because}
        </div>
      </td>
      <td data-label="Vai trò">
        <Select
          name={`role-${key}`}
          label={label('Vai trò')}
          width="code"
          value={chosen.role ?? undefined}
          blank="Chọn"
          error={faults[`role-${key}`]}
          options={heldRoles.map((role) => ({ value: role, text: heldRoleWords[role] }))}
        />
      </td>
      <td data-label="Đơn vị">
        <Select
          name={`unit-${key}`}
          label={label('Đơn vị')}
          width="code"
          value={chosen.unitId === null ? undefined : String(chosen.unitId)}
          blank="Chọn"
          error={faults[`unit-${key}`]}
          options={units}
        />
        {isUnheld && <span class="small">chưa ai giữ vai trò này</span>}
      </td>
      <td data-label="Nơi khác làm">
        <input
          class="ds-input"
          type="checkbox"
          name={`away-${key}`}
          id={`away-${key}`}
          value="yes"
          checked={chosen.isAway}
          aria-label={`Nơi khác làm, đơn vị ở đây theo dõi: ${nameOf(proposal)}`}
        />
      </td>
    </tr>
  )
}
