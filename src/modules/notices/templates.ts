import { type Day, dayInVietnam, dayText, type Moment, secondOfDayInVietnam } from '../../kernel/moment.ts'
import type { Say } from '../../kernel/say.ts'

/** A text in both lengths: a mail has subject and body, a short message only `short`. */
export type Text = { subject: string; body: string; short: string }

/** What every message to an applicant names. */
export type Concerning = {
  agency: string
  code: string
  /** Trích yếu. */
  subject: string
  applicant: string
  /** Where the applicant looks the dossier up; null where the office has no public address. */
  link: string | null
}

/** The dossier is accepted and has its day (tiếp nhận, hẹn trả kết quả). */
export function acceptedText(d: Concerning & { due: Moment; isProvisional: boolean }, say: Say): Text {
  const due = timeText(d.due, say)
  const mark = d.isProvisional
    ? say(' (tạm tính, chưa có lịch nghỉ chính thức)', ' (provisional: the official calendar is not announced)')
    : ''
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} đã được tiếp nhận`, `Dossier ${d.code} is accepted`),
    [
      say(`Hồ sơ “${line(d.subject)}”, mã ${d.code}, đã được tiếp nhận.`, `Dossier “${line(d.subject)}”, code ${d.code}, is accepted.`),
      say(`Hẹn trả kết quả: ${due}${mark}.`, `The result is due at ${due}${mark}.`),
    ],
    say(`hồ sơ ${d.code} đã được tiếp nhận, hẹn trả ${due}.`, `dossier ${d.code} is accepted, due ${due}.`),
  )
}

/** Papers are asked for (yêu cầu bổ sung hồ sơ). */
export function papersAskedText(d: Concerning & { items: readonly { what: string; why: string }[]; contact: string }, say: Say): Text {
  const contact = line(d.contact)
  const n = d.items.length
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} cần bổ sung giấy tờ`, `Papers are needed for dossier ${d.code}`),
    [
      say(
        `Để giải quyết hồ sơ “${line(d.subject)}”, mã ${d.code}, đề nghị bổ sung:`,
        `To handle dossier “${line(d.subject)}”, code ${d.code}, we ask for:`,
      ),
      ...d.items.map(({ what, why }, i) => `${i + 1}. ${line(what)} (${line(why)})`),
      ...(contact === '' ? [] : [say(`Liên hệ: ${contact}.`, `Contact: ${contact}.`)]),
    ],
    say(`hồ sơ ${d.code} cần bổ sung ${n} giấy tờ.`, `dossier ${d.code} needs ${n === 1 ? '1 paper' : `${n} papers`} more.`),
  )
}

/** The result is there (đã có kết quả). What it says stands in the result itself, not in a mail. */
export function resultReadyText(d: Concerning & { isAtCounter: boolean }, say: Say): Text {
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} đã có kết quả`, `The result of dossier ${d.code} is ready`),
    [
      say(`Hồ sơ “${line(d.subject)}”, mã ${d.code}, đã có kết quả.`, `Dossier “${line(d.subject)}”, code ${d.code}, has its result.`),
      d.isAtCounter
        ? say(
            'Mời đến Bộ phận Một cửa nhận kết quả, mang theo giấy tiếp nhận.',
            'Please collect it at the one-stop unit, and bring the receipt notice.',
          )
        : say('Kết quả được gửi theo cách đã đăng ký.', 'It is sent by the way that was chosen.'),
    ],
    say(`hồ sơ ${d.code} đã có kết quả.`, `the result of dossier ${d.code} is ready.`),
  )
}

/** The office apologises and names another day (xin lỗi, hẹn lại ngày trả kết quả). */
export function apologyText(d: Concerning & { reason: string; newDue: Moment }, say: Say): Text {
  const due = timeText(d.newDue, say)
  return toApplicant(
    d,
    say,
    say(`Xin lỗi và hẹn lại hồ sơ ${d.code}`, `An apology, and another day, for dossier ${d.code}`),
    [
      say(
        `Hồ sơ “${line(d.subject)}”, mã ${d.code}, chưa giải quyết xong đúng hẹn. Cơ quan thành thật xin lỗi.`,
        `Dossier “${line(d.subject)}”, code ${d.code}, is not finished by the day promised. We apologise.`,
      ),
      say(`Lý do: ${line(d.reason)}`, `Reason: ${line(d.reason)}`),
      say(`Hẹn trả kết quả lại: ${due}.`, `The result is now due at ${due}.`),
    ],
    say(`xin lỗi vì hồ sơ ${d.code} trễ hẹn; hẹn lại ${due}.`, `we apologise: dossier ${d.code} is late; now due ${due}.`),
  )
}

/** A dossier in an officer's hands is due soon (nhắc việc sắp đến hạn). */
export function dueSoonText(
  d: { agency: string; code: string; subject: string; officer: string; due: Moment; workingDaysLeft: number; link: string | null },
  say: Say,
): Text {
  const due = timeText(d.due, say)
  const left = say(
    `còn ${d.workingDaysLeft} ngày làm việc`,
    `${d.workingDaysLeft} working ${d.workingDaysLeft === 1 ? 'day' : 'days'} left`,
  )
  const subject = say(`Hồ sơ ${d.code} ${left}`, `Dossier ${d.code}: ${left}`)
  return {
    subject,
    body: page([
      say(`Kính gửi: ${line(d.officer)}`, `To: ${line(d.officer)}`),
      say(
        `Hồ sơ ${d.code}, “${line(d.subject)}”, đang ở bước do anh/chị giữ, hạn trả ${due} (${left}).`,
        `Dossier ${d.code}, “${line(d.subject)}”, is at a step in your hands. It is due at ${due} (${left}).`,
      ),
      ...(d.link === null ? [] : [d.link]),
      ownChoice(say),
    ]),
    short: subject,
  }
}

/** Most dossiers that one digest names; the rest is a number. */
export const digestRowsMax = 100

/** Overdue dossiers of a head's units, every working morning (danh sách hồ sơ quá hạn). */
export function overdueText(
  d: {
    agency: string
    officer: string
    units: readonly {
      name: string
      count: number
      dossiers: readonly { code: string; subject: string; due: Moment; holder: string | null }[]
    }[]
    asOf: Moment
    link: string | null
  },
  say: Say,
): Text {
  const all = d.units.reduce((sum, { count }) => sum + count, 0)
  const subject = say(
    `${all} hồ sơ quá hạn, sáng ${dateText(dayInVietnam(d.asOf))}`,
    `${all} overdue, morning of ${dateText(dayInVietnam(d.asOf))}`,
  )
  let room = digestRowsMax
  const units = d.units.map(({ name, count, dossiers }) => {
    const shown = dossiers.slice(0, room)
    room -= shown.length
    const more = count - shown.length
    return [
      `${line(name)}: ${count}`,
      ...shown.map((one) => {
        const who = one.holder === null ? say('chưa ai nhận', 'taken by nobody') : line(one.holder)
        const due = timeText(one.due, say)
        return say(`- ${one.code}, hạn ${due}, ${who}: ${line(one.subject)}`, `- ${one.code}, due ${due}, ${who}: ${line(one.subject)}`)
      }),
      ...(more > 0 ? [say(`- và ${more} hồ sơ nữa`, `- and ${more} more`)] : []),
    ].join('\n')
  })
  return {
    subject,
    body: page([
      say(`Kính gửi: ${line(d.officer)}`, `To: ${line(d.officer)}`),
      say('Hồ sơ quá hạn ở đơn vị phụ trách, hạn cũ nhất trước:', 'Overdue dossiers in your units, the oldest due time first:'),
      ...units,
      ...(d.link === null ? [] : [d.link]),
      ownChoice(say),
    ]),
    short: subject,
  }
}

function toApplicant(d: Concerning, say: Say, subject: string, said: readonly string[], short: string): Text {
  const agency = line(d.agency)
  const seeAt = d.link === null ? [] : [say(`Tra cứu: ${d.link}`, `Look it up: ${d.link}`)]
  return {
    subject,
    body: page([
      say(`Kính gửi: ${line(d.applicant)}`, `To: ${line(d.applicant)}`),
      said.join('\n'),
      ...seeAt,
      `${agency}\n${say('Thư gửi tự động, xin không trả lời thư này.', 'Sent automatically; please do not reply.')}`,
    ]),
    short: [`${agency}: ${short}`, ...seeAt].join(' '),
  }
}

const ownChoice = (say: Say): string =>
  say('Chọn nhận thông báo nào: Tài khoản của tôi, mục Thông báo.', 'Choose what to be told: My account, Notices.')

const page = (paragraphs: readonly string[]): string => `${paragraphs.join('\n\n')}\n`

/** What people wrote stays one line: it can add no paragraph of its own to what the office says, and no control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed
const line = (text: string): string => text.replaceAll(/[\s\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim()

/** 06/03/2026. */
const dateText = (day: Day): string => dayText(day).split('-').reverse().join('/')

function timeText(at: Moment, say: Say): string {
  const minutes = Math.floor(secondOfDayInVietnam(at) / 60)
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  const date = dateText(dayInVietnam(at))
  return say(`${clock} ngày ${date}`, `${clock} on ${date}`)
}
