// Checks that every legal source named in the code has its page in docs/law, and that every page is needed.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Sources without a page, pages without a rule, and how many citations were read: none would mean that nothing was checked. */
export type LawCheck = { cited: number; unknown: { file: string; id: string }[]; uncited: string[] }

/** A docstring says `@law nd-61-2018 19: …`, a dated value `law: 'nd-61-2018 #19'`. */
const citation = /@law\s+([^\s:]+)|\blaw: '([^'\s]+)[^']*'/g

export function checkLaw(folder: string): LawCheck {
  const pages = existsSync(join(folder, 'docs/law')) ? readdirSync(join(folder, 'docs/law')).filter((name) => name !== 'README.md') : []
  const known = pages.map((name) => name.replace(/\.md$/, ''))
  const texts = globSync('src/**/*.{ts,tsx}', { cwd: folder })
    .filter((file) => !/\.test\.tsx?$/.test(file))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
  const citations = texts.flatMap(({ file, text }) => idsIn(text).map((id) => ({ file, id })))
  // A table of days or numbers names its sources as plain strings.
  const isNamed = (id: string) => texts.some(({ text }) => text.includes(`'${id}'`))
  return {
    cited: citations.length,
    unknown: citations.filter(({ id }) => !known.includes(id)),
    uncited: known.filter((id) => !citations.some((one) => one.id === id) && !isNamed(id)),
  }
}

const idsIn = (text: string): string[] => [...text.matchAll(citation)].map(([, inDoc, inData]) => inDoc ?? inData ?? '')

if (import.meta.main) {
  const { cited, unknown, uncited } = checkLaw(resolve(process.argv[2] ?? '.'))
  for (const { file, id } of unknown) console.log(`${file} cites ${id}: there is no docs/law/${id}.md`)
  for (const id of uncited) console.log(`docs/law/${id}.md is cited by no rule`)
  console.log(`${cited} citations, ${unknown.length} without a page, ${uncited.length} pages without a rule`)
  process.exitCode = cited === 0 || unknown.length + uncited.length > 0 ? 1 : 0
}
