import type { FC } from 'hono/jsx'
import { DateField, Form, Select, TextField } from '../../../ui/form.tsx'
import { useSay } from '../../../ui/language.ts'
import type { Chosen } from '../filter.ts'
import { documentKinds, kindNames } from '../kinds.ts'

export type FilterFormProps = {
  path: string
  chosen: Chosen
  faults: Readonly<Record<string, string>>
  units: readonly { value: string; text: string }[]
  /** What the fields are called in this list: what is searched, whose unit, from which day. */
  labels: { search: string; unit: string; from: string }
}

/** The filter above a list of documents (lọc văn bản): words, unit, kind, days. The view stays. */
export const FilterForm: FC<FilterFormProps> = ({ path, chosen, faults, units, labels }) => {
  const say = useSay()
  return (
    <Form action={path} method="get" look="line" hidden={{ view: chosen.view }}>
      <TextField name="q" label={labels.search} value={chosen.q} />
      <Select name="unit" label={labels.unit} options={units} value={chosen.unit} blank={say('Mọi đơn vị', 'Every unit')} />
      <Select
        name="kind"
        label={say('Loại', 'Kind')}
        options={documentKinds.map((kind) => ({ value: kind, text: kindNames[say.lang][kind] }))}
        value={chosen.kind}
        blank={say('Mọi loại', 'Every kind')}
      />
      <DateField name="from" label={labels.from} value={chosen.from} error={faults.from} />
      <DateField name="to" label={say('đến ngày', 'to')} value={chosen.to} error={faults.to} />
      <div class="form-buttons">
        <button class="ds-button" type="submit" data-variant="secondary">
          {say('Lọc', 'Filter')}
        </button>
      </div>
    </Form>
  )
}
