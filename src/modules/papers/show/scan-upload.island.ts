import '../../../ui/turbo.island.ts'

/** Bytes sent at once: what a weak line carries before it breaks. */
const partBytes = 1024 * 1024
/** Tries of one part, and how long the first wait between two is, milliseconds; each wait is twice the one before. */
const triesMax = 6
const firstWaitMs = 500

type Answer = { status: number; receivedBytes?: number; sentence?: string; ok?: boolean }

/**
 * Sends scans in parts (tải bản quét): one file after another, each going on where it was cut off, also when the page was closed in between and the same
 * file is chosen again. Without script the form is an ordinary form.
 */
class ScanUpload extends HTMLElement {
  private sending = false

  connectedCallback(): void {
    this.form?.addEventListener('submit', this.send)
  }
  disconnectedCallback(): void {
    this.form?.removeEventListener('submit', this.send)
  }

  private get form(): HTMLFormElement | null {
    return this.closest('form')
  }
  private get path(): string {
    return this.dataset.path ?? ''
  }
  private get csrf(): string {
    return this.form?.querySelector<HTMLInputElement>('input[name=csrf]')?.value ?? ''
  }

  private send = (event: SubmitEvent): void => {
    const files = [...(this.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    if (!this.sending) void this.sendAll(files)
  }

  private async sendAll(files: readonly File[]): Promise<void> {
    this.sending = true
    const list = this.querySelector('ul')
    list?.replaceChildren()
    const lines = files.map((file) => new Line(file.name, list))
    let refused = false
    for (const [i, file] of files.entries()) {
      const line = lines[i]
      const sentence = await this.sendOne(file, line).catch(() =>
        say('Mất kết nối. Bấm “Tải lên” để gửi tiếp phần còn lại.', 'Connection lost. Press “Upload” to send the rest.'),
      )
      line?.end(sentence ?? say('đã nhận', 'received'), sentence !== null)
      refused ||= sentence !== null
    }
    this.sending = false
    // What was refused must be read first; the page comes anew when all went well, or at the officer's wish.
    if (!refused) reload()
    else if (!this.querySelector('[data-again]')) {
      const again = document.createElement('button')
      again.type = 'button'
      again.dataset.again = ''
      again.className = 'ds-button'
      again.dataset.variant = 'secondary'
      again.textContent = say('Xem các trang đã nhận', 'See the pages received')
      again.onclick = reload
      this.querySelector('.form-buttons')?.prepend(again)
    }
    this.form?.dispatchEvent(new CustomEvent('upload:end', { bubbles: true }))
  }

  /** Null when it was taken, else why not. */
  private async sendOne(file: File, line: Line | undefined): Promise<string | null> {
    const about = new URLSearchParams({ name: file.name, size: String(file.size), modified: String(file.lastModified) })
    const opened = await this.post('uploads', about)
    if (opened.sentence !== undefined || opened.receivedBytes === undefined)
      return opened.sentence ?? say('Không gửi được.', 'It could not be sent.')
    let at = opened.receivedBytes
    for (let tries = 0; at < file.size; ) {
      line?.show(at, file.size)
      const query = new URLSearchParams({ ...Object.fromEntries(about), offset: String(at) })
      const answer = await fetch(`${this.path}/uploads?${query}`, {
        method: 'PUT',
        headers: { 'x-csrf': this.csrf, 'content-type': 'application/octet-stream' },
        body: file.slice(at, at + partBytes),
      })
        .then(read)
        .catch(() => null)
      if (answer?.receivedBytes !== undefined) {
        tries = answer.receivedBytes > at ? 0 : tries + 1
        at = answer.receivedBytes
        if (tries < triesMax) continue
      }
      if (answer?.sentence !== undefined) return answer.sentence
      if (answer && answer.status < 500 && answer.status !== 409)
        return say('Trang đã cũ. Mời tải lại trang.', 'The page is old. Please reload it.')
      tries += 1
      if (tries >= triesMax) throw new Error('the line is down')
      await new Promise((done) => setTimeout(done, firstWaitMs * 2 ** (tries - 1)))
      // The line broke in the middle of a part: what came of it counts.
      at = (await this.post('uploads', about).catch(() => null))?.receivedBytes ?? at
    }
    line?.show(file.size, file.size)
    const done = await this.post('uploads/done', about)
    return done.ok ? null : (done.sentence ?? say('Không gửi được.', 'It could not be sent.'))
  }

  private async post(name: string, fields: URLSearchParams): Promise<Answer> {
    const body = new URLSearchParams(fields)
    body.set('csrf', this.csrf)
    return read(await fetch(`${this.path}/${name}`, { method: 'POST', body }))
  }
}

const read = async (answer: Response): Promise<Answer> => {
  const isJson = answer.headers.get('content-type')?.startsWith('application/json')
  return { ...(isJson ? ((await answer.json()) as object) : {}), status: answer.status }
}

/** One file on its way, in the list below the field. */
class Line {
  private readonly bar = document.createElement('progress')
  private readonly text = document.createElement('span')
  constructor(name: string, list: Element | null) {
    const item = document.createElement('li')
    const label = document.createElement('span')
    label.textContent = name
    this.bar.max = 100
    this.bar.value = 0
    this.bar.setAttribute('aria-label', name)
    this.text.className = 'small'
    item.append(label, this.bar, this.text)
    list?.append(item)
  }
  show(sent: number, whole: number): void {
    this.bar.value = (sent / whole) * 100
    this.text.textContent = `${size(sent)} / ${size(whole)}`
  }
  end(sentence: string, isFault: boolean): void {
    this.text.textContent = sentence
    this.text.className = isFault ? 'ds-validation-message' : 'small'
  }
}

const reload = (): void => {
  if (window.Turbo) window.Turbo.visit(location.href)
  else location.reload()
}
const say = (vi: string, en: string): string => (document.documentElement.lang === 'en' ? en : vi)
const size = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`)

customElements.define('scan-upload', ScanUpload)
