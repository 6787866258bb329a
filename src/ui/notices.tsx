import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { useLang, useSay } from './language.ts'
import { type Action, ActionButton } from './page-header.tsx'
import type { Lang } from './words.ts'

/** A refusal (từ chối): what cannot be done and why, with the law where there is one. */
export type Refusal = { message: Child; law?: { text: string; href: string } | undefined }

/** What went through after the last act; `undo` takes it back. */
export type Flash = { text: Child; undo?: Action | undefined }

/** Says no, at the top of the page, aloud. */
export const RefusalBanner: FC<{ refusal: Refusal | string }> = ({ refusal }) => {
  const say = useSay()
  const { message, law } = typeof refusal === 'string' ? { message: refusal, law: undefined } : refusal
  return (
    <div class="banner" data-tone="late" role="alert">
      <p>
        <span class="banner-word">{say('Chưa thực hiện được.', 'Not done.')}</span> {message} {law && <a href={law.href}>{law.text}</a>}
      </p>
    </div>
  )
}

/** Something to know before working here: amber, red or plain. */
export const Notice: FC<PropsWithChildren<{ tone?: 'late' | 'near' | 'ours' | undefined; title?: Child }>> = ({
  tone,
  title,
  children,
}) => (
  <div class="banner" data-tone={tone} role={tone === 'late' ? 'alert' : undefined}>
    {title && <p class="banner-word">{title}</p>}
    {children}
  </div>
)

/** Says that it is done, and for a while offers to undo it. Stays until the next page; no timer takes it away from slow readers. */
export const Toast: FC<{ flash: Flash; lang?: Lang | undefined }> = ({ flash: { text, undo } }) => (
  <div class="toast" role="status">
    <span>{text}</span>
    {undo && <ActionButton {...undo} variant="tertiary" />}
  </div>
)

/** Asks once before an act that cannot be taken back (xác nhận): a page or folded with `fold`. Needs no script. */
export const ConfirmPanel: FC<
  PropsWithChildren<{
    title: Child
    action: string
    hidden?: Readonly<Record<string, string>> | undefined
    submit: string
    cancel?: string | undefined
    danger?: boolean | undefined
    fold?: string | undefined
    lang?: Lang | undefined
  }>
> = ({ title, action, hidden = {}, submit, cancel, danger, fold, lang = useLang(), children }) => {
  const panel = (
    <form class="confirm" method="post" action={action}>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <h2>{title}</h2>
      {children}
      <div class="form-buttons">
        <button class="ds-button" type="submit" data-color={danger ? 'danger' : undefined}>
          {submit}
        </button>
        {cancel && (
          <a class="ds-button" data-variant="tertiary" href={cancel}>
            {lang === 'en' ? 'Cancel' : 'Thôi'}
          </a>
        )}
      </div>
    </form>
  )
  if (!fold) return <div class="sheet part">{panel}</div>
  return (
    <details class="fold">
      <summary>{fold}</summary>
      {panel}
    </details>
  )
}

/** What stands where a list is empty (chưa có gì): what that means and the one thing to do. */
export const EmptyState: FC<PropsWithChildren<{ title: Child; action?: Action | undefined }>> = ({ title, action, children }) => (
  <div class="empty">
    <h2>{title}</h2>
    {children && <p>{children}</p>}
    {action && <ActionButton {...action} variant="secondary" />}
  </div>
)

const errorWords = {
  vi: {
    403: [
      'Việc này chưa giao cho anh/chị',
      'Tài khoản đang dùng không có quyền mở trang này. Người quản trị của cơ quan có thể giao quyền.',
    ],
    404: ['Không có trang này', 'Địa chỉ có thể gõ nhầm, hoặc hồ sơ thuộc cơ quan khác.'],
    409: ['Vừa có người khác cập nhật', 'Mời mở lại trang để thấy bản mới nhất rồi làm tiếp.'],
    429: ['Xin chờ một chút', 'Có quá nhiều yêu cầu trong thời gian ngắn. Mời thử lại sau ít phút.'],
    500: ['Hệ thống có lỗi, xin lỗi anh/chị', 'Việc vừa làm chưa được ghi lại. Lỗi đã được lưu để người vận hành xem.'],
    503: ['Tạm thời chưa phục vụ được', 'Cơ sở dữ liệu đang tạm ngắt. Chưa có gì bị mất; mời thử lại sau ít phút.'],
  },
  en: {
    403: ['You may not open this page', 'Your account lacks the permission. The administrator of the agency can give it.'],
    404: ['There is no such page', 'The address may be mistyped, or the dossier belongs to another agency.'],
    409: ['Somebody else has just changed this', 'Please reload the page to see the newest version.'],
    429: ['Please wait a moment', 'Too many requests in a short time. Please try again in some minutes.'],
    500: ['Something went wrong, we are sorry', 'What you just did was not recorded. The fault has been kept for the operators.'],
    503: ['The service is away for a moment', 'The database does not answer. Nothing is lost; please try again in some minutes.'],
  },
} as const satisfies Record<Lang, Record<ErrorStatus, readonly [string, string]>>

/** Statuses with a page of their own. */
export type ErrorStatus = 403 | 404 | 409 | 429 | 500 | 503

/** A page that could not be shown, and what helps now (trang báo lỗi). `reference` finds it in the log. Goes inside a layout. */
export const ErrorPage: FC<{
  status: ErrorStatus
  detail?: Child
  reference?: string | undefined
  actions?: readonly Action[] | undefined
  lang?: Lang | undefined
}> = ({ status, detail, reference, actions = [], lang = useLang() }) => {
  const [title, text] = errorWords[lang][status]
  return (
    <div class="error-page">
      <p class="small">{lang === 'en' ? `Error ${status}` : `Lỗi ${status}`}</p>
      <h1>{title}</h1>
      <p>{detail ?? text}</p>
      {reference && (
        <p class="small">
          {lang === 'en' ? 'Reference' : 'Mã tra cứu lỗi'}: <span class="code">{reference}</span>
        </p>
      )}
      <div class="form-buttons">
        {actions.map((action, i) => (
          <ActionButton {...action} variant={i === 0 ? 'primary' : 'tertiary'} />
        ))}
      </div>
    </div>
  )
}
