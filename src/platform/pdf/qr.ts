import qrcode from 'qrcode'

/**
 * The modules of a QR code, row by row, `1` dark: data for the typesetter, which draws them (`qr` in official.typ).
 * Level M: still read with some 15 % of it stained or worn.
 */
export function qrRows(text: string): string[] {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  return Array.from({ length: size }, (_, row) =>
    Array.from(data.subarray(row * size, (row + 1) * size), (dark) => (dark ? '1' : '0')).join(''),
  )
}
