import type { Brand } from '../../kernel/brand.ts'
import { inBoth } from '../../kernel/say.ts'

export type AgencyId = Brand<number, 'AgencyId'>
export type UnitId = Brand<number, 'UnitId'>
export type OfficerId = Brand<number, 'OfficerId'>

/** Roles of an officer (vai trò), as domain of a provincial department knows them. */
export const roles = [
  'director',
  'deputy-director',
  'office-head',
  'unit-head',
  'specialist',
  'counter-officer',
  'records-clerk',
  'administrator',
  'auditor',
] as const
export type Role = (typeof roles)[number]

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** Roles as the office calls them. */
export const roleNames = inBoth(
  (say): Record<Role, string> => ({
    director: say('Giám đốc', 'Director'),
    'deputy-director': say('Phó Giám đốc', 'Deputy director'),
    'office-head': say('Chánh Văn phòng', 'Office head'),
    'unit-head': say('Trưởng đơn vị', 'Unit head'),
    specialist: say('Chuyên viên', 'Specialist'),
    'counter-officer': say('Công chức một cửa', 'Counter officer'),
    'records-clerk': say('Văn thư', 'Records clerk'),
    administrator: say('Quản trị hệ thống', 'Administrator'),
    auditor: say('Thanh tra hệ thống', 'Auditor'),
  }),
)

/** Kinds of units (loại đơn vị). */
export const unitKinds = ['leadership', 'office', 'division', 'sub-department', 'centre', 'branch', 'one-stop', 'inspectorate'] as const
export type UnitKind = (typeof unitKinds)[number]

export const unitKindNames = inBoth(
  (say): Record<UnitKind, string> => ({
    leadership: say('Lãnh đạo', 'Leadership'),
    office: say('Văn phòng', 'Office'),
    division: say('Phòng', 'Division'),
    'sub-department': say('Chi cục', 'Sub-department'),
    centre: say('Trung tâm', 'Centre'),
    branch: say('Chi nhánh', 'Branch'),
    'one-stop': say('Bộ phận Một cửa', 'One-stop unit'),
    inspectorate: say('Thanh tra', 'Inspectorate'),
  }),
)

/** What somebody may do (quyền). One word for one thing; routes and API scopes name them. */
export const permissions = [
  'dossier.read', // see dossiers of the agency
  'dossier.receive', // receive, refuse, ask to complete, return results at the counter
  'dossier.process', // carry the steps one holds
  'dossier.reassign', // move a step of one's unit to somebody else
  'document.read', // see documents in and out
  'document.draft', // draft, submit, remark, handle what came in
  'document.lead', // review, approve, sign, assign what came in
  'document.keep', // books, numbers, the agency's seal, registering what came in
  'pause.audit', // every pause of the agency, with the signs of misuse
  'dossier.migrate', // move running dossiers to another version of their process, on a numbered document
  'procedure.read',
  'procedure.edit', // import, map steps to roles
  'procedure.publish', // make a version binding; never one's own import
  'calendar.read',
  'calendar.manage', // load official days and office hours
  'org.read',
  'org.manage', // units, officers, posts, acting officers, hand-over of a leaver's work
  'accounts.manage', // accounts and tokens
  'journal.read',
] as const
export type Permission = (typeof permissions)[number]

const everyday: readonly Permission[] = ['dossier.read', 'document.read', 'document.draft', 'procedure.read', 'calendar.read', 'org.read']

/**
 * What each role may do. Whoever handles is not whoever approves: the administrator edits no
 * dossier but moves whole versions on a document, the auditor only reads
 * the journal, a specialist publishes nothing.
 */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  director: [
    ...everyday,
    'document.lead',
    'dossier.process',
    'dossier.reassign',
    'pause.audit',
    'dossier.migrate',
    'procedure.publish',
    'journal.read',
  ],
  'deputy-director': [...everyday, 'document.lead', 'dossier.process', 'dossier.reassign', 'pause.audit', 'procedure.publish'],
  'office-head': [
    ...everyday,
    'document.lead',
    'dossier.process',
    'dossier.reassign',
    'pause.audit',
    'dossier.migrate',
    'procedure.publish',
    'journal.read',
  ],
  'unit-head': [...everyday, 'document.lead', 'dossier.process', 'dossier.reassign', 'pause.audit'],
  specialist: [...everyday, 'dossier.process'],
  'counter-officer': [...everyday, 'dossier.process', 'dossier.receive'],
  'records-clerk': [...everyday, 'document.keep', 'dossier.process'],
  administrator: [
    'dossier.migrate',
    'procedure.read',
    'calendar.read',
    'org.read',
    'procedure.edit',
    'calendar.manage',
    'org.manage',
    'accounts.manage',
    'journal.read',
  ],
  auditor: ['journal.read', 'pause.audit', 'org.read', 'calendar.read', 'procedure.read'],
}

/** Who acts, as the rules see it: an officer and the posts held now, own ones and those held for an absent officer. */
export type Actor = { officerId: number; posts: readonly { unitId: number; role: string; onBehalfOf: number | null }[] }
