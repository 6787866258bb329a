import type { Moment } from '../../../kernel/moment.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import type { AuditedPause, PauseSort, PauseState } from './choice.ts'
import type { Sign } from './signs.ts'

export const stateNames = inBoth(
  (say) =>
    ({
      lasting: say('Đang tạm dừng', 'Lasting'),
      ended: say('Đã kết thúc', 'Ended'),
      annulled: say('Đã hủy', 'Annulled'),
    }) satisfies Record<PauseState, string>,
)

export const sortNames = inBoth(
  (say) =>
    ({
      signs: say('Nhiều dấu hiệu trước', 'Most signs first'),
      near: say('Sát hạn trước', 'Closest to the due time first'),
      longest: say('Dài nhất trước', 'Longest first'),
      newest: say('Mới nhất trước', 'Newest first'),
    }) satisfies Record<PauseSort, string>,
)

/** Why a pause is listed as suspicious (vì sao cần kiểm tra), with what it was that made it so. */
export function signWords(
  sign: Sign,
  pause: Pick<AuditedPause, 'no' | 'documentNumber' | 'leftSeconds' | 'seconds' | 'to' | 'recordedAt' | 'annulledReason'>,
  show: { duration(seconds: number): string; moment(at: Moment): string },
  say: Say,
): string {
  switch (sign) {
    case 'near-due': {
      const left = show.duration(pause.leftSeconds ?? 0)
      return say(`bắt đầu khi chỉ còn ${left} đến hạn trả`, `began with only ${left} left before the due time`)
    }
    case 'no-number':
      return say(`văn bản ghi “${pause.documentNumber}”, không có số`, `its document, “${pause.documentNumber}”, has no number`)
    case 'no-notice':
      return say(
        'không có thông báo nào được gửi cho người nộp, dù phải nộp giấy tờ hoặc tiền',
        'no notice was sent to the applicant, who has to bring papers or pay',
      )
    case 'several':
      return say(`là lần tạm dừng thứ ${pause.no} của hồ sơ`, `pause no. ${pause.no} of the dossier`)
    case 'long':
      return pause.seconds === null
        ? say('đang dừng quá nửa thời hạn dài nhất của căn cứ', 'lasts for more than half of what its cause may take at most')
        : say(
            `dừng ${show.duration(pause.seconds)}, quá nửa thời hạn dài nhất của căn cứ`,
            `took ${show.duration(pause.seconds)}, more than half of what its cause may take at most`,
          )
    case 'term-over':
      return say('hết thời hạn dài nhất mà không có gì đến', 'its longest length was over, and nothing had arrived')
    case 'recorded-late': {
      const [came, written] = [
        pause.to === null ? '' : show.moment(pause.to),
        pause.recordedAt === null ? '' : show.moment(pause.recordedAt),
      ]
      return say(`đến từ ${came}, đến ${written} mới ghi nhận`, `arrived at ${came}, recorded only at ${written}`)
    }
    case 'annulled':
      return say(`đã bị hủy: ${pause.annulledReason ?? ''}`, `annulled: ${pause.annulledReason ?? ''}`)
  }
}

/** How signs are meant (cách xét), for the foot of the page. */
export const readings = inBoth((say) => [
  say(
    'Dấu hiệu không phải là kết luận: nó chỉ ra lần tạm dừng cần xem trước. Danh mục dấu hiệu và các ngưỡng do hệ thống đặt, không có văn bản nào quy định.',
    'A sign is no finding: it says which pause to look at first. The signs and their bounds are our own; no text prescribes them.',
  ),
  say(
    'Sát hạn: lúc bắt đầu còn dưới 1 ngày làm việc đến hạn trả. Dài: quá nửa thời hạn dài nhất của căn cứ. Ghi muộn: giấy tờ đến hơn 1 ngày làm việc mới được ghi nhận. Hết thời hạn: tự kết thúc vì không có gì đến.',
    'Close: less than 1 working day before the due time when it began. Long: more than half of what its cause may take at most. Recorded late: more than 1 working day after it arrived. Term over: it ended by itself, for nothing arrived.',
  ),
  say(
    'Kỳ tính theo lúc bắt đầu tạm dừng. Thời gian tạm dừng tính bằng giờ làm việc, không kể lần đã hủy; lần đang dừng tính đến lúc này.',
    'The period goes by when pauses began. Time paused is working time, without annulled pauses; those that last are counted up to now.',
  ),
  say(
    'Tỷ lệ hồ sơ có tạm dừng: trong các hồ sơ kết thúc trong kỳ mà đơn vị đã xử lý (mẫu số như ở trang Hồ sơ trễ), bao nhiêu hồ sơ có lần tạm dừng tại đơn vị ấy, không kể lần đã hủy.',
    'Share of dossiers with a pause: of the dossiers that ended in the period and that the unit handled (the denominator of the page of late dossiers), those with a pause in that unit, annulled ones left out.',
  ),
])

/** Heads of the table that goes out. */
export const outHeads = inBoth((say) => [
  ...[say('Mã hồ sơ', 'Code'), say('Lần', 'No.'), say('Thủ tục', 'Procedure'), say('Người nộp', 'Applicant'), say('Đơn vị', 'Unit')],
  ...[say('Căn cứ', 'Cause'), say('Văn bản', 'Document'), say('Ngày văn bản', 'Of'), say('Lý do', 'Reason')],
  ...[
    say('Người đề nghị', 'Proposed by'),
    say('Người duyệt', 'Approved by'),
    say('Bắt đầu', 'Began'),
    say('Lâu nhất đến', 'Until at most'),
  ],
  ...[say('Kết thúc', 'Ended'), say('Tình trạng', 'State'), say('Thời gian dừng (giờ làm việc)', 'Length (working hours)')],
  ...[say('Hạn trả lúc bắt đầu', 'Due when it began'), say('Còn đến hạn lúc bắt đầu (giờ làm việc)', 'Left when it began (working hours)')],
  ...[say('Số dấu hiệu', 'Signs'), say('Dấu hiệu cần kiểm tra', 'What they are')],
])
