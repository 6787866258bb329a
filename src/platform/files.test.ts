import { deepEqual, equal, match, ok as yes } from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { downloadHeaders, type FileStore, fileStore, safeName } from './files.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-files-'))
const script = new URL('./files.ts', import.meta.url).href
let store: FileStore
before(async () => {
  store = await fileStore(folder)
})
after(() => rmSync(folder, { recursive: true, force: true }))

const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`)
const put = (bytes: Uint8Array, name: string, maxBytes = 1_000_000) => store.put(bytes, { name, maxBytes })
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const left = () => readdirSync(join(folder, 'incoming'))

/** A ZIP of empty entries: enough for the list of names at its end. */
function zip(...names: string[]): Buffer {
  const local = Buffer.concat(
    names.map((name) => Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(22), short(name.length), short(0), Buffer.from(name)])),
  )
  const central = Buffer.concat(
    names.map((name) =>
      Buffer.concat([Buffer.from('504b0102', 'hex'), Buffer.alloc(24), short(name.length), Buffer.alloc(16), Buffer.from(name)]),
    ),
  )
  const end = Buffer.alloc(22)
  end.writeUInt32BE(0x504b0506)
  end.writeUInt32LE(central.length, 12)
  return Buffer.concat([local, central, end])
}
const short = (n: number) => Buffer.from([n & 255, n >> 8])

describe('File store (kho tệp)', () => {
  it('keeps a file under the hash of its bytes and gives it back', async () => {
    const bytes = pdf('một')
    const stored = await put(bytes, 'don.pdf')
    deepEqual(stored, { ok: true, value: { sha256: sha(bytes), sizeBytes: bytes.length, mediaType: 'application/pdf' } })
    const opened = await store.open(sha(bytes))
    equal(opened?.sizeBytes, bytes.length)
    deepEqual(Buffer.concat(await Array.fromAsync(opened?.stream ?? [])), bytes)
    equal(await store.has(sha(bytes)), true)
  })

  it('keeps equal bytes once, whoever sends them at the same time', async () => {
    const bytes = pdf('hai')
    const answers = await Promise.all(Array.from({ length: 8 }, () => put(bytes, 'x.pdf')))
    yes(answers.every((a) => a.ok && a.value.sha256 === sha(bytes)))
    deepEqual(left(), [])
  })

  it('takes a stream in parts of any size', async () => {
    const bytes = pdf(randomBytes(5000).toString('hex'))
    async function* parts() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
    }
    const stored = await store.put(parts(), { name: 'a.PDF', maxBytes: 20_000 })
    equal(stored.ok && stored.value.sha256, sha(bytes))
  })

  it('takes a file of exactly the limit and refuses one byte more, leaving nothing', async () => {
    yes((await put(pdf('x'.repeat(91)), 'a.pdf', 100)).ok)
    deepEqual(await put(pdf('x'.repeat(92)), 'a.pdf', 100), { ok: false, error: { kind: 'too-large', maxBytes: 100 } })
    deepEqual(left(), [])
  })

  it('refuses an empty file', async () => deepEqual(await put(Buffer.alloc(0), 'a.pdf'), { ok: false, error: { kind: 'empty-file' } }))

  const kind = async (bytes: Uint8Array, name: string) => {
    const answer = await put(bytes, name)
    return answer.ok ? answer.value.mediaType.replace(/^.*[./]/, '') : answer.error.kind
  }
  it('knows a type by its bytes', async () => {
    equal(await kind(Buffer.from('89504e470d0a1a0a00', 'hex'), 'a.png'), 'png')
    equal(await kind(Buffer.from('ffd8ffe000', 'hex'), 'a.JPG'), 'jpeg')
    equal(await kind(zip('[Content_Types].xml', 'word/document.xml'), 'a.docx'), 'document')
    equal(await kind(zip('xl/workbook.xml', '[Content_Types].xml'), 'a.xlsx'), 'sheet')
    equal(await kind(Buffer.from('308201000609 2a864886f70d010702a0'.replace(' ', ''), 'hex'), 'a.p7s'), 'pkcs7-signature')
    equal(await kind(Buffer.from('Đơn đề nghị\n'), 'a.txt'), 'plain; charset=utf-8')
  })
  it('refuses a name that says otherwise than the bytes', async () => {
    deepEqual(await put(Buffer.from('ffd8ffe000', 'hex'), 'a.pdf'), {
      ok: false,
      error: { kind: 'type-mismatch', claimed: 'pdf', found: 'jpeg' },
    })
    equal(await kind(pdf(''), 'a.docx'), 'type-mismatch')
    equal(await kind(zip('[Content_Types].xml', 'xl/workbook.xml'), 'a.docx'), 'type-mismatch')
    equal(await kind(Buffer.from('<script>alert(1)</script>'), 'a.html'), 'type-mismatch')
    equal(await kind(pdf(''), 'khong-duoi'), 'type-mismatch')
  })
  it('refuses programs, plain archives, documents with macros and text in another encoding', async () => {
    equal(await kind(Buffer.from('4d5a90000300', 'hex'), 'a.pdf'), 'unknown-type')
    equal(await kind(zip('a.exe'), 'a.docx'), 'unknown-type')
    equal(await kind(zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'a.docx'), 'unknown-type')
    equal(await kind(Buffer.from([0xd0, 0xe5, 0x20]), 'a.txt'), 'unknown-type')
  })

  it('opens nothing by a name that is no hash', async () => {
    for (const name of ['../incoming', '', 'a'.repeat(64), '..%2f..%2fetc%2fpasswd']) {
      equal(await store.open(name), null)
      equal(await store.has(name), false)
    }
  })

  it('holds an acknowledged file when its process is killed', async () => {
    const bytes = pdf(randomBytes(200_000).toString('base64'))
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer(folder, bytes.length)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(bytes)
    const told = new Promise<string>((tell) => child.stdout.once('data', (data) => tell(String(data).trim())))
    equal(await told, sha(bytes))
    child.kill('SIGKILL')
    deepEqual(readFileSync(join(folder, sha(bytes).slice(0, 2), sha(bytes))), bytes)
  })

  it('says that the disk is full, and leaves nothing half written', () => {
    const say = `const s = await (await import(${JSON.stringify(script)})).fileStore(process.env.STORE);
      const a = await s.put(Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(3_000_000)]), { name: 'a.pdf', maxBytes: 5_000_000 });
      console.log(JSON.stringify([a, (await import('node:fs')).readdirSync(process.env.STORE + '/incoming')]))`
    const run = (command: string, args: string[]) =>
      execFileSync(command, args, {
        env: { ...process.env, NODE: process.execPath, SAY: say, STORE: join(folder, 'small') },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const node = 'exec "$NODE" --import tsx --input-type=module -e "$SAY"'
    const ways = [
      () => run('unshare', ['-Urm', 'sh', '-c', `mkdir -p "$STORE" && mount -t tmpfs -o size=256k none "$STORE" && ${node}`]), // a real disk that is full
      () => run('bash', ['-c', `ulimit -f 1024; ${node}`]), // where no disk may be mounted: a limit on the size of files
    ]
    const said = ways.map((way) => attempt(way)).find((answer) => answer !== null)
    deepEqual(said && JSON.parse(said), [{ ok: false, error: { kind: 'disk-full' } }, []])
  })
})

const attempt = (way: () => string): string | null => {
  try {
    return way()
  } catch {
    return null
  }
}

const writer = (where: string, bytes: number) => `
  const store = await (await import(${JSON.stringify(script)})).fileStore(${JSON.stringify(where)})
  const answer = await store.put(process.stdin, { name: 'a.pdf', maxBytes: ${bytes} })
  console.log(answer.value.sha256)
  setInterval(() => {}, 1000)`

describe('Safe name (tên tệp an toàn)', () => {
  it('keeps a Vietnamese name, in one Unicode form', () => equal(safeName('Bản vẽ số 2.pdf'.normalize('NFD')), 'Bản vẽ số 2.pdf'))
  it('keeps no path', () => {
    equal(safeName('../../etc/passwd'), 'passwd')
    equal(safeName('C:\\Hồ sơ\\đơn.pdf'), 'đơn.pdf')
    equal(safeName('..'), 'tep')
    equal(safeName('/'), 'tep')
  })
  it('keeps nothing that cannot be seen or turns the reading direction', () =>
    equal(safeName('don\u202efdp.exe\u0000\u200b'), 'donfdp.exe'))
  it('avoids names that a reader’s system keeps for itself', () => {
    equal(safeName('con.pdf'), '_con.pdf')
    equal(safeName('LPT1'), '_LPT1')
    equal(safeName('a<b>?.pdf. '), 'a_b__.pdf')
  })
  it('cuts a long name before its ending', () => {
    const cut = safeName(`${'đ'.repeat(300)}.pdf`)
    equal([...cut].length, 120)
    match(cut, /đ\.pdf$/)
  })
  it('holds for any text: short, visible, no path, never empty, and the same again', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const name = safeName(text)
        yes(name !== '' && [...name].length <= 121 && !/[\\/:"|?*<>]|\p{C}/u.test(name) && name !== '.' && name !== '..')
        equal(safeName(name), name)
      }),
      { numRuns: 60 },
    ))
})

describe('Headers of a file given out', () => {
  it('is a download that nothing runs in', () => {
    const headers = downloadHeaders({ name: 'Đơn "xin".txt', mediaType: 'text/plain; charset=utf-8', sizeBytes: 3 }, { inline: true })
    equal(headers['content-disposition'], `attachment; filename="don _xin_.txt"; filename*=UTF-8''${encodeURIComponent('Đơn _xin_.txt')}`)
    equal(headers['x-content-type-options'], 'nosniff')
    match(headers['content-security-policy'] ?? '', /sandbox/)
  })
  it('shows a PDF when asked', () =>
    match(downloadHeaders({ name: 'a.pdf', mediaType: 'application/pdf' }, { inline: true })['content-disposition'] ?? '', /^inline/))
})
