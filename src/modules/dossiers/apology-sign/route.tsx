import { z } from 'zod'
import type { OfficeRoute } from '../../../platform/http/routes.ts'
import { actRoute } from '../acting/route.tsx'
import type { ActDeps } from '../acting/service.ts'
import { openApology } from '../apology/apology.ts'
import { ApologyFacts } from '../apology/page.tsx'
import { signApology } from './decide.ts'

/** Ký thư xin lỗi: the head reads what goes out and signs it. */
export const signApologyRoutes = (deps: ActDeps): OfficeRoute[] =>
  actRoute(deps, {
    path: 'sign-apology',
    needs: 'dossier.reassign',
    title: ({ say }) => say('Ký thư xin lỗi', 'Sign the apology'),
    submit: ({ say }) => say('Ký thư xin lỗi', 'Sign'),
    prepare: async () => undefined,
    schema: z.object({}),
    blocked: ({ open, by, now }) => {
      const tried = signApology(open.dossier, { at: now, actor: by, calendar: open.calendar })
      return tried.ok ? null : tried.error
    },
    run: ({ service }, { by, open }, stamp) => service.signApology(by, open.code, stamp),
    next: ({ say }) => (
      <p>
        {say(
          'Thư đã ký không sửa nữa. Gửi cho người nộp chậm nhất hết ngày làm việc trước ngày hẹn trả, rồi ghi đã gửi.',
          'A signed letter is not changed any more. Send it to the applicant before the last working day before the due day is over, then record it.',
        )}
      </p>
    ),
    fields({ open, now, say }) {
      const apology = openApology(open.dossier)
      if (!apology) return null
      return (
        <>
          <ApologyFacts apology={apology} now={now} names={open.names} />
          <p class="small">
            <a href={`/office/dossiers/${open.code}/print/apology`}>{say('Xem bản in (mẫu 04)', 'See the print (form 04)')}</a>
            {' · '}
            <a href={`/office/dossiers/${open.code}/draft-apology`}>{say('Sửa lý do, ngày hẹn lại', 'Change the reason or the new day')}</a>
          </p>
        </>
      )
    },
  })
