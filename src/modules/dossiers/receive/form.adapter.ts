import { z } from 'zod'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { inBoth, type Say } from '../../../kernel/say.ts'
import { cleanText, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { Applicant } from '../../applicants/model.ts'
import type { InternalProcess } from '../../procedures/model.ts'
import type { FiledComponent } from '../dossier.ts'
import { missingWhy } from '../forms/recorded.ts'
import type { Channel } from '../model.ts'
import type { Intake, Verdict } from '../service.ts'
import { type IdentityFault, readEmail, readIdentity, readName, readPhone } from './identity.ts'

/** Rows of one printed request at most. */
const rowsMax = 50

const one = (typed: Typed, name: string): string => {
  const value = typed[name]
  return ((Array.isArray(value) ? value[0] : value) ?? '').trim()
}
const all = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat()

const identityFaults = inBoth(
  (say) =>
    ({
      'person-digits': say(
        'Số định danh cá nhân có 12 chữ số (số chứng minh cũ: 9 chữ số).',
        'A personal identification number has 12 digits (an old identity card: 9 digits).',
      ),
      'organisation-digits': say(
        'Mã số thuế của tổ chức có 10 chữ số; của chi nhánh có 13 chữ số.',
        'The tax code of an organisation has 10 digits; that of a branch has 13.',
      ),
    }) satisfies Record<IdentityFault, string>,
)

/** Who files, or for whom: the fields carry a prefix (`agent-` for the one authorised). */
function readParty(typed: Typed, prefix: string, kind: Applicant['kind'], faults: Faults, say: Say): Applicant {
  const field = (name: string) => one(typed, prefix + name)
  const fault = (name: string, text: string) => (faults[prefix + name] ??= text)
  const name = readName(field('name'))
  if (name === null)
    fault(
      'name',
      kind === 'person' ? say('Ghi họ và tên.', 'Enter the full name.') : say('Ghi tên tổ chức.', 'Enter the name of the organisation.'),
    )
  else if (name.length > 300) fault('name', say('Tên nhiều nhất 300 ký tự.', 'A name has at most 300 characters.'))
  const identity = readIdentity(kind, field('identity'))
  if (!identity.ok) fault('identity', identityFaults[say.lang][identity.error])
  const phone = readPhone(field('phone'))
  if (phone === null)
    fault('phone', say('Số điện thoại có 10 hoặc 11 chữ số, bắt đầu bằng 0.', 'A telephone number has 10 or 11 digits and begins with 0.'))
  const email = readEmail(field('email'))
  if (email === null)
    fault('email', say('Địa chỉ thư không đúng, ví dụ: ten@coquan.vn.', 'This is not an email address; one looks like ten@coquan.vn.'))
  if (identity.ok && identity.value === null && !phone)
    fault(
      'identity',
      say(
        'Ghi số định danh, hoặc ít nhất số điện thoại: người nộp tra cứu bằng số đó.',
        'Enter the identity number, or at least the telephone number: the applicant looks the dossier up with it.',
      ),
    )
  const address = field('address')
  if (address.length > 500) fault('address', say('Địa chỉ nhiều nhất 500 ký tự.', 'An address has at most 500 characters.'))
  return { kind, name: name ?? '', identityNumber: identity.ok ? identity.value : null, phone: phone ?? '', email: email ?? '', address }
}

export const kindOf = (typed: Typed): Applicant['kind'] => (one(typed, 'kind') === 'organisation' ? 'organisation' : 'person')

/** In which language the applicant is told, where the form asked. */
const chosenLanguage = (typed: Typed): Pick<Applicant, 'lang'> => {
  const lang = one(typed, 'lang')
  return lang === 'vi' || lang === 'en' ? { lang } : {}
}

/** The number typed for a look-up, with its fault. */
export function readLookUp(typed: Typed, say: Say): Result<{ kind: Applicant['kind']; identityNumber: string }, Faults> {
  const kind = kindOf(typed)
  const identity = readIdentity(kind, one(typed, 'identity'))
  if (!identity.ok) return err({ identity: identityFaults[say.lang][identity.error] })
  if (identity.value === null) return err({ identity: say('Nhập số rồi tra.', 'Enter a number, then look it up.') })
  return ok({ kind, identityNumber: identity.value })
}

const count = (text: string): number | null => (/^\d{0,4}$/.test(text.trim()) ? Number(text) : null)

/** Whether a paper of the list is there: yes, missing, or not asked of this applicant. */
export type Presence = 'yes' | 'no' | 'no-need' | ''

/** What stands in the box of a paper: as typed; at first open, or "not needed" for one asked only in some cases. */
export function presenceOf(typed: Typed, no: number, isConditional: boolean): Presence {
  const given = one(typed, `c${no}-present`)
  if (given === 'yes' || given === 'no' || given === 'no-need') return given
  if (isConditional) return 'no-need'
  return one(typed, 'all-present') !== '' ? 'yes' : ''
}

/** The papers handed in. What nobody has looked at counts as missing; what is not asked of this applicant is left out. */
export function readComponents(typed: Typed, process: Pick<InternalProcess, 'components'>, faults: Faults, say: Say): FiledComponent[] {
  const rows = process.components.flatMap((component, i): FiledComponent[] => {
    const no = i + 1
    const presence = presenceOf(typed, no, component.isConditional)
    if (presence === 'no-need') return []
    const [originals, copies] = [count(one(typed, `c${no}-originals`)), count(one(typed, `c${no}-copies`))]
    if (originals === null || copies === null)
      faults[`c${no}-originals`] ??= say(
        `${component.name}: số bản là số từ 0 đến 9999.`,
        `${component.name}: the number of copies is a number from 0 to 9999.`,
      )
    return [{ no, name: component.name, originals: originals ?? 0, copies: copies ?? 0, isPresent: presence === 'yes' }]
  })
  const other = one(typed, 'other-name').slice(0, 500)
  if (other === '') return rows
  const originals = count(one(typed, 'other-originals'))
  if (originals === null) faults['other-originals'] = say('Số bản là số từ 0 đến 9999.', 'The number of copies is a number from 0 to 9999.')
  return [...rows, { no: process.components.length + 1, name: other, originals: originals ?? 0, copies: 0, isPresent: true }]
}

/** Form 02 names somebody to call. */
export const hasPhone = (contact: string): boolean => /\d[\d\s.()-]{6,}\d$/.test(contact.trim())
export const contactFault = (say: Say): string =>
  say(
    'Ghi tên và số điện thoại của người hướng dẫn: phiếu 02 in cả hai.',
    'Enter the name and telephone number of whoever can explain: form 02 prints both.',
  )

/** Rows of a request to complete: what and why; rows left empty do not count. */
export function readItems(typed: Typed, faults: Faults, say: Say): { what: string; why: string }[] {
  const [what, why] = [all(typed, 'what'), all(typed, 'why')]
  const items = what.slice(0, rowsMax).map((text, i) => ({ what: text.trim().slice(0, 1000), why: (why[i] ?? '').trim().slice(0, 1000) }))
  for (const [i, item] of items.entries()) {
    if (item.what === '' && item.why !== '')
      faults[`what-${i}`] = say(`Dòng ${i + 1}: ghi giấy tờ cần bổ sung.`, `Line ${i + 1}: enter the paper that is needed.`)
    if (item.what !== '' && item.why === '')
      faults[`why-${i}`] = say(`Dòng ${i + 1}: ghi lý do hoặc căn cứ.`, `Line ${i + 1}: enter the reason or the legal basis.`)
  }
  return items.filter((item) => item.what !== '')
}

/** A channel as the form sends it; the counter's own where it sends none. */
export const channelOf = (text: string | string[] | undefined): Channel => (text === '2' ? 2 : text === '3' ? 3 : 1)

/** The whole form of the counter, as one act needs it; or the faults by field. */
export function readIntake(
  typed: Typed,
  procedureId: number,
  process: InternalProcess,
  hasPromise: boolean,
  say: Say,
): Result<Intake, Faults> {
  const faults: Faults = {}
  const applicant = { ...readParty(typed, '', kindOf(typed), faults, say), ...chosenLanguage(typed) }
  const hasAgent = ['name', 'identity', 'phone', 'paper'].some((f) => one(typed, `agent-${f}`) !== '')
  const agent = hasAgent
    ? { applicant: readParty(typed, 'agent-', 'person', faults, say), paper: one(typed, 'agent-paper').slice(0, 300) }
    : null
  if (agent && agent.paper === '')
    faults['agent-paper'] = say('Ghi giấy ủy quyền: số, ngày, nơi lập.', 'Enter the authorisation: its number, date and place.')
  const subject = one(typed, 'subject')
  if (subject.length > 1000) faults.subject = say('Nội dung nhiều nhất 1000 ký tự.', 'The matter has at most 1000 characters.')
  const components = readComponents(typed, process, faults, say)
  if (!hasPromise)
    faults._ = say(
      'Chưa tính được hạn trả cho thủ tục này, nên chưa tiếp nhận được.',
      'No due time can be worked out for this procedure yet, so the dossier cannot be accepted.',
    )
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({
    procedureId,
    applicant,
    agent,
    channelIn: channelOf(one(typed, 'channelIn')),
    channelOut: channelOf(one(typed, 'channelOut')),
    subject,
    isHardArea: process.hardLimit !== null && one(typed, 'isHardArea') !== '',
    components,
  })
}

/** What the officer decided: by the button that was pressed. */
export function readVerdict(typed: Typed, act: string, process: Pick<InternalProcess, 'components'>, say: Say): Result<Verdict, Faults> {
  const faults: Faults = {}
  if (act === 'ask') {
    const presences = process.components.map((component, i) => presenceOf(typed, i + 1, component.isConditional))
    const unseen = presences.indexOf('')
    if (unseen >= 0)
      faults[`c${unseen + 1}-present`] = say(
        'Kiểm hết giấy tờ trước (có hay thiếu): mỗi hồ sơ chỉ được yêu cầu bổ sung một lần.',
        'Check every paper first (there or missing): papers may be asked for only once in each dossier.',
      )
    const items = readItems(typed, faults, say)
    const missing = process.components.filter((_, i) => presences[i] === 'no').map((c) => ({ what: c.name, why: missingWhy }))
    const asked = items.length > 0 ? items : missing
    if (asked.length === 0 && Object.keys(faults).length === 0)
      faults['what-0'] = say(
        'Ghi giấy tờ cần bổ sung, hoặc đánh dấu “Thiếu” ở bảng giấy tờ.',
        'Enter the papers that are needed, or mark them as “Missing” in the table of papers.',
      )
    const contact = one(typed, 'contact').slice(0, 300)
    if (!hasPhone(contact)) faults.contact = contactFault(say)
    return Object.keys(faults).length > 0
      ? err(faults)
      : ok({ kind: 'ask', items: asked, contact, wantsPaper: one(typed, 'wantsPaper') !== '' })
  }
  if (act === 'refuse') {
    const [reason, basis] = [one(typed, 'reason'), one(typed, 'basis')]
    if (reason === '') faults.reason = say('Ghi lý do từ chối.', 'Enter the reason for the refusal.')
    if (basis === '') faults.basis = say('Ghi căn cứ pháp lý của việc từ chối.', 'Enter the legal basis of the refusal.')
    if (reason.length > 2000 || basis.length > 1000)
      faults.reason = say(
        'Lý do nhiều nhất 2000 ký tự, căn cứ 1000 ký tự.',
        'The reason has at most 2000 characters, the legal basis at most 1000.',
      )
    return Object.keys(faults).length > 0 ? err(faults) : ok({ kind: 'refuse', reason, basis })
  }
  return ok({ kind: 'accept' })
}

/** Which button was pressed. `look-up` is also what Enter in a field does: it changes nothing. */
const presses = ['look-up', 'accept', 'ask', 'refuse', 'add-item'] as const

/** What every try of the form carries. */
export const envelope = z.object({
  procedure: z.coerce.number().int().positive(),
  key: z.uuid(),
  press: z.enum(presses).catch('look-up'),
})

/** All texts of a form, cleaned; files left out. */
export function typedTexts(body: Record<string, unknown>): Typed {
  const typed: Typed = {}
  for (const [name, value] of Object.entries(body)) {
    const texts = [value].flat().filter((v): v is string => typeof v === 'string')
    if (texts.length > 0)
      typed[name.replace(/\[\]$/, '')] = texts.length === 1 && !Array.isArray(value) ? cleanText(texts[0] ?? '') : texts.map(cleanText)
  }
  return typed
}
