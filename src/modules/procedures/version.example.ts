import type { Moment } from '../../kernel/moment.ts'
import { assigned, permit } from './office.example.ts'
import type { Version } from './version.ts'

/** A version for the tests of the rules: a faultless draft, imported and assigned by two people. */
export const version = (more: Partial<Version> = {}): Version => ({
  versionNo: 1,
  state: 'draft',
  process: permit(),
  decision: 'QĐ 12/QĐ-UBND ngày 01/02/2026',
  faults: [],
  assignments: assigned,
  assignedBy: 6,
  assignedAt: 1 as Moment,
  effectiveFrom: null,
  effectiveTo: null,
  importedBy: 6,
  importedAt: 0 as Moment,
  publishedBy: null,
  publishedAt: null,
  ...more,
})
