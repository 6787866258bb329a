import { type Day, day } from '../../kernel/moment.ts'
import { holiday, holidayNames, inLieu, type OfficialDay, publishedYears, swap, tetDays } from './official-day.ts'

/** Where the days come from. Each id is a page in docs/law; what was not compared with the text itself is said there and in `verified`. */
export const officialSources = {
  'blld-2012': 'Bộ luật Lao động 2012, Điều 115 (đến 31/12/2020)',
  'blld-2019': 'Bộ luật Lao động 2019, Điều 111, 112 (từ 01/01/2021)',
  'nq-28-2026': 'Nghị quyết 28/2026/QH16 (từ 01/7/2026)',
  'tet-2018': 'Thông báo nghỉ Tết Mậu Tuất 2018 (qua thukyluat.vn)',
  'cv-6519-2018': 'Công văn 6519/VPCP-KGVX năm 2018',
  'tet-2019': 'Thông báo nghỉ Tết Kỷ Hợi 2019 (qua docnhanh.vn)',
  'hoan-doi-2019': 'Thông báo hoán đổi ngày 29/4 và 04/5/2019',
  'tet-2020': 'Thông báo nghỉ Tết Canh Tý 2020',
  'tet-2021': 'Lịch nghỉ Tết Tân Sửu 2021 (dữ liệu mở, chưa đối chiếu văn bản)',
  'cv-245-2022': 'Công văn 245/VPCP-KGVX ngày 11/01/2022',
  'quoc-khanh-2022': 'Công bố ngày nghỉ Quốc khánh năm 2022 của Bộ Lao động - Thương binh và Xã hội',
  'cv-8056-2022': 'Công văn 8056/VPCP-KGVX ngày 01/12/2022',
  'nghi-bu-2023': 'Lịch nghỉ 29/4 đến 03/5/2023 (qua vietnamnet.vn)',
  'cv-8662-2023': 'Công văn 8662/VPCP-KGVX ngày 03/11/2023',
  'cv-2450-2024': 'Công văn 2450/VPCP-KGVX năm 2024',
  'cv-8726-2024': 'Công văn 8726/VPCP-KGVX năm 2024',
  'tb-9441-2025': 'Thông báo 9441/TB-BNV năm 2025',
  'cv-12729-2025': 'Công văn 12729/VPCP-KGVX ngày 25/12/2025',
} as const

type Source = keyof typeof officialSources

const { newYear, tet, hungKings, victory, labour, nationalDay, culture } = holidayNames
const nextToNationalDay = `${nationalDay} (ngày liền kề)`

const on = (date: string, name: string, source: Source): OfficialDay => holiday(day(date), name, source)
const lieu = (date: string, replaced: string, name: string, source: Source): OfficialDay => inLieu(day(date), day(replaced), name, source)
const swapped = (off: string, worked: string, source: Source): OfficialDay[] => swap(day(off), day(worked), source)
const tetAt = (firstDay: string, before: 1 | 2, source: Source): OfficialDay[] => tetDays(day(firstDay), before, source)
const unverified = (days: OfficialDay[]): OfficialDay[] => days.map((d) => ({ ...d, verified: false }))

/** The days that stand in the law itself and keep their solar date. */
const byLaw = (year: number, source: Source): OfficialDay[] => [
  on(`${year}-01-01`, newYear, source),
  on(`${year}-04-30`, victory, source),
  on(`${year}-05-01`, labour, source),
  on(`${year}-09-02`, nationalDay, source),
]

const days: OfficialDay[] = [
  // 2018
  ...byLaw(2018, 'blld-2012'),
  ...tetAt('2018-02-16', 2, 'tet-2018'),
  lieu('2018-02-19', '2018-02-17', tet, 'tet-2018'),
  lieu('2018-02-20', '2018-02-18', tet, 'tet-2018'),
  on('2018-04-25', hungKings, 'blld-2012'),
  lieu('2018-09-03', '2018-09-02', nationalDay, 'blld-2012'),
  ...swapped('2018-12-31', '2019-01-05', 'cv-6519-2018'),
  // 2019
  ...byLaw(2019, 'blld-2012'),
  ...tetAt('2019-02-05', 1, 'tet-2019'),
  on('2019-04-14', hungKings, 'blld-2012'),
  lieu('2019-04-15', '2019-04-14', hungKings, 'blld-2012'),
  ...swapped('2019-04-29', '2019-05-04', 'hoan-doi-2019'),
  // 2020
  ...byLaw(2020, 'blld-2012'),
  ...tetAt('2020-01-25', 2, 'tet-2020'),
  lieu('2020-01-28', '2020-01-25', tet, 'tet-2020'),
  lieu('2020-01-29', '2020-01-26', tet, 'tet-2020'),
  on('2020-04-02', hungKings, 'blld-2012'),
  // 2021
  ...byLaw(2021, 'blld-2019'),
  ...unverified(tetAt('2021-02-12', 2, 'tet-2021')),
  ...unverified([lieu('2021-02-15', '2021-02-13', tet, 'tet-2021'), lieu('2021-02-16', '2021-02-14', tet, 'tet-2021')]),
  on('2021-04-21', hungKings, 'blld-2019'),
  lieu('2021-05-03', '2021-05-01', labour, 'blld-2019'),
  on('2021-09-03', nextToNationalDay, 'blld-2019'),
  // 2022
  ...byLaw(2022, 'blld-2019'),
  lieu('2022-01-03', '2022-01-01', newYear, 'blld-2019'),
  ...tetAt('2022-02-01', 1, 'cv-245-2022'),
  on('2022-04-10', hungKings, 'blld-2019'),
  lieu('2022-04-11', '2022-04-10', hungKings, 'cv-245-2022'),
  lieu('2022-05-02', '2022-04-30', victory, 'blld-2019'),
  lieu('2022-05-03', '2022-05-01', labour, 'blld-2019'),
  on('2022-09-01', nextToNationalDay, 'quoc-khanh-2022'),
  // 2023
  ...byLaw(2023, 'blld-2019'),
  lieu('2023-01-02', '2023-01-01', newYear, 'blld-2019'),
  ...tetAt('2023-01-22', 2, 'cv-8056-2022'),
  lieu('2023-01-25', '2023-01-21', tet, 'cv-8056-2022'),
  lieu('2023-01-26', '2023-01-22', tet, 'cv-8056-2022'),
  on('2023-04-29', hungKings, 'blld-2019'),
  lieu('2023-05-02', '2023-04-29', hungKings, 'nghi-bu-2023'),
  lieu('2023-05-03', '2023-04-30', victory, 'nghi-bu-2023'),
  on('2023-09-01', nextToNationalDay, 'cv-8056-2022'),
  lieu('2023-09-04', '2023-09-02', nationalDay, 'cv-8056-2022'),
  // 2024
  ...byLaw(2024, 'blld-2019'),
  ...tetAt('2024-02-10', 2, 'cv-8662-2023'),
  lieu('2024-02-13', '2024-02-10', tet, 'cv-8662-2023'),
  lieu('2024-02-14', '2024-02-11', tet, 'cv-8662-2023'),
  on('2024-04-18', hungKings, 'blld-2019'),
  ...swapped('2024-04-29', '2024-05-04', 'cv-2450-2024'),
  on('2024-09-03', nextToNationalDay, 'cv-8662-2023'),
  // 2025
  ...byLaw(2025, 'blld-2019'),
  ...tetAt('2025-01-29', 2, 'cv-8726-2024'),
  on('2025-04-07', hungKings, 'blld-2019'),
  ...swapped('2025-05-02', '2025-04-26', 'cv-8726-2024'),
  on('2025-09-01', nextToNationalDay, 'cv-8726-2024'),
  // 2026: a swap of 23/11 was only proposed and is not here
  ...byLaw(2026, 'blld-2019'),
  ...swapped('2026-01-02', '2026-01-10', 'cv-12729-2025'),
  ...tetAt('2026-02-17', 1, 'tb-9441-2025'),
  on('2026-04-26', hungKings, 'blld-2019'),
  lieu('2026-04-27', '2026-04-26', hungKings, 'tb-9441-2025'),
  ...swapped('2026-08-31', '2026-08-22', 'tb-9441-2025'),
  on('2026-09-01', nextToNationalDay, 'tb-9441-2025'),
  on('2026-11-24', culture, 'nq-28-2026'),
]

/** The Vietnamese official calendar 2018–2026 (lịch nghỉ lễ, tết của cơ quan nhà nước). A later year is added when it is announced, never computed. */
export const officialCalendar = publishedYears(
  [...days].sort((a: { date: Day }, b: { date: Day }) => a.date - b.date),
  2018,
  2026,
)
