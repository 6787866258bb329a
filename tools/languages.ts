// Checks that what people read stands in both languages: a Vietnamese text of a page, with no English beside it, is found here.
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

/** Texts without their English, and how many Vietnamese texts were seen: none would mean that nothing was checked. */
export type LanguageCheck = { seen: number; alone: { file: string; line: number; text: string }[] }

/**
 * What stays Vietnamese: official papers and the tables that offices exchange, the names of official days, what the command line and the
 * start tell the person who runs the product (`clock due` gives its reasons in English, as its contract says), the problems of the API (its
 * contract is Vietnamese), SQL, and the gallery of parts.
 */
const vietnameseOnly = [
  /\.(test|fixture|example)\.tsx?$|\/testing(\.adapter)?\.ts$/,
  /(^|\/)cli\.ts$|^src\/main\.ts$|^src\/platform\/(settings\.ts|postgres\/embedded)/,
  /\/v1\.ts$|^src\/sites\/api\/|^src\/platform\/http\/(api|problem)\.ts$/,
  /^src\/modules\/dossiers\/forms\/|^src\/modules\/dossiers\/print\/(data|form-sets)\.ts$/,
  /^src\/modules\/documents\/(paper\/printed-words|kind-letters|date-words|symbol)\.ts$/,
  /^src\/modules\/clock\/(official-calendar|official-day|provisional|import-year\/year-file\.adapter)\.ts$/,
  /^src\/modules\/procedures\/(workbook-layout|cells|plain-words)\.ts$|^src\/modules\/org\/workbook\/layout\.ts$/,
  /^src\/kernel\/fold\.ts$|\/store\.ts$|^src\/ui\/gallery\.tsx$/,
]
const vietnamese = /[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/

export function checkLanguages(folder: string): LanguageCheck {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: folder })
    .filter((file) => !vietnameseOnly.some((pattern) => pattern.test(file)))
    .sort()
  const found = files.map((file) => readTexts(file, readFileSync(join(folder, file), 'utf8')))
  return { seen: found.reduce((sum, { seen }) => sum + seen, 0), alone: found.flatMap(({ alone }) => alone) }
}

function readTexts(file: string, source: string): LanguageCheck {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const check: LanguageCheck = { seen: 0, alone: [] }
  const visit = (node: ts.Node): void => {
    const text = textOf(node)
    if (text !== null && vietnamese.test(text) && !ownNames.includes(text.trim())) {
      check.seen++
      if (!hasEnglishBeside(node, text)) {
        const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree))
        check.alone.push({ file, line: line + 1, text: text.trim().replaceAll(/\s+/g, ' ').slice(0, 60) })
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return check
}

/** Names that are the same in both languages, and the letter that folding takes away. */
const ownNames = ['Một Cửa', 'Tiếng Việt', '· Một Cửa', 'Một Cửa ·', 'Cốc Cốc', 'đ']

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) ? node.text : null
}

/** Where a text stands among two languages: on which side, and what the English side is, if there is one. */
type Place = { side: 'vi' | 'en'; english: ts.Node | undefined }

/** A Vietnamese text in the Vietnamese place with English beside it, or a name in the English one. */
function hasEnglishBeside(node: ts.Node, text: string): boolean {
  const place = placeOf(node)
  if (!place) return false
  return place.side === 'vi' ? !isEmpty(place.english) : isEnglish(text)
}

/** English words, which may quote a Vietnamese one: “nghỉ lễ” (holiday). Names stand without quotation marks. */
function isEnglish(text: string): boolean {
  const own = namesInEnglish.reduce((rest, name) => rest.replaceAll(name, ''), text).replaceAll(/“[^“”]*”|"[^"]*"/g, '')
  return /[a-z]/i.test(own) && !vietnamese.test(own)
}
const namesInEnglish = ['Một Cửa', 'Tết', 'Hùng']

/**
 * The nearest `say(…, …)`, object with `vi` and `en`, or choice by language. Lists and objects on the way are followed on the English
 * side too: under `vi: { due: … }` stands what `en: { due: … }` says.
 */
function placeOf(text: ts.Node): Place | null {
  let path: (string | number)[] = []
  for (let node = text; node.parent; node = node.parent) {
    const { parent } = node
    const place = placeIn(parent, node)
    if (place) return { side: place.side, english: path.reduceRight(within, place.english) }
    if (ts.isPropertyAssignment(parent)) path.push(parent.name.getText())
    else if (ts.isArrayLiteralExpression(parent)) path.push(parent.elements.findIndex((one) => one === node))
    else if (!isWrapper(parent) && !ts.isObjectLiteralExpression(parent)) path = []
  }
  return null
}

function placeIn(parent: ts.Node, node: ts.Node): Place | null {
  if (ts.isCallExpression(parent) && isSay(parent.expression)) {
    const at = parent.arguments.findIndex((one) => one === node)
    return at < 0 ? null : { side: at === 0 ? 'vi' : 'en', english: parent.arguments[1] }
  }
  if (ts.isPropertyAssignment(parent)) {
    const english = propertyOf(parent.parent, 'en')
    if (!english || !propertyOf(parent.parent, 'vi')) return null
    return { side: parent.name.getText() === 'vi' ? 'vi' : 'en', english }
  }
  if (!ts.isConditionalExpression(parent) || node === parent.condition) return null
  const lang = languageAsked(parent.condition)
  if (!lang) return null
  const english = lang === 'en' ? parent.whenTrue : parent.whenFalse
  return { side: node === english ? 'en' : 'vi', english }
}

/** `say`, `c.var.say`, `useSay()`, `sayIn(lang)`. */
function isSay(called: ts.Expression): boolean {
  if (ts.isCallExpression(called)) return /^(useSay|sayIn)$/.test(nameOf(called.expression))
  return nameOf(called) === 'say'
}

/** Which language a condition asks for, and nothing else: `… === 'en'`, `… === 'vi'`, `en`, `isEnglish`, `isEnglish()`. */
function languageAsked(condition: ts.Expression): string | null {
  if (ts.isBinaryExpression(condition)) {
    const { left, operatorToken, right } = condition
    const isLanguage = /^(lang|language)$/.test(nameOf(left)) && ts.isStringLiteral(right) && ['vi', 'en'].includes(right.text)
    return isLanguage && operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken ? right.text : null
  }
  return /^(en|isEnglish|isEnglish\(\))$/.test(condition.getText()) ? 'en' : null
}

const nameOf = (called: ts.Expression): string =>
  ts.isIdentifier(called) ? called.text : ts.isPropertyAccessExpression(called) ? called.name.text : ''

const isWrapper = (node: ts.Node): node is ts.ParenthesizedExpression | ts.AsExpression | ts.SatisfiesExpression =>
  ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isSatisfiesExpression(node)

const bare = (node: ts.Node): ts.Node => (isWrapper(node) ? bare(node.expression) : node)

function propertyOf(node: ts.Node, name: string): ts.Node | undefined {
  const own = ts.isObjectLiteralExpression(node) ? node.properties.find((one) => one.name?.getText() === name) : undefined
  return own && ts.isPropertyAssignment(own) ? own.initializer : own
}

/** One step into a list or object that is written out; what is written otherwise stands for all that is in it. */
function within(whole: ts.Node | undefined, step: string | number): ts.Node | undefined {
  const node = whole && bare(whole)
  if (node && ts.isArrayLiteralExpression(node) && typeof step === 'number') return node.elements[step]
  if (node && ts.isObjectLiteralExpression(node) && typeof step === 'string' && !node.properties.some(ts.isSpreadAssignment))
    return propertyOf(node, step)
  return whole
}

function isEmpty(english: ts.Node | undefined): boolean {
  const node = english && bare(english)
  if (!node || ts.isVoidExpression(node)) return true
  return textOf(node)?.trim() === '' || ['undefined', 'null', 'false'].includes(node.getText())
}

if (import.meta.main) {
  const { seen, alone } = checkLanguages(resolve(process.argv[2] ?? '.'))
  const only = process.argv[3]
  for (const { file, line, text } of alone)
    if (!only || file.startsWith(only)) console.log(`${file}:${line} has no English beside “${text}”`)
  console.log(`${seen} Vietnamese texts, ${alone.length} without English`)
  process.exitCode = seen === 0 || alone.length > 0 ? 1 : 0
}
