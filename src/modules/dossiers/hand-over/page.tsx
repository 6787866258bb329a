import type { FC } from 'hono/jsx'
import type { Say } from '../../../kernel/say.ts'
import { RadioGroup, TextArea } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import { typedIn } from '../acting/page.tsx'

/** Somebody who may get the step, and how many steps they hold now. */
export type Candidate = { id: number; name: string; holds: number }

/** How much somebody holds, in words. */
export const holdsWords = (steps: number, say: Say): string =>
  steps === 0
    ? say('chưa giữ việc nào', 'holds no steps')
    : say(`đang giữ ${steps} việc`, steps === 1 ? 'holds 1 step' : `holds ${steps} steps`)

/** To whom and why. */
export const ChangeHandsFields: FC<{
  typed: Record<string, string | string[]>
  faults: Record<string, string>
  people: readonly Candidate[]
  unit: string
}> = ({ typed, faults, people, unit }) => {
  const say = useSay()
  if (people.length === 0)
    return <p>{say(`${unit} không có ai khác giữ vai trò của bước này.`, `${unit} has nobody else in the role of this step.`)}</p>
  return (
    <>
      <RadioGroup
        name="to"
        label={say('Người nhận', 'Receiver')}
        required
        value={typedIn(typed, 'to')}
        error={faults.to}
        options={people.map(({ id, name, holds }) => ({ value: String(id), text: name, hint: holdsWords(holds, say) }))}
      />
      <TextArea name="reason" label={say('Lý do', 'Reason')} required rows={3} value={typedIn(typed, 'reason')} error={faults.reason} />
    </>
  )
}
