import { crc32, deflateSync } from 'node:zlib'

/** Pictures for tests: flat, so that they weigh little, with what a scanner would write about them. A4 at 200 dpi unless told. */
export function pngScan({
  width = 1654,
  height = 2339,
  dpi = 200,
  isColour = true,
  tint = 1,
  declared = null as null | { width: number; height: number },
  noise = 0,
} = {}): Buffer {
  const part = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const colours = isColour ? 3 : 1
  const head = Buffer.alloc(13)
  head.writeUInt32BE(declared?.width ?? width)
  head.writeUInt32BE(declared?.height ?? height, 4)
  head.set([8, isColour ? 2 : 0, 0, 0, 0], 8)
  const density = Buffer.alloc(9)
  density.writeUInt32BE(Math.round(dpi / 0.0254))
  density.writeUInt32BE(Math.round(dpi / 0.0254), 4)
  density[8] = 1
  const line = Buffer.alloc(width * colours + 1, 200 + tint)
  line[0] = 0
  const lines = Buffer.alloc(line.length * height)
  for (let y = 0; y < height; y++) line.copy(lines, y * line.length)
  // Some lines of what does not pack, so that the file weighs something: always the same.
  for (let i = 1, seed = 7; i < noise && i < lines.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    if (i % line.length !== 0) lines[i] = seed >> 16
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    part('IHDR', head),
    ...(dpi > 0 ? [part('pHYs', density)] : []),
    part('IDAT', deflateSync(lines, { level: 1 })),
    part('IEND', new Uint8Array()),
  ])
}

/** The beginning and the end of a JPEG: enough for what it says of itself. */
export function jpegHead({ width = 1654, height = 2339, dpi = 200, unit = 1, colours = 3, orientation = 1, isWhole = true } = {}): Buffer {
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  }
  const jfif = Buffer.from('JFIF\0\x01\x01\0\0\0\0\0\0\0', 'latin1')
  jfif[7] = unit
  jfif.writeUInt16BE(dpi, 8)
  jfif.writeUInt16BE(dpi, 10)
  const exif = Buffer.alloc(6 + 8 + 2 + 12)
  exif.write('Exif\0\0MM', 'latin1')
  exif.writeUInt16BE(42, 8)
  exif.writeUInt32BE(8, 10)
  exif.writeUInt16BE(1, 14)
  exif.writeUInt16BE(0x0112, 16)
  exif.writeUInt16BE(3, 18)
  exif.writeUInt32BE(1, 20)
  exif.writeUInt16BE(orientation, 24)
  const frame = Buffer.alloc(6 + colours * 3)
  frame[0] = 8
  frame.writeUInt16BE(height, 1)
  frame.writeUInt16BE(width, 3)
  frame[5] = colours
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, jfif),
    segment(0xe1, exif),
    segment(0xc0, frame),
    segment(0xda, Buffer.alloc(10)),
    Buffer.alloc(64, 0x55),
    ...(isWhole ? [Buffer.from([0xff, 0xd9])] : []),
  ])
}
