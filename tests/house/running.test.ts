import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { command, type Office, type Prepared, prepare, startedAt, startOffice } from './running.ts'

describe('The product as it is started, stopped and killed', () => {
  let at: Prepared
  const offices: Office[] = []
  before(async () => {
    at = await prepare()
  })
  after(async () => {
    for (const office of offices) office.process.kill('SIGTERM')
    await Promise.all(offices.map(({ ended }) => ended))
    at?.remove()
  })

  const start = (more: Record<string, string> = {}): Office => {
    const office = startOffice({ MOTCUA_DATA: at.folder, MOTCUA_NOW: startedAt, ...more })
    offices.push(office)
    return office
  }
  const stop = async (office: Office) => {
    office.process.kill('SIGTERM')
    return office.ended
  }
  const intake = (name: string) =>
    JSON.stringify({
      procedureId: at.procedureId,
      applicant: { kind: 'person', name, phone: '0900000666' },
      channelIn: 2,
      channelOut: 2,
      components: [
        { no: 1, name: 'Đơn đề nghị cấp đổi', originals: 1, copies: 0, isPresent: true },
        { no: 2, name: 'Giấy chứng nhận đã cấp', originals: 1, copies: 0, isPresent: true },
      ],
      verdict: { kind: 'accept' },
    })
  const headers = (key: string) => ({ authorization: `Bearer ${at.token}`, 'content-type': 'application/json', 'idempotency-key': key })
  const receive = (base: string, key: string, name = 'Trần Văn Ghi (mẫu)') =>
    fetch(`${base}/api/v1/dossiers`, { method: 'POST', headers: headers(key), body: intake(name) })

  it('does not start with a setting that it does not know, and lists those that it knows', async () => {
    const office = start({ MOTCUA_DATEN: '/tmp/x' })
    equal(await office.ended, 1)
    match(office.said(), /Không có biến môi trường MOTCUA_DATEN\. Các biến dùng được: MOTCUA_URL, MOTCUA_DATA/)
  })

  it('says where it is, that it lives, whether it is ready, and how it fares', async () => {
    const office = start()
    const base = await office.base
    match(office.said(), /Dừng: Ctrl\+C/)
    deepEqual([(await fetch(`${base}/healthz`)).status, (await fetch(`${base}/readyz`)).status], [200, 200])
    equal((await fetch(`${base}/`)).status, 200)
    const metrics = await (await fetch(`${base}/metrics`)).text()
    match(metrics, /^motcua_answers_total\{.*site="portal".*\} \d+$/m)
    match(metrics, /^motcua_database_connections/m)

    const second = start()
    equal(await second.ended, 1, 'a second office on the same data started')
    match(second.said(), new RegExp(`Thư mục dữ liệu này đang được tiến trình ${office.process.pid} sử dụng`))
    equal((await fetch(`${base}/readyz`)).status, 200, 'the first one suffers from the second')
    equal(await stop(office), 0)
  })

  it('says that the port is taken, and leaves the data free', async () => {
    const other = createServer().listen(0, '127.0.0.1').unref()
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const office = start({ PORT: String(port) })
    equal(await office.ended, 1)
    match(office.said(), new RegExp(`Cổng ${port} đang có chương trình khác dùng`))
    other.close()
    await once(other, 'close')
    const again = start({ PORT: String(port) })
    equal(await again.base, `http://127.0.0.1:${port}`)
    equal(await stop(again), 0)
  })

  it('finishes what is in flight when it is told to stop, takes nothing new, and has it in the journal', async () => {
    const office = start()
    const base = await office.base
    const body = intake('Lê Thị Dở Dang (mẫu)')
    const sending = request(`${base}/api/v1/dossiers`, {
      method: 'POST',
      agent: false,
      headers: { ...headers(randomUUID()), 'content-length': Buffer.byteLength(body), expect: '100-continue' },
    })
    sending.flushHeaders()
    await once(sending, 'continue') // the office has begun with it
    office.process.kill('SIGTERM')
    await closed(base)
    sending.end(body)
    const [answer] = await once(sending, 'response')
    let text = ''
    for await (const part of answer) text += part
    equal(answer.statusCode, 201, text)
    equal(await office.ended, 0)
    const { code } = JSON.parse(text) as { code: string }

    const later = start()
    const found = await fetch(`${await later.base}/api/v1/dossiers/${code}`, { headers: headers('not a write') })
    equal(found.status, 200)
    equal(await stop(later), 0)
  })

  it('loses nothing that it acknowledged when it is killed, and its journal is whole', async () => {
    const office = start()
    const base = await office.base
    const acknowledged: string[] = []
    const unanswered: string[] = []
    const enough = 60
    const write = async () => {
      for (;;) {
        const key = randomUUID()
        try {
          const answer = await receive(base, key)
          const text = await answer.text()
          if (answer.status === 201) acknowledged.push((JSON.parse(text) as { code: string }).code)
          else throw new Error(text)
        } catch (error) {
          if (!office.process.killed) throw error
          unanswered.push(key)
          return
        }
        if (acknowledged.length >= enough) office.process.kill('SIGKILL')
      }
    }
    await Promise.all(Array.from({ length: 8 }, write))
    equal(await office.ended, 'SIGKILL')
    ok(acknowledged.length >= enough)

    const again = start()
    const there = await again.base
    const found = await Promise.all(
      acknowledged.map(async (code) => (await fetch(`${there}/api/v1/dossiers/${code}`, { headers: headers('not a write') })).status),
    )
    deepEqual(new Set(found), new Set([200]))
    const before = await total(there)
    // Whoever got no answer asks again with the same key: done once, whether it had been written or not.
    for (const key of unanswered) {
      const [one, two] = [await receive(there, key), await receive(there, key)]
      deepEqual([one.status, two.status], [201, 201])
      equal(await one.text(), await two.text())
    }
    ok((await total(there)) <= before + unanswered.length)

    const verified = await command(['journal', 'verify'], { MOTCUA_DATA: at.folder })
    equal(verified.code, 0, verified.said)
    const { entries, intact } = JSON.parse(verified.said.trim()) as { entries: number; intact: boolean }
    ok(intact && entries >= acknowledged.length * 2, verified.said)
    equal(await stop(again), 0)
  })

  /** Dossiers of the agency, by turning every page of the list. */
  async function total(base: string): Promise<number> {
    let count = 0
    for (let cursor: string | null = ''; cursor !== null; ) {
      const answer = await fetch(`${base}/api/v1/dossiers?limit=50${cursor && `&cursor=${encodeURIComponent(cursor)}`}`, {
        headers: headers('not a write'),
      })
      const page = (await answer.json()) as { rows: unknown[]; next: string | null }
      count += page.rows.length
      cursor = page.next
    }
    return count
  }
})

/** Waits until nobody answers the door any more. */
async function closed(base: string): Promise<void> {
  const { hostname, port } = new URL(base)
  for (;;) {
    const knock = connect(Number(port), hostname)
    const isOpen = await new Promise<boolean>((done) => {
      knock.once('connect', () => done(true))
      knock.once('error', () => done(false))
    })
    knock.destroy()
    if (!isOpen) return
  }
}
