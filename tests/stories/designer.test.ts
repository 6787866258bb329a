import { equal, match, ok } from 'node:assert/strict'
import { it } from 'node:test'
import { arrives, look, says, story } from './browser.ts'

const step = (no: number, name: string, actor: string, days: number | null) => ({
  no,
  name_vi: name,
  actor_vi: actor,
  duration: days === null ? null : { value: days, unit: 'working_day' },
  counts_time: days !== null,
})
/** Seven steps, of which six count: 0.5 + 0.5 + 5 + 1 + 1 + 2 = 10 days. */
const landNeeds = {
  id: 'thu-nhu-cau',
  name_vi: 'Thẩm định nhu cầu sử dụng đất (thử)',
  legal_time: { value: 10, unit: 'working_day' },
  steps: [
    step(1, 'Tiếp nhận hồ sơ', 'Công chức Bộ phận Một cửa', 0.5),
    step(2, 'Phân công', 'Trưởng Phòng Đất đai', 0.5),
    step(3, 'Thẩm định', 'Chuyên viên Phòng Đất đai', 5),
    step(4, 'Duyệt thẩm định', 'Trưởng Phòng Đất đai', 1),
    step(5, 'Kiểm tra thực địa', 'Chuyên viên Phòng Đất đai', 1),
    step(6, 'Ký', 'Lãnh đạo Sở', 2),
    step(7, 'Trả kết quả', 'Bộ phận Một cửa', null),
  ],
}

/** A letter asks: after step 5 of a real process, a step in which the applicant completes the dossier and which counts no days. */
story('Chèn bước bổ sung không tính ngày sau bước 5, đối chiếu quyết định rồi công bố', {}, (stage) => {
  let address = ''
  const home = () => address
  const sumOf = async (page: Awaited<ReturnType<typeof stage.officer>>) => (await page.locator('#check strong').first().textContent()) ?? ''
  let sum = ''

  it('a table of seven steps comes in as a draft', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto('/office/procedures/import')
    await admin
      .locator('[name="files"]')
      .setInputFiles({ name: 'nhu-cau.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(landNeeds)) })
    await admin.getByRole('button', { name: 'Xem trước' }).click()
    await admin.getByRole('button', { name: 'Nhập 1 quy trình thành bản nháp' }).click()
    await says(admin, 'Đã ghi thành bản nháp')
    await admin.goto('/office/procedures?q=thu-nhu-cau')
    address = (await admin.locator('main [data-row-link]').first().getAttribute('href')) ?? ''
    match(address, /procedures\/\d+$/)
  })

  it('an officer inserts the step, and the sum stays', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto(`${home()}/edit`)
    await look(admin, 'the editor')
    sum = await sumOf(admin)
    match(sum, /ngày làm việc/)
    await admin.getByRole('button', { name: 'Chèn bổ sung: bước không tính ngày sau bước 5' }).click()
    await says(admin, 'Chưa lưu')
    equal(await sumOf(admin), sum)
    await look(admin, 'the editor, arranged')
  })

  it('moves a row by key and by button, and sees the check follow', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto(`${home()}/edit`)
    const numbers = () =>
      admin.locator('[name="no"]').evaluateAll((cells) => cells.map((cell) => (cell as HTMLInputElement).value).join(' '))
    const before = await numbers()
    await admin.locator('#name-1').focus()
    await admin.keyboard.press('Alt+ArrowUp')
    equal(await numbers(), before.replace(/^(\S+) (\S+)/, '$2 $1'))
    await admin.getByRole('button', { name: 'Xuống: đưa bước 2 xuống' }).click()
    equal(await numbers(), before)
    await admin.locator('#time-1').fill('99')
    await says(admin, 'khác thời hạn')
    await admin.locator('[data-grip]').nth(2).hover()
    await admin.mouse.down()
    const first = await admin.locator('tr[data-row]').nth(0).boundingBox()
    await admin.mouse.move((first?.x ?? 0) + 40, (first?.y ?? 0) + 60, { steps: 12 })
    await admin.mouse.up()
    equal(await numbers(), before.replace('1 2 3', '3 1 2'))
  })

  it('saves it without script as well, on a phone', async () => {
    const admin = await stage.officer('quantri')
    const phone = await stage.somebody({ phone: true, script: false })
    await phone.context().addCookies(await admin.context().cookies())
    await phone.goto(`${home()}/edit`)
    await phone.getByRole('button', { name: 'Chèn bổ sung: bước không tính ngày sau bước 5' }).click()
    await says(phone, 'Chưa lưu')
    await phone.getByRole('button', { name: 'Lưu thành bản nháp mới' }).click()
    await phone.waitForURL(/\/edit$/)
    equal(await phone.locator('[name="after"]').nth(5).inputValue(), '5')
    await phone.goto(`${home()}/process?v=2`)
    ok((await phone.locator('svg.bpmn').count()) === 1)
    await look(phone, 'the drawing on a phone')
  })

  it('is not published while the recorded decision has no such step', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto(`${home()}/conform`)
    await admin.getByLabel('Quyết định phê duyệt').fill('1258/QĐ-UBND')
    await admin.getByLabel('Ngày quyết định').fill('2026-02-20')
    await admin.getByLabel('Hoặc lấy một bản đã có').selectOption('1')
    await admin.getByRole('button', { name: 'Ghi bảng này' }).click()
    await says(admin, 'Khác quyết định nên không công bố được')
    await look(admin, 'the comparison, differing')
    await admin.goto(`${home()}/assign`)
    await admin.locator('[name="role-6"]').selectOption('counter-officer') // the one-stop unit waits for the applicant's papers
    await admin.locator('[name="unit-6"]').selectOption(String(stage.department.units.get('mot-cua')))
    await admin.getByRole('button', { name: 'Xác nhận phân công', exact: true }).click()
    await arrives(admin, home())
    const second = await stage.officer('chanhvp')
    await second.goto(`${home()}/publish`)
    await says(second, /không có trong quyết định/)
  })

  it('is published once the decision has it', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto(`${home()}/conform`)
    await admin.getByLabel('Quyết định phê duyệt').fill('1300/QĐ-UBND')
    await admin.getByLabel('Ngày quyết định').fill('2026-02-27')
    await admin.getByLabel('Hoặc lấy một bản đã có').selectOption('2')
    await admin.getByRole('button', { name: 'Ghi bảng này' }).click()
    await says(admin, 'Giống quyết định')
    await look(admin, 'the comparison, the same')
    const second = await stage.officer('chanhvp')
    await second.goto(`${home()}/publish`)
    await second.getByLabel('Quyết định phê duyệt').fill('1300/QĐ-UBND')
    await second.getByRole('button', { name: 'Công bố' }).click()
    await arrives(second, /\?v=2$/)
    await says(second, 'bằng thời hạn')
    await second.goto(`${home()}/simulate`)
    await says(second, 'Như bản này: trễ hạn')
    await look(second, 'the simulation')
  })
})
