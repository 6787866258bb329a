import { equal, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { qrRows } from '../../src/platform/pdf/qr.ts'

const isHere = !spawnSync('pdftotext', ['-v']).error

/** The words of a PDF in one line; null where poppler-utils is not installed (and CI is not set). */
export function wordsOf(pdf: Buffer): string | null {
  if (!isHere && !process.env.CI) return null
  return inFolder(pdf, (file) => spawnSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).stdout.replace(/\s+/g, ' '))
}

/** The paper really carries a QR code of this address: every module is looked at in a picture of the first page. */
export function carriesQr(pdf: Buffer, address: string): void {
  if (!isHere && !process.env.CI) return
  const { width, pixels } = inFolder(pdf, (file) => pictureOf(file))
  const rows = qrRows(address)
  const unit = (22 / 25.4) * dotsPerInch * (1 / rows.length)
  const dark = (x: number, y: number) => (pixels[Math.round(y) * width + Math.round(x)] ?? 255) < 128
  const corner = cornerOf(pixels, width, 7 * unit)
  ok(corner, 'no QR code on the page')
  const seen = rows.map((row, y) =>
    Array.from(row, (_, x) => (dark(corner.x + (x + 0.5) * unit, corner.y + (y + 0.5) * unit) ? '1' : '0')).join(''),
  )
  equal(seen.join('\n'), rows.join('\n'), `the QR code does not say ${address}`)
}

const dotsPerInch = 300

function pictureOf(file: string): { width: number; pixels: Buffer } {
  const out = file.replace(/\.pdf$/, '')
  spawnSync('pdftoppm', ['-gray', '-singlefile', '-f', '1', '-r', String(dotsPerInch), file, out])
  const picture = readFileSync(`${out}.pgm`)
  const [head = '', width = ''] = /^P5\s+(\d+)\s+\d+\s+\d+\s/.exec(picture.subarray(0, 50).toString('latin1')) ?? []
  return { width: Number(width), pixels: picture.subarray(head.length) }
}

/** The first dark bar as long as the side of a finder pattern and a module thick: the upper left corner of the code. */
function cornerOf(pixels: Buffer, width: number, side: number): { x: number; y: number } | undefined {
  for (let start = 0; start < pixels.length; start++) {
    if ((pixels[start] ?? 255) >= 128 || (pixels[start - 1] ?? 0) < 128) continue
    let end = start
    while ((pixels[end] ?? 255) < 128) end++
    const below = start + width * Math.floor(side / 10)
    if (Math.abs(end - start - side) <= 3 && (pixels[below + 3] ?? 255) < 128 && (pixels[below + Math.floor(side) - 3] ?? 255) < 128)
      return { x: start % width, y: Math.floor(start / width) }
    start = end
  }
  return undefined
}

function inFolder<T>(pdf: Buffer, look: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-paper-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    return look(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
