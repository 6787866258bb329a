import { deepEqual, equal, rejects, ok as yes } from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { PDFDocument } from '@cantoo/pdf-lib'
import { moment } from '../../../kernel/moment.ts'
import { createTypst } from '../../../platform/pdf/typst.ts'
import { propose } from '../propose.ts'
import { createTextReader } from '../read-text.adapter.ts'
import { pngScan } from '../scan.fixture.ts'
import { inspectPdf, makePdf, pictureOfPage } from './scan-pdf.adapter.ts'
import { createScanThread } from './thread.adapter.ts'

const folder = mkdtempSync(join(tmpdir(), 'motcua-scan-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const about = { title: 'Giấy chứng nhận <mẫu> & bản quét', at: moment('2026-11-20T08:00:00+07:00') }
const png = (change: Parameters<typeof pngScan>[0] = {}) => ({ mediaType: 'image/png', bytes: new Uint8Array(pngScan(change)) })
const has = (program: string) => spawnSync(program, ['-v']).error === undefined
const inFolder = (name: string, bytes: Uint8Array) => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

describe('PDF of scans (PDF bản quét)', () => {
  it('has one page a picture, in its real size, its bytes as they were, marked as PDF/A-2b', async () => {
    const scans = [png(), png({ width: 1011, height: 638, dpi: 300, tint: 2 })]
    const made = await makePdf(scans, about)
    deepEqual([made.pages, made.form], [2, 'pdf-a-2b'])
    const opened = await PDFDocument.load(made.bytes)
    deepEqual(
      opened.getPages().map((page) => [page.getWidth(), page.getHeight()].map((points) => Math.round((points / 72) * 25.4))),
      [
        [210, 297],
        [86, 54],
      ],
    )
    yes(Buffer.from(made.bytes).includes('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>'))
    yes(Buffer.from(made.bytes).includes('/OutputIntents'))
    const facts = await inspectPdf(made.bytes)
    deepEqual(facts.ok && facts.value.map((page) => [page.widthPx, Math.round(page.statedDpi ?? 0), page.isColour]), [
      [1654, 200, true],
      [1011, 300, true],
    ])
    const again = await pictureOfPage(made.bytes, 1)
    equal(again?.mediaType, 'image/png')
  })

  it('is sound in the eyes of another program', { skip: has('pdfinfo') ? false : 'no pdfinfo (poppler-utils)' }, async () => {
    const path = inFolder('made.pdf', (await makePdf([png()], about)).bytes)
    const said = execFileSync('pdfinfo', [path], { encoding: 'utf8' })
    yes(/Pages:\s+1/.test(said) && /Encrypted:\s+no/.test(said), said)
    yes(/595\.\d+ x 84\d\.\d+ pts \(A4\)|595\.4/.test(said), said)
    if (has('qpdf')) equal(spawnSync('qpdf', ['--check', path]).status, 0)
  })

  it('stays an ordinary PDF with pages of PDF among the pictures', async () => {
    const first = await makePdf([png()], about)
    const made = await makePdf([{ mediaType: 'application/pdf', bytes: first.bytes }, png({ tint: 3 })], about)
    deepEqual([made.pages, made.form], [2, 'pdf'])
  })

  it('refuses what is damaged, empty of pictures, or has too many pages', async () => {
    const written = await PDFDocument.create()
    written.addPage().drawText('born digital')
    const many = await PDFDocument.create()
    for (let i = 0; i < 1000; i++) many.addPage([10, 10])
    const refusal = async (bytes: Uint8Array) => {
      const answer = await inspectPdf(bytes)
      return answer.ok ? null : answer.error
    }
    deepEqual(await refusal(await written.save()), { kind: 'no-picture', page: 1 })
    deepEqual(await refusal(await many.save()), { kind: 'too-many-pages', most: 300, pages: 1000 })
    deepEqual(await refusal(Buffer.from('%PDF-1.7\nnothing\n%%EOF')), { kind: 'damaged-pdf' })
    const half = (await makePdf([png()], about)).bytes
    equal((await refusal(half.slice(0, half.length >> 1)))?.kind === undefined, false)
  })

  it('refuses a PDF with a password', async () => {
    const document = await PDFDocument.create()
    document.addPage()
    document.encrypt({ userPassword: 'mat khau', ownerPassword: 'chu', permissions: {} })
    const answer = await inspectPdf(await document.save())
    deepEqual(answer, { ok: false, error: { kind: 'encrypted' } })
  })

  it('does not unpack a bomb: a picture that says less than it unpacks to, or more, is damaged', async () => {
    const thread = createScanThread()
    for (const declared of [
      { width: 100, height: 100 },
      { width: 60_000, height: 60_000 },
    ])
      equal(
        await thread.make([png({ declared })], about).then(
          () => 'made',
          () => 'refused',
        ),
        'refused',
      )
    equal((await thread.make([png()], about)).pages, 1, 'and the thread goes on')
    await thread.close()
  })
})

describe('Reading Vietnamese from a picture (nhận dạng chữ tiếng Việt)', {
  skip: has('pdftoppm') ? false : 'no pdftoppm (poppler-utils)',
}, () => {
  it('reads a page of an office, and proposes its fields', async () => {
    writeFileSync(
      join(folder, 'page.typ'),
      `#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Tinos", size: 14pt, lang: "vi")
Số: 123/GCN-UBND #h(1fr) _Thử, ngày 05 tháng 3 năm 2024_
#align(center)[*GIẤY CHỨNG NHẬN QUYỀN SỬ DỤNG ĐẤT*]
Thửa đất số 45, tờ bản đồ số 12, diện tích 250 mét vuông, sử dụng lâu dài.`,
    )
    const typst = createTypst({ templateFolder: folder })
    const pdf = inFolder('page.pdf', typst.render({ template: 'page', title: 'mẫu', at: about.at as never, data: {} }))
    await typst.close()
    execFileSync('pdftoppm', ['-png', '-r', '200', pdf, join(folder, 'page')])
    const reader = createTextReader()
    const text = await reader.read(readFileSync(join(folder, 'page-1.png')))
    await reader.close()
    const found = propose([text], ['Giấy chứng nhận quyền sử dụng đất'])
    deepEqual(
      [found.numberSymbol, found.datedOn, found.name].map((of) => of[0]?.value),
      ['123/GCN-UBND', '2024-03-05', 'Giấy chứng nhận quyền sử dụng đất'],
      text,
    )
  })
})

describe('The reader closes (tắt máy đọc)', () => {
  it('and tells whoever was waiting, so that the house can close too', async () => {
    const reader = createTextReader()
    const reading = reader.read(pngScan()).then(
      () => 'read',
      () => 'refused',
    )
    await reader.close()
    equal(await reading, 'refused')
    await rejects(reader.read(pngScan()))
  })
})
