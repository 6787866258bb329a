import type { FC } from 'hono/jsx'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { ErrorSummary, Form, FormButtons, type Option, Select } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
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

const confidenceTags = inBoth(
  (say) =>
    ({
      sure: <Tag tone="good">{say('chắc', 'sure')}</Tag>,
      likely: <Tag>{say('có thể', 'likely')}</Tag>,
      guess: <Tag tone="near">{say('đoán', 'guess')}</Tag>,
    }) as const satisfies Record<Proposal['confidence'], unknown>,
)

/** Who carries each step (phân công các bước): proposals with their reason, for a person to confirm. */
export const AssignPage: FC<AssignPageProps> = (props) => {
  const { procedure, version, org, proposals, professional, unheld, hidden, faults, refusal } = props
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  const units: Option[] = openUnits(org).map((unit) => ({
    value: String(unit.id),
    text: nameOn(unit, org.day).name,
    group: unitKindNames[say.lang][unit.kind],
  }))
  const doubtful = proposals.filter(({ confidence, chosen }) => confidence === 'guess' || chosen.unitId === null).length
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`bản ${version.versionNo}`, `version ${version.versionNo}`)}
          </>
        }
        title={say('Phân công các bước', 'Assign the steps')}
        under={version.process.name}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <div class="stack">
        <Section>
          <Form action={`${here}/assign`} method="get" look="line">
            <Select
              name="professional"
              label={say('Đơn vị chuyên môn của thủ tục', 'Unit that answers for the procedure')}
              hint={say(
                'điền cho các bước chỉ ghi “phòng”, “chuyên viên”',
                'filled in where a step only says “phòng” (division) or “chuyên viên” (specialist)',
              )}
              blank={say('Chưa chọn', 'Not chosen')}
              value={professional === null ? undefined : String(professional)}
              options={professionalUnits(org).map((unit) => ({ value: String(unit.id), text: nameOn(unit, org.day).name }))}
            />
            <button class="ds-button" type="submit" data-variant="secondary">
              {say('Điền lại', 'Fill in again')}
            </button>
          </Form>
        </Section>
        {unheld.length > 0 && <Unheld unheld={unheld} proposals={proposals} />}
        <form class="stack" method="post" action={`${here}/assign`} data-guard="" novalidate>
          {Object.entries(hidden).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Section
            id="steps"
            title={say('Các bước', 'Steps')}
            aside={
              doubtful > 0
                ? say(`${doubtful} bước cần xem kỹ`, doubtful === 1 ? '1 step to look at closely' : `${doubtful} steps to look at closely`)
                : say('mọi bước đã có đề xuất', 'every step has a proposal')
            }
          >
            <table class="ds-table rows">
              <caption class="ds-sr-only">{say('Ai làm từng bước ở cơ quan này', 'Who does each step in this agency')}</caption>
              <thead>
                <tr>
                  <th scope="col">{say('Bước', 'Step')}</th>
                  <th scope="col" data-kind="wide">
                    {say('Theo quyết định, vì sao đề xuất', 'By the decision, and why so proposed')}
                  </th>
                  <th scope="col">{say('Vai trò', 'Role')}</th>
                  <th scope="col">{say('Đơn vị', 'Unit')}</th>
                  <th scope="col">{say('Nơi khác làm', 'Done elsewhere')}</th>
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
            submit={say('Xác nhận phân công', 'Confirm the assignments')}
            more={
              <button class="ds-button" type="submit" name="after" value="next" data-variant="secondary">
                {say('Xác nhận, sang quy trình tiếp theo', 'Confirm and go to the next process')}
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
function nameOf({ step }: Proposal, say: Say): string {
  if (!step) return say('Trả kết quả', 'Return the result')
  return step.name ? say(`Bước ${step.no} “${step.name}”`, `Step ${step.no} “${step.name}”`) : say(`Bước ${step.no}`, `Step ${step.no}`)
}

const Unheld: FC<{ unheld: readonly string[]; proposals: readonly Proposal[] }> = ({ unheld, proposals }) => {
  const say = useSay()
  return (
    <Notice tone="near" title={say('Có bước chưa có ai giữ vai trò', 'Steps whose role nobody holds')}>
      <p>
        {say(
          'Hôm nay chưa ai giữ vai trò được chọn trong đơn vị được chọn; hồ sơ đến bước này sẽ không có người nhận.',
          'Today nobody holds the chosen role in the chosen unit; a dossier that comes to this step finds nobody to take it.',
        )}
      </p>
      <ul>
        {proposals
          .filter(({ key }) => unheld.includes(key))
          .map((proposal) => (
            <li>
              <a href={`#unit-${proposal.key}`}>{nameOf(proposal, say)}</a>
            </li>
          ))}
      </ul>
    </Notice>
  )
}

const PlaceRow: FC<{ proposal: Proposal; units: readonly Option[]; faults: Readonly<Record<string, string>>; isUnheld: boolean }> = ({
  proposal,
  units,
  faults,
  isUnheld,
}) => {
  const say = useSay()
  const { key, step, chosen, confidence, because } = proposal
  const name = nameOf(proposal, say)
  const label = (what: string) => <span class="ds-sr-only">{`${what}: ${name}`}</span>
  return (
    <tr data-tone={faults[`unit-${key}`] || faults[`role-${key}`] ? 'late' : isUnheld ? 'near' : undefined}>
      <td data-label={say('Bước', 'Step')}>{step?.no ?? '+'}</td>
      <td data-kind="wide" data-label={say('Theo quyết định', 'By the decision')}>
        <Told
          top={step?.name ?? name}
          sub={
            <>
              {step
                ? `${step.actor ?? say('chưa ghi người', 'nobody named')} · ${step.countsTime ? showTime(step.duration, say) : say('không tính ngày', 'not counted')}`
                : say('bảng không ghi bước này', 'the table leaves this step out')}
              {step && isNoteRow(step) && say(' · chờ, ngoài thời hạn', ' · waiting, outside the limit')}
            </>
          }
        />
        <div class="small">
          {confidenceTags[say.lang][confidence]} {because(say)}
        </div>
      </td>
      <td data-label={say('Vai trò', 'Role')}>
        <Select
          name={`role-${key}`}
          label={label(say('Vai trò', 'Role'))}
          width="code"
          value={chosen.role ?? undefined}
          blank={say('Chọn', 'Choose')}
          error={faults[`role-${key}`]}
          options={heldRoles.map((role) => ({ value: role, text: heldRoleWords[say.lang][role] }))}
        />
      </td>
      <td data-label={say('Đơn vị', 'Unit')}>
        <Select
          name={`unit-${key}`}
          label={label(say('Đơn vị', 'Unit'))}
          width="code"
          value={chosen.unitId === null ? undefined : String(chosen.unitId)}
          blank={say('Chọn', 'Choose')}
          error={faults[`unit-${key}`]}
          options={units}
        />
        {isUnheld && <span class="small">{say('chưa ai giữ vai trò này', 'nobody holds this role')}</span>}
      </td>
      <td data-label={say('Nơi khác làm', 'Done elsewhere')}>
        <input
          class="ds-input"
          type="checkbox"
          name={`away-${key}`}
          id={`away-${key}`}
          value="yes"
          checked={chosen.isAway}
          aria-label={say(`Nơi khác làm, đơn vị ở đây theo dõi: ${name}`, `Done elsewhere, followed by a unit here: ${name}`)}
        />
      </td>
    </tr>
  )
}
