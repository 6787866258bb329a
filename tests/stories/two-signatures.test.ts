import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { Page } from 'playwright-core'
import { inFile, missing, pdfsig, run } from '../../src/modules/signing/signing.fixture.ts'
import type { TestPki } from '../../src/modules/signing/testing.adapter.ts'
import { arrives, look, pdfAt, says, story } from './browser.ts'
import { certificateFile, p12, passPhrase, pdfUpload, pictures, trustedPki } from './signing.ts'

const settings = '/office/documents/settings'

/** A letter of the land division, from its first draft to what leaves the house. */
story('Một công văn đi từ dự thảo đến phát hành với đủ hai chữ ký số', {}, (stage) => {
  let pki: TestPki
  before(async () => {
    pki = await trustedPki(stage.folder)
  })
  after(() => pki?.close())

  let address = ''
  let issued: Buffer
  const people = new Map<string, Page>()
  /** The same person in the same browser. */
  const as = async (login: string): Promise<Page> => {
    const page = people.get(login) ?? (await stage.officer(login))
    people.set(login, page)
    return page
  }
  const open = async (login: string): Promise<Page> => {
    const page = await as(login)
    await page.goto(address)
    return page
  }
  const press = (page: Page, name: string) => page.locator('#act').getByRole('button', { name, exact: true }).click()
  const signWith = async (page: Page, key: ReturnType<typeof p12>, words: string, button: string) => {
    await page.locator('[name="keyFile"]').setInputFiles(key)
    await page.locator('[name="passPhrase"]').fill(words)
    await press(page, button)
  }
  /** Waits until the head of the page says where the document stands. */
  const stands = (page: Page, words: string) => says(page, words, '.page-head')
  const statusOf = async () => (await stage.rows<{ status: string }>('select status from documents.outgoing'))[0]?.status

  it('the records clerk sets up books, letters, certificates and pictures', async () => {
    const clerk = await as('vanthu')
    await clerk.goto(settings)
    await look(clerk, 'the settings, empty')
    for (const [name, direction] of [
      ['Sổ văn bản đi', 'out'],
      ['Sổ văn bản đến', 'in'],
    ] as const) {
      await clerk.getByLabel('Tên sổ').fill(name)
      await clerk.locator('#books [name="direction"]').selectOption(direction)
      await clerk.getByRole('button', { name: 'Mở sổ' }).click()
      await clerk.locator('#books table').getByText(name).waitFor()
    }
    await clerk.locator('[name="letters-0"]').fill('STN')
    await clerk.getByRole('button', { name: 'Lưu ký hiệu' }).click()
    await clerk.getByText('đề xuất, chưa lưu').first().waitFor({ state: 'detached' })
    const director = String(stage.department.people.get('giamdoc'))
    for (const [identity, owner, subject] of [
      [pki.person, director, 'Phạm Thử Ký'],
      [pki.agency, '', 'Sở Thử Nghiệm'],
    ] as const) {
      await clerk.locator('[name="certificate"]').setInputFiles(certificateFile(identity))
      await clerk.locator('#certificates [name="owner"]').selectOption(owner)
      await clerk.getByRole('button', { name: 'Đăng ký' }).click()
      await clerk.locator('#certificates table').getByText(subject).waitFor()
    }
    for (const [picture, owner, width, height, line] of [
      [pictures.signature, director, '50', '20', '50 × 20 mm'],
      [pictures.seal, '', '36', '36', '36 × 36 mm'],
    ] as const) {
      await clerk.locator('[name="picture"]').setInputFiles(picture)
      await clerk.locator('#picture-owner').selectOption(owner)
      await clerk.locator('[name="widthMm"]').fill(width)
      await clerk.locator('[name="heightMm"]').fill(height)
      await clerk.getByRole('button', { name: 'Lưu hình' }).click()
      await clerk.locator('#pictures').getByText(line).waitFor()
    }
    await look(clerk, 'the settings, complete')
  })

  it('a specialist drafts a letter by the template and submits it', async () => {
    const specialist = await as('chuyenvien1')
    await specialist.goto('/office/documents/out')
    await look(specialist, 'the list, empty')
    await specialist.getByRole('link', { name: 'Soạn văn bản' }).first().click()
    await arrives(specialist, '/office/documents/out/new')
    await specialist.getByLabel('Trích yếu').fill('báo cáo tiến độ cấp giấy chứng nhận quyền sử dụng đất quý I năm 2026')
    await specialist.locator('[name="signatory"]').selectOption(String(stage.department.people.get('giamdoc')))
    await specialist.locator('[name="to"]').fill('Ủy ban nhân dân tỉnh Thử (mẫu)')
    await look(specialist, 'the form of a draft')
    await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
    await says(specialist, 'Ghi lời văn.')
    await specialist
      .locator('[name="text"]')
      .fill(
        'Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về cải cách hành chính trong lĩnh vực đất đai, Sở báo cáo kết quả quý I năm 2026 như sau.\n\n' +
          'Trong quý, Bộ phận Một cửa tiếp nhận 412 hồ sơ, đã giải quyết 398 hồ sơ, trong đó 391 hồ sơ trước hạn và đúng hạn.\n\n' +
          'Sở trân trọng báo cáo./.',
      )
    await specialist.locator('[name="outside"]').fill('Ủy ban nhân dân tỉnh Thử (mẫu); vanthu@tinh.example')
    await specialist.locator(`[name="toUnit"][value="${stage.department.units.get('van-phong')}"]`).check()
    await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
    await arrives(specialist, /\/out\/\d+$/)
    address = new URL(specialist.url()).pathname
    await look(specialist, 'the draft')
    await press(specialist, 'Trình duyệt')
    await stands(specialist, 'trưởng đơn vị thẩm duyệt')
  })

  it('the head sends it back once, with what is to be mended; the specialist mends it', async () => {
    const head = await open('truongphong')
    await look(head, 'the review')
    await head.getByLabel('Trả lại để sửa').check()
    await press(head, 'Thẩm duyệt')
    await says(head, 'Ghi rõ lý do hoặc nội dung.')
    await head.getByLabel('Trả lại để sửa').check()
    await head.locator('[name="text"]').fill('Nêu rõ số hồ sơ quá hạn và lý do.')
    await press(head, 'Thẩm duyệt')
    await stands(head, 'đang soạn')
    const specialist = await open('chuyenvien1')
    await says(specialist, 'Nêu rõ số hồ sơ quá hạn và lý do.')
    await specialist.getByRole('link', { name: 'Sửa dự thảo' }).first().click()
    const text = specialist.locator('[name="text"]')
    await text.fill((await text.inputValue()).replace('đúng hạn.', 'đúng hạn; 07 hồ sơ quá hạn do chờ ý kiến phối hợp.'))
    await specialist.locator('[name="note"]').fill('Bổ sung số quá hạn')
    await specialist.getByRole('button', { name: 'Lưu thay đổi' }).click()
    await arrives(specialist, address)
    await press(specialist, 'Trình duyệt')
    await specialist.goto(`${address}/versions`)
    await says(specialist, /07 hồ sơ quá hạn/)
    await look(specialist, 'the versions')
    const again = await open('truongphong')
    await press(again, 'Thẩm duyệt')
    await stands(again, 'lãnh đạo duyệt')
  })

  it('the director approves; a wrong pass-phrase is told and nothing is lost; then signs', async () => {
    const director = await open('giamdoc')
    await look(director, 'the approval')
    await press(director, 'Duyệt')
    await stands(director, 'đã duyệt, chờ ký')
    await look(director, 'the signature')
    await signWith(director, p12(pki.person), 'không phải mật khẩu này', 'Ký số')
    await says(director, 'Mật khẩu hoặc mã PIN không đúng.')
    await look(director, 'the signature, refused')
    equal(await director.locator('[name="passPhrase"]').inputValue(), '')
    equal(await statusOf(), 'approved')
    // The seal in the leader's place, and the leader's in the seal's, are refused.
    await signWith(director, p12(pki.agency), passPhrase, 'Ký số')
    await says(director, 'Chữ ký này phải do cá nhân ký; chứng thư đã chọn là chứng thư cơ quan.')
    equal(await statusOf(), 'approved')
    await signWith(director, p12(pki.person), passPhrase, 'Ký số')
    await stands(director, 'đã ký, chờ cấp số')
    await says(director, 'mới có chữ ký lãnh đạo')
  })

  it('is not issued with one signature', async () => {
    const clerk = await open('vanthu')
    const fields = await clerk.locator('#act form').evaluate((form) => Object.fromEntries(new FormData(form as HTMLFormElement)) as never)
    const answer = await clerk.request.post(`${address}/issue`, { form: fields, headers: { origin: stage.base } })
    equal(answer.status(), 409)
    match(await answer.text(), /Thiếu chữ ký số của cơ quan\./)
    equal(await statusOf(), 'signed')
  })

  it('the clerk numbers it, seals it with the agency’s key, and issues it', async () => {
    const clerk = await open('vanthu')
    await press(clerk, 'Cấp số, ngày')
    await stands(clerk, '01/STN-')
    await look(clerk, 'the seal')
    await signWith(clerk, p12(pki.person), passPhrase, 'Đóng dấu số')
    await says(clerk, 'Chữ ký này phải là của cơ quan; chứng thư đã chọn là chứng thư cá nhân.')
    equal(await statusOf(), 'numbered')
    await signWith(clerk, p12(pki.agency), passPhrase, 'Đóng dấu số')
    await stands(clerk, 'đủ hai chữ ký, chờ phát hành')
    await look(clerk, 'sealed')
    await press(clerk, 'Phát hành')
    await stands(clerk, 'đã phát hành')
    await look(clerk, 'issued')
    await clerk.goto('/office/documents/out?view=issued')
    await look(clerk, 'the list of what went out')
    const file = await open('vanthu')
    issued = await pdfAt(file, (await file.locator('#file a').first().getAttribute('href')) ?? '')
  })

  it('has two signatures for an independent program as well: both values hold, the agency’s covers all of it', {
    skip: missing('pdfsig', '-v'),
  }, async () => {
    deepEqual(await pdfsig(issued), [
      { field: 'Signatory', signer: 'Phạm Thử Ký', isValid: true, coversAll: false },
      { field: 'Seal', signer: 'Sở Thử Nghiệm', isValid: true, coversAll: true },
    ])
  })
  it('is a sound PDF for qpdf', { skip: missing('qpdf') }, async () => {
    const { code, out } = await inFile(issued, (path) => run('qpdf', ['--check', path]))
    equal(code, 0, out)
    match(out, /No syntax or stream encoding errors/)
  })

  it('is confirmed on the page that checks any file, and refused with one byte turned', async () => {
    const reader = await as('motcua1')
    const check = async (file: Buffer) => {
      await reader.goto('/office/documents/verify')
      await reader.locator('[name="file"]').setInputFiles(pdfUpload(file, 'van-ban-den.pdf'))
      await reader.getByRole('button', { name: 'Kiểm tra', exact: true }).click()
    }
    await reader.goto('/office/documents/verify')
    await look(reader, 'the check, before')
    await check(issued)
    await says(reader, 'đủ hai chữ ký')
    await says(reader, 'Chữ ký 2: Sở Thử Nghiệm')
    await look(reader, 'the check, two signatures')
    await check(flipped(issued))
    await says(reader, 'chữ ký không hợp lệ')
    await says(reader, 'Nội dung đã bị sửa sau khi ký.')
    await look(reader, 'the check, tampered')
    await check(Buffer.from('không phải PDF'))
    await says(reader, 'Tệp không phải là PDF.')
  })

  it('is not taken as the file of a new draft, tampered with or not', async () => {
    const specialist = await as('chuyenvien2')
    const bring = async (file: Buffer) => {
      await specialist.goto('/office/documents/out/new')
      await specialist.getByLabel('Trích yếu').fill('gửi lại công văn')
      await specialist.getByLabel('Tải lên tệp PDF đã có').check()
      await specialist.locator('[name="file-main"]').setInputFiles(pdfUpload(file))
      await specialist.locator('[name="toUnit"]').first().check()
      await specialist.getByRole('button', { name: 'Lưu dự thảo' }).click()
    }
    await bring(issued)
    await says(specialist, 'Dự thảo là bản chưa ký')
    await bring(flipped(issued))
    await says(specialist, 'Nội dung đã bị sửa sau khi ký.')
    await look(specialist, 'a tampered file, refused')
    ok((await stage.rows('select 1 from documents.outgoing')).length === 1)
  })

  it('leaves its whole way in the journal', async () => {
    const kinds = (await stage.rows<{ kind: string }>(`select kind from audit.entry where stream like 'outgoing/%' order by seq`)).map(
      (row) => row.kind,
    )
    deepEqual(kinds, [
      ...['drafted', 'submitted', 'sent-back', 'revised', 'submitted', 'reviewed', 'approved'],
      ...['signed', 'numbered', 'sealed', 'issued'],
    ])
  })
})

/** One byte turned in what the signatory signed: inside the first stream of the file. */
function flipped(pdf: Buffer): Buffer {
  const changed = Buffer.from(pdf)
  const at = changed.indexOf('stream') + 60
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}
