/** Tries in a row, and how many come back in a minute. */
type TryRule = { burst: number; perMinute: number; keysMax?: number }

/**
 * Limits wrong tries (giới hạn số lần thử sai), by key. A try is taken before it is made, so that many sent at once count too, and
 * given back when it was right: people behind one address do not use up each other's. Kept in memory; old keys are forgotten.
 */
export function tryLimit({ burst, perMinute, keysMax = 20_000 }: TryRule) {
  const known = new Map<string, { left: number; atMs: number }>()
  const perMs = perMinute / 60_000
  const put = (key: string, left: number, atMs: number) => {
    known.delete(key) // newest last, so the oldest is first to go
    known.set(key, { left, atMs })
    if (known.size > keysMax) known.delete(known.keys().next().value ?? '')
  }
  return {
    /** Takes a try. Answers 0, or how many seconds to wait for the next one. */
    enter(key: string, nowMs: number): number {
      const before = known.get(key)
      const left = before ? Math.min(burst, before.left + (nowMs - before.atMs) * perMs) : burst
      put(key, left >= 1 ? left - 1 : left, nowMs)
      return left >= 1 ? 0 : Math.max(1, Math.ceil((1 - left) / perMs / 1000))
    },
    /** The try was right: it does not count. */
    giveBack(key: string): void {
      const before = known.get(key)
      if (before) before.left = Math.min(burst, before.left + 1)
    },
  }
}
