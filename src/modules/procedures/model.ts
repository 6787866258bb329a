/** Door 1 of procedures (thủ tục, quy trình nội bộ): processes, their check, who carries a step. Pure: facts in, an answer out. */
export { type ConfirmedAssignments, isReturnStep, proposeAssignment } from './mapping.ts'
export { type Component, type InternalProcess, isNoteRow, type ProcessStep, type SupplementRule, stepGroups } from './process.ts'
