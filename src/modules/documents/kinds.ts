import { inBoth } from '../../kernel/say.ts'
import { kindLetters } from './kind-letters.ts'

/** Kind of an administrative document (loại văn bản). */
export type DocumentKind = keyof typeof kindLetters

export const documentKinds = Object.keys(kindLetters) as readonly DocumentKind[]

export const isDocumentKind = (text: string): text is DocumentKind => Object.hasOwn(kindLetters, text)

/** Kinds as the office calls them; printed ones stay Vietnamese. */
export const kindNames = inBoth(
  (say): Record<DocumentKind, string> => ({
    resolution: say('Nghị quyết', 'Resolution'),
    decision: say('Quyết định', 'Decision'),
    directive: say('Chỉ thị', 'Directive'),
    statute: say('Quy chế', 'Statute'),
    regulation: say('Quy định', 'Regulation'),
    communique: say('Thông cáo', 'Public statement'),
    notice: say('Thông báo', 'Notice'),
    guidance: say('Hướng dẫn', 'Guidance'),
    programme: say('Chương trình', 'Programme'),
    plan: say('Kế hoạch', 'Plan'),
    option: say('Phương án', 'Option'),
    scheme: say('Đề án', 'Scheme'),
    project: say('Dự án', 'Project'),
    report: say('Báo cáo', 'Report'),
    minutes: say('Biên bản', 'Minutes'),
    submission: say('Tờ trình', 'Submission'),
    contract: say('Hợp đồng', 'Contract'),
    letter: say('Công văn', 'Official letter'),
    telegram: say('Công điện', 'Telegram'),
    memorandum: say('Bản ghi nhớ', 'Memorandum'),
    agreement: say('Bản thỏa thuận', 'Agreement'),
    authorisation: say('Giấy ủy quyền', 'Authorisation'),
    invitation: say('Giấy mời', 'Invitation'),
    introduction: say('Giấy giới thiệu', 'Letter of introduction'),
    'leave-paper': say('Giấy nghỉ phép', 'Leave paper'),
    'sending-slip': say('Phiếu gửi', 'Sending slip'),
    'transfer-slip': say('Phiếu chuyển', 'Transfer slip'),
    'report-slip': say('Phiếu báo', 'Report slip'),
    'office-letter': say('Thư công', 'Letter of the office'),
  }),
)

/** How soon it must go (độ khẩn). */
export const urgencies = ['ordinary', 'urgent', 'very-urgent', 'express'] as const
export type Urgency = (typeof urgencies)[number]

export const urgencyNames = inBoth(
  (say): Record<Urgency, string> => ({
    ordinary: say('Thường', 'Ordinary'),
    urgent: say('Khẩn', 'Urgent'),
    'very-urgent': say('Thượng khẩn', 'Very urgent'),
    express: say('Hỏa tốc', 'Express'),
  }),
)

/**
 * In whose place the signatory signs (quyền hạn, thể thức ký): in one's own right, for a collective (TM.), for the head (KT.), as acting head (Q.),
 * by order (TL.), by authorisation (TUQ.).
 * @law nd-30-2020 13
 */
export const capacities = ['own', 'collective', 'deputy', 'acting', 'by-order', 'authorised'] as const
export type Capacity = (typeof capacities)[number]

/** What is printed before the title. */
export const capacityLetters = {
  own: '',
  collective: 'TM.',
  deputy: 'KT.',
  acting: 'Q.',
  'by-order': 'TL.',
  authorised: 'TUQ.',
} as const satisfies Record<Capacity, string>

export const capacityNames = inBoth(
  (say): Record<Capacity, string> => ({
    own: say('Người đứng đầu ký', 'In one’s own right'),
    collective: say('Thay mặt (TM.)', 'For the collective (TM.)'),
    deputy: say('Ký thay (KT.)', 'For the head (KT.)'),
    acting: say('Quyền (Q.)', 'Acting head (Q.)'),
    'by-order': say('Thừa lệnh (TL.)', 'By order (TL.)'),
    authorised: say('Thừa ủy quyền (TUQ.)', 'By authorisation (TUQ.)'),
  }),
)
