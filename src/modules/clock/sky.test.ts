import { ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newMoon, sunLongitude } from './sky.ts'

const near = (value: number, expected: number, by: number) => ok(Math.abs(value - expected) < by, `${value}, not ${expected}`)

describe('The sky, against the examples of the book', () => {
  it('has a new moon on 18 February 1977 (49.a)', () => near(newMoon(-283), 2_443_192.65118, 0.00001))
  it('has the sun at 199.90895° on 13 October 1992 (25.a)', () => near(sunLongitude(2_448_908.5), 199.90895, 0.0001))
  // Our own values, kept: new moon of February 2027 and of January 1900; the sun a century apart.
  it('stays as it was computed', () => {
    near(newMoon(335), 2461443.1648002, 1e-7)
    near(newMoon(-1236), 2415050.5573408, 1e-7)
    near(sunLongitude(2_415_020.5), 280.1535704, 1e-7)
    near(sunLongitude(2_488_069.5), 280.6057199, 1e-7)
  })
})
