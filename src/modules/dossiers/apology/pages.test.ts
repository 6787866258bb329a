import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { type Desk, type Fields, hiddenOf, openDesk } from '../acting/desk.fixture.tsx'
import { at } from '../dossier.example.ts'

let base: TestDatabase
let desk: Desk
let code = ''
before(async () => {
  base = await testDatabase()
  desk = await openDesk(base)
  desk.clock.now = at('02 10:00')
  const form = hiddenOf((await desk.as(11).get('/office/dossiers/new?procedure=1')).text)
  const person = { kind: 'person', identity: '001199000001', name: 'Trần Thị Mẫu', phone: '0900 000 000', 'all-present': 'yes' }
  const answer = await desk.as(11).post('/office/dossiers/new', { ...form, ...person, press: 'accept' })
  code = /H56[^/]+/.exec(answer.to ?? '')?.[0] ?? ''
  desk.clock.now = at('04 10:00')
  equal((await act(11, 'complete-step', { opinion: 'Đủ' })).status, 303)
  equal((await act(21, 'complete-step', { opinion: 'Giao', nextOfficerId: '22' })).status, 303)
})
after(() => desk.close())

const open = (officer: number, name: string) => desk.as(officer).get(`/office/dossiers/${code}/${name}`)
const act = async (officer: number, name: string, fields: Fields = {}) => {
  const page = await open(officer, name)
  return desk.as(officer).post(`/office/dossiers/${code}/${name}`, { ...hiddenOf(page.text), ...fields })
}
const apology = async () => (await base.owner.query('select * from dossiers.apology where code = $1', [code])).rows[0]

describe('Write, sign and send an apology (lập, ký, gửi thư xin lỗi)', () => {
  it('proposes the day on which the remaining steps would end, and why', async () => {
    const { text } = await open(22, 'draft-apology')
    match(text, /value="2026-03-09T10:00"/)
    match(text, /Bước “Thẩm định” chưa xong/)
    match(text, /Hạn trả không đổi/)
  })
  it('refuses a day that comes too soon or off, and keeps what was typed', async () => {
    const soon = await act(22, 'draft-apology', { reason: 'Chờ đo lại', newDue: '2026-03-06T10:00' })
    equal(soon.status, 409)
    match(soon.text, /Ngày hẹn lại phải sau 06\/03\/2026 10:00/)
    match(soon.text, /Chờ đo lại/)
    match((await act(22, 'draft-apology', { reason: 'x', newDue: '2026-03-07T10:00' })).text, /Ngày 07\/03\/2026 không làm việc/)
    equal((await act(22, 'draft-apology', { reason: '', newDue: 'mai' })).status, 422)
  })
  it('is not for whoever has no step of it', async () => match((await open(41, 'draft-apology')).text, /Bước này đang do Lê Thẩm Định/))
  it('goes from the writer to the head to the applicant', async () => {
    equal((await act(22, 'draft-apology', { reason: 'Chờ đo lại', newDue: '2026-03-10T10:00' })).status, 303)
    equal((await desk.as(22).get(`/office/dossiers/${code}/sign-apology`)).status, 403)
    match((await open(21, 'sign-apology')).text, /Chờ đo lại/)
    match((await open(11, 'send-apology')).text, /Chưa có thư xin lỗi đã ký/)
    equal((await act(21, 'sign-apology')).status, 303)
    match((await open(22, 'draft-apology')).text, /không sửa nữa/)
    equal((await act(11, 'send-apology', {})).status, 422)
    equal((await act(11, 'send-apology', { channel: 'email' })).status, 303)
    const { written_by, signed_by, channel, is_late_sent } = await apology()
    deepEqual([written_by, signed_by, channel, is_late_sent], [22, 21, 'email', false])
  })
  it('promises a new day once', async () => match((await open(22, 'draft-apology')).text, /mỗi hồ sơ chỉ được hẹn lại 1 lần/))
  it('prints form 04, and says so where there is no form 05', async () => {
    const pdf = await open(22, 'print/apology')
    deepEqual([pdf.status, pdf.bytes.subarray(0, 5).toString()], [200, '%PDF-'])
    const none = await open(22, 'print/stop')
    equal(none.status, 409)
    match(none.text, /không dừng theo yêu cầu/)
  })
  it('speaks English to whoever reads English', async () => {
    const { text } = await desk.as(22, undefined, 'en').get(`/office/dossiers/${code}/draft-apology`)
    match(text, /A new day was promised once already/)
    doesNotMatch(text, /Hẹn lại/)
  })
})
