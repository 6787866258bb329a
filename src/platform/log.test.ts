import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Logger } from 'pino'
import { openLog, redactedNames } from './log.ts'

describe('Log (nhật ký kỹ thuật)', () => {
  it('is one JSON line an event', () => {
    const { event, dossier, msg, level } = JSON.parse(logged((log) => log.info({ event: 'job-done', dossier: 'D1' }, 'xong')))
    deepEqual({ event, dossier, msg, level }, { event: 'job-done', dossier: 'D1', msg: 'xong', level: 30 })
  })
  for (const name of redactedNames)
    it(`never holds a value called ${name}`, () => {
      const secret = 'Giá trị kín'
      const line = logged((log) =>
        log.warn({ [name]: secret, a: { [name]: secret, b: { [name]: { inner: secret }, c: { [name]: secret } } } }),
      )
      doesNotMatch(line, /kín/)
      equal(line.match(/\[…\]/g)?.length, 4)
    })
  it('leaves out the row that PostgreSQL quotes in the details of an error', () => {
    const fault = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint: 'applicant_pkey',
      detail: 'Key (phone)=(0900000000)',
      where: '0900000000',
    })
    const line = logged((log) => log.error({ err: new Error('not saved', { cause: fault }) }))
    match(line, /applicant_pkey/)
    doesNotMatch(line, /0900000000/)
  })
  it('says nothing of a thrown value that is no error', () =>
    doesNotMatch(
      logged((log) => log.error({ err: 'mật khẩu 123' })),
      /123/,
    ))
})

function logged(write: (log: Logger) => void): string {
  const lines: string[] = []
  write(openLog({ to: { write: (line: string) => lines.push(line) } }))
  return lines.join('')
}
