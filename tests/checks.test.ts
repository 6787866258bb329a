import { deepEqual, equal, ok } from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { arrowRules, checkArrows } from '../tools/arrows.ts'
import { checkLanguages } from '../tools/languages.ts'
import { checkLaw } from '../tools/law.ts'

const root = join(import.meta.dirname, '..')
const planted = join(import.meta.dirname, 'planted')

describe('Arrows: who may lean on whom', () => {
  it('has a planted violation for each rule, and none for a rule that is gone', () =>
    deepEqual(readdirSync(planted).sort(), [...arrowRules, 'law-uncited', 'law-unknown', 'one-language'].sort()))
  for (const rule of arrowRules)
    it(`finds the planted violation of ${rule}, and nothing else`, async () => {
      const { broken } = await checkArrows(join(planted, rule))
      deepEqual([...new Set(broken.map((one) => one.rule))], [rule])
    })
  it('finds each of the three ways out of a pure core: the store, a package, the platform', async () => {
    const { broken } = await checkArrows(join(planted, 'core-is-pure'))
    deepEqual(broken.map(({ from }) => from).sort(), ['src/modules/org/decide.ts', 'src/modules/org/parse.ts', 'src/modules/org/send.ts'])
  })
  it('sees the modules of the product', async () => ok((await checkArrows(root)).seen > 0))
})

describe('Law: every source has its page, every page its rule', () => {
  it('finds a citation without a page', () =>
    deepEqual(checkLaw(join(planted, 'law-unknown')), {
      cited: 2,
      unknown: [{ file: 'src/modules/clock/due.ts', id: 'nd-1-1900' }],
      uncited: [],
    }))
  it('finds a page that no rule cites', () =>
    deepEqual(checkLaw(join(planted, 'law-uncited')), { cited: 1, unknown: [], uncited: ['nd-2-1900'] }))
  it('counts nothing in a folder without rules, which the check refuses', () => equal(checkLaw(join(planted, 'no-cycles')).cited, 0))
})

describe('Languages: what people read stands in both', () => {
  /** What is found in a planted file: lines and texts. */
  const alone = (name: string) =>
    checkLanguages(join(planted, 'one-language'))
      .alone.filter(({ file }) => file === `src/modules/dossiers/${name}`)
      .map(({ line, text }) => [line, text])
  it('finds a Vietnamese text without English, however it is written, and passes those that have it', () =>
    deepEqual(alone('page.tsx'), [
      [12, 'Hồ sơ'],
      [13, 'Hạn trả'],
      [14, 'Còn'],
    ]))
  it('is not fooled by an English side that is missing, empty, Vietnamese, elsewhere, or asked for by something else', () =>
    deepEqual(alone('fooling.tsx'), [
      [5, 'Quá hạn'],
      [5, 'Ngày mai'],
      [8, 'Lặp lại'],
      [9, 'Thiếu tiếng Anh'],
      [10, 'Để trống'],
      [11, 'Code số'],
      [12, '“Trích dẫn”'],
      [13, 'Ngược bên'],
      [14, 'Rỗng'],
      [15, 'Ngược chỗ'],
      [16, 'Nằm cạnh'],
      [17, 'Ngược nhánh'],
      [18, 'Ngược nhánh khác'],
      [19, 'Chỉ tiếng Việt'],
      [20, 'Điều kiện khác'],
      [21, 'Không hỏi ngôn ngữ'],
      [22, 'Lồng sâu'],
      [23, 'Được lồng'],
    ]))
  it('counts the texts it sees', () => equal(checkLanguages(join(planted, 'one-language')).seen, 33))
  it('counts nothing in a folder without pages, which the check refuses', () => equal(checkLanguages(join(planted, 'law-uncited')).seen, 0))
})
