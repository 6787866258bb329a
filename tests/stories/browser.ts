import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, before, describe } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { password } from './department.ts'
import { chromiumPath, type House, openHouse } from './house.ts'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/** The house with a browser in it, while a story is told. */
export type Stage = House & {
  /** Somebody with a browser of their own: other cookies, other keys under the fingers. */
  somebody(options?: { phone?: boolean; script?: boolean }): Promise<Page>
  /** As `somebody`, signed in to the office. */
  officer(login: string): Promise<Page>
}

/** Tells a story in a browser over a house of its own. Skipped by name where there is no Chromium, never under CI. */
export function story(title: string, house: Parameters<typeof openHouse>[0], tell: (stage: Stage) => void): void {
  const path = chromiumPath()
  const skip = !path && !process.env.CI ? 'không có Chromium (npm test cài hoặc nói cách cài)' : false
  describe(title, { skip, timeout: 170_000 }, () => {
    let opened: House
    let browser: Browser
    const contexts: BrowserContext[] = []
    before(async () => {
      ok(path, 'CI needs Chromium')
      ;[opened, browser] = await Promise.all([openHouse(house), chromium.launch({ executablePath: path, args: flags })])
    })
    after(async () => {
      await browser?.close()
      const bugs = opened?.bugs ?? []
      await opened?.close()
      deepEqual(bugs, [], 'the sites wrote a bug to their log')
    })
    const somebody: Stage['somebody'] = async ({ phone = false, script = true } = {}) => {
      const size = phone ? { width: 390, height: 844 } : { width: 1440, height: 900 }
      const context = await browser.newContext({
        baseURL: opened.base,
        viewport: size,
        javaScriptEnabled: script,
        locale: 'vi-VN',
      })
      context.setDefaultTimeout(10_000)
      contexts.push(context)
      const page = await context.newPage()
      watch(page)
      if (!script) scriptless.set(page, () => somebody({ phone }))
      return page
    }
    // The house exists once `before` has run: the story reaches for it through getters.
    const stage = new Proxy({} as Stage, {
      get(_, name) {
        if (name === 'somebody') return somebody
        if (name === 'officer')
          return async (login: string) => {
            const page = await somebody()
            await signIn(page, login)
            return page
          }
        return opened[name as keyof House]
      },
    })
    tell(stage)
  })
}

/** What went wrong in a browser: refusals of the content policy, errors of our scripts. */
const wrong = new WeakMap<Page, string[]>()
function watch(page: Page): void {
  const seen: string[] = []
  wrong.set(page, seen)
  page.on('console', (message) => /Content.Security.Policy|Refused to/i.test(message.text()) && seen.push(message.text()))
  page.on('pageerror', (error) => seen.push(error.message))
  page.on('dialog', (dialog) => void dialog.accept())
}

/** How to open the same page with script, for axe, which is one. */
const scriptless = new WeakMap<Page, () => Promise<Page>>()

/** Looks at a page as everybody must be able to: axe finds nothing, nothing was blocked, no script failed. */
export async function look(page: Page, what: string): Promise<void> {
  const twin = await scriptless.get(page)?.()
  if (twin) {
    await twin.context().addCookies(await page.context().cookies())
    await twin.goto(page.url())
    await look(twin, what)
    deepEqual(wrong.get(page) ?? [], [], `${what}, ${page.url()}`)
    return twin.context().close()
  }
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  const found = violations.map((v) => `${v.id}: ${v.help} (${v.nodes.map((n) => n.target.join(' ')).join('; ')})`)
  deepEqual(found, [], `${what}, ${page.url()}`)
  deepEqual(wrong.get(page) ?? [], [], `${what}, ${page.url()}`)
}

/** Signs in by the form. */
export async function signIn(page: Page, login: string, word = password): Promise<void> {
  await page.goto('/office/sign-in')
  await page.getByLabel('Tên đăng nhập').fill(login)
  await page.getByLabel('Mật khẩu').fill(word)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => !url.pathname.startsWith('/office/sign-in'))
}

/** Presses Tab until what is wanted has the focus: what a hand on the keyboard does. */
export async function tabTo(page: Page, selector: string, most = 60): Promise<void> {
  for (let pressed = 0; pressed < most; pressed++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${selector} on ${page.url()}`)
}

/** Waits until the page says it; when it does not, tells what it says instead. */
export async function says(page: Page, words: string | RegExp, where = 'body'): Promise<void> {
  await page
    .locator(where)
    .getByText(words)
    .first()
    .waitFor()
    .catch((error: Error) => instead(page, `“${words}”`, error))
}

/** The code of the dossier in the address. */
export function codeIn(page: Page): string {
  const code = /[A-Z0-9.]+-\d{6}-\d{4,}/.exec(page.url())?.[0]
  ok(code, `no code in ${page.url()}`)
  return code
}

/** A PDF of the office, as the browser of this officer gets it. */
export async function pdfAt(page: Page, path: string): Promise<Buffer> {
  const answer = await page.request.get(path)
  equal(answer.status(), 200, path)
  equal(answer.headers()['content-type'], 'application/pdf', path)
  return answer.body()
}

/** Waits until the browser is there; when it is not, tells what the page says instead. */
export async function arrives(page: Page, where: RegExp | string): Promise<void> {
  await page
    .waitForURL(typeof where === 'string' ? (url) => url.pathname === where : where)
    .catch((error: Error) => instead(page, String(where), error))
}

async function instead(page: Page, wanted: string, cause: Error): Promise<never> {
  const said = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ')
  throw new Error(`instead of ${wanted}, ${page.url()} says: ${said.slice(0, 800)}`, { cause })
}
