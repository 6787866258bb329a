/** Abbreviations of office tables, written out; the longest first, where one contains another. */
const abbreviations: readonly (readonly [RegExp, string])[] = [
  [/\bttpvhcc\b|\btthcc\b|\bttphvcc\b|\btt pvhcc\b/g, 'trung tam phuc vu hanh chinh cong'],
  [/\bcn ?vpd(k|ky)dd\b/g, 'chi nhanh van phong dang ky dat dai'],
  [/\bvpdkdd\b|\bvpdk(qsdd|qsd dat)\b|\bvan phong dkdd\b/g, 'van phong dang ky dat dai'],
  [/\btn ?& ?tkq\b|\btnvtkq\b|\btntkq\b/g, 'tiep nhan va tra ket qua'],
  [/\bbp ?mc\b/g, 'bo phan mot cua'],
  [/\bccmc\b/g, 'cong chuc mot cua'],
  [/\bnvbd\b/g, 'nhan vien buu dien'],
  [/\bubnd\b/g, 'uy ban nhan dan'],
  [/\bhdnd\b/g, 'hoi dong nhan dan'],
  [/\bqld[dđ]\b/g, 'quan ly dat dai'],
  [/\bnn ?& ?mt\b|\bnnmt\b/g, 'nong nghiep va moi truong'],
  [/\btn ?& ?mt\b|\btnmt\b/g, 'tai nguyen va moi truong'],
]

/**
 * The words of an office text without accents and case, abbreviations written out, dashes and brackets gone: what two spellings
 * of one name have in common ("Uỷ ban", "Ủy ban", "UBND").
 */
export function plainWords(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  const long = abbreviations.reduce((words, [short, full]) => words.replace(short, full), bare)
  return long
    .replace(/^[\s\-–+*•]+/, '')
    .replace(/\s+[-–]\s*|[-–]\s+|[…"“”]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Single words, without the small ones that names take or leave. */
export const wordsOf = (plain: string): string[] => plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '' && word !== 'va')

/** "snnmt" for "so nong nghiep va moi truong" */
export const initialsOf = (plain: string): string =>
  wordsOf(plain)
    .map((word) => word[0])
    .join('')
