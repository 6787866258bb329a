import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Caller, caller, pdfFile } from '../stories/caller.ts'
import { type House, openHouse } from '../stories/house.ts'

describe('Messages of a dossier (thông báo của hồ sơ)', () => {
  let house: House
  let officer: Caller
  let code: string
  before(async () => {
    house = await openHouse({ now: '2026-03-02T08:00' })
    officer = await caller(house.base, 'motcua1')
    const page = `/office/dossiers/new?procedure=${house.department.procedures.get('thu-cap-doi')}`
    const typed = { name: 'Trần Thị Thư (mẫu)', phone: '0900 000 333', 'all-present': 'yes', press: 'accept', 'file-1': pdfFile('a') }
    equal((await officer.send(page, '/office/dossiers/new', typed)).status, 303)
    code = (await house.rows<{ code: string }>('select code from dossiers.dossier'))[0]?.code ?? ''
  })
  after(() => house?.close())

  it('stand on its page with their state, the number only hinted at', async () => {
    const { text } = await officer.get(`/office/dossiers/${code}`)
    const section = /<section[^>]*id="messages"[\s\S]*?<\/section>/.exec(text)?.[0] ?? text
    match(section, /Thông báo đã gửi/)
    match(section, /Đã tiếp nhận/)
    match(section, /…333/)
    match(section, /chờ gửi từ/)
    ok(!section.includes('0900'))
  })
  it('are given out by the API to whoever may read dossiers', async () => {
    const ask = async (path: string, scopes: Parameters<typeof house.department.token>[1]) => {
      const token = await house.department.token('motcua1', scopes)
      return fetch(`${house.base}/api/v1/dossiers/${path}/messages`, { headers: { authorization: `Bearer ${token}` } })
    }
    const { messages, next } = (await (await ask(code, ['dossier.read'])).json()) as { messages: Record<string, unknown>[]; next: unknown }
    equal(next, null)
    deepEqual(
      messages.map(({ kind, channel, recipient, state, notBefore }) => [kind, channel, recipient, state, notBefore]),
      [['accepted', 'sms', '…333', 'waiting', '2026-03-02T08:00:00+07:00']],
    )
    equal((await ask(code, [])).status, 403)
    equal((await ask('H99.71-260302-9999', ['dossier.read'])).status, 404)
  })
  it('are chosen by officers from their account page, and the journal says so', async () => {
    match((await officer.get('/office/account')).text, /href="\/office\/account\/notices"/)
    const page = '/office/account/notices'
    equal((await officer.send(page, page, { 'by-mail': 'yes', wanted: 'due-in-1', lang: 'vi' })).status, 303)
    const [kept] = await house.rows('select by_mail, unwanted, lang from notices.preference')
    deepEqual(kept, { by_mail: true, unwanted: ['due-in-2', 'overdue-digest'], lang: 'vi' })
    const [entry] = await house.rows<{ kind: string }>(`select kind from audit.entry where stream = 'notices'`)
    equal(entry?.kind, 'notices-chosen')
  })
})
