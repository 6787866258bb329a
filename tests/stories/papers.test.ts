import { equal, match, ok } from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, it } from 'node:test'
import type { Page } from 'playwright-core'
import { pngScan } from '../../src/modules/papers/scan.fixture.ts'
import type { TestPki } from '../../src/modules/signing/testing.adapter.ts'
import { createTypst } from '../../src/platform/pdf/typst.ts'
import { arrives, look, says, story } from './browser.ts'
import { caller } from './caller.ts'
import { p12, passPhrase, registered, trustedPki } from './signing.ts'

const hasPoppler = spawnSync('pdftoppm', ['-v']).error === undefined
const identity = '001099000123'
const paperName = 'Giấy chứng nhận đã cấp'

/** A page of an office as a scanner would give it; flat where no program is there to make one. */
async function certificatePage(folder: string): Promise<Buffer> {
  if (!hasPoppler) return pngScan()
  writeFileSync(
    join(folder, 'page.typ'),
    `#set page(paper: "a4", margin: 2.5cm)
#set text(font: "Tinos", size: 14pt, lang: "vi")
Số: 123/GCN-UBND #h(1fr) _Thử, ngày 05 tháng 3 năm 2024_
#v(1cm)
#align(center)[*GIẤY CHỨNG NHẬN ĐÃ CẤP*]
#v(1cm)
Thửa đất số 45, tờ bản đồ số 12, xã Kỳ Lạ, diện tích 250 mét vuông, sử dụng lâu dài.`,
  )
  const typst = createTypst({ templateFolder: folder })
  writeFileSync(join(folder, 'page.pdf'), typst.render({ template: 'page', title: 'mẫu', at: 1_767_000_000 as never, data: {} }))
  await typst.close()
  execFileSync('pdftoppm', ['-png', '-r', '200', join(folder, 'page.pdf'), join(folder, 'page')])
  return readFileSync(join(folder, 'page-1.png'))
}

/** A paper is scanned at the counter once, and serves the applicant's next dossier. */
story('Một giấy tờ được số hóa một lần, hồ sơ sau dùng lại', {}, (stage) => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-story-papers-'))
  let pki: TestPki
  let officer: Page
  let address = ''
  let first: Buffer
  before(async () => {
    pki = await trustedPki(stage.folder)
    first = await certificatePage(folder)
    const clerk = await caller(stage.base, 'vanthu')
    equal((await registered(clerk, pki.person, String(stage.department.people.get('motcua1')))).status, 303)
    officer = await stage.officer('motcua1')
  })
  after(async () => {
    await pki?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const receive = async (typed: Record<string, string>) => {
    const counter = await caller(stage.base, 'motcua1')
    const page = `/office/dossiers/new?procedure=${stage.department.procedures.get('thu-cap-doi')}`
    return counter.send(page, '/office/dossiers/new', { name: 'Trần Thị Mẫu (mẫu)', identity, phone: '0900 000 111', ...typed })
  }
  const photograph = async (name: string): Promise<void> => {
    if (!process.env.PICTURES) return
    await officer.screenshot({ path: join(process.env.PICTURES, `${name}-1440.png`), fullPage: true })
    await officer.setViewportSize({ width: 390, height: 844 })
    await officer.screenshot({ path: join(process.env.PICTURES, `${name}-390.png`), fullPage: true })
    await officer.setViewportSize({ width: 1440, height: 900 })
  }
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/png', buffer })

  it('the counter begins the scan from the dossier, counting the pages', async () => {
    const done = await receive({ 'all-present': 'yes', press: 'accept' })
    const code = /dossiers\/([^/]+)/.exec(done.to ?? '')?.[1] ?? ''
    await officer.goto(`/office/dossiers/${code}`)
    await officer.goto((await officer.locator('a[href^="/office/papers/new"]').first().getAttribute('href')) ?? '')
    await look(officer, 'the beginning of a scan')
    await photograph('begin')
    await officer.getByLabel('Giấy tờ (thành phần hồ sơ)').fill(paperName)
    await officer.getByLabel('Số trang').fill('0')
    await officer.getByRole('button', { name: /Tiếp: quét/ }).click()
    await says(officer, /Số trang từ 1 đến 300/)
    await officer.getByLabel('Số trang').fill('2')
    await officer.getByRole('button', { name: /Tiếp: quét/ }).click()
    await arrives(officer, /papers\/[0-9a-f-]{36}$/)
    address = new URL(officer.url()).pathname
    await look(officer, 'a scan without pages')
  })

  it('an upload that the line cuts off goes on by itself; a page that is not good enough is refused by its number', async () => {
    let parts = 0
    await officer.route('**/uploads?*', async (route) => {
      parts += 1
      if (parts === 2) await route.abort('connectionreset')
      else await route.continue()
    })
    await officer
      .locator('#scans')
      .setInputFiles([
        file('trang-1.png', first),
        file('trang-2.png', pngScan({ noise: 2_500_000 })),
        file('mo.png', pngScan({ width: 827, height: 1169, dpi: 100, tint: 9 })),
      ])
    await officer.getByRole('button', { name: 'Tải lên' }).click()
    await says(officer, /trang 1: 100 dpi \(tệp ghi, 827 × 1169 điểm ảnh\), cần ít nhất 200 dpi/)
    ok(parts >= 4, `${parts} parts were sent`)
    await photograph('refused')
    await officer.getByRole('button', { name: 'Xem các trang đã nhận' }).click()
    await says(officer, 'đã quét 2 trên 2 trang')
    await look(officer, 'a scan with two pages')
    await photograph('collecting')
  })

  it('without script the same form takes files, and tells what it refuses', async () => {
    const counter = await caller(stage.base, 'motcua1')
    const scans = [new File([new Uint8Array(pngScan({ isColour: false }))], 'xam.png', { type: 'image/png' })]
    const answer = await counter.send(address, `${address}/files`, { scans: scans as never })
    equal(answer.status, 422)
    match(answer.text, /xam\.png: .*trang 1: ảnh đen trắng hoặc xám/)
  })

  it('is put together, and signed with the officer’s own key', async () => {
    await officer.goto(address)
    await officer.getByRole('button', { name: 'Ghép thành PDF' }).click()
    await says(officer, 'PDF/A-2b (dựng theo chuẩn')
    await look(officer, 'a scan to be signed')
    await photograph('made')
    const sign = async (words: string) => {
      await officer.locator('[name="keyFile"]').setInputFiles(p12(pki.person))
      await officer.locator('[name="passPhrase"]').fill(words)
      await officer.locator('#sign').getByRole('button', { name: 'Ký số' }).click()
    }
    await sign('sai mật khẩu')
    await says(officer, 'Chưa thực hiện được.')
    await sign(passPhrase)
    await says(officer, 'đã ký, chờ đưa vào kho')
    const pdf = await officer.request.get(`${address}/file`)
    equal(pdf.headers()['content-type'], 'application/pdf')
    if (hasPoppler) {
      writeFileSync(join(folder, 'signed.pdf'), await pdf.body())
      match(execFileSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8' }), /Signature is Valid/)
    }
  })

  it('is kept with fields that the officer took or left beside the picture; none is filled in unseen', async () => {
    if (hasPoppler) {
      const isRead = async () => !(await (await fetch(location.href)).text()).includes('Đang đọc chữ trên ảnh')
      await officer.waitForFunction(isRead, null, { polling: 300, timeout: 60_000 })
      await officer.reload()
      await says(officer, /đọc ở trang 1: “.*123\/GCN-UBND/)
    }
    equal(await officer.locator('#keep input[type=radio]:checked').count(), 0)
    await look(officer, 'a signed scan, to be kept')
    await photograph('keep')
    await officer.locator('#keep').getByRole('button', { name: 'Đưa vào kho' }).click()
    await says(officer, /Chưa chọn: xem ảnh rồi lấy đề xuất/)
    await look(officer, 'fields that nobody decided')
    await officer.locator('#name-leave').check()
    await officer.locator(hasPoppler ? '#numberSymbol-p0' : '#numberSymbol-leave').check()
    await officer.locator(hasPoppler ? '#datedOn-p0' : '#datedOn-leave').check()
    await officer.locator('#reuse-without-term').check()
    await officer.locator('#keep').getByRole('button', { name: 'Đưa vào kho' }).click()
    await says(officer, 'dùng được')
    await look(officer, 'a paper that is kept')
    await photograph('kept')
  })

  it('the next dossier of the applicant is offered it as there, and uses it', async () => {
    await officer.goto(`/office/dossiers/new?procedure=${stage.department.procedures.get('thu-cap-doi')}`)
    await officer.locator('[name="identity"]').fill(identity)
    await says(officer, 'Đã có trong kho, không cần nộp lại')
    equal(await officer.locator('[name="c2-present"]').inputValue(), 'yes')
    await look(officer, 'receiving, with a paper that is held')
    await photograph('receive')
    await officer.locator('[name="c1-present"]').selectOption('yes')
    await officer.getByRole('button', { name: 'Tiếp nhận (giấy 01)' }).click()
    await arrives(officer, /received$/)
    await officer.goto(address)
    await officer.locator('#uses table').waitFor()
    equal((await stage.rows('select 1 from papers.use')).length, 1)
    await photograph('used')
  })

  it('asking for it again is refused; once it is withdrawn it may be asked for', async () => {
    const asked = {
      press: 'ask',
      'c1-present': 'yes',
      'c2-present': 'no',
      what: paperName,
      why: 'Chưa nộp (mẫu)',
      contact: 'Đỗ Một Cửa, 0900 000 222',
    }
    const refused = await receive(asked)
    equal(refused.status, 409)
    match(refused.text, /Không yêu cầu nộp lại giấy tờ đã có trong kho: Giấy chứng nhận đã cấp/)
    await officer.getByText('Bản này sai: thu hồi khỏi kho').click()
    await officer.getByLabel('Lý do').fill('Quét nhầm bản')
    await officer.getByRole('button', { name: 'Thu hồi' }).click()
    await says(officer, 'Đã thu hồi khỏi kho, không dùng lại.')
    await look(officer, 'a paper that is withdrawn')
    equal((await receive(asked)).status, 303)
  })

  it('the store of papers finds it by its words and its applicant', async () => {
    await officer.goto('/office/papers')
    await look(officer, 'the papers kept, empty')
    await officer.getByLabel('Số định danh, mã số thuế').fill(identity)
    await officer.getByRole('button', { name: 'Tra người nộp' }).click()
    await says(officer, 'Giấy tờ của Trần Thị Mẫu (mẫu)')
    await look(officer, 'the papers of an applicant')
    await photograph('list')
    if (hasPoppler) {
      await officer.goto('/office/papers?view=all&q=ky+la')
      await officer.getByRole('link', { name: paperName }).waitFor()
    }
    const csv = await officer.request.get('/office/papers/export.csv?view=all')
    match(await csv.text(), /Giấy chứng nhận đã cấp/)
  })
})
