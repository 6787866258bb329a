import { deepEqual, equal, match, ok as truthy } from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { moment } from '../../kernel/moment.ts'
import { ok } from '../../kernel/result.ts'
import { verifyPdfCommand } from './cli.ts'
import { createTestPki, type TestPki } from './testing.adapter.ts'
import { asking, letterPdf, signedTwice } from './verify/testing.adapter.ts'

let pki: TestPki
let folder: string
const file = (name: string) => join(folder, name)

before(async () => {
  pki = await createTestPki()
  folder = mkdtempSync(join(tmpdir(), 'verify-pdf-'))
  const at = moment('2026-10-20T09:00:00+07:00')
  writeFileSync(file('two.pdf'), await signedTwice(await letterPdf(), { identity: pki.person, at }, { identity: pki.agency, at }))
  writeFileSync(file('empty.pdf'), '')
  writeFileSync(file('agencies.json'), '["CN=Sở Thử Nghiệm"]')
  writeFileSync(file('nobody.txt'), '# chưa có\n')
  writeFileSync(file('wrong.txt'), 'C=VN\n')
  for (const name of ['pem', 'der', 'bad', 'none']) mkdirSync(file(name))
  writeFileSync(file('pem/goc.pem'), `Gốc của tỉnh\n${pki.issuing.pem.certificate}${pki.root.pem.certificate}`)
  writeFileSync(file('der/goc.cer'), pki.root.certificate)
  writeFileSync(file('der/goc.crl'), pki.crl.root)
  writeFileSync(file('der/ghi-chu.txt'), 'không phải chứng thư')
  writeFileSync(file('bad/goc.crt'), 'không phải chứng thư')
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await pki.close()
})

type Out = {
  text?: string
  refused?: { kind: string; message: string }
  verdict?: string
  changedAfterSigning?: boolean
  signatures?: { signer: string; role: string; valid: boolean; coversRevision: number; signedAt: string }[]
}

async function run(...args: string[]): Promise<{ exit: number; out: Out; lines: number; warned: string }> {
  const out: string[] = []
  const warned: string[] = []
  const io = { write: (line: string) => void out.push(line), warn: (line: string) => void warned.push(line) }
  const exit = await verifyPdfCommand(args, { ...io, now: () => asking(pki).now, rootsFolder: () => ok(file('pem')) })
  return { exit, out: out[0]?.startsWith('{') ? JSON.parse(out[0]) : { text: out[0] }, lines: out.length, warned: warned.join('\n') }
}
const refused = async (...args: string[]) => {
  const { exit, out } = await run(...args)
  equal(exit, 1)
  if (!out.refused) throw new Error('not refused')
  return out.refused
}

describe('motcua verify-pdf', () => {
  it('gives the verdict as one line of JSON, with roots in PEM or DER, and the list of agencies', async () => {
    for (const args of [['--roots', file('der')], ['--roots', file('pem'), '--agencies', file('agencies.json')], []]) {
      const { exit, out, lines } = await run(file('two.pdf'), ...args)
      deepEqual([exit, lines, out.verdict, out.changedAfterSigning], [0, 1, 'two-valid', false])
      deepEqual(
        out.signatures?.map(({ signer, role, valid, coversRevision, signedAt }) => ({ signer, role, valid, coversRevision, signedAt })),
        [
          { signer: 'Phạm Thử Ký', role: 'person', valid: true, coversRevision: 2, signedAt: '2026-10-20T09:00:00+07:00' },
          { signer: 'Sở Thử Nghiệm', role: 'agency', valid: true, coversRevision: 3, signedAt: '2026-10-20T09:00:00+07:00' },
        ],
      )
    }
  })
  it('takes nobody for an agency when the list names nobody', async () => {
    equal((await run(file('two.pdf'), '--agencies', file('nobody.txt'))).out.verdict, 'one-valid')
  })
  it('refuses what it cannot read, in Vietnamese, and says which', async () => {
    equal((await refused(file('empty.pdf'))).kind, 'empty-file')
    equal((await refused(file('not-there.pdf'))).kind, 'file-missing')
    equal((await refused(file('two.pdf'), '--roots', file('not-there'))).kind, 'roots-missing')
    equal((await refused(file('two.pdf'), '--roots', file('none'))).kind, 'roots-empty')
    match((await refused(file('two.pdf'), '--roots', file('bad'))).message, /goc\.crt/)
    match((await refused(file('two.pdf'), '--agencies', file('wrong.txt'))).message, /C=VN/)
    equal((await refused(file('two.pdf'), '--agencies', file('not-there'))).kind, 'agencies-missing')
  })
  it('explains itself, and wrong usage ends with 2', async () => {
    const help = await run('--help')
    equal(help.exit, 0)
    truthy(String(help.out.text).includes('--agencies'))
    for (const args of [[], ['a.pdf', 'b.pdf'], ['--unknown', 'a.pdf']]) {
      const { exit, warned, lines } = await run(...args)
      deepEqual([exit, lines, warned.startsWith('verify-pdf')], [2, 0, true])
    }
  })
})
