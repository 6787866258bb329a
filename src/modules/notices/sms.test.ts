import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { smsSize, withoutMarks } from './sms.ts'

const segments = (text: string) => smsSize(text).segments

describe('How many segments a text message has (số phần của tin nhắn)', () => {
  it('is one up to 160 letters of the plain alphabet, two from 161', () => {
    deepEqual(smsSize('a'.repeat(160)), { alphabet: 'gsm', units: 160, segments: 1 })
    deepEqual(smsSize('a'.repeat(161)), { alphabet: 'gsm', units: 161, segments: 2 })
  })
  it('is two up to 2 × 153 = 306, three from 307', () =>
    deepEqual(
      [306, 307].map((n) => segments('a'.repeat(n))),
      [2, 3],
    ))
  it('is one up to 70 as soon as one letter has a mark, two from 71', () => {
    deepEqual(smsSize(`ồ${'a'.repeat(69)}`), { alphabet: 'unicode', units: 70, segments: 1 })
    deepEqual(smsSize(`ồ${'a'.repeat(70)}`), { alphabet: 'unicode', units: 71, segments: 2 })
  })
  it('is two up to 2 × 67 = 134 with marks, three from 135', () =>
    deepEqual(
      [134, 135].map((n) => segments('ồ'.repeat(n))),
      [2, 3],
    ))
  it('knows the few accents that the plain alphabet has', () => {
    equal(smsSize('à è é ì ò ù').alphabet, 'gsm')
    equal(smsSize('á').alphabet, 'unicode')
  })
  it('counts signs of the extension twice, and parts none: 152 + € = 154 → the € opens the next part', () => {
    equal(smsSize('€'.repeat(80)).segments, 1)
    equal(smsSize('€'.repeat(81)).units, 162)
    equal(segments(`${'a'.repeat(152)}€${'a'.repeat(152)}`), 3)
    equal(segments(`${'a'.repeat(151)}€${'a'.repeat(153)}`), 2)
  })
  it('never parts a letter of two words of sixteen bits: 66 + 😀 → the face opens the next part', () => {
    equal(segments(`${'ồ'.repeat(66)}😀${'ồ'.repeat(66)}`), 3)
    equal(segments(`${'ồ'.repeat(65)}😀${'ồ'.repeat(67)}`), 2)
  })
  it('holds all of the text, whatever it is', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (text) => {
        const { alphabet, units, segments: n } = smsSize(text)
        const [alone, part] = alphabet === 'gsm' ? [160, 153] : [70, 67]
        ok(n === 1 ? units <= alone : units <= n * part && units > (n - 1) * (part - 1))
      }),
    ))
})

describe('A text without marks (tin nhắn không dấu)', () => {
  it('reads like the text, letter by letter', () => {
    equal(withoutMarks('Hồ sơ đã được tiếp nhận, hẹn trả 15:05 – “Đất đai”…'), 'Ho so da duoc tiep nhan, hen tra 15:05 - "Dat dai"...')
    equal(withoutMarks('Sở Nông nghiệp và Môi trường'.normalize('NFD')), 'So Nong nghiep va Moi truong')
  })
  it('halves what a long notice costs: 144 letters, three segments with marks, one without', () => {
    const notice =
      'Sở Nông nghiệp và Môi trường: hồ sơ H99.12-261120-0007 đã được tiếp nhận, hẹn trả 15:05 ngày 04/12/2026. Tra cứu tại https://mot-cua.example.vn/'
    equal(notice.length, 144)
    equal(segments(notice), 3)
    equal(segments(withoutMarks(notice)), 1)
  })
  it('leaves no Vietnamese letter behind', () =>
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ÁÀẢÃẠĐ'),
        }),
        (text) => /^[a-zA-Z ]*$/.test(withoutMarks(text)) && withoutMarks(text).length === text.length,
      ),
    ))
})
