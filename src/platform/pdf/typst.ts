import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { assert } from '../../kernel/assert.ts'
import { type Moment, momentText } from '../../kernel/moment.ts'
import { drawableIn } from './glyphs.ts'
import { printable, printableDeep } from './printable.ts'

/** One document to make: a template of the folder, and what goes into it. */
export interface Print {
  /** file name of the template, without `.typ` */
  template: string
  /** title in the properties of the file */
  title: string
  /** date in the properties of the file; nothing else tells the time, so the same print gives the same bytes */
  at: Moment
  /** what the template reads as `data`; it arrives as JSON and is never read as markup */
  data: object
  /** pictures that the template reads, by name: `image("/name.png")` */
  files?: Readonly<Record<string, Uint8Array>>
  /** PDF/A-2b for keeping (default), or plain PDF 1.7 */
  archival?: boolean
  /** structure for screen readers (default); a long table without it is a fifth of the size, for lists that are only printed */
  tagged?: boolean
}

export interface TypstOptions {
  /** absolute path of the templates' folder; a template sees this folder and the parts of this module, nothing else of the disk */
  templateFolder: string
  /** folders of TrueType fonts; default Tinos, which has the measures of Times New Roman */
  fontFolders?: readonly string[]
}

/** A place on a page, millimetres from its upper left corner. The first page is 1. */
export type PlacedBox = { page: number; leftMm: number; topMm: number; widthMm: number; heightMm: number }

/** Makes PDF files from templates and data. */
export interface Typst {
  /** Makes it now, on this thread: for a few pages, some milliseconds each. */
  render(print: Print): Uint8Array<ArrayBuffer>
  /**
   * As `render`, and tells where the places are that the template marks by `#place-mark("name", width, height)`: for what is put into a
   * file later (number, date, signatures). Millimetres from the upper left corner of the page.
   */
  renderPlaced(print: Print): { pdf: Uint8Array<ArrayBuffer>; places: Readonly<Record<string, PlacedBox>>; pages: number }
  /** Makes it on a thread of its own, started at the first call: for long ones, so that requests go on meanwhile. */
  renderInWorker(print: Print): Promise<Uint8Array<ArrayBuffer>>
  /** Ends the thread; prints still under way are refused with an error. */
  close(): Promise<void>
}

/** Pages from which a print belongs in the worker. */
export const workerFromPages = 20

/** Any failure here is a bug in a template or in its data's shape: it throws, with the template's name. */
export function createTypst(options: TypstOptions): Typst {
  const fontFolders = options.fontFolders ?? tinosFolders()
  const compiler = NodeCompiler.create({ workspace: options.templateFolder, fontArgs: [{ fontPaths: [...fontFolders] }] })
  for (const part of parts) compiler.mapShadow(join(options.templateFolder, part), readFileSync(join(import.meta.dirname, part)))
  const canDraw = drawnByAll(fontFolders)
  const thread = createThread(options)
  return {
    render: (print) => compile(compiler, options.templateFolder, print, canDraw).pdf,
    renderPlaced: (print) => compile(compiler, options.templateFolder, print, canDraw, true),
    renderInWorker: thread.render,
    close: thread.close,
  }
}

/** What every template may import: `#import "/official.typ": *`. */
const parts = ['official.typ', 'time-bar.typ']

/**
 * The typesetter remembers what it laid out; results unused for this many prints are let go. After a long print all are: fifty
 * pages of a list hold 150 MB.
 */
const printsRemembered = 10

function compile(
  compiler: NodeCompiler,
  folder: string,
  { template, title, at, data, files = {}, archival = true, tagged = true }: Print,
  canDraw: (codePoint: number) => boolean,
  isPlaced = false,
): { pdf: Uint8Array<ArrayBuffer>; places: Readonly<Record<string, PlacedBox>>; pages: number } {
  assert(/^[a-z0-9-]+$/.test(template), 'a template is named by small letters, digits and hyphens')
  const document = { title: printable(title, canDraw), at: [...momentText(at).slice(0, 19).matchAll(/\d+/g)].map(Number) }
  let remembered = printsRemembered
  const shadows = Object.entries(files).map(([name, bytes]) => ({ path: join(folder, name), bytes }))
  try {
    for (const { path, bytes } of shadows) compiler.mapShadow(path, Buffer.from(bytes))
    const { result, faults } = layOut(compiler, join(folder, `${template}.typ`), {
      document: JSON.stringify(document),
      data: JSON.stringify(printableDeep(data, canDraw)),
    })
    if (!result) throw new Error(faults)
    if (result.numOfPages > workerFromPages) remembered = 0
    const places = isPlaced ? placesOf(compiler.query(result, { selector: '<place>', field: 'value' })) : {}
    const pdf = new Uint8Array(compiler.pdf(result, { pdfStandard: archival ? 'a-2b' : '1.7', pdfTags: tagged }))
    return { pdf, places, pages: result.numOfPages }
  } catch (cause) {
    throw new Error(`template ${template}: ${withoutQuotes(cause)}`)
  } finally {
    for (const { path } of shadows) compiler.unmapShadow(path)
    compiler.evictCache(remembered)
  }
}

/** What the template says of its places: lengths arrive as numbers of millimetres. */
const placesOf = (found: unknown): Record<string, PlacedBox> =>
  Object.fromEntries((found as (PlacedBox & { name: string })[]).map(({ name, ...box }) => [name, box]))

function layOut(compiler: NodeCompiler, mainFilePath: string, inputs: Record<string, string>) {
  const outcome = compiler.compile({ mainFilePath, inputs })
  const failure = outcome.takeError()
  const faults = failure ? JSON.stringify(compiler.fetchDiagnostics(failure)) : 'nothing was laid out'
  return { result: outcome.result, faults }
}

/** A diagnostic may quote the text it stumbled over, and that text may be a person's name: logs must not carry it. */
const withoutQuotes = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/the text `.*?` could not/g, 'a text could not')

/** The four faces of Tinos, each in a folder of its own inside the package. */
function tinosFolders(): string[] {
  const home = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/tinos/package.json')))
  return ['400Regular', '400Regular_Italic', '700Bold', '700Bold_Italic'].map((face) => join(home, face))
}

/** What every face can draw: a name must not vanish because it stands in bold. */
function drawnByAll(folders: readonly string[]): (codePoint: number) => boolean {
  const faces = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.ttf'))
      .map((file) => drawableIn(readFileSync(join(folder, file)))),
  )
  if (faces.length === 0) throw new Error(`no TrueType font in ${folders.join(', ')}`)
  return (codePoint) => faces.every((drawn) => drawn(codePoint))
}

/** What the thread is asked, and what it answers: the file, or the message of the bug. */
export type Asked = { id: number; print: Print }
export type Answer = { id: number; pdf?: Uint8Array<ArrayBuffer>; fault?: string }

type Waiting = { resolve: (pdf: Uint8Array<ArrayBuffer>) => void; reject: (why: Error) => void }

/** One worker thread for one folder of templates. It does not keep the process alive while it has nothing to do. */
function createThread(options: TypstOptions): { render: Typst['renderInWorker']; close: Typst['close'] } {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let last = 0

  const settle = ({ id, pdf, fault }: Answer): void => {
    const asker = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    if (pdf) asker?.resolve(pdf)
    else asker?.reject(new Error(fault ?? 'the print thread gave nothing'))
  }
  const lose = (why: Error): void => {
    worker = undefined
    for (const { reject } of waiting.values()) reject(why)
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./typst.worker.ts', import.meta.url), { workerData: options })
    started.on('message', settle)
    started.on('error', (cause) => started === worker && lose(new Error('the print thread failed', { cause })))
    started.on('exit', () => started === worker && lose(new Error('the print thread ended')))
    return started
  }

  return {
    render: (print) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        waiting.set(++last, { resolve, reject })
        worker.ref()
        worker.postMessage({ id: last, print } satisfies Asked)
      }),
    close: async () => {
      const ended = worker
      lose(new Error('the printer was closed'))
      await ended?.terminate()
    },
  }
}
