/**
 * What is written into a dossier and onto its papers in the office's stead. Records and papers are Vietnamese, whichever language the
 * officer reads; the history shows the English of what is ours to an English reader.
 */

/** Why a paper of the list is asked for when the officer says no more. */
export const missingWhy = 'Thành phần hồ sơ của thủ tục, chưa nộp'

/** Why a result does not come in time, when the system drafts the apology and nobody has said more. */
export const unfinishedReason = (step: string): string =>
  `Bước “${step}” chưa xong; các bước còn lại theo quy trình không kịp kết thúc đúng hẹn.`

/** To whom or to which place a result went, where the office knows it by its role alone. */
export const receivers = {
  applicant: { vi: 'người nộp', en: 'the applicant' },
  agent: { vi: 'người được ủy quyền', en: 'the authorised person' },
  other: { vi: 'người nhận thay', en: 'in the applicant’s place, to' },
  email: { vi: 'thư điện tử đã đăng ký', en: 'the registered mail address' },
  portal: { vi: 'tài khoản trên Cổng dịch vụ công', en: 'the account at the public service portal' },
} as const

/** Said after a receiver whose identity papers were looked at. */
export const checkedPapers = { vi: 'đã đối chiếu giấy tờ', en: 'identity papers checked' } as const

/** A recorded receiver as an English reader is told; a name or a number stays as it is. */
export const receiverInEnglish = (recorded: string): string => {
  const own = Object.values(receivers).find(({ vi }) => recorded.startsWith(vi))
  const named = own ? own.en + recorded.slice(own.vi.length) : recorded
  return named.endsWith(checkedPapers.vi) ? named.slice(0, -checkedPapers.vi.length) + checkedPapers.en : named
}
