/**
 * The colour profile of sRGB as a file of its own (ICC version 2, about 2.5 KB): a PDF/A must say what its red is. Made from the numbers of
 * IEC 61966-2-1 adapted to D50, so that nothing has to be taken from elsewhere.
 */
export function sRgbProfile(): Uint8Array<ArrayBuffer> {
  const tags: readonly [name: string, data: Uint8Array][] = [
    ['desc', description('sRGB IEC61966-2.1')],
    ['cprt', text('text', 'Public domain')],
    ['wtpt', xyz(0.9642, 1, 0.8249)],
    ['rXYZ', xyz(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyz(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyz(0.14307, 0.06061, 0.7141)],
    ['rTRC', curve()],
  ]
  const entries = [...tags.map(([name]) => name), 'gTRC', 'bTRC']
  const start = 128 + 4 + entries.length * 12
  const places = new Map<string, { offset: number; size: number }>()
  let offset = start
  for (const [name, data] of tags) {
    places.set(name, { offset, size: data.length })
    offset += Math.ceil(data.length / 4) * 4
  }
  // The three channels have one curve.
  for (const name of ['gTRC', 'bTRC']) places.set(name, places.get('rTRC') ?? { offset: 0, size: 0 })
  const bytes = new Uint8Array(offset)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, offset)
  view.setUint32(8, 0x02100000) // version 2.1
  put(bytes, 12, 'mntrRGB XYZ ')
  view.setUint16(24, 2026)
  view.setUint16(26, 1)
  view.setUint16(28, 1)
  put(bytes, 36, 'acsp')
  bytes.set(xyz(0.9642, 1, 0.8249).subarray(8), 68) // illuminant D50
  view.setUint32(128, entries.length)
  for (const [i, name] of entries.entries()) {
    const place = places.get(name)
    put(bytes, 132 + i * 12, name)
    view.setUint32(136 + i * 12, place?.offset ?? 0)
    view.setUint32(140 + i * 12, place?.size ?? 0)
  }
  for (const [name, data] of tags) bytes.set(data, places.get(name)?.offset)
  return bytes
}

const put = (bytes: Uint8Array, at: number, letters: string): void => {
  for (let i = 0; i < letters.length; i++) bytes[at + i] = letters.charCodeAt(i)
}

function text(type: string, words: string): Uint8Array {
  const bytes = new Uint8Array(8 + words.length + 1)
  put(bytes, 0, type)
  put(bytes, 8, words)
  return bytes
}

/** The old kind of description: its length, the words, and empty places for other alphabets. */
function description(words: string): Uint8Array {
  const bytes = new Uint8Array(12 + words.length + 1 + 4 + 4 + 2 + 1 + 67)
  put(bytes, 0, 'desc')
  new DataView(bytes.buffer).setUint32(8, words.length + 1)
  put(bytes, 12, words)
  return bytes
}

function xyz(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(8 + values.length * 4)
  put(bytes, 0, 'XYZ ')
  const view = new DataView(bytes.buffer)
  for (const [i, value] of values.entries()) view.setInt32(8 + i * 4, Math.round(value * 65_536))
  return bytes
}

const points = 1024

/** From the stored value to light: straight near black, then to the power of 2.4. */
function curve(): Uint8Array {
  const bytes = new Uint8Array(12 + points * 2)
  put(bytes, 0, 'curv')
  const view = new DataView(bytes.buffer)
  view.setUint32(8, points)
  for (let i = 0; i < points; i++) {
    const value = i / (points - 1)
    const light = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    view.setUint16(12 + i * 2, Math.round(light * 65_535))
  }
  return bytes
}
