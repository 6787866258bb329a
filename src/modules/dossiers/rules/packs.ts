import { type Day, day, dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import type { PauseCause } from '../pause/hold.ts'

/** A remark in both languages. */
export type Remark = { vi: string; en: string }

/** In what a value is counted. */
export type RuleUnit = 'times' | 'working_day' | 'minute' | 'clock' | 'year' | 'month' | 'cause'

/**
 * A value that the law, or a practice where the law is silent, gives (giá trị pháp lý). `verified` says that somebody has compared it with
 * the text; an agency's own confirmation is kept beside it (see confirm/decide.ts).
 */
export type RuleValue<T> = {
  value: T
  unit: RuleUnit
  /** The text that gives it, by its id in docs/law. Null: no text that we have read; the value is our own choice, and `note` says why. */
  law: string | null
  /** Its first day, where it is later than the pack's. Null: as the pack. */
  from: Day | null
  verified: boolean
  /** Which reading we took. */
  note: Remark | null
}

/** The values themselves. Each name is also the name under which a person confirms it. */
export type Rules = {
  /** Requests for a supplement, in each of the two phases: before acceptance, and while it is carried (số lần yêu cầu bổ sung). */
  supplementsMax: RuleValue<number>
  /** How long the applicant has to bring what was asked (thời hạn bổ sung). */
  supplementTerm: RuleValue<number>
  /** On what grounds the clock may stand still at all (căn cứ tạm dừng). */
  pauseCauses: RuleValue<readonly PauseCause[]>
  /** Longest pauses by cause; then the dossier comes back by itself (tạm dừng tối đa). */
  financePauseMax: RuleValue<number>
  legalHoldMax: RuleValue<number>
  /** What comes in after this hour is forwarded at the start of the next working day (giờ chuyển hồ sơ). */
  forwardingCutOff: RuleValue<string>
  /** The paper file goes on within so long (chuyển hồ sơ giấy). */
  paperForwarding: RuleValue<number>
  /** Online dossiers of the last so many minutes of the day begin on the next working day (nhận trực tuyến cuối giờ). */
  lastMinutes: RuleValue<number>
  /** An apology is sent at the latest so long before the due day (xin lỗi trước hạn). */
  apologyLead: RuleValue<number>
  /** And its draft waits for the head from then on. */
  apologyDraftLead: RuleValue<number>
  /** How often a new day may be promised (hẹn lại). */
  reappointmentsMax: RuleValue<number>
  /** Staff of the one-stop unit have served in the field at least so long (thâm niên). */
  oneStopSeniority: RuleValue<number>
  /** And are assigned to it for so long at a time, at least and at most (thời gian luân phiên). */
  oneStopTermMin: RuleValue<number>
  oneStopTermMax: RuleValue<number>
}
export type RuleName = keyof Rules

/** The values under which a dossier is carried (bộ quy tắc một cửa), by the day of its receipt. */
export type RulePack = {
  id: 'nd-61-2018' | 'nd-107-2021' | 'nd-118-2025' | 'nd-367-2025'
  law: string
  /** Its first day. Null: not known; the pack is held open, and no dossier is received under it. */
  from: Day | null
  note: Remark | null
  rules: Rules
}

const open = { from: null, verified: false, note: null }

/** Said of what a later text gives and an older pack takes from it. */
const taken = (from: Remark): Remark => ({
  vi: `Chưa đọc quy định thời ấy; lấy theo ${from.vi}.`,
  en: `What was in force then has not been read; taken from ${from.en}.`,
})
const ours: Remark = { vi: 'Không thấy văn bản nào ghi; do hệ thống chọn.', en: 'No text that we have read says it; our own choice.' }

const oldest: Rules = {
  supplementsMax: {
    ...open,
    value: 1,
    unit: 'times',
    law: 'nd-61-2018 supplement',
    note: taken({ vi: 'Nghị định 118/2025, điều 11, cho cả hai giai đoạn', en: 'Decree 118/2025, article 11, in both phases' }),
  },
  supplementTerm: {
    ...open,
    value: 15,
    unit: 'working_day',
    law: null,
    note: taken({ vi: 'Nghị định 297/2025, điều 6', en: 'Decree 297/2025, article 6' }),
  },
  pauseCauses: {
    ...open,
    value: ['supplement', 'finance', 'legal-hold'],
    unit: 'cause',
    law: null,
    note: {
      vi: 'Danh mục đóng là cách làm của hệ thống; từng căn cứ lấy từ cách tính chỉ số 766 (bổ sung) và quy trình của các tỉnh (nghĩa vụ tài chính, yêu cầu của cơ quan có thẩm quyền).',
      en: 'That the list is closed is our own choice; its grounds come from the formula of index 766 (papers) and from provincial processes (payment, an authority’s request).',
    },
  },
  financePauseMax: { ...open, value: 60, unit: 'working_day', law: null, note: ours },
  legalHoldMax: { ...open, value: 60, unit: 'working_day', law: null, note: ours },
  forwardingCutOff: {
    ...open,
    value: '15:00',
    unit: 'clock',
    law: null,
    note: taken({ vi: 'quyết định của một tỉnh năm 2025', en: 'one province’s decision of 2025' }),
  },
  paperForwarding: {
    ...open,
    value: 1,
    unit: 'working_day',
    law: null,
    note: taken({ vi: 'quyết định của một tỉnh năm 2025', en: 'one province’s decision of 2025' }),
  },
  lastMinutes: {
    ...open,
    value: 0,
    unit: 'minute',
    law: null,
    note: { vi: 'Chưa đọc văn bản nào thời ấy có quy định này.', en: 'No text of that time that we have read has this rule.' },
  },
  apologyLead: {
    ...open,
    value: 1,
    unit: 'working_day',
    law: 'nd-61-2018 apology',
    note: {
      vi: 'Văn bản ghi “chậm nhất 01 ngày”; chúng tôi đọc là ngày làm việc.',
      en: 'The text says “at the latest 1 day”; we read a working day.',
    },
  },
  apologyDraftLead: { ...open, value: 2, unit: 'working_day', law: null, note: ours },
  reappointmentsMax: { ...open, value: 1, unit: 'times', law: 'nd-61-2018 apology' },
  oneStopSeniority: {
    ...open,
    value: 2,
    unit: 'year',
    law: null,
    note: taken({ vi: 'Nghị định 118/2025, điều 11', en: 'Decree 118/2025, article 11' }),
  },
  oneStopTermMin: {
    ...open,
    value: 12,
    unit: 'month',
    law: null,
    note: taken({ vi: 'Nghị định 118/2025, điều 11', en: 'Decree 118/2025, article 11' }),
  },
  oneStopTermMax: {
    ...open,
    value: 36,
    unit: 'month',
    law: null,
    note: taken({ vi: 'Nghị định 118/2025, điều 11', en: 'Decree 118/2025, article 11' }),
  },
}

const oneDecree: Remark = {
  vi: 'Nghị định 297/2025 chỉ nói về thủ tục liên thông kinh doanh karaoke; áp dụng cho mọi thủ tục là cách đọc của chúng tôi.',
  en: 'Decree 297/2025 is about the linked procedures of karaoke businesses only; applying it to every procedure is our reading.',
}

const since2025: Rules = {
  ...oldest,
  supplementsMax: {
    ...open,
    value: 1,
    unit: 'times',
    law: 'nd-118-2025 art-11',
    note: {
      vi: 'Một lần ở mỗi giai đoạn: trước khi tiếp nhận, và trong khi giải quyết. Thủ tục có thể có số khác, kèm căn cứ.',
      en: 'Once in each phase: before acceptance, and while it is carried. A procedure may have another number, with its basis.',
    },
  },
  supplementTerm: { ...open, value: 15, unit: 'working_day', law: 'nd-297-2025 art-6', note: oneDecree },
  forwardingCutOff: {
    ...open,
    value: '15:00',
    unit: 'clock',
    law: 'cb-1948-2025',
    note: {
      vi: 'Quyết định của một tỉnh, về hồ sơ nhận không phụ thuộc địa giới; tỉnh khác có thể khác.',
      en: 'One province’s decision, about dossiers received anywhere in it; others may differ.',
    },
  },
  paperForwarding: {
    ...open,
    value: 1,
    unit: 'working_day',
    law: 'cb-1948-2025',
    note: {
      vi: 'Quyết định của một tỉnh, về hồ sơ nhận không phụ thuộc địa giới; tính từ khi bước đến đơn vị chuyển là cách đọc của chúng tôi.',
      en: 'One province’s decision, about dossiers received anywhere in it; counting from when the step came to who forwards it is our reading.',
    },
  },
  lastMinutes: {
    value: 60,
    unit: 'minute',
    law: 'nd-297-2025 art-6',
    // The day of the decree; the day on which it takes effect has not been read.
    from: day('2025-11-17'),
    verified: false,
    note: oneDecree,
  },
  apologyLead: { ...oldest.apologyLead, law: 'nd-118-2025 apology' },
  reappointmentsMax: { ...open, value: 1, unit: 'times', law: 'nd-118-2025 apology' },
  oneStopSeniority: { ...open, value: 2, unit: 'year', law: 'nd-118-2025 art-11' },
  oneStopTermMin: { ...open, value: 12, unit: 'month', law: 'nd-118-2025 art-11' },
  oneStopTermMax: { ...open, value: 36, unit: 'month', law: 'nd-118-2025 art-11' },
}

/**
 * The packs, the oldest first; one without a first day is held open. Which set of forms a paper follows is no part of them: that goes by
 * the day on which the paper is issued (print/form-sets.ts).
 * @law nd-118-2025 art-11: staff ask for a supplement only once
 */
export const rulePacks: readonly RulePack[] = [
  { id: 'nd-61-2018', law: 'nd-61-2018', from: day('1970-01-01'), note: null, rules: oldest },
  {
    id: 'nd-107-2021',
    law: 'nd-107-2021',
    from: day('2021-12-06'),
    note: {
      vi: 'Chưa đọc Nghị định 107/2021; chưa biết giá trị nào dưới đây đã đổi. Ngày hiệu lực ghi theo trí nhớ.',
      en: 'Decree 107/2021 has not been read; no value below is known to have changed. Its first day is from memory.',
    },
    rules: oldest,
  },
  { id: 'nd-118-2025', law: 'nd-118-2025', from: day('2025-07-01'), note: null, rules: since2025 },
  {
    id: 'nd-367-2025',
    law: 'nd-367-2025',
    from: null,
    note: {
      vi: 'Nghị định 367/2025 sửa Nghị định 118/2025. Chưa đọc nội dung và ngày hiệu lực, nên chưa hồ sơ nào theo bộ này; giá trị dưới đây là của Nghị định 118/2025.',
      en: 'Decree 367/2025 amends Decree 118/2025. Neither its text nor its first day has been read, so no dossier is under this pack; the values below are those of Decree 118/2025.',
    },
    rules: since2025,
  },
]

/** The pack under which a dossier received on this day is carried to its end. */
export const packOn = (received: Day): RulePack =>
  rulePacks.findLast(({ from }) => from !== null && from <= received) ?? (rulePacks[0] as RulePack)

/** A pack by its id, as a dossier keeps it. Undefined for one that this version of the product does not know. */
export const packNamed = (id: string | null | undefined): RulePack | undefined => rulePacks.find((pack) => pack.id === id)

/** A dossier keeps the rules under which it was received; before that, and in rows from before there were packs, the day decides. */
export const packOf = (dossier: { pack?: string | null; receivedAt: Moment | null }, now: Moment): RulePack =>
  packNamed(dossier.pack) ?? packOn(dayInVietnam(dossier.receivedAt ?? now))

/** The last day of a pack: the one before the next begins. Null: in force, or held open. */
export function lastDayOf({ id }: RulePack): Day | null {
  const next = rulePacks[rulePacks.findIndex((pack) => pack.id === id) + 1]
  return next?.from == null ? null : ((next.from - 1) as Day)
}

/** A value where it holds on a day; null before its own first day. */
export const valueOn = <T>({ value, from }: RuleValue<T>, on: Day): T | null => (from === null || from <= on ? value : null)
