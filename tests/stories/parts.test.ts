import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, codeIn, look, says, story } from './browser.ts'

story('Hồ sơ chung và hồ sơ thành phần: một ngày hẹn, kết quả sau cùng', { now: '2026-03-02T08:00' }, (stage) => {
  let whole = ''
  let part = ''

  it('opens a part from the whole, for the same applicant', async () => {
    const counter = await stage.officer('motcua1')
    whole = await receive(counter, 'Trần Thị Một (mẫu)')
    await counter.goto(`/office/dossiers/${whole}/part-open`)
    await look(counter, 'choosing the procedure of a part')
    await counter.getByLabel('Tìm thủ tục').fill('sao')
    await counter.getByRole('button', { name: 'Tìm, chọn thủ tục' }).click()
    await counter.getByRole('radio').first().check()
    await counter.getByRole('button', { name: 'Tìm, chọn thủ tục' }).click()
    await says(counter, 'Trần Thị Một (mẫu)')
    for (const box of await counter.locator('[name="papers"]').all()) await box.check()
    await counter.getByLabel('Lý do mở').fill('Cần bản sao dữ liệu để thẩm định')
    await look(counter, 'opening a part')
    await counter.getByRole('button', { name: 'Mở hồ sơ', exact: true }).click()
    await arrives(counter, /\/office\/dossiers\/H/)
    part = await codeIn(counter)
    await says(counter, 'Hồ sơ thành phần của')
    await look(counter, 'a part')
    deepEqual((await eventsOf(stage, part)).slice(0, 2), ['filed', 'joined-whole'])
    await counter.goto(`/office/dossiers/${whole}`)
    await says(counter, '1/1 chưa xong')
    await look(counter, 'a whole with its part')
  })

  it('holds back the result of the whole, and says which part is open', async () => {
    const counter = await stage.officer('motcua1')
    await complete(counter, whole, 'Đủ giấy tờ')
    const specialist = await stage.officer('chuyenvien1')
    await complete(specialist, whole, 'Đủ điều kiện')
    const head = await stage.officer('truongphong')
    await head.goto(`/office/dossiers/${whole}/complete-step`)
    await head.getByLabel('Ý kiến xử lý').fill('Đồng ý')
    await head.getByLabel(/Số/).first().fill('15/GCN')
    await head
      .getByLabel(/Tên văn bản/)
      .first()
      .fill('Giấy chứng nhận')
    await head
      .locator('main form')
      .getByRole('button', { name: /^Hoàn thành/ })
      .click()
    await says(head, `Còn hồ sơ thành phần chưa xong: ${part}`)
    await look(head, 'a result that is held back')
    equal((await eventsOf(stage, whole)).includes('ended'), false)
  })

  it('tells the public one promise', async () => {
    const citizen = await stage.somebody({ phone: true })
    await citizen.goto(stage.qrAddress(part))
    await says(citizen, 'một phần trong hồ sơ chung')
    await look(citizen, 'the look-up of a part')
    await citizen.goto(stage.qrAddress(whole))
    await says(citizen, 'Gồm các phần')
    await look(citizen, 'the look-up of a whole')
  })

  it('separates it with a reason, and links it again', async () => {
    const counter = await stage.officer('motcua1')
    await counter.goto(`/office/dossiers/${whole}/part-unlink`)
    await counter.getByRole('radio').first().check()
    await counter.getByLabel('Lý do').fill('Mở nhầm thủ tục')
    await look(counter, 'separating a part')
    await counter.getByRole('button', { name: 'Tách', exact: true }).click()
    await arrives(counter, `/office/dossiers/${whole}`)
    await counter.goto(`/office/dossiers/${whole}/part-link`)
    await counter.getByRole('radio', { name: new RegExp(part) }).check()
    await counter.getByLabel('Lý do').fill('Đúng thủ tục')
    await look(counter, 'linking a part')
    await counter.getByRole('button', { name: 'Gắn', exact: true }).click()
    await arrives(counter, `/office/dossiers/${whole}`)
    await says(counter, '1/1 chưa xong')
    deepEqual(
      (await eventsOf(stage, whole)).filter((kind) => kind.startsWith('part-')),
      ['part-joined', 'part-left', 'part-joined'],
    )
  })
})
