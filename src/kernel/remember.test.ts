import { equal, rejects } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { remember } from './remember.ts'

describe('Remembered answers (bộ nhớ tạm)', () => {
  const counted = (forMs: number, keysMax = 10) => {
    let asked = 0
    let clock = 0
    const kept = remember(async (key: string) => `${key}${++asked}`, { forMs, elapsedMs: () => clock, keysMax })
    return {
      kept,
      asked: () => asked,
      wait: (ms: number) => {
        clock += ms
      },
    }
  }
  it('asks once while the answer is fresh, again when it is old', async () => {
    const { kept, asked, wait } = counted(100)
    await Promise.all([kept.get('a'), kept.get('a')])
    wait(99)
    await kept.get('a')
    equal(asked(), 1)
    wait(1)
    await kept.get('a')
    equal(asked(), 2)
  })
  it('forgets on demand', async () => {
    const { kept, asked } = counted(100)
    await kept.get('a')
    kept.forget('a')
    await kept.get('a')
    equal(asked(), 2)
  })
  it('keeps so many keys and no more, the oldest goes', async () => {
    const { kept, asked } = counted(100, 2)
    await kept.get('a')
    await kept.get('b')
    await kept.get('c')
    await kept.get('a')
    equal(asked(), 4)
  })
  it('does not remember a failure', async () => {
    let asked = 0
    const kept = remember(
      async () => {
        asked += 1
        if (asked === 1) throw new Error('away')
        return asked
      },
      { forMs: 100, elapsedMs: () => 0 },
    )
    await rejects(kept.get('x'), /away/)
    equal(await kept.get('x'), 2)
  })
})
