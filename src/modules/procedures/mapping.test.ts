import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import type { UnitId, UnitKind } from '../org/model.ts'
import { isReceiptStep, isReturnStep, type KnownUnit, type MappedAgency, proposeAssignment, type StepRole } from './mapping.ts'

const unit = (id: number, name: string, kind: UnitKind): KnownUnit => ({ id: id as UnitId, name, kind })

const department: MappedAgency = {
  names: ['Sở Nông nghiệp và Môi trường', 'Sở Tài nguyên và Môi trường'],
  units: [
    unit(1, 'Lãnh đạo Sở', 'leadership'),
    unit(2, 'Văn phòng Sở', 'office'),
    unit(3, 'Bộ phận Tiếp nhận và Trả kết quả', 'one-stop'),
    unit(4, 'Phòng Quản lý đất đai', 'division'),
    unit(5, 'Phòng Quản lý môi trường', 'division'),
    unit(6, 'Văn phòng Đăng ký đất đai', 'centre'),
    unit(7, 'Chi nhánh Văn phòng Đăng ký đất đai Sông Lam', 'branch'),
    unit(8, 'Chi nhánh Văn phòng Đăng ký đất đai Núi Hồng', 'branch'),
    unit(9, 'Chi cục Thủy lợi', 'sub-department'),
    unit(10, 'Phòng Bảo trợ xã hội và Trẻ em', 'division'),
  ],
}
const commune: MappedAgency = {
  names: ['Ủy ban nhân dân xã Sông Lam'],
  units: [
    unit(21, 'Lãnh đạo UBND xã', 'leadership'),
    unit(22, 'Văn phòng HĐND và UBND', 'office'),
    unit(23, 'Trung tâm Phục vụ hành chính công xã', 'one-stop'),
    unit(24, 'Phòng Văn hóa - Xã hội', 'division'),
    unit(25, 'Phòng Kinh tế', 'division'),
  ],
}

/** The place in short: a unit's number, several joined by "or", "prof" for the professional unit, "-" for nowhere. */
function place(actor: string | null, name: string | null, agency: MappedAgency): string {
  const found = proposeAssignment({ actor, name }, agency).place
  switch (found.kind) {
    case 'unit':
      return String(found.unit)
    case 'one-of':
      return found.units.join(' or ')
    case 'professional-unit':
      return 'prof'
    case 'nowhere':
      return '-'
  }
}

type Row = readonly [actor: string, role: StepRole, place: string, stepName?: string]

const inTheDepartment: readonly Row[] = [
  ['Bộ phận Một cửa', 'counter-officer', '3'],
  ['Bộ phận tiếp nhận và trả kết quả', 'counter-officer', '3'],
  ['Bộ phận TN&TKQ', 'counter-officer', '3'],
  ['BPMC', 'counter-officer', '3'],
  ['Công chức một cửa', 'counter-officer', '3'],
  ['Công chức TN&TKQ', 'counter-officer', '3'],
  ['CCMC của Sở tại TTPVHCC', 'counter-officer', '3'],
  ['TTPVHCC', 'counter-officer', '3'],
  ['Trung tâm Phục vụ hành chính công tỉnh', 'counter-officer', '3'],
  ['Trung tâm Phục vụ hành chính công tỉnh; Điểm tiếp nhận xã, phường', 'counter-officer', '3'],
  ['Chuyên viên của Sở làm nhiệm vụ tại Trung tâm Phục vụ hành chính công', 'counter-officer', '3'],
  ['Công chức, viên chức tại Trung tâm Phục vụ Hành chính công', 'counter-officer', '3'],
  ['Chuyên viên Sở trực tại TTPVHCC tỉnh', 'counter-officer', '3'],
  ['Cán bộ TN&TKQ; người nộp hồ sơ', 'counter-officer', '3'],
  ['Tổ chức/cá nhân, Cán bộ TN&TKQ', 'counter-officer', '3'],
  ['Bộ phận trả kết quả của Sở', 'counter-officer', '3'],
  ['Nhân viên Bưu điện', 'counter-officer', '3'],
  ['Lãnh đạo Phòng', 'unit-head', 'prof'],
  ['Lãnh đạo phòng chuyên môn', 'unit-head', 'prof'],
  ['Trưởng phòng', 'unit-head', 'prof'],
  ['Lãnh đạo Phòng Quản lý môi trường', 'unit-head', '5'],
  ['Lãnh đạo phòng quản lý môi trường', 'unit-head', '5'],
  ['Trưởng Phòng Quản lý đất đai', 'unit-head', '4'],
  ['Lãnh đạo Phòng Quản lý đất đai – Sở Nông nghiệp và Môi trường', 'unit-head', '4'],
  ['Lãnh đạo Phòng Quản lý đất đai- Sở Tài nguyên và Môi trường', 'unit-head', '4'],
  ['Lãnh đạo Phòng QLĐĐ', 'unit-head', '4'],
  ['Lãnh đạo Phòng BTXH và Trẻ em', 'unit-head', '10'],
  ['Lãnh đạo Chi cục Thủy lợi', 'unit-head', '9'],
  ['Chi cục trưởng Chi cục Thủy lợi', 'unit-head', '9'],
  ['Lãnh đạo Văn phòng Đăng ký đất đai', 'unit-head', '6'],
  ['Lãnh đạo Văn phòng Đăng ký Đất đai tỉnh', 'unit-head', '6'],
  ['Giám đốc Chi nhánh VPĐKĐĐ Núi Hồng', 'unit-head', '8'],
  ['Lãnh đạo Chi nhánh', 'unit-head', '7 or 8'],
  ['Lãnh đạo Chi nhánh Văn phòng ĐKĐĐ', 'unit-head', '7 or 8'],
  ['Chuyên viên', 'specialist', 'prof'],
  ['Chuyên viên được phân công', 'specialist', 'prof'],
  ['Chuyên viên thụ lý, xử lý hồ sơ', 'specialist', 'prof'],
  ['Công chức xử lý hồ sơ', 'specialist', 'prof'],
  ['Chuyên viên Phòng Quản lý môi trường', 'specialist', '5'],
  ['Chuyên viên Phòng BTXH và Trẻ em', 'specialist', '10'],
  ['Chuyên viên, lãnh đạo Chi cục Thủy lợi; lãnh đạo Sở', 'specialist', '9'],
  ['Chuyên viên được giao xử lý hồ sơ; Lãnh đạo phòng; Lãnh đạo Sở; Văn thư', 'specialist', 'prof'],
  ['Hội đồng thẩm định', 'specialist', 'prof'],
  ['Phòng Quản lý đất đai', 'specialist', '4', 'Thẩm định hồ sơ'],
  ['Phòng Quản lý đất đai', 'unit-head', '4', 'Phân công thụ lý'],
  ['Phòng Quản lý đất đai - Sở Nông nghiệp và Môi trường', 'specialist', '4', 'Thẩm định hồ sơ'],
  ['Văn phòng Đăng ký đất đai tỉnh', 'specialist', '6', 'Thẩm định hồ sơ'],
  ['VPĐKĐĐ', 'unit-head', '6', 'Xét duyệt'],
  ['Chi nhánh VPĐKĐĐ', 'specialist', '7 or 8', 'Xử lý'],
  ['Chi nhánh Văn phòng đăng ký đất đai', 'specialist', '7 or 8', 'Xử lý'],
  ['Chi nhánh Văn phòng đăng ký đất đai Sông Lam', 'specialist', '7', 'Xử lý'],
  ['VPĐKĐĐ/Chi nhánh; UBND cấp xã', 'specialist', '6', 'Kiểm tra hồ sơ'],
  ['Văn thư', 'records-clerk', '2'],
  ['Văn thư Sở', 'records-clerk', '2'],
  ['Bộ phận Văn thư Sở Nông nghiệp và Môi trường', 'records-clerk', '2'],
  ['Văn thư Chi cục Thủy lợi', 'records-clerk', '9'],
  ['Lãnh đạo Sở', 'leader', '1'],
  ['Lãnh Đạo Sở Nông nghiệp và môi trường', 'leader', '1'],
  ['Lãnh đạo Sở được phân công', 'leader', '1'],
  ['Giám đốc Sở', 'leader', '1'],
  ['Phó Giám đốc Sở', 'leader', '1'],
  ['Lãnh đạo cơ quan', 'leader', '1'],
  ['Chánh Văn phòng Sở', 'office-head', '2'],
  ['Lãnh đạo Văn phòng Sở', 'office-head', '2'],
  ['UBND tỉnh', 'outside', '-'],
  ['Chủ tịch Uỷ ban nhân dân tỉnh', 'outside', '-'],
  ['Văn phòng UBND tỉnh', 'outside', '-'],
  ['Văn thư Văn phòng UBND tỉnh', 'outside', '-'],
  ['Chuyên viên Phòng Kinh tế, Văn phòng UBND tỉnh', 'outside', '-'],
  ['Lãnh đạo UBND cấp xã', 'outside', '-'],
  ['Địa chính cấp xã', 'outside', '-'],
  ['Lãnh đạo Sở Y tế', 'outside', '-'],
  ['Các Sở, ban, ngành được xin ý kiến', 'outside', '-'],
  ['Cơ quan thuế', 'outside', '-'],
  ['Cơ quan thuế; người sử dụng đất', 'outside', '-'],
  ['Chỉ huy Công an cấp xã', 'outside', '-'],
  ['Người nộp hồ sơ', 'outside', '-'],
  ['Người dân (hồ sơ treo tại Bộ phận Một cửa)', 'outside', '-'],
  ['Tổ chức đề nghị', 'outside', '-'],
]

const inTheCommune: readonly Row[] = [
  ['Trung tâm Phục vụ hành chính công xã, phường, đặc khu', 'counter-officer', '23'],
  ['Lãnh đạo UBND cấp xã', 'leader', '21'],
  ['Chủ tịch UBND cấp xã', 'leader', '21'],
  ['Lãnh đạo Ủy ban nhân dân xã, phường', 'leader', '21'],
  ['Văn thư UBND xã', 'records-clerk', '22'],
  ['Lãnh đạo phòng Văn hóa - Xã hội', 'unit-head', '24'],
  ['Trưởng phòng Văn hóa Xã hội', 'unit-head', '24'],
  ['Chuyên viên phòng Văn hóa - Xã hội', 'specialist', '24'],
  ['Chủ tịch UBND tỉnh', 'outside', '-'],
  ['Lãnh đạo Sở Nội vụ', 'outside', '-'],
]

describe('Mapping of steps to roles and units (gán bước cho vai trò, đơn vị)', () => {
  for (const [actor, role, where, name] of inTheDepartment)
    it(`in a department: ${actor}${name ? `, ${name}` : ''}`, () => {
      equal(proposeAssignment({ actor, name: name ?? null }, department).role, role)
      equal(place(actor, name ?? null, department), where)
    })
  for (const [actor, role, where] of inTheCommune)
    it(`in a commune: ${actor}`, () => {
      equal(proposeAssignment({ actor, name: null }, commune).role, role)
      equal(place(actor, null, commune), where)
    })

  it('reads NFD as NFC', () => {
    const actor = 'Lãnh đạo Phòng Quản lý môi trường'
    const said = (text: string) => {
      const found = proposeAssignment({ actor: text, name: null }, department)
      return { ...found, because: found.because(inVietnamese) }
    }
    deepEqual(said(actor.normalize('NFD')), said(actor))
  })
  it('says why in words', () =>
    match(
      proposeAssignment({ actor: 'Lãnh đạo Phòng Quản lý môi trường', name: null }, department).because(inVietnamese),
      /Lãnh đạo đơn vị; Phòng Quản lý môi trường/,
    ))
  it('says why in English to those who read English', () =>
    deepEqual(
      ['Văn thư', 'Lãnh đạo Chi nhánh', 'Chuyên viên; Văn thư', 'Lãnh đạo Sở Y tế', 'Cơ quan thuế', 'xyz', null].map((actor) =>
        proposeAssignment({ actor, name: null }, department).because(inEnglish),
      ),
      [
        'Records clerk; Văn phòng Sở',
        'Head of the unit; one of: Chi nhánh Văn phòng Đăng ký đất đai Sông Lam, Chi nhánh Văn phòng Đăng ký đất đai Núi Hồng',
        'Specialist who handles the dossier, the first one named; the unit that answers for the procedure',
        'Leader of the agency, belonging to another department, not to this agency',
        'Supporting agency',
        '“xyz” not recognised, guessed from the name of the step',
        'The table names nobody, guessed from the name of the step',
      ],
    ))
  it('is sure of a named head, less sure of a bare unit, guesses where nobody is named', () => {
    const confidence = (actor: string | null) => proposeAssignment({ actor, name: 'Thẩm định hồ sơ' }, department).confidence
    deepEqual(['Lãnh đạo Phòng Quản lý đất đai', 'Phòng Quản lý đất đai', null].map(confidence), ['sure', 'likely', 'guess'])
  })
  it('guesses by the name of the step where nobody is named', () =>
    deepEqual(
      ['Tiếp nhận hồ sơ', 'Phân công thụ lý', 'Thẩm định', 'Đóng dấu, phát hành', 'Ký duyệt', 'Trả kết quả'].map(
        (name) => proposeAssignment({ actor: null, name }, department).role,
      ),
      ['counter-officer', 'unit-head', 'specialist', 'records-clerk', 'leader', 'counter-officer'],
    ))
  it('sends a step nowhere in particular when the agency has no such unit', () =>
    equal(place('Bộ phận Một cửa', null, { names: department.names, units: [] }), '-'))
})

describe('Receipt and return (tiếp nhận, trả kết quả)', () => {
  const at = (actor: string | null, name: string) => ({ actor, name })
  it('a receipt is taken at the one-stop unit', () => {
    equal(isReceiptStep(at('Bộ phận Một cửa', 'Tiếp nhận và kiểm tra hồ sơ')), true)
    equal(isReceiptStep(at('TTPVHCC', 'Kiểm tra tính đầy đủ của hồ sơ, lập phiếu tiếp nhận và hẹn trả kết quả')), true)
    equal(isReceiptStep(at('Chuyên viên', 'Tiếp nhận hồ sơ, thẩm định hồ sơ')), false)
    equal(isReceiptStep(at('Bộ phận Một cửa', 'Bàn giao hồ sơ')), false)
    equal(isReceiptStep(at('Người dân', 'Nộp hồ sơ trực tuyến')), false)
  })
  it('a result is returned by the one-stop unit', () => {
    equal(isReturnStep(at('Bộ phận Một cửa', 'Trả kết quả')), true)
    equal(isReturnStep(at('Công chức TN&TKQ', 'Nhận kết quả từ Văn thư, trả cho tổ chức, cá nhân')), true)
    equal(isReturnStep(at(null, 'Trả kết quả')), true)
    equal(isReturnStep(at('Chi nhánh VPĐKĐĐ', 'Chuyển trả kết quả')), false)
    equal(isReturnStep(at('Văn thư', 'Chuyển kết quả cho Bộ phận Một cửa')), false)
    equal(isReturnStep(at('Bộ phận Một cửa', 'Lập phiếu tiếp nhận và hẹn trả kết quả')), false)
  })
})
