import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { type Day, moment } from '../../../kernel/moment.ts'
import { createForms } from './forms.adapter.ts'
import {
  apologyNotice,
  applicant,
  controlSlip,
  dueSheet,
  listOf,
  receiptNotice,
  refusalNotice,
  registerOf,
  stopNotice,
  supplementRequest,
} from './forms.example.ts'
import { type FormSet, formHeading } from './forms.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-forms-'))
const forms = createForms()
after(async () => {
  await forms.close()
  rmSync(folder, { recursive: true })
})

const poppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not on this machine (pdftotext, pdfinfo)' : false

const run = (tool: string, pdf: Uint8Array, ...after: string[]): string => {
  const file = join(folder, 'read.pdf')
  writeFileSync(file, pdf)
  return spawnSync(tool, [...(tool === 'pdftotext' ? ['-raw'] : []), file, ...after], { encoding: 'utf8' }).stdout
}
const pagesOf = (pdf: Uint8Array): number => Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', pdf))?.[1])

/** Lines end where the paper ends, so blanks do not count when a text is looked for. */
const tight = (text: string): string => text.normalize('NFC').replaceAll(/\s/g, '')
function carries(pdf: Uint8Array, ...texts: string[]): void {
  const printed = tight(run('pdftotext', pdf, '-'))
  deepEqual(
    texts.filter((text) => !printed.includes(tight(text))).map((text) => text.slice(0, 60)),
    [],
  )
}

const hostile = '#import "/etc/passwd": * $x^2$ \\ * _a_ <script>alert(1)</script> #panic() "q" // @a'
const decomposed = 'Nguyễn Thị Hưởng, ấp Đồng Quýt'.normalize('NFD')
const longName = 'Công ty cổ phần Thí Dụ Xanh '.repeat(20).slice(0, 500)
const longWord = 'Ấ'.repeat(500)
const sixty = Array.from({ length: 60 }, (_, i) => ({
  name: `Giấy tờ thứ ${i + 1} ${hostile}`,
  kind: 'copy' as const,
  quantity: 1 + (i % 9),
}))

describe('Form headings (số và tên biểu mẫu)', () => {
  const number = (set: '2018' | '2025') => formHeading('control-slip', { set }).number
  it('count the control slip 05 in the set of 2018 and 06 in that of 2025', () => deepEqual([number('2018'), number('2025')], ['05', '06']))
  it('keep the first three numbers in both sets', () =>
    deepEqual(
      (['receipt-notice', 'supplement-request', 'refusal-notice'] as const).flatMap((kind) =>
        (['2018', '2025'] as const).map((set) => formHeading(kind, { set }).number),
      ),
      ['01', '01', '02', '02', '03', '03'],
    ))
  it('call the apology by its title of each set, under one number', () =>
    deepEqual(
      (['2018', '2025'] as const).map((set) => {
        const { number, title } = formHeading('apology-notice', { set })
        return `${number} ${title}`
      }),
      ['04 Phiếu xin lỗi và hẹn lại ngày trả kết quả', '04 Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết'],
    ))
  it('count the register 06 in the set of 2018 and 07 in that of 2025', () =>
    deepEqual(
      (['2018', '2025'] as const).map((set) => formHeading('dossier-register', { set }).number),
      ['06', '07'],
    ))
  it('have no notice of a stop in the set of 2018', () => {
    equal(formHeading('stop-notice', { set: '2025' }).number, '05')
    throws(() => formHeading('stop-notice', { set: '2018' }))
  })
  it('take a provincial form as its province names it', () => {
    const provincial: FormSet = { set: 'provincial', number: 'BM.01', title: 'Giấy biên nhận', source: 'Quyết định của tỉnh' }
    equal(formHeading('receipt-notice', provincial).title, 'Giấy biên nhận')
  })
})

describe('Form 01 (giấy tiếp nhận hồ sơ và hẹn trả kết quả)', () => {
  it('carries every field on one page', { skip: poppler }, async () => {
    const pdf = await forms.receiptNotice(receiptNotice)
    equal(pagesOf(pdf), 1)
    carries(
      pdf,
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Mẫu số 01',
      'Số: 118/BPTNTKQ',
      'Sông Vân, ngày 13 tháng 02 năm 2026',
      'Mã hồ sơ: H56.12-260213-0002',
      'Tiếp nhận hồ sơ của: Trần Thị Mẫu',
      '001199000000',
      'Điện thoại: 0900 000 000',
      'tran.thi.mau@thu.example',
      'Lê Văn Thí Dụ',
      'Giấy ủy quyền công chứng số 27',
      'Tách thửa đất số 214',
      '1 Đơn đề nghị tách thửa đất Bản chính 01',
      'Số lượng hồ sơ: 01 bộ',
      'theo quy định: 8 ngày làm việc',
      'nhận hồ sơ: 09 giờ 15 phút, ngày 13 tháng 02 năm 2026',
      '09 giờ 15 phút, ngày 11 tháng 3 năm 2026',
      'quầy số 6',
      'quyển số: 02/2026',
      'Số thứ tự: 0214',
      '1.250.000 đồng (đã nộp)',
      'NGƯỜI NỘP HỒ SƠ',
      'Phạm Thị Ví Dụ',
    )
  })
  it('leaves out the lines of fields that are empty', { skip: poppler }, async () => {
    const { agent, register, fee, lookUpUrl, ...rest } = receiptNotice
    const printed = run('pdftotext', await forms.receiptNotice({ ...rest, applicant: { name: 'A', phone: '' } }), '-')
    deepEqual(
      ['Địa chỉ', 'Điện thoại', 'Thư điện tử', 'ủy quyền', 'Phí', 'quyển số', 'Quét'].filter((label) => printed.includes(label)),
      [],
    )
  })
  it('explains the due time on a second page, day by day', { skip: poppler }, async () => {
    const pdf = await forms.receiptNotice({ ...receiptNotice, explanation: dueSheet })
    equal(pagesOf(pdf), 2)
    carries(
      pdf,
      'Vì sao hẹn trả 11/03/2026?',
      '13/2 nhận 09:15',
      '16 nghỉ Tết Nguyên đán',
      '23 chờ bổ sung',
      '2 ngày 1',
      '11 ngày 8 hạn trả 09:15',
    )
  })
  it('says that a due time is provisional', { skip: poppler }, async () =>
    carries(await forms.receiptNotice({ ...receiptNotice, provisional: true }), 'Tạm tính theo lịch làm việc dự kiến'),
  )
  it('breaks sixty papers over pages and repeats their heads', { skip: poppler }, async () => {
    const pdf = await forms.receiptNotice({ ...receiptNotice, components: sixty })
    carries(pdf, ...sixty.map(({ name }) => name))
    const printed = run('pdftotext', pdf, '-')
    const pages = printed.split('\f').filter((page) => page.includes('Giấy tờ thứ'))
    ok(pages.length > 2 && pages.every((page) => page.includes('Tên giấy tờ')))
  })
  it('prints hostile, decomposed and endless texts letter for letter', { skip: poppler }, async () => {
    const party = { name: longName, idNumber: hostile, address: decomposed, phone: longWord, email: hostile }
    const pdf = await forms.receiptNotice({
      ...receiptNotice,
      applicant: party,
      agent: { ...party, authorisation: hostile },
      request: hostile,
      collectAt: longWord,
    })
    carries(pdf, longName, hostile, decomposed, longWord)
  })
  it('shows an emoji by its number', { skip: poppler }, async () =>
    carries(await forms.receiptNotice({ ...receiptNotice, applicant: { name: 'An 😀' } }), 'An [U+1F600]'),
  )
  it('gives the same bytes for the same facts', async () =>
    deepEqual(await forms.receiptNotice(receiptNotice), await forms.receiptNotice(receiptNotice)))
})

describe('Form 02 (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ)', () => {
  it('leaves the number to be written by hand when there is none', { skip: poppler }, async () =>
    carries(
      await forms.supplementRequest(supplementRequest),
      'Số: /PBS',
      '1. Bản vẽ',
      'Lý do, căn cứ: thành phần số 2',
      'Lần yêu cầu: 01',
      '0200 000 000',
      'NGƯỜI HƯỚNG DẪN',
    ),
  )
  it('says which clock runs', { skip: poppler }, async () => {
    carries(await forms.supplementRequest(supplementRequest), 'thời hạn giải quyết chưa bắt đầu tính')
    carries(await forms.supplementRequest({ ...supplementRequest, stage: 'in-process' }), 'thời hạn giải quyết tạm dừng')
  })
  it('takes hostile and long items over pages', { skip: poppler }, async () => {
    const items = Array.from({ length: 60 }, (_, i) => ({ what: `${i + 1}: ${hostile} ${decomposed}`, legalBasis: longName }))
    const pdf = await forms.supplementRequest({ ...supplementRequest, items, reason: longWord })
    carries(pdf, ...items.map(({ what }) => what), longWord)
    ok(pagesOf(pdf) > 5)
  })
})

describe('Form 03 (phiếu từ chối tiếp nhận giải quyết hồ sơ)', () => {
  it('carries its fields', { skip: poppler }, async () =>
    carries(await forms.refusalNotice(refusalNotice), 'Số: 07/PTC', applicant.name, '1. Công trình có lưu lượng', 'NGƯỜI TIẾP NHẬN HỒ SƠ'),
  )
  it('prints hostile texts letter for letter', { skip: poppler }, async () => {
    const pdf = await forms.refusalNotice({
      ...refusalNotice,
      request: hostile,
      reasons: [{ reason: longWord, legalBasis: decomposed }, { reason: hostile }],
    })
    carries(pdf, hostile, longWord, decomposed)
  })
})

describe('Form 04 (văn bản xin lỗi)', () => {
  it('says what was promised, why it is not kept, and the new day, signed by the head, on one page', { skip: poppler }, async () => {
    const pdf = await forms.apologyNotice(apologyNotice)
    equal(pagesOf(pdf), 1)
    carries(
      pdf,
      'Mẫu số 04 · Thông tư 03/2025/TT-VPCP',
      'VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT',
      'Số: 04/PXL',
      'Kính gửi ông/bà/tổ chức: Trần Thị Mẫu',
      '001199000000',
      'Mã hồ sơ: H56.12-260213-0002',
      'Tách thửa đất, hợp thửa đất',
      '09 giờ 15 phút, ngày 13 tháng 02 năm 2026',
      'hẹn trả kết quả vào 09 giờ 15 phút, ngày 11 tháng 3 năm 2026',
      'Lý do: Ranh giới hai thửa đất mới',
      'xin lỗi ông/bà/tổ chức',
      '09 giờ 15 phút, ngày 13 tháng 3 năm 2026',
      'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ',
      'Đỗ Thị Giả Định',
    )
    ok(!run('pdftotext', pdf, '-').includes('Dự thảo'))
  })
  it('has another title in the set of 2018', { skip: poppler }, async () =>
    carries(await forms.apologyNotice({ ...apologyNotice, edition: { set: '2018' } }), 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ'),
  )
  it('says that nobody has signed a draft', { skip: poppler }, async () => {
    const { signer, ...rest } = apologyNotice
    carries(await forms.apologyNotice({ ...rest, isDraft: true }), '(Dự thảo, chưa ký)')
  })
  it('prints hostile and endless texts letter for letter', { skip: poppler }, async () => {
    const pdf = await forms.apologyNotice({
      ...apologyNotice,
      reason: hostile,
      procedure: longWord,
      applicant: { name: longName, address: decomposed },
    })
    carries(pdf, hostile, longWord, longName, decomposed)
  })
})

describe('Form 05 (thông báo dừng giải quyết hồ sơ)', () => {
  it('carries its fields on one page', { skip: poppler }, async () => {
    const pdf = await forms.stopNotice(stopNotice)
    equal(pagesOf(pdf), 1)
    carries(
      pdf,
      'Mẫu số 05',
      'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ',
      'Số: 12/TB',
      'H56.12-260213-0002',
      'Theo đề nghị của Trần Thị Mẫu',
      'từ 10 giờ 24 phút, ngày 02 tháng 3 năm 2026',
      'Lý do người nộp nêu: Gia đình chưa thống nhất',
      'Phí, lệ phí đã nộp (nếu có)',
      'NGƯỜI ĐỀ NGHỊ',
      'Phạm Thị Ví Dụ',
    )
  })
  it('prints hostile texts letter for letter', { skip: poppler }, async () =>
    carries(
      await forms.stopNotice({ ...stopNotice, reason: hostile, requestedBy: longName, procedure: longWord }),
      hostile,
      longName,
      longWord,
    ),
  )
})

describe('Form 07 (sổ theo dõi hồ sơ)', () => {
  it('names its field and period, and counts its rows', { skip: poppler }, async () =>
    carries(
      await forms.dossierRegister(registerOf(12)),
      'Mẫu số 07',
      'SỔ THEO DÕI HỒ SƠ',
      'Lĩnh vực: Đất đai',
      'Từ ngày 01/02/2026 đến ngày 31/03/2026',
      'H56.12-260213-0012',
      'Cộng: 12 hồ sơ.',
    ),
  )
  it('repeats both rows of its head and numbers every page', { skip: poppler }, async () => {
    const pdf = await forms.dossierRegister(registerOf(100))
    const pages = run('pdftotext', pdf, '-')
      .split('\f')
      .filter((page) => page.includes('H56.12'))
    ok(pages.length > 5)
    for (const [i, page] of pages.entries())
      for (const text of ['Nhận và trả kết quả', 'Ký nhận', 'Mã hồ sơ', `Trang ${i + 1}/${pages.length}`])
        ok(tight(page).includes(tight(text)), text)
  })
  it('goes on counting from part to part, and says when there is none', { skip: poppler }, async () => {
    const part = { no: 3, of: 5, first: 2001, total: 4321 }
    carries(
      await forms.dossierRegister({ ...registerOf(3), part }),
      'Phần 3/5',
      '2003',
      'Cộng: 3 hồ sơ (từ số 2001 đến số 2003; cả kỳ 4.321 hồ sơ).',
    )
    carries(await forms.dossierRegister(registerOf(0)), 'Không có hồ sơ nào.')
  })
  it('takes hostile and endless texts', { skip: poppler }, async () => {
    const register = registerOf(3)
    const rows = register.rows.map((row) => ({
      ...row,
      procedure: hostile,
      applicant: longWord.slice(0, 150),
      contact: longName,
      returnedHow: decomposed,
    }))
    carries(await forms.dossierRegister({ ...register, field: hostile, rows }), hostile, longWord.slice(0, 150), longName, decomposed)
  })
  it('prints a thousand rows on its own thread', { skip: poppler }, async () => {
    let turns = 0
    const beat = setInterval(() => turns++, 5)
    const pdf = await forms.dossierRegister(registerOf(1000))
    clearInterval(beat)
    carries(pdf, 'H56.12-260213-1000')
    ok(turns > 10, `${turns} turns`)
  })
})

describe('Control slip (phiếu kiểm soát quá trình giải quyết hồ sơ)', () => {
  it('has a row for each hand-over, with its result', { skip: poppler }, async () => {
    const pdf = await forms.controlSlip(controlSlip)
    carries(
      pdf,
      'Mẫu số 06',
      '1. Giao: Bộ phận Tiếp nhận và Trả kết quả 2. Nhận: Chi nhánh Văn phòng Đăng ký đất đai',
      '11 giờ 15 phút, ngày 13 tháng 02 năm 2026',
      'Trước hạn',
      'Đúng hạn',
      'Quá hạn',
      'Phiếu bổ sung số 118/PBS',
      'đã dùng 4 ngày 7 giờ',
      'hạn trả 11/3 09:15',
    )
    equal(pagesOf(pdf), 1)
  })
  it('is form 05 in the set of 2018', { skip: poppler }, async () =>
    carries(await forms.controlSlip({ ...controlSlip, edition: { set: '2018' } }), 'Mẫu số 05'),
  )
  it('breaks sixty hostile hand-overs over pages and repeats the head', { skip: poppler }, async () => {
    const handOvers = Array.from({ length: 60 }, (_, i) => ({
      at: moment('2026-03-02T09:00:00+07:00'),
      giver: { unit: hostile, name: decomposed },
      receiver: { unit: `Đơn vị ${i}`, name: longWord.slice(0, 60) },
      result: 'late' as const,
      note: `ghi chú ${i} ${hostile}`,
    }))
    const pdf = await forms.controlSlip({ ...controlSlip, handOvers })
    carries(pdf, ...handOvers.map(({ note }) => note))
    const pages = run('pdftotext', pdf, '-')
      .split('\f')
      .filter((page) => page.includes('ghi chú'))
    ok(pages.length > 10 && pages.every((page) => page.includes('Kết quả\ngiải quyết')))
  })
  it('prints without a time bar, and with an empty one', async () => {
    const { timeBar, ...rest } = controlSlip
    ok((await forms.controlSlip(rest)).length > 0)
    ok((await forms.controlSlip({ ...rest, timeBar: { parts: [], marks: [], legend: [] } })).length > 0)
  })
})

describe('Sheet "Vì sao hẹn trả…"', () => {
  const about = { code: receiptNotice.code, procedure: hostile, head: receiptNotice.head }
  it('stands alone', { skip: poppler }, async () => carries(await forms.dueSheet(dueSheet, about), 'Vì sao hẹn trả 11/03/2026?', hostile))
  it('breaks two years of days over pages and repeats the weekdays', { skip: poppler }, async () => {
    const days = Array.from({ length: 730 }, (_, i) => ({
      date: (20_500 + i) as Day,
      counted: true,
      why: i % 7 ? '' : hostile,
      minutes: 480,
      paused: false,
    }))
    const pdf = await forms.dueSheet({ ...dueSheet, days, counting: 'mixed' }, about)
    carries(pdf, 'ngày 730', '8 giờ')
    const pages = run('pdftotext', pdf, '-')
      .split('\f')
      .filter((page) => /ngày \d/.test(page))
    ok(pages.length > 3 && pages.every((page) => page.includes('Chủ nhật')))
  })
  it('shows hours instead of day numbers when the term is in hours', { skip: poppler }, async () => {
    const days = dueSheet.days.map((day) => ({ ...day, minutes: day.counted ? 186 : 0 }))
    const printed = run('pdftotext', await forms.dueSheet({ ...dueSheet, days, counting: 'working-time' }, about), '-')
    ok(printed.includes('3 giờ 06') && !printed.includes('ngày 1\n'))
  })
  it('prints a sheet without days', async () => ok((await forms.dueSheet({ ...dueSheet, days: [] }, about)).length > 0))
})

describe('List of dossiers (danh sách hồ sơ)', () => {
  it('counts its rows and the late ones', { skip: poppler }, async () =>
    carries(await forms.dossierList(listOf(12)), 'Cộng: 12 hồ sơ, trong đó quá hạn 2'),
  )
  it('says when there is none', { skip: poppler }, async () => carries(await forms.dossierList(listOf(0)), 'Không có hồ sơ nào'))
  it('repeats its head on every page', { skip: poppler }, async () => {
    const pages = run('pdftotext', await forms.dossierList(listOf(100)), '-')
      .split('\f')
      .filter((page) => page.includes('H56.12'))
    ok(pages.length > 3 && pages.every((page) => page.includes('Mã hồ sơ')))
  })
  it('takes hostile and endless texts', { skip: poppler }, async () => {
    const list = listOf(3)
    const rows = list.rows.map((row) => ({ ...row, procedure: hostile, applicant: longWord, holder: decomposed, status: longName }))
    carries(await forms.dossierList({ ...list, rows }), hostile, longWord, decomposed, longName)
  })
  it('prints a thousand rows on its own thread', { skip: poppler }, async () => {
    let turns = 0
    const beat = setInterval(() => turns++, 5)
    const pdf = await forms.dossierList(listOf(1000))
    clearInterval(beat)
    carries(pdf, 'H56.12-260213-1000')
    ok(pagesOf(pdf) > 20 && turns > 10, `${turns} turns`)
  })
})

describe('Every form', () => {
  const each = {
    'form 01': () => forms.receiptNotice({ ...receiptNotice, explanation: dueSheet }),
    'form 02': () => forms.supplementRequest(supplementRequest),
    'form 03': () => forms.refusalNotice(refusalNotice),
    'form 04': () => forms.apologyNotice(apologyNotice),
    'form 05': () => forms.stopNotice(stopNotice),
    'form 07': () => forms.dossierRegister(registerOf(100)),
    'control slip': () => forms.controlSlip(controlSlip),
    'dossier list': () => forms.dossierList(listOf(100)),
  }
  for (const [name, make] of Object.entries(each)) {
    it(`${name} claims PDF/A-2b and holds no action, script or file`, async () => {
      const raw = Buffer.from(await make()).toString('latin1')
      ok(/<pdfaid:part>2<\/pdfaid:part>/.test(raw))
      const objects = raw.replaceAll(/\bstream\r?\n[\s\S]*?endstream/g, '')
      ok(!/\/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|URI)\b/.test(objects))
    })
    it(`${name} takes at most 30 ms a page, warm`, { skip: poppler }, async () => {
      const pages = pagesOf(await make())
      const times: number[] = []
      for (let i = 0; i < 5; i++) {
        const from = performance.now()
        await make()
        times.push(performance.now() - from)
      }
      const msAPage = Math.min(...times) / pages
      ok(msAPage <= 30, `${msAPage.toFixed(1)} ms a page`)
    })
  }
})
