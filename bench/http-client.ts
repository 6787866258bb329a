import { connect, type Socket } from 'node:net'

/** One answer: its status, its body (turned into text only when read), and how long it took. */
export type Answer = { status: number; readonly body: string; ms: number }

/**
 * A client that keeps one connection open and sends one request at a time, as a browser or a program does. Small on purpose: the machine
 * is shared with the server, and what the client burns the server lacks.
 */
export class Client {
  private socket: Socket
  private chunks: Buffer[] = []
  private length = 0
  private waiting: { done: (answer: Answer) => void; fail: (error: Error) => void; from: number } | undefined
  private host: string
  private open: () => Socket

  constructor(port: number, host = '127.0.0.1') {
    this.host = `${host}:${port}`
    this.open = () => {
      const socket = connect({ port, host, noDelay: true })
      socket.on('data', (chunk: Buffer) => this.read(chunk))
      socket.on('error', (error) => this.waiting?.fail(error))
      socket.on('close', () => this.waiting?.fail(new Error('the server closed the connection')))
      return socket
    }
    this.socket = this.open()
  }

  get(path: string, token?: string): Promise<Answer> {
    return this.send(`GET ${path} HTTP/1.1\r\nHost: ${this.host}\r\n${token ? `Authorization: Bearer ${token}\r\n` : ''}\r\n`)
  }

  post(path: string, token: string, key: string, body: string): Promise<Answer> {
    return this.send(
      `POST ${path} HTTP/1.1\r\nHost: ${this.host}\r\nAuthorization: Bearer ${token}\r\nIdempotency-Key: ${key}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  }

  close(): void {
    this.waiting = undefined
    this.socket.destroy()
  }

  private send(text: string): Promise<Answer> {
    // A server closes a connection that was idle while other sides had their turn; a browser opens another.
    if (this.socket.destroyed || this.socket.readableEnded) this.socket = this.open()
    return new Promise((done, fail) => {
      this.waiting = { done, fail, from: performance.now() }
      this.socket.write(text)
    })
  }

  private read(chunk: Buffer): void {
    this.chunks.push(chunk)
    this.length += chunk.length
    const all = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.length)
    this.chunks = [all]
    const end = all.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = all.toString('latin1', 0, end)
    const sized = /content-length: (\d+)/i.exec(head)
    const isChunked = !sized && /transfer-encoding: chunked/i.test(head)
    if (!sized && !isChunked) throw new Error(`an answer without a length: ${head}`)
    let bytes: Buffer
    if (sized) {
      const size = Number(sized[1])
      if (all.length < end + 4 + size) return
      bytes = all.subarray(end + 4, end + 4 + size)
    } else {
      if (!all.subarray(-7).toString('latin1').endsWith('0\r\n\r\n')) return
      bytes = unchunk(all.subarray(end + 4))
    }
    this.chunks = []
    this.length = 0
    const { waiting } = this
    this.waiting = undefined
    const ms = performance.now() - (waiting?.from ?? 0)
    waiting?.done({
      status: Number(head.slice(9, 12)),
      ms,
      get body() {
        return bytes.toString('utf8')
      },
    })
  }
}

function unchunk(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16)
    if (!size) return Buffer.concat(parts)
    parts.push(bytes.subarray(line + 2, line + 2 + size))
    at = line + 4 + size
  }
}

/** Runs `work` for every item with so many clients at once, each taking the next item when it is free. @returns seconds for all */
export async function together<T>(items: readonly T[], lanes: number, work: (item: T, lane: number) => Promise<void>): Promise<number> {
  let next = 0
  const from = performance.now()
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (next < items.length) await work(items[next++] as T, lane)
    }),
  )
  return (performance.now() - from) / 1000
}

/** The value below which the given share of the sample lies. */
export const quantile = (sample: readonly number[], share: number): number => {
  const sorted = [...sample].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
