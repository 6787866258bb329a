import { deepEqual, doesNotMatch, equal, match, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { err } from '../../../kernel/result.ts'
import { openDatabase } from '../../../platform/postgres/database.ts'
import { type TestDatabase, testDatabase } from '../../../platform/postgres/testing.ts'
import { at } from '../dossier.example.ts'
import { type Answer, type Desk, type Fields, hiddenOf, openDesk } from './desk.fixture.tsx'

let base: TestDatabase
let desk: Desk
before(async () => {
  base = await testDatabase()
  desk = await openDesk(base)
})
after(() => desk.close())

const newPath = '/office/dossiers/new'
const pdf = (text: string, name = 'giấy.pdf') => new File([`%PDF-1.7\n${text}`], name, { type: 'application/pdf' })
const person: Fields = { kind: 'person', identity: '001199000001', name: 'Trần Thị Mẫu', phone: '0900 000 000', 'all-present': 'yes' }

/** A fresh form with its key. */
const formFor = async (officer = 11): Promise<Fields> => hiddenOf((await desk.as(officer).get(`${newPath}?procedure=1`)).text)
const receive = async (fields: Fields, press = 'accept', officer = 11) =>
  desk.as(officer).post(newPath, { ...(await formFor(officer)), ...fields, press })
const codeOf = (answer: Answer): string => /H56[^/]+/.exec(answer.to ?? '')?.[0] ?? ''
const received = async (fields: Fields = {}): Promise<string> => {
  desk.clock.now = at('02 10:00')
  const answer = await receive({ ...person, ...fields })
  equal(answer.status, 303)
  return codeOf(answer)
}
const row = async (code: string) => (await base.owner.query('select * from dossiers.dossier where code = $1', [code])).rows[0]
const filesOf = async (code: string) =>
  (await base.owner.query('select * from dossiers.attachment where code = $1 order by place, name', [code])).rows
const countOf = async (table: string) => Number((await base.owner.query(`select count(*) from ${table}`)).rows[0].count)

const open = (officer: number, code: string, act: string) => desk.as(officer).get(`/office/dossiers/${code}/${act}`)
const act = async (officer: number, code: string, name: string, fields: Fields = {}) => {
  const page = await open(officer, code, name)
  return desk.as(officer).post(`/office/dossiers/${code}/${name}`, { ...hiddenOf(page.text), ...fields })
}
/** Carries a dossier to a step: 2 assign, 3 examine, 5 sign, 6 return. */
async function carried(to: 2 | 3 | 5 | 6): Promise<string> {
  const code = await received()
  desk.clock.now = at('02 11:00')
  equal((await act(11, code, 'complete-step', { opinion: 'Đủ giấy tờ' })).status, 303)
  if (to === 2) return code
  equal((await act(21, code, 'complete-step', { opinion: 'Giao thẩm định', nextOfficerId: '22' })).status, 303)
  if (to === 3) return code
  equal((await act(22, code, 'complete-step', { opinion: 'Đạt' })).status, 303)
  if (to === 5) return code
  const outcome = { number: '15/GP-STNMT', date: '2026-03-02', title: 'Giấy phép thăm dò', isPositive: 'yes' }
  equal((await act(31, code, 'complete-step', { opinion: 'Ký', ...outcome })).status, 303)
  return code
}

describe('Receive at the counter (tiếp nhận tại quầy)', () => {
  it('finds a procedure without marks, and goes on by itself when it is the only one', async () => {
    const found = await desk.as(11).get(`${newPath}?q=tham+do`)
    deepEqual([found.status, found.to], [303, `${newPath}?procedure=1`])
    match((await desk.as(11).get(`${newPath}?q=zzz`)).text, /Không có thủ tục nào khớp/)
  })

  it('says which time will be promised before anything is accepted, and the longer one in hard areas', async () => {
    match((await desk.as(11).get(`${newPath}?procedure=1`)).text, /Thứ Sáu 06\/3 10:00/)
    match((await desk.as(11).get(`${newPath}/due?procedure=1&hard=1`)).text, /Thứ Ba 10\/3 10:00/)
  })

  it('accepts as one act: code, clock, papers, files', async () => {
    const code = await received({ 'file-1': [pdf('một', 'đơn.pdf'), pdf('hai', 'trang 2.pdf')], 'other-name': 'Giấy giới thiệu' })
    const { status, due_at, filing } = await row(code)
    deepEqual([status, due_at.toISOString()], [2, '2026-03-06T03:00:00.000Z'])
    deepEqual(
      filing.components.map((c: { name: string; isPresent: boolean }) => [c.name.slice(0, 8), c.isPresent]),
      [
        ['Đơn đề n', true],
        ['Đề án th', true],
        ['Bản đồ k', true],
        ['Giấy giớ', true],
      ],
    )
    deepEqual(
      (await filesOf(code)).map((f) => [f.kind, f.place, f.name]),
      [
        ['component', '1', 'trang 2.pdf'],
        ['component', '1', 'đơn.pdf'],
      ],
    )
    const done = await desk.as(11).get(`/office/dossiers/${code}/received`)
    match(done.text, new RegExp(`${code}.*Thứ Sáu 06/3/2026, 10 giờ`, 's'))
  })

  it('makes one dossier of a double click, even when both arrive at once', async () => {
    const form = { ...(await formFor()), ...person, press: 'accept' }
    const answers = await Promise.all([desk.as(11).post(newPath, form), desk.as(11).post(newPath, form), desk.as(11).post(newPath, form)])
    equal(new Set(answers.map((a) => a.to)).size, 1)
    equal((await desk.as(11).post(newPath, form)).to, answers[0]?.to)
  })

  it('refuses papers that nobody has looked at, and keeps everything typed', async () => {
    const answer = await receive({ ...person, 'all-present': [], address: 'Thôn Đồng Quýt' })
    equal(answer.status, 409)
    match(answer.text, /Còn thiếu giấy tờ: Đơn đề nghị cấp giấy phép thăm dò/)
    match(answer.text, /value="Thôn Đồng Quýt"/)
  })

  it('asks to complete with the papers marked as missing', async () => {
    const fields = {
      ...person,
      'c1-present': 'yes',
      'c2-present': 'no',
      'c3-present': 'yes',
      'all-present': [],
      contact: 'Phạm Thị Ví Dụ, 0200 000 000',
    }
    const answer = await receive(fields, 'ask')
    equal(answer.status, 303)
    const { state } = await row(codeOf(answer))
    deepEqual(state.requests[0].items, [{ what: 'Đề án thăm dò khoáng sản', why: 'Thành phần hồ sơ của thủ tục, chưa nộp' }])
  })

  it('asks once, so it wants every paper looked at and somebody to call', async () => {
    const answer = await receive({ ...person, 'all-present': [], 'c2-present': 'no', contact: 'Phạm Thị Ví Dụ' }, 'ask')
    equal(answer.status, 422)
    match(answer.text, /Kiểm hết giấy tờ trước/)
    match(answer.text, /số điện thoại của người hướng dẫn/)
  })

  it('refuses to receive only with a reason and its legal basis', async () => {
    equal((await receive({ ...person, reason: 'Không thuộc thẩm quyền' }, 'refuse')).status, 422)
    const answer = await receive({ ...person, reason: 'Không thuộc thẩm quyền', basis: 'Điều 5 Quy định (mẫu)' }, 'refuse')
    equal((await row(codeOf(answer))).status, 3)
  })

  it('adds rows to the request by a button, without script, and keeps what was typed', async () => {
    const answer = await receive({ ...person, what: ['Bản đồ', ''], why: ['thiếu tọa độ', ''] }, 'add-item')
    equal(answer.status, 422)
    match(answer.text, /id="what-3"/)
    match(answer.text, /value="thiếu tọa độ"/)
  })

  it('fills in a known applicant, whose number stands in no address and no journal', async () => {
    await received({ address: 'Thôn Đồng Quýt, xã An Bình' })
    const answer = await receive({ kind: 'person', identity: '001 199 000 001' }, 'look-up')
    match(answer.text, /Đã có trong hệ thống: Trần Thị Mẫu/)
    match(answer.text, /value="Thôn Đồng Quýt, xã An Bình"/)
    match(answer.text, /Có thể trùng hồ sơ/)
    const known = await desk.as(11).post(`${newPath}/applicant`, { kind: 'person', identity: '001199000001' })
    equal(JSON.parse(known.text).phone, '0900000000')
    const { rows } = await base.owner.query(`select string_agg(body, ' ') as all from audit.entry`)
    doesNotMatch(rows[0].all, /001199000001|Trần Thị Mẫu/)
  })

  it('takes no number, phone or address of another shape', async () => {
    const bad = { ...person, identity: '12345', phone: '12', email: 'a@b', name: '…' }
    const { status, text } = await receive(bad)
    equal(status, 422)
    for (const sentence of [/có 12 chữ số/, /10 hoặc 11 chữ số/, /Địa chỉ thư không đúng/, /Ghi họ và tên/]) match(text, sentence)
    match((await receive({ ...person, kind: 'organisation', identity: '001199000001' })).text, /10 chữ số; của chi nhánh có 13/)
  })

  it('keeps names in one Unicode form, however the keyboard wrote them', async () => {
    const code = await received({
      name: 'Trần Thị Mẫu'.normalize('NFD'),
      subject: 'Mỏ Đá Xanh'.normalize('NFD'),
      'file-1': pdf('x', 'bản vẽ.pdf'.normalize('NFD')),
    })
    const { applicant_name, subject } = await row(code)
    deepEqual([applicant_name, subject, (await filesOf(code))[0].name], ['Trần Thị Mẫu', 'Mỏ Đá Xanh', 'bản vẽ.pdf'])
  })

  it('refuses a procedure without a published process in a sentence, and writes nothing', async () => {
    const before = await countOf('dossiers.dossier')
    const answer = await desk.as(11).post(newPath, { ...(await formFor()), ...person, procedure: '2', press: 'accept' })
    equal(answer.status, 409)
    match(answer.text, /chưa có quy trình nội bộ đang có hiệu lực/)
    equal(await countOf('dossiers.dossier'), before)
  })

  it('is not for officers who do not receive', async () => equal((await desk.as(22).get(newPath)).status, 403))
})

describe('Files of the form (tệp đính kèm)', () => {
  it('keeps those already uploaded when another one is wrong, and takes them at the second try', async () => {
    const first = await receive({ ...person, 'file-1': pdf('tốt', 'đơn.pdf'), 'file-2': new File(['MZ\u0000\u0001'], 'đề án.pdf') })
    equal(first.status, 422)
    match(first.text, /đề án.pdf: không nhận loại tệp này/)
    match(first.text, /Đã tải lên: đơn.pdf/)
    const hidden = hiddenOf(first.text)
    const second = await desk.as(11).post(newPath, { ...hidden, ...person, press: 'accept' })
    equal(second.status, 303)
    deepEqual(
      (await filesOf(codeOf(second))).map((f) => f.name),
      ['đơn.pdf'],
    )
  })

  it('lets one go', async () => {
    const first = await receive({ ...person, name: '', 'file-1': pdf('nhầm') })
    const { kept = '', ...hidden } = hiddenOf(first.text)
    const second = await desk.as(11).post(newPath, { ...hidden, ...person, kept, drop: kept, press: 'accept' })
    deepEqual(await filesOf(codeOf(second)), [])
  })

  it('opens no file by a token that is forged or somebody else’s', async () => {
    const first = await receive({ ...person, name: '', 'file-1': pdf('của tôi') })
    const { kept = '' } = hiddenOf(first.text)
    const [payload = ''] = kept.split('.')
    const forged = `${payload}.${'A'.repeat(43)}`
    for (const token of [forged, 'x', kept.replace(/^./, (c) => (c === 'W' ? 'X' : 'W'))]) {
      const answer = await receive({ ...person, kept: token })
      deepEqual(await filesOf(codeOf(answer)), [])
    }
  })

  it('refuses a file over the limit and a name that does not say what it is', async () => {
    const big = new File(['%PDF-', new Uint8Array(25 * 1024 * 1024)], 'lớn.pdf')
    const answer = await receive({ ...person, 'file-1': big, 'file-2': pdf('x', 'ảnh.png') })
    equal(answer.status, 422)
    match(answer.text, /lớn.pdf: quá lớn, mỗi tệp nhiều nhất 25 MB/)
    match(answer.text, /ảnh.png: đuôi tệp “png” không khớp nội dung \(PDF\)/)
  })

  it('keeps no path of a name', async () => {
    const code = await received({ 'file-1': pdf('x', '../../etc/cron.d/đơn\u202e.pdf') })
    equal((await filesOf(code))[0].name, 'đơn.pdf')
  })

  // What a real full disk answers is tested where files are written; here, what the officer then sees.
  it('says that the store is full, and keeps everything typed', async () => {
    const full = { ...desk.deps.files, put: async () => err({ kind: 'disk-full' as const }) }
    const { files } = desk.deps
    desk.deps.files = full
    try {
      const before = await countOf('dossiers.dossier')
      const answer = await receive({ ...person, 'file-1': pdf('x') })
      equal(answer.status, 422)
      match(answer.text, /kho tệp đã đầy/)
      match(answer.text, /value="Trần Thị Mẫu"/)
      equal(await countOf('dossiers.dossier'), before)
    } finally {
      desk.deps.files = files
    }
  })

  it('gives a file out as a download that nothing runs in, and notes who read it', async () => {
    const code = await received({ 'file-1': pdf('nội dung', 'đơn.pdf') })
    const [file] = await filesOf(code)
    const path = `/office/files/${code}/${file.attachment_id}`
    const answer = await desk.as(22).get(path)
    equal(answer.text, '%PDF-1.7\nnội dung')
    match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="don.pdf"; filename\*=UTF-8''%C4%91%C6%A1n.pdf$/)
    match(answer.headers.get('content-security-policy') ?? '', /sandbox/)
    match((await desk.as(22).get(`${path}?inline=1`)).headers.get('content-disposition') ?? '', /^inline/)
    const { rows } = await base.owner.query(`select officer_id, body from audit.entry where stream = 'reads' and kind = 'file-read'`)
    deepEqual([rows.length, rows[0].officer_id, JSON.parse(rows[0].body)], [2, 22, { code, attachment: file.attachment_id }])
    for (const wrong of [randomUUID(), '..%2f..%2fetc', 'x']) equal((await desk.as(22).get(`/office/files/${code}/${wrong}`)).status, 404)
    equal((await desk.as(51).get(path)).status, 403) // the administrator reads no dossiers
  })
})

describe('Acts on a dossier (việc trên hồ sơ)', () => {
  it('says who gets the dossier next and until when', async () => {
    const { text } = await open(11, await received(), 'complete-step')
    match(text, /Phân công<\/b>.*Phòng Khoáng sản, ai nhận trước thì làm.*Hạn bước ngày mai 10:00 \(1 ngày\)/s)
  })

  it('offers those who hold the role of the next step, with the work they hold', async () => {
    const { text } = await open(21, await carried(2), 'complete-step')
    match(text, /Lê Thẩm Định \(mẫu\), (chưa giữ việc nào|đang giữ \d+ việc)/)
    doesNotMatch(text, /Vũ Văn Thư/)
  })

  it('carries a dossier from the counter to its result, on time', async () => {
    const code = await carried(6)
    const { status, end_class, ended_at } = await row(code)
    deepEqual([status, end_class, ended_at.toISOString()], [9, 'early', '2026-03-02T04:00:00.000Z'])
    equal((await act(11, code, 'return-result', { channel: '1', receiver: 'applicant', isChecked: 'yes' })).status, 303)
    deepEqual((await row(code)).state.returned.to, 'người nộp, đã đối chiếu giấy tờ')
  })

  it('ends processing only with the result in hand, and says what is missing beside its field', async () => {
    const code = await carried(5)
    const without = await act(31, code, 'complete-step', { opinion: 'Ký' })
    equal(without.status, 409)
    match(without.text, /phải ghi kết quả/)
    const half = await act(31, code, 'complete-step', { opinion: 'Ký', number: '15/GP', date: '2026-02-30' })
    equal(half.status, 422)
    match(half.text, /Ngày không có thật/)
  })

  it('goes through a waiting step, in which the clock stands', async () => {
    const code = await carried(3)
    match((await open(22, code, 'complete-step')).text, /Qua bước chờ: Chờ bổ sung bản vẽ/)
    equal((await act(22, code, 'complete-step', { opinion: 'Chờ bản vẽ', through: '4' })).status, 303)
    yes((await row(code)).stopped_at)
    match((await open(22, code, 'complete-step')).text, /Đồng hồ đang đứng/)
    equal((await act(22, code, 'complete-step', { opinion: 'Đã có bản vẽ' })).status, 303)
    equal((await row(code)).stopped_at, null)
  })

  it('lays files to the step and to the result', async () => {
    const code = await carried(5)
    const fields = {
      opinion: 'Ký',
      number: '16/GP',
      date: '2026-03-02',
      title: 'Giấy phép',
      'file-step': pdf('tờ trình'),
      'file-result': pdf('giấy phép'),
    }
    equal((await act(31, code, 'complete-step', fields)).status, 303)
    deepEqual((await filesOf(code)).map((f) => [f.kind, f.place]).sort(), [
      ['result', '5'],
      ['step', '5'],
    ])
  })

  it('lets a colleague of the unit take, get and pass a step, and the head reassign it', async () => {
    const code = await carried(2)
    equal((await act(21, code, 'take-step')).status, 303)
    equal((await act(21, code, 'complete-step', { opinion: 'Giao', nextOfficerId: '22' })).status, 303)
    equal((await act(22, code, 'hand-over', { to: '23', reason: 'Đi công tác' })).status, 303)
    equal((await act(21, code, 'reassign', { to: '22', reason: 'Đã về' })).status, 303)
    equal((await act(22, code, 'send-back', { reason: 'Nhầm lĩnh vực' })).status, 303)
    deepEqual((await row(code)).state.running[0].step, '2')
    equal((await act(22, code, 'hand-over', { reason: '' })).status, 422)
  })

  it('completes the papers of a dossier that was sent home, then accepts it and starts the clock', async () => {
    desk.clock.now = at('02 10:00')
    const fields = {
      ...person,
      'c1-present': 'yes',
      'c2-present': 'no',
      'c3-present': 'yes',
      'all-present': [],
      contact: 'Ví Dụ, 0200 000 000',
    }
    const code = codeOf(await receive(fields, 'ask'))
    match((await open(11, code, 'accept')).text, /Đang chờ người nộp bổ sung theo phiếu 02/)
    match((await open(11, code, 'ask-to-complete')).text, /chỉ được yêu cầu bổ sung một lần/)
    equal((await act(11, code, 'complete-papers')).status, 409)
    desk.clock.now = at('04 09:00')
    equal((await act(11, code, 'complete-papers', { 'c2-present': 'yes', 'file-2': pdf('đề án') })).status, 303)
    match((await open(11, code, 'accept')).text, /Thứ Ba 10\/3 09:00/)
    equal((await act(11, code, 'accept')).status, 303)
    equal((await row(code)).due_at.toISOString(), '2026-03-10T02:00:00.000Z')
  })

  it('returns by post only with a tracking number, and to others only with their paper', async () => {
    const code = await carried(6)
    match((await act(11, code, 'return-result', { channel: '3' })).text, /Ghi số hiệu bưu gửi/)
    const other = await act(11, code, 'return-result', { channel: '1', receiver: 'other' })
    for (const sentence of [/Ghi họ tên người nhận thay/, /Ghi giấy ủy quyền/, /Đối chiếu giấy tờ tùy thân/]) match(other.text, sentence)
    equal((await act(11, code, 'return-result', { channel: '3', tracking: 'ee123456789vn' })).status, 303)
    equal((await row(code)).state.returned.to, 'EE123456789VN')
  })

  it('has one effect of a double click', async () => {
    const code = await carried(2)
    const form = { ...hiddenOf((await open(21, code, 'complete-step')).text), opinion: 'Giao' }
    const answers = await Promise.all(Array.from({ length: 3 }, () => desk.as(21).post(`/office/dossiers/${code}/complete-step`, form)))
    deepEqual(
      answers.map((a) => a.status),
      [303, 303, 303],
    )
    equal((await row(code)).state.done.length, 2)
  })

  it('tells the second of two officers what happened meanwhile, and keeps what they wrote', async () => {
    const code = await carried(3)
    const page = hiddenOf((await open(22, code, 'complete-step')).text)
    equal((await act(21, code, 'reassign', { to: '23', reason: 'Chuyên viên đi học' })).status, 303)
    const late = await desk
      .as(22)
      .post(`/office/dossiers/${code}/complete-step`, { ...page, opinion: 'Hồ sơ đạt yêu cầu', 'file-step': pdf('x', 'tờ trình.pdf') })
    equal(late.status, 409)
    match(late.text, /vừa được người khác cập nhật/)
    match(late.text, /Phân công lại bước “Thẩm định” cho Hoàng Minh Họa \(mẫu\): Chuyên viên đi học/)
    match(late.text, /Hồ sơ đạt yêu cầu<\/textarea>/)
    match(late.text, /Đã tải lên: tờ trình.pdf/)
    match(late.text, /đang do Hoàng Minh Họa \(mẫu\)/)
  })

  it('lets one of two win who send at the same moment', async () => {
    const code = await carried(3)
    const [mine, heads] = [hiddenOf((await open(22, code, 'complete-step')).text), hiddenOf((await open(21, code, 'reassign')).text)]
    const answers = await Promise.all([
      desk.as(22).post(`/office/dossiers/${code}/complete-step`, { ...mine, opinion: 'Đạt' }),
      desk.as(21).post(`/office/dossiers/${code}/reassign`, { ...heads, to: '23', reason: 'Chia việc' }),
    ])
    deepEqual(answers.map((a) => a.status).sort(), [303, 409])
  })

  it('says in whose place somebody acts, and the journal names both', async () => {
    const code = await carried(2)
    const acting = desk.as(22, [{ unitId: 2, role: 'unit-head', onBehalfOf: 21 }])
    const page = await acting.get(`/office/dossiers/${code}/complete-step`)
    match(page.text, /làm thay Trần Trưởng Phòng \(mẫu\)/)
    equal(
      (await acting.post(`/office/dossiers/${code}/complete-step`, { ...hiddenOf(page.text), opinion: 'Giao', nextOfficerId: '22' }))
        .status,
      303,
    )
    const { rows } = await base.owner.query(
      `select officer_id, on_behalf_of from audit.entry where stream = $1 order by seq desc limit 1`,
      [`dossier/${code}`],
    )
    deepEqual([rows[0].officer_id, rows[0].on_behalf_of], [22, 21])
  })

  it('refuses a step by somebody without the role, though the form was made by hand', async () => {
    const code = await carried(3)
    const { version } = await row(code)
    const form = { csrf: 'x', key: randomUUID(), seen: String(version), step: '3', opinion: 'Tôi làm' }
    const answer = await desk.as(41).post(`/office/dossiers/${code}/complete-step`, form)
    equal(answer.status, 409)
    match(answer.text, /đang do Lê Thẩm Định \(mẫu\)/)
    equal((await desk.as(41).post(`/office/dossiers/${code}/reassign`, { ...form, to: '41', reason: 'x' })).status, 403)
    equal((await desk.as(22).post(`/office/dossiers/${code}/return-result`, { ...form, channel: '1' })).status, 403)
    equal((await row(code)).version, version)
  })

  it('refuses an officer of another role as the next one, and a step that is not in the process', async () => {
    const code = await carried(2)
    match(
      (await act(21, code, 'complete-step', { opinion: 'x', nextOfficerId: '41' })).text,
      /Vũ Văn Thư \(mẫu\) không giữ vai trò của bước sau/,
    )
    const answer = await act(21, code, 'complete-step', { opinion: 'x', step: 'no-such' })
    equal(answer.status, 409)
    match(answer.text, /không có ai đang làm/)
  })

  it('knows no dossier of another shape or agency', async () => {
    for (const code of ['H56.12-260302-9999', 'x', '..%2f']) equal((await open(11, code, 'accept')).status, 404)
  })

  it('says 503 while the database is away, writes nothing, and the same form works afterwards', async () => {
    const code = await carried(2)
    const form = { ...hiddenOf((await open(21, code, 'complete-step')).text), opinion: 'Giao' }
    const { db } = desk.deps
    const gone = openDatabase({ host: '127.0.0.1', port: 1, max: 1 })
    desk.deps.db = gone
    try {
      equal((await desk.as(21).post(`/office/dossiers/${code}/complete-step`, form)).status, 503)
    } finally {
      desk.deps.db = db
      await gone.close()
    }
    equal((await desk.as(21).post(`/office/dossiers/${code}/complete-step`, form)).status, 303)
  })
})

describe('The acts in English (trang tiếng Anh)', () => {
  const reading = (officer: number) => desk.as(officer, undefined, 'en')
  const page = async (officer: number, code: string, name: string) => (await reading(officer).get(`/office/dossiers/${code}/${name}`)).text

  it('shows the counter, and the parts that are fetched while one types', async () => {
    desk.clock.now = at('02 10:00')
    const choose = (await reading(11).get(newPath)).text
    match(choose, /<h1[^>]*>Receive a dossier<\/h1>/)
    doesNotMatch(choose, /Tiếp nhận hồ sơ|Thủ tục/)
    const form = (await reading(11).get(`${newPath}?procedure=1`)).text
    match(form, /Applicant<.*Papers<.*Cannot be accepted yet\?<.*Accept \(form 01\)/s)
    doesNotMatch(form, /Người nộp|Giấy tờ|Yêu cầu bổ sung/)
    match((await reading(11).get(`${newPath}/procedures?q=zzz`)).text, /No procedure matches “zzz”/)
    match((await reading(11).get(`${newPath}/due?procedure=1`)).text, /Fri 6 Mar 10:00.*If accepted now; the limit is 4 working days\./s)
  })

  it('says which time will be promised by an acceptance', async () => {
    desk.clock.now = at('02 10:00')
    const asked = {
      ...person,
      'c1-present': 'yes',
      'c2-present': 'no',
      'c3-present': 'yes',
      'all-present': [],
      contact: 'Ví Dụ, 0200 000 000',
    }
    const code = codeOf(await receive(asked, 'ask'))
    match(await page(11, code, 'accept'), /The limit is 4 working days\..*Waiting since .* for the applicant/s)
    equal((await act(11, code, 'complete-papers', { 'c2-present': 'yes' })).status, 303)
    match(await page(11, code, 'accept'), /The limit is 4 working days\. If accepted now, the dossier is due <b>Fri 6 Mar 10:00<\/b>/)
  })

  it('says what is missing, at the counter and in an act', async () => {
    const form = hiddenOf((await reading(11).get(`${newPath}?procedure=1`)).text)
    const refused = await reading(11).post(newPath, { ...form, ...person, name: '', phone: '12', press: 'accept' })
    equal(refused.status, 422)
    match(refused.text, /Enter the full name\..*A telephone number has 10 or 11 digits/s)
    doesNotMatch(refused.text, /Ghi họ và tên/)
    const code = await carried(3)
    const half = { ...hiddenOf(await page(22, code, 'complete-step')), opinion: '', number: '1' }
    const answer = await reading(22).post(`/office/dossiers/${code}/complete-step`, half)
    equal(answer.status, 422)
    match(answer.text, /Enter your opinion\./)
    doesNotMatch(answer.text, /Ghi ý kiến xử lý/)
  })

  it('shows every act under its English name', async () => {
    const [code, ended] = [await carried(3), await carried(6)]
    for (const [officer, name, title, vietnamese] of [
      [22, 'complete-step', 'Complete the step: Thẩm định', /Hoàn thành bước|Ý kiến xử lý|Sau khi gửi/],
      [22, 'hand-over', 'Hand over', /Chuyển người xử lý|Người nhận|Lý do/],
      [21, 'reassign', 'Reassign', /Phân công lại|Người nhận/],
      [22, 'send-back', 'Send back', /Trả lại bước trước|Lý do/],
      [22, 'take-step', 'Take the step', /Nhận việc|Nhận bước này/],
      [11, 'accept', 'Accept the dossier', /Tiếp nhận hồ sơ|Thời hạn/],
      [11, 'refuse', 'Refuse the dossier', /Từ chối tiếp nhận|Căn cứ/],
      [11, 'ask-to-complete', 'Ask to complete', /Yêu cầu bổ sung|Người hướng dẫn/],
      [11, 'complete-papers', 'Take in the added papers', /Ghi nhận giấy tờ|Đã nộp/],
    ] as const) {
      const text = await page(officer, code, name)
      match(text, new RegExp(`<h1[^>]*>${title}</h1>`))
      doesNotMatch(text, vietnamese)
    }
    const text = await page(11, ended, 'return-result')
    match(text, /<h1[^>]*>Return the result<\/h1>.*Processing ended today 11:00, early/s)
    doesNotMatch(text, /Trả kết quả|Cách trả|Người nhận/)
  })

  it('writes records in Vietnamese, whoever writes them', async () => {
    const code = await carried(6)
    const form = hiddenOf(await page(11, code, 'return-result'))
    const fields = { ...form, channel: '1', receiver: 'applicant', isChecked: 'yes' }
    equal((await reading(11).post(`/office/dossiers/${code}/return-result`, fields)).status, 303)
    equal((await row(code)).state.returned.to, 'người nộp, đã đối chiếu giấy tờ')
  })
})

describe('Papers of a dossier (in giấy tờ)', () => {
  const print = (code: string, paper: string) => desk.as(22).get(`/office/dossiers/${code}/print/${paper}`)
  it('prints each paper once it exists, to be read in the browser under its own name', async () => {
    const code = await carried(6)
    for (const [paper, name] of [
      ['receipt?sheet=1', 'giay-tiep-nhan'],
      ['control-slip', 'phieu-kiem-soat'],
    ] as const) {
      const { status, bytes, headers } = await print(code, paper)
      deepEqual([status, bytes.subarray(0, 5).toString(), headers.get('content-type')], [200, '%PDF-', 'application/pdf'])
      match(headers.get('content-disposition') ?? '', new RegExp(`^inline; filename="${name}-${code}.pdf"`))
    }
    for (const paper of ['request', 'refusal']) equal((await print(code, paper)).status, 409)
  })
  it('prints the refusal and the request', async () => {
    const refused = codeOf(await receive({ ...person, reason: 'Không thuộc thẩm quyền', basis: 'Điều 5 (mẫu)' }, 'refuse'))
    equal((await print(refused, 'refusal')).status, 200)
    match((await print(refused, 'receipt')).text, /chưa được tiếp nhận/)
    const fields = { ...person, what: ['Bản đồ'], why: ['thiếu tọa độ'], contact: 'Ví Dụ, 0200 000 000' }
    equal((await print(codeOf(await receive(fields, 'ask')), 'request')).status, 200)
  })
})
