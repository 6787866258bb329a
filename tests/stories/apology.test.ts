import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { dossierService } from '../../src/modules/dossiers/service.ts'
import { rooms } from '../../src/sites/rooms.ts'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'

story('Một hồ sơ trễ hạn có thư xin lỗi, và trễ vẫn là trễ', {}, (stage) => {
  let code = ''
  /** What the hourly job does. */
  const draftApologies = () => {
    const now = () => stage.clock.now
    const { db } = stage.store
    const service = dossierService({ db, now, recordedNow: now, ...rooms(db, now, () => performance.now()) })
    return service.draftApologies({ agencyId: stage.department.agencyId, officerId: null })
  }

  it('is drafted by itself when the remaining steps cannot end in time', async () => {
    stage.at('2026-03-02T08:00')
    code = await receive(await stage.officer('motcua1'), 'Nguyễn Thị Trễ (mẫu)') // three working days: due Thursday 08:00
    equal((await draftApologies()).drafted, 0)
    stage.at('2026-03-03T15:00')
    await complete(await stage.officer('motcua1'), code, 'Đủ giấy tờ', (page) =>
      page.getByLabel('Người làm bước sau').selectOption({ label: 'Châu Chuyên Viên (mẫu), chưa giữ việc nào' }),
    )
    stage.at('2026-03-03T15:20') // two days to examine and half a day to sign end on Friday
    deepEqual(await draftApologies(), { seen: 1, drafted: 1 })
    equal((await draftApologies()).drafted, 0)
  })

  it('gets the specialist’s words, and waits for the head', async () => {
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}`)
    await says(specialist, /Thư xin lỗi chờ ký/)
    await look(specialist, 'a dossier with a draft of an apology')
    await specialist.locator('.banner').getByRole('link', { name: 'Viết thư xin lỗi, hẹn lại (04)' }).click()
    await arrives(specialist, /draft-apology/)
    await look(specialist, 'writing an apology')
    await specialist.getByLabel('Lý do chưa trả được kết quả').fill('Ranh giới thửa đất phải đo lại ngoài thực địa.')
    await specialist.getByLabel('Hẹn lại ngày, giờ trả').fill('2026-03-07T10:00') // a Saturday
    await specialist.getByRole('button', { name: 'Lưu thư xin lỗi' }).click()
    await says(specialist, /Ngày 07\/03\/2026 không làm việc/)
    await specialist.getByLabel('Hẹn lại ngày, giờ trả').fill('2026-03-09T10:00')
    await specialist.getByRole('button', { name: 'Lưu thư xin lỗi' }).click()
    await arrives(specialist, `/office/dossiers/${code}`)
  })

  it('is signed by the head, and sent the day before the due day', async () => {
    stage.at('2026-03-04T09:00')
    const head = await stage.officer('truongphong')
    await head.goto('/office/apologies')
    await look(head, 'apologies for me to sign')
    await head.locator('main table').getByRole('link', { name: 'Đọc và ký' }).click()
    await arrives(head, /sign-apology/)
    await says(head, /phải đo lại ngoài thực địa/)
    await look(head, 'signing an apology')
    await head.getByRole('button', { name: 'Ký thư xin lỗi' }).click()
    await arrives(head, `/office/dossiers/${code}`)
    const counter = await stage.officer('motcua1')
    await counter.goto('/office/apologies?view=signed')
    await counter.locator('main table').getByRole('link', { name: 'Ghi đã gửi' }).click()
    await arrives(counter, /send-apology/)
    await look(counter, 'recording that an apology was sent')
    await counter.getByLabel('bằng tin nhắn').check()
    await counter.getByRole('button', { name: 'Đã gửi thư xin lỗi' }).click()
    await arrives(counter, `/office/dossiers/${code}`)
    await says(counter, /Thư xin lỗi đã gửi: hẹn lại/)
    await look(counter, 'a dossier with an apology sent')
  })

  it('tells the applicant the new day beside the promised one', async () => {
    stage.at('2026-03-05T14:00')
    const phone = await stage.somebody({ phone: true, script: false })
    await phone.goto(stage.qrAddress(code))
    await says(phone, /Đang giải quyết, đã quá ngày hẹn/)
    await says(phone, /Hẹn lại/)
    await look(phone, 'a late dossier with a new day')
  })

  it('does not make the end less late: the due time stays, and the coverage names its numbers', async () => {
    stage.at('2026-03-06T09:00')
    await complete(await stage.officer('chuyenvien1'), code, 'Đã đo lại')
    const head = await stage.officer('truongphong')
    await complete(head, code, 'Ký giấy', async (page) => {
      await page.locator('[name="number"]').fill('15/GCN (mẫu)')
      await page.locator('[name="title"]').fill('Giấy chứng nhận mới')
    })
    const [row] = await stage.rows<{ end_class: string; due: string }>(
      `select end_class, to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as due from dossiers.dossier where code = $1`,
      [code],
    )
    deepEqual(row, { end_class: 'late', due: '2026-03-05 08:00' })
    await head.goto('/office/apologies?view=sent')
    await says(head, /1 \/ 1 hồ sơ quá hạn/)
    await says(head, /100,00 %/)
    await look(head, 'coverage of apologies')
    deepEqual(
      (await eventsOf(stage, code)).filter((kind) => kind.startsWith('apology')),
      ['apology-drafted', 'apology-drafted', 'apology-signed', 'apology-sent'],
    )
  })
})
