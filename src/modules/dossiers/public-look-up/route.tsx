import type { Moment } from '../../../kernel/moment.ts'
import { remember } from '../../../kernel/remember.ts'
import { inBoth } from '../../../kernel/say.ts'
import { langOf, linksIn, type PortalContext, type PortalLang, type PortalRoute } from '../../../platform/http/portal.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import type { Fault } from '../../../ui/form.tsx'
import { ErrorPage } from '../../../ui/notices.tsx'
import { showDuration } from '../../../ui/words.ts'
import { proofDigits } from '../../applicants/model.ts'
import { defaultOfficeHours, type WorkingCalendar } from '../../clock/model.ts'
import { agencyName, hoursOn, type OrgSnapshot } from '../../org/model.ts'
import { carriedPlan } from '../former-steps.ts'
import type { DossierCode } from '../model.ts'
import type { Plan } from '../plan.ts'
import { identifierOf, readCode, readDigits } from './code.ts'
import { type DirectoryAgency, directory, type LookedUp, lookUp, stateOf, wholeOf } from './look-up.adapter.ts'
import { type Asked, AskPage, dossierPage, HomePage } from './page.tsx'
import { isProof, sameDigits } from './proof.adapter.ts'
import { tryLimit } from './try-limit.ts'
import { publicView } from './view.ts'
import { hoursInWords } from './words.ts'

/** What the look-up stands on. Snapshots are cached where they are made. */
export type LookUpDeps = {
  db: Database
  /** The secret behind the QR codes (`proofToken`). */
  proofKey: string
  now(): Moment
  /** A clock that only goes forward, for limits and caches. */
  elapsedMs(): number
  calendarOf(agencyId: number): Promise<WorkingCalendar>
  orgOf(agencyId: number): Promise<OrgSnapshot>
  planOf(agencyId: number, procedureId: number, version: number): Promise<Plan>
  /** The procedure's name in a published version. */
  procedureName(agencyId: number, procedureId: number, version: number): Promise<string>
}

/** A new identifier begins to be found after so long. */
const directoryRememberedMs = 60_000

/** Calendars, names and plans of a page. */
const besideRememberedMs = 1_000

/** Wrong tries: from one address, and at one code from wherever. */
const addressRule = { burst: 10, perMinute: 4 }
const codeRule = { burst: 20, perMinute: 1 }

const nothingTyped: Asked = { code: '', digits: '', faults: [] }
const texts = {
  vi: {
    home: 'Tra cứu hồ sơ',
    dossier: 'Hồ sơ',
    badCode: 'Mã hồ sơ có dạng H56.12-260302-0001; xin xem lại trên giấy hẹn.',
    badDigits: 'Xin nhập đúng 4 chữ số cuối.',
    notFound: 'Không có hồ sơ nào có mã này và 4 số này. Xin xem lại cả hai.',
    fromPaper: 'Mã QR chưa đủ để mở hồ sơ. Xin nhập thêm 4 số cuối.',
    wait: (time: string) => `Đã thử sai nhiều lần. Mời thử lại sau ${time}; hoặc quét mã QR trên giấy hẹn.`,
  },
  en: {
    home: 'Look up a dossier',
    dossier: 'Dossier',
    badCode: 'A code looks like H56.12-260302-0001; please look at your receipt again.',
    badDigits: 'Please type exactly the last 4 digits.',
    notFound: 'There is no dossier with this code and these digits. Please check both.',
    fromPaper: 'The QR code is not enough to open the dossier. Please add the last 4 digits.',
    wait: (time: string) => `Too many wrong tries. Please try again in ${time}, or scan the QR code on your receipt.`,
  },
} as const satisfies Record<PortalLang, object>

/** Pages of the look-up: the first page of the portal, the answer to the form, the answer to a QR code. */
export function lookUpRoutes(deps: LookUpDeps): PortalRoute[] {
  const { db, proofKey, now, elapsedMs } = deps
  const agencies = remember((_: 'all') => directory(db), { forMs: directoryRememberedMs, elapsedMs })
  const byAddress = tryLimit(addressRule)
  const byCode = tryLimit(codeRule)

  const agencyOf = async (code: DossierCode): Promise<DirectoryAgency | undefined> => {
    const identifier = identifierOf(code)
    return (await agencies.get('all')).find(({ identifiers }) => identifiers.includes(identifier))
  }

  /** Reads by one statement whatever the code: one that no agency has costs as much as any other. */
  const find = async (code: DossierCode): Promise<{ agencyId: number; found: LookedUp | undefined }> => {
    const agencyId = (await agencyOf(code))?.agencyId ?? 0
    return { agencyId, found: await lookUp(db, agencyId, code) }
  }

  const ask = (c: PortalContext, asked: Asked, status?: 404 | 422) => {
    const lang = langOf(c)
    return c.render(<AskPage asked={asked} lang={lang} />, { title: texts[lang].home, lang, status, place: '/tra-cuu' })
  }

  const refuse = (c: PortalContext, asked: { code: string; digits: string }, faults: readonly Fault[], status: 404 | 422) =>
    ask(c, { ...asked, faults }, status)

  /** What a page says beside the dossier: remembered where each is made, and for a moment together, as one wait instead of four. */
  const beside = remember(
    async (key: string) => {
      const [agencyId = 0, procedureId = 0, version = 0] = key.split('/').map(Number)
      const [calendar, org, plan, procedure] = await Promise.all([
        deps.calendarOf(agencyId),
        deps.orgOf(agencyId),
        deps.planOf(agencyId, procedureId, version),
        deps.procedureName(agencyId, procedureId, version),
      ])
      const week = hoursOn(org, org.day)?.sessions ?? defaultOfficeHours.at(-1)?.sessions ?? {}
      return { calendar, org, plan, procedure, agency: agencyName(org).name, hours: inBoth(({ lang }) => hoursInWords(week, lang)) }
    },
    { forMs: besideRememberedMs, elapsedMs },
  )

  const answer = async (c: PortalContext, lang: PortalLang, code: DossierCode, agencyId: number, found: LookedUp) => {
    const { procedureId, procedureVersion: version, channelOut } = found
    const { agency, hours, ...facts } = await beside.get(`${agencyId}/${procedureId}/${version}`)
    const at = now()
    const dossier = stateOf(found)
    const plan = dossier.migrations ? await carriedPlan(dossier, version, (v) => deps.planOf(agencyId, procedureId, v)) : facts.plan
    const view = publicView(dossier, { ...facts, plan, code, channelOut, whole: wholeOf(found), parts: found.parts, now: at })
    return c.render(dossierPage({ view, now: at, lang, office: { agency, hours: hours[lang] } }), {
      title: `${texts[lang].dossier} ${code}`,
      lang,
      agency,
      place: '/tra-cuu',
    })
  }

  const mustWait = (c: PortalContext, seconds: number) => {
    const lang = langOf(c)
    const time = showDuration(Math.max(60, seconds), 8 * 3600, lang)
    return c.render(<ErrorPage status={429} detail={texts[lang].wait(time)} lang={lang} />, {
      title: texts[lang].home,
      lang,
      status: 429,
      retrySeconds: seconds,
      place: '/tra-cuu',
    })
  }

  /** A code and four digits. An unknown code and wrong digits get the same answer at the same cost, and both count as a wrong try. */
  const byDigits = async (c: PortalContext) => {
    const lang = langOf(c)
    const asked = { code: c.req.query('code'), digits: c.req.query('so') }
    if (asked.code === undefined && asked.digits === undefined) return ask(c, nothingTyped)
    const typed = { code: asked.code ?? '', digits: asked.digits ?? '' }
    const code = readCode(typed.code)
    const digits = readDigits(typed.digits)
    if (code === null || digits === null) {
      const faults: Fault[] = []
      if (code === null) faults.push({ name: 'code', message: texts[lang].badCode })
      if (digits === null) faults.push({ name: 'so', message: texts[lang].badDigits })
      return refuse(c, { code: typed.code, digits: '' }, faults, 422)
    }
    const { address } = c
    const seconds = Math.max(byAddress.enter(address, elapsedMs()), byCode.enter(code, elapsedMs()))
    if (seconds > 0) return mustWait(c, seconds)
    const giveBack = () => {
      byAddress.giveBack(address)
      byCode.giveBack(code)
    }
    const { agencyId, found } = await find(code).catch((error: unknown) => {
      giveBack() // the store was away: nobody learnt anything
      throw error
    })
    if (!sameDigits(found ? proofDigits(found) : null, digits) || !found)
      return refuse(c, { code, digits: '' }, [{ name: 'code', message: texts[lang].notFound }], 404)
    giveBack()
    return answer(c, lang, code, agencyId, found)
  }

  /** A code with the proof that the paper carries; without it, the four digits are asked for. */
  const byPaper = async (c: PortalContext) => {
    const lang = langOf(c)
    const typed = c.req.param('code') ?? ''
    const code = readCode(typed)
    if (code === null) return refuse(c, { code: typed, digits: '' }, [{ name: 'code', message: texts[lang].badCode }], 404)
    const token = c.req.query('k')
    if (token === undefined) return ask(c, { code, digits: '', faults: [] })
    if (!isProof(proofKey, code, token)) return ask(c, { code, digits: '', faults: [], note: texts[lang].fromPaper })
    const { agencyId, found } = await find(code)
    if (!found) return refuse(c, { code, digits: '' }, [{ name: 'code', message: texts[lang].notFound }], 404)
    return answer(c, lang, code, agencyId, found)
  }

  const home = async (c: PortalContext) => {
    const lang = langOf(c)
    const open = (await agencies.get('all')).filter(({ isClosed }) => !isClosed)
    return c.render(<HomePage agencies={open} asked={nothingTyped} lang={lang} links={linksIn(lang)} />, {
      title: texts[lang].home,
      lang,
      place: '/tra-cuu',
    })
  }

  return [
    { path: '/', kept: true, handle: home },
    { path: '/tra-cuu', kept: false, handle: byDigits },
    { path: '/tra-cuu/:code', kept: false, handle: byPaper },
  ]
}
