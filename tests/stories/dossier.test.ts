import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, codeIn, look, pdfAt, says, story, tabTo } from './browser.ts'
import { carriesQr, wordsOf } from './paper.ts'

const identity = '000199001234'

story('Một người dân nộp hồ sơ và nhận kết quả trước hạn', {}, (stage) => {
  let code = ''

  it('is received at the counter without a mouse, and form 01 says when to come', async () => {
    stage.at('2026-03-02T08:00')
    const page = await stage.officer('motcua1')
    await look(page, 'the first page of the counter officer')
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await arrives(page, /dossiers\/new/)
    await look(page, 'choosing a procedure')
    await tabTo(page, 'main [name="q"]')
    await page.keyboard.type('cap doi')
    await page.keyboard.press('Enter')
    await arrives(page, /procedure=\d/)
    await look(page, 'the receiving screen')
    await tabTo(page, '[name="identity"]')
    await page.keyboard.type(identity)
    await tabTo(page, '[name="name"]')
    await page.keyboard.type('Nguyễn Thị Thử (mẫu)')
    await tabTo(page, '[name="phone"]')
    await page.keyboard.type('0900 000 001')
    await tabTo(page, '[name="all-present"]')
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await arrives(page, /\/received$/)
    code = codeIn(page)
    match(code, /^H99\.71-260302-\d{4}$/)
    await says(page, /Thứ Năm 05\/3\/2026/) // Monday 08:00 + 3 working days
    await look(page, 'the receipt')
    const pdf = await pdfAt(page, `/office/dossiers/${code}/print/receipt`)
    const words = wordsOf(pdf)
    if (words !== null)
      for (const said of [code, 'Nguyễn Thị Thử (mẫu)', 'Mẫu số 01']) ok(words.includes(said), `${said} is not on the paper`)
    carriesQr(pdf, stage.qrAddress(code))
  })

  it('is carried by three officers, each of whom sees it in their own work', async () => {
    stage.at('2026-03-02T10:00')
    const counter = await stage.officer('motcua1')
    await says(counter, code)
    await look(counter, 'my work of the counter officer')
    await complete(counter, code, 'Đủ giấy tờ', async (page) => {
      await page.getByLabel('Người làm bước sau').selectOption({ label: 'Châu Chuyên Viên (mẫu), chưa giữ việc nào' })
      await look(page, 'completing a step')
    })

    stage.at('2026-03-03T09:00')
    const specialist = await stage.officer('chuyenvien1')
    await says(specialist, code)
    await specialist.getByRole('link', { name: code }).first().click()
    await says(specialist, 'Các bước')
    await look(specialist, 'the page of the dossier')
    await complete(specialist, code, 'Hồ sơ hợp lệ, trình dự thảo')

    stage.at('2026-03-03T15:00')
    const head = await stage.officer('truongphong')
    await head.goto(`/office/dossiers/${code}`)
    await head.getByRole('button', { name: 'Nhận việc' }).click()
    await says(head, 'Hoàn thành bước này')
    await complete(head, code, 'Đồng ý, đã ký', async (page) => {
      await look(page, 'the last step, with the result')
      await page.getByLabel('Số văn bản').fill('15/GCN (mẫu)')
      await page.getByLabel('Tên văn bản').fill('Giấy chứng nhận mới')
      await page
        .locator('[name="file-result"]')
        .setInputFiles({ name: 'ket-qua.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%%EOF\n') })
    })
    await says(head, /trước hạn/)
  })

  it('is returned at the counter', async () => {
    stage.at('2026-03-04T08:30')
    const page = await stage.officer('motcua1')
    await page.goto(`/office/dossiers/${code}`)
    await page.getByRole('link', { name: 'Trả kết quả' }).first().click()
    await arrives(page, /return-result/)
    await look(page, 'returning the result')
    await page.getByLabel('Đã đối chiếu giấy tờ tùy thân của người nhận').check()
    await page.locator('main form').getByRole('button', { name: 'Đã trả kết quả' }).click()
    await arrives(page, `/office/dossiers/${code}`)
    await look(page, 'the returned dossier')
    const words = wordsOf(await pdfAt(page, `/office/dossiers/${code}/print/control-slip`))
    if (words !== null) ok(words.includes(code))
    deepEqual(await eventsOf(stage, code), [
      'filed',
      'accepted',
      'step-completed',
      'step-completed',
      'step-taken',
      'outcome-recorded',
      'step-completed',
      'ended',
      'result-returned',
    ])
    const [row] = await stage.rows<{ end_class: string }>('select end_class from dossiers.dossier where code = $1', [code])
    equal(row?.end_class, 'early')
  })

  it('is looked up by its applicant on a phone without script: by code and four digits, and by the QR code', async () => {
    const phone = await stage.somebody({ phone: true, script: false })
    await phone.goto('/')
    await look(phone, 'the first page of the portal')
    await phone.getByLabel('Mã hồ sơ').fill(code.toLowerCase())
    await phone.getByLabel('4 số cuối của số định danh').fill(identity.slice(-4))
    await phone.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await says(phone, /Giải quyết xong sớm hơn hẹn/)
    await look(phone, 'the answer to code and digits')
    const text = await phone.locator('body').textContent()
    for (const hidden of [identity, 'Nguyễn Thị Thử', '0900 000 001']) ok(!text?.includes(hidden), `the public page shows ${hidden}`)
    await phone.goto(stage.qrAddress(code))
    await says(phone, /Giải quyết xong sớm hơn hẹn/)
    await phone.goto(`/tra-cuu?code=${code}&so=0000`)
    await says(phone, /Không có hồ sơ nào có mã này và 4 số này/)
    await look(phone, 'wrong digits')
    const wide = await phone.evaluate(() => document.documentElement.scrollWidth)
    ok(wide <= 390, `the page is ${wide} px wide on a phone`)
  })
})

story('Một hồ sơ bị từ chối, một hồ sơ được bổ sung trước khi tiếp nhận', {}, (stage) => {
  it('is refused at the counter with form 03, and no clock ever ran', async () => {
    const page = await stage.officer('motcua1')
    await page.goto('/office/dossiers/new?q=cap+doi')
    await arrives(page, /procedure=\d/)
    await page.getByLabel('Họ tên, tên tổ chức').fill('Trần Văn Thử (mẫu)')
    await page.getByText('Từ chối tiếp nhận (phiếu 03)').click()
    await page.getByRole('button', { name: 'Từ chối tiếp nhận', exact: true }).click()
    await page.locator('[role="alert"]').first().waitFor()
    await look(page, 'a refusal without a reason')
    equal(await page.getByLabel('Họ tên, tên tổ chức').inputValue(), 'Trần Văn Thử (mẫu)')
    await page.getByLabel('Điện thoại', { exact: true }).fill('0900 000 222')
    await page.getByLabel('Lý do từ chối').fill('Thửa đất thuộc tỉnh khác')
    await page.getByLabel('Căn cứ pháp lý').fill('Điều 5 Quy định (mẫu)')
    await page.getByRole('button', { name: 'Từ chối tiếp nhận', exact: true }).click()
    await arrives(page, /\/received$/)
    const code = codeIn(page)
    await look(page, 'after the refusal')
    const words = wordsOf(await pdfAt(page, `/office/dossiers/${code}/print/refusal`))
    if (words !== null)
      for (const said of [code, 'Mẫu số 03', 'Thửa đất thuộc tỉnh khác']) ok(words.includes(said), `${said} is not on the paper`)
    await page.goto(`/office/dossiers/${code}`)
    await says(page, /Đã từ chối tiếp nhận/)
    await look(page, 'the refused dossier')
    const [row] = await stage.rows('select received_at, due_at from dossiers.dossier where code = $1', [code])
    deepEqual(row, { received_at: null, due_at: null })
  })

  it('is completed before acceptance: form 02 starts no clock, the time counts from acceptance', async () => {
    stage.at('2026-03-02T09:00')
    const page = await stage.officer('motcua2')
    await page.goto('/office/dossiers/new?q=cap+doi')
    await arrives(page, /procedure=\d/)
    await page.getByLabel('Họ tên, tên tổ chức').fill('Lê Thị Thử (mẫu)')
    await page.getByLabel('Điện thoại', { exact: true }).fill('0900 000 222')
    await page.locator('[name="c1-present"]').selectOption('yes')
    await page.locator('[name="c2-present"]').selectOption('no')
    await page.getByText('Yêu cầu bổ sung (phiếu 02)').click()
    await page.getByLabel('Người hướng dẫn, số điện thoại').fill('Phan Một Cửa (mẫu), 0200 000 000')
    await page.getByRole('button', { name: 'Yêu cầu bổ sung', exact: true }).click()
    await arrives(page, /\/received$/)
    const code = codeIn(page)
    const words = wordsOf(await pdfAt(page, `/office/dossiers/${code}/print/request`))
    if (words !== null)
      for (const said of [code, 'Mẫu số 02', 'Giấy chứng nhận đã cấp']) ok(words.includes(said), `${said} is not on the paper`)
    const [before] = await stage.rows('select received_at, due_at from dossiers.dossier where code = $1', [code])
    deepEqual(before, { received_at: null, due_at: null })

    stage.at('2026-03-09T14:00')
    const later = await stage.officer('motcua2')
    await later.goto(`/office/dossiers/${code}`)
    await says(later, /Chờ người nộp bổ sung/)
    await look(later, 'waiting for papers')
    await later.getByRole('link', { name: 'Nhận giấy tờ bổ sung' }).first().click()
    await arrives(later, /complete-papers/)
    await look(later, 'the papers that came')
    await later.locator('[name="c2-present"]').selectOption('yes')
    await later.locator('main form').getByRole('button', { name: 'Đã nhận đủ giấy tờ' }).click()
    await arrives(later, `/office/dossiers/${code}`)
    await later.locator('main').getByRole('link', { name: 'Tiếp nhận', exact: true }).first().click()
    await arrives(later, /\/accept$/)
    await says(later, /Thứ Năm 12\/3 14:00/)
    await look(later, 'accepting')
    await later.getByRole('button', { name: /Tiếp nhận \(giấy 01\)/ }).click()
    await later.waitForURL((url) => !url.pathname.endsWith('/accept'))
    const [after] = await stage.rows<{ received_at: Date; due_at: Date }>(
      'select received_at, due_at from dossiers.dossier where code = $1',
      [code],
    )
    // Monday 9 March 14:00 + 3 working days = Thursday 12 March 14:00
    deepEqual([after?.received_at.toISOString(), after?.due_at.toISOString()], ['2026-03-09T07:00:00.000Z', '2026-03-12T07:00:00.000Z'])
  })
})

story('Hai công chức cùng làm một lúc', {}, (stage) => {
  it('lets one of two take the step, and tells the other who has it', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Phạm Văn Thử (mẫu)')
    await complete(counter, code, 'Đủ giấy tờ')
    const [one, two] = await Promise.all([stage.officer('chuyenvien1'), stage.officer('chuyenvien2')])
    for (const page of [one, two]) await page.goto(`/office/dossiers/${code}`)
    await one.getByRole('button', { name: 'Nhận việc' }).click()
    await says(one, 'Hoàn thành bước này')
    await two.getByRole('button', { name: 'Nhận việc' }).click()
    await two.locator('[role="alert"]').first().waitFor()
    await look(two, 'the one who came second')
    deepEqual(
      (await eventsOf(stage, code)).filter((kind) => kind === 'step-taken'),
      ['step-taken'],
    )
    const [held] = await stage.rows<{ officer_id: number }>('select officer_id from dossiers.holding where code = $1', [code])
    equal(held?.officer_id, stage.department.people.get('chuyenvien1'))
  })

  it('keeps what was typed when the head gave the step to somebody else meanwhile', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Hồ Văn Thử (mẫu)')
    await complete(counter, code, 'Đủ giấy tờ', (page) => page.getByLabel('Người làm bước sau').selectOption({ index: 1 }))
    const [held] = await stage.rows<{ officer_id: number }>('select officer_id from dossiers.holding where code = $1', [code])
    const holder = held?.officer_id === stage.department.people.get('chuyenvien1') ? 'chuyenvien1' : 'chuyenvien2'
    const typing = await stage.officer(holder)
    await typing.goto(`/office/dossiers/${code}`)
    await typing.getByRole('link', { name: 'Hoàn thành bước này' }).first().click()
    await arrives(typing, /complete-step/)
    await typing.getByLabel('Ý kiến xử lý').fill('Một ý kiến dài, viết mất nửa giờ')

    const head = await stage.officer('truongphong')
    await head.goto(`/office/dossiers/${code}/reassign?step=2`)
    await look(head, 'reassigning')
    await head.locator('[name="to"]').first().check()
    await head.getByLabel('Lý do').fill('Chia lại việc')
    await head
      .locator('main form')
      .getByRole('button', { name: /Phân công/ })
      .click()
    await arrives(head, `/office/dossiers/${code}`)

    await typing
      .locator('main form')
      .getByRole('button', { name: /^Hoàn thành/ })
      .click()
    await says(typing, 'Việc vừa xảy ra trong lúc anh/chị đang làm')
    equal(await typing.getByLabel('Ý kiến xử lý').inputValue(), 'Một ý kiến dài, viết mất nửa giờ')
    await look(typing, 'changed meanwhile')
    deepEqual(await eventsOf(stage, code), ['filed', 'accepted', 'step-completed', 'reassigned'])
  })

  it('has one effect of a double click, with and without script', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Bùi Văn Thử (mẫu)')
    await counter.goto(`/office/dossiers/${code}/complete-step?step=1`)
    await counter.getByLabel('Ý kiến xử lý').fill('Đủ giấy tờ')
    await counter
      .locator('main form')
      .getByRole('button', { name: /^Hoàn thành/ })
      .dblclick()
    await arrives(counter, `/office/dossiers/${code}`)
    deepEqual(await eventsOf(stage, code), ['filed', 'accepted', 'step-completed'])

    const plain = await stage.somebody({ script: false })
    await plain.context().addCookies(await counter.context().cookies())
    await plain.goto('/office/dossiers/new?q=cap+doi')
    await plain.getByLabel('Họ tên, tên tổ chức').fill('Đinh Văn Thử (mẫu)')
    await plain.getByLabel('Điện thoại', { exact: true }).fill('0900 000 222')
    await plain.getByLabel('Đủ tất cả giấy tờ bắt buộc').check()
    await plain.getByRole('button', { name: /Tiếp nhận \(giấy 01\)/ }).dblclick()
    await arrives(plain, /\/received$/)
    const made = await stage.rows('select code from dossiers.dossier where applicant_name = $1', ['Đinh Văn Thử (mẫu)'])
    equal(made.length, 1)
  })
})

story('Làm việc bằng bàn phím', {}, (stage) => {
  it('finds with /, walks the rows with j and k, opens with Enter', async () => {
    const page = await stage.officer('motcua1')
    const codes = [await receive(page, 'Tô Văn Một (mẫu)'), await receive(page, 'Tô Văn Hai (mẫu)')]
    await page.goto('/office/work')
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim())
    await page.keyboard.press('j')
    const first = await focused()
    await page.keyboard.press('j')
    const second = await focused()
    deepEqual([first, second].sort(), codes.sort())
    await page.keyboard.press('k')
    equal(await focused(), first)
    await page.keyboard.press('Enter')
    await arrives(page, new RegExp(`/office/dossiers/${first}$`))
    await page.keyboard.press('/')
    await page.keyboard.type('to van hai')
    await page.keyboard.press('Enter')
    await arrives(page, /\/office\/search/)
    await says(page, 'Tô Văn Hai (mẫu)')
    await look(page, 'what was found')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await arrives(page, new RegExp(`/office/dossiers/${codes.find((c) => c === second)}|${first}`))
    await page.keyboard.press('?')
    await page.locator('dialog[open]').waitFor()
    await look(page, 'the list of keys')
  })
})
