/** The part of Turbo we speak to. */
type TurboDoor = {
  config: { forms: { mode: 'on' | 'off' | 'optin' } }
  visit(to: string, options?: { response?: { statusCode: number; redirected: boolean; responseHTML: string } }): void
}

declare global {
  interface Window {
    Turbo?: TurboDoor
  }
}

// Forms go the plain way: some answers are pages themselves (a preview, a secret shown once), and Turbo takes only redirects.
if (window.Turbo) window.Turbo.config.forms.mode = 'off'

/** Closes an open "Khác" menu when somebody clicks beside it or presses Escape. */
function closeMenus(except?: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.more[open]'))
    if (!except || !menu.contains(except)) menu.open = false
}
document.addEventListener('click', (event) => closeMenus(event.target instanceof Node ? event.target : null))
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.querySelector<HTMLDetailsElement>('details.more[open]')
  if (!menu) return
  closeMenus()
  menu.querySelector('summary')?.focus()
})
