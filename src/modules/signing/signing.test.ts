import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromBER, type Integer, type ObjectIdentifier, type OctetString } from 'asn1js'
import fc from 'fast-check'
import { type Moment, moment } from '../../kernel/moment.ts'
import { inEnglish, inVietnamese } from '../../kernel/say.ts'
import { compareBytes, integer, octets, oid, sequence, setOf, time } from './der.ts'
import { appendixLines, copyLines } from './marks.ts'
import { type CertificateName, kindByName, mayUse, type Registration, validAt } from './model.ts'
import { isOnPage, type PageFrame, placeOnPage, pointsPerMm, sealPlace, seenSize } from './place.ts'
import { type RunProgress, tally } from './progress.ts'
import { explainSigning, signingSentence } from './sentences.ts'

const at = (text: string): Moment => moment(`${text}+07:00`)

describe('DER (mã hóa ASN.1)', () => {
  it('writes what asn1js reads: identifiers, numbers, bytes of every length', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31 - 1), { maxLength: 8 }), (rest) => {
        const dotted = ['1', '2', ...rest].join('.')
        equal((fromBER(oid(dotted)).result as ObjectIdentifier).getValue(), dotted)
      }),
    )
    fc.assert(fc.property(fc.maxSafeNat(), (n) => equal((fromBER(integer(n)).result as Integer).toBigInt(), BigInt(n))))
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (bytes) => {
        const { result, offset } = fromBER(octets(bytes))
        equal(offset, octets(bytes).length)
        equal(Buffer.compare(new Uint8Array((result as OctetString).getValue()), bytes), 0)
      }),
      { numRuns: 40 },
    )
  })
  it('orders a SET OF by encoding, whatever order it was given in', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 8 }), (items) => {
        const parts = items.map(octets)
        const written = setOf(...parts)
        equal(Buffer.compare(written, setOf(...parts.toReversed())), 0)
        equal(
          Buffer.compare(
            written.subarray(-sequence(...parts.toSorted(compareBytes)).length + 1),
            sequence(...parts.toSorted(compareBytes)).subarray(1),
          ),
          0,
        )
      }),
    ))
  it('writes times as UTCTime until 2049 and GeneralizedTime from 2050', () => {
    equal(
      Buffer.from(time(at('2050-01-01T06:59:59')))
        .toString('latin1')
        .slice(2),
      '491231235959Z',
    )
    equal(
      Buffer.from(time(at('2050-01-01T07:00:00')))
        .toString('latin1')
        .slice(2),
      '20500101000000Z',
    )
  })
})

describe('Place of the seal (vị trí dấu)', () => {
  const signature = { leftMm: 120, topMm: 200, widthMm: 60, heightMm: 24 }
  it('overlaps a third of the signature on its left, in its real size, half way up', () =>
    // right edge at 120 + 60 / 3 = 140; left 140 − 36 = 104; middle 200 + 12 = 212, top 212 − 18 = 194
    deepEqual(sealPlace(signature, { widthMm: 36, heightMm: 36 }), { leftMm: 104, topMm: 194, widthMm: 36, heightMm: 36 }))
})

describe('Places on a page (vị trí trên trang)', () => {
  const frame: fc.Arbitrary<PageFrame> = fc.record({
    x: fc.integer({ min: -50, max: 50 }),
    y: fc.integer({ min: -50, max: 50 }),
    width: fc.integer({ min: 200, max: 1200 }),
    height: fc.integer({ min: 200, max: 1200 }),
    rotate: fc.constantFrom(0, 90, 180, 270),
  })
  const within = (page: PageFrame) => {
    const { widthMm, heightMm } = seenSize(page)
    return fc.tuple(fc.double({ min: 0.01, max: 0.49, noNaN: true }), fc.double({ min: 0.01, max: 0.49, noNaN: true })).map(([a, b]) => ({
      leftMm: a * widthMm,
      topMm: b * heightMm,
      widthMm: widthMm / 2,
      heightMm: heightMm / 2,
    }))
  }
  it('lie on the page however it is turned, and keep their size', () =>
    fc.assert(
      fc.property(
        frame.chain((page) => within(page).map((box) => ({ page, box }))),
        ({ page, box }) => {
          ok(isOnPage(box, page))
          const { rect: [x0, y0, x1, y1] } = placeOnPage(box, page) // biome-ignore format: one line
          ok(x0 >= page.x - 1e-6 && y0 >= page.y - 1e-6 && x1 <= page.x + page.width + 1e-6 && y1 <= page.y + page.height + 1e-6)
          const area = box.widthMm * box.heightMm * pointsPerMm ** 2
          ok(Math.abs((x1 - x0) * (y1 - y0) - area) < 1e-6 * area)
        },
      ),
    ))
  it('measure from the top left of what is seen', () => {
    const page = { x: 0, y: 0, width: 595, height: 842, rotate: 0 }
    const box = { leftMm: 10, topMm: 10, widthMm: 20, heightMm: 5 }
    const near = (seen: readonly number[], expected: number[]) => deepEqual(seen.map(Math.round), expected)
    near(placeOnPage(box, page).rect, [28, 799, 85, 814]) // 842 − (10 + 5) mm × 2.835 = 799
    near(placeOnPage(box, { ...page, rotate: 90 }).rect, [28, 28, 43, 85])
    near(placeOnPage(box, { ...page, rotate: 180 }).rect, [510, 28, 567, 43])
    near(placeOnPage(box, { ...page, rotate: 270 }).rect, [552, 757, 567, 814])
  })
  it('are refused off the page', () => {
    const page = { x: 0, y: 0, width: 595.28, height: 841.89, rotate: 0 } // A4: 210 × 297 mm
    const box = { leftMm: 160, topMm: 10, widthMm: 50, heightMm: 20 }
    equal(isOnPage(box, page), true)
    equal(isOnPage({ ...box, leftMm: 160.4 }, page), true)
    equal(isOnPage({ ...box, leftMm: 160.6 }, page), false)
    equal(isOnPage({ ...box, widthMm: 0 }, page), false)
  })
})

describe('Marks of the agency (dấu trên phụ lục, bản sao)', () => {
  const time = at('2026-11-20T10:24:05')
  it('say number, symbol and the second with its zone', () =>
    deepEqual(appendixLines('12/QĐ-STN', time), ['12/QĐ-STN', '2026-11-20T10:24:05+07:00']))
  it('say the form of a copy and who made it', () =>
    deepEqual(copyLines('TrS', 'Sở Thử Nghiệm', '07/TrS-STN', time), [
      'TRÍCH SAO 07/TrS-STN',
      'Sở Thử Nghiệm',
      '2026-11-20T10:24:05+07:00',
    ]))
})

describe('Certificates (chứng thư số)', () => {
  const name = (more: Partial<CertificateName>): CertificateName => ({
    commonName: 'X',
    organisation: null,
    unit: null,
    uid: null,
    hasPersonName: false,
    organisationIdentifier: null,
    ...more,
  })
  it('tell person from agency by their identifiers, else not at all', () => {
    deepEqual(
      [
        { uid: 'CCCD:012345678901' },
        { uid: 'cmnd: 012345678' },
        { uid: 'MST:0100000000' },
        { hasPersonName: true },
        { organisationIdentifier: 'VATVN-01' },
        { uid: '17' },
        {},
      ].map((more) => kindByName(name(more))),
      ['person', 'person', 'agency', 'person', 'agency', null, null],
    )
  })
  it('are valid from their first to their last second', () => {
    const certificate = { validFrom: at('2026-01-01T00:00:00'), validUntil: at('2026-12-31T23:59:59') }
    const kind = (text: string) => {
      const valid = validAt(certificate, at(text))
      return valid.ok ? 'valid' : valid.error.kind
    }
    deepEqual(['2025-12-31T23:59:59', '2026-01-01T00:00:00', '2026-12-31T23:59:59', '2027-01-01T00:00:00'].map(kind), [
      'certificate-not-yet-valid',
      'valid',
      'valid',
      'certificate-expired',
    ])
  })
  const registration = (more: Partial<Registration> = {}): Registration => ({
    sha256: 'a'.repeat(64),
    kind: 'person',
    officerId: 21,
    subject: 'X',
    issuer: 'Y',
    validFrom: at('2026-01-01T00:00:00'),
    validUntil: at('2027-01-01T00:00:00'),
    withdrawnAt: null,
    ...more,
  })
  const now = at('2026-11-20T08:00:00')
  const use = (known: Registration | null, officerId = 21, role: 'signatory' | 'seal' = 'signatory') => {
    const allowed = mayUse(known, officerId, role, now)
    return allowed.ok ? allowed.value : allowed.error.kind
  }
  it('are used by their holder; the agency’s by whoever seals', () => {
    equal(use(registration()), 'person')
    equal(use(registration(), 22), 'certificate-of-another')
    equal(use(registration({ kind: 'agency', officerId: null }), 22, 'seal'), 'agency')
    equal(use(null), 'certificate-not-registered')
  })
  it('are not swapped: leader for seal, seal for leader', () => {
    equal(use(registration(), 21, 'seal'), 'certificate-wrong-kind')
    equal(use(registration({ kind: 'agency', officerId: null })), 'certificate-wrong-kind')
  })
  it('sign nothing from the second on in which they were withdrawn', () => {
    equal(use(registration({ withdrawnAt: now })), 'certificate-withdrawn')
    equal(use(registration({ withdrawnAt: (now + 1) as Moment })), 'person')
  })
})

describe('Progress of many (tiến độ)', () => {
  const file = (place: number, state: 'waiting' | 'signed' | 'refused', seconds: number | null) => ({
    place,
    about: `document/${place}`,
    state,
    refusal: null,
    signedSha256: null,
    level: null,
    at: seconds as Moment | null,
  })
  const progress: RunProgress = {
    startedAt: 100 as Moment,
    endedAt: null,
    files: [file(1, 'signed', 110), file(2, 'refused', 120), file(3, 'waiting', null)],
  }
  it('counts', () => deepEqual(tally(progress, 130 as Moment), { total: 3, signed: 1, refused: 1, waiting: 1, isBrokenOff: false }))
  it('is broken off when nothing came for more than five minutes', () => {
    equal(tally(progress, 420 as Moment).isBrokenOff, false) // 420 − 120 = 300
    equal(tally(progress, 421 as Moment).isBrokenOff, true)
    equal(tally({ ...progress, endedAt: 125 as Moment }, 9999 as Moment).isBrokenOff, false)
  })
})

describe('Sentences (lý do)', () => {
  it('are in both languages and show the day as the office writes it', () => {
    const refusal = { kind: 'certificate-expired', until: at('2026-02-01T00:00:00') } as const
    equal(explainSigning(refusal, inVietnamese), 'Chứng thư đã hết hạn lúc 00:00 01/02/2026.')
    equal(explainSigning(refusal, inEnglish), 'The certificate expired at 00:00 01/02/2026.')
  })
  it('say of each entry of the journal what was signed, by which of the two', () => {
    const body = JSON.stringify({ about: 'outgoing/7', role: 'seal', level: 'B-T', sha256: 'a'.repeat(64) })
    equal(signingSentence('file-signed', body, String, inVietnamese), 'Ký outgoing/7: cơ quan (dấu), mức B-T, tệp aaaaaaaaaaaa…')
    equal(signingSentence('no-such', body, String, inVietnamese), null)
  })
})
