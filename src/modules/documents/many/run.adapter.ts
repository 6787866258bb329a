import { setTimeout as pause } from 'node:timers/promises'
import { err, ok, type Result } from '../../../kernel/result.ts'
import type { Say } from '../../../kernel/say.ts'
import type { RunProgress, SigningService } from '../../signing/service.ts'
import type { Refusal } from '../explain.ts'
import type { DocumentFile } from '../outgoing.ts'
import type { DocumentRoomDeps, KeySaid } from '../room.adapter.ts'
import type { By } from '../service.ts'
import type { ManyAct, ManyOutcome } from './many.ts'
import { documentsById, rowsById } from './store.ts'

export type ManyDeps = Pick<DocumentRoomDeps, 'db' | 'files' | 'service' | 'signer'> & { signing: Pick<SigningService, 'progressOf'> }

/** Why an act on many does not begin. */
export type ManyRefused = KeySaid | { kind: 'document-refused'; id: number; refusal: Refusal }

/** Files of the act by document, each document's own first, then its appendices: `outgoing/7`, `outgoing/7/1`. */
function documentsOf({ files }: RunProgress): { id: number; files: RunProgress['files'][number][] }[] {
  const found = new Map<number, RunProgress['files'][number][]>()
  for (const file of files) {
    const id = Number(file.about.split('/')[1])
    found.set(id, [...(found.get(id) ?? []), file])
  }
  return [...found].map(([id, own]) => ({ id, files: own }))
}

const roleOf = { sign: 'signatory', seal: 'seal' } as const
/** Where a document stands before the act; afterwards it has gone on. */
const before = { sign: 'approved', seal: 'numbered' } as const satisfies Record<ManyAct, string>
/** How often what was signed is written into the documents while the act runs, milliseconds. */
const takeUpEveryMs = 500

/**
 * Many documents signed, or numbered and sealed, in one act. The key signs file after file; each signed file is taken into its document by the same
 * rules as a single one, half a second later at most. So what is signed stays signed when the process dies, and the rest waits for a new act.
 */
export function manySigner({ db, files, service, signer, signing }: ManyDeps) {
  const actorOf = (by: By) => ({ agencyId: by.agencyId, officerId: by.officerId, onBehalfOf: null })
  const underWay = new Map<string, Promise<Map<number, Refusal>>>()

  const fileOf = async (sha256: string, act: ManyAct): Promise<DocumentFile> => {
    const found = await files.open(sha256)
    if (!found) throw new Error(`signed file ${sha256} is not in the store`)
    found.stream.destroy()
    return { sha256, sizeBytes: found.sizeBytes, mediaType: 'application/pdf', name: act === 'sign' ? 'da-ky.pdf' : 'van-ban.pdf' }
  }

  /** Takes signed files into their documents; answers with what the rules refused, by document. */
  const takeAll = async (by: By, act: ManyAct, runId: string, progress: RunProgress): Promise<Map<number, Refusal>> => {
    const whole = documentsOf(progress).filter(({ files }) => files.every((f) => f.signedSha256 !== null))
    const rows = await db.inAgency(by.agencyId, (tx) =>
      rowsById(
        tx,
        by.agencyId,
        whole.map(({ id }) => id),
      ),
    )
    const refused = new Map<number, Refusal>()
    for (const { id, files: signed } of whole) {
      if (rows.get(id)?.status !== before[act]) continue
      const [file, ...appendices] = await Promise.all(signed.map((f) => fileOf(f.signedSha256 ?? '', act)))
      if (!file) continue
      const stamp = { seen: null, key: `${runId}/${id}` }
      const done =
        act === 'sign'
          ? await service.sign<never>(by, id, stamp, async () => ok(file))
          : await service.seal<never>(by, id, stamp, async ({ draft }) =>
              ok({ file, appendices: appendices.map((one, i) => ({ ...one, name: draft.appendices[i]?.name ?? one.name })) }),
            )
      if (!done.ok) refused.set(id, done.error)
    }
    return refused
  }
  /** The same, never twice at once for one act. */
  const takeUp = (by: By, act: ManyAct, runId: string, progress: RunProgress): Promise<Map<number, Refusal>> => {
    const running = underWay.get(runId)
    if (running) return running
    const taking = takeAll(by, act, runId, progress).finally(() => underWay.delete(runId))
    underWay.set(runId, taking)
    return taking
  }

  const follow = async (by: By, act: ManyAct, runId: string, finished: Promise<void>): Promise<void> => {
    let isOver = false
    const over = finished.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await Promise.race([over, pause(takeUpEveryMs)])
      await underWay.get(runId)
      const progress = await signing.progressOf(actorOf(by), runId)
      if (progress) await takeUp(by, act, runId, progress)
    }
  }

  return {
    /** Begins the act; answers when it has begun. `followed` ends when all is written. */
    async start(
      by: By,
      act: ManyAct,
      runId: string,
      ids: readonly number[],
      body: Readonly<Record<string, unknown>>,
      say: Say,
    ): Promise<Result<{ followed: Promise<void> }, ManyRefused>> {
      if (await signing.progressOf(actorOf(by), runId)) return ok({ followed: Promise.resolve() })
      // A key that does not open is told before any number is taken.
      const opened = await signer.open(body, say)
      if (!opened.ok) return opened
      if (act === 'seal') {
        const rows = await db.inAgency(by.agencyId, (tx) => rowsById(tx, by.agencyId, ids))
        for (const id of ids) {
          if (rows.get(id)?.status !== 'signed') continue
          const numbered = await service.number(by, id, { seen: null, key: `${runId}/number/${id}` })
          if (!numbered.ok) {
            await opened.value.close()
            return err({ kind: 'document-refused', id, refusal: numbered.error })
          }
        }
      }
      const documents = (await db.inAgency(by.agencyId, (tx) => documentsById(tx, by.agencyId, ids))).filter(
        ({ document }) => document.status === before[act] && (act === 'seal' || document.draft.signatory.officerId === by.officerId),
      )
      if (documents.length === 0) {
        await opened.value.close()
        const nothing = say('Không có văn bản nào để ký: chúng vừa được xử lý.', 'There is nothing to sign: it has just been dealt with.')
        return err({ kind: 'key-said', sentence: nothing })
      }
      const begun = await signer.startMany(by, roleOf[act], runId, documents, opened.value, say)
      if (!begun.ok) return begun
      return ok({ followed: follow(by, act, runId, begun.value.finished) })
    },

    /** How far it is, by document; what was signed but not yet written is written now. */
    async outcomes(by: By, act: ManyAct, runId: string): Promise<{ progress: RunProgress; outcomes: ManyOutcome[] } | null> {
      const progress = await signing.progressOf(actorOf(by), runId)
      if (!progress) return null
      const refused = await takeUp(by, act, runId, progress)
      const documents = documentsOf(progress)
      const rows = await db.inAgency(by.agencyId, (tx) =>
        rowsById(
          tx,
          by.agencyId,
          documents.map(({ id }) => id),
        ),
      )
      const outcomes = documents.map(({ id, files: own }): ManyOutcome => {
        const row = rows.get(id)
        const key = own.find((f) => f.refusal !== null)?.refusal
        const rule = refused.get(id)
        if (key) return { id, row, state: 'refused', refusal: { by: 'key', refusal: key } }
        if (rule) return { id, row, state: 'refused', refusal: { by: 'rule', refusal: rule } }
        const isDone = own.every((f) => f.state === 'signed') && row?.status !== before[act]
        return { id, row, state: isDone ? 'done' : 'waiting', refusal: null }
      })
      return { progress, outcomes }
    },
  }
}
