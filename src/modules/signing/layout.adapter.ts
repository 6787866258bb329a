import type { Moment } from '../../kernel/moment.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { appendixLines, copyLines } from './marks.ts'
import { type FileRefused, type OpenWords, reservedFields, type SignRequest } from './model.ts'
import { openPdf, pageAt } from './pades/document.adapter.ts'
import { type SignatureWish, stampSize } from './pades/prepare.adapter.ts'
import type { FileToSign } from './pades/sign.adapter.ts'
import { sealPlace, seenSize, topRightPlace } from './place.ts'
import type { Stamps } from './stamps.adapter.ts'

/** Turns what is asked into what the file gets (bố trí chữ ký): fields, places, stamps. */
export async function layOut(request: SignRequest, pdf: Uint8Array, at: Moment, stamps: Stamps): Promise<Result<FileToSign, FileRefused>> {
  const common = { reason: request.reason, location: request.location, isSecond: request.role === 'seal', reserve: [], fill: [] }
  switch (request.role) {
    case 'signatory': {
      const { place, picture, open } = request
      const stamp = picture && (await stamps.picture(picture.png, { widthMm: place.box.widthMm, heightMm: place.box.heightMm }))
      return file(request, pdf, { ...common, field: reservedFields.signatory, place, stamp, reserve: open ? leftOpen(request, open) : [] })
    }
    case 'seal': {
      const { picture } = request
      const stamp = await stamps.picture(picture.png, picture)
      const fill = [
        ...(request.number ? [await filled(reservedFields.number, request.number, stamps)] : []),
        ...(request.date ? [await filled(reservedFields.date, request.date, stamps)] : []),
      ]
      return file(request, pdf, { ...common, field: reservedFields.seal, place: request.place, stamp, fill })
    }
    case 'appendix':
      return mark(request, pdf, appendixLines(request.numberSymbol, at), stamps)
    case 'copy':
      return mark(request, pdf, copyLines(request.form, request.agencyName, request.numberSymbol, at), stamps)
  }
}

const file = (request: SignRequest, pdf: Uint8Array, wish: FileToSign['wish']): Result<FileToSign, FileRefused> =>
  ok({ pdf, role: request.role, wish })

type Signatory = Extract<SignRequest, { role: 'signatory' }>

function leftOpen({ place }: Signatory, open: NonNullable<Signatory['open']>): SignatureWish['reserve'] {
  return [
    ...(open.number ? [{ field: reservedFields.number, kind: 'text' as const, place: open.number }] : []),
    ...(open.date ? [{ field: reservedFields.date, kind: 'text' as const, place: open.date }] : []),
    { field: reservedFields.seal, kind: 'signature' as const, place: { page: place.page, box: sealPlace(place.box, open.seal) } },
  ]
}

async function filled(field: string, words: OpenWords, stamps: Stamps): Promise<SignatureWish['fill'][number]> {
  const { text, size, side = 'center', sizePoints = 13, isItalic = false } = words
  return { field, text, stamp: await stamps.words({ text, ...size, side, sizePoints, style: isItalic ? 'italic' : 'normal' }) }
}

/** Text at the top right of page 1. A copy of a signed copy gets a field of its own name. */
async function mark(request: SignRequest, pdf: Uint8Array, lines: string[], stamps: Stamps): Promise<Result<FileToSign, FileRefused>> {
  const opened = await openPdf(pdf)
  if (!opened.ok) return opened
  const page = pageAt(opened.value, 1)
  if (!page.ok) return page
  const stamp = await stamps.mark(lines)
  const size = await stampSize(stamp)
  const { widthMm } = seenSize(page.value.frame)
  if (size.widthMm > widthMm) return err({ kind: 'place-off-page' })
  const taken = new Set(opened.value.signed)
  const name = request.role === 'copy' ? 'Copy' : 'Appendix'
  const field = Array.from({ length: taken.size + 1 }, (_, i) => `${name}${i + 1}`).find((one) => !taken.has(one))!
  return file(request, pdf, {
    field,
    place: { page: 1, box: topRightPlace(widthMm, size) },
    stamp,
    reason: request.reason,
    location: request.location,
    isSecond: false,
    reserve: [],
    fill: [],
  })
}
