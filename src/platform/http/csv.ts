import { Readable } from 'node:stream'
import type { ReadableStream as NodeStream } from 'node:stream/web'

/** A table as a file that spreadsheets open (bảng tính), sent while it is read. */
export function csvFile(name: string, lines: AsyncIterable<string>): Response {
  return new Response(Readable.toWeb(Readable.from(bytesOf(lines))) as NodeStream as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}

async function* bytesOf(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const line of lines) yield Buffer.from(line)
}
