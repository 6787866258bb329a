/**
 * Chooses rows of a list (chọn nhiều dòng): a box for the whole page, shift and click for a stretch, `x` for the row that has the focus and
 * shift with `x` up to it. Without script every row has its own box.
 */
class RowPick extends HTMLElement {
  private last: HTMLInputElement | null = null
  private readonly leave = new AbortController()

  connectedCallback(): void {
    const { signal } = this.leave
    const all = this.querySelector<HTMLInputElement>('#pick-all')
    const frame = this.querySelector<HTMLElement>('[data-pick-all]')
    if (frame) frame.hidden = false
    all?.addEventListener('change', () => {
      for (const box of this.boxes()) box.checked = all.checked
      this.count()
    })
    document.addEventListener(
      'click',
      (event) => {
        const box = event.target
        if (!(box instanceof HTMLInputElement) || box.name !== 'pick') return
        this.reach(box, event.shiftKey)
      },
      { signal },
    )
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
        const box = document.activeElement?.closest('tr')?.querySelector<HTMLInputElement>('input[name="pick"]')
        if (!box) return
        event.preventDefault()
        box.checked = !box.checked
        this.reach(box, event.shiftKey)
      },
      { signal },
    )
    this.count()
  }

  disconnectedCallback(): void {
    this.leave.abort()
  }

  private boxes(): HTMLInputElement[] {
    return [...document.querySelectorAll<HTMLInputElement>('input[name="pick"]')]
  }

  /** The box was set by hand; with shift all from the last one to it follow it. */
  private reach(box: HTMLInputElement, isStretch: boolean): void {
    const boxes = this.boxes()
    const [from, to] = [this.last ? boxes.indexOf(this.last) : -1, boxes.indexOf(box)]
    if (isStretch && from >= 0) for (const one of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked
    this.last = box
    this.count()
  }

  private count(): void {
    const boxes = this.boxes()
    const chosen = boxes.filter((box) => box.checked).length
    const all = this.querySelector<HTMLInputElement>('#pick-all')
    if (all) {
      all.checked = chosen > 0 && chosen === boxes.length
      all.indeterminate = chosen > 0 && chosen < boxes.length
    }
    const shown = this.querySelector('[data-pick-count]')
    if (shown) shown.textContent = chosen > 0 ? `(${chosen}/${boxes.length})` : ''
  }
}

customElements.define('row-pick', RowPick)
