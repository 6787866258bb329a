/**
 * What is written into a dossier and onto its papers in the office's stead. Records and papers are Vietnamese, whichever language the
 * officer reads; the history shows the English of what is ours to an English reader.
 */

/** Why a paper of the list is asked for when the officer says no more. */
export const missingWhy = 'Thành phần hồ sơ của thủ tục, chưa nộp'

/** A recorded reason as an English reader is told; what somebody typed stays as it is. */
export const whyInEnglish = (recorded: string): string =>
  recorded === missingWhy ? 'On the procedure’s list of papers, not handed in yet' : recorded

/** Why a result does not come in time, when the system drafts the apology and nobody has said more. */
export const unfinishedReason = (step: string): string =>
  `Bước “${step}” chưa xong; các bước còn lại theo quy trình không kịp kết thúc đúng hẹn.`

/** To whom or to which place a result went, where the office knows it by its role alone. */
export const receivers = {
  applicant: { vi: 'người nộp', en: 'the applicant' },
  agent: { vi: 'người được ủy quyền', en: 'the authorised person' },
  other: { vi: 'người nhận thay', en: 'in the applicant’s place' },
  email: { vi: 'thư điện tử đã đăng ký', en: 'the registered mail address' },
  portal: { vi: 'tài khoản trên Cổng dịch vụ công', en: 'the account at the public service portal' },
} as const

/** Said after a receiver whose identity papers were looked at. */
export const checkedPapers = { vi: 'đã đối chiếu giấy tờ', en: 'identity papers checked' } as const

/**
 * A recorded receiver as an English reader is told: "the applicant, identity papers checked", "Lê Văn A (con ruột), in the applicant’s
 * place". A name or a number stays as it is, though it begin with the same words.
 */
export function receiverInEnglish(recorded: string): string {
  const checked = `, ${checkedPapers.vi}`
  const isChecked = recorded.endsWith(checked)
  const who = isChecked ? recorded.slice(0, -checked.length) : recorded
  return isChecked ? `${whoInEnglish(who)}, ${checkedPapers.en}` : whoInEnglish(who)
}

function whoInEnglish(who: string): string {
  const { other, ...alone } = receivers
  const name = who.startsWith(`${other.vi} `) ? who.slice(other.vi.length).trim() : ''
  if (name) return `${name}, ${other.en}`
  const own = Object.values(alone).find(({ vi }) => who.startsWith(vi) && /^($|,| \()/.test(who.slice(vi.length)))
  return own ? own.en + who.slice(own.vi.length) : who
}
