import type { Trade } from './applicants.ts'
import { place } from './applicants.ts'
import type { Chance } from './chance.ts'

/** What may befall a dossier on its way: pauses of each cause and how they end, and ends without a result. */
export type Trouble =
  | 'papers-awaited'
  | 'payment-awaited'
  | 'authority-asks'
  | 'pause-near-due'
  | 'papers-came'
  | 'papers-noted-late'
  | 'papers-never-came'
  | 'wrong-pause'
  | 'pause-proposed'
  | 'pause-declined'
  | 'paper-asked-online'
  | 'stopped'
  | 'closed-without-papers'
  | 'declined'
  | 'withdrawn'
  | 'never-completed'

/** What people ask of one procedure in the demo: who comes, with what, and how the work has gone so far. */
export type Demand = {
  /** The process as imported. */
  process: string
  /** Finished in the last five months, by how they ended. */
  finished: { early: number; onTime: number; late: number }
  /** Overdue now. */
  overdue: number
  dueToday: number
  dueTomorrow: number
  /** Share of organisations among the applicants, and their trade. */
  organisations: number
  trade: Trade
  /** Share of dossiers from mountains and islands, where the table has a longer time for them. */
  hardAreas?: number
  subject(chance: Chance): string
  /** The paper that comes out: its title, and what follows its number. */
  result: { title: string; symbol: string }
  /** The leader who usually signs. */
  signer: string
  /** The unit in whose steps dossiers get stuck; null where none does. */
  slowUnit: string | null
  /** The specialist who gets every other dossier of that unit. */
  busiest?: string
  /** What befalls some of its dossiers. */
  troubles?: readonly Trouble[]
}

const plot = (c: Chance) => `thửa ${c.whole(1, 900)}, tờ ${c.whole(1, 60)}, ${place(c)}`
const well = (c: Chance) => `giếng số ${c.whole(1, 12)}, ${c.whole(3, 29) * 100} m³ một ngày đêm, ${place(c)}`
const calm = { overdue: 0, dueToday: 0, dueTomorrow: 0, slowUnit: null }
const dryland = 'pgd.datdai'
const mines = 'pgd.khoangsan'

/**
 * The demand of the department. Two units carry nearly all that is late, as happens where one unit has more work than people:
 * the division of minerals and water, and less so the sub-department of land.
 */
export const departmentDemand: readonly Demand[] = [
  {
    ...{ process: 'bs-nuoc-khai-thac', finished: { early: 4, onTime: 2, late: 2 }, overdue: 3, dueToday: 1, dueTomorrow: 1 },
    ...{ organisations: 0.8, trade: 'water', signer: mines, slowUnit: 'khoang-san', busiest: 'cv.khoangsan1' },
    subject: (c) => `Khai thác nước ngầm, ${well(c)}`,
    result: { title: 'Giấy phép khai thác nước ngầm', symbol: 'GP-UBND' },
    troubles: ['papers-awaited', 'papers-noted-late', 'papers-never-came', 'wrong-pause', 'declined', 'closed-without-papers'],
  },
  {
    ...{ process: 'bs-khoang-san-tham-do', finished: { early: 1, onTime: 1, late: 1 }, overdue: 2, dueToday: 1, dueTomorrow: 0 },
    ...{ organisations: 1, trade: 'mining', signer: mines, slowUnit: 'khoang-san', busiest: 'cv.khoangsan1' },
    subject: (c) => `Thăm dò ${c.pick(['cát', 'đá', 'sỏi', 'đất san lấp'])}, ${c.whole(3, 48)} ha, ${place(c)}`,
    result: { title: 'Giấy phép thăm dò', symbol: 'GP-UBND' },
    troubles: ['authority-asks', 'papers-came', 'pause-proposed', 'stopped'],
  },
  {
    ...{ process: 'bs-khoang-san-san-luong', finished: { early: 4, onTime: 2, late: 2 }, overdue: 2, dueToday: 1, dueTomorrow: 1 },
    ...{ organisations: 1, trade: 'mining', signer: mines, slowUnit: 'khoang-san', busiest: 'cv.khoangsan1' },
    subject: (c) => `Sản lượng ${c.pick(['cát', 'đá', 'sỏi'])} đã khai thác, mỏ ${place(c)}`,
    result: { title: 'Văn bản xác nhận sản lượng', symbol: 'SNNMT-KSN' },
    troubles: ['pause-near-due', 'pause-declined', 'withdrawn'],
  },
  {
    ...{ ...calm, process: 'bs-khi-tuong-cap-lai', finished: { early: 3, onTime: 1, late: 0 } },
    ...{ organisations: 1, trade: 'data', signer: mines },
    subject: (c) => `Cấp lại giấy phép dự báo, bản cũ ${c.pick(['bị mất', 'bị ướt', 'bị rách'])}`,
    result: { title: 'Giấy phép dự báo, bản cấp lại', symbol: 'GP-SNNMT' },
  },
  {
    ...{ process: 'bs-khi-tuong-so-lieu', finished: { early: 5, onTime: 2, late: 1 }, overdue: 1, dueToday: 0, dueTomorrow: 1 },
    ...{ organisations: 0.7, trade: 'data', signer: mines, slowUnit: 'khoang-san', busiest: 'cv.khoangsan1' },
    subject: (c) => `Số liệu ${c.pick(['mưa', 'mực nước', 'nhiệt độ'])} trạm ${place(c)}, ${c.whole(2, 15)} năm`,
    result: { title: 'Bảng số liệu có xác nhận', symbol: 'SNNMT-KTTV' },
    troubles: ['paper-asked-online', 'pause-near-due'],
  },
  {
    ...{ ...calm, process: 'bs-moi-truong-giay-phep', finished: { early: 4, onTime: 2, late: 0 }, dueTomorrow: 1 },
    ...{ organisations: 1, trade: 'industry', signer: dryland },
    subject: (c) => `Giấy phép môi trường, cơ sở tại ${place(c)}`,
    result: { title: 'Giấy phép môi trường', symbol: 'GPMT-UBND' },
    troubles: ['papers-awaited', 'pause-proposed', 'stopped'],
  },
  {
    ...{ ...calm, process: 'bs-moi-truong-dieu-chinh', finished: { early: 3, onTime: 2, late: 0 } },
    ...{ organisations: 1, trade: 'industry', signer: dryland },
    subject: (c) => `Đổi ${c.pick(['công suất', 'chủ cơ sở', 'vị trí xả thải'])} trong giấy phép môi trường`,
    result: { title: 'Giấy phép môi trường (điều chỉnh)', symbol: 'GPMT-UBND' },
  },
  {
    ...{ ...calm, process: 'bs-dat-tach-hop-thua', finished: { early: 5, onTime: 2, late: 0 }, dueToday: 1, hardAreas: 0.3 },
    ...{ organisations: 0.05, trade: 'land', signer: dryland },
    subject: (c) => `${c.pick(['Tách', 'Hợp'])} ${plot(c)}`,
    result: { title: 'Giấy chứng nhận của từng thửa', symbol: 'CNVPĐK' },
  },
  {
    ...{ ...calm, process: 'bs-dat-doi-giay', finished: { early: 11, onTime: 5, late: 1 }, overdue: 1, dueTomorrow: 1, hardAreas: 0.25 },
    ...{ organisations: 0.05, trade: 'land', signer: dryland, slowUnit: 'chi-nhanh' },
    subject: (c) => `Đổi giấy chứng nhận, ${plot(c)}`,
    result: { title: 'Giấy chứng nhận mẫu mới', symbol: 'CNVPĐK' },
  },
  {
    ...{ ...calm, process: 'bs-dat-xoa-ghi-no', finished: { early: 5, onTime: 4, late: 0 }, dueToday: 1 },
    ...{ organisations: 0, trade: 'land', signer: dryland },
    subject: (c) => `Gạch dòng nợ tiền đất, ${plot(c)}`,
    result: { title: 'Giấy chứng nhận đã xóa dòng nợ', symbol: 'CNVPĐK' },
  },
  {
    ...{ ...calm, process: 'bs-dat-the-chap', finished: { early: 4, onTime: 12, late: 0 }, dueTomorrow: 1 },
    ...{ organisations: 0.1, trade: 'land', signer: dryland },
    subject: (c) => `Ghi thế chấp, ${plot(c)}`,
    result: { title: 'Xác nhận thế chấp', symbol: 'CNVPĐK' },
  },
  {
    ...{ process: 'bs-dat-cho-thue', finished: { early: 3, onTime: 1, late: 1 }, overdue: 2, dueToday: 1, dueTomorrow: 0 },
    ...{ organisations: 1, trade: 'land', signer: dryland, slowUnit: 'dat-dai' },
    subject: (c) =>
      `Thuê ${c.whole(1, 20)},${c.whole(0, 9)} ha đất làm ${c.pick(['kho bãi', 'nhà xưởng', 'nhà kính trồng rau'])}, ${place(c)}`,
    result: { title: 'Quyết định và hợp đồng thuê đất', symbol: 'QĐ-UBND' },
    troubles: ['payment-awaited', 'authority-asks', 'declined', 'never-completed'],
  },
  {
    ...{ ...calm, process: 'bs-dat-thong-tin', finished: { early: 4, onTime: 6, late: 0 }, dueToday: 1 },
    ...{ organisations: 0.4, trade: 'data', signer: dryland },
    subject: (c) => `Dữ liệu ${plot(c)}`,
    result: { title: 'Bản trích dữ liệu đất đai', symbol: 'TTCNTT' },
  },
  {
    ...{ process: 'bs-dat-nong-nghiep', finished: { early: 4, onTime: 2, late: 1 }, overdue: 2, dueToday: 0, dueTomorrow: 1 },
    ...{ organisations: 0, trade: 'land', signer: dryland, slowUnit: 'dat-dai', hardAreas: 0.4 },
    subject: (c) => `Dùng tiếp đất nông nghiệp, ${plot(c)}`,
    result: { title: 'Xác nhận thời hạn sử dụng đất', symbol: 'SNNMT-QLĐĐ' },
    troubles: ['pause-near-due', 'papers-came', 'withdrawn', 'never-completed'],
  },
  {
    ...{ ...calm, process: 'bs-thuy-san-co-so-nuoi', finished: { early: 4, onTime: 2, late: 0 }, dueTomorrow: 1, hardAreas: 0.3 },
    ...{ organisations: 0.7, trade: 'fishery', signer: mines },
    subject: (c) => `Cơ sở nuôi ${c.pick(['tôm', 'cá bớp', 'cá mú'])}, ${c.whole(2, 30)} ao, lồng, ${place(c)}`,
    result: { title: 'Giấy chứng nhận cơ sở nuôi', symbol: 'GCN-CCTS' },
  },
  {
    ...{ ...calm, process: 'bs-thuy-san-tau-ca', finished: { early: 8, onTime: 6, late: 0 }, dueToday: 1 },
    ...{ organisations: 0.1, trade: 'fishery', signer: mines },
    subject: (c) => `Tàu BS-00${c.digits(3)}-TS, dài ${c.whole(8, 24)} m, ${place(c)}`,
    result: { title: 'Giấy chứng nhận đăng ký tàu cá', symbol: 'GCN-CCTS' },
  },
]

export const communeDemand: readonly Demand[] = [
  {
    ...{ ...calm, process: 'xs-gieng-nuoc', finished: { early: 3, onTime: 2, late: 1 }, dueTomorrow: 1 },
    ...{ organisations: 0.2, trade: 'water', signer: 'chutich', slowUnit: 'kinh-te' },
    subject: (c) => `Giếng khoan thôn ${c.whole(1, 9)}`,
    result: { title: 'Tờ khai có xác nhận của xã', symbol: 'UBND-KT' },
  },
  {
    ...{ ...calm, process: 'xs-hien-trang-dat', finished: { early: 4, onTime: 2, late: 0 }, dueToday: 1 },
    ...{ organisations: 0, trade: 'land', signer: 'phochutich' },
    subject: (c) => `Hiện trạng thửa ${c.whole(1, 400)}, thôn ${c.whole(1, 9)}`,
    result: { title: 'Bản xác nhận của xã', symbol: 'UBND-KT' },
  },
  {
    ...{ ...calm, process: 'xs-dang-ky-moi-truong', finished: { early: 3, onTime: 1, late: 0 } },
    ...{ organisations: 0.6, trade: 'industry', signer: 'phochutich' },
    subject: (c) => `Đăng ký môi trường, ${c.pick(['quán ăn', 'xưởng mộc', 'trại gà', 'tiệm rửa xe'])}`,
    result: { title: 'Phiếu ghi nhận đăng ký', symbol: 'UBND-KT' },
  },
]
