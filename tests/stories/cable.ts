import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type pg from 'pg'

/** A cable between the product and its database that a test can cut and mend: what breaks in real life is the network. */
export type Cable = { config: pg.ClientConfig; cut(): Promise<void>; mend(): Promise<void> }

/** Lays a cable to a database: a port of loopback that passes every byte on. */
export async function layCable(to: pg.ClientConfig): Promise<Cable> {
  const url = to.connectionString ? new URL(to.connectionString) : null
  const host = url ? url.searchParams.get('host') || url.hostname || '127.0.0.1' : (to.host ?? '127.0.0.1')
  const port = Number((url ? url.port : to.port) || 5432)
  const ends = new Set<Socket>()
  const server = createServer((near) => {
    const far = host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
      end.pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>((done) => server.listen(at, '127.0.0.1', done))
  await listen(0)
  const own = (server.address() as AddressInfo).port
  if (url) {
    url.hostname = '127.0.0.1'
    url.port = String(own)
    url.searchParams.delete('host')
  }
  return {
    config: url ? { connectionString: url.toString() } : { ...to, host: '127.0.0.1', port: own },
    cut: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const end of ends) end.destroy()
      }),
    mend: () => listen(own),
  }
}
