import { deepEqual, equal, ok as yes } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { day, type Moment } from '../../../kernel/moment.ts'
import { err, ok } from '../../../kernel/result.ts'
import { readStream, verifyAgency } from '../../audit/service.ts'
import { triesMax } from '../../notices/model.ts'
import { recallOf, waitingArrivals } from '../arrivals/store.ts'
import { at, clerk, director, draft, specialist } from '../document.example.ts'
import type { Recipient } from '../outgoing.ts'
import { type Office, openOffice, stamp } from '../testing.adapter.ts'
import type { Carrier, Parcel } from './carrier.ts'
import { deliverDue } from './deliver.adapter.ts'
import { folderCarrier } from './folder.adapter.ts'
import { afterFailure } from './state.ts'
import { claimDue, deliveriesOf, deliveryStream } from './store.ts'

describe('What becomes of a delivery that failed (gửi lại)', () => {
  const from = at('02 08:00')
  it('is tried after 1 minute, then after 5', () => {
    deepEqual(afterFailure('away', 1, from), { state: 'failed', notBefore: from + 60 })
    deepEqual(afterFailure('later', 2, from), { state: 'failed', notBefore: from + 300 })
  })
  it('is given up after the last try, not one before; at once when it was refused for good', () => {
    equal(afterFailure('away', triesMax - 1, from).state, 'failed')
    equal(afterFailure('away', triesMax, from).state, 'given-up')
    equal(afterFailure('refused', 1, from).state, 'given-up')
  })
})

let office: Office
before(async () => {
  office = await openOffice()
})
const inAgency: Office['base']['db']['inAgency'] = (agencyId, work) => office.base.db.inAgency(agencyId, work)
const sql = (text: string, values: unknown[] = []) => office.base.owner.query(text, values)
const issued = (recipients: readonly Recipient[]) => office.carried('issue', { recipients })

const log = { info: () => {}, warn: () => {} }
const never: Carrier = { via: 'nobody', carry: async () => err({ kind: 'away', reply: 'ECONNREFUSED' }) }
const deliver = (agencyId = 1, carrier = never) =>
  deliverDue(
    { db: office.base.db, files: office.files, now: () => office.clock.now, orgOf: async (id) => office.org(id), carrier, log },
    agencyId,
  )
const standing = async (id: number, agencyId = 1) =>
  (await inAgency(agencyId, (tx) => deliveriesOf(tx, agencyId, id))).map(({ state, tries }) => `${state} ${tries}`)
const arrivals = async (agencyId = 2) => (await inAgency(agencyId, (tx) => waitingArrivals(tx, agencyId, { after: null }))).rows
const toOther: Recipient = { kind: 'agency', agencyId: 2, name: 'Sở 2 (mẫu)' }
const toProvince: Recipient = { kind: 'outside', name: 'Ủy ban nhân dân tỉnh (mẫu)', address: 'vanthu@vidu.example' }

describe('Delivery of issued documents (gửi văn bản)', () => {
  it('lays a document before the other agency once, with its file, however often it is carried', async () => {
    const id = await issued([toOther])
    equal((await deliver()).delivered, 1)
    deepEqual(await standing(id), ['delivered 1'])
    const [arrival] = await arrivals()
    deepEqual([arrival?.sender, arrival?.subject, arrival?.files.length], ['Sở 1 (mẫu)', draft.subject, 1])
    // Killed after the other agency had it and before that was written down: the claim runs out, and it is carried again.
    await sql(`update documents.recipient set state = 'sending', delivered_at = null, not_before = '2026-03-01'`)
    equal((await deliver()).delivered, 1)
    equal((await arrivals()).length, 1)
    const { rows } = await sql('select count(*)::int as n from platform.file where agency_id = 2 and sha256 = $1', [office.pdf.sha256])
    deepEqual(rows, [{ n: 1 }])
    const entries = await inAgency(2, (tx) => readStream(tx, 2, 'arrivals'))
    equal(entries.length, 1)
  })

  it('tells the sender under which number it was registered there', async () => {
    const [arrival] = await arrivals()
    yes(arrival)
    office.clock.now = at('02 09:00')
    const { arrivedAt, sender, numberSymbol, date, kind, subject, urgency, files: sent } = arrival
    const from = { agencyId: arrival.fromAgencyId, documentId: arrival.fromDocumentId }
    const registered = {
      arrivedAt,
      sender,
      numberSymbol,
      date,
      kind,
      subject,
      urgency,
      deadline: null,
      channel: 'electronic',
      files: sent,
      from,
    } as const
    const asked = { registered, secrecy: 'none', arrivalId: arrival.id } as const
    const answers = await Promise.all([1, 2].map(() => office.service.register(office.by(clerk, 2), { key: randomUUID() }, asked)))
    deepEqual(answers.map((a) => a.ok || a.error.kind).toSorted(), ['arrival-over', true])
    equal((await arrivals()).length, 0)
    equal((await deliver(2)).told, 1)
    equal((await deliver(2)).told, 0)
    const [delivery] = await inAgency(1, (tx) => deliveriesOf(tx, 1, arrival.fromDocumentId))
    deepEqual([delivery?.takenAs, delivery?.returnedReason], ['1/2026', null])
  })

  it('tells the sender why it was sent back, and nothing is sent back twice', async () => {
    const id = await issued([toOther])
    await deliver()
    const [arrival] = await arrivals()
    yes(arrival)
    const back = (reason: string, actor = clerk) =>
      office.service.sendBack(office.by(actor, 2), arrival.id, reason).then((a) => a.ok || a.error.kind)
    equal(await back('Gửi nhầm', specialist), 'not-the-records-clerk')
    equal(await back(''), 'no-reason')
    equal(await back('Gửi nhầm cơ quan'), true)
    equal(await back('Gửi nhầm cơ quan'), true)
    equal(await back('Lý do khác'), 'arrival-over')
    await deliver(2)
    const [delivery] = await inAgency(1, (tx) => deliveriesOf(tx, 1, id))
    equal(delivery?.returnedReason, 'Gửi nhầm cơ quan')
  })

  it('waits longer after each failure, gives up in the end, and goes again when the records clerk says so', async () => {
    const id = await issued([toProvince])
    await deliver()
    deepEqual(await standing(id), ['failed 1'])
    await deliver() // its time has not come
    deepEqual(await standing(id), ['failed 1'])
    await sql(`update documents.recipient set tries = $1, not_before = now() - interval '1 year' where document_id = $2`, [
      triesMax - 1,
      id,
    ])
    await deliver()
    deepEqual(await standing(id), [`given-up ${triesMax}`])
    equal((await office.service.sendAgain(office.by(specialist), id, 1)).ok, false)
    equal((await office.service.sendAgain(office.by(clerk), id, 1)).ok, true)
    equal((await office.service.sendAgain(office.by(clerk), id, 1)).ok, false)
    const folder = mkdtempSync(join(tmpdir(), 'motcua-carried-'))
    await deliver(1, folderCarrier(folder))
    deepEqual(await standing(id), ['delivered 1'])
    const parcel = join(folder, `1-${id}-1`)
    deepEqual(readdirSync(parcel).toSorted(), ['1-van-ban.pdf', 'document.json'])
    const about = JSON.parse(readFileSync(join(parcel, 'document.json'), 'utf8'))
    deepEqual(
      [about.to, about.files[0].sha256, about.recalledFor],
      [{ name: toProvince.name, address: 'vanthu@vidu.example' }, office.pdf.sha256, null],
    )
    deepEqual(readFileSync(join(parcel, '1-van-ban.pdf')), Buffer.from('%PDF-1.7\n%%EOF\n'))
    const kinds = (await inAgency(1, (tx) => readStream(tx, 1, deliveryStream(id)))).map((e) => e.kind)
    deepEqual(kinds, ['given-up', 'sent-again', 'delivered'])
  })

  it('is not taken by two senders at once', async () => {
    await issued([toProvince, toProvince, toProvince])
    const claim = () => inAgency(1, (tx) => claimDue(tx, 1, { now: office.clock.now, most: 20, until: (office.clock.now + 60) as Moment }))
    const [one, other] = await Promise.all([claim(), claim()])
    equal(one.length + other.length, 3)
    await sql(`update documents.recipient set state = 'given-up' where state = 'sending'`)
  })

  it('a recall follows what left, and stops what has not', async () => {
    const carried: Parcel[] = []
    const keeper: Carrier = {
      via: 'keeper',
      carry: async (parcel) => {
        carried.push(parcel)
        return ok(true)
      },
    }
    const left = await issued([toOther, toProvince])
    await deliver(1, keeper)
    const waiting = await issued([toOther, toProvince])
    for (const id of [left, waiting]) {
      const done = await office.service.withdraw(office.by(director), id, stamp(), 'Ban hành nhầm')
      yes(done.ok)
    }
    await deliver(1, keeper)
    deepEqual(await standing(left), ['delivered 1', 'delivered 1'])
    deepEqual(await standing(waiting), ['given-up 0', 'given-up 0'])
    deepEqual(
      carried.map((p) => [p.recalledFor, p.files.length]),
      [
        [null, 1],
        ['Ban hành nhầm', 0],
      ],
    )
    const recall = (id: number) => inAgency(2, (tx) => recallOf(tx, 2, { agencyId: 1, documentId: id }))
    equal(await recall(left), 'Ban hành nhầm')
    equal(await recall(waiting), null)
    equal((await office.service.sendAgain(office.by(clerk), waiting, 1)).ok, false)
  })

  it('carries a parcel into the folder once: a half-written one is begun anew, a whole one is left alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'motcua-carried-'))
    const carrier = folderCarrier(folder)
    const parcel: Parcel = {
      ...{
        id: '1-7-1',
        sentAt: at('02 08:00'),
        sender: 'Sở 1 (mẫu)',
        to: { name: 'A', address: '' },
        numberSymbol: '07/STN-ĐĐ',
        date: day('2026-03-02'),
      },
      ...{ kind: 'letter', subject: 'Thử', urgency: 'ordinary', recalledFor: null },
      files: [1, 2].map(() => ({
        name: 'phu-luc.pdf',
        sha256: office.pdf.sha256,
        sizeBytes: 3,
        bytes: async () => [Buffer.from('abc')] as never,
      })),
    }
    const broken = { ...parcel, files: [{ ...parcel.files[0], bytes: async () => Promise.reject(new Error('disk')) }] } as unknown as Parcel
    equal((await carrier.carry(broken)).ok, false)
    deepEqual(readdirSync(folder), [])
    equal((await carrier.carry(parcel)).ok, true)
    equal((await carrier.carry(broken)).ok, true)
    deepEqual(readdirSync(join(folder, '1-7-1')).toSorted(), ['1-phu-luc.pdf', '2-phu-luc.pdf', 'document.json'])
  })

  it('leaves journals whose seals hold', async () => {
    for (const agencyId of [1, 2]) equal((await verifyAgency(office.base.db, agencyId)).broken, null)
  })
})
