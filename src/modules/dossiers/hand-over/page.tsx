import type { FC } from 'hono/jsx'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { typedIn } from '../acting/page.tsx'

/** Somebody who may get the step, and how many steps they hold now. */
export type Candidate = { id: number; name: string; holds: number }

/** How much somebody holds, in words. */
export const holdsWords = (steps: number): string => (steps === 0 ? 'chưa giữ việc nào' : `đang giữ ${steps} việc`)

/** To whom and why. */
export const ChangeHandsFields: FC<{
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  people: readonly Candidate[]
  unit: string
}> = ({ typed, faults, people, unit }) =>
  people.length === 0 ? (
    <p>{unit} không có ai khác giữ vai trò của bước này.</p>
  ) : (
    <>
      <RadioGroup
        name="to"
        label="Người nhận"
        required
        value={typedIn(typed, 'to')}
        error={faults.to}
        options={people.map(({ id, name, holds }) => ({ value: String(id), text: name, hint: holdsWords(holds) }))}
      />
      <TextArea name="reason" label="Lý do" required rows={3} value={typedIn(typed, 'reason')} error={faults.reason} />
    </>
  )
