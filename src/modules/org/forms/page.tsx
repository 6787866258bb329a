import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { Day } from '../../../kernel/moment.ts'
import type { Say } from '../../../kernel/say.ts'
import { ErrorSummary, Form, FormButtons, type Option } from '../../../ui/form.tsx'
import { Section } from '../../../ui/lists.tsx'
import { RefusalBanner } from '../../../ui/notices.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { nameOn } from '../find.ts'
import { isOpen, type OrgRecord, serves } from '../record.ts'
import { unitKindNames } from '../roles.ts'

/** What a form's page needs to know: the record, what was typed, what is wrong with it. */
export type FormView = {
  org: OrgRecord
  today: Day
  /** The number in the address: a unit, an officer, a post. */
  id: number
  typed: Readonly<Record<string, string | string[]>>
  faults: Readonly<Record<string, string>>
  /** Why the organisation said no, in a sentence. */
  refusal: { kind: string; sentence: string } | null
  /** What the change would do, looked at before it is written. */
  ahead?: Child
  hidden: Readonly<Record<string, string>>
}

/** Name, fault and typed value of a field; `first` stands there before anything was typed. */
export const fieldOf = (view: FormView, name: string, first = ''): { name: string; error: string | undefined; value: string } => {
  const typed = view.typed[name]
  return { name, error: view.faults[name], value: typeof typed === 'string' ? typed : first }
}

/** A page that is one form (trang một biểu mẫu): what is done, its fields, the button that does it. */
export const FormPage: FC<
  PropsWithChildren<{
    view: FormView
    title: string
    over?: Child
    intro?: Child
    action: string
    submit: string
    cancel: string
    danger?: boolean
    /** What the button sends, where a change is looked at before it is written. */
    press?: { name: string; value: string }
  }>
> = ({ view, title, over, intro, action, submit, cancel, danger, press, children }) => (
  <>
    <PageHeader title={title} over={over} under={intro} />
    {view.refusal && <RefusalBanner refusal={view.refusal.sentence} />}
    <ErrorSummary faults={Object.entries(view.faults).map(([name, message]) => ({ name, message }))} />
    <Section>
      <Form action={action} hidden={view.hidden} guard>
        {view.ahead}
        {children}
        <FormButtons submit={submit} {...press} danger={danger} cancel={{ href: cancel }} />
      </Form>
    </Section>
  </>
)

/** Units to choose from, by kind: those open on a day or later. */
export const unitOptions = (org: OrgRecord, day: Day, say: Say, except?: number): Option[] =>
  org.units
    .filter((unit) => unit.id !== except && (isOpen(unit, day) || unit.opened > day))
    .map((unit) => ({ value: String(unit.id), text: nameOn(unit, day).name, group: unitKindNames[say.lang][unit.kind] }))

/** Officers to choose from: those who serve on a day or later. */
export const officerOptions = (org: OrgRecord, day: Day, except?: number): Option[] =>
  org.officers
    .filter((officer) => officer.id !== except && (serves(officer, day) || officer.joined > day))
    .map((officer) => ({ value: String(officer.id), text: officer.name }))
    .sort((a, b) => lastName(a.text).localeCompare(lastName(b.text), 'vi') || a.text.localeCompare(b.text, 'vi'))

/** Vietnamese lists go by the last word of the name. */
const lastName = (name: string): string =>
  name
    .replace(/\s*\(.*$/, '')
    .split(' ')
    .at(-1) ?? name
