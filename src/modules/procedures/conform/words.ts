import { inBoth, type Say } from '../../../kernel/say.ts'
import type { Conformance, ConformField, ConformLimit, ConformRow } from './compare.ts'

/** What a field is called where a difference is told. */
export const conformFieldWords = inBoth(
  (say) =>
    ({
      name: say('nội dung', 'what is done'),
      actor: say('người thực hiện', 'who does it'),
      duration: say('thời gian', 'time'),
      hardDuration: say('thời gian vùng khó khăn', 'time in hard areas'),
      countsTime: say('tính thời gian', 'counting of time'),
      stage: say('giai đoạn', 'stage'),
      afterStep: say('đứng sau bước', 'the step it stands after'),
      runsWith: say('song song với bước', 'the step it runs beside'),
    }) satisfies Record<ConformField, string>,
)

/** The differences as sentences, limits first; empty when the draft equals the decision. */
export const explainDifferences = ({ limits, rows }: Conformance, say: Say): string[] => [
  ...limits.map((limit) => explainLimit(limit, say)),
  ...rows.flatMap((row) => explainRow(row, say)),
]

export function explainLimit(limit: ConformLimit, say: Say): string {
  switch (limit.kind) {
    case 'limit':
      return say('Thời hạn giải quyết khác quyết định.', 'The limit differs from the decision.')
    case 'hard-limit':
      return say('Thời hạn vùng khó khăn khác quyết định.', 'The limit in hard areas differs from the decision.')
    case 'stage':
      return say(`Thời gian của ${limit.name} khác quyết định.`, `The time of ${limit.name} differs from the decision.`)
  }
}

function explainRow(row: ConformRow, say: Say): string[] {
  const fields = (all: readonly ConformField[]) => all.map((field) => conformFieldWords[say.lang][field]).join(', ')
  switch (row.kind) {
    case 'same':
      return []
    case 'missing': {
      const { no, name } = row.approved
      return [say(`Thiếu bước ${no} “${name ?? ''}” của quyết định.`, `Step ${no} “${name ?? ''}” of the decision is missing.`)]
    }
    case 'added': {
      const { no, name } = row.draft
      return [say(`Bước ${no} “${name ?? ''}” không có trong quyết định.`, `Step ${no} “${name ?? ''}” is not in the decision.`)]
    }
    case 'moved': {
      const [was, is] = [row.approved.no, row.draft.no]
      const also = row.fields.length > 0 ? say(`, khác ${fields(row.fields)}`, `, and differs in ${fields(row.fields)}`) : ''
      return [
        say(
          `Bước ${was} “${row.approved.name ?? ''}” của quyết định bị chuyển chỗ, thành bước ${is}${also}.`,
          `Step ${was} “${row.approved.name ?? ''}” of the decision was moved and is step ${is}${also}.`,
        ),
      ]
    }
    case 'changed':
      return [
        say(
          `Bước ${row.draft.no} “${row.draft.name ?? ''}” khác quyết định: ${fields(row.fields)}.`,
          `Step ${row.draft.no} “${row.draft.name ?? ''}” differs from the decision: ${fields(row.fields)}.`,
        ),
      ]
  }
}
