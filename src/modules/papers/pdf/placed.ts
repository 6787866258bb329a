/** A picture as a page shows it: its name in the page's resources, and how it is laid: the six numbers of its matrix. */
export type Shown = { name: string; matrix: Matrix }
export type Matrix = readonly [number, number, number, number, number, number]

export const unturned: Matrix = [1, 0, 0, 1, 0, 0]

/** First the one, then the other (ISO 32000-1, 8.3.4). */
export const multiply = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
]

/** How wide and high the unit square becomes, points. */
export const sizeUnder = ([a, b, c, d]: Matrix): { width: number; height: number } => ({
  width: Math.hypot(a, b),
  height: Math.hypot(c, d),
})

const showsMax = 2_000

/**
 * What a content stream paints by name (`Do`), with the matrix it stands under. Only `q`, `Q`, `cm` and `Do` matter here; strings, dictionaries and
 * pictures written into the stream are passed over.
 */
export function shownIn(content: string, start: Matrix): Shown[] {
  const shown: Shown[] = []
  const kept: Matrix[] = []
  let now = start
  let operands: string[] = []
  for (const token of tokens(content)) {
    if (/^[+-]?(\d|\.)/.test(token) || token[0] === '/') {
      operands.push(token)
      if (operands.length > 12) operands = operands.slice(-6)
      continue
    }
    if (token === 'q') kept.push(now)
    else if (token === 'Q') now = kept.pop() ?? start
    else if (token === 'cm' && operands.length >= 6) {
      const six = operands.slice(-6).map(Number)
      if (six.every(Number.isFinite)) now = multiply(six as unknown as Matrix, now)
    } else if (token === 'Do') {
      const name = operands.at(-1)
      if (name?.[0] === '/') shown.push({ name: name.slice(1), matrix: now })
      if (shown.length >= showsMax) return shown
    }
    operands = []
  }
  return shown
}

/** Numbers, names and operators. */
function* tokens(content: string): Generator<string> {
  const pattern =
    /\((?:\\[\s\S]|[^()\\])*\)|<[0-9A-Fa-f\s]*>|%[^\r\n]*|BI\b[\s\S]*?\bEI\b|<<|>>|[[\]{}]|\/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+/g
  for (const [token] of content.matchAll(pattern)) if (!/^[(<%>[\]{}]|^BI\b/.test(token)) yield token
}
