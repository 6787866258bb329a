import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Browser, chromium, type Page } from 'playwright-core'
import { safeHeaders } from '../platform/http/security.ts'
import { readAssets } from './assets.ts'
import { gallery, galleryPages } from './gallery.tsx'

const folder = mkdtempSync(join(tmpdir(), 'motcua-ui-'))
const assets = join(folder, 'assets')
const types: Record<string, string> = { css: 'text/css', js: 'text/javascript', woff2: 'font/woff2', svg: 'image/svg+xml' }

/** The gallery as the product would serve it: real assets, real headers. */
function site(): { app: Hono; assetUrl: (name: string) => string } {
  const { assetUrl } = readAssets(join(assets, 'manifest.json'))
  const app = new Hono()
  app.use(safeHeaders(false))
  app.get('/assets/:file', (c) => {
    const file = c.req.param('file')
    return c.body(readFileSync(join(assets, file)), 200, {
      'content-type': types[file.split('.').pop() ?? ''] ?? 'application/octet-stream',
    })
  })
  app.post('/receive', (c) => c.redirect('/my-work', 303))
  return { app: app.route('/', gallery(assetUrl)), assetUrl }
}

before(() => {
  const built = spawnSync(process.execPath, [fileURLToPath(new URL('../../tools/build.mjs', import.meta.url)), assets], {
    encoding: 'utf8',
  })
  equal(built.status, 0, built.stderr)
})
after(() => rmSync(folder, { recursive: true, force: true }))

describe('The pages as text', () => {
  it('has no inline style and no inline script anywhere', async () => {
    const { app } = site()
    for (const path of galleryPages) {
      const html = await (await app.request(path)).text()
      match(html, /^<!doctype html><html lang="(vi|en)"/)
      ok(!/\sstyle=/.test(html), `${path} has a style attribute`)
      ok(!/\son[a-z]+=/.test(html), `${path} has an inline handler`)
      ok(!/<script(?![^>]*\ssrc=)/.test(html), `${path} has an inline script`)
    }
  })
  it('keeps the portal light: HTML and CSS of a first visit in 40 KB compressed, one font file, no script', async () => {
    const { app, assetUrl } = site()
    const css = await (await app.request(assetUrl('portal.css'))).text()
    equal(css.match(/\.woff2/g)?.length, 1)
    for (const path of galleryPages.filter((p) => p.startsWith('/portal'))) {
      const html = await (await app.request(path)).text()
      ok(!html.includes('<script'), `${path} has script`)
      const bytes = gzipSync(html).length + gzipSync(css).length
      ok(bytes <= 40_000, `${path}: ${bytes} bytes`)
    }
  })
  it('names what was not built', () => {
    const { assetUrl } = readAssets(join(assets, 'manifest.json'), '/static/')
    match(assetUrl('office.js'), /^\/static\/office-[A-Za-z0-9]{8}\.js$/)
    try {
      assetUrl('missing.css')
      ok(false)
    } catch (error) {
      match(String(error), /missing\.css/)
    }
  })
})

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const skip = !executablePath && !process.env.CI ? 'Chromium is not installed (Debian: apt-get install chromium)' : false

describe('The pages in a browser', { skip }, () => {
  let browser: Browser
  let server: ServerType
  let base: string
  before(async () => {
    ok(executablePath, 'no Chromium found')
    server = serve({ fetch: site().app.fetch, port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--no-first-run',
      ],
    })
  })
  after(async () => {
    await browser?.close()
    server?.close()
  })

  /** Opens a page of that width and gathers what goes wrong on it: policy violations, errors, failed loads. */
  async function open(width: number, path: string): Promise<{ page: Page; wrong: string[]; fonts: string[] }> {
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage()
    const wrong: string[] = []
    const fonts: string[] = []
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
    page.on('pageerror', (error) => wrong.push(error.message))
    page.on('response', (response) => {
      if (response.url().endsWith('.woff2')) fonts.push(response.url())
      if (response.status() >= 400) wrong.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(base + path)
    await page.evaluate(() => document.fonts.ready)
    return { page, wrong, fonts }
  }

  for (const width of [1440, 390])
    for (const path of galleryPages)
      it(`${path} at ${width}: axe finds nothing, the policy forbids nothing, nothing scrolls sideways`, async () => {
        const { page, wrong } = await open(width, path)
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode()
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
          .analyze()
        deepEqual(
          violations.map(({ id, nodes }) => ({
            id,
            where: nodes.map((n) => `${n.html.slice(0, 120)} ${n.failureSummary ?? ''}`).slice(0, 3),
          })),
          [],
        )
        equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0)
        deepEqual(wrong, [])
        await page.context().close()
      })

  it('loads one font file on the portal and shows Vietnamese and semibold from it', async () => {
    const { page, fonts } = await open(390, '/portal')
    equal(fonts.length, 1)
    const [thin, strong, other] = await page.evaluate(() => {
      const looks = [
        ['normal', 'Be Vietnam Pro'],
        ["'ss01'", 'Be Vietnam Pro'],
        ['normal', 'monospace'],
      ]
      return looks.map(([features = '', family = '']) => {
        const span = document.createElement('span')
        span.textContent = 'Đường dây nóng: ưỡn ẹo, nghĩ ngợi, khuỷu'
        span.style.fontFeatureSettings = features
        span.style.fontFamily = family
        document.body.append(span)
        return span.getBoundingClientRect().width
      })
    })
    ok(strong! > thin! && thin !== other)
    await page.context().close()
  })

  it('is driven from the keyboard: / finds, j and k walk, Enter opens, g goes, ? lists the keys', async () => {
    const { page, wrong } = await open(1440, '/my-work')
    await page.keyboard.press('/')
    equal(await page.evaluate(() => document.activeElement?.id), 'search')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    equal(await page.evaluate(() => document.activeElement?.textContent), 'H00.12-260209-0007')
    await page.keyboard.press('?')
    ok(await page.locator('#keys').isVisible())
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/dossier')
    await page.keyboard.press('g')
    await page.keyboard.press('v')
    await page.waitForURL('**/my-work')
    await page.getByRole('button', { name: 'Thu gọn dòng' }).click()
    const height = await page
      .locator('.rows tbody tr')
      .first()
      .evaluate((row) => row.getBoundingClientRect().height)
    ok(height <= 26, `a compact row is ${height} px`)
    deepEqual(wrong, [])
    await page.context().close()
  })

  it('asks before unsaved writing is left, sends a form once, and shows a file on its way', async () => {
    const { page, wrong } = await open(1440, '/receive')
    await page.getByLabel('Người nộp').fill('Phạm Thử Nghiệm (mẫu)')
    const asked = page.waitForEvent('dialog')
    const left = page.getByRole('link', { name: 'Hồ sơ', exact: true }).click()
    const dialog = await asked
    match(dialog.message(), /chưa lưu/)
    await dialog.dismiss()
    await left
    await page.getByLabel('Bản quét').setInputFiles({ name: 'ban-ve.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(200_000, 1) })
    match((await page.locator('.upload output').textContent()) ?? '', /ban-ve\.pdf \(200 KB\)/)
    const posts: string[] = []
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
    await page.getByRole('button', { name: 'Tiếp nhận, in giấy hẹn' }).dblclick()
    await page.waitForURL('**/my-work')
    await page.getByRole('heading', { name: 'Việc của tôi' }).waitFor()
    equal(posts.length, 1)
    deepEqual(wrong, [])
    await page.context().close()
  })

  it('works without script: menus unfold, forms post', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })).newPage()
    await page.goto(`${base}/dossier`)
    await page.getByText('Khác', { exact: true }).click()
    ok(await page.getByRole('link', { name: 'Trả lại bước trước' }).isVisible())
    await page.goto(`${base}/receive`)
    await page.getByRole('button', { name: 'Tiếp nhận, in giấy hẹn' }).click()
    await page.waitForURL('**/my-work')
    await page.context().close()
  })
})
