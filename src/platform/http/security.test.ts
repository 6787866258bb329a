import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Hono } from 'hono'
import { addressOf, rateLimit, safeHeaders } from './security.ts'

const asked = async (from: string, forwarded: string | undefined, proxies: string[]) => {
  const app = new Hono()
  app.get('/', (c) => c.text(addressOf(c, proxies)))
  const env = { incoming: { socket: { remoteAddress: from, remotePort: 1, remoteFamily: 'IPv4' } } }
  return (await app.request('/', forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } }, env)).text()
}

describe("The caller's address (địa chỉ người gọi)", () => {
  it('is the connection without a proxy, whatever a header claims', async () =>
    equal(await asked('203.0.113.9', '198.51.100.1', []), '203.0.113.9'))
  it('is the last hop before a trusted proxy', async () =>
    equal(await asked('10.0.0.5', '198.51.100.1, 203.0.113.7', ['10.0.0.5']), '203.0.113.7'))
  it('knows a proxy by its network', async () => equal(await asked('10.1.2.3', '203.0.113.7', ['10.0.0.0/8']), '203.0.113.7'))
  it('passes over further proxies on the way', async () =>
    equal(await asked('10.1.2.3', '203.0.113.7, 10.9.9.9', ['10.0.0.0/8']), '203.0.113.7'))
  it('ignores the header from outside the network', async () => equal(await asked('11.0.0.1', '203.0.113.7', ['10.0.0.0/8']), '11.0.0.1'))
  it('ignores a hop that is no address', async () => equal(await asked('10.0.0.5', 'evil', ['10.0.0.5']), '10.0.0.5'))
})

describe('Rate limit (giới hạn lượt)', () => {
  const limit = () => rateLimit({ burst: 3, perMinute: 60, keysMax: 2 })
  it('lets the burst through and no more', () => {
    const l = limit()
    const answers = [0, 0, 0, 0].map((t) => l.take('a', t).ok)
    equal(answers.join(), 'true,true,true,false')
  })
  it('gives one back each second', () => {
    const l = limit()
    for (let i = 0; i < 3; i++) l.take('a', 0)
    equal(l.take('a', 999).ok, false)
    equal(l.take('a', 2000).ok, true)
  })
  it('forgets the oldest key rather than grow', () => {
    const l = limit()
    for (let i = 0; i < 4; i++) l.take('a', 0)
    l.take('b', 0)
    l.take('c', 0)
    equal(l.take('a', 0).ok, true)
  })
})

describe('Safe headers (đầu mục an toàn)', () => {
  const app = new Hono()
  app.use(safeHeaders(false))
  app.get('/', (c) => c.text('x'))
  app.get('/own', (c) => c.text('x', 200, { 'content-security-policy': 'sandbox' }))
  it('allow no inline script or style', async () => {
    const policy = (await app.request('/')).headers.get('content-security-policy') ?? ''
    equal(policy.includes('unsafe-inline'), false)
    equal(policy.includes("default-src 'none'"), true)
  })
  it("keep an answer's own stricter policy", async () =>
    equal((await app.request('/own')).headers.get('content-security-policy'), 'sandbox'))
})
