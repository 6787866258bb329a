import type { Child, FC } from 'hono/jsx'
import type { HtmlEscapedString } from 'hono/utils/html'
import { assert } from '../kernel/assert.ts'

/** Text that is markup already. Elements and templates of the framework take it as it is. */
class Markup {
  readonly isEscaped = true
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

/**
 * Markup written as text and escaped by construction: markup`<b>${name}</b>`. What is set in is escaped unless it is markup itself; what is
 * missing or false shows nothing. For the few parts that busy pages draw by the dozen: costs a tenth of elements, and a third of the
 * framework's own template, which waits for promises. Here a promise is a bug.
 */
export function markup(texts: TemplateStringsArray, ...insets: readonly Inset[]): HtmlEscapedString {
  let text = texts[0] ?? ''
  for (let i = 0; i < insets.length; i++) text += shown(insets[i]) + texts[i + 1]
  return new Markup(text) as unknown as HtmlEscapedString
}

export type Inset = Child | ReturnType<FC>

function shown(inset: Inset): string {
  if (typeof inset === 'string') return escaped(inset)
  if (inset === null || inset === undefined || typeof inset === 'boolean') return ''
  if ((inset as unknown) instanceof Markup) return (inset as unknown as Markup).text
  if (typeof inset === 'number') return String(inset)
  if (!Array.isArray(inset)) return drawn(inset)
  let text = ''
  for (const one of inset) text += shown(one)
  return text
}

/** An element, or another template's markup. Anything else is a bug: it would stand in the page unescaped. */
function drawn(inset: object): string {
  assert('isEscaped' in inset, 'only markup is set into markup')
  const text: unknown = inset.toString()
  assert(typeof text === 'string' || text instanceof String, 'markup is drawn at once')
  return String(text)
}

const special = /[&<>"']/
const allSpecial = /[&<>"']/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text as it stands between tags or in a quoted attribute. */
const escaped = (text: string): string => (special.test(text) ? text.replaceAll(allSpecial, (one) => entities[one] ?? '') : text)
