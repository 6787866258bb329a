// Checks who leans on whom in the checkout (or in the folder named), by the rules of boundaries.cjs.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { cruise, type ICruiseOptions, type IForbiddenRuleType } from 'dependency-cruiser'

/** Every broken rule, and how many modules were looked at: none would mean that nothing was checked. */
export type ArrowCheck = { seen: number; broken: { rule: string; from: string; to: string }[] }

const boundaries: { options: ICruiseOptions; forbidden: IForbiddenRuleType[] } = createRequire(import.meta.url)('./boundaries.cjs')

/** The names of all rules, in order. */
export const arrowRules = boundaries.forbidden.map(({ name }) => name ?? '')

export async function checkArrows(folder: string): Promise<ArrowCheck> {
  const { options, forbidden } = boundaries
  const places = ['src', 'tests', 'bench', 'tools'].filter((name) => existsSync(join(folder, name)))
  const { output } = await cruise(
    places,
    { ...options, baseDir: folder, validate: true, ruleSet: { forbidden } },
    options.enhancedResolveOptions,
  )
  if (typeof output === 'string') throw new Error(output)
  const seen = output.modules.filter(({ source }) => /^src\/.*\.tsx?$/.test(source)).length
  return { seen, broken: output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })) }
}

if (import.meta.main) {
  const { seen, broken } = await checkArrows(resolve(process.argv[2] ?? '.'))
  for (const { rule, from, to } of broken) console.log(`${rule}: ${from} → ${to}`)
  console.log(`${seen} modules, ${broken.length} broken arrows`)
  process.exitCode = seen === 0 || broken.length > 0 ? 1 : 0
}
