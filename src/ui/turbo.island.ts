/** The part of Turbo we speak to. */
type TurboDoor = {
  visit(to: string, options?: { response?: { statusCode: number; redirected: boolean; responseHTML: string } }): void
}

declare global {
  interface Window {
    Turbo?: TurboDoor
  }
}

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
