import type { Moment } from '../../kernel/moment.ts'
import type { Lang, Say } from '../../kernel/say.ts'
import type { OfficeContext, OfficeRoute } from '../../platform/http/routes.ts'
import { at, type Database, sqlFor, type Tx } from '../../platform/postgres/database.ts'
import type { Entry } from './model.ts'
import { type AnchorLine, AnchorsPage, EntryPage, JournalPage } from './page.tsx'
import { noSeal, readNewest, readStream, sealOf } from './service.ts'

/** What the journal cannot know by itself: it lies below all who write into it. */
export type JournalDeps = {
  db: Database
  /** Names of the agency's officers, by number. */
  namesOf(agencyId: number): Promise<ReadonlyMap<number, string>>
  /** An entry in words; null when no module knows it, and then its kind is shown. */
  sentenceOf(entry: Entry, nameOf: (officer: number) => string, agencyId: number, say: Say): string | null
  /** First part of a stream's name → its word: `dossier` → "Hồ sơ", `org` → "Tổ chức". The same streams in both languages. */
  streamWords: Readonly<Record<Lang, Words>>
  /** Streams to choose with one click, besides single dossiers. */
  chips: readonly string[]
}

type Words = Readonly<Record<string, string>>

const needs = 'journal.read'
const menu = '/office/journal'
const shownMost = 50

/** Reading the journal: the list with its filter, one entry with its seal, seals by the hour. Nothing here writes. */
export function journalRoutes({ db, namesOf, sentenceOf, streamWords, chips }: JournalDeps): OfficeRoute[] {
  const worded = async (agencyId: number, say: Say) => {
    const names = await namesOf(agencyId)
    const nameOf = (officer: number) => names.get(officer) ?? say(`công chức số ${officer}`, `officer no. ${officer}`)
    return (entry: Entry) => ({
      what: sentenceOf(entry, nameOf, agencyId, say) ?? entry.kind,
      where: whereOf(entry.stream, streamWords[say.lang]),
      place: say(`mục ${entry.seq}`, `entry ${entry.seq}`),
      who: entry.officerId === null ? say('Hệ thống hoặc người nộp', 'The system or the applicant') : nameOf(entry.officerId),
      onBehalfOf: entry.onBehalfOf === null ? null : nameOf(entry.onBehalfOf),
    })
  }

  const showJournal = async (c: OfficeContext) => {
    const { say } = c.var
    const { agencyId } = c.var.who
    const words = (c.req.query('q') ?? '').trim().slice(0, 200)
    const stream = words === '' ? undefined : streamOf(words, streamWords[say.lang])
    const before = readCursor(c.req.query('before'))
    const [entries, [lastAnchor]] = await db.inAgency(agencyId, async (tx) => [
      await readNewest(tx, agencyId, { most: shownMost + 1, ...(stream ? { stream } : {}), ...(before ? { before } : {}) }),
      await readAnchors(tx, agencyId, undefined, 1),
    ])
    const inWords = await worded(agencyId, say)
    const shown = entries.slice(0, shownMost)
    const last = entries.length > shownMost ? shown.at(-1) : undefined
    const content = (
      <JournalPage
        lines={shown.map((entry) => ({ ...inWords(entry), at: entry.at, href: addressOf(entry.stream, entry.seq) }))}
        chips={[
          { text: say('Tất cả', 'All'), href: menu, on: stream === undefined },
          ...chips.map((name) => ({
            text: whereOf(name, streamWords[say.lang]),
            href: `${menu}?${new URLSearchParams({ q: name })}`,
            on: stream === name,
          })),
        ]}
        words={chips.includes(words) ? '' : words}
        next={last && `${menu}?${new URLSearchParams({ ...(words ? { q: words } : {}), before: cursorOf(last) })}`}
        first={before && (words ? `${menu}?${new URLSearchParams({ q: words })}` : menu)}
        lastAnchor={lastAnchor}
        now={c.var.now}
      />
    )
    return c.render(content, { title: say('Nhật ký', 'Journal'), menu })
  }

  const showEntry = async (c: OfficeContext) => {
    const { say } = c.var
    const { agencyId } = c.var.who
    const stream = c.req.query('stream') ?? ''
    const asked = c.req.query('seq') ?? ''
    if (!/^[1-9]\d{0,8}$/.test(asked)) return c.notFound()
    const seq = Number(asked)
    const near = await db.inAgency(agencyId, (tx) => readStream(tx, agencyId, stream, seq - 2, 3))
    const entry = near.find((e) => e.seq === seq)
    if (!entry) return c.notFound()
    const previous = near.find((e) => e.seq === seq - 1)
    const sealBefore = seq === 1 ? noSeal : previous?.seal
    const inWords = await worded(agencyId, say)
    const content = (
      <EntryPage
        {...inWords(entry)}
        kind={entry.kind}
        stream={stream}
        at={entry.at}
        recordedAt={entry.recordedAt}
        body={entry.body}
        seal={entry.seal.toString('hex')}
        sealBefore={seq === 1 ? null : previous?.seal.toString('hex')}
        holds={sealBefore !== undefined && sealOf(sealBefore, agencyId, stream, seq, entry.recordedAt, entry).equals(entry.seal)}
        before={previous && addressOf(stream, seq - 1)}
        after={near.some((e) => e.seq === seq + 1) ? addressOf(stream, seq + 1) : undefined}
      />
    )
    return c.render(content, { title: say('Mục nhật ký', 'Journal entry'), menu })
  }

  const showAnchors = async (c: OfficeContext) => {
    const { say } = c.var
    const { agencyId } = c.var.who
    const asked = c.req.query('before') ?? ''
    const before = /^\d{1,11}$/.test(asked) ? (Number(asked) as Moment) : undefined
    const anchors = await db.inAgency(agencyId, (tx) => readAnchors(tx, agencyId, before, shownMost + 1))
    const shown = anchors.slice(0, shownMost)
    const next = anchors.length > shownMost ? `/office/journal/anchors?before=${shown.at(-1)?.hour}` : undefined
    return c.render(<AnchorsPage anchors={shown} next={next} now={c.var.now} />, {
      title: say('Dấu niêm theo giờ', 'Seals by the hour'),
      menu,
    })
  }

  return [
    { method: 'get', path: '/office/journal', needs, handle: showJournal },
    { method: 'get', path: '/office/journal/entry', needs, handle: showEntry },
    { method: 'get', path: '/office/journal/anchors', needs, handle: showAnchors },
  ]
}

/** Anchors of an agency, newest first. */
async function readAnchors(tx: Tx, agencyId: number, before: Moment | undefined, most: number): Promise<AnchorLine[]> {
  let query = sqlFor.selectFrom('audit.anchor').select(['hour', 'entries', 'seal']).where('agency_id', '=', agencyId)
  if (before !== undefined) query = query.where('hour', '<', at(before))
  const rows = await tx.all(query.orderBy('hour', 'desc').limit(most))
  return rows.map(({ hour, entries, seal }) => ({ hour, entries, seal: seal.toString('hex') }))
}

const addressOf = (stream: string, seq: number): string => `/office/journal/entry?${new URLSearchParams({ stream, seq: String(seq) })}`

/** "Hồ sơ H56.12-260302-0001", "Organisation". */
function whereOf(stream: string, words: Words): string {
  const slash = stream.indexOf('/')
  const [first, rest] = slash < 0 ? [stream, ''] : [stream.slice(0, slash), stream.slice(slash + 1)]
  return `${words[first] ?? first}${rest ? ` ${rest}` : ''}`
}

/** What somebody typed as a stream: its name as it is, else the code of a dossier. */
const streamOf = (typed: string, words: Words): string =>
  typed.includes('/') || Object.hasOwn(words, typed) ? typed : `dossier/${typed.toUpperCase()}`

const cursorOf = ({ recordedAt, seq, stream }: Entry): string => `${recordedAt}~${seq}~${stream}`

/** The place where the page before ended; a cursor that is none of ours starts at the top. */
function readCursor(text: string | undefined): { recordedAt: Moment; stream: string; seq: number } | undefined {
  const [, recordedAt, seq, stream] = /^(\d{1,11})~(\d{1,9})~(.{1,300})$/.exec(text ?? '') ?? []
  return recordedAt && seq && stream ? { recordedAt: Number(recordedAt) as Moment, seq: Number(seq), stream } : undefined
}
