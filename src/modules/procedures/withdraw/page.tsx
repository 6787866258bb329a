import type { FC } from 'hono/jsx'
import { DateField, ErrorSummary, Form, FormButtons, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { Section } from '../../../ui/lists.tsx'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import type { Procedure } from '../version.ts'

export type WithdrawPageProps = {
  procedure: Procedure
  /** the first last day that may be chosen, and the one that stands there at first */
  firstDay: string
  today: string
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  refusal?: string | undefined
  hidden: Readonly<Record<string, string>>
}

/** Takes a procedure out of force (bãi bỏ): until when it holds, and why. */
export const WithdrawPage: FC<WithdrawPageProps> = ({ procedure, firstDay, today, typed, faults, refusal, hidden }) => {
  const say = useSay()
  const here = `/office/procedures/${procedure.procedureId}`
  const typedIn = (name: string, first: string) => (typeof typed[name] === 'string' ? typed[name] : first)
  return (
    <>
      <PageHeader
        over={<a href={here}>{procedure.key}</a>}
        title={say('Bãi bỏ thủ tục', 'Withdraw the procedure')}
        under={procedure.name}
      />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Section>
        <p class="small">
          {say(
            'Sau ngày cuối cùng, không tiếp nhận hồ sơ mới theo thủ tục này. Hồ sơ đã nhận vẫn làm tiếp đến khi xong. Công bố một bản mới thì thủ tục áp dụng trở lại.',
            'After the last day, no new dossier is received under this procedure. Those already received go on to their end. Once a new version is published, the procedure is in force again.',
          )}
        </p>
        <Form action={`${here}/withdraw`} hidden={hidden} guard>
          <DateField
            name="lastDay"
            label={say('Ngày áp dụng cuối cùng', 'Last day in force')}
            hint={say('chọn hôm qua để dừng ngay', 'choose yesterday to stop at once')}
            required
            min={firstDay}
            value={typedIn('lastDay', today)}
            error={faults.lastDay}
          />
          <TextField
            name="reason"
            label={say('Lý do, văn bản bãi bỏ', 'Reason, withdrawing document')}
            required
            value={typedIn('reason', '')}
            error={faults.reason}
            maxlength={500}
          />
          <FormButtons submit={say('Bãi bỏ thủ tục', 'Withdraw the procedure')} danger cancel={{ href: here }} />
        </Form>
      </Section>
    </>
  )
}
