import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, eventsOf, receive } from './acts.ts'
import { arrives, look, says, story } from './browser.ts'

/** Three dossiers run on the first version; the second one examines in a day instead of two, and is a day shorter. */
story('Quy trình có bản mới: hai hồ sơ chuyển sang, một ở lại', { now: '2026-03-02T08:00' }, (stage) => {
  const codes: string[] = []
  const rows = () =>
    stage.rows<{ code: string; procedure_version: number; due_at: Date }>(
      'select code, procedure_version, due_at from dossiers.dossier where code = any ($1) order by code',
      [codes],
    )

  it('goes on under the old version while a new one comes into force', async () => {
    const counter = await stage.officer('motcua1')
    for (const name of ['Trần Thị Một (mẫu)', 'Lê Văn Hai (mẫu)', 'Phạm Thị Ba (mẫu)']) codes.push(await receive(counter, name))
    const [, second = '', third = ''] = codes
    await complete(counter, second, 'Đủ giấy tờ')
    await complete(counter, third, 'Đủ giấy tờ')
    const specialist = await stage.officer('chuyenvien1')
    await complete(specialist, third, 'Đủ điều kiện')
    const procedureId = stage.department.procedures.get('thu-cap-doi')
    await stage.rows(`update procedures.version set effective_to = '2026-03-02' where procedure_id = $1`, [procedureId])
    await stage.rows(
      `insert into procedures.version select agency_id, procedure_id, 2, state,
         jsonb_set(jsonb_set(jsonb_set(definition, '{steps,1,name}', '"Thẩm định hồ sơ đất"'), '{steps,1,duration,0,value}', '1'), '{limit,0,value}', '2'),
         decode('02', 'hex'), '45/QĐ-UBND (mẫu)', faults, assignments, assigned_by, assigned_at, '2026-03-03', null, imported_by, imported_at, published_by, published_at
       from procedures.version where procedure_id = $1 and version_no = 1`,
      [procedureId],
    )
    stage.at('2026-03-03T08:00')
    deepEqual(
      (await rows()).map((r) => r.procedure_version),
      [1, 1, 1],
    )
  })

  it('is looked at first: every dossier with its step and its due time, and the one that stays with its reason', async () => {
    const director = await stage.officer('giamdoc')
    await director.goto('/office/work')
    await director.getByRole('link', { name: 'Chuyển quy trình' }).click()
    await arrives(director, '/office/migrations')
    await look(director, 'where dossiers run on an older version')
    await director.getByRole('link', { name: /^bản 2,.*từ bản 1$/ }).click()
    await arrives(director, /\/office\/migrations\/new/)
    await says(director, 'đoán, cần xem') // the examination bears another name
    await look(director, 'the mapping of steps')
    await director.getByRole('button', { name: 'Xem trước' }).click()
    await says(director, 'Ghi số văn bản.')
    await look(director, 'the mapping with what is missing')
    await director.getByLabel('Văn bản số').fill('12/QĐ-STNMT (mẫu)')
    await director.getByLabel('Ngày văn bản').fill('2026-03-03')
    await director.getByLabel('Lý do chuyển').fill('Rút ngắn thời hạn thẩm định')
    await director.getByLabel('Bước tương ứng với 3. Duyệt, ký giấy').selectOption('')
    await director.getByRole('button', { name: 'Xem trước' }).click()
    await arrives(director, /\/office\/migrations\/preview/)
    await says(director, 'chưa có bước tương ứng trong bản mới')
    await says(director, /Thẩm định, dự thảo → Thẩm định hồ sơ đất/)
    await look(director, 'what a move would do')
    deepEqual(
      (await rows()).map((r) => r.procedure_version),
      [1, 1, 1],
    )
    const before = await rows()
    await director.getByRole('button', { name: 'Chuyển cả 2 hồ sơ' }).click()
    await says(director, 'Đã chuyển 2/3 hồ sơ')
    await look(director, 'what came of the move')
    const after = await rows()
    deepEqual(
      after.map((r) => r.procedure_version),
      [2, 2, 1],
    )
    deepEqual(
      after.map((r, i) => Math.sign(r.due_at.getTime() - (before[i]?.due_at.getTime() ?? 0))),
      [-1, -1, 0],
    )
  })

  it('is read right afterwards: the old steps, the new ones, the paper, and why it is due when it is', async () => {
    const [first = '', second = ''] = codes
    equal((await eventsOf(stage, first)).at(-1), 'migrated')
    const specialist = await stage.officer('chuyenvien1')
    await specialist.goto(`/office/dossiers/${second}`)
    await says(specialist, 'Chuyển từ quy trình bản 1 sang bản 2')
    await says(specialist, '“Thẩm định, dự thảo” → “Thẩm định hồ sơ đất”')
    await look(specialist, 'a dossier that went over to another version')
    await complete(specialist, second, 'Đủ điều kiện')
    const citizen = await stage.somebody({ phone: true })
    await citizen.goto(stage.qrAddress(second))
    await says(citizen, 'Thẩm định, dự thảo') // done under the old version, with the name of then
    await look(citizen, 'the look-up of a dossier that went over')
  })

  it('moves the third one once the step has its place', async () => {
    const director = await stage.officer('giamdoc')
    await director.goto('/office/migrations')
    await director.getByRole('link', { name: /^bản 2,.*từ bản 1$/ }).click()
    await director.getByLabel('Văn bản số').fill('12/QĐ-STNMT (mẫu)')
    await director.getByLabel('Ngày văn bản').fill('2026-03-03')
    await director.getByLabel('Lý do chuyển').fill('Rút ngắn thời hạn thẩm định')
    await director.getByRole('button', { name: 'Xem trước' }).click()
    await director.getByLabel(`Chọn hồ sơ ${codes[2]}`).check()
    await director.getByRole('button', { name: 'Chỉ chuyển hồ sơ đánh dấu' }).click()
    await says(director, 'Đã chuyển 1/1 hồ sơ')
    await director.goto('/office/migrations')
    await says(director, 'Không có gì để chuyển')
    await look(director, 'the moves so far')
  })
})
