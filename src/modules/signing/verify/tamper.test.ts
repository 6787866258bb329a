import { equal, notEqual, ok as truthy } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { moment } from '../../../kernel/moment.ts'
import { createTestPki, type TestPki } from '../testing.adapter.ts'
import { mathematics } from './mathematics.adapter.ts'
import { asking, letterPdf, signedTwice } from './testing.adapter.ts'
import { verifyDocument } from './verify.ts'

const at = moment('2026-10-20T09:00:00+07:00')
let pki: TestPki
let signed: Uint8Array

before(async () => {
  pki = await createTestPki()
  const timeStampUrl = pki.timeStampUrl
  signed = await signedTwice(await letterPdf(2), { identity: pki.person, at, timeStampUrl }, { identity: pki.agency, at, timeStampUrl })
})
after(() => pki.close())

const verdict = (pdf: Uint8Array): string => {
  const outcome = verifyDocument(pdf, asking(pki), mathematics)
  return outcome.ok ? outcome.value.verdict : outcome.error.kind
}

/** Numbers that look random and are the same in every run (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/**
 * The only place outside meaning: the letters of the last signature's value. It is written in hexadecimal, so `a` and `A` are one digit, and no
 * signature covers it. Everything else in the file is covered by the last signature, or is its value, or is read strictly.
 */
function meansTheSame(pdf: Uint8Array, changed: Uint8Array, place: number): boolean {
  const text = Buffer.from(pdf).toString('latin1')
  const start = text.lastIndexOf('/Contents <') + '/Contents <'.length
  const end = text.indexOf('>', start)
  const decode = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes.subarray(start, end)).toString('latin1'), 'hex').toString('hex')
  return place >= start && place < end && decode(pdf) === decode(changed)
}

describe('Tampering (sửa lén)', () => {
  it('a byte changed at 500 random places of a doubly signed file: each is found, or only the case of a hexadecimal digit', () => {
    equal(verdict(signed), 'two-valid')
    const random = seeded(1722)
    let found = 0
    let outsideMeaning = 0
    for (let i = 0; i < 500; i++) {
      const place = random(signed.length)
      const changed = Uint8Array.from(signed)
      changed[place]! ^= 1 + random(255)
      if (verdict(changed) !== 'two-valid') found++
      else {
        truthy(meansTheSame(signed, changed, place), `byte ${place} changed from ${signed[place]} to ${changed[place]} unseen`)
        outsideMeaning++
      }
    }
    equal(found + outsideMeaning, 500)
    truthy(found >= 490, `${found} found`)
  })

  it('every hexadecimal letter in the other case is the same signature', () => {
    const text = Buffer.from(signed).toString('latin1')
    const start = text.lastIndexOf('/Contents <') + '/Contents <'.length
    const end = text.indexOf('>', start)
    const upper = Buffer.from(text.slice(0, start) + text.slice(start, end).toUpperCase() + text.slice(end), 'latin1')
    notEqual(Buffer.compare(upper, signed), 0)
    equal(verdict(upper), 'two-valid')
  })

  it('a bit changed in the last container, byte after byte with small steps: each is found', () => {
    const text = Buffer.from(signed).toString('latin1')
    const start = text.lastIndexOf('/Contents <') + '/Contents <'.length
    const used = text.slice(start).search(/(00)*>/)
    const random = seeded(2022)
    // The walk over all of them takes half a minute and finds the same.
    for (let at = start; at < start + used; at += 2 * (1 + random(15))) {
      const changed = Uint8Array.from(signed)
      const byte = Number.parseInt(text.slice(at, at + 2), 16) ^ (1 << random(8))
      Buffer.from(changed.buffer).write(byte.toString(16).padStart(2, '0'), at, 'latin1')
      equal(verdict(changed), 'invalid', `byte ${(at - start) / 2} of the container`)
    }
  })

  it('the file cut off anywhere is invalid, or no PDF', () => {
    const random = seeded(7)
    for (let i = 0; i < 60; i++) {
      const length = random(signed.length - 1)
      truthy(['invalid', 'not-a-pdf', 'empty-file'].includes(verdict(signed.subarray(0, length))), `cut to ${length} bytes`)
    }
    equal(verdict(signed.subarray(0, signed.length - 7)), 'invalid')
  })
})
