/** What a list of dossiers says where it leaves the office, as a spreadsheet and on paper. Vietnamese, whoever reads the page. */

/** Heads of the spreadsheet. */
export const listHeads = [
  'Mã hồ sơ',
  'Thủ tục',
  'Người nộp',
  'Nội dung',
  'Trạng thái',
  'Nộp qua',
  'Ngày nộp',
  'Tiếp nhận',
  'Hẹn lần đầu',
  'Hạn trả',
  'Hẹn tạm tính',
  'Đang ở',
  'Còn lại',
  'Kết thúc',
  'Xếp loại',
]

export const listWords = {
  title: 'Danh sách hồ sơ',
  about: (rows: number, rowsMax: number): string => (rows === rowsMax ? `${rowsMax} hồ sơ đầu của danh sách` : `${rows} hồ sơ`),
  provisional: 'tạm tính',
  left: (duration: string, isLate: boolean): string => (isLate ? `quá hạn ${duration}` : `còn ${duration}`),
}
