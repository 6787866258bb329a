import { z } from 'zod'
import { inBoth } from '../../../kernel/say.ts'
import { readForm } from '../../../platform/http/forms.ts'
import type { OfficeContext, OfficeRoute } from '../../../platform/http/routes.ts'
import type { Database } from '../../../platform/postgres/database.ts'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { byOf, formRoutes, idField, idOf, keyField, menu, momentField, readRecord, textField } from '../forms/route.tsx'
import { explain } from '../sentences.ts'
import { endActing, setActing } from '../service.ts'
import { ActingPage, NewActingPage } from './page.tsx'

const endForm = inBoth((say) => z.object({ key: keyField(say) }))

/** The list needs `org.read`, changes `org.manage`. */
export function actingRoutes({ db }: { db: Database }): OfficeRoute[] {
  const show = async (c: OfficeContext, refusal?: string): Promise<Response> => {
    const { who, now, say } = c.var
    const org = await readRecord(db, who)
    const page = (
      <>
        {refusal && <RefusalBanner refusal={refusal} />}
        <ActingPage
          org={org}
          now={now}
          mayManage={who.may.has('org.manage')}
          hidden={() => ({ csrf: who.csrf, key: crypto.randomUUID() })}
        />
      </>
    )
    return c.render(page, { title: say('Làm thay', 'Acting officers'), menu })
  }
  return [
    { method: 'get', path: '/office/org/acting', needs: 'org.read', handle: (c) => show(c) },
    ...formRoutes(db, {
      path: '/office/org/acting/new',
      schema: inBoth((say) =>
        z.object({
          key: keyField(say),
          absent: idField(say('Chọn người vắng mặt.', 'Choose the absent officer.')),
          officer: idField(say('Chọn người làm thay.', 'Choose the acting officer.')),
          from: momentField(say('Ghi lúc bắt đầu.', 'Enter when it begins.'), say),
          to: momentField(say('Ghi lúc kết thúc.', 'Enter when it ends.'), say),
          document: textField(say('Ghi số, ngày của văn bản.', 'Enter the number and date of the document.'), say, 200),
        }),
      ),
      page: (view, say) => ({ title: say('Giao làm thay', 'Appoint an acting officer'), content: <NewActingPage view={view} /> }),
      act: (by, { absent, officer, from, to, document }) => setActing(db, by, { absentId: absent, officerId: officer, from, to, document }),
      after: () => '/office/org/acting',
    }),
    {
      method: 'post',
      path: '/office/org/acting/:id{[0-9]{1,9}}/end',
      needs: 'org.manage',
      async handle(c) {
        const { who, now, say } = c.var
        const read = await readForm(c, endForm)
        if (!read.ok) {
          c.status(422)
          return show(c, read.error.faults.key ?? read.error.faults._)
        }
        const outcome = await endActing(db, byOf(who, now, 'org.manage', read.value.key), { actingId: idOf(c) })
        if (outcome.ok) return c.redirect('/office/org/acting', 303)
        if (outcome.error.kind === 'unknown-acting') return c.notFound()
        c.status(409)
        return show(c, explain(outcome.error, say))
      },
    },
  ]
}
