/** Loads the page of progress again while the act runs (tiến độ): where the page came without a load of its own, its header does not do it. */
class RunProgress extends HTMLElement {
  private timer = 0
  connectedCallback(): void {
    this.timer = window.setTimeout(() => location.reload(), Number(this.dataset.againSeconds) * 1000)
  }
  disconnectedCallback(): void {
    clearTimeout(this.timer)
  }
}

customElements.define('run-progress', RunProgress)
