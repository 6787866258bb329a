/** Looks again at a long work after a moment (xem lại tiến độ): sends its form. Without script there is the button. */
class LookAgain extends HTMLElement {
  timer: ReturnType<typeof setTimeout> | undefined
  connectedCallback(): void {
    this.timer = setTimeout(() => this.querySelector('form')?.requestSubmit(), 1_500)
  }
  disconnectedCallback(): void {
    clearTimeout(this.timer)
  }
}

customElements.define('look-again', LookAgain)
