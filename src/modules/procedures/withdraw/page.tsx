import type { FC } from 'hono/jsx'
import { DateField, ErrorSummary, Form, FormButtons, TextField } from '../../../ui/form.tsx'
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
  const here = `/office/procedures/${procedure.procedureId}`
  const typedIn = (name: string, first: string) => (typeof typed[name] === 'string' ? typed[name] : first)
  return (
    <>
      <PageHeader over={<a href={here}>{procedure.key}</a>} title="Bãi bỏ thủ tục" under={procedure.name} />
      {refusal && <RefusalBanner refusal={refusal} />}
      <ErrorSummary faults={Object.entries(faults).map(([name, message]) => ({ name, message }))} />
      <Section>
        <p class="small">
          Sau ngày cuối cùng, không tiếp nhận hồ sơ mới theo thủ tục này. Hồ sơ đã nhận vẫn làm tiếp đến khi xong. Công bố một bản mới thì
          thủ tục áp dụng trở lại.
        </p>
        <Form action={`${here}/withdraw`} hidden={hidden} guard>
          <DateField
            name="lastDay"
            label="Ngày áp dụng cuối cùng"
            hint="chọn hôm qua để dừng ngay"
            required
            min={firstDay}
            value={typedIn('lastDay', today)}
            error={faults.lastDay}
          />
          <TextField
            name="reason"
            label="Lý do, văn bản bãi bỏ"
            required
            value={typedIn('reason', '')}
            error={faults.reason}
            maxlength={500}
          />
          <FormButtons submit="Bãi bỏ thủ tục" danger cancel={{ href: here }} />
        </Form>
      </Section>
    </>
  )
}
