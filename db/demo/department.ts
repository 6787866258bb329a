import type { Role, UnitKind } from '../../src/modules/org/model.ts'

/** Where somebody sits, by a short word of this file. */
export type UnitKey = string

/** A unit of the demo. `since` and `until` are days after the merger; a unit without them is there from the beginning. */
export type DemoUnit = {
  key: UnitKey
  kind: UnitKind
  name: string
  shortName: string
  /** What it was called before the merger. */
  before?: { name: string; shortName: string }
  /** Came with the new department, months before the units were merged. */
  isNew?: boolean
  /** Went into this unit on the day of the merger. */
  mergedInto?: UnitKey
}

/** An officer of the demo: nobody. `login` is the name at sign-in and the name in this folder. */
export type DemoOfficer = {
  login: string
  name: string
  posts: readonly { unit: UnitKey; role: Role; title: string }[]
  /** Retired on the eve of the merger. */
  hasLeft?: true
}

/** Somebody is away while the demo is looked at, or was away weeks before (working days from now). */
export type DemoActing = { absent: string; officer: string; fromDays: number; toDays: number; document: string }

export type DemoAgency = {
  code: string
  /** Begins the codes of dossiers. Provinces bear H01 to H63; H99 belongs to nobody. */
  identifier: string
  name: string
  parentName: string
  place: string
  /** What it was called before it took up agriculture too. */
  nameBefore?: string
  units: readonly DemoUnit[]
  officers: readonly DemoOfficer[]
  acting: readonly DemoActing[]
  /** Who sets the agency up and imports the processes, and who publishes them. */
  administrator: string
  publisher: string
  /** Whose records clerks follow what lies with other agencies. */
  office: UnitKey
  oneStop: UnitKey
  hours: { morning: readonly [string, string]; afternoon: readonly [string, string]; decision: string }
  /** Folder of its processes, and who answers for a process whose table names no unit. */
  processes: string
}

const parent = 'UBND tỉnh Bình Sơn (mẫu)'

/**
 * Sở Nông nghiệp và Môi trường of a province that does not exist. Every name ends with "(mẫu)": it reads like a name and cannot
 * be taken for somebody's.
 */
export const department: DemoAgency = {
  code: 'so-mau',
  identifier: 'H99.12',
  name: 'Sở Nông nghiệp và Môi trường tỉnh Bình Sơn (mẫu)',
  nameBefore: 'Sở Tài nguyên và Môi trường tỉnh Bình Sơn (mẫu)',
  parentName: parent,
  place: 'Bình Sơn',
  units: [
    { key: 'lanh-dao', kind: 'leadership', name: 'Lãnh đạo Sở', shortName: 'LĐ Sở' },
    { key: 'van-phong', kind: 'office', name: 'Văn phòng Sở', shortName: 'VP Sở' },
    { key: 'mot-cua', kind: 'one-stop', name: 'Bộ phận Một cửa', shortName: 'Một cửa' },
    {
      key: 'khoang-san',
      kind: 'division',
      name: 'Phòng Khoáng sản, Nước và Khí tượng thủy văn',
      shortName: 'P. KS-N-KTTV',
      before: { name: 'Phòng Khoáng sản', shortName: 'P. KS' },
    },
    { key: 'nuoc', kind: 'division', name: 'Phòng Nước và Khí tượng', shortName: 'P. N-KT', mergedInto: 'khoang-san' },
    { key: 'ke-hoach', kind: 'division', name: 'Phòng Kế hoạch - Tài chính', shortName: 'P. KH-TC' },
    { key: 'dat-dai', kind: 'sub-department', name: 'Chi cục Quản lý đất đai', shortName: 'CC QLĐĐ' },
    { key: 'moi-truong', kind: 'sub-department', name: 'Chi cục Bảo vệ môi trường', shortName: 'CC BVMT' },
    { key: 'thuy-san', kind: 'sub-department', name: 'Chi cục Thủy sản', shortName: 'CC TS', isNew: true },
    { key: 'chi-nhanh', kind: 'branch', name: 'Chi nhánh Văn phòng Đăng ký đất đai số 1', shortName: 'CN VPĐKĐĐ số 1' },
    { key: 'cntt', kind: 'centre', name: 'Trung tâm Công nghệ thông tin', shortName: 'TT CNTT' },
    { key: 'thanh-tra', kind: 'inspectorate', name: 'Thanh tra Sở', shortName: 'Thanh tra' },
  ],
  officers: [
    one('quantri', 'Vũ Đình Khôi (mẫu)', 'cntt', 'administrator', 'Quản trị hệ thống'),
    one('giamdoc', 'Lê Thanh Bình (mẫu)', 'lanh-dao', 'director', 'Giám đốc Sở'),
    one('pgd.datdai', 'Phạm Thị Hồng Hà (mẫu)', 'lanh-dao', 'deputy-director', 'Phó Giám đốc Sở'),
    one('pgd.khoangsan', 'Nguyễn Trọng Sơn (mẫu)', 'lanh-dao', 'deputy-director', 'Phó Giám đốc Sở'),
    one('chanhvanphong', 'Trần Thị Thu Cúc (mẫu)', 'van-phong', 'office-head', 'Chánh Văn phòng'),
    one('vanthu1', 'Bùi Thị Lan (mẫu)', 'van-phong', 'records-clerk', 'Văn thư'),
    one('vanthu2', 'Hồ Văn Phúc (mẫu)', 'van-phong', 'records-clerk', 'Văn thư'),
    one('motcua1', 'Đỗ Thị Mai (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
    one('motcua2', 'Phan Văn Lộc (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
    one('motcua3', 'Ngô Thị Hạnh (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
    one('tp.khoangsan', 'Hoàng Văn Thạch (mẫu)', 'khoang-san', 'unit-head', 'Trưởng phòng'),
    one('pp.khoangsan', 'Đặng Thị Thủy (mẫu)', 'khoang-san', 'specialist', 'Phó Trưởng phòng'),
    one('cv.khoangsan1', 'Vương Đức Kiên (mẫu)', 'khoang-san', 'specialist', 'Chuyên viên'),
    one('cv.khoangsan2', 'Mai Thị Ngọc (mẫu)', 'khoang-san', 'specialist', 'Chuyên viên'),
    one('cv.nuoc', 'Lâm Quốc Tiến (mẫu)', 'nuoc', 'specialist', 'Chuyên viên'),
    { ...one('tp.nuoc', 'Tăng Văn Hòa (mẫu)', 'nuoc', 'unit-head', 'Trưởng phòng'), hasLeft: true },
    one('tp.kehoach', 'Hà Thị Kim (mẫu)', 'ke-hoach', 'unit-head', 'Trưởng phòng'),
    one('cct.datdai', 'Võ Minh Điền (mẫu)', 'dat-dai', 'unit-head', 'Chi cục trưởng'),
    one('cv.datdai1', 'Châu Thị Bích (mẫu)', 'dat-dai', 'specialist', 'Chuyên viên'),
    one('cv.datdai2', 'Nguyễn Hữu Phước (mẫu)', 'dat-dai', 'specialist', 'Chuyên viên'),
    one('cct.moitruong', 'Đoàn Thị Xuân (mẫu)', 'moi-truong', 'unit-head', 'Chi cục trưởng'),
    one('cv.moitruong1', 'Trương Gia Bảo (mẫu)', 'moi-truong', 'specialist', 'Chuyên viên'),
    one('cv.moitruong2', 'Kiều Thị Diễm (mẫu)', 'moi-truong', 'specialist', 'Chuyên viên'),
    one('cct.thuysan', 'Huỳnh Văn Hải (mẫu)', 'thuy-san', 'unit-head', 'Chi cục trưởng'),
    one('cv.thuysan', 'Thái Thị Ngân (mẫu)', 'thuy-san', 'specialist', 'Chuyên viên'),
    one('gd.chinhanh', 'Cao Xuân Trường (mẫu)', 'chi-nhanh', 'unit-head', 'Giám đốc Chi nhánh'),
    one('vc.chinhanh1', 'Lương Thị Thảo (mẫu)', 'chi-nhanh', 'specialist', 'Viên chức'),
    one('vc.chinhanh2', 'Quách Văn Nam (mẫu)', 'chi-nhanh', 'specialist', 'Viên chức'),
    one('vc.chinhanh3', 'Đào Thị Yến (mẫu)', 'chi-nhanh', 'specialist', 'Viên chức'),
    one('gd.cntt', 'Tạ Quang Huy (mẫu)', 'cntt', 'unit-head', 'Giám đốc Trung tâm'),
    one('vc.cntt', 'Lý Thu Ngân (mẫu)', 'cntt', 'specialist', 'Viên chức'),
    one('chanhthanhtra', 'Tô Văn Chính (mẫu)', 'thanh-tra', 'unit-head', 'Chánh Thanh tra'),
    one('giamsat', 'Dương Thị Minh (mẫu)', 'thanh-tra', 'auditor', 'Thanh tra viên'),
  ],
  acting: [
    { absent: 'gd.chinhanh', officer: 'vc.chinhanh1', fromDays: -38, toDays: -33, document: 'Văn bản số 41/CNVPĐK (mẫu), đi học' },
    { absent: 'tp.khoangsan', officer: 'pp.khoangsan', fromDays: -3, toDays: 5, document: 'Văn bản số 96/VP (mẫu), nghỉ phép' },
  ],
  administrator: 'quantri',
  publisher: 'chanhvanphong',
  office: 'van-phong',
  oneStop: 'mot-cua',
  hours: { morning: ['07:30', '11:30'], afternoon: ['13:30', '17:30'], decision: 'Thông báo giờ làm việc số 12/TB-SNNMT (mẫu)' },
  processes: 'procedures',
}

/** A commune of the same province: the second agency, so that separation shows. */
export const commune: DemoAgency = {
  code: 'xa-mau',
  identifier: 'H99.88',
  name: 'UBND xã Suối Hạ (mẫu)',
  parentName: parent,
  place: 'Suối Hạ',
  units: [
    { key: 'lanh-dao', kind: 'leadership', name: 'Lãnh đạo UBND xã', shortName: 'LĐ xã' },
    { key: 'van-phong', kind: 'office', name: 'Văn phòng HĐND và UBND xã', shortName: 'VP xã' },
    { key: 'mot-cua', kind: 'one-stop', name: 'Bộ phận Một cửa xã', shortName: 'Một cửa' },
    { key: 'kinh-te', kind: 'division', name: 'Phòng Kinh tế', shortName: 'P. KT' },
  ],
  officers: [
    {
      login: 'vanthu',
      name: 'Trịnh Thị Sen (mẫu)',
      posts: [
        { unit: 'van-phong', role: 'records-clerk', title: 'Văn thư' },
        { unit: 'van-phong', role: 'administrator', title: 'Quản trị hệ thống' },
      ],
    },
    one('chutich', 'Lò Văn Thắng (mẫu)', 'lanh-dao', 'director', 'Chủ tịch UBND xã'),
    one('phochutich', 'Nông Thị Dung (mẫu)', 'lanh-dao', 'deputy-director', 'Phó Chủ tịch UBND xã'),
    one('truongphong', 'Phùng Văn Chiến (mẫu)', 'kinh-te', 'unit-head', 'Trưởng phòng'),
    one('diachinh', 'Hứa Thị Hiền (mẫu)', 'kinh-te', 'specialist', 'Công chức địa chính'),
    one('motcua', 'Giàng A Páo (mẫu)', 'mot-cua', 'counter-officer', 'Công chức một cửa'),
  ],
  acting: [],
  administrator: 'vanthu',
  publisher: 'chutich',
  office: 'van-phong',
  oneStop: 'mot-cua',
  hours: { morning: ['07:00', '11:30'], afternoon: ['13:30', '17:00'], decision: 'Thông báo giờ làm việc số 03/TB-UBND (mẫu)' },
  processes: 'procedures/commune',
}

function one(login: string, name: string, unit: UnitKey, role: Role, title: string): DemoOfficer {
  return { login, name, posts: [{ unit, role, title }] }
}

/** The password of every account of the demo: it guards nothing. */
export const demoPassword = 'xem-thu-mot-cua'

/** An account to look around with. */
export type DemoAccount = { agency: string; agencyName: string; login: string; name: string; title: string; see: string }

const guided: readonly (readonly [DemoAgency, string, string])[] = [
  [department, 'motcua1', 'Tiếp nhận, từ chối, yêu cầu bổ sung, trả kết quả'],
  [department, 'cv.khoangsan1', 'Việc của một chuyên viên bận nhất Sở: quá hạn, hạn hôm nay, chờ bổ sung'],
  [department, 'pp.khoangsan', 'Đang làm thay Trưởng phòng: giao việc, soát tờ trình với tên của cả hai'],
  [department, 'cct.datdai', 'Trưởng đơn vị: giao lại việc, trả lại bước trước'],
  [department, 'vc.chinhanh1', 'Chi nhánh đất đai: hồ sơ chưa ai nhận, chờ người dân ký giấy tờ'],
  [department, 'vanthu1', 'Lấy số, đóng dấu; theo dõi hồ sơ đang ở Ủy ban tỉnh và cơ quan thuế'],
  [department, 'giamdoc', 'Ký, xem mọi hồ sơ, công bố quy trình'],
  [department, 'chanhvanphong', 'Công bố quy trình do người khác nhập; xem nhật ký'],
  [department, 'quantri', 'Đơn vị, tài khoản, lịch làm việc, quy trình nháp có lỗi'],
  [department, 'giamsat', 'Chỉ đọc nhật ký'],
  [commune, 'motcua', 'Cơ quan thứ hai: không thấy gì của Sở'],
]

/** Accounts shown at start and in the README, in the order in which to try them. */
export const guidedAccounts: readonly DemoAccount[] = guided.map(([agency, login, see]) => {
  const officer = agency.officers.find((o) => o.login === login)
  return { agency: agency.code, agencyName: agency.name, login, name: officer?.name ?? '', title: officer?.posts[0]?.title ?? '', see }
})
