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
  it('finds a Vietnamese text without English, however it is written, and passes those that have it', () =>
    deepEqual(checkLanguages(join(planted, 'one-language')), {
      seen: 8,
      alone: [
        { file: 'src/modules/dossiers/page.tsx', line: 12, text: 'Hồ sơ' },
        { file: 'src/modules/dossiers/page.tsx', line: 13, text: 'Hạn trả' },
        { file: 'src/modules/dossiers/page.tsx', line: 14, text: 'Còn' },
      ],
    }))
  it('counts nothing in a folder without pages, which the check refuses', () => equal(checkLanguages(join(planted, 'law-uncited')).seen, 0))
})
