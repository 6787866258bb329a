import { type Day, dayText } from '../../../kernel/moment.ts'
import type { PublishRefused } from './decide.ts'

const showDay = (value: Day): string => dayText(value).split('-').reverse().join('/')

/** What the officer reads when a version is not published. A new refusal without a sentence does not compile. */
export function explainPublish(refusal: PublishRefused): string {
  switch (refusal.kind) {
    case 'no-such-version':
      return 'Không có phiên bản này.'
    case 'already-published':
      return 'Phiên bản này đã công bố.'
    case 'withdrawn':
      return 'Phiên bản này đã bãi bỏ.'
    case 'superseded':
      return `Đã có bản mới hơn (bản ${refusal.newest}). Chỉ bản mới nhất được công bố.`
    case 'has-faults':
      return `Quy trình còn ${refusal.faults} lỗi. Sửa tệp rồi nhập lại trước khi công bố.`
    case 'not-confirmed':
      return 'Các bước chưa được phân công và xác nhận.'
    case 'assignments-outdated':
      return `Vào ngày áp dụng có ${refusal.gaps.length} bước thuộc đơn vị không còn hoạt động. Mời phân công lại.`
    case 'same-person':
      return refusal.did === 'imported'
        ? 'Anh/chị đã nhập quy trình này; người khác phải công bố.'
        : 'Anh/chị đã phân công các bước của quy trình này; người khác phải công bố.'
    case 'no-decision-number':
      return 'Ghi số và ngày của quyết định phê duyệt quy trình.'
    case 'effective-in-the-past':
      return `Ngày áp dụng phải từ hôm nay (${showDay(refusal.today)}) trở đi.`
    case 'begins-before-current':
      return `Đã có phiên bản áp dụng từ ${showDay(refusal.from)}. Chọn ngày sau đó.`
  }
}
