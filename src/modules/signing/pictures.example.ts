import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [red: number, green: number, blue: number, alpha: number]

/** An invented handwritten signature (chữ ký tay): blue strokes on nothing, 60 × 24 mm at 300 dpi. */
export const handwrittenSignature = (): Uint8Array =>
  png(708, 283, (x, y) => {
    const along = x / 708
    const wave = 0.5 + 0.34 * Math.sin(along * 21) * Math.exp(-1.4 * along) - 0.12 * Math.sin(along * 7)
    const stroke = 0.5 + 0.3 * (along - 0.5)
    const isInk = Math.abs(y / 283 - wave) < 0.035 || (along > 0.2 && Math.abs(y / 283 - stroke) < 0.014)
    return isInk && along > 0.02 && along < 0.98 ? [16, 42, 160, 235] : [0, 0, 0, 0]
  })

/** An invented seal (con dấu): a red ring and a star, nobody's. */
export const redSeal = (): Uint8Array =>
  png(425, 425, (x, y) => {
    const [dx, dy] = [x - 212, y - 212]
    const away = Math.hypot(dx, dy)
    const turn = ((Math.atan2(dy, dx) + Math.PI / 2 + 2 * Math.PI) % ((2 * Math.PI) / 5)) - Math.PI / 5
    const isStar = away < 40 / Math.cos(Math.abs(turn) + 0.35) - 6 + 34 * Math.max(0, Math.abs(turn) - 0.35)
    const isRing = (away > 196 && away < 208) || (away > 120 && away < 124)
    const isMark = away > 140 && away < 180 && Math.floor(((Math.atan2(dy, dx) + Math.PI) * 22) / Math.PI) % 2 === 0
    return isRing || isStar || isMark ? [205, 18, 28, 215] : [0, 0, 0, 0]
  })

function png(width: number, height: number, at: (x: number, y: number) => Colour): Uint8Array {
  const rows = Buffer.alloc(height * (1 + width * 4))
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows.set(at(x, y), y * (1 + width * 4) + 1 + x * 4)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8) // eight bits of red, green, blue, alpha
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const sizes = Buffer.alloc(8)
  sizes.writeUInt32BE(data.length, 0)
  sizes.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([sizes.subarray(0, 4), named, sizes.subarray(4)])
}
