import { inBoth, type Say } from '../../../kernel/say.ts'
import type { PauseCause } from '../pause/hold.ts'
import type { ConfirmRefused, WithdrawRefused } from './confirm/decide.ts'
import type { RuleLine } from './lines.ts'
import type { RuleName, RulePack } from './packs.ts'

/** What a value regulates. */
const ruleWords = inBoth(
  (say) =>
    ({
      supplementsMax: say('Số lần yêu cầu bổ sung, mỗi giai đoạn', 'Requests for a supplement, in each phase'),
      supplementTerm: say('Thời hạn người nộp bổ sung', 'Time for the applicant to complete'),
      pauseCauses: say('Căn cứ tạm dừng', 'Grounds for a pause'),
      financePauseMax: say('Tạm dừng chờ nghĩa vụ tài chính, dài nhất', 'Pause for a payment, at most'),
      legalHoldMax: say('Tạm dừng theo yêu cầu của cơ quan có thẩm quyền, dài nhất', 'Pause at an authority’s request, at most'),
      forwardingCutOff: say('Giờ chuyển hồ sơ trong ngày, muộn nhất', 'Latest hour for forwarding on the same day'),
      paperForwarding: say('Chuyển hồ sơ giấy, chậm nhất', 'Forwarding of the paper file, at the latest'),
      lastMinutes: say('Nhận trực tuyến cuối giờ: tính từ ngày làm việc sau', 'Online, before closing: counted from the next working day'),
      apologyLead: say('Xin lỗi trước ngày hẹn, chậm nhất', 'Apology before the due day, at the latest'),
      apologyDraftLead: say('Dự thảo thư xin lỗi trước ngày hẹn', 'Draft of the apology before the due day'),
      reappointmentsMax: say('Số lần hẹn lại', 'Re-appointments'),
      oneStopSeniority: say('Thâm niên công chức Một cửa, ít nhất', 'Seniority of one-stop staff, at least'),
      oneStopTermMin: say('Thời gian làm việc tại Một cửa mỗi lần, ít nhất', 'Time at the one-stop unit, each term at least'),
      oneStopTermMax: say('Thời gian làm việc tại Một cửa mỗi lần, nhiều nhất', 'Time at the one-stop unit, each term at most'),
    }) satisfies Record<RuleName, string>,
)
const formSetWord = (say: Say) => say('Bộ mẫu giấy tờ Một cửa', 'Set of one-stop forms')

export const ruleWord = (rule: string, say: Say): string =>
  Object.hasOwn(ruleWords[say.lang], rule) ? ruleWords[say.lang][rule as RuleName] : rule.startsWith('formSet') ? formSetWord(say) : rule

const packWords = inBoth(
  (say) =>
    ({
      'nd-61-2018': say('Nghị định 61/2018/NĐ-CP', 'Decree 61/2018/ND-CP'),
      'nd-107-2021': say('Nghị định 61/2018, sửa bởi 107/2021/NĐ-CP', 'Decree 61/2018, amended by 107/2021/ND-CP'),
      'nd-118-2025': say('Nghị định 118/2025/NĐ-CP', 'Decree 118/2025/ND-CP'),
      'nd-367-2025': say('Nghị định 118/2025, sửa bởi 367/2025/NĐ-CP', 'Decree 118/2025, amended by 367/2025/ND-CP'),
      forms: say('Bộ mẫu giấy tờ', 'Sets of forms'),
    }) satisfies Record<RulePack['id'] | 'forms', string>,
)
export const packWord = (pack: string, say: Say): string =>
  Object.hasOwn(packWords[say.lang], pack) ? packWords[say.lang][pack as RulePack['id']] : pack

const causeWords = inBoth(
  (say) =>
    ({
      supplement: say('bổ sung giấy tờ', 'papers'),
      finance: say('nghĩa vụ tài chính', 'payment'),
      'legal-hold': say('cơ quan có thẩm quyền yêu cầu', 'an authority’s request'),
    }) satisfies Record<PauseCause, string>,
)

/** A value with its unit, as it is read: "15 ngày làm việc". */
export function showValue({ value, unit }: Pick<RuleLine, 'value' | 'unit'>, say: Say): string {
  const one = value === '1'
  switch (unit) {
    case 'times':
      return say(`${value} lần`, one ? 'once' : `${value} times`)
    case 'working_day':
      return say(`${value} ngày làm việc`, one ? '1 working day' : `${value} working days`)
    case 'minute':
      return value === '0' ? say('không có', 'none') : say(`${value} phút`, `${value} minutes`)
    case 'year':
      return say(`${value} năm`, one ? '1 year' : `${value} years`)
    case 'month':
      return say(`${value} tháng`, one ? '1 month' : `${value} months`)
    case 'clock':
      return value
    case 'cause':
      return value
        .split(', ')
        .map((cause) => causeWords[say.lang][cause as PauseCause] ?? cause)
        .join(', ')
    case 'form-set':
      return say(`bộ ${value}`, `set of ${value}`)
  }
}

/** Where what we read of a text is written down. */
export const lawPage = (law: string): string => `docs/law/${law.split(' ')[0]}.md`

/** What the officer reads when nothing was written. A new refusal without a sentence does not compile. */
export function explainRules(refusal: ConfirmRefused | WithdrawRefused | { kind: 'key-reused' }, say: Say): string {
  switch (refusal.kind) {
    case 'no-such-rule':
      return say('Không có quy tắc này.', 'There is no such rule.')
    case 'another-value':
      return say(
        `Giá trị đã đổi thành ${refusal.value} từ khi trang này được mở. Mời xem lại.`,
        `The value has become ${refusal.value} since this page was opened. Please look again.`,
      )
    case 'held-open':
      return say(
        'Bộ quy tắc này chưa rõ ngày hiệu lực và chưa áp dụng, nên chưa xác nhận được giá trị nào.',
        'The first day of this pack is not known and it is not in use, so none of its values can be confirmed.',
      )
    case 'verified-already':
      return say(
        'Giá trị này đã được đối chiếu trong phần mềm, không cần xác nhận.',
        'This value has been compared in the product already.',
      )
    case 'confirmed-already':
      return say('Giá trị này đã có người xác nhận.', 'Somebody has confirmed this value already.')
    case 'not-compared':
      return say('Ghi văn bản đã đối chiếu.', 'Name the text that it was compared with.')
    case 'not-confirmed':
      return say('Giá trị này chưa có ai xác nhận.', 'Nobody has confirmed this value.')
    case 'no-reason':
      return say('Ghi lý do rút xác nhận.', 'Enter why the confirmation is taken back.')
    case 'key-reused':
      return say(
        'Biểu mẫu này đã được gửi với nội dung khác. Mời mở lại trang.',
        'This form was sent before with other content. Open the page again.',
      )
  }
}

/** How the journal says what happened in its stream `rules`. */
export function rulesSentence(body: string, say: Say): string {
  const { type, pack, rule, value, note } = JSON.parse(body) as Record<'type' | 'pack' | 'rule' | 'value' | 'note', string>
  const what = `${ruleWord(rule, say)} (${packWord(pack, say)}): ${value}`
  return type === 'rule-withdrawn'
    ? say(`Rút xác nhận: ${what}. Lý do: ${note}`, `Confirmation taken back: ${what}. Reason: ${note}`)
    : say(`Xác nhận: ${what}. Đã đối chiếu: ${note}`, `Confirmed: ${what}. Compared with: ${note}`)
}
