import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { missing, pdfsig, sampleDecision } from '../../src/modules/signing/signing.fixture.ts'
import type { TestPki } from '../../src/modules/signing/testing.adapter.ts'
import { arrives, look, pdfAt, says, story } from './browser.ts'
import { wordsOf } from './paper.ts'
import { approvedLetter, p12, passPhrase, ready, trustedPki } from './signing.ts'

const list = '/office/documents/out'
const letters = 6

/** A leader signs what waits in one act, the records clerk numbers and seals it in one: each document has its own entry. */
story('Lãnh đạo ký, văn thư đóng dấu nhiều văn bản trong một lần', {}, (stage) => {
  let pki: TestPki
  before(async () => {
    pki = await trustedPki(stage.folder)
    await ready(stage, pki)
    const appendix = new File([Uint8Array.from(await sampleDecision())], 'phu-luc.pdf', { type: 'application/pdf' })
    for (let i = 1; i <= letters; i++) await approvedLetter(stage, `công văn số thứ tự ${i}`, i === 1 ? { 'file-appendix': appendix } : {})
  })
  after(() => pki?.close())

  const states = async () => {
    const rows = await stage.rows<{ status: string; n: number }>(
      'select status, count(*)::int as n from documents.outgoing group by status order by status',
    )
    return Object.fromEntries(rows.map(({ status, n }) => [status, n]))
  }
  const entries = async (kind: string) =>
    (await stage.rows(`select 1 from audit.entry where stream like 'outgoing/%' and kind = '${kind}'`)).length

  it('the leader opens it from what waits for them; a wrong pass-phrase signs nothing and keeps the choice', async () => {
    const leader = await stage.officer('giamdoc')
    await leader.goto(list)
    await leader.getByRole('link', { name: 'Ký nhiều văn bản' }).click()
    await arrives(leader, `${list}/many/sign`)
    await look(leader, 'the choice')
    equal(await leader.locator('[name="ids"]:checked').count(), letters)
    await leader.locator('[name="ids"]').last().uncheck()
    await leader.locator('[name="keyFile"]').setInputFiles(p12(pki.person))
    await leader.locator('[name="passPhrase"]').fill('sai')
    await leader.getByRole('button', { name: 'Ký các văn bản đã chọn' }).click()
    await says(leader, 'Mật khẩu hoặc mã PIN không đúng.')
    equal(await leader.locator('[name="ids"]:checked').count(), letters - 1)
    deepEqual(await states(), { approved: letters })
  })

  it('signs all but one, without script, and sees what became of each', async () => {
    const signedIn = await stage.officer('giamdoc')
    const leader = await stage.somebody({ script: false })
    await leader.context().addCookies(await signedIn.context().cookies())
    await leader.goto(`${list}/many/sign`)
    await leader.locator('[name="ids"]').last().uncheck()
    await leader.locator('[name="keyFile"]').setInputFiles(p12(pki.person))
    await leader.locator('[name="passPhrase"]').fill(passPhrase)
    await leader.getByRole('button', { name: 'Ký các văn bản đã chọn' }).click()
    await arrives(leader, /many\/sign\/[0-9a-f-]{36}$/)
    // The page loads itself again until all is done.
    await says(leader, `${letters - 1} đã ký, 0 chưa ký được, 0 đang chờ.`)
    await look(leader, 'the outcome')
    deepEqual(await states(), { approved: 1, signed: letters - 1 })
    equal(await entries('signed'), letters - 1)
    const another = await stage.officer('truongphong')
    equal((await another.request.get(leader.url())).status(), 404, 'another’s act')
  })

  it('the clerk numbers and seals them in one act, without a gap', async () => {
    const clerk = await stage.officer('vanthu')
    await clerk.goto(list)
    await clerk.getByRole('link', { name: 'Cấp số, đóng dấu nhiều văn bản' }).click()
    await clerk.locator('[name="keyFile"]').setInputFiles(p12(pki.person))
    await clerk.locator('[name="passPhrase"]').fill(passPhrase)
    await clerk.getByRole('button', { name: 'Đóng dấu các văn bản đã chọn' }).click()
    // A leader's key in the seal's place: every file is refused by name, the numbers are kept for the next try.
    await says(clerk, `0 đã đóng dấu, ${letters - 1} chưa ký được, 0 đang chờ.`)
    await says(clerk, 'Chữ ký này phải là của cơ quan; chứng thư đã chọn là chứng thư cá nhân.')
    await look(clerk, 'all refused')
    equal(await clerk.getByRole('link', { name: 'Ký tiếp phần còn lại' }).count(), 1)
    await clerk.goto(`${list}/many/seal`)
    await clerk.locator('[name="keyFile"]').setInputFiles(p12(pki.agency))
    await clerk.locator('[name="passPhrase"]').fill(passPhrase)
    await clerk.getByRole('button', { name: 'Đóng dấu các văn bản đã chọn' }).click()
    await says(clerk, `${letters - 1} đã đóng dấu, 0 chưa ký được, 0 đang chờ.`)
    deepEqual(await states(), { approved: 1, sealed: letters - 1 })
    const numbers = await stage.rows<{ number: number }>('select number from documents.number order by number')
    deepEqual(
      numbers.map((row) => row.number),
      Array.from({ length: letters - 1 }, (_, i) => i + 1),
    )
    const standings = await stage.rows<{ standing: string }>(`select standing from documents.outgoing where status = 'sealed'`)
    ok(standings.every((row) => row.standing === 'two-valid'))
  })

  it('the appendix in a file of its own carries the agency’s signature', { skip: missing('pdfsig', '-v') }, async () => {
    const clerk = await stage.officer('vanthu')
    await clerk.goto(`${list}/1`)
    const appendix = await pdfAt(clerk, (await clerk.getByRole('link', { name: 'phu-luc.pdf' }).getAttribute('href')) ?? '')
    deepEqual(await pdfsig(appendix), [{ field: 'Appendix1', signer: 'Sở Thử Nghiệm', isValid: true, coversAll: true }])
    match(wordsOf(appendix) ?? '', /01\/STN-ĐĐ 2026-03-02T08:00:00\+07:00/)
  })

  it('has nothing left to seal, and one to sign', async () => {
    const clerk = await stage.officer('vanthu')
    await clerk.goto(`${list}/many/seal`)
    await says(clerk, 'Không có văn bản nào đang chờ')
    await look(clerk, 'nothing waits')
    const leader = await stage.officer('giamdoc')
    await leader.goto(`${list}/many/sign`)
    equal(await leader.locator('[name="ids"]').count(), 1)
    match((await leader.locator('[name="ids"]').getAttribute('aria-label')) ?? '', /công văn số thứ tự/)
  })
})
