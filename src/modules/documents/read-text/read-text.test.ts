import { deepEqual, equal } from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { day } from '../../../kernel/moment.ts'
import { at, clerk } from '../document.example.ts'
import { listIncoming, listOutgoing } from '../look-up.adapter.ts'
import type { DocumentFile } from '../outgoing.ts'
import { done, type Office, openOffice, stamp } from '../testing.adapter.ts'
import { readWaiting } from './read-text.adapter.ts'

let office: Office
const asked: string[] = []
const warned: string[] = []
/** What the letters of a file would say, by its name. */
const texts: Record<string, string> = {
  'quet.pdf': 'Kế hoạch quan trắc nước ngầm',
  'moi.pdf': 'Phương án phòng cháy',
  'van-ban.pdf': 'Nội dung dự thảo đã quét',
}
const textOf = async ({ name }: DocumentFile) => {
  asked.push(name)
  const text = texts[name]
  if (text === undefined) throw new Error('damaged')
  return text
}
const read = (agencyId = 1) => readWaiting({ db: office.base.db, textOf, log: { warn: (_, message) => warned.push(message) } }, agencyId)
const filter = { view: 'all', unitId: null, kind: null, from: null, to: null } as const
const found = (words: string, agencyId = 1) =>
  office.base.db.inAgency(agencyId, async (tx) => {
    const list = { actor: clerk, after: null, today: day('2026-03-02') }
    const [come, out] = [
      await listIncoming(tx, agencyId, { ...filter, words }, list),
      await listOutgoing(tx, agencyId, { ...filter, words }, list),
    ]
    return [come.rows.map((r) => r.id), out.rows.map((r) => r.id)]
  })

describe('Search in full text (tìm toàn văn)', () => {
  const scan = (letter: string, name: string): DocumentFile => ({
    sha256: letter.repeat(64),
    name,
    sizeBytes: 9,
    mediaType: 'application/pdf',
  })
  const letter = {
    ...{
      arrivedAt: at('02 07:45'),
      sender: 'UBND tỉnh (mẫu)',
      numberSymbol: '1/UBND',
      date: null,
      kind: 'letter' as const,
      subject: 'Về việc thử',
    },
    ...{ urgency: 'ordinary' as const, deadline: null, channel: 'paper' as const, from: null },
  }
  before(async () => {
    office = await openOffice()
    for (const one of 'abc')
      await office.base.owner.query(
        `insert into platform.file (agency_id, sha256, size_bytes, media_type) values (1, '${one.repeat(64)}', 9, 'application/pdf')`,
      )
    const registered = { ...letter, files: [scan('a', 'quet.pdf')] }
    await done(office.service.register(office.by(clerk), stamp(), { registered, secrecy: 'none' }))
    await office.carried('draft', { content: null })
    await office.carried('draft', { content: { to: [], paragraphs: ['Thực hiện chỉ tiêu trồng rừng'] } })
  })
  it('finds nothing by the text of files that nobody has read', async () => deepEqual(await found('nước ngầm'), [[], []]))
  it('finds scans by their letters, with and without marks, and what was written here without reading it', async () => {
    equal(await read(), 3)
    deepEqual(await found('nước ngầm'), [[1], []])
    deepEqual(await found('nuoc ngam'), [[1], []])
    deepEqual(await found('dự thảo đã quét'), [[], [1]])
    deepEqual(await found('trồng rừng'), [[], [2]])
    deepEqual(asked.toSorted(), ['quet.pdf', 'van-ban.pdf'])
  })
  it('reads each once, and again when other files take their place', async () => {
    equal(await read(), 0)
    const { service, by } = office
    const before = (await service.incoming(1, 1))?.document.registered
    const change = {
      registered: { ...letter, book: 2, year: 2026, number: before?.number ?? 0, files: [scan('b', 'moi.pdf')] },
      secrecy: 'none',
      reason: 'Nhầm tệp',
    } as const
    await done(service.correct(by(clerk), 1, stamp(), change))
    equal(await read(), 1)
    deepEqual(await found('phòng cháy'), [[1], []])
    deepEqual(await found('nước ngầm'), [[], []])
  })
  it('says that a file could not be read, and does not ask for it again', async () => {
    const registered = { ...letter, files: [scan('c', 'hong.pdf')] }
    await done(office.service.register(office.by(clerk), stamp(), { registered, secrecy: 'none' }))
    equal(await read(), 1)
    deepEqual(warned, ['a file of a document could not be read'])
    equal(await read(), 0)
  })
  it('is the agency’s own', async () => {
    equal(await read(2), 0)
    deepEqual(await found('phòng cháy', 2), [[], []])
  })
})
