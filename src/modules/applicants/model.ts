import type { Lang } from '../../kernel/say.ts'

/** A person or organisation for whom a dossier is handled (người nộp, chủ hồ sơ). Personal data: shown only where a task needs it. */
export type Applicant = {
  kind: 'person' | 'organisation'
  name: string
  /** Số định danh cá nhân (12 digits) or tax or registration number. Null when not given. */
  identityNumber: string | null
  address: string
  phone: string
  email: string
  /** In which language they are told (ngôn ngữ nhận thông báo). Absent: not asked this time, and what was chosen before holds. */
  lang?: Lang | undefined
}

/** The last digits by which an applicant proves on the public look-up that the dossier is theirs: of the identity number, else of the phone. */
export function proofDigits({ identityNumber, phone }: Pick<Applicant, 'identityNumber' | 'phone'>): string | null {
  const digits = (identityNumber ?? phone).replace(/\D/g, '')
  return digits.length >= 4 ? digits.slice(-4) : null
}
