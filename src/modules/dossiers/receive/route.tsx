import { randomUUID } from 'node:crypto'
import type { Moment } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { acceptedEndings } from '../../../platform/files.ts'
import { checkForm, type Faults, type Typed } from '../../../platform/http/forms.ts'
import { problem } from '../../../platform/http/problem.ts'
import type { Frame, OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { formBytesMax, type KeptFile, takeFiles } from '../../../platform/http/uploads.ts'
import { PageLanguage } from '../../../ui/language.ts'
import type { Applicant } from '../../applicants/model.ts'
import { findByIdentity } from '../../applicants/service.ts'
import { append } from '../../audit/service.ts'
import { type ActDeps, byOf, type OfferedProcedure, openDossier, today } from '../acting/service.ts'
import { twinsOf } from '../acting/store.ts'
import { attachmentsFrom } from '../attachments/upload.adapter.ts'
import { explainRefusal } from '../explain.ts'
import { heldRows } from '../held-papers.adapter.ts'
import { statuses } from '../model.ts'
import { channelOf, envelope, kindOf, presenceOf, readIntake, readLookUp, readVerdict, typedTexts } from './form.adapter.ts'
import { ChoosePage, DonePage, FoundProcedures, PromiseBox, ReceivePage, type ShownTwin } from './page.tsx'
import { promiseNow } from './promise.ts'

const path = '/office/dossiers/new'
const frameIn = (say: Say): Frame => ({ title: say('Tiếp nhận hồ sơ', 'Receive a dossier'), menu: path })
const rowsAtFirst = 2

/** Tiếp nhận tại quầy: one screen, from the papers on the counter to the code on the slip. */
export function receiveRoutes(deps: ActDeps): OfficeRoute[] {
  const needs = 'dossier.receive'

  const offered = async (c: OfficeContext, procedure: string | undefined): Promise<OfferedProcedure | null> =>
    /^\d{1,9}$/.test(procedure ?? '') ? deps.inForce(c.var.who.agencyId, Number(procedure), today(c.var.now)) : null

  /** Unfinished dossiers of this applicant for this procedure, other than the one just made. */
  const twins = async (
    agencyId: number,
    kind: Applicant['kind'],
    identityNumber: string | null,
    procedureId: number,
    but = '',
  ): Promise<ShownTwin[]> => {
    if (identityNumber === null) return []
    const found = await deps.db.inAgency(agencyId, (tx) => twinsOf(tx, agencyId, { kind, identityNumber, procedureId }))
    return found.filter((t) => t.code !== but).map((t) => ({ code: t.code, filedAt: t.filedAt as Moment, subject: t.subject }))
  }

  /** Somebody known by this number. That a person's data was looked up is noted, without the number. */
  const lookUp = (c: OfficeContext, { kind, identityNumber }: { kind: Applicant['kind']; identityNumber: string }) => {
    const { agencyId, officerId, actingFor } = c.var.who
    return deps.db.inAgency(agencyId, async (tx) => {
      const known = await findByIdentity(tx, agencyId, kind, identityNumber)
      if (known)
        await append(tx, agencyId, 'reads', deps.recordedNow(), [
          { kind: 'applicant-looked-up', at: c.var.now, officerId, onBehalfOf: actingFor?.officerId ?? null, body: '{}' },
        ])
      return known
    })
  }

  type Shown = {
    procedure: OfferedProcedure
    typed: Typed
    faults: Faults
    kept: readonly KeptFile[]
    key: string
    refusal?: string
    lookedUp?: string | undefined
  }
  const show = async (c: OfficeContext, { procedure, typed, faults, kept, key, refusal, lookedUp }: Shown) => {
    const { say } = c.var
    const { agencyId, csrf, name } = c.var.who
    const calendar = await deps.calendarOf(agencyId)
    const number = readLookUp(typed, say)
    const items = [typed.what ?? []].flat().length
    const { components } = procedure.process
    const held = number.ok ? await heldRows(deps, agencyId, number.value, components, today(c.var.now)) : []
    const isHeld = new Set(held.map(({ no }) => no))
    return c.render(
      <ReceivePage
        choice={procedure}
        hidden={{ csrf, key }}
        typed={typed}
        faults={faults}
        refusal={refusal}
        lookedUp={lookedUp}
        twins={number.ok ? await twins(agencyId, number.value.kind, number.value.identityNumber, procedure.procedureId) : []}
        promised={promiseNow(procedure.plan, typed.isHardArea !== undefined, calendar, c.var.now, channelOf(typed.channelIn))}
        kept={kept}
        accept={acceptedEndings}
        presences={components.map((component, i) => {
          const presence = presenceOf(typed, i + 1, component.isConditional)
          return isHeld.has(i + 1) && (presence === '' || presence === 'no') ? 'yes' : presence
        })}
        held={held}
        rows={Math.max(rowsAtFirst, items) + (typed.press === 'add-item' ? 2 : 0)}
        officerName={name}
        now={c.var.now}
      />,
      frameIn(say),
    )
  }

  return [
    {
      method: 'get',
      path,
      needs,
      async handle(c) {
        const chosen = c.req.query('procedure')
        if (chosen !== undefined) {
          const procedure = await offered(c, chosen)
          if (procedure) return show(c, { procedure, typed: {}, faults: {}, kept: [], key: randomUUID() })
        }
        const search = (c.req.query('q') ?? '').slice(0, 200).normalize('NFC')
        const found = await deps.listInForce(c.var.who.agencyId, today(c.var.now), search)
        const [only] = found
        if (search !== '' && found.length === 1 && only) return c.redirect(`${path}?procedure=${only.procedureId}`, 303)
        return c.render(<ChoosePage search={search} found={found} />, frameIn(c.var.say))
      },
    },
    {
      method: 'get',
      path: `${path}/procedures`,
      needs,
      async handle(c) {
        const search = (c.req.query('q') ?? '').slice(0, 200).normalize('NFC')
        const found = await deps.listInForce(c.var.who.agencyId, today(c.var.now), search)
        return c.html(
          <PageLanguage.Provider value={c.var.say.lang}>
            <FoundProcedures search={search} found={found} />
          </PageLanguage.Provider>,
        )
      },
    },
    {
      method: 'get',
      path: `${path}/due`,
      needs,
      async handle(c) {
        const procedure = await offered(c, c.req.query('procedure'))
        if (!procedure) return c.notFound()
        const calendar = await deps.calendarOf(c.var.who.agencyId)
        return c.html(
          <PageLanguage.Provider value={c.var.say.lang}>
            <PromiseBox
              promised={promiseNow(procedure.plan, c.req.query('hard') === '1', calendar, c.var.now, channelOf(c.req.query('in')))}
              now={c.var.now}
            />
          </PageLanguage.Provider>,
        )
      },
    },
    {
      method: 'post',
      path: `${path}/applicant`,
      needs,
      async handle(c) {
        const typed = typedTexts(await c.req.parseBody({ all: true }))
        const asked = readLookUp(typed, c.var.say)
        if (!asked.ok) return problem(c as never, 422, 'bad-identity', asked.error.identity ?? '')
        const known = await lookUp(c, asked.value)
        const procedure = known && (await offered(c, String(typed.procedure ?? '')))
        const held = procedure ? await heldRows(deps, c.var.who.agencyId, asked.value, procedure.process.components, today(c.var.now)) : []
        return c.json(
          known ? { name: known.name, phone: known.phone, address: known.address, email: known.email, lang: known.lang, held } : null,
        )
      },
    },
    {
      method: 'post',
      path,
      needs,
      bodyMax: formBytesMax,
      async handle(c) {
        const body = await c.req.parseBody({ all: true })
        const { who, say } = c.var
        const sent = checkForm(body, envelope, say)
        const typed = typedTexts(body)
        const procedure = sent.ok ? await offered(c, String(sent.value.procedure)) : null
        if (!sent.ok || !procedure) {
          c.status(sent.ok ? 409 : 422)
          const found = await deps.listInForce(who.agencyId, today(c.var.now), '')
          return c.render(
            <>
              <RefusedChoice
                text={
                  sent.ok
                    ? explainRefusal({ kind: 'no-published-process' }, say)
                    : say('Trang đã cũ hoặc không đầy đủ. Chọn lại thủ tục.', 'The page is old or incomplete. Choose the procedure again.')
                }
              />
              <ChoosePage search="" found={found} />
            </>,
            frameIn(say),
          )
        }
        const { key, press } = sent.value
        const files = await takeFiles(deps, who, body, say)
        const again = (more: Partial<Shown> = {}, status: 409 | 422 = 422) => {
          c.status(status)
          return show(c, { procedure, typed, faults: files.faults, kept: files.kept, key, ...more })
        }
        if (press === 'look-up') {
          if ((typed.identity ?? '') === '')
            return again({
              lookedUp: say(
                'Nhập số định danh hoặc mã số thuế rồi tra. Hồ sơ chưa được ghi.',
                'Enter an identity number or tax code, then look it up. The dossier is not written yet.',
              ),
            })
          const asked = readLookUp(typed, say)
          if (!asked.ok) return again({ faults: { ...asked.error, ...files.faults } })
          const known = await lookUp(c, asked.value)
          return again(
            known
              ? { typed: filled(typed, known), lookedUp: say(`Đã có trong hệ thống: ${known.name}.`, `Already on record: ${known.name}.`) }
              : { lookedUp: say('Chưa có ai mang số này; nhập mới.', 'Nobody has this number yet; enter them as new.') },
          )
        }
        if (press === 'add-item') return again()
        const calendar = await deps.calendarOf(who.agencyId)
        const promised = promiseNow(procedure.plan, typed.isHardArea !== undefined, calendar, c.var.now, channelOf(typed.channelIn))
        const intake = readIntake(typed, procedure.procedureId, procedure.process, press !== 'accept' || promised.answer !== null, say)
        const verdict = readVerdict(typed, press, procedure.process, say)
        if (!intake.ok || !verdict.ok || Object.keys(files.faults).length > 0)
          return again({
            faults: { ...(intake.ok ? {} : intake.error), ...(verdict.ok || !intake.ok ? {} : verdict.error), ...files.faults },
          })
        const attachments = attachmentsFrom(files.kept, () => 'component')
        const done = await deps.service.receive(byOf(who), intake.value, verdict.value, { key, attachments })
        if (done.ok) return c.redirect(`/office/dossiers/${done.value.code}/received`, 303)
        return again({ refusal: explainRefusal(done.error, say), key: done.error.kind === 'key-reused' ? randomUUID() : key }, 409)
      },
    },
    {
      method: 'get',
      path: '/office/dossiers/:code/received',
      needs,
      async handle(c) {
        const { say } = c.var
        const { agencyId } = c.var.who
        const open = await openDossier(deps, agencyId, c.req.param('code') ?? '', say)
        if (!open) return c.notFound()
        const { dossier, applicant, procedure } = open
        const outcome =
          dossier.receivedAt !== null
            ? 'accepted'
            : dossier.status === statuses.refused
              ? 'refused'
              : dossier.status === statuses['waiting-for-papers']
                ? 'asked'
                : 'filed'
        return c.render(
          <DonePage
            code={open.code}
            procedure={procedure.name}
            procedureId={procedure.procedureId}
            applicant={applicant.name}
            outcome={outcome}
            due={open.due}
            twins={await twins(agencyId, applicant.kind, applicant.identityNumber, procedure.procedureId, open.code)}
            now={c.var.now}
          />,
          { title: say(`${open.code} · Tiếp nhận hồ sơ`, `${open.code} · Receive a dossier`), menu: path },
        )
      },
    },
  ]
}

/** What is known fills the fields that are still empty; what was typed stands. */
function filled(typed: Typed, known: Applicant): Typed {
  const empty = (name: string) => (typed[name] ?? '') === ''
  const more: Typed = { kind: kindOf(typed) }
  for (const name of ['name', 'phone', 'address', 'email'] as const) if (empty(name)) more[name] = known[name]
  if (known.lang === 'en') more.lang = 'en' // the form begins with Vietnamese, so that is nobody's choice
  return { ...typed, ...more }
}

const RefusedChoice = ({ text }: { text: string }) => (
  <div class="banner" data-tone="late" role="alert">
    <p>{text}</p>
  </div>
)
