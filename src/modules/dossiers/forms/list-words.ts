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

/** Heads of the table of due times that a change of the calendar would move, and what its cells say. */
export const dueChangeHeads = ['Mã hồ sơ', 'Thủ tục', 'Hạn của', 'Từ', 'Thành', 'Tạm tính'] as const
export const dueChangeWords = { dossier: 'Hồ sơ', provisional: 'tạm tính' } as const

/** Heads of the spreadsheet of apologies. */
export const apologyHeads = [
  'Mã hồ sơ',
  'Thủ tục',
  'Người nộp',
  'Đơn vị',
  'Hạn trả',
  'Kết thúc',
  'Hẹn lại',
  'Lý do',
  'Người ký',
  'Ký lúc',
  'Gửi lúc',
  'Cách gửi',
  'Gửi muộn',
]

export const apologyWords = { late: 'muộn' }

/** How a result goes out, or why there is none, in the register. */
export const registerWords = {
  channels: { 1: 'trực tiếp', 2: 'trực tuyến', 3: 'bưu chính công ích' },
  withdrawn: 'đã rút',
  stopped: 'dừng giải quyết',
} as const
