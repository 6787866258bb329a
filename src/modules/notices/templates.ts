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

/** Papers are asked for (yêu cầu bổ sung hồ sơ). @param d.until when the term for them is over; null: none was set */
export function papersAskedText(
  d: Concerning & { items: readonly { what: string; why: string }[]; contact: string; until: Moment | null },
  say: Say,
): Text {
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
      ...(d.until === null
        ? []
        : [
            say(
              `Thời gian chờ không tính vào hạn. Đề nghị nộp chậm nhất ${timeText(d.until, say)}.`,
              `The time of waiting does not count. Please hand them in by ${timeText(d.until, say)}.`,
            ),
          ]),
      ...(contact === '' ? [] : [say(`Liên hệ: ${contact}.`, `Contact: ${contact}.`)]),
    ],
    say(`hồ sơ ${d.code} cần bổ sung ${n} giấy tờ.`, `dossier ${d.code} needs ${n === 1 ? '1 paper' : `${n} papers`} more.`),
  )
}

/**
 * The dossier is refused (từ chối): before acceptance with the reason, which the applicant needs to do better; afterwards by a written
 * answer, in which the reasons stand.
 */
export function refusedText(d: Concerning & { reason: string | null }, say: Say): Text {
  const { code } = d
  const subject = say(`Hồ sơ ${code} bị từ chối`, `Dossier ${code} is refused`)
  if (d.reason === null)
    return toApplicant(
      d,
      say,
      subject,
      [
        say(
          `Hồ sơ “${line(d.subject)}”, mã ${code}, không được giải quyết. Lý do và căn cứ ghi trong văn bản trả lời.`,
          `Dossier “${line(d.subject)}”, code ${code}, could not be granted. Reasons and legal basis stand in the written answer.`,
        ),
      ],
      say(`hồ sơ ${code} không được giải quyết, có văn bản trả lời.`, `dossier ${code} could not be granted; a written answer is there.`),
    )
  return toApplicant(
    d,
    say,
    subject,
    [
      say(`Hồ sơ “${line(d.subject)}”, mã ${code}, không được tiếp nhận.`, `Dossier “${line(d.subject)}”, code ${code}, is not accepted.`),
      say(`Lý do: ${line(d.reason)}`, `Reason: ${line(d.reason)}`),
    ],
    say(`hồ sơ ${code} không được tiếp nhận.`, `dossier ${code} is not accepted.`),
  )
}

/** The clock stands still for another cause than missing papers (tạm dừng có căn cứ). */
export function pausedText(d: Concerning & { why: string; until: Moment }, say: Say): Text {
  const until = timeText(d.until, say)
  const why = line(d.why)
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} tạm dừng`, `Dossier ${d.code} is paused`),
    [
      say(
        `Hồ sơ “${line(d.subject)}”, mã ${d.code}, tạm dừng: ${why}.`,
        `Dossier “${line(d.subject)}”, code ${d.code}, is paused: ${why}.`,
      ),
      say(
        `Thời gian này không tính vào hạn. Lâu nhất đến ${until}, hồ sơ được giải quyết tiếp.`,
        `This time does not count. By ${until} at the latest, work on it goes on.`,
      ),
    ],
    say(`hồ sơ ${d.code} tạm dừng: ${why}.`, `dossier ${d.code} is paused: ${why}.`),
  )
}

/** The clock runs again (tiếp tục giải quyết), with the day on which the result is due now. */
export function resumedText(d: Concerning & { due: Moment; isAnnulled: boolean }, say: Say): Text {
  const due = timeText(d.due, say)
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} được giải quyết tiếp`, `Dossier ${d.code} is taken up again`),
    [
      d.isAnnulled
        ? say(
            `Lần tạm dừng hồ sơ “${line(d.subject)}”, mã ${d.code}, đã bị hủy vì không đúng.`,
            `The pause of dossier “${line(d.subject)}”, code ${d.code}, was wrong and is annulled.`,
          )
        : say(
            `Hồ sơ “${line(d.subject)}”, mã ${d.code}, hết tạm dừng và được giải quyết tiếp.`,
            `The pause of dossier “${line(d.subject)}”, code ${d.code}, is over, and work on it goes on.`,
          ),
      say(`Hẹn trả kết quả: ${due}.`, `The result is due at ${due}.`),
    ],
    say(`hồ sơ ${d.code} được giải quyết tiếp, hẹn trả ${due}.`, `dossier ${d.code} is taken up again, due ${due}.`),
  )
}

/** The dossier ended without a result (rút, dừng, đóng hồ sơ). */
export function endedWithoutResultText(d: Concerning & { how: 'withdrawn' | 'stopped' | 'not-supplemented' }, say: Say): Text {
  const how = {
    withdrawn: say('đã được rút theo đề nghị của người nộp', 'is withdrawn, as the applicant wished'),
    stopped: say('đã dừng giải quyết theo đề nghị của người nộp', 'is stopped, as the applicant wished'),
    'not-supplemented': say(
      'đã đóng vì quá thời hạn mà chưa nhận được giấy tờ bổ sung',
      'is closed, because the papers asked for did not come in time',
    ),
  }[d.how]
  return toApplicant(
    d,
    say,
    say(`Hồ sơ ${d.code} đã kết thúc`, `Dossier ${d.code} has ended`),
    [say(`Hồ sơ “${line(d.subject)}”, mã ${d.code}, ${how}.`, `Dossier “${line(d.subject)}”, code ${d.code}, ${how}.`)],
    say(`hồ sơ ${d.code} ${how}.`, `dossier ${d.code} ${how}.`),
  )
}

/** The result went out (đã trả kết quả): whoever did not get it themselves hears of it. Who took it at the counter stands in the office's records only. */
export function resultReturnedText(d: Concerning & { way: 'counter' | 'online' | 'post'; number: string }, say: Say): Text {
  const number = line(d.number)
  const way = {
    counter: say('đã được nhận tại Bộ phận Một cửa', 'was collected at the one-stop unit'),
    online: say('đã được gửi bản điện tử', 'was sent electronically'),
    post: say(`đã được gửi qua bưu chính, số hiệu ${number}`, `was sent by post, number ${number}`),
  }[d.way]
  return toApplicant(
    d,
    say,
    say(`Kết quả hồ sơ ${d.code} đã được trả`, `The result of dossier ${d.code} was handed out`),
    [
      say(
        `Kết quả của hồ sơ “${line(d.subject)}”, mã ${d.code}, ${way}.`,
        `The result of dossier “${line(d.subject)}”, code ${d.code}, ${way}.`,
      ),
      say('Nếu chưa nhận được, đề nghị báo cho cơ quan.', 'If it did not reach you, please tell the office.'),
    ],
    say(`kết quả hồ sơ ${d.code} ${way}.`, `the result of dossier ${d.code} ${way}.`),
  )
}

/** A link by which an officer sets a password anew (đường dẫn đặt mật khẩu). */
export function passwordLinkText(
  d: { agency: string; officer: string; login: string; link: string; endsAt: Moment; isAskedByOfficer: boolean },
  say: Say,
): Text {
  const until = timeText(d.endsAt, say)
  const subject = say('Đặt mật khẩu Một Cửa', 'Set your Một Cửa password')
  return {
    subject,
    body: page([
      say(`Kính gửi: ${line(d.officer)}`, `To: ${line(d.officer)}`),
      d.isAskedByOfficer
        ? say(
            `Có yêu cầu đặt lại mật khẩu cho tài khoản ${d.login}. Nếu không phải anh/chị yêu cầu, bỏ qua thư này: mật khẩu cũ vẫn dùng được.`,
            `Somebody asked to set the password of the account ${d.login} anew. If it was not you, ignore this mail: the old password still holds.`,
          )
        : say(
            `Người quản trị đã đặt lại mật khẩu của tài khoản ${d.login}. Mật khẩu cũ không còn dùng được.`,
            `An administrator reset the password of the account ${d.login}. The old one no longer holds.`,
          ),
      say(`Đặt mật khẩu mới, dùng một lần, trước ${until}:`, `Set a new one by this link, once, before ${until}:`),
      d.link,
      line(d.agency),
    ]),
    short: subject,
  }
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
