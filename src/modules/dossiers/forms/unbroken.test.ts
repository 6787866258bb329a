import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { unbroken } from './unbroken.ts'

/** Where a line may end, shown as a bar. */
const shown = (text: string) => unbroken(text).replaceAll(' ', '|').replaceAll('\u00a0', ' ')

describe('Line breaks of names (ngắt dòng)', () => {
  it('keeps the words of a field together', () => equal(shown('Sở Nông nghiệp và Môi trường'), 'Sở Nông nghiệp|và Môi trường'))
  it('keeps a unit’s name readable', () => equal(shown('Bộ phận Tiếp nhận và Trả kết quả'), 'Bộ phận|Tiếp nhận|và Trả|kết quả'))
  it('keeps the name of a place or a person together', () => {
    equal(shown('thôn Đồng Quýt, xã Thượng Hưng Đông, tỉnh Sông Vân'), 'thôn Đồng Quýt,|xã Thượng Hưng Đông,|tỉnh Sông Vân')
    equal(shown('Nguyễn Thị Phương Hưởng (mẫu)'), 'Nguyễn Thị Phương Hưởng|(mẫu)')
  })
  it('changes nothing but blanks', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => unbroken(text).replaceAll('\u00a0', ' ') === text.replaceAll('\u00a0', ' ')),
    ))
})
