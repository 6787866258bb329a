/**
 * Remembers the answers of a slow question for a while, by key; callers who ask meanwhile share one answer. Failures are not remembered.
 * @param forMs how old an answer may be; Infinity for what never changes
 * @param elapsedMs a clock that only goes forward
 * @param keysMax the oldest key goes first when there are more
 */
export function remember<K, V>(
  ask: (key: K) => Promise<V>,
  { forMs, elapsedMs, keysMax = 1_000 }: { forMs: number; elapsedMs: () => number; keysMax?: number },
) {
  const known = new Map<K, { atMs: number; answer: Promise<V> }>()
  return {
    get(key: K): Promise<V> {
      const found = known.get(key)
      if (found && elapsedMs() - found.atMs < forMs) return found.answer
      const fresh = { atMs: elapsedMs(), answer: ask(key) }
      known.delete(key)
      known.set(key, fresh)
      if (known.size > keysMax) known.delete(known.keys().next().value as K)
      fresh.answer.catch(() => known.get(key) === fresh && known.delete(key))
      return fresh.answer
    },
    forget(key: K): void {
      known.delete(key)
    },
    forgetAll(): void {
      known.clear()
    },
  }
}
