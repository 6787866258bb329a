import { csvLine, csvStart } from '../../../kernel/csv.ts'
import { dayInVietnam } from '../../../kernel/moment.ts'
import { inBoth, inVietnamese } from '../../../kernel/say.ts'
import { csvFile } from '../../../platform/http/csv.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import { idByIdentity, readApplicant } from '../../applicants/service.ts'
import { append } from '../../audit/service.ts'
import { officerOf } from '../../org/model.ts'
import type { PapersRoomDeps } from '../room.adapter.ts'
import { statusName } from '../sentences.ts'
import { listPapers, type PaperFilter, paperViews } from '../store.ts'
import { type Chosen, type Line, PapersPage, papersPath, reuseWords, type View } from './page.tsx'

const exportRowsMax = 20_000
const exportPage = 500

/** Heads of the spreadsheet, column by column. */
const heads = inBoth((say) => [
  say('Giấy tờ', 'Paper'),
  say('Số, ký hiệu', 'Number'),
  say('Người nộp', 'Applicant'),
  say('Trạng thái', 'State'),
  say('Dùng lại', 'Reuse'),
  say('Số trang', 'Pages'),
  say('Hồ sơ nguồn', 'Source dossier'),
  say('Người quét', 'Scanned by'),
  say('Số lần dùng lại', 'Times used again'),
])

/** Kho giấy tờ: danh sách, tra người nộp, bảng tính. */
export function listPaperRoutes({ db, orgOf, recordedNow }: PapersRoomDeps): OfficeRoute[] {
  const chosenOf = (c: OfficeContext): { chosen: Chosen; filter: PaperFilter } => {
    const text = (name: string) => (c.req.query(name) ?? '').trim().slice(0, 200)
    const applicant = /^[1-9]\d{0,14}$/.test(text('applicant')) ? text('applicant') : ''
    const asked = paperViews.find((view) => view === text('view'))
    const view: View = asked ?? (text('q') === '' && applicant === '' ? 'in-use' : 'all')
    return {
      chosen: { view, q: text('q'), applicant },
      filter: { view, words: text('q'), applicantId: applicant === '' ? null : Number(applicant), today: dayInVietnam(c.var.now) },
    }
  }

  async function* lines(c: OfficeContext): AsyncGenerator<string> {
    const { who, now } = c.var
    const org = await orgOf(who.agencyId)
    const { filter } = chosenOf(c)
    yield csvStart + csvLine(heads.vi)
    let after: string | null = null
    for (let seen = 0; seen < exportRowsMax; ) {
      const cursor: string | null = after
      const page: { rows: Line[]; next: string | null } = await db.inAgency(who.agencyId, (tx) =>
        listPapers(tx, who.agencyId, filter, { after: cursor, most: exportPage }),
      )
      for (const r of page.rows)
        yield csvLine([
          ...[
            r.name ?? r.component,
            r.numberSymbol ?? '',
            r.applicant,
            statusName(r.status, inVietnamese),
            reuseWords(r.reuse, now, inVietnamese),
          ],
          ...[String(r.pages ?? r.pagesCounted), r.dossier ?? '', officerOf(org, r.begunBy)?.name ?? '', String(r.uses)],
        ])
      seen += page.rows.length
      after = page.next
      if (after === null) return
    }
  }

  return [
    {
      method: 'get',
      path: papersPath,
      needs: 'dossier.read',
      async handle(c) {
        const { say, now, who } = c.var
        const identity = (c.req.query('identity') ?? '').replace(/[\s.-]/g, '').slice(0, 20)
        const kind = c.req.query('kind') === 'organisation' ? 'organisation' : 'person'
        let fault: string | undefined
        if (identity !== '') {
          const found = await db.inAgency(who.agencyId, async (tx) => {
            const id = await idByIdentity(tx, who.agencyId, kind, identity)
            if (id !== null)
              await append(tx, who.agencyId, 'reads', recordedNow(), [
                {
                  kind: 'applicant-looked-up',
                  at: now,
                  officerId: who.officerId,
                  onBehalfOf: who.actingFor?.officerId ?? null,
                  body: '{}',
                },
              ])
            return id
          })
          if (found !== null) return c.redirect(`${papersPath}?applicant=${found}`, 303)
          fault = say(
            'Chưa có ai mang số này. Người nộp được ghi khi tiếp nhận hồ sơ đầu tiên.',
            'Nobody has this number yet. An applicant is recorded with the first dossier.',
          )
        }
        const { chosen, filter } = chosenOf(c)
        const after = c.req.query('after') ?? null
        const [org, [page, applicant]] = await Promise.all([
          orgOf(who.agencyId),
          db.inAgency(who.agencyId, (tx) =>
            Promise.all([
              listPapers(tx, who.agencyId, filter, { after }),
              filter.applicantId === null ? undefined : readApplicant(tx, who.agencyId, filter.applicantId),
            ]),
          ),
        ])
        if (filter.applicantId !== null && !applicant) return c.notFound()
        return c.render(
          <PapersPage
            {...page}
            isFirst={after === null}
            chosen={chosen}
            applicant={applicant && filter.applicantId !== null ? { id: filter.applicantId, name: applicant.name } : null}
            lookUp={{ kind, identity, fault }}
            names={{ officer: (id) => officerOf(org, id)?.name ?? String(id) }}
            now={now}
            mayScan={who.may.has('dossier.receive')}
          />,
          { title: say('Kho giấy tờ', 'Papers kept'), menu: papersPath },
        )
      },
    },
    { method: 'get', path: `${papersPath}/export.csv`, needs: 'dossier.read', handle: async (c) => csvFile('kho-giay-to', lines(c)) },
  ]
}
