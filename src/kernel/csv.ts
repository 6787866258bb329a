/** What a spreadsheet would run as a formula when a cell begins with it. */
const runs = /^[=+\-@\t\r]/

/**
 * A table as CSV that spreadsheets open as it is (bảng tính): UTF-8 with its mark, every cell quoted. A cell that would run as a
 * formula gets an apostrophe in front, so that a name typed by a stranger stays a name.
 */
export const csvStart = '\ufeff'
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(',')}\r\n`

const cell = (value: string | number): string => {
  const text = String(value)
  return `"${(typeof value === 'string' && runs.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
}
