import { assertNever } from '../../src/kernel/assert.ts'
import type { Moment } from '../../src/kernel/moment.ts'
import { err, ok, type Result } from '../../src/kernel/result.ts'
import type { DossierCode } from '../../src/modules/dossiers/model.ts'
import { type DossierDeps, type DossierService, dossierService } from '../../src/modules/dossiers/service.ts'
import type { NewAttachment, Written } from '../../src/modules/dossiers/store.ts'
import type { Cast } from './cast.ts'
import type { Chance } from './chance.ts'
import { must } from './must.ts'
import { type PaperKind, type Papers, paperFor } from './papers.ts'
import type { Act, Tale } from './tale.ts'

/** The doors of an office without what moves with the story: its clock and who is who. */
export type OfficeDoors = Omit<DossierDeps, 'now' | 'recordedNow' | 'orgOf'>

/** What a tale needs to be played: the office's doors, its people, the papers, and chance for the keys. */
export type Playing = { deps: OfficeDoors; cast: Cast; papers: Papers; chance: Chance }

/** A dossier begun, and how to play the rest of its tale. */
export type Begun = { code: DossierCode; rest(): Promise<void> }

/**
 * Plays a tale by the same commands as real use (diễn lại). The office's clock stands at the time of each act; an act that the rules refuse
 * is a fault of the story, and throws.
 */
export async function begin(playing: Playing, tale: Tale): Promise<Begun> {
  const clock = { at: 0 as Moment }
  const service = dossierService({
    ...playing.deps,
    orgOf: async () => playing.cast.on(clock.at),
    now: () => clock.at,
    recordedNow: () => clock.at,
  })
  const [first, ...rest] = tale.acts
  if (first?.kind !== 'receive') throw new Error('a tale begins with receiving')
  clock.at = first.at
  const attachments = first.scans.map((name) => {
    const component = tale.intake.components.find((c) => c.name === name)
    return paper(playing, 'component', String(component?.no ?? 1), paperFor(name), `${name}.pdf`)
  })
  const by = playing.cast.by(first.by, first.at)
  const received = await service.receive(by, tale.intake, first.verdict, { key: playing.chance.uuid(), attachments })
  const { code } = must(received, tale, first)
  return {
    code,
    async rest() {
      for (const act of rest) {
        clock.at = act.at
        must(await play(playing, service, code, act), tale, act)
      }
    },
  }
}

function play(
  { cast, chance, papers }: Playing,
  service: DossierService,
  code: DossierCode,
  act: Act,
): Promise<Result<Written | null, { kind: string }>> {
  const by = cast.by(act.by, act.at)
  const stamp = { seen: null, key: chance.uuid() }
  switch (act.kind) {
    case 'complete-papers':
      return service.completePapers(by, code, stamp, { components: act.components })
    case 'accept':
      return service.accept(by, code, stamp)
    case 'refuse':
      return service.refuse(by, code, stamp, { reason: act.reason, basis: act.basis })
    case 'take':
      return service.take(by, code, stamp, act.step)
    case 'complete': {
      const { step, opinion, through, next: nextOfficerId, outcome } = act
      const files = outcome ? [paper({ papers, chance }, 'result', step, 'result', `${outcome.title}.pdf`)] : []
      return service.completeStep(by, code, stamp, { step, opinion, through, nextOfficerId, outcome }, files)
    }
    case 'send-back':
      return service.sendBack(by, code, stamp, { step: act.step, reason: act.reason })
    case 'hand-over':
      return service.handOver(by, code, stamp, { step: act.step, to: act.to, reason: act.reason })
    case 'reassign':
      return service.reassign(by, code, stamp, { step: act.step, to: act.to, reason: act.reason })
    case 'return':
      return service.returnResult(by, code, stamp, { channel: act.channel, to: act.to })
    case 'send-leg':
      return service.sendLeg(by, code, stamp, { step: act.step, ...act.asked })
    case 'answer':
      return service.answerReferral(by, code, stamp, act.asked)
    case 'propose-pause':
      return service.proposePause(by, code, stamp, { step: act.step, ...act.asked })
    case 'ask-paper':
      return refusedAs('papers-of-an-online-dossier', service.proposePause(by, code, stamp, { step: act.step, ...act.asked }))
    case 'decide-pause':
      return service.decidePause(by, code, stamp, act.decision)
    case 'resume':
      return service.resume(by, code, stamp, act.arrivedAt)
    case 'annul-pause':
      return service.annulPause(by, code, stamp, { no: 1, reason: act.reason })
    case 'draft-apology':
      return service.draftApology(by, code, stamp, { reason: act.reason, newDueAt: act.newDueAt })
    case 'sign-apology':
      return service.signApology(by, code, stamp)
    case 'send-apology':
      return service.sendApology(by, code, stamp, { channel: act.channel })
    case 'break-off':
      return service.breakOff(by, code, stamp, { kind: act.how, reason: act.reason })
    case 'decline': {
      const { step, opinion, outcome } = act
      const files = [paper({ papers, chance }, 'result', step, 'result', `${outcome.title}.pdf`)]
      return service.decline(by, code, stamp, { step, opinion, outcome }, files)
    }
    case 'receive':
      throw new Error('a dossier is received once')
    default:
      return assertNever(act)
  }
}

/** An act that the rules are to refuse: that they do, and that it is written down, is what the story shows. */
async function refusedAs(kind: string, asked: Promise<Result<Written, { kind: string }>>): Promise<Result<null, { kind: string }>> {
  const outcome = await asked
  if (outcome.ok) return err({ kind: `not-${kind}` })
  return outcome.error.kind === kind ? ok(null) : outcome
}

const paper = (
  { papers, chance }: Pick<Playing, 'papers' | 'chance'>,
  kind: NewAttachment['kind'],
  place: string,
  which: PaperKind,
  name: string,
): NewAttachment => ({ id: chance.uuid(), kind, place, name, ...papers[which] })
