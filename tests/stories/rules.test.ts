import { match } from 'node:assert/strict'
import { it } from 'node:test'
import { look, story } from './browser.ts'

/** A legal value is unverified until a person who has read the text stands for it, and says so. */
story('Quy tắc pháp luật: chưa xác minh cho đến khi có người đối chiếu', {}, (stage) => {
  it('an officer reads what holds, and is told what nobody has compared', async () => {
    const counter = await stage.officer('motcua1')
    await counter.goto('/office/work')
    await counter.getByRole('link', { name: 'Quy tắc pháp luật' }).click()
    await look(counter, 'legal rules')
    match((await counter.locator('#nd-118-2025').textContent()) ?? '', /15 ngày làm việc.*nd-297-2025 art-6.*chưa xác minh/s)
  })

  it('the administrator confirms a value with the text it was compared with; everybody sees by whom', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto('/office/rules/nd-118-2025/supplementTerm/confirm')
    await look(admin, 'confirm a legal value')
    await admin.getByLabel('Đã đối chiếu với').fill('Công báo số 1201 (mẫu), điều 6 khoản 2')
    await admin.getByRole('button', { name: 'Xác nhận' }).click()
    const term = admin.locator('#nd-118-2025 tr', { hasText: 'Thời hạn người nộp bổ sung' })
    match((await term.textContent()) ?? '', /đã xác nhận.*Công báo số 1201/s)
    await look(admin, 'legal rules, one confirmed')
    await admin.goto('/office/journal?stream=rules')
    match((await admin.locator('main').textContent()) ?? '', /Xác nhận: Thời hạn người nộp bổ sung/)
  })
})
