import { type Day, day } from '../../../kernel/moment.ts'

/**
 * A value that the law, or a practice where the law is silent, gives (giá trị pháp lý). `verified` says that somebody has compared it with
 * the text; an agency's own confirmation is kept beside it.
 */
export type RuleValue<T> = {
  value: T
  unit: 'times' | 'working_day' | 'working_hour' | 'minute' | 'clock' | 'year' | 'form_set'
  law: string
  verified: boolean
}

/** The values under which a dossier is carried (bộ quy tắc một cửa), by the day of its receipt. */
export type RulePack = {
  id: 'nd-61-2018' | 'nd-107-2021' | 'nd-118-2025'
  from: Day
  rules: {
    /** Requests for a supplement, in each of the two phases: before acceptance, and while it is carried (số lần yêu cầu bổ sung). */
    supplementsMax: RuleValue<number>
    /** How long the applicant has to bring what was asked (thời hạn bổ sung). */
    supplementTerm: RuleValue<number>
    /** Longest pauses by cause; then the dossier comes back by itself (tạm dừng tối đa). */
    financePauseMax: RuleValue<number>
    legalHoldMax: RuleValue<number>
    /** What comes in after this hour is forwarded at the start of the next working day (giờ chuyển hồ sơ). */
    forwardingCutOff: RuleValue<string>
    /** Online dossiers of the last so many minutes of the day begin on the next working day. */
    lastMinutes: RuleValue<number>
    /** An apology is sent at the latest so long before the due day (xin lỗi trước hạn). */
    apologyLead: RuleValue<number>
    /** And its draft waits for the head from then on. */
    apologyDraftLead: RuleValue<number>
    /** How often a new day may be promised (hẹn lại). */
    reappointmentsMax: RuleValue<number>
    /** Staff of the one-stop unit have served in the field at least so long (thâm niên). */
    oneStopSeniority: RuleValue<number>
    formSet: RuleValue<'2018' | '2025'>
  }
}

const ours = 'reading'

const first: RulePack['rules'] = {
  supplementsMax: { value: 1, unit: 'times', law: 'nd-61-2018 supplement', verified: false },
  supplementTerm: { value: 15, unit: 'working_day', law: 'nd-297-2025 art-6', verified: false },
  financePauseMax: { value: 60, unit: 'working_day', law: ours, verified: false },
  legalHoldMax: { value: 60, unit: 'working_day', law: ours, verified: false },
  forwardingCutOff: { value: '15:00', unit: 'clock', law: 'cb-1948-2025', verified: false },
  lastMinutes: { value: 60, unit: 'minute', law: 'nd-297-2025 art-6', verified: false },
  apologyLead: { value: 1, unit: 'working_day', law: 'nd-61-2018 apology', verified: false },
  apologyDraftLead: { value: 2, unit: 'working_day', law: ours, verified: false },
  reappointmentsMax: { value: 1, unit: 'times', law: 'nd-61-2018 apology', verified: false },
  oneStopSeniority: { value: 2, unit: 'year', law: 'nd-118-2025 art-11', verified: false },
  formSet: { value: '2018', unit: 'form_set', law: 'tt-01-2018-vpcp', verified: false },
}

/**
 * The packs, the oldest first. NĐ 107/2021 changed nothing of these values that we know of; NĐ 367/2025 amends NĐ 118/2025 and has not been
 * read, so its pack is that of NĐ 118/2025, held open. Forms changed with TT 03/2025 on a day of their own.
 * @law nd-118-2025 art-11: staff ask for a supplement only once
 */
export const rulePacks: readonly RulePack[] = [
  { id: 'nd-61-2018', from: day('1970-01-01'), rules: first },
  { id: 'nd-107-2021', from: day('2021-12-06'), rules: first },
  {
    id: 'nd-118-2025',
    from: day('2025-07-01'),
    rules: {
      ...first,
      supplementsMax: { value: 1, unit: 'times', law: 'nd-118-2025 art-11', verified: false },
      apologyLead: { value: 1, unit: 'working_day', law: 'nd-118-2025 apology', verified: false },
      reappointmentsMax: { value: 1, unit: 'times', law: 'nd-118-2025 apology', verified: false },
      formSet: { value: '2025', unit: 'form_set', law: 'tt-03-2025-vpcp', verified: false },
    },
  },
]

/** The pack under which a dossier received on this day is carried to its end. */
export const packOn = (received: Day): RulePack => rulePacks.findLast(({ from }) => from <= received) ?? (rulePacks[0] as RulePack)
