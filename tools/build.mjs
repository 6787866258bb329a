// Builds what browsers load into dist/assets: the two style sheets, one script of all islands, the fonts, the mark. Run by Node 26.
// Run as `node tools/build.mjs [folder]`. Every name carries a hash of its content, so it may be cached for ever; dist/assets/manifest.json says which is which.
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { joinFonts } from '../src/ui/font.ts'

const root = resolve(fileURLToPath(import.meta.url), '../..')
const out = resolve(process.argv[2] ?? join(root, 'dist/assets'))
const manifest = {}

/** Puts one file beside the others under a name with its hash. */
function place(name, content) {
  const hash = createHash('sha256').update(content).digest('base64url').replaceAll(/[-_]/g, '').slice(0, 8)
  const [, stem, ext] = /^(.*)(\.[^.]+)$/.exec(name)
  manifest[name] = `${stem}-${hash}${ext}`
  writeFileSync(join(out, manifest[name]), content)
}

mkdirSync(out, { recursive: true })

const cut = (weight) => {
  const subset = (part) =>
    readFileSync(join(root, `node_modules/@fontsource/be-vietnam-pro/files/be-vietnam-pro-${part}-${weight}-normal.woff`))
  return { latin: subset('latin'), vietnamese: subset('vietnamese') }
}
for (const weight of [400, 600]) place(`be-vietnam-pro-${weight}.woff2`, joinFonts(cut(weight)))
place('be-vietnam-pro-portal.woff2', joinFonts(cut(400), cut(600)))
place('mark.svg', readFileSync(join(root, 'src/ui/mark.svg')))

const islands = globSync('src/**/*.island.ts', { cwd: root }).sort()
const script = '\0office-script'
const result = await build({
  configFile: false,
  root,
  logLevel: 'warn',
  publicDir: false,
  plugins: [
    {
      name: 'one-script-of-all-islands',
      resolveId: (id) => (id === 'office-script' ? script : undefined),
      load: (id) =>
        id === script
          ? ['@hotwired/turbo', ...islands.map((path) => join(root, path))].map((path) => `import ${JSON.stringify(path)}`).join('\n')
          : undefined,
    },
    {
      // Turbo puts its progress line's rules into a <style> element, which our content policy forbids; office-pages.css has them.
      name: 'turbo-without-inline-style',
      transform(code, id) {
        if (!id.includes('@hotwired/turbo')) return
        const call = 'this.installStylesheetElement();'
        if (code.split(call).length !== 2) throw new Error('Turbo changed: look again at how it installs its style')
        return code.replace(call, '').replace('this.stylesheetElement = this.createStylesheetElement();', '')
      },
    },
    {
      name: 'hashed-font-names',
      enforce: 'pre',
      transform(code, id) {
        if (!id.endsWith('.css')) return
        return code.replaceAll(/url\(["']?\/assets\/([^"')]+)["']?\)/g, (_, name) => {
          if (!manifest[name]) throw new Error(`${id} asks for ${name}, which is not built`)
          return `url("./${manifest[name]}")`
        })
      },
    },
  ],
  build: {
    write: false,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { office: 'office-script', 'office-style': 'src/ui/office.css', 'portal-style': 'src/ui/portal.css' },
      external: /\.woff2$/,
    },
  },
})

const parts = (Array.isArray(result) ? result : [result]).flatMap(({ output }) => output)
for (const part of parts) {
  if (part.type === 'chunk' && part.isEntry && part.name === 'office') place('office.js', part.code)
  else if (part.type === 'asset' && part.fileName.endsWith('.css'))
    place(`${part.names[0].replace('-style', '').replace('.css', '')}.css`, part.source)
  else if (part.type === 'chunk' && part.code.trim() !== '' && !part.name.endsWith('-style'))
    throw new Error(`unexpected part ${part.fileName}: islands are one file`)
}
for (const name of ['office.css', 'portal.css', 'office.js'])
  if (!manifest[name]) throw new Error(`${name} was not built: ${parts.map((p) => p.fileName).join(', ')}`)

// New files first, then the manifest, then the old ones go: a server that is running never meets a gap.
writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
const kept = new Set(['manifest.json', ...Object.values(manifest)])
for (const name of readdirSync(out)) if (!kept.has(name)) rmSync(join(out, name), { recursive: true })
writeFileSync(join(out, '../.stamp'), `${new Date().toISOString()}\n`)
