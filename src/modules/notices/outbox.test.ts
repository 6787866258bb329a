import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { type Moment, moment, momentText } from '../../kernel/moment.ts'
import { openMailServer, readSource, type TestServer } from '../../platform/mail/smtp-server.fixture.ts'
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing.ts'
import { readStream, verifyAgency } from '../audit/service.ts'
import { compileCalendar } from '../clock/model.ts'
import { triesMax } from './back-off.ts'
import { doorsOf } from './jobs.ts'
import type { Draft } from './message.ts'
import { choose, type Door, enqueue, messagesAbout, preferenceOf, sendDue } from './service.ts'

const fullDay = [
  ['07:30', '11:30'],
  ['13:30', '17:30'],
] as const
const calendar = compileCalendar({
  timezone: 'Asia/Ho_Chi_Minh',
  sessions: { mon: fullDay, tue: fullDay, wed: fullDay, thu: fullDay, fri: fullDay },
  holidays: [],
  working: [],
  from: '2026-01-01',
  until: '2026-12-31',
})
const at = (text: string): Moment => moment(`2026-03-${text.replace(' ', 'T')}:00+07:00`)
const clock = { now: at('02 10:00') }
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

let base: TestDatabase
let folder: string
before(async () => {
  base = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'motcua-outbox-'))
  for (const id of [1, 2]) {
    await base.owner.query(`insert into org.agency (agency_id, code, name) values (${id}, 'so-${id}', 'Sở ${id} (mẫu)')`)
    await base.owner.query(
      `insert into org.officer (agency_id, officer_id, name, joined_on) values (${id}, 21, 'Trưởng (mẫu)', '2025-01-01')`,
    )
  }
})
after(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  clock.now = at('02 10:00')
  await base.owner.query('truncate notices.message, notices.preference')
})

let last = 0
const draft = (more: Partial<Draft> = {}): Draft => ({
  kind: 'accepted',
  channel: 'mail',
  recipient: 'lan@example.vn',
  subject: 'Hồ sơ đã được tiếp nhận',
  body: 'Kính gửi bà Lan (mẫu)\n',
  lang: 'vi',
  about: 'dossier/H1-260302-0001',
  dedupeKey: `k${++last}`,
  ...more,
})
const put = (drafts: readonly Draft[], agencyId = 1) =>
  base.db.inAgency(agencyId, async (tx) => enqueue(tx, agencyId, drafts, { at: clock.now, calendar }))
const about = (stream = 'dossier/H1-260302-0001', agencyId = 1) => base.db.inAgency(agencyId, (tx) => messagesAbout(tx, agencyId, stream))
const states = async () => (await about()).map(({ state }) => state)

/** A door that keeps what it took, and answers as it is told. */
function door(answers: (recipient: string) => 'taken' | 'away' | 'later' | 'refused' = () => 'taken') {
  const taken: string[] = []
  const asked: string[] = []
  const one: Door = {
    via: 'test',
    async send({ recipient }) {
      asked.push(recipient)
      const answer = answers(recipient)
      if (answer !== 'taken') return { ok: false, error: { kind: answer, reply: `${answer}!` } }
      taken.push(recipient)
      return { ok: true, value: true }
    },
  }
  return {
    taken,
    asked,
    doors: { mail: one, sms: { ...one, via: 'folder' }, zalo: { ...one, via: 'folder' }, file: { ...one, via: 'folder' } },
  }
}
const send = (doors: ReturnType<typeof door>['doors'] | ReturnType<typeof doorsOf>, agencyId = 1) =>
  sendDue({ db: base.db, calendarOf: async () => calendar, now: () => clock.now, doors, log: quiet }, agencyId)

describe('The outbox (hộp thư đi)', () => {
  it('keeps a message with the act that causes it, and loses both together', async () => {
    await base.db
      .inAgency(1, async (tx) => {
        enqueue(tx, 1, [draft()], { at: clock.now, calendar })
        throw new Error('the act failed')
      })
      .catch(() => {})
    deepEqual(await about(), [])
  })
  it('has the same cause once, however often it is written', async () => {
    const one = draft()
    await put([one])
    await put([one, { ...one, subject: 'khác' }])
    deepEqual(
      (await about()).map(({ subject }) => subject),
      ['Hồ sơ đã được tiếp nhận'],
    )
  })
  it('has the same key in two agencies twice, and shows each only its own', async () => {
    const one = draft()
    await put([one], 1)
    await put([one], 2)
    equal((await about(one.about, 1)).length, 1)
    equal((await about(one.about, 2)).length, 1)
  })
  it('shows the recipient only as a hint', async () => {
    await put([draft()])
    equal((await about())[0]?.recipient, 'l…@example.vn')
  })
  it('lets what is written in the evening leave in the morning', async () => {
    clock.now = at('02 18:00')
    await put([draft()])
    const { taken, doors } = door()
    await send(doors)
    clock.now = at('03 07:29')
    await send(doors)
    deepEqual(taken, [])
    clock.now = at('03 07:30')
    await send(doors)
    deepEqual(taken, ['lan@example.vn'])
  })
})

describe('Sending (gửi thông báo)', () => {
  it('sends each once, the oldest first, and writes down by what and when', async () => {
    await put([draft({ recipient: 'a@b.vn' }), draft({ recipient: 'b@b.vn' })])
    const { taken, doors } = door()
    deepEqual(await send(doors), { sent: 2, failed: 0, givenUp: 0 })
    deepEqual(await send(doors), { sent: 0, failed: 0, givenUp: 0 })
    deepEqual(taken, ['a@b.vn', 'b@b.vn'])
    const [first] = await about()
    deepEqual([first?.state, first?.via, first?.tries, first?.sentAt], ['sent', 'test', 1, clock.now])
  })
  it('sends hundreds in one go, and two senders at once send none twice', async () => {
    await put(Array.from({ length: 250 }, (_, i) => draft({ recipient: `${i}@b.vn` })))
    const { taken, doors } = door()
    await Promise.all([send(doors), send(doors)])
    equal(taken.length, 250)
    equal(new Set(taken).size, 250)
  })
  it('tries again after 1, 5, 15 minutes, an hour, and then every hour: what is refused for now is not lost', async () => {
    await put([draft()])
    const { asked, doors } = door(() => 'later')
    const tried: string[] = []
    for (let minute = 0; minute < 60 * 8; minute++) {
      clock.now = (at('02 10:00') + minute * 60) as Moment
      const before = asked.length
      await send(doors)
      if (asked.length > before) tried.push(momentText(clock.now).slice(11, 16))
    }
    deepEqual(tried, ['10:00', '10:01', '10:06', '10:21', '11:21', '13:30', '14:30', '15:30', '16:30'])
    const [one] = await about()
    deepEqual([one?.state, one?.lastError, momentText(one?.notBefore as Moment).slice(0, 16)], ['failed', 'later!', '2026-03-03T07:30'])
  })
  it('gives a refused one up at once, and sends the others', async () => {
    await put([draft({ recipient: 'a@b.vn' }), draft({ recipient: 'b@b.vn' })])
    const { doors } = door((recipient) => (recipient === 'a@b.vn' ? 'refused' : 'taken'))
    deepEqual(await send(doors), { sent: 1, failed: 0, givenUp: 1 })
    deepEqual(await states(), ['given-up', 'sent'])
    clock.now = at('20 10:00')
    deepEqual(await send(doors), { sent: 0, failed: 0, givenUp: 0 })
  })
  it('gives up after the last try, not before', async () => {
    await put([draft()])
    await base.owner.query(`update notices.message set tries = ${triesMax - 2}, state = 'failed'`)
    const { doors } = door(() => 'later')
    await send(doors)
    deepEqual(await states(), ['failed'])
    clock.now = at('03 10:00')
    await send(doors)
    deepEqual(await states(), ['given-up'])
  })
  it('asks a server that is away once in a go, and leaves the other messages as they were', async () => {
    await put([draft(), draft(), draft(), draft({ channel: 'sms', recipient: '0900000333' })])
    const { asked, taken, doors } = door((recipient) => (recipient.includes('@') ? 'away' : 'taken'))
    deepEqual(await send(doors), { sent: 1, failed: 1, givenUp: 0 })
    deepEqual(asked, ['lan@example.vn', '0900000333'])
    deepEqual(taken, ['0900000333'])
    deepEqual(
      (await about()).map(({ state, tries }) => [state, tries]),
      [
        ['failed', 1],
        ['waiting', 0],
        ['waiting', 0],
        ['sent', 1],
      ],
    )
  })
  it('takes up what a sender that died left, half an hour later', async () => {
    await put([draft()])
    const dying = door()
    const broken: Door = {
      via: 'test',
      send: async () => {
        throw new Error('the process died')
      },
    }
    await send({ ...dying.doors, mail: broken }).catch(() => {})
    deepEqual(await states(), ['sending'])
    const { taken, doors } = door()
    clock.now = (at('02 10:30') - 1) as Moment
    await send(doors)
    deepEqual(taken, [])
    clock.now = at('02 10:30')
    await send(doors)
    deepEqual(taken, ['lan@example.vn'])
  })
  it('keeps a link that sets a password only until its mail is over: sent, or given up', async () => {
    await put([draft({ kind: 'password', recipient: 'a@b.vn' }), draft({ kind: 'password', recipient: 'b@b.vn' }), draft()])
    const bodies = async () => (await base.owner.query('select body from notices.message order by message_id')).rows.map((r) => r.body)
    const later = door(() => 'later')
    await send(later.doors)
    equal((await bodies()).filter((body) => body === '').length, 0)
    clock.now = at('02 11:00')
    await send(door((recipient) => (recipient === 'b@b.vn' ? 'refused' : 'taken')).doors)
    deepEqual(
      (await bodies()).map((body) => body === ''),
      [true, true, false],
    )
  })
  it('says in the journal what was sent and given up, and never to which address', async () => {
    const seen = (await base.db.inAgency(1, (tx) => readStream(tx, 1, 'notices'))).length
    await put([draft({ recipient: 'a@b.vn' }), draft({ recipient: 'b@b.vn' })])
    await send(door((recipient) => (recipient === 'a@b.vn' ? 'refused' : 'taken')).doors)
    const entries = (await base.db.inAgency(1, (tx) => readStream(tx, 1, 'notices'))).slice(seen)
    deepEqual(
      entries.map(({ kind }) => kind),
      ['message-given-up', 'message-sent'],
    )
    ok(!entries.some(({ body }) => body.includes('@')))
    equal((await verifyAgency(base.db, 1)).broken, null)
  })
})

describe('A mail server that is down for a day (máy chủ thư hỏng một ngày)', () => {
  let server: TestServer | null = null
  after(() => server?.close())

  it('loses nothing: everything arrives once when it is back', async () => {
    const first = await openMailServer({ offers: [] })
    const { port } = first
    await first.close()
    const smtp = {
      host: '127.0.0.1',
      port,
      isTlsFromStart: false,
      isTlsRequired: false,
      user: '',
      password: '',
      from: { name: 'Sở (mẫu)', address: 'mc@so.example.vn' },
    }
    const doors = doorsOf({ smtp, folder })
    // Down from Monday 10:00. Forty messages are written through the day; the job runs every ten minutes, day and night.
    let written = 0
    for (clock.now = at('02 10:00'); clock.now < at('03 10:00'); clock.now = (clock.now + 600) as Moment) {
      if (written < 40) await put([draft({ recipient: `${written++}@example.vn` })])
      await send(doors)
    }
    ok((await about()).every(({ state }) => state === 'waiting' || state === 'failed'))
    server = await openMailServer({ offers: [], port })
    for (; clock.now < at('03 13:40'); clock.now = (clock.now + 600) as Moment) await send(doors)
    deepEqual(new Set(await states()), new Set(['sent']))
    equal(server.taken.length, 40)
    equal(new Set(server.taken.map(({ to }) => to)).size, 40)
    equal(new Set(server.taken.map(({ source }) => readSource(source).headers['message-id'])).size, 40)
    doors.mail.close?.()
  })
})

describe('Without a mail server (hộp thư đi dạng tệp)', () => {
  it('a message becomes one file that only the owner reads, and says so in its state', async () => {
    const own = join(folder, 'out')
    await put([draft({ channel: 'sms', recipient: '0900000333' }), draft()])
    await send(doorsOf({ smtp: null, folder: own }))
    const names = readdirSync(own)
    equal(names.length, 2)
    type Written = { channel: string; recipient: string; size?: { segments: number } }
    const files = names.map((name) => JSON.parse(readFileSync(join(own, name), 'utf8')) as Written)
    deepEqual(files.map(({ size }) => size?.segments ?? null).sort(), [1, null])
    deepEqual(files.map(({ channel, recipient }) => `${channel} ${recipient}`).sort(), ['mail lan@example.vn', 'sms 0900000333'])
    equal(statSync(join(own, names[0] as string)).mode & 0o777, 0o600)
    ok((await about()).every(({ state, via }) => state === 'sent' && via === 'folder'))
  })
})

describe('An officer’s choice (tùy chọn nhận thông báo)', () => {
  const own = { agencyId: 1, officerId: 21 }
  it('is kept with an entry in the journal; the same again writes nothing', async () => {
    const entries = async () => (await base.db.inAgency(1, (tx) => readStream(tx, 1, 'notices'))).length
    const seen = await entries()
    const chosen = { byMail: true, unwanted: ['due-in-2'], lang: 'en' } as const
    await choose(base.db, own, chosen, clock.now)
    await choose(base.db, own, chosen, clock.now)
    deepEqual(await base.db.inAgency(1, (tx) => preferenceOf(tx, 1, 21)), chosen)
    equal(await entries(), seen + 1)
  })
  it('of another agency is nobody’s here', async () => {
    await choose(base.db, own, { byMail: false, unwanted: [], lang: 'vi' }, clock.now)
    equal((await base.db.inAgency(2, (tx) => preferenceOf(tx, 2, 21))).byMail, true)
  })
})
