import { deepEqual, equal, match } from 'node:assert/strict'
import { it } from 'node:test'
import { receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'

story('Bão về, cơ quan đóng cửa: xem thử, ghi, rồi giao lại hàng loạt', { now: '2026-11-03T08:00', jobs: true }, (stage) => {
  const codes: string[] = []
  const dues = async () => {
    const rows = await stage.rows<{ due_at: Date }>('select due_at from dossiers.dossier where code = any ($1) order by code', [codes])
    return rows.map((r) => r.due_at.toISOString())
  }

  it('shows every due time that a closed day moves before anything is written, and the journal says it afterwards', async () => {
    const counter = await stage.officer('motcua1')
    for (const name of ['Trần Thị Gió (mẫu)', 'Lê Văn Bão (mẫu)']) codes.push(await receive(counter, name))
    const before = await dues()

    const admin = await stage.officer('quantri')
    await admin.goto('/office/calendar/closings')
    await look(admin, 'no own days yet')
    await admin.getByRole('link', { name: 'Ghi ngày nghỉ, đóng cửa' }).click()
    await arrives(admin, '/office/calendar/closings/new')
    await admin.getByLabel('Từ ngày').fill('2026-11-04')
    await admin.getByLabel('đến hết ngày').fill('2026-11-05')
    await admin.getByLabel('Quyết định số').fill('77/QĐ-UBND (mẫu)')
    await admin.getByLabel('Ngày quyết định').fill('2026-11-03')
    await admin.getByLabel('Lý do').fill('Nghỉ tránh bão (mẫu)')
    await admin.getByRole('button', { name: 'Xem trước' }).click()
    await says(admin, /2 hồ sơ đổi hạn trả/)
    for (const code of codes) await says(admin, code)
    await look(admin, 'what a closed day would move')
    deepEqual(await dues(), before)
    await admin.getByRole('button', { name: 'Ghi và tính lại hạn' }).click()
    await arrives(admin, '/office/due-runs/1')
    await says(admin, 'Đã tính lại xong 2 hồ sơ đang giải quyết')
    await says(admin, '2 hồ sơ đổi hạn, mỗi hồ sơ một dòng trong nhật ký; 0 hồ sơ giữ nguyên; 0 hồ sơ không tính được.')
    await look(admin, 'what a closed day moved')
    await admin.goto('/office/due-runs')
    await says(admin, 'Nghỉ tránh bão (mẫu)')
    await look(admin, 'due times computed anew')
    await admin.goto('/office/calendar/closings')
    await says(admin, '77/QĐ-UBND (mẫu)')
    await look(admin, 'own days')
    equal(
      (await dues()).every((due, i) => due > (before[i] ?? '')),
      true,
    )

    await counter.goto(`/office/dossiers/${codes[0]}`)
    await says(counter, 'Nghỉ tránh bão (mẫu)') // the sheet of its due time
    await admin.goto('/office/outages')
    await look(admin, 'outages')
  })

  it('goes back when the decision is withdrawn, after a look as well', async () => {
    const moved = await dues()
    const admin = await stage.officer('quantri')
    await admin.goto('/office/calendar/closings')
    await admin.getByRole('link', { name: 'Bãi bỏ' }).click()
    await says(admin, /2 hồ sơ đổi hạn trả/)
    await admin.getByLabel('Lý do bãi bỏ').fill('Bão tan (mẫu)')
    await look(admin, 'withdrawing own days')
    await admin.getByRole('button', { name: 'Bãi bỏ và tính lại hạn' }).click()
    await arrives(admin, '/office/due-runs/2')
    await says(admin, 'Đã tính lại xong 2 hồ sơ đang giải quyết')
    await admin.goto('/office/calendar/closings')
    await says(admin, 'đã bãi bỏ')
    equal(
      (await dues()).every((due, i) => due < (moved[i] ?? '')),
      true,
    )
  })

  it('chooses rows by mouse and keyboard, and takes them at once, each with its own entry', async () => {
    const counter = await stage.officer('motcua1')
    await counter.goto('/office/dossiers')
    await look(counter, 'a list whose rows may be chosen')
    const boxes = counter.locator('input[name="pick"]')
    await boxes.first().click()
    await boxes.nth(1).click({ modifiers: ['Shift'] })
    match((await counter.locator('[data-pick-count]').textContent()) ?? '', /2\/2/)
    await counter.locator('[data-row-link]').first().focus()
    await counter.keyboard.press('x')
    match((await counter.locator('[data-pick-count]').textContent()) ?? '', /1\/2/)
    await counter.keyboard.press('x')
    await counter.getByRole('button', { name: 'Nhận việc' }).click()
    await says(counter, 'Nhận việc: 2 hồ sơ')
    await look(counter, 'an act on many, before it is done')
    await counter.locator('main').getByRole('button', { name: 'Nhận việc' }).click()
    await says(counter, /Đã xong \d\/2 hồ sơ/)
    await look(counter, 'what came of it')
  })
})
