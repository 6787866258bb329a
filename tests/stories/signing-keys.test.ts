import { deepEqual, equal, match } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { TestPki } from '../../src/modules/signing/testing.adapter.ts'
import { type Caller, caller } from './caller.ts'
import { type House, openHouse } from './house.ts'
import { approvedLetter, keptPicture, keyFields, pictures, ready, registered, set, trustedPki } from './signing.ts'

let house: House
let pki: TestPki
let clerk: Caller
let clerkInEnglish: Caller
let director: string
before(async () => {
  house = await openHouse()
  pki = await trustedPki(house.folder)
  clerk = await caller(house.base, 'vanthu')
  clerkInEnglish = await caller(house.base, 'vanthu', undefined, 'en')
  director = String(house.department.people.get('giamdoc'))
})
after(async () => {
  await pki?.close()
  await house?.close()
  deepEqual(house?.bugs, [])
})

const settings = '/office/documents/settings'
const count = async (table: string) => (await house.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n

describe('Settings of documents (thiết lập văn bản)', () => {
  it('are the records clerk’s alone', async () => {
    const other = await caller(house.base, 'chuyenvien1')
    equal((await other.get(settings)).status, 403)
    equal((await other.post(settings, { act: 'open-book' })).status, 403)
  })
  it('say in both languages what is still missing before anything is signed', async () => {
    match((await clerk.get(settings)).text, /Hình con dấu/)
    match((await clerkInEnglish.get(settings)).text, /The picture of the seal/)
  })
  it('open no book without a name', async () => {
    const nameless = await set(clerk, 'open-book', { name: ' ', direction: 'out' })
    equal(nameless.status, 422)
    match(nameless.text, /Ghi tên sổ\./)
    match((await set(clerkInEnglish, 'open-book', { name: '', direction: 'out' })).text, /Name the book\./)
    equal(await count('documents.book'), 0)
  })
  it('take letters in capitals only, and keep none of a form with a fault', async () => {
    const [land, office] = ['dat-dai', 'van-phong'].map((key) => `letters-${house.department.units.get(key)}`)
    const answer = await set(clerk, 'set-letters', { [String(land)]: 'đđ', [String(office)]: 'VP' })
    equal(answer.status, 422)
    match(answer.text, /Chữ in hoa, số, dấu &amp; hoặc -, tối đa 20 ký tự\./)
    match((await set(clerkInEnglish, 'set-letters', { [String(land)]: 'a/b' })).text, /Capitals, digits, &amp; or -, at most 20\./)
    equal(await count('documents.letters'), 0)
  })
  it('take no certificate that is none, is expired, or is of the other kind', async () => {
    const refused = async (answer: ReturnType<typeof registered>, words: RegExp) => {
      const { status, text } = await answer
      equal(status, 422)
      match(text, words)
    }
    const noneAtAll = { ...pki.person, certificate: Buffer.from('không phải chứng thư') as never }
    await refused(registered(clerk, noneAtAll, director), /Tệp không phải chứng thư số\./)
    await refused(registered(clerkInEnglish, noneAtAll, director), /The file is not a certificate\./)
    await refused(registered(clerk, pki.expired, director), /Chứng thư đã hết hạn lúc 00:00 01\/02\/2026\./)
    await refused(registered(clerkInEnglish, pki.expired, director), /The certificate expired at/)
    await refused(registered(clerk, pki.agency, director), /Chữ ký này phải do cá nhân ký/)
    await refused(registered(clerk, pki.person, ''), /Chữ ký này phải là của cơ quan/)
    await refused(set(clerk, 'register-certificate', { owner: '' }), /Chọn tệp chứng thư\./)
    equal(await count('signing.certificate'), 0)
  })
  it('take PNG pictures of a sensible size only', async () => {
    const text = { ...pictures.seal, name: 'dau.png', buffer: Buffer.from('không phải ảnh') }
    match((await keptPicture(clerk, text, '', '36')).text, /Chỉ nhận ảnh PNG tối đa 2 MB\./)
    match((await keptPicture(clerkInEnglish, text, '', '36')).text, /PNG pictures of at most 2 MB\./)
    for (const [millimetres, status] of [['4', 422], ['5', 303], ['120', 303], ['121', 422], ['x', 422]] as const) // biome-ignore format: a table
      equal((await keptPicture(clerk, pictures.seal, director, millimetres)).status, status, millimetres)
  })
  it('leave an entry in the journal for each change', async () => {
    const kinds = await house.rows<{ kind: string }>(`select distinct kind from audit.entry where stream = 'documents'`)
    deepEqual(
      kinds.map((row) => row.kind),
      ['picture-kept'],
    )
  })
})

describe('Signing with a key file (ký bằng tệp khóa)', () => {
  let path: string
  let leader: Caller
  let leaderInEnglish: Caller
  before(async () => {
    house.at('2026-01-20T08:00') // the expired certificate is still valid
    const early = await caller(house.base, 'vanthu')
    await registered(early, pki.expired, director)
    house.at('2026-03-02T08:00')
    leader = await caller(house.base, 'giamdoc')
    leaderInEnglish = await caller(house.base, 'giamdoc', undefined, 'en')
  })
  const sign = (by: Caller, typed: Parameters<Caller['send']>[2]) => by.send(path, `${path}/sign`, typed)
  const refusedAs = async (typed: Parameters<Caller['send']>[2], vietnamese: RegExp, english: RegExp) => {
    for (const [by, words] of [
      [leader, vietnamese],
      [leaderInEnglish, english],
    ] as const) {
      // biome-ignore format: a pair
      const answer = await sign(by, typed)
      equal(answer.status, 409, String(words))
      match(answer.text, words)
    }
    const [row] = await house.rows<{ status: string }>('select status from documents.outgoing order by document_id desc limit 1')
    equal(row?.status, 'approved', 'nothing is lost')
  }

  it('needs the agency’s seal to be kept: its place is left open by the first signature', async () => {
    path = await approvedLetter(house, 'thử khóa ký')
    await refusedAs(keyFields(pki.person), /Chưa có hình con dấu của cơ quan/, /The agency’s seal is not kept yet/)
    await ready(house, pki)
  })
  it('needs a key file', () =>
    refusedAs({ passPhrase: 'x' }, /Chọn tệp khóa \(\.p12\) hoặc thiết bị ký\./, /Choose a key file \(\.p12\) or a token\./))
  it('refuses a wrong pass-phrase', () =>
    refusedAs(keyFields(pki.person, 'sai'), /Mật khẩu hoặc mã PIN không đúng\./, /The pass-phrase or PIN is wrong\./))
  it('never shows a pass-phrase again', async () => {
    const { text } = await sign(leader, keyFields(pki.person, 'bí mật của tôi'))
    equal(text.includes('bí mật của tôi'), false)
  })
  it('takes a key file of 256 KB to be read, and none larger', async () => {
    const file = (bytes: number) => ({ keyFile: new File([new Uint8Array(bytes)], 'to.p12'), passPhrase: 'x' })
    await refusedAs(file(256 * 1024), /Không đọc được tệp khóa/, /The key file cannot be read/)
    await refusedAs(file(256 * 1024 + 1), /Tệp khóa quá lớn\./, /The key file is too large\./)
  })
  it('refuses an expired certificate', () =>
    refusedAs(keyFields(pki.expired), /Chứng thư đã hết hạn lúc 00:00 01\/02\/2026\./, /The certificate expired at/))
  it('refuses a revoked certificate', async () => {
    equal((await registered(clerk, pki.revoked, director)).status, 303)
    await refusedAs(keyFields(pki.revoked), /Chứng thư đã bị thu hồi lúc 08:00 01\/03\/2026\./, /The certificate was revoked at/)
  })
  it('refuses somebody else’s certificate, and one that nobody registered', async () => {
    await registered(clerk, pki.personOnCurve, String(house.department.people.get('truongphong')))
    await refusedAs(keyFields(pki.personOnCurve), /Chứng thư này đăng ký cho người khác\./, /registered for somebody else/)
    await refusedAs(keyFields(pki.stranger), /Chứng thư chưa được đăng ký trong cơ quan\./, /not registered with the agency/)
  })
  it('refuses one that was withdrawn', async () => {
    equal((await registered(clerk, pki.person, director)).status, 303)
    const [row] = await house.rows<{ sha256: string }>(`select sha256 from signing.certificate where subject = 'Trần Thử Cong'`)
    await set(clerk, 'withdraw-certificate', { sha256: String(row?.sha256) })
    await refusedAs(keyFields(pki.personOnCurve), /Chứng thư đã ngừng sử dụng từ/, /taken out of use/)
  })
  it('signs at last, once for the same form sent twice', async () => {
    const form = { ...(await leader.hidden(path)), ...keyFields(pki.person) }
    const [first, again] = [await leader.post(`${path}/sign`, form), await leader.post(`${path}/sign`, form)]
    deepEqual([first.status, again.status, again.to], [303, 303, path])
    equal(await count(`audit.entry where kind = 'signed'`), 1)
  })
  it('is the signatory’s alone: a certificate file of the clerk does not help', async () => {
    const other = await approvedLetter(house, 'thử người khác ký')
    const head = await caller(house.base, 'truongphong')
    const answer = await head.post(`${other}/sign`, {
      ...(await leader.hidden(other)),
      csrf: (await head.hidden(`${other}?act=remark`)).csrf ?? '',
      ...keyFields(pki.person),
    })
    equal(answer.status, 409)
    match(answer.text, /khóa ký không ai dùng thay/)
  })
})
