import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { useLang, useSay } from './language.ts'
import type { Lang } from './words.ts'

/** A fault of one field, as the error summary lists it. `name` is the field's. */
export type Fault = { name: string; message: string }

/** What every field has. `error` stands beside the field; `value` keeps what was typed. */
export type FieldProps = {
  name: string
  label: Child
  hint?: Child
  error?: string | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
  /** Fills the row (default) or is as wide as what belongs in it. */
  width?: 'full' | 'code' | 'date' | 'number' | undefined
  /** Differs from `name` when a page has the field twice. */
  id?: string | undefined
}

export type FormProps = {
  action: string
  method?: 'post' | 'get' | undefined
  /** CSRF token, idempotency key, seen version. */
  hidden?: Readonly<Record<string, string>> | undefined
  /** Takes files. */
  multipart?: boolean | undefined
  /** Asks before leaving with unsaved writing. */
  guard?: boolean | undefined
  id?: string | undefined
  /** Class for layout: `line` puts fields in one row (filters). */
  look?: 'stack' | 'line' | undefined
}

/** A form (biểu mẫu). Works without script; double submits are stopped where script runs. Never validates in the browser first: our words say it. */
export const Form: FC<PropsWithChildren<FormProps>> = ({
  action,
  method = 'post',
  hidden = {},
  multipart,
  guard,
  id,
  look = 'stack',
  children,
}) => (
  <form
    class="form"
    data-look={look}
    action={action}
    method={method}
    enctype={multipart ? 'multipart/form-data' : undefined}
    id={id}
    data-guard={guard ? '' : undefined}
    novalidate
  >
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {children}
  </form>
)

/** All faults at the top of a form (lỗi cần sửa), each a link to its field. */
export const ErrorSummary: FC<{ faults: readonly Fault[]; title?: string | undefined; lang?: Lang | undefined }> = ({
  faults,
  title,
  lang = useLang(),
}) =>
  faults.length === 0 ? null : (
    <div class="ds-error-summary" role="alert" tabindex={-1} data-focus="">
      <h2>{title ?? (lang === 'en' ? `There is a problem with ${faults.length} answer(s)` : `Còn ${faults.length} chỗ cần sửa`)}</h2>
      <ul>
        {faults.map(({ name, message }) => (
          <li>
            <a href={`#${name}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )

type Described = Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>
const idOf = ({ id, name }: Described): string => id ?? name
const described = (field: Described): string | undefined =>
  [field.hint ? `${idOf(field)}-hint` : '', field.error ? `${idOf(field)}-error` : ''].filter(Boolean).join(' ') || undefined

/** Attributes that tie an input to its hint and error. */
const tied = (field: FieldProps) => ({
  id: idOf(field),
  name: field.name,
  disabled: field.disabled || undefined,
  'aria-required': field.required ? ('true' as const) : undefined,
  'aria-invalid': field.error ? ('true' as const) : undefined,
  'aria-describedby': described(field),
})

/** A field's frame: label, hint, the input, its error. `optional` shows instead of a star on the required ones. */
const Field: FC<PropsWithChildren<FieldProps>> = (field) => (
  <div class="ds-field" data-width={field.width}>
    <label class="ds-label" for={idOf(field)}>
      {field.label}
      {field.required && <Required />}
    </label>
    <Hint {...field} />
    {field.children}
    <ErrorLine {...field} />
  </div>
)

const Required: FC = () => (
  <span class="required" title={useSay()('bắt buộc', 'required')} aria-hidden="true">
    {' *'}
  </span>
)
const Hint: FC<Described> = (field) =>
  field.hint ? (
    <div data-field="description" id={`${idOf(field)}-hint`}>
      {field.hint}
    </div>
  ) : null
const ErrorLine: FC<Described> = (field) =>
  field.error ? (
    <p class="ds-validation-message" data-field="validation" id={`${idOf(field)}-error`}>
      {field.error}
    </p>
  ) : null

/** One line of text (ô chữ). */
export const TextField: FC<
  FieldProps & {
    value?: string | undefined
    type?: 'text' | 'search' | 'email' | 'tel' | 'password' | 'number' | 'url' | undefined
    autocomplete?: string | undefined
    inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | 'url' | 'none' | undefined
    placeholder?: string | undefined
    maxlength?: number | undefined
    autofocus?: boolean | undefined
    /** Ids of a `<datalist>` placed by the caller. */
    list?: string | undefined
  }
> = ({ value, type = 'text', autocomplete, inputmode, placeholder, maxlength, autofocus, list, ...field }) => (
  <Field {...field}>
    <input
      class="ds-input"
      {...tied(field)}
      type={type}
      value={value}
      autocomplete={autocomplete}
      inputmode={inputmode}
      placeholder={placeholder}
      maxlength={maxlength}
      autofocus={autofocus}
      list={list}
    />
  </Field>
)

/** Text of several lines (ô ghi). */
export const TextArea: FC<FieldProps & { value?: string | undefined; rows?: number | undefined; maxlength?: number | undefined }> = ({
  value,
  rows = 3,
  maxlength,
  ...field
}) => (
  <Field {...field}>
    <textarea class="ds-input" {...tied(field)} rows={rows} maxlength={maxlength}>
      {value}
    </textarea>
  </Field>
)

/** A choice: `value` is sent, `text` is read; `hint` explains (radio and check boxes), `group` heads a part of a list. */
export type Option = { value: string; text: string; hint?: Child; disabled?: boolean | undefined; group?: string | undefined }

/** One of many (danh sách chọn). `blank` is the text of the empty choice. */
export const Select: FC<FieldProps & { options: readonly Option[]; value?: string | undefined; blank?: string | undefined }> = ({
  options,
  value,
  blank,
  ...field
}) => {
  const groups = [...new Set(options.map((o) => o.group))]
  const shown = (option: Option) => (
    <option value={option.value} selected={option.value === value} disabled={option.disabled}>
      {option.text}
    </option>
  )
  return (
    <Field {...field}>
      <select class="ds-input" {...tied(field)}>
        {blank !== undefined && <option value="">{blank}</option>}
        {groups.map((group) => {
          const inGroup = options.filter((o) => o.group === group).map(shown)
          return group ? <optgroup label={group}>{inGroup}</optgroup> : inGroup
        })}
      </select>
    </Field>
  )
}

/** A date (ngày), `YYYY-MM-DD`; the browser shows it as the office writes it. */
export const DateField: FC<
  FieldProps & { value?: string | undefined; min?: string | undefined; max?: string | undefined; withTime?: boolean | undefined }
> = ({ value, min, max, withTime, ...field }) => (
  <Field {...field} width={field.width ?? 'date'}>
    <input class="ds-input" {...tied(field)} type={withTime ? 'datetime-local' : 'date'} value={value} min={min} max={max} />
  </Field>
)

/** A single box to tick (ô đánh dấu). */
export const Checkbox: FC<FieldProps & { checked?: boolean | undefined; value?: string | undefined }> = ({
  checked,
  value = 'yes',
  ...field
}) => (
  <div class="ds-field">
    <input class="ds-input" {...tied(field)} type="checkbox" value={value} checked={checked} />
    <label class="ds-label" for={idOf(field)}>
      {field.label}
    </label>
    <Hint {...field} />
    <ErrorLine {...field} />
  </div>
)

type GroupProps = Omit<FieldProps, 'width'> & { options: readonly Option[]; inline?: boolean | undefined }

/** One of few, all seen (chọn một). */
export const RadioGroup: FC<GroupProps & { value?: string | undefined }> = ({ value, ...group }) => (
  <ChoiceGroup {...group} type="radio" isOn={(option) => option.value === value} />
)

/** Any of few (chọn nhiều); sends `name` once for each ticked box. */
export const CheckboxGroup: FC<GroupProps & { values?: readonly string[] | undefined }> = ({ values = [], ...group }) => (
  <ChoiceGroup {...group} type="checkbox" isOn={(option) => values.includes(option.value)} />
)

const ChoiceGroup: FC<GroupProps & { type: 'radio' | 'checkbox'; isOn: (option: Option) => boolean }> = ({
  type,
  isOn,
  options,
  inline,
  ...field
}) => (
  <fieldset
    class="ds-fieldset"
    id={idOf(field)}
    aria-describedby={described(field)}
    aria-invalid={field.error ? 'true' : undefined}
    tabindex={-1}
    data-inline={inline ? '' : undefined}
  >
    <legend class="ds-label">
      {field.label}
      {field.required && <Required />}
    </legend>
    <Hint {...field} />
    <ErrorLine {...field} />
    <div class="choices">
      {options.map((option) => {
        const id = `${idOf(field)}-${option.value}`
        return (
          <div class="ds-field">
            <input
              class="ds-input"
              type={type}
              id={id}
              name={field.name}
              value={option.value}
              checked={isOn(option)}
              disabled={field.disabled || option.disabled || undefined}
              aria-describedby={option.hint ? `${id}-hint` : undefined}
              aria-invalid={field.error ? 'true' : undefined}
            />
            <label class="ds-label" for={id}>
              {option.text}
            </label>
            {option.hint && (
              <div data-field="description" id={`${id}-hint`}>
                {option.hint}
              </div>
            )}
          </div>
        )
      })}
    </div>
  </fieldset>
)

/** Files (tệp). Where script runs, shows how far the upload is and lets one stop it. */
export const FileField: FC<FieldProps & { accept?: string | undefined; multiple?: boolean | undefined; lang?: Lang | undefined }> = ({
  accept,
  multiple,
  lang = useLang(),
  ...field
}) => (
  <Field {...field}>
    <upload-progress>
      <input class="ds-input" {...tied(field)} type="file" accept={accept} multiple={multiple} />
      <span class="upload" hidden>
        <progress max="100" value="0" aria-label={lang === 'en' ? 'Upload' : 'Tải tệp lên'} />
        <output class="small" />
        <button type="button" class="ds-button" data-variant="tertiary" hidden>
          {lang === 'en' ? 'Stop' : 'Dừng'}
        </button>
      </span>
    </upload-progress>
  </Field>
)

/** The form's buttons: one that does it, and a way back. */
export const FormButtons: FC<{
  submit: string
  name?: string | undefined
  value?: string | undefined
  danger?: boolean | undefined
  cancel?: { href: string; text?: string } | undefined
  more?: Child
  lang?: Lang | undefined
}> = ({ submit, name, value, danger, cancel, more, lang = useLang() }) => (
  <div class="form-buttons">
    <button class="ds-button" type="submit" name={name} value={value} data-color={danger ? 'danger' : undefined}>
      {submit}
    </button>
    {more}
    {cancel && (
      <a class="ds-button" data-variant="tertiary" href={cancel.href}>
        {cancel.text ?? (lang === 'en' ? 'Cancel' : 'Thôi')}
      </a>
    )}
  </div>
)

/** Fields that belong in one row on a wide screen. */
export const FieldRow: FC<PropsWithChildren> = ({ children }) => <div class="field-row">{children}</div>
