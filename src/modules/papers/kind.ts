import { withoutMarks } from '../../kernel/fold.ts'

/** How a paper is handed in, which does not make it another paper: "bản sao có chứng thực", "bản chính". Our own list, not law. */
const forms =
  /\b(ban sao( y)?|ban chinh|ban goc|ban photo(copy)?|ban chup|ban dien tu|ban scan|ban so hoa|co chung thuc|chung thuc|cong chung|kem ban chinh de doi chieu|de doi chieu)\b/g

/**
 * By what two components are the same kind of paper (loại giấy tờ): words without marks, without remarks in brackets, without how it is handed in.
 * "Bản sao Giấy chứng nhận quyền sử dụng đất (có chứng thực)" is "giay chung nhan quyen su dung dat". Equal words only: a neighbour's certificate
 * is another paper. Empty when nothing is left, and then it is the same as nothing.
 */
export function paperKind(component: string): string {
  const bare = withoutMarks(component.normalize('NFC')).replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
  const words = bare.match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .join(' ')
    .replace(forms, ' ')
    .replace(/^\s*\d{1,2}\s+/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Papers made anew for each matter: applications, declarations. Nothing of them is kept for another dossier. */
const madeAnew = /^(don|to khai|giay de nghi|van ban de nghi|cong van de nghi|phieu yeu cau|to trinh)\b/

/** Whether a paper of this name may serve another dossier at all (dùng lại được). Our own reading of names; the officer decides for each paper. */
export const isOfUseAgain = (component: string): boolean => {
  const kind = paperKind(component)
  return kind !== '' && !madeAnew.test(kind)
}
