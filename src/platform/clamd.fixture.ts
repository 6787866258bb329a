import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:net'

/** The harmless text that every scanner must find (EICAR), put together so that this file itself is not found. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE', '!$H+H*'].join('')

/** A small server that speaks clamd's INSTREAM, for tests: it finds EICAR, and hangs up on what is larger than it takes. */
export async function openClamd({
  bytesMax = 1_000_000,
  silent = false,
} = {}): Promise<{ port: number; scanned(): number; close(): Promise<void> }> {
  let scanned = 0
  const server: Server = createServer((socket) => {
    let got: Buffer = Buffer.alloc(0)
    let body: Buffer = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (bytes: Buffer) => {
      got = Buffer.concat([got, bytes])
      const begin = Buffer.from('zINSTREAM\0')
      if (body.length === 0 && got.subarray(0, begin.length).equals(begin)) got = got.subarray(begin.length)
      for (;;) {
        if (got.length < 4) return
        const length = got.readUInt32BE()
        if (length === 0) break
        if (got.length < 4 + length) return
        body = Buffer.concat([body, got.subarray(4, 4 + length)])
        got = got.subarray(4 + length)
        if (body.length > bytesMax) return void socket.end('INSTREAM size limit exceeded. ERROR\0')
      }
      scanned += 1
      if (!silent) socket.end(body.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    scanned: () => scanned,
    close: () => new Promise((done) => server.close(() => done())),
  }
}
