/** How Vietnamese is compared: one Unicode form, lower case, the tone mark in one place (hoà = hòa, thuỷ = thủy). */
const tonePlaces: readonly [RegExp, string][] = [
  [/o([àáảãạ])/g, 'a'],
  [/o([èéẻẽẹ])/g, 'e'],
  [/u([ỳýỷỹỵ])/g, 'y'],
]
const toned: Record<string, string> = {
  à: 'òa', á: 'óa', ả: 'ỏa', ã: 'õa', ạ: 'ọa',
  è: 'òe', é: 'óe', ẻ: 'ỏe', ẽ: 'õe', ẹ: 'ọe',
  ỳ: 'ùy', ý: 'úy', ỷ: 'ủy', ỹ: 'ũy', ỵ: 'ụy',
} // biome-ignore format: a table

/** Text as compared with its marks: NFC, lower case, the older tone placement written as the newer one. */
export function withMarks(text: string): string {
  let lower = text.normalize('NFC').toLowerCase()
  // At the end of a word only: "hoàn" has its mark in the one right place.
  for (const [pattern] of tonePlaces) {
    lower = lower.replace(new RegExp(`(?<!q)${pattern.source}(?!\\p{L})`, 'gu'), (_, vowel: string) => toned[vowel] ?? '')
  }
  return lower
}

/** Text as compared without marks: "Đất đai" → "dat dai". */
export const withoutMarks = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

const split = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * The words of a text as search keeps them: each with and without its marks, once. Codes are kept whole and in parts, so that
 * "260302-0001" and "0001" both find H56.12-260302-0001.
 */
export function searchWords(...texts: readonly string[]): string[] {
  const words = new Set<string>()
  for (const text of texts) {
    for (const word of split(withMarks(text))) words.add(word)
    for (const word of split(withoutMarks(text))) words.add(word)
    for (const code of text.toLowerCase().match(/[a-z0-9.]+-\d{6}-\d{4,}/g) ?? []) {
      words.add(code)
      words.add(code.slice(code.indexOf('-') + 1))
    }
  }
  words.delete('')
  return [...words]
}

/**
 * What was typed into the search field as queries for PostgreSQL's `tsquery`: as typed, with marks; folded; and folded with an unfinished
 * number, for when nothing else is found. A last word with letters may be unfinished from the start: people see results while they type;
 * a number is meant whole, or 777 would bring all of 7770 to 7779 first. Null when nothing searchable was typed.
 */
export function searchQuery(typed: string): { exact: string | null; folded: string; unfinished: string | null } | null {
  const build = (words: readonly string[], isOpen: (last: string) => boolean) =>
    words.map((word, i) => `'${word}'${i === words.length - 1 && word.length >= 2 && isOpen(word) ? ':*' : ''}`).join(' & ')
  const hasLetter = (word: string) => /\p{L}/u.test(word)
  const folded = split(withoutMarks(typed)).slice(0, 12)
  const last = folded.at(-1)
  if (last === undefined) return null
  const marked = split(withMarks(typed)).slice(0, 12)
  const hasMarks = marked.join(' ') !== folded.join(' ')
  return {
    exact: hasMarks ? build(marked, hasLetter) : null,
    folded: build(folded, hasLetter),
    unfinished: hasLetter(last) || last.length < 2 ? null : build(folded, () => true),
  }
}
