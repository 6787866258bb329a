/** One paragraph in the comparison of two versions of a draft. */
export type Line = { kind: 'same' | 'added' | 'removed'; text: string }

/** Longest texts compared, paragraphs: beyond that all of one stands beside all of the other. */
const paragraphsMax = 2_000

/** What changed between two versions of a text, paragraph by paragraph (so sánh hai bản): the longest common run stays, in order. */
export function compareTexts(before: readonly string[], after: readonly string[]): Line[] {
  if (before.length > paragraphsMax || after.length > paragraphsMax)
    return [...before.map((text): Line => ({ kind: 'removed', text })), ...after.map((text): Line => ({ kind: 'added', text }))]
  // common[i][j]: how many paragraphs before[i…] and after[j…] have in common, in order.
  const common = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1))
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i]![j] = before[i] === after[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const lines: Line[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) {
      lines.push({ kind: 'same', text: before[i]! })
      i++
      j++
    } else if (i < before.length && (j >= after.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push({ kind: 'removed', text: before[i++]! })
    else lines.push({ kind: 'added', text: after[j++]! })
  }
  return lines
}
