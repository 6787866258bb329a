import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, moment } from './moment.ts'
import { inEnglish, inVietnamese } from './say.ts'
import { sayDay, sayMoment, sayShortDay } from './say-day.ts'

describe('Days and moments in sentences', () => {
  it('are numbers in Vietnamese and name the month in English, which numbers would leave open', () => {
    equal(sayDay(day('2027-01-02'), inVietnamese), '02/01/2027')
    equal(sayDay(day('2027-01-02'), inEnglish), '2 Jan 2027')
    equal(sayShortDay(day('2027-01-02'), inVietnamese), '2/1')
    equal(sayShortDay(day('2026-12-31'), inEnglish), '31 Dec')
  })
  it('are told in Vietnamese time', () => {
    equal(sayMoment(moment('2026-12-31T17:05:59Z'), inVietnamese), '01/01/2027 00:05')
    equal(sayMoment(moment('2026-02-13T09:05:00+07:00'), inEnglish), '13 Feb 2026 09:05')
  })
})
