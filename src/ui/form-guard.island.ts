/**
 * Guards forms: a second submit while the first is on its way does nothing, and a form marked `data-guard`
 * asks before its unsaved writing is left. The store refuses doubles by key anyway; this spares the officer the doubt.
 */
const sent = new WeakSet<HTMLFormElement>()
const dirty = new Set<HTMLFormElement>()
const question = () =>
  document.documentElement.lang === 'en' ? 'Leave without saving what you wrote?' : 'Rời trang mà chưa lưu những gì đã ghi?'

document.addEventListener(
  'submit',
  (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method === 'dialog') return
    // A file that is loaded leaves the page where it is, with what was typed still unsaved.
    if (event.submitter?.hasAttribute('data-beside')) return
    if (sent.has(form)) {
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    dirty.delete(form)
    if (form.method !== 'post') return
    sent.add(form)
    form.setAttribute('aria-busy', 'true')
  },
  { capture: true },
)

/** Frees a form again: after Turbo's answer, and when the browser shows a kept page. */
function release(form: Element | null | undefined): void {
  if (!(form instanceof HTMLFormElement)) return
  sent.delete(form)
  form.removeAttribute('aria-busy')
}
document.addEventListener('turbo:submit-end', (event) => release(event.target instanceof Element ? event.target : null))
document.addEventListener('upload:end', (event) => release(event.target instanceof Element ? event.target : null))
window.addEventListener('pageshow', () => {
  for (const form of document.forms) release(form)
})

document.addEventListener('input', (event) => {
  const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>('form[data-guard]') : null
  if (form) dirty.add(form)
})
const isUnsaved = () => [...dirty].some((form) => form.isConnected)
window.addEventListener('beforeunload', (event) => {
  if (isUnsaved()) event.preventDefault()
})
document.addEventListener('turbo:before-visit', (event) => {
  if (!isUnsaved()) return
  if (window.confirm(question())) dirty.clear()
  else event.preventDefault()
})
