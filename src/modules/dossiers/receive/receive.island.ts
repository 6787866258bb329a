/**
 * The counter's screen where script runs: procedures appear while one types, a known applicant fills the form as soon as the
 * number is whole, the promised time stays that of now. Everything works without it, by buttons.
 */

const pause = 200 // milliseconds of stillness before a search
const stale = 60_000 // how long a promised time may stand

/** Puts a fragment of ours into its place; nothing changes when the office does not answer. */
async function replace(place: Element | null, address: string, signal?: AbortSignal): Promise<void> {
  const answer = await fetch(address, { headers: { accept: 'text/html' }, ...(signal ? { signal } : {}) }).catch(() => null)
  if (place && answer?.ok && !signal?.aborted) place.innerHTML = await answer.text()
}

class ProcedureFinder extends HTMLElement {
  private waiting = 0
  private asked = new AbortController()

  connectedCallback(): void {
    this.addEventListener('input', this.search)
    this.addEventListener('keydown', this.goDown)
  }

  private search = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return
    const typed = event.target.value
    clearTimeout(this.waiting)
    this.asked.abort()
    this.asked = new AbortController()
    const { signal } = this.asked
    this.waiting = window.setTimeout(
      () => replace(document.querySelector('#procedures-found'), `/office/dossiers/new/procedures?q=${encodeURIComponent(typed)}`, signal),
      pause,
    )
  }

  /** From the field to the first procedure found; `j` and `k` walk on from there. */
  private goDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    document.querySelector<HTMLElement>('#procedures-found [data-row-link]')?.focus()
  }
}

type Held = { no: number; paperId: string }
type Known = { name: string; phone: string; address: string; email: string; lang: string; held: readonly Held[] }

class ReceiveForm extends HTMLElement {
  private clock = 0
  private lookedUp = ''

  connectedCallback(): void {
    this.addEventListener('input', this.typed)
    this.addEventListener('change', this.changed)
    this.addEventListener('keydown', this.acceptByKeys)
    this.clock = window.setInterval(this.refreshDue, stale)
  }
  disconnectedCallback(): void {
    clearInterval(this.clock)
  }

  private field = (name: string): HTMLInputElement | null => this.querySelector<HTMLInputElement>(`[name="${name}"]`)

  private typed = (event: Event): void => {
    if (event.target instanceof HTMLInputElement && event.target.name === 'identity') void this.lookUp(event.target.value)
  }

  private changed = (event: Event): void => {
    if (!(event.target instanceof HTMLInputElement)) return
    if (event.target.name === 'isHardArea' || event.target.name === 'channelIn') this.refreshDue()
    if (event.target.name === 'kind') void this.lookUp(this.field('identity')?.value ?? '')
    if (event.target.name === 'all-present') this.fillPresence(event.target.checked)
  }

  private acceptByKeys = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.querySelector<HTMLButtonElement>('[data-accept]')?.click()
  }

  private refreshDue = (): void => {
    const isHard = this.field('isHardArea')?.checked ? '&hard=1' : ''
    const channel = this.querySelector<HTMLInputElement>('[name="channelIn"]:checked')?.value
    const inBy = channel ? `&in=${channel}` : ''
    void replace(this.querySelector('#due'), `${this.dataset.due ?? ''}${isHard}${inBy}`)
  }

  /** Ticking the box shows in each line what it means; papers asked only in some cases stay as they are. */
  private fillPresence(isTicked: boolean): void {
    for (const select of this.querySelectorAll<HTMLSelectElement>('select[data-presence=""]'))
      if (select.value === (isTicked ? '' : 'yes')) select.value = isTicked ? 'yes' : ''
  }

  /** A paper that the office holds is there without being brought: none of it, and where it is. */
  private showHeld({ no, paperId }: Held): void {
    const presence = this.querySelector<HTMLSelectElement>(`[name="c${no}-present"]`)
    const place = this.querySelector(`[data-held="${no}"]`)
    if (!presence || !place || place.childElementCount > 0) return
    presence.value = 'yes'
    for (const name of [`c${no}-originals`, `c${no}-copies`]) {
      const count = this.field(name)
      if (count) count.value = '0'
    }
    const link = document.createElement('a')
    link.href = `/office/papers/${paperId}`
    link.target = '_blank'
    link.rel = 'noopener'
    link.textContent = document.documentElement.lang === 'en' ? 'Held already, need not be handed in' : 'Đã có trong kho, không cần nộp lại'
    place.append(link)
  }

  private async lookUp(typed: string): Promise<void> {
    const kind = this.querySelector<HTMLInputElement>('[name="kind"]:checked')?.value ?? 'person'
    const digits = typed.replace(/[\s.-]/g, '')
    const isWhole = kind === 'person' ? /^(\d{9}|\d{12})$/.test(digits) : /^(\d{10}|\d{13})$/.test(digits)
    const asked = `${kind}/${digits}`
    if (!isWhole || asked === this.lookedUp) return
    this.lookedUp = asked
    const body = new FormData()
    body.set('csrf', this.field('csrf')?.value ?? '')
    body.set('kind', kind)
    body.set('identity', digits)
    body.set('procedure', this.field('procedure')?.value ?? '')
    const answer = await fetch(this.dataset.lookUp ?? '', { method: 'POST', body }).catch(() => null)
    if (!answer?.ok || this.lookedUp !== asked) return
    const known = (await answer.json()) as Known | null
    for (const name of ['name', 'phone', 'address', 'email'] as const) {
      const field = this.field(name)
      if (known && field && field.value === '') field.value = known[name]
    }
    const language = known && this.querySelector<HTMLInputElement>(`[name="lang"][value="${known.lang}"]`)
    if (language) language.checked = true
    for (const paper of known?.held ?? []) this.showHeld(paper)
    const line = this.querySelector('#looked-up')
    if (!line) return
    const isEnglish = document.documentElement.lang === 'en'
    line.textContent = !known ? '' : isEnglish ? `Already on record: ${known.name}.` : `Đã có trong hệ thống: ${known.name}.`
  }
}

customElements.define('procedure-finder', ProcedureFinder)
customElements.define('receive-form', ReceiveForm)
