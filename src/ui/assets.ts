import { readFileSync } from 'node:fs'

/** Finds the served address of a built asset by its plain name: `office.css` → `/assets/office-3f2a1b9c.css`. */
export type AssetUrl = (name: string) => string

/**
 * Reads the manifest that tools/build.mjs writes. The names carry a hash of their content, so they may be cached for ever
 * (`Cache-Control: public, max-age=31536000, immutable`).
 *
 * @param manifestPath  dist/assets/manifest.json
 * @param base          where the site serves that folder
 */
export function readAssets(manifestPath: string, base = '/assets/'): { assetUrl: AssetUrl; names: string[] } {
  const names = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<string, string>
  const assetUrl = (name: string): string => {
    const file = names[name]
    if (!file) throw new Error(`no asset ${name} in ${manifestPath}; run tools/build.mjs`)
    return base + file
  }
  return { assetUrl, names: Object.keys(names) }
}
