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
  'Sự cố hệ thống',
  'Hẹn lại',
]

export const listWords = {
  title: 'Danh sách hồ sơ',
  about: (rows: number, rowsMax: number): string => (rows === rowsMax ? `${rowsMax} hồ sơ đầu của danh sách` : `${rows} hồ sơ`),
  provisional: 'tạm tính',
  outage: 'trùng sự cố hệ thống',
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

/** Heads of the register as a spreadsheet: those of the printed one, but for the signature. */
export const registerHeads = [
  'STT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Tên tổ chức, cá nhân',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
  'Nhận hồ sơ',
  'Hẹn trả kết quả',
  'Trả kết quả',
  'Phương thức nhận kết quả',
]

/** How a result goes out, or why there is none, in the register. */
export const registerWords = {
  channels: { 1: 'trực tiếp', 2: 'trực tuyến', 3: 'bưu chính công ích' },
  withdrawn: 'đã rút',
  stopped: 'dừng giải quyết',
} as const

/** Heads of the table of what a move to another version would do (bảng xem trước khi chuyển quy trình). */
export const migrationHeads = ['Mã hồ sơ', 'Bước đang làm', 'Bước mới', 'Hạn trả hiện nay', 'Hạn trả sau khi chuyển', 'Lý do ở lại']
