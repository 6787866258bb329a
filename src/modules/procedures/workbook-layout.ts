/** How a cell of a column is read. */
export type CellKind =
  | 'text'
  | 'code'
  | 'number'
  | 'flag'
  | 'time'
  | 'unit'
  | 'online-level'
  | 'number-or-text'
  | 'part-number'
  | 'part-text'

/** A column: its key in a process record, its heading, how it is read. */
export type Column = { key: string; heading: string; kind: CellKind; isNeeded?: true; width?: number }

/** A sheet: the list of the record that it fills; null is the record itself. */
export type SheetLayout = { name: string; list: 'stages' | 'steps' | 'components' | 'fee_table' | null; columns: readonly Column[] }

const processId: Column = { key: 'id', heading: 'Mã quy trình', kind: 'text', isNeeded: true, width: 16 }

/**
 * The workbook of processes (sổ quy trình): one row a process, and one row for each step, stage, paper and fee line, tied by "Mã quy trình".
 * A key `a.b` is field b of object a, as in the JSON file.
 */
export const sheets: readonly SheetLayout[] = [
  {
    name: 'Quy trình',
    list: null,
    columns: [
      processId,
      { key: 'code', heading: 'Mã thủ tục', kind: 'code', width: 12 },
      { key: 'name_vi', heading: 'Tên thủ tục', kind: 'text', isNeeded: true, width: 50 },
      { key: 'field', heading: 'Lĩnh vực', kind: 'text', width: 24 },
      { key: 'level', heading: 'Cấp', kind: 'text' },
      { key: 'province', heading: 'Tỉnh', kind: 'text' },
      { key: 'authority', heading: 'Cơ quan có thẩm quyền', kind: 'text', width: 24 },
      { key: 'legal_time', heading: 'Thời hạn', kind: 'time', isNeeded: true },
      { key: 'legal_time.unit', heading: 'Đơn vị thời hạn', kind: 'unit', width: 16 },
      { key: 'shortened_from', heading: 'Thời hạn trước khi rút ngắn', kind: 'time' },
      { key: 'shortened_from.unit', heading: 'Đơn vị trước khi rút ngắn', kind: 'unit', width: 16 },
      { key: 'shortened_decision', heading: 'Quyết định rút ngắn', kind: 'text', width: 24 },
      { key: 'legal_time_note', heading: 'Ghi chú thời hạn', kind: 'text', width: 24 },
      { key: 'legal_time_hard_area', heading: 'Thời hạn vùng khó khăn', kind: 'time' },
      { key: 'legal_time_hard_area.unit', heading: 'Đơn vị vùng khó khăn', kind: 'unit', width: 16 },
      { key: 'fee', heading: 'Phí, lệ phí', kind: 'number-or-text', width: 20 },
      { key: 'online_level', heading: 'Mức trực tuyến', kind: 'online-level', width: 14 },
      { key: 'bcci', heading: 'Qua bưu chính', kind: 'flag' },
      { key: 'not_boundary_dependent', heading: 'Không phụ thuộc địa giới', kind: 'flag' },
      { key: 'result_vi', heading: 'Kết quả', kind: 'text', width: 30 },
      { key: 'supplements.max', heading: 'Số lần bổ sung', kind: 'part-number', width: 14 },
      { key: 'supplements.basis', heading: 'Căn cứ số lần bổ sung', kind: 'part-text', width: 30 },
      { key: 'decision', heading: 'Quyết định', kind: 'text', width: 30 },
      { key: 'source_url', heading: 'Nguồn', kind: 'text', width: 20 },
    ],
  },
  {
    name: 'Bước',
    list: 'steps',
    columns: [
      processId,
      { key: 'stage', heading: 'Giai đoạn', kind: 'text', width: 14 },
      { key: 'no', heading: 'Bước', kind: 'text', isNeeded: true },
      { key: 'no_in_source', heading: 'Số in trong quyết định', kind: 'text' },
      { key: 'name_vi', heading: 'Nội dung', kind: 'text', width: 50 },
      { key: 'actor_vi', heading: 'Người thực hiện', kind: 'text', isNeeded: true, width: 36 },
      { key: 'duration', heading: 'Thời gian', kind: 'time', isNeeded: true },
      { key: 'duration.unit', heading: 'Đơn vị', kind: 'unit', width: 16 },
      { key: 'duration_hard_area', heading: 'Thời gian vùng khó khăn', kind: 'time' },
      { key: 'duration_hard_area.unit', heading: 'Đơn vị vùng khó khăn', kind: 'unit', width: 16 },
      { key: 'counts_time', heading: 'Tính thời gian', kind: 'flag', isNeeded: true },
      { key: 'after_step', heading: 'Ghi chú sau bước', kind: 'text' },
      { key: 'runs_with', heading: 'Song song với bước', kind: 'text' },
      { key: 'pause_clock', heading: 'Tạm dừng tính giờ', kind: 'flag' },
      { key: 'resume_clock', heading: 'Tiếp tục tính giờ', kind: 'flag' },
      { key: 'forms', heading: 'Biểu mẫu', kind: 'text', width: 20 },
      { key: 'notes', heading: 'Ghi chú', kind: 'text', width: 24 },
    ],
  },
  {
    name: 'Giai đoạn',
    list: 'stages',
    columns: [
      processId,
      { key: 'name_vi', heading: 'Tên giai đoạn', kind: 'text', isNeeded: true, width: 30 },
      { key: 'value', heading: 'Thời gian', kind: 'number' },
      { key: 'hard', heading: 'Thời gian vùng khó khăn', kind: 'number' },
    ],
  },
  {
    name: 'Thành phần',
    list: 'components',
    columns: [
      processId,
      { key: 'name_vi', heading: 'Tên giấy tờ', kind: 'text', isNeeded: true, width: 60 },
      { key: 'original', heading: 'Bản chính', kind: 'number' },
      { key: 'copy', heading: 'Bản sao', kind: 'number' },
      { key: 'form_code', heading: 'Mẫu số', kind: 'text' },
      { key: 'conditional', heading: 'Có điều kiện', kind: 'flag' },
      { key: 'case', heading: 'Trường hợp', kind: 'text', width: 36 },
    ],
  },
  {
    name: 'Phí',
    list: 'fee_table',
    columns: [
      processId,
      { key: 'group', heading: 'Nhóm', kind: 'text', isNeeded: true, width: 24 },
      { key: 'item', heading: 'Khoản', kind: 'text', isNeeded: true, width: 30 },
      { key: 'payer', heading: 'Người nộp', kind: 'text', width: 20 },
      { key: 'channel', heading: 'Hình thức nộp', kind: 'text', isNeeded: true, width: 24 },
      { key: 'amount', heading: 'Mức thu', kind: 'text', isNeeded: true, width: 20 },
    ],
  },
]
