import { equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { html } from 'hono/html'
import { bytesOf, drawnApart } from './drawn.ts'

const page = (...pieces: (string | Buffer)[]) => Buffer.from(bytesOf(pieces)).toString()

describe('Parts drawn apart (phần vẽ sẵn)', () => {
  it('stand in the page where they were set, drawn once for all pages', () => {
    let drawings = 0
    const days = () => {
      drawings += 1
      return html`<li>thứ Hai &amp; thứ Ba</li>`
    }
    const first = page('<ol>', String(html`${drawnApart('hai ngày', days)}`), Buffer.from('</ol>'))
    equal(first, '<ol><li>thứ Hai &amp; thứ Ba</li></ol>')
    equal(page(`${drawnApart('hai ngày', days)}${drawnApart('hai ngày', days)}`), first.slice(4, -5).repeat(2))
    equal(drawings, 1)
  })

  it('stand only where they were drawn: a text that imitates a mark stays a text, and their keys are never shown', () => {
    const sheet = String(drawnApart('<script>lý do</script>', () => 'bảng'))
    equal(page(`\u0002a ${sheet} \u0002<b>`), '\u0002a bảng \u0002<b>')
    equal(page(`\u0002${'0'.repeat(37)}\u0002${sheet}`), `\u0002${'0'.repeat(37)}\u0002bảng`)
  })

  it('stay while fewer than five hundred others were drawn, and are drawn anew later', () => {
    const early = String(drawnApart('sớm', () => 'sớm'))
    for (let i = 0; i < 499; i++) drawnApart(`khác ${i}`, () => `${i}`)
    equal(page(early), 'sớm')
    for (let i = 0; i < 1_000; i++) drawnApart(`sau ${i}`, () => `${i}`)
    equal(page(String(drawnApart('sớm', () => 'sớm lại'))), 'sớm lại')
  })
})
