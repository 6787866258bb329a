import { equal } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'

story('Hồ sơ trễ tìm ra nơi trễ: từ đơn vị đến bước, công chức, từng hồ sơ', {}, (stage) => {
  let code = ''

  it('says so when nothing has ended yet', async () => {
    stage.at('2026-03-02T08:00')
    const director = await stage.officer('giamdoc')
    await director.goto('/office/lateness')
    await says(director, 'Trong kỳ chưa có hồ sơ nào kết thúc')
    await look(director, 'no dossier ended yet')
  })

  it('a dossier lies with the specialist for a week', async () => {
    code = await receive(await stage.officer('motcua1'), 'Nguyễn Thị Chậm (mẫu)') // three working days: due Thursday 08:00
    stage.at('2026-03-02T09:00')
    await complete(await stage.officer('motcua1'), code, 'Đủ giấy tờ', async (page) => {
      const [label] = await page
        .getByLabel('Người làm bước sau')
        .locator('option')
        .filter({ hasText: 'Châu Chuyên Viên' })
        .allTextContents()
      await page.getByLabel('Người làm bước sau').selectOption({ label: label ?? '' })
    })
    stage.at('2026-03-09T15:00')
    await complete(await stage.officer('chuyenvien1'), code, 'Đủ điều kiện')
    stage.at('2026-03-09T16:00')
    await complete(await stage.officer('truongphong'), code, 'Ký giấy', async (page) => {
      await page.locator('[name="number"]').fill('15/GCN (mẫu)')
      await page.locator('[name="title"]').fill('Giấy chứng nhận mới')
    })
  })

  it('and the director sees whose it is, down to the dossier', async () => {
    const director = await stage.officer('giamdoc')
    await director.goto('/office/lateness')
    await says(director, /100,00 % = 1\/1/)
    await look(director, 'late dossiers by unit')
    await director.getByRole('link', { name: 'Theo công chức' }).click()
    await arrives(director, /by=officer/)
    await says(director, 'Châu Chuyên Viên (mẫu)')
    await look(director, 'late dossiers by officer')
    equal(await director.getByRole('link', { name: code }).count(), 1)
  })

  it('from any figure to its dossiers, with the outage that it met and that excuses nothing', async () => {
    await stage.rows(
      `insert into clock.outage (agency_id, from_at, to_at, working_seconds, was_stopped, recorded_at)
       values ($1, '2026-03-03 09:00+07', '2026-03-03 10:00+07', 3600, false, '2026-03-03 10:00+07')`,
      [stage.department.agencyId],
    )
    const director = await stage.officer('giamdoc')
    await director.goto('/office/lateness?by=step')
    await director.locator('a[href*="figure=over"]').first().click()
    await arrives(director, /figure=over/)
    equal(await director.getByRole('link', { name: code }).count(), 1)
    await director.getByRole('link', { name: 'Trùng sự cố hệ thống' }).click()
    await arrives(director, /outage=1/)
    await says(director, 'trùng sự cố hệ thống')
    await says(director, /100,00 % = 1\/1/)
    await look(director, 'late dossiers that met an outage')
    await director.getByRole('link', { name: code }).click()
    await arrives(director, new RegExp(`/office/dossiers/${code}`))
    await says(director, 'Hồ sơ vẫn tính là quá hạn')
    await director.locator('summary', { hasText: 'Từng bước, từng người' }).click()
    await says(director, 'Quá giờ của bước')
    await look(director, 'the dossier with its time account')
  })

  it('and the coverage of apologies asks the same unit', async () => {
    const director = await stage.officer('giamdoc')
    await director.goto('/office/apologies?view=missing')
    equal(await director.getByRole('link', { name: code }).count(), 1)
    await look(director, 'the coverage of apologies')
  })
})
