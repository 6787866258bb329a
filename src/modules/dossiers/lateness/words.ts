import { inBoth, type Say } from '../../../kernel/say.ts'
import { shareOf } from '../apologies/share.ts'
import type { HolderKind } from './ledger.ts'
import type { Cut, Figure, Tally } from './tally.ts'

/** Who had the time, in words. */
export const holderNames = inBoth(
  (say) =>
    ({
      step: say('đơn vị', 'the unit'),
      away: say('cơ quan khác', 'another agency'),
      applicant: say('chờ người nộp', 'waiting for the applicant'),
      uncounted: say('bước không tính ngày', 'a step that is not counted'),
      finance: say('chờ nghĩa vụ tài chính', 'waiting for payment'),
      'legal-hold': say('dừng theo yêu cầu của cơ quan có thẩm quyền', 'held on an authority’s request'),
      nobody: say('không rõ', 'unknown'),
    }) satisfies Record<HolderKind, string>,
)

/** What the figures are cut by. */
export const cutNames = inBoth(
  (say) =>
    ({
      unit: say('Theo đơn vị', 'By unit'),
      step: say('Theo bước', 'By step'),
      officer: say('Theo công chức', 'By officer'),
      procedure: say('Theo thủ tục', 'By procedure'),
    }) satisfies Record<Cut, string>,
)

/** Which dossiers stand behind a figure. */
export const figureNames = inBoth(
  (say) =>
    ({
      caused: say('Hồ sơ quá hạn, theo nguyên nhân chính', 'Late dossiers, by their main cause'),
      late: say('Hồ sơ quá hạn đã qua nơi này', 'Late dossiers that were here'),
      over: say('Hồ sơ quá hạn mà nơi này quá giờ bước của mình', 'Late dossiers in which they were over their own time'),
      apology: say('Hồ sơ quá hạn có thư xin lỗi', 'Late dossiers with an apology'),
      early: say('Hồ sơ trước hạn', 'Early dossiers'),
      'on-time': say('Hồ sơ đúng hạn', 'Dossiers on time'),
      ended: say('Hồ sơ có kết quả', 'Dossiers with a result'),
      broken: say('Hồ sơ rút, dừng, không có kết quả', 'Dossiers withdrawn or stopped, without a result'),
    }) satisfies Record<Figure, string>,
)

/** Heads of the columns, on the page and in the table that goes out. */
export const heads = inBoth((say) => ({
  who: say('Ai', 'Who'),
  ended: say('Đã kết thúc', 'Ended'),
  early: say('Trước hạn', 'Early'),
  onTime: say('Đúng hạn', 'On time'),
  late: say('Quá hạn', 'Late'),
  caused: say('Trễ do', 'Late because of them'),
  causedShare: say('Tỷ lệ trễ do', 'Share late because of them'),
  over: say('Quá giờ bước của mình', 'Over their own time'),
  overShare: say('Tỷ lệ quá giờ bước', 'Share over their own time'),
  daysLate: say('Ngày trễ', 'Days late'),
  withApology: say('Có thư xin lỗi', 'With an apology'),
  broken: say('Kết thúc không có kết quả', 'Ended without a result'),
  time: say('Giờ đã dùng, phần quá giờ bước', 'Time used, and beyond their own'),
}))

/** A share with what it is a share of: "21,31 % (13/61)". */
export const shareWithCounts = (part: number, whole: number, say: Say): string =>
  whole === 0 ? '–' : `${shareOf(part, whole, say.lang)} (${part}/${whole})`

/** Working days late, with one decimal. */
export const daysLate = (seconds: number, daySeconds: number, say: Say): string =>
  (seconds / daySeconds).toLocaleString(say('vi-VN', 'en-GB'), { maximumFractionDigits: 1 })

/** How the columns are meant (cách tính), for the foot of the page. */
export const readings = inBoth((say) => [
  say(
    'Mẫu số của mỗi tỷ lệ là số hồ sơ có kết quả, kết thúc trong kỳ, mà đơn vị, bước hay công chức ấy đã xử lý; hồ sơ rút, dừng không ở trong mẫu số.',
    'The denominator of each share is the dossiers with a result that ended in the period and that the unit, step or officer handled; withdrawn and stopped ones are left out.',
  ),
  say(
    '“Trễ do”: hồ sơ quá hạn mà đơn vị ấy là nguyên nhân chính, tức là vượt định mức các bước của mình nhiều nhất. Mỗi hồ sơ trễ chỉ có một nguyên nhân chính.',
    '“Late because of them”: late dossiers of which the unit is the main cause, the one most beyond the time of its own steps. Each late dossier has one main cause.',
  ),
  say(
    '“Quá giờ bước của mình”: hồ sơ quá hạn mà đơn vị ấy có vượt định mức bước của mình, dù nhiều hay ít; một hồ sơ có thể tính cho nhiều đơn vị.',
    '“Over their own time”: late dossiers in which the unit took longer than its own steps may, by much or little; a dossier may count for several units.',
  ),
  say(
    'Con số nào cũng mở ra các hồ sơ của nó. Hồ sơ “trùng sự cố hệ thống” gặp lúc hệ thống ngừng trước hạn; vẫn tính là quá hạn.',
    'Every figure opens its dossiers. One that “met a system outage” did so before it was due; it counts as late all the same.',
  ),
  say(
    'Phần đỏ của thanh là thời gian vượt định mức của chính bước ấy.',
    'The red part of a bar is the time beyond what that step may take.',
  ),
])

/** What no column of a tally says by itself. */
export const isEmpty = ({ ended, broken }: Pick<Tally, 'ended' | 'broken'>): boolean => ended === 0 && broken === 0

/** Heads of the tables that go out; of these only the Vietnamese ones do. */
export const outHeads = inBoth((say) => {
  const h = heads[say.lang]
  return {
    whole: say('Cộng, mỗi hồ sơ một lần', 'Total, each dossier once'),
    rows: [
      ...[h.who, say('Ở đâu', 'Where'), h.ended, h.early, h.onTime, h.late, h.caused, h.causedShare, h.over, h.overShare],
      ...[h.daysLate, h.withApology, h.broken],
    ],
    late: [
      ...[say('Mã hồ sơ', 'Code'), say('Thủ tục', 'Procedure'), say('Người nộp', 'Applicant')],
      ...[say('Hạn trả', 'Due'), say('Kết thúc', 'Ended'), say('Trễ', 'Late by')],
      ...[say('Nguyên nhân chính', 'Main cause'), say('Bước, công chức', 'Step, officer'), h.withApology],
      say('Trùng sự cố hệ thống', 'Met a system outage'),
    ],
    yes: say('có', 'yes'),
    no: say('không', 'no'),
  }
})
