import './turbo.island.ts'

/**
 * Shows how far files have come (tải tệp): wraps a file input; its form is then sent with XMLHttpRequest, the only way a browser
 * tells the bytes sent, and the answer is shown as an ordinary form's would be. Without script the form is an ordinary form.
 */
class UploadProgress extends HTMLElement {
  connectedCallback(): void {
    this.form?.addEventListener('submit', this.send)
    this.input?.addEventListener('change', this.list)
  }
  disconnectedCallback(): void {
    this.form?.removeEventListener('submit', this.send)
  }

  private get form(): HTMLFormElement | null {
    return this.closest('form')
  }
  private get input(): HTMLInputElement | null {
    return this.querySelector('input[type=file]')
  }

  /** Names and sizes of what was chosen, before anything is sent. */
  private list = (): void => {
    const files = [...(this.input?.files ?? [])]
    this.say(files.map((f) => `${f.name} (${size(f.size)})`).join(', '), files.length > 0)
  }

  private send = (event: SubmitEvent): void => {
    const form = this.form
    if (!form || event.defaultPrevented || ![...form.querySelectorAll<HTMLInputElement>('input[type=file]')].some((i) => i.files?.length))
      return
    event.preventDefault()
    event.stopPropagation()
    const request = new XMLHttpRequest()
    const progress = this.querySelector('progress')
    const stop = this.querySelector('button')
    if (stop) {
      stop.hidden = false
      stop.onclick = () => request.abort()
    }
    const end = (text?: string) => {
      if (stop) stop.hidden = true
      if (text) this.say(text, true)
      form.dispatchEvent(new CustomEvent('upload:end', { bubbles: true }))
    }
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (!lengthComputable) return
      if (progress) progress.value = (loaded / total) * 100
      this.say(`${size(loaded)} / ${size(total)}`, true)
    })
    request.addEventListener('load', () => {
      end()
      answer(request)
    })
    request.addEventListener('error', () =>
      end(
        isEnglish() ? 'Connection lost. The file was not received, please send it again.' : 'Mất kết nối. Tệp chưa được nhận, mời gửi lại.',
      ),
    )
    request.addEventListener('abort', () => end(isEnglish() ? 'Stopped, nothing was sent.' : 'Đã dừng, chưa gửi gì.'))
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'text/html')
    request.send(new FormData(form, event.submitter))
  }

  private say(text: string, shown: boolean): void {
    const line = this.querySelector<HTMLElement>('.upload')
    const output = this.querySelector('output')
    if (line) line.hidden = !shown
    if (output) output.textContent = text
  }
}

/** Shows the answer in place of the page, under the address it came from. */
function answer(request: XMLHttpRequest): void {
  const redirected = request.responseURL !== '' && request.responseURL !== location.href
  if (window.Turbo)
    window.Turbo.visit(request.responseURL, { response: { statusCode: request.status, redirected, responseHTML: request.responseText } })
  else location.assign(request.responseURL)
}

const isEnglish = () => document.documentElement.lang === 'en'
const size = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1).replace('.', isEnglish() ? '.' : ',')} MB`

customElements.define('upload-progress', UploadProgress)
