// Checks that what people read stands in both languages: a Vietnamese text of a page, with no English beside it, is found here.
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'

/** Texts without their English, and how many Vietnamese texts were seen: none would mean that nothing was checked. */
export type LanguageCheck = { seen: number; alone: { file: string; line: number; text: string }[] }

/**
 * What stays Vietnamese: official papers and the tables that offices exchange, the names of official days, what the command line and the
 * start tell the person who runs the product, the problems of the API (its contract is Vietnamese), SQL, and the gallery of parts.
 */
const vietnameseOnly = [
  /\.(test|fixture|example)\.tsx?$|\/testing(\.adapter)?\.ts$/,
  /(^|\/)cli\.ts$|^src\/main\.ts$|^src\/platform\/(settings\.ts|postgres\/embedded)/,
  /\/v1\.ts$|^src\/sites\/api\/|^src\/platform\/http\/(api|problem)\.ts$/,
  /^src\/modules\/dossiers\/forms\/|^src\/modules\/dossiers\/print\/(data|form-sets)\.ts$/,
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
      if (!hasEnglishBeside(node)) {
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

/** One of two texts in `say(…, …)`, under `vi` where `en` stands beside it, or what is said unless the reader asked for English. */
function hasEnglishBeside(text: ts.Node): boolean {
  for (let node = text; node.parent; node = node.parent) {
    const { parent } = node
    if (ts.isCallExpression(parent) && parent.arguments.some((one) => one === node) && parent.arguments.length === 2) {
      const called = ts.isCallExpression(parent.expression) ? parent.expression.expression : parent.expression
      const name = ts.isPropertyAccessExpression(called) ? called.name : called
      if (ts.isIdentifier(name) && /^(say|useSay|sayIn)$/.test(name.text)) return true
    }
    if (ts.isPropertyAssignment(parent) && ['vi', 'en'].includes(parent.name.getText()))
      if (['vi', 'en'].every((lang) => parent.parent.properties.some((one) => one.name?.getText() === lang))) return true
    if (ts.isConditionalExpression(parent) && node !== parent.condition && /\ben\b|\bisEnglish\b/.test(parent.condition.getText()))
      return true
  }
  return false
}

if (import.meta.main) {
  const { seen, alone } = checkLanguages(resolve(process.argv[2] ?? '.'))
  const only = process.argv[3]
  for (const { file, line, text } of alone)
    if (!only || file.startsWith(only)) console.log(`${file}:${line} has no English beside “${text}”`)
  console.log(`${seen} Vietnamese texts, ${alone.length} without English`)
  process.exitCode = seen === 0 || alone.length > 0 ? 1 : 0
}
