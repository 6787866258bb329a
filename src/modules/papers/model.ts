/** Door 1 of papers (kho giấy tờ): what kind a component is, what is held, why it is not asked for again. Pure. */
export { type AskedAgain, explainAskedAgain, type HeldComponent, type HeldPaper, heldAmong, type Reuse, refuseAskingAgain, servesOn } from './held.ts'
export { isOfUseAgain, paperKind } from './kind.ts'
export type { KeptPaper } from './paper.ts'
