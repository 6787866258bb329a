import { deepEqual, equal, ok } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'

story('Một lần tạm dừng sai bị hủy, và hồ sơ thành quá hạn', {}, (stage) => {
  let code = ''
  const due = async () =>
    (
      await stage.rows<{ due: string }>(
        `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as due from dossiers.dossier where code = $1`,
        [code],
      )
    )[0]?.due

  it('is proposed by the specialist: until the head has decided, the clock goes on', async () => {
    stage.at('2026-03-02T08:00')
    const counter = await stage.officer('motcua1')
    code = await receive(counter, 'Nguyễn Thị Thử (mẫu)')
    equal(await due(), '2026-03-05 08:00') // Monday 08:00 + 3 working days
    stage.at('2026-03-02T10:00')
    await complete(counter, code, 'Đủ giấy tờ', (page) =>
      page.getByLabel('Người làm bước sau').selectOption({ label: 'Châu Chuyên Viên (mẫu), chưa giữ việc nào' }),
    )
    stage.at('2026-03-03T08:00')
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}`)
    await specialist.locator('details.more summary').click()
    await specialist.getByRole('link', { name: 'Đề nghị tạm dừng' }).click()
    await arrives(specialist, /pause-propose/)
    await look(specialist, 'proposing a pause')
    await specialist.getByLabel('Chờ người nộp bổ sung giấy tờ').check()
    await specialist.getByLabel('Số văn bản').fill('12/PBS (mẫu)')
    await specialist.getByLabel('Lý do', { exact: false }).first().fill('Bản vẽ chưa có tọa độ')
    await specialist.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await specialist.locator('[role="alert"]').first().waitFor()
    await look(specialist, 'a proposal without a list of papers')
    await specialist.locator('#what-0').fill('Bản vẽ khu đất')
    await specialist.locator('#why-0').fill('chưa có tọa độ')
    await specialist.getByLabel('Người hướng dẫn, số điện thoại').fill('Châu Chuyên Viên (mẫu), 0200 000 000')
    await specialist.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await arrives(specialist, `/office/dossiers/${code}`)
    await says(specialist, /chờ duyệt; đồng hồ vẫn chạy/)
  })

  it('is approved by the head, who sees what it does to the promise', async () => {
    stage.at('2026-03-03T09:00')
    const head = await stage.officer('truongphong')
    await head.goto('/office/work?f=to-approve')
    await look(head, 'pauses that wait for me')
    await head
      .locator('main table')
      .getByRole('link', { name: /^Duyệt/ })
      .click()
    await arrives(head, /pause-approve/)
    await says(head, /Lâu nhất đến/)
    await look(head, 'deciding on a pause')
    await head.getByLabel('Duyệt, dừng đồng hồ từ lúc này').check()
    await head.getByRole('button', { name: 'Ghi quyết định' }).click()
    await arrives(head, `/office/dossiers/${code}`)
    await says(head, /Tạm dừng từ hôm nay 09:00/)
    await look(head, 'a paused dossier')
  })

  it('tells the applicant which papers, since when, and until when', async () => {
    const phone = await stage.somebody({ phone: true, script: false })
    await phone.goto(stage.qrAddress(code))
    await says(phone, /Cần ông\/bà bổ sung giấy tờ/)
    await says(phone, /Bản vẽ khu đất/)
    await says(phone, /24\/3\/2026/) // fifteen working days
    await look(phone, 'papers asked for in the midst of the work')
  })

  it('ends when the papers came, though the counter records it the next morning', async () => {
    stage.at('2026-03-05T08:00')
    const counter = await stage.officer('motcua1')
    await counter.goto(`/office/dossiers/${code}`)
    await counter.getByRole('link', { name: 'Ghi nhận đã đến' }).first().click()
    await arrives(counter, /pause-resume/)
    await look(counter, 'recording what arrived')
    await counter.getByLabel('Thời điểm nhận').fill('2026-03-04T09:00')
    await counter.getByRole('button', { name: 'Đã đến, giải quyết tiếp' }).click()
    await arrives(counter, `/office/dossiers/${code}`)
    equal(await due(), '2026-03-06 08:00') // one working day later: Tuesday 09:00 to Wednesday 09:00
  })

  it('is annulled by the director; the due time comes forward, the dossier is late, and both views stay', async () => {
    stage.at('2026-03-05T14:00')
    const director = await stage.officer('giamdoc')
    await director.goto(`/office/dossiers/${code}`)
    await director.locator('#pauses').getByRole('link', { name: 'Hủy' }).click()
    await arrives(director, /pause-annul/)
    await says(director, /Hồ sơ sẽ thành quá hạn/)
    await look(director, 'annulling a pause')
    await director.getByLabel('Lý do hủy').fill('Bản vẽ đã có tọa độ ở trang 3')
    await director.getByRole('button', { name: 'Hủy lần tạm dừng này' }).click()
    await arrives(director, `/office/dossiers/${code}`)
    await says(director, /Quá hạn/)
    await says(director, /Bản vẽ đã có tọa độ ở trang 3/)
    await look(director, 'a dossier that an annulled pause turned late')
    equal(await due(), '2026-03-05 08:00')
    const events = await eventsOf(stage, code)
    deepEqual(
      events.filter((kind) => /pause|resumed/.test(kind)),
      ['pause-proposed', 'paused', 'resumed', 'pause-annulled'],
    )
    const late = await stage.officer('chuyenvien1')
    await late.goto('/office/dossiers?clock=late')
    ok((await late.locator('main').textContent())?.includes(code))
  })
})
