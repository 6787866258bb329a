import type { Page } from 'playwright-core'
import { arrives, codeIn, type Stage } from './browser.ts'

/** Receives a dossier with a mouse, all papers there, and goes to what comes after. */
export async function receive(page: Page, name: string, procedure = 'cap doi'): Promise<string> {
  await page.goto('/office/dossiers/new')
  await page.locator('main [name="q"]').fill(procedure)
  await page.keyboard.press('Enter')
  await arrives(page, /procedure=\d/)
  await page.getByLabel('Họ tên, tên tổ chức').fill(name)
  await page.getByLabel('Điện thoại', { exact: true }).fill('0900 000 111')
  const all = page.getByLabel('Đủ tất cả giấy tờ bắt buộc')
  if (await all.count()) await all.check()
  else await page.locator('[name="c1-present"]').selectOption('yes')
  await page.getByRole('button', { name: /Tiếp nhận \(giấy 01\)/ }).click()
  await arrives(page, /\/received$/)
  return codeIn(page)
}

/** Completes the step in hand, with an opinion and whatever else the form asks. */
export async function complete(page: Page, code: string, opinion: string, more: (page: Page) => Promise<unknown> = async () => {}) {
  await page.goto(`/office/dossiers/${code}`)
  await page.getByRole('link', { name: 'Hoàn thành bước này' }).first().click()
  await arrives(page, /complete-step/)
  await page.getByLabel('Ý kiến xử lý').fill(opinion)
  await more(page)
  await page
    .locator('main form')
    .getByRole('button', { name: /^Hoàn thành/ })
    .click()
  await arrives(page, `/office/dossiers/${code}`)
}

/** What the journal says about a dossier, in order. */
export const eventsOf = async (stage: Stage, code: string): Promise<string[]> =>
  (await stage.rows<{ kind: string }>('select kind from audit.entry where stream = $1 order by seq', [`dossier/${code}`])).map(
    (e) => e.kind,
  )
