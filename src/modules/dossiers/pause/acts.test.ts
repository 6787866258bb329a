import { deepEqual, doesNotMatch, equal, match, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { Moment } from '../../../kernel/moment.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { type Desk, type Fields, hiddenOf, openDesk } from '../acting/desk.fixture.tsx'
import { at } from '../dossier.example.ts'
import type { DossierCode } from '../model.ts'
import { load } from '../store.ts'
import type { Hold } from './hold.ts'

let base: TestDatabase
let desk: Desk
before(async () => {
  base = await testDatabase()
  desk = await openDesk(base)
})
after(() => desk.close())

const person: Fields = { kind: 'person', identity: '001199000001', name: 'Trần Thị Mẫu', phone: '0900 000 000', 'all-present': 'yes' }
const open = (officer: number, code: string, act: string, lang: 'vi' | 'en' = 'vi') =>
  desk.as(officer, undefined, lang).get(`/office/dossiers/${code}/${act}`)
const act = async (officer: number, code: string, name: string, fields: Fields = {}) => {
  const page = await open(officer, code, name)
  return desk.as(officer).post(`/office/dossiers/${code}/${name.replace(/\?.*/, '')}`, { ...hiddenOf(page.text), ...fields })
}
const done = async (officer: number, code: string, name: string, fields: Fields = {}) => {
  const answer = await act(officer, code, name, fields)
  equal(answer.status, 303, answer.text)
}

/** Received Monday 10:00 with four working days, so due Friday 10:00; with the specialist since 14:00. */
async function atSpecialist(more: Fields = {}, press: 'accept' | 'ask' = 'accept'): Promise<DossierCode> {
  desk.clock.now = at('02 10:00')
  const path = '/office/dossiers/new'
  const form = hiddenOf((await desk.as(11).get(`${path}?procedure=1`)).text)
  const answer = await desk.as(11).post(path, { ...form, ...person, ...more, press })
  const code = /H56[^/]+/.exec(answer.to ?? '')?.[0] as DossierCode
  if (press !== 'accept') return code
  desk.clock.now = at('02 14:00')
  await done(11, code, 'complete-step', { opinion: 'Đủ giấy tờ' })
  await done(21, code, 'complete-step', { opinion: 'Giao thẩm định', nextOfficerId: '22' })
  return code
}
const asked: Fields = {
  cause: 'supplement',
  number: '12/PBS',
  date: '2026-03-03',
  reason: 'Bản vẽ không có tọa độ',
  what: ['Bản vẽ khu vực', '', ''],
  why: ['không có tọa độ', '', ''],
  contact: 'Lê Thẩm Định, 0200 000 000',
}
/** Proposed Tuesday 08:00, and approved an hour later: one working day until Wednesday 09:00. */
async function paused(fields: Fields = {}, code?: DossierCode): Promise<DossierCode> {
  const it = code ?? (await atSpecialist())
  desk.clock.now = at('03 08:00')
  await done(22, it, 'pause-propose', { ...asked, ...fields })
  desk.clock.now = at('03 09:00')
  await done(21, it, 'pause-approve', { decision: 'approve' })
  return it
}
const row = async (code: string) => (await base.owner.query('select * from dossiers.dossier where code = $1', [code])).rows[0]
const holdsOf = async (code: string) => (await base.owner.query('select * from dossiers.hold where code = $1 order by no', [code])).rows
const eventsOf = async (code: string): Promise<string[]> =>
  (await base.owner.query('select kind from audit.entry where stream = $1 order by seq', [`dossier/${code}`])).rows.map((r) => r.kind)
const utc = (when: string) => new Date(at(when) * 1000).toISOString()

describe('Proposing a pause (đề nghị tạm dừng)', () => {
  it('lets the clock go on, and waits for the head of the unit', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    match((await open(22, code, 'pause-propose')).text, /người đề nghị không tự duyệt. Đồng hồ vẫn chạy/)
    await done(22, code, 'pause-propose', asked)
    const { stopped_at, state } = await row(code)
    deepEqual([stopped_at, state.proposal.document.number, state.proposal.contact], [null, '12/PBS', 'Lê Thẩm Định, 0200 000 000'])
    const { rows } = await base.owner.query('select step, unit_id, officer_id, cause from dossiers.proposal where code = $1', [code])
    deepEqual(rows, [{ step: '3', unit_id: 2, officer_id: 22, cause: 'supplement' }])
  })
  it('wants a cause of the list, a numbered document, a reason, and for papers the list of them and whom to call', async () => {
    const code = await atSpecialist()
    const empty = await act(22, code, 'pause-propose', { number: '', reason: '' })
    equal(empty.status, 422)
    for (const fault of [/Chọn căn cứ tạm dừng/, /ghi số của văn bản/, /Ghi lý do tạm dừng/]) match(empty.text, fault)
    const unlisted = await act(22, code, 'pause-propose', { ...asked, what: '', why: '', contact: 'Lê Thẩm Định' })
    for (const fault of [/Ghi ít nhất một giấy tờ/, /số điện thoại của người hướng dẫn/]) match(unlisted.text, fault)
    match(unlisted.text, /Bản vẽ không có tọa độ<\/textarea>/)
    equal((await act(22, code, 'pause-propose', { ...asked, cause: 'leader-away' })).status, 422)
  })
  it('asks for no papers where money is waited for', async () => {
    const code = await paused({ cause: 'finance', number: '9/TB-CT' })
    deepEqual([(await row(code)).status, (await row(code)).state.holds[0].items], [6, []])
  })
  it('adds lines without sending', async () => {
    const code = await atSpecialist()
    const more = await act(22, code, 'pause-propose', { ...asked, round: 'add' })
    deepEqual([more.status, more.text.match(/name="what"/g)?.length], [422, 5])
    equal((await row(code)).state.proposal, null)
  })
  it('says so when the dossier is overdue: Friday 10:01', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('06 10:01')
    match((await open(22, code, 'pause-propose')).text, /Không tạm dừng hồ sơ quá hạn/)
    equal((await act(22, code, 'pause-propose', { ...asked, date: '2026-03-06' })).status, 409)
  })
  it('takes no paper in a wholly online dossier, and writes the attempt down, once however often it is sent', async () => {
    const code = await atSpecialist({ channelIn: '2', channelOut: '3' }) // a result by post leaves the papers electronic
    desk.clock.now = at('03 08:00')
    const { filing } = await row(code)
    deepEqual([filing.channelIn, filing.channelOut], [2, 3])
    const form = { ...hiddenOf((await open(22, code, 'pause-propose')).text), ...asked, wantsPaper: 'yes' }
    const refused = await desk.as(22).post(`/office/dossiers/${code}/pause-propose`, form)
    equal(refused.status, 409)
    match(refused.text, /trực tuyến toàn trình: không yêu cầu nộp bản giấy. Lần yêu cầu này đã được ghi lại/)
    await desk.as(22).post(`/office/dossiers/${code}/pause-propose`, form)
    equal((await eventsOf(code)).filter((kind) => kind === 'paper-asked').length, 1)
    equal((await row(code)).state.proposal, null)
    const again = await desk.as(22).post(`/office/dossiers/${code}/pause-propose`, { ...hiddenOf(refused.text), ...asked })
    equal(again.status, 303) // the page knew the version that the attempt had made
  })
  it('and takes it where the dossier was brought to the counter, though its procedure is offered wholly online', async () => {
    const code = await atSpecialist({ channelIn: '1', channelOut: '2' })
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', { ...asked, wantsPaper: 'yes' })
  })
  it('before acceptance it is the same: refused, and written down once', async () => {
    desk.clock.now = at('02 10:00')
    const intake = {
      procedureId: 1,
      agent: null,
      channelIn: 2 as const,
      channelOut: 3 as const,
      subject: '',
      isHardArea: false,
      components: [],
    }
    const applicant = { kind: 'person' as const, name: 'Trần Thị Mẫu', identityNumber: '001199000001', address: '', phone: '', email: '' }
    const by = { agencyId: 1, officerId: 11, posts: [] }
    const filed = await desk.deps.service.receive(by, { ...intake, applicant }, { kind: 'file-only' }, { key: randomUUID() })
    const code = (filed.ok ? filed.value.code : '') as DossierCode
    const page = await open(11, code, 'ask-to-complete')
    match(page.text, /yêu cầu bản giấy sẽ bị từ chối và ghi vào nhật ký/)
    const form = { ...hiddenOf(page.text), what: 'Bản vẽ khu vực', why: 'không có tọa độ', contact: 'Mẫu, 0200 000 000', wantsPaper: 'yes' }
    const refused = await desk.as(11).post(`/office/dossiers/${code}/ask-to-complete`, form)
    equal(refused.status, 409)
    match(refused.text, /không yêu cầu nộp bản giấy. Lần yêu cầu này đã được ghi lại/)
    await desk.as(11).post(`/office/dossiers/${code}/ask-to-complete`, form)
    deepEqual(await eventsOf(code), ['filed', 'paper-asked'])
    const { wantsPaper: _, ...electronic } = form
    equal((await desk.as(11).post(`/office/dossiers/${code}/ask-to-complete`, { ...electronic, ...hiddenOf(refused.text) })).status, 303)
  })
  it('at the counter, where there is no dossier yet, the attempt stands in the journal of intake', async () => {
    desk.clock.now = at('02 10:00')
    const path = '/office/dossiers/new'
    const form = {
      ...hiddenOf((await desk.as(11).get(`${path}?procedure=1`)).text),
      ...person,
      'all-present': [],
      channelIn: '2',
      channelOut: '3',
    }
    const asks = { 'c1-present': 'no', 'c2-present': 'yes', 'c3-present': 'yes', 'c4-present': 'none', contact: 'Mẫu, 0200 000 000' }
    const entries = async () => (await base.owner.query(`select body from audit.entry where stream = 'intake'`)).rows
    const before = (await entries()).length
    const refused = await desk.as(11).post(path, { ...form, ...asks, wantsPaper: 'yes', press: 'ask' })
    equal(refused.status, 409, refused.text)
    await desk.as(11).post(path, { ...form, ...asks, wantsPaper: 'yes', press: 'ask' })
    deepEqual(
      (await entries()).slice(before).map(({ body }) => JSON.parse(body).items.map(({ what }: { what: string }) => what)),
      [['Đơn đề nghị cấp giấy phép thăm dò']],
    )
    equal((await desk.as(11).post(path, { ...form, ...asks, press: 'ask' })).status, 303)
  })
})

describe('Deciding on it (duyệt tạm dừng)', () => {
  it('shows from when, until when at the longest, and what becomes of the due time', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    desk.clock.now = at('03 09:00')
    const { text } = await open(21, code, 'pause-approve')
    match(text, /Dừng từ<\/dt><dd>hôm nay 09:00/)
    match(text, /Lâu nhất đến<\/dt><dd>Thứ Ba 24\/3 09:00 .*chưa xác minh/) // fifteen working days, which nobody has confirmed
    match(text, /Hạn trả hiện nay<\/dt><dd>Thứ Sáu 06\/3 10:00/)
    match(text, /Đến trong hôm nay thì hạn<\/dt><dd>Thứ Hai 09\/3 08:30/) // 09:00–11:30 and 13:30–17:30: 6.5 hours later
    match(text, /Hết thời hạn mới đến thì hạn<\/dt><dd>Thứ Sáu 27\/3 10:00/)
  })
  it('stops the clock from the moment of the decision, and keeps the pause in a row of its own', async () => {
    const code = await paused()
    const { status, stopped_at } = await row(code)
    deepEqual([status, stopped_at.toISOString()], [5, utc('03 09:00')])
    const [hold] = await holdsOf(code)
    deepEqual(
      [hold.no, hold.cause, hold.step, hold.unit_id, hold.proposed_by, hold.approved_by, hold.to_at, hold.end_kind],
      [1, 'supplement', '3', 2, 22, 21, null, null],
    )
    deepEqual(
      [hold.from_at, hold.until_at, hold.due_at].map((d) => d.toISOString()),
      [utc('03 09:00'), utc('24 09:00'), utc('06 10:00')],
    )
    equal((await base.owner.query('select from dossiers.proposal where code = $1', [code])).rowCount, 0)
  })
  it('is not for whoever proposed, nor for a specialist', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    equal((await open(23, code, 'pause-approve')).status, 403)
    const acting = desk.as(22, [{ unitId: 2, role: 'unit-head', onBehalfOf: null }])
    equal((await acting.get(`/office/dossiers/${code}/pause-approve`)).status, 403) // the permission is the officer's own in this fixture
    equal((await open(31, code, 'pause-approve')).status, 200)
  })
  it('declines with a reason', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    match((await act(21, code, 'pause-approve', { decision: 'decline' })).text, /Ghi lý do không duyệt/)
    await done(21, code, 'pause-approve', { decision: 'decline', reason: 'Bản vẽ có tọa độ ở trang 3' })
    deepEqual([(await row(code)).state.proposal, (await row(code)).stopped_at], [null, null])
    equal((await base.owner.query('select from dossiers.proposal where code = $1', [code])).rowCount, 0)
  })
  it('still declines what turned overdue meanwhile, and approves it no more', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('06 09:00')
    await done(22, code, 'pause-propose', { ...asked, date: '2026-03-06' })
    desk.clock.now = at('06 10:01')
    match((await open(21, code, 'pause-approve')).text, /Không tạm dừng hồ sơ quá hạn/)
    equal((await act(21, code, 'pause-approve', { decision: 'approve' })).status, 409)
    await done(21, code, 'pause-approve', { decision: 'decline', reason: 'Đã quá hạn' })
  })
  it('keeps the step where it is until the head has decided: neither on, nor back, nor to a colleague; the page names the proposal', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    const named = /Lê Thẩm Định[^.]*đã đề nghị tạm dừng lúc [^.]*văn bản số 12\/PBS\), chưa ai quyết định/
    for (const [officer, name, fields] of [
      [22, 'complete-step', { opinion: 'Đạt' }],
      [22, 'send-back', { reason: 'Thiếu' }],
      [22, 'hand-over', { to: '23', reason: 'Bận' }],
      [21, 'reassign', { to: '23', reason: 'Chia việc' }],
    ] as const) {
      match((await open(officer, code, name)).text, named, name)
      const refused = await act(officer, code, name, { ...fields, step: '3' })
      equal(refused.status, 409, name)
      match(refused.text, named, name)
    }
    const { rows } = await base.owner.query('select step, unit_id from dossiers.proposal where code = $1', [code])
    deepEqual(rows, [{ step: '3', unit_id: 2 }])
    await done(21, code, 'pause-approve', { decision: 'decline', reason: 'Không cần' })
    await done(22, code, 'complete-step', { opinion: 'Đạt' })
  })
})

describe('Recording what arrived (tiếp tục giải quyết)', () => {
  it('counts from the arrival, not from when it is recorded: one day waited, due Monday 10:00', async () => {
    const code = await paused()
    desk.clock.now = at('05 16:00')
    const page = await open(11, code, 'pause-resume')
    match(page.text, /Bản vẽ khu vực/)
    match(page.text, /name="arrivedAt"[^>]*value="2026-03-05T16:00"/)
    const file = new File(['%PDF-1.7\nbản vẽ'], 'bản vẽ.pdf', { type: 'application/pdf' })
    await done(11, code, 'pause-resume', { arrivedAt: '2026-03-04T09:00', 'file-arrived': file })
    const { due_at, status, stopped_at } = await row(code)
    deepEqual([due_at.toISOString(), status, stopped_at], [utc('09 10:00'), 4, null])
    const [hold] = await holdsOf(code)
    deepEqual([hold.to_at.toISOString(), hold.end_kind], [utc('04 09:00'), 'arrived'])
    const { rows } = await base.owner.query('select kind, place, name from dossiers.attachment where code = $1', [code])
    deepEqual(rows, [{ kind: 'component', place: 'hold-1', name: 'bản vẽ.pdf' }])
  })
  it('moves the due time of the step by as much, and annulling moves it back: Wednesday 14:00, Thursday 14:00', async () => {
    const code = await atSpecialist()
    const stepDue = async () => {
      const { rows } = await base.owner.query('select step_due_at from dossiers.holding where code = $1', [code])
      equal(rows[0].step_due_at.toISOString(), iso((await row(code)).state.running[0].dueAt))
      return rows[0].step_due_at.toISOString()
    }
    const iso = (seconds: number) => new Date(seconds * 1000).toISOString()
    equal(await stepDue(), utc('04 14:00')) // with the specialist since Monday 14:00, two days
    await paused({}, code)
    desk.clock.now = at('05 16:00')
    await done(11, code, 'pause-resume', { arrivedAt: '2026-03-04T09:00' })
    equal(await stepDue(), utc('05 14:00'))
    await done(21, code, 'pause-annul', { no: '1', reason: 'Sai' })
    equal(await stepDue(), utc('04 14:00'))
  })
  it('takes the minute in which the pause began as its beginning', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    desk.clock.now = (at('03 09:00') + 40) as Moment
    await done(21, code, 'pause-approve', { decision: 'approve' })
    desk.clock.now = at('03 10:00')
    await done(11, code, 'pause-resume', { arrivedAt: '2026-03-03T09:00' })
    equal((await row(code)).due_at.toISOString(), utc('06 10:00'))
  })
  it('refuses a time before the pause or to come, and keeps it in the field', async () => {
    const code = await paused()
    desk.clock.now = at('04 09:00')
    match((await act(11, code, 'pause-resume', { arrivedAt: '2026-03-03T08:59' })).text, /ở trước lúc tạm dừng/)
    const late = await act(11, code, 'pause-resume', { arrivedAt: '2026-03-04T09:01' })
    match(late.text, /ở sau lúc này/)
    match(late.text, /value="2026-03-04T09:01"/)
    equal((await act(11, code, 'pause-resume', { arrivedAt: 'hôm qua' })).status, 422)
  })
  it('is for the counter, the holder and the head: a colleague and the records clerk read whose it is', async () => {
    const code = await paused()
    desk.clock.now = at('04 09:00')
    for (const officer of [23, 41, 31]) {
      match((await open(officer, code, 'pause-resume')).text, /đang giữ hồ sơ, trưởng [^)]*\) hoặc bộ phận một cửa/)
      equal((await act(officer, code, 'pause-resume', { arrivedAt: '2026-03-04T09:00' })).status, 409)
    }
    equal((await holdsOf(code))[0].to_at, null)
    await done(21, code, 'pause-resume', { arrivedAt: '2026-03-04T09:00' })
  })
  it('lets nothing else be done meanwhile', async () => {
    const code = await paused()
    match((await open(22, code, 'decline')).text, /đang tạm dừng từ/)
    equal((await act(22, code, 'complete-step', { opinion: 'Đạt' })).status, 409)
  })
})

describe('Annulling a pause (hủy tạm dừng)', () => {
  it('shows the due time before and after, and that the dossier turns late', async () => {
    const code = await paused()
    desk.clock.now = at('04 09:00')
    await done(11, code, 'pause-resume')
    desk.clock.now = at('09 09:00') // due Monday 10:00; without the pause it was due Friday 10:00
    const { text } = await open(21, code, 'pause-annul?no=1')
    match(text, /Hạn trả trước khi hủy<\/dt><dd>hôm nay 10:00/)
    match(text, /Hạn trả sau khi hủy<\/dt><dd><b>Thứ Sáu 06\/3 10:00/)
    match(text, /Hồ sơ sẽ thành quá hạn/)
    await done(21, code, 'pause-annul?no=1', { no: '1', reason: 'Bản vẽ đã có tọa độ' })
    equal((await row(code)).due_at.toISOString(), utc('06 10:00'))
    const [hold] = await holdsOf(code)
    deepEqual([hold.annulled_by, hold.annulled_reason, hold.to_at.toISOString()], [21, 'Bản vẽ đã có tọa độ', utc('04 09:00')])
  })
  it('does not speak of lateness while there is time', async () => {
    const code = await paused()
    desk.clock.now = at('03 15:00')
    const { text } = await open(21, code, 'pause-annul')
    match(text, /đồng hồ đang dừng, chưa có/)
    doesNotMatch(text, /Hồ sơ sẽ thành quá hạn/)
  })
  it('is the head’s, wants a reason, and is done once', async () => {
    const code = await paused()
    equal((await open(22, code, 'pause-annul')).status, 403)
    match((await act(21, code, 'pause-annul', { no: '1', reason: '' })).text, /Ghi lý do hủy/)
    await done(31, code, 'pause-annul', { no: '1', reason: 'Sai' })
    match((await open(21, code, 'pause-annul')).text, /Chưa làm được việc này/)
    equal((await row(code)).stopped_at, null)
  })
})

describe('Ends without the ordinary result', () => {
  it('is withdrawn before acceptance, at the counter', async () => {
    const code = await atSpecialist({ what: 'Bản vẽ', why: 'thiếu', contact: 'Ví Dụ, 0200 000 000' }, 'ask')
    const page = await open(11, code, 'break-off')
    match(page.text, /Người nộp rút hồ sơ/)
    doesNotMatch(page.text, /Dừng giải quyết theo yêu cầu/)
    await done(11, code, 'break-off', { kind: 'withdrawn', reason: 'Đơn xin rút ngày 02/3' })
    equal((await row(code)).status, 7)
  })
  it('is stopped at the applicant’s wish while nothing has been decided; its steps end', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 10:00')
    equal((await open(41, code, 'break-off')).status, 200)
    match((await act(22, code, 'break-off', { kind: 'stopped', reason: 'Trễ quá' })).text, /chỉ công chức một cửa ghi việc này/)
    await done(11, code, 'break-off', { kind: 'stopped', reason: 'Đơn xin dừng ngày 03/3' })
    const { status, ended_at, end_class } = await row(code)
    deepEqual([status, ended_at.toISOString(), end_class], [8, utc('03 10:00'), null])
    equal((await base.owner.query('select from dossiers.holding where code = $1', [code])).rowCount, 0)
  })
  it('is closed for want of papers only once their term is over, and ends the pause with it', async () => {
    const code = await paused()
    desk.clock.now = at('23 09:00')
    match((await open(22, code, 'break-off')).text, /Thời hạn bổ sung còn đến/)
    equal((await act(22, code, 'break-off', { kind: 'not-supplemented', reason: 'Không đến' })).status, 409)
    desk.clock.now = at('24 09:00')
    match((await act(11, code, 'break-off', { kind: 'not-supplemented', reason: 'Không đến' })).text, /Lê Thẩm Định \(mẫu\) đang giữ hồ sơ/)
    await done(22, code, 'break-off', { kind: 'not-supplemented', reason: 'Không đến' })
    const [hold] = await holdsOf(code)
    deepEqual([(await row(code)).status, hold.end_kind], [8, 'broken-off'])
  })
  it('is refused after acceptance by a letter, which goes out at the counter', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('04 10:00')
    const page = await open(22, code, 'decline')
    match(page.text, /Kết thúc xử lý ở đây, trước hạn/)
    match(
      (await act(22, code, 'decline', { opinion: 'Không đủ điều kiện', number: '', date: '2026-03-04', title: '' })).text,
      /Ghi số của văn bản từ chối/,
    )
    const file = new File(['%PDF-1.7\nthư'], 'từ chối.pdf', { type: 'application/pdf' })
    const letter = { opinion: 'Khu vực cấm', number: '20/STNMT', date: '2026-03-04', title: 'Từ chối cấp phép', 'file-result': file }
    await done(22, code, 'decline', letter)
    const { status, state, end_class } = await row(code)
    deepEqual([status, end_class, state.outcome.isPositive, state.running[0].step], [9, 'early', false, '6'])
    const { rows } = await base.owner.query('select kind, place from dossiers.attachment where code = $1', [code])
    deepEqual(rows, [{ kind: 'result', place: '3' }])
  })
})

describe('A pause that nobody ended', () => {
  const lapse = () => desk.deps.service.endLapsedPauses({ agencyId: 1, officerId: null })
  it('ends by itself at its longest length, one second before not, and only once', async () => {
    const code = await paused()
    desk.clock.now = (at('24 09:00') - 1) as Moment
    await lapse()
    equal((await holdsOf(code))[0].to_at, null)
    desk.clock.now = at('24 10:30') // the job comes later; the dossier came back at 09:00
    yes((await lapse()).ended >= 1)
    const [hold] = await holdsOf(code)
    equal(new Date((await row(code)).state.running[0].dueAt * 1000).toISOString(), utc('25 14:00')) // Wednesday 4 March and fifteen days
    deepEqual([hold.end_kind, hold.to_at.toISOString(), (await row(code)).status], ['term-over', utc('24 09:00'), 4])
    const { rows } = await base.owner.query('select officer_id, kind from audit.entry where stream = $1 order by seq desc limit 1', [
      `dossier/${code}`,
    ])
    deepEqual(rows, [{ officer_id: null, kind: 'resumed' }])
    deepEqual(await lapse(), { seen: 0, ended: 0 })
  })
  it('does not stop at a pause that was annulled', async () => {
    const code = await paused()
    await done(21, code, 'pause-annul', { no: '1', reason: 'Sai' })
    desk.clock.now = at('25 09:00')
    await lapse()
    equal((await eventsOf(code)).includes('resumed'), false)
  })
})

describe('Rows of pauses', () => {
  it('follow from the folded dossiers, to the last one', async () => {
    const { rows: codes } = await base.owner.query('select code from dossiers.dossier order by code')
    let seen = 0
    for (const { code } of codes) {
      const found = await base.db.inAgency(1, (tx) => load(tx, 1, code))
      const folded = found?.dossier.holds ?? []
      const kept = await holdsOf(code)
      const brief = (h: Hold) => [
        h.no,
        h.cause,
        h.from,
        h.until,
        h.to,
        h.end ?? (h.to === null ? null : 'broken-off'),
        h.annulled?.at ?? null,
      ]
      const second = (d: Date | null) => d && d.getTime() / 1000
      deepEqual(
        kept.map((h) => [h.no, h.cause, second(h.from_at), second(h.until_at), second(h.to_at), h.end_kind, second(h.annulled_at)]),
        folded.map(brief),
      )
      const { rowCount } = await base.owner.query('select from dossiers.proposal where code = $1', [code])
      equal(rowCount, found?.dossier.proposal && found.dossier.running.length > 0 ? 1 : 0)
      seen += kept.length
    }
    yes(seen > 8)
  })
  it('are written once for an act sent three times at the same moment', async () => {
    const code = await atSpecialist()
    desk.clock.now = at('03 08:00')
    await done(22, code, 'pause-propose', asked)
    const form = { ...hiddenOf((await open(21, code, 'pause-approve')).text), decision: 'approve' }
    const answers = await Promise.all([1, 2, 3].map(() => desk.as(21).post(`/office/dossiers/${code}/pause-approve`, form)))
    deepEqual([answers.map((a) => a.status), (await holdsOf(code)).length], [[303, 303, 303], 1])
    equal((await desk.as(21).post(`/office/dossiers/${code}/pause-approve`, { ...form, key: randomUUID() })).status, 409)
  })
})
