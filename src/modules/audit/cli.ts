import { assertNever } from '../../kernel/assert.ts'
import { momentText } from '../../kernel/moment.ts'
import type { Database } from '../../platform/postgres/database.ts'
import { type Agencies, verifyAll } from './jobs.ts'
import type { Broken } from './model.ts'

const usage = `journal verify

Kiểm tra nhật ký: tính lại dấu niêm của mọi mục và mọi giờ. Không byte nào bị sửa, không mục nào bị bớt hay chèn:
  {"entries":1204,"intact":true}
Nếu có, cho mục hỏng đầu tiên:
  {"entries":311,"intact":false,"broken":{"kind":"entry","agency":1,"stream":"org","seq":7,"message":"…"}}

Recomputes every seal of the journal. Exit: 0 intact, 1 broken, 2 wrong usage.`

export type JournalIo = {
  write(line: string): void
  warn(line: string): void
  /** Opens the store: only when the command needs it. */
  open(): Promise<{ db: Database; agencies: Agencies; close(): Promise<void> }>
}

/** `motcua journal verify`: one line, the whole journal of all agencies. */
export async function journal(args: readonly string[], io: JournalIo): Promise<0 | 1 | 2> {
  if (args.includes('--help') || args.includes('-h')) {
    io.write(usage)
    return 0
  }
  if (args.length !== 1 || args[0] !== 'verify') {
    io.warn(usage)
    return 2
  }
  const store = await io.open()
  try {
    const { entries, broken } = await verifyAll(store.db, store.agencies)
    io.write(JSON.stringify(broken ? { entries, intact: false, broken: lineOf(broken) } : { entries, intact: true }))
    return broken ? 1 : 0
  } finally {
    await store.close()
  }
}

function lineOf(broken: Broken): Record<string, unknown> {
  const { kind, agencyId: agency } = broken
  switch (kind) {
    case 'entry':
      return {
        kind,
        agency,
        stream: broken.stream,
        seq: broken.seq,
        message: `Mục ${broken.seq} của dòng ${broken.stream} không khớp dấu niêm.`,
      }
    case 'missing-entry':
      return { kind, agency, stream: broken.stream, seq: broken.seq, message: `Thiếu mục ${broken.seq} của dòng ${broken.stream}.` }
    case 'anchor': {
      const { expected, found } = broken
      const hour = momentText(broken.hour)
      return {
        kind,
        agency,
        hour,
        expected,
        found,
        message: `Giờ ${hour}: niêm ${expected} mục, nay có ${found} mục hoặc nội dung đã khác.`,
      }
    }
    default:
      return assertNever(kind)
  }
}
