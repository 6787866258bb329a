/**
 * The office from the keyboard: `/` finds, `j` and `k` walk the rows, Enter opens (the row's own link has the focus),
 * `g` and a letter goes to a place of the menu, `?` lists the keys. Nothing fires while somebody writes.
 */
const goWithin = 1200 // milliseconds between `g` and its letter
let wentAt = Number.NEGATIVE_INFINITY

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
  if (document.querySelector('dialog[open]')) return
  if (act(event)) event.preventDefault()
})

function act(event: KeyboardEvent): boolean {
  if (event.timeStamp - wentAt < goWithin) {
    wentAt = Number.NEGATIVE_INFINITY
    return follow(`a[data-go="${CSS.escape(event.key)}"]`)
  }
  switch (event.key) {
    case '/':
      return focusOn(document.querySelector<HTMLInputElement>('[data-search]'))
    case 'j':
      return walk(1)
    case 'k':
      return walk(-1)
    case 'g':
      wentAt = event.timeStamp
      return true
    case '?':
      return openKeys()
    default:
      return follow(`[data-key="${CSS.escape(event.key)}"]`)
  }
}

/** Moves the focus to the next or previous row's link; from nowhere to the first. */
function walk(by: 1 | -1): boolean {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-row-link]')]
  const row = document.activeElement?.closest('tr')
  const at = links.findIndex((link) => link.closest('tr') === row)
  return focusOn(links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))])
}

function focusOn(element: HTMLElement | null | undefined): boolean {
  if (!element) return false
  element.focus()
  if (element instanceof HTMLInputElement) element.select()
  element.scrollIntoView({ block: 'nearest' })
  return true
}

/** Clicks the first seen element, so that links, forms and Turbo all do what a mouse would. */
function follow(selector: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.offsetParent !== null)
  found?.click()
  return found !== undefined
}

function openKeys(): boolean {
  const keys = document.querySelector<HTMLDialogElement>('#keys')
  keys?.showModal()
  return keys !== null
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}

document.addEventListener('click', (event) => {
  if (event.target instanceof HTMLElement && event.target.closest('[data-keys-open]')) openKeys()
})

/** What only makes sense with script shows once script runs; a summary of errors takes the focus, so that it is read first. */
function ready(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-keys-open]')) button.hidden = false
  document.querySelector<HTMLElement>('[data-focus]')?.focus()
}
ready()
document.addEventListener('turbo:render', ready)
