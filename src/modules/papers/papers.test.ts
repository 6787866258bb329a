import { deepEqual, equal, match, ok as yes } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Day, day, type Moment } from '../../kernel/moment.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { explainAskedAgain, type HeldPaper, heldAmong, type Reuse, refuseAskingAgain, servesOn } from './held.ts'
import { isOfUseAgain, paperKind } from './kind.ts'
import { addPiece, arrange, mayKeep, mayMake, mayWithdraw, type Paper, type Piece } from './paper.ts'
import { readPicture } from './picture.ts'
import { propose } from './propose.ts'
import { explainPage, judgePage, type PageFacts, pagesMax, piecesMax } from './quality.ts'
import { jpegHead, pngScan } from './scan.fixture.ts'

const today = day('2026-11-20')
const land = 'Giấy chứng nhận quyền sử dụng đất'
const held = (change: Partial<HeldPaper> = {}): HeldPaper => ({
  ...{
    id: 'a',
    kind: paperKind(land),
    name: land,
    reuse: { kind: 'without-term' },
    keptAt: 1000 as Moment,
    dossier: null,
    withdrawnAt: null,
  },
  ...change,
})

describe('Kinds of papers (loại giấy tờ)', () => {
  it('is the same kind however it is handed in, and however the tone marks are typed', () => {
    for (const wording of [
      land,
      'Bản sao giấy chứng nhận quyền sử dụng đất',
      'Giấy chứng nhận quyền sử dụng đất (bản chính để đối chiếu)',
      '01 bản sao có chứng thực Giấy chứng nhận quyền sử dụng đất',
      land.normalize('NFD').toUpperCase(),
    ])
      equal(paperKind(wording), 'giay chung nhan quyen su dung dat', wording)
  })
  it('is another kind by one word more: a neighbour’s certificate is not the applicant’s', () =>
    yes(paperKind(`${land} của bên bán`) !== paperKind(land)))
  it('keeps no application or declaration for another dossier', () => {
    equal(isOfUseAgain('Đơn đề nghị cấp đổi (Mẫu 01)'), false)
    equal(isOfUseAgain('Tờ khai lệ phí trước bạ'), false)
    equal(isOfUseAgain(land), true)
    equal(isOfUseAgain('(bản sao)'), false)
  })
})

describe('Papers that are held (giấy tờ đang giữ)', () => {
  const until = (text: string): Reuse => ({ kind: 'until', day: day(text) })
  it('serve to the end of their last day', () => {
    equal(servesOn(held({ reuse: until('2026-11-19') }), today), false)
    equal(servesOn(held({ reuse: until('2026-11-20') }), today), true)
    equal(servesOn(held({ reuse: until('2026-11-21') }), today), true)
  })
  it('serve no other dossier when they are for one only, and none once withdrawn', () => {
    equal(servesOn(held({ reuse: { kind: 'once' } }), today), false)
    equal(servesOn(held({ withdrawnAt: 2000 as Moment }), today), false)
  })
  it('stand for the components of their kind, of several the newest', () => {
    const papers = [
      held({ id: 'old', keptAt: 1 as Moment }),
      held({ id: 'new', keptAt: 2 as Moment }),
      held({ id: 'gone', keptAt: 3 as Moment, withdrawnAt: 4 as Moment }),
    ]
    deepEqual(
      heldAmong(['Đơn đề nghị', `${land} (bản sao)`], papers, today).map(({ component, paper }) => [component, paper.id]),
      [[`${land} (bản sao)`, 'new']],
    )
  })
  it('are not asked for again, and the sentence names them', () => {
    const asked = refuseAskingAgain([`Bản sao ${land}`, 'Trích lục bản đồ'], [held()], today)
    if (asked.ok) throw new Error('asked again')
    deepEqual(asked.error, { kind: 'already-held', held: [{ component: `Bản sao ${land}`, paperId: 'a', name: land }] })
    match(explainAskedAgain(asked.error, inVietnamese), /Không yêu cầu nộp lại .*Bản sao Giấy chứng nhận quyền sử dụng đất/)
  })
  it('are never applications: one of the same name is asked for each time', () => {
    const form = held({ kind: paperKind('Đơn đề nghị cấp đổi'), name: 'Đơn đề nghị cấp đổi' })
    deepEqual(heldAmong(['Đơn đề nghị cấp đổi'], [form], today), [])
  })
  it('may be asked for when none is held, when the one held is over or withdrawn, and when another is meant', () => {
    equal(refuseAskingAgain([land], [], today).ok, true)
    equal(refuseAskingAgain([land], [held({ reuse: until('2026-11-19') })], today).ok, true)
    equal(refuseAskingAgain([land], [held({ withdrawnAt: 1 as Moment })], today).ok, true)
    equal(refuseAskingAgain([`${land} của bên bán`, ''], [held()], today).ok, true)
  })
  it('always: what is held is what may not be asked for', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(land, 'Hộ chiếu', 'Đơn', `${land} (bản sao)`)),
        fc.integer({ min: -2, max: 2 }),
        (asked, shift) => {
          const papers = [held({ reuse: { kind: 'until', day: (today + shift) as Day } })]
          return refuseAskingAgain(asked, papers, today).ok === (heldAmong(asked, papers, today).length === 0)
        },
      ),
    ))
})

const page: PageFacts = { widthPx: 1654, heightPx: 2339, statedDpi: 200, isColour: true, turn: 0 }
const refusedAs = (facts: PageFacts): string | null => {
  const judged = judgePage(1, facts)
  return judged.ok ? null : judged.error.kind
}

describe('Quality of a page (chất lượng bản quét)', () => {
  it('is 200 dpi at least as the file states: 198 is too coarse, 199 is rounded, 200 is enough', () => {
    equal(refusedAs({ ...page, statedDpi: 198 }), 'too-coarse')
    equal(refusedAs({ ...page, statedDpi: 199 }), null)
    equal(refusedAs({ ...page, statedDpi: 200 }), null)
  })
  it('is measured against A4 where nothing is stated: 1 654 × 2 339 pixels are 200 dpi, 1 600 × 2 263 are 194', () => {
    equal(refusedAs({ ...page, statedDpi: null }), null)
    const coarse = judgePage(3, { ...page, statedDpi: null, widthPx: 2263, heightPx: 1600 })
    deepEqual(coarse, { ok: false, error: { kind: 'too-coarse', page: 3, dpi: 194, widthPx: 2263, heightPx: 1600, isStated: false } })
    match(
      coarse.ok ? '' : explainPage(coarse.error, inVietnamese),
      /^trang 3: 194 dpi \(tính theo khổ A4, 2263 × 1600 điểm ảnh\), cần ít nhất 200 dpi/,
    )
  })
  it('is in colour', () => equal(refusedAs({ ...page, isColour: false }), 'not-colour'))
  it('is no bomb and no cut-out: 80 million pixels are handled, more are not; a card is a paper, a stamp is none', () => {
    equal(refusedAs({ ...page, widthPx: 8000, heightPx: 10_000, statedDpi: 600 }), null)
    equal(refusedAs({ ...page, widthPx: 8000, heightPx: 10_001, statedDpi: 600 }), 'too-many-pixels')
    equal(refusedAs({ ...page, widthPx: 1011, heightPx: 638, statedDpi: 300 }), null)
    equal(refusedAs({ ...page, widthPx: 300, heightPx: 300, statedDpi: 300 }), 'too-small')
  })
})

describe('What a picture says of itself (thông số ảnh)', () => {
  const read = (bytes: Uint8Array) => {
    const answer = readPicture(bytes)
    if (!answer.ok) return answer.error.kind
    const { widthPx, heightPx, statedDpi, isColour, turn } = answer.value
    return [widthPx, heightPx, statedDpi === null ? null : Math.round(statedDpi), isColour, turn]
  }
  it('reads size, density and colour of JPEG: dots an inch, dots a centimetre, or nothing', () => {
    deepEqual(read(jpegHead()), [1654, 2339, 200, true, 0])
    deepEqual(read(jpegHead({ dpi: 79, unit: 2 })), [1654, 2339, 201, true, 0])
    deepEqual(read(jpegHead({ dpi: 72 })), [1654, 2339, null, true, 0])
    deepEqual(read(jpegHead({ unit: 0, colours: 1 })), [1654, 2339, null, false, 0])
  })
  it('reads how a camera held it', () => deepEqual(read(jpegHead({ orientation: 6 })), [1654, 2339, 200, true, 90]))
  it('reads PNG', () => {
    deepEqual(read(pngScan({ dpi: 300 })), [1654, 2339, 300, true, 0])
    deepEqual(read(pngScan({ isColour: false, dpi: 0 })), [1654, 2339, null, false, 0])
  })
  it('refuses what is cut off or of another kind', () => {
    equal(read(jpegHead({ isWhole: false })), 'damaged-picture')
    equal(read(jpegHead({ colours: 4 })), 'cmyk')
    equal(read(pngScan().subarray(0, 5000)), 'damaged-picture')
    equal(read(Buffer.from('GIF89a')), 'damaged-picture')
  })
  it('never throws and never reads past the end, whatever the bytes', () =>
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(jpegHead(), pngScan({ width: 8, height: 8 })),
        fc.nat(400),
        (noise, real, from) => {
          const bytes = Buffer.concat([real.subarray(0, from), noise])
          readPicture(bytes)
          readPicture(Buffer.concat([real.subarray(0, 2), noise]))
          return true
        },
      ),
    ))
})

const piece = (name: string, pages = 1): Piece => ({
  sha256: name.repeat(64).slice(0, 64),
  name,
  sizeBytes: 10,
  mediaType: 'image/png',
  pages: Array(pages).fill(page),
})
const paper = (change: Partial<Paper> = {}): Paper => ({
  ...{
    status: 'collecting',
    applicantId: 1,
    component: land,
    dossier: null,
    pagesCounted: 2,
    pieces: [],
    madeSha256: null,
    signedSha256: null,
  },
  ...change,
})

describe('A scan on its way (số hóa một giấy tờ)', () => {
  it('has as many pictures as the paper has pages: 1 and 3 of 2 are refused, 2 is right', () => {
    const refusal = (n: number) => mayMake(paper({ pieces: Array.from({ length: n }, (_, i) => piece(String(i))) }))
    deepEqual(refusal(1), { ok: false, error: { kind: 'page-count', counted: 2, scanned: 1 } })
    equal(refusal(2).ok, true)
    deepEqual(refusal(3), { ok: false, error: { kind: 'page-count', counted: 2, scanned: 3 } })
    deepEqual(refusal(0), { ok: false, error: { kind: 'nothing-scanned' } })
  })
  it('takes no file twice, and no more than it can hold', () => {
    const full = paper({ pieces: Array.from({ length: piecesMax }, (_, i) => ({ ...piece('x'), sha256: `${i}` })) })
    deepEqual(addPiece(paper({ pieces: [piece('a')] }), piece('a')), { ok: false, error: { kind: 'same-file', place: 1 } })
    deepEqual(addPiece(full, piece('b')), { ok: false, error: { kind: 'too-many-pieces', most: piecesMax } })
    equal(addPiece(paper(), piece('b', pagesMax)).ok, true)
    deepEqual(addPiece(paper(), piece('b', pagesMax + 1)), {
      ok: false,
      error: { kind: 'too-many-pages', most: pagesMax, pages: pagesMax + 1 },
    })
  })
  it('is arranged without losing a page', () => {
    const pieces = [piece('a'), piece('b'), piece('c')]
    const names = (how: 'up' | 'down' | 'out', of: Piece | undefined) => {
      const answer = arrange(paper({ pieces }), of?.sha256 ?? '', how)
      return answer.ok ? answer.value.map((p) => p.name).join('') : answer.error.kind
    }
    deepEqual(
      [names('up', pieces[1]), names('down', pieces[1]), names('up', pieces[0]), names('down', pieces[2]), names('out', pieces[1])],
      ['bac', 'acb', 'abc', 'abc', 'ac'],
    )
    equal(names('out', undefined), 'no-such-piece')
  })
  it('is kept only signed, each field looked at, and for a term that is not over', () => {
    const left = { kind: 'left' } as const
    const keeping = {
      name: { kind: 'taken', value: land } as const,
      numberSymbol: left,
      datedOn: left,
      reuse: { kind: 'without-term' } as Reuse,
      today,
    }
    equal(mayKeep({ status: 'signed' }, keeping).ok, true)
    deepEqual(mayKeep({ status: 'made' }, keeping), { ok: false, error: { kind: 'not-signed', status: 'made' } })
    deepEqual(mayKeep({ status: 'signed' }, { ...keeping, datedOn: { kind: 'unseen' } }), {
      ok: false,
      error: { kind: 'field-not-looked-at', field: 'datedOn' },
    })
    const on = (shift: number) => mayKeep({ status: 'signed' }, { ...keeping, reuse: { kind: 'until', day: (today + shift) as Day } }).ok
    deepEqual([on(-1), on(0), on(1)], [false, true, true])
  })
  it('is withdrawn only when kept, and with a reason', () => {
    equal(mayWithdraw({ status: 'kept' }, 'Quét nhầm').ok, true)
    deepEqual(mayWithdraw({ status: 'kept' }, '  '), { ok: false, error: { kind: 'no-reason' } })
    deepEqual(mayWithdraw({ status: 'signed' }, 'x'), { ok: false, error: { kind: 'not-kept', status: 'signed' } })
  })
})

describe('What a reading proposes (đề xuất từ chữ đọc được)', () => {
  const text = 'UBND TỈNH THỬ\nSố: 123/GCN-UBND\nThử, ngày 05 tháng 3 năm 2024\nGIẤY CHUNG NHẬN QUYỀN\nSỬ DỤNG ĐẤT'
  it('finds number, date and name with their places, the name also with a mark missed', () => {
    const found = propose(['Trang bìa', text], ['Hộ chiếu', land])
    deepEqual(
      [found.numberSymbol, found.datedOn, found.name].map((of) => of.map((p) => [p.value, p.page])),
      [[['123/GCN-UBND', 2]], [['2024-03-05', 2]], [[land, 2]]],
    )
    match(found.numberSymbol[0]?.around ?? '', /Số: 123\/GCN-UBND Thử/)
  })
  it('proposes no day that is none, and no name that is not there', () => {
    deepEqual(propose(['ngày 31 tháng 2 năm 2024; 99/99/2024'], []).datedOn, [])
    deepEqual(
      propose(['ngày 29/02/2024'], []).datedOn.map((p) => p.value),
      ['2024-02-29'],
    )
    deepEqual(propose(['giấy chứng nhận'], [land]).name, [])
  })
  it('never throws, and proposes only what stands in the text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (noise) => {
        const found = propose([noise, `${noise} Số: 7/QĐ-UBND`], [land])
        return found.numberSymbol.length >= 1 && found.name.length === 0
      }),
    ))
})
