import { createInterface } from 'node:readline'

/** What a command answers with: done, refused (said on stdout), wrong usage. */
type Exit = 0 | 1 | 2

const write = (line: string) => process.stdout.write(`${line}\n`)
const warn = (line: string) => process.stderr.write(`${line}\n`)
const io = { write, warn }

const usage = `motcua <lệnh> …  (mỗi lệnh có --help)

  clock due | clock minutes        tính hạn trả, thời gian làm việc; đọc NDJSON từ stdin
  procedures check FILE…           kiểm tra quy trình nội bộ
  procedures import FILE…          nhập quy trình vào kho   [--agency MÃ] [--dry-run] [--skip-bad]
  journal verify                   kiểm tra nhật ký không bị sửa
  demo reset                       xóa dữ liệu mẫu và tạo lại`

/** Commands load what they need and nothing more: the pure ones touch no database. */
async function run([name, ...args]: string[]): Promise<Exit> {
  switch (name) {
    case 'clock':
      return (await import('./modules/clock/cli.ts')).clock(args, createInterface({ input: process.stdin }), write)
    case 'procedures':
      return (await import('./modules/procedures/cli.ts')).procedures(args, io)
    case undefined:
    case '--help':
    case 'help':
      write(usage)
      return name === undefined ? 2 : 0
    default:
      warn(`Không có lệnh "${name}".\n\n${usage}`)
      return 2
  }
}

process.exitCode = await run(process.argv.slice(2))
