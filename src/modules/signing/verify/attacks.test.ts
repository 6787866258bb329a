import { deepEqual, equal, ok as truthy } from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString } from '@cantoo/pdf-lib'
import { moment } from '../../../kernel/moment.ts'
import { reservedFields } from '../model.ts'
import { catalogOf, fieldsOf, name, type OpenPdf, pageAt } from '../pades/document.adapter.ts'
import { addEvidence } from '../pades/prepare.adapter.ts'
import { createTestPki, type TestPki } from '../testing.adapter.ts'
import { mathematics } from './mathematics.adapter.ts'
import { appended, appendedByHand, asking, letterPdf, overwritten, reserved, signedBy, signedTwice } from './testing.adapter.ts'
import { type Verification, verifyDocument } from './verify.ts'

const at = moment('2026-10-20T09:00:00+07:00')
let pki: TestPki
let signed: Uint8Array

before(async () => {
  pki = await createTestPki()
  signed = await signedTwice(await letterPdf(2), { identity: pki.person, at }, { identity: pki.agency, at })
})
after(() => pki.close())

function judge(pdf: Uint8Array): Verification {
  const outcome = verifyDocument(pdf, asking(pki), mathematics)
  if (!outcome.ok) throw new Error(outcome.error.kind)
  return outcome.value
}

/** Kinds of everything that is said against the file, each once. */
function found(pdf: Uint8Array): string[] {
  const { verdict, faults, signatures } = judge(pdf)
  equal(verdict, 'invalid')
  const own = signatures.flatMap((signature) => signature.faults)
  const changes = own.flatMap((fault) => (fault.kind === 'changed-after-signing' ? fault.changes : []))
  return [...new Set([...faults, ...own, ...changes].map(({ kind }) => kind))].filter((kind) => kind !== 'changed-after-signing').sort()
}

const page = (open: OpenPdf, number: number) => {
  const result = pageAt(open, number)
  if (!result.ok) throw new Error('no page')
  return result.value
}

/** Puts something new under a key of page 1, or into a list of it. */
function onPage(open: OpenPdf, key: string, added: PDFRef): void {
  const { dict, ref } = page(open, 1)
  const list = key === 'Annots' ? dict.lookupMaybe(name(key), PDFArray) : undefined
  if (list) list.push(added)
  else dict.set(name(key), key === 'Annots' ? open.document.context.obj([added]) : added)
  open.touched.add(ref)
}

const newText = (open: OpenPdf, text = 'BT /F1 20 Tf 80 600 Td (pay 999 dong) Tj ET') =>
  open.document.context.register(open.document.context.stream(text))

describe('What was appended after signing (tấn công nối thêm, shadow attack)', () => {
  it('the untouched file has two valid signatures and no change', () => {
    const { verdict, changedAfterSigning, signatures, faults } = judge(signed)
    deepEqual([verdict, changedAfterSigning, faults], ['two-valid', false, []])
    deepEqual(
      signatures.map(({ kind, revision, revisions, changesAfter }) => [kind, revision, revisions, changesAfter]),
      [
        ['person', 2, 3, 'signed-later'],
        ['agency', 3, 3, 'none'],
      ],
    )
  })

  it('finds an annotation laid over a page', async () => {
    const pdf = await appended(signed, (open) => {
      const note = {
        Type: 'Annot',
        Subtype: 'FreeText',
        Rect: [80, 690, 300, 720],
        Contents: PDFString.of('pay 999'),
        AP: { N: newText(open) },
      }
      onPage(open, 'Annots', open.document.context.register(open.document.context.obj(note)))
    })
    deepEqual(found(pdf), ['annotation-added'])
    equal(judge(pdf).changedAfterSigning, true)
  })

  it('finds a page that shows other content', async () => {
    deepEqual(found(await appended(signed, (open) => onPage(open, 'Contents', newText(open)))), ['page-changed'])
  })

  it('finds content that was exchanged under the same number', async () => {
    const pdf = await appended(signed, (open) => {
      const held = page(open, 1).dict.get(name('Contents'))
      const ref = (held instanceof PDFArray ? held.get(0) : held) as PDFRef
      open.document.context.assign(ref, open.document.context.stream('BT (999) Tj ET'))
      open.touched.add(ref)
    })
    deepEqual(found(pdf), ['content-changed'])
  })

  it('finds a page put in, and one taken away', async () => {
    const more = await appended(signed, (open) => {
      const tree = catalogOf(open).dict.get(name('Pages')) as PDFRef
      const node = open.document.context.lookup(tree, PDFDict)
      node
        .lookup(name('Kids'), PDFArray)
        .push(open.document.context.register(open.document.context.obj({ Type: 'Page', Parent: tree, MediaBox: [0, 0, 595, 842] })))
      open.touched.add(tree)
    })
    const fewer = await appended(signed, (open) => {
      const tree = catalogOf(open).dict.get(name('Pages')) as PDFRef
      open.document.context.lookup(tree, PDFDict).lookup(name('Kids'), PDFArray).remove(1)
      open.touched.add(tree)
    })
    deepEqual([found(more), found(fewer)], [['pages-changed'], ['pages-changed']])
  })

  it('finds a catalog with another page tree, an action at opening, and another catalog altogether', async () => {
    const tree = await appended(signed, (open) => {
      const { dict, ref } = catalogOf(open)
      dict.set(name('Pages'), open.document.context.register(open.document.context.obj({ Type: 'Pages', Kids: [], Count: 0 })))
      open.touched.add(ref)
    })
    const action = await appended(signed, (open) => {
      const { dict, ref } = catalogOf(open)
      dict.set(name('OpenAction'), open.document.context.obj([page(open, 2).ref, PDFName.of('Fit')]))
      open.touched.add(ref)
    })
    const text = Buffer.from(signed).toString('latin1')
    const [, old] = /\/Root (\d+) 0 R/.exec(text)!
    const other = appendedByHand(
      signed,
      ['800 0 obj\n<< /Type /Catalog /Pages 801 0 R >>\nendobj', '801 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj'],
      ([a, b]) => ({ 800: a!, 801: b! }),
    )
    const swapped = overwritten(other, new RegExp(`/Root ${old} 0 R`, 'g'), () => '/Root 800 0 R'.slice(0, `/Root ${old} 0 R`.length))
    deepEqual([found(tree), found(action)], [['catalog-changed'], ['catalog-changed']])
    truthy(found(swapped).length > 0)
  })

  it('finds content that was prepared before the signature and brought out after it', async () => {
    // The page names an object that is not there: nothing shows. Signed so. Then the object comes.
    const letter = Buffer.from(await letterPdf(1)).toString('latin1')
    const own = `${contentNumber(letter)} 0 R`
    const prepared = appendedByHand(Buffer.from(letter, 'latin1'), [pageObject(letter).replace(own, `${own} 700 0 R`)], ([offset]) => ({
      [pageNumber(letter)]: offset!,
    }))
    const two = await signedTwice(prepared, { identity: pki.person, at }, { identity: pki.agency, at })
    equal(judge(two).verdict, 'two-valid')
    const shown = appendedByHand(two, ['700 0 obj\n<< /Length 5 >>\nstream\nq Q q\nendstream\nendobj'], ([offset]) => ({ 700: offset! }))
    deepEqual(found(shown), ['hidden-object-shown'])
  })

  it('finds a table that points an object at another place of the signed file', () => {
    const text = Buffer.from(signed).toString('latin1')
    const num = contentNumber(text)
    deepEqual(
      found(appendedByHand(signed, [], () => ({ [num]: text.indexOf(`${num} 0 obj`) + 1 }))).includes('object-outside-revision'),
      true,
    )
  })

  it('finds an object that stands twice, and one that no table lists', () => {
    const twice = ['800 0 obj\n(a)\nendobj', '800 0 obj\n(b)\nendobj']
    const both = found(appendedByHand(signed, twice, ([first]) => ({ 800: first! })))
    deepEqual(both, ['object-twice', 'unlisted-object'])
    deepEqual(found(appendedByHand(signed, ['4 0 obj\n(hidden)\nendobj'], () => ({}))), ['unlisted-object'])
  })

  it('finds bytes behind the end, also when they are a remark or only zeros', () => {
    for (const tail of ['x', '% remark', '\n\n', '\0\0\0\0', '<html></html>']) {
      const { verdict, faults, changedAfterSigning } = judge(Buffer.concat([signed, Buffer.from(tail)]))
      deepEqual([verdict, changedAfterSigning, faults[0]?.kind], ['invalid', true, 'trailing-bytes'], tail)
    }
  })

  it('finds a field with a picture and no signature, and a picture over most of a page', async () => {
    const overlay = (rect: number[], signs: boolean) =>
      appended(signed, (open) => {
        const { context } = open.document
        const value = signs
          ? {
              V: context.register(
                context.obj({
                  Type: 'Sig',
                  SubFilter: 'ETSI.CAdES.detached',
                  Contents: PDFHexString.of('3003020100'),
                  ByteRange: [0, 1, 2, 3],
                }),
              ),
            }
          : {}
        const widget = context.obj({
          Type: 'Annot',
          Subtype: 'Widget',
          FT: 'Sig',
          T: PDFString.of('Later'),
          Rect: rect,
          P: page(open, 1).ref,
          AP: { N: newText(open) },
          ...value,
        })
        const ref = context.register(widget)
        onPage(open, 'Annots', ref)
        const form = catalogOf(open).dict
        form.lookup(name('AcroForm'), PDFDict).lookup(name('Fields'), PDFArray).push(ref)
        const held = form.get(name('AcroForm'))
        open.touched.add(held instanceof PDFRef ? held : catalogOf(open).ref)
      })
    deepEqual(found(await overlay([80, 690, 300, 720], false)), ['form-changed'])
    const large = found(await overlay([0, 0, 595, 842], true))
    truthy(large.includes('appearance-too-large') && large.includes('hole-not-contents'), String(large))
  })

  it('finds a signature that was taken out of the form', async () => {
    const pdf = await appended(signed, (open) => {
      const form = catalogOf(open).dict.lookup(name('AcroForm'), PDFDict)
      form.set(name('Fields'), open.document.context.obj([]))
      const held = catalogOf(open).dict.get(name('AcroForm'))
      open.touched.add(held instanceof PDFRef ? held : catalogOf(open).ref)
    })
    truthy(found(pdf).includes('signature-removed'))
  })

  it('finds an object that was freed', () => {
    const text = Buffer.from(signed).toString('latin1')
    const num = contentNumber(text)
    const pdf = overwritten(
      appendedByHand(signed, [], () => ({ [num]: 0 })),
      /0000000000 00000 n /g,
      () => '0000000000 00001 f ',
    )
    deepEqual(found(pdf), ['content-changed'])
  })
})

describe('What may come after a signature', () => {
  it('the number, between the two signatures, and not after the agency has signed', async () => {
    const leader = await signedBy(await letterPdf(), {
      identity: pki.person,
      at,
      field: 'Signatory',
      wish: { reserve: reserved },
    })
    const fill = (open: OpenPdf) => {
      const { dict, ref } = fieldsOf(open.document).find(({ title }) => title === reservedFields.number)!
      dict.set(name('V'), PDFHexString.fromText('1722'))
      open.touched.add(ref)
    }
    equal(judge(leader).verdict, 'one-valid')
    deepEqual(found(await appended(leader, fill)), ['form-changed'])
    // The agency signs without filling the number; somebody fills it afterwards.
    const two = await signedBy(leader, { identity: pki.agency, at, field: reservedFields.seal })
    equal(judge(two).verdict, 'two-valid')
    deepEqual(found(await appended(two, fill)), ['form-changed'])
  })

  it('evidence of the certificates: they are then known to be good', async () => {
    const evidence = { certificates: [pki.issuing.certificate], ocspAnswers: [], crls: [pki.crl.root, pki.crl.issuing] }
    const more = await addEvidence(signed, evidence)
    if (!more.ok) throw new Error(more.error.kind)
    const { verdict, signatures, changedAfterSigning } = judge(more.value)
    deepEqual([verdict, changedAfterSigning], ['two-valid', false])
    deepEqual(
      signatures.map(({ revocation, changesAfter }) => [revocation, changesAfter]),
      [
        ['good', 'signed-later'],
        ['good', 'signed-later'],
      ],
    )
  })

  it('nothing, where the first signer closed the document', async () => {
    const closed = await appended(await letterPdf(1), (open) => {
      const { dict, ref } = catalogOf(open)
      const reference = { Type: 'SigRef', TransformMethod: 'DocMDP', TransformParams: { P: 1 } }
      dict.set(name('Perms'), open.document.context.obj({ DocMDP: { Reference: [reference] } }))
      open.touched.add(ref)
    })
    // Our own signing refuses such a file; others do not. The mark is hidden from it and set back, in bytes that are then signed.
    const hidden = overwritten(closed, '/P 1', () => '/P 2')
    const one = await signedBy(hidden, { identity: pki.person, at, field: 'A' })
    const two = await signedBy(one, { identity: pki.agency, at, field: 'B' })
    equal(judge(two).verdict, 'two-valid')
    const shut = judge(overwritten(two, '/P 2', () => '/P 1'))
    truthy(
      shut.signatures[0]!.faults.some(
        (fault) => fault.kind === 'changed-after-signing' && fault.changes[0]?.kind === 'closed-by-certification',
      ),
    )
  })
})

describe('A signature that claims to cover what it does not', () => {
  const last = (kind: string, pdf: Uint8Array) => truthy(found(pdf).includes(kind), `${kind} in ${found(pdf)}`)

  it('without a value, with zeros, or with a value that is none (universal forgery)', () => {
    last(
      'contents-missing',
      overwritten(signed, /\/Contents <[0-9a-f]+>/g, () => '/Contents <>'),
    )
    last(
      'contents-missing',
      overwritten(signed, /\/Contents <[0-9a-f]+>/g, (old) => `/Contents <${'0'.repeat(old.length - 12)}>`),
    )
    last(
      'contents-missing',
      overwritten(signed, '/Contents <', () => '/Contentz <'),
    )
    last(
      'signature-unreadable',
      overwritten(signed, /\/Contents <3082/g, () => '/Contents <3182'),
    )
  })

  it('without a range, with a broken or a shorter one', () => {
    const range = /\/ByteRange \[[ 0-9]+\]/g
    last(
      'byte-range-wrong',
      overwritten(signed, range, () => '/ByteRange null'),
    )
    last(
      'byte-range-wrong',
      overwritten(signed, range, () => '/ByteRange [ 0 -1 5 5 ]'),
    )
    last(
      'byte-range-wrong',
      overwritten(signed, range, () => '/ByteRange [ 0 10 ]'),
    )
    last(
      'hole-not-contents',
      overwritten(signed, range, () => '/ByteRange [ 0 10 20 30 ]'),
    )
    last(
      'byte-range-wrong',
      overwritten(signed, range, () => '/ByteRange [ 0 0 999999999 0 ]'),
    )
    last(
      'not-whole-revision',
      overwritten(signed, range, (old) => old.replace(/ (\d+) \]/, (_, length: string) => ` ${Number(length) - 1} ]`)),
    )
  })

  it('with room for other things beside the value (wrapping)', () => {
    // The hole begins one byte early: the key's last byte would be free to change.
    const wide = overwritten(signed, /\/ByteRange \[[ 0-9]+\]/g, (old) =>
      old.replace(/\[ 0 (\d+) /, (_, start: string) => `[ 0 ${Number(start) - 1} `),
    )
    last('hole-not-contents', wide)
    const spaced = overwritten(signed, /00000000>/g, () => '000000 >')
    last('hole-not-contents', spaced)
  })

  it('covering only an earlier revision, though it stands in a later one', async () => {
    // The second signature copies value and range of the first: valid over the first revision, and says nothing about its own.
    const one = await signedBy(await letterPdf(1), { identity: pki.person, at, field: 'A' })
    const copied = await appended(one, (open) => {
      const { dict, ref } = fieldsOf(open.document)[0]!
      const value = dict.lookup(name('V'), PDFDict)
      dict.set(name('V'), open.document.context.register(value.clone()))
      dict.set(name('F'), PDFNumber.of(132))
      open.touched.add(ref)
    })
    last('hole-not-contents', copied)
  })
})

const pageNumber = (pdf: string): number => Number(/(\d+) 0 obj\n<<[^>]*\/Type \/Page\n/.exec(pdf)![1])
const pageObject = (pdf: string): string => pdf.slice(pdf.indexOf(`${pageNumber(pdf)} 0 obj`)).split('endobj')[0] + 'endobj'
const contentNumber = (pdf: string): number => Number(/\/Contents \[ (\d+) 0 R \]/.exec(pdf)![1])
