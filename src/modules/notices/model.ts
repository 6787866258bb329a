/** Door 1 of notices (thông báo): kinds, states, texts, when a message leaves, who wants what. Pure: facts in, an answer out. */
export { triedAgainAt, triesMax } from './back-off.ts'
export { type Delivery, type Draft, type Kind, kinds, reachOf } from './message.ts'
export { type OfficerKind, type Preference, unchosen, wants } from './preference.ts'
export { channelNames, kindNames, stateText } from './sentences.ts'
export { withoutMarks } from './sms.ts'
export {
  acceptedText,
  apologyText,
  type Concerning,
  digestRowsMax,
  dueSoonText,
  endedWithoutResultText,
  overdueText,
  papersAskedText,
  passwordLinkText,
  pausedText,
  refusedText,
  resultReadyText,
  resultReturnedText,
  resumedText,
  type Text,
} from './templates.ts'
