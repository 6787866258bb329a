import { type Day, day } from '../../../kernel/moment.ts'
import { formSets } from '../print/form-sets.ts'
import { lastDayOf, type Remark, type RuleName, type RulePack, type RuleUnit, type RuleValue, rulePacks } from './packs.ts'

/** A legal value as it is listed and confirmed (một giá trị pháp lý): where it stands, and what it is as text. */
export type RuleLine = {
  pack: string
  rule: string
  /** What a confirmation is about, word for word: another value is another thing to confirm. */
  value: string
  unit: RuleUnit | 'form-set'
  law: string | null
  from: Day | null
  until: Day | null
  verified: boolean
  note: Remark | null
}

/** The sets of forms are listed beside the packs: they change on days of their own. */
export const formsPack = 'forms'

const asText = (value: RuleValue<unknown>['value']): string => (Array.isArray(value) ? value.join(', ') : String(value))

const linesOf = (pack: RulePack): RuleLine[] =>
  (Object.entries(pack.rules) as [RuleName, RuleValue<unknown>][]).map(([rule, { value, unit, law, from, verified, note }]) => ({
    pack: pack.id,
    rule,
    value: asText(value),
    unit,
    law,
    from: pack.from && (from ?? pack.from),
    until: lastDayOf(pack),
    verified,
    note,
  }))

const formLines = (): RuleLine[] =>
  formSets.map(({ from, value, law, verified }, i) => {
    const next = formSets[i + 1]
    return {
      pack: formsPack,
      rule: `formSet${value.set}`,
      value: value.set,
      unit: 'form-set',
      law,
      from,
      until: next ? ((next.from - 1) as Day) : null,
      verified,
      note: {
        vi: 'Theo ngày phát hành giấy tờ, không theo ngày nhận hồ sơ.',
        en: 'By the day on which the paper is issued, not the day of receipt.',
      },
    }
  })

/** Every legal value that the product carries, pack by pack. */
export const ruleLines: readonly RuleLine[] = [...rulePacks.flatMap(linesOf), ...formLines()]

export const ruleLine = (pack: string, rule: string): RuleLine | undefined =>
  ruleLines.find((line) => line.pack === pack && line.rule === rule)

/** Before this day nothing of ours was in force: the oldest lines hold for whatever is older. */
export const beginning = day('1970-01-01')
