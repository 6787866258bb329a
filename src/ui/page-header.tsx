import type { Child, FC } from 'hono/jsx'
import { useLang } from './language.ts'
import type { Lang } from './words.ts'

/** Something one can do here. A link by default; with `post` a form that carries `hidden` (CSRF token, key, seen version). */
export type Action = {
  text: string
  href: string
  post?: boolean | undefined
  hidden?: Readonly<Record<string, string>> | undefined
  /** Cannot be done now: said in a sentence, with its law; the button stays, disabled. */
  blocked?: { reason: Child; law?: { text: string; href: string } | undefined } | undefined
  /** A letter that does it from the keyboard. */
  key?: string | undefined
  danger?: boolean | undefined
}

export type PageHeaderProps = {
  title: Child
  /** Small line above: code and channel. */
  over?: Child
  /** Small line below: applicant, receipt, process. */
  under?: Child
  /** The one obvious next step. */
  next?: Action | undefined
  /** At most two beside it. */
  others?: readonly Action[] | undefined
  /** The rest, under "Khác". */
  more?: readonly Action[] | undefined
  lang?: Lang | undefined
}

/** Head of a page (đầu trang): what this is, and the one next step at the top right; on a phone at the thumb. */
export const PageHeader: FC<PageHeaderProps> = ({ title, over, under, next, others = [], more = [], lang = useLang() }) => {
  const blocked = [...(next ? [next] : []), ...others].filter((a) => a.blocked)
  return (
    <div class="page-head">
      <div class="page-title">
        {over && <p class="small over">{over}</p>}
        <h1>{title}</h1>
        {under && <p class="small">{under}</p>}
      </div>
      {(next || others.length > 0 || more.length > 0) && (
        <div class="actions">
          {next && <ActionButton {...next} variant="primary" />}
          {others.map((action) => (
            <ActionButton {...action} variant="secondary" />
          ))}
          {more.length > 0 && <MoreMenu actions={more} lang={lang} />}
        </div>
      )}
      {blocked.map((action) => (
        <Blocked {...action} />
      ))}
    </div>
  )
}

/** One action as a link or a form's button. A blocked one is disabled and points to its reason. */
export const ActionButton: FC<Action & { variant?: 'primary' | 'secondary' | 'tertiary' | undefined }> = (action) => {
  const { text, href, post, hidden = {}, blocked, key, danger, variant = 'secondary' } = action
  const looks = {
    class: 'ds-button',
    'data-variant': variant === 'primary' ? undefined : variant,
    'data-color': danger ? 'danger' : undefined,
  }
  if (blocked)
    return (
      <button type="button" {...looks} aria-disabled="true" aria-describedby={blockedId(href)}>
        {text}
      </button>
    )
  if (!post)
    return (
      <a {...looks} href={href} data-key={key}>
        {text}
      </a>
    )
  return (
    <form method="post" action={href}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" {...looks} data-key={key}>
        {text}
      </button>
    </form>
  )
}

/** The rest of what can be done, folded (Khác ▾). Works without script. */
export const MoreMenu: FC<{ actions: readonly Action[]; lang?: Lang | undefined; text?: string | undefined }> = ({
  actions,
  lang = useLang(),
  text,
}) => (
  <details class="more">
    <summary class="ds-button" data-variant="tertiary">
      {text ?? (lang === 'en' ? 'More' : 'Khác')}
    </summary>
    <ul>
      {actions.map((action) => (
        <li>
          <ActionButton {...action} variant="tertiary" />
          {action.blocked && <Blocked {...action} />}
        </li>
      ))}
    </ul>
  </details>
)

/** Why an action cannot be done now, with the law. */
const Blocked: FC<Action> = ({ href, text, blocked }) =>
  blocked ? (
    <p class="blocked" id={blockedId(href)}>
      <span class="blocked-what">{text}:</span> {blocked.reason} {blocked.law && <a href={blocked.law.href}>{blocked.law.text}</a>}
    </p>
  ) : null

const blockedId = (href: string): string => `why-${href.replaceAll(/[^a-z0-9]+/gi, '-')}`
