import { equal } from 'node:assert/strict'
import { it } from 'node:test'
import { openBooks } from './books.ts'
import { arrives, look, says, signIn, story } from './browser.ts'
import { pdfUpload } from './signing.ts'

const scan = (text: string) => pdfUpload(Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`), `${text}.pdf`)

/** What the tests type into the register. */
const sender = 'Ủy ban nhân dân tỉnh Thử (mẫu)'
const subject = 'nâng cao Chỉ số cải cách hành chính năm 2026'

story('Văn bản đến được giao, được trả lời bằng một văn bản đi', {}, (stage) => {
  it('a state secret is not taken, its file neither', async () => {
    const { agencyId, units } = stage.department
    await openBooks(stage, agencyId, units)
    stage.at('2026-03-02T08:10')
    const clerk = await stage.officer('vanthu')
    await clerk.goto('/office/documents/in')
    await says(clerk, 'Không có văn bản nào ở mục này')
    await look(clerk, 'no incoming documents yet')
    await clerk.getByRole('link', { name: 'Vào sổ văn bản đến' }).click()
    await arrives(clerk, '/office/documents/in/new')
    await look(clerk, 'the register form')
    await clerk.getByLabel('Tối mật', { exact: true }).check()
    await clerk.getByLabel('Cơ quan, tổ chức, cá nhân gửi').fill(sender)
    await clerk.getByLabel('Trích yếu').fill(subject)
    await clerk.getByLabel('Tệp văn bản, bản quét').setInputFiles(scan('mat'))
    await clerk.locator('main').getByRole('button', { name: 'Vào sổ' }).click()
    await says(clerk, /là bí mật nhà nước/)
    equal((await stage.rows('select from documents.incoming')).length, 0)
    equal((await stage.rows(`select from platform.file where media_type = 'application/pdf'`)).length, 0)
  })

  it('the records clerk registers it', async () => {
    const clerk = await stage.officer('vanthu')
    await clerk.goto('/office/documents/in/new')
    await clerk.locator('main').getByRole('button', { name: 'Vào sổ' }).click()
    await says(clerk, 'Cho biết văn bản có độ mật không.')
    await look(clerk, 'the register form with faults')
    await clerk.getByLabel('Không mật', { exact: true }).check()
    await clerk.getByLabel('Cơ quan, tổ chức, cá nhân gửi').fill(sender)
    await clerk.getByLabel('Số, ký hiệu').fill('1722/UBND-TH')
    await clerk.getByLabel('Ngày văn bản').fill('2026-02-27')
    await clerk.getByLabel('Trích yếu').fill(subject)
    await clerk.getByLabel('Tệp văn bản, bản quét').setInputFiles(scan('1722-UBND-TH'))
    await clerk.locator('main').getByRole('button', { name: 'Vào sổ' }).click()
    await arrives(clerk, '/office/documents/in/1')
    await says(clerk, /vào sổ trong ngày/)
    await look(clerk, 'an incoming document')
  })

  it('the director gives it to one unit, with another to support it', async () => {
    const director = await stage.officer('giamdoc')
    await director.goto('/office/documents/in')
    await director.getByRole('link', { name: '1/2026' }).click()
    await arrives(director, '/office/documents/in/1')
    const give = () => director.locator('main').getByRole('button', { name: 'Chỉ đạo, giao xử lý' }).click()
    await director.getByLabel('Ý kiến chỉ đạo').fill('Giao Phòng Đất đai dự thảo báo cáo.')
    await give()
    await says(director, 'Chọn một đơn vị chủ trì.')
    await look(director, 'the instruction with a fault')
    await director.getByLabel('Đơn vị chủ trì').selectOption({ label: 'Phòng Đất đai' })
    await director.getByLabel('Hạn xử lý').fill('2026-03-13')
    await director.getByLabel('Phòng Đất đai', { exact: true }).check()
    await give()
    await says(director, 'Đơn vị chủ trì không đồng thời là đơn vị phối hợp.')
    await director.getByLabel('Phòng Đất đai', { exact: true }).uncheck()
    await director.getByLabel('Văn phòng Sở', { exact: true }).check()
    await give()
    await says(director, /Giao Phòng Đất đai chủ trì, phối hợp Văn phòng Sở/)
    await look(director, 'an assigned document')
  })

  it('the head passes it on, and the specialist drafts the answer', async () => {
    const head = await stage.officer('truongphong')
    await head.goto('/office/documents/in/1')
    await head.getByLabel('Chuyển cho').selectOption({ label: 'Châu Chuyên Viên (mẫu)' })
    await head.locator('main').getByRole('button', { name: 'Chuyển xử lý' }).click()
    await says(head, /Chuyển Châu Chuyên Viên \(mẫu\) xử lý/)

    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto('/office/documents/in')
    await specialist.getByRole('link', { name: '1/2026' }).click()
    await specialist.getByRole('link', { name: 'Soạn văn bản trả lời' }).first().click()
    await arrives(specialist, /\/office\/documents\/out\/new\?answers=1/)
    equal(await specialist.getByLabel('Hạn phát hành').inputValue(), '2026-03-13')
    equal(await specialist.getByLabel('Kính gửi').inputValue(), sender)
    await look(specialist, 'the form of an answer')
    await specialist.getByLabel('Trích yếu').fill('báo cáo giải pháp nâng cao Chỉ số cải cách hành chính')
    await specialist.getByLabel('Người ký').selectOption({ index: 0 })
    await specialist
      .getByLabel('Lời văn', { exact: true })
      .fill('Thực hiện Văn bản số 1722/UBND-TH, Sở báo cáo như sau.\n\nMột là, rút ngắn thời gian.')
    await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
    await arrives(specialist, '/office/documents/out/1')
    await says(specialist, /Số đến 1\/2026 · 1722\/UBND-TH/)
    await specialist.locator('main').getByRole('button', { name: 'Trình duyệt' }).click()
    await says(specialist, 'Trình trưởng đơn vị')
    await look(specialist, 'a draft with the head')
  })

  it('is reviewed and approved, and the signatory is asked for the key', async () => {
    stage.at('2026-03-03T09:00')
    const head = await stage.officer('truongphong')
    await head.goto('/office/documents/out/1')
    await head.locator('main').getByRole('button', { name: 'Thẩm duyệt' }).click()
    await says(head, 'Thẩm duyệt, chuyển lãnh đạo')
    const director = await stage.officer('giamdoc')
    await director.goto('/office/documents/out')
    await director.getByRole('link', { name: 'Dự thảo 1' }).click()
    await director.locator('main').getByRole('button', { name: 'Duyệt' }).click()
    await says(director, 'đã duyệt, chờ ký')
    equal(await director.getByLabel('Mật khẩu khóa (PIN)').count(), 1)
    await look(director, 'an approved document, to be signed')
  })

  it('is not finished with a draft for an answer; the journal tells all of it', async () => {
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto('/office/documents/in/1')
    await says(specialist, 'đã duyệt, chờ ký')
    await specialist.goto('/office/documents/in/1?act=finish')
    equal(await specialist.getByLabel('Văn bản trả lời').count(), 0)
    await look(specialist, 'finishing, the answer is not issued')
    const kinds = await stage.rows<{ kind: string }>(`select kind from audit.entry where stream = 'incoming/1' order by seq`)
    equal(kinds.map((e) => e.kind).join(), 'registered,assigned,passed-on')
  })

  it('what another agency sent waits prefilled, is read before it is registered, and registered once', async () => {
    const [file] = await stage.rows<{ sha256: string }>('select sha256 from documents.file')
    const sent = [{ sha256: file?.sha256, name: 'cong-van.pdf', sizeBytes: 40, mediaType: 'application/pdf' }]
    await stage.rows(
      `insert into documents.arrival (agency_id, from_agency_id, from_document_id, arrived_at, sender, number_symbol, dated_on, kind, subject, urgency, files)
       select $1, $1, n, '2026-03-03T08:00+07', 'Sở Khác (mẫu)', '0' || n || '/SK-VP', '2026-03-02', 'letter', 'phối hợp kiểm tra lần ' || n, 'ordinary', $2::json from generate_series(1, 2) n`,
      [stage.department.agencyId, JSON.stringify(sent)],
    )
    const clerk = await stage.officer('vanthu')
    await clerk.goto('/office/documents/in')
    await clerk.getByRole('link', { name: 'Chờ vào sổ (2)' }).click()
    await arrives(clerk, '/office/documents/in/arrivals')
    await look(clerk, 'arrivals')
    await clerk.getByRole('link', { name: '01/SK-VP' }).click()
    await arrives(clerk, /arrival=1/)
    equal(await clerk.getByLabel('Số, ký hiệu').inputValue(), '01/SK-VP')
    const address = await clerk.getByRole('link', { name: 'cong-van.pdf' }).getAttribute('href')
    equal((await clerk.request.get(address ?? '')).status(), 200)
    equal((await clerk.request.get(address?.replace(/[0-9a-f]{64}/, 'f'.repeat(64)) ?? '')).status(), 404)
    await look(clerk, 'the register form, prefilled')
    await clerk.getByLabel('Không mật', { exact: true }).check()
    await clerk.locator('main').getByRole('button', { name: 'Vào sổ' }).click()
    await arrives(clerk, '/office/documents/in/2')
    await says(clerk, 'liên thông trong hệ thống')
    await clerk.goto('/office/documents/in/arrivals/2/send-back')
    await look(clerk, 'sending back')
    await clerk.getByLabel('Lý do').fill('Gửi nhầm cơ quan')
    await clerk.locator('main').getByRole('button', { name: 'Trả lại' }).click()
    await says(clerk, 'Không còn văn bản nào chờ vào sổ')
    await clerk.goto('/office/documents/in/new?arrival=1')
    await arrives(clerk, '/office/documents/in/2')
  })

  it('and all of it works on a phone', async () => {
    const phone = await stage.somebody({ phone: true })
    await signIn(phone, 'vanthu')
    for (const path of ['in?view=all', 'in/1', 'in/1/correct', 'in/new', 'in/arrivals', 'out?view=all', 'out/1', 'check', 'readings']) {
      await phone.goto(`/office/documents/${path}`)
      await look(phone, path)
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      equal(wide, 0, `${path} is ${wide} px too wide`)
    }
  })
})
