/** Door 1 of the organisation (tổ chức): who is who in which unit on which day, and what each role may do. Pure. */
export type { CounterRules } from './counter-duty.ts'
export * from './find.ts'
export type {
  OrgRecord,
  OrgSnapshot,
} from './record.ts'
export { asOf, isOpen, serves } from './record.ts'
export * from './roles.ts'
