import type { FC } from 'hono/jsx'
import { day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { DateField, ErrorSummary, FieldRow, Form, FormButtons, Select, TextArea, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { ProgressBar, StatTile, Tag, Tiles } from '../../../ui/marks.tsx'
import { EmptyState, Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { Chips, DataTable, DueCell, ListBar, Pager, TwoLines } from '../../../ui/table.tsx'
import { showCount, showDate, showMomentShort, showTime } from '../../../ui/words.ts'
import type { Certainty } from './mapping.ts'
import type { PreviewCounts, PreviewRow } from './preview.ts'
import type { Candidate, MigrationRun, PreviewFilter, Target } from './run.ts'

export const migrationsHome = '/office/migrations'

const versionWords = (version: number, decision: string, say: Say): string =>
  decision ? say(`bản ${version}, ${decision}`, `version ${version}, ${decision}`) : say(`bản ${version}`, `version ${version}`)

/** Where running dossiers could go over to another version, and the moves so far (chuyển quy trình). */
export const MigrationsPage: FC<{
  candidates: readonly Candidate[]
  isMore: boolean
  runs: readonly MigrationRun[]
  next: string | null
  isFirst: boolean
  now: Moment
  officer: (id: number) => string
}> = ({ candidates, isMore, runs, next, isFirst, now, officer }) => {
  const say = useSay()
  return (
    <>
      <PageHeader
        title={say('Chuyển quy trình', 'Move to another version')}
        under={say(
          'Hồ sơ đang giải quyết ở yên trên bản quy trình lúc tiếp nhận. Chỉ chuyển sang bản khác bằng một việc riêng, có văn bản, xem trước và ghi nhật ký từng hồ sơ.',
          'A running dossier stays on the version it was received under. It goes over to another one only by an act of its own: on a document, looked at first, with an entry for each dossier.',
        )}
      />
      {isFirst && (
        <Section
          bare
          title={say('Đang chạy theo bản khác với bản có hiệu lực', 'Running on a version beside which another one is in force')}
        >
          <DataTable
            caption={say('Hồ sơ đang chạy theo từng bản quy trình', 'Running dossiers by version')}
            rows={candidates}
            empty={
              <EmptyState title={say('Không có gì để chuyển', 'Nothing to move')}>
                {say(
                  'Mọi hồ sơ đang giải quyết đều chạy theo bản duy nhất có hiệu lực của thủ tục.',
                  'Every running dossier is on the only version in force of its procedure.',
                )}
              </EmptyState>
            }
            columns={[
              {
                head: say('Thủ tục', 'Procedure'),
                kind: 'wide',
                cell: (r) => <TwoLines top={r.name} sub={versionWords(r.version, r.decision, say)} />,
              },
              { head: say('Hồ sơ', 'Dossiers'), kind: 'number', cell: (r) => showCount(r.dossiers, say.lang) },
              {
                head: say('Chuyển sang', 'Move to'),
                cell: (r) => (
                  <span class="two-lines">
                    {r.targets.slice(0, 5).map((t) => (
                      <a
                        href={`${migrationsHome}/new?procedure=${r.procedureId}&from=${r.version}&to=${t.version}`}
                        aria-label={say(
                          `${versionWords(t.version, t.decision, say)}: ${r.name}, từ bản ${r.version}`,
                          `${versionWords(t.version, t.decision, say)}: ${r.name}, from version ${r.version}`,
                        )}
                      >
                        {versionWords(t.version, t.decision, say)}
                      </a>
                    ))}
                  </span>
                ),
              },
            ]}
          />
          {isMore && (
            <p class="small">
              {say('Chỉ hiện 50 dòng đầu theo tên thủ tục.', 'Only the first 50 rows by name of the procedure are shown.')}
            </p>
          )}
        </Section>
      )}
      <Section bare title={say('Các lần chuyển', 'Moves so far')}>
        <DataTable
          caption={say('Các lần chuyển, mới ở trên', 'Moves, newest on top')}
          rows={runs}
          empty={<EmptyState title={say('Chưa có lần chuyển nào', 'No move yet')}>{''}</EmptyState>}
          columns={[
            {
              head: say('Bắt đầu', 'Begun'),
              kind: 'code',
              cell: (r) => <a href={`${migrationsHome}/${r.id}`}>{showMomentShort(r.begunAt, now, say.lang)}</a>,
            },
            {
              head: say('Thủ tục', 'Procedure'),
              kind: 'wide',
              cell: (r) => (
                <TwoLines
                  top={r.procedure}
                  sub={say(`bản ${r.fromVersion} → bản ${r.toVersion}`, `version ${r.fromVersion} → version ${r.toVersion}`)}
                />
              ),
            },
            { head: say('Văn bản', 'Document'), cell: (r) => <TwoLines top={r.number} sub={showDate(r.date, now, say.lang)} /> },
            { head: say('Người chuyển', 'By'), cell: (r) => officer(r.officerId) },
            {
              head: say('Đã chuyển', 'Moved'),
              kind: 'number',
              cell: (r) => (
                <TwoLines
                  top={`${showCount(r.done, say.lang)} / ${showCount(r.all, say.lang)}`}
                  sub={r.refused > 0 ? say(`${r.refused} ở lại`, `${r.refused} stayed`) : undefined}
                />
              ),
            },
          ]}
        />
        <Pager
          first={isFirst ? undefined : migrationsHome}
          next={next === null ? undefined : `${migrationsHome}?after=${encodeURIComponent(next)}`}
        />
      </Section>
    </>
  )
}

const certaintyWords = inBoth(
  (say) =>
    ({
      same: say('cùng tên', 'same name'),
      guess: say('đoán, cần xem', 'a guess: look at it'),
      none: say('chưa tìm được', 'nothing found'),
    }) satisfies Record<Certainty, string>,
)

/** A step of the old version with where it lies in the new one. */
export type MappedStep = { key: string; title: string; sub: string; to: string; certainty: Certainty }

export type NewMigrationView = {
  name: string
  procedureId: number
  from: Target | { version: number; decision: string }
  to: Target
  steps: readonly MappedStep[]
  options: readonly { value: string; text: string }[]
  typed: Readonly<Record<string, string>>
  faults: Readonly<Record<string, string>>
}

/** Basis and mapping of a move, before it is looked at. */
export const NewMigrationPage: FC<NewMigrationView> = ({ name, procedureId, from, to, steps, options, typed, faults }) => {
  const say = useSay()
  const field = (field: string) => ({ name: field, value: typed[field] ?? '', error: faults[field] })
  const open = steps.filter(({ certainty, to: chosen }) => certainty !== 'same' || chosen === '').length
  return (
    <>
      <PageHeader
        over={<a href={migrationsHome}>{say('Chuyển quy trình', 'Move to another version')}</a>}
        title={name}
        under={say(
          `Từ ${versionWords(from.version, from.decision, say)} sang ${versionWords(to.version, to.decision, say)}. Chưa có gì được ghi cho đến khi xem trước xong.`,
          `From ${versionWords(from.version, from.decision, say)} to ${versionWords(to.version, to.decision, say)}. Nothing is written before you have looked at it.`,
        )}
      />
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Form
        action={`${migrationsHome}/preview`}
        method="get"
        hidden={{ procedure: String(procedureId), from: String(from.version), to: String(to.version) }}
      >
        <FieldRow>
          <TextField {...field('number')} label={say('Văn bản số', 'Document number')} required maxlength={200} />
          <DateField {...field('date')} label={say('Ngày văn bản', 'Day of the document')} required />
        </FieldRow>
        <TextArea {...field('reason')} label={say('Lý do chuyển', 'Why they are moved')} required rows={2} maxlength={1000} />
        <Section
          bare
          title={say('Đối chiếu bước', 'Where each step lies')}
          aside={open > 0 ? say(`${open} bước cần xem`, `${open} to look at`) : say('mọi bước cùng tên', 'every step has its name in both')}
        >
          <DataTable
            caption={say('Bước của bản cũ và bước tương ứng trong bản mới', 'Steps of the old version and those of the new one')}
            rows={steps}
            empty=""
            columns={[
              { head: say('Bước đang có', 'Step now'), kind: 'wide', cell: (s) => <Whole top={s.title} sub={s.sub} /> },
              {
                head: say('Trong bản mới', 'In the new version'),
                kind: 'wide',
                cell: (s) => (
                  <Select
                    name={`step-${s.key}`}
                    label={<span class="ds-sr-only">{say(`Bước tương ứng với ${s.title}`, `Step for ${s.title}`)}</span>}
                    options={options}
                    value={s.to}
                    blank={say('Không có: hồ sơ ở bước này ở lại bản cũ', 'None: dossiers at this step stay')}
                  />
                ),
              },
              {
                head: say('Đề xuất', 'Proposal'),
                cell: (s) => <Tag tone={s.certainty === 'same' ? 'good' : 'near'}>{certaintyWords[say.lang][s.certainty]}</Tag>,
              },
            ]}
          />
        </Section>
        <FormButtons submit={say('Xem trước', 'Look first')} cancel={{ href: migrationsHome }} />
      </Form>
    </>
  )
}

export type PreviewView = PreviewCounts & {
  name: string
  fromVersion: number
  toVersion: number
  number: string
  date: string
  reason: string
  rows: readonly (PreviewRow & { isLink: boolean })[]
  filter: PreviewFilter
  next: string | null
  isFirst: boolean
  /** The address of this preview with other parameters. */
  href: (change: Readonly<Record<string, string>>, path?: string) => string
  fromName: (step: string) => string
  toName: (step: string) => string
  why: (row: PreviewRow) => string
  hidden: readonly (readonly [string, string])[]
  now: Moment
  refusal: string | null
}

/** Two lines that are never cut: what is said there is what is decided on. */
const Whole: FC<{ top: string; sub?: string }> = ({ top, sub }) => (
  <>
    {top}
    {sub && (
      <>
        <br />
        <span class="small">{sub}</span>
      </>
    )}
  </>
)

/** Every running dossier of the old version with what would become of it (xem trước): nothing is written. */
export const PreviewPage: FC<PreviewView> = (view) => {
  const say = useSay()
  const { name, fromVersion, toVersion, rows, filter, next, isFirst, href, now, refusal } = view
  const n = (count: number) => showCount(count, say.lang)
  const moment = (at: Moment | null) =>
    at === null ? say('chưa có', 'none') : `${showDate(dayInVietnam(at), now, say.lang)} ${showTime(at)}`
  const chip = (value: PreviewFilter, text: string, count: number) => ({
    text,
    count,
    href: href({ show: value, after: '' }),
    on: filter === value,
  })
  return (
    <>
      <PageHeader
        over={<a href={migrationsHome}>{say('Chuyển quy trình', 'Move to another version')}</a>}
        title={say(`Xem trước: ${name}`, `Before it is done: ${name}`)}
        under={say(
          `Bản ${fromVersion} → bản ${toVersion}, theo văn bản số ${view.number} ngày ${showDate(day(view.date), now, 'vi')}: ${view.reason}`,
          `Version ${fromVersion} → version ${toVersion}, by document no. ${view.number} of ${showDate(day(view.date), now, 'en')}: ${view.reason}`,
        )}
        others={[{ text: say('Sửa đối chiếu', 'Change the mapping'), href: href({ show: '', after: '' }, 'new') }]}
        more={[{ text: say('Tải bảng (CSV)', 'Download (CSV)'), href: href({ show: '', after: '' }, 'preview.csv') }]}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <Tiles>
        <StatTile label={say('Đang chạy bản cũ', 'On the old version')} value={view.seen} />
        <StatTile label={say('Chuyển được', 'Can be moved')} value={view.moving} />
        <StatTile label={say('Hạn sớm hơn', 'Due earlier')} value={view.earlier} />
        <StatTile
          label={say('Giữ hạn cũ', 'Keep their due time')}
          value={view.kept}
          note={say('hạn theo bản mới muộn hơn', 'by the new version it would be later')}
        />
        <StatTile label={say('Ở lại bản cũ', 'Stay')} value={view.staying} tone={view.staying > 0 ? 'near' : undefined} />
      </Tiles>
      <ListBar
        chips={
          <Chips
            chips={[
              chip('all', say('Tất cả', 'All'), view.seen),
              chip('moving', say('Chuyển được', 'Can be moved'), view.moving),
              chip('staying', say('Ở lại', 'Stay'), view.staying),
            ]}
          />
        }
      />
      <DataTable
        caption={say('Hồ sơ đang chạy theo bản cũ', 'Dossiers that run on the old version')}
        rows={rows}
        empty={<EmptyState title={say('Không có hồ sơ nào', 'No dossiers')}>{''}</EmptyState>}
        columns={[
          {
            head: say('Chọn', 'Choose'),
            quiet: true,
            cell: (r) =>
              r.refusal === null && (
                <input
                  class="ds-input"
                  type="checkbox"
                  name="pick"
                  form="move"
                  value={`${r.code}/${r.seen}`}
                  aria-label={say(`Chọn hồ sơ ${r.code}`, `Choose dossier ${r.code}`)}
                />
              ),
          },
          {
            head: say('Mã hồ sơ', 'Code'),
            kind: 'code',
            cell: (r) => (r.isLink ? <a href={`/office/dossiers/${r.code}`}>{r.code}</a> : r.code),
          },
          {
            head: say('Bước đang làm → bước mới', 'Step in hand → new step'),
            kind: 'wide',
            cell: (r) => {
              const now = r.steps.map(({ from }) => view.fromName(from)).join(', ')
              if (r.refusal !== null) return <Whole top={now || '–'} sub={view.why(r)} />
              const then = r.steps.map(({ to }) => (to === null ? '–' : view.toName(to))).join(', ')
              const added = r.added.map(view.toName).join(', ')
              return (
                <Whole
                  top={now === '' ? say('chưa tiếp nhận', 'not accepted yet') : now === then ? now : `${now} → ${then}`}
                  sub={added && say(`cùng bắt đầu: ${added}`, `also begins: ${added}`)}
                />
              )
            },
          },
          {
            head: say('Hạn trả', 'Due'),
            kind: 'due',
            cell: (r) => {
              if (r.refusal !== null) return <Tag tone="near">{say('ở lại', 'stays')}</Tag>
              if (r.dueAt === null) return '–'
              const isEarlier = r.dueFrom !== null && r.dueAt < r.dueFrom
              const sub = isEarlier
                ? say(`trước là ${moment(r.dueFrom)}`, `was ${moment(r.dueFrom)}`)
                : r.keepsLimit
                  ? say('giữ hạn cũ', 'due time kept')
                  : say('không đổi', 'unchanged')
              return <DueCell text={moment(r.dueAt)} sub={r.isProvisional ? `${sub} · ${say('tạm tính', 'provisional')}` : sub} />
            },
          },
        ]}
      />
      <Pager first={isFirst ? undefined : href({ after: '' })} next={next === null ? undefined : href({ after: next })} />
      <form class="form" id="move" method="post" action={migrationsHome}>
        {view.hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <p class="small">
          {say(
            'Mỗi hồ sơ được ghi riêng một dòng trong nhật ký. Hồ sơ nào có người vừa xử lý trong lúc chuyển thì được nêu tên và thử lại được.',
            'Each dossier gets an entry of its own in its journal. One that somebody acts on meanwhile is named and can be tried again.',
          )}
        </p>
        <div class="form-buttons">
          <button class="ds-button" type="submit" name="do" value="whole" disabled={view.moving === 0 || undefined}>
            {say(`Chuyển cả ${n(view.moving)} hồ sơ`, `Move all ${n(view.moving)}`)}
          </button>
          <button
            class="ds-button"
            data-variant="secondary"
            type="submit"
            name="do"
            value="named"
            disabled={view.moving === 0 || undefined}
          >
            {say('Chỉ chuyển hồ sơ đánh dấu', 'Move the ticked ones only')}
          </button>
          <a class="ds-button" data-variant="tertiary" href={migrationsHome}>
            {say('Thôi', 'Cancel')}
          </a>
        </div>
      </form>
    </>
  )
}

export type RunView = {
  run: MigrationRun
  officer: string
  rows: readonly { code: string; reason: string }[]
  next: string | null
  isFirst: boolean
  mayRead: boolean
  csrf: string
  now: Moment
}

/** How far a move has come, and each dossier that stayed with its reason. */
export const RunPage: FC<RunView> = ({ run, officer, rows, next, isFirst, mayRead, csrf, now }) => {
  const say = useSay()
  const n = (count: number) => showCount(count, say.lang)
  const left = run.all - run.done - run.refused
  const here = `${migrationsHome}/${run.id}`
  const moved = say(`Đã chuyển ${n(run.done)}/${n(run.all)} hồ sơ`, `${n(run.done)} of ${n(run.all)} dossiers moved`)
  return (
    <>
      <PageHeader
        over={<a href={migrationsHome}>{say('Chuyển quy trình', 'Move to another version')}</a>}
        title={run.procedure}
        under={say(`Bản ${run.fromVersion} → bản ${run.toVersion}`, `Version ${run.fromVersion} → version ${run.toVersion}`)}
      />
      {left > 0 ? (
        <auto-continue>
          <form class="form" method="post" action={`${here}/go-on`}>
            <input type="hidden" name="csrf" value={csrf} />
            <ProgressBar
              label={say('Đang chuyển', 'Under way')}
              value={run.done + run.refused}
              max={run.all}
              note={say(
                `còn ${n(left)}; đóng trang này thì việc vẫn được làm tiếp`,
                `${n(left)} left; it goes on when you close this page`,
              )}
            />
            <div class="form-buttons">
              <button class="ds-button" type="submit">
                {say('Làm tiếp', 'Go on')}
              </button>
            </div>
          </form>
        </auto-continue>
      ) : (
        <Notice tone={run.refused > 0 ? 'near' : 'ours'} title={moved}>
          {run.refused > 0 && (
            <>
              <p>{say(`${n(run.refused)} hồ sơ ở lại bản cũ, lý do ở dưới.`, `${n(run.refused)} stayed; the reasons stand below.`)}</p>
              <form method="post" action={`${here}/again`}>
                <input type="hidden" name="csrf" value={csrf} />
                <button class="ds-button" data-variant="secondary" type="submit">
                  {say('Thử lại các hồ sơ ở lại', 'Try those again')}
                </button>
              </form>
            </>
          )}
        </Notice>
      )}
      <Section title={say('Căn cứ', 'Basis')}>
        <Facts
          items={[
            [
              say('Văn bản', 'Document'),
              say(`số ${run.number} ngày ${showDate(run.date, now, 'vi')}`, `no. ${run.number} of ${showDate(run.date, now, 'en')}`),
            ],
            [say('Lý do', 'Reason'), run.reason],
            [say('Người chuyển', 'By'), officer],
            [say('Bắt đầu', 'Begun'), showMomentShort(run.begunAt, now, say.lang)],
            [
              say('Phạm vi', 'Which'),
              run.isWhole
                ? say('mọi hồ sơ đang chạy của bản cũ', 'all running dossiers of the old version')
                : say('các hồ sơ được chọn', 'the chosen ones'),
            ],
          ]}
        />
      </Section>
      {run.refused > 0 && (
        <DataTable
          caption={say('Hồ sơ ở lại bản cũ', 'Dossiers that stayed')}
          rows={rows}
          empty=""
          columns={[
            {
              head: say('Mã hồ sơ', 'Code'),
              kind: 'code',
              cell: (r) => (mayRead ? <a href={`/office/dossiers/${r.code}`}>{r.code}</a> : r.code),
            },
            { head: say('Lý do', 'Reason'), kind: 'wide', cell: (r) => r.reason },
          ]}
        />
      )}
      <Pager first={isFirst ? undefined : here} next={next === null ? undefined : `${here}?after=${encodeURIComponent(next)}`} />
    </>
  )
}
