import type { Child, FC } from 'hono/jsx'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { ErrorSummary, Form, FormButtons, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Facts, Section } from '../../../ui/lists.tsx'
import { Tag } from '../../../ui/marks.tsx'
import { Notice, RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { DataTable } from '../../../ui/table.tsx'
import { showDate, showMoment } from '../../../ui/words.ts'
import type { Standing } from './confirm/decide.ts'
import { beginning, formsPack, type RuleLine } from './lines.ts'
import { type RulePack, rulePacks } from './packs.ts'
import { lawPage, packWord, ruleWord, showValue } from './words.ts'

/** A value with how it stands here. */
export type ShownRule = { line: RuleLine; standing: Standing }

export type RulesView = {
  rules: readonly ShownRule[]
  /** The pack under which dossiers are received today. */
  today: RulePack['id']
  mayConfirm: boolean
  nameOf(officerId: number): string
  now: Moment
}

/**
 * Marks a legal value that nobody has compared with its text (chưa xác minh), beside the value itself; leads to where it is confirmed.
 * Nothing once it is verified or confirmed.
 */
export const UnverifiedMark: FC<ShownRule> = ({ line, standing }) => {
  const say = useSay()
  if (standing.kind !== 'unverified') return null
  return (
    <a href={`/office/rules#${line.pack}`}>
      <Tag tone="near" title={say('Giá trị chưa được đối chiếu với văn bản', 'The value has not been compared with the text')}>
        {say('chưa xác minh', 'unverified')}
      </Tag>
    </a>
  )
}

/** The rules under which a dossier was received (bộ quy tắc), on its own page: which pack, and each value with its mark. */
export const RulesOfDossier: FC<{ pack: RulePack; rules: readonly ShownRule[] }> = ({ pack, rules }) => {
  const say = useSay()
  const open = rules.filter(({ standing }) => standing.kind === 'unverified').length
  return (
    <Section title={say('Bộ quy tắc', 'Rules')} id="rules">
      <p class="small">
        {say(
          'Hồ sơ theo bộ quy tắc của ngày tiếp nhận cho đến khi xong: ',
          'The dossier follows the rules of its day of acceptance to the end: ',
        )}
        <a href={`/office/rules#${pack.id}`}>{packWord(pack.id, say)}</a>.{' '}
        {open > 0 && (
          <Tag tone="near" title={say('Giá trị chưa được đối chiếu với văn bản', 'The value has not been compared with the text')}>
            {say(`${open} giá trị chưa xác minh`, open === 1 ? '1 value unverified' : `${open} values unverified`)}
          </Tag>
        )}
      </p>
      <details class="fold">
        <summary>{say(`Xem ${rules.length} giá trị`, `Show ${rules.length} values`)}</summary>
        <Facts
          items={rules.map(({ line, standing }) => [
            ruleWord(line.rule, say),
            <>
              {showValue(line, say)} {line.law && <span class="small">{line.law}</span>} <UnverifiedMark line={line} standing={standing} />
            </>,
          ])}
        />
      </details>
    </Section>
  )
}

const actPath = ({ pack, rule }: RuleLine, act: 'confirm' | 'withdraw') => `/office/rules/${pack}/${rule}/${act}`

/** First and last day of a value, in words. */
function daysText({ from, until }: Pick<RuleLine, 'from' | 'until'>, say: Say): string {
  const show = (value: NonNullable<RuleLine['from']>) => showDate(value, undefined, say.lang)
  if (from === null) return say('chưa rõ ngày, chưa áp dụng', 'day unknown, not in use')
  if (from <= beginning) return until === null ? say('mọi ngày', 'any day') : say(`đến ${show(until)}`, `until ${show(until)}`)
  return until === null
    ? say(`từ ${show(from)}`, `from ${show(from)}`)
    : say(`${show(from)} – ${show(until)}`, `${show(from)} – ${show(until)}`)
}

/** Legal values of the product and how each stands here (quy tắc pháp luật). */
export const RulesPage: FC<RulesView> = ({ rules, today, mayConfirm, nameOf, now }) => {
  const say = useSay()
  const open = rules.filter(({ line, standing }) => standing.kind === 'unverified' && (line.pack === today || line.pack === formsPack))
  const dated = rulePacks.filter(({ from }) => from !== null)
  const packs = [...dated.reverse(), null, ...rulePacks.filter(({ from }) => from === null)]
  return (
    <>
      <PageHeader
        title={say('Quy tắc pháp luật', 'Legal rules')}
        under={say(
          'Hồ sơ theo bộ quy tắc của ngày tiếp nhận cho đến khi xong. Giá trị chưa ai đối chiếu với văn bản thì ghi “chưa xác minh”.',
          'A dossier follows the rules of its day of receipt to the end. A value that nobody has compared with its text is marked “unverified”.',
        )}
      />
      <div class="stack">
        {open.length > 0 && (
          <Notice tone="near">
            {say(
              `${open.length} giá trị đang dùng chưa xác minh.`,
              open.length === 1 ? 'One value in use is unverified.' : `${open.length} values in use are unverified.`,
            )}
          </Notice>
        )}
        {packs.map((pack) => {
          const id = pack?.id ?? formsPack
          const own = rules.filter(({ line }) => line.pack === id)
          const days = pack ? daysText({ from: pack.from, until: own[0]?.line.until ?? null }, say) : undefined
          return (
            <Section
              id={id}
              title={packWord(id, say)}
              aside={id === today ? say(`đang áp dụng · ${days}`, `in force · ${days}`) : days}
              bare
            >
              {pack?.note && <p class="small">{say(pack.note.vi, pack.note.en)}</p>}
              <DataTable<ShownRule>
                caption={packWord(id, say)}
                rows={own}
                empty=""
                columns={[
                  {
                    head: say('Quy tắc', 'Rule'),
                    kind: 'wide',
                    cell: ({ line }) => (
                      <WithRemark text={ruleWord(line.rule, say)} remark={line.note ? say(line.note.vi, line.note.en) : undefined} />
                    ),
                  },
                  { head: say('Giá trị', 'Value'), cell: ({ line }) => showValue(line, say) },
                  { head: say('Nguồn', 'Source'), cell: ({ line }) => <Source line={line} /> },
                  { head: say('Hiệu lực', 'In force'), cell: ({ line }) => daysText(line, say) },
                  {
                    head: say('Tình trạng', 'Standing'),
                    cell: (rule) => <StandingCell rule={rule} mayConfirm={mayConfirm} nameOf={nameOf} now={now} />,
                  },
                ]}
              />
            </Section>
          )
        })}
      </div>
    </>
  )
}

/** A text with a small remark below it, to be read whole: a reading is no use when it is cut off. */
const WithRemark: FC<{ text: Child; remark?: string | undefined }> = ({ text, remark }) => (
  <>
    {text}
    {remark !== undefined && (
      <>
        <br />
        <span class="small">{remark}</span>
      </>
    )}
  </>
)

const Source: FC<{ line: RuleLine }> = ({ line }) => {
  const say = useSay()
  return line.law === null ? (
    <span>{say('cách đọc của hệ thống', 'our own reading')}</span>
  ) : (
    <WithRemark text={<span class="code">{line.law}</span>} remark={lawPage(line.law)} />
  )
}

const StandingCell: FC<{ rule: ShownRule } & Pick<RulesView, 'mayConfirm' | 'nameOf' | 'now'>> = ({ rule, mayConfirm, nameOf, now }) => {
  const say = useSay()
  const { line, standing } = rule
  switch (standing.kind) {
    case 'verified':
      return <Tag tone="good">{say('đã đối chiếu', 'verified')}</Tag>
    case 'confirmed': {
      const who = `${nameOf(standing.by)}, ${showMoment(standing.at, now, say.lang)}`
      return (
        <>
          <WithRemark text={<Tag tone="good">{say('đã xác nhận', 'confirmed')}</Tag>} remark={`${who} · ${standing.note}`} />{' '}
          {mayConfirm && <a href={actPath(line, 'withdraw')}>{say('Rút', 'Take back')}</a>}
        </>
      )
    }
    case 'unverified': {
      const was = standing.was
      return (
        <>
          <WithRemark
            text={<Tag tone="near">{say('chưa xác minh', 'unverified')}</Tag>}
            remark={was === null ? undefined : say(`giá trị cũ ${was} đã được xác nhận`, `the earlier value ${was} had been confirmed`)}
          />{' '}
          {mayConfirm && line.from !== null && <a href={actPath(line, 'confirm')}>{say('Xác nhận', 'Confirm')}</a>}
        </>
      )
    }
  }
}

export type RuleActView = {
  act: 'confirm' | 'withdraw'
  line: RuleLine
  hidden: Readonly<Record<string, string>>
  typed: string
  fault?: string | undefined
  refusal?: string | undefined
}

/** Confirms a value, or takes that back (xác nhận, rút xác nhận): which value, and on what word. */
export const RuleActPage: FC<RuleActView> = ({ act, line, hidden, typed, fault, refusal }) => {
  const say = useSay()
  const isConfirm = act === 'confirm'
  return (
    <>
      <PageHeader
        over={<a href={`/office/rules#${line.pack}`}>{packWord(line.pack, say)}</a>}
        title={isConfirm ? say('Xác nhận giá trị', 'Confirm a value') : say('Rút xác nhận', 'Take a confirmation back')}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={fault ? [{ name: 'note', message: fault }] : []} />
      <div class="stack">
        <Section>
          <Facts
            items={[
              [say('Quy tắc', 'Rule'), ruleWord(line.rule, say)],
              [say('Giá trị', 'Value'), showValue(line, say)],
              [
                say('Nguồn', 'Source'),
                line.law === null ? say('cách đọc của hệ thống', 'our own reading') : `${line.law} · ${lawPage(line.law)}`,
              ],
              [say('Hiệu lực', 'In force'), daysText(line, say)],
              [say('Cách đọc', 'Reading'), line.note && say(line.note.vi, line.note.en)],
            ]}
          />
        </Section>
        <Section>
          <Form action={actPath(line, act)} hidden={hidden} guard>
            <TextArea
              name="note"
              label={isConfirm ? say('Đã đối chiếu với', 'Compared with') : say('Lý do', 'Reason')}
              hint={
                isConfirm
                  ? say('Số, ngày, điều khoản của văn bản; nơi đã đọc.', 'Number, day and article of the text; where it was read.')
                  : undefined
              }
              required
              value={typed}
              error={fault}
              maxlength={500}
            />
            <FormButtons
              submit={isConfirm ? say('Xác nhận', 'Confirm') : say('Rút xác nhận', 'Take it back')}
              danger={!isConfirm}
              cancel={{ href: `/office/rules#${line.pack}` }}
            />
          </Form>
        </Section>
      </div>
    </>
  )
}
