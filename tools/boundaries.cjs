// Who may lean on whom. Each rule has a planted violation in tests/planted, in a folder of its name.
const floors = [
  ['audit'],
  ['clock'],
  ['org'],
  ['accounts', 'applicants', 'notices', 'signing'],
  ['procedures', 'papers', 'documents'],
  ['dossiers', 'tasks'],
  ['counter', 'fees', 'feedback', 'duties', 'inspections', 'website', 'workfiles'],
  ['surveys', 'reports', 'exchange'],
  ['scorecards'],
]
const rule = (name, from, to) => ({ name, severity: 'error', from, to })

const packages = '(^|/)node_modules/'
// Tests, and what only tests read: examples, fixtures, the database that tests copy.
const test = '\\.(test|example|fixture)\\.tsx?$|/(examples|testing)(\\.adapter)?\\.ts$'
const doors = 'model|service|routes|v1|jobs|cli'
const shell = '/(store|service|routes?|v1|jobs|cli|page|[a-z-]+\\.island|[a-z-]+\\.adapter|[a-z-]+\\.worker)\\.tsx?$'
const core = { path: '^src/modules/', pathNot: `${shell}|${test}` }

module.exports = {
  options: {
    doNotFollow: { path: packages },
    exclude: { path: '^tests/planted/|^dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('all-is-found', { path: '^(src|tests|bench|tools)/' }, { couldNotResolve: true }),
    rule('kernel-knows-nothing', { path: '^src/kernel/', pathNot: test }, { pathNot: '^src/kernel/' }),
    rule('tools-have-no-domain', { path: '^src/(platform|ui)/', pathNot: test }, { path: '^src/(modules|sites)/' }),
    rule('looks-have-no-platform', { path: '^src/ui/', pathNot: test }, { path: '^src/platform/' }),
    rule('sites-are-the-top', { pathNot: '^(src/(sites/|main|cli)|tests/|bench/|tools/)' }, { path: '^src/(sites/|main\\.ts|cli\\.ts)' }),
    rule('product-stands-alone', { path: '^src/', pathNot: test }, { path: `^(tests|bench|tools)/|${test}`, pathNot: packages }),
    rule(
      'product-runs-on-its-own-packages',
      { path: '^src/', pathNot: test },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),
    rule(
      'use-the-door',
      { path: '^src/modules/([^/]+)/', pathNot: test },
      { path: '^src/modules/', pathNot: '^src/modules/($1/|[^/]+/(model|service)\\.ts$)' },
    ),
    rule(
      'sites-use-the-doors',
      { path: '^src/(sites/|main|cli)', pathNot: test },
      { path: '^src/modules/', pathNot: `^src/modules/[^/]+/(${doors})\\.tsx?$` },
    ),
    rule('core-is-pure', core, { path: `^src/(platform|ui)/|${packages}|${shell}` }), // parsing (zod) is at the edge
    rule('core-is-pure-node', core, { dependencyTypes: ['core'] }),
    rule('pages-only-show', { path: '/page\\.tsx$' }, { path: '^src/platform/|/(store|service|jobs)\\.ts$' }),
    ...floors.flatMap((floor, level) =>
      floor.map((module) =>
        rule(
          `${module}-leans-down`,
          { path: `^src/modules/${module}/`, pathNot: test },
          { path: `^src/modules/(?!(${[module, ...floors.slice(0, level).flat()].join('|')})/)` },
        ),
      ),
    ),
  ],
}
