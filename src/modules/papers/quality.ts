import { err, ok, type Result } from '../../kernel/result.ts'
import type { Say } from '../../kernel/say.ts'

/** Lowest resolution of a scan, dots an inch (độ phân giải tối thiểu). */
export const dpiMin = 200
/** Most pages of one paper, files of one paper, and pixels of one page. Our own limits: a page of A3 at 600 dpi has 70 million. */
export const pagesMax = 300
export const piecesMax = 120
export const pixelsMax = 80_000_000

/** What the file itself says of one page (thông số bản quét). */
export type PageFacts = {
  widthPx: number
  heightPx: number
  /** As the file states or places it; null when it says nothing, or only what cameras write. */
  statedDpi: number | null
  isColour: boolean
  /** Degrees clockwise by which it is turned when shown. */
  turn: 0 | 90 | 180 | 270
}

/** Why a page is not a scan as asked for. Pages are counted from 1 within their file. */
export type PageRefused =
  | { kind: 'too-coarse'; page: number; dpi: number; widthPx: number; heightPx: number; isStated: boolean }
  | { kind: 'not-colour'; page: number }
  | { kind: 'too-many-pixels'; page: number; widthPx: number; heightPx: number }
  | { kind: 'too-small'; page: number; widthMm: number; heightMm: number }
  | { kind: 'no-picture'; page: number }

/** A4, inches. */
const a4 = { short: 210 / 25.4, long: 297 / 25.4 }
/** An identity card is 54 mm high; what is smaller than this is a cut-out. Our own limit. */
const paperMinMm = 40
/** Scanners round: 199.9 is 200. */
const dpiSlack = 1

/** Dots an inch of a page: as stated, else as if the picture were a sheet of A4 (what a camera's picture is, when it fills the frame). */
export function dpiOf({ widthPx, heightPx, statedDpi }: PageFacts): { dpi: number; isStated: boolean } {
  if (statedDpi !== null) return { dpi: Math.round(statedDpi), isStated: true }
  const [short, long] = [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)]
  return { dpi: Math.round(Math.min(short / a4.short, long / a4.long)), isStated: false }
}

/**
 * Whether a page is scanned as it must be: in colour, at 200 dots an inch at least.
 * @law nd-30-2020 scan: a scan is PDF, in colour, 200 dpi at least, in its real size (as one province's regulation repeats it)
 */
export function judgePage(page: number, facts: PageFacts): Result<null, PageRefused> {
  const { widthPx, heightPx } = facts
  if (widthPx * heightPx > pixelsMax) return err({ kind: 'too-many-pixels', page, widthPx, heightPx })
  const { dpi, isStated } = dpiOf(facts)
  if (dpi < dpiMin - dpiSlack) return err({ kind: 'too-coarse', page, dpi, widthPx, heightPx, isStated })
  const [widthMm, heightMm] = [Math.round((widthPx / dpi) * 25.4), Math.round((heightPx / dpi) * 25.4)]
  if (Math.min(widthMm, heightMm) < paperMinMm) return err({ kind: 'too-small', page, widthMm, heightMm })
  return facts.isColour ? ok(null) : err({ kind: 'not-colour', page })
}

/** What the officer reads: the page, what was found, what to do. */
export function explainPage(refused: PageRefused, say: Say): string {
  const vi = `trang ${refused.page}: `
  const en = `page ${refused.page}: `
  switch (refused.kind) {
    case 'too-coarse': {
      const { dpi, widthPx, heightPx, isStated } = refused
      const how = isStated ? say('tệp ghi', 'as the file says') : say('tính theo khổ A4', 'measured against A4')
      return say(
        `${vi}${dpi} dpi (${how}, ${widthPx} × ${heightPx} điểm ảnh), cần ít nhất ${dpiMin} dpi. Quét lại ở ${dpiMin} dpi trở lên.`,
        `${en}${dpi} dpi (${how}, ${widthPx} × ${heightPx} pixels), at least ${dpiMin} dpi are needed. Scan it again at ${dpiMin} dpi or more.`,
      )
    }
    case 'not-colour':
      return say(`${vi}ảnh đen trắng hoặc xám. Quét lại ở chế độ màu.`, `${en}black and white or grey. Scan it again in colour.`)
    case 'too-many-pixels':
      return say(
        `${vi}ảnh ${refused.widthPx} × ${refused.heightPx} điểm ảnh, quá lớn để xử lý. Quét lại ở 200 đến 300 dpi.`,
        `${en}a picture of ${refused.widthPx} × ${refused.heightPx} pixels, too large to handle. Scan it again at 200 to 300 dpi.`,
      )
    case 'too-small':
      return say(
        `${vi}ảnh chỉ bằng ${refused.widthMm} × ${refused.heightMm} mm, không phải cả trang giấy.`,
        `${en}the picture measures only ${refused.widthMm} × ${refused.heightMm} mm, which is no whole sheet.`,
      )
    case 'no-picture':
      return say(
        `${vi}không có ảnh quét phủ trang. Tệp điện tử gốc thì đính kèm vào hồ sơ, không số hóa lại.`,
        `${en}no scanned picture covers the page. A file that was electronic from the start is laid to the dossier, not digitised again.`,
      )
  }
}
