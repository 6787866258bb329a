import type { FC } from 'hono/jsx'
import { ErrorSummary, FieldRow, Form, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tiles } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { Procedure, Version } from '../version.ts'
import type { Simulated } from './simulate.ts'

/** One run beside the others: as it is, or what if. */
export type Run = { kind: 'as-is' | 'step-cut' | 'more-staff'; simulated: Simulated }

export type SimulatePageProps = {
  procedure: Procedure
  version: Version
  /** as typed, or the first proposal */
  asked: { perDay: string; share: string; seed: string; cut: string; more: string }
  roles: readonly { role: string; people: number }[]
  steps: readonly { no: string; name: string }[]
  /** empty when a number cannot be read */
  runs: readonly Run[]
  faults: Readonly<Record<string, string>>
}

/** A year of dossiers carried through the draft (mô phỏng một năm), and what other times or people would change. */
export const SimulatePage: FC<SimulatePageProps> = ({ procedure, version, asked, roles, steps, runs, faults }) => {
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  const base = runs[0]?.simulated
  return (
    <>
      <PageHeader
        over={
          <>
            <a href={here}>{procedure.key}</a> · {say(`bản ${version.versionNo}`, `version ${version.versionNo}`)}
          </>
        }
        title={say('Mô phỏng một năm', 'Simulate a year')}
        under={version.process.name}
      />
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <div class="stack">
        <Notice tone="near" title={say('Ước tính, không phải số liệu', 'An estimate, not figures')}>
          <p>
            {say(
              'Hồ sơ đến ngẫu nhiên; người của mỗi vai trò chỉ làm thủ tục này; thời gian làm thật lấy theo tỷ lệ dưới đây. Cùng hạt giống thì cùng kết quả.',
              'Dossiers come by chance; the people of each role do this procedure only; the work itself takes the share below. The same seed gives the same result.',
            )}
          </p>
        </Notice>
        <Section id="asked" title={say('Giả định', 'Assumptions')}>
          <Form action={`${here}/simulate`} method="get" hidden={{ v: String(version.versionNo) }}>
            <FieldRow>
              <TextField
                name="perDay"
                label={say('Hồ sơ mỗi ngày làm việc', 'Dossiers a working day')}
                value={asked.perDay}
                error={faults.perDay}
                width="number"
              />
              <TextField
                name="share"
                label={say('Làm thật chiếm, % thời gian của bước', 'The work itself, % of the time of the step')}
                value={asked.share}
                error={faults.share}
                width="number"
              />
              <TextField name="seed" label={say('Hạt giống', 'Seed')} value={asked.seed} error={faults.seed} width="number" />
            </FieldRow>
            {roles.map(({ role, people }, i) => (
              <TextField
                name={`staff-${i}`}
                label={say(`Số người: ${role}`, `People: ${role}`)}
                value={String(people)}
                error={faults[`staff-${i}`]}
                width="number"
              />
            ))}
            <FieldRow>
              <Select
                name="cut"
                label={say('Nếu bớt một ngày ở bước', 'What if a day less at step')}
                blank={say('Không', 'None')}
                value={asked.cut}
                options={steps.map(({ no, name }) => ({ value: no, text: `${no}. ${name}` }))}
              />
              <Select
                name="more"
                label={say('Nếu thêm một người', 'What if one person more')}
                blank={say('Không', 'None')}
                value={asked.more}
                options={roles.map(({ role }) => ({ value: role, text: role }))}
              />
            </FieldRow>
            <button class="ds-button" type="submit">
              {say('Mô phỏng', 'Simulate')}
            </button>
          </Form>
        </Section>
        {base && <Outcome runs={runs} steps={steps} />}
      </div>
    </>
  )
}

const Outcome: FC<{ runs: readonly Run[]; steps: SimulatePageProps['steps'] }> = ({ runs, steps }) => {
  const say = useSay()
  const percent = (part: number, of: number) =>
    `${(of === 0 ? 0 : (part / of) * 100).toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 1 })} %`
  const title = (kind: Run['kind']) =>
    kind === 'as-is'
      ? say('Như bản này', 'As it is')
      : kind === 'step-cut'
        ? say('Bớt một ngày', 'A day less')
        : say('Thêm một người', 'One more')
  const step = say('Bước', 'Step')
  return (
    <>
      <Tiles>
        {runs.map(({ kind, simulated: { late, dossiers } }) => (
          <StatTile
            label={say(`${title(kind)}: trễ hạn`, `${title(kind)}: late`)}
            value={percent(late, dossiers)}
            note={say(`${late} trong ${dossiers} hồ sơ`, `${late} of ${dossiers} dossiers`)}
          />
        ))}
      </Tiles>
      <Section id="late" title={say('Trễ ở từng bước', 'Late by step')} aside={say('số lần trễ / số lượt', 'late / visits')}>
        <table class="ds-table rows">
          <caption class="ds-sr-only">{say('Tỷ lệ trễ dự kiến ở từng bước', 'Expected late share by step')}</caption>
          <thead>
            <tr>
              <th scope="col" data-kind="wide">
                {step}
              </th>
              {runs.map(({ kind }) => (
                <th scope="col" data-kind="number">
                  {title(kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs[0]?.simulated.steps.map(({ no }, i) => (
              <tr>
                <td data-kind="wide" data-label={step}>
                  {no}. {steps.find((s) => s.no === no)?.name}
                </td>
                {runs.map(({ kind, simulated }) => {
                  const found = simulated.steps[i]
                  return (
                    <td data-kind="number" data-label={title(kind)}>
                      {found && `${percent(found.late, found.visits)} (${found.late}/${found.visits})`}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      <Section id="busy" title={say('Mức bận của từng vai trò', 'How busy each role is')}>
        <table class="ds-table rows">
          <caption class="ds-sr-only">{say('Phần thời gian đang làm', 'Part of the time at work')}</caption>
          <thead>
            <tr>
              <th scope="col" data-kind="wide">
                {say('Vai trò', 'Role')}
              </th>
              {runs.map(({ kind }) => (
                <th scope="col" data-kind="number">
                  {title(kind)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Object.keys(runs[0]?.simulated.busy ?? {}).map((role) => (
              <tr>
                <td data-kind="wide" data-label={say('Vai trò', 'Role')}>
                  {role}
                </td>
                {runs.map(({ kind, simulated }) => (
                  <td data-kind="number" data-label={title(kind)}>
                    {percent(simulated.busy[role] ?? 0, 1)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </>
  )
}
