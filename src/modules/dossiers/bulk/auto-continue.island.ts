/** Goes on with a long work by itself (làm tiếp): sends its form as soon as the page stands. Without script there is the button. */
class AutoContinue extends HTMLElement {
  connectedCallback(): void {
    this.querySelector('form')?.requestSubmit()
  }
}

customElements.define('auto-continue', AutoContinue)
