import { day, type Moment, moment } from '../../kernel/moment.ts'
import { compileCalendar, defaultOfficeHours } from '../clock/model.ts'
import type { Actor } from '../org/model.ts'
import type { CertificateFacts, SignatureVerdict, SignerKind } from '../signing/model.ts'
import type { DocumentFile, Draft } from './outgoing.ts'

/** A moment of March 2026, by the office's clock: `at('02 10:00')`. */
export const at = (text: string): Moment => moment(`2026-03-${text.replace(' ', 'T')}:00+07:00`)

export const calendar = compileCalendar({
  timezone: 'Asia/Ho_Chi_Minh',
  sessions: defaultOfficeHours[0]?.sessions ?? {},
  holidays: [],
  working: [],
  from: '2026-01-01',
  until: '2026-12-31',
})

/** Units: 1 leadership, 2 land division, 3 office. */
export const land = 2
export const office = 3

const officer = (officerId: number, unitId: number, role: string, onBehalfOf: number | null = null): Actor => ({
  officerId,
  posts: [{ unitId, role, onBehalfOf }],
})
export const director = officer(1, 1, 'director')
export const deputy = officer(2, 1, 'deputy-director')
export const landHead = officer(3, land, 'unit-head')
export const specialist = officer(4, land, 'specialist')
export const clerk = officer(5, office, 'records-clerk')
export const stranger = officer(6, office, 'specialist')
/** Holds the director's post for an absent director. */
export const standIn: Actor = { officerId: 2, posts: [...deputy.posts, { unitId: 1, role: 'director', onBehalfOf: 1 }] }

export const file = (letter: string, name = 'du-thao.pdf'): DocumentFile => ({
  sha256: letter.repeat(64),
  name,
  sizeBytes: 1000,
  mediaType: 'application/pdf',
})

export const draft: Draft = {
  kind: 'letter',
  subject: 'Về việc báo cáo kết quả giải quyết hồ sơ quý I năm 2026',
  urgency: 'ordinary',
  unitId: land,
  signatory: { officerId: 1, capacity: 'own', title: 'GIÁM ĐỐC' },
  deadline: day('2026-03-20'),
  attachmentUrl: null,
  recipients: [
    { kind: 'unit', unitId: land },
    { kind: 'outside', name: 'Ủy ban nhân dân tỉnh (mẫu)', address: '' },
  ],
  answers: null,
  dossier: null,
  file: file('a'),
  appendices: [],
  content: null,
  places: {
    number: { page: 1, leftMm: 48, topMm: 39, widthMm: 13, heightMm: 5.5 },
    date: { page: 1, leftMm: 124, topMm: 39, widthMm: 58, heightMm: 5.5 },
    signature: { page: 1, leftMm: 119, topMm: 200, widthMm: 60, heightMm: 26 },
  },
  isFromOutside: false,
}

const certificate = (sha256: string, commonName: string): CertificateFacts => {
  const name = { commonName, organisation: null, unit: null, uid: null, hasPersonName: false, organisationIdentifier: null }
  return {
    sha256,
    subject: name,
    issuer: { ...name, commonName: 'CA (mẫu)' },
    serialNumber: '01',
    validFrom: at('01 00:00'),
    validUntil: at('31 00:00'),
  }
}

/** A valid signature as verification reports it; revision 2 is the signatory's, 3 the agency's. */
export const signature = (kind: SignerKind, change: Partial<SignatureVerdict> = {}): SignatureVerdict => {
  const signer = kind === 'person' ? certificate('1'.repeat(64), 'Giám đốc (mẫu)') : certificate('9'.repeat(64), 'Sở (mẫu)')
  return {
    field: kind === 'person' ? 'ChuKyLanhDao' : 'ChuKyCoQuan',
    isIntact: true,
    signer,
    kind,
    chain: { state: 'trusted', chain: [signer] },
    revocation: 'good',
    claimedAt: at('05 10:00'),
    timeStamp: { state: 'none' },
    revision: kind === 'person' ? 2 : 3,
    revisions: 3,
    changesAfter: kind === 'person' ? 'signed-later' : 'none',
    level: 'B-B',
    isValid: true,
    ...change,
  }
}

export const personCertificate = '1'.repeat(64)
export const agencyCertificate = '9'.repeat(64)
