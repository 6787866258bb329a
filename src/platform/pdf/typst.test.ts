import { deepEqual, equal, match, notEqual, ok, rejects, throws } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { moment } from '../../kernel/moment.ts'
import { drawableIn } from './glyphs.ts'
import { printable, printableDeep } from './printable.ts'
import { qrRows } from './qr.ts'
import { createTypst, type Print } from './typst.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-typst-'))
const typst = createTypst({ templateFolder: folder })
after(async () => {
  await typst.close()
  rmSync(folder, { recursive: true })
})

const poppler = spawnSync('pdftotext', ['-v']).error ? 'poppler-utils is not on this machine (pdftotext, pdftoppm)' : false

const template = (name: string, body: string): string => {
  writeFileSync(join(folder, `${name}.typ`), `#import "/official.typ": *\n#show: sheet\n${body}`)
  return name
}
const note = template('note', '#par(data.text)')
const print = (data: object, rest: Partial<Print> = {}): Print => ({
  template: note,
  title: 'Phiếu',
  at: moment('2026-03-02T10:24:00+07:00'),
  data,
  ...rest,
})
const saved = (pdf: Uint8Array, name: string): string => {
  writeFileSync(join(folder, name), pdf)
  return join(folder, name)
}
const textOf = (pdf: Uint8Array): string => spawnSync('pdftotext', ['-raw', saved(pdf, 'read.pdf'), '-'], { encoding: 'utf8' }).stdout

describe('Printing by Typst (tạo PDF)', () => {
  it('prints what reads like markup as the letters it is', { skip: poppler }, () => {
    const text =
      '#import "/etc/passwd" #panic("x") $x^2$ \\ * _a_ `b` <script>alert(1)</script> @who = - + // /* */ https://a.example "q" -- ...'
    equal(textOf(typst.render(print({ text }))).replaceAll(/\s/g, ''), text.replaceAll(' ', ''))
  })
  it('prints decomposed Vietnamese composed', { skip: poppler }, () =>
    ok(textOf(typst.render(print({ text: 'Nguyễn Thị Hưởng'.normalize('NFD') }))).includes('Nguyễn Thị Hưởng')),
  )
  it('shows the number of a character that the font cannot draw', { skip: poppler }, () =>
    ok(textOf(typst.render(print({ text: 'A😀B 你' }))).includes('A[U+1F600]B [U+4F60]')),
  )
  it('breaks a word that is wider than the page', { skip: poppler }, () => {
    const word = 'Ấ'.repeat(500)
    equal(textOf(typst.render(print({ text: word }))).replaceAll(/\s/g, ''), word)
  })
  it('gives the same bytes for the same print', () => deepEqual(typst.render(print({ text: 'một' })), typst.render(print({ text: 'một' }))))
  it('keeps the date that it was given', () => {
    const later = print({ text: 'một' }, { at: moment('2026-03-03T10:24:00+07:00') })
    notEqual(Buffer.compare(typst.render(print({ text: 'một' })), typst.render(later)), 0)
    match(Buffer.from(typst.render(later)).toString('latin1'), /D:20260303102400/)
  })
  it('makes PDF/A-2b unless plain is asked for', () => {
    const claim = (archival: boolean) =>
      /<pdfaid:part>2<\/pdfaid:part>.*<pdfaid:conformance>B</s.test(
        Buffer.from(typst.render(print({ text: 'một' }, { archival }))).toString('latin1'),
      )
    deepEqual([claim(true), claim(false)], [true, false])
  })
  it('throws a failure with the name of the template, without the text', () => {
    const broken = template('broken', '#data.absent.more')
    throws(
      () => typst.render(print({ text: 'Nguyễn Văn Kín' }, { template: broken })),
      (fault: Error) => /^template broken: .*absent/.test(fault.message) && !fault.message.includes('Kín'),
    )
  })
  it('throws for a template that is not there', () => throws(() => typst.render(print({}, { template: 'no-such' })), /template no-such/))
  it('lets a template read nothing outside its folder', () => {
    const nosy = template('nosy', '#read("../../../../../../etc/hostname")')
    throws(() => typst.render(print({}, { template: nosy })), /template nosy/)
  })
})

describe('Printing on a thread of its own', () => {
  const long = print({ text: 'Một câu vừa phải để in thành nhiều trang. '.repeat(12_000) })
  it('gives the same bytes as here', async () =>
    deepEqual(await typst.renderInWorker(print({ text: 'một' })), typst.render(print({ text: 'một' }))))
  it('leaves this thread free while it prints', async () => {
    let turns = 0
    const beat = setInterval(() => turns++, 5)
    await typst.renderInWorker(long)
    clearInterval(beat)
    ok(turns > 10, `only ${turns} turns`)
  })
  it('refuses with the name of the template, and prints on', async () => {
    const broken = template('broken-there', '#data.absent')
    await rejects(typst.renderInWorker(print({}, { template: broken })), /template broken-there/)
    ok((await typst.renderInWorker(print({ text: 'một' }))).length > 0)
  })
  it('refuses what is under way when it is closed, and starts anew when asked again', async () => {
    const refused = rejects(typst.renderInWorker(long), /closed/)
    await typst.close()
    await refused
    ok((await typst.renderInWorker(print({ text: 'một' }))).length > 0)
  })
})

describe('Text that may stand on paper', () => {
  const every = () => true
  it('drops what is invisible or turns the reading direction', () =>
    equal(printable('A\u202eB\u200b\u0000C\u00ad\ufeff\u2066D', every), 'ABCD'))
  it('keeps line breaks of every kind as one kind', () => equal(printable('a\r\nb\rc\u2028d', every), 'a\nb\nc\nd'))
  it('turns tabs into blanks', () => equal(printable('a\tb', every), 'a b'))
  it('mends half a surrogate pair', () => equal(printable('a\ud83d', every), 'a\ufffd'))
  it('reaches texts at every depth and leaves numbers alone', () =>
    deepEqual(printableDeep({ a: ['e\u0301', 1, null, true] }, every), { a: ['é', 1, null, true] }))
})

describe('Glyphs of Tinos', () => {
  const draws = drawableIn(readFileSync(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'))))
  it('has every Vietnamese letter', () => {
    const vowels = 'aăâeêioôơuưy'
      .split('')
      .flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')))
    const letters = [...vowels, 'đ'].flatMap((letter) => [letter, letter.toUpperCase()])
    equal(letters.length, 146)
    deepEqual(
      letters.filter((letter) => letter.length !== 1 || !draws(letter.codePointAt(0)!)),
      [],
    )
  })
  it('has no emoji and no Chinese', () => deepEqual([0x1f600, 0x4f60].map(draws), [false, false]))
})

describe('QR code', () => {
  const rows = qrRows('https://motcua.example/tra-cuu/H56.12-260213-0002')
  it('is a square with a finder in its corner', () => {
    ok(rows.every((row) => row.length === rows.length))
    equal(rows[0]?.slice(0, 8), '11111110')
  })
  it('is drawn module for module', { skip: poppler }, () => {
    const modules = rows.length
    writeFileSync(
      join(folder, 'qr.typ'),
      `#import "/official.typ": *\n#show: sheet\n#set page(width: ${modules}mm, height: ${modules}mm, margin: 0mm)\n#qr(data.rows, width: ${modules}mm)`,
    )
    const file = saved(typst.render(print({ rows }, { template: 'qr' })), 'qr.pdf')
    spawnSync('pdftoppm', ['-gray', '-scale-to', String(modules * 8), file, join(folder, 'qr')])
    const picture = readFileSync(join(folder, 'qr-1.pgm'))
    const pixels = picture.subarray(picture.length - (modules * 8) ** 2)
    const seen = rows.map((row, y) =>
      Array.from(row, (_, x) => (pixels[(y * 8 + 4) * modules * 8 + x * 8 + 4]! < 128 ? '1' : '0')).join(''),
    )
    deepEqual(seen, rows)
  })
})
