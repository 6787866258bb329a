import { deepEqual, equal, match } from 'node:assert/strict'
import { it } from 'node:test'
import type { Page } from 'playwright-core'
import { chanceFrom } from '../../db/demo/chance.ts'
import { issueProcesses } from '../../db/demo/processes.ts'
import { day } from '../../src/kernel/moment.ts'
import { dossierService } from '../../src/modules/dossiers/service.ts'
import { rooms } from '../../src/sites/rooms.ts'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'
import { agencyOf } from './department.ts'

const tax = 'Thuế cơ sở 2 (mẫu)'
const commune = 'UBND xã Thử (mẫu)'

story('Một hồ sơ sang cơ quan thuế lúc 15 giờ 30, hai nơi được hỏi ý kiến, một nơi im lặng', {}, (stage) => {
  let code = ''
  const add = async (page: Page, name: string, kind: string) => {
    await page.goto('/office/partners/new')
    await page.getByLabel('Tên cơ quan').fill(name)
    await page.getByLabel('Loại').selectOption(kind)
    await page.getByRole('button', { name: 'Thêm cơ quan' }).click()
  }

  it('begins with the agencies that the department works with; a district is none any more', async () => {
    await issueProcesses(
      stage.store.db,
      agencyOf(1),
      stage.department,
      '../../tests/stories/procedures-linked',
      day('2026-02-02'),
      chanceFrom('linked'),
    )
    const administrator = await stage.officer('quantri')
    await administrator.goto('/office/partners')
    await look(administrator, 'no partner agencies yet')
    await add(administrator, 'Chi cục Thuế Thử (mẫu)', 'tax')
    await arrives(administrator, '/office/partners')
    await administrator.getByRole('link', { name: 'Đổi tên' }).click()
    await arrives(administrator, /rename/)
    await look(administrator, 'renaming a partner agency')
    stage.at('2026-03-02T08:05')
    await administrator.getByLabel('Tên mới').fill(tax)
    await administrator.getByLabel('Từ ngày').fill('2026-03-03')
    await administrator.getByRole('button', { name: 'Đổi tên' }).click()
    await arrives(administrator, '/office/partners')
    await add(administrator, commune, 'commune')
    await arrives(administrator, '/office/partners')
    await add(administrator, 'UBND huyện Thử (mẫu)', 'district')
    await says(administrator, /không còn cơ quan loại này/)
    await look(administrator, 'a district that is refused')
    await administrator.goto('/office/partners')
    await look(administrator, 'partner agencies')
    deepEqual(
      (await stage.rows<{ kind: string }>(`select kind from audit.entry where stream = 'partners' order by seq`)).map((e) => e.kind),
      ['partner-added', 'partner-renamed', 'partner-added'],
    )
  })

  it('goes to the tax office at 15:30 as a file: their time begins in the morning', async () => {
    stage.at('2026-03-03T14:00')
    const counter = await stage.officer('motcua1')
    code = await receive(counter, 'Nguyễn Thị Thử (mẫu)', 'lien thong thue')
    stage.at('2026-03-03T15:00')
    await complete(counter, code, 'Đủ giấy tờ')
    stage.at('2026-03-03T15:30')
    const clerk = await stage.officer('vanthu')
    await clerk.goto(`/office/dossiers/${code}`)
    await clerk.getByRole('link', { name: 'Chuyển liên thông' }).click()
    await arrives(clerk, /send-leg/)
    await look(clerk, 'sending to another agency')
    await clerk.getByLabel('Cơ quan nhận').selectOption({ label: tax })
    await clerk.getByLabel('Số văn bản').fill('31/PC-VP (mẫu)')
    await says(clerk, /ngày mai 07:30/)
    await clerk.getByRole('button', { name: 'Chuyển đi' }).click()
    await arrives(clerk, `/office/dossiers/${code}`)
    await says(clerk, /đã gửi, chưa bắt đầu tính/)
    await look(clerk, 'a dossier that is at another agency')
    const [leg] = await stage.rows<{ starts: string; due: string }>(
      `select to_char(starts_at at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI') as starts, to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'DD HH24:MI') as due
       from dossiers.referral where code = $1`,
      [code],
    )
    deepEqual(leg, { starts: '04 07:30', due: '06 07:30' })
  })

  it('tells the applicant with whom the dossier is', async () => {
    stage.at('2026-03-04T09:00')
    const phone = await stage.somebody({ phone: true, script: false })
    await phone.goto(stage.qrAddress(code))
    await says(phone, new RegExp(`Hồ sơ đang ở ${tax.replace(/[()]/g, '\\$&')}`))
    await look(phone, 'a dossier at the tax office, on a phone')
  })

  it('is not completed without the answer, which comes late and is recorded from when it came', async () => {
    stage.at('2026-03-09T08:45')
    const clerk = await stage.officer('vanthu')
    await clerk.goto('/office/legs?view=late')
    await says(clerk, /quá hạn, chưa trả lời/)
    await look(clerk, 'legs that are late')
    await clerk.goto(`/office/dossiers/${code}/complete-step?step=2`)
    await says(clerk, /chưa trả lời/)
    await clerk.goto(`/office/dossiers/${code}`)
    await clerk.getByRole('link', { name: 'Ghi nhận trả lời' }).first().click()
    await arrives(clerk, /answer-referral/)
    await look(clerk, 'recording an answer')
    await clerk.getByLabel('Trả lời đến lúc').fill('2026-03-09T08:30')
    await clerk.getByLabel('Số văn bản trả lời').fill('77/TB-CCT (mẫu)')
    await clerk.getByRole('button', { name: 'Ghi nhận' }).click()
    await arrives(clerk, `/office/dossiers/${code}`)
    await says(clerk, /đã trả lời, quá hạn/)
    stage.at('2026-03-09T09:00')
    await complete(clerk, code, 'Đã có thông báo thuế', (page) =>
      page.getByLabel('Người làm bước sau').selectOption({ label: 'Châu Chuyên Viên (mẫu), chưa giữ việc nào' }),
    )
  })

  it('asks the commune and the office of the department in one act', async () => {
    stage.at('2026-03-09T10:00')
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}/ask-opinions`)
    await specialist.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await specialist.locator('[role="alert"]').first().waitFor()
    await look(specialist, 'asking nobody')
    await specialist.getByLabel(commune).check()
    await specialist.getByLabel('Văn phòng Sở').check()
    await specialist.getByLabel('Số văn bản').fill('32/XYK-PĐĐ (mẫu)')
    await specialist.getByLabel('Nội dung lấy ý kiến').fill('Thửa đất có tranh chấp không?')
    await specialist.getByLabel('Thời hạn trả lời').fill('1')
    await specialist.getByRole('button', { name: 'Gửi lấy ý kiến' }).click()
    await arrives(specialist, `/office/dossiers/${code}`)
    await look(specialist, 'a dossier with opinions out')
    await specialist.goto(`/office/dossiers/${code}/complete-step?step=3`)
    await says(specialist, /Còn ý kiến chưa có trả lời/)
  })

  it('shows the office that it is asked; it answers', async () => {
    stage.at('2026-03-09T14:00')
    const clerk = await stage.officer('vanthu')
    await clerk.goto('/office/work')
    await says(clerk, /Đơn vị được lấy ý kiến: 1 lượt/)
    await look(clerk, 'work with an opinion asked of the unit')
    await clerk.locator('main .banner').getByRole('link', { name: code }).click()
    await arrives(clerk, /answer-referral/)
    await clerk.getByLabel('Trả lời của').selectOption({ label: 'Văn phòng Sở (lấy ý kiến, 32/XYK-PĐĐ (mẫu))' })
    await clerk.getByLabel('Số văn bản trả lời').fill('8/YK-VP (mẫu)')
    await clerk.getByLabel('Nhất trí', { exact: true }).check()
    await clerk.getByRole('button', { name: 'Ghi nhận' }).click()
    await arrives(clerk, `/office/dossiers/${code}`)
    await says(clerk, /nhất trí, trước hạn/)
  })

  it('records the silence of the commune when its term is over, and goes on', async () => {
    stage.at('2026-03-10T10:15')
    const now = () => stage.clock.now
    const service = dossierService({
      ...{ db: stage.store.db, now, recordedNow: now },
      ...rooms(stage.store.db, now, () => performance.now()),
    })
    const { agencyId } = stage.department
    deepEqual(await service.recordUnanswered({ agencyId, officerId: null }), { seen: 1, recorded: 1 })
    deepEqual(await service.recordUnanswered({ agencyId, officerId: null }), { seen: 0, recorded: 0 })
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}`)
    await says(specialist, /không trả lời/)
    await complete(specialist, code, 'Đủ điều kiện; xã không trả lời trong thời hạn')
  })

  it('ends late because of the tax office, and the figures say so', async () => {
    stage.at('2026-03-10T16:00')
    const head = await stage.officer('truongphong')
    await complete(head, code, 'Ký', async (page) => {
      await page.getByLabel('Số văn bản').fill('9/XN (mẫu)')
      await page.getByLabel('Tên văn bản').fill('Xác nhận biến động (mẫu)')
    })
    await head.goto(`/office/dossiers/${code}`)
    match((await head.locator('#time .legend').first().textContent()) ?? '', new RegExp(`${tax.replace(/[()]/g, '\\$&')}.* 3 ngày 1 giờ`))
    await head.goto('/office/lateness?from=2026-03-01&to=2026-03-31')
    await says(head, new RegExp(`${tax.replace(/[()]/g, '\\$&')}, VP Sở theo dõi`))
    await look(head, 'lateness with another agency as the cause')
    await head.goto('/office/legs?view=ended')
    await look(head, 'legs and opinions that have ended')
    await head.goto('/office/legs?view=unanswered')
    await head.locator('main table').first().getByText(commune).waitFor()
    match((await head.locator('#tally').textContent()) ?? '', /66,67 % \(2\/3\)/) // the tax office late, the commune silent, of three
    const ledger = await stage.rows<{ sum: number; late: string | null }>(
      `select sum(seconds)::int as sum, (select n.name from dossiers.ledger l join dossiers.partner_name n using (agency_id, partner_id)
         where l.code = $1 and l.is_cause order by n.from_day desc limit 1) as late from dossiers.ledger where code = $1`,
      [code],
    )
    // Tuesday 14:00 to the Tuesday after, 16:00: five days and two hours, eight hours a day.
    deepEqual(ledger[0], { sum: (5 * 8 + 2) * 3600, late: tax })
    equal((await stage.rows('select * from dossiers.recount_lateness(1)')).length, 0)
    const events = await eventsOf(stage, code)
    deepEqual(
      events.filter((kind) => /leg|opinion|referral/.test(kind)),
      ['leg-sent', 'referral-answered', 'opinions-asked', 'referral-answered', 'opinions-unanswered'],
    )
  })
})
