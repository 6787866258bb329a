import { createReadStream } from 'node:fs'
import { connect, type NetConnectOpts, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** Where a virus scanner listens (máy quét mã độc): a TCP port or a socket of this machine. */
export type ScannerAddress = { host: string; port: number } | { socket: string }

/** What the scanner says of a file. `unscanned`: it gave no verdict (away, too slow, too large for it, out of order). */
export type ScanVerdict = { kind: 'clean' } | { kind: 'infected'; name: string } | { kind: 'unscanned'; why: string }

/** Looks at a file on disk before it is taken. Never throws: what is not known to be clean is `unscanned`. */
export type FileScanner = { scan(path: string): Promise<ScanVerdict> }

/** clamd takes a stream in parts of at most `StreamMaxLength`; each part has its length before it, four bytes, the highest first. */
const partBytes = 64 * 1024

/**
 * Asks clamd by its INSTREAM command, as its manual describes: `zINSTREAM\0`, parts with their lengths, a length of zero, then one line.
 * @param timeoutMs how long it may stay silent
 */
export function clamdScanner(address: ScannerAddress, { timeoutMs = 30_000 }: { timeoutMs?: number } = {}): FileScanner {
  const target: NetConnectOpts = 'socket' in address ? { path: address.socket } : address
  return {
    async scan(path) {
      const source = createReadStream(path, { highWaterMark: partBytes })
      const socket = connect(target)
      try {
        return verdictOf(await ask(socket, source, timeoutMs))
      } catch (error) {
        return { kind: 'unscanned', why: (error as NodeJS.ErrnoException).code ?? (error as Error).message }
      } finally {
        source.destroy()
        socket.destroy()
      }
    },
  }
}

function ask(socket: Socket, source: Readable, timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    socket.setTimeout(timeoutMs, () => reject(new Error('silent')))
    socket.on('error', reject)
    source.on('error', reject)
    socket.on('data', (bytes) => {
      answer += bytes.toString('utf8')
      if (answer.length > 4096) reject(new Error('talkative'))
    })
    socket.on('close', () => resolve(answer))
    socket.on('end', () => resolve(answer))
    socket.on('connect', async () => {
      try {
        await written(socket, Buffer.from('zINSTREAM\0'))
        for await (const part of source) {
          const bytes = part as Buffer
          const length = Buffer.alloc(4)
          length.writeUInt32BE(bytes.length)
          await written(socket, Buffer.concat([length, bytes]))
        }
        await written(socket, Buffer.alloc(4))
      } catch {
        // clamd answers and hangs up in the middle when a file is too large for it: its answer says so.
      }
    })
  })
}

const written = (socket: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))

/** `stream: OK`, `stream: Eicar-Test-Signature FOUND`, `INSTREAM size limit exceeded. ERROR`. */
function verdictOf(answer: string): ScanVerdict {
  const line = answer.replaceAll('\0', '').trim()
  if (/^stream: OK$/.test(line)) return { kind: 'clean' }
  const found = /^stream: (.+) FOUND$/.exec(line)?.[1]
  return found === undefined ? { kind: 'unscanned', why: line.slice(0, 200) || 'no answer' } : { kind: 'infected', name: found }
}
