import { type Day, dayInVietnam, daySeconds, type Moment } from '../../src/kernel/moment.ts'
import { hashPassword } from '../../src/modules/accounts/service.ts'
import { officeCalendar, officialCalendar, type WorkingCalendar } from '../../src/modules/clock/model.ts'
import { calendarOf } from '../../src/modules/clock/service.ts'
import type { DossierCode, EndClass } from '../../src/modules/dossiers/model.ts'
import { planOf } from '../../src/modules/dossiers/service.ts'
import type { FileStore } from '../../src/platform/files.ts'
import { noteFile } from '../../src/platform/http/uploads.ts'
import type { Database } from '../../src/platform/postgres/database.ts'
import { castOf } from './cast.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { communeDemand, type Demand, departmentDemand, type Trouble } from './demand.ts'
import { commune, type DemoAccount, type DemoAgency, demoPassword, department, guidedAccounts } from './department.ts'
import { makeDocuments } from './documents.ts'
import { type Founded, found, idIn, letAct, milestones, openAccounts } from './found.ts'
import { sendMessages, tellFrom, toldDays } from './mail.ts'
import { closeForStorm, outageDay, runJobs, wasAway } from './office-life.ts'
import { makePapers, type Papers } from './papers.ts'
import { enterPartners } from './partners.ts'
import { type Begun, begin, type OfficeDoors } from './perform.ts'
import { issueProcesses, type PublishedProcess } from './processes.ts'
import { numbered, tell } from './story.ts'
import { legsOf } from './tables.ts'
import type { Fate, Offer, Partners, Stage, Tale } from './tale.ts'
import { type WorkTime, workTime } from './worktime.ts'

/** What to look at, with the account that shows it best. */
export type StoryLine = { see: string; login: string; agency: string; code: DossierCode | null }

/** What whoever starts the demo is told. */
export type DemoAccounts = { password: string; accounts: readonly DemoAccount[]; storyLines: readonly StoryLine[] }

/** The accounts of the demo, for a store that has it already. */
export const demoAccounts: Omit<DemoAccounts, 'storyLines'> = { password: demoPassword, accounts: guidedAccounts }

/** Length of the story, days; and how long before it the processes hold. */
const storyDays = 155
const preparedDays = 12
/** Dossiers carried at once: as many as there are connections to spare on a small machine. */
const atOnce = 8

/**
 * Makes the demo in an empty store (dựng dữ liệu mẫu): two agencies and some three hundred dossiers of the five months before now, every
 * one by the commands of real use, with the office's clock moved along. The same `now` tells the same story.
 */
export async function loadDemo(
  {
    db,
    files,
    folder,
  }: { db: Database; files: FileStore /** The data folder; without it there are no documents, whose keys lie there. */; folder?: string },
  { now, onProgress = () => {} }: { now: Moment; onProgress?: (share: number, what: string) => void },
): Promise<DemoAccounts> {
  const usual = officeCalendar(officialCalendar, usualHours, { provisional: true })
  // Past the last calendar nothing can be promised: the story then ends where a due time still can be told.
  const until = Math.min(now, usual.midnight((usual.last - 75) as Day)) as Moment
  const begins = (until - storyDays * daySeconds) as Moment
  const inForce = (dayInVietnam(begins) - preparedDays) as Day
  const chance = chanceFrom(`demo ${until}`)

  onProgress(0, 'Lập hai cơ quan mẫu')
  const dates = milestones(begins)
  const [papers, passwordHash] = await Promise.all([makePapers(files, begins), hashPassword(demoPassword)])
  const houses = [
    await settle(db, department, departmentDemand, { dates, until, inForce, passwordHash, papers }, chance),
    await settle(db, commune, communeDemand, { dates, until, inForce, passwordHash, papers }, chance),
  ]

  const [sight] = houses
  if (sight) {
    const open = houses.map(({ founded, calendar }) => ({ agencyId: founded.agencyId, calendar }))
    await wasAway(db, open, outageDay(workTime(sight.calendar), until))
  }

  const casts = houses.map((house) => {
    const cast = castOf(house.founded.org, house.founded.people)
    const time = workTime(house.calendar)
    const oneStopId = house.founded.units.get(house.agency.oneStop) ?? 0
    const stage: Stage = {
      now: time.before(until, 0),
      begins: time.calendar.opensAt(begins),
      time,
      cast,
      oneStopId,
      partners: house.partners,
    }
    const offers = offersOf(house)
    const tales = numbered(house.demands.flatMap((demand) => talesOf(stage, demand, offers, until, chance)))
    return { house, cast, tales, stage }
  })

  onProgress(0.1, 'Tiếp nhận hồ sơ')
  const played = casts
    .flatMap(({ house, cast, tales }) => tales.map((tale) => ({ house, cast, tale })))
    .sort((a, b) => (a.tale.acts[0]?.at ?? 0) - (b.tale.acts[0]?.at ?? 0))
  const begun: Begun[] = []
  // One after another, in the order of their days: so codes and numbers come out the same every time.
  for (const [i, { house, cast, tale }] of played.entries()) {
    const own = chanceFrom(`keys ${until} ${i}`)
    begun.push(await begin({ deps: house.deps, cast, papers, chance: own }, tale))
    if (i % 20 === 0) onProgress(0.1 + (0.3 * i) / played.length, 'Tiếp nhận hồ sơ')
  }
  let done = 0
  await inTurns(begun, atOnce, async ({ rest }) => {
    await rest()
    if (++done % 20 === 0) onProgress(0.4 + (0.6 * done) / begun.length, 'Giải quyết hồ sơ')
  })
  await inTurns(casts, casts.length, async ({ house, cast, tales, stage }) => {
    const { agencyId } = house.founded
    const { time, now: last } = stage
    const reminded = await runJobs({ deps: house.deps, cast, agencyId, time, now: last, tales })
    const from = toldFrom(time, until)
    await sendMessages(db, agencyId, { tales, from, now: last, calendar: house.calendar, others: reminded === null ? [] : [reminded] })
  })
  const [first, second] = casts
  if (folder !== undefined && first && second) {
    onProgress(0.95, 'Soạn, ký văn bản')
    const { house, cast, stage } = first
    const partner = { agencyId: second.house.founded.agencyId, name: commune.name }
    const own = {
      founded: house.founded,
      cast,
      calendar: house.calendar,
      time: stage.time,
      partner,
      chance: chanceFrom(`documents ${until}`),
    }
    await makeDocuments({ db, files, folder, papers, until: stage.now, ...own })
  }
  onProgress(1, 'Xong')
  const told = played.map(({ house, tale }, i) => ({ agency: house.agency, tale, code: begun[i]?.code ?? null }))
  return { ...demoAccounts, storyLines: storyLines(told) }
}

const usualHours = [{ from: officialCalendar.from, sessions: weekOf(['07:30', '11:30'], ['13:30', '17:30']) }]
function weekOf(morning: readonly [string, string], afternoon: readonly [string, string]) {
  const sessions = [morning, afternoon]
  return { mon: sessions, tue: sessions, wed: sessions, thu: sessions, fri: sessions }
}

type House = {
  agency: DemoAgency
  founded: Founded
  partners: Partners
  calendar: WorkingCalendar
  published: readonly PublishedProcess[]
  demands: readonly Demand[]
  deps: OfficeDoors
}

/** Founds an agency and issues its processes, a shortened one a month ago among them. */
async function settle(
  db: Database,
  agency: DemoAgency,
  demands: readonly Demand[],
  at: { dates: ReturnType<typeof milestones>; until: Moment; inForce: Day; passwordHash: string; papers: Papers },
  chance: Chance,
): Promise<House> {
  const bare = await found(db, agency, at.dates)
  const { agencyId } = bare
  const readCalendar = () => db.inAgency(agencyId, (tx) => calendarOf(tx, agencyId, bare.org.hours))
  const open = await readCalendar()
  const administrator = { agencyId, officerId: idIn(bare.people, agency.administrator) }
  await closeForStorm(db, administrator, open, { until: at.until, time: workTime(open), chance })
  const calendar = await readCalendar()
  const founded = await letAct(db, agency, bare, calendar, at.until)
  await openAccounts(db, agency, founded, at.passwordHash, ((at.inForce - 5) * daySeconds) as Moment)
  await db.inAgency(agencyId, async (tx) => {
    for (const paper of Object.values(at.papers)) await noteFile(tx, agencyId, paper)
  })
  const partners = await enterPartners(db, administrator, at.dates.merged, ((at.inForce - 4) * daySeconds) as Moment, chance)
  const first = await issueProcesses(db, agency, founded, agency.processes, at.inForce, chance)
  const month = workTime(calendar).workingDay(dayInVietnam(at.until), -22)
  const second = agency === department ? await issueProcesses(db, agency, founded, 'procedures/later', month, chance) : []
  const published = [
    ...first.map((p) => (second.some((s) => s.procedureId === p.procedureId) ? { ...p, to: (month - 1) as Day } : p)),
    ...second,
  ]
  return {
    agency,
    founded,
    partners,
    calendar,
    published,
    demands,
    deps: depsOf(db, founded, calendar, published, toldFrom(workTime(calendar), at.until)),
  }
}

/** Since when people are told. */
const toldFrom = (time: WorkTime, until: Moment): Moment => time.calendar.midnight(time.workingDay(dayInVietnam(until), -toldDays))

/** The doors of the office without its clock. Versions do not change any more, so each plan is made once. */
function depsOf(
  db: Database,
  { units }: Founded,
  calendar: WorkingCalendar,
  published: readonly PublishedProcess[],
  told: Moment,
): House['deps'] {
  const oneStopId = units.get('mot-cua') ?? 0
  const plans = new Map(published.map((p) => [`${p.procedureId}/${p.version}`, planOf(p.process, p.assignments, oneStopId)]))
  const planOn = (procedureId: number, version: number) => {
    const plan = plans.get(`${procedureId}/${version}`)
    if (!plan) throw new Error(`version ${version} of ${procedureId} was not published`)
    return plan
  }
  return {
    db,
    calendarOf: async () => calendar,
    freshCalendarOf: async () => calendar,
    inForce: async (_, procedureId, on) => {
      const found = published.find((p) => p.procedureId === procedureId && p.from <= on && (p.to === null || on <= p.to))
      return found ? { procedureId, version: found.version, name: found.process.name, plan: planOn(procedureId, found.version) } : null
    },
    planOf: async (_, procedureId, version) => planOn(procedureId, version),
    tell: tellFrom(told),
  }
}

function offersOf({ founded, published, demands, agency }: House): Offer[] {
  const oneStopId = idIn(founded.units, agency.oneStop)
  return published.flatMap(({ procedureId, process, assignments, from, to }) => {
    const demand = demands.find((d) => d.process === process.id)
    if (!demand) return []
    const slowUnitId = demand.slowUnit === null ? null : idIn(founded.units, demand.slowUnit)
    return [{ procedureId, process, plan: planOf(process, assignments, oneStopId), demand, slowUnitId, from, to }]
  })
}

/** Every tale of one procedure: what ended, what lies at each step now, what is late, near, or not accepted yet. */
function talesOf(stage: Stage, demand: Demand, offers: readonly Offer[], until: Moment, dice: Chance): Tale[] {
  const own = offers.filter((o) => o.demand === demand)
  const newest = own.at(-1)
  if (!newest) throw new Error(`nobody published ${demand.process}`)
  const [today, tomorrow] = nearDays(stage, until)
  const times = <T>(count: number, fate: T): T[] => Array.from({ length: count }, () => fate)
  const ended = (wanted: EndClass, count: number): Fate[] => times(count, { kind: 'ended', class: wanted })
  const fates: Fate[] = [
    ...ended('early', demand.finished.early),
    ...ended('on-time', demand.finished.onTime),
    ...ended('late', demand.finished.late),
    ...atEveryStep(newest),
    ...times<Fate>(demand.overdue, { kind: 'overdue' }),
    ...times<Fate>(demand.dueToday, { kind: 'due', on: today }),
    ...times<Fate>(demand.dueTomorrow, { kind: 'due', on: tomorrow }),
    ...(demand.troubles ?? []).map((trouble): Fate => ({ kind: 'trouble', trouble })),
    ...times<Fate>(dice.isLikely(0.7) ? 1 : 0, { kind: 'filed' }),
    ...times<Fate>(dice.isLikely(0.6) ? 1 : 0, { kind: 'asked' }),
    ...times<Fate>(dice.isLikely(0.55) ? 1 : 0, { kind: 'refused' }),
  ]
  return fates.flatMap((fate, i) => {
    for (const wanted of alternatives(fate, [today, tomorrow])) {
      for (let attempt = 0; attempt < 200; attempt++) {
        const chance = chanceFrom(`${demand.process} ${i} ${attempt} ${until}`)
        const tale = tell(stage, wanted.kind === 'ended' ? chance.pick(own) : newest, wanted, chance)
        if (tale) return [tale]
      }
    }
    if (fate.kind === 'due') return []
    throw new Error(`no tale of ${demand.process} ends like ${JSON.stringify(fate)}`)
  })
}

/** Not every term can end on every day: a month before a Tuesday may be a Sunday. Then the other near day will do, or none. */
const alternatives = (fate: Fate, near: readonly Day[]): Fate[] =>
  fate.kind === 'due' ? [fate, ...near.filter((on) => on !== fate.on).map((on) => ({ ...fate, on }))] : [fate]

/** One dossier at each leg of the way, note rows included. */
function atEveryStep({ plan }: Offer): Fate[] {
  const plain = legsOf(plan, new Set()).map((_, leg): Fate => ({ kind: 'at', leg, waits: new Set() }))
  const notes = plan.steps.filter((s) => s.after !== null)
  const waiting = notes.map(({ key }): Fate => {
    const waits = new Set([key])
    return { kind: 'at', leg: legsOf(plan, waits).findIndex((l) => l.kind === 'wait'), waits }
  })
  return [...plain, ...waiting]
}

/** Today and tomorrow as working days; on a closed day, or shortly before closing, the next two. */
function nearDays({ time }: Stage, until: Moment): [Day, Day] {
  const { calendar } = time
  const opens = calendar.opensAt(until)
  const today = dayInVietnam(opens)
  const closes = time.before((calendar.midnight(today) + 86_399) as Moment, 0)
  const first = time.between(opens, closes) >= leastLeft ? today : time.workingDay(today, 1)
  return [first, time.workingDay(first, 1)]
}

/** With less working time left nothing can sensibly fall due today any more, seconds. */
const leastLeft = 1800

/** Does all of it, so many at once. */
async function inTurns<T>(items: readonly T[], atOnceMost: number, work: (item: T) => Promise<void>): Promise<void> {
  const left = items.values()
  const worker = async () => {
    for (const item of left) await work(item)
  }
  await Promise.all(Array.from({ length: atOnceMost }, worker))
}

type Told = { agency: DemoAgency; tale: Tale; code: DossierCode | null }

/** What to look at: one dossier for each thing worth seeing. */
function storyLines(told: readonly Told[]): StoryLine[] {
  const line = (see: string, login: string, wanted: (tale: Tale) => boolean): StoryLine => {
    const found = told.findLast(({ tale }) => wanted(tale))
    return { see, login, agency: found?.agency.code ?? department.code, code: found?.code ?? null }
  }
  const of = (process: string) => (tale: Tale) => tale.offer.process.id === process
  const isIn = (trouble: Trouble) => (tale: Tale) => tale.fate.kind === 'trouble' && tale.fate.trouble === trouble
  const isWaiting = (tale: Tale) => tale.fate.kind === 'at' && tale.fate.waits.size > 0
  const isAt = (step: string) => (tale: Tale) =>
    tale.fate.kind === 'at' && legsOf(tale.offer.plan, tale.fate.waits)[tale.fate.leg]?.steps.some((s) => s.no === step) === true
  return [
    line(
      'Quá hạn ở phòng nhận nhiều việc nhất: ai giữ, giữ bao lâu',
      'tp.khoangsan',
      (t) => t.fate.kind === 'overdue' && of('bs-nuoc-khai-thac')(t),
    ),
    line(
      'Đồng hồ dừng sau bước 5: người nộp đang sửa báo cáo, không tính ngày',
      'motcua1',
      (t) => of('bs-nuoc-khai-thac')(t) && isWaiting(t),
    ),
    line('Ba đơn vị làm song song một lúc', 'cv.datdai1', (t) => of('bs-khoang-san-tham-do')(t) && isAt('4')(t)),
    line('Đang ở Ủy ban tỉnh: thời gian của cơ quan khác, màu khác', 'vanthu1', (t) => of('bs-moi-truong-giay-phep')(t) && isAt('10')(t)),
    line('Đất đai nhiều giai đoạn, chờ người dân nộp tiền', 'vc.chinhanh1', (t) => of('bs-dat-tach-hop-thua')(t) && isAt('8a')(t)),
    line('Hạn trả hôm nay hoặc ngày làm việc tới', 'motcua1', (t) => t.fate.kind === 'due'),
    line(
      'Thời hạn dài nhất, vừa nhận: hạn có thể sang năm chưa công bố lịch (tạm tính)',
      'motcua1',
      (t) => of('bs-khoang-san-tham-do')(t) && isAt('1')(t),
    ),
    line(
      'Bị trả lại bước trước, làm lại rồi xong trước hạn',
      'giamdoc',
      (t) => t.acts.some((a) => a.kind === 'send-back') && t.fate.kind === 'ended',
    ),
    line('Đồng hồ dừng có căn cứ: chờ người nộp bổ sung, ai duyệt, đến bao giờ', 'motcua1', isIn('papers-awaited')),
    line('Đề nghị tạm dừng chờ người đứng đầu quyết định', 'giamdoc', isIn('pause-proposed')),
    line('Tạm dừng sát ngày hẹn trả: đáng hỏi lại', 'giamsat', isIn('pause-near-due')),
    line('Tạm dừng bị hủy, hồ sơ thành quá hạn', 'giamdoc', isIn('wrong-pause')),
    line(
      'Đã xin lỗi và hẹn lại ngày trả',
      'tp.khoangsan',
      (t) => t.fate.kind === 'overdue' && t.acts.some((a) => a.kind === 'send-apology'),
    ),
    line('Từ chối sau khi tiếp nhận, có văn bản trả lời', 'motcua1', isIn('declined')),
    line('Đã xong, quá hạn, người nộp đã nhận', 'giamdoc', (t) => t.fate.kind === 'ended' && t.fate.class === 'late'),
    line('Yêu cầu bổ sung trước khi tiếp nhận, chưa tính giờ', 'motcua1', (t) => t.fate.kind === 'asked'),
    line('Cơ quan thứ hai, dữ liệu riêng', 'motcua', (t) => of('xs-hien-trang-dat')(t) && isWaiting(t)),
  ]
}
