import { type Day, day, moment } from '../../../kernel/moment.ts'
import type {
  ApologyNotice,
  ControlSlip,
  DossierList,
  DossierRegister,
  DueSheet,
  HandOver,
  Letterhead,
  ReceiptNotice,
  RefusalNotice,
  StopNotice,
  SupplementRequest,
} from './forms.ts'

/** Filled forms of an invented office, for the tests and for looking at the print. */

const head = (symbol: string, number?: string): Letterhead => ({
  parentAgency: 'Sở Nông nghiệp và Môi trường tỉnh Sông Vân',
  unit: 'Bộ phận Tiếp nhận và Trả kết quả',
  symbol,
  place: 'Sông Vân',
  issuedAt: moment('2026-02-13T09:20:00+07:00'),
  ...(number && { number }),
})

const code = 'H56.12-260213-0002'
const lookUpUrl = `https://motcua.songvan.example/tra-cuu/${code}`

export const applicant = {
  name: 'Trần Thị Mẫu',
  idNumber: '001199000000',
  address: 'Thôn Đồng Quýt, xã An Bình, tỉnh Sông Vân',
  phone: '0900 000 000',
  email: 'tran.thi.mau@thu.example',
}

export const dueSheet: DueSheet = {
  receivedAt: moment('2026-02-13T09:15:00+07:00'),
  dueAt: moment('2026-03-11T09:15:00+07:00'),
  limit: '8 ngày làm việc',
  counting: 'working-days',
  provisional: false,
  days: sheetDays(),
}

/** From Friday 13 February to Wednesday 11 March 2026: Tết, a week of waiting for the applicant, eight counted days. */
function sheetDays(): DueSheet['days'] {
  const first = day('2026-02-13')
  return Array.from({ length: 27 }, (_, i) => {
    const date = (first + i) as Day
    const weekend = (i + 4) % 7 >= 5
    const tet = i >= 3 && i <= 7
    const waiting = i >= 10 && i <= 14
    const why = i === 0 ? 'ngày nhận không tính' : tet ? 'nghỉ Tết Nguyên đán' : weekend ? 'nghỉ cuối tuần' : waiting ? 'chờ bổ sung' : ''
    const counted = why === ''
    return { date, counted, why, minutes: 0, paused: waiting }
  })
}

export const receiptNotice: ReceiptNotice = {
  edition: { set: '2025' },
  head: head('BPTNTKQ', '118'),
  code,
  lookUpUrl,
  receivingUnit: 'Bộ phận Tiếp nhận và Trả kết quả, Sở Nông nghiệp và Môi trường',
  applicant,
  agent: {
    name: 'Lê Văn Thí Dụ',
    idNumber: '001088000000',
    address: 'Số 5 đường Bến Xanh, phường Trung Tâm, tỉnh Sông Vân',
    phone: '0911 000 000',
    authorisation: 'Giấy ủy quyền công chứng số 27 ngày 10/02/2026',
  },
  procedure: 'Tách thửa đất, hợp thửa đất',
  request: 'Tách thửa đất số 214, tờ bản đồ 17, thành hai thửa',
  components: [
    { name: 'Đơn đề nghị tách thửa đất', kind: 'original', quantity: 1 },
    { name: 'Bản vẽ tách thửa đất, do đơn vị có giấy phép đo đạc lập', kind: 'original', quantity: 1 },
    { name: 'Giấy chứng nhận quyền sử dụng đất', kind: 'already-held', quantity: 0 },
    { name: 'Văn bản thỏa thuận của các chủ sử dụng đất chung', kind: 'certified-copy', quantity: 1 },
  ],
  sets: 1,
  limit: '8 ngày làm việc',
  receivedAt: dueSheet.receivedAt,
  dueAt: dueSheet.dueAt,
  provisional: false,
  collectAt: 'Trung tâm Phục vụ hành chính công tỉnh, quầy số 6',
  register: { book: '02/2026', serial: '0214' },
  fee: { amountVnd: 1_250_000, state: 'paid' },
  submitter: { name: 'Lê Văn Thí Dụ', how: 'by-hand' },
  receiver: { name: 'Phạm Thị Ví Dụ', how: 'digital' },
}

export const supplementRequest: SupplementRequest = {
  edition: { set: '2025' },
  head: head('PBS'),
  stage: 'before-acceptance',
  applicant,
  request: 'Tách thửa đất số 214, tờ bản đồ 17, thành hai thửa',
  items: [
    { what: 'Bản vẽ tách thửa đất: chưa có chữ ký của đơn vị đo đạc ở trang 2.', legalBasis: 'thành phần số 2 của thủ tục đã công bố' },
    { what: 'Đơn đề nghị: ghi thêm diện tích từng thửa sau khi tách.' },
  ],
  reason: 'Hồ sơ thiếu dữ liệu để xác định ranh giới hai thửa đất mới',
  round: 1,
  completeBy: moment('2026-03-13T17:30:00+07:00'),
  contact: { name: 'Phạm Thị Ví Dụ', phone: '0200 000 000' },
  officer: { name: 'Phạm Thị Ví Dụ', how: 'by-hand' },
}

export const refusalNotice: RefusalNotice = {
  edition: { set: '2025' },
  head: head('PTC', '7'),
  applicant,
  request: 'Cấp giấy phép khai thác nước dưới đất',
  reasons: [
    {
      reason: 'Công trình có lưu lượng thuộc thẩm quyền cấp xã; hồ sơ được nộp tại Ủy ban nhân dân xã An Bình.',
      legalBasis: 'danh mục thủ tục do Chủ tịch Ủy ban nhân dân tỉnh công bố',
    },
  ],
  submitter: { name: applicant.name, how: 'by-hand' },
  receiver: { name: 'Phạm Thị Ví Dụ', how: 'by-hand' },
}

const handOver = (at: string, from: readonly [string, string], to: readonly [string, string], rest: Partial<HandOver>): HandOver => ({
  at: moment(at),
  giver: { unit: from[0], name: from[1] },
  receiver: { unit: to[0], name: to[1] },
  ...rest,
})

const desk = ['Bộ phận Tiếp nhận và Trả kết quả', 'Phạm Thị Ví Dụ'] as const
const branch = ['Chi nhánh Văn phòng Đăng ký đất đai', 'Hoàng Văn Minh Họa'] as const
const head2 = ['Lãnh đạo Chi nhánh', 'Đỗ Thị Giả Định'] as const

export const controlSlip: ControlSlip = {
  edition: { set: '2025' },
  head: head('BPTNTKQ', '118'),
  code,
  lookUpUrl,
  procedure: 'Tách thửa đất, hợp thửa đất',
  handlingAgency: 'Chi nhánh Văn phòng Đăng ký đất đai khu vực 2',
  coordinatingAgencies: ['Ủy ban nhân dân xã An Bình', 'Thuế cơ sở số 3'],
  receivedAt: dueSheet.receivedAt,
  dueAt: dueSheet.dueAt,
  provisional: false,
  handOvers: [
    handOver('2026-02-13T11:15:00+07:00', desk, branch, { result: 'on-time' }),
    handOver('2026-02-23T08:00:00+07:00', branch, desk, { note: 'Phiếu bổ sung số 118/PBS' }),
    handOver('2026-03-02T09:40:00+07:00', desk, branch, { result: 'early', note: 'Đã nhận đủ giấy tờ 27/02' }),
    handOver('2026-03-05T16:05:00+07:00', branch, head2, { result: 'late', note: 'Chậm 3 giờ: kiểm tra thực địa lại' }),
  ],
  blankRows: 1,
  timeBar: {
    parts: [
      { kind: 'used', minutes: 900 },
      { kind: 'pause', minutes: 2400 },
      { kind: 'used', minutes: 1440 },
      { kind: 'away', minutes: 480 },
      { kind: 'left', minutes: 1500 },
    ],
    marks: [
      { minute: 0, label: '13/02 09:15' },
      { minute: 900, label: 'bổ sung 23/02' },
      { minute: 3300, label: '27/02' },
      { minute: 5220, label: 'lúc in 06/3' },
      { minute: 6720, label: 'hạn trả 11/3 09:15' },
    ],
    legend: [
      { kind: 'used', words: 'đã dùng 4 ngày 7 giờ' },
      { kind: 'away', words: 'cơ quan khác giữ 1 ngày' },
      { kind: 'pause', words: 'chờ bổ sung 5 ngày, không tính' },
      { kind: 'left', words: 'còn 3 ngày 1 giờ' },
    ],
  },
}

export const listOf = (rows: number): DossierList => ({
  unit: 'Sở Nông nghiệp và Môi trường tỉnh Sông Vân',
  title: 'Danh sách hồ sơ đang giải quyết',
  about: 'Lĩnh vực đất đai, hạn trả đến 31/3/2026',
  printedAt: moment('2026-03-02T10:24:00+07:00'),
  printedBy: 'Phạm Thị Ví Dụ',
  rows: Array.from({ length: rows }, (_, i) => ({
    code: `H56.12-260213-${String(i + 1).padStart(4, '0')}`,
    procedure: i % 3 ? 'Tách thửa đất, hợp thửa đất' : 'Đăng ký biến động quyền sử dụng đất do đổi tên người sử dụng đất',
    applicant: i % 4 ? applicant.name : 'Công ty trách nhiệm hữu hạn Thí Dụ Xanh',
    receivedAt: dueSheet.receivedAt,
    dueAt: dueSheet.dueAt,
    holder: i % 2 ? 'Chi nhánh Văn phòng Đăng ký đất đai' : 'Phòng Khoáng sản',
    status: i % 5 ? 'Đang giải quyết' : 'Chờ bổ sung',
    left: i % 6 ? 'còn 6 ngày 7 giờ' : 'quá hạn 2 ngày',
    late: i % 6 === 0,
    timeBar: [
      { kind: 'used', minutes: 300 + ((i * 97) % 900) },
      { kind: 'pause', minutes: (i % 3) * 240 },
      { kind: 'left', minutes: i % 6 ? 900 : 0 },
      { kind: 'over', minutes: i % 6 ? 0 : 300 },
    ],
  })),
})

export const apologyNotice: ApologyNotice = {
  edition: { set: '2025' },
  head: {
    ...head('PXL', '4'),
    parentAgency: 'Ủy ban nhân dân tỉnh Sông Vân',
    unit: 'Sở Nông nghiệp và Môi trường',
    issuedAt: moment('2026-03-09T14:05:00+07:00'),
  },
  code,
  lookUpUrl,
  applicant,
  procedure: 'Tách thửa đất, hợp thửa đất',
  agency: 'Sở Nông nghiệp và Môi trường tỉnh Sông Vân',
  receivedAt: dueSheet.receivedAt,
  dueAt: dueSheet.dueAt,
  reason: 'Ranh giới hai thửa đất mới phải đo lại ngoài thực địa; mưa lớn từ ngày 05/3 nên chưa đo được.',
  newDueAt: moment('2026-03-13T09:15:00+07:00'),
  isDraft: false,
  signer: { name: 'Đỗ Thị Giả Định', how: 'digital' },
}

export const stopNotice: StopNotice = {
  edition: { set: '2025' },
  head: { ...head('TB', '12'), issuedAt: moment('2026-03-02T10:24:00+07:00') },
  code,
  lookUpUrl,
  applicant,
  procedure: 'Tách thửa đất, hợp thửa đất',
  receivedAt: dueSheet.receivedAt,
  requestedBy: applicant.name,
  reason: 'Gia đình chưa thống nhất cách chia, đề nghị dừng để nộp lại sau.',
  stoppedAt: moment('2026-03-02T10:24:00+07:00'),
  fee: 'as-the-law-says',
  submitter: { name: applicant.name, how: 'by-hand' },
  officer: { name: 'Phạm Thị Ví Dụ', how: 'by-hand' },
}

export const registerOf = (rows: number): DossierRegister => ({
  edition: { set: '2025' },
  agency: 'Sở Nông nghiệp và Môi trường tỉnh Sông Vân',
  unit: 'Bộ phận Tiếp nhận và Trả kết quả',
  field: 'Đất đai',
  from: day('2026-02-01'),
  to: day('2026-03-31'),
  printedAt: moment('2026-03-02T10:24:00+07:00'),
  printedBy: 'Phạm Thị Ví Dụ',
  rows: Array.from({ length: rows }, (_, i) => ({
    code: `H56.12-260213-${String(i + 1).padStart(4, '0')}`,
    procedure: i % 3 ? 'Tách thửa đất, hợp thửa đất' : 'Đăng ký biến động quyền sử dụng đất do đổi tên người sử dụng đất',
    applicant: i % 4 ? applicant.name : 'Công ty trách nhiệm hữu hạn Thí Dụ Xanh',
    contact: `${applicant.address}; ${applicant.phone}`,
    handledBy: i % 2 ? 'Chi nhánh Văn phòng Đăng ký đất đai' : 'Phòng Khoáng sản',
    receivedAt: dueSheet.receivedAt,
    dueAt: dueSheet.dueAt,
    ...(i % 3 ? { returnedAt: moment('2026-03-10T15:30:00+07:00') } : {}),
    returnedHow: i % 3 ? (i % 2 ? 'trực tiếp' : 'bưu chính công ích') : i % 6 ? '' : 'dừng giải quyết',
  })),
})
