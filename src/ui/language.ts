import { createContext, useContext } from 'hono/jsx'
import { type Lang, type Say, sayIn } from '../kernel/say.ts'

/** The language of the page that is being drawn; its layout provides it, Vietnamese where none does. */
export const PageLanguage = createContext<Lang>('vi')

/** The page's language. */
export const useLang = (): Lang => useContext(PageLanguage)

/** How the page that is being drawn says a text in its reader's language. */
export const useSay = (): Say => sayIn(useLang())
