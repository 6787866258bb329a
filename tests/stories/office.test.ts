import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, signIn, story } from './browser.ts'
import { setupToken } from './house.ts'

story('Người thôi việc, người làm thay', {}, (stage) => {
  it('moves all work of a leaver to the successor in one act', async () => {
    const counter = await stage.officer('motcua1')
    const codes = [await receive(counter, 'Ngô Văn Bàn Giao (mẫu)'), await receive(counter, 'Ngô Thị Bàn Giao (mẫu)')]
    for (const code of codes)
      await complete(counter, code, 'Đủ giấy tờ', (page) => page.getByLabel('Người làm bước sau').selectOption({ index: 1 }))
    const leaver = stage.department.people.get('chuyenvien1')
    const admin = await stage.officer('quantri')
    await admin.goto('/office/org')
    await look(admin, 'the organisation')
    await admin.goto(`/office/org/officers/${leaver}`)
    await look(admin, 'an officer')
    await admin
      .locator('main')
      .getByRole('link', { name: /[Tt]hôi việc/ })
      .first()
      .click()
    await arrives(admin, /\/leave$/)
    await look(admin, 'the hand-over of a leaver')
    await admin.getByLabel('Người nhận việc').selectOption({ label: await optionOf(admin, 'Mai Chuyên Viên') })
    await admin.getByLabel('Lý do, số quyết định').fill('QĐ 12/QĐ (mẫu), chuyển công tác')
    await admin.getByRole('button', { name: 'Ghi thôi việc và bàn giao' }).click()
    await arrives(admin, `/office/org/officers/${leaver}`)
    await look(admin, 'an officer who leaves')
    const successor = stage.department.people.get('chuyenvien2')
    const held = await stage.rows<{ officer_id: number }>('select distinct officer_id from dossiers.holding where code = any ($1)', [codes])
    deepEqual(held, [{ officer_id: successor }])
    const page = await stage.officer('chuyenvien2')
    for (const code of codes) await says(page, code)
    for (const code of codes) equal((await eventsOf(stage, code)).at(-1), 'reassigned')
  })

  it('lets an acting officer act, and the history names both', async () => {
    stage.at('2026-03-03T08:00')
    const admin = await stage.officer('quantri')
    await admin.goto('/office/org/acting')
    await admin.getByRole('link', { name: 'Giao làm thay' }).click()
    await arrives(admin, /acting\/new/)
    await look(admin, 'letting somebody act')
    await admin.getByLabel('Người vắng mặt').selectOption({ label: await optionOf(admin, 'Hoàng Trưởng Phòng') })
    await admin.getByLabel('Người làm thay').selectOption({ label: await optionOf(admin, 'Mai Chuyên Viên') })
    await admin.getByLabel('Từ lúc').fill('2026-03-03T08:00')
    await admin.getByLabel('Đến lúc').fill('2026-03-10T17:30')
    await admin.getByLabel('Số, ngày văn bản').fill('Văn bản 5 (mẫu)')
    await admin.getByRole('button', { name: 'Giao làm thay' }).click()
    await arrives(admin, '/office/org/acting')
    await look(admin, 'who acts for whom')

    stage.at('2026-03-03T09:00')
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Lý Văn Làm Thay (mẫu)', 'sao du lieu')
    await complete(counter, code, 'Đủ giấy tờ')
    const acting = await stage.officer('chuyenvien2')
    await says(acting, code)
    await acting.goto(`/office/dossiers/${code}`)
    await acting.locator('main').getByRole('button', { name: 'Nhận việc' }).click()
    await says(acting, 'Hoàn thành bước này')
    await complete(acting, code, 'Đã trích, ký thay', async (page) => {
      await page.getByLabel('Số văn bản').fill('3/DL (mẫu)')
      await page.getByLabel('Tên văn bản').fill('Bản sao dữ liệu')
    })
    await look(acting, 'a dossier with an act on behalf of somebody')
    const said = ((await acting.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')
    match(said, /Mai Chuyên Viên \(mẫu\)[^.]{0,20}thay[^.]{0,20}Hoàng Trưởng Phòng \(mẫu\)/)
    const [act] = await stage.rows<{ officer_id: number; on_behalf_of: number }>(
      "select officer_id, on_behalf_of from audit.entry where stream = $1 and kind = 'step-completed' order by seq desc limit 1",
      [`dossier/${code}`],
    )
    const { people } = stage.department
    deepEqual(act, { officer_id: people.get('chuyenvien2'), on_behalf_of: people.get('truongphong') })
  })
})

/** The whole text of the option of a list that begins so. */
async function optionOf(page: Parameters<typeof look>[0], begins: string): Promise<string> {
  const text = await page.locator('option', { hasText: begins }).first().textContent()
  return text?.trim() ?? ''
}

story('Thiết lập lần đầu, từ kho trống', { empty: true }, (stage) => {
  const words = 'một câu dài dễ nhớ của tôi'

  it('opens by the one-time link, makes agency and administrator, and leads on by a checklist', async () => {
    const page = await stage.somebody()
    await page.goto('/office/first-run?token=wrong')
    await says(page, 'Không mở được trang thiết lập')
    await page.goto(`/office/first-run?token=${setupToken}`)
    await look(page, 'the first set-up')
    await page.getByLabel('Tên cơ quan').fill('Sở Khởi Đầu (mẫu)')
    await page.getByLabel('Địa danh').fill('Khởi Đầu')
    await page.getByLabel('Mã định danh').fill('H99.55')
    await page.getByLabel('Tên ngắn khi đăng nhập').fill('so-khoi-dau')
    await page.getByLabel('Họ và tên').fill('Vũ Khởi Đầu (mẫu)')
    await page.getByLabel('Tên đăng nhập').fill('quantri')
    await page.getByLabel('Mật khẩu', { exact: false }).first().fill(words)
    await page.getByLabel('Nhập lại mật khẩu').fill('khác')
    await page.getByRole('button', { name: 'Lập cơ quan' }).click()
    await says(page, 'Hai lần nhập mật khẩu không giống nhau.')
    equal(await page.getByLabel('Tên cơ quan').inputValue(), 'Sở Khởi Đầu (mẫu)')
    await look(page, 'the first set-up with a fault')
    await page.getByLabel('Mật khẩu', { exact: false }).first().fill(words)
    await page.getByLabel('Nhập lại mật khẩu').fill(words)
    await page.getByRole('button', { name: 'Lập cơ quan' }).click()
    await arrives(page, '/office/sign-in')
    await signIn(page, 'quantri', words)
    await arrives(page, '/office/setup')
    await look(page, 'the checklist')
    const list = (await page.locator('main').textContent()) ?? ''
    for (const missing of ['Đơn vị', 'Giờ làm việc', 'Ít nhất một thủ tục đã công bố quy trình']) ok(list.includes(missing), missing)
  })

  it('opens nothing a second time', async () => {
    const page = await stage.somebody()
    await page.goto(`/office/first-run?token=${setupToken}`)
    await says(page, /đã dùng rồi|đã có cơ quan/)
    equal((await stage.rows('select from org.agency')).length, 1)
  })

  it('takes the next thing of the checklist as done when it is', async () => {
    const page = await stage.somebody()
    await signIn(page, 'quantri', words)
    const open = async () => (await page.locator('main').getByRole('link', { name: 'Ghi giờ' }).count()) > 0
    await page.goto('/office/setup')
    equal(await open(), true)
    await page.goto('/office/org/hours/new')
    await look(page, 'office hours')
    await page.getByLabel('Theo văn bản').fill('TB 1/TB (mẫu)')
    await page.getByRole('button', { name: 'Xem trước' }).click()
    await says(page, /Xem thử trên 0 hồ sơ đang giải quyết/)
    await look(page, 'what the hours would move')
    await page.getByRole('button', { name: 'Lưu và tính lại hạn' }).click()
    await arrives(page, '/office/due-runs')
    await look(page, 'nothing to compute anew')
    await page.goto('/office/org/hours')
    await look(page, 'the hours as written')
    await page.goto('/office/setup')
    await look(page, 'the checklist, later')
    equal(await open(), false)
  })
})

story('Nạp lịch nghỉ năm sau', { now: '2026-12-29T10:00', jobs: true }, (stage) => {
  it('turns a provisional due time into a firm one, everywhere it shows and in the journal', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Đoàn Thị Cuối Năm (mẫu)')
    // Tuesday 29 December 10:00 + 3 working days: 30, 31, then 1 January off and a weekend: Monday 4 January 10:00
    await says(counter, 'tạm tính')
    await look(counter, 'a provisional receipt')
    await counter.goto(`/office/dossiers/${code}`)
    await says(counter, 'tạm tính')
    await look(counter, 'a dossier with a provisional due time')
    const due = async () => {
      const [row] = await stage.rows<{ due_at: Date; due_is_provisional: boolean }>(
        'select due_at, due_is_provisional from dossiers.dossier where code = $1',
        [code],
      )
      return [row?.due_at.toISOString(), row?.due_is_provisional]
    }
    deepEqual(await due(), ['2027-01-04T03:00:00.000Z', true])

    const admin = await stage.officer('quantri')
    await admin.goto('/office/calendar')
    await says(admin, 'Chưa nạp lịch nghỉ chính thức của năm 2027') // the red line of December
    await look(admin, 'the calendar in December')
    await admin.goto('/office/calendar/2027/load')
    await look(admin, 'loading a year')
    await admin.getByLabel(/Thông báo/).fill('Thông báo 99/TB-BNV (mẫu)')
    const days = admin.getByLabel('Các ngày')
    await days.fill(
      `${await days.inputValue()}\n04/01/2027 | nghỉ hoán đổi | Nghỉ hoán đổi | 09/01/2027\n09/01/2027 | làm bù | Làm bù | 04/01/2027`,
    )
    await admin.getByRole('button', { name: 'Xem trước' }).click()
    await says(admin, /1 hồ sơ đang có hạn tạm tính sẽ được tính lại/)
    await look(admin, 'what will be written')
    await admin.getByRole('button', { name: 'Ghi và tính lại hạn' }).click()
    await arrives(admin, '/office/due-runs/1')
    await says(admin, 'Đã tính lại xong 1 hồ sơ đang giải quyết')
    await admin.goto('/office/calendar')
    await look(admin, 'the loaded year')
    // 4 January is swapped off now: Tuesday 5 January 10:00, and firm
    deepEqual(await due(), ['2027-01-05T03:00:00.000Z', false])
    ok((await eventsOf(stage, code)).length > 2, 'the new due time is not in the journal')

    await counter.goto(`/office/dossiers/${code}`)
    await says(counter, /05\/01|05\/1/)
    for (const place of ['#time', '#why']) equal(await counter.locator(place).getByText('tạm tính').count(), 0, place)
    await look(counter, 'a dossier with a firm due time')
    await admin.goto('/office/journal')
    await look(admin, 'the journal')
  })
})
