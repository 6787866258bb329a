import { deepEqual } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import { checkForm } from './forms.ts'

const form = z.object({
  count: z.coerce.number(),
  name: z.string().min(1),
  lines: z.array(z.object({ days: z.coerce.number() })).optional(),
})
const faultsOf = (body: Record<string, unknown>, say = inEnglish) => {
  const read = checkForm(body, form, say)
  return read.ok ? {} : read.error.faults
}

describe('A form’s faults where its schema has no words', () => {
  it('say of a missing number that it is not filled in, as of a missing text', () => {
    deepEqual(faultsOf({}), { count: 'Not filled in.', name: 'Not filled in.' })
    deepEqual(faultsOf({ name: '' }, inVietnamese), { count: 'Chưa điền mục này.', name: 'Chưa điền mục này.' })
    deepEqual(faultsOf({ count: '1', name: 'a', lines: [{ days: '2' }, {}] }), { 'lines.1.days': 'Not filled in.' })
  })
  it('say of what is no number that it is of another kind', () =>
    deepEqual(faultsOf({ count: 'two', name: 'a' }), { count: 'This value is of another kind.' }))
})
