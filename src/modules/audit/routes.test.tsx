import { doesNotMatch, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { type Moment, moment } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'
import { speak } from '../../platform/http/language.ts'
import { mount, type OfficeEnv } from '../../platform/http/routes.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { PageLanguage } from '../../ui/language.ts'
import { journalRoutes } from './routes.tsx'
import { append, setAnchors } from './service.ts'

const { db, owner } = await testDatabase()
const monday = moment('2026-03-02T09:10:00+07:00')
const code = 'H56.12-260302-0001'
for (const agency of [1, 2])
  await db.inAgency(agency, async (tx) => {
    await append(
      tx,
      agency,
      'org',
      monday,
      Array.from({ length: 120 }, (_, i) => ({
        kind: 'renamed',
        at: (monday + i) as Moment,
        officerId: 1,
        onBehalfOf: null,
        body: `{"n":${i + 1},"agency":${agency}}`,
      })),
    )
    await append(tx, agency, `dossier/${code}`, (monday + 60) as Moment, [
      { kind: 'accepted', at: monday, officerId: null, onBehalfOf: null, body: '{"note":"<b>đã nhận</b>"}' },
      { kind: 'step-completed', at: monday, officerId: 1, onBehalfOf: 2, body: '{}' },
    ])
  })
await setAnchors(db, 1, (monday + 7200) as Moment)

/** The journal's pages for an officer of the first agency, who may read the journal or not. */
function office(may: readonly string[] = ['journal.read']) {
  const app = new Hono<OfficeEnv>()
  app.use(speak)
  app.use(async (c, next) => {
    c.setRenderer((content: Child) => c.html(<PageLanguage.Provider value={c.var.say.lang}>{content}</PageLanguage.Provider>))
    const none = { name: '', title: '', agencyName: '', posts: [], actingFor: null, csrf: '' }
    c.set('who', { ...none, agencyId: 1, officerId: 1, may: new Set(may) })
    c.set('now', (monday + 7200) as Moment)
    await next()
  })
  const deps = {
    db,
    namesOf: async () =>
      new Map([
        [1, 'Trần Văn Đất'],
        [2, 'Phạm Thị Trưởng'],
      ]),
    sentenceOf: (entry: { kind: string }, nameOf: (officer: number) => string, _agency: number, say: Say) =>
      entry.kind === 'accepted' ? say(`Tiếp nhận hồ sơ, giao ${nameOf(1)}`, `Accepted, given to ${nameOf(1)}`) : null,
    streamWords: { vi: { dossier: 'Hồ sơ', org: 'Tổ chức' }, en: { dossier: 'Dossier', org: 'Organisation' } },
    chips: ['org'],
  }
  mount(app, journalRoutes(deps), (route) => async (c, next) => (c.var.who.may.has(route.needs) ? next() : c.text('', 403)))
  return async (path: string, headers: Record<string, string> = {}) => {
    const answer = await app.request(path, { headers })
    return { status: answer.status, text: await answer.text() }
  }
}
const get = office()

describe('Reading the journal (đọc nhật ký)', () => {
  it('needs its permission', async () => {
    const without = office([])
    for (const path of ['/office/journal', '/office/journal/entry?stream=org&seq=1', '/office/journal/anchors'])
      equal((await without(path)).status, 403)
  })
  it('shows the newest first, who, in whose place, and what in words', async () => {
    const { text } = await get('/office/journal')
    match(text, /step-completed.*Trần Văn Đất.*làm thay Phạm Thị Trưởng.*Tiếp nhận hồ sơ, giao Trần Văn Đất.*Hệ thống hoặc người nộp/s)
    match(text, /Hồ sơ H56\.12-260302-0001 · mục 2/)
    match(text, /Dấu niêm theo giờ gần nhất: .*122 mục/)
  })
  it('is read in English by who asked for it', async () => {
    const { text } = await get('/office/journal', { cookie: 'motcua-lang=en' })
    match(text, /<h1[^>]*>Journal<\/h1>/)
    match(text, /Accepted, given to Trần Văn Đất.*Dossier H56\.12-260302-0001 · entry 1.*The system or the applicant/s)
    match(text, /Last seal by the hour: the hour from today 09:00, 122 entries\./)
    doesNotMatch(text, /Nhật ký|Hồ sơ|Dấu niêm/)
  })
  it('goes through all of it page by page, each entry once', async () => {
    const seen: string[] = []
    let at: string | undefined = '/office/journal'
    while (at) {
      const { text }: { text: string } = await get(at)
      for (const [, href = ''] of text.matchAll(/data-row-link="" href="([^"]+)"/g)) seen.push(href)
      at = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
    }
    equal(seen.length, 122)
    equal(new Set(seen).size, 122)
  })
  it('is filtered by stream, by a dossier’s code as people type it, and keeps the filter on the next page', async () => {
    const dossier = await get(`/office/journal?q=${code.toLowerCase()}`)
    equal([...dossier.text.matchAll(/data-row-link/g)].length, 2)
    const org = await get('/office/journal?q=org')
    doesNotMatch(org.text, /Hồ sơ H56/)
    match(org.text, /href="\/office\/journal\?q=org&amp;before=[^"]+" rel="next"/)
    match((await get('/office/journal?q=H56.12-260302-9999')).text, /Không có mục nào/)
  })
  it('takes a broken cursor for the first page', async () => {
    for (const before of ['x', '1~x~org', "1~1~'; drop table audit.entry", ''])
      equal((await get(`/office/journal?before=${encodeURIComponent(before)}`)).status, 200)
  })
  it('shows nothing of another agency', async () => {
    const { text } = await get('/office/journal/entry?stream=org&seq=7')
    match(text, /&quot;agency&quot;:1/)
    await owner.query(
      `insert into audit.entry select 2, 'only-there', 1, kind, at, recorded_at, officer_id, on_behalf_of, body, seal from audit.entry where agency_id = 2 and stream = 'org' and seq = 1`,
    )
    equal((await get('/office/journal/entry?stream=only-there&seq=1')).status, 404)
  })
})

describe('One entry (mục nhật ký)', () => {
  const entry = (stream: string, seq: number | string) => get(`/office/journal/entry?${new URLSearchParams({ stream, seq: String(seq) })}`)

  it('shows what was written, byte for byte and as text, its seal and the seal before', async () => {
    const { text } = await entry(`dossier/${code}`, 1)
    match(text, /\{&quot;note&quot;:&quot;&lt;b&gt;đã nhận&lt;\/b&gt;&quot;\}/)
    match(text, /mục đầu tiên của dòng/)
    match(text, />khớp</)
    match(text, /(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/)
    const second = await entry(`dossier/${code}`, 2)
    equal([...second.text.matchAll(/(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/g)].length, 2)
  })
  it('leads to the one before and the one after', async () => {
    const first = await entry('org', 1)
    match(first.text, /stream=org&amp;seq=2/)
    doesNotMatch(first.text, /Mục trước/)
    const last = await entry('org', 120)
    match(last.text, /stream=org&amp;seq=119/)
    doesNotMatch(last.text, /Mục sau/)
  })
  it('says aloud when its seal does not fit, or the entry before is gone', async () => {
    await owner.query(`update audit.entry set body = '{}' where agency_id = 1 and stream = 'org' and seq = 50`)
    match((await entry('org', 50)).text, /Dấu niêm không khớp/)
    match((await entry('org', 51)).text, />khớp</)
    await owner.query(`delete from audit.entry where agency_id = 1 and stream = 'org' and seq = 60`)
    const after = await entry('org', 61)
    match(after.text, /Dấu niêm không khớp/)
    match(after.text, /thiếu mục trước/)
  })
  it('is not found when there is none', async () => {
    for (const [stream, seq] of [
      ['org', 999],
      ['org', 0],
      ['org', 'x'],
      ['org', '1.5'],
      ['', 1],
      ['none', 1],
    ] as const)
      equal((await entry(stream, seq)).status, 404)
  })
})

describe('Seals by the hour (dấu niêm theo giờ)', () => {
  it('are listed newest first, page by page', async () => {
    await owner.query(
      `insert into audit.anchor (agency_id, hour, entries, seal) select 1, '2025-01-01T00:00Z'::timestamptz + n * interval '1 hour', n, sha256(n::text::bytea) from generate_series(1, 60) n`,
    )
    const first = await get('/office/journal/anchors')
    equal([...first.text.matchAll(/(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/g)].length, 50)
    match(first.text, />122</)
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]
    ok(next)
    const second = await get(next)
    equal([...second.text.matchAll(/(?:[0-9a-f]{8} ){7}[0-9a-f]{8}/g)].length, 11)
    equal((await get('/office/journal/anchors?before=x')).status, 200)
  })
})
