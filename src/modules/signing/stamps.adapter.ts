import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Moment } from '../../kernel/moment.ts'
import { createTypst } from '../../platform/pdf/typst.ts'

/** Makes what a signature shows (hình ảnh chữ ký): pages of its size, set by Typst with the letters of official papers. */
export interface Stamps {
  /** A picture in real size: handwritten signature (blue), seal (red); PNG with a transparent ground. */
  picture(png: Uint8Array, size: { widthMm: number; heightMm: number }): Promise<Uint8Array>
  /** Words in a place of that size: number, date. */
  words(wish: Words): Promise<Uint8Array>
  /** Lines of text as large as they are: the agency's mark. */
  mark(lines: readonly string[]): Promise<Uint8Array>
  close(): Promise<void>
}

export interface Words {
  text: string
  widthMm: number
  heightMm: number
  side: 'left' | 'center' | 'right'
  sizePoints: number
  style: 'normal' | 'italic'
}

/** Pictures kept, for the next document of the same signer. */
const picturesKept = 50

export function createStamps(): Stamps {
  const typst = createTypst({ templateFolder: join(import.meta.dirname, 'stamps') })
  const pictures = new Map<string, Promise<Uint8Array>>()
  // A stamp has no date of its own: the same stamp is the same bytes.
  const print = (template: string, data: object, files?: Record<string, Uint8Array>) =>
    typst.renderInWorker({ template, title: '', at: 0 as Moment, data, archival: false, tagged: false, ...(files ? { files } : {}) })
  return {
    picture: (png, size) => {
      const key = `${createHash('sha256').update(png).digest('hex')} ${size.widthMm} ${size.heightMm}`
      const made = pictures.get(key) ?? print('picture', size, { 'picture.png': png })
      pictures.delete(key)
      pictures.set(key, made)
      if (pictures.size > picturesKept) pictures.delete(pictures.keys().next().value!)
      made.catch(() => pictures.delete(key))
      return made
    },
    words: (wish) => print('words', wish),
    mark: (lines) => print('mark', { lines }),
    close: () => typst.close(),
  }
}
