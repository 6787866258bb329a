import type { Child, FC } from 'hono/jsx'
import type { Day } from '../../../kernel/moment.ts'
import { Form, FormButtons, Select, TextField } from '../../../ui/form.tsx'
import { Facts, Section } from '../../../ui/lists.tsx'
import { EmptyState, Notice } from '../../../ui/notices.tsx'
import { type Lang, showDate } from '../../../ui/words.ts'
import type { Component, InternalProcess, ProcessStep, TimeSegment } from '../process.ts'
import { isNoteRow } from '../process.ts'
import type { PublicStanding } from './standing.ts'
import { copiesInWords, feeInWords, noTime, onlineShort, onlineWords, timeInWords } from './words.ts'

/** Keeps the reader's language in links. */
export type Links = (path: string) => string

/** A line of the public list. */
export type ListedForPublic = {
  path: string
  name: string
  code: string | null
  field: string | null
  limit: readonly TimeSegment[]
  onlineLevel: InternalProcess['onlineLevel']
}

export type ListProps = {
  rows: readonly ListedForPublic[]
  fields: readonly { field: string; procedures: number }[]
  agencies: readonly { code: string; name: string }[]
  asked: { text: string; field: string; agency: string }
  /** Address of the next page, or null. */
  next: string | null
  lang: Lang
  links: Links
}

/** Procedures in force, to be searched without marks and by field (danh mục thủ tục). */
export const ProcedureListPage: FC<ListProps> = ({ rows, fields, agencies, asked, next, lang, links }) => {
  const en = lang === 'en'
  return (
    <>
      <h1>{en ? 'Procedures' : 'Thủ tục hành chính'}</h1>
      <p class="lead">{agencies.find(({ code }) => code === asked.agency)?.name}</p>
      <Form action="/thu-tuc" method="get" hidden={{ ...(en ? { lang } : {}) }}>
        <TextField
          name="q"
          type="search"
          label={en ? 'Name or code' : 'Tên hoặc mã thủ tục'}
          hint={en ? 'Marks may be left out: "dat dai" finds "đất đai".' : 'Gõ không dấu cũng tìm được: "dat dai" ra "đất đai".'}
          value={asked.text}
          autocomplete="off"
          maxlength={200}
        />
        {fields.length > 1 && (
          <Select
            name="linh-vuc"
            label={en ? 'Field' : 'Lĩnh vực'}
            blank={en ? 'All fields' : 'Mọi lĩnh vực'}
            value={asked.field}
            options={fields.map(({ field, procedures }) => ({ value: field, text: `${field} (${procedures})` }))}
          />
        )}
        {agencies.length > 1 && (
          <Select
            name="co-quan"
            label={en ? 'Agency' : 'Cơ quan'}
            value={asked.agency}
            options={agencies.map(({ code, name }) => ({ value: code, text: name }))}
          />
        )}
        <FormButtons submit={en ? 'Search' : 'Tìm'} />
      </Form>
      <Section>
        {rows.length === 0 ? (
          <EmptyState title={en ? 'No procedure found' : 'Không thấy thủ tục nào'}>
            {en ? 'Try fewer words, or all fields.' : 'Thử gõ ít từ hơn, hoặc chọn mọi lĩnh vực.'}
          </EmptyState>
        ) : (
          <ul class="stack">
            {rows.map(({ path, name, code, field, limit, onlineLevel }) => (
              <li>
                <a href={links(path)}>{name}</a>
                <p class="small">
                  {[code, limit.length > 0 && timeInWords(limit, lang), onlineLevel && onlineShort[lang][onlineLevel], field]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {next && (
        <div class="actions">
          <a class="ds-button" data-variant="secondary" href={links(next)} rel="next">
            {en ? 'Next page' : 'Trang sau'}
          </a>
        </div>
      )}
    </>
  )
}

export type ProcedureProps = {
  process: InternalProcess
  decision: string
  standing: PublicStanding
  effectiveFrom: Day
  effectiveTo: Day | null
  /** In force under the same national code, where this one is no more. */
  replacements: readonly { path: string; name: string }[]
  /** Rows of a QR code of this page's address, `1` dark. */
  qr: readonly string[]
  address: string
  lang: Lang
  links: Links
}

/** One procedure: what to bring, what it costs, how long it takes and through which steps (trang thủ tục). */
export const ProcedurePage: FC<ProcedureProps> = (props) => {
  const { process, lang, standing } = props
  const en = lang === 'en'
  const hard = process.hardLimit && timeInWords(process.hardLimit, lang)
  return (
    <>
      <p class="small">{[process.code, process.field].filter(Boolean).join(' · ')}</p>
      <h1>{process.name}</h1>
      <p class="lead">
        {process.limit.length > 0 ? (
          <>
            {en ? 'Result within ' : 'Trả kết quả trong '}
            <b class="promise">{timeInWords(process.limit, lang)}</b>
            {hard && (en ? `; ${hard} in hard areas` : `; ${hard} ở địa bàn khó khăn`)}.
          </>
        ) : (
          <>
            {en ? 'Time: ' : 'Thời hạn: '}
            {process.limitNote ?? noTime[lang]}.
          </>
        )}
      </p>
      {standing !== 'in-force' && <NotInForce {...props} />}
      {process.components.length > 0 && (
        <Section title={en ? 'What to bring' : 'Giấy tờ cần nộp'}>
          <ol class="stack">
            {process.components.map((component) => (
              <Paper component={component} lang={lang} />
            ))}
          </ol>
        </Section>
      )}
      <Section title={en ? 'Fee, filing, result' : 'Phí, nơi nộp, kết quả'}>
        <Facts items={factsOf(process, lang)} />
      </Section>
      {process.steps.length > 0 && <Steps process={process} lang={lang} />}
      <Section title={en ? 'This page' : 'Trang này'}>
        <Facts
          items={[
            [en ? 'Decision' : 'Quyết định', props.decision || process.decision],
            [en ? 'In force from' : 'Áp dụng từ', showDate(props.effectiveFrom, undefined, lang)],
            ...(props.effectiveTo === null ? [] : [[en ? 'until' : 'đến hết', showDate(props.effectiveTo, undefined, lang)] as const]),
          ]}
        />
        <Qr rows={props.qr} label={en ? `QR code of ${props.address}` : `Mã QR của ${props.address}`} />
        <p class="small">{en ? 'Scan to open this page on a phone.' : 'Quét để mở trang này trên điện thoại.'}</p>
      </Section>
    </>
  )
}

const NotInForce: FC<ProcedureProps> = ({ standing, effectiveFrom, effectiveTo, replacements, lang, links }) => {
  const en = lang === 'en'
  if (standing === 'scheduled')
    return (
      <Notice tone="near" title={en ? 'Not in force yet' : 'Chưa áp dụng'}>
        <p>
          {en ? 'It holds from ' : 'Áp dụng từ '}
          {showDate(effectiveFrom, undefined, lang)}.
        </p>
      </Notice>
    )
  return (
    <Notice tone="near" title={en ? 'No longer in force' : 'Thủ tục này không còn áp dụng'}>
      <p>
        {effectiveTo !== null &&
          (en
            ? `Its last day was ${showDate(effectiveTo, undefined, lang)}. `
            : `Ngày cuối là ${showDate(effectiveTo, undefined, lang)}. `)}
        {replacements.length > 0
          ? en
            ? 'Under the same code there is now:'
            : 'Thủ tục cùng mã đang áp dụng:'
          : en
            ? 'What follows is kept for those whose dossier began under it.'
            : 'Nội dung dưới đây giữ lại cho hồ sơ đã nhận theo thủ tục này.'}
      </p>
      {replacements.length > 0 && (
        <ul>
          {replacements.map(({ path, name }) => (
            <li>
              <a href={links(path)}>{name}</a>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

const Paper: FC<{ component: Component; lang: Lang }> = ({ component, lang }) => {
  const { name, formCode, isConditional, onlyWhen } = component
  const en = lang === 'en'
  const about = [
    copiesInWords(component, lang),
    formCode && (en ? `form ${formCode}` : `mẫu ${formCode}`),
    onlyWhen
      ? en
        ? `only when: ${onlyWhen}`
        : `chỉ khi: ${onlyWhen}`
      : isConditional && (en ? 'only in some cases' : 'chỉ trong một số trường hợp'),
  ].filter(Boolean)
  return (
    <li>
      {name}
      {about.length > 0 && <p class="small">{about.join(' · ')}</p>}
    </li>
  )
}

function factsOf(process: InternalProcess, lang: Lang): [string, Child][] {
  const en = lang === 'en'
  const { fee, feeLines, onlineLevel, isByPost, isAnywhere, authority, result } = process
  const facts: [string, Child][] = [
    [en ? 'Fee' : 'Phí, lệ phí', feeLines.length > 0 ? <FeeLines lines={feeLines} /> : (feeInWords(fee, lang) ?? noTime[lang])],
  ]
  if (onlineLevel) facts.push([en ? 'Online' : 'Trực tuyến', onlineWords[lang][onlineLevel]])
  if (onlineLevel === 'full' || onlineLevel === 'partial')
    facts.push([en ? 'File online at' : 'Nộp trực tuyến tại', <a href="https://dichvucong.gov.vn">dichvucong.gov.vn</a>])
  if (isByPost !== null)
    facts.push([en ? 'By post' : 'Qua bưu chính', isByPost ? (en ? 'yes, in and out' : 'nộp và nhận được') : en ? 'no' : 'không'])
  if (isAnywhere !== null)
    facts.push([
      en ? 'Where to file' : 'Nơi nộp',
      isAnywhere
        ? en
          ? 'any one-stop counter of the province'
          : 'quầy Một cửa bất kỳ trong tỉnh'
        : en
          ? 'the counter of this agency'
          : 'quầy Một cửa của cơ quan',
    ])
  if (authority) facts.push([en ? 'Decided by' : 'Cơ quan giải quyết', authority])
  if (result) facts.push([en ? 'You receive' : 'Kết quả', result])
  return facts
}

const FeeLines: FC<{ lines: InternalProcess['feeLines'] }> = ({ lines }) => (
  <ul>
    {lines.map(({ group, item, payer, channel, amount }) => (
      <li>
        {[group, item, payer, channel].filter(Boolean).join(', ')}
        {(group || item || payer || channel) && ': '}
        {amount}
      </li>
    ))}
  </ul>
)

const Steps: FC<{ process: InternalProcess; lang: Lang }> = ({ process: { steps, limit }, lang }) => {
  const en = lang === 'en'
  return (
    <Section title={en ? 'The steps' : 'Các bước giải quyết'}>
      <div class="stack">
        {' '}
        <ol class="stack">
          {steps.map((step) => (
            <li>
              {isNoteRow(step) ? '' : `${step.no}. `}
              {step.name ?? (en ? 'Step' : 'Bước')}
              <p class="small">{[step.actor, stepTime(step, lang)].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ol>
        {limit.length > 0 && (
          <p class="small">
            {en ? 'In all: ' : 'Cộng: '}
            <b>{timeInWords(limit, lang)}</b>.{' '}
            {steps.some((s) => !s.countsTime) && (en ? 'Steps not counted come on top.' : 'Bước không tính ngày không nằm trong thời hạn.')}
          </p>
        )}
      </div>{' '}
    </Section>
  )
}

function stepTime(step: ProcessStep, lang: Lang): string {
  if (!step.countsTime || isNoteRow(step)) return lang === 'en' ? 'time not counted' : 'không tính ngày'
  return step.duration ? timeInWords(step.duration, lang) : ''
}

/** A QR code as one picture of squares; black on white on paper and on the screen. */
const Qr: FC<{ rows: readonly string[]; label: string }> = ({ rows, label }) => {
  const side = rows.length + 8
  const squares = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map((run) => `M${run.index + 4} ${y + 4}h${run[0].length}v1h-${run[0].length}z`),
  )
  return (
    <svg width="148" height="148" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  )
}
