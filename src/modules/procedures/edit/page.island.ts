/**
 * The editor of a process where script runs: rows move by drag, by Alt and an arrow, and by their buttons without a new page; the check is
 * drawn again while one types. Without it every button is a submit of the form and the server arranges the rows.
 */
const pause = 400 // milliseconds of stillness before the check is asked for

class ProcessEditor extends HTMLElement {
  private waiting = 0
  private dragged: HTMLTableRowElement | null = null
  private asked = new AbortController()

  connectedCallback(): void {
    for (const grip of this.querySelectorAll<HTMLElement>('[data-grip]')) grip.hidden = false
    this.addEventListener('input', this.checkSoon)
    this.addEventListener('click', this.arrangeByButton)
    this.addEventListener('keydown', this.moveByKeys)
    this.addEventListener('dragstart', this.take)
    this.addEventListener('dragover', this.over)
    this.addEventListener('drop', this.drop)
    this.addEventListener('dragend', this.letGo)
  }
  disconnectedCallback(): void {
    clearTimeout(this.waiting)
    this.asked.abort()
  }

  private rowOf = (target: EventTarget | null): HTMLTableRowElement | null =>
    target instanceof Element ? target.closest<HTMLTableRowElement>('tr[data-row]') : null

  /** What only moves, doubles or drops a row is done here; what makes a new one, the server does. */
  private arrangeByButton = (event: Event): void => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[name="do"]') : null
    const row = this.rowOf(button)
    const act = button?.value.split(':')[0]
    if (!button || !row) return
    if (act === 'up' || act === 'down') this.move(row, act === 'up' ? -1 : 1)
    else if (act === 'delete') this.dropRow(row)
    else return
    event.preventDefault()
    if (act !== 'delete') button.focus()
  }

  private moveByKeys = (event: KeyboardEvent): void => {
    const row = this.rowOf(event.target)
    if (!row || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const focused = document.activeElement
    this.move(row, event.key === 'ArrowUp' ? -1 : 1)
    if (focused instanceof HTMLElement) focused.focus()
  }

  private move(row: HTMLTableRowElement, by: 1 | -1): void {
    const beside = by < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!beside) return
    if (by < 0) beside.before(row)
    else beside.after(row)
    row.scrollIntoView({ block: 'nearest' })
    this.arranged()
  }

  private dropRow(row: HTMLTableRowElement): void {
    const next = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    next?.querySelector<HTMLElement>('input')?.focus()
    this.arranged()
  }

  private take = (event: DragEvent): void => {
    const isGrip = event.target instanceof Element && event.target.closest('[data-grip]')
    this.dragged = isGrip ? this.rowOf(event.target) : null
    if (this.dragged) event.dataTransfer?.setData('text/plain', '')
  }
  private over = (event: DragEvent): void => {
    const row = this.rowOf(event.target)
    if (!this.dragged || !row) return
    event.preventDefault()
    for (const other of this.querySelectorAll('tr[data-over]')) other.removeAttribute('data-over')
    row.setAttribute('data-over', '')
  }
  private drop = (event: DragEvent): void => {
    const row = this.rowOf(event.target)
    if (!this.dragged || !row || row === this.dragged) return
    event.preventDefault()
    const isBelow = this.dragged.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING
    if (isBelow) row.after(this.dragged)
    else row.before(this.dragged)
    this.arranged()
  }
  private letGo = (): void => {
    this.dragged = null
    for (const other of this.querySelectorAll('tr[data-over]')) other.removeAttribute('data-over')
  }

  /** The buttons name the place of their row, and the places are other ones now. */
  private arranged(): void {
    for (const [at, row] of this.querySelectorAll<HTMLTableRowElement>('tr[data-row]').entries()) {
      for (const button of row.querySelectorAll<HTMLButtonElement>('button[name="do"]'))
        button.value = button.value.replace(/:\d+/, `:${at}`)
      for (const cell of row.querySelectorAll<HTMLElement>('[name][id]')) cell.id = cell.id.replace(/-\d+$/, `-${at}`)
    }
    this.querySelector('form')?.dispatchEvent(new Event('input', { bubbles: true }))
  }

  private checkSoon = (): void => {
    clearTimeout(this.waiting)
    this.waiting = window.setTimeout(() => void this.check(), pause)
  }

  private async check(): Promise<void> {
    const form = this.querySelector('form')
    const place = this.querySelector('[data-check]')
    if (!form || !place) return
    this.asked.abort()
    this.asked = new AbortController()
    const { signal } = this.asked
    const answer = await fetch(`${form.action}/check`, { method: 'POST', body: new FormData(form), signal }).catch(() => null)
    if (answer?.ok && !signal.aborted) place.innerHTML = await answer.text()
  }
}

customElements.define('process-editor', ProcessEditor)
