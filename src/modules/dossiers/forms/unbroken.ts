/**
 * Words that Vietnamese official names write apart and read together: a line does not end inside one. A list of typography, not of places;
 * one that is missing costs a less handsome line and nothing else.
 */
const compounds = [
  'môi trường|nông nghiệp|nông thôn|tài nguyên|khoáng sản|đất đai|phát triển|xây dựng|giao thông|công thương|tài chính|kế hoạch|đầu tư',
  'giáo dục|đào tạo|khoa học|công nghệ|văn hóa|thể thao|du lịch|y tế|tư pháp|nội vụ|dân tộc|tôn giáo|lao động|xã hội|thanh tra',
  'ủy ban|nhân dân|hội đồng|văn phòng|trung tâm|chi cục|chi nhánh|bộ phận|tiếp nhận|kết quả|phục vụ|hành chính|đăng ký|quản lý|bảo vệ',
]
const compound = new RegExp(`(?<![\\p{L}\\p{N}])(${compounds.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
/** Two to four capitalised words: the name of a person or a place. */
const properName = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}{0,7}(?: \p{Lu}\p{Ll}{0,7}){1,3}(?![\p{L}\p{N}])/gu

/** What a line does not end with: the kind of a place before its name, and the word “và”. */
const leading = /(?<![\p{L}\p{N}])(?:và|(?:tỉnh|xã|phường|thôn|ấp|quận|huyện|số|ngõ)(?= [\p{Lu}\d])) /gu

/** A name or an address whose lines end between its words and not inside them (ngắt dòng). Nothing but blanks changes. */
export const unbroken = (text: string): string =>
  text
    .replace(leading, (found) => `${found.slice(0, -1)}\u00a0`)
    .replace(compound, (found) => found.replaceAll(' ', '\u00a0'))
    .replace(properName, (found) => found.replaceAll(' ', '\u00a0'))
