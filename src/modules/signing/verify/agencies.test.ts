import { deepEqual, equal } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestPki, type TestPki } from '../testing.adapter.ts'
import { isAgency, readAgencies } from './agencies.ts'
import { readCertificate } from './certificate.ts'
import { mathematics } from './mathematics.adapter.ts'

let pki: TestPki
before(async () => {
  pki = await createTestPki()
})
after(() => pki.close())

/** Whom a list takes for an agency: the invented agency, the invented person. */
function taken(list: string): [agency: boolean, person: boolean] {
  const read = readAgencies(list)
  if (!read.ok) throw new Error(read.error.line)
  const is = (der: Uint8Array) => isAgency(readCertificate(der, mathematics), read.value)
  return [is(pki.agency.certificate), is(pki.person.certificate)]
}
const onlyAgency = [true, false]
const serial = () => readCertificate(pki.agency.certificate, mathematics).serialNumber

describe("List of agencies' certificates (danh sách chứng thư cơ quan)", () => {
  it('by subject: the common name, or parts of the whole name in any order and manner of writing', () => {
    for (const text of [
      'Sở Thử Nghiệm',
      'CN=Sở Thử Nghiệm',
      'subject=CN=Sở Thử Nghiệm',
      'C=VN, O=Ủy ban nhân dân tỉnh Thử, CN=Sở Thử Nghiệm',
      'CN = Sở Thử Nghiệm, O = Ủy ban nhân dân tỉnh Thử',
      '/C=VN/O=Ủy ban nhân dân tỉnh Thử/CN=Sở Thử Nghiệm',
      'Sở Thử Nghiệm'.normalize('NFD'),
    ]) {
      deepEqual(taken(text), onlyAgency, text)
      deepEqual(taken(JSON.stringify([text])), onlyAgency, text)
      deepEqual(taken(JSON.stringify({ agencies: [{ subject: text.replace(/^subject=/, '') }] })), onlyAgency, text)
    }
  })
  it('by serial number: hexadecimal in every usual way, or the decimal number', () => {
    const hex = serial()
    const colons = hex.match(/../g)!.join(':').toUpperCase()
    const decimal = BigInt(`0x${hex}`)
    for (const text of [hex, hex.toUpperCase(), `00${hex}`, colons, `0x${hex}`, `serial=${hex}`, String(decimal)])
      deepEqual(taken(text), onlyAgency, text)
    deepEqual(taken(JSON.stringify({ serials: [Number(decimal)] })), onlyAgency)
    deepEqual(taken(JSON.stringify([{ serial: hex, subject: 'CN=Sở Thử Nghiệm' }])), onlyAgency)
    deepEqual(taken(JSON.stringify([{ serial: hex, subject: 'CN=Sở Khác' }])), [false, false])
  })
  it('a line each, remarks and empty lines between; another name or number takes nobody', () => {
    deepEqual(taken(`\uFEFF# của tỉnh\n\nSở Khác\r\n${serial()}\n`), onlyAgency)
    deepEqual(taken('Sở Khác\nabcdef01'), [false, false])
    deepEqual(taken(''), [false, false])
  })
  it('is refused by the line that is not understood: a subject without common name would fit strangers', () => {
    for (const text of ['C=VN', '[{"name":"x"}]', '[null]', '{"agencies":[{"subject":"O=x"}]}', '[oops', 'CN=a\nQ=?, CN=b'])
      equal(readAgencies(text).ok, false, text)
  })
})
