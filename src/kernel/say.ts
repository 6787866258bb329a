/** The two languages of the product; Vietnamese comes first everywhere. */
export type Lang = 'vi' | 'en'

/**
 * Says a text in its reader's language: `say('Hồ sơ', 'Dossier')`. Both stand side by side where they are shown, so that neither is forgotten;
 * `npm run check` finds a Vietnamese text of a page that has no English beside it.
 */
export type Say = { <T>(vi: T, en: T): T; readonly lang: Lang }

export const inVietnamese: Say = Object.assign(<T>(vi: T) => vi, { lang: 'vi' } as const)
export const inEnglish: Say = Object.assign(<T>(_vi: T, en: T) => en, { lang: 'en' } as const)

export const sayIn = (lang: Lang): Say => (lang === 'en' ? inEnglish : inVietnamese)

/** What is built once and holds texts (the schema of a form, the heads of a table), in both languages. */
export const inBoth = <T>(build: (say: Say) => T): Readonly<Record<Lang, T>> => ({ vi: build(inVietnamese), en: build(inEnglish) })
