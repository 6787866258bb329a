/** Door 1 of the organisation (tổ chức): who is who in which unit on which day, and what each role may do. Pure. */
export * from './find.ts'
export type {
  Acting,
  ActingId,
  Agency,
  AgencyName,
  Identifier,
  OfficeHours,
  Officer,
  OrgRecord,
  OrgSnapshot,
  Post,
  PostId,
  Unit,
  UnitName,
} from './record.ts'
export { asOf, isOpen, serves } from './record.ts'
export * from './roles.ts'
export { checkSetup, isReady, missingYear, type SetupFacts, type SetupItem } from './setup.ts'
