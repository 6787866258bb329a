/** Chance that can be told again: the same seed gives the same story. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number
  /** A number between two others. */
  between(low: number, high: number): number
  /** A whole number between two others, ends included. */
  whole(low: number, high: number): number
  isLikely(share: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of several, each as often as its weight says. */
  weighted<T>(list: readonly (readonly [T, number])[]): T
  digits(count: number): string
  /** In the form of a UUID, for keys of acts and of files. */
  uuid(): string
}

/** Chance from a seed, by the mulberry32 generator. */
export function chanceFrom(seed: string): Chance {
  let state = digest(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const pick = <T>(list: readonly T[]): T => {
    const found = list[whole(0, list.length - 1)]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const digits = (count: number) => Array.from({ length: count }, () => whole(0, 9)).join('')
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    whole,
    isLikely: (share) => next() < share,
    pick,
    weighted<T>(list: readonly (readonly [T, number])[]): T {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of list) {
        left -= weight
        if (left < 0) return item
      }
      return pick(list)[0]
    },
    digits,
    uuid() {
      const hex = Array.from({ length: 32 }, () => whole(0, 15).toString(16)).join('')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

/** A number of 32 bits from a text (FNV-1a). */
function digest(text: string): number {
  let hash = 0x811c9dc5
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return hash
}
