import type { Applicant } from '../../src/modules/applicants/model.ts'
import type { Chance } from './chance.ts'

const surnames = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Lý', 'Nông', 'Y', 'Thạch']
const middles = ['Văn', 'Thị', 'Thị', 'Đức', 'Minh', 'Ngọc', 'Quang', 'Thanh', 'Hữu', 'Kim']
const givens = [
  'An',
  'Bình',
  'Cường',
  'Dung',
  'Em',
  'Giang',
  'Hoa',
  'Ích',
  'Khánh',
  'Liên',
  'Mận',
  'Nga',
  'Oanh',
  'Phú',
  'Quý',
  'Rạng',
  'Sáu',
  'Tư',
  'Út',
  'Vinh',
  'Xoan',
  'Yên',
]

const communes = ['xã Suối Hạ', 'xã Đồi Chè', 'xã Cồn Cát', 'phường Bến Nước', 'phường Đá Trắng', 'xã Rừng Thông', 'đặc khu Hòn Mây']

/** Companies and co-operatives by the trade they apply in. */
const organisations: Record<Trade, readonly string[]> = {
  mining: [
    'Công ty TNHH Đá Núi Voi (mẫu)',
    'Công ty Cổ phần Cát sỏi Sông Xanh (mẫu)',
    'Công ty TNHH Vật liệu Đồi Chè (mẫu)',
    'Doanh nghiệp tư nhân Đất Đồi (mẫu)',
  ],
  water: [
    'Công ty Cổ phần Nước sạch Bến Nước (mẫu)',
    'Nhà máy Nước đá Hòn Mây (mẫu)',
    'Trại giống Lúa Vàng (mẫu)',
    'Khu nghỉ Suối Hạ (mẫu)',
  ],
  industry: [
    'Công ty TNHH Chế biến tôm Cồn Cát (mẫu)',
    'Nhà máy Gạch Đá Trắng (mẫu)',
    'Công ty TNHH May Bến Nước (mẫu)',
    'Trang trại heo Rừng Thông (mẫu)',
  ],
  land: ['Công ty Cổ phần Khu công nghiệp Đá Trắng (mẫu)', 'Công ty TNHH Kho bãi Bến Nước (mẫu)', 'Hợp tác xã Rau sạch Đồi Chè (mẫu)'],
  fishery: ['Hợp tác xã Nuôi tôm Cồn Cát (mẫu)', 'Tổ nuôi cá lồng Hòn Mây (mẫu)', 'Công ty TNHH Hải sản Hòn Mây (mẫu)'],
  data: ['Viện Quy hoạch Bình Sơn (mẫu)', 'Trường Cao đẳng Bình Sơn (mẫu)', 'Công ty TNHH Khảo sát Sông Xanh (mẫu)'],
}

export type Trade = 'mining' | 'water' | 'industry' | 'land' | 'fishery' | 'data'

/** A person who does not exist: 000 is the code of no province, so no identity number begins with it. */
export function person(chance: Chance, isWriting = true): Applicant {
  return {
    kind: 'person',
    name: `${chance.pick(surnames)} ${chance.pick(middles)} ${chance.pick(givens)} (mẫu)`,
    identityNumber: `000${chance.digits(9)}`,
    address: `Thôn ${chance.whole(1, 9)}, ${chance.pick(communes)}, tỉnh Bình Sơn (mẫu)`,
    phone: `0900 000 ${chance.digits(3)}`,
    email: isWriting ? `nguoi-nop-${chance.digits(4)}@vidu.example` : '',
    lang: 'vi',
  }
}

/** An organisation that does not exist. Its tax number begins with 00, which no province's does. */
export function organisation(chance: Chance, trade: Trade): Applicant {
  const names = organisations[trade]
  const name = chance.pick(names)
  const place = Object.keys(organisations).indexOf(trade) * 10 + names.indexOf(name)
  return {
    kind: 'organisation',
    name,
    identityNumber: `00${String(10_000_000 + place * 1_371).slice(0, 8)}`,
    address: `Số ${1 + place} đường Mẫu, ${communes[place % communes.length] ?? ''}, tỉnh Bình Sơn (mẫu)`,
    phone: `0900 000 ${String(100 + place)}`,
    email: `van-thu-${place}@vidu.example`,
    // Some have a foreign owner.
    lang: place % 7 === 3 ? 'en' : 'vi',
  }
}

export const place = (chance: Chance): string => chance.pick(communes)
