/** A place on a page as people measure it: millimetres from the left and the top edge of what they see. */
export interface Box {
  leftMm: number
  topMm: number
  widthMm: number
  heightMm: number
}

/** A place in a file: the page from 1 (-1 is the last), and where on it. */
export interface Place {
  page: number
  box: Box
}

/** A page of a file: its visible part in points, and how far it is turned when shown (0, 90, 180, 270, clockwise). */
export interface PageFrame {
  x: number
  y: number
  width: number
  height: number
  rotate: number
}

/** Points in a millimetre. */
export const pointsPerMm = 72 / 25.4

/**
 * Where the seal stands (vị trí dấu): in its real size, over about a third of the signature, on its left; half way up the signature.
 * @law nd-30-2020 seal-over-signature: overlapping about one third of the signature on the left
 */
export function sealPlace(signature: Box, seal: { widthMm: number; heightMm: number }): Box {
  return {
    leftMm: signature.leftMm + signature.widthMm / 3 - seal.widthMm,
    topMm: signature.topMm + (signature.heightMm - seal.heightMm) / 2,
    ...seal,
  }
}

/** How the agency's mark lies at the top right of page 1 of an appendix or a copy. Distances from the edges are our own design. */
export function topRightPlace(pageWidthMm: number, mark: { widthMm: number; heightMm: number }): Box {
  return { leftMm: pageWidthMm - rightEdgeMm - mark.widthMm, topMm: topEdgeMm, ...mark }
}
// Above the letterhead, which begins at 20 mm: the page was full when it was signed.
const topEdgeMm = 4
const rightEdgeMm = 10

/** The page as people see it, millimetres. */
export function seenSize({ width, height, rotate }: PageFrame): { widthMm: number; heightMm: number } {
  const isTurned = rotate % 180 !== 0
  return { widthMm: (isTurned ? height : width) / pointsPerMm, heightMm: (isTurned ? width : height) / pointsPerMm }
}

/** Is the box on the page at all? A mark that nobody sees is none. */
export function isOnPage(box: Box, frame: PageFrame): boolean {
  const { widthMm, heightMm } = seenSize(frame)
  const slackMm = 0.5
  return (
    box.widthMm > 0 &&
    box.heightMm > 0 &&
    box.leftMm >= -slackMm &&
    box.topMm >= -slackMm &&
    box.leftMm + box.widthMm <= widthMm + slackMm &&
    box.topMm + box.heightMm <= heightMm + slackMm
  )
}

export interface Placed {
  /** lower left and upper right corner in the page's own points */
  rect: readonly [x0: number, y0: number, x1: number, y1: number]
  /** turns the appearance against the page's turn, so that it is read upright */
  matrix: readonly [number, number, number, number, number, number]
}

/** The box in the page's own co-ordinates: points from the lower left corner, before the page is turned. */
export function placeOnPage(box: Box, { x, y, width, height, rotate }: PageFrame): Placed {
  const left = box.leftMm * pointsPerMm
  const top = box.topMm * pointsPerMm
  const w = box.widthMm * pointsPerMm
  const h = box.heightMm * pointsPerMm
  switch (((rotate % 360) + 360) % 360) {
    case 90:
      return { rect: [x + top, y + left, x + top + h, y + left + w], matrix: [0, 1, -1, 0, h, 0] }
    case 180:
      return { rect: [x + width - left - w, y + top, x + width - left, y + top + h], matrix: [-1, 0, 0, -1, w, h] }
    case 270:
      return { rect: [x + width - top - h, y + height - left - w, x + width - top, y + height - left], matrix: [0, -1, 1, 0, 0, w] }
    default:
      return { rect: [x + left, y + height - top - h, x + left + w, y + height - top], matrix: [1, 0, 0, 1, 0, 0] }
  }
}
