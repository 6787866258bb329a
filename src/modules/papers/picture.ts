import { err, ok, type Result } from '../../kernel/result.ts'
import type { PageFacts } from './quality.ts'

/** Why bytes are no picture that we can put on a page. */
export type PictureRefused =
  | { kind: 'damaged-picture' }
  /** colours for printing presses */
  | { kind: 'cmyk' }
  /** see-through or interlaced PNG: would have to be made anew, and the scan must stay as it is */
  | { kind: 'unusual-png' }

/** How the picture's bytes go into a PDF as they are: JPEG whole; PNG by its packed lines. */
export type Picture = PageFacts & {
  coding: { kind: 'jpeg' } | { kind: 'png'; colours: 1 | 3; bits: number; palette: Uint8Array | null }
}

/** Reads what a picture says of itself from its first parts, without unpacking it (đọc thông số ảnh): size, density, colour, turn. */
export function readPicture(bytes: Uint8Array): Result<Picture, PictureRefused> {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readJpeg(bytes)
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return readPng(bytes)
  return err({ kind: 'damaged-picture' })
}

/** What cameras and programs write when they know nothing. */
const saysNothing = (dpi: number): boolean => dpi < 1 || Math.round(dpi) === 72 || Math.round(dpi) === 96
const stated = (x: number, y: number): number | null => {
  const dpi = Math.min(x, y)
  return !Number.isFinite(dpi) || saysNothing(dpi) ? null : dpi
}
const inchesOfCm = 2.54

function readJpeg(bytes: Uint8Array): Result<Picture, PictureRefused> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let [dpi, exifDpi, turn]: [number | null, number | null, PageFacts['turn']] = [null, null, 0]
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return err({ kind: 'damaged-picture' })
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = view.getUint16(at + 2)
    const body = at + 4
    if (length < 2 || at + 2 + length > bytes.length) return err({ kind: 'damaged-picture' })
    if (marker === 0xe0 && length >= 14 && ascii(bytes, body, 5) === 'JFIF\0') {
      const unit = bytes[body + 7]
      const [x, y] = [view.getUint16(body + 8), view.getUint16(body + 10)]
      if (unit === 1) dpi = stated(x, y)
      if (unit === 2) dpi = stated(x * inchesOfCm, y * inchesOfCm)
    }
    if (marker === 0xe1 && ascii(bytes, body, 6) === 'Exif\0\0')
      ({ dpi: exifDpi, turn } = readExif(bytes.subarray(body + 6, at + 2 + length)))
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      if (length < 8) return err({ kind: 'damaged-picture' })
      const [heightPx, widthPx, colours] = [view.getUint16(body + 1), view.getUint16(body + 3), bytes[body + 5]]
      if (widthPx === 0 || heightPx === 0 || !endsWhole(bytes)) return err({ kind: 'damaged-picture' })
      if (colours === 4) return err({ kind: 'cmyk' })
      return ok({ widthPx, heightPx, statedDpi: dpi ?? exifDpi, isColour: colours === 3, turn, coding: { kind: 'jpeg' } })
    }
    if (marker === 0xda) break
    at += 2 + length
  }
  return err({ kind: 'damaged-picture' })
}

/** The end marker stands at the end, perhaps with some padding after it: a picture that was cut off has none. */
function endsWhole(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 2; at >= Math.max(0, bytes.length - 4096); at--)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true
  return false
}

const turns: Record<number, PageFacts['turn']> = { 3: 180, 6: 90, 8: 270 }

/** Density and turn of a camera's picture: tags 0x011A, 0x011B, 0x0128, 0x0112 of the first directory. */
function readExif(tiff: Uint8Array): { dpi: number | null; turn: PageFacts['turn'] } {
  const none = { dpi: null, turn: 0 as const }
  if (tiff.length < 14) return none
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = ascii(tiff, 0, 2)
  if (order !== 'II' && order !== 'MM') return none
  const little = order === 'II'
  const start = view.getUint32(4, little)
  if (start + 2 > tiff.length) return none
  const ratio = (at: number): number =>
    at + 8 <= tiff.length ? view.getUint32(at, little) / Math.max(1, view.getUint32(at + 4, little)) : Number.NaN
  let [x, y, unit, turn]: [number, number, number, PageFacts['turn']] = [Number.NaN, Number.NaN, 2, 0]
  const count = view.getUint16(start, little)
  for (let i = 0; i < count && start + 2 + (i + 1) * 12 <= tiff.length; i++) {
    const at = start + 2 + i * 12
    const tag = view.getUint16(at, little)
    if (tag === 0x011a) x = ratio(view.getUint32(at + 8, little))
    if (tag === 0x011b) y = ratio(view.getUint32(at + 8, little))
    if (tag === 0x0128) unit = view.getUint16(at + 8, little)
    if (tag === 0x0112) turn = turns[view.getUint16(at + 8, little)] ?? 0
  }
  const scale = unit === 3 ? inchesOfCm : 1
  return { dpi: stated(x * scale, y * scale), turn }
}

function readPng(bytes: Uint8Array): Result<Picture, PictureRefused> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 57 || ascii(bytes, 12, 4) !== 'IHDR') return err({ kind: 'damaged-picture' })
  const [widthPx, heightPx] = [view.getUint32(16), view.getUint32(20)]
  const [bits = 0, type = 0, , , interlace] = bytes.subarray(24, 29)
  if (widthPx === 0 || heightPx === 0) return err({ kind: 'damaged-picture' })
  if (interlace !== 0 || ![0, 2, 3].includes(type)) return err({ kind: 'unusual-png' })
  let [dpi, palette, hasEnd]: [number | null, Uint8Array | null, boolean] = [null, null, false]
  for (const { name, from, to } of pngParts(bytes)) {
    if (name === 'pHYs' && to - from === 9 && bytes[from + 8] === 1)
      dpi = stated(view.getUint32(from) / inchesToM, view.getUint32(from + 4) / inchesToM)
    if (name === 'PLTE') palette = bytes.slice(from, to)
    if (name === 'tRNS') return err({ kind: 'unusual-png' })
    if (name === 'IEND') hasEnd = true
  }
  if (!hasEnd || (type === 3 && !palette)) return err({ kind: 'damaged-picture' })
  const isColour = type === 2 || (palette !== null && type === 3 && hasColour(palette))
  return ok({
    widthPx,
    heightPx,
    statedDpi: dpi,
    isColour,
    turn: 0,
    coding: { kind: 'png', colours: type === 2 ? 3 : 1, bits, palette: type === 3 ? palette : null },
  })
}

/** Dots a metre in one dot an inch. */
const inchesToM = 1 / 0.0254

const hasColour = (palette: Uint8Array): boolean => {
  for (let i = 0; i + 2 < palette.length; i += 3) if (palette[i] !== palette[i + 1] || palette[i] !== palette[i + 2]) return true
  return false
}

/** The parts of a PNG: where the content of each begins and ends. A part that runs past the end is not told. */
export function* pngParts(bytes: Uint8Array): Generator<{ name: string; from: number; to: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    if (at + 12 + length > bytes.length) return
    yield { name: ascii(bytes, at + 4, 4), from: at + 8, to: at + 8 + length }
    at += 12 + length
  }
}

const ascii = (bytes: Uint8Array, from: number, length: number): string => String.fromCharCode(...bytes.subarray(from, from + length))
