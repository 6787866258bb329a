import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { dayInVietnam, type Moment } from '../../../kernel/moment.ts'
import { inBoth } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Who } from '../../../platform/http/who.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { isRole, type OrgSnapshot, permissionsOf } from '../../org/model.ts'
import type { Dossier } from '../dossier.ts'
import { namesOf } from '../list/words.ts'
import { standingOf } from './confirm/decide.ts'
import { type RuleLine, ruleLine, ruleLines } from './lines.ts'
import { rulesOfDossier } from './of-dossier.ts'
import { packOn, type RuleName, type RulePack } from './packs.ts'
import { RuleActPage, type RuleActView, RulesPage, type ShownRule } from './page.tsx'
import { confirm, confirmationsOf, type RulesBy, withdraw } from './store.ts'
import { explainRules, ruleWord } from './words.ts'

export type RulesDeps = { db: Database; orgOf(agencyId: number): Promise<OrgSnapshot>; recordedNow(): Moment }

const menu = '/office/rules'
const may = 'calendar.manage'

const form = inBoth((say) =>
  z.object({
    note: z
      .string()
      .trim()
      .min(1, say('Ghi văn bản đã đối chiếu, hoặc lý do.', 'Name the text that it was compared with, or the reason.'))
      .max(500, say('Dài nhất 500 ký tự.', 'At most 500 characters.')),
    shown: z.string().max(500),
    key: z.uuid(),
  }),
)

/** How one value stands in an agency, for a page that shows it: with `UnverifiedMark` beside it. */
export async function shownRule(db: Database, agencyId: number, pack: RulePack['id'], rule: RuleName): Promise<ShownRule | null> {
  const line = ruleLine(pack, rule)
  if (!line) return null
  const confirmations = line.verified ? [] : await db.inAgency(agencyId, (tx) => confirmationsOf(tx, agencyId))
  return { line, standing: standingOf(line, confirmations) }
}

/** The rules that a dossier was received under, each as it stands in the agency. Null before acceptance. */
export async function shownRulesOf(
  db: Database,
  agencyId: number,
  dossier: Pick<Dossier, 'pack' | 'receivedAt'>,
): Promise<{ pack: RulePack; rules: ShownRule[] } | null> {
  const own = rulesOfDossier(dossier)
  if (!own) return null
  const confirmations = await db.inAgency(agencyId, (tx) => confirmationsOf(tx, agencyId))
  return { pack: own.pack, rules: own.lines.map((line) => ({ line, standing: standingOf(line, confirmations) })) }
}

/** Acts in an absent officer's place only where the permission comes from that officer's post. */
function byOf({ agencyId, officerId, posts }: Who, at: Moment, recordedAt: Moment): RulesBy {
  const giving = posts.filter(({ role }) => isRole(role) && permissionsOf[role].includes(may))
  const onBehalfOf = giving.some((post) => post.onBehalfOf === null) ? null : (giving[0]?.onBehalfOf ?? null)
  return { agencyId, officerId, onBehalfOf, at, recordedAt }
}

/** Pages of legal values: read by everybody who sees the calendar, confirmed by who manages it. */
export function rulesRoutes({ db, orgOf, recordedNow }: RulesDeps): OfficeRoute[] {
  const show = async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const [confirmations, org] = await Promise.all([
      db.inAgency(who.agencyId, (tx) => confirmationsOf(tx, who.agencyId)),
      orgOf(who.agencyId),
    ])
    return c.render(
      <RulesPage
        rules={ruleLines.map((line) => ({ line, standing: standingOf(line, confirmations) }))}
        today={packOn(dayInVietnam(now)).id}
        mayConfirm={who.may.has(may)}
        nameOf={namesOf(org, say).officer}
        now={now}
      />,
      { title: say('Quy tắc pháp luật', 'Legal rules'), menu },
    )
  }

  type Act = RuleActView['act']
  const lineOf = (c: OfficeContext): RuleLine | undefined => ruleLine(c.req.param('pack') ?? '', c.req.param('rule') ?? '')
  const page = (
    c: OfficeContext,
    act: Act,
    line: RuleLine,
    { typed = '', key = randomUUID(), ...more }: { typed?: string; key?: string; fault?: string | undefined; refusal?: string } = {},
  ) =>
    c.render(<RuleActPage act={act} line={line} typed={typed} hidden={{ csrf: c.var.who.csrf, key, shown: line.value }} {...more} />, {
      title: ruleWord(line.rule, c.var.say),
      menu,
    })

  const ask = (act: Act) => (c: OfficeContext) => {
    const line = lineOf(c)
    return line ? page(c, act, line) : c.notFound()
  }

  const run = (act: Act) => async (c: OfficeContext) => {
    const { who, now, say } = c.var
    const line = lineOf(c)
    if (!line) return c.notFound()
    const read = await readForm(c, form)
    if (!read.ok) {
      c.status(422)
      const { typed, faults } = read.error
      return page(c, act, line, { typed: String(typed.note ?? ''), fault: faults.note })
    }
    const { note, shown, key } = read.value
    const by = byOf(who, now, recordedNow())
    const { pack, rule } = line
    const done =
      act === 'confirm'
        ? await confirm(db, by, key, { pack, rule, shown, note })
        : await withdraw(db, by, key, { pack, rule, reason: note })
    if (done.ok) return c.redirect(`${menu}#${pack}`, 303)
    c.status(409)
    return page(c, act, line, { typed: note, refusal: explainRules(done.error, say) })
  }

  const place = `${menu}/:pack/:rule`
  return [
    { method: 'get', path: menu, needs: 'calendar.read', handle: show },
    { method: 'get', path: `${place}/confirm`, needs: may, handle: ask('confirm') },
    { method: 'post', path: `${place}/confirm`, needs: may, handle: run('confirm') },
    { method: 'get', path: `${place}/withdraw`, needs: may, handle: ask('withdraw') },
    { method: 'post', path: `${place}/withdraw`, needs: may, handle: run('withdraw') },
  ]
}
