import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, dayInVietnam, type Moment } from '../../src/kernel/moment.ts'
import { inVietnamese } from '../../src/kernel/say.ts'
import type { WorkingCalendar } from '../../src/modules/clock/model.ts'
import type { DocumentKind } from '../../src/modules/documents/kinds.ts'
import type { DocumentFile, Draft, Recipient } from '../../src/modules/documents/outgoing.ts'
import { createPapers, documentSigner, inspector } from '../../src/modules/documents/routes.ts'
import { type By, documentService } from '../../src/modules/documents/service.ts'
import { writeSetting } from '../../src/modules/documents/settings/store.ts'
import { symbolOf } from '../../src/modules/documents/symbol.ts'
import { agencyName, nameOn, officerOf, unitOf } from '../../src/modules/org/model.ts'
import { handwrittenSignature, redSeal } from '../../src/modules/signing/pictures.example.ts'
import { createVerifier, readTrust, signingService } from '../../src/modules/signing/service.ts'
import type { FileStore } from '../../src/platform/files.ts'
import { noteFile } from '../../src/platform/http/uploads.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import type { Cast } from './cast.ts'
import type { Chance } from './chance.ts'
import { demoPassword } from './department.ts'
import { type Founded, idIn } from './found.ts'
import { keyFile } from './key-file.ts'
import { must } from './must.ts'
import type { Papers as DemoPapers } from './papers.ts'
import { demoAuthority, pemOf } from './pki.ts'
import type { WorkTime } from './worktime.ts'

/** Where the demo's key files lie in the data folder, and where its root is trusted. */
export const demoKeys = 'demo-keys'
const demoRoot = 'mau.crt'

export type DocumentStage = {
  db: Database
  files: FileStore
  /** The data folder: the demo's root goes among the trusted ones, key files beside it. */
  folder: string
  founded: Founded
  cast: Cast
  calendar: WorkingCalendar
  time: WorkTime
  papers: DemoPapers
  /** The second agency: what goes to it arrives there. */
  partner: { agencyId: number; name: string }
  until: Moment
  chance: Chance
}

/** How far a document of the demo has come. */
type Fate = 'drafting' | 'in-review' | 'with-leader' | 'approved' | 'signed' | 'numbered' | 'sealed' | 'issued' | 'dropped' | 'cancelled'
const steps = ['drafting', 'in-review', 'with-leader', 'approved', 'signed', 'numbered', 'sealed', 'issued'] as const

/** Forty documents: most are out, the rest at every step of the way. */
const fates: readonly Fate[] = [
  ...Array<Fate>(18).fill('issued'),
  ...(['dropped', 'cancelled', 'sealed', 'sealed', 'numbered', 'numbered', 'signed', 'signed', 'signed'] as const),
  ...(['approved', 'approved', 'approved', 'approved', 'with-leader', 'with-leader', 'with-leader'] as const),
  ...(['in-review', 'in-review', 'in-review', 'drafting', 'drafting', 'drafting'] as const),
]

/** Units with their specialist and head, and what they write about. */
const desks: readonly { unit: string; specialist: string; head: string; about: string }[] = [
  { unit: 'dat-dai', specialist: 'cv.datdai1', head: 'cct.datdai', about: 'cấp giấy chứng nhận quyền sử dụng đất' },
  { unit: 'moi-truong', specialist: 'cv.moitruong1', head: 'cct.moitruong', about: 'quan trắc môi trường nước mặt' },
  { unit: 'thuy-san', specialist: 'cv.thuysan', head: 'cct.thuysan', about: 'đăng ký tàu cá và giám sát hành trình' },
  { unit: 'cntt', specialist: 'vc.cntt', head: 'gd.cntt', about: 'số hóa hồ sơ lưu trữ' },
  { unit: 'van-phong', specialist: 'vanthu2', head: 'chanhvanphong', about: 'cải cách hành chính và kiểm soát thủ tục' },
]
const matters: readonly { kind: DocumentKind; subject(about: string): string }[] = [
  { kind: 'letter', subject: (about) => `phối hợp rà soát số liệu ${about}` },
  { kind: 'report', subject: (about) => `Kết quả công tác ${about} quý vừa qua` },
  { kind: 'plan', subject: (about) => `Tăng cường công tác ${about}` },
  { kind: 'notice', subject: (about) => `Kết luận cuộc họp về ${about}` },
  { kind: 'decision', subject: (about) => `Về việc kiện toàn tổ giúp việc ${about}` },
  { kind: 'invitation', subject: (about) => `Họp giao ban công tác ${about}` },
]

/** Those who sign, and in what capacity. */
const signatories = [
  { login: 'giamdoc', capacity: 'own' },
  { login: 'pgd.datdai', capacity: 'deputy' },
  { login: 'pgd.khoangsan', capacity: 'deputy' },
] as const

const senders = [
  'UBND tỉnh Bình Sơn (mẫu)',
  'Sở Nội vụ (mẫu)',
  'Sở Tài chính (mẫu)',
  'Bộ Nông nghiệp và Môi trường (mẫu)',
  'UBND xã Suối Hạ (mẫu)',
]

/**
 * Documents of the demo (văn bản mẫu): an authority of its own whose root this installation trusts, key files with the demo's password, and some
 * eighty documents in and out by the commands of real use, signed with those very files.
 */
export async function makeDocuments(stage: DocumentStage): Promise<void> {
  const { db, files, folder, founded, cast, calendar, time, until, chance, partner } = stage
  const { agencyId } = founded
  let clock = time.before(until, 62 * 8 * 3600)
  const now = () => clock
  const officer = (login: string) => cast.officer(login)
  const by = (login: string): By => ({ ...cast.by(officer(login), clock), agencyId })

  const authority = demoAuthority((clock - 86_400) as Moment)
  mkdirSync(join(folder, 'roots'), { recursive: true })
  writeFileSync(join(folder, 'roots', demoRoot), pemOf(authority.root.certificate))
  mkdirSync(join(folder, demoKeys), { recursive: true, mode: 0o700 })
  const trust = await readTrust(join(folder, 'roots'))
  if (!trust.ok) throw new Error(`the demo's root is not trusted: ${trust.error.kind}`)

  const signing = signingService({ db, files, now, authority: { level: 'B-B', timeStamps: null } })
  const verifier = createVerifier()
  try {
    const looking = inspector({ files, verifier, trust: async () => trust.value, signing, now })
    const orgOf = async () => cast.on(clock)
    const service = documentService({ ...looking, db, now, recordedNow: now, calendarOf: async () => calendar, orgOf })
    const signer = documentSigner({ db, files, signing, tokens: [], remotes: [] })
    const printer = createPapers()
    const organisation = agencyName(cast.on(until)).name

    const stored = async (bytes: Uint8Array, name: string) => {
      const put = await files.put(bytes, { name, maxBytes: 5_000_000 })
      if (!put.ok) throw new Error(`${name} was not stored: ${put.error.kind}`)
      await db.inAgency(agencyId, (tx) => noteFile(tx, agencyId, put.value))
      return put.value
    }

    // Books, letters, certificates, pictures: by the records clerk, before the first document.
    const clerk = by('vanthu1')
    const pictures = { signature: await stored(handwrittenSignature(), 'chu-ky.png'), seal: await stored(redSeal(), 'con-dau.png') }
    const letters = { 0: 'SNNMT', 'van-phong': 'VP', 'dat-dai': 'QLĐĐ', 'moi-truong': 'BVMT', 'thuy-san': 'TS', cntt: 'CNTT' } as const
    await db.inAgency(agencyId, async (tx) => {
      const set = (change: Parameters<typeof writeSetting>[2]) => writeSetting(tx, clerk, change, clock, clock)
      await set({ type: 'book-opened', direction: 'out', name: 'Sổ quyết định', kinds: ['decision'] })
      await set({ type: 'book-opened', direction: 'out', name: 'Sổ văn bản đi', kinds: [] })
      await set({ type: 'book-opened', direction: 'in', name: 'Sổ văn bản đến', kinds: [] })
      for (const [key, text] of Object.entries(letters)) {
        const unitId = key === '0' ? 0 : idIn(founded.units, key)
        await set({ type: 'letters-set', unitId, from: dayInVietnam(clock), letters: text })
      }
      await set({ type: 'picture-kept', officerId: null, sha256: pictures.seal.sha256, widthMm: 36, heightMm: 36 })
      for (const { login } of signatories)
        await set({ type: 'picture-kept', officerId: officer(login), sha256: pictures.signature.sha256, widthMm: 50, heightMm: 20 })
    })
    const keys = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const [i, login] of ['con-dau', ...signatories.map((s) => s.login)].entries()) {
      const isSeal = login === 'con-dau'
      const commonName = isSeal ? organisation : (officerOf(cast.on(clock), officer(login))?.name ?? '')
      const identity = authority.issue({ commonName, organisation, uid: isSeal ? 'MST:0000000000' : `CCCD:00000000000${i}` })
      const file = new Uint8Array(keyFile(identity, demoPassword))
      keys.set(login, file)
      writeFileSync(join(folder, demoKeys, `${login}.p12`), file, { mode: 0o600 })
      const actor = { agencyId, officerId: officer('vanthu1'), onBehalfOf: null }
      must(
        await signing.registerCertificate(actor, { certificate: identity.certificate, officerId: isSeal ? null : officer(login) }),
        login,
      )
    }
    const keyOf = (login: string) => ({
      keyFile: new File([keys.get(login) ?? new Uint8Array()], `${login}.p12`),
      passPhrase: demoPassword,
    })

    const scan: DocumentFile = { ...stage.papers.certificate, name: 'ban-quet.pdf' }
    const stamp = () => ({ seen: null, key: chance.uuid() })
    const unitName = (id: number) => {
      const unit = unitOf(cast.on(clock), id)
      return unit ? nameOn(unit, dayInVietnam(clock)).name : ''
    }

    const draftOf = async (i: number): Promise<Draft> => {
      const desk = desks[i % desks.length] as (typeof desks)[number]
      const { kind, subject } = matters[Math.floor(i / desks.length) % matters.length] as (typeof matters)[number]
      const signatory = signatories[i % 4 === 0 ? 1 : i % 7 === 0 ? 2 : 0] as (typeof signatories)[number]
      const unitId = idIn(founded.units, desk.unit)
      const org = cast.on(clock)
      const titleOf = (login: string) => org.posts.find((p) => p.officerId === officer(login))?.title ?? ''
      const recipients: Recipient[] = [
        { kind: 'unit', unitId: idIn(founded.units, 'van-phong') },
        i % 3 === 0
          ? { kind: 'agency', agencyId: partner.agencyId, name: partner.name }
          : { kind: 'outside', name: 'UBND tỉnh Bình Sơn (mẫu)', address: 'vanthu@tinh.example' },
      ]
      const content = {
        to: kind === 'letter' ? ['UBND tỉnh Bình Sơn (mẫu)'] : [],
        paragraphs: [
          `Thực hiện nhiệm vụ được giao, ${unitName(unitId)} đã tổ chức công tác ${desk.about} theo kế hoạch của Sở.`,
          'Số liệu chi tiết được cập nhật trên hệ thống và gửi kèm báo cáo chuyên đề.',
          'Đề nghị các đơn vị phối hợp thực hiện./.',
        ],
      }
      const unit = letters[desk.unit as keyof typeof letters] ?? ''
      const made = printer.make({
        ...{
          kind,
          parent: 'UBND TỈNH BÌNH SƠN (MẪU)',
          agency: organisation,
          symbol: symbolOf(kind, { agency: letters[0], unit }),
          place: 'Bình Sơn',
        },
        ...{
          draftedOn: dayInVietnam(clock),
          at: clock,
          subject: subject(desk.about),
          urgency: i % 9 === 0 ? 'urgent' : 'ordinary',
          ...content,
        },
        recipients: [...recipients.map((r) => ('name' in r ? r.name : unitName(idIn(founded.units, 'van-phong')))), 'Lưu: VT'],
        signatory: {
          capacity: signatory.capacity,
          head: titleOf('giamdoc'),
          title: titleOf(signatory.login),
          name: officerOf(org, officer(signatory.login))?.name ?? '',
        },
      })
      return {
        ...{ kind, subject: subject(desk.about), urgency: i % 9 === 0 ? 'urgent' : 'ordinary', unitId, recipients },
        signatory: { officerId: officer(signatory.login), capacity: signatory.capacity, title: titleOf(signatory.login) },
        deadline: i % 2 === 0 ? time.workingDay(dayInVietnam(clock), 8) : null,
        ...{ attachmentUrl: null, answers: null, dossier: null, appendices: [], content, places: made.places },
        file: { ...(await stored(made.pdf, 'du-thao.pdf')), name: 'du-thao.pdf' },
        isFromOutside: i % 11 === 10,
      }
    }

    for (const [i, fate] of fates.entries()) {
      const desk = desks[i % desks.length] as (typeof desks)[number]
      const way = fate === 'dropped' ? 1 : fate === 'cancelled' ? 5 : steps.indexOf(fate)
      const isOld = fate === 'issued' || fate === 'dropped' || fate === 'cancelled'
      // The old ones over three months, one after another; the others within the last days.
      const ago = isOld ? (58 - i * 2.6) * 8 * 3600 : (way + 2 + (i % 5) * 3) * 3600
      const start = time.before(until, Math.max(ago, (way + 1) * 3000))
      const step = (no: number) => {
        clock = time.after(start, no * 2700)
      }
      step(0)
      const draft = await draftOf(i)
      const signatory = signatories.find((s) => officer(s.login) === draft.signatory.officerId)?.login ?? 'giamdoc'
      const { id } = must(await service.draft(by(desk.specialist), { key: chance.uuid() }, { draft, secrecy: 'none' }), `document ${i}`)
      const way_: readonly (() => Promise<Awaited<ReturnType<typeof service.submit>> | { ok: boolean; error?: { kind: string } }>)[] = [
        () => service.submit(by(desk.specialist), id, stamp()),
        () => service.review(by(desk.head), id, stamp(), { verdict: 'agreed', text: i % 3 === 0 ? 'Đã rà soát số liệu.' : '' }),
        () => service.approve(by(signatory), id, stamp(), { verdict: 'agreed', text: '' }),
        () => service.sign(by(signatory), id, stamp(), (d) => signer.sign(by(signatory), id, d, keyOf(signatory), inVietnamese)),
        () => service.number(by('vanthu1'), id, stamp()),
        () => service.seal(by('vanthu1'), id, stamp(), (d) => signer.seal(by('vanthu1'), id, d, keyOf('con-dau'), inVietnamese)),
        () => service.issue(by('vanthu1'), id, stamp()),
      ]
      for (const [no, act] of way_.slice(0, way).entries()) {
        step(no + 1)
        const done = await act()
        if (!done.ok) throw new Error(`the demo's document ${i} is refused at step ${no}: ${JSON.stringify(done)}`)
      }
      if (fate === 'dropped') must(await service.withdraw(by(desk.head), id, stamp(), 'Trùng nội dung với văn bản đã có (mẫu)'), 'dropped')
      if (fate === 'cancelled')
        must(await service.withdraw(by('vanthu1'), id, stamp(), 'Ghi nhầm trích yếu, cấp số khác (mẫu)'), 'cancelled')
    }

    for (let i = 0; i < 40; i++) {
      clock = time.before(until, (40 - i) * 5 * 3600 + 1800)
      const desk = desks[i % desks.length] as (typeof desks)[number]
      const unitId = idIn(founded.units, desk.unit)
      const date = time.workingDay(dayInVietnam(clock), -1)
      const registered = {
        ...{ arrivedAt: (clock - 900) as Moment, sender: chance.pick(senders), numberSymbol: `${chance.whole(100, 2900)}/UBND-KTN`, date },
        ...{
          kind: 'letter' as const,
          subject: `V/v ${desk.about}, yêu cầu báo cáo (mẫu)`,
          urgency: i % 8 === 0 ? ('urgent' as const) : ('ordinary' as const),
        },
        ...{
          deadline: i % 2 === 0 ? time.workingDay(dayInVietnam(clock), 7) : null,
          channel: i % 3 === 0 ? ('paper' as const) : ('electronic' as const),
        },
        ...{ files: [scan], from: null },
      }
      const { id } = must(await service.register(by('vanthu1'), { key: chance.uuid() }, { registered, secrecy: 'none' }), `incoming ${i}`)
      const isDone = i < 22
      if (i === 30) must(await service.strike(by('vanthu1'), id, stamp(), 'Đăng ký trùng (mẫu)'), 'struck')
      if (i >= 35 || i === 30) continue // the newest wait for the leader
      clock = time.after(clock, 1200)
      const supportUnitIds = i % 4 === 0 ? [idIn(founded.units, desk.unit === 'van-phong' ? 'dat-dai' : 'van-phong')] : []
      const deadline: Day = time.workingDay(dayInVietnam(clock), 6)
      const assignment = { text: 'Chủ trì tham mưu, báo cáo lãnh đạo Sở.', leadUnitId: unitId, supportUnitIds, deadline }
      must(await service.assign(by('giamdoc'), id, stamp(), assignment), `assigned ${i}`)
      if (i >= 30) continue
      clock = time.after(clock, 1200)
      must(
        await service.passOn(by(desk.head), id, stamp(), { officerId: officer(desk.specialist), text: 'Xử lý theo chỉ đạo.' }),
        `passed ${i}`,
      )
      clock = time.after(clock, 3600)
      if (isDone) must(await service.finish(by(desk.specialist), id, stamp(), { text: 'Đã báo cáo (mẫu).', answeredBy: null }), `done ${i}`)
    }
  } finally {
    await Promise.all([verifier.close(), signing.close()])
  }
}
