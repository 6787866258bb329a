/** Door 1 of papers (kho giấy tờ): why what is held is not asked for again, and its sentence. Pure. */
export { type AskedAgain, explainAskedAgain } from './held.ts'
