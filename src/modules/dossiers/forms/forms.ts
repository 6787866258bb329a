import { assert, assertNever } from '../../../kernel/assert.ts'
import type { Day, Moment } from '../../../kernel/moment.ts'

/**
 * The printed forms of the one-stop office (biểu mẫu một cửa) and the facts that each carries.
 * A field left out has no line on paper; dots stand only where a person writes by hand.
 */
export type FormKind =
  | 'receipt-notice'
  | 'supplement-request'
  | 'refusal-notice'
  | 'apology-notice'
  | 'stop-notice'
  | 'control-slip'
  | 'dossier-register'

/**
 * Which numbering a form follows (bộ mẫu). The set of 2025 put two new forms before the control slip; offices changed over at
 * different times, and some keep a set of their province's.
 */
export type FormSet = { set: '2018' } | { set: '2025' } | { set: 'provincial'; number: string; title: string; source: string }

/** Number, official title and source of a form in a set: "Mẫu số 06", "Phiếu kiểm soát…". */
export function formHeading(kind: FormKind, edition: FormSet): { number: string; title: string; source: string } {
  switch (edition.set) {
    case '2018': {
      const number = numbers2018[kind]
      assert(number, `the set of 2018 has no ${kind}`)
      return { number, title: titles2018[kind] ?? titles[kind], source: 'Thông tư 01/2018/TT-VPCP' }
    }
    case '2025':
      return { number: numbers2025[kind], title: titles[kind], source: 'Thông tư 03/2025/TT-VPCP' }
    case 'provincial':
      return { number: edition.number, title: edition.title, source: edition.source }
    default:
      return assertNever(edition)
  }
}

const numbers2018: Readonly<Record<FormKind, string | null>> = {
  'receipt-notice': '01',
  'supplement-request': '02',
  'refusal-notice': '03',
  'apology-notice': '04',
  'stop-notice': null,
  'control-slip': '05',
  'dossier-register': '06',
}
const numbers2025: Readonly<Record<FormKind, string>> = {
  'receipt-notice': '01',
  'supplement-request': '02',
  'refusal-notice': '03',
  'apology-notice': '04',
  'stop-notice': '05',
  'control-slip': '06',
  'dossier-register': '07',
}
const titles = {
  'receipt-notice': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  'supplement-request': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  'refusal-notice': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  'apology-notice': 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  'stop-notice': 'Thông báo dừng giải quyết hồ sơ',
  'control-slip': 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  'dossier-register': 'Sổ theo dõi hồ sơ',
} as const satisfies Record<FormKind, string>
/** Titles that were others in the set of 2018. */
const titles2018: Partial<Record<FormKind, string>> = { 'apology-notice': 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' }

/** Head of a paper (phần đầu văn bản): who issues it, under which number, where and when. */
export interface Letterhead {
  /** cơ quan chủ quản, e.g. the People's Committee */
  parentAgency?: string
  unit: string
  /** left out: a dotted line, the clerk writes the number */
  number?: string
  /** what follows the number: TTPVHCC, PBS, PTC …; left out: the paper has no number */
  symbol?: string
  place: string
  issuedAt: Moment
}

/** What every form of a dossier has. */
export interface DossierForm {
  edition: FormSet
  head: Letterhead
  /** mã hồ sơ; a dossier refused or sent back before acceptance may have none yet */
  code?: string
  /** address of the portal's page on this dossier, for the QR code */
  lookUpUrl?: string
}

/** The one whose matter it is (người nộp, chủ hồ sơ), or who acts for them. */
export interface Party {
  name: string
  /** số định danh cá nhân, mã số tổ chức */
  idNumber?: string
  address?: string
  phone?: string
  email?: string
}

/** A paper handed in (thành phần hồ sơ). */
export interface Component {
  name: string
  kind: 'original' | 'certified-copy' | 'copy' | 'electronic' | 'already-held'
  quantity: number
}

/** How the applicant stands to the paper: signs it, or filed from afar. */
export interface Submitter {
  name?: string
  how: 'by-hand' | 'online' | 'by-post'
}

export interface Officer {
  name: string
  how: 'by-hand' | 'digital'
}

/** Form 01, receipt and appointment (giấy tiếp nhận hồ sơ và hẹn trả kết quả). */
export interface ReceiptNotice extends DossierForm {
  code: string
  receivingUnit: string
  applicant: Party
  /** người được ủy quyền; `authorisation` names the paper that says so */
  agent?: Party & { authorisation?: string }
  procedure: string
  /** nội dung yêu cầu giải quyết */
  request: string
  components: readonly Component[]
  sets: number
  /** thời hạn theo quy định, in words: "22 ngày làm việc" */
  limit: string
  receivedAt: Moment
  dueAt: Moment
  /** the due time rests on a calendar not yet published (tạm tính) */
  provisional: boolean
  collectAt: string
  register?: { book?: string; serial?: string }
  fee?: { amountVnd: number; state: 'paid' | 'unpaid' | 'free' }
  submitter: Submitter
  receiver: Officer
  /** second page: why this due time */
  explanation?: DueSheet
}

/** The sheet that explains a due time day by day ("Vì sao hẹn trả…"). Days follow one another without gaps. */
export interface DueSheet {
  receivedAt: Moment
  dueAt: Moment
  limit: string
  /** which of the four ways of counting the sheet has to explain */
  counting: 'working-days' | 'calendar-days' | 'working-time' | 'mixed'
  days: readonly SheetDay[]
  provisional: boolean
}

export interface SheetDay {
  date: Day
  counted: boolean
  /** why not, or why so: "Tết Nguyên đán", "chờ bổ sung", "làm bù" */
  why: string
  /** working minutes of the term used on this day; 0 on a whole counted day of a calendar-day term */
  minutes: number
  /** the applicant or another agency has the matter and the clock stands */
  paused: boolean
}

/** Form 02, request to complete (phiếu yêu cầu bổ sung, hoàn thiện hồ sơ). */
export interface SupplementRequest extends DossierForm {
  /** before acceptance no clock runs; later the clock stands while the applicant completes */
  stage: 'before-acceptance' | 'in-process'
  applicant: Party
  request: string
  items: readonly { what: string; legalBasis?: string }[]
  reason: string
  round?: number
  completeBy?: Moment
  contact: { name: string; phone: string }
  officer: Officer
}

/** Form 03, refusal to receive (phiếu từ chối tiếp nhận giải quyết hồ sơ). */
export interface RefusalNotice extends DossierForm {
  applicant: Party
  request: string
  reasons: readonly { reason: string; legalBasis?: string }[]
  submitter: Submitter
  receiver: Officer
}

/** Form 04, apology with a new day (văn bản xin lỗi và đề nghị gia hạn; in 2018: phiếu xin lỗi và hẹn lại ngày trả kết quả). */
export interface ApologyNotice extends DossierForm {
  code: string
  applicant: Party
  procedure: string
  agency: string
  receivedAt: Moment
  /** what was promised and is not kept */
  dueAt: Moment
  reason: string
  newDueAt: Moment
  /** nobody signed it yet: the paper says that it is a draft */
  isDraft: boolean
  /** thủ trưởng; left out while it is a draft */
  signer?: Officer
}

/** Form 05, notice that processing stops at the applicant's wish (thông báo dừng giải quyết hồ sơ). New in 2025; its fields are our own choice. */
export interface StopNotice extends DossierForm {
  edition: Exclude<FormSet, { set: '2018' }>
  code: string
  applicant: Party
  procedure: string
  receivedAt: Moment
  requestedBy: string
  reason: string
  stoppedAt: Moment
  fee: 'none' | 'as-the-law-says'
  submitter: Submitter
  officer: Officer
}

/** Form 07, in the set of 2018 form 06: register of dossiers (sổ theo dõi hồ sơ), of one field and one period. */
export interface DossierRegister {
  edition: FormSet
  agency: string
  unit: string
  /** lĩnh vực; left out: all */
  field?: string
  from: Day
  to: Day
  printedAt: Moment
  printedBy?: string
  rows: readonly RegisterRow[]
  /** A long register is printed in parts: which one, the number of its first row, and how many rows there are in all. Left out: it is whole. */
  part?: { no: number; of: number; first: number; total: number }
}

export interface RegisterRow {
  code: string
  procedure: string
  applicant: string
  /** address and telephone */
  contact: string
  handledBy: string
  receivedAt: Moment
  dueAt?: Moment
  returnedAt?: Moment
  /** how the result goes out, or why there is none */
  returnedHow: string
}

/** Form 06, in the set of 2018 form 05: control slip (phiếu kiểm soát quá trình giải quyết hồ sơ). One row for each hand-over. */
export interface ControlSlip extends DossierForm {
  code: string
  procedure: string
  handlingAgency: string
  coordinatingAgencies: readonly string[]
  receivedAt: Moment
  dueAt: Moment
  provisional: boolean
  handOvers: readonly HandOver[]
  /** empty rows at the end, to be written by hand */
  blankRows?: number
  timeBar?: TimeBar
}

/** Responsibility passes from one to another (giao, nhận). */
export interface HandOver {
  at: Moment
  giver: { unit: string; name?: string }
  receiver: { unit: string; name?: string }
  result?: 'early' | 'on-time' | 'late'
  note?: string
}

/**
 * How the time of a dossier was spent (thanh thời gian). Width is working time, so nights and days off have none.
 * used: by us; away: with another agency; pause: not counted; left: to the due time; over: after it.
 */
export interface TimeBar {
  parts: readonly { kind: TimePart; minutes: number }[]
  /** moments to name under the bar, in minutes from its start: "13/02", "bây giờ", "hạn trả 11/3" */
  marks: readonly { minute: number; label: string }[]
  /** the figures in words, one for each kind that occurs: "đã dùng 1 ngày 7 giờ" */
  legend: readonly { kind: TimePart; words: string }[]
}

export type TimePart = 'used' | 'away' | 'pause' | 'left' | 'over'

/** A list of dossiers on paper (danh sách hồ sơ). */
export interface DossierList {
  unit: string
  title: string
  /** which dossiers these are, in words: "quá hạn, Phòng Khoáng sản" */
  about?: string
  printedAt: Moment
  printedBy?: string
  rows: readonly DossierListRow[]
}

export interface DossierListRow {
  code: string
  procedure: string
  applicant: string
  receivedAt: Moment
  dueAt?: Moment
  /** ngày hẹn lại theo thư xin lỗi đã gửi */
  reappointedTo?: Moment
  /** late, and met a system outage before it was due */
  metOutage?: boolean
  holder: string
  status: string
  /** "còn 3 giờ 06", "quá hạn 2 ngày" */
  left: string
  late: boolean
  /** the time bar of the row; marks and legend stay on the dossier's own page */
  timeBar?: TimeBar['parts']
}
