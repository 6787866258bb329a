import { equal, match } from 'node:assert/strict'
import { it } from 'node:test'
import type { Page } from 'playwright-core'
import { complete, receive } from './acts.ts'
import { look, story } from './browser.ts'

/** What frames the data of a page: heads, labels, buttons, the menu. None of it may be left in Vietnamese. */
const frame = 'nav a, th, label, legend, main summary, button, h2, dt, .menu-title, .chips a'
const vietnamese = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i

/** Looks at a page in English; `data` are words of its frame that people wrote. */
async function lookInEnglish(page: Page, path: string, data: RegExp = /^$/): Promise<void> {
  await page.goto(path)
  equal(await page.locator('html').getAttribute('lang'), 'en', path)
  const texts = await page.locator(frame).allInnerTexts()
  const left = texts.map((text) => text.trim()).filter((text) => vietnamese.test(text) && !data.test(text))
  equal(left.join(' | '), '', path)
  await look(page, `${path} in English`)
}

story('Cán bộ đọc phần mềm bằng tiếng Anh', {}, (stage) => {
  it('the sign-in offers English, and the browser remembers', async () => {
    const page = await stage.somebody()
    await page.goto('/office/sign-in')
    await page.getByRole('link', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    equal(new URL(page.url()).search, '')
    await page.goto('/office/sign-in')
    equal(await page.locator('html').getAttribute('lang'), 'en')
    await page.getByRole('link', { name: 'Tiếng Việt' }).click()
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
  })

  it('a counter officer and a head read every place of their work', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Trịnh Văn Đọc (mẫu)')
    await counter.goto('/office/work')
    await counter.getByRole('link', { name: 'English' }).click()
    await counter.getByRole('heading', { name: 'My work' }).waitFor()
    for (const path of ['/office/work', '/office/dossiers', '/office/search?q=doc', '/office/dossiers/new'])
      await lookInEnglish(counter, path)
    for (const act of ['', '/complete-step?step=1', '/hand-over?step=1', '/send-back?step=1'])
      await lookInEnglish(counter, `/office/dossiers/${code}${act}`, /^(Đơn đề nghị|Giấy chứng nhận)|\(mẫu\)$/)
    match(await counter.locator('main').innerText(), /Why this due time|step/i)
    await counter.getByRole('link', { name: 'Tiếng Việt' }).click()
    await complete(counter, code, 'Đủ giấy tờ')
  })

  it('the administrator finds no label in Vietnamese', async () => {
    const admin = await stage.officer('quantri')
    await admin.goto('/office/account')
    await admin.getByRole('link', { name: 'English' }).click()
    for (const path of [
      ...['/office/setup', '/office/account', '/office/accounts', '/office/accounts/new', '/office/tokens/new', '/office/calendar'],
      ...[
        '/office/org',
        '/office/org/units/new',
        '/office/org/officers/new',
        '/office/org/history',
        '/office/org/import',
        '/office/org/hours',
      ],
      ...['/office/procedures', '/office/procedures/import', '/office/journal', '/office/rules', '/office/nowhere'],
    ])
      await lookInEnglish(admin, path)
  })
})
