import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { moment } from '../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import { acceptedText, apologyText, digestRowsMax, dueSoonText, overdueText, papersAskedText, resultReadyText } from './templates.ts'

const due = moment('2026-03-06T15:05:00+07:00')
const concerning = {
  agency: 'Sở Thử nghiệm (mẫu)',
  code: 'H99.71-260302-0001',
  subject: 'Cấp lại giấy (mẫu)',
  applicant: 'Trần Thị Lan (mẫu)',
  link: 'https://mot-cua.example.vn/',
}
const vietnameseLetters = /[ăâđêôơưáàảãạ]/i

describe('What people are told (mẫu thông báo)', () => {
  it('names the day on which the result is due', () =>
    deepEqual(acceptedText({ ...concerning, due, isProvisional: false }, inVietnamese), {
      subject: 'Hồ sơ H99.71-260302-0001 đã được tiếp nhận',
      body: `Kính gửi: Trần Thị Lan (mẫu)

Hồ sơ “Cấp lại giấy (mẫu)”, mã H99.71-260302-0001, đã được tiếp nhận.
Hẹn trả kết quả: 15:05 ngày 06/03/2026.

Tra cứu: https://mot-cua.example.vn/

Sở Thử nghiệm (mẫu)
Thư gửi tự động, xin không trả lời thư này.
`,
      short:
        'Sở Thử nghiệm (mẫu): hồ sơ H99.71-260302-0001 đã được tiếp nhận, hẹn trả 15:05 ngày 06/03/2026. Tra cứu: https://mot-cua.example.vn/',
    }))
  it('says that a day is provisional', () => {
    ok(acceptedText({ ...concerning, due, isProvisional: true }, inVietnamese).body.includes('tạm tính'))
    ok(acceptedText({ ...concerning, due, isProvisional: true }, inEnglish).body.includes('provisional'))
  })
  it('lists every paper with its reason', () => {
    const items = [
      { what: 'Bản vẽ', why: 'thiếu tọa độ' },
      { what: 'Giấy ủy quyền', why: 'chưa ký' },
    ]
    const { body, short } = papersAskedText({ ...concerning, items, contact: '', until: null }, inVietnamese)
    ok(body.includes('1. Bản vẽ (thiếu tọa độ)\n2. Giấy ủy quyền (chưa ký)'))
    ok(short.includes('cần bổ sung 2 giấy tờ'))
  })
  it('does not say in a mail what the result is', () =>
    ok(!/từ chối|chấp thuận/.test(resultReadyText({ ...concerning, isAtCounter: true }, inVietnamese).body)))
  it('apologises with the reason and the new day', () => {
    const { body } = apologyText({ ...concerning, reason: 'Chờ đo lại', newDue: due }, inVietnamese)
    ok(body.includes('xin lỗi'))
    ok(body.includes('Lý do: Chờ đo lại\nHẹn trả kết quả lại: 15:05 ngày 06/03/2026.'))
  })
  it('speaks English to whoever chose it', () => {
    const about = { agency: 'A', code: 'H1-260302-0001', subject: 'S', applicant: 'L', link: null }
    const officer = { agency: 'A', code: 'H1-260302-0001', subject: 'S', officer: 'O', due, workingDaysLeft: 1, link: null }
    for (const text of [
      acceptedText({ ...about, due, isProvisional: true }, inEnglish),
      papersAskedText({ ...about, items: [{ what: 'w', why: 'y' }], contact: 'c', until: due }, inEnglish),
      resultReadyText({ ...about, isAtCounter: true }, inEnglish),
      resultReadyText({ ...about, isAtCounter: false }, inEnglish),
      apologyText({ ...about, reason: 'r', newDue: due }, inEnglish),
      dueSoonText(officer, inEnglish),
      overdueText({ agency: 'A', officer: 'O', units: [{ name: 'U', count: 1, dossiers: [] }], asOf: due, link: null }, inEnglish),
    ])
      for (const said of [text.subject, text.body, text.short]) ok(!vietnameseLetters.test(said), said)
    ok(dueSoonText(officer, inEnglish).subject.endsWith('1 working day left'))
  })
  it('names at most a hundred overdue dossiers, and counts the rest', () => {
    const dossier = (i: number) => ({ code: `H1-260302-${1000 + i}`, subject: 'S', due, holder: i % 2 ? 'Lan' : null })
    const units = [
      { name: 'Phòng Đất đai', count: 90, dossiers: Array.from({ length: 90 }, (_, i) => dossier(i)) },
      { name: 'Phòng Nước', count: 150, dossiers: Array.from({ length: 100 }, (_, i) => dossier(i)) },
    ]
    const { subject, body } = overdueText({ agency: 'A', officer: 'O', units, asOf: due, link: null }, inVietnamese)
    equal(subject, '240 hồ sơ quá hạn, sáng 06/03/2026')
    equal(body.match(/^- H1/gm)?.length, digestRowsMax)
    ok(body.includes('- và 140 hồ sơ nữa')) // 150 − the 10 that had room
  })
  it('lets nobody’s words become lines of the office’s', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
        const words = `x\r\n\u2028\u0085${typed}\nHẹn trả kết quả: hôm nay`
        const facts = { ...concerning, subject: words, applicant: words, agency: words, due, isProvisional: false }
        const { subject, body, short } = acceptedText(facts, inVietnamese)
        for (const line of [subject, short]) ok(!/[\r\n\u2028\u0085]/.test(line))
        equal(body.split('\n').length, 10)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
        ok(!/[\u0000-\u0009\u000b-\u001f\u007f\u2028\u2029]/.test(body))
      }),
    ))
})
