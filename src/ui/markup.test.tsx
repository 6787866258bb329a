import { equal, throws } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { html } from 'hono/html'
import { markup } from './markup.ts'

const text = (value: unknown) => String(value)

describe('Markup written as text (mẫu chữ)', () => {
  it('escapes what is set in, between tags and in attributes', () =>
    equal(text(markup`<b title="${`"'`}">${'<script>&'}</b>`), '<b title="&quot;&#39;">&lt;script&gt;&amp;</b>'))
  it('escapes any text as the framework does', () =>
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (any) => text(markup`<p>${any}</p>`) === text(html`<p>${any}</p>`))))
  it('takes markup, elements and lists of them as they are', () =>
    equal(text(markup`${markup`<i>${'a<'}</i>`}${<b>{'b<'}</b>}${[html`<u>c</u>`, 'd<']}`), '<i>a&lt;</i><b>b&lt;</b><u>c</u>d&lt;'))
  it('stands in elements and in the framework’s template unescaped', () => {
    equal(text(<p>{markup`<i>a</i>`}</p>), '<p><i>a</i></p>')
    equal(text(html`<p>${markup`<i>a</i>`}</p>`), '<p><i>a</i></p>')
  })
  it('shows numbers, and nothing of what is missing or false', () =>
    equal(text(markup`${0}${1.5}${null}${undefined}${false}${true}${''}`), '01.5'))
  it('throws on what would stand there unescaped, or comes later', () => {
    throws(() => markup`${{ toString: () => '<script>' } as never}`, /only markup/)
    throws(() => markup`${Promise.resolve('later')}`, /only markup/)
  })
})
