import { assert } from '../../../kernel/assert.ts'
import type { Moment } from '../../../kernel/moment.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { FileStore } from '../../../platform/files.ts'
import { type Database, DatabaseAway } from '../../../platform/postgres/database.ts'
import { agencyName, type OrgSnapshot } from '../../org/model.ts'
import { appendicesNow, fileNow } from '../outgoing.ts'
import { numberText } from '../symbol.ts'
import type { Carrier } from './carrier.ts'
import { afterFailure } from './state.ts'
import { arriveAt, type Claimed, claimDue, noteTaken, noteTold, recallAt, type Settled, settleAll, untoldOf } from './store.ts'

export type DeliverDeps = {
  db: Database
  files: FileStore
  /** The office's clock. */
  now(): Moment
  orgOf(agencyId: number): Promise<OrgSnapshot>
  /** The way to recipients outside this system. */
  carrier: Carrier
  log: { info(what: object, message: string): void; warn(what: object, message: string): void }
}

/** So many are taken at once, and so many batches in one go: others of the minute find time too. */
const batchMost = 20
const batchesMost = 20
/** A sender that says nothing for so long is gone, and its deliveries are taken again. Longer than a whole batch of slow answers. */
const senderGoneSeconds = 30 * 60

export type DeliveredCount = { delivered: number; failed: number; givenUp: number; told: number }

type Carried = Result<true, { kind: 'away' | 'later' | 'refused'; reply: string }>

/**
 * Carries what one agency issued to agencies in this system and outside (gửi văn bản), and tells senders what became of theirs here. Claim,
 * carry, write down: three transactions, each in one agency. If the process dies between, the delivery is taken again, and the second carrying
 * changes nothing. A carrier where nobody is there is left alone until the next go.
 */
export async function deliverDue(deps: DeliverDeps, agencyId: number): Promise<DeliveredCount> {
  const { db, now, carrier, log } = deps
  const count: DeliveredCount = { delivered: 0, failed: 0, givenUp: 0, told: await tellSenders(deps, agencyId) }
  let isAway = false
  for (let batch = 0; batch < batchesMost; batch++) {
    const from = now()
    const until = (from + senderGoneSeconds) as Moment
    const claimed = await db.inAgency(agencyId, (tx) => claimDue(tx, agencyId, { now: from, most: batchMost, until }))
    if (claimed.length === 0) break
    const settled: Settled[] = []
    for (const one of claimed) {
      const answer: Carried =
        one.kind === 'agency' ? await toAgency(deps, agencyId, one) : isAway ? err(nobodyThere) : await outside(deps, agencyId, one)
      if (one.kind === 'outside' && !answer.ok && answer.error.kind === 'away') {
        if (!isAway) log.warn({ agencyId, via: carrier.via, reply: answer.error.reply }, 'nobody takes documents there now')
        isAway = true
      }
      settled.push(settledAs(one, answer, one.kind === 'agency' ? 'inside' : carrier.via, now()))
    }
    await db.inAgency(agencyId, (tx) => settleAll(tx, agencyId, now(), settled))
    for (const { state } of settled) count[state === 'given-up' ? 'givenUp' : state]++
    if (claimed.length < batchMost) break
  }
  if (count.delivered + count.givenUp > 0) log.info({ agencyId, ...count }, 'documents delivered')
  return count
}

const nobodyThere = { kind: 'away' as const, reply: 'nobody there' }

/** Lays it before the other agency's records clerk, in a transaction of theirs. */
async function toAgency({ db, now, orgOf }: DeliverDeps, agencyId: number, one: Claimed): Promise<Carried> {
  const { id, toAgencyId, document, carries } = one
  const { draft, number, ended } = document
  assert(toAgencyId !== null && number !== null, 'what is delivered to an agency has an agency and a number')
  const sender = agencyName(await orgOf(agencyId)).name
  try {
    await db.inAgency(toAgencyId, (tx) =>
      carries === 'recall'
        ? recallAt(tx, toAgencyId, now(), { agencyId, documentId: id }, ended?.reason ?? '')
        : arriveAt(tx, toAgencyId, now(), {
            fromAgencyId: agencyId,
            fromDocumentId: id,
            sender,
            numberSymbol: numberText(number.number, number.symbol),
            date: number.date,
            kind: draft.kind,
            subject: draft.subject,
            urgency: draft.urgency,
            files: [fileNow(document), ...appendicesNow(document)],
          }),
    )
    return ok(true)
  } catch (error) {
    if (error instanceof DatabaseAway) throw error // ours is away too: the claim stands until its time is up
    return err({ kind: 'later', reply: (error as { code?: string }).code ?? 'not written' })
  }
}

/** Hands it to the carrier. */
async function outside({ files, orgOf, carrier, now }: DeliverDeps, agencyId: number, one: Claimed): Promise<Carried> {
  const { id, no, document, carries, name, address } = one
  const { draft, number, ended } = document
  assert(number !== null, 'what is delivered has a number')
  const sent = carries === 'recall' ? [] : [fileNow(document), ...appendicesNow(document)]
  return carrier.carry({
    id: `${agencyId}-${id}-${no}`,
    sentAt: now(),
    sender: agencyName(await orgOf(agencyId)).name,
    to: { name, address },
    numberSymbol: numberText(number.number, number.symbol),
    date: number.date,
    kind: draft.kind,
    subject: draft.subject,
    urgency: draft.urgency,
    recalledFor: carries === 'recall' ? (ended?.reason ?? '') : null,
    files: sent.map(({ name: fileName, sha256, sizeBytes }) => ({
      name: fileName,
      sha256,
      sizeBytes,
      async bytes() {
        const found = await files.open(sha256)
        assert(found, `file ${sha256} is in the store`)
        return found.stream
      },
    })),
  })
}

function settledAs({ id, no, tries, carries }: Claimed, answer: Carried, via: string, at: Moment): Settled {
  if (answer.ok) return { id, no, tries, carries, state: 'delivered', notBefore: at, error: null, via }
  const { state, notBefore } = afterFailure(answer.error.kind, tries, at)
  return { id, no, tries, carries, state, notBefore: notBefore ?? at, error: answer.error.reply, via }
}

/** Tells the agencies that sent us something that it was registered here, or sent back: first in their transaction, then in ours. */
async function tellSenders({ db, now }: DeliverDeps, agencyId: number): Promise<number> {
  const answers = await db.inAgency(agencyId, (tx) => untoldOf(tx, agencyId))
  for (const answer of answers) {
    await db.inAgency(answer.fromAgencyId, (tx) => noteTaken(tx, answer.fromAgencyId, agencyId, answer, now()))
    await db.inAgency(agencyId, async (tx) => noteTold(tx, agencyId, answer.id, now()))
  }
  return answers.length
}
