import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { permissions } from '../../src/modules/org/model.ts'
import { zipOf } from '../../src/platform/office-file/zip.example.ts'
import { type Answered, type Caller, caller, type Fields, pdfFile } from '../stories/caller.ts'
import { type House, openHouse } from '../stories/house.ts'

/*
 * Bad input: a clear sentence in Vietnamese, nothing half done. Through the whole product here; each rule is tried where it stands too:
 *
 *   malformed JSON             here
 *   XLSX that is a ZIP bomb    here · src/platform/office-file/workbook.test.ts
 *   file over the limit        here (whole request) · src/platform/files.test.ts, src/modules/dossiers/acting/acts.test.ts (one file)
 *   wrong type by its bytes    here · src/platform/files.test.ts
 *   path tricks in names       here · src/platform/files.test.ts, src/modules/procedures/routes.test.ts
 *   NFD text                   here · src/kernel/fold.test.ts, src/modules/procedures/process-file.test.ts
 *   a code that exists         here (dossier) · src/modules/procedures/import/plan.test.ts, src/modules/accounts/administer/administer.test.ts
 *   no published process       here · src/modules/dossiers/acting/acts.test.ts
 *   a step without the role    here · src/modules/dossiers/carry.test.ts
 *   an unpublished year        here · src/modules/clock/due.test.ts
 *   lost database              tests/house/away.test.ts
 *   full disk                  here (for files, and under the database) · src/platform/files.test.ts (a disk that is full)
 */
describe('Bad input (đầu vào xấu)', () => {
  let house: House
  let counter: Caller
  let admin: Caller
  let token: string
  const disk = { isFull: false }
  before(async () => {
    house = await openHouse({
      files: (real) => ({
        ...real,
        put: async (...asked) => (disk.isFull ? { ok: false, error: { kind: 'disk-full' } } : real.put(...asked)),
      }),
    })
    ;[counter, admin, token] = await Promise.all([
      caller(house.base, 'motcua1'),
      caller(house.base, 'quantri'),
      house.department.token('motcua1', permissions),
    ])
  })
  after(async () => {
    await house?.close()
    deepEqual(house?.bugs, [])
  })

  const counted = async () => {
    const [row] = await house.rows<{ n: number }>(
      `select (select count(*) from dossiers.dossier)::int + (select count(*) from applicants.applicant)::int + (select count(*) from dossiers.attachment)::int
       + (select count(*) from audit.entry where stream like 'dossier/%')::int + (select count(*) from procedures.procedure)::int + (select count(*) from org.unit)::int as n`,
    )
    return row?.n
  }
  /** Runs something refused, and sees that nothing was written. */
  async function nothingDone<T>(act: () => Promise<T>): Promise<T> {
    const before = await counted()
    const answer = await act()
    equal(await counted(), before, 'something was half done')
    return answer
  }
  const post = async (path: string, body: string | object, { bearer = token, key = randomUUID() as string } = {}) => {
    const answer = await fetch(`${house.base}/api/v1${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }
  const vietnamese = /[ạ-ỹđơưăâêô]/i
  const intake = (more: object = {}) => ({
    procedureId: house.department.procedures.get('thu-cap-doi'),
    applicant: { kind: 'person', name: 'Trần Thị Xấu (mẫu)', phone: '0900000999' },
    channelIn: 1,
    channelOut: 1,
    components: [
      { no: 1, name: 'Đơn đề nghị cấp đổi', originals: 1, copies: 0, isPresent: true },
      { no: 2, name: 'Giấy chứng nhận đã cấp', originals: 1, copies: 0, isPresent: true },
    ],
    verdict: { kind: 'accept' },
    ...more,
  })
  const page = () => `/office/dossiers/new?procedure=${house.department.procedures.get('thu-cap-doi')}`
  const receive = (more: Fields = {}) =>
    counter.send(page(), '/office/dossiers/new', {
      kind: 'person',
      name: 'Trần Thị Xấu (mẫu)',
      phone: '0900 000 999',
      'all-present': 'yes',
      press: 'accept',
      ...more,
    })
  const codeOf = ({ to }: Answered) => /H99[^/]+/.exec(to ?? '')?.[0] ?? ''

  it('malformed JSON: 400, and every field named where the JSON is right but the question is not', async () => {
    for (const bad of ['{"a":', '', 'null', '[]', '{"procedureId":1e999}', '"\\ud800"']) {
      const { status, body } = await nothingDone(() => post('/dossiers', bad))
      ok(status === 400 || status === 422, `${bad}: ${status}`)
      match(body.detail ?? '', vietnamese)
    }
    const { body } = await post('/dossiers', intake({ channelIn: 9, applicant: { kind: 'person', name: '' } }))
    const fields = (body.faults as unknown as { field: string; message: string }[]).map(({ field }) => field)
    deepEqual(fields.sort(), ['applicant.name', 'channelIn'])
  })

  it('a ZIP bomb that calls itself XLSX: refused unopened, in every place that takes a workbook', async () => {
    const bomb = zipOf([{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(300 * 1024 * 1024), declares: 1000 }])
    ok(bomb.length < 1024 * 1024)
    const file = new File([bomb.slice()], 'danh-sach.xlsx')
    for (const [at, name] of [
      ['/office/org/import', 'file'],
      ['/office/procedures/import', 'files'],
    ] as const) {
      const used = process.memoryUsage().rss
      const answer = await nothingDone(() => admin.send(at, at, { [name]: file }))
      // An import of processes shows each file with its faults before anything is written.
      const shown = answer.status === 303 ? await admin.get(answer.to ?? '') : answer
      ok(shown.status < 500, `${at}: ${shown.status}`)
      match(shown.text, /quá lớn|không đọc được|giải nén|không phải|hỏng/i, at)
      ok(process.memoryUsage().rss - used < 250 * 1024 * 1024, `${at} was unpacked`)
    }
  })

  it('a request over the limit: 413 in words, in the API and in the office', async () => {
    const { status, body } = await nothingDone(() => post('/dossiers', JSON.stringify(intake({ subject: 'x'.repeat(1_100_000) }))))
    equal(status, 413)
    match(body.detail ?? '', vietnamese)
    const { status: office, text } = await nothingDone(() => admin.post('/office/org/units/new', { csrf: 'x', name: 'x'.repeat(300_000) }))
    equal(office, 413)
    match(text, vietnamese)
  })

  it('a file that is not what it says: refused by its bytes, what was typed stays', async () => {
    for (const file of [
      new File(['MZ\u0090\u0000 program'], 'don.pdf', { type: 'application/pdf' }),
      new File(['<html><script>alert(1)</script>'], 'don.pdf', { type: 'application/pdf' }),
      new File(['%PDF-1.7\n'], 'anh.png', { type: 'image/png' }),
    ]) {
      const answer = await nothingDone(() => receive({ 'file-1': file }))
      equal(answer.status, 422)
      match(answer.text, /value="Trần Thị Xấu \(mẫu\)"/)
      match(answer.text, new RegExp(`${file.name}: `))
    }
  })

  it('path tricks in names: only the last part is kept, and opens nothing else', async () => {
    const answer = await receive({ 'file-1': pdfFile('đường', '../../../etc/passwd/..\\..\\đơn\u0000.pdf') })
    equal(answer.status, 303)
    const rows = await house.rows<{ name: string; attachment_id: string }>(
      'select name, attachment_id from dossiers.attachment where code = $1',
      [codeOf(answer)],
    )
    ok(rows.length === 1 && !/[\\/]|\.\./.test(rows[0]?.name ?? '/'), JSON.stringify(rows))
    for (const path of [
      `/office/dossiers/${codeOf(answer)}/files/..%2f..%2fkey`,
      '/office/dossiers/..%2f..%2fkey',
      '/office/dossiers/%00',
      '/thu-tuc/1/..%2f..',
      '/assets/..%5c..%5cpackage.json',
    ]) {
      const { status, text } = await counter.get(path)
      ok(status === 404 || status === 400, `${path}: ${status}`)
      ok(!text.includes('"dependencies"'))
    }
  })

  it('NFD text: kept in one form, found however it is typed', async () => {
    const name = 'Nguyễn Thị Tổ Hợp (mẫu)'
    ok(name.normalize('NFD') !== name)
    const byForm = codeOf(await receive({ name: name.normalize('NFD'), subject: 'Thửa đất số 7'.normalize('NFD') }))
    const byApi = (await post('/dossiers', intake({ applicant: { kind: 'person', name: name.normalize('NFD'), phone: '0900000998' } })))
      .body.code
    const rows = await house.rows<{ applicant_name: string }>('select applicant_name from dossiers.dossier where code in ($1, $2)', [
      byForm,
      byApi,
    ])
    deepEqual(
      rows.map((r) => r.applicant_name),
      [name, name],
    )
    const found = await counter.get(`/office/search?q=${encodeURIComponent('tổ hợp'.normalize('NFD'))}`)
    for (const code of [byForm, byApi]) ok(found.text.includes(code ?? '?'))
  })

  it('a code that exists: passed over, the next one is given', async () => {
    const first = codeOf(await receive())
    // The counter stands behind the codes given out, as after an import of old dossiers of that day.
    await house.rows("update platform.counter set last = last - 3 where name like 'dossier/%'")
    const answers = await Promise.all([receive({ name: 'Trần Thị Trùng Một (mẫu)' }), receive({ name: 'Trần Thị Trùng Hai (mẫu)' })])
    deepEqual(
      answers.map(({ status }) => status),
      [303, 303],
    )
    const codes = answers.map(codeOf)
    equal(new Set([first, ...codes]).size, 3)
    const rows = await house.rows<{ code: string }>(
      "select code from dossiers.dossier where applicant_name like 'Trần Thị Trùng%' order by code",
    )
    deepEqual(
      rows.map(({ code }) => code),
      codes.sort(),
    )
  })

  it('a procedure without a published process: refused by name, nothing written', async () => {
    const [draft] = await house.rows<{ procedure_id: number }>(`select procedure_id from procedures.procedure where key = 'thu-nhap-loi'`)
    for (const procedureId of [draft?.procedure_id, 999_999]) {
      const { status, body } = await nothingDone(() => post('/dossiers', intake({ procedureId })))
      equal(status, 409)
      equal(body.type, '/problems/no-published-process')
      match(body.detail ?? '', vietnamese)
    }
    const answer = await nothingDone(() => receive({ procedure: String(draft?.procedure_id) }))
    equal(answer.status, 409)
    match(answer.text, /role="alert"/)
  })

  it('a step by somebody without the role: refused, nobody’s opinion is written', async () => {
    const code = codeOf(await receive())
    const stranger = await house.department.token('chuyenvien1', permissions)
    for (const [act, body] of [
      ['complete-step', { step: '1', opinion: 'Không phải việc của tôi' }],
      ['take', { step: '1' }],
      ['send-back', { step: '1', reason: 'Không phải việc của tôi' }],
    ] as const) {
      const { status, body: said } = await nothingDone(() => post(`/dossiers/${code}/${act}`, body, { bearer: stranger }))
      equal(status, 403, act)
      match(said.detail ?? '', vietnamese)
    }
    const officer = await caller(house.base, 'chuyenvien1')
    const form = { ...(await counter.hidden(`/office/dossiers/${code}/complete-step?step=1`)), opinion: 'Không phải việc của tôi' }
    const { csrf = '' } = Object.fromEntries(
      [...(await officer.get('/office/account')).text.matchAll(/name="(csrf)" value="([^"]+)"/g)].map(([, n, v]) => [n, v]),
    ) as Record<string, string>
    const answer = await nothingDone(() => officer.post(`/office/dossiers/${code}/complete-step`, { ...form, csrf, key: randomUUID() }))
    ok([403, 409].includes(answer.status), String(answer.status))
  })

  it('a due time two years past the published calendar: refused with the day, what was typed stays', async () => {
    const real = house.clock.now
    try {
      house.at('2027-12-30T10:00')
      const late = await caller(house.base, 'motcua1')
      const form = await late.hidden(page())
      const typed = { ...form, kind: 'person', name: 'Trần Thị Xa (mẫu)', phone: '0900 000 997', 'all-present': 'yes', press: 'accept' }
      const answer = await nothingDone(() => late.post('/office/dossiers/new', typed))
      ok([409, 422].includes(answer.status), String(answer.status))
      match(answer.text, /Chưa (tính được|có lịch)|chưa (công bố|có lịch)/)
      match(answer.text, /value="Trần Thị Xa \(mẫu\)"/)
      const bearer = await house.department.token('motcua1', permissions, house.clock.now)
      const api = await nothingDone(() => post('/dossiers', intake(), { bearer }))
      equal(api.status, 409)
      match(api.body.detail ?? '', /lịch/)
    } finally {
      house.clock.now = real
    }
  })

  it('a full disk: said in words, nothing half done, and the same form works once there is room', async () => {
    const form = {
      ...(await counter.hidden(page())),
      kind: 'person',
      name: 'Trần Thị Đầy (mẫu)',
      phone: '0900 000 996',
      'all-present': 'yes',
      press: 'accept',
    }
    const file = pdfFile('đầy')
    disk.isFull = true
    try {
      const answer = await nothingDone(() => counter.post('/office/dossiers/new', { ...form, 'file-1': file }))
      equal(answer.status, 422)
      match(answer.text, /kho tệp đã đầy/)
    } finally {
      disk.isFull = false
    }
    equal((await counter.post('/office/dossiers/new', { ...form, 'file-1': file })).status, 303)
  })

  it('a full disk under the database itself: 503, nothing half done, and the same form works once there is room', async () => {
    const form = {
      ...(await counter.hidden(page())),
      kind: 'person',
      name: 'Trần Thị Chật (mẫu)',
      phone: '0900 000 995',
      'all-present': 'yes',
      press: 'accept',
    }
    // What PostgreSQL says when a table cannot grow; with a real full disk it was tried by hand.
    await house.rows(`create function public.full_disk() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`)
    await house.rows('create trigger full_disk before insert on dossiers.holding for each row execute function public.full_disk()')
    try {
      const answer = await nothingDone(() => counter.post('/office/dossiers/new', form))
      equal(answer.status, 503)
      match(answer.text, /Chưa có gì bị mất/)
      const api = await nothingDone(() => post('/dossiers', intake()))
      equal(api.status, 503)
      match(api.body.detail ?? '', /chưa có gì được ghi/)
    } finally {
      await house.rows('drop trigger full_disk on dossiers.holding')
    }
    equal((await counter.post('/office/dossiers/new', form)).status, 303)
  })
})
