import { z } from 'zod'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { cleanText, type Faults, type Typed } from '../../../platform/http/forms.ts'
import type { Applicant } from '../../applicants/model.ts'
import type { InternalProcess } from '../../procedures/model.ts'
import type { FiledComponent } from '../dossier.ts'
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

const identityFaults: Record<IdentityFault, string> = {
  'person-digits': 'Số định danh cá nhân có 12 chữ số (số chứng minh cũ: 9 chữ số).',
  'organisation-digits': 'Mã số thuế của tổ chức có 10 chữ số; của chi nhánh có 13 chữ số.',
}

/** Who files, or for whom: the fields carry a prefix (`agent-` for the one authorised). */
function readParty(typed: Typed, prefix: string, kind: Applicant['kind'], faults: Faults): Applicant {
  const field = (name: string) => one(typed, prefix + name)
  const fault = (name: string, text: string) => (faults[prefix + name] ??= text)
  const name = readName(field('name'))
  if (name === null) fault('name', kind === 'person' ? 'Ghi họ và tên.' : 'Ghi tên tổ chức.')
  else if (name.length > 300) fault('name', 'Tên nhiều nhất 300 ký tự.')
  const identity = readIdentity(kind, field('identity'))
  if (!identity.ok) fault('identity', identityFaults[identity.error])
  const phone = readPhone(field('phone'))
  if (phone === null) fault('phone', 'Số điện thoại có 10 hoặc 11 chữ số, bắt đầu bằng 0.')
  const email = readEmail(field('email'))
  if (email === null) fault('email', 'Địa chỉ thư không đúng, ví dụ: ten@coquan.vn.')
  if (identity.ok && identity.value === null && !phone)
    fault('identity', 'Ghi số định danh, hoặc ít nhất số điện thoại: người nộp tra cứu bằng số đó.')
  const address = field('address')
  if (address.length > 500) fault('address', 'Địa chỉ nhiều nhất 500 ký tự.')
  return { kind, name: name ?? '', identityNumber: identity.ok ? identity.value : null, phone: phone ?? '', email: email ?? '', address }
}

export const kindOf = (typed: Typed): Applicant['kind'] => (one(typed, 'kind') === 'organisation' ? 'organisation' : 'person')

/** The number typed for a look-up, with its fault. */
export function readLookUp(typed: Typed): Result<{ kind: Applicant['kind']; identityNumber: string }, Faults> {
  const kind = kindOf(typed)
  const identity = readIdentity(kind, one(typed, 'identity'))
  if (!identity.ok) return err({ identity: identityFaults[identity.error] })
  return identity.value === null ? err({ identity: 'Nhập số rồi tra.' }) : ok({ kind, identityNumber: identity.value })
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
export function readComponents(typed: Typed, process: Pick<InternalProcess, 'components'>, faults: Faults): FiledComponent[] {
  const rows = process.components.flatMap((component, i): FiledComponent[] => {
    const no = i + 1
    const presence = presenceOf(typed, no, component.isConditional)
    if (presence === 'no-need') return []
    const [originals, copies] = [count(one(typed, `c${no}-originals`)), count(one(typed, `c${no}-copies`))]
    if (originals === null || copies === null) faults[`c${no}-originals`] ??= `${component.name}: số bản là số từ 0 đến 9999.`
    return [{ no, name: component.name, originals: originals ?? 0, copies: copies ?? 0, isPresent: presence === 'yes' }]
  })
  const other = one(typed, 'other-name').slice(0, 500)
  if (other === '') return rows
  const originals = count(one(typed, 'other-originals'))
  if (originals === null) faults['other-originals'] = 'Số bản là số từ 0 đến 9999.'
  return [...rows, { no: process.components.length + 1, name: other, originals: originals ?? 0, copies: 0, isPresent: true }]
}

/** Why a paper of the list is asked for when the officer says no more. */
export const missingWhy = 'Thành phần hồ sơ của thủ tục, chưa nộp'

/** Form 02 names somebody to call. */
export const hasPhone = (contact: string): boolean => /\d[\d\s.()-]{6,}\d$/.test(contact.trim())
export const contactFault = 'Ghi tên và số điện thoại của người hướng dẫn: phiếu 02 in cả hai.'

/** Rows of a request to complete: what and why; rows left empty do not count. */
export function readItems(typed: Typed, faults: Faults): { what: string; why: string }[] {
  const [what, why] = [all(typed, 'what'), all(typed, 'why')]
  const items = what.slice(0, rowsMax).map((text, i) => ({ what: text.trim().slice(0, 1000), why: (why[i] ?? '').trim().slice(0, 1000) }))
  for (const [i, item] of items.entries()) {
    if (item.what === '' && item.why !== '') faults[`what-${i}`] = `Dòng ${i + 1}: ghi giấy tờ cần bổ sung.`
    if (item.what !== '' && item.why === '') faults[`why-${i}`] = `Dòng ${i + 1}: ghi lý do hoặc căn cứ.`
  }
  return items.filter((item) => item.what !== '')
}

const channel = (text: string): Channel => (text === '2' ? 2 : text === '3' ? 3 : 1)

/** The whole form of the counter, as one act needs it; or the faults by field. */
export function readIntake(typed: Typed, procedureId: number, process: InternalProcess, hasPromise: boolean): Result<Intake, Faults> {
  const faults: Faults = {}
  const applicant = readParty(typed, '', kindOf(typed), faults)
  const hasAgent = ['name', 'identity', 'phone', 'paper'].some((f) => one(typed, `agent-${f}`) !== '')
  const agent = hasAgent
    ? { applicant: readParty(typed, 'agent-', 'person', faults), paper: one(typed, 'agent-paper').slice(0, 300) }
    : null
  if (agent && agent.paper === '') faults['agent-paper'] = 'Ghi giấy ủy quyền: số, ngày, nơi lập.'
  const subject = one(typed, 'subject')
  if (subject.length > 1000) faults.subject = 'Nội dung nhiều nhất 1000 ký tự.'
  const components = readComponents(typed, process, faults)
  if (!hasPromise) faults._ = 'Chưa tính được hạn trả cho thủ tục này, nên chưa tiếp nhận được.'
  if (Object.keys(faults).length > 0) return err(faults)
  return ok({
    procedureId,
    applicant,
    agent,
    channelIn: channel(one(typed, 'channelIn')),
    channelOut: channel(one(typed, 'channelOut')),
    subject,
    isHardArea: process.hardLimit !== null && one(typed, 'isHardArea') !== '',
    components,
  })
}

/** What the officer decided: by the button that was pressed. */
export function readVerdict(typed: Typed, act: string, process: Pick<InternalProcess, 'components'>): Result<Verdict, Faults> {
  const faults: Faults = {}
  if (act === 'ask') {
    const presences = process.components.map((component, i) => presenceOf(typed, i + 1, component.isConditional))
    const unseen = presences.indexOf('')
    if (unseen >= 0) faults[`c${unseen + 1}-present`] = 'Kiểm hết giấy tờ trước (có hay thiếu): mỗi hồ sơ chỉ được yêu cầu bổ sung một lần.'
    const items = readItems(typed, faults)
    const missing = process.components.filter((_, i) => presences[i] === 'no').map((c) => ({ what: c.name, why: missingWhy }))
    const asked = items.length > 0 ? items : missing
    if (asked.length === 0 && Object.keys(faults).length === 0)
      faults['what-0'] = 'Ghi giấy tờ cần bổ sung, hoặc đánh dấu “Thiếu” ở bảng giấy tờ.'
    const contact = one(typed, 'contact').slice(0, 300)
    if (!hasPhone(contact)) faults.contact = contactFault
    return Object.keys(faults).length > 0 ? err(faults) : ok({ kind: 'ask', items: asked, contact })
  }
  if (act === 'refuse') {
    const [reason, basis] = [one(typed, 'reason'), one(typed, 'basis')]
    if (reason === '') faults.reason = 'Ghi lý do từ chối.'
    if (basis === '') faults.basis = 'Ghi căn cứ pháp lý của việc từ chối.'
    if (reason.length > 2000 || basis.length > 1000) faults.reason = 'Lý do nhiều nhất 2000 ký tự, căn cứ 1000 ký tự.'
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
