import { equal } from 'node:assert/strict'
import { it } from 'node:test'
import { complete, receive } from './acts.ts'
import { look, story } from './browser.ts'

/** Pages that no other story meets, by who sees them. Each is looked at once: axe, content policy, scripts. */
story('Mọi trang đều xem được', {}, (stage) => {
  it('by the administrator', async () => {
    const { people, units, procedures } = stage.department
    const admin = await stage.officer('quantri')
    for (const path of [
      ...['/office/setup', '/office/account', '/office/accounts', '/office/accounts/new', '/office/tokens', '/office/tokens/new'],
      ...['/office/org/units/new', `/office/org/units/${units.get('dat-dai')}`, '/office/org/officers/new', '/office/org/posts/new'],
      ...['/office/org/history', '/office/org/agency', '/office/org/import', `/office/accounts/${people.get('motcua1')}`],
      ...['/office/procedures', '/office/procedures/import', `/office/procedures/${procedures.get('thu-cap-doi')}`],
      ...['/office/journal', '/office/nowhere', '/office/dossiers/new'],
    ]) {
      await admin.goto(path)
      await look(admin, path)
    }
  })

  it('by officers', async () => {
    const counter = await stage.officer('motcua1')
    const code = await receive(counter, 'Trịnh Văn Xem (mẫu)')
    for (const path of [
      '/office/dossiers',
      '/office/dossiers?clock=late',
      '/office/search?q=xem',
      `/office/dossiers/${code}/hand-over?step=1`,
      `/office/dossiers/${code}/send-back?step=1`,
    ]) {
      await counter.goto(path)
      await look(counter, path)
    }
    await complete(counter, code, 'Đủ giấy tờ')
    const head = await stage.officer('truongphong')
    await head.goto(`/office/dossiers/${code}`)
    await look(head, 'a step that nobody has taken')
  })

  it('by citizens on a phone, in both languages, without script', async () => {
    const phone = await stage.somebody({ phone: true, script: false })
    const { agencyId, procedures } = stage.department
    for (const path of [
      '/thu-tuc',
      '/thu-tuc?q=dat',
      `/thu-tuc/${agencyId}/${procedures.get('thu-cap-doi')}`,
      '/tra-cuu',
      '/nowhere',
      '/?lang=en',
      '/thu-tuc?lang=en',
    ]) {
      await phone.goto(path)
      await look(phone, path)
      equal(await phone.locator('script').count(), 0, path)
    }
  })

  it('by programmers: the pages of the API', async () => {
    const page = await stage.somebody()
    await page.goto('/api/v1/docs')
    await look(page, 'the API')
  })
})
