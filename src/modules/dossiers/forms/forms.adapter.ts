import { dayInVietnam, dayText, type Moment, weekday } from '../../../kernel/moment.ts'
import { qrRows } from '../../../platform/pdf/qr.ts'
import { createTypst, type Print, type TypstOptions, workerFromPages } from '../../../platform/pdf/typst.ts'
import type {
  ApologyNotice,
  Component,
  ControlSlip,
  DossierForm,
  DossierList,
  DossierRegister,
  DueSheet,
  FormKind,
  HandOver,
  Letterhead,
  Officer,
  Party,
  ReceiptNotice,
  RefusalNotice,
  StopNotice,
  Submitter,
  SupplementRequest,
} from './forms.ts'
import { formHeading } from './forms.ts'
import { unbroken } from './unbroken.ts'
import {
  amountInWords,
  clockInWords,
  dateInWords,
  minutesInWords,
  momentInWords,
  numberWithZero,
  shortClock,
  shortDate,
  shortMoment,
} from './words.ts'

type Pdf = Uint8Array<ArrayBuffer>

/** The printer of this module's forms (in biểu mẫu): facts in, PDF/A-2b out. Long ones are made on a thread of their own. */
export interface Forms {
  receiptNotice(form: ReceiptNotice): Promise<Pdf>
  supplementRequest(form: SupplementRequest): Promise<Pdf>
  refusalNotice(form: RefusalNotice): Promise<Pdf>
  apologyNotice(form: ApologyNotice): Promise<Pdf>
  stopNotice(form: StopNotice): Promise<Pdf>
  controlSlip(form: ControlSlip): Promise<Pdf>
  /** Control slips of many dossiers in one file. At least one. */
  controlSlips(forms: readonly ControlSlip[]): Promise<Pdf>
  dossierList(list: DossierList): Promise<Pdf>
  dossierRegister(register: DossierRegister): Promise<Pdf>
  /** The sheet "Vì sao hẹn trả…" alone. */
  dueSheet(sheet: DueSheet, about: { code: string; procedure: string; head: Letterhead }): Promise<Pdf>
  close(): Promise<void>
}

/** Opens the printer once, at start: it reads fonts and templates. `close` ends its thread. */
export function createForms(options: Omit<TypstOptions, 'templateFolder'> = {}): Forms {
  const typst = createTypst({ ...options, templateFolder: import.meta.dirname })
  const make = async (print: Print, pagesExpected: number): Promise<Pdf> =>
    pagesExpected > workerFromPages ? typst.renderInWorker(print) : typst.render(print)
  const makeForm = (template: FormKind, form: DossierForm, facts: object, rows: number): Promise<Pdf> => {
    const heading = formHeading(template, form.edition)
    const title = form.code ? `${heading.title} ${form.code}` : heading.title
    const data = { ...opening(form, heading), ...facts }
    return make({ template, title, at: form.head.issuedAt, data }, pagesOf(data, rows, formRowsAPage))
  }
  return {
    receiptNotice: (form) => makeForm('receipt-notice', form, receiptFacts(form), form.components.length),
    supplementRequest: (form) => makeForm('supplement-request', form, supplementFacts(form), form.items.length),
    refusalNotice: (form) => makeForm('refusal-notice', form, refusalFacts(form), form.reasons.length),
    apologyNotice: (form) => makeForm('apology-notice', form, apologyFacts(form), 1),
    stopNotice: (form) => makeForm('stop-notice', form, stopFacts(form), 1),
    controlSlip: (form) => makeForm('control-slip', form, controlFacts(form), 4 * (form.handOvers.length + (form.blankRows ?? 0))),
    controlSlips: (forms) => {
      const slips = forms.map((form) => ({ ...opening(form, formHeading('control-slip', form.edition)), ...controlFacts(form) }))
      const [first] = forms
      if (!first) throw new RangeError('no control slip to print')
      const title = formHeading('control-slip', first.edition).title
      return make(
        { template: 'control-slips', title, at: first.head.issuedAt, data: { slips }, tagged: false },
        forms.reduce((sum, { handOvers }) => sum + 1 + (4 * handOvers.length) / formRowsAPage, 0),
      )
    },
    dossierList: (list) => {
      const data = listFacts(list)
      return make(
        { template: 'dossier-list', title: list.title, at: list.printedAt, data, tagged: false },
        pagesOf(data, list.rows.length, listRowsAPage),
      )
    },
    dossierRegister: (register) => {
      const { number, title, source } = formHeading('dossier-register', register.edition)
      const data = { mark: `Mẫu số ${number} · ${source}`, title, ...registerFacts(register) }
      return make(
        { template: 'dossier-register', title, at: register.printedAt, data, tagged: false },
        pagesOf(data, register.rows.length, listRowsAPage),
      )
    },
    dueSheet: (sheet, { code, procedure, head }) => {
      const data = { code, procedure, head: headWords(head), sheet: sheetFacts(sheet) }
      return make({ template: 'due-sheet', title: `Vì sao hẹn trả ${code}`, at: head.issuedAt, data }, pagesOf(data, 0, 1))
    },
    close: typst.close,
  }
}

/** Rough measures, only to choose the thread: rows on a page of each kind, and letters on a page of nothing but text. */
const formRowsAPage = 22
const listRowsAPage = 20
const lettersAPage = 3500

const pagesOf = (data: object, rows: number, rowsAPage: number): number =>
  Math.max(rows / rowsAPage, JSON.stringify(data).length / lettersAPage)

const opening = (form: DossierForm, heading: { number: string; title: string; source: string }) => ({
  mark: `Mẫu số ${heading.number} · ${heading.source}`,
  title: heading.title,
  head: headWords(form.head),
  code: form.code,
  lookUp: form.lookUpUrl ? { rows: qrRows(form.lookUpUrl), url: form.lookUpUrl } : undefined,
})

const headWords = ({ parentAgency, unit, number, symbol, place, issuedAt }: Letterhead) => ({
  parentAgency: parentAgency && unbroken(parentAgency),
  unit: unbroken(unit),
  number: number && numberWithZero(number),
  symbol,
  placeAndDate: `${place}, ${dateInWords(dayInVietnam(issuedAt))}`,
})

/** Name and address, with lines that end between words. */
const partyFacts = (party: Party) => ({
  ...party,
  name: unbroken(party.name),
  ...(party.address ? { address: unbroken(party.address) } : {}),
})

const receiptFacts = (form: ReceiptNotice) => ({
  receivingUnit: unbroken(form.receivingUnit),
  applicant: partyFacts(form.applicant),
  agent: form.agent && { ...form.agent, ...partyFacts(form.agent) },
  procedure: form.procedure,
  request: form.request,
  components: form.components.map(({ name, kind, quantity }) => ({
    name,
    kind: componentKinds[kind],
    quantity: quantity > 0 ? numberWithZero(quantity) : '',
  })),
  sets: `${numberWithZero(form.sets)} bộ`,
  limit: form.limit,
  receivedAt: momentInWords(form.receivedAt),
  dueAt: momentInWords(form.dueAt),
  provisional: form.provisional,
  collectAt: form.collectAt,
  book: form.register?.book,
  serial: form.register?.serial,
  fee: form.fee && `${form.fee.state === 'free' ? '' : `${amountInWords(form.fee.amountVnd)} `}(${feeStates[form.fee.state]})`,
  submitter: signer('Người nộp hồ sơ', form.submitter),
  receiver: signer('Người tiếp nhận hồ sơ', form.receiver),
  sheet: form.explanation && sheetFacts(form.explanation),
})

const componentKinds = {
  original: 'Bản chính',
  'certified-copy': 'Bản sao chứng thực',
  copy: 'Bản photo',
  electronic: 'Bản điện tử',
  'already-held': 'Đã có, không nộp',
} as const satisfies Record<Component['kind'], string>

const feeStates = { paid: 'đã nộp', unpaid: 'chưa nộp', free: 'không thu' } as const

/** A place to sign: under whose title, in which manner, and the name printed beneath. */
const signer = (role: string, { name, how }: Submitter | Officer) => ({ role, how: mannersOfSigning[how], name })

const mannersOfSigning = {
  'by-hand': '(Ký và ghi rõ họ tên)',
  digital: '(Ký số)',
  online: '(Nộp hồ sơ trực tuyến)',
  'by-post': '(Gửi hồ sơ qua bưu chính)',
} as const satisfies Record<Submitter['how'] | Officer['how'], string>

const supplementFacts = (form: SupplementRequest) => ({
  applicant: partyFacts(form.applicant),
  request: form.request,
  items: form.items.map(({ what, legalBasis }) => ({ text: what, legalBasis })),
  reason: form.reason,
  round: form.round && numberWithZero(form.round),
  completeBy: form.completeBy && momentInWords(form.completeBy),
  clock: clockSentences[form.stage],
  contact: form.contact,
  officer: signer('Người hướng dẫn', form.officer),
})

const clockSentences = {
  'before-acceptance': 'Hồ sơ chưa được tiếp nhận, nên thời hạn giải quyết chưa bắt đầu tính.',
  'in-process': 'Trong lúc chờ bổ sung, thời hạn giải quyết tạm dừng và tính tiếp ngay khi nhận đủ giấy tờ.',
} as const

const refusalFacts = (form: RefusalNotice) => ({
  applicant: partyFacts(form.applicant),
  request: form.request,
  reasons: form.reasons.map(({ reason, legalBasis }) => ({ text: reason, legalBasis })),
  submitter: signer('Người nộp hồ sơ', form.submitter),
  receiver: signer('Người tiếp nhận hồ sơ', form.receiver),
})

const apologyFacts = (form: ApologyNotice) => ({
  applicant: partyFacts(form.applicant),
  procedure: form.procedure,
  agency: unbroken(form.agency),
  receivedAt: momentInWords(form.receivedAt),
  dueAt: momentInWords(form.dueAt),
  reason: form.reason,
  newDueAt: momentInWords(form.newDueAt),
  isDraft: form.isDraft,
  signer: { role: 'Thủ trưởng cơ quan, đơn vị', how: mannersOfSigning[form.signer?.how ?? 'by-hand'], name: form.signer?.name },
})

const stopFacts = (form: StopNotice) => ({
  applicant: partyFacts(form.applicant),
  procedure: form.procedure,
  receivedAt: momentInWords(form.receivedAt),
  requestedBy: form.requestedBy,
  reason: form.reason,
  stoppedAt: momentInWords(form.stoppedAt),
  fee: feeSentences[form.fee],
  submitter: signer('Người đề nghị', form.submitter),
  officer: signer('Đại diện đơn vị tiếp nhận', form.officer),
})

const feeSentences = {
  none: 'Thủ tục này không thu phí, lệ phí.',
  'as-the-law-says': 'Phí, lệ phí đã nộp (nếu có) được xử lý theo quy định của pháp luật về phí và lệ phí.',
} as const satisfies Record<StopNotice['fee'], string>

const registerFacts = (register: DossierRegister) => ({
  agency: register.agency,
  unit: register.unit,
  field: register.field,
  period: `Từ ngày ${shortDate(register.from)} đến ngày ${shortDate(register.to)}`,
  printed: `In lúc ${shortMoment(register.printedAt)}${register.printedBy ? ` · ${register.printedBy}` : ''}`,
  first: register.part?.first ?? 1,
  part: register.part && `Phần ${register.part.no}/${register.part.of}`,
  whole:
    register.part &&
    `từ số ${register.part.first} đến số ${register.part.first + register.rows.length - 1}; cả kỳ ${thousands(register.part.total)} hồ sơ`,
  rows: register.rows.map((row) => ({
    ...row,
    receivedAt: twoLines(row.receivedAt),
    dueAt: row.dueAt && twoLines(row.dueAt),
    returnedAt: row.returnedAt && twoLines(row.returnedAt),
  })),
})

const controlFacts = (form: ControlSlip) => ({
  procedure: form.procedure,
  handlingAgency: unbroken(form.handlingAgency),
  coordinatingAgencies: form.coordinatingAgencies.join('; '),
  receivedAt: momentInWords(form.receivedAt),
  dueAt: momentInWords(form.dueAt),
  provisional: form.provisional,
  handOvers: form.handOvers.map(handOverFacts),
  blankRows: form.blankRows ?? 0,
  timeBar: form.timeBar,
})

const handOverFacts = ({ at, giver, receiver, result, note }: HandOver) => ({
  clock: clockInWords(at),
  date: dateInWords(dayInVietnam(at)),
  giver: sideFacts(giver),
  receiver: sideFacts(receiver),
  result: result && resultWords[result],
  note,
})

const sideFacts = ({ unit, ...rest }: HandOver['giver']) => ({ ...rest, unit: unbroken(unit) })

const resultWords = { early: 'Trước hạn', 'on-time': 'Đúng hạn', late: 'Quá hạn' } as const satisfies Record<
  NonNullable<HandOver['result']>,
  string
>

/** One row of seven cells a week, Monday first; days outside the sheet are empty cells. */
function sheetFacts({ receivedAt, dueAt, limit, counting, days, provisional }: DueSheet) {
  const [received, due] = [dayInVietnam(receivedAt), dayInVietnam(dueAt)]
  let ordinal = 0
  const cells = days.map(({ date, counted, why, minutes, paused }) => {
    if (counted) ordinal++
    const { dayOfMonth, month, year } = dayAndMonth(dayText(date))
    return {
      date: dayOfMonth === 1 || date === days[0]?.date ? `${dayOfMonth}/${month}` : String(dayOfMonth),
      year: month === 1 && dayOfMonth === 1 ? String(year) : undefined,
      kind: date === due ? 'due' : date === received ? 'received' : paused ? 'paused' : counted ? 'counted' : 'off',
      ordinal: counted && counting !== 'working-time' ? `ngày ${ordinal}` : undefined,
      at: date === due ? `hạn trả ${shortClock(dueAt)}` : date === received ? `nhận ${shortClock(receivedAt)}` : undefined,
      why,
      minutes: minutes > 0 ? minutesInWords(minutes) : undefined,
    }
  })
  const before = days[0] ? weekday(days[0].date) : 0
  return {
    question: `Vì sao hẹn trả ${shortDate(due)}?`,
    received: momentInWords(receivedAt),
    due: momentInWords(dueAt),
    limit,
    rule: countingSentences[counting],
    provisional,
    cells: [...Array.from({ length: before }, () => null), ...cells],
  }
}

const countingSentences = {
  'working-days': 'Ngày nhận không tính. Từ ngày làm việc kế tiếp, mỗi ngày được tính mang một số thứ tự; ngày không tính ghi lý do.',
  'calendar-days':
    'Ngày nhận không tính. Từ ngày kế tiếp, ngày nghỉ cũng được tính; hạn rơi vào ngày nghỉ thì chuyển sang ngày làm việc gần nhất sau đó.',
  'working-time': 'Chỉ tính giờ làm việc kể từ lúc nhận; thời gian ghi ở các ngày cộng lại bằng đúng thời hạn.',
  mixed: 'Thời hạn gồm nhiều phần nối tiếp nhau; mỗi phần tính từ lúc phần trước kết thúc. Ngày không tính ghi lý do.',
} as const satisfies Record<DueSheet['counting'], string>

function dayAndMonth(text: string) {
  const [year = 0, month = 0, dayOfMonth = 0] = text.split('-').map(Number)
  return { year, month, dayOfMonth }
}

const listFacts = (list: DossierList) => ({
  unit: list.unit,
  title: list.title,
  about: list.about,
  printed: `In lúc ${shortMoment(list.printedAt)}${list.printedBy ? ` · ${list.printedBy}` : ''}`,
  rows: list.rows.map((row) => ({
    ...row,
    receivedAt: twoLines(row.receivedAt),
    dueAt: row.dueAt && twoLines(row.dueAt),
    reappointedTo: row.reappointedTo && `hẹn lại ${shortMoment(row.reappointedTo)}`,
  })),
})

const thousands = (n: number): string => new Intl.NumberFormat('vi-VN').format(n)

const twoLines = (at: Moment): string => shortMoment(at).replace(' ', '\n')
