import type { FC } from 'hono/jsx'
import { ErrorSummary, FieldRow, Form, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { StatTile, Tiles } from '../../../ui/marks.tsx'
import { Notice } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { type Column, DataTable, TwoLines } from '../../../ui/table.tsx'
import { showDuration } from '../../../ui/words.ts'
import type { Procedure, Version } from '../version.ts'
import { historyDossiersMin } from './history.ts'
import { dayMinutes, type Simulated } from './simulate.ts'

/** One run beside the others: as it is, or what if. */
export type Run = { kind: 'as-is' | 'step-cut' | 'more-staff'; simulated: Simulated }

/** A step with where its time is from: the past when enough dossiers went through it, else the table. */
export type SimulatedRow = { no: string; name: string; tableMinutes: number; dossiers: number; isPast: boolean; middleMinutes: number }

export type SimulatePageProps = {
  procedure: Procedure
  version: Version
  /** as typed, or the first proposal */
  asked: { perDay: string; share: string; seed: string; cut: string; more: string; times: string }
  roles: readonly { role: string; people: number }[]
  steps: readonly SimulatedRow[]
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
              'Hồ sơ đến ngẫu nhiên; người của mỗi vai trò chỉ làm thủ tục này; làm thật chiếm tỷ lệ dưới đây của thời gian mỗi bước. Cùng hạt giống thì cùng kết quả.',
              'Dossiers come by chance; the people of each role do this procedure only; the work itself takes the share below of the time of each step. The same seed gives the same result.',
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
              <Select
                name="times"
                label={say('Thời gian của bước', 'Time of the steps')}
                value={asked.times}
                options={[
                  { value: '', text: say('thực tế, nơi đủ hồ sơ', 'of the past, where it is enough') },
                  { value: 'table', text: say('theo bảng quy trình', 'as the table has it') },
                ]}
              />
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
        <Times steps={steps} isByTable={asked.times === 'table'} />
        {base && <Outcome runs={runs} steps={steps} />}
      </div>
    </>
  )
}

/** For each step which time was used, and of how many dossiers. */
const Times: FC<{ steps: readonly SimulatedRow[]; isByTable: boolean }> = ({ steps, isByTable }) => {
  const say = useSay()
  const show = (minutes: number) => showDuration(Math.round(minutes) * 60, dayMinutes * 60, say.lang)
  const used = ({ dossiers, isPast, middleMinutes }: SimulatedRow) => {
    if (isPast)
      return (
        <TwoLines
          top={<b>{say(`thực tế, n = ${dossiers}`, `of the past, n = ${dossiers}`)}</b>}
          sub={say(`trung vị ${show(middleMinutes)}`, `median ${show(middleMinutes)}`)}
        />
      )
    const few = say(`mới có n = ${dossiers}, cần ${historyDossiersMin}`, `only n = ${dossiers}, of ${historyDossiersMin} needed`)
    return <TwoLines top={say('theo bảng', 'of the table')} sub={isByTable ? say(`n = ${dossiers}`, `n = ${dossiers}`) : few} />
  }
  const columns: Column<SimulatedRow>[] = [
    { head: say('Bước', 'Step'), kind: 'wide', cell: ({ no, name }) => `${no}. ${name}` },
    { head: say('Bảng cho', 'The table gives'), kind: 'number', cell: ({ tableMinutes }) => show(tableMinutes) },
    { head: say('Thời gian đã dùng', 'Time that was used'), cell: used },
  ]
  return (
    <Section
      id="times"
      title={say('Thời gian của từng bước lấy từ đâu', 'Where the time of each step is from')}
      aside={say('n: số hồ sơ đã kết thúc gần đây', 'n: dossiers that ended lately')}
    >
      <div class="stack">
        <p class="small">
          {say(
            `Từ ${historyDossiersMin} hồ sơ trở lên thì lấy thời gian bước nằm trong tay người làm theo sổ thời gian, mỗi hồ sơ mô phỏng rút một; làm thật chiếm tỷ lệ ở trên, phần còn lại hồ sơ nằm chờ mà không giữ ai. Ít hơn thì lấy theo bảng.`,
            `From ${historyDossiersMin} dossiers on, the time that the step was in somebody’s hands is taken from the time ledger, one drawn for each simulated dossier; the work is the share above of it, the rest the dossier lies there and keeps nobody busy. With fewer, the table’s.`,
          )}
        </p>
        <DataTable caption={say('Thời gian của từng bước', 'Time of each step')} columns={columns} rows={steps} empty={null} />
      </div>
    </Section>
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
