import { deepEqual, equal } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayText } from '../../../kernel/moment.ts'
import { inVietnamese } from '../../../kernel/say.ts'
import { at, calendar, plan } from '../dossier.example.ts'
import { readEmail, readIdentity, readName, readPhone } from './identity.ts'
import { sheetDays } from './page.tsx'
import { promiseNow } from './promise.ts'

describe('Identity of an applicant (số định danh)', () => {
  const person = (text: string) => readIdentity('person', text)
  const organisation = (text: string) => readIdentity('organisation', text)
  it('takes 12 digits of a person, or the old card’s 9, however they are spaced', () => {
    deepEqual(person('001 199 000 001'), { ok: true, value: '001199000001' })
    deepEqual(person('012345678'), { ok: true, value: '012345678' })
  })
  it('takes 10 digits of an organisation, 13 of a branch', () => {
    deepEqual(organisation('0100109106'), { ok: true, value: '0100109106' })
    deepEqual(organisation('0100109106-001'), { ok: true, value: '0100109106001' })
  })
  it('takes no other number of digits, and no letters', () => {
    for (const text of ['00119900000', '0011990000011', '12345678', '0011990000ab'])
      deepEqual(person(text), { ok: false, error: 'person-digits' })
    for (const text of ['010010910', '01001091061', '001199000001'])
      deepEqual(organisation(text), { ok: false, error: 'organisation-digits' })
  })
  it('leaves an empty number empty', () => deepEqual(person('  '), { ok: true, value: null }))
  it('keeps a phone number from 0 on', () => {
    equal(readPhone('+84 900 000 000'), '0900000000')
    equal(readPhone('(0200) 3.888.888'), '02003888888')
    equal(readPhone(''), '')
    for (const text of ['900000000', '0123', 'số nhà', '090000000000']) equal(readPhone(text), null)
  })
  it('knows a mail address', () => {
    equal(readEmail(' ten@coquan.gov.vn '), 'ten@coquan.gov.vn')
    for (const text of ['ten', 'ten@coquan', 'a b@c.vn', '<a@b.vn>', 'a@b.vn,c@d.vn']) equal(readEmail(text), null)
  })
  it('wants a letter in a name and keeps single spaces', () => {
    equal(readName('  Trần   Thị Mẫu '), 'Trần Thị Mẫu')
    for (const text of ['', '  ', '123', '…']) equal(readName(text), null)
  })
})

describe('The promise shown before acceptance (hẹn trả dự kiến)', () => {
  it('is what acceptance would promise: Mon 10:00 + 4 days = Fri 10:00', () =>
    equal(promiseNow(plan, false, calendar, at('02 10:00')).answer?.due, at('06 10:00')))
  it('is the longer one in hard areas', () => equal(promiseNow(plan, true, calendar, at('02 10:00')).answer?.due, at('10 10:00')))
  it('is none past every calendar', () => equal(promiseNow(plan, false, calendar, (at('02 10:00') + 400 * 86_400) as never).answer, null))
  it('has a sheet of every day, numbered where it counts', () => {
    const { answer } = promiseNow(plan, true, calendar, at('02 10:00'))
    deepEqual(
      answer && sheetDays(answer, inVietnamese).map(({ day, state, number }) => `${dayText(day).slice(8)} ${state} ${number ?? ''}`.trim()),
      [
        '02 receipt',
        '03 counted 1',
        '04 counted 2',
        '05 counted 3',
        '06 counted 4',
        '07 weekend',
        '08 weekend',
        '09 counted 5',
        '10 due 6',
      ],
    )
  })
})
