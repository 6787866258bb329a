import { password } from './department.ts'

/** Fields of a form; several values of one name as a list, files as `File`. */
export type Fields = Readonly<Record<string, string | File | readonly string[]>>
export type Answered = { status: number; text: string; to: string | null; headers: Headers }

/** An officer's browser without the browser: cookies, forms with their hidden fields, nothing else. */
export type Caller = {
  get(path: string): Promise<Answered>
  /** Opens the form's page, takes its hidden fields, adds what is typed, sends it. */
  send(page: string, action: string, typed: Fields): Promise<Answered>
  /** Sends exactly these fields. */
  post(path: string, fields: Fields): Promise<Answered>
  /** Hidden fields of a page, by name. */
  hidden(page: string): Promise<Record<string, string>>
}

/** Signs in over HTTP. `agency` is needed where the store has several. */
export async function caller(base: string, login: string, agency?: string, lang: 'vi' | 'en' = 'vi'): Promise<Caller> {
  const body = new URLSearchParams({ login, password, next: '', ...(agency ? { agency } : {}) })
  const signedIn = await fetch(`${base}/office/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { origin: base } })
  if (signedIn.status !== 303) throw new Error(`${login} could not sign in: ${signedIn.status}`)
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .concat(`motcua-lang=${lang}`)
    .join('; ')
  const ask = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const answer = await fetch(base + path, { ...init, redirect: 'manual', headers: { cookie, origin: base } })
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location'), headers: answer.headers }
  }
  const self: Caller = {
    get: (path) => ask(path),
    post: (path, fields) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one as string | Blob)
      return ask(path, { method: 'POST', body: form })
    },
    async hidden(page) {
      const { text } = await ask(page)
      const main = text.slice(text.indexOf('<main'))
      return Object.fromEntries(
        [...main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
      )
    },
    send: async (page, action, typed) => self.post(action, { ...(await self.hidden(page)), ...typed }),
  }
  return self
}

/** A small PDF with a text of its own. */
export const pdfFile = (text: string, name = 'giay.pdf'): File =>
  new File([`%PDF-1.7\n% ${text}\n%%EOF\n`], name, { type: 'application/pdf' })
