import { deepEqual, equal, ok } from 'node:assert/strict'
import { beforeEach, describe, it } from 'node:test'
import { type Moment, moment } from '../../kernel/moment.ts'
import { inVietnamese } from '../../kernel/say.ts'
import { iso } from '../../platform/postgres/database.ts'
import { testDatabase } from '../../platform/postgres/testing.ts'
import { idleSecondsMax, sessionSecondsMax } from './model.ts'
import { isPassword } from './password.adapter.ts'
import { createFirstAccount, enabledAdministrators, tokenDoor, whoOf, whoOfToken } from './service.ts'
import { beginSession, insertToken, lockAccount } from './store.ts'
import { absentHead, administrator, agencyA, agencyB, monday, newcomer, specialist, staff } from './testing.adapter.ts'
import { newApiToken } from './token.adapter.ts'

const { db, owner } = await testDatabase()
await staff({ db, owner })
const later = (seconds: number): Moment => (monday + seconds) as Moment

/** A session as sign-in makes it. */
const session = (officerId = specialist, agencyId = agencyA, now = monday): Promise<string> =>
  db.inAgency(agencyId, async (tx) => {
    const account = await lockAccount(tx, agencyId, officerId, now)
    ok(account)
    return (await beginSession(tx, account, { after: 'first-factor', method: 'password', device: '', now })).token
  })
const apiToken = async (
  scopes: readonly ('dossier.read' | 'dossier.process' | 'accounts.manage')[],
  officerId = specialist,
  agencyId = agencyA,
) => {
  const token = newApiToken(agencyId)
  const endsAt = later(86_400)
  await db.inAgency(agencyId, (tx) =>
    insertToken(tx, agencyId, { token, name: 'thử', scopes, officerId, madeBy: administrator, now: monday, endsAt }),
  )
  return token
}

beforeEach(async () => {
  await owner.query('delete from org.acting')
  await owner.query('delete from accounts.session')
  await owner.query(`update accounts.account set disabled_at = null, must_change = false, totp_sealed = null`)
  await owner.query('update org.officer set left_on = null')
  await owner.query('update org.agency set closed_on = null')
  await owner.query(`delete from org.post where post_id > 10`)
})

describe('Who is asking (ai đang hỏi)', () => {
  it('is known from the cookie, with posts, permissions and agency', async () => {
    const who = await whoOf(db, await session(), monday)
    ok(who)
    const { may, csrf, ...rest } = who
    deepEqual(rest, {
      agencyId: agencyA,
      officerId: specialist,
      name: 'Trần Văn Đất',
      title: 'Chuyên viên',
      agencyName: 'Sở số 1',
      posts: [{ unitId: 1, role: 'specialist', onBehalfOf: null }],
      actingFor: null,
    })
    ok(may.has('dossier.process') && !may.has('dossier.reassign') && csrf.length >= 30)
  })
  it('takes one statement in one trip', async () => {
    const token = await session()
    const sent: string[] = []
    const counted: typeof db = {
      ...db,
      inAgency: (agencyId, work) =>
        db.inAgency(agencyId, (tx) =>
          work({
            ...tx,
            rows: (statement, values) => {
              sent.push(statement.name)
              return tx.rows(statement, values)
            },
          }),
        ),
    }
    ok(await whoOf(counted, token, monday))
    deepEqual(sent, ['accounts-by-session'])
  })
  it('is nobody without a token of ours', async () => {
    const token = await session()
    for (const bad of [
      undefined,
      '',
      'x',
      `${agencyB}${token.slice(1)}`,
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      `99${token.slice(1)}`,
    ])
      equal(await whoOf(db, bad, monday), null, String(bad))
  })
  it('finds only a hash of the token in the database', async () => {
    const token = await session()
    const { rows } = await owner.query<{ text: string }>('select s::text as text from accounts.session s')
    ok(rows.length === 1 && !rows[0]!.text.includes(token.slice(2)))
  })
  it('ends after eight hours without use, at the second', async () => {
    const token = await session()
    equal((await whoOf(db, token, later(idleSecondsMax)))?.officerId, undefined)
    ok(await whoOf(db, token, later(idleSecondsMax - 1)))
    ok(await whoOf(db, token, later(idleSecondsMax + 60))) // the use just before counts
  })
  it('ends after twelve hours in any case', async () => {
    const token = await session()
    ok(await whoOf(db, token, later(6 * 3600)))
    ok(await whoOf(db, token, later(sessionSecondsMax - 1)))
    equal(await whoOf(db, token, later(sessionSecondsMax)), null)
  })
  it('writes “last seen” once a minute and no more', async () => {
    const token = await session()
    const seen = async () => (await owner.query<{ seen_at: Date }>('select seen_at from accounts.session')).rows[0]!.seen_at.toISOString()
    await whoOf(db, token, later(59))
    equal(await seen(), iso(monday))
    await whoOf(db, token, later(60))
    equal(await seen(), iso(later(60)))
    await whoOf(db, token, later(119))
    equal(await seen(), iso(later(60)))
  })
  it('dies with the account: disabled, must change the password, officer gone, agency closed', async () => {
    const token = await session()
    const sunday = '2026-03-01'
    for (const [breaks, mends] of [
      [`update accounts.account set disabled_at = now()`, `update accounts.account set disabled_at = null`],
      [`update accounts.account set must_change = true`, `update accounts.account set must_change = false`],
      [`update org.officer set left_on = '${sunday}'`, `update org.officer set left_on = null`],
      [`update org.agency set closed_on = '2026-03-02'`, `update org.agency set closed_on = null`],
    ] as const) {
      await owner.query(breaks)
      equal(await whoOf(db, token, monday), null, breaks)
      await owner.query(mends)
      ok(await whoOf(db, token, monday), mends)
    }
  })
  it('still knows an officer on the last day of service', async () => {
    const token = await session()
    await owner.query(`update org.officer set left_on = '2026-03-02'`)
    ok(await whoOf(db, token, monday))
    equal(await whoOf(db, token, moment('2026-03-03T00:00:00+07:00')), null)
  })
  it('is nobody between the steps of sign-in', async () => {
    await owner.query(`update accounts.account set totp_sealed = 'x' where officer_id = $1`, [specialist])
    equal(await whoOf(db, await session(), monday), null)
  })
  it('counts only posts in force on the day', async () => {
    const post = `insert into org.post (agency_id, post_id, officer_id, unit_id, role, title, from_day, to_day) values (1, $1, 2, 1, $2, 'Phó trưởng phòng', $3, $4)`
    await owner.query(post, [11, 'auditor', '2026-03-03', null])
    await owner.query(post, [12, 'director', '2025-03-01', '2026-03-01'])
    await owner.query(post, [13, 'counter-officer', '2026-03-02', '2026-03-02'])
    const who = await whoOf(db, await session(), monday)
    deepEqual(
      who?.posts.map(({ role }) => role),
      ['specialist', 'counter-officer'],
    )
    equal(who?.may.has('journal.read'), false)
    equal(who?.title, 'Chuyên viên')
  })
})

describe('Acting for an absent officer (làm thay)', () => {
  const act = (from: Moment, to: Moment) =>
    owner.query(
      `insert into org.acting (agency_id, acting_id, absent_id, acting_officer_id, from_at, to_at, document) values (1, 1, $1, $2, $3, $4, '12/QĐ-SM')`,
      [absentHead, specialist, iso(from), iso(to)],
    )

  it('adds the absent officer’s posts, marked with whose they are', async () => {
    await act(later(-60), later(60))
    const who = await whoOf(db, await session(), monday)
    deepEqual(who?.posts, [
      { unitId: 1, role: 'specialist', onBehalfOf: null },
      { unitId: 1, role: 'unit-head', onBehalfOf: absentHead },
    ])
    ok(who?.may.has('dossier.reassign'))
    equal(who?.title, 'Chuyên viên')
  })
  it('begins and ends at its second', async () => {
    await act(monday, later(60))
    const token = await session()
    const has = async (at: Moment) => (await whoOf(db, token, at))?.may.has('dossier.reassign')
    deepEqual([await has(later(-1)), await has(monday), await has(later(59)), await has(later(60))], [false, true, true, false])
  })
  it('shows the chosen one only while it lasts', async () => {
    await act(later(-60), later(60))
    const token = await session()
    await owner.query('update accounts.session set acting_for = $1', [absentHead])
    deepEqual((await whoOf(db, token, monday))?.actingFor, { officerId: absentHead, name: 'Phạm Thị Trưởng' })
    equal((await whoOf(db, token, later(60)))?.actingFor, null)
  })
})

describe('Tokens of programs (mã truy cập)', () => {
  it('may do what scopes and officer both allow', async () => {
    const who = await whoOfToken(db, await apiToken(['dossier.read', 'accounts.manage']), monday)
    deepEqual([...(who?.may ?? [])], ['dossier.read'])
    equal(who?.csrf, '')
    equal(who?.officerId, specialist)
  })
  it('never act in an absent officer’s place', async () => {
    await owner.query(
      `insert into org.acting (agency_id, acting_id, absent_id, acting_officer_id, from_at, to_at, document) values (1, 1, 3, 2, $1, $2, 'x')`,
      [iso(later(-60)), iso(later(60))],
    )
    deepEqual((await whoOfToken(db, await apiToken(['dossier.read']), monday))?.posts.length, 1)
  })
  it('are nobody when ended, revoked, of another agency, or when the officer is gone or disabled', async () => {
    const token = await apiToken(['dossier.read'])
    ok(await whoOfToken(db, token, later(86_399)))
    equal(await whoOfToken(db, token, later(86_400)), null)
    equal(await whoOfToken(db, token.replace('mc_1_', 'mc_2_'), monday), null)
    equal(await whoOfToken(db, undefined, monday), null)
    for (const breaks of [`update accounts.account set disabled_at = now()`, `update org.officer set left_on = '2026-03-01'`]) {
      await owner.query(breaks)
      equal(await whoOfToken(db, token, monday), null, breaks)
      await owner.query(`update accounts.account set disabled_at = null`)
      await owner.query(`update org.officer set left_on = null`)
    }
    await owner.query('update accounts.api_token set revoked_at = now()')
    equal(await whoOfToken(db, token, monday), null)
  })
  it('are asked about once in five seconds', async () => {
    const token = await apiToken(['dossier.read'])
    let [asked, ms] = [0, 0]
    const door = tokenDoor(
      {
        ...db,
        inAgency: (agencyId, work) => {
          asked += 1
          return db.inAgency(agencyId, work)
        },
      },
      () => ms,
    )
    await Promise.all(Array.from({ length: 20 }, () => door.whoOfToken(token, monday)))
    ms = 4_999
    ok(await door.whoOfToken(token, monday))
    equal(asked, 1)
    ms = 5_000
    ok(await door.whoOfToken(token, monday))
    equal(asked, 2)
    door.forget(agencyB)
    await door.whoOfToken(token, monday)
    equal(asked, 2)
    door.forget(agencyA)
    await door.whoOfToken(token, monday)
    equal(asked, 3)
    equal(await door.whoOfToken(token, later(86_400)), null, 'an end is an end, remembered or not')
  })
  it('remember no refusal and no failure', async () => {
    const token = newApiToken(agencyA)
    let isAway = true
    const door = tokenDoor(
      { ...db, inAgency: (agencyId, work) => (isAway ? Promise.reject(new Error('away')) : db.inAgency(agencyId, work)) },
      () => 0,
    )
    await door.whoOfToken(token, monday).then(
      () => ok(false),
      (error: Error) => equal(error.message, 'away'),
    )
    isAway = false
    equal(await door.whoOfToken(token, monday), null)
    const endsAt = later(60)
    await db.inAgency(agencyA, (tx) =>
      insertToken(tx, agencyA, {
        token,
        name: 'thử',
        scopes: ['dossier.read'],
        officerId: specialist,
        madeBy: administrator,
        now: monday,
        endsAt,
      }),
    )
    ok(await door.whoOfToken(token, monday))
  })
})

describe('Administrators of an agency', () => {
  it('are those in service whose accounts are open', async () => {
    const count = () => db.inAgency(agencyA, (tx) => enabledAdministrators(tx, agencyA, monday))
    equal(await count(), 2)
    await owner.query('update accounts.account set disabled_at = now() where officer_id = 1')
    equal(await count(), 1)
    await owner.query(`update org.officer set left_on = '2026-03-01' where officer_id = 4`)
    equal(await count(), 0)
  })
})

describe('The first administrator’s account', () => {
  const make = (login: string, password: string) =>
    db.inAgency(agencyA, (tx) =>
      createFirstAccount(tx, { agencyId: agencyA, officerId: newcomer, login, password, at: monday }, inVietnamese),
    )
  it('is refused in words for a bad login or a weak password, and nothing is written', async () => {
    const [login, password] = [await make('quản trị', 'năm chú cá vàng bơi'), await make('quan.tri', 'ngắn quá')]
    ok(!login.ok && /chữ thường không dấu/.test(login.error.message))
    ok(!password.ok && /ít nhất 12 ký tự/.test(password.error.message))
    equal((await owner.query('select from accounts.account where officer_id = $1', [newcomer])).rowCount, 0)
  })
  it('is made with the password chosen, which need not be changed', async () => {
    deepEqual(await make(' Quan.Tri ', 'năm chú cá vàng bơi'), { ok: true, value: true })
    const { rows } = await owner.query('select login, must_change, password_hash from accounts.account where officer_id = $1', [newcomer])
    deepEqual([rows[0].login, rows[0].must_change], ['quan.tri', false])
    ok(await isPassword('năm chú cá vàng bơi', rows[0].password_hash))
  })
})
