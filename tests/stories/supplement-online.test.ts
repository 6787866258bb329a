import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'
import { pdfFile } from './caller.ts'

story('Người dân gửi bổ sung qua mạng lúc tối, sáng hôm sau mới ghi nhận', {}, (stage) => {
  let code = ''
  const hour = 3600
  const dossier = async () =>
    (
      await stage.rows<{ due: string | null; stopped: string | null }>(
        `select to_char(due_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as due, to_char(stopped_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as stopped
         from dossiers.dossier where code = $1`,
        [code],
      )
    )[0]

  it('is asked for papers while the dossier is carried: the notice goes out, and the clock stands still', async () => {
    stage.at('2026-03-02T08:00')
    const counter = await stage.officer('motcua1')
    code = await receive(counter, 'Nguyễn Thị Thử (mẫu)')
    equal((await dossier())?.due, '2026-03-05 08:00') // Monday 08:00 + 3 working days
    stage.at('2026-03-02T10:00')
    await complete(counter, code, 'Đủ giấy tờ', (page) =>
      page.getByLabel('Người làm bước sau').selectOption({ label: 'Châu Chuyên Viên (mẫu), chưa giữ việc nào' }),
    )
    stage.at('2026-03-03T08:00')
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}/pause-propose`)
    await specialist.getByLabel('Chờ người nộp bổ sung giấy tờ').check()
    await specialist.getByLabel('Số văn bản').fill('31/PBS (mẫu)')
    await specialist.getByLabel('Lý do', { exact: false }).first().fill('Giấy ủy quyền chưa có chữ ký')
    await specialist.locator('#what-0').fill('Giấy ủy quyền')
    await specialist.locator('#why-0').fill('chưa ký')
    await specialist.getByLabel('Người hướng dẫn, số điện thoại').fill('Châu Chuyên Viên (mẫu), 0200 000 000')
    await specialist.getByRole('button', { name: 'Gửi đề nghị' }).click()
    await arrives(specialist, `/office/dossiers/${code}`)
    await specialist
      .locator('main :visible', { hasText: /Bước này chưa chuyển, trả lại hay giao người khác được/ })
      .first()
      .waitFor()
    await look(specialist, 'a step that waits for the decision on a pause')

    stage.at('2026-03-03T09:00')
    const head = await stage.officer('truongphong')
    await head.goto(`/office/dossiers/${code}/pause-approve`)
    await head.getByLabel('Duyệt, dừng đồng hồ từ lúc này').check()
    await head.getByRole('button', { name: 'Ghi quyết định' }).click()
    await arrives(head, `/office/dossiers/${code}`)
    equal((await dossier())?.stopped, '2026-03-03 09:00')
    const told = await stage.rows<{ kind: string }>(`select kind from notices.message where about = $1 and kind = 'papers-asked'`, [
      `dossier/${code}`,
    ])
    equal(told.length, 1)
  })

  it('cannot be recorded by a colleague who does not have the dossier', async () => {
    stage.at('2026-03-05T07:45')
    const colleague = await stage.officer('chuyenvien2')
    await colleague.goto(`/office/dossiers/${code}/pause-resume`)
    await says(colleague, /Châu Chuyên Viên \(mẫu\) đang giữ hồ sơ, trưởng .* hoặc bộ phận một cửa/)
    await look(colleague, 'recording what arrived is somebody else’s')
  })

  it('came on Wednesday at 20:10 and is recorded on Thursday at 08:00: the clock runs from Thursday’s opening', async () => {
    stage.at('2026-03-05T08:00')
    const counter = await stage.officer('motcua1')
    await counter.goto(`/office/dossiers/${code}/pause-resume`)
    await counter.getByLabel('Thời điểm nhận').fill('2026-03-04T20:10')
    const file = pdfFile('giấy ủy quyền đã ký')
    await counter
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: 'giay-uy-quyen.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await file.arrayBuffer()) })
    await counter.getByRole('button', { name: 'Đã đến, giải quyết tiếp' }).click()
    await arrives(counter, `/office/dossiers/${code}`)

    // Paused from Tuesday 09:00: 2.5 h before noon and 4 h after, and the 8 h of Wednesday. The evening and the night have no working time,
    // and the half hour of Thursday before it was recorded is the office's own.
    const paused = (2.5 + 4 + 8) * hour
    const [hold] = await stage.rows(
      `select seconds, end_kind, to_char(to_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI') as to from dossiers.hold where code = $1`,
      [code],
    )
    deepEqual(hold, { seconds: paused, end_kind: 'arrived', to: '2026-03-04 20:10' })
    // Thursday 08:00 + 14.5 h: 3.5 + 4 h are Thursday's, 4 + 3 h Friday's.
    deepEqual(await dossier(), { due: '2026-03-06 16:30', stopped: null })
    deepEqual(
      (await eventsOf(stage, code)).filter((kind) => /pause|resumed/.test(kind)),
      ['pause-proposed', 'paused', 'resumed'],
    )
  })

  it('shows it day by day: three days counted, one waited, and the hours add up', async () => {
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${code}`)
    await says(specialist, 'Vì sao hẹn trả 06/3?')
    const days = await specialist.locator('.due-sheet li').allTextContents()
    deepEqual(
      days.map((line) => line.replace(/\s+/g, ' ').trim()),
      [
        'Thứ Hai 02/3Ngày tiếp nhận',
        'Thứ Ba 03/3Ngày làm việc, ngày thứ 1',
        'Thứ Tư 04/3Tạm dừng',
        'Thứ Năm 05/3Ngày làm việc, ngày thứ 2',
        'Thứ Sáu 06/3Ngày làm việc, ngày thứ 3',
      ],
    )
    // From receipt to the due time: 7.5 h of Monday, 8 of Tuesday, Wednesday and Thursday, 7 of Friday; the limit is 3 days of 8 h, the rest was waited.
    equal(7.5 + 8 + 8 + 8 + 7, 3 * 8 + 14.5)
    await look(specialist, 'a dossier whose papers came in the evening')
  })

  it('is nothing to look at in the audit of the week, for it began in time, was told, and was recorded the next morning', async () => {
    stage.at('2026-03-09T07:30')
    const director = await stage.officer('giamdoc')
    await director.goto('/office/pauses')
    await director.getByRole('link', { name: 'Tuần trước' }).click()
    await arrives(director, /from=2026-03-02&to=2026-03-08/)
    await says(director, code)
    const row = director.locator('tr', { hasText: code })
    equal((await row.locator('td').nth(1).textContent())?.trim(), 'không có')
    await look(director, 'the audit of last week’s pauses')
    await row.getByRole('link', { name: code }).click()
    await arrives(director, new RegExp(`/office/dossiers/${code}`))
  })
})
