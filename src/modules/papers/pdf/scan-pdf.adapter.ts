import { crc32, deflateSync, inflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  degrees,
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { MadeForm } from '../paper.ts'
import { type Picture, pngParts, readPicture } from '../picture.ts'
import { dpiOf, type PageFacts, type PageRefused, pagesMax } from '../quality.ts'
import { sRgbProfile } from './colour-profile.ts'
import { type Matrix, multiply, shownIn, sizeUnder, unturned } from './placed.ts'

/** Why a PDF is not taken as a scan. */
export type ScanPdfRefused =
  | { kind: 'encrypted' }
  | { kind: 'damaged-pdf' }
  | { kind: 'too-many-pages'; most: number; pages: number }
  | Extract<PageRefused, { kind: 'no-picture' }>

/** A file of a scan, to be put together. */
export type Source = { mediaType: string; bytes: Uint8Array }

const name = (text: string) => PDFName.of(text)

async function open(bytes: Uint8Array): Promise<Result<PDFDocument, ScanPdfRefused>> {
  try {
    const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
    if (document.isEncrypted) return err({ kind: 'encrypted' })
    const pages = document.getPageCount()
    if (pages === 0) return err({ kind: 'damaged-pdf' })
    return pages > pagesMax ? err({ kind: 'too-many-pages', most: pagesMax, pages }) : ok(document)
  } catch {
    return err({ kind: 'damaged-pdf' })
  }
}

/** What each page of a scanned PDF says of itself: the picture that covers it, and how large it is shown. */
export async function inspectPdf(bytes: Uint8Array): Promise<Result<readonly PageFacts[], ScanPdfRefused>> {
  const opened = await open(bytes)
  if (!opened.ok) return opened
  const facts: PageFacts[] = []
  for (const [i, page] of opened.value.getPages().entries()) {
    const covering = coveringPicture(page)
    if (!covering) return err({ kind: 'no-picture', page: i + 1 })
    const { widthPx, heightPx, dpi, isColour } = covering
    facts.push({ widthPx, heightPx, statedDpi: dpi, isColour, turn: 0 })
  }
  return ok(facts)
}

/** The picture of a page as a file that others read: JPEG as it stands, packed lines as PNG. Null where it is packed in another way. */
export async function pictureOfPage(bytes: Uint8Array, page: number): Promise<{ mediaType: string; bytes: Uint8Array } | null> {
  const opened = await open(bytes)
  const at = opened.ok && page >= 1 && page <= opened.value.getPageCount() ? opened.value.getPage(page - 1) : null
  const covering = at && coveringPicture(at)
  return covering ? asFile(covering.stream) : null
}

type Covering = { widthPx: number; heightPx: number; dpi: number; isColour: boolean; share: number; stream: PDFRawStream }

/** A scan may lie in layers, a fine one for letters and a coarse one for colours: of the pictures that cover half the page the finest counts. */
function coveringPicture(page: PDFPage): Covering | null {
  const { width, height } = page.getCropBox()
  const content = contentOf(page)
  const found = picturesIn(content, page.node.Resources(), unturned, 0).filter(({ shownWidth, shownHeight }) => {
    const share = (shownWidth * shownHeight) / Math.max(1, width * height)
    return share >= coverMin
  })
  if (found.length === 0) return null
  const isColour = found.some((one) => one.isColour)
  const finest = found.reduce((a, b) => (b.dpi > a.dpi ? b : a))
  return { ...finest, isColour, share: 1 }
}
const coverMin = 0.5
const pointsPerInch = 72
const formDepthMax = 5

type Found = Omit<Covering, 'share'> & { shownWidth: number; shownHeight: number }

function picturesIn(content: string, resources: PDFDict | undefined, start: Matrix, depth: number): Found[] {
  const named = resources?.lookupMaybe(name('XObject'), PDFDict)
  if (!named || depth > formDepthMax) return []
  return shownIn(content, start).flatMap(({ name: called, matrix }): Found[] => {
    const object = named.lookup(name(called))
    if (!(object instanceof PDFRawStream)) return []
    const { dict } = object
    if (dict.get(name('Subtype')) === name('Form')) {
      const own = numbersOf(dict.lookup(name('Matrix')))
      const under = own.length === 6 ? multiply(own as unknown as Matrix, matrix) : matrix
      return picturesIn(textOf(object), dict.lookupMaybe(name('Resources'), PDFDict) ?? resources, under, depth + 1)
    }
    if (dict.get(name('Subtype')) !== name('Image')) return []
    const [widthPx, heightPx] = [numberOf(dict.lookup(name('Width'))), numberOf(dict.lookup(name('Height')))]
    const { width, height } = sizeUnder(matrix)
    if (!(widthPx > 0 && heightPx > 0 && width > 0 && height > 0)) return []
    const dpi = Math.min((widthPx / width) * pointsPerInch, (heightPx / height) * pointsPerInch)
    return [{ widthPx, heightPx, dpi, isColour: isColour(object), stream: object, shownWidth: width, shownHeight: height }]
  })
}

const numberOf = (object: PDFObject | undefined): number => (object instanceof PDFNumber ? object.asNumber() : 0)
const numbersOf = (object: PDFObject | undefined): number[] =>
  object instanceof PDFArray ? object.asArray().map((item) => numberOf(item)) : []

/** Content longer than this is none of a scanned page, bytes. */
const contentBytesMax = 8 * 1024 * 1024

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, i) => contents.lookup(i)) : [contents]
  return streams.map((stream) => (stream instanceof PDFRawStream ? textOf(stream) : '')).join('\n')
}

function textOf(stream: PDFRawStream): string {
  try {
    const bytes = unpacked(stream, contentBytesMax)
    return Buffer.from(bytes).toString('latin1')
  } catch {
    return ''
  }
}

/** The bytes of a stream, never more than `most`: packed bytes may grow a thousandfold. */
function unpacked(stream: PDFRawStream, most: number): Uint8Array {
  const filter = onlyFilter(stream)
  if (filter === null) return stream.contents
  if (filter === 'FlateDecode') return inflateSync(stream.contents, { maxOutputLength: most })
  return decodePDFRawStream(stream).decode()
}

/** The name of the stream's filter; several are told as one word. */
function onlyFilter({ dict }: PDFRawStream): string | null {
  const filter = dict.lookup(name('Filter'))
  if (filter instanceof PDFArray)
    return filter.size() === 0
      ? null
      : filter
          .asArray()
          .map((one) => String(one).slice(1))
          .join('+')
  return filter instanceof PDFName ? String(filter).slice(1) : null
}

function isColour(image: PDFRawStream): boolean {
  if (String(image.dict.lookup(name('ImageMask'))) === 'true') return false
  const space = image.dict.lookup(name('ColorSpace'))
  if (space === undefined) return onlyFilter(image) === 'JPXDecode' && waveletColours(image.contents) >= 3
  return coloursOf(space, 0) >= 3
}

function coloursOf(space: PDFObject | undefined, depth: number): number {
  if (depth > 4) return 0
  if (space instanceof PDFName) return { '/DeviceRGB': 3, '/DeviceCMYK': 4, '/RGB': 3, '/CMYK': 4 }[String(space)] ?? 1
  if (!(space instanceof PDFArray)) return 0
  switch (String(space.lookup(0))) {
    case '/CalRGB':
    case '/Lab':
      return 3
    case '/ICCBased': {
      const profile = space.lookup(1)
      return profile instanceof PDFStream ? numberOf(profile.dict.lookup(name('N'))) : 0
    }
    case '/Indexed':
      return coloursOf(space.lookup(1), depth + 1)
    default:
      return 1
  }
}

/** How many colours a JPEG 2000 has: in its first marker segment. */
function waveletColours(bytes: Uint8Array): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).indexOf(Buffer.from('ff4fff51', 'hex'))
  return at < 0 ? 0 : ((bytes[at + 40] ?? 0) << 8) | (bytes[at + 41] ?? 0)
}

function asFile(image: PDFRawStream): { mediaType: string; bytes: Uint8Array } | null {
  const filter = onlyFilter(image)
  if (filter === 'DCTDecode') return { mediaType: 'image/jpeg', bytes: image.contents }
  const { dict } = image
  const colours = coloursOf(dict.lookup(name('ColorSpace')), 0)
  const [width, height] = [numberOf(dict.lookup(name('Width'))), numberOf(dict.lookup(name('Height')))]
  const isPlain = numberOf(dict.lookup(name('BitsPerComponent'))) === 8 && (colours === 1 || colours === 3)
  if (filter !== 'FlateDecode' || !isPlain || isIndexed(dict)) return null
  const predictor = numberOf(dict.lookupMaybe(name('DecodeParms'), PDFDict)?.lookup(name('Predictor')))
  if (predictor >= 10) return { mediaType: 'image/png', bytes: pngOf(width, height, colours, image.contents) }
  if (predictor > 1) return null
  const line = width * colours
  const lines = inflateSync(image.contents, { maxOutputLength: line * height + 64 })
  const filtered = Buffer.alloc((line + 1) * height)
  for (let y = 0; y < height; y++) lines.copy(filtered, y * (line + 1) + 1, y * line, (y + 1) * line)
  return { mediaType: 'image/png', bytes: pngOf(width, height, colours, deflateSync(filtered, { level: 1 })) }
}

const isIndexed = (dict: PDFDict): boolean => {
  const space = dict.lookup(name('ColorSpace'))
  return space instanceof PDFArray && String(space.lookup(0)) === '/Indexed'
}

function pngOf(width: number, height: number, colours: number, packed: Uint8Array): Buffer {
  const part = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, colours === 3 ? 2 : 0, 0, 0, 0], 8)
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), part('IHDR', head), part('IDAT', packed), part('IEND', new Uint8Array())])
}

/** A picture that does not unpack to what it says: cut off, or a bomb. */
export class DamagedPicture extends Error {}

/**
 * Puts scans together, one page each, in their order (ghép bản quét thành PDF). Pictures go in as they are, byte for byte; pages of PDF are copied.
 * Of pictures alone it becomes a PDF/A-2b as we read that standard: colours named by a profile, metadata, no fonts, nothing that moves, no encryption;
 * no validator has confirmed it. With PDF pages among them it stays an ordinary PDF, for nobody knows what those carry.
 */
export async function makePdf(
  sources: readonly Source[],
  about: { title: string; at: number },
): Promise<{ bytes: Uint8Array; pages: number; form: MadeForm }> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const isOfPictures = sources.every(({ mediaType }) => mediaType !== 'application/pdf')
  for (const { mediaType, bytes } of sources) {
    if (mediaType === 'application/pdf') {
      const from = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
      for (const page of await document.copyPages(from, from.getPageIndices())) document.addPage(page)
    } else addPicture(document, bytes)
  }
  const made = new Date(about.at * 1000)
  document.setTitle(about.title)
  document.setProducer('Mot Cua')
  document.setCreationDate(made)
  document.setModificationDate(made)
  if (isOfPictures) markArchival(document, about.title, made)
  const bytes = await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
  return { bytes, pages: document.getPageCount(), form: isOfPictures ? 'pdf-a-2b' : 'pdf' }
}

function addPicture(document: PDFDocument, bytes: Uint8Array): void {
  const read = readPicture(bytes)
  if (!read.ok) throw new DamagedPicture(read.error.kind)
  const picture = read.value
  const { dpi } = dpiOf(picture)
  const [width, height] = [(picture.widthPx / dpi) * pointsPerInch, (picture.heightPx / dpi) * pointsPerInch]
  const { context } = document
  const image = context.register(pictureStream(document, picture, bytes))
  const page = document.addPage([width, height])
  const content = context.stream(`q ${width} 0 0 ${height} 0 0 cm /Scan Do Q`)
  page.node.set(name('Contents'), context.register(content))
  page.node.set(name('Resources'), context.obj({ XObject: { Scan: image } }))
  if (picture.turn !== 0) page.setRotation(degrees(picture.turn))
}

function pictureStream(document: PDFDocument, picture: Picture, bytes: Uint8Array): PDFRawStream {
  const { widthPx, heightPx, coding } = picture
  const common = { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx }
  const { context } = document
  if (coding.kind === 'jpeg')
    return PDFRawStream.of(
      context.obj({ ...common, ColorSpace: picture.isColour ? 'DeviceRGB' : 'DeviceGray', BitsPerComponent: 8, Filter: 'DCTDecode' }),
      bytes,
    )
  const packed = Buffer.concat([...pngParts(bytes)].flatMap((part) => (part.name === 'IDAT' ? [bytes.subarray(part.from, part.to)] : [])))
  const line = Math.ceil((widthPx * coding.colours * coding.bits) / 8) + 1
  const lines = unpackedLines(packed, line * heightPx)
  if (lines !== line * heightPx) throw new DamagedPicture('lines')
  const { palette } = coding
  const space = palette
    ? ['Indexed', 'DeviceRGB', Math.floor(palette.length / 3) - 1, PDFHexString.of(Buffer.from(palette).toString('hex'))]
    : coding.colours === 3
      ? 'DeviceRGB'
      : 'DeviceGray'
  return PDFRawStream.of(
    context.obj({
      ...common,
      ColorSpace: space as never,
      BitsPerComponent: coding.bits,
      Filter: 'FlateDecode',
      DecodeParms: { Predictor: 15, Colors: coding.colours, BitsPerComponent: coding.bits, Columns: widthPx },
    }),
    packed,
  )
}

/** How many bytes the lines unpack to; a bomb stops one past what it may have. */
function unpackedLines(packed: Uint8Array, due: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: due + 1 }).length
  } catch {
    return -1
  }
}

/** What PDF/A-2b asks of a file of pictures: the profile of its colours, its metadata as XMP, an identifier. */
function markArchival(document: PDFDocument, title: string, made: Date): void {
  const { context, catalog } = document
  const profile = context.register(context.flateStream(sRgbProfile(), { N: 3 }))
  const intent = {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFHexString.of(Buffer.from('sRGB IEC61966-2.1').toString('hex')),
    DestOutputProfile: profile,
  }
  catalog.set(name('OutputIntents'), context.obj([context.obj(intent)]))
  const time = `${made.toISOString().slice(0, 19)}Z`
  const xmp = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>${time}</xmp:CreateDate><xmp:ModifyDate>${time}</xmp:ModifyDate><pdf:Producer>Mot Cua</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`
  const metadata = context.stream(new Uint8Array(Buffer.from(xmp, 'utf8')), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(name('Metadata'), context.register(metadata))
  const id = PDFHexString.of(crc32(Buffer.from(xmp)).toString(16).padStart(8, '0').repeat(4))
  context.trailerInfo.ID = context.obj([id, id])
}

const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`)
