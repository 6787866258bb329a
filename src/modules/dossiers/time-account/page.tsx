import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { useSay } from '../../../ui/language.ts'
import { type Column, DataTable, TwoLines } from '../../../ui/table.tsx'
import { showDuration } from '../../../ui/words.ts'
import { byHolder, type HolderShare } from '../lateness/by-holder.ts'
import { answers, type HeldLine } from '../lateness/ledger.ts'
import { holderNames } from '../lateness/words.ts'

type Names = {
  officer(id: number): string
  shortUnit(id: number): string
  step(key: string): string
  /** What a partner agency is called, where the dossier knows. */
  partner(id: number): string | null
}

type TimeAccountProps = { lines: readonly HeldLine[]; names: Names; daySeconds: number; isEnded: boolean }

/** The time ledger of one dossier (sổ thời gian): who had how much of its working time; each minute belongs to one holder. */
export const TimeAccount: FC<TimeAccountProps> = ({ lines, names, daySeconds, isEnded }) => {
  const say = useSay()
  const show = (seconds: number) => showDuration(seconds, daySeconds, say.lang)
  const elapsed = lines.reduce((sum, { seconds }) => sum + seconds, 0)
  return (
    <>
      <p class="legend">
        <span>{say('Sổ thời gian:', 'Time account:')}</span>
        {byHolder(lines).map((share) => (
          <span>
            {holderWords(share, names, say)} <b>{show(share.seconds)}</b>
            {!answers(share.holder) && say(' (không tính)', ' (not counted)')}
          </span>
        ))}
        <span>
          {say('cộng', 'in all')} <b>{show(elapsed)}</b>,{' '}
          {isEnded
            ? say('từ tiếp nhận đến khi xong', 'from acceptance to the end')
            : say('từ tiếp nhận đến nay', 'from acceptance until now')}
        </span>
        <span>
          {say('1 ngày làm việc', '1 working day')} = {showDuration(daySeconds, daySeconds * 2, say.lang)}
        </span>
      </p>
      {lines.length > 0 && (
        <details class="fold">
          <summary>{say('Từng bước, từng người', 'By step and officer')}</summary>
          <DataTable
            caption={say('Sổ thời gian từng bước, từng người', 'Time account by step and officer')}
            columns={columnsOf(names, show, say)}
            rows={lines}
            empty={null}
          />
        </details>
      )}
    </>
  )
}

/** Who had it, or what it waited for. */
function holderWords({ holder, unitId, partnerId, steps }: HolderShare, names: Names, say: Say): string {
  const unit = unitId === null ? say('không rõ', 'unknown') : names.shortUnit(unitId)
  if (holder === 'step') return unit
  if (holder === 'away') {
    const partner = partnerId === null ? null : names.partner(partnerId)
    return partner ?? say(`${unit} (cơ quan khác giữ)`, `${unit} (another agency has it)`)
  }
  if (holder === 'uncounted') {
    const waited = steps.map(names.step).join('”, “')
    return say(`chờ “${waited}”`, `waiting: “${waited}”`)
  }
  return holderNames[say.lang][holder]
}

const columnsOf = (names: Names, show: (seconds: number) => string, say: Say): Column<HeldLine>[] => [
  {
    head: say('Bước', 'Step'),
    kind: 'wide',
    cell: (l) => (
      <TwoLines
        top={l.step === null ? '–' : names.step(l.step)}
        sub={l.holder === 'step' ? undefined : ((l.partnerId ? names.partner(l.partnerId) : null) ?? holderNames[say.lang][l.holder])}
      />
    ),
  },
  {
    head: say('Ai giữ', 'With'),
    cell: (l) => (
      <TwoLines
        top={l.unitId === null ? '–' : names.shortUnit(l.unitId)}
        sub={
          l.officerId === null ? (l.holder === 'step' ? say('chưa ai nhận', 'nobody had taken it') : undefined) : names.officer(l.officerId)
        }
      />
    ),
  },
  { head: say('Thời gian', 'Time'), kind: 'number', cell: (l) => show(l.seconds) },
  {
    head: say('Quá giờ của bước', 'Beyond the step’s own'),
    kind: 'number',
    cell: (l) => (l.secondsOverStep > 0 ? show(l.secondsOverStep) : '–'),
  },
  { head: say('Sau hạn trả', 'After the due time'), kind: 'number', cell: (l) => (l.secondsOver > 0 ? show(l.secondsOver) : '–') },
]
