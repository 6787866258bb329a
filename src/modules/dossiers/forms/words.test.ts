import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { day, moment } from '../../../kernel/moment.ts'
import { amountInWords, dateInWords, minutesInWords, momentInWords, numberWithZero, shortMoment } from './words.ts'

describe('Words of official papers', () => {
  it('gives small days and the months 1 and 2 a leading zero', () => equal(dateInWords(day('2026-02-03')), 'ngày 03 tháng 02 năm 2026'))
  it('leaves months from 3 as they are', () => equal(dateInWords(day('2026-03-13')), 'ngày 13 tháng 3 năm 2026'))
  it('tells the time of Viet Nam', () => equal(momentInWords(moment('2026-03-02T17:30:00Z')), '00 giờ 30 phút, ngày 03 tháng 3 năm 2026'))
  it('is short in tables', () => equal(shortMoment(moment('2026-02-13T09:05:00+07:00')), '13/02/2026 09:05'))
  it('tells minutes as people do', () => equal([45, 60, 186, 240].map(minutesInWords).join(', '), '45 phút, 1 giờ, 3 giờ 06, 4 giờ'))
  it('parts sums of money by thousands', () => equal([0, 950, 1_250_000].map(amountInWords).join(', '), '0 đồng, 950 đồng, 1.250.000 đồng'))
  it('gives numbers under 10 a leading zero', () => equal([numberWithZero('7'), numberWithZero(12)].join(), '07,12'))
})
