/** Words that a document of the office says on paper; they stay Vietnamese whoever reads the page. */
export const printedWords = {
  /** The last line under "Nơi nhận": the records keep one. */
  keptBy: (unit: string): string => `Lưu: VT, ${unit}`,
  /** Where the leader's post has no title of its own. */
  head: 'Giám đốc',
  /** The subject of an answer, as it begins. */
  answerTo: (numberSymbol: string): string => `trả lời Văn bản số ${numberSymbol}`,
}
