/** Door 1 of procedures (thủ tục, quy trình nội bộ): processes, their check, who carries a step. Pure: facts in, an answer out. */
export {
  type Assignment,
  type ConfirmedAssignments,
  isReceiptStep,
  isReturnStep,
  type KnownUnit,
  type MappedAgency,
  proposeAssignment,
  type StepPlace,
  type StepRole,
} from './mapping.ts'
export {
  type Checked,
  type Component,
  checkProcess,
  type Fault,
  type FeeLine,
  type InternalProcess,
  isNoteRow,
  type ProcessStep,
  type Stage,
  type Sum,
  stepGroups,
  type TimeSegment,
  type TimeUnit,
} from './process.ts'
export { onlineLevelWords, showFee, showTime } from './sentences.ts'
