/**
 * The 29 kinds of administrative documents (loại văn bản hành chính) with the letters that stand for them in a symbol. An official letter and a
 * letter of the office have none: they are named by who drafted them.
 * @law nd-30-2020 7, phu-luc-3: kinds and their letters, from memory of the text, not verified
 */
export const kindLetters = {
  resolution: 'NQ',
  decision: 'QĐ',
  directive: 'CT',
  statute: 'QC',
  regulation: 'QyĐ',
  communique: 'TC',
  notice: 'TB',
  guidance: 'HD',
  programme: 'CTr',
  plan: 'KH',
  option: 'PA',
  scheme: 'ĐA',
  project: 'DA',
  report: 'BC',
  minutes: 'BB',
  submission: 'TTr',
  contract: 'HĐ',
  letter: '',
  telegram: 'CĐ',
  memorandum: 'BGN',
  agreement: 'BTT',
  authorisation: 'GUQ',
  invitation: 'GM',
  introduction: 'GGT',
  'leave-paper': 'GNP',
  'sending-slip': 'PG',
  'transfer-slip': 'PC',
  'report-slip': 'PB',
  'office-letter': '',
} as const satisfies Record<string, string>
