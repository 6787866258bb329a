import type { Say } from '../../kernel/say.ts'
import type { UnitId, UnitKind } from '../org/model.ts'
import { initialsOf, plainWords, wordsOf } from './plain-words.ts'
import type { ProcessStep } from './process.ts'

/** Who carries a step: a role inside the agency, or somebody outside it. */
export type StepRole = 'counter-officer' | 'unit-head' | 'specialist' | 'records-clerk' | 'leader' | 'office-head' | 'outside'

/** A unit of the agency, as the mapping must know it. */
export type KnownUnit = { id: UnitId; name: string; kind: UnitKind }

/** The agency to whose units the steps are mapped: its names, the present one and former ones. */
export type MappedAgency = { names: readonly string[]; units: readonly KnownUnit[] }

/** Where the step is carried: a unit known by name, or one that each process or dossier decides. */
export type StepPlace =
  | { kind: 'unit'; unit: UnitId }
  /** several fit equally: the branch of the district, say; a person chooses */
  | { kind: 'one-of'; units: readonly UnitId[] }
  /** the unit that answers for the procedure (phòng chuyên môn) */
  | { kind: 'professional-unit' }
  | { kind: 'nowhere' }

/** A text that is said in its reader's language when it is shown: what proposes does not know who reads. */
export type Said = (say: Say) => string

/** A proposal that a person confirms. `because` is in the office's words. */
export type Assignment = { role: StepRole; place: StepPlace; confidence: 'sure' | 'likely' | 'guess'; because: Said }

/**
 * Who carries each step, confirmed by a person (phân công đã xác nhận): by the step's place in the table ("1", "2", …), and "return" for
 * a return that the table leaves out. A step that is done away has an officer here who follows it.
 */
export type ConfirmedAssignments = Readonly<Record<string, { unitId: number; role: Exclude<StepRole, 'outside'>; isAway: boolean }>>

/**
 * Proposes who carries a step (gán bước cho vai trò, đơn vị), from the words of the decision. The first person named decides;
 * the name of the step helps where only a unit is named; what stays doubtful is marked as a guess, never hidden.
 */
export function proposeAssignment(step: Pick<ProcessStep, 'actor' | 'name'>, agency: MappedAgency): Assignment {
  const actor = plainWords(step.actor ?? '')
  if (actor === '') return fromStepName(step, agency)
  const named = firstNamed(actor)
  if (!named) return { ...fromStepName(step, agency), because: unrecognised(step.actor ?? '') }
  if (named.role === 'outside') return outside(named.because)
  const stranger = strangerIn(actor.split(/[;/]| hoac /)[0] ?? actor, agency)
  if (stranger && named.role !== 'counter-officer') return outside(ofStranger(named.because, stranger), 'likely')

  const role = named.role === 'unit-only' ? roleByName(step) : named.role
  const { place, isExact } = placeOf(role, step.actor ?? '', agency)
  const several = /[;/]| hoac | va cong chuc |, (lanh dao|van thu)/.test(actor)
  const confidence = named.role === 'unit-only' || several || !isExact ? 'likely' : 'sure'
  return { role, place, confidence, because: withPlace(several ? firstOfSeveral(named.because) : named.because, place, agency) }
}

/** A step at the one-stop unit that takes a dossier in (tiếp nhận), at the start of the process or of a stage. */
export function isReceiptStep(step: Pick<ProcessStep, 'actor' | 'name'>): boolean {
  const name = plainWords(step.name ?? '')
  const takesIn =
    /(tiep nhan|nhan ho so|nop ho so|lap phieu tiep nhan|kiem tra.*ho so|xem xet tinh chinh xac)/.test(name) &&
    !/^(chuyen|tra|ban giao)|nhan ket qua/.test(name)
  return takesIn && isAtOneStop(step)
}

/** The step that hands the result to the applicant at the one-stop unit (trả kết quả). Handing it on to the counter is not yet that. */
export function isReturnStep(step: Pick<ProcessStep, 'actor' | 'name'>): boolean {
  const name = plainWords(step.name ?? '')
  const handsOver =
    /\btra (lai )?(ket? qua|giay chung nhan|giay phep|cho (to chuc|ca nhan|cong dan|nguoi))|den nhan ket qua/.test(name) &&
    !/chuyen (tra )?ket qua|chuyen tra|hen tra/.test(name)
  return handsOver && isAtOneStop(step)
}

const isAtOneStop = ({ actor }: Pick<ProcessStep, 'actor'>): boolean =>
  actor === null || firstNamed(plainWords(actor))?.role === 'counter-officer'

const unrecognised =
  (actor: string): Said =>
  (say) =>
    say(`Chưa nhận ra "${actor}", đoán theo tên bước`, `“${actor}” not recognised, guessed from the name of the step`)

const ofStranger =
  (because: Said, stranger: Said): Said =>
  (say) =>
    say(
      `${because(say)}, thuộc ${stranger(say)} chứ không thuộc cơ quan này`,
      `${because(say)}, belonging to ${stranger(say)}, not to this agency`,
    )

const firstOfSeveral =
  (because: Said): Said =>
  (say) =>
    say(`${because(say)}, người nêu đầu tiên`, `${because(say)}, the first one named`)

type Named = { role: StepRole | 'unit-only'; because: Said }

/**
 * Words that name a person or a unit, without accents, abbreviations written out. The pattern found earliest in the text decides;
 * of two at the same place the upper one.
 */
const patterns: readonly (readonly [RegExp, Named['role'], Said])[] = [
  [
    /lanh dao (trung tam|bo phan) (phuc vu hanh chinh|mot cua|tiep nhan)/,
    'unit-head',
    (say) => say('Lãnh đạo Bộ phận Một cửa', 'Head of the one-stop unit'),
  ],
  [
    /((chuyen vien|cong chuc|can bo|vien chuc|nhan vien|bo phan),?[^;/]{0,90})?(trung tam |cac diem )?(phuc vu hanh chinh|mot cua|tiep nhan va tra ket qua|tiep nhan ho so|diem tiep nhan)/,
    'counter-officer',
    (say) => say('Nơi tiếp nhận và trả kết quả', 'Where dossiers are received and results returned'),
  ],
  [
    /bo phan (tiep nhan|nhan ho so|tra ket qua|tra chuyen)|nhan vien (buu dien|phu trach tiep nhan)/,
    'counter-officer',
    (say) => say('Bộ phận nhận, trả hồ sơ', 'Those who take dossiers in and hand them back'),
  ],
  [/(bo phan |cong chuc |can bo )?van thu/, 'records-clerk', (say) => say('Văn thư', 'Records clerk')],
  [/chanh van phong|lanh dao van phong so/, 'office-head', (say) => say('Lãnh đạo Văn phòng', 'Head of the Office')],
  [/nguoi (nop|dan|su dung dat|de nghi)|^to chuc|^ca nhan|^cong dan/, 'outside', (say) => say('Người nộp hồ sơ', 'Applicant')],
  [
    /co quan thue|bo phan thue|chi cuc thue|kho bac|cong an|quan su|trung doan|tieu doan|ngan hang|cac so, ban, nganh/,
    'outside',
    (say) => say('Cơ quan phối hợp', 'Supporting agency'),
  ],
  [/lien thong/, 'outside', (say) => say('Cơ quan nhận liên thông', 'Agency of a linked procedure')],
  [
    /hoi dong|to tham dinh|ban kiem tra/,
    'specialist',
    (say) =>
      say(
        'Hội đồng không phải một đơn vị: chuyên viên thường trực ghi kết quả',
        'A council is not a unit: its standing specialist records the result',
      ),
  ],
  [
    /(lanh dao|truong|pho truong) phong (?!dang ky dat dai)|truong phong|pho phong|chi cuc truong|lanh dao (chi cuc|chi nhanh|trung tam|van phong dang ky|don vi|ban)|giam doc (chi nhanh|trung tam|van phong dang ky)/,
    'unit-head',
    (say) => say('Lãnh đạo đơn vị', 'Head of the unit'),
  ],
  [
    /lanh dao (so|uy ban|co quan|nha truong|co so|thanh pho)|giam doc|chu tich|thu truong|nguoi dung dau|hieu truong/,
    'leader',
    (say) => say('Lãnh đạo cơ quan', 'Leader of the agency'),
  ],
  [/lanh dao van phong/, 'office-head', (say) => say('Lãnh đạo Văn phòng', 'Head of the Office')],
  [/lanh dao/, 'unit-head', (say) => say('Lãnh đạo đơn vị', 'Head of the unit')],
  [
    /chuyen vien|cong chuc|vien chuc|can bo|dia chinh|nguoi (huong dan|duoc phan cong)/,
    'specialist',
    (say) => say('Người thụ lý', 'Specialist who handles the dossier'),
  ],
  [
    /phong |chi nhanh|van phong|chi cuc|trung tam|bo phan|ban |co quan|so |uy ban nhan dan/,
    'unit-only',
    (say) => say('Bảng chỉ ghi tên đơn vị', 'The table names only a unit'),
  ],
]

function firstNamed(actor: string): Named | null {
  const hits = patterns.flatMap(([pattern, role, because]) => {
    const at = actor.search(pattern)
    return at < 0 ? [] : [{ at, role, because }]
  })
  const [first] = hits.sort((a, b) => a.at - b.at)
  // who applies and who counts the paper act together: the officer is the one with an account
  if (first?.role === 'outside' && !actor.includes('(')) return hits.find(({ role }) => role === 'counter-officer') ?? first
  return first ?? null
}

/** Where only a unit is named, or nobody: what the step does says who does it. */
function roleByName(step: Pick<ProcessStep, 'name'>): StepRole {
  const name = plainWords(step.name ?? '')
  if (/^(tiep nhan|nhan ho so|tra ket qua)/.test(name)) return 'counter-officer'
  if (/dong dau|vao so|phat hanh|lay so/.test(name)) return 'records-clerk'
  if (/phan cong|xet duyet|phe duyet|duyet ho so|trinh (lanh dao|phe duyet)/.test(name)) return 'unit-head'
  return /ky duyet|ky ban hanh|ky quyet dinh/.test(name) ? 'leader' : 'specialist'
}

const nobodyNamed: Said = (say) =>
  say('Bảng không ghi người thực hiện, đoán theo tên bước', 'The table names nobody, guessed from the name of the step')

function fromStepName(step: Pick<ProcessStep, 'name'>, agency: MappedAgency): Assignment {
  const role = roleByName(step)
  const { place } = placeOf(role, '', agency)
  return { role, place, confidence: 'guess', because: nobodyNamed }
}

const outside = (because: Said, confidence: Assignment['confidence'] = 'sure'): Assignment => ({
  role: 'outside',
  place: { kind: 'nowhere' },
  confidence,
  because,
})

const aCommittee: Said = (say) => say('UBND', 'a People’s Committee')
const aCommune: Said = (say) => say('cấp xã', 'a commune')
const anotherDepartment: Said = (say) => say('Sở khác', 'another department')

/** An organisation named in the actor that is not this agency: another department, the people's committee, its office. */
function strangerIn(actor: string, { names, units }: MappedAgency): Said | null {
  const own = names.map(plainWords)
  if (units.some(({ name, kind }) => !isOfWholeAgency(kind) && actor.includes(plainWords(name)) && !/uy ban nhan dan/.test(actor)))
    return null
  const isOwn = (organisation: string) =>
    own.some((name) => name === organisation || name.startsWith(organisation) || organisation.startsWith(name))
  const committee =
    /uy ban nhan dan( cap)?( tinh| thanh pho| phuong| xa| huyen)?/.exec(actor)?.[0] ?? (/chu tich$/.test(actor) ? 'uy ban nhan dan' : null)
  if (committee) return own.some((name) => sameCommittee(name, committee)) ? null : aCommittee
  if (/cap xa/.test(actor) && !own.some((name) => /^uy ban nhan dan (xa|phuong|dac khu)/.test(name))) return aCommune
  const department = /(?<!\b(?:co|tru|ho) )\bso (?!ky|phe|duyet|duoc|truc|tai|xem|ban hanh)(\p{L}+( \p{L}+){0,8})/u.exec(actor)?.[0]
  return department && !isOwn(department) && !own.some((name) => sharesName(department, name)) ? anotherDepartment : null
}

/** "ubnd cap xa" is the committee of any commune or ward; "ubnd" alone is that of whoever reads it. */
function sameCommittee(own: string, named: string): boolean {
  if (!own.startsWith('uy ban nhan dan')) return false
  const level = /( tinh| thanh pho| phuong| xa| huyen)$/.exec(named)?.[1]?.trim()
  if (!level) return true
  const isCommune = (word: string) => ['xa', 'phuong'].includes(word)
  return own.split(' ').some((word, i, all) => word === level || `${word} ${all[i + 1]}` === level || (isCommune(word) && isCommune(level)))
}

/** "so vhttdl" and "so van hoa the thao va du lich"; "so nong nghiep va moi truong tai trung tam …" and its plain name. */
function sharesName(department: string, own: string): boolean {
  const [, first = '', second = ''] = department.split(' ')
  return initialsOf(own).slice(1).startsWith(first) || own.startsWith(`so ${first} ${second}`)
}

/** Units that every agency has and whose names say nothing about whose they are. */
const isOfWholeAgency = (kind: UnitKind): boolean => kind === 'leadership' || kind === 'office' || kind === 'one-stop'

function placeOf(role: StepRole, actor: string, { names, units }: MappedAgency): { place: StepPlace; isExact: boolean } {
  const ofKind = (...kinds: UnitKind[]) => units.filter(({ kind }) => kinds.includes(kind))
  switch (role) {
    case 'outside':
      return { place: { kind: 'nowhere' }, isExact: true }
    case 'counter-officer':
      return oneOf(ofKind('one-stop'))
    case 'leader':
      return oneOf(ofKind('leadership'))
    case 'office-head':
      return oneOf(ofKind('office'))
    case 'records-clerk': {
      const named = bestNamed(actor, names, ofKind('sub-department', 'centre', 'branch'))
      return named.length > 0 ? oneOf(named) : oneOf(ofKind('office'))
    }
    case 'unit-head':
    case 'specialist': {
      const named = bestNamed(
        actor,
        names,
        units.filter(({ kind }) => !isOfWholeAgency(kind)),
      )
      return named.length > 0 ? oneOf(named) : { place: { kind: 'professional-unit' }, isExact: namesNoUnit(actor) }
    }
  }
}

function oneOf(units: readonly KnownUnit[]): { place: StepPlace; isExact: boolean } {
  const [first, ...more] = units
  if (!first) return { place: { kind: 'nowhere' }, isExact: false }
  return more.length === 0
    ? { place: { kind: 'unit', unit: first.id }, isExact: true }
    : { place: { kind: 'one-of', units: units.map(({ id }) => id) }, isExact: false }
}

/** "Lãnh đạo phòng", "Chuyên viên được phân công" name no unit on purpose: it is the one that answers for the procedure. */
const namesNoUnit = (actor: string): boolean =>
  /^(lanh dao|truong|pho)? ?(phong|don vi)?( chuyen mon)?( duoc giao xu ly)?$|^(chuyen vien|cong chuc|can bo|vien chuc)( (xu ly|thu ly|tham dinh|duoc).*)?$/.test(
    plainWords(actor).replace(/[.;]+$/, ''),
  )

const similarEnough = 0.75

/** The units whose names are nearest to the words of the actor, when near enough; several when they tie. */
function bestNamed(actor: string, names: readonly string[], units: readonly KnownUnit[]): KnownUnit[] {
  const words = names.reduce((rest, name) => rest.replace(plainWords(name), ' '), plainWords(actor))
  const branches = units.filter(({ kind }) => kind === 'branch')
  const meansBranch = /^(?!.*van phong dang ky.*chi nhanh).*chi nhanh/.test(words) && branches.length > 0
  const scored = (meansBranch ? branches : units.filter(({ kind }) => kind !== 'branch')).map((unit) => ({
    unit,
    score: likeness(unit, words, actor),
  }))
  if (meansBranch && scored.every(({ score }) => score < 1)) return branches // the district is not named: all branches alike
  const best = Math.max(...scored.map(({ score }) => score))
  return scored.filter(({ score }) => score >= similarEnough && score > best - 0.001).map(({ unit }) => unit)
}

/** How much of the unit's name stands in the actor's words. Of names found whole the longer one wins: it contains the other. */
function likeness({ name }: KnownUnit, words: string, actor: string): number {
  const plain = plainWords(name)
  return words.includes(plain) ? 1 + plain.length : coverage(name, words, actor)
}

/** The share of the words of a unit's name that the text contains, in full or as an abbreviation (BTXH). */
function coverage(name: string, text: string, original: string): number {
  const present = new Set(wordsOf(text))
  const unit = wordsOf(plainWords(name))
  const initials = unit.map((word) => word[0]).join('')
  const covered = unit.map((word) => present.has(word))
  for (const [short] of original.matchAll(/\p{Lu}{2,}/gu)) {
    const letters = plainWords(short).replaceAll(' ', '')
    const at = letters.length >= 2 ? initials.indexOf(letters) : -1
    if (at >= 0) covered.fill(true, at, at + letters.length)
  }
  return unit.length === 0 ? 0 : covered.filter(Boolean).length / unit.length
}

/** The reason, and where the step is carried. */
function withPlace(because: Said, place: StepPlace, { units }: MappedAgency): Said {
  const nameOf = (id: UnitId) => units.find((unit) => unit.id === id)?.name ?? ''
  switch (place.kind) {
    case 'unit':
      return (say) => `${because(say)}; ${nameOf(place.unit)}`
    case 'one-of': {
      const names = place.units.map(nameOf).join(', ')
      return (say) => say(`${because(say)}; một trong: ${names}`, `${because(say)}; one of: ${names}`)
    }
    case 'professional-unit':
      return (say) => say(`${because(say)}; đơn vị chuyên môn của thủ tục`, `${because(say)}; the unit that answers for the procedure`)
    case 'nowhere':
      return (say) => say(`${because(say)}; cơ quan chưa có đơn vị này`, `${because(say)}; the agency has no such unit yet`)
  }
}
